"""Contacts ring before an agent picks up; nobody may, or the agent may reject them."""

from __future__ import annotations

from typing import Final

from cic.policies.agent_selection import choose_agent
from cic.policies.called import is_at_home
from cic.policies.stirring import thrown_again
from cic.program.centre import rule, seldom
from cic.program.codes import (
    ABANDONED,
    AVAILABLE,
    BALKED,
    COMES_BACK,
    HANDLING,
    NOBODY,
    OUT,
    PICKED_UP,
    QUEUED,
    RINGING,
    RINGING_ENDS,
    SENT_AWAY,
)
from cic.rules.acd import look_for_overflow, somebody_stays
from cic.rules.binding import unbind_from_agent
from cic.rules.callback_attempts import agent_calls
from cic.rules.connecting import answer, go, leave, look_for_work, take, take_more
from cic.rules.desk import put_aside, stand, step_aside
from cic.rules.lines import prepend, step_out, stop_idling, take_out
from cic.rules.outbox import note, schedule
from cic.rules.staging import advance
from cic.rules.together import is_alike, phone_done, ring_at, set_alarm

AT_A_TIME: Final = 4
"""Agents whom one event lets go who ring for the same contact."""


@rule
def patience_ends(centre, c, now):
    """A contact that still waits gives up; of one answered before, this is stale news."""
    state = centre.contacts[c].state
    if state == QUEUED:
        step_out(centre, c)
        leave(centre, c, ABANDONED, now)
    elif centre.floor[0].rings and state == RINGING:
        give_up_ringing(centre, c, now)


@seldom
def give_up_ringing(centre, c, now):
    """A contact gives up before the agent picks up; the agent is free again."""
    a = centre.contacts[c].agent
    stop_ringing(centre, c, a)
    leave(centre, c, ABANDONED, now)
    fall_silent(centre, c, a, now)


@rule
def fall_silent(centre, c, a, now):
    """A contact that rang at an agent, perhaps at others too, is gone: they are free again."""
    if centre.floor[0].all_ring:
        let_go(centre, c, now)
    else:
        look_again(centre, a, now)


@seldom
def ringing_ends(centre, c, now):
    """The agent picks up; or the contact goes back to the front of its queue."""
    if centre.floor[0].all_ring:
        phones_change(centre, c, now)
        return
    contact = centre.contacts[c]
    if contact.state != RINGING:  # it gave up
        return
    a = contact.agent
    if centre.rings[c].ends == PICKED_UP:
        pick_up(centre, c, a, now)
        return
    nobody_picks_up(centre, c, a, now)


@rule
def nobody_picks_up(centre, c, a, now):
    """A contact was not answered, or rejected (RONA): it goes back, the agent perhaps out."""
    stop_ringing(centre, c, a)
    throw_again(centre, c)
    if centre.floor[0].binds:
        unbind_from_agent(centre, c)
    if goes_out(centre, a, now):
        look_again(centre, a, now)
        go_back(centre, c, now)
    else:
        go_back(centre, c, now)
        look_again(centre, a, now)


@rule
def throw_again(centre, c):
    """The dice of a contact fall anew: what was drawn by them has come to nothing."""
    floor = centre.floor[0]
    if floor.dice != NOBODY:
        cell = centre.extras[c * floor.extras + floor.dice]
        cell.value = thrown_again(cell.value)


@rule
def goes_out(centre, a, now):
    """An agent that did not answer a contact may be unavailable for a while; whether it is."""
    agent = centre.agents[a]
    agent.out_until = now + centre.answering[agent.group].out_for
    if agent.out_until > now:
        schedule(centre, agent.out_until, COMES_BACK, a)
        return True
    return False


@seldom
def phones_change(centre, c, now):
    """Of several phones one is picked up, falls silent, or begins to ring; or some are let go."""
    contact = centre.contacts[c]
    if contact.state != RINGING:
        let_go(centre, c, now)
        return
    ringing = centre.rings[c]
    a = phone_done(centre, c, now)
    if a == NOBODY:
        one_more_rings(centre, c, now)
        set_alarm(centre, c)
        return
    take_out(centre.agents, ringing, a)
    if centre.phones[a].ends == PICKED_UP:
        contact.agent = a
        pick_up(centre, c, a, now)
        let_go(centre, c, now)
    elif ringing.length == 0:
        nobody_picks_up(centre, c, a, now)
    else:
        contact.agent = ringing.first
        goes_out(centre, a, now)
        look_again(centre, a, now)
        set_alarm(centre, c)


