"""Days small enough to be worked out by hand, and how to run them on a clock.

Unless a test says otherwise the day is 08:00 to 08:10 (600 s), there is one queue `a` and one agent
who is there all day, contacts wait for ever, talk lasts 10 s and there is no wrap-up. Instants are
seconds from the opening.

A contact is written `("a", 5)`, queue and arrival, or `("a", 5, {"talk": 3})` with more of its
luck. The luck of a talk in turns is a list, the agent's turns and the customer's pauses in between:
`{"turns": [4, 30, 4]}`. Where it ends with a pause, the customer has then been silent for too long.
Where sites share the traffic, `lot` (0 to 1) says which takes it: by default the first that has a
share. Where contacts ring, `rings` says for how long; else it is what the group's law says on
average.
Where it is asked, a contact is resolved by an agent whose quality exceeds what it `needs`. It
leaves at an announcement at which a larger share than its `nerve` does: none, by default.
Where contacts ring, `rings` says for how long; else it is what the group's law says on average.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cic.log.log import Log
from cic.luck.agents import Attendance
from cic.luck.contacts import LuckOf
from cic.luck.decks import Decks
from cic.luck.luck import Block, Luck
from cic.luck.streams import Generators, chance_key
from cic.luck.stress import with_keys
from cic.program.codes import (
    AGENT_TURN,
    AVAILABLE,
    CUSTOMER_PAUSE,
    FELL_SILENT,
    NOBODY,
    TALK_OVER,
    TO_QUEUE,
    AgentState,
    Outcome,
)
from cic.program.dial_codes import DialResult
from cic.program.layout import Program, lay_out
from cic.program.leg_codes import LegKind
from cic.program.records import KEY, STEP
from cic.scenario.scenario import Model

INF = math.inf
OPENS = 8 * 3600
LUCK = {
    "patience": INF,
    "talk": 10.0,
    "wrap_up": 0.0,
    "dice": 0.0,
    "lot": 0.0,
    "needs": math.nan,
    "nerve": 1.0,
    "hold": 0.0,
    "bot": 0.0,
    "bot_takes": 0.0,
}
BESIDE = ("hold", "bot", "bot_takes")
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
    def sites(self) -> list[str]:
        """The site by which each contact came; empty where it came by none."""
        names = [*self.program.sites.names, ""]
        return [names[site] for site in self.log.trunks["site"]]

    @property
    def agents(self) -> list[int]:
        """Who answered each contact; -1 where nobody did."""
        return self.log.contacts["agent"].tolist()

    def column(self, name: str) -> list[Any]:
        """One column of the contacts."""
        return self.log.contacts[name].tolist()

    @property
    def held(self) -> list[float]:
        """How long each contact was on hold."""
        return self.log.work["held"].tolist()

    @property
    def responded(self) -> list[float]:
        """When each contact in turns had its first answer."""
        return self.log.work["responded_at"].tolist()

    def states(self, agent: int) -> list[tuple[float, str]]:
        """From when an agent was in which state; what took no time is left out."""
        found: list[tuple[float, str]] = []
        for row in self.log.facts[self.log.facts["agent"] == agent]:
            at, state = float(row["at"]), AgentState(row["state"]).name.lower()
            if found and found[-1][0] == at:
                found.pop()
            if not found or found[-1][1] != state:
                found.append((at, state))
        return found

    @property
    def legs(self) -> list[tuple[float, str, int]]:
        """When each contact came, how that came about, and which it follows (-1: none)."""
        return [
            (float(row["arrived_at"]), LegKind(leg["kind"]).name.lower(), int(leg["before"]))
            if leg["kind"]
            else (float(row["arrived_at"]), "fresh", NOBODY)
            for row, leg in zip(self.log.contacts, self.log.legs, strict=True)
        ]

    @property
    def dials(self) -> list[tuple[float, int, str, float]]:
        """When which customer was called, what it came to, and when it was over or connected."""
        return [
            (float(row["at"]), int(row["customer"]), _result(row), float(row["ended_at"]))
            for row in self.log.dials
        ]

    @property
    def resolved(self) -> list[int]:
        """Whether each contact was resolved; -1 where nobody asks or answered."""
        return self.log.resolutions["resolved"].tolist()

    @property
    def told(self) -> list[tuple[float, int]]:
        """The wait and the place each contact was told; nan and -1 where none."""
        return [(float(row["wait"]), int(row["place"])) for row in self.log.told]

    @property
    def presence(self) -> list[tuple[float, int, bool]]:
        """When which agent came (True) or went (False)."""
        return [
            (float(row["at"]), int(row["agent"]), bool(row["state"] == AVAILABLE))
            for row in self.log.facts
        ]


def _result(dial: Any) -> str:
    return DialResult(dial["result"]).name.lower()


def play(clock: Any, model: Model, *contacts: tuple[Any, ...], seed: int = 1) -> Day:
    """The day of these contacts, given in the order in which they come.

    The seed decides what only comes up on the day: whether agents pick up.
    """
    program = lay_out(model)
    rows = [(queue, at, _luck(model, queue, dict(*rest))) for queue, at, *rest in contacts]
    assert [row[1] for row in rows] == sorted(row[1] for row in rows), "give them in order"
    queue = np.array([program.queue_names.index(row[0]) for row in rows], np.int16)

    def column(name: str) -> np.ndarray:
        return np.array([row[2][name] for row in rows], np.float64)

    walks = [script(row[2]["turns"]) for row in rows]
    begins = np.cumsum([0, *map(len, walks)])[:-1]
    step = np.where([len(walk) > 0 for walk in walks], begins, NOBODY).astype(np.int32)
    block = Block(
        arrived_at=np.array([row[1] for row in rows], np.float64),
        rows=np.arange(len(rows)),
        source=queue,
        queue=queue,
        step=step,
        patience=column("patience"),
        talk=column("talk"),
        wrap_up=column("wrap_up"),
        dice=column("dice") if program.floor[0]["dice"] != NOBODY else np.zeros(0),
        lot=column("lot") if program.sites.take_traffic else np.zeros(0),
        own_wrap_ups=tuple(
            np.array([row[2].get(group, 0.0) for row in rows]) for group in program.own_wrap_ups
        ),
        rings=tuple(
            np.array([float(row[2].get("rings", _rings(model, group))) for row in rows])
            for group in program.ringing
        ),
        needs=column("needs") if program.resolves else None,
        nerve=column("nerve") if program.floor[0]["nerve"] != NOBODY else None,
        beside=tuple(column(name) for name in BESIDE if program.floor[0][name] != NOBODY),
    )
    keys = KEY.table(len(program.source_names) if program.ringing else 0)
    for key, name in zip(keys, program.source_names, strict=False):
        key["low"], key["high"] = chance_key(seed, name, 0)
    attendance = Attendance(model, program, seed=1, generators=Generators())
    luck = Luck(len(block.rows), [block], walks, keys=keys, spells=attendance.spells(0))
    luck.decks = Decks(model, program, seed=1, generators=Generators()).deal(0)
    luck.strains = with_keys(program, seed=seed, replication=0)
    return Day(clock.run(program, clock.prepare(program, luck)), program)


def _rings(model: Model, group: str) -> float:
    """How long it rings at a group where the contact does not say."""
    answering = model.agents[group].answering
    return 0.0 if answering is None else answering.rings.mean


def _luck(model: Model, queue: str, given: dict[str, Any]) -> dict[str, Any]:
    """All luck of a contact; a talk in turns of which nothing is said is one turn of the agent."""
    luck = LUCK | given
    in_turns = model.medium(model.queues[queue].channel).in_turns
    turns = given.get("turns", [luck["talk"]] if in_turns else [])
    return luck | {"turns": turns} | ({"talk": float(sum(turns[::2]))} if turns else {})


def script(turns: Sequence[float]) -> np.ndarray:
    """A talk in turns as the rules are given it; of no turns no steps."""
    if not turns:
        return STEP.table(0)
    kinds = [AGENT_TURN, CUSTOMER_PAUSE] * len(turns)
    end = TALK_OVER if len(turns) % 2 else FELL_SILENT
    talk = [(takes, kind, NOBODY) for takes, kind in zip(turns, kinds, strict=False)]
    return np.array([(0.0, TO_QUEUE, NOBODY), *talk, (0.0, end, NOBODY)], STEP.dtype)


def live(clock: Any, model: Model, *, seed: int = 1, replication: int = 0) -> Day:
    """A day of the scenario's own contacts."""
    program = lay_out(model)
    luck = LuckOf(model, program, seed=seed).draw(replication)
    return Day(clock.run(program, clock.prepare(program, luck)), program)


