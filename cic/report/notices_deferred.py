"""What a reader should know about deferred work, and about live contacts beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from cic import units
from cic.errors import Finding
from cic.experiments.replicate import Replications
from cic.measures.definitions import GROUP_MEASURE, QUEUE_MEASURE
from cic.program.codes import ANSWERS
from cic.report.guessable import places_of
from cic.report.noticing import by_queue, goal_of, notice, told
from cic.report.used import medium_of_queue
from cic.report.wording import harmless, share_text, spoken
from cic.report.workload import groups_of
from cic.scenario.scenario import Model

HARDLY = 0.1
"""The share of a queue's contacts below which it counts as not worked off at all."""
BUSY = 0.9
"""An occupancy from which on agents have hardly any time left."""
OFTEN = 0.2
"""The share of waits from which on their cause is told."""
NOT_FEW = 0.01
"""The share of contacts from which on it is told that their promise cannot be kept."""
STEPS = 3
"""Days over which a backlog must grow, one after the other; fewer where there are fewer."""
EVENLY = 0.5
"""The part of the mean step that each step has of a backlog that grows steadily; the first day,
which begins with empty hands, is less than others without that."""
WEEKS = 2
"""From so many weeks on a backlog is compared from week to week."""

Floats = np.ndarray


def growing_backlogs(done: Replications) -> Iterator[Finding]:
    """Deferred work that piles up from one closing to the next."""
    model = done.scenario.model
    closings = closing_intervals(model)
    table = done.estimates.interval(QUEUE_MEASURE["backlog"])
    for q, name in enumerate(done.program.queue_names):
        if not medium_of_queue(model, name).deferred or len(closings) < STEPS:
            continue
        value, low, high = (part[closings, q] for part in (table.value, table.low, table.high))
        steps = np.diff(value[-STEPS - 1 :])
        steadily = steps.min() > EVENLY * steps.mean() > 0
        if steadily and low[-1] > high[-1 - len(steps)]:
            what = f"the backlog of {harmless(name)} grows from {_step(model)} to {_step(model)}: "
            what += f"{value[0]:,.0f} contacts at the first closing, {value[-1]:,.0f} at the last"
            remedy = "its work exceeds the time left for it: `cic explain` counts the hours of both"
            yield notice("CIC520", f"queues.{name}", what, remedy)


def _step(model: Model) -> str:
    return "week" if model.days >= WEEKS * 7 else "day"


