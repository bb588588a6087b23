"""What a call to a customer on a list comes to, and how calls are made; append-only."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class DialResult(IntEnum):
    """What a call comes to."""

    UNDER_WAY = 0
    """Not ended: still under way when nothing more happens."""
    CONNECTED = 1
    """A person answered, and an agent was there."""
    ABANDONED_LIVE = 2
    """A person answered, and no agent was there in time."""
    TAKEN_FOR_MACHINE = 3
    """A person answered, and was hung up on as a machine."""
    MACHINE = 4
    """A machine answered, and was hung up on."""
    MACHINE_CONNECTED = 5
    """A machine answered, and came to an agent."""
    MACHINE_DROPPED = 6
    """A machine answered, was not recognised, and found no agent."""
    BUSY_TONE = 7
    NO_REPLY = 8
    INVALID = 9
    """There is no such number."""
    MESSAGE_PLAYED = 10
    """A person answered, and heard the message."""
    MESSAGE_LEFT = 11
    """A machine answered, and the message was left there."""
    SKIPPED = 12
    """The agent left the customer out."""
    LISTED = 13
    """No call yet: a customer has come on the list."""
    CALL_CANCELLED = 14
    """The dialler hung up before anybody answered: no agent was left for the call."""


UNDER_WAY: Final = 0
CONNECTED: Final = 1
ABANDONED_LIVE: Final = 2
TAKEN_FOR_MACHINE: Final = 3
MACHINE: Final = 4
MACHINE_CONNECTED: Final = 5
MACHINE_DROPPED: Final = 6
BUSY_TONE: Final = 7
NO_REPLY: Final = 8
INVALID: Final = 9
MESSAGE_PLAYED: Final = 10
MESSAGE_LEFT: Final = 11
SKIPPED: Final = 12
LISTED: Final = 13
CALL_CANCELLED: Final = 14

LIVE: Final = 1
"""What a call will come to before an agent or the detection has a say: a person answers."""


class Pacing(IntEnum):
    """How many calls are made at once."""

    RATIO_OF_FREE = 0
    """So many for each free agent."""
    PREDICTED = 1
    HOLDS_AGENT = 2
    """An agent is held for each call."""
    ALL_LINES = 3


RATIO_OF_FREE: Final = 0
PREDICTED: Final = 1
HOLDS_AGENT: Final = 2
ALL_LINES: Final = 3


class Adaptation(IntEnum):
    """What the abandoned calls so far make of the number of calls; the names are `adapts`."""

    HARD_LIMIT = 0
    TAPERED = 1
    AVERAGE = 2


HARD_LIMIT: Final = 0
TAPERED: Final = 1
AVERAGE: Final = 2
