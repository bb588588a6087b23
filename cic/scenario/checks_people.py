"""Checks of what agents are like: whether it can show, and whether one can be in two places."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from cic.scenario.issues import HORIZON, Issue, notice
from cic.scenario.node import Weekday
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.staffing import ahead_of
from cic.units import DAY, clock_text

if TYPE_CHECKING:
    from cic.scenario.shifts import Shift

DAYS_LOOKED_AT = 15
"""Days among which each weekday comes, and each after each."""


class _Worked(NamedTuple):
    """A shift that an agent is named in."""

    where: Where
    shift: Shift
    ahead: float
    """How far its clocks are ahead of the centre's [s]."""


def resolution_is_asked(model: Model) -> Iterator[Issue]:
    """What bears on the resolution of a queue's contacts is told where nobody asks about it."""
    for name, where, told in _on_resolution(model):
        queue = model.queues.get(name)
        if queue is None or queue.resolves is not None:
            continue
        what = f"{told}, and queue {name!r} does not say how often a contact is resolved"
        remedy = f"write 'resolves: 80%' in queue {name!r}, or remove it"
        reads: tuple[Where, ...] = (where, ("queues", name, "resolves"))
        yield notice("CIC368", where, what, remedy, reads=reads)


def _on_resolution(model: Model) -> Iterator[tuple[str, Where, str]]:
    """The queue, the place, and what stands there."""
    for name, queue in model.queues.items():
        base: Where = ("queues", name)
        if queue.knowledge_base is not None and queue.knowledge_base.resolution_factor != 1:
            where = (*base, "knowledge_base", "resolution_factor")
            yield name, where, "a knowledge base changes resolution"
        for what, addition in queue.additions.items():
            if addition.resolution_factor != 1:
                where = (*base, "additions", what, "resolution_factor")
                yield name, where, f"{what!r} changes resolution"
        if "resolution_rate" in queue.targets:
            yield name, (*base, "targets", "resolution_rate"), "a target bounds resolution"
    for group_name, group in model.agents.items():
        for name, skill in group.skills.items():
            if skill.quality != 1:
                where = ("agents", group_name, "skills", name, "quality")
                yield name, where, f"group {group_name!r} has a quality of {skill.quality:g}"


def nobody_works_two_shifts_at_once(model: Model) -> Iterator[Issue]:
    """Shifts of an agent who is named in several do not overlap, in whichever groups they are."""
    worked: dict[str, list[_Worked]] = {}
    for group_name, group in model.agents.items():
        for n, shift in enumerate(group.shifts or ()):
            for k, name in enumerate(shift.names or ()):
                where: Where = ("agents", group_name, "shifts", n, "names", k)
                one = _Worked(where, shift, ahead_of(model, group_name))
                worked.setdefault(name, []).append(one)
    for name, shifts in worked.items():
        for day, one, other in _meetings(model, shifts) if len(shifts) > 1 else ():
            what = f"agent {name!r} works two shifts at once on {day}: from"
            what += f" {clock_text(other.shift.start)} to {clock_text(other.shift.until)}, and"
            what += f" from {clock_text(one.shift.start)} to {clock_text(one.shift.until)}"
            remedy = "let one end before the other begins, or name another agent"
            yield Issue("CIC337", one.where, what, remedy, reads=(("agents",), *HORIZON))


def _meetings(model: Model, shifts: list[_Worked]) -> Iterator[tuple[Weekday, _Worked, _Worked]]:
    """Shifts that begin while another goes on, each once: the day, the shift, and the other."""
    spans = [
        (one.shift.start - one.ahead + day * DAY, one.shift.until - one.ahead + day * DAY, day, n)
        for day in range(min(model.days, DAYS_LOOKED_AT))
        if model.open_window(day) is not None
        for n, one in enumerate(shifts)
        if one.shift.days is None or model.weekday(day) in one.shift.days
    ]
    told: set[int] = set()
    until, before = -math.inf, -1
    for begins, ends, day, n in sorted(spans, key=lambda span: (span[0], span[3])):
        if begins < until and n != before and not {n, before} & told:
            told.add(max(n, before))
            yield model.weekday(day), shifts[max(n, before)], shifts[min(n, before)]
        if ends > until:
            until, before = ends, n


PEOPLE_CHECKS = (resolution_is_asked, nobody_works_two_shifts_at_once)
