"""When a group's agents are wanted, by the centre's clocks.

What is written of a group is in the time of its site: shifts, and staff by interval. Staff lists of
a site with hours of its own run through these, one number for each of its own intervals; all others
run through the centre's day. Either way they hold while the centre is open; shifts are worked as
written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cic import units
from cic.scenario.agents import AgentGroup
from cic.scenario.scenario import Model

if TYPE_CHECKING:
    from cic.scenario.sites import Site

_NEAR = range(-3, 3)
"""The days of a site that may touch a day of the centre, counted from that."""


def site_of(model: Model, group: str) -> Site | None:
    """The site of a group; None where it belongs to none."""
    name = model.agents[group].site
    return None if name is None else model.sites.get(name)


def ahead_of(model: Model, group: str) -> float:
    """How far the clocks of a group are ahead of the centre's [s]."""
    site = site_of(model, group)
    return 0.0 if site is None else site.time_zone


def own_hours(model: Model, group: str) -> tuple[float, float] | None:
    """The hours of a group's site by the centre's clocks [s after midnight]; None: it has none."""
    site = site_of(model, group)
    return None if site is None else hours_of(site)


def hours_of(site: Site) -> tuple[float, float] | None:
    """The hours of a site by the centre's clocks [s after midnight]; None where it has none."""
    if site.opens is None or site.closes is None:
        return None
    return site.opens - site.time_zone, site.closes - site.time_zone


def length_of_day(model: Model, group: str) -> float:
    """How long the day is that a group's staff lists run through [s]."""
    opens, closes = own_hours(model, group) or (model.opens, model.closes)
    return closes - opens


def staff_on(model: Model, group: str, day: int) -> Iterator[tuple[float, float, int]]:
    """When `staff` wants how many agents on an open day: (from, until, agents) [s, agents]."""
    window = model.open_window(day)
    if window is None:
        return
    hours = own_hours(model, group)
    days = (day,) if hours is None else tuple(day + near for near in _NEAR)
    opens = model.opens if hours is None else hours[0]
    length = length_of_day(model, group)
    for own in days:
        begin = own * units.DAY + opens - model.opens
        for start, end, count in _cells(model, model.agents[group], own, begin, begin + length):
            start, end = max(start, window[0]), min(end, window[1])  # noqa: PLW2901 - cut off
            if start < end:
                yield start, end, count


def _cells(
    model: Model, group: AgentGroup, day: int, begin: float, end: float
) -> Iterator[tuple[float, float, int]]:
    """The staff of a day that lasts from one instant to another."""
    staff = group.staff
    if isinstance(staff, int):
        yield begin, end, staff
        return
    counts = staff.get(model.weekday(day), ()) if isinstance(staff, dict) else staff or ()
    for k, count in enumerate(counts):
        start = begin + k * model.interval
        yield start, start + model.interval, count


def staffed_by_list(model: Model, group: str) -> float:
    """Time that `staff` wants agents on duty in all days [s], counted cell by cell."""
    cells = (cell for day in range(model.days) for cell in staff_on(model, group, day))
    return sum(count * (end - start) for start, end, count in cells)


def open_windows(model: Model, site: Site) -> list[tuple[float, float]] | None:
    """From when to when a site is open [s from the first opening]; None where it always is.

    It opens on every day; hours that touch are one window.
    """
    hours = hours_of(site)
    if hours is None:
        return None
    found: list[tuple[float, float]] = []
    for day in range(_NEAR.start, model.days + _NEAR.stop):
        start, end = (day * units.DAY + at - model.opens for at in hours)
        if found and found[-1][1] >= start:
            start = found.pop()[0]
        found.append((start, end))
    return found
