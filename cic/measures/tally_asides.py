"""Counting what comes beside talks: holds, and agents who stay to pass on; written like a rule."""

from __future__ import annotations

import math

from cic.measures.bins import bin_of_arrival
from cic.program.centre import rule
from cic.program.codes import ANSWERED, NOBODY, TIMED_OUT


@rule
def tally_asides(contacts, firsts, asides, edges, queues, by_queue):
    """Count contacts that met bots, were on hold, or with which agents stayed; as they came."""
    b = 0
    for c in range(len(asides)):
        contact = contacts[c]
        b = bin_of_arrival(edges, contact.arrived_at, b, c, firsts)
        aside = asides[c]
        if contact.queue == NOBODY:
            continue
        sums = by_queue[b * (queues + 1) + contact.queue]
        if not math.isnan(aside.bot_until):
            sums.with_bot += 1
            sums.bot_time += aside.bot_until - aside.bot_since
        if contact.outcome not in (ANSWERED, TIMED_OUT):
            continue
        if aside.hold > 0.0:
            sums.holds += 1
            sums.hold += aside.hold
        if not math.isnan(aside.consults_at):
            sums.consults += 1
            if math.isnan(aside.joined_at):
                sums.consulted += contact.ended_at - aside.consults_at
            else:
                sums.joined += 1
                sums.consulted += aside.joined_at - aside.consults_at
                sums.conference += contact.ended_at - aside.joined_at
