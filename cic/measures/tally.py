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

from cic.program.centre import rule
from cic.program.codes import (
    ABANDONED,
    ANSWERED,
    AVAILABLE,
    BALKED,
    HUNG_UP,
    INSIDE,
    NO_PORT,
    NOBODY,
    OFF,
    QUEUE_FULL,
    SELF_SERVED,
    SENT_AWAY,
)
from cic.program.records import Record, f8

QUEUE_SUMS = Record(
    "QueueSums",
    offered=f8,
    reached=f8,
    answered=f8,
    abandoned=f8,
    balked=f8,
    hung_up=f8,
    self_served=f8,
    no_port=f8,
    queue_full=f8,
    sent_away=f8,
    inside=f8,
    answered_within=f8,
    abandoned_within=f8,
    waited=f8,
    wait=f8,
    wait_answered=f8,
    wait_abandoned=f8,
    talk=f8,
    wrap_up=f8,
    longest_wait=f8,
)
"""Sums of one queue in one bin; row bin × (queues + 1) + queue, the last for no queue. All are
floats, so that a table is one block of numbers."""

GROUP_SUMS = Record(
    "GroupSums",
    answered=f8,
    busy_change=f8,
    busy_left=f8,
    duty_change=f8,
    duty_left=f8,
    break_change=f8,
    break_left=f8,
)
"""Sums of one agent group in one bin; row bin × groups + group."""

EDGE = Record("Edge", begins=f8, ends=f8)
"""A bin of time."""

PROMISE = Record("Promise", within=f8)
"""A queue's service-level threshold [s]."""


@rule
def bin_of(edges, moment, start):
    """The bin a moment lies in, looked for from bin `start` on."""
    b = start
    last = len(edges) - 1
    while b < last and moment >= edges[b].ends:
        b += 1
    return b


@rule
def tally_contacts(contacts, edges, promises, by_queue, by_group, waits, wait_queues):
    """Count all contacts; how many waits above 0 were written down, for the quantiles."""
    queues = len(promises)
    groups = len(by_group) // len(edges)
    written = 0
    b = 0
    for c in range(len(contacts)):
        contact = contacts[c]
        b = bin_of(edges, contact.arrived_at, b)
        q = contact.queue if contact.queue != NOBODY else queues
        sums = by_queue[b * (queues + 1) + q]
        sums.offered += 1
        outcome = contact.outcome
        if not math.isnan(contact.queued_at):
            sums.reached += 1
            wait = 0.0
            within = promises[q].within
            if outcome == ANSWERED:
                wait = contact.answered_at - contact.queued_at
                sums.answered += 1
                sums.wait_answered += wait
                sums.talk += contact.talk
                sums.wrap_up += contact.wrap_up
                if wait <= within:
                    sums.answered_within += 1
                g = contact.group
                begin = bin_of(edges, contact.answered_at, b)
                done_at = contact.ended_at + contact.wrap_up
                end = bin_of(edges, done_at, begin)
                first = by_group[begin * groups + g]
                first.answered += 1
                first.busy_change += 1
                first.busy_left += edges[begin].ends - contact.answered_at
                final = by_group[end * groups + g]
                final.busy_change -= 1
                final.busy_left -= edges[end].ends - done_at
            elif outcome != INSIDE:
                wait = contact.ended_at - contact.queued_at
                if outcome in (ABANDONED, BALKED):
                    sums.abandoned += 1
                    sums.wait_abandoned += wait
                    if wait <= within:
                        sums.abandoned_within += 1
            sums.wait += wait
            if wait > 0.0:
                sums.waited += 1
                sums.longest_wait = max(sums.longest_wait, wait)
                waits[written] = wait
                wait_queues[written] = q
                written += 1
        if outcome == INSIDE:
            sums.inside += 1
        elif outcome != ANSWERED and outcome != ABANDONED:  # noqa: PLR1714 - the two most frequent
            count_rare(sums, outcome)
    return written


@rule
def count_rare(sums, outcome):
    """Count an outcome other than answered and abandoned."""
    if outcome == BALKED:
        sums.balked += 1
    elif outcome == HUNG_UP:
        sums.hung_up += 1
    elif outcome == SELF_SERVED:
        sums.self_served += 1
    elif outcome == NO_PORT:
        sums.no_port += 1
    elif outcome == QUEUE_FULL:
        sums.queue_full += 1
    elif outcome == SENT_AWAY:
        sums.sent_away += 1


@rule
def tally_facts(facts, count, agents, edges, by_group):
    """Count time on duty and on breaks; `agents` keeps each one's state and group."""
    groups = len(by_group) // len(edges)
    b = 0
    for n in range(count):
        fact = facts[n]
        b = bin_of(edges, fact.at, b)
        agent = agents[fact.agent]
        left = edges[b].ends - fact.at
        sums = by_group[b * groups + agent.group]
        if agent.state == AVAILABLE:
            sums.duty_change -= 1
            sums.duty_left -= left
        elif agent.state != OFF:
            sums.break_change -= 1
            sums.break_left -= left
        agent.state = fact.state
        agent.group = fact.group
        sums = by_group[b * groups + agent.group]
        if fact.state == AVAILABLE:
            sums.duty_change += 1
            sums.duty_left += left
        elif fact.state != OFF:
            sums.break_change += 1
            sums.break_left += left
