"""Who must wait settles on one group, and waits for its agents only.

On that of the least delay, the wait of the last who waited for it over the group's weight; on one
drawn by chance, the likelier the smaller that delay; or on that of the smallest ratio (Q + 1) / N
of those who wait for it and its agents on duty: of the groups of the first rank that has any within
their targets, of these; else of all. Ties go to the group first tried. Who finds nobody on duty
settles on no group, and whose group is gone waits for any.

Copies of a contact may wait for other groups, too: of the set, all groups of that rank, or of all
sets up to it. Where contacts settle as they come, they do so before an agent is looked for.
"""

from __future__ import annotations

from cic.policies.routes import end_within_target, is_within_target, ratio_of
from cic.policies.stirring import lot_of
from cic.policies.terms import lot
from cic.program.bond_records import DRAWN_BY_DELAY, LEAST_RATIO, TO_SET
from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY


@seldom
def settle(centre, c):
    """A contact that takes its place in its queue settles on a group, unless it has before."""
    if not centre.floor[0].settles:
        return
    settle_on(centre, c)
    if centre.bonds[c].group != NOBODY:
        count(centre, c, 1)


@rule
def count(centre, c, sign):
    """One more waits for the group, or groups, on which a contact has settled (1), or less (-1)."""
    bond = centre.bonds[c]
    if bond.copies_from == bond.copies_until:
        centre.pulls[bond.group].waiting += sign
    for r in range(bond.copies_from, bond.copies_until):
        centre.pulls[centre.routes[r].group].waiting += sign


@rule
def settle_on(centre, c):
    """A contact settles on a group, unless it has before."""
    bond = centre.bonds[c]
    if bond.group != NOBODY:
        return
    queue = centre.queues[centre.contacts[c].queue]
    if centre.floor[0].settles == DRAWN_BY_DELAY:
        bond.group = drawn_group(centre, c, queue)
        return
    g = NOBODY
    if centre.floor[0].targets:
        g = best_group(centre, queue, end_within_target(centre, queue), 1)
    within = g != NOBODY
    if not within:
        g = best_group(centre, queue, queue.routes_until, 0)
    bond.group = g
    if centre.floor[0].copies and g != NOBODY:
        copy(centre, bond, queue, within)


@seldom
def copy(centre, bond, queue, within):
    """Copies of a contact go to groups of its set, or of all sets up to it.

    Unless it has settled `within` a target, that is to none, or to all groups.
    """
    copies = centre.floor[0].copies
    if not within and copies == TO_SET:
        return
    first = queue.routes_from
    until = end_within_target(centre, queue) if within else queue.routes_until
    if copies == TO_SET:
        rank = centre.routes[until - 1].rank
        while centre.routes[first].rank != rank:
            first += 1
    bond.copies_from = first
    bond.copies_until = until


@rule
def best_group(centre, queue, until, within):
    """The group of the least delay, or of the smallest ratio, of some routes; NOBODY: of none.

    Of those with nobody on duty it is none, nor of others than `within` their targets, if so asked.
    """
    chosen = NOBODY
    least = 0.0
    for r in range(queue.routes_from, until):
        g = centre.routes[r].group
        if centre.groups[g].present == 0 or (within and not is_within_target(centre, g)):
            continue
        by_ratio = centre.floor[0].settles == LEAST_RATIO
        here = ratio_of(centre, g) if by_ratio else delay_of(centre, g)
        if chosen == NOBODY or here < least:
            chosen = g
            least = here
    return chosen


@rule
def delay_of(centre, g):
    """The predicted delay at a group, as its weight counts."""
    return centre.pulls[g].last_wait / centre.pulls[g].weight


@rule
def drawn_group(centre, c, queue):
    """A group by chance, in proportion to one over its delay; the first whose delay is 0, if any.

    Each takes the place of the one before with its part of what both and all before have.
    """
    drawn = lot(centre, c, NOBODY)
    chosen = NOBODY
    total = 0.0
    for r in range(queue.routes_from, queue.routes_until):
        g = centre.routes[r].group
        if centre.groups[g].present > 0:
            delay = delay_of(centre, g)
            if delay == 0.0:
                return g
            chance = 1.0 / delay
            total += chance
            chosen = g if lot_of(drawn, g) * total < chance else chosen
    return chosen


@seldom
def unsettle(centre, c):
    """A contact leaves its place in its queue."""
    if centre.floor[0].settles and centre.bonds[c].group != NOBODY:
        count(centre, c, -1)


@seldom
def notice_wait(centre, c, now):
    """An agent takes a contact that has waited for its group."""
    if centre.floor[0].settles and centre.bonds[c].group != NOBODY:
        waited = now - centre.contacts[c].queued_at
        centre.pulls[centre.bonds[c].group].last_wait = waited
