"""A result as plain values, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cic.measures.by_interval import day_measures
from cic.measures.campaigns import CAMPAIGN_MEASURE
from cic.measures.cases import CASE_MEASURE, rows_of_cases
from cic.measures.cost_measures import LEVELS, MANY, TOLD_OF, Level
from cic.measures.customer_measures import SEGMENT_MEASURE
from cic.measures.definitions import GROUP_MEASURE, QUEUE_MEASURE, SITE_MEASURE
from cic.report.costs import names_of
from cic.report.tables import TOTAL

if TYPE_CHECKING:
    from cic.report.result import Run


def plain_result(run: Run) -> dict[str, Any]:
    """The whole answer: times in seconds, shares in [0, 1]."""
    model = run.scenario.model
    return {
        "scenario": run.scenario.name,
        "seed": run.seed,
        "replications": run.replications,
        "clock": run.clock,
        "definitions": run.definitions,
        "total": _of(run, QUEUE_MEASURE, queue="total"),
        "queues": {name: _of(run, QUEUE_MEASURE, queue=name) for name in model.queues},
        "groups": {name: _of(run, GROUP_MEASURE, group=name) for name in model.agents},
        "sites": {name: _of(run, SITE_MEASURE, site=name) for name in model.sites},
        "campaigns": {
            name: _of(run, CAMPAIGN_MEASURE, campaign=name) for name in model.ranked_campaigns
        },
        "customers": _customers(run),
        "cases": _cases(run),
        "costs": _costs(run),
        "days": _days(run),
        "notices": [
            {"code": one.code, "where": one.where, "what": one.what, "remedy": one.remedy}
            for one in run.notices
        ],
        "provenance": run.provenance,
    }


def _customers(run: Run) -> dict[str, Any]:
    """All measures of customers, by segment; empty where the scenario has none."""
    customers = run.scenario.model.customers
    if customers is None:
        return {}
    segments = {name: _of(run, SEGMENT_MEASURE, segment=name) for name in customers.parts}
    return {"total": _of(run, SEGMENT_MEASURE, segment=TOTAL), "segments": segments}


def _cases(run: Run) -> dict[str, Any]:
    """All measures of cases, by kind and by step, and of all; empty where there are none."""
    rows = rows_of_cases(run.scenario.model)
    if not rows:
        return {}
    kinds = {name: _of(run, CASE_MEASURE, case=name) for name in rows}
    return {"total": _of(run, CASE_MEASURE, case=TOTAL), "kinds": kinds}


def _costs(run: Run) -> dict[str, Any]:
    """Costs and value by what they are of; empty where nothing has a price."""
    model = run.scenario.model
    if not model.priced:
        return {}
    found: dict[str, Any] = {"currency": model.currency, "centre": _costs_of(run, "centre", TOTAL)}
    return found | {
        MANY[of]: {name: _costs_of(run, of, name) for name in names_of(model, of)}
        for of in LEVELS
        if of != "centre"
    }


def _costs_of(run: Run, of: Level, name: str) -> dict[str, Any]:
    """All costs and values of one of them."""
    told = TOLD_OF[of]
    return {one: run.cost_estimate(one, of=of, name=name).to_dict() for one in told}


def _days(run: Run) -> list[dict[str, Any]]:
    """The measures of each day, where there are several."""
    model = run.scenario.model
    if model.days == 1:
        return []
    told = day_measures(model)
    return [
        {
            "day": day,
            "weekday": model.weekday(day),
            "total": _of(run, told, queue=TOTAL, day=day),
            "queues": {name: _of(run, told, queue=name, day=day) for name in model.queues},
        }
        for day in range(model.days)
    ]


def _of(run: Run, measures: Iterable[str], **whose: Any) -> dict[str, Any]:  # noqa: ANN401
    """All measures of one queue, group or site, perhaps of a day."""
    return {name: run.estimate(name, **whose).to_dict() for name in measures}
