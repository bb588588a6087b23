"""Checks of limits on calls: whom they name is there, and they come to bear."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cic.errors import did_you_mean
from cic.scenario.calling_hours import CallLimit
from cic.scenario.calling_windows import calling_windows, joined, limit_windows
from cic.scenario.issues import HORIZON, Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model


def limits_name_campaigns(model: Model) -> Iterator[Issue]:
    """The campaigns that a limit is shared with exist, and are others."""
    for name, where, limit in _limits(model):
        for m, other in enumerate(limit.shared_with):
            place = (*where, "shared_with", m)
            if other not in model.campaigns:
                what = f"a limit of {name!r} is shared with {other!r}, which does not exist"
                yield Issue("CIC443", place, what, did_you_mean(other, list(model.campaigns)))
            elif other == name or other in limit.shared_with[:m]:
                what = f"a limit of {name!r} counts the calls of {other!r} anyway"
                yield Issue("CIC443", place, what, "leave the name out")


def limits_have_windows(model: Model) -> Iterator[Issue]:
    """The window of a limit begins before it is over."""
    for _, where, limit in _limits(model):
        if limit.until <= limit.start:
            what = "the window of a limit is over before it begins"
            yield Issue("CIC424", where, what, "swap 'from' and 'until'")


def limits_come_to_bear(model: Model) -> Iterator[Issue]:
    """The window of a limit that lies outside the hours of whom it holds for is told."""
    for name, where, limit in _limits(model):
        if limit.start < limit.until and not _meets(model, (name, *limit.shared_with), limit):
            what = f"a limit of {name!r} keeps nobody from calling: its window lies outside the"
            remedy, reads = "change its 'from' and 'until'", (where, ("campaigns",), *HORIZON)
            yield notice("CIC428", where, f"{what} hours of calling", remedy, reads=reads)


def _limits(model: Model) -> Iterator[tuple[str, Where, CallLimit]]:
    for name, campaign in model.campaigns.items():
        for n, limit in enumerate(campaign.limits):
            yield name, ("campaigns", name, "limits", n), limit


def _meets(model: Model, names: Collection[str], limit: CallLimit) -> bool:
    """Whether any of the campaigns may call in a window of a limit."""
    campaigns = [model.campaigns[name] for name in names if name in model.campaigns]
    calls = joined(
        window
        for campaign in campaigns
        for zone in campaign.parts.values()
        for window in calling_windows(model, campaign, zone)
    )
    windows = limit_windows(model, limit.model_copy(update={"per": None}))
    return any(
        max(begins, start) < min(ends, until) for begins, ends in windows for start, until in calls
    )


LIMIT_NAME_CHECKS = (limits_name_campaigns,)
LIMIT_CHECKS = (limits_have_windows, limits_come_to_bear)
