"""The tables of customers: who they are, what they feel, and whether they stay."""

from __future__ import annotations

from cic.program.records import Record, f8, i1, i2, i4, i8

CUSTOMER = Record(
    "Customer",
    mood=f8,
    life=f8,
    since=f8,
    leaves_at=f8,
    back_at=f8,
    last_at=f8,
    last_agent=i4,
    agent=i4,
    content=i4,
    generation=i4,
    lost=i1,
    temper=i1,
)
"""A customer of a population, or who makes the first contact of the same row. `life` is a draw
(exponential of mean 1) from which follows when the customer `leaves_at` whatever the service.
`lost`: the cause, 0 where kept; then a new one takes the place at `back_at` (inf: never), the
`generation` after. `agent`: the customer's own (-1: none); `last_agent`: whom it talked to last,
until `last_at`, where contacts are bound by that (-1: nobody); `content`: how many of its matters
ended well; `temper` (-1: not known yet)."""

VERDICT = Record(
    "Verdict",
    absent="satisfaction customer segment temper complaint",
    satisfaction=f8,
    waited=f8,
    customer=i4,
    segment=i2,
    repeats=i2,
    temper=i1,
    complaint=i1,
    again=i1,
    settled=i1,
    annoyed=i1,
    complains=i1,
    left=i1,
    patient=i1,
)
"""Whose a contact is, and what the customer made of it: satisfaction (nan: not judged), whether
`annoyed`, whether the customer `complains` for it, and why it `left` (0: it did not). `waited` are
seconds in queues before, of the same visit; `repeats` earlier contacts of the matter. A complaint
has its kind (-1: none), whether it is taken up `again`, and what it came to. `patient`: its
patience is what an earlier contact left."""

SEGMENT = Record(
    "Segment",
    patience_factor=f8,
    talk_factor=f8,
    put_off=f8,
    first=i4,
    size=i4,
    rank=i4,
    own_agent=i4,
    gained=i4,
)
"""Customers alike. Of a population, so many from number `first` on; new ones `gained`, and
potential ones that its annoyed customers have `put_off`."""

LOSS = Record("Loss", count=i8)
"""Customers lost (row segment × losses + cause)."""

MIX = Record("Mix", until=f8)
"""A part of a mixture ends here, as a share of all before and itself: of segments by queue (row
queue × segments + segment, the last for no queue), then of tempers by segment."""

TEMPER = Record(
    "Temper",
    talk_factor=f8,
    patience_factor=f8,
    transfer_factor=f8,
    complaint_factor=f8,
    hurts_factor=f8,
)
"""How customers of a temper differ from others."""

FEELING = Record("Feeling", expected=f8, hurts=f8, pleases=f8)
"""How an aspect bears on satisfaction."""

GRIEVANCE = Record("Grievance", until=f8, talk_factor=f8, at_once=f8, later=f8, accepted=f8)
"""A kind of complaint: its share and those before, and how it is handled."""

COURTESY = Record("Courtesy", share=f8)
"""How courteous the agents of a group are, from 0 to 1."""

RELATION = Record(
    "Relation",
    annoyed_below=f8,
    memory=f8,
    sours_below=f8,
    complains=f8,
    good=f8,
    poor=f8,
    unsolved=f8,
    settled=f8,
    settled_at_once=f8,
    leaving_rate=f8,
    natural_until=f8,
    price_until=f8,
    gained=f8,
    gained_after=f8,
    potential=f8,
    potential_first=f8,
    puts_off=f8,
    number=i4,
    segments=i4,
    tempers=i4,
    temper_mixes=i4,
    sours_to=i4,
    ranks=i4,
    own_agents=i4,
    complaint=i4,
    returns=i4,
)
"""The centre's relation to its customers; a table of one row, or of none where it has no customers.
`number`: the population (0: every first contact is made by a new customer). `leaving_rate`: how
many leave a second whatever the service, first those for natural causes, then for the price. A
complaint comes by the way `complaint` (-1: nobody complains), and is taken up again by `returns`
(-1: it is not). `potential` customers are left, of so many at first (0: there are always enough);
who is annoyed `puts_off` so many, were all left. `ranks`: segments differ in priority;
`own_agents`: some have agents of their own; `temper_mixes`: where the mixtures of tempers begin."""
