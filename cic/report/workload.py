"""The work of a day against the people for it, by interval: plain arithmetic on the scenario.

Contacts through the IVR count in the interval in which they call; the shares of its menus are
followed in the mean. Of contacts that an agent holds several at once each takes its part of the
agent's time, as if the agent always had as many as it may. Nothing here draws a random number or
knows how long contacts wait.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from cic import units
from cic.report.ivr_flow import Flow, flow_from
from cic.scenario.agent_time import agent_time, attention_of, mean_at, mean_talk
from cic.scenario.arrivals import Arrivals
from cic.scenario.checks_days import durations
from cic.scenario.durations import ByInterval
from cic.scenario.node import Weekday, profile_on
from cic.scenario.scenario import Model
from cic.scenario.staffing import ahead_of, own_hours, staff_on

WEEK = 7


@dataclass(frozen=True)
class QueueWork:
    """What a queue brings in one interval."""

    contacts: float
    """Expected contacts that reach the queue."""
    handle_time: float
    """An agent's time for one contact in the mean [s], as the agents on duty take it: talk and
    wrap-up, or the part of them that one of several at once takes."""
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
    answered_by: dict[str, list[str]]
    """The groups that answer each queue."""


@dataclass(frozen=True)
class DayWork:
    """The work of a day, and of all days like it."""

    weekdays: tuple[Weekday, ...]
    intervals: tuple[IntervalWork, ...]


def days_of_work(model: Model) -> list[DayWork]:
    """The different days of a scenario's first week; days alike stand together."""
    found: list[DayWork] = []
    times = Times(model)
    for day in range(min(WEEK, model.days)):
        intervals = work_of_day(model, day, times)
        alike = next((n for n, known in enumerate(found) if known.intervals == intervals), None)
        if alike is not None:
            found[alike] = DayWork((*found[alike].weekdays, model.weekday(day)), intervals)
        elif intervals:
            found.append(DayWork((model.weekday(day),), intervals))
    return found


def work_of_day(model: Model, day: int, times: Times) -> tuple[IntervalWork, ...]:
    """The intervals of a day; none where it is closed."""
    return tuple(_intervals(model, day, times))


def _intervals(model: Model, day: int, times: Times) -> Iterator[IntervalWork]:
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
        queues = {}
        for name, count in contacts.items():
            handle = times.handle_time(name, staff, k)
            patience = mean_at(model.queues[name].patience, k)
            load = count / (end - start) * handle
            queues[name] = QueueWork(count, handle, patience, load)
        begins = model.opens + start - day * units.DAY
        yield IntervalWork(begins, end - start, queues, staff, times.answered_by)


def _coming(model: Model, day: int) -> dict[str, list[float]]:
    """Expected contacts by source and interval; the IVR's own source has the empty name."""
    sources = {name: queue.arrivals for name, queue in model.queues.items()}
    sources[""] = model.ivr.arrivals if model.ivr else None
    return {
        name: expected_by_interval(model, arrivals, day)
        for name, arrivals in sources.items()
        if arrivals is not None
    }


def expected_by_interval(model: Model, arrivals: Arrivals, day: int) -> list[float]:
    """Contacts expected of one source in each interval of a day, incidents aside."""
    return [expected_in(model, arrivals, day, k) for k in range(model.intervals_per_day)]


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


class Times:
    """Who answers each queue, and how much of an agent's time its contacts take."""

    def __init__(self, model: Model) -> None:
        self.answered_by = crews(model)
        self._model = model
        self._attention = attention_of(model)
        self._by_interval = any(isinstance(law, ByInterval) for _, law in durations(model))
        self._known: dict[tuple[str, int], list[float]] = {}

    def handle_time(self, name: str, staff: dict[str, float], k: int) -> float:
        """An agent's time for a contact of a queue [s], in the mean over the agents on duty."""
        groups, queue = self.answered_by[name], self._model.queues[name]
        if not groups:
            return mean_talk(queue, k) + mean_at(queue.wrap_up, k)
        weights = [staff[group] for group in groups]
        if not any(weights):
            weights = [1.0] * len(groups)
        weighted = [w * time for w, time in zip(weights, self._of(name, k), strict=True)]
        return math.fsum(weighted) / math.fsum(weights)

    def _of(self, name: str, k: int) -> list[float]:
        """An agent's time for a contact, group by group."""
        known = name, k if self._by_interval else 0
        if known not in self._known:
            self._known[known] = [
                agent_time(self._model, name, group, k, self._attention)
                for group in self.answered_by[name]
            ]
        return self._known[known]


def crews(model: Model) -> dict[str, list[str]]:
    """The groups that answer each queue, in the order of writing."""
    found: dict[str, list[str]] = {name: [] for name in model.queues}
    for group, crew in model.agents.items():
        for queue in crew.skills:
            if may_answer(model, group, queue):
                found[queue].append(group)
    return found


def groups_of(model: Model, queue: str) -> list[str]:
    """The groups that answer one queue, in the order of writing."""
    return [
        name
        for name, group in model.agents.items()
        if queue in group.skills and may_answer(model, name, queue)
    ]


def may_answer(model: Model, group: str, queue: str) -> bool:
    """Whether a queue takes a group that has its skill."""
    allowed = model.queues[queue].groups
    return allowed is None or group in allowed


def staffed(model: Model, group: str, day: int, start: float, end: float) -> float:
    """Agents of a group on duty between two instants of a day, breaks taken off, in the mean."""
    crew = model.agents[group]
    if crew.shifts is None and own_hours(model, group) is not None:
        cells = staff_on(model, group, day)
        present = math.fsum(n * max(0.0, min(e, end) - max(s, start)) for s, e, n in cells)
        return present / (end - start)
    if crew.shifts is None:
        k = int((start - day * units.DAY) / model.interval + 1e-9)
        staff = crew.staff
        counts = staff.get(model.weekday(day), ()) if isinstance(staff, dict) else staff
        return _at(counts, k) if isinstance(counts, tuple) else float(counts or 0)
    present = 0.0
    for shift in crew.shifts:
        for on in range(day - 2, day + 1):  # a shift of a day before may last into this one
            if on < 0 or model.open_window(on) is None:
                continue
            if shift.days is not None and model.weekday(on) not in shift.days:
                continue
            base = on * units.DAY - model.opens - ahead_of(model, group)
            spells = [(shift.start, shift.until, 1)]
            spells += [(pause.at, pause.at + pause.lasts, -1) for pause in shift.breaks]
            for begin, until, sign in spells:
                overlap = min(base + until, end) - max(base + begin, start)
                present += sign * shift.agents * max(0.0, overlap)
    return present / (end - start)
