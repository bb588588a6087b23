"""By which route a queue reaches a group of agents."""

from __future__ import annotations

from cic.program.centre import rule


@rule
def route_of(centre, queue, g):
    """The route by which a queue reaches a group."""
    for r in range(queue.routes_from, queue.overflow_until):
        if centre.routes[r].group == g:
            return r
    return queue.routes_from
