"""The dialler: campaigns call, for agents who are free, who will be, or who are held meanwhile."""

from __future__ import annotations

from cic.policies.agent_selection import choose_agent, idle_for
from cic.program.centre import rule, seldom
from cic.program.codes import (
    ATTEMPT_FALLS_DUE,
    AVAILABLE,
    CALLING_CHANGES,
    DETECTION_ENDS,
    DIAL_ENDS,
    DIALLER_LOOKS,
    DIALLING,
    DROPPED,
    LOOKS_AT_SERVICE,
    NOBODY,
    PREPARING,
    PREPARING_ENDS,
)
from cic.program.dial_codes import (
    ALL_LINES,
    HOLDS_AGENT,
    LIVE,
    MACHINE,
    MESSAGE_LEFT,
    MESSAGE_PLAYED,
    SKIPPED,
    TAKEN_FOR_MACHINE,
    UNDER_WAY,
)
from cic.program.dial_records import BUCKETS
from cic.rules.acd import somebody_stays, wait
from cic.rules.calling import calling_changes, may_make_one, take_back
from cic.rules.cancelling import cancel_calls
from cic.rules.chance import IS_MISTAKEN, IS_SKIPPED, dial_chance
from cic.rules.connecting import answer, leave, look_for_work, take
from cic.rules.desk import stand, step_aside, take_in_hand
from cic.rules.dial_book import (
    attempt_falls_due,
    comes_to_agent,
    ends,
    new_call,
    wants_look,
)
from cic.rules.dial_list import zone_of_next
from cic.rules.dial_luck import rings_there_for, takes_by, write_live
from cic.rules.legs import new_row
from cic.rules.moving import move_back, move_inbound, move_outbound
from cic.rules.outbox import note, schedule
from cic.rules.pacing import calls_wanted, free_agents, may_call
from cic.rules.staging import enter_stages
from cic.rules.watching import counted_in

AT_A_TIME = 24
"""Calls that one event makes: it has only so much room for what it leads to."""


@seldom
def campaign_happens(centre, kind, subject, now):
    """Something happens to a campaign, or to one of its calls."""
    if kind == DIALLER_LOOKS:
        dialler_looks(centre, subject, now)
    elif kind == DIAL_ENDS:
        dial_ends(centre, subject, now)
    elif kind == DETECTION_ENDS:
        detection_ends(centre, subject, now)
    elif kind == ATTEMPT_FALLS_DUE:
        attempt_falls_due(centre, subject, now)
    elif kind == PREPARING_ENDS:
        preparing_ends(centre, subject, now)
    elif kind == LOOKS_AT_SERVICE:
        looks_at_service(centre, subject, now)
    elif kind == CALLING_CHANGES:
        calling_changes(centre, subject, now)


@seldom
def begin_campaigns(centre):
    """Put the first hours of campaigns, and looks at the service level, on the calendar."""
    if len(centre.calling) > 0:
        schedule(centre, centre.calling[0].at, CALLING_CHANGES, 0)
    for k in range(centre.floor[0].campaigns):
        if centre.campaigns[k].watches:
            schedule(centre, centre.campaigns[k].bucket, LOOKS_AT_SERVICE, k)


@seldom
def dialler_looks(centre, idle_for, now):
    """Campaigns call, one after the other; `idle_for` one of them an agent has been long enough."""
    floor = centre.floor[0]
    floor.looks = 0
    freed = floor.freed
    floor.freed = 0
    for k in range(floor.campaigns):
        resumes = centre.campaigns[k].resumes
        centre.campaigns[k].resumes = 0
        owe_calls(centre, k, freed or resumes or idle_for == k, now)
    left = AT_A_TIME
    if floor.cancels:
        for k in range(floor.campaigns):
            left = cancel_calls(centre, k, left, now)
    for k in range(floor.campaigns):
        campaign = centre.campaigns[k]
        if left > 0 and may_call(centre, campaign):
            if campaign.pacing == HOLDS_AGENT:
                left = hold_agents(centre, k, left, now)
            else:
                if campaign.less:
                    campaign.owed = calls_wanted(centre, k, now)
                left = make_calls(centre, k, left, now)
    if left == 0:
        wants_look(centre, now)


@seldom
def owe_calls(centre, k, freed, now):
    """How many calls a campaign owes where those under way do not count: when an agent is free."""
    campaign = centre.campaigns[k]
    if campaign.moves_in != NOBODY and campaign.stopped:
        move_back(centre, campaign, now)
    if not may_call(centre, campaign):
        campaign.owed = 0
    elif not campaign.less and freed:
        campaign.owed = calls_wanted(centre, k, now)


@seldom
def make_calls(centre, k, left, now):
    """A campaign makes the calls it owes, so many at a time; how many are left of these."""
    campaign = centre.campaigns[k]
    while campaign.owed > 0 and left > 0:
        z = zone_of_next(centre, k)
        full = campaign.under_way >= campaign.lines or not may_make_one(centre, campaign)
        if full or z == NOBODY:
            campaign.owed = 0
            break
        d = new_call(centre, k, z, now)
        if campaign.cancels:
            campaign.ringing += 1
            centre.dials[d].rings = 1
        schedule(centre, now + rings_there_for(centre, d, now), DIAL_ENDS, d)
        campaign.owed -= 1
        left -= 1
    return left


