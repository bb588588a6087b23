"""Replications of one scenario: as many as asked, or as many as a wanted precision takes."""

from __future__ import annotations

import operator
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from cic.clocks.clock import IN_HAND
from cic.errors import EngineError, UsageError, no_such
from cic.experiments.looks import MOST_REPLICATIONS, check_wanted, next_look, total_of
from cic.experiments.own import check_allowed, told_by_simpy, uncompilable
from cic.log.log import Log
from cic.luck.contacts import LuckOf
from cic.measures.counted import Counter, Tally
from cic.measures.counts import Counts
from cic.measures.estimates import Estimates
from cic.policies.own import OwnPolicyError
from cic.program.centre import Centre
from cic.program.layout import Program, lay_out
from cic.program.records import CONTACT
from cic.program.scores import Policies
from cic.program.switches import switched_on
from cic.scenario.checks import expected_contacts
from cic.scenario.load import Scenario
from cic.scenario.scalars import MAX_INTEGER
from cic.statistics.precision import Precision

if TYPE_CHECKING:
    from concurrent.futures import Future

    from cic.clocks.clock import Clock
    from cic.clocks.simpy_clock import Process

ClockName = Literal["auto", "simpy", "compiled"]
CLOCKS: tuple[ClockName, ...] = ("auto", "simpy", "compiled")

SIMPY_CONTACTS = 400_000
"""Work beyond which `auto` takes the compiled clock: a few seconds of the SimPy clock's."""

LOADED_CONTACTS = 50_000
"""The same where the rules are compiled already, and need only be loaded."""

KEPT_CONTACTS = 250_000
"""Logs are kept from the first replication on, until they hold this many contacts."""

FIRST_LOOK = 30
"""Replications before a wanted precision is looked at for the first time."""

COUNTED_BYTES = 2_000_000_000
"""Memory that the sums of all replications may take."""


@dataclass(frozen=True)
class Replications:
    """What a set of replications gave."""

    scenario: Scenario
    program: Program
    seed: int
    clock: str
    replications: int
    estimates: Estimates
    kept: tuple[Log, ...]
    """The logs of the first replications, as many as were kept."""
    wanted: Precision | None = None
    reached: bool = True
    """Whether the wanted precision was reached."""
    uncompiled: str = ""
    """Why a policy of a person's own could not be compiled; empty where none had to be, or all
    could."""

    @cached_property
    def logs(self) -> tuple[Log, ...]:
        """The logs of the first replications; where one is too big to be kept, it is run again."""
        return self.kept or (rerun(self, 0),)


def replicate(
    scenario: Scenario,
    *,
    replications: int | None = None,
    seed: int | None = None,
    clock: ClockName | Clock = "auto",
    until: Precision | None = None,
    processes: Sequence[Process] = (),
    progress: Callable[[int, int], None] | None = None,
    policies: Policies | None = None,
) -> Replications:
    """Run a scenario as often as asked, or until its figures are precise enough.

    Parameters
    ----------
    replications
        How many; by default as the scenario says. With `until`, the number looked at first.
    seed
        Seed of all chance; by default as the scenario says.
    clock
        `auto` takes SimPy for small work and the compiled clock for big, which is less where the
        rules are compiled already; or a clock of your own.
    until
        A wanted precision of a measure of all queues, or of all agent groups.
    processes
        SimPy processes beside the centre, `process(env, centre)`; they need the SimPy clock.
    progress
        Told after each replication how many are done, of how many.
    policies
        Scores of your own for routing. What cannot be compiled runs under the SimPy clock.
    """
    plan = scenario.model.run
    seed = plan.seed if seed is None else _whole("seed", seed)
    if until is not None:
        check_wanted(until)
    usual = FIRST_LOOK if until else plan.replications
    first = usual if replications is None else _whole("replications", replications)
    if first < 1 or (until is not None and first < 2):  # noqa: PLR2004
        raise UsageError(
            f"{first} replications give no answer\n    → ask for at least 1 (2 with until)"
        )
    check_allowed(scenario, policies)
    program = lay_out(scenario.model, policies)
    chosen, why = _clock_for(scenario, program, clock, first, processes, policies)
    runner = _Runner(scenario, program, seed, chosen)
    wanted = first
    while True:
        runner.check_memory(wanted)
        for _ in runner.run_to(wanted):
            if progress is not None:
                progress(len(runner.counts), wanted)
        estimates = runner.estimates()
        if until is None:
            break
        estimate = total_of(estimates, until.measure)
        if until.met(estimate) or len(runner.counts) >= MOST_REPLICATIONS:
            break
        wanted = next_look(until, estimate, done=len(runner.counts))
        if clock == "auto" and not processes and not why:
            chosen, why = _clock_for(scenario, program, clock, wanted, processes, policies)
            runner.go_on_by(chosen)
    return Replications(
        scenario=scenario,
        program=runner.program,
        seed=seed,
        clock=chosen.name,
        replications=len(runner.counts),
        estimates=estimates,
        kept=tuple(runner.logs),
        wanted=until,
        reached=until is None or until.met(estimate),
        uncompiled=why,
    )


