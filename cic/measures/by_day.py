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

RUNNING = ("backlog_change", "backlog_since")
"""Sums of what has changed so far, not of what happened in a bin."""

_PLACES = [(QUEUE_SUMS.dtype.names or ()).index(name) for name in RUNNING]


def day_sums(sums: Floats, days: int) -> Floats:
    """Sums by day, shape (replications, days, queues + 1, sums); the backlog at each day's end."""
    found: Floats = _of_days(sums, days).sum(axis=2)
    found[..., _PLACES] = found[..., _PLACES].cumsum(axis=1)
    return found


def profile_sums(sums: Floats, days: int) -> Floats:
    """What a day's intervals give on average over all days: (replications, intervals, …)."""
    found: Floats = _of_days(sums, days)[:, :, :-1].sum(axis=1) / days
    return found


class WeekdayMeans(dict[str, Floats]):
    """What a day of each weekday gives on average, from sums by day: worked out when asked for."""

    def __init__(self, by_day: Mapping[str, Floats], weekdays: Sequence[Sequence[int]]) -> None:
        super().__init__()
        self._by_day = by_day
        self._weekdays = weekdays

    def __missing__(self, name: str) -> Floats:
        values = self._by_day[name]
        means = [values[:, days].mean(axis=1) for days in self._weekdays]
        self[name] = np.stack(means, axis=1)
        return self[name]


def days_of_weekdays(model: Model) -> dict[str, list[int]]:
    """The days of each weekday, in order of coming."""
    return {
        model.weekday(first): list(range(first, model.days, 7))
        for first in range(min(7, model.days))
    }


def _of_days(sums: Floats, days: int) -> Floats:
    """Sums by bin (the second axis) with the day as an axis of its own."""
    return sums.reshape(len(sums), days, -1, *sums.shape[2:])
