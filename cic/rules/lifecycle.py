"""Everything that can happen, and the beginning of a run: all that the clocks call."""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.codes import (
    ARRIVES,
    DUTY_CHANGES,
    HOURS_CHANGE,
    NOBODY,
    PATIENCE_ENDS,
    STEP_ENDS,
    TALK_ENDS,
    WRAP_UP_ENDS,
)
from cic.rules.acd import be_free, patience_ends, reach_queue, send_waiting_away, talk_ends
from cic.rules.agents import duty_changes
from cic.rules.ivr import enter_ivr, step_ends
from cic.rules.outbox import schedule


@seldom
def begin(centre):
    """Put the first change of duty and the first change of hours on the calendar."""
    if len(centre.spells) > 0:
        schedule(centre, centre.spells[0].at, DUTY_CHANGES, 0)
    if len(centre.hours) > 0:
        schedule(centre, centre.hours[0].at, HOURS_CHANGE, 0)


@rule
def happen(centre, kind, subject, now):
    """One event takes place."""
    if kind == ARRIVES:
        contact_arrives(centre, subject, now)
    elif kind == TALK_ENDS:
        talk_ends(centre, subject, now)
    elif kind == WRAP_UP_ENDS:
        be_free(centre, subject, now)
    elif kind == PATIENCE_ENDS:
        patience_ends(centre, subject, now)
    elif kind == STEP_ENDS:
        step_ends(centre, subject, now)
    elif kind == DUTY_CHANGES:
        duty_changes(centre, subject, now)
    elif kind == HOURS_CHANGE:
        hours_change(centre, subject, now)


@rule
def contact_arrives(centre, c, now):
    """A contact comes: to the IVR, or straight to its queue."""
    if centre.contacts[c].step == NOBODY:
        reach_queue(centre, c, now)
    else:
        enter_ivr(centre, c, now)


@seldom
def hours_change(centre, h, now):
    """The centre closes or opens again; the change after it is put on the calendar."""
    floor = centre.floor[0]
    floor.closed = centre.hours[h].closed
    if floor.closed and not floor.serves_at_closing:
        send_waiting_away(centre, now)
    if h + 1 < len(centre.hours):
        schedule(centre, centre.hours[h + 1].at, HOURS_CHANGE, h + 1)
