"""Erlang A's first guess of an interval: what service level and abandonment to expect.

It takes every interval for a steady state of its own with exponential times. Agents who answer
several queues are shared out so that the queues are as evenly loaded as the skills allow; queues
that then share agents count as one pool, whoever of its agents comes free. Priorities, work
left over from the interval before, the IVR's delay, balking and limits of queues are left out: it
is a guess, and the simulation is the answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from cic.report.workload import IntervalWork, groups_of
from cic.scenario.queues import ServiceLevel
from cic.scenario.scenario import Model
from cic.theory.erlang_a import ErlangA
from cic.theory.erlang_c import ErlangC
from cic.theory.sizing import fewest_agents
from cic.units import HOUR

ROUNDS = 60
LEAST_PART = 0.02
"""Part of a group's time from which on it counts as shared with a queue."""
ENDLESS = 1e6
"""Patience [s] that counts as infinite."""
MOST_SHARE = 0.9999
"""A promise of more than this is taken as this: all contacts in time would take endless agents."""


@dataclass(frozen=True)
class Guess:
    """What to expect of one queue in one interval; nan where nobody comes."""

    service_level: float
    abandonment_rate: float


@dataclass(frozen=True)
class PoolGuess:
    """Queues that share agents in an interval, and what to expect of them."""

    queues: tuple[str, ...]
    load: float
    """Offered load [erlang]."""
    agents: float
    needed: float
    """The fewest agents with whom all targets of the service level hold; nan without targets."""
    guesses: dict[str, Guess]


def guess(work: IntervalWork, model: Model) -> list[PoolGuess]:
    """What Erlang A expects of one interval, pool by pool."""
    shared = share_out(work, model)
    return [_guess_pool(pool, work, model, shared) for pool in _pools(work, shared)]


Shared = dict[str, dict[str, float]]
"""Agents by queue and group."""


def share_out(work: IntervalWork, model: Model) -> Shared:
    """Agents of each group, shared out over its queues so that these are loaded evenly.

    Each round moves agents towards the queues that have more work an agent.
    """
    serves = {
        group: [q for q, w in work.queues.items() if w.load > 0 and group in groups_of(model, q)]
        for group in work.staff
    }
    shared: Shared = {queue: {} for queue in work.queues}
    for group, queues in serves.items():
        total = math.fsum(work.queues[q].load for q in queues)
        for q in queues if work.staff[group] > 0 else ():
            shared[q][group] = work.staff[group] * work.queues[q].load / total
    for _ in range(ROUNDS):
        crowding = {
            q: work.queues[q].load / max(math.fsum(agents.values()), 1e-9)
            for q, agents in shared.items()
        }
        for group, queues in serves.items():
            pull = {q: shared[q][group] * crowding[q] for q in queues if group in shared[q]}
            total = math.fsum(pull.values())
            for q, strength in pull.items():
                shared[q][group] = work.staff[group] * strength / total
    return shared


def _pools(work: IntervalWork, shared: Shared) -> list[tuple[str, ...]]:
    """Queues with work, put together where a group divides its time between them."""
    pools: list[set[str]] = []
    for queue, agents in shared.items():
        if work.queues[queue].load <= 0:
            continue
        own = {group for group, n in agents.items() if n >= LEAST_PART * work.staff[group]}
        near = [pool for pool in pools if any(own & _crew(q, work, shared) for q in pool)]
        pools = [pool for pool in pools if pool not in near]
        pools.append({queue}.union(*near))
    order = list(work.queues)
    return sorted(
        (tuple(sorted(pool, key=order.index)) for pool in pools), key=lambda p: order.index(p[0])
    )


def _crew(queue: str, work: IntervalWork, shared: Shared) -> set[str]:
    return {group for group, n in shared[queue].items() if n >= LEAST_PART * work.staff[group]}


def _guess_pool(
    pool: tuple[str, ...], work: IntervalWork, model: Model, shared: Shared
) -> PoolGuess:
    agents = math.fsum(n for queue in pool for n in shared[queue].values())
    queues = [work.queues[queue] for queue in pool]
    contacts = math.fsum(queue.contacts for queue in queues)
    load = math.fsum(queue.load for queue in queues)
    leaving = math.fsum(queue.contacts / queue.patience for queue in queues)
    state = _State(
        arrivals_per_hour=contacts / work.length * HOUR,
        handle_time=load * work.length / contacts,
        patience=contacts / leaving if leaving > 0 else math.inf,
    )
    promises = {queue: model.queues[queue].service_level for queue in pool}
    return PoolGuess(
        queues=pool,
        load=load,
        agents=agents,
        needed=_needed(state, [p for p in promises.values() if p.share is not None]),
        guesses={queue: state.guess(agents, promise) for queue, promise in promises.items()},
    )


def _needed(state: _State, promises: list[ServiceLevel]) -> float:
    """The fewest agents with whom all promises are kept; nan where nothing is promised."""
    if not promises:
        return math.nan

    def kept(agents: int) -> bool:
        return all(
            state.guess(agents, promise).service_level >= min(promise.share or 0.0, MOST_SHARE)
            for promise in promises
        )

    return float(fewest_agents(kept, at_least=max(0, int(state.load / 2))))


@dataclass(frozen=True, kw_only=True)
class _State:
    """What comes to a pool, whoever answers it."""

    arrivals_per_hour: float
    handle_time: float
    patience: float

    @property
    def load(self) -> float:
        return self.arrivals_per_hour * self.handle_time / HOUR

    def guess(self, agents: float, promise: ServiceLevel) -> Guess:
        """The steady state with so many agents."""
        met, lost, abandoned = self._shares(agents, promise.within)
        if promise.definition == "answered_of_offered_less_short_abandons":
            return Guess(_ratio(met, 1.0 - lost), abandoned)
        if promise.definition == "met_of_offered":
            return Guess(met + lost, abandoned)
        if promise.definition == "answered_of_answered":
            return Guess(_ratio(met, 1.0 - abandoned), abandoned)
        return Guess(met, abandoned)

    def _shares(self, agents: float, within: float) -> tuple[float, float, float]:
        """Answered within the threshold, abandoned within it, abandoned at all."""
        rate, handle = self.arrivals_per_hour, self.handle_time
        if self.patience < ENDLESS:
            centre = ErlangA(
                arrivals_per_hour=rate, handle_time=handle, patience=self.patience, agents=agents
            )
            lost = centre.abandoned_within(within)
            return centre.answered_within(within), lost, centre.abandonment_rate
        if self.load >= agents:
            return 0.0, 0.0, 0.0  # the queue grows, and nobody leaves it
        endless = ErlangC(arrivals_per_hour=rate, handle_time=handle, agents=agents)
        return endless.service_level(within=within), 0.0, 0.0


def _ratio(top: float, bottom: float) -> float:
    return min(1.0, top / bottom) if bottom > 0 else math.nan
