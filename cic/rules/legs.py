"""One contact leads to another: the customer tries again, is passed on, leaves a message, replies.

The luck of what follows stands on cards. Each door by which customers may come again has cards of
its own, drawn before the run from the laws of whoever comes there; which of them is a customer's is
decided by the customer's own chances, so it does not depend on the order of events. Two customers
may have the same card, as in drawing with replacement: each has luck by the law all the same, and
there are about as many cards as customers.
"""

from __future__ import annotations

import math
from typing import Final

from cic.luck.rows import write_contact
from cic.policies.stirring import MASK, mix
from cic.program.centre import rule, seldom
from cic.program.codes import (
    ABANDONED,
    ASKED_CALLBACK,
    BALKED,
    CANCELLED,
    COMES_AGAIN,
    DEFLECTED,
    HUNG_UP,
    IN_VAIN,
    LEFT_BOT,
    LEFT_MESSAGE,
    MORE_CONTACTS,
    NO_LINE,
    NO_PORT,
    NOBODY,
    QUEUE_FULL,
    SENT_AWAY,
    TIMED_OUT,
)
from cic.program.customer_codes import AGAIN, AT_ONCE, OVER
from cic.program.leg_codes import (
    BUSY,
    CALLBACK,
    CASE_WORK,
    CAUSES,
    CLOSED,
    COMPLAINT,
    ENQUIRY,
    GAVE_UP,
    GIVING_UP,
    GOES_ON,
    GONE_IN_IVR,
    RECONTACT,
    REDIAL,
    REFUSED,
    REPLY,
    SERVED_ONCE,
    TRANSFER,
    TRANSFERRED,
)
from cic.rules.cards import card_at, write_extras_of
from cic.rules.chance import DELAYS, LEADS_ON, VISITS, chance
from cic.rules.dial_book import comes_on_lists, finds_no_agent
from cic.rules.joining import lets_go
from cic.rules.keeping import KEPT, lets_wrap_up
from cic.rules.outbox import schedule
from cic.rules.people import leave_unresolved
from cic.rules.population import keep_customer, passed_on_more

SPARE: Final = 64
"""Rows for contacts that are always left for one event."""


@seldom
def goes_in_vain(centre, c, now):
    """A contact is gone without an answer: it may leave a message, or the customer tries again.

    Returns
    -------
    How the matter goes on.
    """
    if centre.floor[0].campaigns and finds_no_agent(centre, c, now):
        return OVER
    contact = centre.contacts[c]
    outcome = contact.outcome
    if centre.legs[c].warm:
        lets_go(centre, centre.legs[c].before, now)
    if centre.legs[c].same_agent == KEPT:
        lets_wrap_up(centre, c, now)
    if outcome in (ABANDONED, BALKED):
        late, cause = GIVING_UP, GAVE_UP
    elif outcome == QUEUE_FULL:
        late, cause = REFUSED, BUSY
    elif outcome == SENT_AWAY:
        late, cause = REFUSED, CLOSED
    elif outcome in (NO_LINE, NO_PORT):
        late, cause = BUSY, BUSY
    elif outcome in (HUNG_UP, LEFT_BOT):
        late, cause = GONE_IN_IVR, GONE_IN_IVR
    else:
        return goes_on_elsewhere(centre, c)
    if late != cause and leads_on(centre, c, late, now):
        contact.outcome = LEFT_MESSAGE
        return AT_ONCE
    return AGAIN if leads_on(centre, c, cause, now) else OVER


@rule
def goes_on_elsewhere(centre, c):
    """How a matter goes on that led to something else than waiting, by now or in a moment."""
    outcome = centre.contacts[c].outcome
    if outcome == DEFLECTED and centre.asides[c].deflection == IN_VAIN:
        return AGAIN
    return AT_ONCE if outcome in (LEFT_MESSAGE, ASKED_CALLBACK, CANCELLED) else OVER


