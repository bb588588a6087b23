"""Counting a run that begins from a snapshot; written like a rule, for both clocks."""

from __future__ import annotations

from cic.measures.bins import bin_of
from cic.program.centre import rule
from cic.program.codes import NOBODY


@rule
def leave_out_before(contacts, firsts, begins, edges, by_group):
    """Take the time before a run begins from the time for which contacts were in hand.

    Those come first, among the first contacts as among those that follow others: work on cases.
    """
    for c in range(firsts):
        if contacts[c].arrived_at > begins:
            break
        leave_out_time_of(contacts[c], begins, edges, by_group)
    for c in range(firsts, len(contacts)):
        if contacts[c].arrived_at > begins:
            break
        leave_out_time_of(contacts[c], begins, edges, by_group)


@rule
def leave_out_time_of(contact, begins, edges, by_group):
    """Take the time before a run begins from that for which one contact was in hand."""
    if contact.agent == NOBODY or contact.answered_at >= begins:
        return
    groups = len(by_group) // len(edges)
    answered = bin_of(edges, contact.answered_at, 0)
    there = by_group[answered * groups + contact.group]
    there.busy_change -= 1
    there.busy_left -= edges[answered].ends - contact.answered_at
    here = by_group[bin_of(edges, begins, 0) * groups + contact.group]
    here.busy_change += 1
    here.busy_left += edges[bin_of(edges, begins, 0)].ends - begins
