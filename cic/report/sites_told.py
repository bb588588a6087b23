"""Lines, ports and sites in a replication that is told event by event."""

from __future__ import annotations

from typing import Any

from cic.program.codes import NEVER_MIND, NOBODY
from cic.program.layout import Program
from cic.report.slow_motion import Change
from cic.report.wording import harmless


def came_by(centre: Any, program: Program, c: int) -> str:  # noqa: ANN401
    """The site by whose lines a contact came, or should have; empty where by none."""
    site = centre.trunks[c].site if centre.trunks else NOBODY
    return "" if site == NOBODY else harmless(program.sites.names[site])


def room_text(change: Change, program: Program) -> str:
    """An incident takes lines or IVR ports, or gives them back."""
    who = harmless(program.sites.names[change.number - 1]) if change.number else "the centre"
    what = "lines" if change.field == "lines" else "ports of the IVR"
    now, before = (
        f"as many {what} as it takes" if count == NEVER_MIND else f"{int(count)} {what}"
        for count in (change.new, change.old)
    )
    return f"{who} has {now} from now on; before it had {before}"
