"""What customers made of their contacts, and who was kept: counts, and sums by segment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from cic.log.log import Log
from cic.measures.complaints import COUNTED as OF_COMPLAINTS
from cic.measures.complaints import count_complaints
from cic.measures.stacking import by_name, with_sum
from cic.measures.stages import COUNTED as OF_STAGES
from cic.measures.stages import count_stages
from cic.measures.tally_customers import SEGMENT_SUMS, tally_customers, tally_kept
from cic.program.customer_codes import LOSSES, Loss
from cic.program.customer_records import CUSTOMER, SEGMENT, VERDICT
from cic.program.customers import Population
from cic.program.layout import Program
from cic.program.leg_records import LEG
from cic.scenario.loyalty import Loyalty
from cic.scenario.scenario import Model

Floats = np.ndarray

_OWN = (Loss.POOR, Loss.UNSOLVED, Loss.COMPLAINED)
COUNTED = (
    *(SEGMENT_SUMS.dtype.names or ()),
    *("gained", *(f"lost_{n}" for n in range(LOSSES))),
    *OF_COMPLAINTS,
    *OF_STAGES,
)
"""What is counted of each segment."""


def count_customers(
    log: Log,
    program: Program,
    clock: Any,  # noqa: ANN401
    contacts: Any,  # noqa: ANN401
    edges: Any,  # noqa: ANN401
    by_queue: Any,  # noqa: ANN401
) -> Floats:
    """Add up what customers made of contacts, by queue; what one run gives by segment.

    Returns
    -------
    Shape (counts, segments); of no customers there are no segments.
    """
    if not program.customers.any:
        return np.zeros((len(COUNTED), 0))
    by_segment = clock.rows(SEGMENT_SUMS, SEGMENT_SUMS.table(len(log.segments)))
    clock.ready(tally_customers)(
        contacts,
        clock.rows(LEG, log.legs),
        clock.rows(VERDICT, log.verdicts),
        log.first_contacts,
        edges,
        clock.column(program.queues["deferred"].astype(np.int64)),
        by_queue,
        by_segment,
    )
    customers, segments = clock.rows(CUSTOMER, log.customers), clock.rows(SEGMENT, log.segments)
    clock.ready(tally_kept)(customers, segments, by_segment)
    sums = by_segment if isinstance(by_segment, np.ndarray) else SEGMENT_SUMS.gather(by_segment)
    columns = [sums[name] for name in SEGMENT_SUMS.dtype.names or ()]
    lost = log.losses["count"].reshape(-1, LOSSES).T
    complaints = count_complaints(log, program.customers, program.days)
    stages = count_stages(log, program.customers)
    return np.array([*columns, log.segments["gained"], *lost, *complaints, *stages], np.float64)


def segment_sums(counted: Floats, known: Population, model: Model) -> dict[str, Floats]:
    """Sums by segment, then of all; shape (replications, segments + 1).

    Parameters
    ----------
    counted
        What `count_customers` gave, of all replications.
    """
    customers = model.customers
    assert customers is not None  # noqa: S101
    found = by_name(counted, COUNTED)
    loyalty = customers.loyalty or Loyalty.model_construct()
    values = np.array([part[1] for part in customers.parts.values()])
    for cause in Loss:
        found[f"lost_{cause.name.lower()}"] = found[f"lost_{int(cause)}"]
    found["lost"] = _sum(found, [cause for cause in Loss if cause != Loss.KEPT])
    found["lost_neglect"] = _sum(found, _OWN)
    if known.number:
        found["customers"] = np.broadcast_to(known.segments["size"] * 1.0, found["lost"].shape)
    else:
        found["customers"] = found["came"]
        found["kept"] = found["came"] - found["lost"]
    found["ever"] = found["customers"] + found["gained"]
    found["told_others"] = found["annoyed"] * loyalty.tells
    found["settled"] = found["settled_at_once"] + found["settled_later"]
    found["decided"] = found["settled"] + found["in_vain"] + found["turned_down"]
    found["accepted"] = found["decided"] - found["turned_down"]
    found["value_kept"], found["value_lost"] = found["kept"] * values, found["lost"] * values
    found["value_lost_by_neglect"] = found["lost_neglect"] * values
    found["cost_of_keeping"] = found["kept"] * loyalty.keeping_cost
    found["cost_of_winning"] = found["lost"] * loyalty.keeping_cost * loyalty.winning_factor
    return {name: with_sum(sums) for name, sums in found.items()}


def _sum(found: dict[str, Floats], causes: Sequence[Loss]) -> Floats:
    total: Floats = np.sum([found[f"lost_{int(cause)}"] for cause in causes], axis=0)
    return total
