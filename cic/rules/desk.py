"""What an agent has in hand: several contacts at once, at a pace, in turns, or on hold.

These rules act where agents may have more than one contact in hand (`floor.several`). A contact in
hand stands in its agent's line (`desks`) until all work on it is done, wrap-up included. The work
comes in pieces: a talk, the agent's turns of a talk in turns, a wrap-up. The present piece is under
way at a pace, the factor by which it takes longer beside others of its channel; `ends_at` is when
it ends if nothing changes. One event is out for each contact (`due_at`): where the end moves away,
that event finds it so and is put off; where it comes nearer, a new one takes its place.
"""

from __future__ import annotations

import math

from cic.policies.fitness import channel_of, fits, fits_by_holding, gives_way, room_left
from cic.program.centre import rule, seldom
from cic.program.codes import (
    AVAILABLE,
    GONE,
    HANDLING,
    NOBODY,
    ON_HOLD,
    PASSED_ON,
    RINGS,
    TALK_ENDS,
    WORKING,
)
from cic.rules.consulting import consults
from cic.rules.keeping import keeps_agent
from cic.rules.lines import append, hang_up, stop_idling, take_out
from cic.rules.outbox import note, schedule
from cic.rules.pace import left_of, set_pace
from cic.rules.people import notice_hands
from cic.rules.remembering import remember_talk
from cic.rules.turns import attend, be_ready, next_piece
from cic.rules.verdicts import ends_answered


@seldom
def take_in_hand(centre, c, a, now):
    """An agent takes a contact beside others, putting some on hold where it must."""
    agent = centre.agents[a]
    work = centre.work[c]
    m = channel_of(centre, c)
    hold_others(centre, a, m, now)
    if agent.state != HANDLING:
        agent.state = HANDLING
        note(centre, a, HANDLING, now)
    append(centre.contacts, centre.desks[a], c)
    if centre.floor[0].tires:
        notice_hands(centre, a, now)
    load(centre, a, m, 1)
    work.phase = RINGS


@seldom
def begin_work(centre, c, a, now):
    """The work on a contact in hand begins."""
    work = centre.work[c]
    work.due_at = math.nan
    work.responded_at = math.nan
    m = channel_of(centre, c)
    if centre.channels[m].in_turns:
        work.stretched = 1
        next_piece(centre, c, now)
    else:
        work.phase = WORKING
        work.left = centre.contacts[c].talk
        set_pace(centre, a, m, now)


@rule
def put_aside(centre, c, a):
    """A contact leaves the agent without an answer."""
    take_out(centre.contacts, centre.desks[a], c)
    load(centre, a, channel_of(centre, c), -1)


@rule
def load(centre, a, m, sign):
    """A contact of a channel takes its room of an agent's attention (1), or gives it back (-1)."""
    floor = centre.floor[0]
    fit = centre.fits[centre.agents[a].group * floor.channels + m]
    centre.loads[a * floor.shares + fit.share].taken += sign * fit.weight


@seldom
def hold_others(centre, a, m, now):
    """Contacts that give way to a channel go on hold until one more of it fits: the last first."""
    c = centre.desks[a].last
    while c != NOBODY and room_left(centre, a, m) < 0:
        if gives_way(centre, c, a, m):
            put_on_hold(centre, c, a, now)
        c = centre.contacts[c].previous


@rule
def put_on_hold(centre, c, a, now):
    """A contact gives way."""
    work = centre.work[c]
    work.left = left_of(work, now)
    work.pace = 0.0
    work.phase = ON_HOLD
    work.since = now
    work.stretched = 1
    centre.desks[a].on_hold += 1
    m = channel_of(centre, c)
    load(centre, a, m, -1)
    set_pace(centre, a, m, now)


@seldom
def resume_one(centre, a, now):
    """An agent goes on with the contact taken last of those on hold that fit; whether any."""
    desk = centre.desks[a]
    if desk.on_hold == 0:
        return False
    c = desk.last
    while c != NOBODY:
        work = centre.work[c]
        m = channel_of(centre, c)
        if work.phase == ON_HOLD and fits(centre, a, m):
            if not work.wraps_up:
                work.held += now - work.since
            work.phase = WORKING
            desk.on_hold -= 1
            load(centre, a, m, 1)
            set_pace(centre, a, m, now)
            return True
        c = centre.contacts[c].previous
    return False


