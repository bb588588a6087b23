"""When a campaign may call, in its hours where customers live; when limits on its calls hold."""

from __future__ import annotations

import math
from collections.abc import Iterable

from cic import units
from cic.scenario.calling_hours import CallLimit, Zone
from cic.scenario.campaigns import Campaign
from cic.scenario.scenario import Model

Window = tuple[float, float]
"""From when to when [s]."""
_NEAR = (-1, 0, 1)
"""The days of customers that may touch a day of the centre, counted from that."""


def calling_windows(model: Model, campaign: Campaign, zone: Zone) -> list[Window]:
    """When customers of a zone may be called [s from the first opening], joined where they meet."""
    found: list[Window] = []
    for day in range(model.days):
        opened = model.open_window(day)
        if opened is None:
            continue
        pieces = [opened]
        if campaign.hours is not None:
            pieces = [_cut(piece, opened) for piece in _by_their_clocks(model, campaign, zone, day)]
        found += [(max(start, model.begins), ends) for start, ends in pieces]
    return joined(found)


def _by_their_clocks(model: Model, campaign: Campaign, zone: Zone, day: int) -> Iterable[Window]:
    """The hours of a campaign on the days of its customers that touch a day of the centre."""
    for own in (day + near for near in _NEAR):
        midnight = own * units.DAY - model.opens - zone.time_zone
        for hours in campaign.hours or ():
            if hours.days is None or model.weekday(own) in hours.days:
                yield midnight + hours.start, midnight + hours.until


def limits_of(model: Model) -> list[tuple[tuple[str, ...], CallLimit]]:
    """All limits, each with the campaigns that it holds for, in the order of who writes them."""
    campaigns = model.ranked_campaigns.items()
    return [
        ((name, *limit.shared_with), limit)
        for name, campaign in campaigns
        for limit in campaign.limits
    ]


def limit_windows(model: Model, limit: CallLimit) -> list[Window]:
    """The windows in which calls are counted for a limit [s from the first opening], in order."""
    lasts = limit.until - limit.start
    per = lasts if limit.per is None else limit.per
    found: list[Window] = []
    for day in range(-1, model.days):
        begins = day * units.DAY - model.opens + limit.start
        pieces = [(begins + n * per, begins + min((n + 1) * per, lasts))
                  for n in range(math.ceil(lasts / per))]  # fmt: skip
        found += [(max(start, model.begins), ends) for start, ends in pieces if ends > model.begins]
    return found


def _cut(window: Window, by: Window) -> Window:
    return max(window[0], by[0]), min(window[1], by[1])


def joined(windows: Iterable[Window]) -> list[Window]:
    """Windows in order of time, those that last, joined where they meet."""
    found: list[Window] = []
    for start, ends in sorted(windows):
        if start >= ends:
            continue
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(ends, found[-1][1])
        else:
            found.append((start, ends))
    return found
