"""Estimates of whole tables at once: the first axis of the observations is the replication."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cic.statistics.student_t import student_t_quantile

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class EstimateTable:
    """Values with their confidence intervals, elementwise; nan where there is nothing to tell."""

    value: Floats
    low: Floats
    high: Floats


@lru_cache(maxsize=4096)
def t_value(confidence: float, replications: int) -> float:
    """How many standard errors a confidence interval of so many replications reaches."""
    return student_t_quantile((1 + confidence) / 2, degrees_of_freedom=replications - 1)


def mean_table(
    observations: Floats, *, confidence: float, within: tuple[float, float] = (-math.inf, math.inf)
) -> EstimateTable:
    """Means over replications, with Student's t intervals cut to `within`.

    Observations that are nan (there was nothing to observe) are left out.

    Examples
    --------
    >>> table = mean_table(np.array([1.0, 2.0, 3.0]), confidence=0.95)
    >>> [round(float(x), 3) for x in (table.value, table.low, table.high)]
    [2.0, -0.484, 4.484]
    """
    if len(observations) == 1:
        return _of_one(observations[0].astype(np.float64))
    here = ~np.isnan(observations)
    count = here.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(here, observations, 0.0).sum(axis=0) / count
        squares = np.where(here, observations - value, 0.0) ** 2
        error = np.sqrt(squares.sum(axis=0) / (count - 1) / count)
    return _around(value, error, count, confidence, within)


def ratio_table(
    tops: Floats,
    bottoms: Floats,
    *,
    confidence: float,
    within: tuple[float, float] = (-math.inf, math.inf),
) -> EstimateTable:
    """Ratios of sums over replications, with intervals by the delta method; 0/0 is nan.

    Notes
    -----
    With sums X over sums Y and R = ΣX/ΣY, the variance is that of the residuals X − R Y, divided by
    n times the squared mean of Y; the interval uses Student's t with n − 1 degrees of freedom. Law,
    Simulation Modeling and Analysis, on ratio estimation; Cochran, Sampling Techniques, chapter 6.

    Examples
    --------
    >>> table = ratio_table(np.array([8.0, 9.0]), np.array([10.0, 10.0]), confidence=0.95)
    >>> round(float(table.value), 3)
    0.85
    """
    if len(tops) == 1:
        with np.errstate(invalid="ignore", divide="ignore"):
            return _of_one(np.where(bottoms[0] > 0, tops[0] / bottoms[0], np.nan))
    count = np.full(tops.shape[1:], tops.shape[0])
    with np.errstate(invalid="ignore", divide="ignore"):
        total = bottoms.sum(axis=0)
        value = np.where(total > 0, tops.sum(axis=0) / total, np.nan)
        residuals = tops - value * bottoms
        spread = (residuals**2).sum(axis=0) / (count - 1)
        error = np.sqrt(spread / count) / (total / count)
    return _around(value, error, count, confidence, within)


def root_table(table: EstimateTable) -> EstimateTable:
    """Square roots of estimates that are not below 0, with the roots of their intervals' ends.

    The root is monotone, so an interval that holds the square with some confidence holds the root
    with the same.

    Examples
    --------
    >>> table = root_table(EstimateTable(*(np.array(x) for x in (4.0, 1.0, 9.0))))
    >>> [float(x) for x in (table.value, table.low, table.high)]
    [2.0, 1.0, 3.0]
    """
    return EstimateTable(*(np.sqrt(ends) for ends in (table.value, table.low, table.high)))


def _of_one(value: Floats) -> EstimateTable:
    """What one replication gives: values without intervals."""
    none = np.full(value.shape, np.nan)
    return EstimateTable(value, none, none)


def _around(
    value: Floats,
    error: Floats,
    count: NDArray[np.int64],
    confidence: float,
    within: tuple[float, float],
) -> EstimateTable:
    """Intervals of so many standard errors; none from fewer than two observations."""
    reach = np.full(count.shape, np.nan)
    numbers = (
        {int(count.flat[0])} if count.size and (count == count.flat[0]).all() else set(count.flat)
    )
    for n in numbers:
        if n > 1:
            reach[count == n] = t_value(confidence, int(n))
    half = reach * error
    return EstimateTable(
        value, np.maximum(value - half, within[0]), np.minimum(value + half, within[1])
    )
