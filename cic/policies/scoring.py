"""Agents and contacts by score: sums of terms, of which the first decides, or a person's own.

Agents: those idle in the groups of the lowest rank that has any; ties of all sums go to whoever
became idle first. Contacts: the heads of queues; ties go to the queue looked at first.
"""

from __future__ import annotations

from cic.policies.bonds import head_of, is_for
from cic.policies.fitness import has_time, is_open
from cic.policies.own import own_score
from cic.policies.refusing import is_refused
from cic.policies.routes import first_route, is_overflow, last_route
from cic.policies.terms import agent_term, contact_term
from cic.program.centre import rule, seldom
from cic.program.codes import AGENT_OWN, CONTACT_OWN, NOBODY
from cic.program.score_codes import FALLING, HEADS


@seldom
def best_scored(centre, c, first, until, now):
    """The idle agent of the highest score, in the groups of the routes from `first` to `until`."""
    floor = centre.floor[0]
    queue = centre.queues[centre.contacts[c].queue]
    chosen = NOBODY
    best = 0.0
    rank = 0
    for r in range(first, until):
        route = centre.routes[r]
        if chosen != NOBODY and route.rank != rank:
            break
        if is_overflow(queue, r) and not is_open(centre, route, c, now):
            continue
        a = next_able(centre, c, centre.groups[route.group].first, r, now)
        of_group = score_of_group(centre, c, a, now)
        while a != NOBODY:
            score = score_from(centre, c, a, of_group, now)
            if floor.bars and score <= floor.above:
                pass
            elif chosen == NOBODY or score > best:
                chosen = a
                best = score
                rank = route.rank
            elif score == best and wins_tie(centre, c, a, chosen, now):
                chosen = a
            elif floor.scan == FALLING and score < best:
                break
            if floor.scan == HEADS:
                break
            a = next_able(centre, c, centre.agents[a].next, r, now)
    return chosen


@rule
def next_able(centre, c, a, r, now):
    """The first agent of a route's line, from one on, whom a contact may have; NOBODY: none."""
    floor = centre.floor[0]
    if floor.yields and is_refused(centre, centre.routes[r].group, centre.contacts[c].queue, 0):
        return NOBODY
    if floor.binds or floor.choosy:
        while a != NOBODY and not is_able(centre, c, a, r, now):
            a = centre.agents[a].next
    return a


@seldom
def is_able(centre, c, a, r, now):
    """Whether an idle agent may be chosen for a contact.

    Where its queue wants agents with time to spare, those of its own routes need some.
    """
    floor = centre.floor[0]
    if floor.binds and not is_for(centre, c, a, now):
        return False
    queue = centre.queues[centre.contacts[c].queue]
    if not queue.choosy or is_overflow(queue, r):
        return True
    return has_time(centre, a, queue, now)


@rule
def agent_score(centre, c, a, now):
    """The score of an idle agent, which decides."""
    return score_from(centre, c, a, score_of_group(centre, c, a, now), now)


@seldom
def score_of_group(centre, c, a, now):
    """What the first terms come to that are alike for all who are idle in an agent's group."""
    if a == NOBODY:
        return 0.0
    return with_terms(centre, c, a, 0.0, 0, centre.floor[0].group_terms, now)


@rule
def score_from(centre, c, a, of_group, now):
    """The score of an idle agent, of which it is known what it has from its group."""
    floor = centre.floor[0]
    if floor.agent_policy == AGENT_OWN:
        return own_score(floor.own_agent, centre, c, a, now)
    return with_terms(centre, c, a, of_group, floor.group_terms, floor.first_terms, now)


@rule
def with_terms(centre, c, a, total, first, until, now):
    """A sum, and the terms of an idle agent from the first until the last added to it."""
    for t in range(first, until):
        total += centre.terms[t].weight * agent_term(centre, centre.terms[t].what, c, a, now)
    return total


@seldom
def is_barred(centre, c, a, now):
    """Whether an agent's score is not above the number that it must exceed."""
    return agent_score(centre, c, a, now) <= centre.floor[0].above


