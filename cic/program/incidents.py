"""Incidents laid flat: outages, agents moved or sent home, each with its undoing."""

from __future__ import annotations

import numpy as np

from cic import units
from cic.program.codes import NEVER_MIND, NOBODY, IncidentKind
from cic.program.records import INCIDENT
from cic.program.sites import number_or_unlimited
from cic.scenario.incidents import Incident
from cic.scenario.ivr import Ivr
from cic.scenario.scenario import Model
from cic.scenario.sites import Site

_KINDS = {
    "lines": IncidentKind.SET_LINES,
    "ports": IncidentKind.SET_PORTS,
    "move": IncidentKind.MOVE,
    "send_home": IncidentKind.SEND_HOME,
    "close": IncidentKind.SHUT_SITE,
}
_UNDONE = {
    IncidentKind.MOVE: IncidentKind.MOVE_BACK,
    IncidentKind.SEND_HOME: IncidentKind.CALL_IN,
    IncidentKind.CLOSE_SITE: IncidentKind.OPEN_SITE,
}


def lay_out_incidents(model: Model) -> np.ndarray:
    """Rows of INCIDENT in order of time; changed arrivals are luck, and not among them.

    What undoes something that happened upon a condition comes behind all others.
    """
    rows, later = [], []
    for incident in model.incidents:
        if incident.deed == "arrivals":
            continue
        row = _row(incident, model)
        rows.append(row)
        if incident.until is not None:
            rows.append(_undoing(row, incident, model))
        if incident.lasts is not None:
            later.append((row, _undoing(row, incident, model)))
    rows.sort(key=lambda row: row["at"])
    for row, undoing in later:
        row["undoing"] = len(rows)
        rows.append(undoing)
    return np.concatenate(rows) if rows else INCIDENT.table(0)


def _row(incident: Incident, model: Model) -> np.ndarray:
    """What happens, when or upon what."""
    row = INCIDENT.table(1)
    row["kind"] = _KINDS[incident.deed]
    row["amount"] = 1 if incident.close is not None else getattr(incident, incident.deed)
    groups = list(model.agents)
    row["group"] = NOBODY if incident.source is None else groups.index(incident.source)
    row["to"] = NOBODY if incident.to is None else groups.index(incident.to)
    row["queue"] = row["undoing"] = NOBODY
    site = incident.close or incident.site
    row["site"] = 0 if site is None else 1 + list(model.sites).index(site)
    row["again_after"] = np.inf
    if incident.when is None:
        row["at"] = _on_its_day(incident, incident.at or 0.0, model)
        return row
    condition = incident.when
    if incident.close is not None:
        row["kind"] = IncidentKind.CLOSE_SITE  # its agents' plan does not know of it
    row["every"] = condition.every
    row["at"] = max(0.0, model.begins)
    row["queue"] = list(model.queues).index(condition.queue)
    row["waiting"] = condition.waiting or NEVER_MIND
    row["longest_wait"] = np.inf if condition.longest_wait is None else condition.longest_wait
    row["until"] = (model.days - 1) * units.DAY + model.closes - model.opens
    row["lasts"] = incident.lasts or 0.0
    if condition.again_after is not None:
        row["again_after"] = condition.again_after
    return row


def _undoing(row: np.ndarray, incident: Incident, model: Model) -> np.ndarray:
    """What undoes a row: at its time, or (`at` inf) when what it undoes says so."""
    undone = row.copy()
    at = incident.until
    undone["at"] = np.inf if at is None else _on_its_day(incident, at, model)
    undone["every"] = 0.0
    kind = IncidentKind(int(row["kind"][0]))
    undone["kind"] = _UNDONE.get(kind, kind)
    if incident.deed in ("lines", "ports"):
        undone["amount"] = _usual(incident, model)
    elif incident.close is not None:
        undone["amount"] = -1
    return undone


def _on_its_day(incident: Incident, at: float, model: Model) -> float:
    """A time of an incident's day as an instant."""
    return incident.day * units.DAY - model.opens + at


def _usual(incident: Incident, model: Model) -> int:
    """How many lines or ports there are where no incident has changed them."""
    holder: Model | Ivr | Site | None = model if incident.deed == "lines" else model.ivr
    if incident.site is not None:
        holder = model.sites[incident.site]
    return number_or_unlimited(getattr(holder, incident.deed, None))
