"""Mean waits where an agent that comes free takes the most urgent contact first.

Priorities do not interrupt: work that has begun is finished. Nobody abandons. Contact types are
listed in order of priority, the most urgent first.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from cic.theory.erlang_c import wait_probability
from cic.theory.inputs import check_not_negative, check_positive, check_stable
from cic.theory.steady_state import SteadyState


@dataclass(frozen=True, kw_only=True)
class ContactType(SteadyState):
    """The contacts of one priority."""

    variation: float = 1.0
    """Coefficient of variation of the handle time: standard deviation / mean; 1 if exponential."""

    def __post_init__(self) -> None:
        super().__post_init__()
        check_not_negative(variation=self.variation)


def waits_by_priority(
    arrivals_per_hour: Sequence[float], *, handle_time: float, agents: float
) -> tuple[float, ...]:
    """Mean wait [s] of each priority with several agents and one handle time for all.

    Parameters
    ----------
    arrivals_per_hour
        Rate of each priority [contacts/h], the most urgent first.
    handle_time
        Mean handle time of every contact [s]; exponential.
    agents
        How many; need not be whole.

    Raises
    ------
    OverloadError
        If the offered load of all priorities is not below the number of agents.

    Notes
    -----
    With C of Erlang C for the whole load, handle time h, n agents and b(k) the occupancy due to
    priorities 1 … k: W(k) = C (h / n) / ((1 − b(k−1)) (1 − b(k))).

    References
    ----------
    Cobham (1954), Priority assignment in waiting line problems, Journal of the Operations Research
    Society of America 2(1), 70-76, eq. 6.

    Examples
    --------
    >>> waits = waits_by_priority([1.5, 2.5, 1.0], handle_time=3600, agents=6)
    >>> [round(wait / 3600, 4) for wait in waits]
    [0.1306, 0.3917, 1.7625]
    """
    types = [ContactType(arrivals_per_hour=r, handle_time=handle_time) for r in arrivals_per_hour]
    check_positive(agents=agents)
    loads = [contact_type.offered_load for contact_type in types]
    first_free = wait_probability(sum(loads), agents=agents) * handle_time / agents
    return _waits(first_free, occupancies=[load / agents for load in loads])


def waits_by_priority_of_one_agent(contact_types: Sequence[ContactType]) -> tuple[float, ...]:
    """Mean wait [s] of each priority with one agent, whatever the handle times.

    Parameters
    ----------
    contact_types
        The most urgent first; each may have its own handle time and variation.

    Raises
    ------
    OverloadError
        If the offered load of all priorities is not below 1.

    Notes
    -----
    An arriving contact finds R = Σ aᵢ hᵢ (1 + vᵢ²) / 2 of work still to be finished by the agent.
    With b(k) the load of priorities 1 … k: W(k) = R / ((1 − b(k−1)) (1 − b(k))).

    References
    ----------
    Cobham (1954), Priority assignment in waiting line problems, Journal of the Operations Research
    Society of America 2(1), 70-76, eq. 3.

    Examples
    --------
    >>> urgent = ContactType(arrivals_per_hour=1, handle_time=300)
    >>> ordinary = ContactType(arrivals_per_hour=9, handle_time=300)
    >>> waits = waits_by_priority_of_one_agent([urgent, ordinary])
    >>> [round(wait / 3600, 4) for wait in waits]
    [0.0758, 0.4545]
    """
    loads = [contact_type.offered_load for contact_type in contact_types]
    check_stable("waits_by_priority_of_one_agent", offered_load=sum(loads), agents=1)
    begun = sum(
        contact_type.offered_load * contact_type.handle_time * (1.0 + contact_type.variation**2) / 2
        for contact_type in contact_types
    )
    return _waits(begun, occupancies=loads)


def _waits(first_free: float, *, occupancies: Sequence[float]) -> tuple[float, ...]:
    """Mean waits, from the mean time until an agent comes free and each priority's occupancy."""
    left = [1.0 - used for used in itertools.accumulate(occupancies, initial=0.0)]
    return tuple(first_free / (above * below) for above, below in itertools.pairwise(left))
