"""Durations in words."""

from __future__ import annotations

import math

from cic import units
from cic.scenario.durations import ByInterval, Duration, Empirical


def law_text(law: Duration) -> str:
    """A duration in words.

    Examples
    --------
    >>> from cic.scenario.durations import Exponential, Infinite
    >>> law_text(Exponential(mean="4 min")), law_text(Infinite())
    ('4 min on average (exponential)', 'endless')
    """
    if law.mean == math.inf:
        return "endless"
    mean = units.duration_text(law.mean)
    if isinstance(law, ByInterval):
        means = [one.mean for one in law.per_interval]
        low, high = units.duration_text(min(means)), units.duration_text(max(means))
        return f"{low} to {high} on average, by interval"
    if law.kind == "constant":
        return mean
    if isinstance(law, Empirical):
        return f"{mean} on average (as observed)"
    cv = getattr(law, "cv", None)
    return f"{mean} on average ({law.kind}{f', cv {cv:g}' if cv is not None else ''})"
