"""The automatic call distributor: contacts reach a queue, are connected, talk, or give up."""

from __future__ import annotations

import math
from typing import Final

from cic.policies.agent_selection import best_of_all, choose_agent, overflow_agent
from cic.policies.bonds import head_of
from cic.policies.called import is_at_home, is_called_first
from cic.policies.routes import goes_by_stages
from cic.program.centre import rule, seldom
from cic.program.codes import (
    ASKED_CALLBACK,
    AVAILABLE,
    BALKED,
    GONE,
    INSIDE,
    LEFT_MESSAGE,
    NOBODY,
    PATIENCE_ENDS,
    QUEUE_FULL,
    QUEUED,
    SENDS_AWAY,
    SENT_AWAY,
    WIDENS,
    WRAP_UP_ENDS,
    WRAPPING_UP,
)
from cic.program.leg_codes import NOT_WAITING
from cic.rules.announcing import stays
from cic.rules.binding import bind, loosen
from cic.rules.bots import meets_bot
from cic.rules.callback_attempts import centre_calls
from cic.rules.connecting import be_free, leave, take, take_more, wait_no_more
from cic.rules.desk import (
    piece_ends,
    reply,
    step_aside,
)
from cic.rules.dialling import who_is_next
from cic.rules.going_with import goes_on_with
from cic.rules.handing_over import stays_on
from cic.rules.keeping import agent_before, keeps_agent
from cic.rules.legs import leads_on
from cic.rules.lines import hang_up, join, prepend, step_out
from cic.rules.offering import asks_for_callback, promise
from cic.rules.outbox import schedule
from cic.rules.placing import takes_place
from cic.rules.remembering import remember_talk
from cic.rules.staging import advance, enter_stages
from cic.rules.verdicts import ends_answered

AT_A_TIME: Final = 16
"""Contacts that one event sends away where they may come again."""


@rule
def reach_queue(centre, c, now):
    """A contact reaches its queue: an idle agent takes it, or it waits, or it never joins."""
    if centre.floor[0].bots and meets_bot(centre, c, now):
        return
    centre.contacts[c].queued_at = now
    if centre.floor[0].binds:
        bind(centre, c, now)
    if centre.floor[0].keeps and goes_on_with(centre, c, now):
        return
    a = agent_for(centre, c, now)
    if a != NOBODY:
        take(centre, c, a, now)
        return
    outcome = refused_as(centre, c, now)
    if outcome == INSIDE and centre.floor[0].ways:
        outcome = instead_of_waiting(centre, c, now)
    if outcome == INSIDE:
        wait(centre, c, now)
    elif centre.floor[0].calls_back and outcome == ASKED_CALLBACK:
        ask_for_callback(centre, c, now)
    else:
        leave(centre, c, outcome, now)


@rule
def agent_for(centre, c, now):
    """The agent who takes a contact that has just reached its queue; NOBODY: it must wait."""
    a = NOBODY
    if centre.floor[0].ways:
        a = agent_before(centre, c)
    if a == NOBODY:
        a = choose_agent(centre, c, now)
    if centre.floor[0].binds and a == NOBODY and loosen(centre, c, now):
        a = choose_agent(centre, c, now)
    return a


@seldom
def instead_of_waiting(centre, c, now):
    """A contact that must wait may ask for a callback, else leave a message; INSIDE: it waits.

    Whom an agent keeps meanwhile is asked nothing.
    """
    if centre.legs[c].warm:
        return INSIDE
    if centre.floor[0].calls_back and asks_for_callback(centre, c, now):
        return ASKED_CALLBACK
    if leads_on(centre, c, NOT_WAITING, now):
        return LEFT_MESSAGE
    return INSIDE


@seldom
def ask_for_callback(centre, c, now):
    """A contact hangs up and is promised a callback, which may keep its place in the queue."""
    leave(centre, c, ASKED_CALLBACK, now)
    n = promise(centre, c, now)
    if n != NOBODY:
        centre.contacts[n].queued_at = now
        wait_at_home(centre, n, now)


@seldom
def wait_at_home(centre, c, now):
    """A callback waits in its queue: in the place of who asked for it, later at the end."""
    queue = centre.queues[centre.contacts[c].queue]
    if centre.legs[c].goes_first and centre.tries[c].attempts == 0:
        prepend(centre, c)
    else:
        join(centre, c)
    if centre.floor[0].binds and not goes_by_stages(centre, c):
        enter_stages(centre, c, now)
    if queue.overflow_until > queue.routes_until:
        look_for_overflow(centre, c, now)


@rule
def refused_as(centre, c, now):
    """How a contact that finds nobody free is gone at once; INSIDE where it may wait."""
    contact = centre.contacts[c]
    queue = centre.queues[contact.queue]
    if centre.floor[0].closed and not queue.deferred and not somebody_stays(centre, queue):
        return SENT_AWAY
    if queue.length >= queue.capacity:
        return QUEUE_FULL
    if contact.patience <= 0.0 or (centre.floor[0].announces and not stays(centre, c, now)):
        return BALKED
    return INSIDE


