"""Limits on the calls of campaigns, laid flat: which hold for which."""

from __future__ import annotations

import numpy as np

from cic.program.dial_records import LIMIT, LIMITED
from cic.scenario.calling_windows import limits_of
from cic.scenario.scenario import Model


def lay_out_limits(model: Model, table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Limits, and those that hold for each campaign; the campaigns' rows say which are theirs.

    Returns
    -------
    Records of `LIMIT` and of `LIMITED`.
    """
    found = limits_of(model)
    limits = LIMIT.table(len(found))
    limits["calls"] = [limit.calls for _, limit in found]
    held: list[int] = []
    for row, name in zip(table, model.ranked_campaigns, strict=True):
        row["limits_from"] = len(held)
        held += [i for i, (names, _) in enumerate(found) if name in names]
        row["limits_until"] = len(held)
    limited = LIMITED.table(len(held))
    limited["limit"] = held
    return limits, limited
