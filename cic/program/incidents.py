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
_UNDONE = {IncidentKind.MOVE: IncidentKind.MOVE_BACK, IncidentKind.SEND_HOME: IncidentKind.CALL_IN}


def lay_out_incidents(model: Model) -> np.ndarray:
    """Rows of INCIDENT in order of time; changed arrivals are luck, and not among them."""
    rows = []
    for incident in model.incidents:
        if incident.deed != "arrivals":
            rows += _rows(incident, model)
    rows.sort(key=lambda row: row["at"])
    return np.concatenate(rows) if rows else INCIDENT.table(0)


def _rows(incident: Incident, model: Model) -> list[np.ndarray]:
    row = INCIDENT.table(1)
    row["kind"] = _KINDS[incident.deed]
    row["amount"] = 1 if incident.close is not None else getattr(incident, incident.deed)
    groups = list(model.agents)
    row["group"] = NOBODY if incident.source is None else groups.index(incident.source)
    row["to"] = NOBODY if incident.to is None else groups.index(incident.to)
    row["queue"] = NOBODY
    site = incident.close or incident.site
    row["site"] = 0 if site is None else 1 + list(model.sites).index(site)
    row["again_after"] = np.inf
    base = incident.day * units.DAY - model.opens
    if incident.when is not None:
        condition = incident.when
        row["every"] = condition.every
        row["at"] = max(0.0, model.begins)
        row["queue"] = list(model.queues).index(condition.queue)
        row["waiting"] = condition.waiting or NEVER_MIND
        row["longest_wait"] = np.inf if condition.longest_wait is None else condition.longest_wait
        row["until"] = (model.days - 1) * units.DAY + model.closes - model.opens
        if condition.again_after is not None:
            row["again_after"] = condition.again_after
        return [row]
    assert incident.at is not None  # noqa: S101
    row["at"] = base + incident.at
    if incident.until is None:
        return [row]
    undone = row.copy()
    undone["at"] = base + incident.until
    kind = IncidentKind(int(row["kind"][0]))
    undone["kind"] = _UNDONE.get(kind, kind)
    if incident.deed in ("lines", "ports"):
        undone["amount"] = _usual(incident, model)
    elif incident.close is not None:
        undone["amount"] = -1
    return [row, undone]


def _usual(incident: Incident, model: Model) -> int:
    """How many lines or ports there are where no incident has changed them."""
    holder: Model | Ivr | Site | None = model if incident.deed == "lines" else model.ivr
    if incident.site is not None:
        holder = model.sites[incident.site]
    return number_or_unlimited(getattr(holder, incident.deed, None))
