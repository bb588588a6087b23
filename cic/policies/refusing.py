"""Agents who are refused to a queue for a heavier one of theirs.

As `compare_weight` of Asterisk's app_queue: a member of several queues is refused to the lighter
one while a heavier one holds at least as many callers as it has members available. Where all ring
at once that is one at most, since only the head caller can be served.
"""

from __future__ import annotations

from cic.policies.routes import free_among
from cic.program.centre import seldom
from cic.program.score_codes import ONE_COUNTS


@seldom
def is_refused(centre, g, q, more):
    """Whether a group's agents may have nothing of a queue now; so many `more` are free."""
    group = centre.groups[g]
    weight = centre.queues[q].weight
    for d in range(group.duties_from, group.duties_until):
        other = centre.queues[centre.duties[d].queue]
        held = other.length + other.ringing
        if other.weight <= weight or held == 0:
            continue
        if centre.floor[0].yields == ONE_COUNTS:
            return True
        # its members are all who answer it, be it as overflow
        if held >= free_among(centre, other.routes_from, other.overflow_until) + more:
            return True
    return False
