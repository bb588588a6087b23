"""Durations in words."""

from __future__ import annotations

import math

from cic import units
from cic.scenario.durations import AnyLaw, ByInterval, Duration
from cic.scenario.laws_mixed import Empirical, Hyperexponential
from cic.scenario.laws_shaped import Erlang, Gamma, Lognormal, Triangular, Uniform, Weibull


def law_text(law: Duration) -> str:
    """A duration in words.

    Examples
    --------
    >>> from cic.scenario.durations import Exponential, Infinite
    >>> law_text(Exponential(mean="4 min")), law_text(Infinite())
    ('4 min on average (exponential)', 'endless')
    >>> law_text(Uniform.model_validate({"from": "1 min", "to": "3 min"}))
    '2 min on average (uniform, 1 min to 3 min)'
    """
    if law.mean == math.inf:
        return "endless"
    mean = units.duration_text(law.mean)
    if isinstance(law, ByInterval):
        means = [one.mean for one in law.per_interval]
        low, high = units.duration_text(min(means)), units.duration_text(max(means))
        span = low if low == high else f"{low} to {high}"
        return f"{span} on average, by interval"
    if law.kind == "constant":
        return mean
    if isinstance(law, Empirical):
        return f"{mean} on average (as observed, {_observed(law)})"
    shape = _shape(law)
    return f"{mean} on average ({law.kind}{f', {shape}' if shape else ''})"


def _observed(law: Empirical) -> str:
    if law.values is not None:
        return "1 value" if len(law.values) == 1 else f"{len(law.values):,} values"
    return f"by {len(law.quantiles or ())} quantiles"


def _shape(law: AnyLaw) -> str:
    """What a law says besides its mean."""
    told = ""
    match law:
        case Lognormal(median=float(median), sigma=float(sigma)):
            told = f"median {units.duration_text(median)}, sigma {sigma:g}"
        case Gamma(shape=float(shape)) | Weibull(shape=float(shape)):
            told = f"shape {shape:g}"
        case Erlang(stages=int(stages)):
            told = f"{stages} stages"
        case Uniform(cv=None):
            low, high = map(units.duration_text, law.bounds)
            told = f"{low} to {high}"
        case Triangular(cv=None):
            low, mode, high = map(units.duration_text, law.corners)
            told = f"{low} to {high}, most often {mode}"
        case Hyperexponential(cv=None):
            parts = [f"{100 * b.share:.4g}% {units.duration_text(b.mean)}" for b in law.parts]
            told = " and ".join(parts)
    cv = getattr(law, "cv", None)
    return told if cv is None else f"cv {cv:g}"
