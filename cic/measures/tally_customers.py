"""Counting what customers made of contacts, by queue and by segment; written like a rule."""

from __future__ import annotations

import math

from cic.measures.bins import bin_of_arrival
from cic.program.centre import rule
from cic.program.codes import NOBODY, SERVED_BEFORE, STAYED_AWAY
from cic.program.customer_codes import (
    IN_VAIN,
    KEPT,
    SETTLED_AT_ONCE,
    SETTLED_LATER,
)
from cic.program.leg_codes import CALLBACK, COMPLAINT
from cic.program.records import Record, f8

SEGMENT_SUMS = Record(
    "SegmentSums",
    contacts=f8,
    stayed_away=f8,
    waited=f8,
    judged=f8,
    satisfaction=f8,
    annoyed=f8,
    complaints=f8,
    settled_at_once=f8,
    settled_later=f8,
    in_vain=f8,
    came=f8,
    kept=f8,
)
"""Sums of a segment. `waited` are seconds in queues of live contacts; `came`: first contacts of
customers; `kept`: customers of the population who are there in the end."""


@rule
def tally_customers(contacts, legs, verdicts, firsts, edges, deferred, by_queue, by_segment):
    """Count contacts by what their customers made of them.

    By queue they count where and when they arrived.

    Parameters
    ----------
    deferred
        Of each queue, 1 where its work is deferred: to wait there is no wait.
    """
    queues = len(deferred)
    b = 0
    for c in range(len(verdicts)):
        verdict = verdicts[c]
        if verdict.segment == NOBODY:
            continue
        contact = contacts[c]
        b = bin_of_arrival(edges, contact.arrived_at, b, c, firsts)
        q = contact.queue if contact.queue != NOBODY else queues
        sums = by_queue[b * (queues + 1) + q]
        segment = by_segment[verdict.segment]
        if contact.outcome == STAYED_AWAY:
            sums.stayed_away += 1
            segment.stayed_away += 1
            continue
        if contact.outcome != SERVED_BEFORE:
            segment.contacts += 1
        if c < firsts:
            segment.came += 1
        live = q == queues or not deferred[q]
        if live and not math.isnan(contact.queued_at) and legs[c].kind != CALLBACK:
            until = contact.ended_at if math.isnan(contact.answered_at) else contact.answered_at
            if not math.isnan(until):
                segment.waited += until - contact.queued_at
        if not math.isnan(verdict.satisfaction):
            sums.judged += 1
            sums.satisfaction += verdict.satisfaction
            sums.annoyed += verdict.annoyed
            segment.judged += 1
            segment.satisfaction += verdict.satisfaction
            segment.annoyed += verdict.annoyed
        if legs[c].kind == COMPLAINT and not verdict.again:
            segment.complaints += 1
        count_settled(segment, verdict.settled)


@rule
def count_settled(segment, settled):
    """Count what became of a complaint."""
    if settled == SETTLED_AT_ONCE:
        segment.settled_at_once += 1
    elif settled == SETTLED_LATER:
        segment.settled_later += 1
    elif settled == IN_VAIN:
        segment.in_vain += 1


@rule
def tally_kept(customers, segments, by_segment):
    """Count the customers of a population who are kept."""
    for s in range(len(segments)):
        segment = segments[s]
        for k in range(segment.first, segment.first + segment.size):
            if customers[k].lost == KEPT:
                by_segment[s].kept += 1
