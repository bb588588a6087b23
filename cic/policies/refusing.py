"""Agents who are refused to a queue for a heavier one of theirs.

As `compare_weight` of Asterisk's app_queue: a member of several queues is refused to the lighter
one while a heavier one holds at least as many callers as it has members available.
"""

from __future__ import annotations

from cic.program.centre import rule, seldom


@seldom
def is_refused(centre, g, q, more):
    """Whether a group's agents may have nothing of a queue now; so many `more` are free."""
    group = centre.groups[g]
    weight = centre.queues[q].weight
    for d in range(group.duties_from, group.duties_until):
        other = centre.queues[centre.duties[d].queue]
        held = other.length + other.ringing
        if other.weight > weight and held > 0 and held >= free_members(centre, other) + more:
            return True
    return False


@rule
def free_members(centre, queue):
    """How many agents who answer a queue, be it as overflow, have nothing in hand."""
    free = 0
    for r in range(queue.routes_from, queue.overflow_until):
        free += centre.groups[centre.routes[r].group].length
    return free
