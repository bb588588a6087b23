"""Who is to work when: counts by interval and shifts as each agent's plan, in pieces.

A piece is a time on duty, on a break, at lunch, in a training or meeting. `spell_table` makes of
pieces the comings and goings that the rules act on: of those planned, or of what chance has made of
them (`cic.luck.agents`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from cic import units
from cic.program.codes import (
    AT_LUNCH,
    AVAILABLE,
    IN_MEETING,
    IN_TRAINING,
    OFF,
    ON_BREAK,
)
from cic.program.records import PIECE, SPELL
from cic.scenario.scenario import Model
from cic.scenario.shifts import BreakKind, Shift
from cic.scenario.staffing import ahead_of, staff_on

Table = np.ndarray
Flags = np.ndarray[Any, np.dtype[np.bool_]]

STATES: dict[BreakKind, int] = {
    "break": ON_BREAK,
    "lunch": AT_LUNCH,
    "training": IN_TRAINING,
    "meeting": IN_MEETING,
}
"""What an agent does on each kind of break."""
RESTS = (ON_BREAK, AT_LUNCH)
"""Nobody comes to work for these alone."""

_CELL = np.dtype([("start", "f8"), ("end", "f8"), ("day", "i4"), ("wanted", "i8")])


def agents_and_plan(model: Model) -> tuple[list[tuple[int, str]], Table]:
    """Group number and name of each agent, and what each is to do when: records of `PIECE`."""
    agents: list[tuple[int, str]] = []
    plans = [PIECE.table(0)]
    for g, (name, group) in enumerate(model.agents.items()):
        if group.shifts is None:
            found = list(_by_staff(name, model))
            plans += [_of_agent(len(agents) + n, plan) for n, plan in enumerate(found)]
            agents += [(g, f"{name} {n}") for n in range(1, len(found) + 1)]
            continue
        number = 0
        for shift in group.shifts:
            plan = _by_shift(shift, model, ahead_of(model, name))
            for n in range(shift.agents):
                number += 1
                plans.append(_of_agent(len(agents), plan))
                agents.append((g, shift.names[n] if shift.names else f"{name} {number}"))
    return agents, np.concatenate(plans)


def _of_agent(a: int, plan: Table) -> Table:
    own = plan.copy()
    own["agent"] = a
    return own


def _by_staff(group: str, model: Model) -> Iterator[Table]:
    """Agent number i is on duty in every interval that asks for more than i agents."""
    rows = [
        (start, end, day, count)
        for day in range(model.days)
        for start, end, count in staff_on(model, group, day)
    ]
    cells = np.array(rows, _CELL)
    goes_on = ~_differs(cells["day"])
    goes_on[1:] &= cells["end"][:-1] == cells["start"][1:]
    for i in range(int(cells["wanted"].max(initial=0))):
        here = cells["wanted"] > i
        first = here & ~(goes_on & _before(here))
        last = here & ~_after(goes_on & here)
        plan = PIECE.table(int(first.sum()))
        plan["start"], plan["end"] = cells["start"][first], cells["end"][last]
        plan["day"], plan["state"] = cells["day"][first], AVAILABLE
        yield plan


def _by_shift(shift: Shift, model: Model, ahead: float) -> Table:
    """The plan of an agent of a shift, whose clocks are so far ahead of the centre's [s]."""
    of_day = _pieces_of(shift)
    days = [
        day
        for day in range(model.days)
        if model.open_window(day) is not None
        and (shift.days is None or model.weekday(day) in shift.days)
    ]
    plan = np.tile(of_day, len(days))
    plan["day"] = np.repeat(np.array(days, np.int32), len(of_day))
    base = plan["day"] * units.DAY - model.opens - ahead
    plan["start"] += base
    plan["end"] += base
    return plan


def _pieces_of(shift: Shift) -> Table:
    """The pieces of a shift, by the time of day."""
    rows = []
    start = shift.start
    for pause in sorted(shift.breaks, key=lambda pause: pause.at):
        end = pause.at + pause.lasts
        rows.append((start, pause.at, 0, 0, AVAILABLE, 0))
        rows.append((pause.at, end, 0, 0, STATES[pause.kind], not pause.paid))
        start = end
    rows.append((start, shift.until, 0, 0, AVAILABLE, 0))
    return trimmed(np.array(rows, PIECE.dtype), at_end=True)


