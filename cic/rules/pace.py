"""How fast work goes on: a contact takes longer beside others of its channel."""

from __future__ import annotations

from cic.policies.fitness import channel_of
from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY, TALK_ENDS, WORKING
from cic.rules.outbox import schedule


@rule
def left_of(work, now):
    """What is left of the present piece, at pace 1."""
    if work.pace > 0.0:
        return (work.ends_at - now) / work.pace
    return work.left


@seldom
def set_pace(centre, a, m, now):
    """The contacts of a channel that an agent works on go on at the pace their number allows."""
    channel = centre.channels[m]
    count = 0
    c = centre.desks[a].first
    while c != NOBODY:
        if centre.work[c].phase == WORKING and channel_of(centre, c) == m:
            count += 1
        c = centre.contacts[c].next
    pace = 1.0
    if count > 0 and channel.paces > 0:
        pace = centre.paces[channel.paces_from + min(count, channel.paces) - 1].factor
    c = centre.desks[a].first
    while c != NOBODY:
        work = centre.work[c]
        if work.phase == WORKING and work.pace != pace and channel_of(centre, c) == m:
            go_on(centre, c, pace, now)
        c = centre.contacts[c].next


@rule
def go_on(centre, c, pace, now):
    """The present piece of a contact goes on at a pace."""
    work = centre.work[c]
    left = left_of(work, now)
    if pace != 1.0:
        work.stretched = 1
    work.pace = pace
    work.ends_at = now + left * pace
    if not work.due_at <= work.ends_at:  # nothing is out, or it comes too late
        work.due_at = work.ends_at
        schedule(centre, work.ends_at, TALK_ENDS, c)
