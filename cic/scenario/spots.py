"""What was written, and where each part of it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cic.errors import Finding
from cic.scenario.paths import Where


@dataclass(slots=True)
class Spot:
    """Where a value, and the key before it, were written; and the same of what it holds."""

    file: str = ""
    line: int = 0
    column: int = 0
    key_line: int = 0
    key_column: int = 0
    inside: dict[str | int, Spot] | None = None

    def find(self, where: Where) -> tuple[Spot, bool]:
        """The spot of a path, or of the nearest part of it that was written; and whether it was."""
        spot = self
        for step in where:
            inner = (spot.inside or {}).get(step)
            if inner is None:
                return spot, False
            spot = inner
        return spot, True


@dataclass(slots=True)
class Document:
    """What a file says: plain values, their places, and what was wrong but did not end reading."""

    data: dict[str, Any]
    spot: Spot
    findings: list[Finding] = field(default_factory=list)
    paths: list[Where] = field(default_factory=list)
    """The paths of the findings."""
