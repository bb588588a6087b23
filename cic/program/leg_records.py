"""The tables of contacts that lead to others: redials, recontacts, transfers, messages, replies."""

from __future__ import annotations

from cic.program.records import Record, f8, i1, i2, i4, i8

LEG = Record(
    "Leg",
    origin=i4,
    before=i4,
    level=i2,
    redials=i2,
    recontacts=i2,
    replies=i2,
    transfers=i2,
    kind=i1,
    goes_first=i1,
    same_agent=i1,
    warm=i1,
)
"""How a contact that follows another came about: the customer's first contact, the one before, and
how many there were before it (its level); then how often the customer has redialled and the like so
far. Of first contacts all is 0. `warm`: an agent waits for who answers it, to pass it on."""

WAY = Record(
    "Way",
    share=f8,
    later=f8,
    longest=f8,
    waits_at_most=f8,
    talk_factor=f8,
    tried_at=f8,
    kind=i4,
    door=i4,
    attempts=i4,
    keeps_patience=i4,
    one_by_one=i4,
    goes_first=i4,
    same_agent=i4,
    warm=i4,
    parts=i4,
    code=i4,
)
"""A way in which one contact leads to another: with what probability at first and `later`, by which
door (-1: as it came), how often at most. Who would take longer than `longest` does not come: a
customer who falls silent. `code` stands for its name in the chances of customers. A `warm` way is a
transfer for which the agent stays: `waits_at_most` until another answers, whose talk is multiplied
by `talk_factor`; what such a way takes is the conference. Where customers come `one_by_one`,
the last of those who have gone this way so far comes at `tried_at`. Where the probability depends
on the group that served, it stands among the parts from `parts` on (-1: it does not)."""

PART = Record("Part", share=f8)
"""The probability of a way, where a group served (row the way's `parts` + group)."""

ASIDE = Record(
    "Aside",
    absent="consults_at joined_at ends_at bot_since bot_until to way",
    hold=f8,
    consults_at=f8,
    joined_at=f8,
    ends_at=f8,
    lasts=f8,
    bot_since=f8,
    bot_until=f8,
    to=i4,
    way=i4,
    bot=i1,
    deflection=i1,
)
"""What comes beside the talk of a contact, until its end: how long it is on hold; since when its
agent waits for another to pass it on to (nan: never), since when that other has been there (nan:
never), when the agent is to be free of it, for how long both are with the customer, the contact
that follows and by which way. From when until when it was
with a bot (nan: never), and what came of it; what came of the offer of another way."""

ONWARD = Record("Onward", ways_from=i4, ways_until=i4)
"""The ways for a cause (row source × causes + cause); they lie together."""

DOOR = Record("Door", begins=i8, intervals=i4)
"""Where the cards of a door begin, and into how many intervals of the day they are dealt in turn
(1: they are alike all day)."""

VISIT = Record("Visit", patience=f8, talk=f8, wrap_up=f8, step=i4, source=i2, queue=i2)
"""A card: the luck of a contact that follows another."""

DELAY = Record("Delay", takes=f8)
"""How long it is until a contact follows (row visit × ways + way)."""

DEFLECTION = Record(
    "Deflection",
    offered_at=f8,
    accepted=f8,
    success=f8,
    predictor=i4,
    ways_from=i4,
    ways_until=i4,
    message=i4,
    hangs_up=i4,
)
"""Another way that the IVR offers instead of a queue: from which predicted wait on (below 0: to
all), who accepts, whom it helps. Of a `message` there is one way, to its queue; for whom it is in
vain has hung up, and may call again by these ways, or goes on to the queue."""

BOT = Record("Bot", saves=f8, talk_factor=f8, works=i4, free=i4)
"""The bot of a queue (by row), if it `works`: for how many more it has room, and what the agent's
talk is shortened and multiplied by for what it has learnt."""
