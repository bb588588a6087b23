"""The compiled clock: the same rules on structured arrays, for everything big."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from cic.clocks.clock import STALL_LIMIT, centre_of, stalled
from cic.clocks.compiled import compiled
from cic.clocks.kernel import CROWDED, ENTRY, PROGRESS, STALLED, run_to_end
from cic.log.log import Log
from cic.luck.contacts import Luck
from cic.program.centre import Centre
from cic.program.layout import Program
from cic.program.records import CONTACT, Record


class CompiledClock:
    """Runs the rules compiled.

    The log's contacts lie in a buffer that the next run but one uses again.

    Parameters
    ----------
    stall_limit
        Events that may share one instant before the run is given up.
    """

    name = "compiled"
    leaves_python_alone = True

    def __init__(self, *, stall_limit: int = STALL_LIMIT) -> None:
        self._stall_limit = stall_limit
        self._calendar = ENTRY.table(0)
        self._buffers = [CONTACT.table(0), CONTACT.table(0)]
        self._rooms: dict[str, np.ndarray] = {}

    def prepare(self, program: Program, luck: Luck) -> Centre:
        """The centre as a run begins with it; its contacts lie in one of two buffers, in turn."""
        count = luck.count
        self._buffers.reverse()
        if len(self._buffers[0]) < count:
            self._buffers[0] = np.empty(count + count // 16, CONTACT.dtype)
        return centre_of(program, luck, clock=self, contacts=self._buffers[0][:count])

    def run(self, program: Program, centre: Centre) -> Log:
        """Let one replication happen."""
        room = len(centre.contacts) + len(program.agents) + len(centre.outbox)
        if len(self._calendar) < room:
            self._calendar = np.empty(room, ENTRY.dtype)
        progress = PROGRESS.table(1)
        kernel = self.ready(run_to_end)
        while (ended := kernel(centre, self._calendar, progress, self._stall_limit)) == CROWDED:
            self._calendar = _doubled(self._calendar)
            centre = centre._replace(facts=_doubled(centre.facts))
        if ended == STALLED:
            last = progress[0]
            raise stalled(
                program,
                now=float(last["now"]),
                kind=int(last["kind"]),
                subject=int(last["subject"]),
                count=int(last["same_instant"]),
            )
        facts = centre.facts[: int(centre.floor[0]["facts"])]
        return Log(centre.contacts, facts, centre.steps, centre.work, centre.resolutions)

    def ready(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function, compiled."""
        return compiled(function)

    def rows(self, record: Record, table: np.ndarray) -> Any:  # noqa: ARG002 - as the protocol has it
        """The array as it is."""
        return table

    def column(self, numbers: np.ndarray) -> Any:
        """The numbers as they are."""
        return numbers

    def room(self, name: str, count: int, kind: type[np.generic]) -> Any:
        """An array, kept for the next asking: fresh pages of memory are slow."""
        if name not in self._rooms or len(self._rooms[name]) < count:
            self._rooms[name] = np.empty(count + count // 16, kind)
        return self._rooms[name]


def _doubled(table: np.ndarray) -> np.ndarray:
    """A table with as many rows again behind its own."""
    return np.concatenate([table, np.zeros_like(table)])
