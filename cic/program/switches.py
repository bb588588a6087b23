"""What most centres lack, and rules can be compiled without.

A switch is a number on the floor (`cic.program.records.FLOOR`) that is 0, from the beginning of a
run to its end, where the centre lacks what it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

USUAL = frozenset(
    {
        *("all_ring", "binds", "campaigns", "cancels", "copies", "draws", "settles", "targets"),
        *("cases", "customers", "stress"),
    }
)
"""Left out for centres that have most of what others have: campaigns, bonds, and contacts that are
drawn or settle, which would slow down all who look for one; people."""

SWITCHES = USUAL | {
    *("choosy", "keeps", "longer", "remembers", "several", "tires", "weeks"),
    *("announces", "bots", "calls_back", "deflects", "warm", "ways"),
    *("bars", "scores", "sorts", "yields"),
    *("counts_lines", "incidents", "rings"),
}
"""All of them: what agents have in hand and remember, too; what leads from one contact to another;
scores, and weights between queues; lines, incidents and ringing."""


def switched_on(floor: Any) -> frozenset[str]:  # noqa: ANN401 - a row of an array
    """The switches that are on, on the floor of a centre: its one row."""
    return frozenset(switch for switch in SWITCHES if floor[switch])


def spared(off: frozenset[str], made: Iterable[frozenset[str]]) -> frozenset[str] | None:
    """The most that can be left out where these can, of what there are rules without; or None."""
    fit = [one for one in made if one <= off]
    return max(fit, key=lambda one: (len(one), sorted(one)), default=None)
