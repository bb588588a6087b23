"""What was promised, in which words, and whether it is kept."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cic.measures.campaigns import CAMPAIGN_MEASURES
from cic.measures.cases import CASE_MEASURE, CASE_MEASURES
from cic.measures.cost_measures import COST_MEASURES
from cic.measures.customer_measures import SEGMENT_MEASURES
from cic.measures.definitions import (
    GROUP_MEASURES,
    QUEUE_MEASURE,
    QUEUE_MEASURES,
    SERVICE_LEVELS,
    SITE_MEASURES,
)
from cic.report.wording import bound_text
from cic.scenario.scenario import Model
from cic.statistics.estimate import Estimate
from cic.units import duration_text

if TYPE_CHECKING:
    from cic.report.result import Run


class TargetCheck(NamedTuple):
    """Whether a bound of the scenario holds."""

    where: str
    """The queue; or the kind of case, or its step as `repair/sent`."""
    measure: str
    bound: str
    """In words: 'at least 80 %'."""
    value: float
    """The estimate; its interval is `run.estimate(measure, queue=where)`, or `case=where`."""
    met: bool | None
    """None where there is nothing to judge by: 0/0."""
    limit: float
    """The bound as a number."""
    of: Literal["queue", "case"] = "queue"
    """Whether it is of a queue, or of cases."""


def judged(run: Run, check: TargetCheck) -> Estimate:
    """The estimate that a bound is held against."""
    if check.of == "case":
        return run.estimate(check.measure, case=check.where)
    return run.estimate(check.measure, queue=check.where)


def title_of(check: TargetCheck) -> str:
    """What the measure of a bound is called."""
    return (CASE_MEASURE if check.of == "case" else QUEUE_MEASURE)[check.measure].title


def targets_of(run: Run) -> list[TargetCheck]:
    """The scenario's bounds, by queue and by case, and whether the estimates keep them."""
    return [*_of_queues(run), *_of_cases(run)]


def _of_cases(run: Run) -> Iterator[TargetCheck]:
    """How many cases, and how many of their steps, are to be in time."""
    for name, case in run.scenario.model.cases.items():
        steps = ((f"{name}/{step}", one.target) for step, one in case.steps.items())
        for row, target in ((name, case.target), *steps):
            if target is None:
                continue
            value = run.estimate("in_time", case=row).value
            met = None if math.isnan(value) else value >= target
            told = f"at least {bound_text(target, 'share')}"
            yield TargetCheck(row, "in_time", told, value, met, target, "case")


def _of_queues(run: Run) -> list[TargetCheck]:
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
            found.append(TargetCheck(name, measure, told, estimate.value, met, limit))
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