@rule
def chance_of(centre, c, a, of_group, now):
    """What counts for an agent where they are drawn: the score, if not below 0, nor barred."""
    score = score_from(centre, c, a, of_group, now)
    if centre.floor[0].bars and score <= centre.floor[0].above:
        return 0.0
    return max(0.0, score)


@rule
def agent_sum(centre, c, a, place, now):
    """One of the further sums of an agent's score."""
    floor = centre.floor[0]
    total = 0.0
    for t in range(floor.first_terms, floor.agent_terms):
        term = centre.terms[t]
        if term.place == place:
            total += term.weight * agent_term(centre, term.what, c, a, now)
    return total


@rule
def wins_tie(centre, c, a, other, now):
    """Whether an agent goes before another of the same first sum."""
    floor = centre.floor[0]
    if floor.agent_terms > 0:
        for place in range(1, centre.terms[floor.agent_terms - 1].place + 1):
            here = agent_sum(centre, c, a, place, now)
            there = agent_sum(centre, c, other, place, now)
            if here != there:
                return here > there
    return centre.agents[a].turn < centre.agents[other].turn


@seldom
def drawn_by_score(centre, c, now):
    """An idle agent by chance, in proportion to the scores; of no scores above 0 the longest idle.

    Agents are counted group by group, the longest idle first.
    """
    floor = centre.floor[0]
    longest = NOBODY
    total = 0.0
    rank = 0
    for r in range(first_route(centre, c), last_route(centre, c)):
        route = centre.routes[r]
        if longest != NOBODY and route.rank != rank:
            break
        a = next_able(centre, c, centre.groups[route.group].first, r, now)
        while floor.bars and a != NOBODY and is_barred(centre, c, a, now):
            a = next_able(centre, c, centre.agents[a].next, r, now)
        if a == NOBODY:
            continue
        rank = route.rank
        if longest == NOBODY or centre.agents[a].turn < centre.agents[longest].turn:
            longest = a
        of_group = score_of_group(centre, c, a, now)
        while a != NOBODY:
            total += chance_of(centre, c, a, of_group, now)
            a = next_able(centre, c, centre.agents[a].next, r, now)
    if not total > 0.0:
        return longest
    left = centre.extras[c * floor.extras + floor.dice].value * total
    return reached(centre, c, rank, left, now)


@rule
def reached(centre, c, rank, left, now):
    """The agent at whom the scores, added up, exceed a number."""
    last = NOBODY
    for r in range(first_route(centre, c), last_route(centre, c)):
        route = centre.routes[r]
        if route.rank != rank:
            continue
        a = next_able(centre, c, centre.groups[route.group].first, r, now)
        of_group = score_of_group(centre, c, a, now)
        while a != NOBODY:
            score = chance_of(centre, c, a, of_group, now)
            if score > 0.0:
                last = a
                if left < score:
                    return a
                left -= score
            a = next_able(centre, c, centre.agents[a].next, r, now)
    return last


@seldom
def goes_before_by_score(centre, a, q, other, now):
    """Whether the head of a queue has a higher score than that of another, for an agent."""
    floor = centre.floor[0]
    if floor.contact_policy == CONTACT_OWN:
        here = own_score(floor.own_contact, centre, head_of(centre, q), a, now)
        return here > own_score(floor.own_contact, centre, head_of(centre, other), a, now)
    for place in range(centre.terms[floor.terms - 1].place + 1):
        here = contact_sum(centre, a, q, place, now)
        there = contact_sum(centre, a, other, place, now)
        if here != there:
            return here > there
    return False


@rule
def contact_sum(centre, a, q, place, now):
    """One of the sums of the score of the contact at the head of a queue."""
    floor = centre.floor[0]
    total = 0.0
    for t in range(floor.agent_terms, floor.terms):
        term = centre.terms[t]
        if term.place == place:
            total += term.weight * contact_term(centre, term.what, a, q, now)
    return total
