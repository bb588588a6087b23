"""Who is on duty when: counts by interval and shifts as each agent's comings and goings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from cic import units
from cic.program.codes import AVAILABLE, OFF, ON_BREAK
from cic.program.records import SPELL
from cic.scenario.agents import AgentGroup, Shift
from cic.scenario.scenario import Model

Duty = tuple[float, float, int]
"""From when to when an agent is on duty, and the state it goes into then."""


def agents_and_spells(model: Model) -> tuple[list[tuple[int, str]], list[list[Duty]]]:
    """Group number and name of each agent, and each agent's times on duty, in order."""
    agents: list[tuple[int, str]] = []
    duties: list[list[Duty]] = []
    for g, (name, group) in enumerate(model.agents.items()):
        if group.shifts is None:
            spells = _by_staff(group, model)
            agents += [(g, f"{name} {n}") for n in range(1, len(spells) + 1)]
            duties += spells
            continue
        number = 0
        for shift in group.shifts:
            for n in range(shift.agents):
                number += 1
                agents.append((g, shift.names[n] if shift.names else f"{name} {number}"))
                duties.append(_by_shift(shift, model))
    return agents, duties


def _by_staff(group: AgentGroup, model: Model) -> list[list[Duty]]:
    """Agent number i is on duty in every interval that asks for more than i agents."""
    starts: list[float] = []
    ends: list[float] = []
    counts: list[int] = []
    for day in range(model.days):
        window = model.open_window(day)
        if window is None:
            continue
        for start, end, count in _staff_on(group, model, day, window):
            starts.append(start)
            ends.append(end)
            counts.append(count)
    wanted = np.array(counts, np.int64)
    breaks = [
        n for n, (end, start) in enumerate(zip(ends, starts[1:], strict=False)) if end != start
    ]
    return [_spells_of(wanted > i, starts, ends, breaks) for i in range(int(wanted.max(initial=0)))]


def _spells_of(
    here: np.ndarray, starts: list[float], ends: list[float], breaks: list[int]
) -> list[Duty]:
    """Times on duty from a yes or no for each interval; `breaks` are followed by a gap in time."""
    change = np.flatnonzero(here[1:] != here[:-1])
    borders = sorted({-1, *change.tolist(), *breaks, len(here) - 1})
    pieces = [(a + 1, b) for a, b in pairwise(borders) if here[b]]
    return [(starts[a], ends[b], OFF) for a, b in pieces]


def _staff_on(
    group: AgentGroup, model: Model, day: int, window: tuple[float, float]
) -> Iterator[tuple[float, float, int]]:
    """From when to when how many agents are wanted, on an open day."""
    staff = group.staff
    if isinstance(staff, int):
        first = day * units.DAY
        start, end = max(first, window[0]), min(first + model.closes - model.opens, window[1])
        yield start, end, staff
        return
    counts = staff.get(model.weekday(day), ()) if isinstance(staff, dict) else staff or ()
    for k, count in enumerate(counts):
        begin = day * units.DAY + k * model.interval
        start, end = max(begin, window[0]), min(begin + model.interval, window[1])
        if start < end:
            yield start, end, count


def _by_shift(shift: Shift, model: Model) -> list[Duty]:
    spells: list[Duty] = []
    for day in range(model.days):
        if model.open_window(day) is None:
            continue
        if shift.days is not None and model.weekday(day) not in shift.days:
            continue
        base = day * units.DAY - model.opens
        start = shift.start
        for pause in sorted(shift.breaks, key=lambda pause: pause.at):
            if pause.at > start:
                spells.append((base + start, base + pause.at, ON_BREAK))
            start = pause.at + pause.lasts
        if shift.until > start:
            spells.append((base + start, base + shift.until, OFF))
        elif spells:
            spells[-1] = (*spells[-1][:2], OFF)
    return spells


def spell_table(duties: list[list[Duty]]) -> np.ndarray:
    """All changes of duty in order: by instant, goings before comings, by agent."""
    rows = []
    for a, spells in enumerate(duties):
        for n, (start, end, state) in enumerate(spells):
            touches_last = n > 0 and spells[n - 1][1] >= start
            touches_next = n + 1 < len(spells) and spells[n + 1][0] <= end
            back = int(n > 0 and spells[n - 1][2] == ON_BREAK)
            rows += [] if touches_last else [(start, 1, a, AVAILABLE, back)]
            rows += [] if touches_next else [(end, 0, a, state, 0)]
    rows.sort()
    table = SPELL.table(len(rows))
    for field, place in (("at", 0), ("agent", 2), ("state", 3), ("back", 4)):
        table[field] = [row[place] for row in rows]
    return table
