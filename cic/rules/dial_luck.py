"""The luck of a campaign's calls: what they come to, how long it takes, and who answers.

It belongs to the campaign, the customer and the attempt, so staff and pacing change nothing about
who would answer which attempt. Whether the customer's number exists is the same at all attempts.
"""

from __future__ import annotations

import math

from cic.luck.rows import write_contact
from cic.policies.stirring import MASK, mix
from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY
from cic.program.dial_codes import BUSY_TONE, INVALID, LIVE, MACHINE, NO_REPLY
from cic.program.leg_codes import OUTBOUND
from cic.rules.cards import card_at, interval_nearest, write_extras_of
from cic.rules.chance import (
    DIAL_CARD,
    DIAL_COMES_TO,
    HAS_NO_NUMBER,
    IS_RIGHT,
    PROMISES,
    dial_chance,
)
from cic.rules.population import reaches_customer_of


@seldom
def rings_there_for(centre, d, now):
    """A call is made: how long until it is answered or has come to nothing; what it comes to."""
    dial = centre.dials[d]
    k = dial.campaign
    campaign = centre.campaigns[k]
    dial.at = now
    luck = dial_chance(centre, k, dial.customer, DIAL_COMES_TO, dial.attempt)
    if campaign.invalid > 0.0:
        if dial_chance(centre, k, dial.customer, HAS_NO_NUMBER, 0) < campaign.invalid:
            dial.will = INVALID
            return campaign.fails_after
        luck *= 1.0 - campaign.invalid  # what calls come to whose numbers exist
    intervals = len(centre.rates) // centre.floor[0].campaigns
    place = interval_nearest(centre, now + centre.zones[dial.zone].ahead, intervals)
    answered = centre.rates[k * intervals + place].answered
    dial.will = NO_REPLY
    if luck < answered + campaign.machine:
        rings = takes_by(centre, d, campaign.rings, now)
        if rings <= campaign.gives_up_after:
            dial.will = LIVE if luck < answered else MACHINE
            return rings
    elif luck < answered + campaign.machine + campaign.busy:
        dial.will = BUSY_TONE
        return campaign.fails_after
    return campaign.gives_up_after


@rule
def card_of(centre, d, at):
    """The card on which the luck of a call at an instant stands."""
    dial = centre.dials[d]
    cards = centre.keys[centre.floor[0].queues + 1 + dial.campaign].cards
    luck = dial_chance(centre, dial.campaign, dial.customer, DIAL_CARD, dial.attempt)
    return card_at(centre, centre.campaigns[dial.campaign].door, cards, luck, at)


@rule
def takes_by(centre, d, w, at):
    """How long something takes, drawn as the time of way `w`; of none it is 0."""
    if w == NOBODY:
        return 0.0
    return centre.delays[card_of(centre, d, at) * centre.floor[0].ways + w].takes


@seldom
def write_live(centre, d, n, now):
    """Write the row of the contact that comes of a call that has been answered."""
    floor = centre.floor[0]
    dial = centre.dials[d]
    k = dial.campaign
    campaign = centre.campaigns[k]
    v = card_of(centre, d, now)
    visit = centre.visits[v]
    talk = visit.talk
    if dial.will != LIVE:
        talk = takes_by(centre, d, campaign.machine_talk, now)
    elif dial_chance(centre, k, dial.customer, IS_RIGHT, dial.attempt) < campaign.right_party:
        dial.right_party = 1
        luck = dial_chance(centre, k, dial.customer, PROMISES, dial.attempt)
        dial.promise = 1 if luck < campaign.promise else 0
    else:
        talk = takes_by(centre, d, campaign.wrong_talk, now)
    since = now if math.isnan(dial.answered_at) else dial.answered_at
    contact = centre.contacts[n]
    write_contact(
        contact, since, visit.source, visit.queue, visit.step, visit.patience, talk, visit.wrap_up
    )
    write_extras_of(centre, n, v)
    contact.queued_at = now
    key = centre.keys[floor.queues + 1 + k]
    number = mix(mix((dial.customer & MASK) ^ key.low) ^ ((dial.attempt * 0x9E3779B9) & MASK))
    centre.extras[n * floor.extras + floor.number].value = number * 1.0
    leg = centre.legs[n]
    leg.origin = n
    leg.before = NOBODY
    leg.kind = OUTBOUND
    centre.dialled[n].dial = d
    dial.contact = n
    if floor.customers and dial.right_party and dial.after != NOBODY:
        reaches_customer_of(centre, n, dial.after, now)
    contact.patience = min(contact.patience, max(0.0, campaign.drop_after - (now - since)))
