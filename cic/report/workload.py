"""The work of a day against the people for it, by interval: plain arithmetic on the scenario.

Contacts through the IVR count in the interval in which they call; the shares of its menus are
followed in the mean. Nothing here draws a random number or knows how long contacts wait.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from cic import units
from cic.report.ivr_flow import Flow, flow_from
from cic.scenario.arrivals import Arrivals
from cic.scenario.durations import ByInterval, Duration
from cic.scenario.node import Weekday, profile_on
from cic.scenario.scenario import Model

WEEK = 7


@dataclass(frozen=True)
class QueueWork:
    """What a queue brings in one interval."""

    contacts: float
    """Expected contacts that reach the queue."""
    handle_time: float
    """Talk and wrap-up in the mean [s], as the agents on duty take it."""
    patience: float
    """Mean patience [s]."""
    load: float
    """Offered load [erlang]: arrival rate × handle time."""


@dataclass(frozen=True)
class IntervalWork:
    """One interval of a day, as far as the centre is open in it."""

    starts: float
    """Time of day it begins at [s after midnight]."""
    length: float
    """How long the centre is open in it [s]."""
    queues: dict[str, QueueWork]
    staff: dict[str, float]
    """Agents on duty by group, breaks taken off, in the mean over the interval."""


@dataclass(frozen=True)
class DayWork:
    """The work of a day, and of all days like it."""

    weekdays: tuple[Weekday, ...]
    intervals: tuple[IntervalWork, ...]


def days_of_work(model: Model) -> list[DayWork]:
    """The different days of a scenario's first week; days alike stand together."""
    found: list[DayWork] = []
    for day in range(min(WEEK, model.days)):
        intervals = tuple(_intervals(model, day))
        alike = next((n for n, known in enumerate(found) if known.intervals == intervals), None)
        if alike is not None:
            found[alike] = DayWork((*found[alike].weekdays, model.weekday(day)), intervals)
        elif intervals:
            found.append(DayWork((model.weekday(day),), intervals))
    return found


def _intervals(model: Model, day: int) -> Iterator[IntervalWork]:
    window = model.open_window(day)
    if window is None:
        return
    flows: dict[tuple[str, int], Flow] = {}
    coming = _coming(model, day)
    for k in range(model.intervals_per_day):
        begin = day * units.DAY + k * model.interval
        start, end = max(begin, window[0]), min(begin + model.interval, window[1])
        if end <= start:
            continue
        staff = {name: staffed(model, name, day, start, end) for name in model.agents}
        contacts = _reaching(model, {name: counts[k] for name, counts in coming.items()}, k, flows)
        queues = {
            name: _work(model, name, count, staff, k, end - start)
            for name, count in contacts.items()
        }
        yield IntervalWork(model.opens + start - day * units.DAY, end - start, queues, staff)


def _coming(model: Model, day: int) -> dict[str, list[float]]:
    """Expected contacts by source and interval; the IVR's own source has the empty name."""
    sources = {name: queue.arrivals for name, queue in model.queues.items()}
    sources[""] = model.ivr.arrivals if model.ivr else None
    return {
        name: [expected_in(model, arrivals, day, k) for k in range(model.intervals_per_day)]
        for name, arrivals in sources.items()
        if arrivals is not None
    }


def expected_in(model: Model, arrivals: Arrivals, day: int, k: int) -> float:
    """Contacts expected of one source in interval `k` of a day."""
    window = model.open_window(day)
    if window is None:
        return 0.0
    begin = day * units.DAY + k * model.interval
    if arrivals.times is not None:
        first = begin + model.opens
        return float(sum(first <= at < first + model.interval for at in arrivals.times))
    open_for = max(0.0, min(begin + model.interval, window[1]) - max(begin, window[0]))
    if arrivals.rate is not None:
        return arrivals.rate * open_for
    if arrivals.counts is not None:
        return _at(profile_on(arrivals.counts, model.weekday(day)), k) if open_for else 0.0
    if arrivals.per_hour is not None:
        return _at(profile_on(arrivals.per_hour, model.weekday(day)), k) * open_for / units.HOUR
    profile = profile_on(arrivals.per_interval or (), model.weekday(day))
    return _at(profile, k) * open_for / model.interval