@rule
def one_more_rings(centre, c, now):
    """A contact rings at one more of those who are free at the rank of the first."""
    ringing = centre.rings[c]
    queue = centre.queues[centre.contacts[c].queue]
    last_chosen = queue.last_chosen
    a = choose_agent(centre, c, now)
    if a != NOBODY and is_alike(centre, c, a, ringing.first):
        stop_idling(centre, a)
        ring_at(centre, c, a, now)
    else:
        queue.last_chosen = last_chosen
    ringing.more_at = now + centre.floor[0].more_after


@seldom
def let_go(centre, c, now):
    """Those at whom a contact rings no longer are free again; a few at a time.

    An event has only so much room for what it leads to.
    """
    ringing = centre.rings[c]
    for _ in range(AT_A_TIME):
        a = ringing.first
        if a == NOBODY:
            return
        take_out(centre.agents, ringing, a)
        look_again(centre, a, now)
    if ringing.first != NOBODY:
        schedule(centre, now, RINGING_ENDS, c)


@rule
def pick_up(centre, c, a, now):
    """The agent at whom a contact rings answers it, or calls the customer who is not there yet."""
    several = centre.floor[0].several
    if centre.floor[0].yields:
        rings_no_more(centre, c)
    if several:
        step_aside(centre, a)
    else:
        note(centre, a, AVAILABLE, now)
    if not agent_calls(centre, c, a, now):
        answer(centre, c, a, now)
    if several:
        stand(centre, a)


@seldom
def rings_no_more(centre, c):
    """A contact that rang is answered, or not: its queue holds one that rings less."""
    contact = centre.contacts[c]
    if contact.state == RINGING:
        centre.queues[contact.queue].ringing -= 1
        centre.floor[0].stirred = 1


@rule
def stop_ringing(centre, c, a):
    """A contact rings no longer at an agent."""
    if centre.floor[0].yields:
        rings_no_more(centre, c)
    if centre.floor[0].several:
        step_aside(centre, a)
        put_aside(centre, c, a)
    centre.contacts[c].agent = NOBODY


@rule
def look_again(centre, a, now):
    """An agent at whom a contact rang in vain is free again, or unavailable for a while."""
    agent = centre.agents[a]
    agent.in_vain += 1
    if centre.floor[0].several:
        step_aside(centre, a)
        take_more(centre, a, now)
    elif now < agent.out_until:
        if agent.leaving != NOBODY:
            go(centre, a, now)
        else:
            agent.state = OUT
            note(centre, a, OUT, now)
    else:
        note(centre, a, AVAILABLE, now)
        look_for_work(centre, a, now)


@seldom
def comes_back(centre, a, now):
    """An agent who was unavailable after a contact that it did not answer is so no longer."""
    agent = centre.agents[a]
    if now < agent.out_until:  # out again since
        return
    if agent.state == OUT:
        note(centre, a, AVAILABLE, now)
        look_for_work(centre, a, now)
    elif agent.state == HANDLING:
        step_aside(centre, a)
        take_more(centre, a, now)


@rule
def go_back(centre, c, now):
    """A contact that was not picked up tries the next agent, or waits at the front of its queue."""
    contact = centre.contacts[c]
    queue = centre.queues[contact.queue]
    if centre.floor[0].binds:
        advance(centre, c, now)
    a = choose_agent(centre, c, now)
    if a != NOBODY:
        take(centre, c, a, now)
    elif is_at_home(centre, c):
        prepend(centre, c)
    elif centre.floor[0].closed and not somebody_stays(centre, queue):
        leave(centre, c, SENT_AWAY, now)
    elif contact.patience <= 0.0:
        leave(centre, c, BALKED, now)
    else:
        prepend(centre, c)
        if queue.overflow_until > queue.routes_until:
            look_for_overflow(centre, c, now)
