"""Customers in a terminal: who was kept and lost, by segment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from cic.measures.customer_measures import SEGMENT_MEASURE
from cic.report.customer_figures import customer_measures_used
from cic.report.tables import TOTAL
from cic.report.terminal_queues import rows_told, told_all
from cic.report.terminal_tables import packed

if TYPE_CHECKING:
    from cic.report.result import Run


def customer_lines(run: Run, width: int) -> Iterator[Text]:
    """Who customers are, how they feel, and who was kept; nothing where there are none."""
    customers = run.scenario.model.customers
    if customers is None:
        return
    segments = list(customers.parts)
    names = [*segments, TOTAL] if len(segments) > 1 else segments
    measures = customer_measures_used(customers)
    told = [told_all([run.estimate(m, segment=name) for name in names]) for m in measures]
    lines = rows_told(segments, told, width)
    yield Text()
    titles = [SEGMENT_MEASURE[measure].title for measure in measures]
    yield from packed("CUSTOMERS", titles, lines, width=width)