def _at(values: tuple[float, ...], k: int) -> float:
    return float(values[k]) if k < len(values) else 0.0


def _reaching(
    model: Model, coming: dict[str, float], k: int, flows: dict[tuple[str, int], Flow]
) -> dict[str, float]:
    """Expected contacts that reach each queue, those through the IVR by its shares."""
    reached = dict.fromkeys(model.queues, 0.0)
    for source, count in coming.items():
        menu = model.queues[source].through if source else None
        if model.ivr is None or (source and menu is None):
            reached[source] += count
            continue
        menu = menu or model.ivr.start
        at = k if model_depends_on_interval(model) else 0
        if (source, at) not in flows:
            flows[source, at] = flow_from(model.ivr, menu, own_queue=source, interval=at)
        for queue, share in flows[source, at].queues.items():
            reached[queue] += count * share
    return reached


def model_depends_on_interval(model: Model) -> bool:
    """Whether the IVR's shares may differ by interval: its durations do."""
    menus = model.ivr.menus.values() if model.ivr else ()
    return any(
        isinstance(law, ByInterval) for menu in menus for law in (menu.prompt, menu.hang_up_after)
    )


def _work(
    model: Model, name: str, count: float, staff: dict[str, float], k: int, length: float
) -> QueueWork:
    queue = model.queues[name]
    talk, wrap_up = mean_at(queue.talk, k), mean_at(queue.wrap_up, k)
    groups = groups_of(model, name)
    weights = [staff[group] for group in groups]
    if not any(weights):
        weights = [1.0] * len(groups)
    handle = talk + wrap_up
    if groups:
        handle = math.fsum(
            weight * handle_of(model, name, group, talk, wrap_up, k)
            for weight, group in zip(weights, groups, strict=True)
        ) / math.fsum(weights)
    return QueueWork(count, handle, mean_at(queue.patience, k), count / length * handle)


def handle_of(model: Model, queue: str, group: str, talk: float, wrap_up: float, k: int) -> float:
    """Mean talk and wrap-up [s] of a queue's contacts with a group's agents."""
    crew = model.agents[group]
    own = crew.wrap_up.get(queue)
    return talk * crew.skills[queue].talk_factor + (mean_at(own, k) if own else wrap_up)


def groups_of(model: Model, queue: str) -> list[str]:
    """The groups that answer a queue, in the order of writing."""
    allowed = model.queues[queue].groups
    return [
        name
        for name, group in model.agents.items()
        if queue in group.skills and (allowed is None or name in allowed)
    ]


def mean_at(law: Duration, k: int) -> float:
    """The mean of a duration [s] for contacts that come in interval `k`."""
    return law.per_interval[k].mean if isinstance(law, ByInterval) else law.mean


def staffed(model: Model, group: str, day: int, start: float, end: float) -> float:
    """Agents of a group on duty between two instants of a day, breaks taken off, in the mean."""
    crew = model.agents[group]
    if crew.shifts is None:
        k = int((start - day * units.DAY) / model.interval + 1e-9)
        staff = crew.staff
        counts = staff.get(model.weekday(day), ()) if isinstance(staff, dict) else staff
        return _at(counts, k) if isinstance(counts, tuple) else float(counts or 0)
    present = 0.0
    for shift in crew.shifts:
        for on in (day - 1, day):  # a shift of the day before may last into this one
            if on < 0 or model.open_window(on) is None:
                continue
            if shift.days is not None and model.weekday(on) not in shift.days:
                continue
            base = on * units.DAY - model.opens
            spells = [(shift.start, shift.until, 1)]
            spells += [(pause.at, pause.at + pause.lasts, -1) for pause in shift.breaks]
            for begin, until, sign in spells:
                overlap = min(base + until, end) - max(base + begin, start)
                present += sign * shift.agents * max(0.0, overlap)
    return present / (end - start)
