"""The loop of the compiled clock: arrivals in order, a calendar of all else, the rules.

Written like a rule; `cic.clocks.compiled` compiles it together with the rules it calls. The
calendar is a heap of (time, order), four below each: the order of an event is its rank, then its
place in the sequence of all scheduled events. First arrivals come sorted and never enter it.
"""

from __future__ import annotations

import math

from cic.program.centre import rule
from cic.program.codes import ARRIVES
from cic.program.records import Record, f8, i4, i8
from cic.rules.lifecycle import begin, happen

ENTRY = Record("Entry", at=f8, order=i8, kind=i4, subject=i4)
"""An event on the calendar."""

PROGRESS = Record(
    "Progress",
    now=f8,
    same_instant=i8,
    sequence=i8,
    size=i8,
    arrived=i8,
    ready=i8,
    begun=i4,
    kind=i4,
    subject=i4,
)
"""Where a run stands: the instant, how many events it has held so far, the last of them; how many
events were ever scheduled, how many lie on the calendar, how many contacts have come; and how many
contacts' rows are ready."""

RANK_BITS = 44
"""An order is rank × 2⁴⁴ + sequence; enough for 10¹³ events."""

RAN, STALLED, CROWDED, AHEAD = 0, 1, 2, 3


@rule
def run_to_end(centre, calendar, progress, stall_limit):
    """Let everything happen that will: RAN, STALLED when time no longer passes, CROWDED or AHEAD.

    `stall_limit` is how many events may share one instant. A crowded run goes on where it stopped
    when it is called again with more room on the calendar and for facts, and with whatever it
    wants (`floor.wants`); one that is ahead of the
    contacts' rows, when it is called again with more of them ready.
    """
    contacts = centre.contacts
    outbox = centre.outbox
    floor = centre.floor[0]
    last = progress[0]
    floor.wants = 0
    if not last.begun:
        last.begun = 1
        last.now = -math.inf
        begin(centre)
    size = last.size
    sequence = last.sequence
    arrived = last.arrived
    ready = last.ready
    now = last.now
    same_instant = last.same_instant
    next_arrival = contacts[arrived].arrived_at if arrived < ready else 0.0
    vacant = False
    arrivals = floor.arrivals
    ahead = arrived == ready and ready < arrivals
    most_events = -1 if ahead else len(calendar) - len(outbox)
    most_facts = len(centre.facts) - 2 * len(centre.agents) - 8
    while True:
        for n in range(floor.outbox):
            event = outbox[n]
            order = ((event.kind >> 4) << RANK_BITS) + sequence
            sequence += 1
            if vacant:
                vacant = False
                sift_down(calendar, size, event.at, order, event.kind, event.subject)
            else:
                sift_up(calendar, size, event.at, order, event.kind, event.subject)
                size += 1
        floor.outbox = 0
        if vacant:
            vacant = False
            size -= 1
            final = calendar[size]
            sift_down(calendar, size, final.at, final.order, final.kind, final.subject)
        if size > most_events or floor.facts > most_facts or floor.wants:
            last.now = now
            last.same_instant = same_instant
            last.sequence = sequence
            last.size = size
            last.arrived = arrived
            return AHEAD if ahead else CROWDED
        if arrived < ready and (size == 0 or next_arrival < calendar[0].at):
            at = next_arrival
            kind = ARRIVES
            subject = arrived
            arrived += 1
            if arrived < ready:
                next_arrival = contacts[arrived].arrived_at
            elif ready < arrivals:
                ahead = True
                most_events = -1
        elif size > 0:
            at = calendar[0].at
            kind = calendar[0].kind
            subject = calendar[0].subject
            vacant = True
        else:
            last.size = size
            last.arrived = arrived
            return RAN
        if at > now:
            now = at
            same_instant = 0
        if kind != ARRIVES:
            same_instant += 1
        if same_instant > stall_limit:
            last.now = now
            last.same_instant = same_instant
            last.kind = kind
            last.subject = subject
            return STALLED
        happen(centre, kind, subject, now)


@rule
def write(entry, at, order, kind, subject):
    """Write an event into an entry, field by field: numba copies whole records byte by byte."""
    entry.at = at
    entry.order = order
    entry.kind = kind
    entry.subject = subject


@rule
def sift_up(calendar, place, at, order, kind, subject):
    """Put an event into the heap, from its first free place upwards."""
    while place > 0:
        above = (place - 1) >> 2
        entry = calendar[above]
        if entry.at < at or (entry.at <= at and entry.order < order):
            break
        write(calendar[place], entry.at, entry.order, entry.kind, entry.subject)
        place = above
    write(calendar[place], at, order, kind, subject)


@rule
def sift_down(calendar, size, at, order, kind, subject):
    """Put an event into the heap's vacant top, from there downwards."""
    place = 0
    below = 1
    while below < size:
        if below + 3 < size:
            left = earlier(calendar, below, below + 1)
            below = earlier(calendar, left, earlier(calendar, below + 2, below + 3))
        else:
            for n in range(below + 1, size):
                below = earlier(calendar, below, n)
        entry = calendar[below]
        if at < entry.at or (at <= entry.at and order < entry.order):
            break
        write(calendar[place], entry.at, entry.order, entry.kind, entry.subject)
        place = below
        below = 4 * place + 1
    write(calendar[place], at, order, kind, subject)


@rule
def earlier(calendar, left, right):
    """Which of two places holds the earlier event, without a branch where times differ."""
    if calendar[left].at == calendar[right].at:
        return right if calendar[right].order < calendar[left].order else left
    return left + (right - left) * (calendar[right].at < calendar[left].at)
