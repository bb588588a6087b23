"""The idle agent of the highest score: the lines of groups are scanned, the longest idle first.

How (`floor.scan`) is laid out before a run, from the terms of the score.
"""

from __future__ import annotations

import math
from typing import Final

from cic.policies.agent_scores import (
    agent_score,
    goes_first,
    lead_of,
    score_alike,
    score_in_line,
    wins_tie,
)
from cic.policies.bonds import goes_to, may_have
from cic.policies.fitness import has_time, is_open
from cic.policies.refusing import is_refused
from cic.policies.routes import is_overflow
from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY
from cic.program.score_codes import (
    AGENT_ORDER,
    ALL,
    BY_SUMS,
    CALL_TURN,
    CONTACTS,
    FALLING,
    HEADS,
    IDLE,
    IDLE_SHARE,
    MEAN_HANDLE_TIME,
    NO_TERM,
    QUEUE_CONTACTS,
    RANKED_LOT,
    SINCE_CONTACT,
    SINCE_QUEUE_CONTACT,
    TALK_TIME,
)

BEFORE_ALL: Final = 1 << 62
"""Who goes before all others in a tie."""


@seldom
def best_scored(centre, c, first, until, now):
    """The idle agent of the highest score, in the groups of the routes from `first` to `until`.

    A term that is known where a loop is compiled makes it a loop of a few instructions: the terms
    by which switches choose have one each.
    """
    floor = centre.floor[0]
    if floor.scan != ALL or floor.ties == BY_SUMS or floor.binds or floor.choosy:
        return best_of_lines(centre, c, first, until, now)
    term = floor.scan_term
    if floor.scan_second != NO_TERM:
        return highest_of_two(centre, c, first, until, now)
    if term == AGENT_ORDER:
        return highest(centre, c, first, until, AGENT_ORDER, NO_TERM, now)
    if term == CONTACTS:
        return highest(centre, c, first, until, CONTACTS, NO_TERM, now)
    if term == TALK_TIME:
        return highest(centre, c, first, until, TALK_TIME, NO_TERM, now)
    if term == MEAN_HANDLE_TIME:
        return highest(centre, c, first, until, MEAN_HANDLE_TIME, NO_TERM, now)
    if term == SINCE_CONTACT:
        return highest(centre, c, first, until, SINCE_CONTACT, NO_TERM, now)
    return highest_for_queue(centre, c, first, until, now)


@rule
def highest_for_queue(centre, c, first, until, now):
    """The same by what counts for one queue, or one contact, only; or by any terms."""
    term = centre.floor[0].scan_term
    if term == QUEUE_CONTACTS:
        return highest(centre, c, first, until, QUEUE_CONTACTS, NO_TERM, now)
    if term == SINCE_QUEUE_CONTACT:
        return highest(centre, c, first, until, SINCE_QUEUE_CONTACT, NO_TERM, now)
    if term == CALL_TURN:
        return highest(centre, c, first, until, CALL_TURN, NO_TERM, now)
    if term == RANKED_LOT:
        return highest(centre, c, first, until, RANKED_LOT, NO_TERM, now)
    if term == NO_TERM:
        return highest(centre, c, first, until, NO_TERM, NO_TERM, now)
    return highest(centre, c, first, until, term, NO_TERM, now)


@rule
def highest_of_two(centre, c, first, until, now):
    """The same by two terms, or more, beside what is alike in a group."""
    term = centre.floor[0].scan_term
    second = centre.floor[0].scan_second
    if term == IDLE_SHARE and second == IDLE:
        return highest(centre, c, first, until, IDLE_SHARE, IDLE, now)
    return highest(centre, c, first, until, term, second, now)


@rule
def highest(centre, c, first, until, term, second, now):
    """The same where all who are idle are looked at, and ties go by number or time.

    Nobody is asked who is ahead but to choose: a processor that guesses is wrong half of the time.
    """
    floor = centre.floor[0]
    chosen = NOBODY
    best = floor.above if floor.bars else -math.inf
    place = BEFORE_ALL if floor.bars else -BEFORE_ALL
    rank = 0
    for r in range(first, until):
        route = centre.routes[r]
        if chosen != NOBODY and route.rank != rank:
            break
        rank = route.rank
        if floor.yields and is_refused(centre, route.group, centre.contacts[c].queue, 0):
            continue
        alike = score_alike(centre, c, route.group)
        a = centre.groups[route.group].first
        for _ in range(centre.groups[route.group].length):
            score = score_in_line(centre, c, a, term, second, alike, now)
            own = goes_first(centre, a)
            wins = (score > best) | ((score == best) & (own > place))
            chosen = a if wins else chosen
            place = own if wins else place
            best = max(best, score)
            a = centre.agents[a].next
    return chosen


@rule
def best_of_lines(centre, c, first, until, now):
    """The same where not all may be had, or need be looked at, or further sums decide."""
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
        a = best_of_line(centre, c, r, now)
        if a == NOBODY:
            continue
        score = agent_score(centre, c, a, now)
        if floor.bars and score <= floor.above:
            continue
        if chosen == NOBODY or score > best:
            chosen = a
            best = score
            rank = route.rank
        elif score == best and wins_tie(centre, c, a, chosen, now):
            chosen = a
    return chosen


@rule
def best_of_line(centre, c, r, now):
    """Of a route's group, the agent of the highest score whom a contact may have; NOBODY: none."""
    floor = centre.floor[0]
    a = first_able(centre, c, r, now)
    if a == NOBODY or floor.scan == HEADS:
        return a
    chosen = a
    best = agent_score(centre, c, a, now)
    while True:
        a = next_able(centre, c, a, r, now)
        if a == NOBODY:
            return chosen
        score = agent_score(centre, c, a, now)
        if score > best or (score == best and wins_tie(centre, c, a, chosen, now)):
            chosen = a
            best = score
        elif floor.scan == FALLING and falls_behind(centre, c, a, chosen, score, best, now):
            return chosen


@rule
def falls_behind(centre, c, a, chosen, score, best, now):
    """Whether an agent, and so all who have been idle for less time, goes behind the one chosen."""
    floor = centre.floor[0]
    if score == best and floor.falling_terms > floor.first_terms:
        return lead_of(centre, c, a, chosen, floor.falling_terms, now) < 0
    return score < best


@rule
def first_able(centre, c, r, now):
    """The longest idle of a route's group whom a contact may have; NOBODY: none."""
    floor = centre.floor[0]
    g = centre.routes[r].group
    if floor.yields and is_refused(centre, g, centre.contacts[c].queue, 0):
        return NOBODY
    a = centre.groups[g].first
    if a == NOBODY or (floor.binds and not goes_to(centre, c, g, now)):
        return NOBODY
    if (floor.binds or floor.choosy) and not is_able(centre, c, a, r, now):
        return next_able(centre, c, a, r, now)
    return a


@rule
def next_able(centre, c, a, r, now):
    """The next agent of a route's line, after one, whom a contact may have; NOBODY: none."""
    floor = centre.floor[0]
    a = centre.agents[a].next
    if floor.binds or floor.choosy:
        while a != NOBODY and not is_able(centre, c, a, r, now):
            a = centre.agents[a].next
    return a


@seldom
def is_able(centre, c, a, r, now):
    """Whether an idle agent of a group to which a contact goes may be chosen for it.

    Where its queue wants agents with time to spare, those of its own routes need some.
    """
    floor = centre.floor[0]
    if floor.binds and not may_have(centre, c, a):
        return False
    queue = centre.queues[centre.contacts[c].queue]
    if not queue.choosy or is_overflow(queue, r):
        return True
    return has_time(centre, a, queue, now)
