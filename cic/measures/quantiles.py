"""Quantiles of waits, and of times to callback, of one replication."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

Floats = np.ndarray
QUANTILES = {"wait_p90": 0.90, "wait_p95": 0.95}
"""Of waits in queue, by name."""
CALLBACK_QUANTILES = {"callback_p90": 0.90, "callback_p95": 0.95}
"""Of the times from asking for a callback to the talk."""
ALL_QUANTILES = (*QUANTILES, *CALLBACK_QUANTILES)
"""The names, in the order in which they are kept."""


def quantiles_by_queue(
    waits: Floats, wait_queues: np.ndarray, ended: Floats, wanted: Mapping[str, float]
) -> Floats:
    """The smallest wait that so large a share of the waits does not exceed; nan of no contacts.

    `waits` are sorted as far as it takes. `ended` are the contacts whose wait has ended, by queue.
    Waits of 0 are not written down: they stand before all others.
    """
    queues = len(ended) - 1
    shares = list(wanted.values())
    found = np.full((len(shares), queues + 1), np.nan)
    if not ended.any():
        return found
    for q in range(queues if queues > 1 else 0):
        found[:, q] = _quantiles_of(waits[wait_queues == q], int(ended[q]), shares)
    found[:, queues] = _quantiles_of(waits, int(ended[:queues].sum()), shares)
    if queues == 1:
        found[:, 0] = found[:, 1]
    return found


def _quantiles_of(positive: Floats, count: int, shares: Sequence[float]) -> list[float]:
    ranks = [math.ceil(p * count) - 1 - (count - len(positive)) for p in shares]
    if count == 0:
        return [math.nan] * len(ranks)
    wanted = [rank for rank in ranks if rank >= 0]
    found = dict.fromkeys(ranks, 0.0)
    for rank in sorted(wanted, reverse=True):  # one after the other is quicker than all at once
        positive.partition(rank)
        found[rank] = float(positive[rank])
        positive = positive[: rank + 1]
    return [found[rank] for rank in ranks]
