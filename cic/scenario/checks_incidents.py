"""Checks of incidents: whom they speak of, when they come, what they can change."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.errors import did_you_mean
from cic.scenario.arrivals import Arrivals
from cic.scenario.checks_agents import most_on_duty
from cic.scenario.checks_names import sources
from cic.scenario.incidents import Incident
from cic.scenario.issues import HORIZON, Issue, notice
from cic.scenario.paths import Where, dotted
from cic.scenario.scenario import Model


def incidents_name_what_exists(model: Model) -> Iterator[Issue]:
    """Each queue and each group that an incident speaks of is there."""
    for n, incident in enumerate(model.incidents):
        for below, name, told in _spoken_of(incident):
            known = list(model.queues if told.endswith("queue") else model.agents)
            if name not in known:
                what = f"an incident {told} {name!r}, which does not exist"
                yield Issue("CIC215", ("incidents", n, *below), what, did_you_mean(name, known))


def _spoken_of(incident: Incident) -> Iterator[tuple[Where, str, str]]:
    """Where an incident names a queue or a group, its name, and what to tell about it."""
    for k, name in enumerate(incident.queues or ()):
        yield ("queues", k), name, "changes the arrivals of queue"
    if incident.when is not None:
        yield ("when", "queue"), incident.when.queue, "looks at queue"
    verb = "moves" if incident.move is not None else "sends home"
    if incident.source is not None:
        yield ("from",), incident.source, f"{verb} agents of group"
    if incident.to is not None:
        yield ("to",), incident.to, f"{verb} agents to group"


def incidents_come_in_the_horizon(model: Model) -> Iterator[Issue]:
    """Each incident comes on a day that is simulated, not before opening; the closed hours told."""
    for n, incident in enumerate(model.incidents):
        where: Where = ("incidents", n)
        if incident.at is None:
            continue
        if incident.day >= model.days:
            simulated = "there is 1 day" if model.days == 1 else f"there are {model.days} days"
            what = f"day {incident.day} lies outside the horizon: {simulated}, counted from 0"
            remedy = f"write a day from 0 to {model.days - 1}, or more days"
            yield Issue("CIC304", (*where, "day"), what, remedy, reads=(where, ("days",)))
        elif incident.at < model.opens:
            opens = units.clock_text(model.opens)
            what = f"the incident comes at {units.clock_text(incident.at)}, before opening at"
            remedy = f"write at: '{opens}' or later; the night after a day is past 24:00, as 26:00"
            yield Issue(
                "CIC304", (*where, "at"), f"{what} {opens}", remedy, reads=(where, *HORIZON)
            )
        else:
            yield from _while_closed(model, incident, where)


def _while_closed(model: Model, incident: Incident, where: Where) -> Iterator[Issue]:
    """A notice where an incident comes, or is undone, in hours that are closed."""
    near = range(max(0, incident.day - 1), min(model.days, incident.day + 3))
    windows = [window for day in near if (window := model.open_window(day)) is not None]
    start = incident.day * units.DAY - model.opens
    at = start + (incident.at or 0.0)
    until = None if incident.until is None else start + incident.until
    reads: tuple[Where, ...] = (where, *HORIZON)
    if not any(opens <= at < closes for opens, closes in windows):
        what = f"the incident comes at {units.clock_text(incident.at or 0.0)} of day {incident.day}"
        remedy = "write a time between opening and closing, unless somebody works then"
        yield notice("CIC359", (*where, "at"), f"{what}, while the centre is closed", remedy,
                     reads=reads)  # fmt: skip
    elif until is not None and not any(opens < until <= closes for opens, closes in windows):
        ends = units.clock_text(incident.until or 0.0)
        what = f"the incident is undone at {ends} of day {incident.day}, while the centre is closed"
        remedy = "leave 'until' out if it lasts to the end of the horizon, or write the closing"
        yield notice("CIC359", (*where, "until"), what, remedy, reads=reads)


def changed_arrivals_are_rates(model: Model) -> Iterator[Issue]:
    """Arrivals whose rate an incident changes have one."""
    exact = {where: way for where, one in sources(model) if (way := _exactly(one))}
    rates = [str(where[1]) for where, _ in sources(model) if where not in exact]
    rates = [name for name in rates if name in model.queues]
    for n, incident in enumerate(model.incidents):
        base: Where = ("incidents", n)
        if incident.arrivals is not None and incident.queues is None and exact:
            told = ", ".join(f"{dotted(where)} ({way})" for where, way in exact.items())
            what = f"the incident changes all arrivals, and some are exact: {told}"
            remedy = "give rates in place of counts and times"
            if rates:
                remedy = f"name the queues whose arrivals change: queues: [{', '.join(rates)}]"
            reads = (base, *exact)
            yield Issue("CIC318", (*base, "arrivals"), what, remedy, reads=reads)
        for k, name in enumerate(incident.queues or ()):
            yield from _changes(model, name, (*base, "queues", k))


def _changes(model: Model, name: str, where: Where) -> Iterator[Issue]:
    """What is wrong about changing the arrivals of a queue."""
    source: Where = ("queues", name, "arrivals")
    arrivals = model.queues[name].arrivals if name in model.queues else None
    if arrivals is None:
        what = f"the incident changes the arrivals of queue {name!r}, which has none of its own"
        remedy = f"remove {name!r} here, or give it arrivals"
        yield Issue("CIC318", where, what, remedy, reads=(where, source))
    elif way := _exactly(arrivals):
        what = f"the incident changes the arrivals of queue {name!r}, which are exact ({way})"
        remedy = f"give a rate in place of {way}, or write these contacts there"
        yield Issue("CIC318", where, what, remedy, reads=(where, source))


def _exactly(arrivals: Arrivals) -> str:
    """In what way arrivals are exact; empty where they have rates."""
    return next((way for way in ("counts", "times") if getattr(arrivals, way) is not None), "")


def ports_are_there(model: Model) -> Iterator[Issue]:
    """Ports change only where there is an IVR."""
    for n, incident in enumerate(model.incidents):
        if incident.ports is not None and model.ivr is None:
            what = f"an incident leaves the ivr {incident.ports} ports, and there is no ivr"
            where: Where = ("incidents", n, "ports")
            reads: tuple[Where, ...] = (where, ("ivr",))
            yield Issue("CIC207", where, what, "add an ivr, or remove the incident", reads=reads)


def agents_change_groups(model: Model) -> Iterator[Issue]:
    """Who moves comes to another group."""
    for n, incident in enumerate(model.incidents):
        if incident.to is not None and incident.to == incident.source:
            where: Where = ("incidents", n, "to")
            what = f"the incident moves agents from group {incident.to!r} to the same group"
            reads: tuple[Where, ...] = (("incidents", n),)
            yield Issue("CIC108", where, what, "name another group", reads=reads)


def so_many_agents_are_there(model: Model) -> Iterator[Issue]:
    """An incident that takes more agents than its group ever has on duty is told."""
    most: dict[str, int] = {}
    for n, incident in enumerate(model.incidents):
        group, wanted = incident.source, incident.move or incident.send_home or 0
        if group is None or group not in model.agents:
            continue
        if group not in most:
            come = sum(one.move or 0 for one in model.incidents if one.to == group)
            most[group] = most_on_duty(model, (group,)) + come
        if wanted > most[group]:
            what = f"the incident takes {wanted} agents of group {group!r}, which never has more"
            what += f" than {most[group]} on duty"
            where: Where = ("incidents", n, incident.deed)
            reads: tuple[Where, ...] = (("incidents",), *HORIZON, ("agents", group))
            yield notice("CIC360", where, what, "it takes those who are there", reads=reads)


INCIDENT_NAME_CHECKS = (incidents_name_what_exists,)
INCIDENT_CHECKS = (
    incidents_come_in_the_horizon,
    changed_arrivals_are_rates,
    ports_are_there,
    agents_change_groups,
    so_many_agents_are_there,
)
