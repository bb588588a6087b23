"""Agents with several contacts in hand at once, each slower for it: chat."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement
from typing import ClassVar, NamedTuple

from cic.errors import UsageError
from cic.theory.balance import weights_in_balance
from cic.theory.impatience import fate_of_waiting
from cic.theory.inputs import check_not_negative, check_positive, check_stable, check_whole
from cic.theory.steady_state import SteadyState, Units

State = tuple[int, ...]
"""How many contacts each agent has in hand, in ascending order."""

MOST_STATES = 1_000
"""The most states that are solved: seconds of work. Three at once make them of 16 agents."""


class _Line(NamedTuple):
    """What becomes of those that still wait after some time."""

    log_weight: float
    """ln of the weight of all lengths of the queue, relative to the one without a queue."""
    still: float
    """Their share of all that have to wait."""
    answered: float
    """Share of them that is answered in the end."""
    abandoned: float
    """Share of them that abandons in the end."""
    wait: float
    """Mean of the rest of the wait [s], however it ends."""
    answered_wait: float
    """The same, counted as 0 for those that abandon."""


@dataclass(frozen=True, kw_only=True)
class ParallelContacts(SteadyState):
    """A queue whose agents have several contacts in hand; work and patience are exponential.

    A contact goes to an agent who has the fewest in hand; it waits where everybody has as many as
    may be. `handle_time` is the work on a contact as it is before any factor.

    Raises
    ------
    OverloadError
        If everybody waits for ever, and agents with as many in hand as may be do not keep up.

    Notes
    -----
    With work h and factors f, an agent with i in hand comes to the end of one at the rate i / (h
    f(i)). For one agent the number of contacts is a birth-death chain: with rate λ of arrivals, up
    to k at once and patience 1 / θ, states have the weights

        p(i) / p(0) = aⁱ f(1) … f(i) / i!,    a = λ h,  i ≤ k,
        p(k + j) / p(k) = λʲ / ((c + θ) … (c + j θ)),  c = k / (h f(k)).

    For several agents a state is how many have 0, 1, …, k in hand, and `weights_in_balance` finds
    the shares; once all have k in hand, the queue is that of one agent with c = n k / (h f(k)), and
    what becomes of those that wait is `fate_of_waiting`.

    With one agent and patience 0 all hold for work of any distribution: each in hand gets on at the
    same pace, so it is a symmetric queue.

    References
    ----------
    Kleinrock (1975), Queueing systems, volume I: theory, Wiley, chapter 3 (birth-death chains).

    Luo, Zhang (2013), Staffing and control of instant messaging contact centers, Operations
    Research 61(2), 328-343.

    Tezcan, Zhang (2014), Routing and staffing in customer service chat systems with impatient
    customers, Operations Research 62(4), 943-956.

    Kelly (1979), Reversibility and stochastic networks, Wiley, chapter 3 (symmetric queues).

    Examples
    --------
    >>> chat = {"slow_down": (1, 1.2, 1.4), "at_once": 3}
    >>> print(ParallelContacts(arrivals_per_hour=20, handle_time=240, agents=1, **chat))
    ParallelContacts(arrivals_per_hour=20, handle_time=240, agents=1, slow_down=(1, 1.2, 1.4), \
at_once=3, patience=inf)
      offered load             1.333 erlang
      occupancy                0.8061
      concurrency              2.102 contacts
      mean in hand             1.694 contacts
      wait probability         0.3407
      abandonment rate         0
      average speed of answer  101 s
      mean wait                101 s
      average handle time      305 s
      mean queue length        0.5611 contacts
    """

    agents: int
    """How many; at least 1."""
    slow_down: tuple[float, ...]
    """Factors on the work of each contact, by how many its agent has in hand: one, two, …; the last
    holds for more."""
    at_once: int
    """How many contacts an agent has in hand at most."""
    patience: float = math.inf
    """Mean time a contact is prepared to wait [s]; inf: for ever; 0: who would have to wait is
    lost."""

    measures: ClassVar[Units] = {
        "offered_load": "erlang",
        "occupancy": "",
        "concurrency": "contacts",
        "mean_in_hand": "contacts",
        "wait_probability": "",
        "abandonment_rate": "",
        "average_speed_of_answer": "s",
        "mean_wait": "s",
        "average_handle_time": "s",
        "mean_queue_length": "contacts",
    }

    def __post_init__(self) -> None:
        super().__post_init__()
        check_whole(agents=self.agents, at_once=self.at_once)
        if not self.slow_down:
            raise UsageError("slow_down is empty\n    → give (1,) where nothing is slowed")
        check_positive(**{f"slow_down[{n}]": f for n, f in enumerate(self.slow_down)})
        states = math.comb(self.agents + self.at_once, self.at_once)
        if states > MOST_STATES:
            raise UsageError(
                f"{self.agents} agents with up to {self.at_once} in hand have {states:,} states\n"
                f"    → ask for fewer agents ({MOST_STATES:,} states at most), or simulate"
            )
        if self.patience != math.inf:
            check_not_negative(patience=self.patience)
            return
        load = self.offered_load * self._factor(self.at_once) / self.at_once
        check_stable("ParallelContacts", offered_load=load, agents=self.agents)

    @property
    def occupancy(self) -> float:
        """Share of the agents' time in which they have any contact in hand."""
        at_work = math.fsum(
            share * sum(n > 0 for n in state) for state, share in self._shares.items()
        )
        return at_work / self.agents

    @property
    def concurrency(self) -> float:
        """Contacts in hand of agents who have any; nan where nobody ever comes."""
        at_work = self.occupancy * self.agents
        return self.mean_in_hand / at_work if at_work else math.nan

    @property
    def mean_in_hand(self) -> float:
        """Mean number of contacts that all agents together have in hand."""
        return math.fsum(share * sum(state) for state, share in self._shares.items())

    @property
    def wait_probability(self) -> float:
        """Share of contacts that find all agents with as many in hand as may be."""
        return self._shares[self._full]

    @property
    def abandonment_rate(self) -> float:
        """Share of contacts that abandon."""
        return self.wait_probability * self._line_after(0.0).abandoned

    @property
    def mean_wait(self) -> float:
        """Mean wait of all contacts [s], whether answered or not."""
        return self.wait_probability * self._line_after(0.0).wait

    @property
    def average_speed_of_answer(self) -> float:
        """Mean wait of the answered contacts [s]."""
        return self.wait_probability * self._line_after(0.0).answered_wait / self._answered

    @property
    def average_handle_time(self) -> float:
        """Mean time for which a contact is in hand [s], by Little's law."""
        if not self.arrivals_per_hour:
            return self.handle_time * self._factor(1)
        return self.mean_in_hand / (self.arrivals_per_second * self._answered)

    @property
    def mean_queue_length(self) -> float:
        """Mean number of contacts that wait, by Little's law."""
        return self.arrivals_per_second * self.mean_wait

    def wait_exceeds(self, seconds: float) -> float:
        """Share of contacts that wait longer than this, whether answered in the end or not."""
        check_not_negative(seconds=seconds)
        return self.wait_probability * self._line_after(seconds).still

    def service_level(self, *, within: float) -> float:
        """Share of all contacts, abandoned ones included, answered within a threshold [s]."""
        late = self.wait_exceeds(within) * self._line_after(within).answered
        return max(0.0, self._answered - late)

    def _factor(self, contacts: int) -> float:
        """The factor on the work of an agent with so many in hand."""
        return self.slow_down[min(contacts, len(self.slow_down)) - 1]

    def _rate(self, contacts: int) -> float:
        """How often an agent with so many in hand comes to the end of one [1/s]."""
        return contacts / (self.handle_time * self._factor(contacts)) if contacts else 0.0

    @property
    def _full(self) -> State:
        return (self.at_once,) * self.agents

    @property
    def _answered(self) -> float:
        """Share of contacts that are answered."""
        at_once = math.fsum(
            share for state, share in self._shares.items() if state[0] < self.at_once
        )
        return at_once + self.wait_probability * self._line_after(0.0).answered

    @cached_property
    def _shares(self) -> Mapping[State, float]:
        """Share of time in which the agents have so many in hand; in the last some may wait."""
        numbers = range(self.at_once + 1)
        states = sorted(combinations_with_replacement(numbers, self.agents), key=sum)
        weights = weights_in_balance({state: self._flows(state) for state in states})
        # Seen from the longest queues, so that nothing grows huge.
        scale = math.exp(-self._line_after(0.0).log_weight)
        weights = {state: w if state == self._full else w * scale for state, w in weights.items()}
        total = math.fsum(weights.values())
        return {state: weight / total for state, weight in weights.items()}

    def _flows(self, state: State) -> dict[State, float]:
        """The rates [1/s] at which a state goes over into others; who must wait changes none."""
        flows: dict[State, float] = {}
        if state != self._full:
            flows[_changed(state, 0, 1)] = self.arrivals_per_second
        for agent, contacts in enumerate(state):
            if contacts:
                left = _changed(state, agent, -1)
                flows[left] = flows.get(left, 0.0) + self._rate(contacts)
        return flows

    def _line_after(self, seconds: float) -> _Line:
        """What becomes of those that have waited so long."""
        rate = self.agents * self._rate(self.at_once)
        if self.patience == 0.0:
            return _Line(0.0, still=0.0, answered=0.0, abandoned=1.0, wait=0.0, answered_wait=0.0)
        if self.patience == math.inf:
            gains = rate - self.arrivals_per_second
            still, wait = math.exp(-gains * seconds), 1.0 / gains
            return _Line(math.log(rate / gains), still, 1.0, 0.0, wait, answered_wait=wait)
        capacity, demand = rate * self.patience, self.arrivals_per_second * self.patience
        waited = seconds / self.patience
        first = fate_of_waiting(capacity, demand=demand)
        fate = fate_of_waiting(capacity, demand=demand * math.exp(-waited))
        exponent = -demand * math.expm1(-waited) - (capacity + 1.0) * waited
        return _Line(
            fate.log_weight,
            still=math.exp(exponent + fate.log_weight - first.log_weight),
            answered=fate.answered,
            abandoned=fate.abandoned,
            wait=self.patience * fate.abandoned,
            answered_wait=self.patience * fate.answered_wait,
        )


def _changed(state: State, agent: int, by: int) -> State:
    """The state after one agent took a contact or came to the end of one."""
    return tuple(sorted((*state[:agent], state[agent] + by, *state[agent + 1 :])))
