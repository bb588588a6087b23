"""Contacts as a run begins with them: a row each, in order of arrival, written from their luck."""

from __future__ import annotations

import math

from cic.program.centre import rule
from cic.program.codes import INSIDE, NOBODY, TO_COME


@rule
def write_contacts(contacts, arrived_at, order, source, queue, step, patience, talk, wrap_up, dice):
    """Write every contact's row; `order` tells where it stands in the later columns."""
    throws = len(dice) > 0
    for c in range(len(contacts)):
        n = order[c]
        contact = contacts[c]
        contact.arrived_at = arrived_at[c]
        contact.queued_at = math.nan
        contact.answered_at = math.nan
        contact.ended_at = math.nan
        contact.patience = patience[n]
        contact.talk = talk[n]
        contact.wrap_up = wrap_up[n]
        contact.dice = dice[n] if throws else 0.0
        contact.agent = NOBODY
        contact.next = NOBODY
        contact.previous = NOBODY
        contact.step = step[n]
        contact.queue = queue[n]
        contact.source = source[n]
        contact.group = NOBODY
        contact.state = TO_COME
        contact.outcome = INSIDE


@rule
def write_wrap_ups(wrap_ups, order, column, place, columns):
    """Write one group's own wrap-up draws: column `place` of so many."""
    for c in range(len(order)):
        wrap_ups[c * columns + place].seconds = column[order[c]]
