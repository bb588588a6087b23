"""The agent who was there before: whether it takes the next contact, or is kept for it."""

from __future__ import annotations

from typing import Final

from cic.policies.fitness import channel_of, fits
from cic.program.centre import rule, seldom
from cic.program.codes import AVAILABLE, NOBODY, WORKING, WRAP_UP_ENDS
from cic.program.leg_codes import TRANSFER
from cic.rules.outbox import schedule
from cic.rules.pace import set_pace
from cic.rules.population import own_agent
from cic.rules.remembering import remember_talk
from cic.rules.stress import has_left
from cic.rules.turns import be_ready

KEPT: Final = 2
"""What `same_agent` of a contact is while the agent before waits for it, for no time."""


@seldom
def lets_wrap_up(centre, c, now):
    """The agent kept for a contact cannot take it: it wraps up the one before after all."""
    before = centre.legs[c].before
    centre.legs[c].same_agent = 1
    contact = centre.contacts[before]
    a = contact.agent
    if centre.floor[0].remembers:
        remember_talk(centre, before, a, now)
    if not centre.floor[0].several:
        schedule(centre, now + contact.wrap_up, WRAP_UP_ENDS, a)
        return
    work = centre.work[before]
    work.wraps_up = 1
    work.left = max(0.0, contact.wrap_up)
    m = channel_of(centre, before)
    if centre.channels[m].in_turns:
        be_ready(centre, before, a, now)
    else:
        work.phase = WORKING
        set_pace(centre, a, m, now)


@seldom
def keeps_agent(centre, c):
    """The agent who has served a contact is kept to go on with the customer; whether so."""
    n = centre.floor[0].contacts - 1
    leg = centre.legs[n]
    if leg.before != c or leg.kind != TRANSFER or not leg.same_agent:
        return False
    if not serves(centre, centre.contacts[c].agent, centre.contacts[n].queue):
        return False
    leg.same_agent = KEPT
    return True


@rule
def serves(centre, a, q):
    """Whether a queue is one of an agent's, and not only as overflow."""
    queue = centre.queues[q]
    for r in range(queue.routes_from, queue.routes_until):
        if centre.routes[r].group == centre.agents[a].group:
            return True
    return False


@seldom
def agent_before(centre, c):
    """The agent there before, or the customer's own, where it is to take the contact and can."""
    leg = centre.legs[c]
    a = NOBODY
    if leg.same_agent:
        a = centre.contacts[leg.before].agent
        if a != NOBODY and has_left(centre, a, leg.before):
            return NOBODY
    elif centre.floor[0].customers:
        a = own_agent(centre, c)
    if a == NOBODY:
        return NOBODY
    agent = centre.agents[a]
    if not serves(centre, a, centre.contacts[c].queue):
        return NOBODY
    if agent.state == AVAILABLE:
        return a
    if agent.stands and fits(centre, a, channel_of(centre, c)):
        return a
    return NOBODY
