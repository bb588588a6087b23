"""Which agent for this contact: agent selection, when several agents are free.

The candidates are the idle agents of the groups that serve the contact's queue, of the lowest rank
that has any. Ranks come from the queue's `groups`, in that order; else, for `skill_rank`, from the
skills; else all groups rank alike. Scores (`cic.policies.scoring`) say themselves whether the
skills' ranks count. Every policy returns an agent or NOBODY.

Groups that take a queue's overflow come after all others.

Where agents may have several contacts in hand, `cic.policies.with_room` looks further.
"""

from __future__ import annotations

from cic.policies.bonds import first_idle
from cic.policies.fitness import channel_of, free_agents, is_open
from cic.policies.refusing import is_refused
from cic.policies.routes import first_route, last_of_all, last_route
from cic.policies.scanning import best_scored
from cic.policies.scoring import drawn_by_score
from cic.policies.with_room import beside_others, first_with_room, has_less_in_hand
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
            a = beside_others(centre, c, idle, now)
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
        return best_scored(centre, c, first_route(centre, c), last_route(centre, c), now)
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


@rule
def spared_agent(centre, queue, now):
    """For a queue that wants agents with time to spare: the longest idle of those it may have."""
    enough = 0 < queue.when_free <= free_agents(centre, queue)
    return idle_for(centre, queue, 0.0 if enough else queue.after_idle, now)


@seldom
def idle_for(centre, queue, after, now):
    """Of the agents of the lowest rank who have been idle for so long, who has been so longest."""
    chosen = NOBODY
    rank = 0
    for r in range(queue.routes_from, queue.routes_until):
        route = centre.routes[r]
        if chosen != NOBODY and route.rank != rank:
            break
        a = centre.groups[route.group].first
        if a == NOBODY or centre.agents[a].idle_since + after > now:
            continue
        if chosen == NOBODY or centre.agents[a].turn < centre.agents[chosen].turn:
            chosen = a
            rank = route.rank
    return chosen


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
        if floor.yields and is_refused(centre, route.group, centre.contacts[c].queue, 0):
            continue
        a = first_idle(centre, route.group, c, now)
        if a == NOBODY:
            a = first_with_room(centre, c, route.group, m, now)
        if a != NOBODY and (chosen == NOBODY or is_freer(centre, a, chosen)):
            chosen = a
            rank = route.rank
    return chosen


@seldom
def best_of_all(centre, c, now):
    """The agent of the highest score of all who may take a contact, overflow included."""
    floor = centre.floor[0]
    if floor.several or floor.by_chance:
        return choose_agent(centre, c, now)
    return best_scored(centre, c, first_route(centre, c), last_of_all(centre, c), now)


@rule
def is_freer(centre, a, other):
    """Whether an agent has fewer contacts in hand than another; ties: unchanged for longer."""
    if centre.floor[0].several:
        return has_less_in_hand(centre, a, other)
    return centre.agents[a].turn < centre.agents[other].turn
