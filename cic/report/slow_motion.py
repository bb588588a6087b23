"""A replication run once more, event by event, with what its rules write traced.

A log says what became of every contact. How it came about (what was put on hold for whom, whose
turn it was, when somebody went slower) is there only while it happens. Luck belongs to the contact,
so the same replication can be had again; this time its rows note what is written into them, in the
order of the rules, and no rule knows of it.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from cic.clocks.clock import centre_of
from cic.clocks.following import with_more_rows
from cic.clocks.simpy_clock import LiveCentre, Process, SimpyClock
from cic.log.log import Log
from cic.luck.contacts import LuckOf
from cic.program.case_records import CASE, STAMP
from cic.program.centre import Centre
from cic.program.codes import ARRIVES, NOBODY
from cic.program.customer_records import VERDICT
from cic.program.dial_records import DIAL
from cic.program.layout import lay_out
from cic.program.leg_records import ASIDE, LEG
from cic.program.records import CONTACT, DESK, FACT, FLOOR, SITE, TOLD, WORK, Record
from cic.program.scores import Policies
from cic.program.stress_records import STRAIN
from cic.rules.lifecycle import begin, happen
from cic.scenario.scenario import Model

TRACED: dict[str, frozenset[str]] = {
    CONTACT.name: frozenset(("state", "step")),
    WORK.name: frozenset(("phase", "pace", "responded_at")),
    DESK.name: frozenset(("length",)),
    FACT.name: frozenset(("state",)),
    DIAL.name: frozenset(("at", "agent", "contact", "result")),
    FLOOR.name: frozenset(("closed",)),
    SITE.name: frozenset(("closed", "lines", "ports")),
    LEG.name: frozenset(("kind", "same_agent")),
    ASIDE.name: frozenset(("consults_at", "joined_at", "deflection")),
    TOLD.name: frozenset(("heard",)),
    STRAIN.name: frozenset(("missing", "hired")),
    CASE.name: frozenset(("opened_at", "closed_at", "looked_up")),
    STAMP.name: frozenset(("begun_at",)),
    VERDICT.name: frozenset(("annoyed", "complains", "settled", "left")),
}
"""The fields whose changes are traced, by record."""
COMPARED = ("arrived_at", "queued_at", "answered_at", "ended_at", "agent", "outcome")
"""What tells one replication from another."""
FROM_OUTSIDE = -1
"""Stands for the kind of an event where a process beside the centre acted."""
_MORE_FACTS = 64


@dataclass(frozen=True, slots=True)
class Change:
    """A field is written."""

    table: str
    """The name of its record."""
    number: int
    """Of the row."""
    field: str
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, and all that it changed, in order."""

    at: float
    kind: int
    subject: int
    changes: tuple[Change, ...]


class SlowMotion(SimpyClock):
    """One replication, to be gone through event by event.

    Parameters
    ----------
    model
        The scenario.
    seed, replication
        Whose luck it has.
    processes
        SimPy processes that took part beside the centre.
    """

    centre: Centre
    """The tables, as they are after the latest happening."""

    def __init__(
        self,
        model: Model,
        *,
        seed: int,
        replication: int = 0,
        processes: Sequence[Process] = (),
        policies: Policies | None = None,
    ) -> None:
        super().__init__(processes=processes)
        self._journal: list[Change] = []
        self._program = lay_out(model, policies)
        luck = LuckOf(model, self._program, seed=seed).draw(replication)
        contacts = self.rows(CONTACT, CONTACT.table(luck.rows))
        centre = centre_of(self._program, luck, clock=self, contacts=contacts)
        self.centre = centre._replace(facts=_Growing(self._more_facts))
        self._journal.clear()

    def rows(self, record: Record, table: np.ndarray) -> list[Any]:
        """The rows as slotted objects, which note what is written into them."""
        if record.name not in TRACED:
            return record.rows(table)
        return _traced(record, table, self._journal)

    def lengthened(self, record: Record, table: Any, more: np.ndarray) -> Any:  # noqa: ANN401
        """The same list, with more rows at its end, which note what is written into them."""
        if record.name not in TRACED:
            return super().lengthened(record, table, more)
        table += _traced(record, more, self._journal, first=len(table))
        return table

    def _more_facts(self, first: int) -> list[Any]:
        return _traced(FACT, FACT.table(_MORE_FACTS), self._journal, first=first)

    def happenings(self) -> Iterator[Happening]:
        """Everything that happens, in the order of a run: by instant, rank, order of scheduling."""
        env, contacts = self._environment(), self.centre.contacts
        count = self.centre.floor[0].arrivals
        calendar = _Calendar(self.centre, env)
        begin(self.centre)
        calendar.take_outbox()
        for process in self._processes:
            beside = LiveCentre(calendar, self._program)  # type: ignore[arg-type]
            env.process(process(env, beside))
        arrived = 0
        while True:
            arrives_at = contacts[arrived].arrived_at if arrived < count else math.inf
            at = min(arrives_at, calendar.next_at)
            if at == math.inf:
                return
            if env.peek() < at:
                env.step()
                yield from self._noted(calendar.latest, FROM_OUTSIDE, NOBODY)
                continue
            kind, subject = ARRIVES, arrived
            if arrives_at < calendar.next_at:
                arrived += 1
            else:
                kind, subject = calendar.pop()
            calendar.latest = at
            happen(self.centre, kind, subject, at)
            calendar.take_outbox()
            self._make_room()
            yield from self._noted(at, kind, subject)

    def _make_room(self) -> None:
        floor = self.centre.floor[0]
        if floor.wants:
            wants, floor.wants = floor.wants, 0
            with_more_rows(self._program, self.centre, self, wants)

    def _noted(self, at: float, kind: int, subject: int) -> Iterator[Happening]:
        changes = tuple(self._journal)
        self._journal.clear()
        yield Happening(at, kind, subject, changes)


