"""The tables of what binds contacts to some of those who serve their queue."""

from __future__ import annotations

from typing import Final

from cic.program.records import Record, f8, i4

BINDING = Record(
    "Binding",
    waits=f8,
    within=f8,
    others_after=f8,
    allots_from=i4,
    allots_until=i4,
    binds=i4,
    stands=i4,
    standing=i4,
)
"""What binds the contacts of a queue (by row), if anything `binds` them: who comes again `waits` so
long (−1: not at all) for the agent before, if that was `within` so many seconds; sites are allotted
contacts, and those of others take them, too, `others_after` so many (inf: never). `stands`: the
contact that stands for the queue with the agent who looks for one now; `standing`: that of a
contact that comes, where the queue has stages (−1: it has none)."""

ALLOTMENT = Record("Allotment", share=f8, site=i4, sent=i4)
"""The part of a site in the contacts of a queue, and how many it was sent so far."""

BOND = Record(
    "Bond",
    absent="agent site group standing",
    until=f8,
    site_until=f8,
    agent=i4,
    site=i4,
    group=i4,
    standing=i4,
    copies_from=i4,
    copies_until=i4,
)
"""The agent whom a contact waits for, and until when; the site whose agents take it, and until when
only these; the group on which it has settled, and the routes to all on which it has, where copies
of it wait; how it stands, where its queue has stages. −1: none."""

PULL = Record("Pull", weight=f8, target=f8, last_wait=f8, waiting=i4)
"""What draws contacts that must wait to a group: its weight, the ratio up to which
it is rather waited for than others are tried (0: none), how long the last waited that waited for
it, and how many do. Rows only where contacts settle on groups."""

LEAST_DELAY: Final = 1
LEAST_RATIO: Final = 2
DRAWN_BY_DELAY: Final = 3
"""On which group a contact settles that must wait; 0: on none."""

TO_SET: Final = 1
TO_SETS: Final = 2
"""For which groups copies of it wait: of its set, or of all sets up to it; 0: for none."""
