"""Counting how near announced waits came, by queue; written like a rule, for both clocks."""

from __future__ import annotations

import math

from cic.measures.bins import bin_of_arrival
from cic.program.centre import rule


@rule
def tally_announcements(contacts, firsts, told, edges, queues, by_queue):
    """Count contacts that were told a wait, and the errors of what those answered were told.

    They count in the interval in which they arrived. Of those not answered only the announced wait
    counts: how long they would have waited is not known.
    """
    b = 0
    for c in range(len(told)):
        contact = contacts[c]
        announced = told[c].wait
        if math.isnan(announced):
            continue
        b = bin_of_arrival(edges, contact.arrived_at, b, c, firsts)
        sums = by_queue[b * (queues + 1) + contact.queue]
        sums.told += 1
        sums.told_wait += announced
        if math.isnan(contact.answered_at):
            continue
        error = announced - (contact.answered_at - contact.queued_at)
        sums.told_answered += 1
        sums.told_error += error
        sums.told_off += abs(error)
        sums.told_square += error * error
