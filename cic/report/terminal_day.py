"""The day in a terminal: lines of small bars over an axis of time, or a table of the intervals."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rich.cells import cell_len
from rich.text import Text

from cic import units
from cic.report.terminal_tables import HEADING, QUIET, Cell, Line, name_of, packed
from cic.report.used import extras_used
from cic.report.wording import Told, padded, tell, tell_all
from cic.statistics.tables import EstimateTable

if TYPE_CHECKING:
    from cic.report.result import Run

BARS = "▁▂▃▄▅▆▇█"
WIDEST_BAR = 4
LABEL = 16
EXTREME = 26
"""Room for the most telling interval, at least."""
MOST_DAYS = 7
MOST_QUEUES = 6
FEW = 0.1
"""An interval with less than this part of the busiest one's contacts is never the most telling."""
TICK = 8
"""Columns between two times on the axis."""


@dataclass(frozen=True)
class Curve:
    """A measure by interval."""

    label: str
    unit: str
    values: EstimateTable
    """One value an interval."""
    extreme: str
    """What the most telling interval is called: most, least, longest, highest."""
    offered: np.ndarray
    """Contacts offered in each interval; where hardly any came, nothing is most telling."""
    top: float = math.nan
    """The value of a full bar; the largest value where it is nan."""


def curves(run: Run) -> list[Curve]:
    """What a day is told by: contacts, agents, service, waiting, work."""
    queues, groups = run.interval_tables, run.group_interval_tables
    names = list(run.scenario.model.queues)
    offered = queues["offered"].value
    level = queues["service_level"]
    found = [
        Curve("offered", "contacts", at_place(queues["offered"], -1), "most", offered[:, -1]),
        Curve("agents", "contacts", _agents(run), "most", offered[:, -1]),
        Curve("service level", "share", at_place(level, -1), "least", offered[:, -1], 1.0),
    ]
    if 1 < len(names) <= MOST_QUEUES:
        found += [
            Curve(
                f"  {name_of(n, LABEL - 3)}",
                "share",
                at_place(level, q),
                "least",
                offered[:, q],
                1.0,
            )
            for q, n in enumerate(names)
        ]
    occupancy = at_place(groups["occupancy"], -1)
    found += [
        Curve("mean wait", "s", at_place(queues["mean_wait"], -1), "longest", offered[:, -1]),
        Curve("occupancy", "share", occupancy, "highest", offered[:, -1], 1.0),
    ]
    if "backlog" in extras_used(run.scenario.model):
        backlog = at_place(queues["backlog"], -1)
        found.append(Curve("backlog", "contacts", backlog, "most", np.ones(len(backlog.value))))
    return found


def at_place(table: EstimateTable, place: int) -> EstimateTable:
    """One queue or group of a table by interval or day."""
    return EstimateTable(table.value[:, place], table.low[:, place], table.high[:, place])


def _agents(run: Run) -> EstimateTable:
    """Agents on duty, in the mean over each interval."""
    hours = run.scenario.model.interval / units.HOUR
    table = at_place(run.group_interval_tables["staffed_hours"], -1)
    return EstimateTable(table.value / hours, table.low / hours, table.high / hours)


