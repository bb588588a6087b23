"""Time in the naive model: moments and their order, who is on duty when, when it is open."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from heapq import heappush

import simpy

from cic.scenario.agents import Staff
from cic.scenario.node import profile_on
from cic.scenario.scenario import Model
from cic.scenario.shifts import Shift
from cic.units import DAY

Spell = tuple[float, float]
"""From when to when [s from the first opening]."""


class Rank(IntEnum):
    """What goes first at the same instant; within a rank, what was scheduled first."""

    END_OF_WORK = 0
    PRESENCE = 1
    PATIENCE = 2
    TIMER = 3
    ARRIVAL = 4


class Timeline(simpy.Environment):
    """SimPy with moments at exact times, ordered by rank at the same instant.

    SimPy's own two priorities stay before all ranks: whatever follows from a moment at once (a
    process begins, a waiting contact hears its agent) is over before the next moment. Time starts
    at minus infinity, so that all processes stand ready before anything happens.
    """

    def __init__(self):
        super().__init__(initial_time=-math.inf)

    def at(self, time: float, rank: Rank) -> simpy.Event:
        """A moment to wait for; `time` itself becomes `now`, no sum is formed."""
        moment = simpy.Event(self)
        moment._ok, moment._value = True, None  # as simpy.Timeout does
        priority = simpy.events.NORMAL + 1 + rank
        heappush(self._queue, (time, priority, next(self._eid), moment))
        return moment

    def after(self, duration: float, rank: Rank) -> simpy.Event:
        """The moment `now + duration`: one addition."""
        return self.at(self.now + duration, rank)


def joined(spells: Iterable[Spell]) -> list[Spell]:
    """The spells in order; empty ones dropped, those that touch made one."""
    result: list[Spell] = []
    for begins, ends in sorted(spells):
        if ends <= begins:
            continue
        if result and begins <= result[-1][1]:
            result[-1] = (result[-1][0], max(ends, result[-1][1]))
        else:
            result.append((begins, ends))
    return result


def opening_spells(model: Model) -> list[Spell]:
    """When the centre is open; days that touch (24 h) are one, nothing closes between them."""
    windows = (model.open_window(day) for day in range(model.days))
    return joined(window for window in windows if window is not None)


def rosters(model: Model) -> list[tuple[str, list[Spell]]]:
    """Group and spells on duty of each agent, in order of the agents' numbers."""
    people: list[tuple[str, list[Spell]]] = []
    for name, group in model.agents.items():
        if group.staff is not None:
            size = largest(group.staff)
            people += [(name, staff_spells(model, group.staff, i)) for i in range(size)]
        for shift in group.shifts or ():
            people += [(name, shift_spells(model, shift))] * shift.agents
    return people


def largest(staff: Staff) -> int:
    """The greatest number in all lists."""
    if isinstance(staff, int):
        return staff
    lists = staff.values() if isinstance(staff, dict) else [staff]
    return max((count for counts in lists for count in counts), default=0)


def staff_spells(model: Model, staff: Staff, place: int) -> list[Spell]:
    """On duty in the intervals whose number exceeds the agent's place in its group."""
    spells = []
    for day in range(model.days):
        window = model.open_window(day)
        if window is None:
            continue
        if isinstance(staff, int):
            counts = (staff,) * model.intervals_per_day
        else:
            counts = profile_on(staff, model.weekday(day))
        for k, count in enumerate(counts):
            if place < count:
                begins = day * DAY + k * model.interval
                ends = day * DAY + (k + 1) * model.interval
                spells.append((max(begins, window[0]), min(ends, window[1])))
    return joined(spells)


def shift_spells(model: Model, shift: Shift) -> list[Spell]:
    """On duty from `from` to `until` on the shift's days, but not in its breaks."""
    spells = []
    for day in range(model.days):
        if shift.days is None:
            worked = model.open_window(day) is not None
        else:
            worked = model.weekday(day) in shift.days
        if not worked:
            continue
        midnight = day * DAY - model.opens
        begins = shift.start
        for pause in sorted(shift.breaks, key=lambda pause: pause.at):
            spells.append((midnight + begins, midnight + pause.at))
            begins = pause.at + pause.lasts
        spells.append((midnight + begins, midnight + shift.until))
    return joined(spells)


@dataclass(frozen=True, order=True)
class Presence:
    """An agent is to come or to go; in order: departures before comings, then by agent."""

    time: float
    coming: bool
    agent: int


def presence_plan(model: Model) -> list[Presence]:
    """All comings and goings, in the order in which they happen."""
    plan = []
    for number, (_, spells) in enumerate(rosters(model)):
        for begins, ends in spells:
            plan.append(Presence(begins, True, number))  # noqa: FBT003
            plan.append(Presence(ends, False, number))  # noqa: FBT003
    return sorted(plan)
