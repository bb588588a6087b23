"""The compiled clock: the same rules on structured arrays, for everything big."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from typing import Any

import numpy as np

from cic.clocks.clock import (
    IN_HAND,
    STALL_LIMIT,
    centre_of,
    empty_centre,
    stalled,
    write_block,
    write_extra_draws,
)
from cic.clocks.compiled import compiled, kept
from cic.clocks.drawing import draw_arrivals, draw_contacts
from cic.clocks.following import log_of, with_more_rows
from cic.clocks.kernel import CROWDED, ENTRY, PROGRESS, STALLED, run_to_end
from cic.errors import EngineError, UsageError
from cic.log.log import Log
from cic.luck.arrivals import Room, usually_at_most
from cic.luck.laws import LAW, Drawn
from cic.luck.luck import Block, Luck
from cic.luck.streams import Generators, begin_stream
from cic.policies.own import OwnPolicyError
from cic.program.centre import Centre
from cic.program.layout import Program
from cic.program.records import CONTACT, Record
from cic.program.switches import SWITCHES, spared, switched_on

_NOTHING = np.zeros(0)
"""In the place of numbers that are drawn when they are written."""
_NO_STREAM = bytes(32)
"""In the place of a stream where numbers are drawn beforehand."""


class CompiledClock:
    """Runs the rules compiled.

    The log's contacts lie in a buffer that the third run after it uses again.

    Parameters
    ----------
    stall_limit
        Events that may share one instant before the run is given up.
    without
        Switches (`cic.program.switches`) that are off, which the rules are compiled without; the
        log is the same, and comes sooner. None: all that the centre lacks, or less of it where such
        rules are compiled already. A run of a centre that has one of them is a `UsageError`.
    """

    name = "compiled"
    leaves_python_alone = True

    def __init__(
        self, *, stall_limit: int = STALL_LIMIT, without: frozenset[str] | None = None
    ) -> None:
        self._stall_limit = stall_limit
        self._without = without
        self._calendar = ENTRY.table(0)
        self._buffers = [CONTACT.table(0) for _ in range(IN_HAND)]
        self._rooms: dict[str, np.ndarray] = {}

    def prepare(self, program: Program, luck: Luck) -> Centre:
        """The centre as a run begins with it; its contacts lie in one of the buffers, in turn."""
        return centre_of(program, luck, clock=self, contacts=self._contacts(luck.rows))

    def _contacts(self, count: int) -> np.ndarray:
        self._buffers.append(self._buffers.pop(0))
        if len(self._buffers[0]) < count:
            self._buffers[0] = np.empty(count + count // 16, CONTACT.dtype)
        return self._buffers[0][:count]

    def flow(
        self,
        key: bytes,
        replication: int,
        reached: np.ndarray,
        rate: np.ndarray,
        edges: np.ndarray,
        *,
        generators: Generators,  # noqa: ARG002 - as all ways are called
        room: Room,
    ) -> np.ndarray:
        """The moments of a Poisson process, drawn without Python."""
        moments = room.of(usually_at_most(float(reached[-1])))
        while True:
            words = np.frombuffer(begin_stream(key, 0, 0, replication), np.uint64).copy()
            count = self.ready(draw_arrivals)(words, reached, rate, edges, moments)
            if count >= 0:
                return moments[:count]
            moments = room.of(2 * len(moments))

    def write(self, block: Block, centre: Centre) -> None:
        """Write the luck of a block of contacts; what is yet to be drawn, without Python."""
        durations = (block.patience, block.talk, block.wrap_up)
        if not any(isinstance(duration, Drawn) for duration in durations):
            write_block(block, centre, clock=self)
            return
        laws = _laws(*(one.parameters if isinstance(one, Drawn) else None for one in durations))
        given = [_NOTHING if isinstance(one, Drawn) else one for one in durations]
        begun = [one.words() if isinstance(one, Drawn) else _NO_STREAM for one in durations]
        words = np.frombuffer(bytearray().join(begun), np.uint64)
        columns = (block.rows, block.arrived_at, block.source, block.queue, block.step)
        self.ready(draw_contacts)(centre.contacts, *columns, laws, words, *given)
        write_extra_draws(block, centre, clock=self)

    def run(self, program: Program, centre: Centre) -> Log:
        """Let one replication happen."""
        return self._ended(self._begin(program, centre))

    def run_while_drawn(self, program: Program, luck: Luck) -> Log:
        """Let one replication happen while its luck is being drawn, on a second processor.

        The rules follow as far as contacts have been written. Where walks are drawn with the
        contacts, which makes their number unknown, everything is drawn first.
        """
        if luck.has_walks or luck.cards is not None:
            return self.run(program, self.prepare(program, luck))
        contacts = self._contacts(luck.count)
        centre = empty_centre(program, luck, clock=self, contacts=contacts)
        run = self._begin(program, centre)
        with ThreadPoolExecutor(1) as beside:
            going = beside.submit(run.go_on, 0)
            for block in luck.blocks:
                if going.done():
                    going.result()
                    going = beside.submit(run.go_on, int(block.rows[0]))
                self.write(block, centre)
            going.result()
        return self._ended(run)

    def _begin(self, program: Program, centre: Centre) -> _Run:
        room = len(centre.contacts) + len(program.agents) + len(centre.outbox)
        if len(self._calendar) < room:
            self._calendar = np.empty(room, ENTRY.dtype)
        kernel = compiled(run_to_end, _lacking(centre, self._without))
        return _Run(program, centre, self._calendar, self._stall_limit, self, kernel)

    def _ended(self, run: _Run) -> Log:
        log = run.to_the_end()
        self._calendar = run.calendar
        return log

    def address(self, function: Callable[..., Any]) -> int:
        """Where the machine code of a function of a person's own lies."""
        from cic.clocks.foreign import address_of

        return address_of(function)

    def ready(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function, compiled."""
        return compiled(function)

    def rows(self, record: Record, table: np.ndarray) -> Any:  # noqa: ARG002 - as the protocol has it
        """The array as it is."""
        return table

    def column(self, numbers: np.ndarray) -> Any:
        """The numbers as they are."""
        return numbers

    def lengthened(self, record: Record, table: np.ndarray, more: np.ndarray) -> np.ndarray:  # noqa: ARG002
        """An array with more rows at its end."""
        return np.concatenate([table, more])

    def room(self, name: str, count: int, kind: type[np.generic]) -> Any:
        """An array, kept for the next asking: fresh pages of memory are slow."""
        if name not in self._rooms or len(self._rooms[name]) < count:
            self._rooms[name] = np.empty(count + count // 16, kind)
        return self._rooms[name]


class _Run:
    """A replication on its way."""

    def __init__(
        self,
        program: Program,
        centre: Centre,
        calendar: np.ndarray,
        stall_limit: int,
        clock: CompiledClock,
        kernel: Callable[..., Any],
    ) -> None:
        self._program = program
        self._centre = centre
        self.calendar = calendar
        self._progress = PROGRESS.table(1)
        self._stall_limit = stall_limit
        self._clock = clock
        self._kernel = kernel

    def go_on(self, ready: int) -> None:
        """Let everything happen that comes before contact number `ready`."""
        self._progress["ready"] = ready
        while True:
            ended = self._kernel(self._centre, self.calendar, self._progress, self._stall_limit)
            if ended == STALLED:
                raise self._stalled()
            if ended != CROWDED:
                return
            wants = int(self._centre.floor[0]["wants"])
            if wants:
                self._centre = with_more_rows(self._program, self._centre, self._clock, wants)
                continue
            if int(self._progress["size"][0]) > len(self.calendar) - len(self._centre.outbox):
                self.calendar = _doubled(self.calendar)
            else:
                self._centre = self._centre._replace(facts=_doubled(self._centre.facts))

    def to_the_end(self) -> Log:
        """Let all that is left happen."""
        self.go_on(int(self._centre.floor[0]["arrivals"]))
        if self._centre.floor[0]["own_failed"]:
            raise OwnPolicyError(
                "a policy of your own failed: a row that is not there, a division by zero, an "
                "error that it raised\n    → take clock='simpy' to see which"
            )
        return log_of(self._centre)

    def _stalled(self) -> EngineError:
        last = self._progress[0]
        return stalled(
            self._program,
            now=float(last["now"]),
            kind=int(last["kind"]),
            subject=int(last["subject"]),
            count=int(last["same_instant"]),
        )


def is_compiled_for(on: frozenset[str]) -> bool:
    """Whether rules for centres in which these switches are on need only be loaded."""
    return spared(SWITCHES - on, kept(run_to_end)) is not None


def _lacking(centre: Centre, without: frozenset[str] | None) -> frozenset[str]:
    """Without what the rules are compiled for a centre: as asked, or as much as it lacks."""
    on = switched_on(centre.floor[0])
    if without is None:
        return _spared(SWITCHES - on)
    if without & on:
        raise UsageError(
            f"the centre has what the rules should do without: {', '.join(sorted(without & on))}\n"
            "    → leave out 'without': the clock finds what the centre lacks"
        )
    return without


@cache
def _spared(off: frozenset[str]) -> frozenset[str]:
    """Without what the rules are compiled where they can do without this: less, if done before."""
    before = spared(off, kept(run_to_end))
    return off if before is None else before


@lru_cache(maxsize=1024)
def _laws(*parameters: tuple[int, float, float, float] | None) -> np.ndarray:
    """Laws as compiled code reads them; None: what they give is drawn beforehand."""
    laws = LAW.table(len(parameters))
    for law, given in zip(laws, parameters, strict=True):
        if given is not None:
            law["kind"], law["mu"], law["sigma"], law["scale"] = given
    return laws


def _doubled(table: np.ndarray) -> np.ndarray:
    """A table with as many rows again behind its own."""
    return np.concatenate([table, np.zeros_like(table)])
