"""Erlang A's first guess of an interval: what service level and abandonment to expect.

It takes every interval for a steady state of its own with exponential times. Agents who answer
several queues are shared out so that the queues are as evenly loaded as the skills allow; queues
that then share agents count as one pool, whoever of its agents comes free. Priorities, work
left over from the interval before, the IVR's delay, balking and limits of queues are left out: it
is a guess, and the simulation is the answer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cic.report.joining import joined
from cic.report.workload import IntervalWork
from cic.scenario.queues import ServiceLevel
from cic.scenario.scenario import Model
from cic.theory.erlang_a import ErlangA
from cic.theory.erlang_c import ErlangC
from cic.theory.sizing import fewest_agents
from cic.units import HOUR

ROUNDS = 60
LEAST_PART = 0.02
"""Part of a group's time from which on it counts as shared with a queue."""
LEAST = 1e-9
"""Agents that a queue counts for at least, so that its work an agent is a number."""
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
    shared = share_out(work)
    return [_guess_pool(pool, work, model, shared) for pool in _pools(work, shared)]


Shared = dict[str, dict[str, float]]
"""Agents by queue and group."""


def share_out(work: IntervalWork) -> Shared:
    """Agents of each group, shared out over its queues so that these are loaded evenly.

    Queues that the same groups answer are as evenly loaded from the outset, and so are groups that
    answer the same queues: each kind is taken for one.
    """
    alike: dict[tuple[str, ...], list[str]] = {}
    for name, queue in work.queues.items():
        there = tuple(group for group in work.answered_by[name] if work.staff.get(group, 0.0) > 0)
        if queue.load > 0 and there:
            alike.setdefault(there, []).append(name)
    queues = list(alike.values())
    serves: dict[str, list[int]] = {}
    for kind, there in enumerate(alike):
        for group in there:
            serves.setdefault(group, []).append(kind)
    groups: dict[tuple[int, ...], list[str]] = {}
    for group, kinds in serves.items():
        groups.setdefault(tuple(kinds), []).append(group)
    loads = [math.fsum(work.queues[name].load for name in names) for names in queues]
    staffs = [math.fsum(work.staff[group] for group in names) for names in groups.values()]
    parts = _levelled(list(groups), staffs, loads)
    shared: Shared = {name: {} for name in work.queues}
    for (answered, names), mine, staff in zip(groups.items(), parts, staffs, strict=True):
        for kind, part in zip(answered, mine, strict=True):
            for group in names:
                each = part * work.staff[group] / staff / loads[kind]
                for name in queues[kind]:
                    shared[name][group] = each * work.queues[name].load
    return shared


def _levelled(
    serves: Sequence[Sequence[int]], staffs: Sequence[float], loads: Sequence[float]
) -> list[list[float]]:
    """Agents of each group by queue; each round moves some towards where more work is an agent's.

    Parameters
    ----------
    serves
        The numbers of the queues that each group answers.
    staffs, loads
        Agents by group, and work by queue.
    """
    parts = [
        _divided(staff, [loads[queue] for queue in queues])
        for queues, staff in zip(serves, staffs, strict=True)
    ]
    for _ in range(ROUNDS):
        there = [0.0] * len(loads)
        for queues, mine in zip(serves, parts, strict=True):
            for queue, part in zip(queues, mine, strict=True):
                there[queue] += part
        crowding = [load / max(agents, LEAST) for load, agents in zip(loads, there, strict=True)]
        parts = [
            _divided(staff, [part * crowding[q] for q, part in zip(queues, mine, strict=True)])
            for queues, mine, staff in zip(serves, parts, staffs, strict=True)
        ]
    return parts


def _divided(staff: float, pulls: Sequence[float]) -> list[float]:
    """Agents, divided by how strongly each side pulls."""
    each = staff / sum(pulls)
    return [each * pull for pull in pulls]


def _pools(work: IntervalWork, shared: Shared) -> list[tuple[str, ...]]:
    """Queues with work, put together where a group divides its time between them."""
    alike: dict[tuple[str, ...], dict[str, float]] = {}  # agents of queues with the same groups
    for agents in shared.values():
        theirs = alike.setdefault(tuple(agents), dict.fromkeys(agents, 0.0))
        for group, n in agents.items():
            theirs[group] += n
    return joined(
        {
            queue: [
                group
                for group, n in alike[tuple(agents)].items()
                if n >= LEAST_PART * work.staff[group]
            ]
            for queue, agents in shared.items()
            if work.queues[queue].load > 0
        }
    )


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
    alike = {_kind(promise): promise for promise in promises.values()}
    told = {kind: state.guess(agents, promise) for kind, promise in alike.items()}
    return PoolGuess(
        queues=pool,
        load=load,
        agents=agents,
        needed=_needed(state, promises.values()),
        guesses={queue: told[_kind(promise)] for queue, promise in promises.items()},
    )


def _kind(promise: ServiceLevel) -> tuple[float, str]:
    """What decides how a promise is kept, whatever share was promised."""
    return promise.within, promise.definition


def _needed(state: _State, promises: Iterable[ServiceLevel]) -> float:
    """The fewest agents with whom all promises are kept; nan where nothing is promised."""
    highest: dict[tuple[float, str], tuple[float, ServiceLevel]] = {}
    for promise in promises:
        if promise.share is not None:
            share = min(promise.share, MOST_SHARE)
            if share > highest.get(_kind(promise), (-1.0, promise))[0]:
                highest[_kind(promise)] = share, promise
    if not highest:
        return math.nan

    def kept(agents: int) -> bool:
        return all(
            state.guess(agents, promise).service_level >= share
            for share, promise in highest.values()
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
