"""A replication gone through once more, with its log in hand: what happened, in which order.

The log says what happened to whom and when; it holds no order of events at the same instant. So
the day passes again on a calendar with the order of a run's (instant, rank, order of scheduling),
and what the log says happened is told where it happened. No decision is made again.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator

from cic.program.codes import (
    ABANDONED,
    ANSWERED,
    ARRIVES,
    AVAILABLE,
    BALKED,
    DUTY_CHANGES,
    HANGS_UP,
    HOURS_CHANGE,
    MENU,
    NO_PORT,
    NOBODY,
    OFF,
    ON_BREAK,
    PATIENCE_ENDS,
    QUEUE_FULL,
    SENT_AWAY,
    SERVED,
    STEP_ENDS,
    TALK_ENDS,
    TO_QUEUE,
    WRAP_UP_ENDS,
)
from cic.report.retold_day import Day
from cic.report.wording import harmless, spoken

Sentences = Iterator[str]
Retold = Iterator[tuple[float, str]]
GOES = {OFF: "goes home", ON_BREAK: "goes on a break"}


def retell(day: Day) -> Retold:
    """Everything that happened, from the first event to the last."""
    if day.spells:
        day.schedule(day.spells[0][0], DUTY_CHANGES, 0)
    if day.hours:
        day.schedule(day.hours[0][0], HOURS_CHANGE, 0)
    arrived, count = 0, len(day.contacts)
    while day.events or arrived < count:
        arrives_at = day.contacts[arrived].arrived_at if arrived < count else math.inf
        at = min(arrives_at, day.events[0][0]) if day.events else arrives_at
        yield from left_over(day, at)
        if not day.events or arrives_at < day.events[0][0]:
            kind, subject = ARRIVES, arrived
            arrived += 1
        else:
            _, _, _, kind, subject = heapq.heappop(day.events)
        for sentence in HAPPENS[kind](day, subject, at):
            yield at, sentence
    yield from left_over(day, math.inf)


def contact_arrives(day: Day, c: int, now: float) -> Sentences:
    """A contact comes: straight to its queue, or to the IVR, whose ports may all be taken."""
    contact = day.contacts[c]
    if contact.step == NOBODY:
        yield f"{day.contact(c)} arrives"
        yield from reaches_queue(day, c, now)
    elif contact.outcome == NO_PORT:
        yield f"{day.contact(c)} calls and hears busy: all ports of the IVR are taken"
    else:
        yield f"{day.contact(c)} calls"
        while contact.step > 0 and day.steps[contact.step - 1].kind < TO_QUEUE:
            contact.step -= 1
        yield from walks(day, c, now)


def step_ends(day: Day, c: int, now: float) -> Sentences:
    """A menu or a self-service is over."""
    day.contacts[c].step += 1
    yield from walks(day, c, now)


def walks(day: Day, c: int, now: float) -> Sentences:
    """A contact goes on in the IVR, or out of it."""
    contact = day.contacts[c]
    while (step := day.steps[contact.step]).kind < TO_QUEUE:
        if step.kind == MENU:
            yield f"{day.contact(c)} hears '{harmless(day.program.menu_names[step.what])}'"
        else:
            service = harmless(day.program.service_names[step.what])
            yield f"{day.contact(c)} serves itself: '{service}'"
        if step.takes > 0.0:
            day.schedule(now + step.takes, STEP_ENDS, c)
            return
        contact.step += 1
    if step.kind == TO_QUEUE:
        yield from reaches_queue(day, c, now)
    elif step.kind == SERVED:
        yield f"{day.contact(c)} is served and gone"
    elif step.kind == HANGS_UP:
        yield f"{day.contact(c)} hangs up in the IVR"


def reaches_queue(day: Day, c: int, now: float) -> Sentences:
    """A contact is answered at once, refused, gone, or waits."""
    contact = day.contacts[c]
    line = day.waiting[contact.queue]
    gone = contact.ended_at == now
    if contact.outcome == ANSWERED and contact.answered_at == now and contact.agent in day.idle:
        yield connects(day, c, now)
    elif contact.outcome == SENT_AWAY and gone and day.closed:
        yield f"{day.contact(c)} comes after closing and is sent away"
    elif contact.outcome == QUEUE_FULL:
        yield f"{day.contact(c)} hears busy: the queue is full with {len(line)} waiting"
    elif contact.outcome == BALKED:
        yield f"{day.contact(c)} finds nobody free and leaves at once"
    else:
        line[c] = None
        yield f"{day.contact(c)} waits as number {len(line)}"
        if contact.patience < math.inf:
            day.schedule(now + contact.patience, PATIENCE_ENDS, c)


def connects(day: Day, c: int, now: float) -> str:
    """An agent takes a contact."""
    contact = day.contacts[c]
    a = contact.agent
    day.waiting[contact.queue].pop(c, None)
    day.idle.discard(a)
    day.working.add(a)
    day.answers[a].remove(c)
    day.schedule(now + contact.talk, TALK_ENDS, c)
    wait = now - contact.queued_at
    after = f"after {spoken(wait)}" if wait > 0.0 else "at once"
    return f"{day.contact(c)} is answered by {day.agent(a)} {after}"


def patience_ends(day: Day, c: int, now: float) -> Sentences:
    """A contact that still waits gives up."""
    contact = day.contacts[c]
    if c in day.waiting[contact.queue] and contact.outcome == ABANDONED:
        del day.waiting[contact.queue][c]
        yield f"{day.contact(c)} abandons after {spoken(now - contact.queued_at)}"


def talk_ends(day: Day, c: int, now: float) -> Sentences:
    """A contact is served; its agent wraps up, or is free."""
    contact = day.contacts[c]
    a = contact.agent
    done = f"{day.contact(c)} and {day.agent(a)} are done after {spoken(contact.talk)}"
    if contact.wrap_up > 0.0:
        yield f"{done}; {day.agent(a)} wraps up"
        day.schedule(now + contact.wrap_up, WRAP_UP_ENDS, a)
    else:
        yield done
        yield from is_free(day, a, now)


def wrap_up_ends(day: Day, a: int, now: float) -> Sentences:
    """An agent is free again."""
    yield f"{day.agent(a)} has wrapped up"
    yield from is_free(day, a, now)


def is_free(day: Day, a: int, now: float) -> Sentences:
    """An agent has no contact in hand: what it does next is in the log."""
    day.working.discard(a)
    c = taken_by(day, a, now)
    if c is not None:
        yield connects(day, c, now)
    elif a in day.leaving and day.next_fact(a, now) is not None:
        yield from duty_is_noted(day, a, now)
    else:
        day.idle.add(a)


def taken_by(day: Day, a: int, now: float) -> int | None:
    """The waiting contact that an agent takes now; None where it takes none."""
    for c in day.answers[a]:
        contact = day.contacts[c]
        if contact.answered_at > now:
            return None
        if contact.answered_at == now and c in day.waiting[contact.queue]:
            return c
    return None


def duty_changes(day: Day, s: int, now: float) -> Sentences:
    """An agent is to come or to go, by the plan."""
    _, a, state = day.spells[s]
    if state == AVAILABLE:
        day.leaving.discard(a)
    elif a in day.working:
        day.leaving.add(a)
    fact = day.next_fact(a, now)
    if fact is not None and fact.state == state and a not in day.working:
        yield from duty_is_noted(day, a, now)
    if s + 1 < len(day.spells):
        day.schedule(day.spells[s + 1][0], DUTY_CHANGES, s + 1)


def duty_is_noted(day: Day, a: int, now: float) -> Sentences:
    """An agent comes or goes."""
    fact = day.facts_of[a].popleft()
    day.leaving.discard(a)
    day.idle.discard(a)
    if fact.state != AVAILABLE:
        yield f"{day.agent(a)} {GOES[fact.state]}"
        return
    yield f"{day.agent(a)} comes on duty"
    if a not in day.working:
        yield from is_free(day, a, now)


def left_over(day: Day, before: float) -> Retold:
    """Comings and goings that the plan does not know: somebody beside the centre moved agents."""
    while day.facts and day.facts[0].at < before:
        fact = day.facts.popleft()
        if day.facts_of[fact.agent] and day.facts_of[fact.agent][0] is fact:
            for sentence in duty_is_noted(day, fact.agent, fact.at):
                yield fact.at, sentence


def hours_change(day: Day, h: int, now: float) -> Sentences:
    """The centre closes, and may send away who waits; or it opens again."""
    day.closed = day.hours[h][1]
    yield "the centre closes" if day.closed else "the centre opens"
    for line in day.waiting if day.closed else ():
        for c in list(line):
            contact = day.contacts[c]
            if contact.outcome == SENT_AWAY and contact.ended_at == now:
                del line[c]
                waited = spoken(now - contact.queued_at)
                yield f"{day.contact(c)} is sent away after {waited}"
    if h + 1 < len(day.hours):
        day.schedule(day.hours[h + 1][0], HOURS_CHANGE, h + 1)


HAPPENS: dict[int, Callable[[Day, int, float], Sentences]] = {
    TALK_ENDS: talk_ends,
    WRAP_UP_ENDS: wrap_up_ends,
    PATIENCE_ENDS: patience_ends,
    STEP_ENDS: step_ends,
    DUTY_CHANGES: duty_changes,
    HOURS_CHANGE: hours_change,
    ARRIVES: contact_arrives,
}
