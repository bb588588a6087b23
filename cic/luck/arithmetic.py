"""Exponential and logarithm that give the same bits on every machine.

The C library's and numpy's differ in the last bit between processors with and without FMA or
AVX-512. These use + − × ÷ only, each rounded once by IEEE 754, in the order of FDLIBM's e_exp.c and
e_log.c (Sun Microsystems, 1993), whose error is below 1 ulp.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
INVERSE_LN2 = 1.44269504088896338700e00
EXP = (
    1.66666666666666019037e-01,
    -2.77777777770155933842e-03,
    6.61375632143793436117e-05,
    -1.65339022054652515390e-06,
    4.13813679705723846039e-08,
)
_LOG = (
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01,
)
NO_EDGE = 1000.0

_HALF_SQRT2 = 0.70710678118654752440


_CHUNK = 4096
"""Numbers worked on at a time: with what lies between, they fit into the processor's cache."""


def _in_chunks(function: Callable[[Floats], Floats]) -> Callable[[ArrayLike], Floats]:
    """An elementwise function that works through long arrays piece by piece."""

    @wraps(function)
    def chunked(x: ArrayLike) -> Floats:
        numbers = np.asarray(x, np.float64)
        if numbers.size <= _CHUNK:
            return function(numbers)
        found = np.empty(numbers.size)
        for start in range(0, numbers.size, _CHUNK):
            found[start : start + _CHUNK] = function(numbers.flat[start : start + _CHUNK])
        return found.reshape(numbers.shape)

    return chunked


@_in_chunks
def exp(x: Floats) -> Floats:
    """Exponential function, elementwise; 0 below −745 and infinite above 709.8, as usual.

    Examples
    --------
    >>> float(exp(0.0)), round(float(exp(1.0)), 14)
    (1.0, 2.71828182845905)
    """
    x = np.minimum(np.maximum(x, -800.0), 800.0)
    k = np.rint(x * INVERSE_LN2)
    high = x - k * LN2_HIGH
    low = k * LN2_LOW
    r = high - low
    t = r * r
    c = t * EXP[-1]
    for coefficient in EXP[-2::-1]:
        c += coefficient
        c *= t
    c = r - c
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    if np.abs(k).max(initial=0.0) < NO_EDGE:
        return y * _power_of_2(k)
    with np.errstate(over="ignore", under="ignore"):
        return np.asarray(np.ldexp(y, k.astype(np.int32)), np.float64)


def _power_of_2(k: Floats) -> Floats:
    """2 to the k for whole k far from overflow, by writing the exponent's bits: exact, and fast."""
    bits: NDArray[np.int64] = (np.asarray(k).astype(np.int64) + 1023) << 52
    return bits.view(np.float64)


@_in_chunks
def log(x: Floats) -> Floats:
    """Natural logarithm, elementwise, of numbers above 0.

    Examples
    --------
    >>> float(log(10.0))
    2.302585092994046
    """
    mantissa, exponent = np.frexp(x)
    small = mantissa < _HALF_SQRT2
    f = np.where(small, mantissa + mantissa, mantissa) - 1.0
    k = (exponent - small).astype(np.float64)
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    l1, l2, l3, l4, l5, l6, l7 = _LOG
    t1 = w * (l2 + w * (l4 + w * l6))
    t2 = z * (l1 + w * (l3 + w * (l5 + w * l7)))
    half = 0.5 * f * f
    result: Floats = k * LN2_HIGH - ((half - (s * (half + (t2 + t1)) + k * LN2_LOW)) - f)
    return result
