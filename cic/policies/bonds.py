"""Contacts that only some of those who serve their queue may take, and for how long.

A contact may wait for the agent before, be allotted to a site, or have settled on a group; groups
may drop out of its circle as it waits, or have it at a rank that changes with stages. What stands
for a queue, with an agent who looks for work, is then the first contact that this agent may take,
of the lowest rank, not the head: nobody idles beside a contact that is not bound elsewhere.
"""

from __future__ import annotations

import math

from cic.policies.routes import goes_by_stages, place_of, route_of
from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY


@rule
def head_of(centre, q):
    """The contact that stands for a queue: its head, or the first that may be taken."""
    if centre.floor[0].binds and centre.bindings[q].binds:
        return centre.bindings[q].stands
    return centre.queues[q].first


@seldom
def finds_one(centre, a, q, now):
    """Whether an agent may take any contact of a queue; the first stands for the queue then."""
    binding = centre.bindings[q]
    if not binding.binds:
        return True
    if binding.standing != NOBODY:
        binding.stands = first_by_stages(centre, a, q, now)
        return binding.stands != NOBODY
    c = centre.queues[q].first
    while c != NOBODY and not is_for(centre, c, a, now):
        c = centre.contacts[c].next
    binding.stands = c
    return c != NOBODY


@seldom
def first_by_stages(centre, a, q, now):
    """The contact of the lowest rank at which any waits for an agent's group; ties: the first."""
    chosen = NOBODY
    lowest = math.inf
    c = centre.queues[q].first
    while c != NOBODY:
        rank = 0.0
        if goes_by_stages(centre, c):
            rank = place_of(centre, c, centre.agents[a].group)
        if rank < lowest and is_for(centre, c, a, now):
            chosen = c
            lowest = rank
        c = centre.contacts[c].next
    return chosen


@rule
def is_for(centre, c, a, now):
    """Whether a contact, as it is bound, may go to an agent."""
    return goes_to(centre, c, centre.agents[a].group, now) and may_have(centre, c, a)


@rule
def goes_to(centre, c, g, now):
    """Whether a contact, as it is bound, goes to a group's agents at all."""
    contact = centre.contacts[c]
    if not centre.bindings[contact.queue].binds:
        return True
    bond = centre.bonds[c]
    if bond.group > NOBODY and is_settled_elsewhere(centre, bond, g):
        return False
    r = route_of(centre, centre.queues[contact.queue], g)
    return now < contact.queued_at + centre.routes[r].until


@rule
def may_have(centre, c, a):
    """Whether a contact may have an agent of a group to which it goes: its own, or of its site."""
    if not centre.bindings[centre.contacts[c].queue].binds:
        return True
    bond = centre.bonds[c]
    if bond.agent > NOBODY and bond.agent != a:
        return False
    return bond.site <= NOBODY or bond.site == centre.agents[a].site


@rule
def is_settled_elsewhere(centre, bond, g):
    """Whether a contact has settled on a group, or on several, that are not all gone, without g."""
    if bond.group == g:
        return False
    there = centre.groups[bond.group].present > 0
    for r in range(bond.copies_from, bond.copies_until):
        h = centre.routes[r].group
        if h == g:
            return False
        there |= centre.groups[h].present > 0
    return there


@rule
def first_idle(centre, g, c, now):
    """Of a group's idle agents, the longest idle who may take a contact; NOBODY: none."""
    a = centre.groups[g].first
    if centre.floor[0].binds and a != NOBODY:
        if not goes_to(centre, c, g, now):
            return NOBODY
        while a != NOBODY and not may_have(centre, c, a):
            a = centre.agents[a].next
    return a
