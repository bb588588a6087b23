"""The contacts that opened the cases which are open as a run begins, and what is left of these.

All luck of a case belongs to the contact that opened it, but for how long work that is under way
still takes: that is drawn by step, from the law of those that have lasted so long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from cic.luck.arithmetic import Floats
from cic.luck.streams import BLOCK
from cic.program.codes import IN_SERVICE, NOBODY, OPENED_BEFORE
from cic.program.layout import Program
from cic.program.records import STEP
from cic.scenario.scenario import Model

if TYPE_CHECKING:
    from cic.luck.luck import Block

OPENED = 0x20000000
"""Where the numbers of contacts that opened cases begin."""

Still = Callable[[int, int], tuple[float, np.ndarray]]
"""How long an agent still works on what it has in hand, by its place there and the replication; and
the steps of a talk in turns that are left."""


class CasesThere:
    """Lets the luck of a replication have the cases that are open as the run begins."""

    def __init__(
        self,
        model: Model,
        program: Program,
        alone: Callable[[str, Floats, int, int], Any],
        still: Still,
    ) -> None:
        self._program = program
        self._alone = alone
        self._still = still
        self._cases = program.beginning.cases
        self._begins = program.beginning.at
        self._steps = [
            (f"cases.{kind}/{name}.under way", step.takes)
            for kind, case in model.cases.items()
            for name, step in case.steps.items()
        ]
        """The name of the draws, and the law, of each step of each kind."""
        self.opened_at = np.array([self._begins - one.opened for one in self._cases], np.float64)
        """When each was opened."""

    def blocks(
        self,
        rows: np.ndarray,
        replication: int,
        walks: list[np.ndarray],
        block_of: Any,  # noqa: ANN401
    ) -> Iterator[Block]:
        """The contacts that opened them, each at its row."""
        if not self._cases:
            return
        left = self._left(replication)
        queues = np.array([one.queue for one in self._cases])
        for q in np.unique(queues):
            here = np.flatnonzero(queues == q)
            name = f"{self._program.queue_names[q]}.opened cases"
            for block, start in enumerate(range(0, len(here), BLOCK)):
                part = here[start : start + BLOCK]
                opened_at = self.opened_at[part]
                drawn = self._alone(name, opened_at, replication, block)
                luck = drawn.for_queue(int(q))
                step = self._told(part, left, replication, walks)
                queue = np.full(len(part), q, np.int16)
                yield block_of(rows[part], opened_at, queue, step, luck, drawn, OPENED + part)

    def _left(self, replication: int) -> Floats:
        """How long the work outside still takes that is under way; nan where there is none."""
        left = np.full(len(self._cases), np.nan)
        steps = np.array([one.step for one in self._cases])
        lasted = np.array([one.at_work for one in self._cases])
        for step in np.unique(steps):
            name, law = self._steps[step]
            here = np.flatnonzero((steps == step) & ~np.isnan(lasted))
            if law is None:
                continue
            for block, start in enumerate(range(0, len(here), BLOCK)):
                part = here[start : start + BLOCK]
                begun_at = self._begins - lasted[part]
                drawn = self._alone(name, begun_at, replication, block)
                left[part] = drawn.step_beyond(law, lasted[part]) - lasted[part]
        return left

    def _told(
        self, part: np.ndarray, left: Floats, replication: int, walks: list[np.ndarray]
    ) -> np.ndarray:
        """What is told of each case in place of a walk, put behind all walks; where each begins."""
        told, begins = [], np.empty(len(part), np.int32)
        at = sum(map(len, walks))
        for n, k in enumerate(part):
            one = self._cases[k]
            rest, more = left[k], STEP.table(0)
            # it stands so before anything else happens
            lasted = max(one.lasted, self._begins - float(np.nextafter(self._begins, -1.0)))
            if one.hand != NOBODY:
                a = self._program.beginning.agents[one.hand]
                rest, turns = self._still(one.hand, replication)
                waits = np.array([(one.lasted - one.at_work, IN_SERVICE, a)], STEP.dtype)
                more = np.concatenate([waits, turns])
            both = [(lasted, OPENED_BEFORE, one.step), (rest, OPENED_BEFORE, NOBODY)]
            piece = np.concatenate([np.array(both, STEP.dtype), more])
            begins[n] = at
            at += len(piece)
            told.append(piece)
        walks.append(np.concatenate(told))
        return begins
