"""Numbers that stand for words about customers; append-only, as all codes."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Loss(IntEnum):
    """Why a customer was lost."""

    KEPT = 0
    """It was not."""
    NATURAL = 1
    """It moved, or changed its business."""
    PRICE = 2
    COMPETITOR = 3
    POOR = 4
    """It was annoyed by poor service."""
    UNSOLVED = 5
    """Its matter was not solved."""
    COMPLAINED = 6
    """It complained, and left all the same."""


KEPT: Final = 0
NATURAL: Final = 1
PRICE: Final = 2
COMPETITOR: Final = 3
POOR: Final = 4
UNSOLVED: Final = 5
COMPLAINED: Final = 6

LOSSES: Final = 7
"""How many there are."""


class OwnAgent(IntEnum):
    """Whether a customer has an agent; the names are the words of a segment's `agent`."""

    ANYBODY = 0
    UNTIL_SOLVED = 1
    ALWAYS = 2


ANYBODY: Final = 0
UNTIL_SOLVED: Final = 1
ALWAYS: Final = 2


class GoesOn(IntEnum):
    """How a customer's matter goes on after a contact."""

    OVER = 0
    AT_ONCE = 1
    """Another contact takes this one's place: a transfer, a reply, a message, a callback."""
    AGAIN = 2
    """The customer will come again."""


OVER: Final = 0
AT_ONCE: Final = 1
AGAIN: Final = 2


class Settlement(IntEnum):
    """What became of a complaint."""

    OPEN = 0
    SETTLED_AT_ONCE = 1
    SETTLED_LATER = 2
    IN_VAIN = 3
    TURNED_DOWN = 4
    """It was not accepted."""


OPEN: Final = 0
SETTLED_AT_ONCE: Final = 1
SETTLED_LATER: Final = 2
IN_VAIN: Final = 3
TURNED_DOWN: Final = 4


class Aspect(IntEnum):
    """What satisfaction is made of; the names are the fields of `satisfaction`, after `OF_`."""

    OF_WAIT = 0
    OF_REPEATS = 1
    OF_TRANSFERS = 2
    OF_RESOLUTION = 3
    OF_TURNAROUND = 4
    OF_COURTESY = 5


OF_WAIT: Final = 0
OF_REPEATS: Final = 1
OF_TRANSFERS: Final = 2
OF_RESOLUTION: Final = 3
OF_TURNAROUND: Final = 4
OF_COURTESY: Final = 5
