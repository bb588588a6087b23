"""Counting customers who are lost and come again, which they are not; written like a rule."""

from __future__ import annotations

from cic.measures.bins import bin_at
from cic.program.centre import rule
from cic.program.codes import (
    ABANDONED,
    BALKED,
    DEFLECTED,
    HUNG_UP,
    IN_VAIN,
    LEFT_BOT,
    LEFT_MESSAGE,
    NO_LINE,
    NO_PORT,
    NOBODY,
    NOT_REACHED,
    QUEUE_FULL,
    SENT_AWAY,
)
from cic.program.leg_codes import CALLBACK, FRESH


@rule
def tally_lost(contacts, legs, asides, edges, queues, by_queue):
    """Take back the losses of contacts that others follow, and of those that came to no queue.

    A customer is lost once, with the contact that no other follows, and in the queue that this one
    or the last before it came to.
    """
    for c in range(len(legs)):
        if legs[c].kind == FRESH:
            continue
        before = legs[c].before
        if before != NOBODY and is_lost(contacts, legs, asides, before):
            by_queue[place_of(contacts, legs, edges, queues, before)].came_again += 1
        if contacts[c].queue == NOBODY and is_lost(contacts, legs, asides, c):
            by_queue[place_of(contacts, legs, edges, queues, c)].came_again -= 1
            b = bin_at(edges, contacts[c].arrived_at)
            by_queue[b * (queues + 1) + queues].came_again += 1


@rule
def is_lost(contacts, legs, asides, c):
    """Whether a contact has ended in vain."""
    outcome = contacts[c].outcome
    if outcome == DEFLECTED:
        return asides[c].deflection == IN_VAIN
    if outcome == LEFT_MESSAGE:  # whose customer was lost on the line is counted so
        return legs[c].kind == CALLBACK
    return outcome in (
        ABANDONED,
        BALKED,
        HUNG_UP,
        LEFT_BOT,
        NO_LINE,
        NO_PORT,
        QUEUE_FULL,
        SENT_AWAY,
        NOT_REACHED,
    )


@rule
def place_of(contacts, legs, edges, queues, c):
    """The row of the queue in which a contact is lost: its own, or the last one before it."""
    while contacts[c].queue == NOBODY and legs[c].kind != FRESH:
        c = legs[c].before
    q = contacts[c].queue if contacts[c].queue != NOBODY else queues
    return bin_at(edges, contacts[c].arrived_at) * (queues + 1) + q
