"""What is noted of a campaign's calls: made, answered, over; whom the centre calls again, and when.

All luck of a call belongs to the campaign, the customer and the attempt, so staff and pacing change
nothing about who would answer which attempt.
"""

from __future__ import annotations

import math

from cic.luck.rows import write_contact
from cic.policies.called import is_callback
from cic.policies.stirring import MASK, mix
from cic.program.centre import rule, seldom
from cic.program.codes import (
    ASKED_CALLBACK,
    AVAILABLE,
    BUSY_TALKING,
    DIALLER_LOOKS,
    DROPPED,
    IS_TRIED_AGAIN,
    NOBODY,
    WRAPPING_UP,
)
from cic.program.dial_codes import (
    ABANDONED_LIVE,
    BUSY_TONE,
    CONNECTED,
    INVALID,
    LIVE,
    MACHINE,
    MACHINE_CONNECTED,
    MACHINE_DROPPED,
    MESSAGE_LEFT,
    NO_REPLY,
    SKIPPED,
    TAKEN_FOR_MACHINE,
    UNDER_WAY,
)
from cic.program.dial_records import BUCKETS
from cic.program.leg_codes import OUTBOUND
from cic.rules.chance import DIAL_CARD, DIAL_COMES_TO, IS_RIGHT, PROMISES, dial_chance
from cic.rules.outbox import schedule

DAY = 86400.0
SPARE = 64
"""Rows for calls that are always left for one event."""
SOME = 50.0
"""The estimate of the probability that a person answers moves by one part of so many."""


@seldom
def wants_look(centre, now):
    """The dialler is to look at this instant whether there are calls to make."""
    floor = centre.floor[0]
    if not floor.looks:
        floor.looks = 1
        schedule(centre, now, DIALLER_LOOKS, NOBODY)


@seldom
def agent_idles(centre, a, now):
    """An agent has become idle; where a campaign wants it idle for a while, it looks again then."""
    floor = centre.floor[0]
    floor.freed = 1
    wants_look(centre, now)
    group = centre.agents[a].group
    for k in range(floor.campaigns):
        campaign = centre.campaigns[k]
        if campaign.after_idle > 0.0:
            queue = centre.queues[campaign.queue]
            for r in range(queue.routes_from, queue.routes_until):
                if centre.routes[r].group == group:
                    schedule(centre, now + campaign.after_idle, DIALLER_LOOKS, k)


@rule
def interval_of(centre, at):
    """In which interval of its day an instant lies."""
    floor = centre.floor[0]
    intervals = len(centre.rates) // floor.campaigns
    of_day = at - math.floor(at / DAY) * DAY
    return min(int(of_day / floor.interval), intervals - 1)


@seldom
def new_call(centre, k, now):
    """The row of a call to the next customer: one to be called again, or a new one."""
    floor = centre.floor[0]
    d = floor.dials
    floor.dials += 1
    if floor.dials + SPARE > len(centre.dials):
        floor.wants |= 2
    campaign = centre.campaigns[k]
    dial = centre.dials[d]
    dial.campaign = k
    if campaign.first != NOBODY:
        before = centre.dials[campaign.first]
        dial.customer = before.customer
        dial.attempt = before.attempt + 1
        campaign.first = before.next
        if campaign.first == NOBODY:
            campaign.last = NOBODY
        campaign.length -= 1
    else:
        dial.customer = campaign.called
        dial.attempt = 1
        campaign.called += 1
    dial.at = now
    campaign.under_way += 1
    return d


@rule
def is_anybody_left(centre, k):
    """Whether a campaign has somebody to call."""
    campaign = centre.campaigns[k]
    return campaign.first != NOBODY or campaign.called < campaign.customers


@seldom
def rings_there_for(centre, d, now):
    """A call is made: how long until it is answered or has come to nothing; what it comes to."""
    dial = centre.dials[d]
    k = dial.campaign
    campaign = centre.campaigns[k]
    dial.at = now
    luck = dial_chance(centre, k, dial.customer, DIAL_COMES_TO, dial.attempt)
    intervals = len(centre.rates) // centre.floor[0].campaigns
    answered = centre.rates[k * intervals + interval_of(centre, now)].answered
    dial.will = NO_REPLY
    if luck < answered + campaign.machine:
        rings = takes_by(centre, d, campaign.rings, now)
        if rings <= campaign.gives_up_after:
            dial.will = LIVE if luck < answered else MACHINE
            return rings
    elif luck < answered + campaign.machine + campaign.busy:
        dial.will = BUSY_TONE
        return campaign.fails_after
    elif luck < answered + campaign.machine + campaign.busy + campaign.invalid:
        dial.will = INVALID
        return campaign.fails_after
    return campaign.gives_up_after