@rule
def wait(centre, c, now):
    """A contact waits, for as long as it has patience."""
    contact = centre.contacts[c]
    queue = centre.queues[contact.queue]
    if not ((centre.floor[0].ways or centre.floor[0].sorts) and takes_place(centre, c)):
        join(centre, c)
    if contact.patience < math.inf:
        schedule(centre, now + contact.patience, PATIENCE_ENDS, c)
    if centre.floor[0].choosy and queue.overflow_until > queue.routes_until:
        look_for_overflow(centre, c, now)


@seldom
def look_for_overflow(centre, c, now):
    """A contact that begins to wait may open a route by its number, and will by its wait."""
    queue = centre.queues[centre.contacts[c].queue]
    since = centre.contacts[c].queued_at
    for r in range(queue.routes_until, queue.overflow_until):
        route = centre.routes[r]
        if 0.0 < route.after < math.inf:
            schedule(centre, max(now, since + route.after), WIDENS, c)
    widen(centre, queue.first, now)
    if centre.floor[0].binds:  # those before it may wait for others
        widen(centre, c, now)


@seldom
def widen(centre, c, now):
    """Who may take a contact now that still waits takes it: its circle is wider than before."""
    if centre.contacts[c].state == QUEUED:
        if centre.floor[0].binds:
            loose = loosen(centre, c, now)
            if not advance(centre, c, now) and goes_by_stages(centre, c) and not loose:
                return
            a = choose_agent(centre, c, now)
        elif centre.floor[0].bars:  # scores may have grown since
            a = best_of_all(centre, c, now)
        else:
            a = overflow_agent(centre, c, now)
        if a != NOBODY:
            wait_no_more(centre, c, now)
            if is_called_first(centre, c):
                centre_calls(centre, c, now)
            else:
                take(centre, c, a, now)


@rule
def somebody_stays(centre, queue):
    """Whether, after closing, waiting contacts are served and anybody on duty can."""
    if centre.floor[0].serves_at_closing:
        for r in range(queue.routes_from, queue.overflow_until):
            if centre.groups[centre.routes[r].group].present > 0:
                return True
    return False


@rule
def talk_ends(centre, c, now):
    """A contact is served and gone; its agent wraps up, or is free at once."""
    if centre.floor[0].warm and stays_on(centre, c, now):
        return
    if centre.floor[0].several:
        talk_ends_beside(centre, c, now)
        return
    contact = centre.contacts[c]
    contact.state = GONE
    contact.ended_at = now
    hang_up(centre, c)
    if centre.floor[0].ways:
        ends_answered(centre, c, now)
    a = contact.agent
    if centre.floor[0].keeps and keeps_agent(centre, c):
        centre.agents[a].state = WRAPPING_UP
        return
    if centre.floor[0].remembers:
        remember_talk(centre, c, a, now)
    if contact.wrap_up > 0.0:
        centre.agents[a].state = WRAPPING_UP
        schedule(centre, now + contact.wrap_up, WRAP_UP_ENDS, a)
    else:
        be_free(centre, a, now)


@seldom
def talk_ends_beside(centre, c, now):
    """A piece of the work on a contact may be over; when all of it is, there is room for more."""
    if piece_ends(centre, c, now):
        a = centre.contacts[c].agent
        step_aside(centre, a)
        take_more(centre, a, now)


@seldom
def customer_replies(centre, c, now):
    """The customer of a talk in turns answers, or is given up."""
    if reply(centre, c, now):
        a = centre.contacts[c].agent
        step_aside(centre, a)
        take_more(centre, a, now)


@rule
def idles_on(centre, a, now):
    """An agent has been idle for as long as some queue wants."""
    if centre.agents[a].state == AVAILABLE:
        q = who_is_next(centre, a, now)
        if q != NOBODY:
            c = head_of(centre, q)
            wait_no_more(centre, c, now)
            take(centre, c, a, now)


@rule
def send_waiting_away(centre, now):
    """All who wait are sent away, queue by queue, in the order they wait.

    Deferred work stays, and so do callbacks whose customers are at home.

    Where they may come again, a few at a time: an event has only so much room for what it leads to.
    """
    left = AT_A_TIME if centre.floor[0].ways else centre.floor[0].waiting
    for q in range(centre.floor[0].queues):
        if centre.queues[q].deferred:
            continue
        c = centre.queues[q].first
        while c != NOBODY:
            following = centre.contacts[c].next
            if not is_at_home(centre, c):
                if left == 0:
                    schedule(centre, now, SENDS_AWAY, NOBODY)
                    return
                left -= 1
                step_out(centre, c)
                leave(centre, c, SENT_AWAY, now)
            c = following
