"""The tables of cases: what opens them, their steps, the knowledge base, and each case."""

from __future__ import annotations

from cic.program.records import Record, f8, i1, i2, i4

CASE_KIND = Record(
    "CaseKind",
    expected=f8,
    per_day=f8,
    visible=f8,
    steps_from=i4,
    steps=i4,
    stamps=i4,
    asks=i4,
    problems=i4,
    entries_from=i4,
    solved_with=i4,
)
"""A kind of case: the turnaround that customers expect of it (below 0: that of all matters), with
what probability one wonders on a day, and of these who see the status without asking; where its
steps stand, and how many; how many `stamps` a case of any kind has room for. Who asks comes by the
way `asks` (-1: nobody does). There are so many kinds of `problems` (0: there is no knowledge base),
whose entries stand together, and are made when step `solved_with` is over."""

CASE_STEP = Record("CaseStep", known_factor=f8, way=i4, outside=i4, free=i4, first=i4, last=i4)
"""A step of a kind of case. The `way` says how long it takes where it is done `outside`, else by
which door it comes to agents. Outside there are so many places `free`, and a line of cases that
wait for one."""

OPENING = Record("Opening", until=f8)
"""Which case a contact opens (row queue × kinds + kind): its share and those before."""

ARTICLE = Record("Article", since=f8)
"""Since when the knowledge base has an entry on a kind of problem (inf: it has none)."""

CASE = Record(
    "Case",
    absent="opened_at closed_at opened_by problem next",
    opened_at=f8,
    closed_at=f8,
    opened_by=i4,
    problem=i4,
    next=i4,
    asked=i4,
    looked_up=i4,
    kind=i2,
    step=i2,
)
"""A case: when and by which contact it was opened, when closed (nan: it is open), its kind of
problem (-1: none), the step it is in. `next` links those that wait for a place. Its customer has
`asked` how it stands so many times, and `looked_up` the status without asking."""

STAMP = Record("Stamp", absent="begun_at over_at", begun_at=f8, over_at=f8, known=i1)
"""When a case came to a step, and left it (row case × stamps + step; nan: not yet); whether the
knowledge base had an entry on its problem as the work on it began."""

ABOUT = Record("About", absent="case courtesy", courtesy=f8, case=i4, works=i1)
"""The case that a contact is about (-1: none), and whether it is the work of the case's step; with
what `courtesy` its agent, under stress, ended the talk that opened the case (nan: none did)."""
