"""Cases in a terminal: how many, how long they take, and whether in time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from cic.measures.cases import CASE_MEASURE, rows_of_cases
from cic.report.case_figures import case_measures_used
from cic.report.tables import TOTAL
from cic.report.terminal_queues import rows_told, told_all
from cic.report.terminal_tables import packed

if TYPE_CHECKING:
    from cic.report.result import Run


def case_lines(run: Run, width: int) -> Iterator[Text]:
    """What becomes of each kind of case, and of its steps; nothing where there are none."""
    model = run.scenario.model
    if not model.cases:
        return
    rows = rows_of_cases(model)
    names = (*rows, TOTAL) if len(model.cases) > 1 else rows
    measures = case_measures_used(model)
    told = [told_all([run.estimate(m, case=name) for name in names]) for m in measures]
    lines = rows_told(list(rows), told, width)
    yield Text()
    titles = [CASE_MEASURE[measure].title for measure in measures]
    yield from packed("CASES", titles, lines, width=width)
