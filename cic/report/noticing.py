"""What all notices of a result are made with."""

from __future__ import annotations

from cic.errors import Finding
from cic.experiments.replicate import Replications
from cic.measures.definitions import QUEUE_MEASURE
from cic.report.wording import tell
from cic.scenario.scenario import Model
from cic.statistics.tables import EstimateTable

GOOD_LEVEL = 0.8
"""A service level that counts as good where there is no target."""


def notice(code: str, where: str, what: str, remedy: str = "") -> Finding:
    """A finding that is worth knowing and is no error."""
    return Finding(code=code, where=where, what=what, remedy=remedy, severity="notice")


def by_queue(done: Replications, measure: str) -> EstimateTable:
    """A measure of each queue, then in total."""
    return done.estimates.queue(QUEUE_MEASURE[measure])


def half(table: EstimateTable, place: int) -> float:
    """Half the width of an interval."""
    value = float(table.value[place])
    return max(float(table.high[place]) - value, value - float(table.low[place]))


def told(table: EstimateTable, place: int, unit: str) -> str:
    """An estimate in words."""
    return tell(float(table.value[place]), half(table, place), unit)


def goal_of(model: Model, queue: str) -> float:
    """The service level from which on a queue counts as well served."""
    share = model.queues[queue].service_level.share
    return GOOD_LEVEL if share is None else share
