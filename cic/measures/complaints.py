"""What became of complaints: accepted or not, in time, and what settling them cost."""

from __future__ import annotations

import numpy as np

from cic import units
from cic.log.log import Log
from cic.program.customer_codes import SETTLED_AT_ONCE, SETTLED_LATER, TURNED_DOWN
from cic.program.customers import Population
from cic.program.leg_codes import COMPLAINT

Floats = np.ndarray

COUNTED = ("turned_down", "complaints_due", "complaints_in_time", "compensation")
"""What is counted of each segment: complaints not accepted; those due before the end of the run,
and those of them that were decided by then; what was paid for those that were settled."""


def count_complaints(log: Log, known: Population, days: int) -> Floats:
    """Counts of one replication, shape (counts, segments)."""
    verdicts, count = log.verdicts, len(log.segments)
    found = np.zeros((len(COUNTED), count))
    decided = np.flatnonzero(verdicts["settled"])
    settled = verdicts["settled"][decided]
    segment = verdicts["segment"][decided]
    found[0] = np.bincount(segment[settled == TURNED_DOWN], minlength=count)
    if known.complaint_due is not None:
        found[1:3] = _in_time(log, decided, known.complaint_due, days * units.DAY)
    paid = np.isin(settled, (SETTLED_AT_ONCE, SETTLED_LATER))
    money = np.asarray(known.compensations)[verdicts["complaint"][decided][paid]]
    found[3] = np.bincount(segment[paid], money, count)
    return found


def _in_time(log: Log, decided: np.ndarray, due: float, ends: float) -> Floats:
    """Complaints due before the end of the run, and those decided by then; by segment."""
    verdicts, count = log.verdicts, len(log.segments)
    came_at = log.contacts["arrived_at"]
    first = (log.legs["kind"] == COMPLAINT) & (verdicts["again"] == 0)
    was_due = first & (came_at + due <= ends)
    began = decided.copy()
    while not first[began].all():  # taken up again, passed on, or called back
        began = np.where(first[began], began, log.legs["before"][began])
    ended_at = log.contacts["ended_at"].copy()
    ended_at[log.cases["opened_by"]] = log.cases["closed_at"]  # decided with the case
    lasted = ended_at[decided] - came_at[began]
    soon = began[(lasted <= due) & was_due[began]]
    return np.array(
        [np.bincount(verdicts["segment"][who], minlength=count) for who in (was_due, soon)]
    )
