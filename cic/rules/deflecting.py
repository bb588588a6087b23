"""The IVR offers another way instead of a queue: some accept, and leave the call for it.

Who accepts keeps the port, and the line, until the offer is through. Then a message is left, or the
matter is settled, or it was in vain: the caller goes on to the queue, or has hung up and may call
again. Whether a caller accepts, and whether it helps, belongs to the call.
"""

from __future__ import annotations

from cic.policies.fitness import free_agents
from cic.program.centre import rule, seldom
from cic.program.codes import (
    ACCEPTED,
    DECLINED,
    DEFLECTED,
    HELPED,
    IN_VAIN,
    LEFT_MESSAGE,
    MESSAGE_LEFT,
    NOBODY,
    OFFER_ENDS,
)
from cic.program.leg_codes import DEFLECTION
from cic.rules.acd import reach_queue
from cic.rules.chance import LEADS_ON, chance
from cic.rules.connecting import leave
from cic.rules.legs import follow, one_of_ways
from cic.rules.outbox import schedule
from cic.rules.predicting import predicted_wait
from cic.rules.sites import ports_of


@seldom
def takes_another_way(centre, c, d, now):
    """A contact at the end of its menus is made offer `d`, perhaps, and accepts; whether so."""
    if d == NOBODY:
        return False
    floor = centre.floor[0]
    offer = centre.deflections[d]
    if not is_offered(centre, c, offer, now):
        return False
    aside = centre.asides[c]
    if centre.extras[c * floor.extras + floor.accepts].value >= offer.accepted:
        aside.deflection = DECLINED
        return False
    aside.deflection = ACCEPTED
    schedule(centre, now + centre.extras[c * floor.extras + floor.offer_takes].value, OFFER_ENDS, c)
    return True


@rule
def is_offered(centre, c, offer, now):
    """Whether a contact would have to wait for so long that it is offered another way."""
    if offer.offered_at < 0.0:
        return True
    q = centre.contacts[c].queue
    if free_agents(centre, centre.queues[q]) > 0:
        return False
    return predicted_wait(centre, q, offer.predictor, now) >= offer.offered_at  # not where nan


@seldom
def offer_ends(centre, c, now):
    """A caller is through with the other way."""
    floor = centre.floor[0]
    centre.sites[ports_of(centre, c)].ports_free += 1
    d = centre.steps[centre.contacts[c].step].what
    offer = centre.deflections[d]
    aside = centre.asides[c]
    if offer.message:
        w = one_of_ways(centre, c, 0.0, offer.ways_from, offer.ways_until)
        if w != NOBODY and follow(centre, c, w, now):
            aside.deflection = MESSAGE_LEFT
            leave(centre, c, LEFT_MESSAGE, now)
            return
    elif centre.extras[c * floor.extras + floor.works].value < offer.success:
        aside.deflection = HELPED
        leave(centre, c, DEFLECTED, now)
        return
    elif offer.hangs_up:
        aside.deflection = IN_VAIN
        leave(centre, c, DEFLECTED, now)
        calls_again(centre, c, offer, now)
        return
    aside.deflection = IN_VAIN
    reach_queue(centre, c, now)


@rule
def calls_again(centre, c, offer, now):
    """Who was not helped may call again."""
    luck = chance(centre, c, LEADS_ON, DEFLECTION)
    w = one_of_ways(centre, c, luck, offer.ways_from, offer.ways_until)
    if w != NOBODY:
        follow(centre, c, w, now)
