"""The tables of stages of waiting: standings, the cases that lead from one to the next."""

from __future__ import annotations

from typing import Final

from cic.program.records import Record, f8, i4

STANDING = Record(
    "Standing", until=f8, routes_from=i4, routes_until=i4, forks_from=i4, forks_until=i4
)
"""How a contact stands with the groups: until what wait (inf: for good), among which routes an
agent is looked for, and the cases of the next stage, in order, of which the last always holds."""

PLACE = Record("Place", rank=f8)
"""At which rank a contact waits for a group's agents (row standing × groups + group); inf: they do
not take it."""

FORK = Record("Fork", tests_from=i4, all_until=i4, tests_until=i4, to=i4, searches=i4)
"""A case of a stage: its tests, those that must all hold, then those of which one must, if there
are any; the standing it leads `to`, and whether an agent is looked for then."""

TEST = Record("Test", bound=f8, what=i4, of=i4, against=i4, at_most=i4)
"""A number of the centre, `what` of a queue, group or meter, is at least a `bound`, or `at_most`
that; or larger than the same of another (`against`, −1: none)."""

METER = Record("Meter", within=f8, bucket=f8, queue=i4)
"""A queue of which it is counted how many contacts are answered `within` so long: in buckets of
time, twelve of which are kept (`cic.program.dial_records.BUCKET`, row meter × 12 + number modulo
12)."""

HOW_MANY_WAIT: Final = 0
HOW_MANY_FREE: Final = 1
SHARE_BUSY: Final = 2
SHARE_MET: Final = 3
"""What is counted."""
