"""The answer as an HTML table, for notebooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from cic.measures.definitions import GROUP_MEASURES, QUEUE_MEASURES
from cic.report.brief import Sheet, group_sheet, header, queue_sheet, verdict
from cic.report.wording import fitted, harmless

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
    groups = group_sheet(run, [measure.name for measure in GROUP_MEASURES if measure.in_brief])
    parts = [
        f"<p><b>{_safe(run.scenario.name)}</b>",
        f"<br><i>{_safe(run.scenario.question)}</i>" if run.scenario.question else "",
        f'<br><span style="{_SMALL}">{_safe(header(run))}</span></p>',
        _table(queues, missed),
        _table(groups, {}),
        f'<p style="{_SMALL}">{_safe(verdict(run))}</p>',
        *(f'<p style="{_SMALL}">notice: {_safe(one.what)}</p>' for one in run.notices),
    ]
    return f'<div style="overflow-x:auto">{"".join(parts)}</div>'


def _telling(run: Run) -> list[str]:
    """The measures of the main table, without counts that are 0 throughout."""
    return [
        one.name
        for one in QUEUE_MEASURES
        if one.in_brief and (one.unit != "contacts" or run.estimate(one.name).value != 0)
    ]


def _table(sheet: Sheet, missed: Mapping[tuple[str, str], str]) -> str:
    columns = [
        f'<th style="{_CELL}" title="{_safe(measure.formula)}">{_safe(measure.title)}</th>'
        for measure in sheet.measures
    ]
    head = f'<tr><th style="{_NAME}">{_safe(sheet.heading)}</th>{"".join(columns)}</tr>'
    *names, total = zip(sheet.names, sheet.cells, strict=True)
    bounds = {
        name: [missed.get((name, measure.name), "") for measure in sheet.measures]
        for name, _ in names[:ROWS]
    }
    rows = [_row(name, cells, bounds[name]) for name, cells in names[:ROWS]]
    if len(names) > ROWS:
        left = f"and {len(names) - ROWS} more, in .summary and .groups"
        rows.append(f'<tr><td style="{_NAME}" colspan="{len(columns) + 1}">{left}</td></tr>')
    if len(names) > 1:
        rows.append(_row(*total, [""] * len(columns), style=";font-weight:bold"))
    return f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"


def _row(name: str, cells: Sequence[str], bounds: Sequence[str], *, style: str = "") -> str:
    """A row; a figure that misses its target is marked."""
    figures = "".join(
        f'<td style="{_CELL}{style}{_MISSED if bound else ""}"'
        + (f' title="target: {_safe(bound)}"' if bound else "")
        + f">{_safe(cell)}</td>"
        for cell, bound in zip(cells, bounds, strict=True)
    )
    return f'<tr><td style="{_NAME}{style}">{_safe(fitted(name, NAME_WIDTH))}</td>{figures}</tr>'


def _safe(text: str) -> str:
    return escape(harmless(text), quote=True)
