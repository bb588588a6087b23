"""How narrow an interval has to be, as people write it: `"service_level ±1%"`."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from cic import units
from cic.errors import UsageError
from cic.statistics.estimate import SHARE_UNITS, Estimate
from cic.statistics.student_t import student_t_quantile

_TEXT = re.compile(
    r"\s*(?P<measure>\S(?:.*?\S)?)\s*(?:±|\+/?-)\s*"
    r"(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*(?P<unit>%|[^\W\d_]\S*)?\s*"
)
LEAST_REPLICATIONS = 2
"""Fewer have no interval."""

_WANTED = "write a measure and a half-width: 'service_level ±1%' or 'mean_wait ±2 s' (or +-)"


@dataclass(frozen=True, slots=True)
class Precision:
    """The half-width that the interval of a measure has to reach.

    Examples
    --------
    >>> Precision("service_level", half_width=0.01)
    Precision(measure='service_level', half_width=0.01, unit='')
    >>> Precision.parse("average_speed_of_answer +-1 min")
    Precision(measure='average_speed_of_answer', half_width=1.0, unit='min')
    """

    measure: str
    """Name of the measure."""
    half_width: float
    """At most this; above 0."""
    unit: str = ""
    """Unit of the half-width: empty for the measure's own; a unit of time; % for percentage points
    of a share (0.01 is one) and for a part of the value of anything else."""

    def __post_init__(self) -> None:
        if not (math.isfinite(self.half_width) and self.half_width > 0):
            raise UsageError(f"half_width is {self.half_width!r}\n    → give a number above 0")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The precision that a text such as `"mean_wait ±5%"` asks for.

        Raises
        ------
        UsageError
            If the text is not a measure followed by ± (or +-) and a half-width above 0.

        Examples
        --------
        >>> Precision.parse("service_level ±1%")
        Precision(measure='service_level', half_width=0.01, unit='%')
        >>> Precision.parse("service_level 1%")
        Traceback (most recent call last):
        cic.errors.UsageError: 'service_level 1%' is not a precision
            → write a measure and a half-width: 'service_level ±1%' or 'mean_wait ±2 s' (or +-)
        """
        part = _TEXT.fullmatch(text)
        if part is None or float(part["number"]) == 0:
            raise UsageError(f"{text!r} is not a precision\n    → {_WANTED}")
        number, unit = float(part["number"]), part["unit"] or ""
        half_width = number / 100.0 if unit == "%" else number
        return cls(part["measure"], half_width=half_width, unit=unit)

    @property
    def half_width_text(self) -> str:
        """The half-width as it is written.

        Examples
        --------
        >>> Precision.parse("service_level +-0.001%").half_width_text
        '±0.001%'
        >>> Precision.parse("mean_wait +-2 s").half_width_text
        '±2 s'
        """
        if self.unit == "%":
            return f"±{100 * self.half_width:g}%"
        return f"±{self.half_width:g} {self.unit}".rstrip()

    def allowed(self, value: float, *, unit: str) -> float:
        """The half-width allowed for a value of the measure, which has this unit.

        Raises
        ------
        UsageError
            If the half-width was asked for in another unit.

        Examples
        --------
        >>> precision = Precision.parse("x ±5%")
        >>> precision.allowed(0.8, unit="share"), precision.allowed(40.0, unit="s")
        (0.05, 2.0)
        >>> Precision.parse("x ±1 min").allowed(40.0, unit="s")
        60.0
        """
        if self.unit == "%":
            return self.half_width if unit in SHARE_UNITS else self.half_width * abs(value)
        if self.unit in {"", unit}:
            return self.half_width
        try:
            asked = units.duration(f"{self.half_width} {self.unit}")
            return asked / units.duration(f"1 {unit}")
        except ValueError:
            raise UsageError(self._wrong_unit(unit)) from None

    def met(self, estimate: Estimate) -> bool:
        """Whether an estimate of the measure is precise enough; not without an interval.

        Examples
        --------
        >>> estimate = Estimate(value=40.0, low=38.0, high=42.0, unit="s", replications=30)
        >>> [Precision.parse(text).met(estimate) for text in ("x ±5%", "x ±2 s", "x ±1.5 s")]
        [True, True, False]
        """
        allowed = self.allowed(estimate.value, unit=estimate.unit)
        return estimate.half_width <= _slightly_more(allowed)

    def replications_needed(self, estimate: Estimate, *, replications: int = 0) -> float:
        """A guess of how many replications in all reach the precision.

        Parameters
        ----------
        replications
            How many the estimate rests on, if it does not say so itself.

        Returns
        -------
        A whole number of at least 2; infinite where nothing can be guessed: there is no interval
        yet, or a part of a value of 0 is asked.

        Notes
        -----
        The standard deviation s that the estimate implies is taken for the true one: the least n
        with t(n − 1) s / √n within the half-width.

        Examples
        --------
        >>> estimate = Estimate(value=40.0, low=38.0, high=42.0, unit="s", replications=30)
        >>> Precision.parse("x ±1 s").replications_needed(estimate)
        113
        """
        allowed = self.allowed(estimate.value, unit=estimate.unit)
        done = replications or estimate.replications
        if done < LEAST_REPLICATIONS or not math.isfinite(estimate.half_width) or not allowed > 0:
            return math.inf

        def width(n: int) -> float:
            probability = (1.0 + estimate.confidence) / 2.0
            return student_t_quantile(probability, degrees_of_freedom=n - 1) / math.sqrt(n)

        most = _slightly_more(allowed) * width(done)
        return _least(lambda n: estimate.half_width * width(n) <= most)

    def _wrong_unit(self, unit: str) -> str:
        if unit in SHARE_UNITS:
            has, remedy = "is a share", "±1%"
        else:
            has, remedy = f"has the unit {unit}", f"±{self.half_width:g} {unit}"
        return (
            f"{self.measure}: ±{self.half_width:g} {self.unit} is asked, but the measure {has}\n"
            f"    → write '{self.measure} {remedy}'"
        )


def _slightly_more(allowed: float) -> float:
    """Room for rounding: 0.82 − 0.81 is above 0.01."""
    return allowed * (1.0 + 1e-12)


def _least(enough: Callable[[int], bool]) -> int:
    """The least number of replications that is enough, when all greater ones are."""
    few, many = LEAST_REPLICATIONS - 1, LEAST_REPLICATIONS
    while not enough(many):
        few, many = many, 2 * many
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (few, middle) if enough(middle) else (middle, many)
    return many
