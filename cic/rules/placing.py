"""Where a contact takes its place in its queue, if not at the end."""

from __future__ import annotations

from cic.policies.terms import points_as_forwarded
from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY
from cic.rules.lines import join_before, prepend


@seldom
def takes_place(centre, c):
    """A contact that waits goes to the front, or before those it goes before; whether so.

    Before those of lower segments, and of the same segment before those of less urgency.
    """
    floor = centre.floor[0]
    if floor.ways and centre.legs[c].goes_first:
        prepend(centre, c)
        return True
    queue = centre.queues[centre.contacts[c].queue]
    if queue.last == NOBODY or stays_before(centre, queue.last, c):
        return False
    other = queue.first
    while stays_before(centre, other, c):
        other = centre.contacts[other].next
    join_before(centre, c, other)
    return True


@rule
def stays_before(centre, other, c):
    """Whether one who waits stays before one who comes."""
    floor = centre.floor[0]
    if floor.customers and centre.relation[0].ranks:
        here = rank_of(centre, c)
        there = rank_of(centre, other)
        if here != there:
            return there < here
    if not (floor.sorts and centre.urgencies[centre.contacts[c].queue].sorts):
        return True
    return standing(centre, other) >= standing(centre, c)


@rule
def standing(centre, c):
    """The urgency of a contact as if all had been waiting since instant 0: it orders its queue."""
    contact = centre.contacts[c]
    per_second = centre.urgencies[contact.queue].per_second
    return points_as_forwarded(centre, c) - per_second * contact.queued_at


@rule
def rank_of(centre, c):
    """The place of a customer's segment among all; behind them those of campaigns' lists."""
    if centre.verdicts[c].customer == NOBODY:
        return len(centre.segments)
    return centre.segments[centre.verdicts[c].segment].rank
