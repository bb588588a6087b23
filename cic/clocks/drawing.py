"""Draws in compiled code: the same numbers as numpy's, straight into the contacts' rows.

A day of some thousand contacts is drawn in many small arrays, and numpy's calls then take longer
than the numbers. Here a block's durations are drawn and written in one call, without Python. Only
the compiled clock takes this way; that every number is the same to the last bit is tested against
numpy, and by every test that holds the two clocks against each other.

References
----------
Stream: SFC64 of PractRand, as `numpy.random.SFC64`. Exponential and normal: Marsaglia and Tsang,
The ziggurat method for generating random variables, Journal of Statistical Software 5(8), 2000, in
the form and with the tables of `numpy.random.Generator` (numba keeps a copy of them).
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numba.np.random._constants import (
    fe_double,
    fi_double,
    ke_double,
    ki_double,
    we_double,
    wi_double,
    ziggurat_exp_r,
    ziggurat_nor_inv_r,
    ziggurat_nor_r,
)

from cic.luck.arithmetic import EXP, INVERSE_LN2, LN2_HIGH, LN2_LOW, NO_EDGE
from cic.luck.laws import EXPONENTIAL_LAW, LOGNORMAL_LAW
from cic.luck.rows import write_contact
from cic.luck.streams import STIRS
from cic.program.centre import rule

U1: Final = np.uint64(1)
U3: Final = np.uint64(3)
U8: Final = np.uint64(8)
U11: Final = np.uint64(11)
U24: Final = np.uint64(24)
U40: Final = np.uint64(40)
BYTE: Final = np.uint64(0xFF)
MANTISSA: Final = np.uint64(0x000FFFFFFFFFFFFF)
_UNIT: Final = 2.0**-53

EXP_1, EXP_2, EXP_3, EXP_4, EXP_5 = EXP


@rule
def next_raw(words, base):
    """The next 64 bits of a stream, whose four words begin at `base`."""
    raw = words[base] + words[base + 1] + words[base + 3]
    words[base + 3] += U1
    words[base] = words[base + 1] ^ (words[base + 1] >> U11)
    words[base + 1] = words[base + 2] + (words[base + 2] << U3)
    words[base + 2] = ((words[base + 2] << U24) | (words[base + 2] >> U40)) + raw
    return raw


@rule
def stir(words, base):
    """Throw the first numbers away."""
    for _ in range(STIRS):
        next_raw(words, base)


@rule
def next_uniform(words, base):
    """Uniform on [0, 1)."""
    return (next_raw(words, base) >> U11) * _UNIT


@rule
def next_exponential(words, base):
    """Exponential of mean 1."""
    while True:
        raw = next_raw(words, base) >> U3
        n = raw & BYTE
        raw = raw >> U8
        x = raw * we_double[n]
        if raw < ke_double[n]:
            return x
        if n == 0:
            return ziggurat_exp_r - math.log1p(-next_uniform(words, base))
        height = (fe_double[n - U1] - fe_double[n]) * next_uniform(words, base) + fe_double[n]
        if height < math.exp(-x):
            return x


@rule
def next_normal(words, base):
    """Standard normal."""
    while True:
        raw = next_raw(words, base)
        n = raw & BYTE
        raw = raw >> U8
        sign = raw & U1
        size = (raw >> U1) & MANTISSA
        x = size * wi_double[n]
        if sign:
            x = -x
        if size < ki_double[n]:
            return x
        if n == 0:
            while True:
                beyond = -ziggurat_nor_inv_r * math.log1p(-next_uniform(words, base))
                y = -math.log1p(-next_uniform(words, base))
                if y + y > beyond * beyond:
                    x = ziggurat_nor_r + beyond
                    return -x if (size >> U8) & U1 else x
        height = (fi_double[n - U1] - fi_double[n]) * next_uniform(words, base) + fi_double[n]
        if height < math.exp(-0.5 * x * x):
            return x


@rule
def exp(x):
    """The exponential function of `cic.luck.arithmetic`, of one number."""
    x = min(max(x, -800.0), 800.0)
    k = np.rint(x * INVERSE_LN2)
    high = x - k * LN2_HIGH
    low = k * LN2_LOW
    r = high - low
    t = r * r
    c = r - ((((t * EXP_5 + EXP_4) * t + EXP_3) * t + EXP_2) * t + EXP_1) * t
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    if -NO_EDGE < k < NO_EDGE:
        return y * np.int64((np.int64(k) + 1023) << 52).view(np.float64)
    return math.ldexp(y, int(k))


@rule
def next_duration(words, base, law, n, given):
    """The next duration by a law, or the one given."""
    if law.kind == EXPONENTIAL_LAW:
        return next_exponential(words, base) * law.scale
    if law.kind == LOGNORMAL_LAW:
        return exp(next_normal(words, base) * law.sigma + law.mu) * law.scale
    return given[n]


@rule
def draw_contacts(
    contacts, rows, arrived_at, source, queue, step, laws, words, patience, talk, wrap_up
):
    """Write the rows of a block of contacts; what is not given is drawn.

    `laws` and four words each say how patience, talk and wrap-up are drawn.
    """
    for column in range(3):
        stir(words, 4 * column)
    for n in range(len(rows)):
        write_contact(
            contacts[rows[n]],
            arrived_at[n],
            source[n],
            queue[n],
            step[n],
            next_duration(words, 0, laws[0], n, patience),
            next_duration(words, 4, laws[1], n, talk),
            next_duration(words, 8, laws[2], n, wrap_up),
        )


@rule
def draw_arrivals(words, reached, rate, edges, moments):
    """The moments of a Poisson process; how many, or -1 where there is not room enough.

    As `cic.luck.arrivals.in_bulk`: a process of rate 1, carried piece by piece into time.
    """
    stir(words, 0)
    count = 0
    piece = 0
    last = len(rate)
    unit = next_exponential(words, 0)
    while True:
        while piece < last and unit >= reached[piece + 1]:
            piece += 1
        if piece == last:
            return count
        if count == len(moments):
            return -1
        moment = (unit - reached[piece]) / rate[piece] + edges[piece]
        moments[count] = min(moment, edges[piece + 1])
        count += 1
        unit += next_exponential(words, 0)
