"""Checks of size: how many contacts to expect, what memory they take, who could answer them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cic import units
from cic.scenario.arrivals import Arrivals
from cic.scenario.checks_flow import answering, entries, queues_reached
from cic.scenario.checks_names import sources
from cic.scenario.issues import Issue, notice
from cic.scenario.ivr import OWN_QUEUE, Menu
from cic.scenario.node import Weekday, profile_on
from cic.scenario.scenario import Model

MOST_CONTACTS = 1e8
"""The most contacts that one replication may be expected to hold."""
MOST_AGENT_DAYS = 2e7
"""The most agents times days that one replication may hold."""
BYTES_A_CONTACT = 120
OVERLOAD = 1.1
"""Offered load over staff from which on an overload is told."""


def expected_contacts(model: Model) -> float:
    """Contacts that one replication can be expected to hold.

    Examples
    --------
    >>> from cic.scenario.load import from_dict
    >>> text = {"talk": "3 min", "arrivals": "60/hour"}
    >>> day = {"name": "A", "opens": "08:00", "closes": "18:00", "queues": {"a": text}}
    >>> expected_contacts(from_dict(day | {"agents": {"g": {"staff": 4, "skills": ["a"]}}}).model)
    600.0
    """
    return math.fsum(expected_from(model, arrivals) for _, arrivals in sources(model))


def expected_from(model: Model, arrivals: Arrivals) -> float:
    """Contacts to be expected of one source in a replication."""
    if arrivals.times is not None:
        return float(len(arrivals.times))
    return math.fsum(
        days * math.fsum(_day_of(model, arrivals, weekday)) for weekday, days in _open(model)
    )


def _open(model: Model) -> Iterator[tuple[Weekday, int]]:
    """The weekdays on which the centre is open, and how often each comes."""
    for first in range(min(7, model.days)):
        if model.open_window(first) is not None:
            yield model.weekday(first), len(range(first, model.days, 7))


def _open_shares(model: Model, weekday: Weekday) -> list[float]:
    """The share of each interval in which the centre is open on that weekday."""
    hours = model.opening_hours.get(weekday)
    if hours is None or hours == "closed":
        return [float(hours is None)] * model.intervals_per_day
    shares = []
    for k in range(model.intervals_per_day):
        start = model.opens + k * model.interval
        overlap = min(hours.closes, start + model.interval) - max(hours.opens, start)
        shares.append(max(0.0, overlap) / model.interval)
    return shares


def _day_of(model: Model, arrivals: Arrivals, weekday: Weekday) -> list[float]:
    shares = _open_shares(model, weekday)
    if arrivals.rate is not None:
        return [arrivals.rate * model.interval * part for part in shares]
    if arrivals.counts is not None:
        counts = profile_on(arrivals.counts, weekday)
        return [count for count, part in zip(counts, shares, strict=False) if part > 0]
    if arrivals.per_hour is not None:
        hourly = profile_on(arrivals.per_hour, weekday)
        scale = model.interval / units.HOUR
        return [value * scale * part for value, part in zip(hourly, shares, strict=False)]
    expected = profile_on(arrivals.per_interval or (), weekday)
    return [value * part for value, part in zip(expected, shares, strict=False)]


def it_fits_in_memory(model: Model) -> Iterator[Issue]:
    """One replication holds no more contacts, and no more agents, than a machine does."""
    contacts = expected_contacts(model)
    if contacts > MOST_CONTACTS:
        memory = contacts * BYTES_A_CONTACT / 1e9
        what = f"one replication would hold {contacts:.3g} contacts and take {memory:,.0f} GB"
        remedy = f"at most {MOST_CONTACTS:.0e} fit: fewer days, or smaller arrivals"
        where = max(sources(model), key=lambda one: expected_from(model, one[1]))[0]
        yield Issue("CIC401", where, what, remedy)
    agents = sum(_most_agents(model, name) for name in model.agents) * model.days
    if agents > MOST_AGENT_DAYS:
        what = f"one replication would hold {agents:.3g} working days of agents"
        remedy = f"at most {MOST_AGENT_DAYS:.0e} fit: fewer days, or fewer agents"
        yield Issue("CIC402", ("agents",), what, remedy)


def _most_agents(model: Model, name: str) -> int:
    group = model.agents[name]
    if group.shifts is not None:
        return sum(shift.agents for shift in group.shifts)
    if isinstance(group.staff, dict):
        return max((max(counts, default=0) for counts in group.staff.values()), default=0)
    return max(group.staff, default=0) if isinstance(group.staff, tuple) else group.staff or 0


def staffed_seconds(model: Model, name: str) -> float:
    """Time that a group's agents are on duty in a replication [s]."""
    group = model.agents[name]
    total = 0.0
    for weekday, days in _open(model):
        for shift in group.shifts or ():
            if shift.days is None or weekday in shift.days:
                paused = math.fsum(pause.lasts for pause in shift.breaks)
                total += days * shift.agents * (shift.until - shift.start - paused)
        if group.staff is not None:
            staff = group.staff
            counts = staff.get(weekday, ()) if isinstance(staff, dict) else staff
            if isinstance(counts, int):
                counts = (counts,) * model.intervals_per_day
            parts = zip(counts, _open_shares(model, weekday), strict=False)
            total += days * math.fsum(count * part * model.interval for count, part in parts)
    return total


