"""Incidents laid flat: outages, agents moved or sent home, each with its undoing."""

from __future__ import annotations

import numpy as np

from cic import units
from cic.program.codes import NEVER_MIND, NOBODY, IncidentKind
from cic.program.records import INCIDENT
from cic.scenario.incidents import Incident
from cic.scenario.scenario import Model

_KINDS = {
    "lines": IncidentKind.SET_LINES,
    "ports": IncidentKind.SET_PORTS,
    "move": IncidentKind.MOVE,
    "send_home": IncidentKind.SEND_HOME,
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
    row["amount"] = getattr(incident, incident.deed)
    groups = list(model.agents)
    row["group"] = NOBODY if incident.source is None else groups.index(incident.source)
    row["to"] = NOBODY if incident.to is None else groups.index(incident.to)
    row["queue"] = NOBODY
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
    if incident.deed == "lines":
        undone["amount"] = NEVER_MIND if model.lines is None else model.lines
    elif incident.deed == "ports":
        ports = model.ivr.ports if model.ivr else None
        undone["amount"] = NEVER_MIND if ports is None else ports
    return [row, undone]
