"""Checks of sites: that they exist, whose lines there are, and that the traffic comes somewhere."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cic import units
from cic.errors import did_you_mean
from cic.scenario.issues import HORIZON, Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.staffing import open_windows

_SLACK = 1e-9


def sites_exist(model: Model) -> Iterator[Issue]:
    """Each site that a group belongs to, or an incident speaks of, is there."""
    known = list(model.sites)
    for name, group in model.agents.items():
        if group.site is not None and group.site not in known:
            what = f"group {name!r} belongs to site {group.site!r}, which does not exist"
            yield Issue("CIC216", ("agents", name, "site"), what, _remedy(group.site, known))
    for n, incident in enumerate(model.incidents):
        if incident.site is not None and incident.site not in known:
            what = f"an incident changes the {incident.deed} of site {incident.site!r}, which does"
            remedy = _remedy(incident.site, known)
            yield Issue("CIC216", ("incidents", n, "site"), f"{what} not exist", remedy)
        if incident.close is not None and incident.close not in known:
            what = f"an incident closes site {incident.close!r}, which does not exist"
            remedy = _remedy(incident.close, known)
            yield Issue("CIC216", ("incidents", n, "close"), what, remedy)


def _remedy(name: str, known: list[str]) -> str:
    return did_you_mean(name, known) if known else f"write it under sites: {{{name}: {{}}}}"


def traffic_comes_somewhere(model: Model) -> Iterator[Issue]:
    """Where sites have shares, lines or ports, some share is more than 0, and each has one."""
    reads: tuple[Where, ...] = (("sites",),)
    sites = model.sites.items()
    total = math.fsum(site.share or 0.0 for _, site in sites)
    if total <= 0:
        if any((site.share, site.lines, site.ports) != (None, None, None) for _, site in sites):
            what = "no site has a share of the traffic that is more than 0"
            remedy = "write the share of those by which calls come in, such as share: 60%"
            yield Issue("CIC322", ("sites",), what, remedy, reads=reads)
        return
    for name, site in sites:
        for field in ("lines", "ports"):
            if site.share is None and getattr(site, field) is not None:
                what = f"site {name!r} has {field}, and no share of the traffic: no call comes in"
                remedy = f"write its share (0%: what others have no room for), or remove {field!r}"
                yield Issue("CIC323", ("sites", name, field), f"{what} there", remedy, reads=reads)
    if abs(total - 1) > _SLACK:
        what = f"the shares of the sites add up to {100 * total:.4g}%"
        remedy = "they are taken in proportion; write shares that add up to 100% if that is meant"
        yield notice("CIC363", ("sites",), what, remedy, reads=reads)


def lines_have_one_owner(model: Model) -> Iterator[Issue]:
    """Lines are counted by site or for the whole centre, and so are ports."""
    common = {"lines": model.lines, "ports": model.ivr.ports if model.ivr else None}
    for what, count in common.items():
        own = [name for name, site in model.sites.items() if getattr(site, what) is not None]
        own += [
            incident.site
            for incident in model.incidents
            if incident.deed == what and incident.site is not None
        ]
        if not own:
            continue
        reads: tuple[Where, ...] = (("sites",), ("lines",), ("ivr", "ports"), ("incidents",))
        remedy = f"write the {what} of each site, or those of the whole centre, not both"
        if count is not None:
            told = f"the centre has {what} as a whole, and so has site {own[0]!r}"
            where: Where = ("lines",) if what == "lines" else ("ivr", "ports")
            yield Issue("CIC324", where, told, remedy, reads=reads)
        for n, incident in enumerate(model.incidents):
            if incident.deed == what and incident.site is None:
                told = f"an incident changes the {what} of the whole centre, and {what} belong to"
                where = ("incidents", n, what)
                named = f"name the site: site: {own[0]}"
                yield Issue("CIC324", where, f"{told} its sites", named, reads=reads)


def ports_of_sites_are_used(model: Model) -> Iterator[Issue]:
    """Sites have ports only where there is an IVR."""
    for name, site in model.sites.items():
        if site.ports is not None and model.ivr is None:
            what = f"site {name!r} has {site.ports} ports of the ivr, and there is no ivr"
            where: Where = ("sites", name, "ports")
            yield Issue("CIC207", where, what, "add an ivr, or remove them", reads=(("ivr",),))


def somebody_works_there(model: Model) -> Iterator[Issue]:
    """A site that nobody belongs to is told: only its lines are of use to the centre."""
    for name, site in model.sites.items():
        if any(group.site == name for group in model.agents.values()):
            continue
        what = f"no group of agents belongs to site {name!r}"
        if site.share:
            what += ", which takes a share of the traffic"
        remedy = f"write 'site: {name}' in its groups, unless others answer all that comes there"
        reads: tuple[Where, ...] = (("sites", name), ("agents", "*", "site"))
        yield notice("CIC364", ("sites", name), what, remedy, reads=reads)


def hours_hold_whole_intervals(model: Model) -> Iterator[Issue]:
    """The hours of a site hold whole intervals, where a group there is staffed by interval."""
    for name, site in model.sites.items():
        if site.opens is None or site.closes is None:
            continue
        steps = (site.closes - site.opens) / model.interval
        listed = [
            group
            for group, crew in model.agents.items()
            if crew.site == name and isinstance(crew.staff, tuple | dict)
        ]
        if listed and abs(steps - round(steps)) > _SLACK:
            what = f"the interval of {units.duration_text(model.interval)} does not divide the"
            what += f" {units.duration_text(site.closes - site.opens)} for which site {name!r} is"
            what += f" open, by which group {listed[0]!r} is staffed"
            remedy = "write hours of whole intervals, or shifts in place of staff"
            reads: tuple[Where, ...] = (("sites", name), ("interval",), ("agents", listed[0]))
            yield Issue("CIC301", ("sites", name, "closes"), what, remedy, reads=reads)


def hours_are_the_centres_too(model: Model) -> Iterator[Issue]:
    """A site that is never open while the centre is, and hours in which none takes calls, are told.

    Weekdays are looked at once.
    """
    days = [day for day in range(min(model.days, 7)) if model.open_window(day) is not None]
    opened = {name: open_windows(model, site) for name, site in model.sites.items()}
    reads: tuple[Where, ...] = (("sites",), *HORIZON)
    for name, windows in opened.items():
        if windows is not None and days and not any(_within(model, day, windows) for day in days):
            what = f"site {name!r} is never open while the centre is"
            remedy = "write hours in the site's own time, and how far its clocks are ahead"
            yield notice("CIC365", ("sites", name, "opens"), what, remedy, reads=reads)
    taking = [opened[name] for name, site in model.sites.items() if site.share]
    if not taking or None in taking:
        return
    together = [window for windows in taking for window in windows or ()]
    for day in days:
        gap = _gap(model, day, together)
        if gap is not None:
            start, end = (units.clock_text(model.opens + at - day * units.DAY) for at in gap)
            what = f"from {start} to {end} the centre is open, and no site that takes calls"
            remedy = "let the hours of the sites cover the centre's; callers hear busy then"
            yield notice("CIC366", ("sites",), what, remedy, reads=reads)
            return


def _within(
    model: Model, day: int, windows: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """The parts of an open day that lie in some windows, in order."""
    opens, closes = model.open_window(day) or (0.0, 0.0)
    cut = ((max(opens, start), min(closes, end)) for start, end in windows)
    return sorted((start, end) for start, end in cut if start < end)


def _gap(model: Model, day: int, windows: list[tuple[float, float]]) -> tuple[float, float] | None:
    """The first part of an open day that lies in none of these windows."""
    reached, closes = model.open_window(day) or (0.0, 0.0)
    for start, end in _within(model, day, windows):
        if start > reached:
            return reached, start
        reached = max(reached, end)
    return (reached, closes) if reached < closes else None


def time_zones_say_something(model: Model) -> Iterator[Issue]:
    """A time zone in which nothing is written is told."""
    for name, site in model.sites.items():
        by_shifts = any(
            group.site == name and group.shifts is not None for group in model.agents.values()
        )
        if site.time_zone and site.opens is None and not by_shifts:
            what = f"nothing is written in the time of site {name!r}: it has no hours of its own,"
            what += " and nobody works there by shifts"
            remedy = "write opens and closes, or remove 'time_zone'"
            where: Where = ("sites", name, "time_zone")
            reads: tuple[Where, ...] = (("sites", name), ("agents",))
            yield notice("CIC367", where, what, remedy, reads=reads)


SITE_NAME_CHECKS = (sites_exist,)
SITE_CHECKS = (
    traffic_comes_somewhere,
    lines_have_one_owner,
    ports_of_sites_are_used,
    somebody_works_there,
    hours_hold_whole_intervals,
    hours_are_the_centres_too,
    time_zones_say_something,
)
