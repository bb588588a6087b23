"""Which agent for this contact: agent selection, when several agents are free.

The candidates are the idle agents of the groups that serve the contact's queue, of the lowest rank
that has any. Ranks come from the queue's `groups`, in that order; else, for `skill_rank`, from the
skills; else all groups rank alike. Scores (`cic.policies.scoring`) say themselves whether the
skills' ranks count. Every policy returns an agent or NOBODY.

Groups that take a queue's overflow come after all others.

Where agents may have several contacts in hand, one with room for another is a candidate, too, after
the idle ones of the same rank: who has the fewest in hand; ties: whose hands have been unchanged
longest. Last of all come those who would have to put something on hold, in the same order.
"""

from __future__ import annotations

from typing import Final

from cic.policies.bonds import first_idle, is_for
from cic.policies.fitness import channel_of, fits, fits_by_holding, free_agents, is_open
from cic.policies.scoring import best_scored, drawn_by_score
from cic.program.centre import rule, seldom
from cic.program.codes import (
    AGENT_OWN,
    AGENT_SCORE,
    FEWEST_CONTACTS,
    LONGEST_IDLE,
    NOBODY,
    RANDOM,
    ROUND_ROBIN,
    SKILL_RANK,
)

WITH_ROOM: Final = 0
BY_HOLDING: Final = 1
"""How an agent may take another contact: as it is, or by putting something on hold."""


@rule
def choose_agent(centre, c, now):
    """The agent who takes a contact, by the centre's policy; NOBODY when none may."""
    floor = centre.floor[0]
    queue = centre.queues[centre.contacts[c].queue]
    if floor.choosy and queue.choosy and floor.agent_policy < AGENT_SCORE:
        a = spared_agent(centre, queue, now)
    else:
        idle = choose_idle(centre, queue, c, now)
        a = idle
        if floor.several and not queue.choosy:
            a = beside_others(centre, queue, c, idle, now)
        if floor.agent_policy >= ROUND_ROBIN and a != NOBODY and a == idle:
            queue.last_chosen = a
    if floor.choosy and a == NOBODY and queue.overflow_until > queue.routes_until:
        return overflow_agent(centre, c, now)
    return a


@rule
def choose_idle(centre, queue, c, now):
    """The idle agent who takes a contact."""
    floor = centre.floor[0]
    policy = floor.agent_policy
    if policy in (LONGEST_IDLE, SKILL_RANK):
        return longest_idle(centre, queue)
    if policy == RANDOM:
        return random_agent(centre, queue, centre.extras[c * floor.extras + floor.dice].value)
    if policy == FEWEST_CONTACTS:
        return fewest_contacts(centre, queue)
    if policy == ROUND_ROBIN:
        return round_robin(centre, queue)
    if floor.scores and policy in (AGENT_SCORE, AGENT_OWN):
        if floor.by_chance:
            return drawn_by_score(centre, c, now)
        return best_scored(centre, c, queue.routes_from, queue.routes_until, now)
    return NOBODY


@rule
def longest_idle(centre, queue):
    """Who became idle first."""
    chosen = NOBODY
    rank = 0
    for r in range(queue.routes_from, queue.routes_until):
        route = centre.routes[r]
        if chosen != NOBODY and route.rank != rank:
            break
        a = centre.groups[route.group].first
        if a != NOBODY:
            if chosen == NOBODY:
                chosen = a
                rank = route.rank
            elif centre.agents[a].turn < centre.agents[chosen].turn:
                chosen = a
    return chosen


@seldom
def random_agent(centre, queue, dice):
    """Number ⌊dice × candidates⌋ of them, counted group by group, the longest idle first."""
    count = 0
    rank = 0
    first_route = queue.routes_until
    for r in range(queue.routes_from, queue.routes_until):
        route = centre.routes[r]
        if count > 0 and route.rank != rank:
            break
        idle = centre.groups[route.group].length
        if idle > 0 and count == 0:
            rank = route.rank
            first_route = r
        count += idle
    left = int(dice * count)
    for r in range(first_route, queue.routes_until):
        group = centre.groups[centre.routes[r].group]
        if left < group.length:
            a = group.first
            for _ in range(left):
                a = centre.agents[a].next
            return a
        left -= group.length
    return NOBODY


@seldom
def fewest_contacts(centre, queue):
    """Who has answered the fewest contacts so far; ties: who became idle first."""
    chosen = NOBODY
    rank = 0
    for r in range(queue.routes_from, queue.routes_until):
        route = centre.routes[r]
        if chosen != NOBODY and route.rank != rank:
            break
        a = centre.groups[route.group].first
        while a != NOBODY:
            agent = centre.agents[a]
            if chosen == NOBODY:
                chosen = a
                rank = route.rank
            else:
                best = centre.agents[chosen]
                if agent.answered < best.answered or (
                    agent.answered == best.answered and agent.turn < best.turn
                ):
                    chosen = a
            a = agent.next
    return chosen


