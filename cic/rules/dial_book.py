"""What is noted of a campaign's calls: made, answered, over; who is called again, and when."""

from __future__ import annotations

import math

from cic.policies.called import is_callback
from cic.policies.stirring import MASK, mix
from cic.program.centre import rule, seldom
from cic.program.codes import (
    ASKED_CALLBACK,
    ATTEMPT_FALLS_DUE,
    AVAILABLE,
    BUSY_TALKING,
    DIALLER_LOOKS,
    DROPPED,
    MORE_DIALS,
    NOBODY,
    WRAPPING_UP,
)
from cic.program.dial_codes import (
    ABANDONED_LIVE,
    BUSY_TONE,
    CALL_CANCELLED,
    CONNECTED,
    LISTED,
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
from cic.rules.cards import DAY
from cic.rules.chance import COMES_ON_LIST, chance
from cic.rules.dial_list import zone_after
from cic.rules.dial_luck import takes_by
from cic.rules.outbox import schedule
from cic.rules.watching import watch

SPARE = 64
"""Rows for calls that are always left for one event."""
MOST = 0x7FFFFFFF
"""The largest number of a customer."""
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
def new_row(centre, k):
    """The row of one more call of a campaign; the clock is asked for more of them in time."""
    floor = centre.floor[0]
    d = floor.dials
    floor.dials += 1
    if floor.dials + SPARE > len(centre.dials):
        floor.wants |= MORE_DIALS
    centre.dials[d].campaign = k
    return d


@seldom
def new_call(centre, k, z, now):
    """The row of a call to the next customer of a zone: one to be called again, or a new one."""
    d = new_row(centre, k)
    zone = centre.zones[z]
    dial = centre.dials[d]
    dial.zone = z
    if zone.first != NOBODY:
        before = centre.dials[zone.first]
        dial.customer = before.customer
        dial.attempt = before.attempt + 1
        dial.after = before.after
        zone.first = before.next
        if zone.first == NOBODY:
            zone.last = NOBODY
    else:
        dial.customer = zone.new
        dial.attempt = 1
        zone.new += 1
    dial.at = now
    campaign = centre.campaigns[k]
    campaign.under_way += 1
    for r in range(campaign.limits_from, campaign.limits_until):
        centre.limits[centre.limited[r].limit].made += 1
    return d


@seldom
def ends(centre, d, result, now):
    """A call is over, or an agent has it; the customer may be called again."""
    dial = centre.dials[d]
    campaign = centre.campaigns[dial.campaign]
    dial.result = result
    dial.ended_at = now
    campaign.under_way -= 1
    if result not in (SKIPPED, CALL_CANCELLED):
        count_answer(campaign, dial.will == LIVE)
    if dial.will == LIVE and result in (CONNECTED, ABANDONED_LIVE, TAKEN_FOR_MACHINE):
        count_live(campaign, result != CONNECTED, now)
    w = again_after(campaign, dial, result)
    if w != NOBODY and dial.attempt < campaign.attempts:
        at = now + takes_by(centre, d, w, now)
        if at < centre.floor[0].ends:
            schedule(centre, at, ATTEMPT_FALLS_DUE, d)
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
    if result == CALL_CANCELLED:
        return campaign.cancelled_again
    wrong = result == CONNECTED and not dial.right_party
    return campaign.wrong_again if wrong else NOBODY


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
def attempt_falls_due(centre, d, now):
    """The time of another attempt has come: the customer waits in the line of its zone."""
    dial = centre.dials[d]
    campaign = centre.campaigns[dial.campaign]
    zone = centre.zones[dial.zone]
    dial.next = NOBODY
    dial.turn = campaign.turns
    campaign.turns += 1
    if zone.last == NOBODY:
        zone.first = d
    else:
        centre.dials[zone.last].next = d
    zone.last = d
    wants_look(centre, now)


@seldom
def comes_on_lists(centre, c, now):
    """A contact has been served: its customer may come on the list of campaigns, and is due later.

    The row of who comes on a list is that of no call; the first call is made from it.
    """
    floor = centre.floor[0]
    for k in range(floor.campaigns):
        share = centre.feeds[k * floor.queues + centre.contacts[c].queue].share
        w = centre.campaigns[k].after_service
        if share <= 0.0 or chance(centre, c, COMES_ON_LIST, centre.ways[w].code) >= share:
            continue
        if floor.needs != NOBODY and centre.resolutions[c].resolved == 0:
            continue
        d = new_row(centre, k)
        dial = centre.dials[d]
        number = int(centre.extras[c * floor.extras + floor.number].value)
        key = centre.keys[centre.contacts[c].source]
        dial.customer = mix((number & MASK) ^ key.low) & MOST
        dial.zone = zone_after(centre, k, c, dial.customer)
        dial.after = c
        dial.result = LISTED
        dial.at = now
        at = now + takes_by(centre, d, w, now)
        if at < floor.ends:
            schedule(centre, at, ATTEMPT_FALLS_DUE, d)


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
    """A contact gone without an answer: a call of a campaign is abandoned; whether it was one."""
    d = centre.dialled[c].dial
    contact = centre.contacts[c]
    if d == NOBODY:
        if not math.isnan(contact.queued_at) and contact.outcome != ASKED_CALLBACK:
            watch(centre, c, now, math.inf)
        return False
    contact.outcome = DROPPED
    ends(centre, d, ABANDONED_LIVE if centre.dials[d].will == LIVE else MACHINE_DROPPED, now)
    return True
