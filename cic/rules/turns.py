"""Talks in turns: the agent's turn, the customer's pause, and so on until it is over.

The agent attends to one contact at a time, whoever has been ready longest.
"""

from __future__ import annotations

from cic.program.centre import rule
from cic.program.codes import (
    AGENT_TURN,
    CUSTOMER_PAUSE,
    CUSTOMER_REPLIES,
    FELL_SILENT,
    NOBODY,
    PAUSED,
    READY,
    TIMED_OUT,
    WORKING,
)
from cic.rules.bots import turn_after_bot
from cic.rules.outbox import schedule
from cic.rules.pace import go_on
from cic.rules.people import leave_unresolved, own_factor
from cic.rules.population import customers_factor


@rule
def next_piece(centre, c, now):
    """A talk in turns goes on: the agent's turn, or the customer's; whether it is over instead."""
    contact = centre.contacts[c]
    contact.step += 1
    step = centre.steps[contact.step]
    work = centre.work[c]
    if step.kind == AGENT_TURN:
        floor = centre.floor[0]
        g = centre.agents[contact.agent].group
        work.left = step.takes * centre.skills[g * floor.queues + contact.queue].talk_factor
        if floor.weeks or floor.tires or floor.longer:
            work.left *= own_factor(centre, c, contact.agent, now)
        if floor.bots:
            work.left *= turn_after_bot(centre, c)
        if floor.customers:
            work.left *= customers_factor(centre, c)
        be_ready(centre, c, contact.agent, now)
        return False
    if step.kind == CUSTOMER_PAUSE:
        work.phase = PAUSED
        schedule(centre, now + step.takes, CUSTOMER_REPLIES, c)
        return False
    if step.kind == FELL_SILENT:
        contact.outcome = TIMED_OUT
        leave_unresolved(centre, c)
    return True


@rule
def be_ready(centre, c, a, now):
    """A contact in turns waits for its agent's attention."""
    work = centre.work[c]
    work.phase = READY
    work.since = now
    attend(centre, a, now)


@rule
def attend(centre, a, now):
    """An agent who attends to nobody turns to the contact that has been ready longest."""
    desk = centre.desks[a]
    if desk.attends != NOBODY:
        return
    chosen = NOBODY
    c = desk.first
    while c != NOBODY:
        work = centre.work[c]
        if work.phase == READY and (chosen == NOBODY or work.since < centre.work[chosen].since):
            chosen = c
        c = centre.contacts[c].next
    if chosen != NOBODY:
        desk.attends = chosen
        centre.work[chosen].phase = WORKING
        go_on(centre, chosen, 1.0, now)
