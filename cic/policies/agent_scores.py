"""What the scores of agents are, and which of two agents goes first where they tie."""

from __future__ import annotations

import math

from cic.policies.own import own_score
from cic.policies.terms import agent_term, group_term
from cic.program.centre import rule, seldom
from cic.program.score_codes import BY_SUMS, BY_TURN, NO_TERM, OWN_SCORE


@rule
def agent_score(centre, c, a, now):
    """The score of an agent, which decides; what is no number counts as lowest."""
    floor = centre.floor[0]
    alike = score_alike(centre, c, centre.agents[a].group)
    return score_in_line(centre, c, a, floor.scan_term, floor.scan_second, alike, now)


@seldom
def is_barred(centre, c, a, now):
    """Whether an agent's score is not above the number that it must exceed."""
    return agent_score(centre, c, a, now) <= centre.floor[0].above


@rule
def score_alike(centre, c, g):
    """What the first terms come to that are alike for all who are idle in a group."""
    floor = centre.floor[0]
    if floor.alike_terms == 0:
        return 0.0
    if floor.alike_terms > floor.fixed_terms:
        return sum_alike(centre, c, g)
    return centre.claims[g * floor.queues + centre.contacts[c].queue].fixed


@seldom
def sum_alike(centre, c, g):
    """The same where some of them change as agents come and go."""
    floor = centre.floor[0]
    claim = centre.claims[g * floor.queues + centre.contacts[c].queue]
    total = claim.fixed
    for t in range(floor.fixed_terms, floor.alike_terms):
        total += centre.terms[t].weight * group_term(centre, centre.terms[t].what, claim, g)
    return total


@rule
def score_in_line(centre, c, a, term, second, alike, now):
    """The score of an agent, of which it is known what it has from its group, and what counts."""
    floor = centre.floor[0]
    if term == OWN_SCORE:
        return own_score(floor.own_agent, centre, c, a, now)
    if term == NO_TERM:
        return alike
    first = floor.alike_terms
    score = alike + centre.terms[first].weight * agent_term(centre, term, c, a, now)
    if second != NO_TERM:
        score += centre.terms[first + 1].weight * agent_term(centre, second, c, a, now)
        for t in range(first + 2, floor.first_terms):
            further = centre.terms[t]
            score += further.weight * agent_term(centre, further.what, c, a, now)
    return -math.inf if math.isnan(score) else score


@rule
def wins_tie(centre, c, a, other, now):
    """Whether an agent goes before another of the same first sum."""
    if centre.floor[0].ties == BY_SUMS:
        lead = lead_of(centre, c, a, other, centre.floor[0].agent_terms, now)
        if lead != 0:
            return lead > 0
        return centre.agents[a].turn < centre.agents[other].turn
    return goes_first(centre, a) > goes_first(centre, other)


@rule
def goes_first(centre, a):
    """A number that is higher for who goes first of equals, by time or by number."""
    ties = centre.floor[0].ties
    return -centre.agents[a].turn if ties == BY_TURN else ties * a


@seldom
def lead_of(centre, c, a, other, until, now):
    """By further sums of their scores an agent is ahead of another (1), behind (-1), or neither.

    By those after the first, of the terms before `until`.
    """
    t = centre.floor[0].first_terms
    while t < until:
        place = centre.terms[t].place
        here = 0.0
        there = 0.0
        while t < until and centre.terms[t].place == place:
            term = centre.terms[t]
            here += term.weight * agent_term(centre, term.what, c, a, now)
            there += term.weight * agent_term(centre, term.what, c, other, now)
            t += 1
        if here != there:
            return 1 if here > there else -1
    return 0
