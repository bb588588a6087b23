"""A contact rings at an agent: until it is picked up, given up, or rejected."""

from __future__ import annotations

import math

from cic.policies.called import is_at_home
from cic.program.centre import rule, seldom
from cic.program.codes import (
    AT_RINGING,
    NO_ANSWER,
    NOBODY,
    PATIENCE_ENDS,
    PICKED_UP,
    QUEUED,
    REJECTED,
    RINGING,
    RINGING_ENDS,
)
from cic.rules.chance import PICKS_UP, chance
from cic.rules.outbox import note, schedule
from cic.rules.together import ring_together


@rule
def rings_at(centre, c, a):
    """Whether a contact rings at an agent before it is answered; deferred work does not."""
    answering = centre.answering[centre.agents[a].group]
    return answering.rings != NOBODY and not centre.queues[centre.contacts[c].queue].deferred


@seldom
def ring(centre, c, a, now):
    """A contact begins to ring; it may give up meanwhile."""
    contact = centre.contacts[c]
    straight = contact.state != QUEUED and centre.rings[c].tries == 0
    if straight and 0.0 < contact.patience < math.inf and not is_at_home(centre, c):
        schedule(centre, now + contact.patience, PATIENCE_ENDS, c)
    contact.state = RINGING
    contact.agent = a
    if centre.floor[0].yields:
        centre.queues[contact.queue].ringing += 1
    if centre.floor[0].all_ring:
        ring_together(centre, c, a, now)
        return
    if not centre.floor[0].several:
        centre.agents[a].state = AT_RINGING
        note(centre, a, AT_RINGING, now)
    schedule(centre, now + rings_for(centre, c, a), RINGING_ENDS, c)


@rule
def rings_for(centre, c, a):
    """How long this ringing takes; how it will end is noted."""
    floor = centre.floor[0]
    ringing = centre.rings[c]
    answering = centre.answering[centre.agents[a].group]
    luck = chance(centre, c, PICKS_UP, ringing.tries)
    ringing.tries += 1
    ringing.rang = a
    if luck < answering.no_answer:
        ringing.ends = NO_ANSWER
        return answering.gives_up_after
    ringing.ends = PICKED_UP
    if luck < answering.no_answer + answering.rejects:
        ringing.ends = REJECTED
    return centre.extras[c * floor.extras + answering.rings].value
