"""Parts of counting that several counts share; written like a rule, for both clocks."""

from __future__ import annotations

import math

from cic.measures.bins import bin_of
from cic.program.centre import rule, seldom


@rule
def count_busy(by_group, edges, contact, b, groups):
    """Count an answered contact of bin b for the group that has it in hand, while it does."""
    g = contact.group
    begin = bin_of(edges, contact.answered_at, b)
    done_at = contact.ended_at + contact.wrap_up
    end = bin_of(edges, done_at, begin)
    first = by_group[begin * groups + g]
    first.answered += 1
    first.busy_change += 1
    first.busy_left += edges[begin].ends - contact.answered_at
    final = by_group[end * groups + g]
    final.busy_change -= 1
    final.busy_left -= edges[end].ends - done_at


@seldom
def count_work(sums, work, contact):
    """Count what several contacts in hand bring with them."""
    sums.held += work.held
    if not math.isnan(work.responded_at):
        sums.responded += 1
        sums.first_response += work.responded_at - contact.queued_at


@seldom
def count_backlog(by_queue, edges, b, q, queues, queued_at, wait):
    """Count a contact that still waits at the end of the bin in which it came to its queue."""
    begin = bin_of(edges, queued_at, b)
    end = bin_of(edges, queued_at + wait, begin)
    if end == begin and wait < math.inf:
        return
    sums = by_queue[begin * (queues + 1) + q]
    sums.backlog_change += 1
    sums.backlog_since += queued_at
    if wait < math.inf:
        sums = by_queue[end * (queues + 1) + q]
        sums.backlog_change -= 1
        sums.backlog_since -= queued_at
