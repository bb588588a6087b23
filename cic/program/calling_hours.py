"""When campaigns may call, laid flat: where customers live, when calling begins and ends."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import accumulate

import numpy as np

from cic import units
from cic.program.codes import NOBODY
from cic.program.dial_records import CALLING, ZONE
from cic.scenario.calling_windows import calling_windows, joined, limit_windows, limits_of
from cic.scenario.campaigns import Campaign
from cic.scenario.scenario import Model


def lay_out_zones(campaigns: Iterable[Campaign], table: np.ndarray) -> np.ndarray:
    """Where customers live; the campaigns' rows say which zones are theirs."""
    found: list[tuple[float, float]] = []
    for row, campaign in zip(table, campaigns, strict=True):
        row["zones_from"] = len(found)
        total = math.fsum(zone.share for zone in campaign.parts.values())
        so_far = accumulate(zone.share / total for zone in campaign.parts.values())
        ahead = (zone.time_zone for zone in campaign.parts.values())
        found += zip(so_far, ahead, strict=True)
        row["zones_until"] = len(found)
    zones = ZONE.table(len(found))
    zones["first"] = zones["last"] = NOBODY
    for row, (until, ahead_by) in zip(zones, found, strict=True):
        row["until"], row["ahead"] = until, ahead_by
    return zones


def calling_hours(model: Model) -> np.ndarray:
    """Hours in which each campaign may call anybody, in their order."""
    return np.array(
        [
            math.fsum(
                ends - begins
                for begins, ends in joined(
                    window
                    for zone in campaign.parts.values()
                    for window in calling_windows(model, campaign, zone)
                )
            )
            / units.HOUR
            for campaign in model.ranked_campaigns.values()
        ]
    )


_ENDS, _LIMIT, _BEGINS = range(3)
"""In what order calling changes at one instant."""


def lay_out_calling(model: Model, table: np.ndarray) -> np.ndarray:
    """When customers of which zones may be called, and no more; when limits hold; in order of time.

    At one instant calling ends first, then windows of limits end and begin, then calling begins.
    """
    changes = [
        change
        for k, campaign in enumerate(model.ranked_campaigns.values())
        for z, zone in enumerate(campaign.parts.values(), int(table[k]["zones_from"]))
        for begins, ends in calling_windows(model, campaign, zone)
        for change in ((begins, _BEGINS, 1, k, z, NOBODY), (ends, _ENDS, 0, k, z, NOBODY))
    ]
    last = max((at for at, *_ in changes), default=-math.inf)
    changes += [
        (at, _LIMIT, holds, NOBODY, NOBODY, i)
        for i, (_, limit) in enumerate(limits_of(model))
        for begins, ends in limit_windows(model, limit)
        for at, holds in ((begins, 1), (ends, 0))
        if at < last
    ]
    rows = CALLING.table(len(changes))
    for row, (at, _, opens, k, z, i) in zip(rows, sorted(changes), strict=True):
        row["at"], row["opens"], row["limit"] = at, opens, i
        row["campaign"], row["zone"] = k, z
    return rows
