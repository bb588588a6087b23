"""By which routes contacts reach groups of agents: those of the queue, or of how they stand."""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY


@rule
def route_of(centre, queue, g):
    """The route by which a queue reaches a group."""
    return route_among(centre, queue, queue.routes_from, queue.overflow_until, g)


@rule
def route_among(centre, queue, first, until, g):
    """The first of some routes that leads to a group; where none does, the first of the queue."""
    for r in range(first, until):
        if centre.routes[r].group == g:
            return r
    return queue.routes_from


@rule
def goes_by_stages(centre, c):
    """Whether a contact goes by the stages of its queue."""
    return centre.floor[0].binds != 0 and centre.bonds[c].standing != NOBODY


@rule
def first_route(centre, c):
    """The first of the routes by which a contact is sent to an agent."""
    if goes_by_stages(centre, c):
        return centre.standings[centre.bonds[c].standing].routes_from
    return centre.queues[centre.contacts[c].queue].routes_from


@rule
def last_route(centre, c):
    """Where these routes end; those of overflow, which come next, are not among them."""
    if goes_by_stages(centre, c):
        return centre.standings[centre.bonds[c].standing].routes_until
    queue = centre.queues[centre.contacts[c].queue]
    if centre.floor[0].targets and centre.bonds[c].group == NOBODY:
        return end_within_target(centre, queue)
    return queue.routes_until


@seldom
def end_within_target(centre, queue):
    """Where the routes end of the first rank that has a group within its target; none: all."""
    within = False
    for r in range(queue.routes_from, queue.routes_until):
        if within and centre.routes[r].rank != centre.routes[r - 1].rank:
            return r
        within |= is_within_target(centre, centre.routes[r].group)
    return queue.routes_until


@rule
def is_within_target(centre, g):
    """Whether a contact that must wait would rather do so for a group than try those behind."""
    return centre.groups[g].present > 0 and ratio_of(centre, g) <= centre.pulls[g].target


@rule
def ratio_of(centre, g):
    """The ratio of those who wait for a group, with one more, to its agents, who are on duty."""
    return (centre.pulls[g].waiting + 1) / centre.groups[g].present


@rule
def last_of_all(centre, c):
    """Where they end, with those of overflow."""
    if goes_by_stages(centre, c):
        return centre.standings[centre.bonds[c].standing].routes_until
    return centre.queues[centre.contacts[c].queue].overflow_until


@rule
def own_route(centre, c, g):
    """The route by which a contact reaches a group; where none does, one of its queue."""
    queue = centre.queues[centre.contacts[c].queue]
    return route_among(centre, queue, first_route(centre, c), last_of_all(centre, c), g)


@rule
def free_among(centre, first, until):
    """How many agents have nothing in hand in the groups of some routes."""
    free = 0
    for r in range(first, until):
        free += centre.groups[centre.routes[r].group].length
    return free


@rule
def is_overflow(queue, r):
    """Whether a route is one by which a queue overflows."""
    return queue.routes_until <= r < queue.overflow_until


@rule
def place_of(centre, c, g):
    """The rank at which a contact that goes by stages waits for a group's agents."""
    return centre.places[centre.bonds[c].standing * len(centre.groups) + g].rank
