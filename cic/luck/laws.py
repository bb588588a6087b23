"""Drawing durations: standard draws into seconds, by the law of the scenario.

Each law uses exact operations, or `cic.luck.arithmetic`, so that a draw has the same bits
everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from cic.luck.arithmetic import Floats, exp, log
from cic.luck.streams import EXPONENTIAL, NORMAL, Draws
from cic.program.records import Record, f8, i8
from cic.scenario import laws, laws_mixed, laws_shaped
from cic.scenario.durations import ByInterval, Duration

Ints = np.ndarray[Any, np.dtype[np.int64]]

_DIGITS = 10
_MOST_ROUNDS = 60


def _rounded(value: float) -> float:
    """A number without the last digits, in which C libraries differ."""
    return float(f"{value:.{_DIGITS}g}")


def _constant(law: laws.Constant, draws: Draws) -> Floats:
    return np.full(draws.count, law.value)


def _infinite(law: laws.Infinite, draws: Draws) -> Floats:
    return np.full(draws.count, law.mean)


GIVEN, EXPONENTIAL_LAW, LOGNORMAL_LAW = 0, 1, 2

LAW = Record("Law", mu=f8, sigma=f8, scale=f8, kind=i8)
"""How a duration is drawn by what compiled code draws itself: scale × a standard exponential, or
scale × exp(mu + sigma × a standard normal); GIVEN: it is drawn beforehand."""


@dataclass(frozen=True)
class Drawn:
    """Durations of a block by one of the two commonest laws, to be drawn when they are wanted."""

    law: laws.Exponential | laws_shaped.Lognormal
    draws: Draws

    def numbers(self) -> Floats:
        """The durations [s]."""
        _, mu, sigma, scale = self.parameters
        if isinstance(self.law, laws.Exponential):
            return self.draws.exponential() * scale
        drawn = exp(self.draws.normal() * sigma + mu)
        return drawn if scale == 1 else drawn * scale

    @property
    def parameters(self) -> tuple[int, float, float, float]:
        """Kind, mu, sigma and scale, as in `LAW`."""
        law = self.law
        if isinstance(law, laws.Exponential):
            return EXPONENTIAL_LAW, 0.0, 0.0, law.mean
        if law.sigma is not None and law.median is not None:
            return LOGNORMAL_LAW, 0.0, law.sigma, law.median
        assert law.cv is not None  # noqa: S101
        return LOGNORMAL_LAW, *_of_logarithm(law.mean, law.cv), 1.0

    def words(self) -> bytes:
        """The four words of the stream they come from."""
        return self.draws.words(EXPONENTIAL if isinstance(self.law, laws.Exponential) else NORMAL)


def _exponential(law: laws.Exponential, draws: Draws) -> Floats:
    return Drawn(law, draws).numbers()


def _lognormal(law: laws_shaped.Lognormal, draws: Draws) -> Floats:
    return Drawn(law, draws).numbers()


@lru_cache(maxsize=4096)
def _of_logarithm(mean: float, cv: float) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm of a lognormal."""
    variance = float(log(1.0 + cv * cv))
    return float(log(mean)) - 0.5 * variance, math.sqrt(variance)


def gamma_of_mean_1(shape: float, draws: Draws) -> Floats:
    """Gamma draws of mean 1.

    Notes
    -----
    Squeeze-free form of Marsaglia & Tsang, A simple method for generating gamma variables, ACM
    Transactions on Mathematical Software 26(3), 2000, 363-372. Every round draws for every contact,
    so that a contact's number does not depend on its neighbours'. A shape below 1 is drawn at shape
    + 1 and multiplied by U to the 1/shape.
    """
    d = (shape if shape >= 1 else shape + 1) - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    found = np.full(draws.count, np.nan)
    for part in range(_MOST_ROUNDS):
        open_ = np.flatnonzero(np.isnan(found))
        if open_.size == 0:
            break
        x = draws.normal(part)[open_]
        v = 1.0 + c * x
        v = v * v * v
        good = v > 0
        x, v, open_ = x[good], v[good], open_[good]
        u = draws.uniform(part)[open_]
        taken = log(np.maximum(u, 1e-300)) < 0.5 * x * x + d - d * v + d * log(v)
        found[open_[taken]] = d * v[taken]
    if shape < 1:
        u = np.maximum(draws.uniform(_MOST_ROUNDS), 1e-300)
        found *= exp(log(u) / shape)
    return found / shape


