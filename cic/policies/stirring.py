"""Numbers that look like chance, made from who and what: they depend on nothing that happens."""

from __future__ import annotations

from typing import Final

from cic.program.centre import rule

MASK: Final = 0xFFFFFFFF
AGAIN: Final = -2
"""What stands for an agent where dice fall again: no agent has such a number."""


@rule
def mix(x):
    """Stir 32 bits.

    Notes
    -----
    The finalizer lowbias32 of Chris Wellons' hash-prospector (bias 0.17), a bijection. The product
    may exceed 64 bits in plain Python and wraps when compiled: the low 32 bits are the same.
    """
    x ^= x >> 16
    x = (x * 0x7FEB352D) & MASK
    x ^= x >> 15
    x = (x * 0x846CA68B) & MASK
    return x ^ (x >> 16)


@rule
def thrown_again(dice):
    """The dice of a contact, a number in [0, 1), as they fall the next time."""
    return lot_of(dice, AGAIN)


@rule
def lot_of(dice, a):
    """A number in [0, 1) of an agent, from the dice of a contact, a number in [0, 1)."""
    own = int(dice * 4294967296.0)
    return mix((own ^ ((a + 1) * 0x9E3779B9)) & MASK) / 4294967296.0
