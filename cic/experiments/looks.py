"""When to look at a wanted precision, and at what."""

from __future__ import annotations

import numpy as np

from cic.measures.definitions import QUEUE_MEASURE
from cic.measures.estimates import Estimates
from cic.statistics.estimate import Estimate
from cic.statistics.precision import Precision

MOST_REPLICATIONS = 10_000
"""Replications at which a wanted precision is given up."""


def total_of(estimates: Estimates, name: str) -> Estimate:
    """A measure of all queues together."""
    measure = QUEUE_MEASURE[name]
    table = estimates.queue(measure)
    return Estimate(
        value=float(table.value[-1]),
        low=float(table.low[-1]),
        high=float(table.high[-1]),
        unit=measure.unit,
    )


def next_look(until: Precision, estimate: Estimate, *, done: int) -> int:
    """How many replications to have at the next look: what it seems to take, in bounded steps."""
    guess = until.replications_needed(estimate, replications=done)
    if not np.isfinite(guess):
        guess = 2 * done
    return int(min(max(guess, done + 5), 4 * done, MOST_REPLICATIONS))