@seldom
def round_robin(centre, queue):
    """The next agent by number after the one last chosen for this queue; then the first again."""
    after = NOBODY
    first = NOBODY
    rank = 0
    for r in range(queue.routes_from, queue.routes_until):
        route = centre.routes[r]
        if first != NOBODY and route.rank != rank:
            break
        a = centre.groups[route.group].first
        while a != NOBODY:
            rank = route.rank
            if first == NOBODY or a < first:
                first = a
            if a > queue.last_chosen and (after == NOBODY or a < after):
                after = a
            a = centre.agents[a].next
    return first if after == NOBODY else after


@seldom
def spared_agent(centre, queue, now):
    """For a queue that wants agents with time to spare: the longest idle of those it may have."""
    enough = queue.when_free > 0 and free_agents(centre, queue) >= queue.when_free
    chosen = NOBODY
    rank = 0
    for r in range(queue.routes_from, queue.routes_until):
        route = centre.routes[r]
        if chosen != NOBODY and route.rank != rank:
            break
        a = centre.groups[route.group].first
        if a == NOBODY or not (enough or now >= centre.agents[a].idle_since + queue.after_idle):
            continue
        if chosen == NOBODY or centre.agents[a].turn < centre.agents[chosen].turn:
            chosen = a
            rank = route.rank
    return chosen


@seldom
def beside_others(centre, queue, c, idle, now):
    """The idle agent, unless one of a lower rank has room beside others; else who makes room."""
    m = channel_of(centre, c)
    with_room = least_in_hand(centre, c, m, WITH_ROOM, now)
    if with_room == NOBODY:
        return least_in_hand(centre, c, m, BY_HOLDING, now) if idle == NOBODY else idle
    if idle == NOBODY or rank_of(centre, queue, with_room) < rank_of(centre, queue, idle):
        return with_room
    return idle


@seldom
def overflow_agent(centre, c, now):
    """The agent of the groups whose overflow route is open to a contact, by rank.

    By the score, where agents are chosen by one; else, or where they may have several contacts in
    hand, the freest.
    """
    floor = centre.floor[0]
    queue = centre.queues[centre.contacts[c].queue]
    if floor.scores and floor.agent_policy >= AGENT_SCORE and not floor.several:
        return best_scored(centre, c, queue.routes_until, queue.overflow_until, now)
    m = channel_of(centre, c)
    chosen = NOBODY
    rank = 0
    for r in range(queue.routes_until, queue.overflow_until):
        route = centre.routes[r]
        if chosen != NOBODY and route.rank != rank:
            break
        if not is_open(centre, route, c, now):
            continue
        a = first_idle(centre, route.group, c, now)
        if a == NOBODY:
            a = first_with_room(centre, c, route.group, m, now)
        if a != NOBODY and (chosen == NOBODY or is_freer(centre, a, chosen)):
            chosen = a
            rank = route.rank
    return chosen


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
def is_freer(centre, a, other):
    """Whether an agent has fewer contacts in hand than another; ties: unchanged for longer."""
    if centre.floor[0].several:
        return has_less_in_hand(centre, a, other)
    return centre.agents[a].turn < centre.agents[other].turn


@rule
def least_in_hand(centre, c, m, how, now):
    """Of the agents with contacts in hand who could take one of a channel: who has the fewest."""
    floor = centre.floor[0]
    queue = centre.queues[centre.contacts[c].queue]
    chosen = NOBODY
    rank = 0
    for r in range(queue.routes_from, queue.routes_until):
        route = centre.routes[r]
        if chosen != NOBODY and route.rank != rank:
            break
        a = centre.beside[route.group].first
        while a != NOBODY:
            able = fits(centre, a, m) if how == WITH_ROOM else fits_by_holding(centre, a, m)
            if floor.binds and able:
                able = is_for(centre, c, a, now)
            if able and (chosen == NOBODY or has_less_in_hand(centre, a, chosen)):
                chosen = a
                rank = route.rank
            a = centre.agents[a].next
    return chosen


@rule
def has_less_in_hand(centre, a, other):
    """Whether an agent has fewer contacts in hand than another; ties: unchanged for longer."""
    here = centre.desks[a].length
    there = centre.desks[other].length
    if here == there:
        return centre.agents[a].turn < centre.agents[other].turn
    return here < there


@rule
def rank_of(centre, queue, a):
    """The rank at which a queue tries an agent's group."""
    for r in range(queue.routes_from, queue.routes_until):
        if centre.routes[r].group == centre.agents[a].group:
            return centre.routes[r].rank
    return 0
