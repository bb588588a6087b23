"""The tables that scores are made of: terms, what they read, and what agents' pasts hold."""

from __future__ import annotations

from cic.program.records import Record, f8, i4

TERM = Record("Term", weight=f8, what=i4, place=i4)
"""A weighted term of a score; the agents' terms, then the contacts', each in the order of the sums
they belong to. `place`: which sum (0: the one that decides)."""

CLAIM = Record(
    "Claim",
    level=f8,
    rate=f8,
    rank=f8,
    delay=f8,
    group_weight=f8,
    skills=f8,
    proficiency=f8,
    weighted_proficiency=f8,
    ordered_proficiency=f8,
    share=f8,
    fixed=f8,
)
"""What a group and a queue are to each other (row group × queues + queue), as scores read it: the
skill's level and rank, contacts served a second, after what wait the group serves the queue; the
group's weight and how many skills it has; how good it is at what the queue asks for, added up, with
weights, and in order; the queue's part of all weights; what the first terms
of the agents' score come to, as far as nothing that happens changes them."""

URGENCY_OF_QUEUE = Record(
    "UrgencyOfQueue", initial=f8, per_second=f8, forwarded=f8, at_most=f8, sorts=i4
)
"""The urgency of a queue's contacts (by row): at first, more each second, more if they were passed
on to it, at most. `sorts`: they stand in the order of urgency, which is not that of coming. Rows
only where contacts are chosen by a score."""

PAST = Record("Past", talk=f8, handled=f8, ended_at=f8, came_at=f8, on_duty=f8, talks=i4)
"""What an agent has done: talk, and talk with wrap-up [s], when its last talk ended (−inf: none),
since when it is on duty, the time on duty before [s], and how many talks have ended."""

MEMBER = Record("Member", ended_at=f8, talks=i4)
"""What an agent has done for a queue (row agent × queues + queue): when its last talk ended (−inf:
none), and how many have."""

CELL = Record("Cell", value=f8)
"""A number that a policy of a person's own keeps from one decision to the next."""
