"""What replications give, as numbers: one, and all of them in one piece."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np

from cic.measures.stacking import Pile

Floats = np.ndarray


@dataclass(frozen=True)
class Apart:
    """What is counted of one replication apart from its queues and groups."""

    by_site: Floats
    """What `count_sites` gives."""
    priced: Floats
    """What `priced_sums` gives."""
    by_campaign: Floats
    """What `count_campaigns` gives."""
    by_segment: Floats
    """What `count_customers` gives."""
    strains: Floats
    """What `count_strains` gives."""
    by_case: Floats
    """What `count_cases` gives."""


@dataclass(frozen=True)
class Counted(Apart):
    """What one replication gives."""

    by_queue: np.ndarray
    """Records of QUEUE_SUMS, shape (bins, queues + 1)."""
    by_group: np.ndarray
    """Records of GROUP_SUMS, shape (bins, groups)."""
    quantiles: Floats
    """Quantiles of waits, then of times to callback [s], shape (quantiles, queues + 1); the last
    column is the total."""


class Counts:
    """What each of a set of replications gave, in order."""

    def __init__(self, counted: Iterable[Counted] = ()) -> None:
        self._piles = {field.name: Pile() for field in fields(Counted)}
        self._count = 0
        for one in counted:
            self.add(one)

    def __len__(self) -> int:
        return self._count

    def make_room(self, replications: int) -> None:
        """Have room for so many replications in all."""
        for pile in self._piles.values():
            pile.wanted = replications

    def add(self, one: Counted) -> None:
        """Put one more behind the others."""
        self._count += 1
        for name, pile in self._piles.items():
            pile.add(getattr(one, name))

    def all(self, name: str) -> np.ndarray:
        """A field of `Counted`, with the replication as its first axis."""
        return self._piles[name].tables
