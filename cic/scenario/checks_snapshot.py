"""Checks of a snapshot: whether the centre can stand as it says."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cic import units
from cic.errors import did_you_mean
from cic.scenario.cases_there import in_hand
from cic.scenario.channels import Turns
from cic.scenario.checks_names import known_medium
from cic.scenario.checks_size import most_agents
from cic.scenario.durations import ByInterval, Constant, Duration
from cic.scenario.issues import DAY, HORIZON, Issue, notice
from cic.scenario.laws_mixed import Empirical
from cic.scenario.laws_shaped import Triangular, Uniform
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.snapshot import InService, Snapshot, Spread
from cic.scenario.standing import name_of, standing

_BASE: Where = ("snapshot",)
_PEOPLE: tuple[Where, ...] = (_BASE, *HORIZON, ("agents",), ("queues", "*", "channel"))


def snapshot_names_what_exists(model: Model) -> Iterator[Issue]:
    """Each queue, group and agent that a snapshot speaks of is there."""
    if model.snapshot is None:
        return
    agents = [
        name_of(model, group, n) for group in model.agents for n in range(most_agents(model, group))
    ]
    known = {"queue": list(model.queues), "group": list(model.agents), "agent": agents}
    known["case"] = list(model.cases)
    names = {kind: set(found) for kind, found in known.items()}
    for where, name, kind in _spoken_of(model.snapshot):
        if name not in names[kind]:
            what = f"the snapshot speaks of {kind} {name!r}, which does not exist"
            yield Issue("CIC218", where, what, did_you_mean(name, known[kind]))


def _spoken_of(snapshot: Snapshot) -> Iterator[tuple[Where, str, str]]:
    """Where a snapshot names something, the name, and what it is."""
    for name in snapshot.waiting:
        yield (*_BASE, "waiting", name), name, "queue"
    for n, one in enumerate(snapshot.in_service):
        yield (*_BASE, "in_service", n, "queue"), one.queue, "queue"
        if one.group is not None:
            yield (*_BASE, "in_service", n, "group"), one.group, "group"
        if one.agent is not None:
            yield (*_BASE, "in_service", n, "agent"), one.agent, "agent"
    for name in snapshot.on_break:
        yield (*_BASE, "on_break", name), name, "group"
    for n, case in enumerate(snapshot.open_cases):
        for kind in ("case", "queue", "group", "agent"):
            named = getattr(case, kind)
            if named is not None:
                yield (*_BASE, "open_cases", n, kind), named, kind


def it_lies_in_the_first_day(model: Model) -> Iterator[Issue]:
    """A run begins before the first day closes."""
    at = None if model.snapshot is None else model.snapshot.at
    if at is not None and not model.opens <= at < model.closes:
        hours = f"{units.clock_text(model.opens)} to {units.clock_text(model.closes)}"
        what = f"the run begins at {units.clock_text(at)}, and the day lasts from {hours}"
        remedy = "write a time of the first day, from its opening on"
        yield Issue("CIC304", (*_BASE, "at"), what, remedy, reads=((*_BASE, "at"), *DAY))


def agents_suffice(model: Model) -> Iterator[Issue]:
    """Agents on duty then have room for all that is in service, and as many are on breaks."""
    if model.snapshot is None:
        return
    found = standing(model)
    for n, (where, one) in enumerate(in_hand(model)):
        queue = model.queues.get(one.queue)
        medium = None if queue is None else known_medium(model, queue.channel)
        if medium is None:
            continue
        if one.group in model.agents and one.queue not in model.agents[one.group].skills:
            what = f"group {one.group!r} has a contact of queue {one.queue!r} in hand, which it"
            what += " does not answer"
            remedy = did_you_mean(one.queue, list(model.agents[one.group].skills))
            reads: tuple[Where, ...] = (where, ("agents", one.group, "skills"))
            yield Issue("CIC217", where, what, remedy, reads=reads)
        elif n not in found.agents:
            yield Issue("CIC326", where, _nobody_for(one), _WHO, reads=_PEOPLE)
    for group, most in found.too_few.items():
        count = len(model.snapshot.on_break[group])
        what = f"{count} agents of group {group!r} are on a break, and only {most} on duty then"
        what += " have nothing in hand"
        yield Issue("CIC326", (*_BASE, "on_break", group), what, _WHO, reads=_PEOPLE)


_WHO = "staff the group with more then, or change the snapshot: planned breaks need not be told"


def _nobody_for(one: InService) -> str:
    """Nobody can have a contact in hand."""
    if one.agent is not None:
        told = f"agent {one.agent!r} is not on duty then, does not answer queue {one.queue!r}, or"
        return f"{told} has no room for this contact"
    return (
        f"no agent of group {one.group!r} on duty then has room for this contact of {one.queue!r}"
    )


def so_many_can_be_there(model: Model) -> Iterator[Issue]:
    """No more wait than a queue holds, and no more lines are held than there are."""
    if model.snapshot is None:
        return
    held = 0
    for name, queue in model.queues.items():
        waiting = model.snapshot.count(name)
        medium = known_medium(model, queue.channel)
        if medium is not None and medium.holds_line:
            held += waiting + sum(1 for _ in model.snapshot.served_in(name))
        if queue.capacity is not None and waiting > queue.capacity:
            what = f"{waiting} wait in queue {name!r}, and it holds {queue.capacity}"
            where: Where = (*_BASE, "waiting", name)
            remedy = "let fewer wait, or give the queue a larger capacity"
            reads: tuple[Where, ...] = (where, ("queues", name, "capacity"))
            yield Issue("CIC327", where, what, remedy, reads=reads)
    if model.lines is not None and held > model.lines:
        what = f"the contacts of the snapshot hold {held} lines, and there are {model.lines}"
        remedy = "leave some out, or write more lines"
        reads = (_BASE, ("lines",), ("queues", "*", "channel"), ("channels",))
        yield Issue("CIC327", _BASE, what, remedy, reads=reads)


def nobody_has_been_there_for_too_long(model: Model) -> Iterator[Issue]:
    """Nobody came while the centre was closed, outwaited their patience, or should be done."""
    if model.snapshot is None:
        return
    since = open_since(model)
    for name, queue in model.queues.items():
        medium = known_medium(model, queue.channel)
        live = medium is not None and not medium.deferred
        waited = model.snapshot.longest_wait(name)
        where: Where = (*_BASE, "waiting", name)
        if isinstance(model.snapshot.waiting.get(name), Spread):
            where += ("oldest",)
        reads: tuple[Where, ...] = (where, (*_BASE, "at"), *HORIZON, ("queues", name))
        if waited is not None and live and waited > model.begins - since:
            yield Issue("CIC328", where, *_came_while_closed(waited), reads=reads)
        elif waited is not None and waited >= longest(queue.patience):
            what = f"a contact of queue {name!r} has waited for {units.duration_text(waited)},"
            what += f" and nobody waits for {units.duration_text(longest(queue.patience))}"
            yield Issue("CIC328", where, what, "write shorter waits, or more patience", reads=reads)
        for n, one in model.snapshot.served_in(name):
            where = (*_BASE, "in_service", n)
            reads = (where, (*_BASE, "at"), *HORIZON, ("queues", name), ("agents",))
            if live and one.served + one.waited > model.begins - since:
                there = one.served + one.waited
                yield Issue("CIC328", where, *_came_while_closed(there), reads=reads)
            elif one.served >= longest_talk(model, one):
                what = f"a contact of queue {name!r} has been served for"
                what += f" {units.duration_text(one.served)}, and none takes so long"
                yield Issue("CIC328", where, what, "write a shorter time", reads=reads)


def _came_while_closed(ago: float) -> tuple[str, str]:
    """What to tell about a live contact that came while the centre was closed, and the remedy."""
    what = f"a contact came {units.duration_text(ago)} before the run begins, when the centre was"
    remedy = "write a shorter time, or let the run begin later with 'at'"
    return f"{what} closed", remedy


def open_since(model: Model) -> float:
    """Since when the centre is open as a run begins [s from the first opening]; else it begins."""
    begins = since = model.begins
    day = 0
    while day > -366:  # noqa: PLR2004 - nobody may have waited for longer
        window = model.open_window(day)
        if window is None or not window[0] <= since <= window[1]:
            break
        since, day = window[0], day - 1
    return min(since, begins)


def longest(law: Duration) -> float:
    """The longest duration that a law gives [s]."""
    if isinstance(law, ByInterval):
        return max(map(longest, law.per_interval), default=math.inf)
    if isinstance(law, Constant):
        return law.value
    if isinstance(law, Uniform):
        return law.bounds[1]
    if isinstance(law, Triangular):
        return law.corners[2]
    if isinstance(law, Empirical):
        return max(law.values or law.quantiles or ())
    return math.inf


def longest_talk(model: Model, one: InService) -> float:
    """The longest that a contact in service may take in all [s]."""
    queue = model.queues[one.queue]
    talk = max(0.0, longest(queue.talk) - queue.screen_pop)
    if queue.knowledge_base is not None:
        talk *= max(1.0, queue.knowledge_base.talk_factor)
    talk += math.fsum(longest(addition.takes) for addition in queue.additions.values())
    crew = [group for name, group in model.agents.items() if one.group in (None, name)]
    factors = [
        group.skills[one.queue].talk_factor
        * (group.learning.first_week if group.learning is not None else 1.0)
        for group in crew
        if one.queue in group.skills
    ]
    held = longest(queue.hold.takes) if queue.hold is not None else 0.0
    turns = model.medium(queue.channel).turns
    if turns is not None and turns.between != "held":
        return talk / turns.expected * max(factors, default=math.inf)
    pauses = 0.0 if turns is None else _longest_pauses(turns)
    return talk * max(factors, default=math.inf) + held + pauses


def _longest_pauses(turns: Turns) -> float:
    """The longest that all pauses of a talk in turns may last [s]."""
    if turns.count is None:
        return math.inf if turns.mean is None or turns.mean > 1 else 0.0
    each = min(longest(turns.pause), math.inf if turns.times_out is None else turns.times_out)
    return each * (turns.count - 1) if turns.count > 1 else 0.0


def incidents_come_in_time(model: Model) -> Iterator[Issue]:
    """Incidents that move agents before the run begins are told: nobody is there then."""
    for n, incident in enumerate(model.incidents):
        at = None if incident.at is None else incident.day * units.DAY + incident.at - model.opens
        if at is None or at >= model.begins or incident.deed not in ("move", "send_home"):
            continue
        what = "the incident comes before the run begins, when nobody is there to move or go"
        remedy = "let it come later, or staff the groups as they stand then"
        where: Where = ("incidents", n, "at")
        reads: tuple[Where, ...] = (("incidents", n), (*_BASE, "at"), *DAY)
        yield notice("CIC369", where, what, remedy, reads=reads)


SNAPSHOT_NAME_CHECKS = (snapshot_names_what_exists, it_lies_in_the_first_day)
SNAPSHOT_CHECKS = (
    agents_suffice,
    so_many_can_be_there,
    nobody_has_been_there_for_too_long,
    incidents_come_in_time,
)
