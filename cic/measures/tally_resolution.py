"""Counting what was resolved, by queue and by agent group; written like a rule, for both clocks."""

from __future__ import annotations

from cic.measures.bins import bin_of, bin_of_arrival
from cic.program.centre import rule


@rule
def tally_resolutions(contacts, firsts, resolutions, edges, queues, by_queue, by_group):
    """Count contacts that were answered where it is asked whether they were resolved.

    They count in the interval in which they arrived by queue, and in that of the answer by group.
    """
    groups = len(by_group) // len(edges)
    b = 0
    for c in range(len(resolutions)):
        contact = contacts[c]
        resolved = resolutions[c].resolved
        if resolved < 0:
            continue
        b = bin_of_arrival(edges, contact.arrived_at, b, c, firsts)
        sums = by_queue[b * (queues + 1) + contact.queue]
        sums.asked += 1
        sums.resolved += resolved
        answered = bin_of(edges, contact.answered_at, b)
        own = by_group[answered * groups + contact.group]
        own.asked += 1
        own.resolved += resolved
