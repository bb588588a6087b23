"""A contact that waits goes from stage to stage of its queue's script.

A stage begins by its own event: an agent who comes free at that very instant still finds the
contact as it stood before.

References
----------
The policy OVERFLOWANDPRIORITY of ContactCenters (Buist and L'Ecuyer), of which these are the stages
and cases: at each, an agent of the smallest rank is looked for; who finds none waits for some
groups at ranks of its own, which a later stage may change. It keeps its patience, and its time in
queue.
"""

from __future__ import annotations

import math

from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY, WIDENS
from cic.program.stage_records import HOW_MANY_FREE, HOW_MANY_WAIT, SHARE_MET
from cic.rules.outbox import schedule
from cic.rules.watching import share_met


@seldom
def enter_stages(centre, c, now):
    """A contact reaches its queue, and is in the first stage that begins without a wait."""
    if not centre.floor[0].binds:
        return
    bond = centre.bonds[c]
    bond.standing = centre.bindings[centre.contacts[c].queue].standing
    if bond.standing == NOBODY:
        return
    if is_over(centre, c, now):
        advance(centre, c, now)
    else:
        see_to_next(centre, c, now)


@seldom
def advance(centre, c, now):
    """A contact goes on to the stage that its wait has come to; whether an agent is looked for."""
    bond = centre.bonds[c]
    if bond.standing == NOBODY or not is_over(centre, c, now):
        return False
    searches = False
    while is_over(centre, c, now):
        f = fork_taken(centre, centre.standings[bond.standing], now)
        bond.standing = centre.forks[f].to
        searches = centre.forks[f].searches != 0
    see_to_next(centre, c, now)
    return searches


@rule
def is_over(centre, c, now):
    """Whether a contact has waited for as long as it stands as it does."""
    until = centre.standings[centre.bonds[c].standing].until
    return now >= centre.contacts[c].queued_at + until


@rule
def see_to_next(centre, c, now):
    """Put the next stage of a contact on the calendar."""
    until = centre.standings[centre.bonds[c].standing].until
    if until < math.inf:
        schedule(centre, max(now, centre.contacts[c].queued_at + until), WIDENS, c)


@rule
def fork_taken(centre, standing, now):
    """The first case that holds; the last always does."""
    for f in range(standing.forks_from, standing.forks_until):
        if holds(centre, centre.forks[f], now):
            return f
    return standing.forks_until - 1


@rule
def holds(centre, fork, now):
    """Whether all is so that a case asks for."""
    for t in range(fork.tests_from, fork.all_until):
        if not is_so(centre, centre.tests[t], now):
            return False
    for t in range(fork.all_until, fork.tests_until):
        if is_so(centre, centre.tests[t], now):
            return True
    return fork.all_until == fork.tests_until


@rule
def is_so(centre, test, now):
    """Whether a number of the centre is as a test asks for."""
    number = counted(centre, test.what, test.of, now)
    if test.against != NOBODY:
        return number > counted(centre, test.what, test.against, now)
    if test.at_most:
        return number <= test.bound
    return number >= test.bound


@seldom
def counted(centre, what, of, now):
    """How many wait in a queue, or are free in a group, the share of it that is busy; or met."""
    if what == SHARE_MET:
        return share_met(centre, of, now)
    if what == HOW_MANY_WAIT:
        return float(centre.queues[of].length)
    group = centre.groups[of]
    if what == HOW_MANY_FREE:
        return float(group.length)
    return (group.present - group.length) / group.present if group.present > 0 else 0.0
