"""The table of queues in a terminal: measures below each other, queues side by side, or turned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from cic.measures.definitions import QUEUE_MEASURE
from cic.program.leg_codes import LEG_KINDS
from cic.report.terminal_tables import (
    HEADING,
    NAME_WIDTH,
    QUIET,
    Cell,
    Line,
    name_of,
    packed,
    table,
    width_of,
)
from cic.report.used import (
    OF_ANNOUNCEMENTS,
    OF_BOTS,
    OF_CALLBACKS,
    OF_CONSULTS,
    OF_CUSTOMERS,
    OF_DEFLECTION,
    QUEUE_EXTRAS,
    extras_used,
    speaks_of_channels,
    uses,
)
from cic.report.wording import NOTHING, Told, tell_all
from cic.scenario.scenario import Model
from cic.units import duration_text

if TYPE_CHECKING:
    from cic.report.result import Run
    from cic.statistics.estimate import Estimate

GOOD, BAD = "green", "red"
COLUMN_WIDTH = 16
COMFORTABLE = 90
"""Columns from which on names have all the room they may take."""
SHORT_NAME = 14
BLOCKS: tuple[tuple[str, ...], ...] = (
    (
        *("offered", "answered", "abandoned", "blocked", "self_served", "left_message"),
        *("timed_out", "resolved"),
    ),
    OF_BOTS,
    OF_DEFLECTION,
    tuple(kind for kind in LEG_KINDS if kind != "complaints"),
    ("service_level", "abandonment_rate", "resolution_rate"),
    ("average_speed_of_answer", "mean_wait", "wait_p90", "wait_p95", "longest_wait"),
    OF_CALLBACKS,
    OF_ANNOUNCEMENTS,
    ("average_handle_time", "average_hold", "put_on_hold", "first_response_time"),
    OF_CONSULTS,
    ("backlog", "backlog_age"),
    (
        *("customers_served", "customers_unserved", "customers_lost", "contacts_per_customer"),
        *("first_contact_resolution", "time_to_answer"),
    ),
    OF_CUSTOMERS,
)
"""Measures that stand together in the table of queues; some only where they are used."""
BEST_CUT_BEFORE = ("fresh", "service_level", "wait_p90", "backlog", "customers_served")
"""Where measures part that do not fit beside each other: volumes, service, long waits, backlog."""
LABELS = {"wait_p90": "wait p90", "wait_p95": "wait p95", "longest_wait": "longest wait"}
SOMETIMES = frozenset(QUEUE_EXTRAS)


def label_of(measure: str) -> str:
    """What a measure is called."""
    return LABELS.get(measure, QUEUE_MEASURE[measure].title)


def label_width(width: int) -> int:
    """Columns for the names at the left of a table."""
    return NAME_WIDTH if width >= COMFORTABLE else SHORT_NAME


def told_all(estimates: Sequence[Estimate]) -> list[Told]:
    """Estimates of one measure in words."""
    return tell_all(
        [one.value for one in estimates], [one.half_width for one in estimates], estimates[0].unit
    )


def rows_of(
    names: Sequence[str | None], columns: Sequence[Sequence[Cell]], width: int
) -> list[Line]:
    """A line for each name; None: the total."""
    return [
        Line(
            "TOTAL" if name is None else name_of(name, label_width(width)),
            tuple(column[n] for column in columns),
            HEADING if name is None else "",
        )
        for n, name in enumerate(names)
    ]


def rows_told(names: Sequence[str], told: Sequence[Sequence[Told]], width: int) -> list[Line]:
    """The same of figures in words; where there is one more of each than names, it is the total."""
    whole = any(len(column) > len(names) for column in told)
    columns = [[Cell(one) for one in column] for column in told]
    return rows_of([*names, *([None] if whole else [])], columns, width)


def blocks_of(model: Model) -> list[tuple[str, ...]]:
    """The measures that are shown, as they stand together."""
    shown = extras_used(model)
    blocks = [tuple(m for m in block if m not in SOMETIMES or m in shown) for block in BLOCKS]
    return [block for block in blocks if block]


def queue_lines(run: Run, width: int) -> Iterator[Text]:
    """Measures below each other and queues side by side where they fit, else the other way."""
    model = run.scenario.model
    names: list[str | None] = list(model.queues)
    if len(names) > 1 or _beside_the_queues(run):
        names.append(None)
    columns = ["TOTAL" if name is None else name_of(name, COLUMN_WIDTH) for name in names]
    blocks = blocks_of(model)
    cells = {measure: _styled(run, measure, names) for block in blocks for measure in block}
    channels = [Line("channel", _channels(model, names), QUIET)] * speaks_of_channels(model)
    lines = list(channels)
    for block in blocks:
        lines += [Line()] if lines else []
        for measure in block:
            lines.append(Line(label_of(measure), cells[measure]))
            if measure == "service_level":
                lines.append(_promises(run, names))
    if width_of("QUEUES", columns, lines) <= width:
        yield from table("QUEUES", columns, lines)
        return
    across = [*([channels[0].cells] if channels else []), *cells.values()]
    rows = rows_of(names, across, width)
    labels = [*(line.label for line in channels), *map(label_of, cells)]
    cuts = [n + len(channels) for n, m in enumerate(cells) if m in BEST_CUT_BEFORE]
    yield from packed("QUEUES", labels, rows, width=width, breaks=cuts)


def _channels(model: Model, names: Sequence[str | None]) -> tuple[Cell, ...]:
    """The channel of each queue."""
    found = ["" if name is None else model.queues[name].channel for name in names]
    return tuple(Cell(Told(name_of(name, COLUMN_WIDTH), ""), QUIET) for name in found)


def _beside_the_queues(run: Run) -> bool:
    """Whether the only queue leaves out contacts that the total has."""
    name = next(iter(run.scenario.model.queues))
    return run.estimate("offered").value != run.estimate("offered", queue=name).value


def _styled(run: Run, measure: str, names: Sequence[str | None]) -> tuple[Cell, ...]:
    """The cells of a measure; kept and missed targets in colour, nothing where it has no use."""
    model = run.scenario.model
    judged = {check.where: check.met for check in run.targets() if check.measure == measure}
    styles = {True: GOOD, False: BAD}
    told = told_all([run.estimate(measure, queue=name) for name in names])
    return tuple(
        Cell(one, styles.get(judged.get(name)) or "")  # type: ignore[arg-type]
        if name is not None and uses(model, measure, name)
        else Cell(one if name is None else Told(NOTHING, ""))
        for one, name in zip(told, names, strict=True)
    )


def _promises(run: Run, names: Sequence[str | None]) -> Line:
    """What each queue was promised: `80% in 20 s`."""
    cells = []
    for name in names:
        if name is None:
            cells.append(Cell(Told("", "")))
            continue
        level = run.scenario.model.queues[name].service_level
        goal = f"{100 * level.share:.4g}%" if level.share is not None else ""
        cells.append(Cell(Told(goal, f"in {duration_text(level.within)}"), QUIET))
    return Line("  target", tuple(cells), QUIET)
