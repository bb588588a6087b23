"""Erlang A (Palm): contacts wait in order of arrival, and abandon when their patience runs out."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from cic.theory.erlang_b import blocking_probability
from cic.theory.impatience import Fate, fate_of_waiting
from cic.theory.inputs import check_inner_share, check_not_negative, check_positive
from cic.theory.sizing import fewest_agents
from cic.theory.steady_state import SteadyState, Units


@dataclass(frozen=True, kw_only=True)
class ErlangA(SteadyState):
    """M/M/n+M: patience is exponential; stable under any load.

    Notes
    -----
    Rates: λ of arrivals, μ = 1 / handle time, θ = 1 / patience; c = nμ/θ and y = λ/θ. The states
    with k waiting have weights yᵏ / ((c+1) … (c+k)), which sum to A(c, y). With B of Erlang B, a
    contact waits with probability A B / (1 + (A − 1) B); what follows is `fate_of_waiting`. The
    share that still waits after t is

        P(W > t) = P(W > 0) exp(−(nμ + θ) t + y − z) A(c, z) / A(c, y),  z = y exp(−θt),

    and what becomes of those is found by putting z in the place of y, which gives what is answered
    within t. Nothing cancels: against 50-digit arithmetic, 12 digits are right with up to 10,000
    agents and with patience up to a day.

    References
    ----------
    Mandelbaum, Zeltyn (2005), The Palm/Erlang-A queue, with applications to call centers, Technion.

    Garnett, Mandelbaum, Reiman (2002), Designing a call center with impatient customers,
    Manufacturing & Service Operations Management 4(3), 208-227.

    Zeltyn, Mandelbaum (2005), Call centers with impatient customers: many-server asymptotics of the
    M/M/n+G queue, Queueing Systems 51(3-4), 361-402.

    Examples
    --------
    >>> centre = ErlangA(arrivals_per_hour=200, handle_time=180, patience=300, agents=13)
    >>> print(centre)
    ErlangA(arrivals_per_hour=200, handle_time=180, patience=300, agents=13)
      offered load             10 erlang
      occupancy                0.75
      wait probability         0.2258
      abandonment rate         0.02496
      average speed of answer  6.914 s
      mean wait                7.489 s
      mean time to abandon     29.95 s
      mean queue length        0.4161 contacts
    >>> round(centre.service_level(within=20), 4)
    0.8582
    """

    patience: float
    """Mean time a contact is prepared to wait [s]."""
    agents: float
    """How many; need not be whole; 0 leaves every contact to its patience."""

    measures: ClassVar[Units] = {
        "offered_load": "erlang",
        "occupancy": "",
        "wait_probability": "",
        "abandonment_rate": "",
        "average_speed_of_answer": "s",
        "mean_wait": "s",
        "mean_time_to_abandon": "s",
        "mean_queue_length": "contacts",
    }

    def __post_init__(self) -> None:
        super().__post_init__()
        check_positive(patience=self.patience)
        check_not_negative(agents=self.agents)

    @property
    def occupancy(self) -> float:
        """Share of the agents' time spent with contacts; nan without agents."""
        return self.offered_load * self._answered / self.agents if self.agents else math.nan

    @property
    def wait_probability(self) -> float:
        """Share of contacts that find all agents busy."""
        return self._blocking / self._states

    @property
    def abandonment_rate(self) -> float:
        """Share of contacts that abandon."""
        return self.wait_probability * self._fate.abandoned

    @property
    def mean_wait(self) -> float:
        """Mean wait of all contacts [s], whether answered or not."""
        return self.patience * self.abandonment_rate

    @property
    def average_speed_of_answer(self) -> float:
        """Mean wait of the answered contacts [s]; nan without agents."""
        if not self.agents:
            return math.nan
        return self.patience * self.wait_probability * self._fate.answered_wait / self._answered

    @property
    def mean_time_to_abandon(self) -> float:
        """Mean wait of the contacts that abandon [s]; nan where none does."""
        fate = self._fate
        if not self.abandonment_rate:
            return math.nan
        return self.patience * (fate.abandoned - fate.answered_wait) / fate.abandoned

    @property
    def mean_queue_length(self) -> float:
        """Mean number of contacts that wait, by Little's law."""
        return self.arrivals_per_second * self.mean_wait

    def wait_exceeds(self, seconds: float) -> float:
        """Share of contacts that wait longer than this, whether answered in the end or not."""
        check_not_negative(seconds=seconds)
        capacity, demand = self._capacity_and_demand
        waited = seconds / self.patience
        exponent = -demand * math.expm1(-waited) - (capacity + 1.0) * waited
        weights = self._fate_after(seconds).log_weight - self._fate.log_weight
        return self.wait_probability * math.exp(exponent + weights)

    def answered_within(self, seconds: float) -> float:
        """Share of all contacts that are answered within this time."""
        late = self.wait_exceeds(seconds) * self._fate_after(seconds).answered
        return max(0.0, self._answered - late)

    def abandoned_within(self, seconds: float) -> float:
        """Share of all contacts that abandon within this time."""
        late = self.wait_exceeds(seconds) * self._fate_after(seconds).abandoned
        return max(0.0, self.abandonment_rate - late)

    def service_level(self, *, within: float) -> float:
        """Share of all contacts, abandoned ones included, answered within a threshold [s].

        Other definitions follow from `answered_within` and `abandoned_within`.

        Examples
        --------
        >>> centre = ErlangA(arrivals_per_hour=200, handle_time=180, patience=300, agents=13)
        >>> soon, lost = centre.answered_within(20), centre.abandoned_within(20)
        >>> [round(level, 4) for level in (soon, soon / (1 - lost), soon + lost)]
        [0.8582, 0.8683, 0.8698]
        """
        return self.answered_within(within)

    @property
    def _capacity_and_demand(self) -> tuple[float, float]:
        """The rates of answering when all are busy and of arriving, per mean patience."""
        per_patience = self.patience / self.handle_time
        return self.agents * per_patience, self.offered_load * per_patience

    @cached_property
    def _blocking(self) -> float:
        return blocking_probability(self.offered_load, agents=self.agents)

    @property
    def _fate(self) -> Fate:
        return self._fate_after(0.0)

    def _fate_after(self, seconds: float) -> Fate:
        """What awaits a contact that has waited so long."""
        capacity, demand = self._capacity_and_demand
        return fate_of_waiting(capacity, demand=demand * math.exp(-seconds / self.patience))

    @property
    def _idle(self) -> float:
        """Weight of the states with an agent free, where those with all busy have B."""
        return (1.0 - self._blocking) * math.exp(-self._fate.log_weight)

    @property
    def _states(self) -> float:
        return self._blocking + self._idle

    @property
    def _answered(self) -> float:
        """Share of contacts that are answered."""
        return self._idle / self._states + self.wait_probability * self._fate.answered


