"""Agents in words: how many there are and when, how contacts ring, who is absent or late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cic import units
from cic.report.laws_in_words import law_text
from cic.report.people_in_words import sentences_on_time
from cic.report.wording import harmless, listed, share_text
from cic.scenario.agents import AgentGroup
from cic.scenario.answering import Answering
from cic.scenario.node import WEEKDAYS, Weekday
from cic.scenario.scenario import Model
from cic.scenario.shifts import Break, Shift


def lines_on_agents(model: Model) -> Iterator[str]:
    """What each group's agents are like, a paragraph each."""
    for name, group in model.agents.items():
        yield f"{harmless(name)}: {' '.join(_sentences(group, model))}"


def _sentences(group: AgentGroup, model: Model) -> Iterator[str]:
    yield _shifts_text(group.shifts) if group.shifts is not None else _staff_text(group)
    if group.wrap_up:
        own = [f"{law_text(law)} of {harmless(queue)}" for queue, law in group.wrap_up.items()]
        yield f"Their own wrap-up: {listed(own)}."
    if group.answering is not None:
        yield from _ringing(group.answering, model)
    away = list(_away(group))
    if away:
        yield f"An agent {listed(away)}."
    yield from sentences_on_time(group)


def _staff_text(group: AgentGroup) -> str:
    """Staff as counts."""
    staff = group.staff
    if isinstance(staff, dict):
        counts = [count for day in staff.values() for count in day]
        return f"{_span(counts)} on duty, by weekday and interval."
    if isinstance(staff, tuple):
        return f"{_span(staff)} on duty, by interval."
    return f"{staff} on duty whenever the centre is open."


def _span(counts: Sequence[int]) -> str:
    low, high = min(counts, default=0), max(counts, default=0)
    return f"{low}" if low == high else f"{low} to {high}"


def _shifts_text(shifts: Sequence[Shift]) -> str:
    """Who works when."""
    if not shifts:
        return "No shifts."
    count = "One shift" if len(shifts) == 1 else f"{len(shifts)} shifts"
    return f"{count}: {'; '.join(map(_shift_text, shifts))}."


def _shift_text(shift: Shift) -> str:
    who = listed([harmless(name) for name in shift.names or ()]) or f"{shift.agents} agents"
    who = "1 agent" if who == "1 agents" else who
    told = f"{who} from {units.clock_text(shift.start)} to {units.clock_text(shift.until)}"
    if shift.days is not None:
        told += f" on {_days_text(shift.days)}"
    pauses = [_break_text(pause) for pause in sorted(shift.breaks, key=lambda pause: pause.at)]
    return f"{told} ({', '.join(pauses)})" if pauses else told


def _days_text(days: Sequence[Weekday]) -> str:
    """Weekdays; three or more that follow one another by the first and the last."""
    numbers = sorted({WEEKDAYS.index(day) for day in days})
    names = [WEEKDAYS[n].capitalize() for n in numbers]
    if len(names) > 2 and numbers[-1] - numbers[0] == len(names) - 1:  # noqa: PLR2004
        return f"{names[0]} to {names[-1]}"
    return listed(names)


def _break_text(pause: Break) -> str:
    end = units.clock_text(pause.at + pause.lasts)
    unpaid = "" if pause.paid else ", unpaid"
    return f"{pause.kind} {units.clock_text(pause.at)} to {end}{unpaid}"


def _ringing(answering: Answering, model: Model) -> Iterator[str]:
    """What happens before a contact is answered."""
    deferred = any(medium.deferred for medium in model.media.values())
    live = "A live contact" if deferred else "A contact"
    rings = answering.rings.mean > 0
    told = f"{live} is answered at once"
    if rings:
        told = f"{live} rings for {law_text(answering.rings)} before it is answered"
    fails = []
    if answering.no_answer > 0:
        longest = units.duration_text(answering.gives_up_after)
        fails.append(f"{share_text(answering.no_answer)} are not picked up and ring for {longest}")
    if answering.rejects > 0:
        fails.append(f"{share_text(answering.rejects)} are rejected")
    if not fails:
        yield from [f"{told}."] * rings
        return
    back = "they go back to the front of their queue"
    if answering.out_for > 0:
        away = units.duration_text(answering.out_for)
        back += f", and the agent takes nothing for {away}"
    yield f"{told}; {' and '.join(fails)}: {back}."


def _away(group: AgentGroup) -> Iterator[str]:
    """How agents keep to their plan, or do not."""
    if group.absence > 0:
        yield f"does not come on {share_text(group.absence)} of its days"
    ways = (
        ("comes late", group.lateness),
        ("goes early", group.early_leave),
        ("takes its breaks late", group.late_breaks),
    )
    for what, delay in ways:
        if delay is not None and delay.share > 0:
            yield f"{what} on {share_text(delay.share)}, by {law_text(delay.by)}"
