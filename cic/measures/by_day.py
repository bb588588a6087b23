"""Sums by day, by weekday and by interval of the day, from sums by bin.

The bins of a day are its intervals, then the hours until the next day begins (`bin_edges`); these
hours belong to their day, and to no interval.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cic.measures.tally import QUEUE_SUMS
from cic.scenario.scenario import Model

Floats = np.ndarray

_RUNNING = [
    (QUEUE_SUMS.dtype.names or ()).index(name) for name in ("backlog_change", "backlog_since")
]
"""Sums of what has changed so far, not of what happened in a bin."""


def day_sums(sums: Floats, days: int) -> Floats:
    """Sums by day, shape (replications, days, queues + 1, sums); the backlog at each day's end."""
    found: Floats = _of_days(sums, days).sum(axis=2)
    found[..., _RUNNING] = found[..., _RUNNING].cumsum(axis=1)
    return found


def profile_sums(sums: Floats, days: int) -> Floats:
    """What a day's intervals give on average over all days: (replications, intervals, …)."""
    found: Floats = _of_days(sums, days)[:, :, :-1].sum(axis=1) / days
    return found


def weekday_means(
    by_day: Mapping[str, Floats], weekdays: Sequence[Sequence[int]]
) -> dict[str, Floats]:
    """What a day of each weekday gives on average, from sums by day."""
    return {
        name: np.stack([values[:, days].mean(axis=1) for days in weekdays], axis=1)
        for name, values in by_day.items()
    }


def days_of_weekdays(model: Model) -> dict[str, list[int]]:
    """The days of each weekday, in order of coming."""
    return {
        model.weekday(first): list(range(first, model.days, 7))
        for first in range(min(7, model.days))
    }


def _of_days(sums: Floats, days: int) -> Floats:
    """Sums by bin (the second axis) with the day as an axis of its own."""
    return sums.reshape(len(sums), days, -1, *sums.shape[2:])
