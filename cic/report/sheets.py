"""Work against staff through a day, with Erlang A's first guess where there is one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cic.report.first_guess import Guess, PoolGuess, guess
from cic.report.guessable import competitors, no_guess
from cic.report.joining import joined
from cic.report.used import medium_of_queue
from cic.report.workload import DayWork, IntervalWork, crews, days_of_work
from cic.scenario.scenario import Model

TOO_MANY = 2
"""Agents beyond need from which on an interval counts as overstaffed."""
SLACK = 0.05
"""Agents that do not count: half an hour's average of a break may not be whole."""


@dataclass(frozen=True)
class Row:
    """An interval of queues that may share agents: their live contacts, and who is there."""

    starts: float
    """Time of day [s after midnight]."""
    length: float
    """How long it is open [s]."""
    contacts: float
    offered_load: float
    """Agents' time [erlang]."""
    staff: float
    needed: float
    """The fewest agents that keep all targets of the service level by Erlang A; nan without, or
    where Erlang A has no guess for some of the queues."""
    service_level: float
    abandonment_rate: float


@dataclass(frozen=True)
class Sheet:
    """A day of queues that may share agents, and the groups that answer them."""

    weekdays: tuple[str, ...]
    queues: tuple[str, ...]
    groups: tuple[str, ...]
    rows: tuple[Row, ...]
    """Of the live queues."""
    by_queue: dict[str, tuple[float, float, float]]
    """Of each queue: contacts that day while it is open, and the guess of service level and
    abandonment."""
    live: tuple[str, ...]
    """The queues that are not deferred work."""
    unguessed: dict[str, str]
    """Live queues for which there is no guess, and why."""


def sheets(model: Model) -> list[Sheet]:
    """The work and the first guess of every day that differs, queues that share agents together."""
    reasons, apart = no_guess(model), together(model)
    place = {queue: n for n, queues in enumerate(apart) for queue in queues}
    pooled: list[list[tuple[str, ...]]] = [[] for _ in apart]
    for queues in competitors(model):
        if not any(queue in reasons for queue in queues):
            pooled[place[queues[0]]].append(queues)
    return [
        _sheet(day, queues, model, pooled[n], reasons)
        for day in days_of_work(model)
        for n, queues in enumerate(apart)
    ]


def together(model: Model) -> list[tuple[str, ...]]:
    """Queues put together where a group answers both."""
    return joined(crews(model))


def _sheet(
    day: DayWork,
    queues: tuple[str, ...],
    model: Model,
    pooled: Sequence[tuple[str, ...]],
    reasons: dict[str, str],
) -> Sheet:
    live = tuple(queue for queue in queues if not medium_of_queue(model, queue).deferred)
    answered_by = day.intervals[0].answered_by
    here, there = ({g for q in some for g in answered_by[q]} for some in (queues, live))
    groups = tuple(name for name in model.agents if name in here)
    crew = [name for name in groups if name in there]
    guesses = [
        [p for one in pooled for p in guess(of_queues(work, one), model)] for work in day.intervals
    ]
    by_queue = _of_day(queues, day, guesses)
    unguessed = {queue: reasons[queue] for queue in live if queue in reasons}
    rows = tuple(
        _row(work, pools, live, crew, whole=not unguessed)
        for work, pools in zip(day.intervals, guesses, strict=True)
    )
    return Sheet(day.weekdays, queues, groups, rows, by_queue, live, unguessed)


def of_queues(work: IntervalWork, queues: Sequence[str]) -> IntervalWork:
    """The work of some queues only, and the groups that answer them."""
    groups = {group for queue in queues for group in work.answered_by[queue]}
    return replace(
        work,
        queues={queue: work.queues[queue] for queue in queues},
        staff={group: staff for group, staff in work.staff.items() if group in groups},
    )


def _of_day(
    queues: Sequence[str], day: DayWork, guesses: Sequence[Sequence[PoolGuess]]
) -> dict[str, tuple[float, float, float]]:
    """Contacts of each queue, and the guess of service level and abandonment."""
    found: dict[str, list[tuple[float, Guess]]] = {queue: [] for queue in queues}
    for work, pools in zip(day.intervals, guesses, strict=True):
        for pool in pools:
            for queue, one in pool.guesses.items():
                found[queue].append((work.queues[queue].contacts, one))
    return {
        queue: (
            math.fsum(work.queues[queue].contacts for work in day.intervals),
            _mean([(contacts, one.service_level) for contacts, one in told]),
            _mean([(contacts, one.abandonment_rate) for contacts, one in told]),
        )
        for queue, told in found.items()
    }


def _row(
    work: IntervalWork,
    pools: list[PoolGuess],
    queues: Sequence[str],
    groups: Sequence[str],
    *,
    whole: bool,
) -> Row:
    """An interval; where not the `whole` of it can be guessed, nothing of it is."""
    told = [(work.queues[q].contacts, one) for pool in pools for q, one in pool.guesses.items()]
    needed = [pool.needed for pool in pools if not math.isnan(pool.needed)]
    return Row(
        starts=work.starts,
        length=work.length,
        contacts=math.fsum(work.queues[queue].contacts for queue in queues),
        offered_load=math.fsum(work.queues[queue].load for queue in queues),
        staff=math.fsum(work.staff[group] for group in groups),
        needed=math.fsum(needed) if needed and whole else math.nan,
        service_level=_mean([(n, one.service_level) for n, one in told]) if whole else math.nan,
        abandonment_rate=(
            _mean([(n, one.abandonment_rate) for n, one in told]) if whole else math.nan
        ),
    )


def _mean(weighted: Sequence[tuple[float, float]]) -> float:
    """A mean by weights; nan where there are none."""
    known = [(weight, value) for weight, value in weighted if not math.isnan(value)]
    total = math.fsum(weight for weight, _ in known)
    return math.fsum(weight * value for weight, value in known) / total if total else math.nan


def is_short(row: Row) -> bool:
    """Whether an interval has fewer agents than its targets, or its work, need."""
    if math.isnan(row.needed):
        return row.offered_load >= row.staff and row.contacts > 0
    return row.staff < row.needed - SLACK


def is_over(row: Row) -> bool:
    """Whether an interval has clearly more agents than its targets need."""
    return not math.isnan(row.needed) and row.staff >= row.needed + TOO_MANY
