"""Agents and contacts come together: an agent takes a contact, and looks for the next."""

from __future__ import annotations

from cic.policies.bonds import head_of
from cic.program.centre import rule, seldom
from cic.program.codes import (
    ANSWERED,
    AVAILABLE,
    BUSY_TALKING,
    GONE,
    HANDLING,
    LOOKS_AGAIN,
    NOBODY,
    OUT,
    TALK_ENDS,
    TALKING,
    WRAPPING_UP,
)
from cic.rules.callback_attempts import agent_calls
from cic.rules.desk import begin_work, resume_one, stand, step_aside, take_in_hand
from cic.rules.dialling import who_is_next
from cic.rules.lines import become_idle, hang_up, step_out, stop_idling
from cic.rules.outbox import note, schedule
from cic.rules.people import answer_in_person, notice_hands
from cic.rules.remembering import remember_going
from cic.rules.ringing import ring, rings_at
from cic.rules.settling import notice_wait
from cic.rules.stress import stops_serving
from cic.rules.verdicts import ends_unanswered
from cic.rules.watching import read_off, read_off_lost


@rule
def take(centre, c, a, now):
    """An agent on duty takes a contact that comes."""
    if centre.floor[0].several:
        take_beside(centre, c, a, now)
    else:
        stop_idling(centre, a)
        connect(centre, c, a, now)


@seldom
def take_beside(centre, c, a, now):
    """An agent takes a contact beside those in hand, putting some on hold where it must."""
    step_aside(centre, a)
    connect(centre, c, a, now)
    stand(centre, a)


@rule
def connect(centre, c, a, now):
    """An agent takes a contact: it rings, or is answered at once."""
    floor = centre.floor[0]
    if floor.several:
        take_in_hand(centre, c, a, now)
    if floor.rings and rings_first(centre, c, a, now):
        return
    answer(centre, c, a, now)


@seldom
def rings_first(centre, c, a, now):
    """It rings first, at the agent or at a customer who is called; whether it does."""
    if rings_at(centre, c, a):
        ring(centre, c, a, now)
        return True
    return agent_calls(centre, c, a, now)


@rule
def answer(centre, c, a, now):
    """The talk begins."""
    contact = centre.contacts[c]
    agent = centre.agents[a]
    floor = centre.floor[0]
    skill = centre.skills[agent.group * floor.queues + contact.queue]
    contact.state = TALKING
    contact.outcome = ANSWERED
    contact.agent = a
    contact.group = agent.group
    contact.answered_at = now
    contact.talk *= skill.talk_factor
    if skill.differs:
        if skill.wrap_up != NOBODY:
            contact.wrap_up = centre.extras[c * floor.extras + skill.wrap_up].value
        if skill.differs > 1:
            answer_in_person(centre, c, a, now)
    agent.answered += 1
    if floor.binds:
        read_off(centre, c, now, now - contact.queued_at)
    if floor.several:
        begin_work(centre, c, a, now)
    else:
        agent.state = BUSY_TALKING
        schedule(centre, now + contact.talk, TALK_ENDS, c)


@rule
def leave(centre, c, outcome, now):
    """A contact is gone, and how."""
    contact = centre.contacts[c]
    hang_up(centre, c)
    contact.state = GONE
    contact.outcome = outcome
    contact.ended_at = now
    if centre.floor[0].binds:
        read_off_lost(centre, c, outcome, now)
    if centre.floor[0].ways:
        ends_unanswered(centre, c, now)


@rule
def be_free(centre, a, now):
    """An agent has no contact in hand: it goes if it must, takes a waiting contact, or idles."""
    if centre.floor[0].several:
        take_more(centre, a, now)
        return
    if centre.floor[0].stress:
        stops_serving(centre, a, now)
    agent = centre.agents[a]
    if agent.moves_to != NOBODY:
        move(centre, a, now)
    q = NOBODY
    if works_on(centre, agent):
        q = who_is_next(centre, a, now)
    if q != NOBODY:
        connect_head(centre, q, a, now)
    elif agent.leaving != NOBODY:
        go(centre, a, now)
    else:
        become_idle(centre, a, now)


@seldom
def look_for_work(centre, a, now):
    """The same as a function of its own, for those who come to it seldom."""
    be_free(centre, a, now)


@rule
def works_on(centre, agent):
    """Whether an agent takes further contacts.

    Who must go takes waiting contacts all the same while the closed centre still serves them.
    """
    if agent.leaving == NOBODY:
        return True
    floor = centre.floor[0]
    return floor.closed and floor.serves_at_closing


@rule
def connect_head(centre, q, a, now):
    """An agent takes the contact that waits at the head of a queue."""
    c = head_of(centre, q)
    wait_no_more(centre, c, now)
    connect(centre, c, a, now)


@rule
def wait_no_more(centre, c, now):
    """A contact leaves the line of its queue, since an agent takes it."""
    step_out(centre, c)
    if centre.floor[0].binds:
        notice_wait(centre, c, now)


@seldom
def take_more(centre, a, now):
    """An agent takes what waits and resumes what is on hold, until nothing more fits.

    A contact on hold goes first, except before one that would interrupt it.
    """
    agent = centre.agents[a]
    desk = centre.desks[a]
    while True:
        if agent.moves_to != NOBODY and desk.length == 0:
            move(centre, a, now)
        q = NOBODY
        if takes_more(centre, agent, now):
            q = who_is_next(centre, a, now)
        if q != NOBODY:
            connect_head(centre, q, a, now)
        elif not resume_one(centre, a, now):
            break
    settle(centre, a, now)


@rule
def settle(centre, a, now):
    """An agent who takes no more stands with what is in hand, goes, is unavailable, or idles."""
    agent = centre.agents[a]
    if centre.floor[0].tires:
        notice_hands(centre, a, now)
    if centre.desks[a].length > 0:
        if now >= agent.out_until:
            stand(centre, a)
    elif agent.leaving != NOBODY:
        go(centre, a, now)
    elif now < agent.out_until:
        agent.state = OUT
        note(centre, a, OUT, now)
    else:
        if agent.state == HANDLING:
            note(centre, a, AVAILABLE, now)
        become_idle(centre, a, now)


@rule
def takes_more(centre, agent, now):
    """Whether an agent with contacts in hand takes further ones."""
    return works_on(centre, agent) and agent.moves_to == NOBODY and now >= agent.out_until


@seldom
def move(centre, a, now):
    """An agent with no contact in hand changes groups, and looks for work there.

    Until it has, it is not one of the idle, and its idle time begins anew.
    """
    agent = centre.agents[a]
    agent.state = WRAPPING_UP
    loses_one(centre, agent.group, now)
    agent.group = agent.moves_to
    agent.moves_to = NOBODY
    centre.groups[agent.group].present += 1
    note(centre, a, AVAILABLE, now)


@rule
def loses_one(centre, g, now):
    """A group has one agent less on duty; if it was the last, others take who settled on it."""
    group = centre.groups[g]
    group.present -= 1
    if centre.floor[0].settles and group.present == 0:
        schedule(centre, now, LOOKS_AGAIN, 0)


@rule
def go(centre, a, now):
    """An agent with no contact in hand goes off duty: home, or on a break."""
    agent = centre.agents[a]
    agent.state = agent.leaving
    agent.leaving = NOBODY
    loses_one(centre, agent.group, now)
    if centre.floor[0].remembers:
        remember_going(centre, a, now)
    note(centre, a, agent.state, now)
