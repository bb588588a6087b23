"""Mean times of contact types that put each other on hold: e-mails under calls.

The agent leaves what it has in hand for anything more urgent, and goes on with it afterwards where
it stopped (preemptive resume). Nobody abandons. Contact types are listed in order of priority, the
most urgent first.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from cic.theory.inputs import check_stable
from cic.theory.priority import ContactType


class Times(NamedTuple):
    """Mean times of the contacts of one type."""

    wait: float
    """Until it is begun with [s]."""
    hold: float
    """For which it is on hold after that [s]."""
    in_centre: float
    """From arrival to the end of the work [s]: wait, hold and handle time."""


def times_with_interrupts(contact_types: Sequence[ContactType]) -> tuple[Times, ...]:
    """Mean times of each priority with one agent, whatever the handle times.

    Parameters
    ----------
    contact_types
        The most urgent first; each may have its own handle time and variation.

    Raises
    ------
    OverloadError
        If the offered load of all priorities is not below 1.

    Notes
    -----
    For priority k only those before it exist: with b(k) the load of priorities 1 … k and R(k) = Σ
    aᵢ hᵢ (1 + vᵢ²) / 2 over i ≤ k, it waits W(k) = R(k) / ((1 − b(k−1)) (1 − b(k))). From its begin
    to its end it takes h(k) / (1 − b(k−1)), of which h(k) is work and the rest is hold. Together
    that is ((1 − b(k)) h(k) + R(k)) / ((1 − b(k−1)) (1 − b(k))).

    References
    ----------
    White, Christie (1958), Queuing with preemptive priorities or with breakdown, Operations
    Research 6(1), 79-95.

    Kleinrock (1976), Queueing systems, volume II: computer applications, Wiley, chapter 3.

    Examples
    --------
    >>> calls = ContactType(arrivals_per_hour=12, handle_time=150)
    >>> emails = ContactType(arrivals_per_hour=3, handle_time=300)
    >>> for times in times_with_interrupts([calls, emails]):
    ...     print([round(seconds) for seconds in times])
    [150, 0, 300]
    [1200, 300, 1800]
    """
    loads = [contact_type.offered_load for contact_type in contact_types]
    check_stable("times_with_interrupts", offered_load=sum(loads), agents=1)
    begun = itertools.accumulate(
        each.offered_load * each.handle_time * (1.0 + each.variation**2) / 2
        for each in contact_types
    )
    left = [1.0 - used for used in itertools.accumulate(loads, initial=0.0)]
    found = []
    for each, rest, (above, below) in zip(
        contact_types, begun, itertools.pairwise(left), strict=True
    ):
        wait = rest / (above * below)
        hold = each.handle_time * (1.0 - above) / above
        found.append(Times(wait, hold, in_centre=wait + hold + each.handle_time))
    return tuple(found)