def day_lines(run: Run, *, width: int) -> Iterator[Text]:
    """The intervals of the day as lines of bars."""
    model = run.scenario.model
    per_day = model.intervals_per_day
    days = [day for day in range(model.days) if model.open_window(day) is not None]
    spans = [slice(day * per_day, (day + 1) * per_day) for day in days[:MOST_DAYS]]
    told = [(curve, [_extreme(curve, span, run) for span in spans]) for curve in curves(run)]
    widest = max((cell_len(text) for _, texts in told for text in texts), default=0)
    room = max(8, width - LABEL - max(EXTREME, widest) - 2)
    merged = math.ceil(per_day / room)
    wide = max(1, min(WIDEST_BAR, room // math.ceil(per_day / merged)))
    yield _axis(run, merged=merged, wide=wide)
    for curve, texts in told:
        if model.days > 1:
            yield Text(curve.label)
        for day, span, text in zip(days, spans, texts, strict=False):
            label = curve.label if model.days == 1 else f"  {model.weekday(day)} {day + 1}"
            row = Text(padded(label, LABEL))
            row.append("".join(bar * wide for bar in _bars(curve, span, merged)))
            row.append(f"  {text}", QUIET)
            yield row
    if len(days) > MOST_DAYS:
        left = len(days) - MOST_DAYS
        what = "one day more: --out has it" if left == 1 else f"{left} more days: --out has them"
        yield Text(f"… and {what}", QUIET)


def _axis(run: Run, *, merged: int, wide: int) -> Text:
    """Times of day over the bars."""
    model = run.scenario.model
    step = max(1, math.ceil(TICK / wide))
    marks = ""
    for n in range(0, math.ceil(model.intervals_per_day / merged), step):
        clock = units.clock_text(model.opens + n * merged * model.interval)
        marks += padded(clock, step * wide)
    return Text(f"{'THE DAY':<{LABEL}}", HEADING).append(marks.rstrip(), QUIET)


def _bars(curve: Curve, span: slice, merged: int) -> list[str]:
    values = curve.values.value[span]
    top = curve.top if not math.isnan(curve.top) else _largest(curve.values.value)
    found = []
    for start in range(0, len(values), merged):
        here = values[start : start + merged]
        known = here[~np.isnan(here)]
        found.append(_bar(float(known.mean()), top) if len(known) else " ")
    return found


def _largest(values: np.ndarray) -> float:
    known = values[~np.isnan(values)]
    return float(known.max()) if len(known) else 0.0


def _bar(value: float, top: float) -> str:
    if top <= 0:
        return BARS[0]
    return BARS[max(0, min(len(BARS) - 1, round(value / top * len(BARS) - 0.5)))]


def _extreme(curve: Curve, span: slice, run: Run) -> str:
    """The interval that tells most about a curve, with its estimate."""
    offered = curve.offered[span]
    values = np.where(offered >= FEW * offered.max(), curve.values.value[span], np.nan)
    if np.isnan(values).all():
        return ""
    k = int(np.nanargmin(values) if curve.extreme == "least" else np.nanargmax(values))
    place = span.start + k
    model = run.scenario.model
    told = tell(float(values[k]), _half(curve.values, place), curve.unit)
    return f"{curve.extreme} {told} {units.clock_text(model.opens + k * model.interval)}"


def _half(table: EstimateTable, place: int) -> float:
    value = float(table.value[place])
    return max(float(table.high[place]) - value, value - float(table.low[place]))


SHOWN = (
    "offered",
    "answered",
    "abandoned",
    "service_level",
    "average_speed_of_answer",
    "mean_wait",
)


def interval_lines(run: Run, *, width: int) -> Iterator[Text]:
    """A table with a row for each interval, in total over the queues."""
    from cic.measures.definitions import QUEUE_MEASURE

    model = run.scenario.model
    extras = [name for name in ("backlog", "backlog_age") if name in extras_used(model)]
    shown = [QUEUE_MEASURE[name] for name in (*SHOWN, *extras)]
    columns = [measure.title for measure in shown]
    tables = [(at_place(run.interval_tables[measure.name], -1), measure.unit) for measure in shown]
    columns += ["agents", "occupancy"]
    tables += [
        (_agents(run), "contacts"),
        (at_place(run.group_interval_tables["occupancy"], -1), "share"),
    ]
    told = [told_each(table, unit) for table, unit in tables]
    lines = []
    for n in range(model.days * model.intervals_per_day):
        day, k = divmod(n, model.intervals_per_day)
        clock = units.clock_text(model.opens + k * model.interval)
        label = clock if model.days == 1 else f"{model.weekday(day)[:3]} {day + 1} {clock}"
        lines.append(Line(label, tuple(Cell(column[n]) for column in told)))
    yield from packed("from", columns, lines, width=width)


def told_each(table: EstimateTable, unit: str) -> Sequence[Told]:
    """The estimates of a table of one dimension in words."""
    halves = [_half(table, n) for n in range(len(table.value))]
    return tell_all([float(value) for value in table.value], halves, unit)
