"""Checks of sites: that they exist, whose lines there are, and that the traffic comes somewhere."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cic.errors import did_you_mean
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model

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


SITE_NAME_CHECKS = (sites_exist,)
SITE_CHECKS = (
    traffic_comes_somewhere,
    lines_have_one_owner,
    ports_of_sites_are_used,
    somebody_works_there,
)
