"""Which contact for this agent: contact selection, when an agent comes free and several wait.

The candidates are the heads of the non-empty queues that the agent's group serves, looked at in the
group's order (skill rank, then as written); the first looked at wins a tie. Waiting counts from
joining the queue, less the queue's head start. Every policy returns a queue or NOBODY.
"""

from __future__ import annotations

from cic.program.centre import rule
from cic.program.codes import (
    LIST_ORDER,
    LONGEST_QUEUE,
    LONGEST_WAIT,
    NOBODY,
    PRIORITY,
    WEIGHTED_WAIT,
)


@rule
def choose_contact(centre, g, now):
    """The queue whose head an agent of a group takes, by the centre's policy; NOBODY when none."""
    floor = centre.floor[0]
    if floor.waiting == 0:
        return NOBODY
    group = centre.groups[g]
    policy = floor.contact_policy
    if policy == LONGEST_WAIT:
        return longest_wait(centre, group)
    if policy == PRIORITY:
        return by_priority(centre, group)
    if policy == LIST_ORDER:
        return list_order(centre, group)
    if policy == LONGEST_QUEUE:
        return longest_queue(centre, group)
    if policy == WEIGHTED_WAIT:
        return weighted_wait(centre, group, now)
    return NOBODY


@rule
def waiting_since(centre, queue):
    """Since when the head of a queue waits, its head start credited."""
    return centre.contacts[queue.first].queued_at - queue.head_start


@rule
def longest_wait(centre, group):
    """The head that has waited longest."""
    chosen = NOBODY
    earliest = 0.0
    for d in range(group.duties_from, group.duties_until):
        q = centre.duties[d].queue
        queue = centre.queues[q]
        if queue.first != NOBODY:
            since = waiting_since(centre, queue)
            if chosen == NOBODY or since < earliest:
                chosen = q
                earliest = since
    return chosen


@rule
def by_priority(centre, group):
    """The head of the lowest priority number; ties: the longest wait."""
    chosen = NOBODY
    best = 0
    earliest = 0.0
    for d in range(group.duties_from, group.duties_until):
        q = centre.duties[d].queue
        queue = centre.queues[q]
        if queue.first != NOBODY:
            since = waiting_since(centre, queue)
            if (
                chosen == NOBODY
                or queue.priority < best
                or (queue.priority == best and since < earliest)
            ):
                chosen = q
                best = queue.priority
                earliest = since
    return chosen


@rule
def list_order(centre, group):
    """The head of the first queue that is not empty."""
    for d in range(group.duties_from, group.duties_until):
        q = centre.duties[d].queue
        if centre.queues[q].first != NOBODY:
            return q
    return NOBODY


@rule
def longest_queue(centre, group):
    """The head of the queue where most contacts wait."""
    chosen = NOBODY
    length = 0
    for d in range(group.duties_from, group.duties_until):
        q = centre.duties[d].queue
        if centre.queues[q].length > length:
            chosen = q
            length = centre.queues[q].length
    return chosen


@rule
def weighted_wait(centre, group, now):
    """The head of the greatest weight × wait."""
    chosen = NOBODY
    heaviest = 0.0
    for d in range(group.duties_from, group.duties_until):
        q = centre.duties[d].queue
        queue = centre.queues[q]
        if queue.first != NOBODY:
            urgency = queue.weight * (now - waiting_since(centre, queue))
            if chosen == NOBODY or urgency > heaviest:
                chosen = q
                heaviest = urgency
    return chosen
