"""What all who tell a part of a replication need: its tables, and what its people are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cic.program.layout import Program


@dataclass(frozen=True, slots=True)
class Replay:
    """A replication that is run again to be told."""

    centre: Any
    """Its tables, as they are after the happening that is told."""
    program: Program
    contact: Callable[[int], str]
    """What the contact of a number is called."""
    agent: Callable[[int], str]
    """What the agent of a number is called."""


class Teller:
    """Tells a part of a replication."""

    def __init__(self, replay: Replay) -> None:
        self._centre = replay.centre
        self._program = replay.program
        self._contact = replay.contact
        self._agent = replay.agent
