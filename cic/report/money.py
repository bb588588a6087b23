"""Costs and value as they are told: a row for each price that is written, then the sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cic.measures.cost_measures import (
    COST_MEASURE,
    COST_PARTS,
    VALUE_PARTS,
    Level,
    priced_names,
)
from cic.report.tables import TOTAL
from cic.report.wording import Told, tell_all
from cic.scenario.scenario import Model
from cic.statistics.estimate import Estimate

if TYPE_CHECKING:
    from cic.report.result import Run

MOST_ROWS = 40
"""Rows of single groups, queues … up to which these are told one by one."""


@dataclass(frozen=True)
class Amount:
    """A row: what it is of, and the estimate."""

    label: str
    told: Told
    is_sum: bool


def heading(model: Model) -> str:
    """What stands over the amounts: the currency."""
    return model.currency or "amount"


def amounts(run: Run) -> list[Amount]:
    """What is told of costs and value; nothing where nothing has a price."""
    model = run.scenario.model
    if not model.priced:
        return []
    costs, values = list(_parts(run, COST_PARTS)), list(_parts(run, VALUE_PARTS))
    rows = [*costs, ("COST", run.cost_estimate("cost"), True)]
    if values:
        rows += [*values, ("VALUE", run.cost_estimate("value"), True)]
        rows += [("MARGIN", run.cost_estimate("margin"), True)]
    resolves = all(queue.resolves is not None for queue in model.queues.values())
    each = ("cost_per_answered", *(["cost_per_resolved"] if resolves else []))
    rows += [(COST_MEASURE[one].title, run.cost_estimate(one), False) for one in each]
    told = [*_told([of for _, of, _ in rows[: -len(each)]])]
    told += _told([of for _, of, _ in rows[-len(each) :]])
    return [
        Amount(label, words, is_sum) for (label, _, is_sum), words in zip(rows, told, strict=True)
    ]


def _told(estimates: Sequence[Estimate]) -> list[Told]:
    return tell_all([e.value for e in estimates], [e.half_width for e in estimates], "money")


def _parts(run: Run, parts: Sequence[str]) -> Iterator[tuple[str, Estimate, bool]]:
    """The parts that are priced, one by one; where these are many, of the centre."""
    model = run.scenario.model
    found = [one for one in _priced(model) if one[2] in parts]
    if len(found) > MOST_ROWS:
        measures = dict.fromkeys(measure for _, _, measure in found)
        found = [("centre", TOTAL, measure) for measure in parts if measure in measures]
    for of, name, measure in found:
        estimate = run.cost_estimate(measure, of=of, name=name)
        if measure != "cost_of_overtime" or estimate.value != 0:
            title = COST_MEASURE[measure].title
            yield (title if of == "centre" else f"{name}: {title}"), estimate, False


def _priced(model: Model) -> Iterator[tuple[Level, str, str]]:
    """What a price is written of, and the measure that it makes."""
    for name, group in model.agents.items():
        cost = group.cost
        if cost is not None:
            of_work = {
                "cost_of_hours": cost.hour,
                "cost_of_overtime": cost.overtime,
                "cost_of_contacts": cost.contact,
                "cost_of_talk": cost.talk_minute,
                "cost_of_handling": cost.handled_minute,
                "cost_of_hiring": cost.hire,
            }
            yield from (("group", name, measure) for measure, price in of_work.items() if price)
    lines = [model.line_price(site) for site in (None, *model.sites)]
    if any(line.minute for line in lines):
        yield "centre", TOTAL, "cost_of_line_time"
    if any(line.day for line in lines):
        yield "centre", TOTAL, "cost_of_lines"
    yield from _of_campaigns(model)
    yield from (("party", name, "cost_of_cases") for name in priced_names(model, "party"))
    yield from _of_queues(model)


def _of_queues(model: Model) -> Iterator[tuple[Level, str, str]]:
    for name, queue in model.queues.items():
        if queue.cost is not None and queue.cost.lost:
            yield "queue", name, "cost_of_lost"
        if queue.cost is not None and queue.cost.waiting_second:
            yield "queue", name, "cost_of_waiting"
        if queue.value is not None and queue.value.answered:
            yield "queue", name, "value_of_answered"
        if queue.value is not None and queue.value.resolved:
            yield "queue", name, "value_of_resolved"


def _of_campaigns(model: Model) -> Iterator[tuple[Level, str, str]]:
    for name, campaign in model.ranked_campaigns.items():
        if campaign.cost is not None and campaign.cost.dial:
            yield "campaign", name, "cost_of_dials"
        if campaign.cost is not None and campaign.cost.minute:
            yield "campaign", name, "cost_of_dialled_time"
