"""Lines and sites in words: by which calls come in, who sits there, in whose time."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.report.wording import harmless, listed, share_text
from cic.scenario.scenario import Model
from cic.scenario.sites import Site
from cic.scenario.staffing import hours_of


def lines_on_sites(model: Model) -> Iterator[str]:
    """The lines of the whole centre, then each site; nothing where there are neither."""
    if model.lines is not None:
        there_are = units.counted_text(model.lines, "line")
        yield f"{there_are} of the whole centre; when all are taken, callers hear busy."
    total = sum(site.share or 0.0 for site in model.sites.values())
    for name, site in model.sites.items():
        parts = [_traffic(site, total), _room(site), _hours(site), _people(model, name)]
        yield f"{harmless(name)}: {'; '.join(part for part in parts if part)}."
    if model.sites:
        yield (
            "All sites answer all queues of their groups' skills: a call is answered wherever an "
            "agent is free, and holds its line where it came in."
        )


def _traffic(site: Site, total: float) -> str:
    """What comes in at a site."""
    if site.share is None:
        return "no calls come in here"
    if site.share == 0:
        return "takes only calls that other sites have no room for"
    return f"takes {share_text(site.share / total)} of the calls"


def _room(site: Site) -> str:
    """Its lines and ports, and what becomes of calls that find none."""
    room = [
        units.counted_text(count, what)
        for count, what in ((site.lines, "line"), (site.ports, "IVR port"))
        if count is not None
    ]
    if not room:
        return ""
    full = {
        "busy": "callers hear busy when it is full",
        "other_sites": "when it is full, the other sites are tried in the order of writing",
    }
    return f"{listed(room)}, {full[site.when_full]}"


def _hours(site: Site) -> str:
    """When it is open, and how its clocks stand to the centre's."""
    hours = hours_of(site)
    if hours is None or site.opens is None or site.closes is None:
        zone = units.time_zone_text(site.time_zone)
        return f"its clocks stand at {zone} to the centre's" if site.time_zone else ""
    told = f"open {units.clock_text(site.opens)} to {units.clock_text(site.closes)}"
    if site.time_zone:
        here = " to ".join(units.clock_text(at % units.DAY) for at in hours)
        zone = units.time_zone_text(site.time_zone)
        told += f" in its own time ({zone}; {here} by the centre's clocks)"
    return told


def _people(model: Model, name: str) -> str:
    """The groups that belong to a site."""
    groups = [harmless(group) for group, crew in model.agents.items() if crew.site == name]
    return f"agents: {listed(groups)}" if groups else "no agents"
