"""Who makes a contact: the customer, whether it still is one, and how it behaves.

Which customer makes a first contact belongs to that contact; temper, and when and why a customer
leaves of its own, belong to the customer. Where there is no number of customers, the customer is
the first contact: all its luck is that contact's.
"""

from __future__ import annotations

import math

from cic.program.centre import rule, seldom
from cic.program.codes import GONE, NOBODY, STAYED_AWAY
from cic.program.customer_codes import COMPETITOR, KEPT, LOSSES, NATURAL, PRICE
from cic.program.leg_codes import CASE_WORK, OWN_CALL, RECONTACT, REDIAL, TRANSFER
from cic.rules.chance import (
    CUSTOMER_OF,
    IS_REPLACED,
    LEAVES_FOR,
    LIFE_OF,
    SEGMENT_OF,
    TEMPER_OF,
    chance,
    chance_of,
)


@seldom
def comes(centre, c, now):
    """A contact comes, made by a customer; whether so: who is lost stays away."""
    if c < centre.floor[0].arrivals:
        meet(centre, c)
        verdict = centre.verdicts[c]
        bring_up_to(centre, verdict.customer, verdict.segment, now)
        if centre.customers[verdict.customer].lost != KEPT:
            contact = centre.contacts[c]
            contact.state = GONE
            contact.outcome = STAYED_AWAY
            contact.ended_at = now
            return False
    if centre.verdicts[c].customer != NOBODY:  # it is not of a campaign's list
        behave(centre, c)
    return True


@rule
def meet(centre, c):
    """Which customer makes a first contact."""
    floor = centre.floor[0]
    relation = centre.relation[0]
    verdict = centre.verdicts[c]
    q = centre.contacts[c].queue
    if q == NOBODY:
        q = floor.queues
    s = part_at(centre, q * relation.segments, relation.segments, chance(centre, c, SEGMENT_OF, 0))
    verdict.segment = s
    verdict.customer = c
    if relation.number > 0:
        segment = centre.segments[s]
        verdict.customer = segment.first + int(chance(centre, c, CUSTOMER_OF, 0) * segment.size)


@rule
def part_at(centre, begins, parts, luck):
    """The part of a mixture that a number in [0, 1) falls to."""
    part = 0
    while part + 1 < parts and luck >= centre.mixes[begins + part].until:
        part += 1
    return part


@rule
def luck_of_customer(centre, k, what):
    """A number in [0, 1) that belongs to a customer."""
    generation = centre.customers[k].generation
    if centre.relation[0].number > 0:
        row = centre.floor[0].queues + 1 + centre.floor[0].campaigns
        return chance_of(centre.keys[row], k, what, generation)
    return chance(centre, k, what, generation)


@seldom
def bring_up_to(centre, k, s, now):
    """What has become of a customer by an instant: gone for reasons of its own, or replaced."""
    customer = centre.customers[k]
    while True:
        if customer.lost != KEPT:
            if customer.back_at > now:
                return
            be_replaced(centre, k, s)
        elif customer.leaves_at <= now:
            relation = centre.relation[0]
            luck = luck_of_customer(centre, k, LEAVES_FOR)
            cause = COMPETITOR
            if luck < relation.natural_until:
                cause = NATURAL
            elif luck < relation.price_until:
                cause = PRICE
            lose(centre, k, s, cause, customer.leaves_at)
        else:
            return


@seldom
def be_replaced(centre, k, s):
    """A new customer takes the place of a lost one."""
    relation = centre.relation[0]
    customer = centre.customers[k]
    customer.generation += 1
    customer.since = customer.back_at
    customer.lost = KEPT
    customer.mood = 0.0
    customer.content = 0
    customer.agent = NOBODY
    customer.last_agent = NOBODY
    customer.temper = NOBODY
    customer.back_at = math.inf
    customer.leaves_at = math.inf
    if relation.leaving_rate > 0.0:
        other = int(luck_of_customer(centre, k, LIFE_OF) * relation.number)
        life = centre.customers[other].life
        customer.leaves_at = customer.since + life / relation.leaving_rate
    centre.segments[s].gained += 1


@seldom
def lose(centre, k, s, cause, now):
    """The centre loses a customer, whose place may be taken after a while."""
    relation = centre.relation[0]
    customer = centre.customers[k]
    customer.lost = cause
    customer.back_at = math.inf
    centre.losses[s * LOSSES + cause].count += 1
    gained = relation.gained
    if relation.potential_first > 0.0:
        gained *= relation.potential / relation.potential_first
    if gained > 0.0 and luck_of_customer(centre, k, IS_REPLACED) < gained:
        customer.back_at = now + relation.gained_after
        relation.potential = max(0.0, relation.potential - 1.0)


