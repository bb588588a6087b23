"""Tails and quantiles of the normal and of Student's t distribution."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from cic.errors import UsageError

_NEGLIGIBLE = 1e-16
_LAST_STEP = 1e-8
_LEAST_TAIL = 1e-100
_SERIES_FROM = 100.0
"""From here on Stirling's series is exact to the last digit."""
_NEARLY_NORMAL = 1e6
_MOST_STEPS = 100_000


def student_t_cdf(value: float, *, degrees_of_freedom: float) -> float:
    """Probability that a Student t variable does not exceed this value.

    Examples
    --------
    >>> round(student_t_cdf(2.045, degrees_of_freedom=29), 4)
    0.975
    """
    _check_degrees_of_freedom(degrees_of_freedom)
    tail = _t_tail(abs(value), degrees_of_freedom)
    return 1.0 - tail if value > 0 else tail


@lru_cache(maxsize=1024)
def student_t_quantile(probability: float, *, degrees_of_freedom: float) -> float:
    """The value that a Student t variable does not exceed with this probability.

    Parameters
    ----------
    probability
        Strictly between 0 and 1.
    degrees_of_freedom
        At least 1; need not be whole, may be infinite (the normal distribution).

    Notes
    -----
    With x = n / (n + t²), the upper tail is half the incomplete beta function Iₓ(n/2, 1/2), by its
    continued fraction. The logarithm of the tail is concave in ln t², so Newton's method from any
    start comes down to the quantile after at most one step beyond it.

    References
    ----------
    NIST Digital Library of Mathematical Functions, https://dlmf.nist.gov, sections 8.17 (incomplete
    beta functions) and 5.11 (Stirling's series).

    Examples
    --------
    >>> [round(student_t_quantile(0.975, degrees_of_freedom=n), 3) for n in (1, 9, 29, 1000)]
    [12.706, 2.262, 2.045, 1.962]
    """
    _check_degrees_of_freedom(degrees_of_freedom)
    start = normal_quantile(probability)
    if start == 0.0 or math.isinf(degrees_of_freedom):
        return start
    n = degrees_of_freedom

    def tail_and_slope(u: float) -> tuple[float, float]:
        t = math.exp(u / 2)
        return _t_tail(t, n), -t * _t_density(t, n) / 2

    tail = min(probability, 1.0 - probability)
    u = _fall_to(tail, tail_and_slope=tail_and_slope, start=2 * math.log(abs(start)))
    return math.copysign(math.exp(u / 2), start)


@lru_cache(maxsize=1024)
def normal_quantile(probability: float) -> float:
    """The value that a standard normal variable does not exceed with this probability.

    Parameters
    ----------
    probability
        Strictly between 0 and 1.

    Notes
    -----
    Newton's method on the logarithm of the tail, which is concave.

    Examples
    --------
    >>> round(normal_quantile(0.975), 6)
    1.959964
    """
    tail = min(probability, 1.0 - probability)
    if not tail >= _LEAST_TAIL:
        raise UsageError(
            f"probability is {probability!r}\n    → give a number strictly between 0 and 1"
        )

    def tail_and_slope(x: float) -> tuple[float, float]:
        density = math.exp(-x * x / 2) / math.sqrt(2 * math.pi)
        return math.erfc(x / math.sqrt(2)) / 2, -density

    # The tail is below exp(-x²/2) / 2, so this start lies beyond the quantile.
    start = math.sqrt(max(0.0, -2 * math.log(2 * tail)))
    x = _fall_to(tail, tail_and_slope=tail_and_slope, start=start)
    return math.copysign(x, probability - 0.5) if x else 0.0


def _fall_to(
    tail: float, *, tail_and_slope: Callable[[float], tuple[float, float]], start: float
) -> float:
    """Where a tail with concave logarithm has fallen to this value.

    The error left is the square of the last step.
    """
    x, step = start, 1.0
    while abs(step) > _LAST_STEP:
        here, slope = tail_and_slope(x)
        step = math.log(here / tail) * here / slope
        x -= step
    return x


def _t_density(t: float, n: float) -> float:
    log_power = (n + 1) / 2 * math.log1p(t * t / n)
    return math.exp(-_log_beta_half(n / 2) - log_power) / math.sqrt(n)


def _t_tail(t: float, n: float) -> float:
    """Probability of exceeding t ≥ 0; exact in the far tail too."""
    if math.isinf(t) or t == 0.0:
        return 0.5 if t == 0.0 else 0.0
    odds, log_odds = t * t / n, 2 * math.log(t) - math.log(n)
    if n > _NEARLY_NORMAL:
        # The fraction would cancel; what this leaves out is of order 1/n².
        z = t if math.isinf(n) else math.sqrt(n * math.log1p(odds)) * (1.0 - 0.25 / n)
        return math.erfc(z / math.sqrt(2)) / 2
    a, b, x = n / 2, 0.5, 1.0 / (1.0 + odds)
    log_sum = math.log1p(odds) if odds < 1 / _LEAST_TAIL else log_odds
    front = math.exp(b * log_odds - (a + b) * log_sum - _log_beta_half(a))  # x^a (1-x)^b / B(a, b)
    if x < (a + 1) / (a + b + 2):
        return front / (2 * a) * _beta_fraction(a, b, x)
    return 0.5 - front / (2 * b) * _beta_fraction(b, a, odds / (1.0 + odds))


def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    value = c = 1.0
    d = 0.0
    for step in range(1, _MOST_STEPS):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1.0 / (1.0 + term * d)
        c = 1.0 + term / c
        value *= c * d
        if abs(c * d - 1.0) < _NEGLIGIBLE:
            break
    return 1.0 / value


def _log_beta_half(a: float) -> float:
    """Ln B(a, 1/2), without the cancellation of large logarithms."""
    if a < _SERIES_FROM:
        return math.lgamma(a) + math.lgamma(0.5) - math.lgamma(a + 0.5)

    def remainder(z: float) -> float:
        return (1 / 12 - (1 / 360 - 1 / (1260 * z * z)) / (z * z)) / z

    grown = a * math.log1p(0.5 / a) - 0.5 + math.log(a) / 2 + remainder(a + 0.5) - remainder(a)
    return math.lgamma(0.5) - grown


def _check_degrees_of_freedom(degrees_of_freedom: float) -> None:
    if not degrees_of_freedom >= 1:
        raise UsageError(
            f"degrees_of_freedom is {degrees_of_freedom!r}\n    → give a number of at least 1"
        )
