"""Bins of time, and finding the one that a moment lies in; written like a rule."""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.records import Record, f8

EDGE = Record("Edge", begins=f8, ends=f8)
"""A bin of time."""


@rule
def bin_of(edges, moment, start):
    """The bin a moment lies in, looked for from bin `start` on."""
    b = start
    last = len(edges) - 1
    while b < last and moment >= edges[b].ends:
        b += 1
    return b


@seldom
def bin_at(edges, moment):
    """The bin a moment lies in, wherever that is."""
    low = 0
    high = len(edges) - 1
    while low < high:
        middle = (low + high) // 2
        if moment >= edges[middle].ends:
            low = middle + 1
        else:
            high = middle
    return low


@rule
def bin_of_arrival(edges, moment, start, c, firsts):
    """The bin in which contact c came: the first so many are in order, and go on from `start`."""
    return bin_of(edges, moment, start) if c < firsts else bin_at(edges, moment)
