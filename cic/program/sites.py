"""Sites laid flat: whose lines and ports there are, and whose share of the traffic."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cic import units
from cic.program.codes import NEVER_MIND, NOBODY
from cic.program.records import SITE, SITE_HOURS
from cic.scenario.scenario import Model
from cic.scenario.staffing import open_windows

CLOSURE = np.dtype([("start", "f8"), ("end", "f8"), ("site", "i4")])
NO_SHARE = -1.0
"""The share of a site that no traffic comes to."""


@dataclass(frozen=True)
class Sites:
    """The sites, and where lines and ports are counted."""

    names: tuple[str, ...]
    table: np.ndarray
    """Records of SITE: the whole centre's, then each site's."""
    of_groups: np.ndarray
    """The site of each agent group; -1: none."""
    take_traffic: bool
    """Whether contacts come by sites at all."""
    lines_are_counted: bool
    lines_by_site: bool
    ports_by_site: bool
    hours: np.ndarray
    """When sites close and open again: records of SITE_HOURS."""
    closures: np.ndarray
    """From when to when incidents close sites: records of CLOSURE."""


def lay_out_sites(model: Model) -> Sites:
    """Lines and ports, of the centre and of its sites."""
    names = tuple(model.sites)
    take_traffic = any(site.share for site in model.sites.values())
    groups = [group.site for group in model.agents.values()]
    table = SITE.table(1 + len(names))
    _set_room(table[0], model.lines, model.ivr.ports if model.ivr else None)
    table[0]["share"] = NO_SHARE
    for row, site in zip(table[1:], model.sites.values(), strict=True):
        _set_room(row, site.lines, site.ports)
        row["share"] = NO_SHARE if site.share is None else site.share
        row["seeks"] = site.when_full == "other_sites"
    return Sites(
        names=names,
        table=table,
        of_groups=np.array([NOBODY if one is None else names.index(one) for one in groups]),
        take_traffic=take_traffic,
        lines_are_counted=model.lines is not None or _changed(model, "lines"),
        lines_by_site=take_traffic and is_by_site(model, "lines"),
        hours=_hours(model, table),
        closures=_closures(model),
        ports_by_site=take_traffic and is_by_site(model, "ports"),
    )


def _hours(model: Model, table: np.ndarray) -> np.ndarray:
    """When sites close and open after instant 0; who is closed then is so in the table."""
    last = model.days * units.DAY
    changes = []
    for row, site in enumerate(model.sites.values(), 1):
        windows = open_windows(model, site)
        if windows is None:
            continue
        table[row]["closed"] = not any(start <= 0 < end for start, end in windows)
        for start, end in windows:
            changes += [(at, row, more) for at, more in ((start, -1), (end, 1)) if 0 < at < last]
    return np.array(sorted(changes), SITE_HOURS.dtype) if changes else SITE_HOURS.table(0)


def _closures(model: Model) -> np.ndarray:
    """From when to when incidents close sites."""
    names = list(model.sites)
    found = []
    for incident in model.incidents:
        if incident.close is not None and incident.at is not None:
            base = incident.day * units.DAY - model.opens
            end = math.inf if incident.until is None else base + incident.until
            found.append((base + incident.at, end, names.index(incident.close)))
    return np.array(found, CLOSURE)


def is_by_site(model: Model, what: str) -> bool:
    """Whether lines, or ports, belong to the sites and not to the centre as a whole."""
    written = any(getattr(site, what) is not None for site in model.sites.values())
    return written or _changed(model, what, at_a_site=True)


def _changed(model: Model, what: str, *, at_a_site: bool = False) -> bool:
    """Whether an incident changes lines, or ports; of a site, or wherever."""
    return any(
        incident.deed == what and (incident.site is not None or not at_a_site)
        for incident in model.incidents
    )


def _set_room(row: np.void, lines: int | None, ports: int | None) -> None:
    row["lines"] = row["lines_free"] = number_or_unlimited(lines)
    row["ports"] = row["ports_free"] = number_or_unlimited(ports)


def number_or_unlimited(number: int | None) -> int:
    """A number of lines or ports as the tables hold it."""
    return NEVER_MIND if number is None else number
