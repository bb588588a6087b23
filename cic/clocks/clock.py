"""What both clocks have in common: how they are asked, and how they say that nothing moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from cic.errors import EngineError
from cic.log.log import Log
from cic.luck.contacts import Luck
from cic.program.centre import Centre
from cic.program.codes import EventKind
from cic.program.layout import Program
from cic.program.records import EVENT, FACT, Record
from cic.units import clock_text

OUTBOX = 64
"""Events one event may put on the calendar."""

STALL_LIMIT = 1_000_000
"""Events that may share one instant, apart from the arrivals there."""


class Clock(Protocol):
    """A clock lets the rules happen in order of time."""

    name: str

    def run(self, program: Program, luck: Luck) -> Log:
        """Let one replication happen, from the first event to the last."""
        ...

    def ready(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function written like a rule, in the form this clock runs fastest."""
        ...

    def rows(self, record: Record, table: np.ndarray) -> Any:
        """A table in the form that functions made `ready` work on."""
        ...


def centre_of(program: Program, luck: Luck, rows: Callable[[Record, np.ndarray], Any]) -> Centre:
    """A centre as a run begins with it; `rows` gives each table the form the clock works on."""
    from cic.program import records

    facts = FACT.table(2 * len(program.spells) + 2 * len(program.agents) + 16)
    return Centre(
        contacts=rows(records.CONTACT, luck.contacts),
        queues=rows(records.QUEUE, program.queues),
        routes=rows(records.ROUTE, program.routes),
        groups=rows(records.GROUP, program.groups),
        duties=rows(records.DUTY, program.duties),
        skills=rows(records.SKILL, program.skills),
        agents=rows(records.AGENT, program.agents),
        floor=rows(records.FLOOR, program.floor),
        outbox=rows(EVENT, EVENT.table(OUTBOX)),
        spells=rows(records.SPELL, program.spells),
        hours=rows(records.HOURS, program.hours),
        steps=rows(records.STEP, luck.steps),
        wrap_ups=rows(records.LENGTH, luck.wrap_ups),
        facts=rows(FACT, facts),
    )


def stalled(program: Program, *, now: float, kind: int, subject: int, count: int) -> EngineError:
    """The error of a run whose time does not pass."""
    at = clock_text(program.opens + now, with_seconds=True)
    what = EventKind(kind).name.lower().replace("_", " ")
    return EngineError(
        f"time stands still at {at} ({now:g} s): {count:,} events at this instant, the last one "
        f"{what!r} of number {subject}\n"
        "    → look for something that repeats without delay: a retry, a menu, a process of your own"
    )