def trimmed(pieces: Table, *, at_end: bool) -> Table:
    """Pieces that last, without the breaks and lunches with which a day's work begins.

    Parameters
    ----------
    at_end
        Those with which it ends are left out, too.
    """
    pieces = pieces[pieces["end"] > pieces["start"]]
    works = ~np.isin(pieces["state"], RESTS)
    new_day = begins_day(pieces)
    of = np.cumsum(new_day) - 1
    place = np.arange(len(pieces))
    first = np.full(len(pieces), len(pieces))
    np.minimum.at(first, of[works], place[works])
    kept = place >= first[of]
    if at_end:
        last = np.full(len(pieces), -1)
        np.maximum.at(last, of[works], place[works])
        kept &= place <= last[of]
    found: Table = pieces[kept]
    return found


def from_then_on(pieces: Table, begins: float, pauses: Mapping[int, float]) -> Table:
    """What is left of pieces when a run begins.

    Parameters
    ----------
    begins
        When it begins; −inf: all is left.
    pauses
        Until when agents who are to be on duty then are on a break.
    """
    pieces = pieces[pieces["end"] > begins]
    if begins == -math.inf:
        return pieces
    pieces["start"] = np.maximum(pieces["start"], begins)
    there = (pieces["start"] == begins) & np.isin(pieces["agent"], list(pauses))
    rows = np.flatnonzero(there)
    breaks = pieces[rows]
    until = np.array([pauses[a] for a in breaks["agent"].tolist()], np.float64)
    breaks["end"], breaks["state"] = np.minimum(until, breaks["end"]), ON_BREAK
    pieces["start"][rows] = breaks["end"]
    found: Table = np.insert(pieces, rows, breaks)
    return found[found["end"] > found["start"]]


def begins_day(pieces: Table) -> Flags:
    """Whether each piece is the first of its agent's day."""
    return _differs(pieces["agent"]) | _differs(pieces["day"])


def _differs(column: np.ndarray) -> Flags:
    """Whether each value differs from the one before; the first does."""
    found = np.ones(len(column), np.bool_)
    found[1:] = column[1:] != column[:-1]
    return found


def _before(flags: Flags) -> Flags:
    """The flag before each; before the first there is none."""
    found = np.zeros(len(flags), np.bool_)
    found[1:] = flags[:-1]
    return found


def _after(flags: Flags) -> Flags:
    """The flag after each; after the last there is none."""
    found = np.zeros(len(flags), np.bool_)
    found[:-1] = flags[1:]
    return found


def spell_table(pieces: Table, *, by_day: bool = False) -> Table:
    """All changes of duty in order: by instant, goings before comings, by agent.

    Pieces that touch follow each other without a coming or going in between.

    Parameters
    ----------
    by_day
        Whether the first piece of each day is a coming, also where it follows another.
    """
    follows = ~_differs(pieces["agent"])
    follows[1:] &= pieces["end"][:-1] >= pieces["start"][1:]
    on_duty = pieces["state"] == AVAILABLE
    same = follows & ~_differs(pieces["state"]) & (on_duty | ~_differs(pieces["unpaid"]))
    back = follows
    if by_day:
        new = begins_day(pieces)
        same, back = same & ~new, follows & ~new
    starts = pieces[~same]
    ends = pieces[~_after(follows)]
    table = SPELL.table(len(starts) + len(ends))
    changes, goings = table[: len(starts)], table[len(starts) :]
    for field in ("agent", "state", "unpaid"):
        changes[field] = starts[field]
    changes["at"], changes["back"] = starts["start"], back[~same]
    goings["at"], goings["agent"], goings["state"] = ends["end"], ends["agent"], OFF
    comes = (table["state"] == AVAILABLE) | ((table["state"] != OFF) & (table["back"] == 0))
    ordered: Table = table[np.lexsort((table["agent"], comes, table["at"]))]
    return ordered
