"""Where a contact takes its place in its queue, if not at the end."""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY
from cic.rules.lines import join_before, prepend


@seldom
def takes_place(centre, c):
    """A contact that waits goes to the front, or before those of lower segments; whether so."""
    if centre.legs[c].goes_first:
        prepend(centre, c)
        return True
    if not centre.floor[0].customers or not centre.relation[0].ranks:
        return False
    queue = centre.queues[centre.contacts[c].queue]
    rank = rank_of(centre, c)
    if queue.last == NOBODY or rank_of(centre, queue.last) <= rank:
        return False
    other = queue.first
    while rank_of(centre, other) <= rank:
        other = centre.contacts[other].next
    join_before(centre, c, other)
    return True


@rule
def rank_of(centre, c):
    """The place of a customer's segment among all; behind them those of campaigns' lists."""
    if centre.verdicts[c].customer == NOBODY:
        return len(centre.segments)
    return centre.segments[centre.verdicts[c].segment].rank
