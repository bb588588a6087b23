"""Who must wait settles on one group, and waits for its agents only.

On that of the least delay, the wait of the last who waited for it over the group's weight; or of
the smallest ratio (Q + 1) / N of those who wait for it and its agents on duty. Ties go to the group
first tried. Who finds nobody on duty settles on no group, and whose group is gone waits for any.
"""

from __future__ import annotations

from cic.program.bond_records import LEAST_DELAY
from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY


@seldom
def settle(centre, c):
    """A contact that takes its place in its queue settles on a group, unless it has before."""
    settles = centre.floor[0].settles
    if not settles:
        return
    bond = centre.bonds[c]
    if bond.group == NOBODY:
        bond.group = best_group(centre, centre.queues[centre.contacts[c].queue], settles)
    if bond.group != NOBODY:
        centre.pulls[bond.group].waiting += 1


@rule
def best_group(centre, queue, settles):
    """The group of the least delay, or of the smallest ratio; NOBODY: nobody is on duty."""
    chosen = NOBODY
    least = 0.0
    for r in range(queue.routes_from, queue.routes_until):
        g = centre.routes[r].group
        present = centre.groups[g].present
        if present == 0:
            continue
        pull = centre.pulls[g]
        if settles == LEAST_DELAY:
            here = pull.last_wait / pull.weight
        else:
            here = (pull.waiting + 1) / present
        if chosen == NOBODY or here < least:
            chosen = g
            least = here
    return chosen


@seldom
def unsettle(centre, c):
    """A contact leaves its place in its queue."""
    if centre.floor[0].settles and centre.bonds[c].group != NOBODY:
        centre.pulls[centre.bonds[c].group].waiting -= 1


@seldom
def notice_wait(centre, c, now):
    """An agent takes a contact that has waited for its group."""
    if centre.floor[0].settles and centre.bonds[c].group != NOBODY:
        waited = now - centre.contacts[c].queued_at
        centre.pulls[centre.bonds[c].group].last_wait = waited
