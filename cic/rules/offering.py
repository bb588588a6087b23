"""A callback is offered to who must wait; who accepts is promised one.

The callback is a contact of its own, of the same customer and with the same luck: talk, wrap-up and
all else are those that the customer would have had in waiting. Whether a customer accepts belongs
to the customer.
"""

from __future__ import annotations

from cic.luck.rows import write_contact
from cic.program.centre import rule, seldom
from cic.program.codes import CALLS_FIRST, NOBODY
from cic.program.leg_codes import CALLBACK, OWN_CALL
from cic.rules.callback_attempts import be_due, time_of
from cic.rules.chance import ACCEPTS, CALLS_IN, DELAYS, TRIES_AGAIN, chance
from cic.rules.legs import new_row
from cic.rules.outbox import schedule
from cic.rules.population import keep_customer
from cic.rules.predicting import predicted_wait


@seldom
def asks_for_callback(centre, c, now):
    """A contact that must wait may be offered a callback, and accept it; whether it does.

    Who calls because a callback did not come soon enough is not offered another.
    """
    q = centre.contacts[c].queue
    offer = centre.offers[q]
    if centre.legs[c].kind == OWN_CALL:
        return False
    if not offer.offers or now < centre.floor[0].begins:
        return False
    wait = predicted_wait(centre, q, offer.predictor, now)
    if not wait >= offer.offered_at:  # nan: nothing to go by
        return False
    centre.tries[c].offered = 1
    return chance(centre, c, ACCEPTS, 0) < offer.accepted


@seldom
def promise(centre, c, now):
    """The callback of a contact that asked for one: it has an appointment, or is due now.

    Returns
    -------
    Where it is due now, the callback; else NOBODY.
    """
    n = write_callback(centre, c, now)
    offer = centre.offers[centre.contacts[c].queue]
    if offer.own_call != NOBODY and chance(centre, n, CALLS_IN, 0) < offer.own_share:
        at = now + time_of(centre, n, offer.own_call, DELAYS, 0, now)
        if at < centre.floor[0].ends and centre.legs[n].level + 1 < centre.floor[0].levels:
            schedule(centre, at, CALLS_FIRST, n)
    if offer.after == NOBODY:
        return n
    be_due(centre, n, now + time_of(centre, n, offer.after, TRIES_AGAIN, 0, now))
    return NOBODY


@rule
def write_callback(centre, c, now):
    """Write the row of a callback: the customer's luck is that of the contact that asks for it."""
    floor = centre.floor[0]
    n = new_row(centre)
    asks = centre.contacts[c]
    write_contact(
        centre.contacts[n],
        now,
        asks.source,
        asks.queue,
        asks.step,
        asks.patience,
        asks.talk,
        asks.wrap_up,
    )
    for column in range(floor.extras):
        of_asker = centre.extras[c * floor.extras + column].value
        centre.extras[n * floor.extras + column].value = of_asker
    before = centre.legs[c]
    leg = centre.legs[n]
    leg.origin = before.origin if c >= floor.arrivals else c
    leg.before = c
    leg.level = before.level
    leg.redials = before.redials
    leg.recontacts = before.recontacts
    leg.replies = before.replies
    leg.transfers = before.transfers
    leg.goes_first = before.goes_first
    leg.kind = CALLBACK
    if floor.customers:
        keep_customer(centre, n, c, CALLBACK)
    return n
