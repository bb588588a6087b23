"""Counting what comes beside talks: holds, and agents who stay to pass on; written like a rule."""

from __future__ import annotations

import math

from cic.measures.bins import bin_of_arrival
from cic.program.centre import rule
from cic.program.codes import ANSWERED, DECLINED, HELPED, NOBODY, NOT_OFFERED, TIMED_OUT


@rule
def tally_asides(contacts, firsts, asides, edges, queues, by_queue):
    """Count contacts that had something beside their talk, as they came."""
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
        count_offer(sums, aside.deflection)
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


@rule
def count_offer(sums, deflection):
    """Count the offer of another way, and what came of it."""
    if deflection != NOT_OFFERED:
        sums.offers += 1
        if deflection != DECLINED:
            sums.offers_accepted += 1
        if deflection == HELPED:
            sums.offers_helped += 1
