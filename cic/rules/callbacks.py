"""What becomes of callbacks: they fall due, are made, and cancelled by the customer's own call.

A callback whose customer is at home has no patience and is not sent away. It joins its queue, where
an agent takes it in its turn and calls; or the centre calls in its turn, and the customer who
answers goes on to an agent or waits at the front of the queue, as a caller does. After a call in
vain it comes again, to the end of the queue, or has failed.
"""

from __future__ import annotations

import math

from cic.policies.agent_selection import choose_agent
from cic.policies.called import is_at_home, is_called_first
from cic.program.centre import seldom
from cic.program.codes import (
    AVAILABLE,
    CALLED,
    CANCELLED,
    COMES_AGAIN,
    GONE,
    NOBODY,
    NOT_REACHED,
    PATIENCE_ENDS,
    QUEUED,
    RINGING,
    TO_COME,
)
from cic.rules.acd import idles_on, wait_at_home
from cic.rules.answering import (
    fall_silent,
    go_back,
    look_again,
    pick_up,
    stop_ringing,
    throw_again,
)
from cic.rules.callback_attempts import centre_calls, tries_again
from cic.rules.connecting import leave, take, take_more
from cic.rules.desk import step_aside
from cic.rules.legs import come_again
from cic.rules.lines import step_out
from cic.rules.outbox import schedule
from cic.rules.staging import enter_stages


@seldom
def falls_due(centre, c, now):
    """The time of an appointment, or of another attempt, has come."""
    contact = centre.contacts[c]
    if contact.state != TO_COME:  # it was cancelled
        return
    contact.queued_at = now
    first = is_called_first(centre, c)
    a = NOBODY
    enter_stages(centre, c, now)
    if not first or centre.queues[contact.queue].first == NOBODY:  # others at home go before
        a = choose_agent(centre, c, now)
    if a == NOBODY:
        wait_at_home(centre, c, now)
    elif first:
        centre_calls(centre, c, now)
    else:
        take(centre, c, a, now)


@seldom
def call_ends(centre, c, now):
    """The customer answers; or it has rung in vain."""
    contact = centre.contacts[c]
    if contact.state != CALLED:  # the customer called meanwhile
        return
    a = contact.agent
    tried = centre.tries[c]
    if tried.answers:
        tried.there = 1
        tried.there_at = now
        if a == NOBODY:
            wait_on_the_line(centre, c, now)
        else:
            pick_up(centre, c, a, now)
        return
    if a != NOBODY:
        stop_ringing(centre, c, a)
    throw_again(centre, c)
    if not tries_again(centre, c, now):
        leave(centre, c, NOT_REACHED, now)
    go_on_without(centre, c, a, now)


@seldom
def wait_on_the_line(centre, c, now):
    """A customer who has answered goes to an agent, or waits on the line, with patience."""
    contact = centre.contacts[c]
    go_back(centre, c, now)
    if contact.state == QUEUED and contact.patience < math.inf:
        schedule(centre, now + contact.patience, PATIENCE_ENDS, c)


@seldom
def go_on_without(centre, c, a, now):
    """The agent who called in vain is free again; or who idled meanwhile looks at what waits."""
    if a != NOBODY:
        look_again(centre, a, now)
        return
    a = choose_agent(centre, c, now)
    if a == NOBODY:
        return
    if centre.agents[a].state == AVAILABLE:
        idles_on(centre, a, now)
    else:
        step_aside(centre, a)
        take_more(centre, a, now)


@seldom
def calls_first(centre, c, now):
    """The customer calls before the callback has come: it is cancelled, wherever it is by now."""
    contact = centre.contacts[c]
    if contact.state == GONE or not is_at_home(centre, c):
        return
    state = contact.state
    a = NOBODY
    if state == QUEUED:
        step_out(centre, c)
    else:
        a = contact.agent
    if a != NOBODY:
        stop_ringing(centre, c, a)
    leave(centre, c, CANCELLED, now)
    door = centre.keys[contact.source].door
    if door != NOBODY:
        n = come_again(centre, c, centre.offers[contact.queue].own_call, door, now)
        schedule(centre, now, COMES_AGAIN, n)
    if state == RINGING:
        fall_silent(centre, c, a, now)
    elif a != NOBODY or state == CALLED:
        go_on_without(centre, c, a, now)
