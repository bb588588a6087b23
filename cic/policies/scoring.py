"""Agents and contacts by score: sums of terms, of which the first decides, or a person's own.

Agents: those idle in the groups of the lowest rank that has any; ties of all sums go to whoever
became idle first. Contacts: the heads of queues; ties go to the queue looked at first.
"""

from __future__ import annotations

from cic.policies.agent_scores import is_barred, score_alike, score_in_line
from cic.policies.bonds import head_of
from cic.policies.own import own_score
from cic.policies.routes import first_route, last_route
from cic.policies.scanning import first_able, next_able
from cic.policies.terms import contact_term
from cic.program.centre import rule, seldom
from cic.program.codes import CONTACT_OWN, NOBODY
from cic.program.score_codes import NO_TERM, WEIGHTED_IDLE


@seldom
def drawn_by_score(centre, c, now):
    """An idle agent by chance, in proportion to the scores; of no scores above 0 the longest idle.

    Agents are counted group by group, the longest idle first.
    """
    term = centre.floor[0].scan_term
    second = centre.floor[0].scan_second
    if term == WEIGHTED_IDLE and second == NO_TERM:
        return drawn_by(centre, c, WEIGHTED_IDLE, NO_TERM, now)
    return drawn_by(centre, c, term, second, now)


@rule
def drawn_by(centre, c, term, second, now):
    """The same where two terms count, beside what is alike in a group."""
    floor = centre.floor[0]
    longest = NOBODY
    total = 0.0
    rank = 0
    for r in range(first_route(centre, c), last_route(centre, c)):
        route = centre.routes[r]
        if longest != NOBODY and route.rank != rank:
            break
        a = first_able(centre, c, r, now)
        while floor.bars and a != NOBODY and is_barred(centre, c, a, now):
            a = next_able(centre, c, a, r, now)
        if a == NOBODY:
            continue
        rank = route.rank
        if longest == NOBODY or centre.agents[a].turn < centre.agents[longest].turn:
            longest = a
        alike = score_alike(centre, c, route.group)
        while a != NOBODY:
            total += chance_of(centre, c, a, term, second, alike, now)
            a = next_able(centre, c, a, r, now)
    if not total > 0.0:
        return longest
    left = centre.extras[c * floor.extras + floor.dice].value * total
    return reached(centre, c, rank, left, term, second, now)


@rule
def reached(centre, c, rank, left, term, second, now):
    """The agent at whom the scores, added up, exceed a number."""
    last = NOBODY
    for r in range(first_route(centre, c), last_route(centre, c)):
        if centre.routes[r].rank != rank:
            continue
        a = first_able(centre, c, r, now)
        if a == NOBODY:
            continue
        alike = score_alike(centre, c, centre.routes[r].group)
        while a != NOBODY:
            score = chance_of(centre, c, a, term, second, alike, now)
            if left < score:
                return a
            left -= score
            last = a if score > 0.0 else last
            a = next_able(centre, c, a, r, now)
    return last


@rule
def chance_of(centre, c, a, term, second, alike, now):
    """What counts for an agent where they are drawn: the score, if not below 0, nor barred."""
    floor = centre.floor[0]
    score = score_in_line(centre, c, a, term, second, alike, now)
    if floor.bars and score <= floor.above:
        return 0.0
    return score if score > 0.0 else 0.0


@seldom
def goes_before_by_score(centre, a, q, other, now):
    """Whether the head of a queue has a higher score than that of another, for an agent."""
    floor = centre.floor[0]
    if floor.contact_policy == CONTACT_OWN:
        here = own_score(floor.own_contact, centre, head_of(centre, q), a, now)
        return here > own_score(floor.own_contact, centre, head_of(centre, other), a, now)
    return lead_of_contact(centre, a, q, other, centre.terms[floor.terms - 1].place + 1, now) > 0


@rule
def lead_of_contact(centre, a, q, other, sums, now):
    """By so many sums the head of a queue is ahead of another (1), behind (-1), or neither."""
    for place in range(sums):
        here = contact_sum(centre, a, q, place, now)
        there = contact_sum(centre, a, other, place, now)
        if here != there:
            return 1 if here > there else -1
    return 0


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
