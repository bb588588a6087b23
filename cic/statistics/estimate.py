"""A figure with its interval: means, ratios of sums and paired differences over replications."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cic.errors import UsageError
from cic.statistics.student_t import student_t_quantile

SHARE_UNITS = frozenset({"", "share"})
"""Units of measures without one; they are not printed."""
_ROUNDING = 1e-12
"""Half-widths of a smaller part of the value come from rounding alone."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Estimate:
    """A value, and the interval that covers the truth with the stated confidence.

    Examples
    --------
    >>> Estimate(value=0.7551, low=0.739, high=0.7712, replications=20)
    0.755 ± 0.016
    >>> Estimate(value=12.3, low=math.nan, high=math.nan, unit="s", replications=1)
    12.3 s (no interval)
    """

    value: float
    """nan where nothing was observed."""
    low: float
    """nan where there is no interval, as with a single replication."""
    high: float
    unit: str = ""
    confidence: float = 0.95
    replications: int = 0
    """How many observations it rests on; 0 where unknown."""
    dropped: int = 0
    """How many observations were nan and left out."""

    @property
    def half_width(self) -> float:
        """The farther end's distance from the value; nan where there is no interval."""
        return max(self.high - self.value, self.value - self.low)

    def covers(self, value: float) -> bool:
        """Whether a value lies in the interval; never, where there is none.

        Examples
        --------
        >>> Estimate(value=0.4, low=-0.1, high=0.9, replications=10).covers(0.0)
        True
        """
        return self.low <= value <= self.high

    def to_dict(self) -> dict[str, float | str | None]:
        """Value, interval and unit, for JSON: None where there is no number.

        Examples
        --------
        >>> Estimate(value=7.0, low=math.nan, high=math.nan, replications=1).to_dict()
        {'value': 7.0, 'low': None, 'high': None, 'unit': ''}
        """
        numbers = {"value": self.value, "low": self.low, "high": self.high}
        known = {name: x if math.isfinite(x) else None for name, x in numbers.items()}
        return {**known, "unit": self.unit}

    def __repr__(self) -> str:
        unit = "" if self.unit in SHARE_UNITS else f" {self.unit}"
        if not math.isfinite(self.value):
            return "nothing observed"
        if not math.isfinite(self.half_width):
            return f"{self.value:.4g}{unit} (no interval)"
        if not self.half_width:
            return f"{self.value:.4g} ± 0{unit}"
        places = max(0, 1 - math.floor(math.log10(self.half_width)))
        return f"{self.value:.{places}f} ± {self.half_width:.{places}f}{unit}"


def mean_estimate(
    values: Sequence[float],
    *,
    confidence: float = 0.95,
    unit: str = "",
    within: tuple[float, float] | None = None,
) -> Estimate:
    """The mean of independent observations, with a t interval.

    Parameters
    ----------
    values
        One a replication. nan means that a replication has none; it is left out and counted.
    within
        The least and the greatest possible value, where the interval ends; (0, 1) for shares.

    Notes
    -----
    With n values, mean m and sample variance s²: m ± t √(s² / n), t of n − 1 degrees of freedom.

    Examples
    --------
    >>> mean_estimate([12.1, 14.0, 11.5, 13.2, math.nan], unit="s")
    12.7 ± 1.8 s
    """
    kept = [value for value in values if not math.isnan(value)]
    mean = math.fsum(kept) / len(kept) if kept else math.nan
    return _estimate(
        mean,
        deviations=[value - mean for value in kept],
        dropped=len(values) - len(kept),
        confidence=confidence,
        unit=unit,
        within=within,
    )


def ratio_estimate(
    numerators: Sequence[float],
    denominators: Sequence[float],
    *,
    confidence: float = 0.95,
    unit: str = "",
    within: tuple[float, float] | None = None,
) -> Estimate:
    """The ratio of two sums, with the interval of a ratio of means, not of a mean of ratios.

    Parameters
    ----------
    numerators, denominators
        One a replication. A pair with nan is left out and counted; a replication without contacts
        (0 and 0) stays in.
    within
        The least and the greatest possible value, where the interval ends; (0, 1) for shares.

    Returns
    -------
    Its value is nan where the denominators sum to 0.

    Notes
    -----
    With sums X and Y over n replications and r = X / Y, by the delta method:
    r ± t √(Σ (xᵢ − r yᵢ)² / (n (n − 1))) / (Y / n), t of n − 1 degrees of freedom.

    References
    ----------
    Rice, Mathematical statistics and data analysis: approximate variance of a ratio of means.

    Examples
    --------
    >>> ratio_estimate([80, 45, 60], [100, 50, 80], within=(0, 1))
    0.80 ± 0.15
    """
    pairs = _complete(numerators, denominators)
    ratio, deviations = _ratio(pairs)
    return _estimate(
        ratio,
        deviations=deviations,
        dropped=len(numerators) - len(pairs),
        confidence=confidence,
        unit=unit,
        within=within,
    )


