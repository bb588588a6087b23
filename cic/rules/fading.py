"""What lies further back weighs less: the exponential, the same bits under both clocks."""

from __future__ import annotations

import math
from typing import Final

from cic.program.centre import rule

LN2_HIGH: Final = 6.93147180369123816490e-01
LN2_LOW: Final = 1.90821492927058770002e-10
INVERSE_LN2: Final = 1.44269504088896338700e00
LONGEST_FADE: Final = 40.0
"""What was so many times the time of fading ago weighs nothing."""


@rule
def faded(t):
    """The exponential of −t, for t of at least 0: the same bits under both clocks.

    Notes
    -----
    As in `cic.luck.arithmetic`, by FDLIBM's e_exp.c, without what only other arguments need.
    """
    if t > LONGEST_FADE:
        return 0.0
    k = math.floor(0.5 - t * INVERSE_LN2)
    high = -t - k * LN2_HIGH
    low = k * LN2_LOW
    r = high - low
    s = r * r
    c = -1.65339022054652515390e-06 + s * 4.13813679705723846039e-08
    c = 6.61375632143793436117e-05 + s * c
    c = -2.77777777770155933842e-03 + s * c
    c = r - s * (1.66666666666666019037e-01 + s * c)
    y = 1.0 - ((low - (r * c) / (2.0 - c)) - high)
    while k < 0:
        y *= 0.5
        k += 1
    return y