def expected_by_queue(model: Model) -> dict[str, float]:
    """Contacts that each queue can be expected to get in a replication, hang-ups aside."""
    found = dict.fromkeys(model.queues, 0.0)
    for name, queue in model.queues.items():
        if queue.arrivals is not None and queue.through is None:
            found[name] += expected_from(model, queue.arrivals)
    if model.ivr is None:
        return found
    for _, start, own in entries(model):
        arrivals = model.queues[own].arrivals if own else model.ivr.arrivals
        there = {start: expected_from(model, arrivals)} if arrivals else {}
        for _ in range(1000):
            there = _heard(model.ivr.menus, there, own, found)
            if sum(there.values()) < 1e-6:  # noqa: PLR2004
                break
    return found


def _heard(
    menus: dict[str, Menu], there: dict[str, float], own: str | None, found: dict[str, float]
) -> dict[str, float]:
    """Who hears which menu next; who comes to a queue is added to `found`."""
    following: dict[str, float] = {}
    for name, count in there.items():
        for to, part in _parts(menus[name]) if name in menus else ():
            if to in menus:
                following[to] = following.get(to, 0.0) + count * part
            elif (to if to != OWN_QUEUE else own or "") in found:
                found[to if to != OWN_QUEUE else own or ""] += count * part
    return following


def _parts(menu: Menu) -> Iterator[tuple[str, float]]:
    silent = menu.no_choice.share if menu.no_choice else 0.0
    repeats = menu.no_choice.repeats if menu.no_choice else 0
    heard = math.fsum(silent**n for n in range(repeats + 1))
    for choice in menu.choices.values():
        if choice.go is not None:
            yield choice.go, heard * choice.share
        elif choice.otherwise is not None:
            yield choice.otherwise, heard * choice.share * (1 - choice.success)
    if menu.no_choice and menu.no_choice.then is not None:
        yield menu.no_choice.then, silent ** (repeats + 1)


def endless_queues_have_enough_agents(model: Model) -> Iterator[Issue]:
    """A queue in which nobody gives up, with more work than its groups have time, is told."""
    reached = queues_reached(model)
    endless = [n for n in reached if model.queues[n].patience.mean == math.inf]
    if not endless:
        return
    contacts = expected_by_queue(model)
    for name in sorted(endless, key=list(model.queues).index):
        queue, groups = model.queues[name], answering(model, name)
        factor = min((model.agents[g].skills[name].talk_factor for g in groups), default=1.0)
        load = contacts[name] * (queue.talk.mean * factor + queue.wrap_up.mean) / units.HOUR
        staff = math.fsum(staffed_seconds(model, group) for group in groups) / units.HOUR
        if staff and load > OVERLOAD * staff:
            what = f"queue {name!r} brings {load:.4g} h of work to {staff:.4g} h of agents"
            what += " who answer it, and nobody in it gives up: it will grow all day"
            remedy = "add agents, or give its contacts a patience"
            yield notice("CIC354", ("queues", name), what, remedy)


SIZE_CHECKS = (it_fits_in_memory, endless_queues_have_enough_agents)
