"""What becomes of a contact that finds all agents busy, when patience is exponential."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

_HUGE = 1e200
_NEGLIGIBLE = 1e-17


class Fate(NamedTuple):
    """Of the contacts that wait; time is counted in mean patiences."""

    log_weight: float
    """ln A: weight of the states with all agents busy, relative to the one without a queue."""
    answered: float
    """Share that is answered."""
    abandoned: float
    """Share that abandons; the mean wait is the same number."""
    answered_wait: float
    """Mean of the wait, counted as 0 for those that abandon."""


@lru_cache(maxsize=64)
def fate_of_waiting(capacity: float, *, demand: float) -> Fate:
    """The fate of those that wait, when a contact joins a queue of k with weight w(k).

    Parameters
    ----------
    capacity
        c: the rate at which busy agents come free, per mean patience.
    demand
        y: the rate at which contacts arrive, per mean patience.

    Notes
    -----
    w(k) = yᵏ / ((c+1) … (c+k)) and A = Σ w(k). A contact that finds k waiting is answered with
    probability c / (c + k + 1); if so, it waits for the sum of 1 / (c + j) over j = 1 … k + 1 in
    the mean. All terms are positive; they are scaled down when they grow huge.

    Examples
    --------
    >>> fate = fate_of_waiting(2.0, demand=1.0)
    >>> [round(x, 4) for x in fate]
    [0.3623, 0.6078, 0.3922, 0.2449]
    """
    weight = total = 1.0
    answered = abandoned = answered_wait = wait_if_answered = log_scale = 0.0
    waiting = 0
    while True:
        waiting += 1
        rate = capacity + waiting
        wait_if_answered += 1.0 / rate
        answered += weight * capacity / rate
        abandoned += weight * waiting / rate
        answered_wait += weight * capacity / rate * wait_if_answered
        ratio = demand / rate
        weight *= ratio
        if ratio < 1.0 and weight < _NEGLIGIBLE * (1.0 - ratio) * total:
            break
        total += weight
        if weight > _HUGE:
            weight, total, answered, abandoned, answered_wait = (
                x / _HUGE for x in (weight, total, answered, abandoned, answered_wait)
            )
            log_scale += math.log(_HUGE)
    return Fate(
        log_weight=log_scale + math.log(total),
        answered=answered / total,
        abandoned=abandoned / total,
        answered_wait=answered_wait / total,
    )
