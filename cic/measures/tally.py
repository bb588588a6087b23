"""Counting a log: sums by queue and interval, and by agent group and interval.

Written like a rule, once: plain under the SimPy clock, compiled under the compiled one, the same
sums to the last bit. A contact counts in the interval in which it arrived. Time on duty and time
spent handling count in the intervals in which they pass; the hours between closing and the next
opening are one bin of their own (the last of each day), so that overtime is not lost.

A span of time from s to e is counted by what it changes in two bins: `change` is +1 where it begins
and −1 where it ends, `left` is what is left of the bin then. `spans` turns them into seconds.
"""

from __future__ import annotations

import math

from cic.measures.bins import bin_of, bin_of_arrival
from cic.measures.tally_parts import count_backlog, count_busy, count_work
from cic.program.centre import rule, seldom
from cic.program.codes import (
    ABANDONED,
    ANSWERED,
    ASKED_CALLBACK,
    BALKED,
    CALLING,
    CONTAINED,
    DEFLECTED,
    DIALLING,
    DROPPED,
    HANDLING,
    HUNG_UP,
    INSIDE,
    LEFT_BOT,
    LEFT_MESSAGE,
    NO_LINE,
    NO_PORT,
    NOBODY,
    OFF,
    PREPARING,
    QUEUE_FULL,
    SELF_SERVED,
    SENT_AWAY,
    SERVED_BEFORE,
    STAYED_AWAY,
    TIMED_OUT,
)
from cic.program.leg_codes import CALLBACK
from cic.program.records import Record, f8, i4
from cic.rules.agents import is_away

QUEUE_SUMS = Record(
    "QueueSums",
    offered=f8,
    reached=f8,
    answered=f8,
    abandoned=f8,
    balked=f8,
    hung_up=f8,
    self_served=f8,
    no_line=f8,
    no_port=f8,
    queue_full=f8,
    sent_away=f8,
    left_message=f8,
    inside=f8,
    answered_within=f8,
    abandoned_within=f8,
    waited=f8,
    wait=f8,
    wait_answered=f8,
    wait_abandoned=f8,
    talk=f8,
    wrap_up=f8,
    held=f8,
    timed_out=f8,
    responded=f8,
    first_response=f8,
    asked=f8,
    resolved=f8,
    fresh=f8,
    redials=f8,
    recontacts=f8,
    replies=f8,
    messages=f8,
    transfers=f8,
    callbacks=f8,
    own_calls=f8,
    outbound=f8,
    callbacks_offered=f8,
    callbacks_accepted=f8,
    callbacks_reached=f8,
    callbacks_not_reached=f8,
    callbacks_cancelled=f8,
    callbacks_lost=f8,
    callbacks_owed=f8,
    attempts=f8,
    time_to_callback=f8,
    customers_served=f8,
    came_again=f8,
    first_answers=f8,
    time_to_answer=f8,
    first_asked=f8,
    first_resolved=f8,
    contained=f8,
    left_bot=f8,
    with_bot=f8,
    bot_time=f8,
    offers=f8,
    offers_accepted=f8,
    offers_helped=f8,
    deflected=f8,
    holds=f8,
    hold=f8,
    consults=f8,
    consulted=f8,
    joined=f8,
    conference=f8,
    told=f8,
    told_wait=f8,
    told_answered=f8,
    told_error=f8,
    told_off=f8,
    told_square=f8,
    judged=f8,
    satisfaction=f8,
    annoyed=f8,
    complaints=f8,
    case_work=f8,
    enquiries=f8,
    stayed_away=f8,
    backlog_change=f8,
    backlog_since=f8,
    longest_wait=f8,
)
"""Sums of one queue in one bin; row bin × (queues + 1) + queue, the last for no queue. All are
floats, so that a table is one block of numbers. `came_again` are contacts in vain that others
follow. `backlog_change` and `backlog_since` (the sum of
the moments since when) count waiting contacts that begin and end to wait in different bins; `asked`
are answered contacts of queues that say how often they are resolved; `told` were told a wait, and
of those answered come the errors, what they are off by, and the squares. `holds` were put on hold
during the talk, for `hold` seconds in all. `consults` are contacts with which agents stayed to pass
them on, `consulted` how long they waited for the other, `joined` those of whom one came,
`conference` how long they were together. `judged` are contacts of whom their customers made
something, with the sum of their `satisfaction`; `stayed_away` did not come, and are not offered."""

GROUP_SUMS = Record(
    "GroupSums",
    answered=f8,
    asked=f8,
    resolved=f8,
    busy_change=f8,
    busy_left=f8,
    handling_change=f8,
    handling_left=f8,
    duty_change=f8,
    duty_left=f8,
    break_change=f8,
    break_left=f8,
    adhered_change=f8,
    adhered_left=f8,
    worked_change=f8,
    worked_left=f8,
    overtime_change=f8,
    overtime_left=f8,
)
"""Sums of one agent group in one bin; row bin × groups + group. `busy` counts every contact in
hand; `handling` agents with any in hand, noted only where they may have several, else agents who
call a customer; `break` agents on
paid breaks. Against the plan: `adhered` agents on or off duty as planned for the time at work,
`worked` on duty in planned paid time, `overtime` on duty while they are to be at home."""

PROMISE = Record("Promise", within=f8, until_done=i4, in_open_hours=i4)
"""A queue's service-level threshold [s], what it is measured to, and by which clock."""


