"""Cards: on each lies the luck of one who comes again, or is called, by a door at some time of day.

They are drawn before a run; which of them is whose belongs to whoever it is.
"""

from __future__ import annotations

import math
from typing import Final

from cic.program.centre import rule

DAY: Final = 86400.0


@rule
def card_at(centre, door, cards, luck, at):
    """The card of a door, of so many, that a number in [0, 1) falls to at an instant."""
    dealt = centre.doors[door]
    place = int(luck * (cards // dealt.intervals)) * dealt.intervals
    if dealt.intervals > 1:
        place += interval_of_day(centre, at, dealt.intervals)
    return dealt.begins + place


@rule
def interval_of_day(centre, at, intervals):
    """In which of the intervals of its day an instant lies."""
    of_day = at - math.floor(at / DAY) * DAY
    return min(int(of_day / centre.floor[0].interval), intervals - 1)


@rule
def interval_nearest(centre, at, intervals):
    """In which interval of its day an instant lies; of one before or after them the nearest."""
    of_day = at - math.floor(at / DAY) * DAY
    lasts = intervals * centre.floor[0].interval
    if DAY - of_day < of_day - lasts:
        return 0
    return min(int(of_day / centre.floor[0].interval), intervals - 1)


@rule
def write_extras_of(centre, n, v):
    """Write the further draws of a contact from those on a card."""
    columns = centre.floor[0].extras
    for column in range(columns):
        value = centre.visit_extras[v * columns + column].value
        centre.extras[n * columns + column].value = value
