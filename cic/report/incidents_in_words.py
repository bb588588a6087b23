"""Incidents in words: what happens to the centre, when or upon what, and how it is undone."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.report.wording import harmless, listed
from cic.scenario.incidents import Condition, Incident
from cic.scenario.scenario import Model

ORDER = "idle ones first, others after what they have in hand"


def lines_on_incidents(model: Model) -> Iterator[str]:
    """What happens to the centre, a paragraph each, as it is written."""
    for incident in model.incidents:
        if incident.when is not None:
            told = f"{_deed(incident, model)}{_undone(incident)}. {_again(incident.when)}"
            yield f"{_condition(incident.when)}: {told}"
        else:
            yield f"{_time(incident, model)}: {_deed(incident, model)}{_undone(incident)}."


def _time(incident: Incident, model: Model) -> str:
    """When something happens that has its time."""
    day = ""
    if model.days > 1:
        day = f"{model.weekday(incident.day).capitalize()} (day {incident.day}) "
    start = f"{day}{units.clock_text(incident.at or 0.0)}"
    if incident.until is not None:
        return f"{start} to {units.clock_text(incident.until)}"
    return start if incident.deed in ("move", "send_home") else f"{start} and from then on"


def _condition(when: Condition) -> str:
    """Upon what something happens."""
    queue, every = harmless(when.queue), units.duration_text(when.every)
    if when.waiting is not None:
        found = f"{when.waiting} or more contacts wait in {queue}"
    else:
        longest = units.duration_text(when.longest_wait or 0.0)
        found = f"the first in {queue} has waited for {longest} or longer"
    return f"When {found} (looked at every {every})"


def _again(when: Condition) -> str:
    if when.again_after is None:
        return "It happens once at most."
    if when.again_after == 0:
        return "It may happen at every look."
    return f"It may happen again after {units.duration_text(when.again_after)}."


def _deed(incident: Incident, model: Model) -> str:
    """What happens."""
    if incident.close is not None:
        return f"{harmless(incident.close)} takes no calls, and its agents go home"
    if incident.lines is not None or incident.ports is not None:
        return _lines_or_ports(incident, model)
    if incident.arrivals is not None:
        whose = listed([harmless(queue) for queue in incident.queues or ()])
        of = f"contacts of {whose}" if whose else "contacts"
        if incident.arrivals == 0:
            return f"no {of} come"
        return f"{of} come {incident.arrivals:g} times as fast as usual"
    count = incident.move or incident.send_home or 0
    agents, moves, goes = f"{count} agents", "move", "go"
    if count == 1:
        agents, moves, goes = "1 agent", "moves", "goes"
    who = f"{agents} of {harmless(incident.source or '')}"
    if incident.move is not None:
        return f"{who} {moves} to {harmless(incident.to or '')}, {ORDER}"
    return f"{who} {goes} home, {ORDER}"


def _lines_or_ports(incident: Incident, model: Model) -> str:
    """How many lines or ports there are then, of the centre or of a site."""
    here = incident.site
    site = None if here is None else model.sites[here]
    if incident.lines is not None:
        usual = model.lines if site is None else site.lines
        where = "the centre" if here is None else harmless(here)
        return f"{_so_many(where, incident.lines, 'line', usual)}{_go_on('lines')}"
    usual = site.ports if site is not None else model.ivr.ports if model.ivr is not None else None
    where = "the IVR" if here is None else harmless(here)
    return f"{_so_many(where, incident.ports or 0, 'port', usual)}{_go_on('ports')}"


def _so_many(what: str, count: int, thing: str, usual: int | None) -> str:
    there = f"no {thing}s" if count == 0 else f"{count} {thing}{'s' if count > 1 else ''}"
    instead = "as many as it takes" if usual is None else f"{usual}"
    return f"{what} has {there} instead of {instead}"


def _go_on(what: str) -> str:
    return f"; calls on {what} that are taken away go on to their end"


def _undone(incident: Incident) -> str:
    """How all is as before in the end."""
    if incident.lasts is not None:
        at = f"after {units.duration_text(incident.lasts)}"
    elif incident.until is not None and incident.deed in ("move", "send_home"):
        at = f"at {units.clock_text(incident.until)}"
    else:
        return ""
    if incident.move is not None:
        return f"; {at} as many move back"
    if incident.send_home is not None:
        return f"; {at} as many are called in again"
    if incident.close is not None:
        return f"; {at} it opens again, and its agents are where their plan has them"
    return f"; {at} there are as many as before"