def times(*instants: float) -> dict[str, list[float]]:
    """Arrivals at these instants."""
    return {"times": [OPENS + instant for instant in instants]}


def assert_same_fields(one: np.ndarray, other: np.ndarray) -> None:
    """Two tables equal to the last bit; nan is nan."""
    for field in one.dtype.names:
        assert np.array_equal(one[field], other[field], equal_nan=True), field


def assert_same_log(one: Log, other: Log) -> None:
    """Two logs equal to the last bit."""
    for field in one.contacts.dtype.names:
        same = np.array_equal(one.contacts[field], other.contacts[field], equal_nan=True)
        assert same, f"{field}: {one.contacts[field]} is not {other.contacts[field]}"
    for field in one.facts.dtype.names:
        assert np.array_equal(one.facts[field], other.facts[field]), field
    assert_same_fields(one.steps, other.steps)
    if len(one.trunks) and len(other.trunks):
        assert np.array_equal(one.trunks, other.trunks)
    assert_same_fields(one.work, other.work)
    assert np.array_equal(one.resolutions, other.resolutions)
    assert np.array_equal(one.legs, other.legs)
    assert np.array_equal(one.tries, other.tries)
    assert_same_fields(one.dials, other.dials)
    assert_same_fields(one.strains, other.strains)
    for name in ("verdicts", "customers", "segments", "losses"):
        here, there = getattr(one, name), getattr(other, name)
        for field in here.dtype.names:
            same = np.array_equal(here[field], there[field], equal_nan=field == "satisfaction")
            assert same, f"{name} {field}"
    for name in ("cases", "stamps", "abouts"):
        assert_same_fields(getattr(one, name), getattr(other, name))
    for field in one.asides.dtype.names:
        assert np.array_equal(one.asides[field], other.asides[field], equal_nan=True), field
    if len(one.told) and len(other.told):
        assert np.array_equal(one.told["place"], other.told["place"])
        assert np.array_equal(one.told["wait"], other.told["wait"], equal_nan=True)