def _traced(
    record: Record, table: np.ndarray, journal: list[Change], *, first: int = 0
) -> list[Any]:
    """Rows that note what is written into the fields that are traced.

    Parameters
    ----------
    first
        The number of the first row.
    """
    fields, plain = TRACED[record.name], cast("type", record.row)

    class Traced(plain):  # type: ignore[misc, valid-type]
        __slots__ = ("number",)

        def __setattr__(self, field: str, value: float) -> None:
            if field in fields and hasattr(self, "number"):
                change = Change(record.name, self.number, field, getattr(self, field), value)
                journal.append(change)
            super().__setattr__(field, value)

    rows = [Traced(*values) for values in table.tolist()]
    for number, row in enumerate(rows, first):
        row.number = number
    return rows


class _Growing(list[Any]):
    """Rows that appear when they are first written."""

    def __init__(self, more: Callable[[int], list[Any]]) -> None:
        super().__init__()
        self._more = more

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - as a list has it
        while place >= len(self):
            self.extend(self._more(len(self)))
        return super().__getitem__(place)


class _Calendar:
    """What will happen, and the hands by which processes beside the centre act on it."""

    def __init__(self, centre: Centre, env: Any) -> None:  # noqa: ANN401 - SimPy has one door
        self.centre = centre
        self.env = env
        self.latest = -math.inf
        self._events: list[tuple[float, int, int, int, int]] = []
        self._scheduled = 0

    @property
    def next_at(self) -> float:
        """When the next event comes."""
        return self._events[0][0] if self._events else math.inf

    def pop(self) -> tuple[int, int]:
        """Kind and subject of the next event."""
        return heapq.heappop(self._events)[3:]

    def take_outbox(self) -> None:
        """Put on the calendar what the rules scheduled."""
        floor = self.centre.floor[0]
        for event in self.centre.outbox[: floor.outbox]:
            entry = (event.at, event.kind >> 4, self._scheduled, event.kind, event.subject)
            heapq.heappush(self._events, entry)
            self._scheduled += 1
        floor.outbox = 0

    def act(self, rule: Callable[..., None], *arguments: Any) -> None:  # noqa: ANN401
        """Somebody from outside lets a rule happen now."""
        self.latest = max(float(self.env.now), self.latest)
        rule(self.centre, *arguments, self.latest)
        self.take_outbox()


def comes_out_alike(
    log: Log,
    model: Model,
    *,
    seed: int,
    replication: int = 0,
    processes: Sequence[Process] = (),
    policies: Policies | None = None,
) -> bool:
    """Whether a replication that is run again gives this log.

    It does not where the log has another seed, or where other processes took part.
    """
    program, clock = lay_out(model, policies), SimpyClock(processes=processes)
    luck = LuckOf(model, program, seed=seed).draw(replication)
    if luck.count != log.first_contacts:
        return False
    again = clock.run(program, clock.prepare(program, luck))
    return len(again.facts) == len(log.facts) and all(
        np.array_equal(again.contacts[field], log.contacts[field], equal_nan=True)
        for field in COMPARED
    )
