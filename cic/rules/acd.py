"""The automatic call distributor: contacts reach a queue, are connected, talk, or give up."""

from __future__ import annotations

import math

from cic.policies.agent_selection import choose_agent
from cic.policies.contact_selection import choose_contact
from cic.program.centre import rule, seldom
from cic.program.codes import (
    ABANDONED,
    ANSWERED,
    AVAILABLE,
    BALKED,
    BUSY_TALKING,
    GONE,
    NOBODY,
    PATIENCE_ENDS,
    QUEUE_FULL,
    QUEUED,
    SENT_AWAY,
    TALK_ENDS,
    TALKING,
    WRAP_UP_ENDS,
    WRAPPING_UP,
)
from cic.rules.lines import become_idle, join, step_out, stop_idling
from cic.rules.outbox import note, schedule


@rule
def reach_queue(centre, c, now):
    """A contact reaches its queue: an idle agent takes it, or it waits, or it never joins."""
    contact = centre.contacts[c]
    contact.queued_at = now
    a = choose_agent(centre, c)
    if a != NOBODY:
        stop_idling(centre, a)
        connect(centre, c, a, now)
        return
    queue = centre.queues[contact.queue]
    if centre.floor[0].closed and not somebody_stays(centre, queue):
        leave(centre, c, SENT_AWAY, now)
    elif queue.length >= queue.capacity:
        leave(centre, c, QUEUE_FULL, now)
    elif contact.patience <= 0.0:
        leave(centre, c, BALKED, now)
    else:
        join(centre, c)
        if contact.patience < math.inf:
            schedule(centre, now + contact.patience, PATIENCE_ENDS, c)


@rule
def somebody_stays(centre, queue):
    """Whether, after closing, waiting contacts are served and anybody on duty can."""
    if centre.floor[0].serves_at_closing:
        for r in range(queue.routes_from, queue.routes_until):
            if centre.groups[centre.routes[r].group].present > 0:
                return True
    return False


@rule
def connect(centre, c, a, now):
    """An agent takes a contact: the talk begins."""
    contact = centre.contacts[c]
    agent = centre.agents[a]
    floor = centre.floor[0]
    skill = centre.skills[agent.group * floor.queues + contact.queue]
    contact.state = TALKING
    contact.outcome = ANSWERED
    contact.agent = a
    contact.group = agent.group
    contact.answered_at = now
    contact.talk *= skill.talk_factor
    if skill.wrap_up != NOBODY:
        contact.wrap_up = centre.extras[c * floor.extras + skill.wrap_up].value
    agent.state = BUSY_TALKING
    agent.answered += 1
    schedule(centre, now + contact.talk, TALK_ENDS, c)


@rule
def leave(centre, c, outcome, now):
    """A contact is gone, and how."""
    contact = centre.contacts[c]
    contact.state = GONE
    contact.outcome = outcome
    contact.ended_at = now


@rule
def patience_ends(centre, c, now):
    """A contact that still waits gives up; of one answered before, this is stale news."""
    if centre.contacts[c].state == QUEUED:
        step_out(centre, c)
        leave(centre, c, ABANDONED, now)


@rule
def talk_ends(centre, c, now):
    """A contact is served and gone; its agent wraps up, or is free at once."""
    contact = centre.contacts[c]
    contact.state = GONE
    contact.ended_at = now
    a = contact.agent
    if contact.wrap_up > 0.0:
        centre.agents[a].state = WRAPPING_UP
        schedule(centre, now + contact.wrap_up, WRAP_UP_ENDS, a)
    else:
        be_free(centre, a, now)


@rule
def be_free(centre, a, now):
    """An agent has no contact in hand: it goes if it must, takes a waiting contact, or idles.

    Who must go takes waiting contacts all the same while the closed centre still serves them.
    """
    floor = centre.floor[0]
    agent = centre.agents[a]
    if agent.moves_to != NOBODY:
        move(centre, a, now)
    must_go = agent.leaving != NOBODY
    if must_go and not (floor.closed and floor.serves_at_closing):
        go(centre, a, now)
        return
    q = choose_contact(centre, agent.group, now)
    if q != NOBODY:
        c = centre.queues[q].first
        step_out(centre, c)
        connect(centre, c, a, now)
    elif must_go:
        go(centre, a, now)
    else:
        become_idle(centre, a)


@seldom
def move(centre, a, now):
    """An agent with no contact in hand changes groups."""
    agent = centre.agents[a]
    centre.groups[agent.group].present -= 1
    agent.group = agent.moves_to
    agent.moves_to = NOBODY
    centre.groups[agent.group].present += 1
    note(centre, a, AVAILABLE, now)


@rule
def go(centre, a, now):
    """An agent with no contact in hand goes off duty: home, or on a break."""
    agent = centre.agents[a]
    agent.state = agent.leaving
    agent.leaving = NOBODY
    centre.groups[agent.group].present -= 1
    note(centre, a, agent.state, now)


@rule
def send_waiting_away(centre, now):
    """All who wait are sent away, queue by queue, in the order they wait."""
    for q in range(centre.floor[0].queues):
        while centre.queues[q].first != NOBODY:
            c = centre.queues[q].first
            step_out(centre, c)
            leave(centre, c, SENT_AWAY, now)
