"""Transfers in which the agent who served goes on with the customer in the other queue.

The agent does not wrap up in between, but once, after the second talk. It is kept until the new
contact comes, which is at the same instant: what else happens then comes first. If the contact
finds no line, or the agent must go, is to move or has no room for it, the agent wraps up as usual,
and anyone takes the contact.
"""

from __future__ import annotations

from cic.policies.fitness import channel_of, fits, fits_by_holding
from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY
from cic.rules.connecting import answer, take_more, works_on
from cic.rules.desk import load, put_down, step_aside, take_in_hand
from cic.rules.keeping import KEPT, lets_wrap_up
from cic.rules.remembering import remember_talk


@seldom
def goes_on_with(centre, c, now):
    """A contact comes for which the agent before is kept, who takes it; whether so."""
    leg = centre.legs[c]
    if leg.same_agent != KEPT:
        return False
    before = leg.before
    a = centre.contacts[before].agent
    if not can_go_on(centre, c, a, now):
        lets_wrap_up(centre, c, now)
        return False
    leg.same_agent = 1
    centre.contacts[before].wrap_up = 0.0
    if centre.floor[0].remembers:
        remember_talk(centre, before, a, now)
    if not centre.floor[0].several:
        answer(centre, c, a, now)
        return True
    step_aside(centre, a)
    put_down(centre, before, a, now)
    take_in_hand(centre, c, a, now)
    answer(centre, c, a, now)
    take_more(centre, a, now)
    return True


@rule
def can_go_on(centre, c, a, now):
    """Whether the agent kept for a contact can take it once that before is put down."""
    agent = centre.agents[a]
    if agent.moves_to != NOBODY or not works_on(centre, agent):
        return False
    if agent.leaving != NOBODY and centre.queues[centre.contacts[c].queue].deferred:
        return False
    if not centre.floor[0].several:
        return True
    if now < agent.out_until:
        return False
    before = channel_of(centre, centre.legs[c].before)
    m = channel_of(centre, c)
    load(centre, a, before, -1)
    has_room = fits(centre, a, m) or fits_by_holding(centre, a, m)
    load(centre, a, before, 1)
    return has_room
