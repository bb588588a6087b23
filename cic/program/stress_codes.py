"""Numbers that stand for words about agents under stress; append-only, as all codes."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Load(IntEnum):
    """What bears on an agent's stress."""

    AT_HOME = 0
    BUSY = 1
    IDLE = 2
    RESTING = 3
    LEARNING = 4


AT_HOME: Final = 0
BUSY: Final = 1
IDLE: Final = 2
RESTING: Final = 3
LEARNING: Final = 4


class Missing(IntEnum):
    """Whether somebody is there for the work of a desk."""

    NOT_MISSING = 0
    ABSENT = 1
    """The agent does not come today, for stress."""
    VACANT = 2
    """The agent has left, and nobody has been hired yet."""


NOT_MISSING: Final = 0
ABSENT: Final = 1
VACANT: Final = 2
