"""Costs and value in a terminal: the table of all amounts, and the columns of the sites."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from cic.measures.cost_measures import priced_names
from cic.report.money import amounts, heading
from cic.report.terminal_tables import HEADING, Cell, Line, packed
from cic.report.wording import NOTHING, Told, fitted, tell_all

if TYPE_CHECKING:
    from cic.report.result import Run

LABEL_WIDTH = 36


def cost_lines(run: Run, width: int) -> Iterator[Text]:
    """What it costs and is worth; nothing where nothing has a price."""
    rows = [
        Line(fitted(row.label, LABEL_WIDTH), (Cell(row.told),), HEADING if row.is_sum else "")
        for row in amounts(run)
    ]
    if rows:
        title = fitted(heading(run.scenario.model), LABEL_WIDTH)
        yield Text()
        yield from packed("COSTS AND VALUE", [title], rows, width=width)


def site_costs(run: Run) -> dict[str, list[Told]]:
    """Columns of the table of sites: cost in all and of each contact, of sites, then in total."""
    model = run.scenario.model
    priced = priced_names(model, "site")
    found = {}
    for title, measure in (("cost", "cost"), ("each", "cost_per_answered")):
        of = {name: run.cost_estimate(measure, of="site", name=name) for name in priced}
        values = list(of.values())
        told = tell_all([e.value for e in values], [e.half_width for e in values], "money")
        cells = dict(zip(of, told, strict=True))
        found[title] = [cells.get(name, Told(NOTHING, "")) for name in model.sites]
    return found if priced else {}
