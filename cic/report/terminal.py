"""The report of a run in a terminal: readable at 80 columns, plain text in a pipe."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from cic.errors import Finding
from cic.measures.definitions import GROUP_MEASURES, QUEUE_MEASURE
from cic.report.tables import TOTAL
from cic.report.terminal_day import day_lines, interval_lines
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
from cic.report.wording import Told, harmless, listed, tell, tell_all, wrapped
from cic.units import duration_text

if TYPE_CHECKING:
    from cic.report.result import Run, TargetCheck
    from cic.statistics.estimate import Estimate

GOOD, BAD = "green", "red"
COLUMN_WIDTH = 16
MOST_ALIKE = 5
"""Notices that differ in their figures only, and met targets, that are told one by one."""
NARROWEST = 40
COMFORTABLE = 90
"""Columns from which on names have all the room they may take."""
SHORT_NAME = 14
BLOCKS: tuple[tuple[str, ...], ...] = (
    ("offered", "answered", "abandoned", "blocked", "self_served"),
    ("service_level", "abandonment_rate"),
    ("average_speed_of_answer", "mean_wait", "wait_p90", "wait_p95", "longest_wait"),
    ("average_handle_time",),
)
"""Measures that stand together in the table of queues."""
PAGES = (5, 9)
"""Where measures part that do not fit beside each other: volumes, service, long waits."""
LABELS = {"wait_p90": "wait p90", "wait_p95": "wait p95", "longest_wait": "longest wait"}


def print_report(run: Run, console: Console, *, intervals: bool = False) -> None:
    """Print what ran and what it gave.

    Parameters
    ----------
    console
        Where to; it decides about width and colour.
    intervals
        Whether to print a table of all intervals, too.
    """
    width = max(NARROWEST, console.width)
    for line in report_lines(run, width=width, intervals=intervals):
        console.print(line, soft_wrap=True, highlight=False, markup=False, emoji=False)


def report_lines(run: Run, *, width: int, intervals: bool = False) -> Iterator[Text]:
    """The lines of the report."""
    yield from _head(run, width)
    yield Text()
    yield from _queues(run, width)
    yield from _definitions(run, width)
    yield Text()
    yield from _groups(run, width)
    yield Text()
    yield from day_lines(run, width=width)
    if intervals:
        yield Text()
        yield from interval_lines(run, width=width)
    yield from _targets(run, width)
    yield from _notices(run.notices, width)


def _head(run: Run, width: int) -> Iterator[Text]:
    yield from _wrapped(harmless(run.scenario.name), width, HEADING)
    if run.scenario.question.strip():
        yield from _wrapped(harmless(run.scenario.question), width)
    many = "1 replication" if run.replications == 1 else f"{run.replications:,} replications"
    days = run.scenario.model.days
    each = "" if days == 1 else f" of {days} days"
    told = f"{many}{each} · seed {run.seed} · {harmless(run.clock)} clock"
    if run.replications > 1:
        told += f" · ± half of a {100 * run.confidence:.4g}% interval"
    yield from _wrapped(told, width, QUIET)


def _told(estimates: Sequence[Estimate]) -> list[Told]:
    return tell_all(
        [one.value for one in estimates], [one.half_width for one in estimates], estimates[0].unit
    )


# --- queues ---


def _queues(run: Run, width: int) -> Iterator[Text]:
    """Measures below each other and queues side by side where they fit, else the other way."""
    names: list[str | None] = list(run.scenario.model.queues)
    if len(names) > 1 or _beside_the_queues(run):
        names.append(None)
    columns = ["TOTAL" if name is None else name_of(name, COLUMN_WIDTH) for name in names]
    cells = {measure: _styled(run, measure, names) for block in BLOCKS for measure in block}
    lines: list[Line] = []
    for block in BLOCKS:
        lines += [Line()] if lines else []
        for measure in block:
            lines.append(Line(_label(measure), cells[measure]))
            if measure == "service_level":
                lines.append(_promises(run, names))
    if width_of("QUEUES", columns, lines) <= width:
        yield from table("QUEUES", columns, lines)
        return
    rows = [
        Line(
            "TOTAL" if name is None else name_of(name, _name_width(width)),
            tuple(cells[measure][n] for measure in cells),
            HEADING if name is None else "",
        )
        for n, name in enumerate(names)
    ]
    labels = [_label(measure) for measure in cells]
    yield from packed("QUEUES", labels, rows, width=width, breaks=PAGES)


def _name_width(width: int) -> int:
    """Columns for the names at the left of a table."""
    return NAME_WIDTH if width >= COMFORTABLE else SHORT_NAME


def _label(measure: str) -> str:
    return LABELS.get(measure, QUEUE_MEASURE[measure].title)


def _beside_the_queues(run: Run) -> bool:
    """Whether the only queue leaves out contacts that the total has."""
    name = next(iter(run.scenario.model.queues))
    return run.estimate("offered").value != run.estimate("offered", queue=name).value


def _styled(run: Run, measure: str, names: Sequence[str | None]) -> tuple[Cell, ...]:
    """The cells of a measure; kept and missed targets in colour."""
    judged = {check.where: check.met for check in run.targets() if check.measure == measure}
    styles = {True: GOOD, False: BAD}
    told = _told([run.estimate(measure, queue=name) for name in names])
    return tuple(
        Cell(one, styles.get(judged.get(name)) or "" if name is not None else "")  # type: ignore[arg-type]
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


def _definitions(run: Run, width: int) -> Iterator[Text]:
    """What the service level is, said once for all queues that mean the same."""
    found: dict[str, list[str]] = {}
    for name, told in run.definitions["service_level_by_queue"].items():
        goal = told["target"]
        aim = "" if goal is None else f", target {100 * goal:.4g}%"
        found.setdefault(f"{told['formula']}{aim}", []).append(harmless(name))
    several = len(run.scenario.model.queues) > 1
    for formula, names in found.items():
        of = f" of {listed(names)}" if several and len(found) > 1 else ""
        yield from _wrapped(f"service level{of}: {formula}", width, style=QUIET)


# --- agents ---


def _groups(run: Run, width: int) -> Iterator[Text]:
    names: list[str] = list(run.scenario.model.agents)
    columns = [measure.title for measure in GROUP_MEASURES]
    wanted = [*names, TOTAL] if len(names) > 1 else names
    told = [_told([run.estimate(m.name, group=name) for name in wanted]) for m in GROUP_MEASURES]
    lines = [
        Line(
            "TOTAL" if k == len(names) else name_of(name, _name_width(width)),
            tuple(Cell(column[k]) for column in told),
            HEADING if k == len(names) else "",
        )
        for k, name in enumerate(wanted)
    ]
    yield from packed("AGENTS", columns, lines, width=width)


# --- targets and notices ---


def _targets(run: Run, width: int) -> Iterator[Text]:
    checks = run.targets()
    if not checks:
        return
    yield Text()
    yield Text("TARGETS", HEADING)
    met = [check for check in checks if check.met]
    if len(met) > MOST_ALIKE:
        checks = [check for check in checks if not check.met]
        word, style = VERDICTS[True]
        yield Text(f"{word}  ", style).append(f"{len(met)} targets", "default")
    for check in checks:
        got = run.estimate(check.measure, queue=check.where)
        told = tell(got.value, got.half_width, got.unit)
        sentence = f"{harmless(check.where)}: {_label(check.measure)} {check.bound}, is {told}"
        if check.met is not None and got.covers(_limit(run, check)):
            sentence += " (too close to be sure)"
        word, style = VERDICTS[check.met]
        first, *more = wrapped(sentence, width - len(word) - 2)
        yield Text(f"{word}  ", style).append(first, "default")
        yield from (Text(" " * (len(word) + 2) + rest) for rest in more)


VERDICTS: dict[bool | None, tuple[str, str]] = {
    True: ("met   ", GOOD),
    False: ("missed", BAD),
    None: ("no data", QUIET),
}


def _limit(run: Run, check: TargetCheck) -> float:
    """The bound of a target, as a number."""
    queue = run.scenario.model.queues[check.where]
    if check.measure in queue.targets:
        return queue.targets[check.measure].value
    return queue.service_level.share if queue.service_level.share is not None else math.nan


def _notices(notices: Sequence[Finding], width: int) -> Iterator[Text]:
    if not notices:
        return
    yield Text()
    yield Text("NOTICES", HEADING)
    for (code, remedy), alike in groupby(notices, key=lambda one: (one.code, one.remedy)):
        found = list(alike)
        for n, notice in enumerate(found[:MOST_ALIKE]):
            first, *more = wrapped(harmless(notice.what), width - 8)
            yield Text(f"{'' if n else code:<8}", QUIET).append(first, "not dim")
            yield from (Text(" " * 8 + rest) for rest in more)
        if len(found) > MOST_ALIKE:
            yield Text(f"{'':8}… and {len(found) - MOST_ALIKE} more like these")
        for n, rest in enumerate(wrapped(harmless(remedy), width - 10) if remedy else ()):
            yield Text(f"{'':8}{'→' if n == 0 else ' '} {rest}", QUIET)


def _wrapped(text: str, width: int, style: str = "") -> Iterator[Text]:
    yield from (Text(line, style) for line in wrapped(text, width))
