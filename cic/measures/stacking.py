"""Tables of sums put together: replications behind one another, fields as an axis, totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

Floats = np.ndarray


def numbers(table: np.ndarray) -> Floats:
    """A table of floats as one block: its fields become the last axis."""
    return np.asarray(table.view(np.float64).reshape(*table.shape, -1))


class Pile:
    """Tables of one kind, one behind the other in one piece of memory.

    Memory that comes in small pieces is slow when it is touched first, so there is room at once for
    as many tables as are wanted.
    """

    def __init__(self) -> None:
        self.wanted = 1
        self._count = 0
        self._room = np.empty((0, 0), np.uint8)
        self._kind: np.dtype[Any] = self._room.dtype
        self._shape: tuple[int, ...] = (0,)

    def add(self, table: np.ndarray) -> None:
        """Copy a table behind the others, byte by byte: numpy is slow on records."""
        if not self._count:
            self._kind, self._shape = table.dtype, table.shape
            self._room = np.empty((self.wanted, table.nbytes), np.uint8)
        elif self._count == len(self._room):
            longer = np.empty((max(self.wanted, 2 * self._count), table.nbytes), np.uint8)
            longer[: self._count] = self._room
            self._room = longer
        self._room[self._count] = np.ascontiguousarray(table).reshape(-1).view(np.uint8)
        self._count += 1

    @property
    def tables(self) -> np.ndarray:
        """All tables, with a new first axis."""
        here = self._room[: self._count].reshape(-1)
        return here.view(self._kind).reshape(self._count, *self._shape)


def with_sum(values: Floats) -> Floats:
    """Groups, then their sum."""
    return np.concatenate([values, values.sum(axis=-1, keepdims=True)], axis=-1)


def by_name(counted: Floats, names: Sequence[str]) -> dict[str, Floats]:
    """What was counted in this order, shape (replications, counts, …), by name."""
    return {name: counted[:, n] for n, name in enumerate(names)}
