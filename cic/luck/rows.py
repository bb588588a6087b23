"""Contacts as a run begins with them: a row each, in order of arrival, written from their luck."""

from __future__ import annotations

import math

from cic.program.centre import rule
from cic.program.codes import INSIDE, NOBODY, TO_COME


@rule
def write_contacts(contacts, rows, arrived_at, source, queue, step, patience, talk, wrap_up):
    """Write the rows of a block of contacts."""
    for n in range(len(rows)):
        contact = contacts[rows[n]]
        contact.arrived_at = arrived_at[n]
        contact.queued_at = math.nan
        contact.answered_at = math.nan
        contact.ended_at = math.nan
        contact.patience = patience[n]
        contact.talk = talk[n]
        contact.wrap_up = wrap_up[n]
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
def write_extras(extras, rows, column, place, columns):
    """Write one column of the extra draws of a block: `place` of so many."""
    for n in range(len(rows)):
        extras[rows[n] * columns + place].value = column[n]
