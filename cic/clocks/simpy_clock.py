"""The SimPy clock: the rules as plain Python on slotted objects, inside a `simpy.Environment`.

It keeps the same calendar as the compiled clock. One SimPy process carries the environment's clock
along, and sleeps only when a process of somebody else's has something to do before the centre's
next event; alone, it never yields. At equal times the centre's events come first.

A user's own processes run beside the centre and act on it through a `LiveCentre`:

>>> def supervisor(env, centre):
...     while True:
...         yield env.timeout(60)
...         if centre.waiting("sales") > 10:
...             centre.move(2, source="back office", to="sales team")
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Generator, Sequence
from typing import Any

import numpy as np
import simpy
import simpy.rt

from cic.clocks.clock import STALL_LIMIT, centre_of, stalled, write_block
from cic.clocks.following import log_of, with_more_rows
from cic.clocks.kernel import RANK_BITS
from cic.clocks.uncollected import uncollected
from cic.errors import EngineError, no_such
from cic.log.log import Log
from cic.luck.arrivals import in_bulk
from cic.luck.luck import Block, Luck
from cic.policies.own import place_of
from cic.program.callback_records import TRY
from cic.program.case_records import ABOUT, CASE, STAMP
from cic.program.centre import Centre
from cic.program.codes import ARRIVES, AVAILABLE, CALLED_IN, NOBODY, OFF
from cic.program.customer_records import CUSTOMER, LOSS, SEGMENT, VERDICT
from cic.program.dial_records import DIAL
from cic.program.layout import Program
from cic.program.leg_records import ASIDE, LEG
from cic.program.records import CONTACT, FACT, FLOOR, RESOLUTION, STEP, TOLD, TRUNK, WORK, Record
from cic.program.stress_records import STRAIN
from cic.rules.agents import change_group, come, go_off_duty
from cic.rules.lifecycle import begin, happen
from cic.units import clock_text

Process = Callable[[simpy.Environment, "LiveCentre"], Generator[Any, Any, Any]]
"""A process of a user's own, beside the centre."""


