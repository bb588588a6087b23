"""What most centres lack, and rules can be compiled without.

A switch is a number on the floor (`cic.program.records.FLOOR`) that is 0, from the beginning of a
run to its end, where the centre lacks what it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

PARTS = (
    frozenset({"choosy", "keeps", "longer", "remembers", "several", "tires", "weeks"}),
    frozenset({"announces", "bots", "calls_back", "deflects", "warm", "ways"}),
    frozenset({"bars", "scores", "sorts", "yields"}),
    frozenset({"counts_lines", "incidents", "rings"}),
    frozenset(
        {"all_ring", "binds", "campaigns", "cancels", "copies", "draws", "settles", "targets"}
    ),
    frozenset({"cases", "customers", "stress"}),
)
"""Switches that are left out of the rules together, or not at all: what agents have in hand and
remember; what leads from one contact to another; scores, and weights between queues; lines, sites,
incidents and ringing; campaigns, bonds and contacts that are drawn, which would slow down all who
look for one; people. Each adds 3 to 10 s to the 6 s that compiling the rest takes."""

SWITCHES = frozenset().union(*PARTS)
"""All of them."""

USUAL = frozenset().union(*PARTS[-2:])
"""Left out for centres that have most of what others have."""


def switched_on(floor: Any) -> frozenset[str]:  # noqa: ANN401 - a row of an array
    """The switches that are on, on the floor of a centre: its one row."""
    return frozenset(switch for switch in SWITCHES if floor[switch])


def unused(on: Iterable[str]) -> frozenset[str]:
    """The switches that can be left out for a centre in which these are on."""
    needed = frozenset(on)
    return frozenset().union(*(part for part in PARTS if not part & needed))


def fewer(off: frozenset[str]) -> Iterator[frozenset[str]]:
    """All that can be left out where these can, from the most to the least."""
    parts = [part for part in PARTS if part <= off]
    for count in range(len(parts), -1, -1):
        for chosen in combinations(parts, count):
            yield frozenset().union(*chosen)
