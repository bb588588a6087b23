"""What all who tell a part of a replication need: its tables, and what its people are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cic.program.layout import Program


@dataclass(frozen=True, slots=True)
class Heard:
    """A replication that is told."""

    centre: Any
    """Its tables, as they are after the happening that is told."""
    program: Program
    contact: Callable[[int], str]
    """What the contact of a number is called."""
    agent: Callable[[int], str]
    """What the agent of a number is called."""


class Teller:
    """Tells a part of a replication."""

    def __init__(self, heard: Heard) -> None:
        self._centre = heard.centre
        self._program = heard.program
        self._contact = heard.contact
        self._agent = heard.agent
