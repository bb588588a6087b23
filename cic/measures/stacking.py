"""Tables of sums put together: replications behind one another, fields as an axis, totals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Floats = np.ndarray


def numbers(table: np.ndarray) -> Floats:
    """A table of floats as one block: its fields become the last axis."""
    return np.asarray(table.view(np.float64).reshape(*table.shape, -1))


def stacked(tables: list[np.ndarray]) -> np.ndarray:
    """Tables one behind the other along a new first axis (`np.stack` is slow on records)."""
    if len(tables) == 1:
        return tables[0][None]
    block = np.empty((len(tables), *tables[0].shape), tables[0].dtype)
    for n, table in enumerate(tables):
        block[n] = table
    return block


def with_sum(values: Floats) -> Floats:
    """Groups, then their sum."""
    return np.concatenate([values, values.sum(axis=-1, keepdims=True)], axis=-1)


def by_name(counted: Floats, names: Sequence[str]) -> dict[str, Floats]:
    """What was counted in this order, shape (replications, counts, …), by name."""
    return {name: counted[:, n] for n, name in enumerate(names)}
