"""The lists of campaigns: who is the next to be called, of those who may be called where they live.

A list is in the order of its customers' numbers. Those of a zone that may not be called now are
passed over, and come before others once it may. Who is to be called again goes first, in the order
in which they came to be.
"""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY
from cic.rules.chance import LIVES_IN, dial_chance
from cic.rules.population import luck_of_customer


@seldom
def zone_of_next(centre, k):
    """The zone, open now, whose customer a campaign is to call next; -1: it has nobody to call."""
    campaign = centre.campaigns[k]
    chosen = NOBODY
    for z in range(campaign.zones_from, campaign.zones_until):
        zone = centre.zones[z]
        if not zone.is_open or zone.first == NOBODY:
            continue
        if chosen == NOBODY or centre.dials[zone.first].turn < turn_in(centre, chosen):
            chosen = z
    return new_in(centre, k) if chosen == NOBODY else chosen


@rule
def turn_in(centre, z):
    """The turn of the first of those of a zone who are to be called again."""
    return centre.dials[centre.zones[z].first].turn


@seldom
def new_in(centre, k):
    """The zone, open now, with the first customer on the list who was not called; -1: none is."""
    campaign = centre.campaigns[k]
    chosen = NOBODY
    for z in range(campaign.zones_from, campaign.zones_until):
        zone = centre.zones[z]
        if not zone.is_open:
            continue
        while zone.new < campaign.customers and zone_of(centre, k, zone.new) != z:
            zone.new += 1
        if zone.new >= campaign.customers:
            continue
        if chosen == NOBODY or zone.new < centre.zones[chosen].new:
            chosen = z
    return chosen


@rule
def zone_of(centre, k, customer):
    """Where a customer of a campaign lives."""
    campaign = centre.campaigns[k]
    if campaign.zones_until - campaign.zones_from == 1:
        return campaign.zones_from
    return zone_by_lot(centre, k, dial_chance(centre, k, customer, LIVES_IN, 0))


@seldom
def zone_after(centre, k, c, customer):
    """Where a customer of a campaign lives who comes on its list after a contact.

    One of the population lives in one place, however often it is called.
    """
    if centre.floor[0].customers and centre.verdicts[c].customer != NOBODY:
        who = centre.verdicts[c].customer
        return zone_by_lot(centre, k, luck_of_customer(centre, who, LIVES_IN))
    return zone_of(centre, k, customer)


@rule
def zone_by_lot(centre, k, luck):
    """The zone of a campaign that a number in [0, 1) falls to."""
    campaign = centre.campaigns[k]
    z = campaign.zones_from
    while z + 1 < campaign.zones_until and luck >= centre.zones[z].until:
        z += 1
    return z
