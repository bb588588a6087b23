"""Which agents have what in hand as a snapshot says, and which of them are on its breaks.

Agents are numbered in their group as the plan numbers them: those of a count from the first on, and
those of shifts in the order of writing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from cic.scenario.agents import AgentGroup
from cic.scenario.cases_there import in_hand
from cic.scenario.checks_names import known_medium
from cic.scenario.scenario import Model
from cic.scenario.shifts import Shift
from cic.scenario.snapshot import InService

Place = tuple[str, int]
"""An agent: the group, and the number in it from 0."""


@dataclass
class Standing:
    """Who has what in hand as a run begins."""

    agents: dict[int, Place] = field(default_factory=dict)
    """The agent of each contact and case in hand, by its place in `in_hand`; those without are not
    here."""
    on_break: dict[Place, float] = field(default_factory=dict)
    """For how much longer agents are on a break that the plan does not have [s]."""
    too_few: dict[str, int] = field(default_factory=dict)
    """How many of a group could be on a break at most, where that is not enough."""
    shares: dict[Place, dict[int, Fraction]] = field(default_factory=dict)
    """How much of each share of their attention agents have given away."""
    in_hand: dict[Place, int] = field(default_factory=dict)


def standing(model: Model) -> Standing:
    """Who has what in hand as a run begins, and who is on a break."""
    found = Standing()
    if model.snapshot is None:
        return found
    on_duty = {name: on_duty_then(model, name) for name in model.agents}
    by_group = {name: [(name, n) for n in numbers] for name, numbers in on_duty.items()}
    by_name: dict[str, list[Place]] = {}
    for place in (place for places in by_group.values() for place in places):
        by_name.setdefault(name_of(model, *place), []).append(place)
    works = enumerate(one for _, one in in_hand(model))
    for n, one in sorted(works, key=lambda item: item[1].agent is None):
        asked = by_group.get(one.group, []) if one.group else by_name.get(one.agent or "", [])
        places = sorted(asked, key=lambda place: found.in_hand.get(place, 0))
        chosen = next((place for place in places if _takes(model, found, place, one)), None)
        if chosen is not None:
            found.agents[n] = chosen
            found.in_hand[chosen] = found.in_hand.get(chosen, 0) + 1
    for group, left in model.snapshot.on_break.items():
        free = [(group, n) for n in on_duty.get(group, []) if (group, n) not in found.in_hand]
        if len(left) > len(free):
            found.too_few[group] = len(free)
        found.on_break |= dict(zip(reversed(free), left, strict=False))
    return found


def _takes(model: Model, found: Standing, place: Place, one: InService) -> bool:
    """Whether an agent has room for a contact; it takes it then."""
    group, _ = place
    queue, crew = model.queues.get(one.queue), model.agents[group]
    medium = None if queue is None else known_medium(model, queue.channel)
    if medium is None or one.queue not in crew.skills:
        return False
    shares = crew.capacity
    number, part = 0, Fraction(1, medium.at_once)
    if shares is not None:
        at = [(n, share[medium.name]) for n, share in enumerate(shares) if medium.name in share]
        if not at:
            return False
        number, part = at[0][0], Fraction(1, at[0][1])
    filled = found.shares.setdefault(place, {})
    if filled.get(number, Fraction(0)) + part > 1:
        return False
    filled[number] = filled.get(number, Fraction(0)) + part
    return True


def on_duty_then(model: Model, name: str) -> list[int]:
    """The agents of a group who are to be on duty as a run begins, by number."""
    begins, group = model.begins, model.agents[name]
    window = model.open_window(0)
    if window is None:
        return []
    if group.shifts is None:
        is_open = window[0] <= begins < window[1]
        return list(range(_count_then(model, group))) if is_open else []
    found: list[int] = []
    number = 0
    for shift in group.shifts:
        if _works_then(model, shift):
            found += range(number, number + shift.agents)
        number += shift.agents
    return found


def _count_then(model: Model, group: AgentGroup) -> int:
    """How many agents a count by interval wants as a run begins."""
    staff = group.staff
    if isinstance(staff, int):
        return staff
    counts = staff.get(model.weekday(0), ()) if isinstance(staff, dict) else staff or ()
    k = int(model.begins / model.interval)
    return counts[k] if k < len(counts) else 0


def _works_then(model: Model, shift: Shift) -> bool:
    """Whether a shift is on duty as a run begins, and not on a break."""
    now = model.opens + model.begins
    if shift.days is not None and model.weekday(0) not in shift.days:
        return False
    pauses = any(pause.at <= now < pause.at + pause.lasts for pause in shift.breaks)
    return shift.start <= now < shift.until and not pauses


def name_of(model: Model, group: str, number: int) -> str:
    """What an agent is called."""
    first = 0
    for shift in model.agents[group].shifts or ():
        if shift.names is not None and first <= number < first + shift.agents:
            return shift.names[number - first]
        first += shift.agents
    return f"{group} {number + 1}"
