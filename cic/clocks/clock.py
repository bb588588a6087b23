"""What both clocks have in common: how they are asked, and how they say that nothing moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from cic.errors import EngineError, UsageError
from cic.log.log import Log
from cic.luck.arrivals import Flow
from cic.luck.laws import now
from cic.luck.luck import Block, Luck
from cic.luck.rows import write_contacts, write_extras
from cic.program.centre import Centre
from cic.program.codes import AgentPolicy, ContactPolicy, EventKind
from cic.program.layout import Program
from cic.program.leg_records import VISIT
from cic.program.records import FACT, STEP, Record
from cic.units import clock_text

STALL_LIMIT = 1_000_000
"""Events that may share one instant, apart from the arrivals there."""


IN_HAND = 3
"""Replications that may be in hand at once: one that runs, the next, and one that is drawn, or of
which the sums are taken."""


class Clock(Protocol):
    """A clock lets the rules happen in order of time."""

    name: str
    leaves_python_alone: bool
    """Whether other threads can work while it runs."""

    @property
    def flow(self) -> Flow:
        """How it draws arrivals."""
        ...

    def prepare(self, program: Program, luck: Luck) -> Centre:
        """The centre as a run begins with it; good until `IN_HAND` others are prepared."""
        ...

    def write(self, block: Block, centre: Centre) -> None:
        """Write the luck of a block of contacts into their rows."""
        ...

    def run(self, program: Program, centre: Centre) -> Log:
        """Let one replication happen, from the first event to the last."""
        ...

    def run_while_drawn(self, program: Program, luck: Luck) -> Log:
        """Let one replication happen; its luck may be drawn meanwhile."""
        ...

    def address(self, function: Callable[..., Any]) -> int:
        """Where the rules of this clock find a function of a person's own."""
        ...

    def ready(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function written like a rule, in the form this clock runs fastest."""
        ...

    def rows(self, record: Record, table: np.ndarray) -> Any:
        """A table in the form that functions made `ready` work on."""
        ...

    def column(self, numbers: np.ndarray) -> Any:
        """A column of numbers in that form."""
        ...

    def lengthened(self, record: Record, table: Any, more: np.ndarray) -> Any:
        """A table with more rows at its end."""
        ...

    def room(self, name: str, count: int, kind: type[np.generic]) -> Any:
        """Memory for a column of numbers in that form, used again under the same name."""
        ...


def centre_of(program: Program, luck: Luck, *, clock: Clock, contacts: Any) -> Centre:
    """A centre as a run begins with it, in the form a clock works on.

    Parameters
    ----------
    contacts
        As many rows as there are contacts, to be written.
    """
    centre = empty_centre(program, luck, clock=clock, contacts=contacts)
    for block in luck.blocks:
        clock.write(block, centre)
    steps, visits = luck.walked()
    return centre._replace(steps=clock.rows(STEP, steps), visits=clock.rows(VISIT, visits))


def empty_centre(program: Program, luck: Luck, *, clock: Clock, contacts: Any) -> Centre:
    """A centre whose contacts have not been written yet, nor their walks."""
    outset = program.outset
    tables = outset.tables(luck.rows)
    tables |= luck.tables()
    tables["facts"] = FACT.table(_usual_facts(program, luck))
    floor = tables["floor"]
    set_own(floor, program, clock)
    floor["arrivals"] = floor["contacts"] = luck.count
    rows, record_of = clock.rows, outset.records
    return Centre(contacts, **{name: rows(record_of[name], tables[name]) for name in tables})


def _usual_facts(program: Program, luck: Luck) -> int:
    """Room for what agents are noted to do, usually; a clock makes more where it must."""
    spells = len(program.spells) if luck.spells is None else len(luck.spells)
    facts = 2 * spells + 4 * len(program.agents) + 16
    facts += 2 * len(program.agents) * len(program.incidents)
    return facts + 2 * luck.count * bool(program.desks.several or program.floor[0]["rings"])


def set_own(floor: np.ndarray, program: Program, clock: Clock) -> None:
    """Write where the functions of a person's own are found."""
    own = program.scores.own
    for field, needed, function in (
        ("own_agent", program.scores.agent_policy == AgentPolicy.AGENT_OWN, own.agent),
        ("own_contact", program.scores.contact_policy == ContactPolicy.CONTACT_OWN, own.contact),
    ):
        if needed and function is None:
            raise UsageError(
                "the scenario names code that it was not given\n"
                "    → add --allow-code, or in Python policies=policies_of(scenario)"
            )
        if needed and function is not None:
            floor[field] = clock.address(function)


def write_block(block: Block, centre: Centre, *, clock: Clock) -> None:
    """Write the luck of a block of contacts into their rows, number by number."""
    columns = (
        block.rows,
        block.arrived_at,
        block.source,
        block.queue,
        block.step,
        now(block.patience),
        now(block.talk),
        now(block.wrap_up),
    )
    clock.ready(write_contacts)(centre.contacts, *map(clock.column, columns))
    write_extra_draws(block, centre, clock=clock)


def write_extra_draws(block: Block, centre: Centre, *, clock: Clock) -> None:
    """Write the draws of a block that only some scenarios need."""
    extras = block.extras()
    rows = clock.column(block.rows) if extras else None
    for place, drawn in enumerate(extras):
        clock.ready(write_extras)(centre.extras, rows, clock.column(drawn), place, len(extras))


def stalled(program: Program, *, now: float, kind: int, subject: int, count: int) -> EngineError:
    """The error of a run whose time does not pass."""
    at = clock_text(program.opens + now, with_seconds=True)
    what = EventKind(kind).name.lower().replace("_", " ")
    return EngineError(
        f"time stands still at {at} ({now:g} s): {count:,} events at this instant, the last one "
        f"{what!r} of number {subject}\n"
        "    → look for what repeats without delay: a retry, a menu, a process of your own"
    )
