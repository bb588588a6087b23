"""The answer as an HTML table, for notebooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from cic.measures.customer_measures import SEGMENT_MEASURE
from cic.measures.definitions import COUNTS, GROUP_MEASURES, QUEUE_MEASURES
from cic.report.brief import Sheet, group_sheet, header, queue_sheet, verdict
from cic.report.customer_figures import customer_measures_used
from cic.report.money import amounts, heading
from cic.report.tables import TOTAL
from cic.report.used import extras_used, group_measures_used, speaks_of_channels
from cic.report.wording import fitted, harmless, tell_all

if TYPE_CHECKING:
    from cic.report.result import Run

ROWS = 60
"""Rows of a table up to which all are shown."""
NAME_WIDTH = 40

_CELL = "text-align:right;white-space:nowrap;padding:2px 8px"
_NAME = "text-align:left;white-space:nowrap;padding:2px 8px"
_MISSED = ";color:#b00020;text-decoration:underline dotted"
_SMALL = "font-size:smaller;opacity:0.8"


def html(run: Run) -> str:
    """What a notebook shows of a run: every word of the scenario's is escaped."""
    queues = queue_sheet(run, _telling(run))
    missed = {(one.where, one.measure): one.bound for one in run.targets() if one.met is False}
    brief = tuple(measure.name for measure in GROUP_MEASURES if measure.in_brief)
    groups = group_sheet(run, group_measures_used(run.scenario.model, brief))
    parts = [
        f"<p><b>{_safe(run.scenario.name)}</b>",
        f"<br><i>{_safe(run.scenario.question)}</i>" if run.scenario.question else "",
        f'<br><span style="{_SMALL}">{_safe(header(run))}</span></p>',
        _table(queues, missed, _channels(run)),
        _table(groups, {}, {}),
        _customers(run),
        _money(run),
        f'<p style="{_SMALL}">{_safe(verdict(run))}</p>',
        *(f'<p style="{_SMALL}">notice: {_safe(one.what)}</p>' for one in run.notices),
    ]
    return f'<div style="overflow-x:auto">{"".join(parts)}</div>'


def _customers(run: Run) -> str:
    """Customers by segment; nothing where there are none."""
    customers = run.scenario.model.customers
    if customers is None:
        return ""
    names = (*customers.parts, TOTAL)
    measures = [SEGMENT_MEASURE[name] for name in customer_measures_used(customers)]
    columns = []
    for measure in measures:
        told = [run.estimate(measure.name, segment=name) for name in names]
        halves = [one.half_width for one in told]
        columns.append(tell_all([one.value for one in told], halves, measure.unit))
    cells = tuple(tuple(map(str, row)) for row in zip(*columns, strict=True))
    return _table(Sheet("customers", tuple(measures), names, cells), {}, {})


def _money(run: Run) -> str:
    """Costs and value; nothing where nothing has a price."""
    found = amounts(run)
    if not found:
        return ""
    title = _safe(heading(run.scenario.model))
    head = f'<tr><th style="{_NAME}">costs and value</th><th style="{_CELL}">{title}</th></tr>'
    bold = ";font-weight:bold"
    rows = (
        _row(one.label, [str(one.told)], [""], by=[], style=bold if one.is_sum else "")
        for one in found
    )
    return f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"


def _telling(run: Run) -> list[str]:
    """The measures of the main table, without counts that are 0 throughout."""
    extras = extras_used(run.scenario.model)
    return [
        one.name
        for one in QUEUE_MEASURES
        if one.name in extras
        or (one.in_brief and (one.unit not in COUNTS or run.estimate(one.name).value != 0))
    ]


def _channels(run: Run) -> dict[str, str]:
    """The channel of each queue; empty where all contacts are plain calls."""
    model = run.scenario.model
    if not speaks_of_channels(model):
        return {}
    return {name: queue.channel for name, queue in model.queues.items()}


def _table(sheet: Sheet, missed: Mapping[tuple[str, str], str], channels: Mapping[str, str]) -> str:
    columns = [
        f'<th style="{_CELL}" title="{_safe(measure.formula)}">{_safe(measure.title)}</th>'
        for measure in sheet.measures
    ]
    channel = f'<th style="{_NAME}">channel</th>' if channels else ""
    head = f'<tr><th style="{_NAME}">{_safe(sheet.heading)}</th>{channel}{"".join(columns)}</tr>'
    *names, total = zip(sheet.names, sheet.cells, strict=True)
    bounds = {
        name: [missed.get((name, measure.name), "") for measure in sheet.measures]
        for name, _ in names[:ROWS]
    }
    by = {name: [channels[name]] if channels else [] for name, _ in names[:ROWS]}
    rows = [_row(name, cells, bounds[name], by=by[name]) for name, cells in names[:ROWS]]
    if len(names) > ROWS:
        left = f"and {len(names) - ROWS} more, in .summary and .groups"
        span = len(columns) + 1 + bool(channels)
        rows.append(f'<tr><td style="{_NAME}" colspan="{span}">{left}</td></tr>')
    if sheet.total_tells:
        by_none, bold = [""] * bool(channels), ";font-weight:bold"
        rows.append(_row(*total, [""] * len(columns), by=by_none, style=bold))
    return f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"


def _row(
    name: str, cells: Sequence[str], bounds: Sequence[str], *, by: Sequence[str], style: str = ""
) -> str:
    """A row; a figure that misses its target is marked.

    Parameters
    ----------
    by
        The channel of a queue, where channels are shown.
    """
    figures = "".join(
        f'<td style="{_CELL}{style}{_MISSED if bound else ""}"'
        + (f' title="target: {_safe(bound)}"' if bound else "")
        + f">{_safe(cell)}</td>"
        for cell, bound in zip(cells, bounds, strict=True)
    )
    names = "".join(
        f'<td style="{_NAME}{style}">{_safe(fitted(one, NAME_WIDTH))}</td>' for one in (name, *by)
    )
    return f"<tr>{names}{figures}</tr>"


def _safe(text: str) -> str:
    return escape(harmless(text), quote=True)
