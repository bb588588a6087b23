"""Several phones ring for one contact: whoever picks up first takes it, the others are free again.

It rings at all who are free at the rank of the agent who was chosen, or at one more of them after
each so many seconds. How long each phone rings and how it ends belong to the contact, the attempt
and the agent. One event is on the calendar for a ringing contact: the next at which anything
happens to its phones. Phones of the same instant are heard in the order in which they began to
ring. Who comes free meanwhile is not rung: the contact rings there when it is tried again.
"""

from __future__ import annotations

import math

from cic.policies.bonds import first_idle
from cic.policies.fitness import is_open
from cic.policies.refusing import is_refused
from cic.policies.routes import first_route, is_overflow, last_of_all, own_route
from cic.policies.stirring import lot_of
from cic.program.centre import rule, seldom
from cic.program.codes import (
    AT_RINGING,
    CARDS_IN_DECK,
    NO_ANSWER,
    NOBODY,
    PICKED_UP,
    REJECTED,
    RINGING_ENDS,
)
from cic.rules.cards import interval_of_day
from cic.rules.chance import PHONE_ENDS, PHONE_RINGS, chance
from cic.rules.lines import append, stop_idling
from cic.rules.outbox import note, schedule
from cic.rules.population import own_agent
from cic.rules.stress import has_left


@seldom
def ring_together(centre, c, a, now):
    """A contact begins to ring at an agent, and at others who are free."""
    ringing = centre.rings[c]
    ringing.more_at = math.inf
    ring_at(centre, c, a, now)
    if not rings_alone(centre, c, a):
        more_after = centre.floor[0].more_after
        if more_after > 0.0:
            ringing.more_at = now + more_after
        else:
            ring_at_all(centre, c, a, now)
    ringing.tries += 1
    set_alarm(centre, c)


@rule
def rings_alone(centre, c, a):
    """Whether a contact rings at its own agent, or one who must have had time to spare."""
    floor = centre.floor[0]
    if centre.queues[centre.contacts[c].queue].choosy:
        return True
    if not floor.ways:
        return False
    leg = centre.legs[c]
    if leg.same_agent:
        return centre.contacts[leg.before].agent == a and not has_left(centre, a, leg.before)
    return floor.customers != 0 and own_agent(centre, c) == a


@rule
def ring_at(centre, c, a, now):
    """A contact begins to ring at one agent, who is in no line of idle agents any more."""
    ringing = centre.rings[c]
    phone = centre.phones[a]
    answering = centre.answering[centre.agents[a].group]
    append(centre.agents, ringing, a)
    centre.agents[a].state = AT_RINGING
    note(centre, a, AT_RINGING, now)
    luck = lot_of(chance(centre, c, PHONE_ENDS, ringing.tries), a)
    phone.ends = PICKED_UP
    phone.until = now
    if answering.rings == NOBODY:  # this group answers at once
        return
    if luck < answering.no_answer:
        phone.ends = NO_ANSWER
        phone.until = now + answering.gives_up_after
        return
    if luck < answering.no_answer + answering.rejects:
        phone.ends = REJECTED
    card = answering.deck + int(
        lot_of(chance(centre, c, PHONE_RINGS, ringing.tries), a) * CARDS_IN_DECK
    )
    if answering.intervals > 1:
        card += interval_of_day(centre, now, answering.intervals) * CARDS_IN_DECK
    phone.until = now + centre.decks[card].value


@seldom
def ring_at_all(centre, c, a, now):
    """A contact rings at all who are free at the rank of an agent, group by group."""
    queue = centre.queues[centre.contacts[c].queue]
    like = own_route(centre, c, centre.agents[a].group)
    for r in range(first_route(centre, c), last_of_all(centre, c)):
        route = centre.routes[r]
        if not are_alike(centre, queue, r, like):
            continue
        if is_overflow(queue, r) and not is_open(centre, route, c, now):
            continue
        if centre.floor[0].yields and is_refused(centre, route.group, centre.contacts[c].queue, 0):
            continue
        while True:
            b = first_idle(centre, route.group, c, now)
            if b == NOBODY:
                break
            stop_idling(centre, b)
            ring_at(centre, c, b, now)


@rule
def is_alike(centre, c, a, b):
    """Whether a queue reaches the groups of two agents at the same rank."""
    queue = centre.queues[centre.contacts[c].queue]
    one = own_route(centre, c, centre.agents[a].group)
    return are_alike(centre, queue, one, own_route(centre, c, centre.agents[b].group))


@rule
def are_alike(centre, queue, r, s):
    """Whether two routes have the same rank, and are both overflow or neither."""
    same_kind = is_overflow(queue, r) == is_overflow(queue, s)
    return same_kind and centre.routes[r].rank == centre.routes[s].rank


@rule
def set_alarm(centre, c):
    """Put on the calendar when something next happens to the phones that ring for a contact."""
    ringing = centre.rings[c]
    at = ringing.more_at
    a = ringing.first
    while a != NOBODY:
        at = min(at, centre.phones[a].until)
        a = centre.agents[a].next
    schedule(centre, at, RINGING_ENDS, c)


@rule
def phone_done(centre, c, now):
    """Whose phone has rung for as long as it will; NOBODY: it is time for one more to ring."""
    a = centre.rings[c].first
    while a != NOBODY:
        if centre.phones[a].until <= now:
            return a
        a = centre.agents[a].next
    return NOBODY
