"""The answer in short: the rows of the two tables, and the plain text of at most 15 lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from cic.measures.definitions import GROUP_MEASURE, QUEUE_MEASURE, Measure
from cic.report.promises import title_of
from cic.report.tables import TOTAL
from cic.report.used import extras_used, uses
from cic.report.wording import NOTHING, fitted, listed, padded, tell_all
from cic.statistics.estimate import Estimate

if TYPE_CHECKING:
    from cic.report.result import Run

QUEUES_SHOWN = 4
GROUPS_SHOWN = 3
WIDTH = 100
NAME_WIDTH = 20
TITLE_WIDTH = 40
IN_BRIEF = (
    *("offered", "answered", "abandoned"),
    *("service_level", "average_speed_of_answer", "wait_p95"),
)
OF_GROUPS = ("staffed_hours", "answered", "occupancy", "average_handle_time")


@dataclass(frozen=True)
class Sheet:
    """A table in words: what each row is of, and a text for each measure."""

    heading: str
    measures: tuple[Measure, ...]
    names: tuple[str, ...]
    """Of the rows; the last is the total."""
    cells: tuple[tuple[str, ...], ...]
    """Row by row."""

    @property
    def total_tells(self) -> bool:
        """Whether the total says more than the only row above it, such as what the IVR settles."""
        return len(self.names) > 2 or self.cells[0] != self.cells[-1]  # noqa: PLR2004


def queue_sheet(run: Run, measures: Sequence[str]) -> Sheet:
    """Measures of each queue and in total."""
    model = run.scenario.model
    names = (*model.queues, TOTAL)
    columns = []
    for measure in measures:
        estimates = [run.estimate(measure, queue=name) for name in names[:-1]]
        told = _told([*estimates, run.estimate(measure)])
        unused = [name != TOTAL and not uses(model, measure, name) for name in names]
        columns.append([NOTHING if u else cell for cell, u in zip(told, unused, strict=True)])
    found = tuple(QUEUE_MEASURE[name] for name in measures)
    return Sheet("queue", found, names, tuple(zip(*columns, strict=True)))


def group_sheet(run: Run, measures: Sequence[str]) -> Sheet:
    """Measures of each agent group and of all."""
    names = (*run.scenario.model.agents, TOTAL)
    columns = [_told([run.estimate(m, group=name) for name in names]) for m in measures]
    found = tuple(GROUP_MEASURE[name] for name in measures)
    return Sheet("agents", found, names, tuple(zip(*columns, strict=True)))


def _told(estimates: Sequence[Estimate]) -> list[str]:
    halves = [one.half_width for one in estimates]
    values = [one.value for one in estimates]
    return [str(told) for told in tell_all(values, halves, estimates[0].unit)]


def header(run: Run) -> str:
    """What ran, in a line."""
    many = "1 replication" if run.replications == 1 else f"{run.replications:,} replications"
    return f"{many}, seed {run.seed}, {run.clock} clock"


def verdict(run: Run) -> str:
    """What the ± mean, and whether the targets are met."""
    told = f"±: half of a {100 * run.confidence:.4g} % interval"
    if run.replications == 1:
        told = "one replication has no intervals"
    checks = run.targets()
    missed = [f"{title_of(c)} of {c.where}" for c in checks if c.met is False]
    if missed:
        return f"{told}; targets missed: {listed(missed)}"
    return f"{told}; targets met" if checks else told


def brief(run: Run) -> str:
    """What `repr` of a run says."""
    lines = [f"<Run of {fitted(run.scenario.name, TITLE_WIDTH)!r}: {header(run)}>"]
    lines += [run.scenario.question] if run.scenario.question else []
    lines += _queue_lines(run)
    lines += _lines(group_sheet(run, OF_GROUPS), at_most=GROUPS_SHOWN)
    lines.append(verdict(run))
    if run.notices:
        more = f" (and {len(run.notices) - 1} more in .notices)" if len(run.notices) > 1 else ""
        lines.append(f"notice: {fitted(run.notices[0].what, WIDTH - 10 - len(more))}{more}")
    return "\n".join(fitted(line, WIDTH) for line in lines)


def _queue_lines(run: Run) -> list[str]:
    """The queues in brief; with what the IVR settles, and the backlog, where there is room."""
    more = ["self_served"] if run.estimate("self_served").value > 0 else []
    more += ["backlog"] if "backlog" in extras_used(run.scenario.model) else []
    while more:
        lines = _lines(queue_sheet(run, (*IN_BRIEF, *more)), at_most=QUEUES_SHOWN)
        if all(cell_len(line) <= WIDTH for line in lines):
            return lines
        more.pop()
    return _lines(queue_sheet(run, IN_BRIEF), at_most=QUEUES_SHOWN)


def _lines(sheet: Sheet, *, at_most: int) -> list[str]:
    """Heading, rows (the first ones, where there are too many), and the total where it adds any."""
    count = len(sheet.names) - 1
    shown = range(count if count <= at_most else at_most - 1)
    rows = [[sheet.heading, *(measure.title for measure in sheet.measures)]]
    rows += [[sheet.names[n], *sheet.cells[n]] for n in shown]
    rows += [[f"({count - len(shown)} more)"]] if count > len(shown) else []
    rows += [[sheet.names[-1], *sheet.cells[-1]]] if sheet.total_tells else []
    return _aligned(rows)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns under each other: names to the left, figures to the right."""
    names = [fitted(row[0], NAME_WIDTH) for row in rows]
    widest = max(map(len, names))
    width = [max(len(row[n]) for row in rows if n < len(row)) for n in range(1, len(rows[0]))]
    return [
        "  ".join(
            [
                padded(name, widest),
                *(padded(cell, w, right=True) for cell, w in zip(row[1:], width, strict=False)),
            ]
        ).rstrip()
        for name, row in zip(names, rows, strict=True)
    ]