@rule
def reopen(centre, c):
    """The matter of a contact is not closed by it: nobody asks whether it was resolved."""
    centre.resolutions[c].resolved = NOBODY
    if centre.floor[0].stress:
        centre.resolutions[c].erred = 0


@seldom
def passes_on(centre, c, now):
    """The talk is over: the agent passes the customer on, or a reply will come; whether either."""
    if leads_on(centre, c, TRANSFERRED, now) or leads_on(centre, c, GOES_ON, now):
        if centre.floor[0].needs != NOBODY:
            reopen(centre, c)
        return True
    return False


@seldom
def ends_served(centre, c, now):
    """The talk is over, and the customer not passed on: the customer may come again.

    Returns
    -------
    How the matter goes on.
    """
    if centre.floor[0].campaigns:
        comes_on_lists(centre, c, now)
    unresolved = centre.floor[0].needs == NOBODY or centre.resolutions[c].resolved <= 0
    return AGAIN if unresolved and leads_on(centre, c, SERVED_ONCE, now) else OVER


@seldom
def leads_on(centre, c, cause, now):
    """A contact leads to another for this cause, or not; whether it does."""
    w = way_taken(centre, c, cause)
    return w != NOBODY and follow(centre, c, w, now)


@seldom
def way_taken(centre, c, cause):
    """The way in which a contact leads to another for this cause; -1: in none."""
    contact = centre.contacts[c]
    source = contact.source if math.isnan(contact.queued_at) else contact.queue
    onward = centre.onwards[source * CAUSES + cause]
    if onward.ways_from == onward.ways_until:
        return NOBODY
    luck = chance(centre, c, LEADS_ON, cause)
    return one_of_ways(centre, c, luck, onward.ways_from, onward.ways_until)


@rule
def one_of_ways(centre, c, luck, first, until):
    """Which of some ways a contact goes, by a number in [0, 1); -1: none, or no further one."""
    for w in range(first, until):
        way = centre.ways[w]
        times = times_before(centre, c, way.kind)
        share = way.share if times == 0 else way.later
        if way.parts != NOBODY:
            share = centre.parts[way.parts + centre.contacts[c].group].share
        if centre.floor[0].customers and way.kind == TRANSFER:
            share *= passed_on_more(centre, c)
        if luck < share:
            if times >= way.attempts or centre.legs[c].level + 1 >= centre.floor[0].levels:
                return NOBODY
            return w
        luck -= share
    return NOBODY


@rule
def times_before(centre, c, kind):
    """How often the customer has come in such a way so far."""
    leg = centre.legs[c]
    if kind == REDIAL:
        return leg.redials
    if kind == RECONTACT:
        return leg.recontacts
    if kind == REPLY:
        return leg.replies
    if kind == TRANSFER:
        return leg.transfers
    return 0


@seldom
def follow(centre, c, w, now):
    """A new contact of the same customer will come; False where the run ends before it does."""
    floor = centre.floor[0]
    way = centre.ways[w]
    door = way.door
    if door == NOBODY:
        door = centre.keys[centre.contacts[c].source].door
    if door == NOBODY:
        return False
    takes = centre.delays[card(centre, c, door, DELAYS, way.code, now) * floor.ways + w].takes
    if takes > way.longest:
        centre.contacts[c].outcome = TIMED_OUT
        leave_unresolved(centre, c)
        return False
    if way.warm:
        centre.asides[c].lasts = takes
        takes = 0.0
    at = now + takes
    if way.one_by_one:
        at = comes_next(way, now, takes)
    if at >= floor.ends:
        return False
    n = come_again(centre, c, w, door, at)
    if way.keeps_patience:
        keep_patience(centre, c, n, now)
        if floor.customers:
            centre.verdicts[n].patient = 1
    schedule(centre, at, COMES_AGAIN, n)
    return True


@rule
def comes_next(way, now, takes):
    """When a customer comes who goes a way behind all others who have gone it."""
    way.tried_at = max(way.tried_at, now) + takes
    return way.tried_at


