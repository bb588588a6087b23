"""M/M/n/K: contacts wait as long as there is a free line, the others are blocked."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from cic.errors import UsageError
from cic.theory.erlang_b import blocking_probability
from cic.theory.inputs import check_not_negative, check_whole
from cic.theory.steady_state import SteadyState, Units


@dataclass(frozen=True, kw_only=True)
class FiniteQueue(SteadyState):
    """A centre with K lines: a contact holds one from arrival to the end, waiting or not.

    Notes
    -----
    With load a, n agents and r = a / n, the states with n + j contacts, j = 0 … K−n, have weights
    rʲ; with A their sum and B of Erlang B, all of them together have the probability
    A B / (1 + (A − 1) B). The state with K contacts is the share that is blocked. A contact that
    finds n + j waits for j + 1 ends of work, an Erlang-distributed time. K = n is Erlang B, and
    K = ∞ is Erlang C.

    References
    ----------
    Koole, Mandelbaum (2002), Queueing models of call centers: an introduction, Annals of
    Operations Research 113, 41-59.

    Examples
    --------
    >>> print(FiniteQueue(arrivals_per_hour=180, handle_time=30, agents=2, lines=5))
    FiniteQueue(arrivals_per_hour=180, handle_time=30, agents=2, lines=5)
      offered load             1.5 erlang
      occupancy                0.6862
      blocking probability     0.08511
      wait probability         0.4665
      average speed of answer  13.85 s
      mean queue length        0.6336 contacts
    """

    agents: int
    """How many; at least 1."""
    lines: int
    """The most contacts that can be there, waiting or with an agent; at least `agents`."""

    measures: ClassVar[Units] = {
        "offered_load": "erlang",
        "occupancy": "",
        "blocking_probability": "",
        "wait_probability": "",
        "average_speed_of_answer": "s",
        "mean_queue_length": "contacts",
    }

    def __post_init__(self) -> None:
        super().__post_init__()
        check_whole(agents=self.agents, lines=self.lines)
        if self.lines < self.agents:
            raise UsageError(
                f"lines is {self.lines}, fewer than the {self.agents} agents\n"
                "    → give every agent a line"
            )

    @property
    def occupancy(self) -> float:
        """Share of the agents' time spent with contacts."""
        return self.offered_load * (1.0 - self.blocking_probability) / self.agents

    @property
    def blocking_probability(self) -> float:
        """Share of contacts that find no free line."""
        return self._busy[-1]

    @property
    def wait_probability(self) -> float:
        """Share of contacts that get a line but no agent at once."""
        return math.fsum(self._busy[:-1])

    @property
    def mean_queue_length(self) -> float:
        """Mean number of contacts that wait."""
        return math.fsum(j * share for j, share in enumerate(self._busy))

    @property
    def average_speed_of_answer(self) -> float:
        """Mean wait of the contacts that are not blocked [s]; all of them are answered."""
        if not self.arrivals_per_hour:
            return 0.0
        accepted_per_second = self.arrivals_per_second * (1.0 - self.blocking_probability)
        return self.mean_queue_length / accepted_per_second

    def service_level(self, *, within: float) -> float:
        """Share of all contacts, blocked ones included, answered within a threshold [s].

        Examples
        --------
        >>> centre = FiniteQueue(arrivals_per_hour=180, handle_time=30, agents=2, lines=5)
        >>> round(centre.service_level(within=20), 4)
        0.6722
        """
        check_not_negative(within=within)
        ends = _poisson_cumulative(self.agents * within / self.handle_time)
        late = math.fsum(share * next(ends) for share in self._busy[:-1])
        return 1.0 - self.blocking_probability - late

    @cached_property
    def _busy(self) -> tuple[float, ...]:
        """Probabilities of n … K contacts in the centre."""
        ratio = self.offered_load / self.agents
        places = range(self.lines - self.agents + 1)
        # Powers are taken from the heavier end, so that none overflows.
        weights = [ratio**j if ratio <= 1.0 else ratio ** (j - places[-1]) for j in places]
        total = math.fsum(weights)
        blocking = blocking_probability(self.offered_load, agents=self.agents)
        all_busy = blocking / (blocking + (1.0 - blocking) * weights[0] / total)
        return tuple(all_busy * weight / total for weight in weights)


def _poisson_cumulative(mean: float) -> Iterator[float]:
    """P(N ≤ 0), P(N ≤ 1), … of a Poisson number: that at most so many agents have come free."""
    cumulative, count = 0.0, 0
    while True:
        log_share = (count * math.log(mean) if mean else 0.0) - mean - math.lgamma(count + 1)
        cumulative += math.exp(log_share) if mean or not count else 0.0
        yield min(1.0, cumulative)
        count += 1
