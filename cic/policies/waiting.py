"""Since when a contact waits, and when its promise falls due."""

from __future__ import annotations

from cic.policies.bonds import head_of
from cic.program.centre import rule, seldom


@rule
def waiting_since(centre, q):
    """Since when the head of a queue waits, its head start credited."""
    return centre.contacts[head_of(centre, q)].queued_at - centre.queues[q].head_start


@seldom
def due_at(centre, q):
    """When the promise to the head of a queue falls due, by the clock of that promise."""
    queue = centre.queues[q]
    since = waiting_since(centre, q)
    if not queue.due_in_open_hours:
        return since + queue.due_within
    left = queue.due_within
    is_open = len(centre.hours) > 0 and centre.hours[0].closed != 0
    # What closes first opened at instant 0: a head start credits no open time before it.
    begins = max(since, 0.0) if is_open else since
    for h in range(len(centre.hours)):
        hours = centre.hours[h]
        if hours.at > since:
            if is_open and begins + left <= hours.at:
                return begins + left
            if is_open:
                left -= hours.at - begins
            begins = hours.at
        is_open = not hours.closed
    return begins + left
