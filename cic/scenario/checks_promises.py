"""Checks of promises that run in open hours: whether anybody works while their clock runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cic import units
from cic.scenario.checks_flow import answering, queues_reached
from cic.scenario.checks_names import known_medium
from cic.scenario.issues import HORIZON, Issue, notice
from cic.scenario.node import Weekday
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.staffing import ahead_of, staff_on


def somebody_works_in_open_hours(model: Model) -> Iterator[Issue]:
    """Of the agents who answer a queue whose promise runs in open hours, some work in these.

    Where there are weekdays on which the clock runs and none of them works, this is told.
    """
    reached = queues_reached(model)
    for name, queue in model.queues.items():
        groups = answering(model, name)
        if name not in reached or not groups or queue.capacity == 0 or _come_by_move(model, groups):
            continue
        if _runs_in_open_hours(model, name):
            yield from _of_queue(model, name, groups)


def _runs_in_open_hours(model: Model, name: str) -> bool:
    written = model.queues[name].service_level.runs
    medium = known_medium(model, model.queues[name].channel)
    return (written or (medium and medium.target_runs)) == "open_hours"


def _of_queue(model: Model, name: str, groups: Sequence[str]) -> Iterator[Issue]:
    where = _place(model, name)
    reads = (*_place_reads(model, name), *HORIZON, ("sites",), ("queues", name, "groups"))
    reads += tuple(
        ("agents", g, way) for g in groups for way in ("staff", "shifts", "site", "skills")
    )
    worked = _worked(model, groups)
    who = f"of group{'s' * (len(groups) > 1)} {', '.join(map(repr, groups))}, who answer it,"
    if not worked:
        what = f"the promise of queue {name!r} runs in open hours, and {who} nobody works in them"
        remedy = "write shifts or staff that lie in open hours, or 'runs: calendar'"
        yield Issue("CIC335", where, what, remedy, reads=reads)
        return
    idle = [day for day in model.open_weekdays if day not in worked]
    if idle:
        what = f"the promise of queue {name!r} runs in open hours, and {who} nobody works then on"
        what += f" {', '.join(idle)}"
        remedy = "staff these days, close the centre then, or take it into account"
        yield notice("CIC383", where, what, remedy, reads=reads)


def _place(model: Model, name: str) -> Where:
    """Where it is said that a promise runs in open hours."""
    written = model.queues[name].service_level.runs
    return ("queues", name, *(("service_level", "runs") if written else ("channel",)))


def _place_reads(model: Model, name: str) -> tuple[Where, ...]:
    return _place(model, name), ("channels", model.queues[name].channel)


def _come_by_move(model: Model, groups: Sequence[str]) -> bool:
    """Whether agents of others may come to these groups during a run."""
    moved = any(incident.to in groups for incident in model.incidents)
    return moved or any(one.dialler.mode == "agentsmove" for one in model.campaigns.values())


def _worked(model: Model, groups: Sequence[str]) -> set[Weekday]:
    """The weekdays in whose open hours any agent of these groups is ever on duty."""
    missing = set(model.open_weekdays)
    found: set[Weekday] = set()
    for day in range(model.days):
        if not missing - found:
            break
        if model.open_window(day) is not None:
            found |= {
                model.weekday(open_day)
                for group in groups
                for start, end in _on_duty(model, group, day)
                for open_day in _open_days(model, start, end)
            }
    return found


def _on_duty(model: Model, name: str, day: int) -> Iterator[tuple[float, float]]:
    """From when to when work that belongs to a day keeps agents on duty [s]."""
    group = model.agents[name]
    if group.shifts is None:
        yield from ((start, end) for start, end, count in staff_on(model, name, day) if count)
        return
    base = day * units.DAY - model.opens - ahead_of(model, name)
    for shift in group.shifts:
        if shift.agents and (shift.days is None or model.weekday(day) in shift.days):
            yield base + shift.start, base + shift.until


def _open_days(model: Model, start: float, end: float) -> Iterator[int]:
    """The days in whose open hours a time lies, in part."""
    for day in range(int(start // units.DAY) - 1, int(end // units.DAY) + 1):
        window = model.open_window(day) if 0 <= day < model.days else None
        if window is not None and start < window[1] and end > window[0]:
            yield day


PROMISE_CHECKS = (somebody_works_in_open_hours,)