@seldom
def tells_others(centre, s):
    """An annoyed customer of a segment puts off potential ones; those still left, on average."""
    relation = centre.relation[0]
    share = relation.potential / relation.potential_first
    lost = min(relation.potential, relation.puts_off * share)
    relation.potential -= lost
    centre.segments[s].put_off += lost


@seldom
def run_ends(centre, now):
    """All customers of a population are brought up to the end of the last day."""
    if centre.relation[0].number > 0:
        for s in range(len(centre.segments)):
            segment = centre.segments[s]
            for k in range(segment.first, segment.first + segment.size):
                bring_up_to(centre, k, s, now)


@rule
def behave(centre, c):
    """What a customer's segment, temper, mood and complaint make of a contact that comes."""
    relation = centre.relation[0]
    contact = centre.contacts[c]
    verdict = centre.verdicts[c]
    segment = centre.segments[verdict.segment]
    patience = segment.patience_factor
    if relation.tempers > 0:
        verdict.temper = temper_now(centre, verdict.customer, verdict.segment)
        patience *= centre.tempers[verdict.temper].patience_factor
    if not verdict.patient:
        contact.patience *= patience
    contact.talk *= customers_factor(centre, c)


@rule
def temper_now(centre, k, s):
    """A customer's temper, or what a bad mood makes of it."""
    relation = centre.relation[0]
    customer = centre.customers[k]
    if customer.temper == NOBODY:
        begins = relation.temper_mixes + s * relation.tempers
        luck = luck_of_customer(centre, k, TEMPER_OF)
        customer.temper = part_at(centre, begins, relation.tempers, luck)
    if customer.mood < relation.sours_below and relation.sours_to != NOBODY:
        return relation.sours_to
    return customer.temper


@seldom
def customers_factor(centre, c):
    """What talk, or an agent's turn, is multiplied by for whose contact it is, and what about."""
    verdict = centre.verdicts[c]
    if verdict.customer == NOBODY:
        return 1.0
    factor = centre.segments[verdict.segment].talk_factor
    if verdict.temper != NOBODY:
        factor *= centre.tempers[verdict.temper].talk_factor
    if verdict.complaint != NOBODY:
        factor *= centre.grievances[verdict.complaint].talk_factor
    return factor


@seldom
def keep_customer(centre, n, c, kind):
    """A contact is made by the customer of the one before, who comes in such a way.

    Work on a case is nobody's: its customer is not there.
    """
    if kind == CASE_WORK:
        return
    before = centre.verdicts[c]
    verdict = centre.verdicts[n]
    verdict.customer = before.customer
    verdict.segment = before.segment
    verdict.temper = before.temper
    verdict.complaint = before.complaint
    verdict.again = before.again
    verdict.repeats = before.repeats
    if kind in (REDIAL, RECONTACT, OWN_CALL):
        verdict.repeats += 1
    if kind == TRANSFER:
        verdict.waited = before.waited + waited(centre, c)


@seldom
def is_still_there(centre, c, since, now):
    """Whether the customer of a contact has been with the centre since then; true of nobody's."""
    verdict = centre.verdicts[c]
    if verdict.customer == NOBODY:
        return True
    bring_up_to(centre, verdict.customer, verdict.segment, now)
    customer = centre.customers[verdict.customer]
    return customer.lost == KEPT and customer.since <= since


@seldom
def reaches_customer_of(centre, n, c, now):
    """A call of a campaign reaches the customer of an earlier contact.

    Who was lost since is called as well, but is no customer any more, and judges nothing.
    """
    before = centre.verdicts[c]
    if before.customer == NOBODY:
        return
    if is_still_there(centre, c, centre.contacts[c].arrived_at, now):
        verdict = centre.verdicts[n]
        verdict.customer = before.customer
        verdict.segment = before.segment
        behave(centre, n)


@rule
def waited(centre, c):
    """How long a contact that has ended, or was answered, waited in its queue."""
    contact = centre.contacts[c]
    if math.isnan(contact.queued_at) or centre.queues[contact.queue].deferred:
        return 0.0
    until = contact.ended_at if math.isnan(contact.answered_at) else contact.answered_at
    return until - contact.queued_at


@rule
def passed_on_more(centre, c):
    """What the probability of being passed on is multiplied by for a customer's temper."""
    temper = centre.verdicts[c].temper
    return 1.0 if temper == NOBODY else centre.tempers[temper].transfer_factor


@seldom
def own_agent(centre, c):
    """The agent who is responsible for a customer; -1: none is."""
    if not centre.relation[0].own_agents or centre.verdicts[c].customer == NOBODY:
        return NOBODY
    return centre.customers[centre.verdicts[c].customer].agent