def closing_intervals(model: Model) -> list[int]:
    """The last interval of each open day; of many weeks, of each week's last open day."""
    found: dict[int, int] = {}
    for day in range(model.days):
        window = model.open_window(day)
        if window is not None:
            length = window[1] - day * units.DAY
            k = min(model.intervals_per_day, -int(-length // model.interval)) - 1
            found[day // 7 if _step(model) == "week" else day] = day * model.intervals_per_day + k
    return list(found.values())


def never_reached(done: Replications) -> Iterator[Finding]:
    """Deferred work that is hardly ever taken up, although its agents are on duty."""
    model = done.scenario.model
    reached, answered = by_queue(done, "queued"), by_queue(done, "answered")
    for q, name in enumerate(done.program.queue_names):
        if not is_neglected(done, q, reached.value, answered.value):
            continue
        queue, crew = model.queues[name], _busiest(done, name)
        what = f"{harmless(name)} is hardly worked on: {told(answered, q, 'contacts')} of "
        what += f"{told(reached, q, 'contacts')} contacts a replication are taken up"
        if crew >= BUSY:
            what += f"; live contacts keep its agents busy for {share_text(crew)} of their time"
            remedy = "give it agents of its own, or more agents"
        elif queue.after_idle is not None or queue.when_free is not None:
            what += "; its agents are hardly ever as idle as it wants them"
            remedy = "lower its after_idle or when_free"
        else:
            remedy = "let more agents answer it, or give it a better rank or priority"
        yield notice("CIC521", f"queues.{name}", what, remedy)


def is_neglected(done: Replications, q: int, reached: Floats, answered: Floats) -> bool:
    """Whether a queue of deferred work is hardly worked on by agents who are on duty."""
    model = done.scenario.model
    name = done.program.queue_names[q]
    if not medium_of_queue(model, name).deferred or answered[q] >= HARDLY * reached[q]:
        return False
    hours = done.estimates.group(GROUP_MEASURE["staffed_hours"]).value
    return any(hours[done.program.group_names.index(g)] > 0 for g in groups_of(model, name))


def _busiest(done: Replications, queue: str) -> float:
    """The lowest occupancy of the groups that answer a queue."""
    occupancy = done.estimates.group(GROUP_MEASURE["occupancy"]).value
    groups = groups_of(done.scenario.model, queue)
    return min(float(occupancy[done.program.group_names.index(g)]) for g in groups)


def promises_in_open_hours(done: Replications) -> Iterator[Finding]:
    """Promises kept in open hours, while contacts wait longer by the calendar."""
    model = done.scenario.model
    level, tail = by_queue(done, "service_level"), by_queue(done, "wait_p95")
    for q, (name, queue) in enumerate(model.queues.items()):
        within = queue.service_level.within
        kept = level.value[q] >= goal_of(model, name) and tail.value[q] > within
        if kept and model.target_runs(name) == "open_hours":
            what = (
                f"{harmless(name)} keeps its promise ({share_text(float(level.value[q]))} in "
                f"{spoken(within)}) because that counts open hours only: by the calendar one "
                f"contact in twenty waits more than {spoken(float(tail.value[q]))}"
            )
            remedy = "waits in the tables run by the calendar; to promise these, runs: calendar"
            yield notice("CIC522", f"queues.{name}", what, remedy)


def promises_over_night(done: Replications) -> Iterator[Finding]:
    """Promises by the calendar that are broken before the centre opens again."""
    model = done.scenario.model
    level = by_queue(done, "service_level")
    for q, (name, queue) in enumerate(model.queues.items()):
        missed = level.value[q] < goal_of(model, name) and medium_of_queue(model, name).deferred
        if not missed or model.target_runs(name) != "calendar":
            continue
        came = _queued_at(done, q)
        too_late = opens_next(model, came) - came >= queue.service_level.within
        if too_late.any() and too_late.mean() >= NOT_FEW:
            what = (
                f"{share_text(float(too_late.mean()))} of the contacts of {harmless(name)} come "
                f"while the centre is closed, and the {spoken(queue.service_level.within)} of "
                "their promise are over before it opens"
            )
            remedy = "count open hours (service_level: runs: open_hours), or promise more time"
            yield notice("CIC523", f"queues.{name}", what, remedy)


def opens_next(model: Model, moments: Floats) -> Floats:
    """When the centre is open next [s]: at once where it is open."""
    windows = [model.open_window(day) for day in range(model.days)]
    known = [window for window in windows if window is not None]
    if not known:
        return np.full(len(moments), np.inf)
    opens = np.array([*(start for start, _ in known), np.inf])
    closes = np.array([end for _, end in known])
    following = np.searchsorted(closes, moments, side="right")
    found: Floats = np.maximum(opens[following], moments)
    return found


def _queued_at(done: Replications, q: int) -> Floats:
    """When the contacts of a queue came to it, in the replications whose logs are kept."""
    found = [log.contacts["queued_at"][log.contacts["queue"] == q] for log in done.kept]
    moments = np.concatenate([*found, np.zeros(0)])
    known: Floats = moments[~np.isnan(moments)]
    return known


def blocked_by_deferred_work(done: Replications) -> Iterator[Finding]:
    """Live contacts that wait while agents of theirs work on what may not be interrupted."""
    model = done.scenario.model
    level, places = by_queue(done, "service_level"), places_of(model)
    names = done.program.queue_names
    deferred = [d for d, name in enumerate(names) if medium_of_queue(model, name).deferred]
    for q, name in enumerate(names if deferred else ()):
        medium = medium_of_queue(model, name)
        if medium.deferred or not level.value[q] < goal_of(model, name):
            continue
        for d in deferred:
            other, theirs = names[d], medium_of_queue(model, names[d])
            shared = set(places[name]) & set(places[other])
            if theirs.name in medium.interrupts or not shared:
                continue
            part = waits_beside(done, q, d, {group for group, _ in shared})
            if part >= OFTEN:
                what = (
                    f"{share_text(part)} of the contacts of {harmless(name)} that had to wait came "
                    f"while an agent of theirs worked on {harmless(other)}, which they may not "
                    "interrupt"
                )
                remedy = (
                    f"channels: {{{medium.name}: {{interrupts: [{theirs.name}]}}}}, or when_free "
                    f"for {other}"
                )
                yield notice("CIC524", f"queues.{name}", what, remedy)


def waits_beside(done: Replications, q: int, d: int, groups: set[str]) -> float:
    """The share of the contacts of queue q that had to wait and found work of queue d in hand."""
    numbers = [done.program.group_names.index(group) for group in groups]
    waited = beside = 0
    for log in done.kept:
        contacts = log.contacts
        came = contacts["queued_at"][_waited(contacts) & (contacts["queue"] == q)]
        works = np.isin(contacts["outcome"], ANSWERS) & (contacts["queue"] == d)
        work = contacts[works & np.isin(contacts["group"], numbers)]
        begun = np.searchsorted(np.sort(work["answered_at"]), came, side="left")
        over = np.searchsorted(np.sort(work["ended_at"] + work["wrap_up"]), came, side="right")
        waited += len(came)
        beside += int((begun > over).sum())
    return beside / waited if waited else 0.0


def _waited(contacts: np.ndarray) -> np.ndarray:
    """Which contacts had to wait, and do no longer."""
    answered = np.isin(contacts["outcome"], ANSWERS)
    left = np.where(answered, contacts["answered_at"], contacts["ended_at"])
    waited: np.ndarray = left > contacts["queued_at"]
    return waited


DEFERRED_LOOKS: Sequence[Callable[[Replications], Iterator[Finding]]] = (
    growing_backlogs,
    never_reached,
    promises_in_open_hours,
    promises_over_night,
    blocked_by_deferred_work,
)
