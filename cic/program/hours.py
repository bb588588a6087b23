"""When the centre is open, laid flat."""

from __future__ import annotations

import numpy as np

from cic.program.records import HOURS
from cic.scenario.scenario import Model


def lay_out_hours(model: Model, days_before: int) -> np.ndarray:
    """Closings and openings after instant 0; days that touch are open throughout.

    Where contacts came on days before the first, those days are like all of their weekday.
    """
    windows: list[list[float]] = []
    for day in range(-days_before, model.days):
        window = model.open_window(day)
        if window is None:
            continue
        if windows and windows[-1][1] >= window[0]:
            windows[-1][1] = window[1]
        else:
            windows.append(list(window))
    rows = []
    for n, (start, end) in enumerate(windows):
        rows += [(start, 0)] if n or start > 0 or days_before else []
        rows.append((end, 1))
    return np.array(rows, HOURS.dtype) if rows else HOURS.table(0)


def opens_at_once(model: Model) -> bool:
    """Whether the centre is open at instant 0."""
    window = model.open_window(0)
    return window is not None and window[0] <= 0
