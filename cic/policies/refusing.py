"""Agents who are refused to a queue for a heavier one of theirs.

As `compare_weight` of Asterisk's app_queue: a member of several queues is refused to the lighter
one while a heavier one holds at least as many callers as it has members available.
"""

from __future__ import annotations

from cic.policies.routes import free_among
from cic.program.centre import seldom


@seldom
def is_refused(centre, g, q, more):
    """Whether a group's agents may have nothing of a queue now; so many `more` are free."""
    group = centre.groups[g]
    weight = centre.queues[q].weight
    for d in range(group.duties_from, group.duties_until):
        other = centre.queues[centre.duties[d].queue]
        held = other.length + other.ringing
        heavier = other.weight > weight and held > 0
        # its members are all who answer it, be it as overflow
        if heavier and held >= free_among(centre, other.routes_from, other.overflow_until) + more:
            return True
    return False