@seldom
def hold_agents(centre, k, left, now):
    """Agents are held for a call each, as long as enough of them are free."""
    campaign = centre.campaigns[k]
    while left > 0 and campaign.under_way < campaign.lines:
        z = zone_of_next(centre, k)
        if z == NOBODY or free_agents(centre, k, now) <= 0 or not may_make_one(centre, campaign):
            break
        a = idle_for(centre, centre.queues[campaign.queue], campaign.after_idle, now)
        d = new_call(centre, k, z, now)
        dial = centre.dials[d]
        dial.agent = a
        dial.idle = now - centre.agents[a].idle_since
        dial.held_at = now
        step_aside(centre, a)
        prepares = takes_by(centre, d, campaign.preparing, now)
        if prepares > 0.0 or campaign.skips > 0.0:
            centre.agents[a].state = PREPARING
            note(centre, a, PREPARING, now)
            schedule(centre, now + prepares, PREPARING_ENDS, d)
        else:
            agent_dials(centre, d, now)
        left -= 1
    return left


@seldom
def preparing_ends(centre, d, now):
    """The agent calls, or leaves the customer out."""
    dial = centre.dials[d]
    skips = centre.campaigns[dial.campaign].skips
    if dial_chance(centre, dial.campaign, dial.customer, IS_SKIPPED, dial.attempt) < skips:
        take_back(centre, d)
        ends(centre, d, SKIPPED, now)
        let_go(centre, dial.agent, now)
    else:
        agent_dials(centre, d, now)


@rule
def agent_dials(centre, d, now):
    """The agent who is held for a call makes it."""
    a = centre.dials[d].agent
    centre.agents[a].state = DIALLING
    note(centre, a, DIALLING, now)
    schedule(centre, now + rings_there_for(centre, d, now), DIAL_ENDS, d)


@rule
def let_go(centre, a, now):
    """An agent who was held in vain is free again."""
    note(centre, a, AVAILABLE, now)
    look_for_work(centre, a, now)


@seldom
def dial_ends(centre, d, now):
    """A person or a machine answers, or the call has come to nothing."""
    dial = centre.dials[d]
    if dial.result != UNDER_WAY:  # it was cancelled before
        return
    if dial.rings:
        dial.rings = 0
        centre.campaigns[dial.campaign].ringing -= 1
    a = dial.agent
    if dial.will not in (LIVE, MACHINE):
        ends(centre, d, dial.will, now)
        if a != NOBODY:
            let_go(centre, a, now)
        return
    if dial.will == LIVE:
        dial.answered_at = now
    if a != NOBODY:
        agent_hears(centre, d, a, now)
        return
    campaign = centre.campaigns[dial.campaign]
    w = campaign.message if campaign.pacing == ALL_LINES else campaign.detection
    takes = takes_by(centre, d, w, now)
    if takes > 0.0:
        schedule(centre, now + takes, DETECTION_ENDS, d)
    else:
        detection_ends(centre, d, now)


@rule
def agent_hears(centre, d, a, now):
    """The agent who made a call talks to whoever has answered."""
    c = new_row(centre)
    write_live(centre, d, c, now)
    if centre.floor[0].several:
        take_in_hand(centre, c, a, now)
    else:
        note(centre, a, AVAILABLE, now)
    comes_to_agent(centre, c, a, now)
    answer(centre, c, a, now)
    if centre.floor[0].several:
        stand(centre, a)


@seldom
def detection_ends(centre, d, now):
    """Whoever answered goes to an agent, or is hung up on; or a message has been played."""
    dial = centre.dials[d]
    k = dial.campaign
    campaign = centre.campaigns[k]
    live = dial.will == LIVE
    if campaign.pacing == ALL_LINES:
        ends(centre, d, MESSAGE_PLAYED if live else MESSAGE_LEFT, now)
        return
    if campaign.detects:
        luck = dial_chance(centre, k, dial.customer, IS_MISTAKEN, dial.attempt)
        if live and luck < campaign.false_positive:
            ends(centre, d, TAKEN_FOR_MACHINE, now)
            return
        if not live and luck >= campaign.false_negative:
            ends(centre, d, MACHINE, now)
            return
    c = new_row(centre)
    write_live(centre, d, c, now)
    enter_stages(centre, c, now)
    a = choose_agent(centre, c, now)
    if a != NOBODY:
        take(centre, c, a, now)
        return
    queue = centre.queues[centre.contacts[c].queue]
    shut = centre.floor[0].closed and not somebody_stays(centre, queue)
    if shut or centre.contacts[c].patience <= 0.0:
        leave(centre, c, DROPPED, now)
    else:
        wait(centre, c, now)


@seldom
def looks_at_service(centre, k, now):
    """The dialler looks at the service level of other queues: calling stops, or goes on."""
    campaign = centre.campaigns[k]
    met = counted_in(centre.buckets, k * BUCKETS, campaign.bucket, 1, now)
    total = counted_in(centre.buckets, k * BUCKETS, campaign.bucket, 0, now)
    if campaign.moves_in != NOBODY:
        if met < campaign.stops_below * total:
            move_inbound(centre, campaign, now)
        elif met >= campaign.resumes_above * total and campaign.is_open:
            move_outbound(centre, campaign, now)
    elif campaign.stopped:
        if met >= campaign.resumes_above * total and (
            campaign.changed_at + campaign.stops_at_least <= now
        ):
            campaign.stopped = 0
            campaign.changed_at = now
            centre.floor[0].freed = 1
            wants_look(centre, now)
    elif met < campaign.stops_below * total and (
        campaign.changed_at + campaign.calls_at_least <= now
    ):
        campaign.stopped = 1
        campaign.changed_at = now
    if now + campaign.bucket < centre.floor[0].ends:
        schedule(centre, now + campaign.bucket, LOOKS_AT_SERVICE, k)
