"""Who may take what now: room among the contacts in hand, what may be put on hold, reserves.

Every group's agents divide their attention into shares; a contact of a channel fills so much of
one share. Contacts on hold take no room.
"""

from __future__ import annotations

import math

from cic.policies.bonds import head_of
from cic.policies.called import is_called_first
from cic.policies.routes import free_among
from cic.program.centre import rule, seldom
from cic.program.codes import AVAILABLE, NOBODY, ON_HOLD, PASSED_ON, QUEUED, RINGING, RINGS


@seldom
def may_take(centre, a, q, now):
    """Whether an agent may take a contact of a queue now."""
    floor = centre.floor[0]
    agent = centre.agents[a]
    queue = centre.queues[q]
    if agent.leaving != NOBODY and queue.deferred:
        return False
    if not serves_now(centre, agent.group, q, now):
        return False
    if floor.dialled and is_called_first(centre, head_of(centre, q)):
        return False
    if queue.choosy and not is_spared(centre, a, queue, now):
        return False
    if not floor.several:
        return True
    m = queue.channel
    if goes_after_held_work(centre, a, m):
        return False
    return fits(centre, a, m) or fits_by_holding(centre, a, m)


@rule
def serves_now(centre, g, q, now):
    """Whether a group serves the head of a queue now: always, or as overflow."""
    queue = centre.queues[q]
    for r in range(queue.routes_until, queue.overflow_until):
        route = centre.routes[r]
        if route.group == g:
            return is_open(centre, route, head_of(centre, q), now)
    return True


@rule
def is_open(centre, route, c, now):
    """Whether an overflow route is open to a contact that waits, or has just reached its queue."""
    contact = centre.contacts[c]
    if now >= contact.queued_at + route.after:
        return True
    waiting = centre.queues[contact.queue].length
    if contact.state != QUEUED:
        if waiting > 0 and contact.state != RINGING:
            return False  # those before it go first
        waiting += 1
    if 0 < route.when_waiting <= waiting:
        return True
    if route.predicted == math.inf:
        return False
    return waiting >= route.predicted * service_rate(centre, centre.queues[contact.queue])


@rule
def service_rate(centre, queue):
    """Contacts of a queue that the agents on duty serve a second; overflow is left out."""
    rate = 0.0
    for r in range(queue.routes_from, queue.routes_until):
        route = centre.routes[r]
        present = centre.groups[route.group].present
        if present > 0:
            rate += present * route.per_agent
    return rate


@rule
def is_spared(centre, a, queue, now):
    """Whether a queue that wants agents with time to spare may have this one."""
    agent = centre.agents[a]
    if centre.floor[0].several and centre.desks[a].length > 0:
        return False
    free = free_agents(centre, queue)
    if agent.state == AVAILABLE:
        if now >= agent.idle_since + queue.after_idle:
            return True
    else:
        free += 1
        if queue.after_idle <= 0.0:
            return True
    return queue.when_free > 0 and free >= queue.when_free


@rule
def has_time(centre, a, queue, now):
    """Whether an idle agent has the time to spare that a queue wants."""
    if now >= centre.agents[a].idle_since + queue.after_idle:
        return True
    return 0 < queue.when_free <= free_agents(centre, queue)


@rule
def free_agents(centre, queue):
    """How many agents who serve a queue have nothing in hand."""
    return free_among(centre, queue.routes_from, queue.routes_until)


@rule
def fits(centre, a, m):
    """Whether an agent has room for a contact of a channel."""
    return room_left(centre, a, m) >= 0


@rule
def room_left(centre, a, m):
    """What room there would be left with one more contact of a channel; below 0 it does not fit."""
    floor = centre.floor[0]
    g = centre.agents[a].group
    fit = centre.fits[g * floor.channels + m]
    if fit.share == NOBODY:
        return -(1 << 30)
    room = centre.rooms[g * floor.shares + fit.share].room
    return room - centre.loads[a * floor.shares + fit.share].taken - fit.weight


@rule
def fits_by_holding(centre, a, m):
    """Whether it would fit if all that the channel may interrupt were put on hold."""
    floor = centre.floor[0]
    g = centre.agents[a].group
    room = room_left(centre, a, m)
    c = centre.desks[a].first
    while c != NOBODY and room < 0:
        if gives_way(centre, c, a, m):
            room += centre.fits[g * floor.channels + channel_of(centre, c)].weight
        c = centre.contacts[c].next
    return room >= 0


@rule
def gives_way(centre, c, a, m):
    """Whether a contact in hand would go on hold for one of a channel, and make room by it."""
    n = channel_of(centre, c)
    if centre.work[c].phase in (ON_HOLD, RINGS, PASSED_ON) or not may_interrupt(centre, m, n):
        return False
    first = centre.agents[a].group * centre.floor[0].channels
    return centre.fits[first + m].share == centre.fits[first + n].share


@rule
def goes_after_held_work(centre, a, m):
    """Whether a contact on hold that fits goes before one of a channel."""
    c = centre.desks[a].first
    left = centre.desks[a].on_hold
    while left > 0:
        if centre.work[c].phase == ON_HOLD:
            n = channel_of(centre, c)
            if fits(centre, a, n) and not may_interrupt(centre, m, n):
                return True
            left -= 1
        c = centre.contacts[c].next
    return False


@rule
def may_interrupt(centre, m, n):
    """Whether a contact of channel m may put one of channel n on hold."""
    return centre.interrupts[m * centre.floor[0].channels + n].may != 0


@rule
def channel_of(centre, c):
    """The channel of a contact."""
    return centre.queues[centre.contacts[c].queue].channel