@seldom
def piece_ends(centre, c, now):
    """The event of a contact comes: a piece ends, or the event is put off; whether all is done."""
    work = centre.work[c]
    if work.due_at != now:  # another event took its place
        return False
    work.due_at = math.nan
    if work.phase != WORKING:
        return False
    if work.ends_at > now:
        work.due_at = work.ends_at
        schedule(centre, work.ends_at, TALK_ENDS, c)
        return False
    a = centre.contacts[c].agent
    work.pace = 0.0
    work.left = 0.0
    if work.wraps_up:
        put_down(centre, c, a, now)
        return True
    if centre.channels[channel_of(centre, c)].in_turns:
        return turn_ends(centre, c, a, now)
    return end_talk(centre, c, a, now)


@rule
def turn_ends(centre, c, a, now):
    """The agent has answered: the customer's turn, or the talk is over; whether all is done."""
    work = centre.work[c]
    if math.isnan(work.responded_at):
        work.responded_at = now
    centre.desks[a].attends = NOBODY
    done = False
    if next_piece(centre, c, now):
        done = end_talk(centre, c, a, now)
    attend(centre, a, now)
    return done


@seldom
def reply(centre, c, now):
    """The customer of a talk in turns answers, or is given up; whether all work on it is done."""
    a = centre.contacts[c].agent
    return next_piece(centre, c, now) and end_talk(centre, c, a, now)


@seldom
def end_talk(centre, c, a, now):
    """The talk ends, and the agent wraps up, unless there is nothing to; whether all is done."""
    contact = centre.contacts[c]
    work = centre.work[c]
    if work.stretched:
        contact.talk = now - contact.answered_at - work.held
    if centre.floor[0].warm and consults(centre, c, now):
        return False
    contact.state = GONE
    contact.ended_at = now
    hang_up(centre, c)
    if centre.floor[0].ways:
        ends_answered(centre, c, now)
    if centre.floor[0].keeps and keeps_agent(centre, c):
        work.phase = PASSED_ON
        return False
    if centre.floor[0].remembers:
        remember_talk(centre, c, a, now)
    return wraps_up_in_hand(centre, c, a, now)


@rule
def wraps_up_in_hand(centre, c, a, now):
    """The agent wraps up a contact, unless there is nothing to; whether all is done."""
    work = centre.work[c]
    if centre.contacts[c].wrap_up <= 0.0:
        put_down(centre, c, a, now)
        return True
    work.wraps_up = 1
    work.left = centre.contacts[c].wrap_up
    m = channel_of(centre, c)
    if centre.channels[m].in_turns:
        be_ready(centre, c, a, now)
    else:
        work.phase = WORKING
        set_pace(centre, a, m, now)
    return False


@rule
def put_down(centre, c, a, now):
    """All work on a contact is done."""
    contact = centre.contacts[c]
    work = centre.work[c]
    if work.wraps_up and work.stretched:
        contact.wrap_up = now - contact.ended_at
    take_out(centre.contacts, centre.desks[a], c)
    m = channel_of(centre, c)
    load(centre, a, m, -1)
    if centre.channels[m].in_turns:
        if centre.desks[a].attends == c:
            centre.desks[a].attends = NOBODY
            attend(centre, a, now)
    else:
        set_pace(centre, a, m, now)


@seldom
def stand(centre, a):
    """An agent with contacts in hand who could take another stands where it is found."""
    agent = centre.agents[a]
    if agent.leaving != NOBODY or agent.moves_to != NOBODY:
        return
    group = centre.groups[agent.group]
    for d in range(group.duties_from, group.duties_until):
        m = centre.queues[centre.duties[d].queue].channel
        if fits(centre, a, m) or fits_by_holding(centre, a, m):
            floor = centre.floor[0]
            agent.stands = 1
            agent.turn = floor.turn
            floor.turn += 1
            append(centre.agents, centre.beside[agent.group], a)
            return


@rule
def step_aside(centre, a):
    """An agent leaves the line it stands in, if any: of the idle, or of those with room."""
    agent = centre.agents[a]
    if agent.state == AVAILABLE:
        stop_idling(centre, a)
    elif agent.stands:
        agent.stands = 0
        take_out(centre.agents, centre.beside[agent.group], a)
