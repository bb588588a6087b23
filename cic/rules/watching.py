"""The service level of other queues, on which campaigns wait: noted contact by contact."""

from __future__ import annotations

from cic.program.centre import seldom
from cic.program.dial_records import BUCKETS


@seldom
def watch(centre, c, now, waited):
    """A contact was answered after a wait, or never (inf), where a campaign watches its queue."""
    floor = centre.floor[0]
    for k in range(floor.campaigns):
        campaign = centre.campaigns[k]
        within = centre.watches[k * floor.queues + centre.contacts[c].queue].within
        if campaign.watches and within >= 0.0:
            number = int(now / campaign.bucket)
            bucket = centre.buckets[k * BUCKETS + number % BUCKETS]
            if bucket.number != number:
                bucket.number = number
                bucket.met = 0.0
                bucket.all = 0.0
            bucket.all += 1.0
            if waited <= within:
                bucket.met += 1.0