class SimpyClock:
    """Runs the rules uncompiled: starts at once, takes Python processes, can be paced.

    Parameters
    ----------
    processes
        Generator functions `process(env, centre)`, started with the run.
    environment
        Makes the environment of each run; `simpy.rt.RealtimeEnvironment` paces it in real time.
    stall_limit
        Events that may share one instant before the run is given up.
    """

    name = "simpy"
    leaves_python_alone = False
    flow = staticmethod(in_bulk)

    def __init__(
        self,
        *,
        processes: Sequence[Process] = (),
        environment: Callable[[], simpy.Environment] = simpy.Environment,
        stall_limit: int = STALL_LIMIT,
    ) -> None:
        self._processes = tuple(processes)
        self._environment = environment
        self._stall_limit = stall_limit

    def prepare(self, program: Program, luck: Luck) -> Centre:
        """The centre as a run begins with it."""
        with uncollected():
            contacts = self.rows(CONTACT, CONTACT.table(luck.rows))
            centre = centre_of(program, luck, clock=self, contacts=contacts)
        return centre._replace(facts=_Growing(FACT))

    def write(self, block: Block, centre: Centre) -> None:
        """Write the luck of a block of contacts."""
        write_block(block, centre, clock=self)

    def run(self, program: Program, centre: Centre) -> Log:
        """Let one replication happen."""
        env = self._environment()
        calendar = _Calendar(env, centre, program, self._stall_limit, self)
        carried = env.process(calendar.carry())
        for process in self._processes:
            env.process(process(env, LiveCentre(calendar, program)))
        env.run(until=carried)
        return log_of(
            centre._replace(
                floor=FLOOR.gather(centre.floor),
                contacts=CONTACT.gather(centre.contacts),
                facts=FACT.gather(centre.facts),
                steps=STEP.gather(centre.steps),
                work=WORK.gather(centre.work),
                trunks=TRUNK.gather(centre.trunks),
                resolutions=RESOLUTION.gather(centre.resolutions),
                told=TOLD.gather(centre.told),
                legs=LEG.gather(centre.legs),
                tries=TRY.gather(centre.tries),
                asides=ASIDE.gather(centre.asides),
                dials=DIAL.gather(centre.dials),
                verdicts=VERDICT.gather(centre.verdicts),
                customers=CUSTOMER.gather(centre.customers),
                segments=SEGMENT.gather(centre.segments),
                losses=LOSS.gather(centre.losses),
                strains=STRAIN.gather(centre.strains),
                cases=CASE.gather(centre.cases),
                stamps=STAMP.gather(centre.stamps),
                abouts=ABOUT.gather(centre.abouts),
            )
        )

    def run_while_drawn(self, program: Program, luck: Luck) -> Log:
        """Let one replication happen, after its luck has been drawn."""
        return self.run(program, self.prepare(program, luck))

    def address(self, function: Callable[..., Any]) -> int:
        """The place of a function of a person's own in the list of such functions."""
        return place_of(function)

    def ready(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function as it is."""
        return function

    def rows(self, record: Record, table: np.ndarray) -> Any:
        """The rows as slotted objects."""
        return record.rows(table)

    def column(self, numbers: np.ndarray) -> Any:
        """The numbers as a list."""
        return numbers.tolist()

    def lengthened(self, record: Record, table: Any, more: np.ndarray) -> Any:
        """The same list, with more rows at its end."""
        table += record.rows(more)
        return table

    def room(self, name: str, count: int, kind: type[np.generic]) -> Any:  # noqa: ARG002 - small work
        """A list of zeros."""
        return np.zeros(count, kind).tolist()


class _Growing(list[Any]):
    """Rows that appear when they are first written."""

    def __init__(self, record: Record) -> None:
        super().__init__()
        self._record = record

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, slice):
            while place >= len(self):
                self.extend(self._record.rows(self._record.table(64)))
        return super().__getitem__(place)


class _Calendar:
    """What will happen to one centre, and the SimPy process that lets it happen."""

    def __init__(
        self,
        env: simpy.Environment,
        centre: Centre,
        program: Program,
        stall_limit: int,
        clock: SimpyClock,
    ) -> None:
        self.env = env
        self.centre = centre
        self._program = program
        self._stall_limit = stall_limit
        self._clock = clock
        self._events: list[tuple[float, int, int, int]] = []
        self._sequence = 0
        self._paced = isinstance(env, simpy.rt.RealtimeEnvironment)
        self._now = -math.inf
        self._naps = 0
        self._napped_at = -math.inf

    def empty_outbox(self) -> None:
        """Put what the rules scheduled on the calendar."""
        floor = self.centre.floor[0]
        outbox = self.centre.outbox
        for n in range(floor.outbox):
            event = outbox[n]
            order = ((event.kind >> 4) << RANK_BITS) + self._sequence
            self._sequence += 1
            heapq.heappush(self._events, (event.at, order, event.kind, event.subject))
        floor.outbox = 0
        if floor.wants:
            wants, floor.wants = floor.wants, 0
            # lists grow where they are
            with_more_rows(self._program, self.centre, self._clock, wants)

    def act(self, rule: Callable[..., None], *arguments: Any) -> None:
        """Somebody from outside lets a rule happen now."""
        rule(self.centre, *arguments, max(float(self.env.now), self._now))
        self.empty_outbox()

    def carry(self) -> Generator[Any, Any, None]:
        """The process: let everything happen in order, sleeping while others come first."""
        env, centre, events = self.env, self.centre, self._events
        contacts, floor = centre.contacts, centre.floor[0]
        arrived, count = 0, floor.arrivals
        arrives_at = contacts[0].arrived_at if count else math.inf
        begin(centre)
        self.empty_outbox()
        same_instant = 0
        while True:
            arrival = not events or arrives_at < events[0][0]
            at = arrives_at if arrival else events[0][0]
            if at == math.inf:
                return
            others = env.peek()
            if at > others or (self._paced and at > env.now):
                yield self._nap(min(at, others))
                continue
            if at > self._now:
                self._now, same_instant = at, 0
            if arrival:
                kind, subject = ARRIVES, arrived
                arrived += 1
                arrives_at = contacts[arrived].arrived_at if arrived < count else math.inf
            else:
                _, _, kind, subject = heapq.heappop(events)
                same_instant += 1
                if same_instant > self._stall_limit:
                    raise stalled(
                        self._program, now=at, kind=kind, subject=subject, count=same_instant
                    )
            happen(centre, kind, subject, at)
            if floor.outbox:
                self.empty_outbox()

    def _nap(self, until: float) -> simpy.Event:
        """Sleep until somebody else has acted; never for ever at one instant."""
        now = float(self.env.now)
        self._naps = self._naps + 1 if now == self._napped_at else 0
        self._napped_at = now
        if self._naps > self._stall_limit:
            at = clock_text(self._program.opens + now, with_seconds=True)
            raise EngineError(
                f"time stands still at {at} ({now:g} s): a process beside the centre has woken "
                f"{self._naps:,} times at this instant\n    → give its loop a delay"
            )
        return self.env.timeout(max(0.0, until - now))


class LiveCentre:
    """A running centre as a user's own process sees it: look, and act through the rules."""

    def __init__(self, calendar: _Calendar, program: Program) -> None:
        self._calendar = calendar
        self._program = program

    def waiting(self, queue: str) -> int:
        """How many contacts wait in a queue."""
        return int(self._calendar.centre.queues[self._queue(queue)].length)

    def longest_wait(self, queue: str) -> float:
        """How long the head of a queue has waited [s]; 0 when nobody waits."""
        first = self._calendar.centre.queues[self._queue(queue)].first
        if first < 0:
            return 0.0
        return float(self._calendar.env.now - self._calendar.centre.contacts[first].queued_at)

    def idle(self, group: str) -> int:
        """How many agents of a group are idle."""
        return int(self._calendar.centre.groups[self._group(group)].length)

    def present(self, group: str) -> int:
        """How many agents of a group are on duty."""
        return int(self._calendar.centre.groups[self._group(group)].present)

    def move(self, agents: int, *, source: str, to: str) -> int:
        """Move agents on duty from one group to another, idle ones first; how many were moved.

        An agent with a contact in hand finishes it and then serves the new group.
        """
        there, here = self._group(to), self._group(source)
        moved = self._on_duty(here)[:agents]
        for a in moved:
            self._calendar.act(change_group, a, there)
        return len(moved)

    def call_in(self, agents: int, *, group: str) -> int:
        """Agents of a group who are off duty come on duty; how many came."""
        g = self._group(group)
        crew = self._calendar.centre.agents
        off = [a for a, agent in enumerate(crew) if agent.group == g and agent.state == OFF]
        if self._calendar.centre.floor[0].stress:
            off = [a for a in off if not self._calendar.centre.strains[a].missing]
        for a in off[:agents]:
            self._calendar.act(come, a, CALLED_IN)
        return len(off[:agents])

    def send_home(self, agents: int, *, group: str) -> int:
        """Agents of a group go home, idle ones first, each after the contact in hand."""
        gone = self._on_duty(self._group(group))[:agents]
        for a in gone:
            self._calendar.act(go_off_duty, a, OFF)
        return len(gone)

    def _on_duty(self, g: int) -> list[int]:
        crew = self._calendar.centre.agents
        here = [
            a
            for a, agent in enumerate(crew)
            if agent.group == g and agent.state != OFF and agent.moves_to == NOBODY
        ]
        return sorted(here, key=lambda a: crew[a].state != AVAILABLE)

    def _queue(self, name: str) -> int:
        return _number(name, self._program.queue_names, "queue")

    def _group(self, name: str) -> int:
        return _number(name, self._program.group_names, "agent group")


def _number(name: str, names: tuple[str, ...], what: str) -> int:
    if name not in names:
        raise no_such(what, name, names)
    return names.index(name)
