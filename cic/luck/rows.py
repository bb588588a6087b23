"""Contacts as a run begins with them: a row each, in order of arrival, written from their luck."""

from __future__ import annotations

import math

from cic.program.centre import rule
from cic.program.codes import INSIDE, NOBODY, TO_COME


@rule
def write_contacts(contacts, rows, arrived_at, source, queue, step, patience, talk, wrap_up):
    """Write the rows of a block of contacts."""
    for n in range(len(rows)):
        write_contact(
            contacts[rows[n]],
            arrived_at[n],
            source[n],
            queue[n],
            step[n],
            patience[n],
            talk[n],
            wrap_up[n],
        )


@rule
def write_contact(contact, arrived_at, source, queue, step, patience, talk, wrap_up):
    """Write one row."""
    contact.arrived_at = arrived_at
    contact.queued_at = math.nan
    contact.answered_at = math.nan
    contact.ended_at = math.nan
    contact.patience = patience
    contact.talk = talk
    contact.wrap_up = wrap_up
    contact.agent = NOBODY
    contact.next = NOBODY
    contact.previous = NOBODY
    contact.step = step
    contact.queue = queue
    contact.source = source
    contact.group = NOBODY
    contact.state = TO_COME
    contact.outcome = INSIDE


@rule
def write_extras(extras, rows, column, place, columns):
    """Write one column of the extra draws of a block: `place` of so many."""
    for n in range(len(rows)):
        extras[rows[n] * columns + place].value = column[n]
