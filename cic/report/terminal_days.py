"""The days in a terminal: a table with a row a day, or a row a weekday where there are many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from cic.measures.by_day import days_of_weekdays
from cic.measures.definitions import QUEUE_MEASURE
from cic.report.terminal_day import at_place, told_each
from cic.report.terminal_tables import QUIET, Cell, Line, packed
from cic.report.used import extras_used, uses
from cic.report.wording import wrapped
from cic.scenario.scenario import Model

if TYPE_CHECKING:
    from cic.report.result import Run

MOST_ROWS = 14
"""Days that are told one by one; of more there is a row a weekday."""
SHORTER = {"service_level": "service"}
"""Headings that leave room for the others in 80 columns."""


def days_lines(run: Run, *, width: int) -> Iterator[Text]:
    """A table of the days in total over the queues, and an empty line; nothing of a single day.

    Closed days on which nobody came are left out.
    """
    model = run.scenario.model
    if model.days == 1:
        return
    by_weekday = model.days > MOST_ROWS
    tables = run.weekday_tables if by_weekday else run.day_tables
    shown = [QUEUE_MEASURE[name] for name in _shown(model)]
    titles = [SHORTER.get(one.name, one.title) for one in shown]
    came = tables["offered"].value[:, -1] > 0
    labels = _weekday_labels(model) if by_weekday else _day_labels(model)
    rows = [n for n, (_, is_open) in enumerate(labels) if is_open or came[n]]
    told = [told_each(at_place(tables[one.name], -1), one.unit) for one in shown]
    lines = [Line(labels[n][0], tuple(Cell(column[n]) for column in told)) for n in rows]
    yield from packed("THE DAYS", titles, lines, width=width)
    if by_weekday:
        note = "contacts are the mean of a day, shares and waits of all; --out has each day"
        yield from (Text(line, QUIET) for line in wrapped(note, width))
    yield Text()


def _shown(model: Model) -> Iterator[str]:
    yield from ("offered", "answered")
    if any(uses(model, "abandoned", queue) for queue in model.queues):
        yield "abandoned"
    yield from ("service_level", "mean_wait")
    if "backlog" in extras_used(model):
        yield "backlog"


def _short(weekday: str) -> str:
    """A weekday in three letters, so that the table fits into 80 columns."""
    return weekday[:3]


def _day_labels(model: Model) -> list[tuple[str, bool]]:
    """What each day is called, and whether it is open."""
    return [
        (f"{_short(model.weekday(day))} {day + 1}", model.open_window(day) is not None)
        for day in range(model.days)
    ]


def _weekday_labels(model: Model) -> list[tuple[str, bool]]:
    """What the days of each weekday are called, and whether any of them is open."""
    opened = model.open_weekdays
    return [
        (f"{_short(weekday)} ×{len(days)}", weekday in opened)
        for weekday, days in days_of_weekdays(model).items()
    ]
