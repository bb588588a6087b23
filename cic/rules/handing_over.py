"""The first agent of a warm transfer is free of the contact: in time, too late, or in vain."""

from __future__ import annotations

import math

from cic.program.centre import seldom
from cic.program.codes import GONE, TALKING, WRAP_UP_ENDS, WRAPPING_UP
from cic.rules.connecting import look_for_work, take_more
from cic.rules.consulting import consults, waits_with
from cic.rules.desk import step_aside, wraps_up_in_hand
from cic.rules.outbox import schedule
from cic.rules.people import grow_tired
from cic.rules.remembering import remember_talk


@seldom
def stays_on(centre, c, now):
    """The talk ends, and the agent stays; or the agent has stayed, and is free; whether either."""
    if centre.contacts[c].state == TALKING and waits_with(centre, c):
        if centre.asides[c].ends_at == now:
            comes_free_of(centre, c, now)
        return True
    return not centre.floor[0].several and consults(centre, c, now)


@seldom
def consult_ends(centre, c, now):
    """Nobody has answered in time: the customer waits on alone, and the first agent is free."""
    aside = centre.asides[c]
    if centre.contacts[c].state == TALKING and math.isnan(aside.ends_at):
        centre.legs[aside.to].warm = 0
        comes_free_of(centre, c, now)


@seldom
def comes_free_of(centre, c, now):
    """The first agent of a warm transfer is free of the contact, and wraps up."""
    contact = centre.contacts[c]
    floor = centre.floor[0]
    a = contact.agent
    contact.state = GONE
    contact.ended_at = now
    contact.talk += now - centre.asides[c].consults_at
    if floor.remembers:
        remember_talk(centre, c, a, now)
    if floor.several:
        if wraps_up_in_hand(centre, c, a, now):
            step_aside(centre, a)
            take_more(centre, a, now)
        return
    if floor.tires:
        grow_tired(centre, a, 1, now + contact.wrap_up)
    if contact.wrap_up > 0.0:
        centre.agents[a].state = WRAPPING_UP
        schedule(centre, now + contact.wrap_up, WRAP_UP_ENDS, a)
    else:
        look_for_work(centre, a, now)
