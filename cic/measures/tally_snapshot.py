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
    leave_out_among(contacts, 0, firsts, begins, edges, by_group)
    leave_out_among(contacts, firsts, len(contacts), begins, edges, by_group)


@rule
def leave_out_among(contacts, first, until, begins, edges, by_group):
    """The same of contacts that stand in order of arrival."""
    groups = len(by_group) // len(edges)
    b = bin_of(edges, begins, 0)
    for c in range(first, until):
        contact = contacts[c]
        if contact.arrived_at > begins:
            break
        if contact.agent != NOBODY and contact.answered_at < begins:
            answered = bin_of(edges, contact.answered_at, 0)
            there = by_group[answered * groups + contact.group]
            there.busy_change -= 1
            there.busy_left -= edges[answered].ends - contact.answered_at
            here = by_group[b * groups + contact.group]
            here.busy_change += 1
            here.busy_left += edges[b].ends - begins
