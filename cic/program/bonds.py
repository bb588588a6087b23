"""To whom contacts are bound, laid flat."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cic.program.bond_records import (
    ALLOTMENT,
    BINDING,
    DRAWN_BY_DELAY,
    LEAST_DELAY,
    LEAST_RATIO,
    PULL,
    TO_SET,
    TO_SETS,
)
from cic.program.stages import Stages, lay_out_stages
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model
from cic.scenario.standings import is_staged


@dataclass(frozen=True)
class Bonds:
    """The tables of what binds contacts; empty where nothing does."""

    bindings: np.ndarray
    """What binds the contacts of each queue; records of `BINDING`."""
    allotments: np.ndarray
    """The parts of sites; records of `ALLOTMENT`."""
    pulls: np.ndarray
    """What draws contacts to groups; records of `PULL`."""
    settles: int
    """On which group contacts settle that must wait."""
    stages: Stages
    """Stages of waiting."""

    @property
    def any(self) -> bool:
        """Whether any contact is ever bound."""
        return len(self.bindings) > 0


def binds(queue: Queue) -> bool:
    """Whether contacts of a queue are bound to some of those who serve it."""
    bound = queue.affinity is not None or queue.allocation is not None or queue.drop_out
    return bool(bound) or is_staged(queue)


SETTLES = {
    "least_delay": LEAST_DELAY,
    "least_ratio": LEAST_RATIO,
    "drawn_by_delay": DRAWN_BY_DELAY,
}
"""By the words of `waits_for`."""

COPIES = {"none": 0, "set": TO_SET, "sets": TO_SETS}
"""By the words of `copies`."""


def lay_out_bonds(model: Model, waits_for: str, routes: int) -> Bonds:
    """What binds the contacts of each queue, and on what group all settle that must wait.

    The routes of stages come after so many others.
    """
    settles = SETTLES.get(waits_for, 0)
    pulls = PULL.table(len(model.agents) * bool(settles))
    pulls["weight"] = [group.weight for group in model.agents.values()] if settles else 1.0
    if settles == LEAST_RATIO:
        pulls["target"] = [group.ratio_target or 0.0 for group in model.agents.values()]
    stages = lay_out_stages(model, routes)
    if not settles and not any(map(binds, model.queues.values())):
        return Bonds(BINDING.table(0), ALLOTMENT.table(0), pulls, 0, stages)
    table = BINDING.table(len(model.queues))
    table["standing"] = stages.first
    sites = list(model.sites)
    parts: list[tuple[float, int, int]] = []
    for row, queue in zip(table, model.queues.values(), strict=True):
        row["binds"], row["waits"] = settles > 0 or binds(queue), -1.0
        row["within"] = row["others_after"] = math.inf
        if queue.affinity is not None:
            row["waits"] = queue.affinity.waits
            if queue.affinity.within is not None:
                row["within"] = queue.affinity.within
        row["allots_from"] = len(parts)
        if queue.allocation is not None:
            parts += [(part, sites.index(name), 0) for name, part in queue.allocation.sites.items()]
            if queue.allocation.others_after is not None:
                row["others_after"] = queue.allocation.others_after
        row["allots_until"] = len(parts)
    allotments = np.array(parts, ALLOTMENT.dtype) if parts else ALLOTMENT.table(0)
    return Bonds(table, allotments, pulls, settles, stages)
