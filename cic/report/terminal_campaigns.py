"""Campaigns in the report of a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from cic.measures.campaigns import CAMPAIGN_MEASURES, WINDOW
from cic.measures.definitions import Measure
from cic.report.tables import TOTAL
from cic.report.terminal_queues import rows_told, told_all
from cic.report.terminal_tables import packed
from cic.scenario.scenario import Model

if TYPE_CHECKING:
    from cic.report.result import Run


def campaign_lines(run: Run, width: int) -> Iterator[Text]:
    """What each campaign comes to; nothing where there are none."""
    campaigns = list(run.scenario.model.ranked_campaigns)
    if not campaigns:
        return
    used = [one for one in CAMPAIGN_MEASURES if _is_shown(one, run.scenario.model)]
    names = [*campaigns, TOTAL] if len(campaigns) > 1 else campaigns
    told = [told_all([run.estimate(one.name, campaign=name) for name in names]) for one in used]
    lines = rows_told(campaigns, told, width)
    yield Text()
    yield from packed("CAMPAIGNS", [one.title for one in used], lines, width=width)


def _is_shown(measure: Measure, model: Model) -> bool:
    """Whether the table of campaigns shows a measure: the usual ones, and others of long runs."""
    campaigns = model.campaigns.values()
    talks = any(one.message is None for one in campaigns)
    if measure.name in ("abandoned_live_rate_30_days", "cap_kept"):
        return talks and model.days >= WINDOW
    if measure.name in ("cancelled_dials", "rang_long_enough"):
        return any(one.dialler.cancels for one in campaigns)
    if measure.name == "list_penetration":
        return any(one.customers != "endless" for one in campaigns)
    if measure.name == "promises_per_hour":
        return any(one.promise > 0 for one in campaigns)
    if measure.name == "messages":
        return any(one.message is not None for one in campaigns)
    return measure.in_brief and (talks or measure.name in ("dials", "live_answers", "answer_rate"))