def _whole(name: str, value: int) -> int:
    """A whole number of any type, not negative and not beyond what a scenario may say."""
    try:
        number = int(operator.index(value))
    except TypeError:
        number = -1
    if not 0 <= number < MAX_INTEGER:
        raise UsageError(f"{name} is {value!r}\n    → give a whole number from 0 to 2⁶³ − 1")
    return number


def _clock_for(
    scenario: Scenario,
    program: Program,
    clock: ClockName | Clock,
    replications: int,
    processes: Sequence[Process],
    policies: Policies | None,
) -> tuple[Clock, str]:
    """The clock for so much work, and why own policies keep it from being the compiled one."""
    chosen = choose_clock(
        scenario, clock, program=program, replications=replications, processes=processes
    )
    why = uncompilable(policies) if policies and chosen.name == "compiled" else ""
    if why:
        chosen = choose_clock(scenario, "simpy", program=program, replications=replications)
    return chosen, why


def choose_clock(
    scenario: Scenario,
    clock: ClockName | Clock,
    *,
    program: Program,
    replications: int,
    processes: Sequence[Process] = (),
) -> Clock:
    """The clock that a name means for so much work."""
    if not isinstance(clock, str):
        return clock
    if clock not in CLOCKS:
        raise no_such("clock", clock, CLOCKS)
    if processes and clock == "compiled":
        raise UsageError(
            "processes beside the centre are plain Python: the compiled clock cannot run them\n"
            "    → take clock='simpy', or 'auto'"
        )
    work = (expected_contacts(scenario.model) + _known(scenario)) * replications
    if clock == "simpy" or processes or (clock == "auto" and _is_small(work, program)):
        from cic.clocks.simpy_clock import SimpyClock

        return SimpyClock(processes=processes)
    from cic.clocks.compiled_clock import CompiledClock

    return CompiledClock()


def _is_small(work: float, program: Program) -> bool:
    """Whether so many contacts take less time than it takes to have the rules compiled."""
    if LOADED_CONTACTS < work <= SIMPY_CONTACTS:
        from cic.clocks.compiled_clock import is_compiled_for

        return not is_compiled_for(switched_on(program.floor[0]))
    return work <= SIMPY_CONTACTS


def _known(scenario: Scenario) -> float:
    """Contacts that make as much work as the customers who have to be known before any comes."""
    customers = scenario.model.customers
    return 0.0 if customers is None else (customers.number or 0) / 25


