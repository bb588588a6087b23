"""By which routes contacts reach groups of agents: those of the queue, or of how they stand."""

from __future__ import annotations

from cic.program.centre import rule
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
    return centre.queues[centre.contacts[c].queue].routes_until


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
