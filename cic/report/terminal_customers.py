"""Customers in a terminal: who was kept and lost, by segment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from cic.measures.customer_measures import SEGMENT_MEASURE, SEGMENT_MEASURES
from cic.report.tables import TOTAL
from cic.report.terminal_queues import label_width, told_all
from cic.report.terminal_tables import HEADING, Cell, Line, name_of, packed
from cic.scenario.customers import Customers

if TYPE_CHECKING:
    from cic.report.result import Run

_OF_LOYALTY = ("lost", "lost_neglect", "kept", "retention")
_OF_COMPLAINTS = ("complaints", "settled_at_once", "settled")
_OF_VALUE = ("value_kept", "value_lost", "value_lost_by_neglect")
_OF_WINNING = ("cost_of_keeping", "cost_of_winning")
_OF_LEAVING = ("lost_natural", "lost_price", "lost_competitor")


def measures_told(customers: Customers) -> list[str]:
    """The measures of customers that have a use, in order."""
    loyalty = customers.loyalty
    counted = customers.number is not None
    used = {
        **dict.fromkeys(_OF_LOYALTY, loyalty is not None),
        **dict.fromkeys(_OF_COMPLAINTS, customers.complaints is not None),
        **dict.fromkeys(_OF_VALUE, bool(loyalty) and any(p[1] for p in customers.parts.values())),
        **dict.fromkeys(_OF_WINNING, loyalty is not None and loyalty.keeping_cost > 0),
        **dict.fromkeys(_OF_LEAVING, loyalty is not None and loyalty.churn.total > 0),
        "gained": loyalty is not None and loyalty.gains is not None,
        "stayed_away": counted and loyalty is not None,
    }
    return [one.name for one in SEGMENT_MEASURES if used.get(one.name, one.in_brief)]


def customer_lines(run: Run, width: int) -> Iterator[Text]:
    """Who customers are, how they feel, and who was kept; nothing where there are none."""
    customers = run.scenario.model.customers
    if customers is None:
        return
    segments = list(customers.parts)
    names = [*segments, TOTAL] if len(segments) > 1 else segments
    measures = measures_told(customers)
    told = [told_all([run.estimate(m, segment=name) for name in names]) for m in measures]
    lines = [
        Line(
            "TOTAL" if k == len(segments) else name_of(name, label_width(width)),
            tuple(Cell(column[k]) for column in told),
            HEADING if k == len(segments) else "",
        )
        for k, name in enumerate(names)
    ]
    yield Text()
    titles = [SEGMENT_MEASURE[measure].title for measure in measures]
    yield from packed("CUSTOMERS", titles, lines, width=width)
