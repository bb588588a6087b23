"""What becomes of the agents' plan while an incident closes their site: they are at home."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cic.program.duty import RESTS, Table
from cic.program.sites import Sites


def while_open(pieces: Table, sites: Sites, groups: Sequence[int] | np.ndarray) -> Table:
    """The pieces of work that are left where agents are at home while their site is closed.

    A break or lunch that would stand at the edge of such a time is left out, as at the edges of a
    shift. Who is at home then is not paid, and is missing from what was planned.

    Parameters
    ----------
    groups
        The group of each agent.
    """
    if not len(sites.closures):
        return pieces
    site_of = sites.of_groups[np.asarray(groups, np.int64)]
    for closure in sites.closures:
        here = site_of[pieces["agent"]] == closure["site"]
        left = [pieces[~here], *_outside(pieces[here], closure)]
        joined = np.concatenate(left)
        pieces = joined[np.lexsort((joined["start"], joined["agent"]))]
    return pieces


def _outside(pieces: Table, closure: np.void) -> tuple[Table, Table]:
    """The pieces before a closure, and those after it."""
    before, after = pieces.copy(), pieces.copy()
    before["end"] = np.minimum(before["end"], closure["start"])
    after["start"] = np.maximum(after["start"], closure["end"])
    before, after = (part[part["end"] > part["start"]] for part in (before, after))
    return (
        _without_edge(before, "end", "start", closure["start"]),
        _without_edge(after, "start", "end", closure["end"]),
    )


def _without_edge(pieces: Table, edge: str, other: str, moment: float) -> Table:
    """The pieces without the breaks and lunches at an edge, and those that touch them there."""
    edges = np.full(len(pieces), moment)
    while True:
        dropped = np.isin(pieces["state"], RESTS) & (pieces[edge] == edges)
        if not dropped.any():
            return pieces
        ends = dict(zip(pieces["agent"][dropped], pieces[other][dropped], strict=True))
        pieces = pieces[~dropped]
        edges = np.array([ends.get(a, moment) for a in pieces["agent"]], np.float64)
