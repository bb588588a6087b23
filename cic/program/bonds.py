"""To whom contacts are bound, laid flat."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cic.program.bond_records import ALLOTMENT, BINDING, BOND
from cic.program.codes import NOBODY
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model


@dataclass(frozen=True)
class Bonds:
    """The tables of what binds contacts; empty where nothing does."""

    bindings: np.ndarray
    """What binds the contacts of each queue; records of `BINDING`."""
    allotments: np.ndarray
    """The parts of sites; records of `ALLOTMENT`."""

    @property
    def any(self) -> bool:
        """Whether any contact is ever bound."""
        return len(self.bindings) > 0


def binds(queue: Queue) -> bool:
    """Whether contacts of a queue are bound to some of those who serve it."""
    return queue.affinity is not None or queue.allocation is not None or bool(queue.drop_out)


def lay_out_bonds(model: Model) -> Bonds:
    """What binds the contacts of each queue."""
    if not any(map(binds, model.queues.values())):
        return Bonds(BINDING.table(0), ALLOTMENT.table(0))
    table = BINDING.table(len(model.queues))
    sites = list(model.sites)
    parts: list[tuple[float, int, int]] = []
    for row, queue in zip(table, model.queues.values(), strict=True):
        row["binds"], row["waits"] = binds(queue), -1.0
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
    return Bonds(table, np.array(parts, ALLOTMENT.dtype) if parts else ALLOTMENT.table(0))


def unbound(count: int) -> np.ndarray:
    """Contacts that are bound to nobody."""
    table = BOND.table(count)
    table["agent"] = table["site"] = NOBODY
    return table