@rule
def tally_contacts(
    contacts, firsts, work, called, edges, hours, promises, by_queue, by_group, waits, wait_queues
):
    """Count all contacts; how many waits above 0 were written down, for the quantiles.

    The first so many contacts are in order of arrival. Callbacks only count among the offered:
    `called` says how contacts came about, where there are any. What becomes of these, and how long
    it takes, is no wait on the line (`tally_callbacks`).
    """
    queues = len(promises)
    groups = len(by_group) // len(edges)
    written = 0
    b = 0
    for c in range(len(contacts)):
        contact = contacts[c]
        outcome = contact.outcome
        if outcome in (STAYED_AWAY, SERVED_BEFORE):
            continue
        b = bin_of_arrival(edges, contact.arrived_at, b, c, firsts)
        q = contact.queue if contact.queue != NOBODY else queues
        sums = by_queue[b * (queues + 1) + q]
        sums.offered += 1
        if len(called) > 0 and called[c].kind == CALLBACK:
            continue
        if not math.isnan(contact.queued_at):
            sums.reached += 1
            wait = 0.0
            promise = promises[q]
            if outcome in (ANSWERED, TIMED_OUT):
                wait = contact.answered_at - contact.queued_at
                sums.answered += 1
                sums.wait_answered += wait
                sums.talk += contact.talk
                sums.wrap_up += contact.wrap_up
                if promise.until_done or promise.in_open_hours:
                    sums.answered_within += is_kept(contact, promise, hours)
                elif wait <= promise.within:
                    sums.answered_within += 1
                if len(work) > 0:
                    count_work(sums, work[c], contact)
                count_busy(by_group, edges, contact, b, groups)
            elif outcome != INSIDE:
                wait = contact.ended_at - contact.queued_at
                if outcome in (ABANDONED, BALKED, DROPPED):
                    sums.abandoned += 1
                    sums.wait_abandoned += wait
                    if wait <= promise.within:
                        sums.abandoned_within += 1
            sums.wait += wait
            if wait > 0.0:
                sums.waited += 1
                sums.longest_wait = max(sums.longest_wait, wait)
                waits[written] = wait
                wait_queues[written] = q
                written += 1
                if contact.queued_at + wait >= edges[b].ends:
                    count_backlog(by_queue, edges, b, q, queues, contact.queued_at, wait)
        if outcome == INSIDE:
            sums.inside += 1
            if not math.isnan(contact.queued_at):
                count_backlog(by_queue, edges, b, q, queues, contact.queued_at, math.inf)
        elif outcome != ANSWERED and outcome != ABANDONED:  # noqa: PLR1714 - the two most frequent
            count_rare(sums, outcome)
    return written


@seldom
def is_kept(contact, promise, hours):
    """1 where a promise that runs to the end of the work, or by open hours, was kept; else 0."""
    until = contact.ended_at if promise.until_done else contact.answered_at
    took = until - contact.queued_at
    if promise.in_open_hours:
        took = open_time(hours, until) - open_time(hours, contact.queued_at)
    return 1 if took <= promise.within else 0


@rule
def open_time(hours, moment):
    """Open time from instant 0 to a moment [s]; `hours` says when the centre closes and opens."""
    passed = 0.0
    since = 0.0
    is_open = len(hours) > 0 and hours[0].closed != 0
    for h in range(len(hours)):
        row = hours[h]
        if row.at >= moment:
            break
        if is_open:
            passed += row.at - since
        since = row.at
        is_open = not row.closed
    if is_open:
        passed += moment - since
    return passed


@rule
def count_rare(sums, outcome):
    """Count an outcome other than answered and abandoned."""
    if outcome == BALKED:
        sums.balked += 1
    elif outcome == TIMED_OUT:
        sums.timed_out += 1
    elif outcome == HUNG_UP:
        sums.hung_up += 1
    elif outcome == SELF_SERVED:
        sums.self_served += 1
    elif outcome == NO_LINE:
        sums.no_line += 1
    elif outcome == NO_PORT:
        sums.no_port += 1
    elif outcome == QUEUE_FULL:
        sums.queue_full += 1
    elif outcome == SENT_AWAY:
        sums.sent_away += 1
    elif outcome == LEFT_MESSAGE:
        sums.left_message += 1
    elif outcome == ASKED_CALLBACK:
        sums.callbacks_accepted += 1
    elif outcome == CONTAINED:
        sums.self_served += 1
        sums.contained += 1
    elif outcome == LEFT_BOT:
        sums.hung_up += 1
        sums.left_bot += 1
    elif outcome == DEFLECTED:
        sums.deflected += 1


@rule
def tally_facts(facts, count, agents, edges, by_group):
    """Count time on duty and on paid breaks; `agents` keeps each one's state and group."""
    groups = len(by_group) // len(edges)
    b = 0
    for n in range(count):
        fact = facts[n]
        b = bin_of(edges, fact.at, b)
        agent = agents[fact.agent]
        left = edges[b].ends - fact.at
        sums = by_group[b * groups + agent.group]
        count_state(sums, agent.state, agent.unpaid, -1, left)
        agent.state = fact.state
        agent.unpaid = fact.unpaid
        agent.group = fact.group
        sums = by_group[b * groups + agent.group]
        count_state(sums, fact.state, fact.unpaid, 1, left)


@rule
def count_state(sums, state, unpaid, sign, left):
    """A state of an agent begins (1) or ends (-1)."""
    if is_away(state):
        if not unpaid:
            sums.break_change += sign
            sums.break_left += sign * left
    elif state != OFF:
        sums.duty_change += sign
        sums.duty_left += sign * left
        if state in (HANDLING, CALLING, PREPARING, DIALLING):
            sums.handling_change += sign
            sums.handling_left += sign * left
