"""When to look at a wanted precision, and at what."""

from __future__ import annotations

import numpy as np

from cic.errors import no_such
from cic.measures.definitions import GROUP_MEASURE, QUEUE_MEASURE, Measure
from cic.measures.estimates import Estimates
from cic.statistics.estimate import Estimate
from cic.statistics.precision import Precision

MOST_REPLICATIONS = 10_000
"""Replications at which a wanted precision is given up."""


def check_wanted(until: Precision) -> None:
    """Refuse a precision of what is no measure of queues or agent groups."""
    if until.measure not in {**QUEUE_MEASURE, **GROUP_MEASURE}:
        raise no_such("measure", until.measure, [*QUEUE_MEASURE, *GROUP_MEASURE])


def measure_of(name: str) -> Measure:
    """The measure of that name, of queues where both have one."""
    return QUEUE_MEASURE.get(name) or GROUP_MEASURE[name]


def total_of(estimates: Estimates, name: str) -> Estimate:
    """A measure of all queues, or of all agent groups, together."""
    of_queues = name in QUEUE_MEASURE
    measure = measure_of(name)
    table = estimates.queue(measure) if of_queues else estimates.group(measure)
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
