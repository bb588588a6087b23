"""What was promised, in which words, and whether it is kept."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from cic.measures.campaigns import CAMPAIGN_MEASURES
from cic.measures.cases import CASE_MEASURES
from cic.measures.cost_measures import COST_MEASURES
from cic.measures.customer_measures import SEGMENT_MEASURES
from cic.measures.definitions import (
    GROUP_MEASURES,
    QUEUE_MEASURES,
    SERVICE_LEVELS,
    SITE_MEASURES,
)
from cic.report.wording import bound_text
from cic.scenario.scenario import Model
from cic.units import duration_text

if TYPE_CHECKING:
    from cic.report.result import Run


class TargetCheck(NamedTuple):
    """Whether a bound of the scenario holds."""

    where: str
    """The queue."""
    measure: str
    bound: str
    """In words: 'at least 80 %'."""
    value: float
    """The estimate; its interval is `run.estimate(measure, queue=where)`."""
    met: bool | None
    """None where there is nothing to judge by: 0/0."""


def targets_of(run: Run) -> list[TargetCheck]:
    """The scenario's bounds, queue by queue, and whether the estimates keep them."""
    found = []
    for name, queue in run.scenario.model.queues.items():
        bounds = [(measure, of.bound, of.value) for measure, of in queue.targets.items()]
        if queue.service_level.share is not None:
            bounds.insert(0, ("service_level", "at least", queue.service_level.share))
        for measure, bound, limit in bounds:
            estimate = run.estimate(measure, queue=name)
            kept = estimate.value >= limit if bound == "at least" else estimate.value <= limit
            met = None if math.isnan(estimate.value) else kept
            told = f"{bound} {bound_text(limit, estimate.unit)}"
            found.append(TargetCheck(name, measure, told, estimate.value, met))
    return found


def definitions_of(model: Model) -> dict[str, Any]:
    """The formula of each measure; and `service_level_by_queue`, with threshold and target."""
    levels = {}
    for name, queue in model.queues.items():
        promised = queue.service_level
        runs, until = model.target_runs(name), model.target_until(name)
        threshold = duration_text(promised.within) + (" of open hours" * (runs == "open_hours"))
        formula = SERVICE_LEVELS[promised.definition].replace("τ", threshold)
        if until == "done":
            formula = formula.replace("answered within", "done within")
        levels[name] = {
            "definition": promised.definition,
            "formula": formula,
            "threshold": promised.within,
            "target": promised.share,
            "runs": runs,
            "until": until,
        }
    measures = (
        *(COST_MEASURES if model.priced else ()),
        *(CAMPAIGN_MEASURES if model.campaigns else ()),
        *(CASE_MEASURES if model.cases else ()),
        *(SITE_MEASURES if model.sites else ()),
        *(SEGMENT_MEASURES if model.customers is not None else ()),
        *GROUP_MEASURES,
        *QUEUE_MEASURES,
    )
    formulas = {measure.name: measure.formula for measure in measures}
    return {**formulas, "service_level_by_queue": levels}
