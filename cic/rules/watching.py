"""The service level of queues of late, on which campaigns wait and stages depend."""

from __future__ import annotations

import math

from cic.policies.called import is_called
from cic.program.centre import rule, seldom
from cic.program.codes import ASKED_CALLBACK
from cic.program.dial_records import BUCKETS


@seldom
def watch(centre, c, now, waited):
    """A contact was answered after a wait, or never (inf), where a campaign watches its queue."""
    floor = centre.floor[0]
    for k in range(floor.campaigns):
        campaign = centre.campaigns[k]
        within = centre.watches[k * floor.queues + centre.contacts[c].queue].within
        if campaign.watches and within >= 0.0:
            count_in(centre.buckets, k * BUCKETS, campaign.bucket, waited <= within, now)


@seldom
def read_off(centre, c, now, waited):
    """The same where a stage depends on it; who is called by the centre is left out."""
    if len(centre.meters) == 0 or math.isnan(waited) or is_called(centre, c):
        return
    for m in range(len(centre.meters)):
        meter = centre.meters[m]
        if meter.queue == centre.contacts[c].queue:
            met = waited <= meter.within
            count_in(centre.readings, m * BUCKETS, meter.bucket, met, now)


@seldom
def read_off_lost(centre, c, outcome, now):
    """A contact has left its queue without an answer; one that never came to it is left out."""
    if outcome != ASKED_CALLBACK and not math.isnan(centre.contacts[c].queued_at):
        read_off(centre, c, now, math.inf)


@rule
def count_in(buckets, first, length, met, now):
    """One more contact of this instant, answered in time or not, in twelve buckets from one on."""
    number = int(now / length)
    bucket = buckets[first + number % BUCKETS]
    if bucket.number != number:
        bucket.number = number
        bucket.met = 0.0
        bucket.all = 0.0
    bucket.all += 1.0
    if met:
        bucket.met += 1.0


@rule
def counted_in(buckets, first, length, only_met, now):
    """How many were counted in the twelve buckets from one on, or only those answered in time."""
    number = int(now / length)
    total = 0.0
    for b in range(BUCKETS):
        bucket = buckets[first + b]
        if bucket.number > number - BUCKETS:
            total += bucket.met if only_met else bucket.all
    return total


@seldom
def share_met(centre, m, now):
    """The share answered in time by a meter; 1 where it has counted nobody of late."""
    length = centre.meters[m].bucket
    total = counted_in(centre.readings, m * BUCKETS, length, 0, now)
    if total <= 0.0:
        return 1.0
    return counted_in(centre.readings, m * BUCKETS, length, 1, now) / total