@rule
def card_of(centre, d, at):
    """The card on which the luck of a call at an instant stands."""
    floor = centre.floor[0]
    dial = centre.dials[d]
    dealt = centre.doors[centre.campaigns[dial.campaign].door]
    cards = centre.keys[floor.queues + 1 + dial.campaign].cards
    luck = dial_chance(centre, dial.campaign, dial.customer, DIAL_CARD, dial.attempt)
    place = int(luck * (cards // dealt.intervals)) * dealt.intervals
    if dealt.intervals > 1:
        of_day = at - math.floor(at / DAY) * DAY
        place += min(int(of_day / floor.interval), dealt.intervals - 1)
    return dealt.begins + place


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
    patience = min(visit.patience, max(0.0, campaign.drop_after - (now - since)))
    contact = centre.contacts[n]
    write_contact(
        contact, since, visit.source, visit.queue, visit.step, patience, talk, visit.wrap_up
    )
    for column in range(floor.extras):
        value = centre.visit_extras[v * floor.extras + column].value
        centre.extras[n * floor.extras + column].value = value
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


@seldom
def ends(centre, d, result, now):
    """A call is over, or an agent has it; the customer may be called again."""
    dial = centre.dials[d]
    campaign = centre.campaigns[dial.campaign]
    dial.result = result
    dial.ended_at = now
    campaign.under_way -= 1
    if result != SKIPPED:
        count_answer(campaign, dial.will == LIVE)
    if dial.will == LIVE and result in (CONNECTED, ABANDONED_LIVE, TAKEN_FOR_MACHINE):
        count_live(campaign, result != CONNECTED, now)
    w = again_after(campaign, dial, result)
    if w != NOBODY and dial.attempt < campaign.attempts:
        at = now + takes_by(centre, d, w, now)
        if at < centre.floor[0].ends:
            schedule(centre, at, IS_TRIED_AGAIN, d)
    wants_look(centre, now)


@rule
def again_after(campaign, dial, result):
    """The way that stands for the time until a customer is called again; -1: no more."""
    if result == BUSY_TONE:
        return campaign.busy_again
    if result == NO_REPLY:
        return campaign.no_answer_again
    if result in (MACHINE, MACHINE_CONNECTED, MACHINE_DROPPED, MESSAGE_LEFT):
        return campaign.machine_again
    if result in (ABANDONED_LIVE, TAKEN_FOR_MACHINE):
        return campaign.abandoned_again
    if result == CONNECTED and not dial.right_party:
        return campaign.wrong_again
    return NOBODY


@rule
def count_answer(campaign, live):
    """The probability that a person answers is estimated anew."""
    campaign.rate += ((1.0 if live else 0.0) - campaign.rate) / SOME


@rule
def count_live(campaign, abandoned, now):
    """A person has answered, and an agent was there, or the call was abandoned."""
    begin_day(campaign, now)
    campaign.live += 1
    campaign.all_live += 1
    if abandoned:
        campaign.abandoned += 1
        campaign.all_abandoned += 1
        campaign.level = max(0.0, campaign.level - campaign.step * (1.0 - campaign.cap))
    else:
        campaign.level = min(campaign.most, campaign.level + campaign.step * campaign.cap)


@rule
def begin_day(campaign, now):
    """A new day is counted from 0, where days are counted."""
    day = int(now / DAY)
    if campaign.daily and day != campaign.day:
        campaign.day = day
        campaign.live = 0
        campaign.abandoned = 0


@seldom
def is_tried_again(centre, d, now):
    """The time of another attempt has come: the customer waits in the line of its campaign."""
    k = centre.dials[d].campaign
    campaign = centre.campaigns[k]
    centre.dials[d].next = NOBODY
    if campaign.last == NOBODY:
        campaign.first = d
    else:
        centre.dials[campaign.last].next = d
    campaign.last = d
    campaign.length += 1
    wants_look(centre, now)


@seldom
def comes_to_agent(centre, c, a, now):
    """A contact comes to an agent: a call of a campaign is connected, a watched queue served."""
    d = centre.dialled[c].dial
    if d == NOBODY:
        if not is_callback(centre, c):
            watch(centre, c, now, now - centre.contacts[c].queued_at)
        return
    dial = centre.dials[d]
    if dial.result == UNDER_WAY:
        if dial.agent == NOBODY:
            note_idle(centre, dial, a, now)
        dial.agent = a
        ends(centre, d, CONNECTED if dial.will == LIVE else MACHINE_CONNECTED, now)


@rule
def note_idle(centre, dial, a, now):
    """How long the agent who takes a call has been idle; not known of who had it ring before."""
    agent = centre.agents[a]
    if agent.state == AVAILABLE:
        dial.idle = now - agent.idle_since
    elif agent.state in (BUSY_TALKING, WRAPPING_UP):
        dial.idle = 0.0


@seldom
def finds_no_agent(centre, c, now):
    """Whether a contact that is gone without an answer came of a call of a campaign."""
    d = centre.dialled[c].dial
    contact = centre.contacts[c]
    if d == NOBODY:
        if not math.isnan(contact.queued_at) and contact.outcome != ASKED_CALLBACK:
            watch(centre, c, now, math.inf)
        return False
    contact.outcome = DROPPED
    ends(centre, d, ABANDONED_LIVE if centre.dials[d].will == LIVE else MACHINE_DROPPED, now)
    return True


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
