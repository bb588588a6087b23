"""Rows of which nothing is known yet, and how a clock holds tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from cic.program.codes import NOBODY
from cic.program.dial_records import (
    DIAL,
    DIALLED,
    MOVED,
)
from cic.program.leg_records import (
    ASIDE,
)
from cic.program.records import RESOLUTION, RING, TOLD, TRUNK, WORK, Record

if TYPE_CHECKING:
    pass


class Holds(Protocol):
    """What is needed of a clock: tables, and room at their ends."""

    def rows(self, record: Record, table: np.ndarray) -> Any:
        """A table in the form the clock works on."""
        ...

    def lengthened(self, record: Record, table: Any, more: np.ndarray) -> Any:
        """A table with more rows at its end."""
        ...


def nobody_at_work(count: int) -> np.ndarray:
    """Work on contacts that nobody has in hand yet."""
    table = WORK.table(count)
    table["responded_at"] = np.nan
    return table


def by_no_site(count: int) -> np.ndarray:
    """By which site each contact comes, still unknown."""
    table = TRUNK.table(count)
    table["site"] = NOBODY
    return table


def never_rung(count: int) -> np.ndarray:
    """Contacts that have not rung at anybody."""
    table = RING.table(count)
    for field in ("rang", "first", "last"):
        table[field] = NOBODY
    return table


def unasked(count: int) -> np.ndarray:
    """Contacts of which it is not known whether they are resolved."""
    table = RESOLUTION.table(count)
    table["resolved"] = NOBODY
    return table


def untold(count: int) -> np.ndarray:
    """Contacts that have been told nothing."""
    table = TOLD.table(count)
    table["wait"], table["place"] = np.nan, NOBODY
    return table


def not_dialled(count: int) -> np.ndarray:
    """Calls of campaigns that have not been made yet."""
    table = DIAL.table(count)
    for field in ("at", "answered_at", "ended_at", "idle", "held_at"):
        table[field] = np.nan
    for field in ("contact", "agent", "next"):
        table[field] = NOBODY
    return table


def never_moved(count: int) -> np.ndarray:
    """Agents whom no campaign has moved."""
    table = MOVED.table(count)
    table["at"] = -np.inf
    return table


def of_no_dial(count: int) -> np.ndarray:
    """Contacts that came of no call of a campaign."""
    table = DIALLED.table(count)
    table["dial"] = NOBODY
    return table


def nothing_aside(count: int) -> np.ndarray:
    """Contacts with which no agent has stayed."""
    table = ASIDE.table(count)
    for field in ("consults_at", "joined_at", "ends_at", "bot_since", "bot_until"):
        table[field] = np.nan
    table["to"] = table["way"] = NOBODY
    return table


FIRST_DIALS = 4096
"""Calls of campaigns that there is room for at the outset."""
FIRST_CASES = 1024
"""The same of cases."""
