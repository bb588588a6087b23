"""Days small enough to be worked out by hand, and how to run them on a clock.

Unless a test says otherwise the day is 08:00 to 08:10 (600 s), there is one queue `a` and one agent
who is there all day, contacts wait for ever, talk lasts 10 s and there is no wrap-up. Instants are
seconds from the opening.

A contact is written `("a", 5)`, queue and arrival, or `("a", 5, {"talk": 3})` with more of its
luck.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from cic.log.log import Log
from cic.luck.contacts import Block, Luck, LuckOf
from cic.program.codes import AVAILABLE, NOBODY, Outcome
from cic.program.layout import Program, lay_out
from cic.scenario.scenario import Model

INF = math.inf
OPENS = 8 * 3600
LUCK = {"patience": INF, "talk": 10.0, "wrap_up": 0.0, "dice": 0.0}
PLAIN = {
    "name": "by hand",
    "opens": "08:00",
    "closes": "08:10",
    "interval": "10 min",
    "queues": {"a": {"talk": "10 s"}},
    "agents": {"g": {"staff": 1, "skills": ["a"]}},
}


def a_model(**parts: Any) -> Model:
    """The day as above, with some parts of it different."""
    return Model.model_validate(PLAIN | parts)


def queues(*names: str, **fields: Mapping[str, Any]) -> dict[str, Any]:
    """Queues with a talk of 10 s, and whatever else is said of them."""
    return {name: {"talk": "10 s"} | dict(fields.get(name, {})) for name in (*names, *fields)}


def clock_time(second: float) -> str:
    """An instant as a scenario writes it."""
    whole = int(second) + OPENS
    return f"{whole // 3600:02d}:{whole % 3600 // 60:02d}:{whole % 60:02d}"


def shift(
    start: float, until: float, *breaks: tuple[float, float], **fields: Any
) -> dict[str, Any]:
    """A shift between two instants; a break is when it begins and how long it lasts."""
    return fields | {
        "from": clock_time(start),
        "until": clock_time(until),
        "breaks": [{"at": clock_time(at), "lasts": f"{lasts} s"} for at, lasts in breaks],
    }


@dataclass(frozen=True)
class Day:
    """What happened on a day."""

    log: Log
    program: Program

    @property
    def ends(self) -> list[tuple[Any, Any]]:
        """Instant of the answer and agent; for the others how they ended and when."""
        return [
            (row["answered_at"], row["agent"])
            if row["outcome"] == Outcome.ANSWERED
            else (Outcome(row["outcome"]).name.lower(), row["ended_at"])
            for row in self.log.contacts
        ]

    @property
    def agents(self) -> list[int]:
        """Who answered each contact; -1 where nobody did."""
        return self.log.contacts["agent"].tolist()

    def column(self, name: str) -> list[Any]:
        """One column of the contacts."""
        return self.log.contacts[name].tolist()

    @property
    def presence(self) -> list[tuple[float, int, bool]]:
        """When which agent came (True) or went (False)."""
        return [
            (float(row["at"]), int(row["agent"]), bool(row["state"] == AVAILABLE))
            for row in self.log.facts
        ]


def play(clock: Any, model: Model, *contacts: tuple[Any, ...]) -> Day:
    """The day of these contacts, given in the order in which they come."""
    program = lay_out(model)
    rows = [(queue, at, LUCK | dict(*rest)) for queue, at, *rest in contacts]
    assert [row[1] for row in rows] == sorted(row[1] for row in rows), "give them in order"
    queue = np.array([program.queue_names.index(row[0]) for row in rows], np.int16)

    def column(name: str) -> np.ndarray:
        return np.array([row[2][name] for row in rows], np.float64)

    block = Block(
        arrived_at=np.array([row[1] for row in rows], np.float64),
        rows=np.arange(len(rows)),
        source=queue,
        queue=queue,
        step=np.full(len(rows), NOBODY, np.int32),
        patience=column("patience"),
        talk=column("talk"),
        wrap_up=column("wrap_up"),
        dice=column("dice"),
        own_wrap_ups=tuple(
            np.array([row[2].get(group, 0.0) for row in rows]) for group in program.own_wrap_ups
        ),
    )
    luck = Luck(len(block.rows), [block], [])
    return Day(clock.run(program, clock.prepare(program, luck)), program)


def live(clock: Any, model: Model, *, seed: int = 1, replication: int = 0) -> Day:
    """A day of the scenario's own contacts."""
    program = lay_out(model)
    luck = LuckOf(model, program, seed=seed).draw(replication)
    return Day(clock.run(program, clock.prepare(program, luck)), program)


def times(*instants: float) -> dict[str, list[float]]:
    """Arrivals at these instants."""
    return {"times": [OPENS + instant for instant in instants]}


def assert_same_log(one: Log, other: Log) -> None:
    """Two logs equal to the last bit."""
    for field in one.contacts.dtype.names:
        same = np.array_equal(one.contacts[field], other.contacts[field], equal_nan=True)
        assert same, f"{field}: {one.contacts[field]} is not {other.contacts[field]}"
    for field in one.facts.dtype.names:
        assert np.array_equal(one.facts[field], other.facts[field]), field
    assert np.array_equal(one.steps, other.steps)
