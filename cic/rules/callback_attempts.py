"""A customer is called back: it rings, is answered or not, and is tried again.

An agent calls, and is busy while it rings; or the centre does, and no agent is held. Whether the
customer answers, after how long, and when it is tried again belongs to the customer and to the
number of the attempt.
"""

from __future__ import annotations

from typing import Final

from cic.policies.called import is_at_home
from cic.program.centre import rule, seldom
from cic.program.codes import CALL_ENDS, CALLED, CALLING, FALLS_DUE, NOBODY, TO_COME
from cic.rules.chance import CUSTOMER_ANSWERS, RINGS_THERE, TRIES_AGAIN, chance
from cic.rules.dial_book import comes_to_agent
from cic.rules.legs import card
from cic.rules.outbox import note, schedule

CODES: Final = 0xFFFF
"""Occurrences of a chance have 16 bits."""


@seldom
def agent_calls(centre, c, a, now):
    """The agent who has a contact calls its customer, unless that one is there; whether it rings.

    Who answers at once is there, and it does not ring.
    """
    if centre.floor[0].campaigns:
        comes_to_agent(centre, c, a, now)
    if not is_at_home(centre, c):
        return False
    takes = attempt(centre, c, now)
    if takes <= 0.0 and centre.tries[c].answers:
        centre.tries[c].there = 1
        return False
    if not centre.floor[0].several:
        centre.agents[a].state = CALLING
        note(centre, a, CALLING, now)
    ring_there(centre, c, a, now + takes)
    return True


@seldom
def centre_calls(centre, c, now):
    """The centre calls the customer of a contact, and no agent is held."""
    ring_there(centre, c, NOBODY, now + attempt(centre, c, now))


@rule
def ring_there(centre, c, a, until):
    """It rings at the customer."""
    contact = centre.contacts[c]
    contact.state = CALLED
    contact.agent = a
    schedule(centre, until, CALL_ENDS, c)


@rule
def attempt(centre, c, now):
    """One more attempt: how long it rings; whether it will be answered is noted."""
    tried = centre.tries[c]
    plan = centre.calls[centre.contacts[c].queue]
    luck = chance(centre, c, CUSTOMER_ANSWERS, tried.attempts)
    tried.answers = 0
    takes = plan.gives_up_after
    if luck < plan.answered:
        rings = time_of(centre, c, plan.rings, RINGS_THERE, tried.attempts, now)
        if rings <= takes:
            takes = rings
            tried.answers = 1
    tried.attempts += 1
    return takes


@seldom
def tries_again(centre, c, now):
    """After a call in vain another attempt is put on the calendar, or none; whether one is.

    One that would come when the run is over is still owed then.
    """
    tried = centre.tries[c]
    plan = centre.calls[centre.contacts[c].queue]
    if tried.attempts >= plan.attempts:
        return False
    centre.contacts[c].state = TO_COME
    be_due(centre, c, now + time_of(centre, c, plan.again, TRIES_AGAIN, tried.attempts, now))
    return True


@rule
def be_due(centre, c, at):
    """A call falls due at an instant, if the run goes on so long."""
    if at < centre.floor[0].ends:
        schedule(centre, at, FALLS_DUE, c)


@seldom
def time_of(centre, c, w, what, occurrence, now):
    """A time that belongs to a customer, drawn beforehand as that of way `w`; of none it is 0."""
    if w == NOBODY:
        return 0.0
    floor = centre.floor[0]
    door = centre.keys[centre.contacts[c].source].door
    code = (centre.ways[w].code + occurrence) & CODES
    return centre.delays[card(centre, c, door, what, code, now) * floor.ways + w].takes
