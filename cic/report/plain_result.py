"""A result as plain values, ready for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cic.measures.definitions import GROUP_MEASURE, QUEUE_MEASURE, SITE_MEASURE, Measure

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
        "notices": [
            {"code": one.code, "where": one.where, "what": one.what, "remedy": one.remedy}
            for one in run.notices
        ],
        "provenance": run.provenance,
    }


def _of(run: Run, measures: dict[str, Measure], **whose: str) -> dict[str, Any]:
    """All measures of one queue, group or site."""
    return {name: run.estimate(name, **whose).to_dict() for name in measures}
