"""Which agent for this contact: agent selection, when several agents are free.

The candidates are the idle agents of the groups that serve the contact's queue, of the lowest rank
that has any. Ranks come from the queue's `groups`, in that order; else, for `skill_rank`, from the
skills; else all groups rank alike. Every policy returns an agent or NOBODY.
"""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.codes import (
    FEWEST_CONTACTS,
    LONGEST_IDLE,
    NOBODY,
    RANDOM,
    ROUND_ROBIN,
    SKILL_RANK,
)


@rule
def choose_agent(centre, c):
    """The idle agent who takes a contact, by the centre's policy; NOBODY when none may."""
    floor = centre.floor[0]
    queue = centre.queues[centre.contacts[c].queue]
    policy = floor.agent_policy
    if policy in (LONGEST_IDLE, SKILL_RANK):
        return longest_idle(centre, queue)
    if policy == RANDOM:
        return random_agent(centre, queue, centre.extras[c * floor.extras + floor.dice].value)
    if policy == FEWEST_CONTACTS:
        return fewest_contacts(centre, queue)
    if policy == ROUND_ROBIN:
        return round_robin(centre, queue)
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
    chosen = first if after == NOBODY else after
    if chosen != NOBODY:
        queue.last_chosen = chosen
    return chosen
