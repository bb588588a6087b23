"""The tables of a centre: every field declared once, for both clocks.

A `Record` gives a structured dtype, whose arrays the compiled clock works on, and a slotted class
of the same fields, whose objects the SimPy clock works on. Absent instants are nan, absent indices
-1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import make_dataclass
from operator import attrgetter
from typing import Any

import numpy as np

f8, i8, i4, i2, i1 = np.float64, np.int64, np.int32, np.int16, np.int8


class Record:
    """One kind of row: the same fields as a structured dtype and as a slotted class."""

    def __init__(self, name: str, **fields: type[np.generic]) -> None:
        self.name = name
        self.dtype = np.dtype(list(fields.items()), align=True)
        kinds = [(field, float if kind is f8 else int) for field, kind in fields.items()]
        self.row: Callable[..., Any] = make_dataclass(name, kinds, slots=True, eq=False)
        self._values = attrgetter(*fields)

    def table(self, count: int) -> np.ndarray:
        """An array of `count` rows, all zero."""
        return np.zeros(count, self.dtype)

    def rows(self, table: np.ndarray) -> list[Any]:
        """The rows of an array as slotted objects."""
        return [self.row(*values) for values in table.tolist()]

    def gather(self, rows: Iterable[Any]) -> np.ndarray:
        """Slotted objects as an array again."""
        return np.array([self._values(row) for row in rows], self.dtype)


CONTACT = Record(
    "Contact",
    arrived_at=f8,
    queued_at=f8,
    answered_at=f8,
    ended_at=f8,
    patience=f8,
    talk=f8,
    wrap_up=f8,
    agent=i4,
    next=i4,
    previous=i4,
    step=i4,
    queue=i2,
    source=i2,
    group=i2,
    state=i1,
    outcome=i1,
)
"""One contact leg. `patience`, `talk` and `wrap_up` are its luck; talk and wrap-up become
what really happened. `next` and `previous` link it in its queue; `step` is where it is in the
IVR."""

QUEUE = Record(
    "Queue",
    weight=f8,
    head_start=f8,
    first=i4,
    last=i4,
    length=i4,
    capacity=i4,
    priority=i4,
    routes_from=i4,
    routes_until=i4,
    last_chosen=i4,
)
"""A queue: its line of contacts, and where its groups stand in the routes."""

ROUTE = Record("Route", group=i4, rank=i4)
"""A group that serves a queue; the routes of a queue lie together, in order of rank."""

GROUP = Record("Group", first=i4, last=i4, length=i4, present=i4, duties_from=i4, duties_until=i4)
"""An agent group: its line of idle agents, the longest idle first, and where its queues stand in
the duties."""

DUTY = Record("Duty", queue=i4)
"""A queue that a group serves; the duties of a group lie together, in order of rank."""

SKILL = Record("Skill", talk_factor=f8, wrap_up=i4)
"""How a group (row g × queues + q) answers a queue; `wrap_up` is the column of its own wrap-up
draws, -1 where the queue's own holds."""

AGENT = Record(
    "Agent",
    turn=i8,
    group=i4,
    moves_to=i4,
    next=i4,
    previous=i4,
    answered=i4,
    state=i1,
    leaving=i1,
)
"""An agent; `turn` orders agents by when they became idle, `leaving` is the state to go into after
the contact in hand (-1: none), `moves_to` the group to change to then (-1: none)."""

SPELL = Record("Spell", at=f8, agent=i4, state=i2, back=i2)
"""A planned change of duty: at an instant an agent comes (AVAILABLE; `back` from a break or not) or
goes (OFF, ON_BREAK)."""

HOURS = Record("Hours", at=f8, closed=i4)
"""The centre closes (1) or opens again (0)."""

STEP = Record("Step", takes=f8, kind=i4, what=i4)
"""A step of a walk through the IVR: how long it takes, which menu or self-service; the last row of
a walk says how it ends."""

EXTRA = Record("Extra", value=f8)
"""A draw that only some scenarios need; row c × extras + column: wrap-ups by the laws of groups
that have their own, then the dice of the random agent selection. They lie apart from the contacts
to keep those short: memory is what a big run waits for."""

FACT = Record("Fact", at=f8, agent=i4, group=i2, state=i2)
"""An agent came on duty, went on a break, went home, or changed groups."""

EVENT = Record("Event", at=f8, kind=i4, subject=i4)
"""Something that will happen: when, what, to whom."""

FLOOR = Record(
    "Floor",
    turn=i8,
    outbox=i4,
    facts=i4,
    waiting=i4,
    ports_free=i4,
    closed=i4,
    queues=i4,
    extras=i4,
    dice=i4,
    agent_policy=i4,
    contact_policy=i4,
    serves_at_closing=i4,
)
"""The centre as a whole: counters, switches and policies; a table of one row."""
