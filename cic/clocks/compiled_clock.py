"""The compiled clock: the same rules on structured arrays, for everything big."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from cic.clocks.clock import STALL_LIMIT, centre_of, stalled
from cic.clocks.compiled import compiled
from cic.clocks.kernel import ENTRY, PROGRESS, RAN, run_to_end
from cic.log.log import Log
from cic.luck.contacts import Luck
from cic.program.layout import Program
from cic.program.records import CONTACT, Record


class CompiledClock:
    """Runs the rules compiled.

    The log's contacts are the given luck's rows, written in place.

    Parameters
    ----------
    stall_limit
        Events that may share one instant before the run is given up.
    """

    name = "compiled"

    def __init__(self, *, stall_limit: int = STALL_LIMIT) -> None:
        self._stall_limit = stall_limit
        self._calendar = ENTRY.table(0)

    def run(self, program: Program, luck: Luck) -> Log:
        """Let one replication happen."""
        centre = centre_of(program, luck, _own_copy)
        room = len(luck.contacts) + len(program.agents) + 64
        if len(self._calendar) < room:
            self._calendar = np.empty(room, ENTRY.dtype)
        progress = PROGRESS.table(1)
        kernel = self.ready(run_to_end)
        if kernel(centre, self._calendar, progress, self._stall_limit) != RAN:
            last = progress[0]
            raise stalled(
                program,
                now=float(last["now"]),
                kind=int(last["kind"]),
                subject=int(last["subject"]),
                count=int(last["same_instant"]),
            )
        return Log(luck.contacts, centre.facts[: int(centre.floor[0]["facts"])], luck.steps)

    def ready(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function, compiled."""
        return compiled(function)

    def rows(self, record: Record, table: np.ndarray) -> Any:  # noqa: ARG002 - as the protocol has it
        """The array as it is."""
        return table


def _own_copy(record: Record, table: np.ndarray) -> np.ndarray:
    """A copy that a run may write into; the contacts are written in place."""
    return table if record is CONTACT else table.copy()