def agents_for_service_level(
    share: float, *, within: float, arrivals_per_hour: float, handle_time: float, patience: float
) -> int:
    """The fewest agents that answer this share of all contacts within a threshold [s].

    Without arrivals none is needed.

    Examples
    --------
    >>> agents_for_service_level(
    ...     0.8, within=20, arrivals_per_hour=200, handle_time=180, patience=300
    ... )
    13
    """
    check_inner_share(share=share)
    return _fewest_agents(
        lambda centre: centre.service_level(within=within) >= share,
        SteadyState(arrivals_per_hour=arrivals_per_hour, handle_time=handle_time),
        patience=patience,
    )


def agents_for_abandonment(
    share: float, *, arrivals_per_hour: float, handle_time: float, patience: float
) -> int:
    """The fewest agents with whom at most this share of contacts abandons.

    Without arrivals none is needed.

    Examples
    --------
    >>> agents_for_abandonment(0.05, arrivals_per_hour=200, handle_time=180, patience=300)
    12
    """
    check_inner_share(share=share)
    return _fewest_agents(
        lambda centre: centre.abandonment_rate <= share,
        SteadyState(arrivals_per_hour=arrivals_per_hour, handle_time=handle_time),
        patience=patience,
    )


def agents_for_speed_of_answer(
    seconds: float, *, arrivals_per_hour: float, handle_time: float, patience: float
) -> int:
    """The fewest agents whose average speed of answer is at most this [s].

    Without arrivals none is needed.

    Examples
    --------
    >>> agents_for_speed_of_answer(10, arrivals_per_hour=200, handle_time=180, patience=300)
    13
    """
    check_positive(seconds=seconds)
    return _fewest_agents(
        lambda centre: centre.average_speed_of_answer <= seconds,
        SteadyState(arrivals_per_hour=arrivals_per_hour, handle_time=handle_time),
        patience=patience,
    )


def _fewest_agents(good: Callable[[ErlangA], bool], demand: SteadyState, *, patience: float) -> int:
    """The fewest agents for which the centre is good."""

    def meets(agents: int) -> bool:
        return good(
            ErlangA(
                arrivals_per_hour=demand.arrivals_per_hour,
                handle_time=demand.handle_time,
                patience=patience,
                agents=agents,
            )
        )

    return fewest_agents(meets) if demand.arrivals_per_hour else 0
