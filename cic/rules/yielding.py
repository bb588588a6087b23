"""Agents who were refused to a queue for a heavier one look again when that holds less.

Or when more agents who answer it are free. So do all once nobody is on duty in a group on which
contacts have settled. One agent at a time, all of them at the same instant.
"""

from __future__ import annotations

from cic.policies.contact_selection import choose_contact
from cic.program.centre import rule, seldom
from cic.program.codes import LOOKS_AGAIN, NOBODY
from cic.rules.acd import idles_on
from cic.rules.connecting import take_more
from cic.rules.desk import step_aside
from cic.rules.outbox import schedule


@seldom
def let_refused_look(centre, now):
    """After each event: if somebody waits and somebody might be refused no longer, they look."""
    floor = centre.floor[0]
    if not floor.stirred:
        return
    floor.stirred = 0
    if floor.waiting > 0 and somebody_has_room(centre):
        schedule(centre, now, LOOKS_AGAIN, 0)


@rule
def somebody_has_room(centre):
    """Whether any agent is idle, or stands ready for more."""
    for g in range(len(centre.groups)):
        if centre.groups[g].first != NOBODY:
            return True
        if centre.floor[0].several and centre.beside[g].first != NOBODY:
            return True
    return False


@seldom
def refused_look(centre, now):
    """The first agent who may take somebody that waits does, group by group, the longest idle."""
    if takes_one(centre, now) and centre.floor[0].settles:
        schedule(centre, now, LOOKS_AGAIN, 0)


@rule
def takes_one(centre, now):
    """The same; whether anybody does."""
    for g in range(len(centre.groups)):
        a = first_who_may(centre, centre.groups[g].first, now)
        if a != NOBODY:
            idles_on(centre, a, now)
            return True
        if centre.floor[0].several:
            a = first_who_may(centre, centre.beside[g].first, now)
            if a != NOBODY:
                step_aside(centre, a)
                take_more(centre, a, now)
                return True
    return False


@rule
def first_who_may(centre, a, now):
    """The first agent of a line, from one on, who may take somebody that waits; NOBODY: none."""
    while a != NOBODY and choose_contact(centre, a, now) == NOBODY:
        a = centre.agents[a].next
    return a