def _gamma(law: laws_shaped.Gamma, draws: Draws) -> Floats:
    shape = law.shape if law.shape is not None else 1.0 / (law.cv or 1.0) ** 2
    return gamma_of_mean_1(_rounded(shape), draws) * law.mean


def _erlang(law: laws_shaped.Erlang, draws: Draws) -> Floats:
    total = np.zeros(draws.count)
    for part in range(law.count):
        total += draws.exponential(part)
    return total * (law.mean / law.count)


def weibull_parameters(law: laws_shaped.Weibull) -> tuple[float, float]:
    """Shape and scale [s]; from mean and cv the shape is found by bisection."""
    if law.shape is not None and law.scale is not None:
        return law.shape, law.scale
    assert law.cv is not None  # noqa: S101
    wanted = 1.0 + law.cv * law.cv
    low, high = 0.05, 200.0
    for _ in range(200):
        middle = math.sqrt(low * high)
        ratio = math.exp(math.lgamma(1 + 2 / middle) - 2 * math.lgamma(1 + 1 / middle))
        low, high = (middle, high) if ratio > wanted else (low, middle)
    shape = _rounded(low)
    return shape, _rounded(law.mean / math.gamma(1 + 1 / shape))


def _weibull(law: laws_shaped.Weibull, draws: Draws) -> Floats:
    shape, scale = weibull_parameters(law)
    standard = np.maximum(draws.exponential(), 1e-300)
    return exp(log(standard) / shape) * scale


def _uniform(law: laws_shaped.Uniform, draws: Draws) -> Floats:
    low, high = law.bounds
    return low + (high - low) * draws.uniform()


def _triangular(law: laws_shaped.Triangular, draws: Draws) -> Floats:
    low, mode, high = law.corners
    u = draws.uniform()
    left = low + np.sqrt(u * ((high - low) * (mode - low)))
    right = high - np.sqrt((1.0 - u) * ((high - low) * (high - mode)))
    return np.where(u * (high - low) < mode - low, left, right)


def _hyperexponential(law: laws_mixed.Hyperexponential, draws: Draws) -> Floats:
    parts = law.parts
    ends = np.cumsum([part.share for part in parts])[:-1]
    means = np.array([part.mean for part in parts])
    return means[np.searchsorted(ends, draws.uniform(), side="right")] * draws.exponential()


def _empirical(law: laws_mixed.Empirical, draws: Draws) -> Floats:
    u = draws.uniform()
    if law.values is not None:
        values = np.array(law.values)
        return values[(u * len(values)).astype(np.int64)]
    quantiles = np.array(law.quantiles)
    place = u * (len(quantiles) - 1)
    below = place.astype(np.int64)
    start = quantiles[below]
    between: Floats = start + (quantiles[below + 1] - start) * (place - below)
    return between


_SAMPLERS: dict[type, Callable[[Any, Draws], Floats]] = {
    laws.Constant: _constant,
    laws.Infinite: _infinite,
    laws.Exponential: _exponential,
    laws_shaped.Lognormal: _lognormal,
    laws_shaped.Gamma: _gamma,
    laws_shaped.Erlang: _erlang,
    laws_shaped.Weibull: _weibull,
    laws_shaped.Uniform: _uniform,
    laws_shaped.Triangular: _triangular,
    laws_mixed.Hyperexponential: _hyperexponential,
    laws_mixed.Empirical: _empirical,
}


def sample(law: Duration, draws: Draws, interval_of_day: Callable[[], Ints]) -> Floats:
    """One duration [s] for each contact of a block.

    Parameters
    ----------
    interval_of_day
        Gives the interval of the day in which each contact arrived, for laws by interval.
    """
    if not isinstance(law, ByInterval):
        return _SAMPLERS[type(law)](law, draws)
    found = np.empty(draws.count)
    intervals = interval_of_day()
    for k in np.unique(intervals):
        here = intervals == k
        found[here] = sample(law.per_interval[int(k)], draws, interval_of_day)[here]
    return found


Sampler = Callable[[Duration, Draws, Callable[[], Ints]], Floats | Drawn]


def later(law: Duration, draws: Draws, interval_of_day: Callable[[], Ints]) -> Floats | Drawn:
    """The same as `sample`, but yet to be drawn where compiled code can do it."""
    if isinstance(law, laws.Exponential | laws_shaped.Lognormal):
        return Drawn(law, draws)
    return sample(law, draws, interval_of_day)


def now(durations: Floats | Drawn) -> Floats:
    """Durations, drawn at the latest now."""
    return durations.numbers() if isinstance(durations, Drawn) else durations