class _Runner:
    """Runs one replication after the other and keeps what is needed of each."""

    def __init__(self, scenario: Scenario, program: Program, seed: int, clock: Clock) -> None:
        self._scenario = scenario
        self.program = program
        self._seed = seed
        self.go_on_by(clock)
        self._kept = 0
        # One large piece: memory that comes page by page costs more than the copying.
        self._store = np.empty(KEPT_CONTACTS, CONTACT.dtype)
        self.counts = Counts()
        self.logs: list[Log] = []

    def go_on_by(self, clock: Clock) -> None:
        """Run by this clock from now on; the figures are the same by any."""
        model = self._scenario.model
        self._clock = clock
        self._luck = LuckOf(model, self.program, seed=self._seed, flow=clock.flow)
        self._counter = Counter(self.program, model, clock, in_hand=IN_HAND)

    def run_to(self, replications: int) -> Iterator[int]:
        """Run until there are so many replications."""
        self.counts.make_room(replications)
        for log, tally in self._logs(range(len(self.counts), replications)):
            with self._told_where(len(self.counts)):
                self.counts.add(self._counter.counted(tally))
            self._keep(log)
            yield len(self.counts)

    def _logs(self, replications: range) -> Iterator[tuple[Log, Tally]]:
        """The logs of replications, one after the other, added up.

        Where the clock leaves Python alone while it runs, it runs in a thread: meanwhile the luck
        of the next replication is drawn; or, where there is only one, its own.
        """
        if not self._clock.leaves_python_alone:
            for replication in replications:
                yield self._run(replication, self._prepare(replication))
        elif len(replications) == 1:
            with self._told_where(replications[0]):
                luck = self._luck.draw(replications[0])
                log = self._clock.run_while_drawn(self.program, luck)
            yield log, self._counter.tally(log)
        elif replications:
            yield from self._logs_beside(replications)

    def _logs_beside(self, replications: range) -> Iterator[tuple[Log, Tally]]:
        """The logs of replications that run in a thread, where another always waits its turn."""
        from concurrent.futures import ThreadPoolExecutor

        going: deque[Future[tuple[Log, Tally]]] = deque()
        with ThreadPoolExecutor(1) as beside:
            for replication in replications:
                going.append(beside.submit(self._run, replication, self._prepare(replication)))
                if len(going) == IN_HAND:
                    yield going.popleft().result()
            while going:
                yield going.popleft().result()

    def _run(self, replication: int, centre: Centre) -> tuple[Log, Tally]:
        with self._told_where(replication):
            log = self._clock.run(self.program, centre)
        return log, self._counter.tally(log)

    def _prepare(self, replication: int) -> Centre:
        with self._told_where(replication):
            return self._clock.prepare(self.program, self._luck.draw(replication))

    @contextmanager
    def _told_where(self, replication: int) -> Iterator[None]:
        """An error of the engine says in which replication it happened."""
        try:
            yield
        except EngineError as error:
            told = str(error)
            if isinstance(error, OwnPolicyError):
                again = (self._scenario.model, self.program, self._seed, replication)
                told = told_by_simpy(*again) or told
            where = f"replication {replication} of seed {self._seed}"
            raise EngineError(f"{self._scenario.name!r}, {where}: {told}") from None

    def _keep(self, log: Log) -> None:
        """Keep a copy of the log, apart from the buffers that later replications write into.

        The first log of the SimPy clock is kept whatever its size: processes of a user's own may
        have taken part, so it cannot be made again.
        """
        if len(self.logs) + 1 == len(self.counts):
            start, self._kept = self._kept, self._kept + len(log.contacts)
            if self._kept <= KEPT_CONTACTS:
                own = self._store[start : self._kept]
                own.view(np.uint8)[:] = np.ascontiguousarray(log.contacts).view(np.uint8)
                self.logs.append(replace(log, contacts=own))
            elif not self.logs and not self._clock.leaves_python_alone:
                self.logs.append(replace(log, contacts=log.contacts.copy()))

    def estimates(self) -> Estimates:
        """The measures so far."""
        confidence = self._scenario.model.run.confidence
        return Estimates(self.counts, self.program, self._scenario.model, confidence=confidence)

    def check_memory(self, replications: int) -> None:
        """Refuse work whose sums would not fit."""
        from cic.measures.tally import GROUP_SUMS, QUEUE_SUMS

        program = self.program
        bins = program.days * (program.intervals_per_day + 1)
        row = (len(program.queue_names) + 1) * QUEUE_SUMS.dtype.itemsize
        row += len(program.group_names) * GROUP_SUMS.dtype.itemsize
        needed = bins * row * replications
        if needed > COUNTED_BYTES:
            raise UsageError(
                f"{replications:,} replications of {bins:,} intervals would take "
                f"{needed / 1e9:.1f} GB for their sums\n"
                "    → ask for fewer replications, or for longer intervals or fewer days"
            )


def rerun(done: Replications, replication: int) -> Log:
    """The log of any one replication, made again alone."""
    clock = choose_clock(
        done.scenario,
        done.clock,  # type: ignore[arg-type]
        program=done.program,
        replications=1,
    )
    luck = LuckOf(done.scenario.model, done.program, seed=done.seed).draw(replication)
    return clock.run(done.program, clock.prepare(done.program, luck))
