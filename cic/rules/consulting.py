"""Warm transfers: the agent stays with the customer until another has taken over.

At the end of the talk the customer comes to the other queue, as in any transfer, and the first
agent waits. Once another answers, both are with the customer for the time of the conference; then
the first wraps up and the other goes on alone. If nobody answers in time the first agent is free,
and the customer waits on alone; if the customer is gone meanwhile, the first agent is free, too. An
agent whose shift ends, who is to move or to be sent home, stays as long as with any talk.
"""

from __future__ import annotations

import math

from cic.program.centre import rule, seldom
from cic.program.codes import CONSULT_ENDS, CONSULTING, NOBODY, PASSED_ON
from cic.program.leg_codes import TRANSFERRED
from cic.rules.legs import follow, reopen, way_taken
from cic.rules.lines import hang_up
from cic.rules.outbox import schedule


@rule
def waits_with(centre, c):
    """Whether an agent has stayed with a contact to pass it on."""
    return not math.isnan(centre.asides[c].consults_at)


@seldom
def consults(centre, c, now):
    """At the end of a talk the agent stays, and waits for another to take over; whether so."""
    w = way_taken(centre, c, TRANSFERRED)
    if w == NOBODY or not centre.ways[w].warm:
        return False
    n = centre.floor[0].contacts
    if not follow(centre, c, w, now):
        return False
    hang_up(centre, c)  # the line goes to the contact that follows, as in any transfer
    aside = centre.asides[c]
    aside.consults_at = now
    aside.to = n
    aside.way = w
    if centre.floor[0].several:
        centre.work[c].phase = PASSED_ON
    else:
        centre.agents[centre.contacts[c].agent].state = CONSULTING
    if centre.floor[0].needs != NOBODY:
        reopen(centre, c)
    schedule(centre, now + centre.ways[w].waits_at_most, CONSULT_ENDS, c)
    return True
