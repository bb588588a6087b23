"""Counting offers of callbacks and what became of these; written like a rule, for both clocks."""

from __future__ import annotations

import math

from cic.measures.bins import bin_at, bin_of_arrival
from cic.measures.tally_parts import count_backlog, count_busy, count_work
from cic.program.centre import rule
from cic.program.codes import ANSWERED, CANCELLED, INSIDE, NOT_REACHED
from cic.program.leg_codes import CALLBACK


@rule
def tally_callbacks(
    contacts, legs, tries, work, firsts, edges, queues, by_queue, by_group, waits, wait_queues
):
    """Count offers and callbacks; how many times from asking to the talk were written down.

    A callback counts in the interval in which it was asked for.
    """
    written = 0
    groups = len(by_group) // len(edges)
    b = 0
    for c in range(len(tries)):
        contact = contacts[c]
        if not tries[c].offered and legs[c].kind != CALLBACK:
            continue
        b = bin_of_arrival(edges, contact.arrived_at, b, c, firsts)
        sums = by_queue[b * (queues + 1) + contact.queue]
        if legs[c].kind != CALLBACK:
            sums.callbacks_offered += 1
            continue
        sums.attempts += tries[c].attempts
        outcome = contact.outcome
        waited = math.inf
        if outcome == ANSWERED:
            waited = contact.answered_at - contact.arrived_at
            sums.answered += 1
            sums.callbacks_reached += 1
            sums.time_to_callback += waited
            sums.talk += contact.talk
            sums.wrap_up += contact.wrap_up
            waits[written] = waited
            wait_queues[written] = contact.queue
            written += 1
            if len(work) > 0:
                count_work(sums, work[c], contact)
            count_busy(by_group, edges, contact, b, groups)
        elif outcome == INSIDE:
            sums.inside += 1
            sums.callbacks_owed += 1
        else:
            waited = contact.ended_at - contact.arrived_at
            count_in_vain(sums, outcome)
        count_backlog(by_queue, edges, bin_at(edges, contact.arrived_at), contact.queue, queues,
                      contact.arrived_at, waited)  # fmt: skip
    return written


@rule
def count_in_vain(sums, outcome):
    """Count a callback that came to no talk; who gave up on the line is counted as all who do."""
    if outcome == NOT_REACHED:
        sums.callbacks_not_reached += 1
    elif outcome == CANCELLED:
        sums.callbacks_cancelled += 1
    else:
        sums.callbacks_lost += 1
