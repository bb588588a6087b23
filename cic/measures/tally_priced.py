"""Counting what only prices need: talk by group and time on lines; written like a rule."""

from __future__ import annotations

import math

from cic.program.centre import rule
from cic.program.codes import ANSWERED, NO_LINE, NOBODY, TIMED_OUT
from cic.program.leg_codes import CALLBACK, OUTBOUND
from cic.program.records import Record, f8

PRICED = Record("Priced", talk=f8, line_time=f8)
"""Talk of an agent group [s]; and how long contacts held lines of a site, the last of none [s].

A row has both of the group and of the site of the same number.
"""


@rule
def tally_priced(contacts, trunks, called, asides, holds, begins, none, priced):
    """Count talk, and time on lines from first ring to hang-up; not before a run begins.

    `holds` says of each queue, then of none, whether its contacts hold a line; `none` is the row of
    lines of no site. Customers who are called hold none: `called` says how contacts came about,
    where there are any.
    """
    for c in range(len(contacts)):
        contact = contacts[c]
        outcome = contact.outcome
        if outcome in (ANSWERED, TIMED_OUT):
            priced[contact.group].talk += contact.talk
        if len(called) > 0 and called[c].kind in (CALLBACK, OUTBOUND):
            continue
        q = contact.queue if contact.queue != NOBODY else len(holds) - 1
        if holds[q] and outcome != NO_LINE and not math.isnan(contact.ended_at):
            site = none
            if len(trunks) > 0 and trunks[c].site != NOBODY:
                site = trunks[c].site
            until = contact.ended_at
            if len(asides) > 0 and not math.isnan(asides[c].consults_at):
                until = asides[c].consults_at  # the contact that follows has the line
            held = until - max(contact.arrived_at, begins)
            priced[site].line_time += max(held, 0.0)
