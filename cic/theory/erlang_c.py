"""Erlang C: contacts that find all agents busy wait, however long, in order of arrival."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from cic.errors import UsageError
from cic.theory.erlang_b import blocking_probability
from cic.theory.inputs import check_inner_share, check_not_negative, check_positive, check_stable
from cic.theory.sizing import fewest_agents
from cic.theory.steady_state import SteadyState, Units


def wait_probability(offered_load: float, *, agents: float) -> float:
    """Probability that a contact has to wait when nobody abandons.

    Parameters
    ----------
    offered_load
        Arrival rate × handle time [erlang]; below the number of agents.
    agents
        How many; need not be whole.

    Raises
    ------
    OverloadError
        If the offered load is not below the number of agents.

    Notes
    -----
    With load a, n agents and B of Erlang B: C = B / (1 − (a / n) (1 − B)).

    References
    ----------
    Koole, Mandelbaum (2002), Queueing models of call centers: an introduction, Annals of
    Operations Research 113, 41-59.

    Examples
    --------
    >>> round(wait_probability(10.0, agents=14), 7)
    0.1741319
    """
    check_not_negative(offered_load=offered_load, agents=agents)
    check_stable("Erlang C", offered_load=offered_load, agents=agents)
    blocking = blocking_probability(offered_load, agents=agents)
    return blocking / (1.0 - offered_load / agents * (1.0 - blocking))


@dataclass(frozen=True, kw_only=True)
class ErlangC(SteadyState):
    """M/M/n: every contact waits until it is answered.

    Raises
    ------
    OverloadError
        If the offered load is not below the number of agents: there is no steady state then, and
        no wait is invented for it.

    Notes
    -----
    A contact waits with probability C and then exponentially long, with mean h / (n − a), h the
    handle time: P(wait > t) = C exp(−(n − a) t / h).

    Examples
    --------
    >>> centre = ErlangC(arrivals_per_hour=200, handle_time=180, agents=14)
    >>> print(centre)
    ErlangC(arrivals_per_hour=200, handle_time=180, agents=14)
      offered load             10 erlang
      occupancy                0.7143
      wait probability         0.1741
      average speed of answer  7.836 s
      mean queue length        0.4353 contacts
    >>> round(centre.service_level(within=20), 5)
    0.88835
    """

    agents: float
    """How many; need not be whole."""

    measures: ClassVar[Units] = {
        "offered_load": "erlang",
        "occupancy": "",
        "wait_probability": "",
        "average_speed_of_answer": "s",
        "mean_queue_length": "contacts",
    }

    def __post_init__(self) -> None:
        super().__post_init__()
        check_not_negative(agents=self.agents)
        check_stable("ErlangC", offered_load=self.offered_load, agents=self.agents)

    @property
    def occupancy(self) -> float:
        """Share of the agents' time spent with contacts."""
        return self.offered_load / self.agents

    @cached_property
    def wait_probability(self) -> float:
        """Share of contacts that find all agents busy."""
        return wait_probability(self.offered_load, agents=self.agents)

    @property
    def mean_wait_if_waiting(self) -> float:
        """Mean wait of the contacts that have to wait [s]."""
        return self.handle_time / (self.agents - self.offered_load)

    @property
    def average_speed_of_answer(self) -> float:
        """Mean wait of all contacts [s]; all are answered."""
        return self.wait_probability * self.mean_wait_if_waiting

    @property
    def mean_queue_length(self) -> float:
        """Mean number of contacts that wait, by Little's law."""
        return self.arrivals_per_second * self.average_speed_of_answer

    def wait_exceeds(self, seconds: float) -> float:
        """Share of contacts that wait longer than this."""
        check_not_negative(seconds=seconds)
        return self.wait_probability * math.exp(-seconds / self.mean_wait_if_waiting)

    def service_level(self, *, within: float) -> float:
        """Share of contacts answered within a threshold [s]."""
        return 1.0 - self.wait_exceeds(within)

    def wait_quantile(self, share: float) -> float:
        """The wait [s] that this share of the contacts does not exceed.

        Examples
        --------
        >>> centre = ErlangC(arrivals_per_hour=200, handle_time=180, agents=14)
        >>> [round(centre.wait_quantile(share), 1) for share in (0.8, 0.9, 0.99)]
        [0.0, 25.0, 128.6]
        """
        if not 0 <= share < 1:
            raise UsageError(f"share is {share!r}\n    → give a share of at least 0 and below 1")
        if share <= 1.0 - self.wait_probability:
            return 0.0
        return self.mean_wait_if_waiting * math.log(self.wait_probability / (1.0 - share))


def agents_for_service_level(
    share: float, *, within: float, arrivals_per_hour: float, handle_time: float
) -> int:
    """The fewest agents that answer this share of contacts within a threshold [s].

    Without arrivals none is needed.

    Examples
    --------
    >>> agents_for_service_level(0.8, within=20, arrivals_per_hour=200, handle_time=180)
    14
    """
    check_inner_share(share=share)
    return _fewest_agents(
        lambda centre: centre.service_level(within=within) >= share,
        SteadyState(arrivals_per_hour=arrivals_per_hour, handle_time=handle_time),
    )


def agents_for_speed_of_answer(
    seconds: float, *, arrivals_per_hour: float, handle_time: float
) -> int:
    """The fewest agents whose average speed of answer is at most this [s].

    Without arrivals none is needed.

    Examples
    --------
    >>> agents_for_speed_of_answer(10, arrivals_per_hour=200, handle_time=180)
    14
    """
    check_positive(seconds=seconds)
    return _fewest_agents(
        lambda centre: centre.average_speed_of_answer <= seconds,
        SteadyState(arrivals_per_hour=arrivals_per_hour, handle_time=handle_time),
    )


def _fewest_agents(good: Callable[[ErlangC], bool], demand: SteadyState) -> int:
    """The fewest agents for which the centre is good; the search starts where it is stable."""
    if demand.arrivals_per_hour == 0:
        return 0

    def meets(agents: int) -> bool:
        return good(
            ErlangC(
                arrivals_per_hour=demand.arrivals_per_hour,
                handle_time=demand.handle_time,
                agents=agents,
            )
        )

    return fewest_agents(meets, at_least=math.floor(demand.offered_load) + 1)