@seldom
def keep_patience(centre, c, n, now):
    """A contact waits with what the one before has left of its patience, if that has waited.

    Who was called back has waited since being on the line, not at home.
    """
    before = centre.contacts[c]
    since = before.queued_at
    if centre.legs[c].kind == CALLBACK:
        since = centre.tries[c].there_at
    if not math.isnan(since):
        centre.contacts[n].patience = max(0.0, before.patience - (now - since))


@rule
def come_again(centre, c, w, door, at):
    """The row of a contact of the same customer, who comes by a door at an instant."""
    return come_by_card(centre, c, w, card(centre, c, door, VISITS, centre.ways[w].code, at), at)


@rule
def come_by_card(centre, c, w, v, at):
    """The same, where the card is known on which the luck of the contact lies."""
    floor = centre.floor[0]
    n = new_row(centre)
    write_visit(centre, n, v, at)
    write_leg(centre, n, c, w)
    if floor.cases:
        keep_case(centre, n, c, centre.ways[w].kind)
    if floor.customers:
        keep_customer(centre, n, c, centre.ways[w].kind)
    if floor.nerve != NOBODY:  # it is the customer's, whenever the customer comes
        nerve = centre.extras[c * floor.extras + floor.nerve].value
        centre.extras[n * floor.extras + floor.nerve].value = nerve
    return n


@seldom
def keep_case(centre, n, c, kind):
    """A contact is about the case of the one before, whose work goes on where it is passed on."""
    before = centre.abouts[c]
    about = centre.abouts[n]
    about.case = before.case
    if kind in (TRANSFER, REPLY):
        about.works = before.works


@rule
def new_row(centre):
    """The row of one more contact; the clock is asked for more of them in time."""
    floor = centre.floor[0]
    n = floor.contacts
    floor.contacts += 1
    if floor.contacts + SPARE > len(centre.contacts):
        floor.wants |= MORE_CONTACTS
    return n


@rule
def card(centre, c, door, what, code, at):
    """The card of a door on which the customer's luck at an instant stands."""
    floor = centre.floor[0]
    origin = centre.legs[c].origin if c >= floor.arrivals else c
    cards = centre.keys[centre.contacts[origin].source].cards
    return card_at(centre, door, cards, chance(centre, c, what, code), at)


@rule
def write_visit(centre, n, v, at):
    """Write the row of a contact that follows another, from its luck."""
    visit = centre.visits[v]
    write_contact(
        centre.contacts[n],
        at,
        visit.source,
        visit.queue,
        visit.step,
        visit.patience,
        visit.talk,
        visit.wrap_up,
    )
    write_extras_of(centre, n, v)


@rule
def write_leg(centre, n, c, w):
    """Write how a contact came about."""
    floor = centre.floor[0]
    way = centre.ways[w]
    before = centre.legs[c]
    leg = centre.legs[n]
    leg.origin = before.origin if c >= floor.arrivals else c
    leg.before = c
    leg.level = before.level + 1
    leg.kind = way.kind
    leg.goes_first = way.goes_first
    leg.same_agent = way.same_agent
    leg.warm = way.warm
    leg.redials = before.redials
    leg.recontacts = before.recontacts
    leg.replies = before.replies
    leg.transfers = before.transfers
    if way.kind == REDIAL:
        leg.redials += 1
    elif way.kind == RECONTACT:
        leg.recontacts += 1
        leg.redials = 0
        leg.replies = 0
    elif way.kind in (COMPLAINT, CASE_WORK, ENQUIRY):
        leg.redials = 0
        leg.replies = 0
    elif way.kind == REPLY:
        leg.replies += 1
    elif way.kind == TRANSFER:
        leg.transfers += 1
    # A number of its own, so that its further chances are not those of the contact before.
    number = int(centre.extras[c * floor.extras + floor.number].value)
    key = centre.keys[centre.contacts[c].source]
    stirred = mix(mix((number & MASK) ^ key.low) ^ ((leg.level * 0x9E3779B9) & MASK))
    centre.extras[n * floor.extras + floor.number].value = stirred * 1.0
