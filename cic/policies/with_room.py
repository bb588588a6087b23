"""Agents who may have several contacts in hand: who has room for another.

One with room for another is a candidate, too, after the idle ones of the same rank: who has the
fewest in hand; ties: the higher score where agents are chosen by one, then whose hands have been
unchanged longest. Last of all come those who would have to put something on hold, in the same
order.
"""

from __future__ import annotations

from typing import Final

from cic.policies.agent_scores import agent_score, is_barred, wins_tie
from cic.policies.bonds import is_for
from cic.policies.fitness import channel_of, fits, fits_by_holding
from cic.policies.refusing import is_refused
from cic.policies.routes import first_route, last_route, own_route
from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY

WITH_ROOM: Final = 0
BY_HOLDING: Final = 1
"""How an agent may take another contact: as it is, or by putting something on hold."""


@seldom
def beside_others(centre, c, idle, now):
    """The idle agent, unless one of a lower rank has room beside others; else who makes room."""
    m = channel_of(centre, c)
    with_room = least_in_hand(centre, c, m, WITH_ROOM, now)
    if with_room == NOBODY:
        return least_in_hand(centre, c, m, BY_HOLDING, now) if idle == NOBODY else idle
    if idle == NOBODY or rank_of(centre, c, with_room) < rank_of(centre, c, idle):
        return with_room
    return idle


@rule
def first_with_room(centre, c, g, m, now):
    """Of a group's agents with contacts in hand and room for one of a channel: the least busy."""
    floor = centre.floor[0]
    chosen = NOBODY
    a = centre.beside[g].first
    while a != NOBODY:
        able = fits(centre, a, m) and not (floor.binds and not is_for(centre, c, a, now))
        if able and (chosen == NOBODY or has_less_in_hand(centre, a, chosen)):
            chosen = a
        a = centre.agents[a].next
    return chosen


@rule
def least_in_hand(centre, c, m, how, now):
    """Of the agents with contacts in hand who could take one of a channel: who has the fewest."""
    floor = centre.floor[0]
    chosen = NOBODY
    rank = 0
    for r in range(first_route(centre, c), last_route(centre, c)):
        route = centre.routes[r]
        if chosen != NOBODY and route.rank != rank:
            break
        if floor.yields and is_refused(centre, route.group, centre.contacts[c].queue, 1):
            continue
        a = centre.beside[route.group].first
        while a != NOBODY:
            able = fits(centre, a, m) if how == WITH_ROOM else fits_by_holding(centre, a, m)
            if floor.binds and able:
                able = is_for(centre, c, a, now)
            if floor.bars and able:
                able = not is_barred(centre, c, a, now)
            if able and (chosen == NOBODY or is_better_beside(centre, c, a, chosen, now)):
                chosen = a
                rank = route.rank
            a = centre.agents[a].next
    return chosen


@rule
def is_better_beside(centre, c, a, other, now):
    """Whether one with contacts in hand goes before another: fewer of them; of equals the score."""
    floor = centre.floor[0]
    if floor.scores and floor.is_scored and centre.desks[a].length == centre.desks[other].length:
        here = agent_score(centre, c, a, now)
        there = agent_score(centre, c, other, now)
        return here > there if here != there else wins_tie(centre, c, a, other, now)
    return has_less_in_hand(centre, a, other)


@rule
def has_less_in_hand(centre, a, other):
    """Whether an agent has fewer contacts in hand than another; ties: unchanged for longer."""
    here = centre.desks[a].length
    there = centre.desks[other].length
    if here == there:
        return centre.agents[a].turn < centre.agents[other].turn
    return here < there


@rule
def rank_of(centre, c, a):
    """The rank at which a contact tries an agent's group."""
    return centre.routes[own_route(centre, c, centre.agents[a].group)].rank
