"""When campaigns may call: hours begin and end where customers live, and limits hold.

A limit is ContactCenters' dialerLimit: once as many calls were made as a window of the day allows,
by one campaign or by several, no more are made in it.
"""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.codes import CALLING_CHANGES, NOBODY
from cic.rules.dial_book import wants_look
from cic.rules.outbox import schedule


@seldom
def calling_changes(centre, i, now):
    """Calling begins or ends somewhere, or limits do; the next change is scheduled.

    Limits that begin or end at one instant do so in one event, and nobody calls in between.
    """
    if centre.calling[i].limit == NOBODY:
        zone_changes(centre, centre.calling[i], now)
        i += 1
    while i < len(centre.calling) and (
        centre.calling[i].limit != NOBODY and centre.calling[i].at == now
    ):
        limit_changes(centre, centre.calling[i].limit, centre.calling[i].opens, now)
        i += 1
    if i < len(centre.calling):
        schedule(centre, centre.calling[i].at, CALLING_CHANGES, i)


@seldom
def zone_changes(centre, change, now):
    """Customers of a zone may be called from now on, or no more."""
    campaign = centre.campaigns[change.campaign]
    centre.zones[change.zone].is_open = change.opens
    campaign.is_open += 1 if change.opens else -1
    if change.opens:
        centre.floor[0].freed = 1
        wants_look(centre, now)
    elif campaign.moves_in != NOBODY and not campaign.is_open:
        campaign.stopped = 1
        wants_look(centre, now)


@seldom
def may_make_one(centre, campaign):
    """Whether no limit keeps a campaign from another call."""
    for r in range(campaign.limits_from, campaign.limits_until):
        if is_spent(centre.limits[centre.limited[r].limit]):
            return False
    return True


@rule
def is_spent(limit):
    """Whether as many calls were made as a limit that holds allows."""
    return limit.holds and limit.made >= limit.calls


@seldom
def take_back(centre, d):
    """A customer was left out, and not called: the call, made at `dial.at`, does not count."""
    dial = centre.dials[d]
    campaign = centre.campaigns[dial.campaign]
    for r in range(campaign.limits_from, campaign.limits_until):
        limit = centre.limits[centre.limited[r].limit]
        if dial.at >= limit.since:
            limit.made -= 1


@seldom
def limit_changes(centre, i, holds, now):
    """The window of a limit begins, or is over; who was kept from calling by it goes on."""
    limit = centre.limits[i]
    if is_spent(limit):
        for k in range(centre.floor[0].campaigns):
            campaign = centre.campaigns[k]
            for r in range(campaign.limits_from, campaign.limits_until):
                if centre.limited[r].limit == i:
                    campaign.resumes = 1
        wants_look(centre, now)
    limit.holds = holds
    limit.made = 0
    limit.since = now
