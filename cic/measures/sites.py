"""What sites do: counts from the log, and sums over the groups that belong to each."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cic.log.log import Log
from cic.program.codes import NO_LINE, NO_PORT
from cic.program.layout import Program

Floats = np.ndarray
COUNTED = ("offered", "busy")
"""What is counted of each site: contacts that came by it, and those that heard busy."""
_OF_GROUPS = ("answered", "duty", "paid", "handling", "duty_hours", "paid_hours")


def count_sites(log: Log, program: Program) -> Floats:
    """Counts of one replication, shape (counts, sites + 1); the last column is no site."""
    sites, contacts = program.sites, log.contacts
    columns = len(sites.names) + 1
    if columns == 1:
        return np.zeros((len(COUNTED), 1))
    none = columns - 1
    came_by = np.full(len(contacts), none)
    if len(log.trunks):
        came_by = _or_none(log.trunks["site"], none)
    busy = np.isin(contacts["outcome"], (NO_LINE, NO_PORT))
    return np.array(
        [
            np.bincount(came_by, minlength=columns),
            np.bincount(came_by[busy], minlength=columns),
        ],
        np.float64,
    )


def _or_none(site: np.ndarray, none: int) -> np.ndarray:
    return np.where(site < 0, none, site).astype(np.int64)


def site_sums(
    counted: Floats, of_groups: Mapping[str, Floats], program: Program
) -> dict[str, Floats]:
    """Sums by site, then of the whole centre; shape (replications, sites + 1).

    Parameters
    ----------
    counted
        What `count_sites` gave, of all replications.
    of_groups
        Sums by agent group, shape (replications, groups) or more columns.
    """
    columns = counted.shape[-1]
    where = _or_none(program.sites.of_groups, columns - 1)
    found: dict[str, Floats] = {name: counted[:, n].copy() for n, name in enumerate(COUNTED)}
    for name in _OF_GROUPS:
        found[name] = np.zeros((len(counted), columns))
        for g, column in enumerate(where):  # one after the other: the same sums on any machine
            found[name][:, column] += of_groups[name][:, g]
    for sums in found.values():
        sums[:, -1] = sums.sum(axis=1)
    return found
