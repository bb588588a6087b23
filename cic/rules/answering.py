"""Contacts ring before an agent picks up; nobody may, or the agent may reject them."""

from __future__ import annotations

from cic.policies.agent_selection import choose_agent
from cic.policies.called import is_at_home
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
    SENT_AWAY,
)
from cic.rules.acd import look_for_overflow, somebody_stays
from cic.rules.calling import agent_calls
from cic.rules.connecting import answer, go, leave, look_for_work, take, take_more
from cic.rules.desk import put_aside, stand, step_aside
from cic.rules.lines import prepend, step_out
from cic.rules.outbox import note, schedule


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
    look_again(centre, a, now)


@seldom
def ringing_ends(centre, c, now):
    """The agent picks up; or the contact goes back to the front of its queue."""
    contact = centre.contacts[c]
    if contact.state != RINGING:  # it gave up
        return
    a = contact.agent
    if centre.rings[c].ends == PICKED_UP:
        pick_up(centre, c, a, now)
        return
    stop_ringing(centre, c, a)
    agent = centre.agents[a]
    agent.out_until = now + centre.answering[agent.group].out_for
    if agent.out_until > now:
        schedule(centre, agent.out_until, COMES_BACK, a)
        look_again(centre, a, now)
        go_back(centre, c, now)
    else:
        go_back(centre, c, now)
        look_again(centre, a, now)


@rule
def pick_up(centre, c, a, now):
    """The agent at whom a contact rings answers it, or calls the customer who is not there yet."""
    several = centre.floor[0].several
    if several:
        step_aside(centre, a)
    else:
        note(centre, a, AVAILABLE, now)
    if not agent_calls(centre, c, a, now):
        answer(centre, c, a, now)
    if several:
        stand(centre, a)


@rule
def stop_ringing(centre, c, a):
    """A contact rings no longer at an agent."""
    if centre.floor[0].several:
        step_aside(centre, a)
        put_aside(centre, c, a)
    centre.contacts[c].agent = NOBODY


@rule
def look_again(centre, a, now):
    """An agent at whom a contact rang in vain is free again, or unavailable for a while."""
    agent = centre.agents[a]
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