def difference_estimate(
    values: Sequence[float],
    baseline: Sequence[float],
    *,
    confidence: float = 0.95,
    unit: str = "",
) -> Estimate:
    """The mean of values − baseline, paired by replication, with a t interval.

    Pairs with nan are left out and counted.

    Examples
    --------
    >>> difference_estimate([10.0, 21.0, 33.0], [11.0, 23.0, 34.0], unit="s")
    -1.3 ± 1.4 s
    """
    pairs = _complete(values, baseline)
    differences = [value - base for value, base in pairs]
    mean = math.fsum(differences) / len(differences) if differences else math.nan
    return _estimate(
        mean,
        deviations=[difference - mean for difference in differences],
        dropped=len(values) - len(pairs),
        confidence=confidence,
        unit=unit,
    )


def ratio_difference_estimate(
    numerators: Sequence[float],
    denominators: Sequence[float],
    *,
    baseline_numerators: Sequence[float],
    baseline_denominators: Sequence[float],
    confidence: float = 0.95,
    unit: str = "",
) -> Estimate:
    """The difference of two ratios of sums, ratio − baseline, paired by replication.

    Replications with nan in any of the four are left out and counted.

    Notes
    -----
    As `ratio_estimate`, with the residual of a replication replaced by the difference of the
    residuals of both ratios, each over its mean denominator: what both systems share cancels.

    Examples
    --------
    >>> ratio_difference_estimate(
    ...     [85, 48, 66],
    ...     [100, 50, 80],
    ...     baseline_numerators=[80, 45, 60],
    ...     baseline_denominators=[100, 50, 80],
    ... )
    0.061 ± 0.036
    """
    rows = _complete(numerators, denominators, baseline_numerators, baseline_denominators)
    ratio, deviations = _ratio([(row[0], row[1]) for row in rows])
    baseline, baseline_deviations = _ratio([(row[2], row[3]) for row in rows])
    return _estimate(
        ratio - baseline,
        deviations=[a - b for a, b in zip(deviations, baseline_deviations, strict=True)],
        dropped=len(numerators) - len(rows),
        confidence=confidence,
        unit=unit,
    )


def _ratio(pairs: Sequence[Sequence[float]]) -> tuple[float, list[float]]:
    """A ratio of sums, and how far each replication moves it."""
    denominator = math.fsum(pair[1] for pair in pairs)
    if denominator == 0.0:
        return math.nan, [math.nan] * len(pairs)
    ratio = math.fsum(pair[0] for pair in pairs) / denominator
    mean = denominator / len(pairs)
    return ratio, [(numerator - ratio * count) / mean for numerator, count in pairs]


def _complete(*columns: Sequence[float]) -> list[tuple[float, ...]]:
    """The rows without nan of columns that must be equally long."""
    lengths = [len(column) for column in columns]
    if len(set(lengths)) > 1:
        raise UsageError(
            f"sequences of {', '.join(map(str, lengths))} values\n"
            "    → give one value a replication in each, in the same order"
        )
    rows = zip(*columns, strict=True)
    return [row for row in rows if not any(math.isnan(value) for value in row)]


def _estimate(
    value: float,
    *,
    deviations: Sequence[float],
    dropped: int,
    confidence: float,
    unit: str,
    within: tuple[float, float] | None = None,
) -> Estimate:
    """A value with the t interval that its deviations, which sum to 0, give it."""
    if not 0 < confidence < 1:
        raise UsageError(f"confidence is {confidence!r}\n    → give a share such as 0.95")
    n = len(deviations)
    half_width = math.nan
    if n > 1 and math.isfinite(value):
        t = student_t_quantile((1.0 + confidence) / 2.0, degrees_of_freedom=n - 1)
        half_width = t * math.sqrt(math.fsum(d * d for d in deviations) / (n * (n - 1)))
        if half_width < _ROUNDING * abs(value):
            half_width = 0.0
    low, high = value - half_width, value + half_width
    if within and not math.isnan(half_width):
        low, high = max(low, within[0]), min(high, within[1])
    return Estimate(
        value=value,
        low=low,
        high=high,
        unit=unit,
        confidence=confidence,
        replications=n,
        dropped=dropped,
    )
