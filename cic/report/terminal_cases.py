"""Cases in a terminal: how many, how long they take, and whether in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from cic.measures.cases import CASE_MEASURE, rows_of_cases
from cic.report.case_figures import case_measures_used
from cic.report.tables import TOTAL
from cic.report.terminal_queues import rows_told, told_all
from cic.report.terminal_tables import packed
from cic.report.wording import NOTHING, Told

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
    told = [_told(run, measure, names) for measure in measures]
    lines = rows_told(list(rows), told, width)
    yield Text()
    titles = [CASE_MEASURE[measure].title for measure in measures]
    yield from packed("CASES", titles, lines, width=width)


def _told(run: Run, measure: str, names: Sequence[str]) -> list[Told]:
    """A measure of each row; nothing of knowledge that is of no use in a step."""
    told = told_all([run.estimate(measure, case=name) for name in names])
    if measure != "known":
        return told
    useless = {
        f"{name}/{step}"
        for name, case in run.scenario.model.cases.items()
        for step, one in case.steps.items()
        if one.known_factor == 1
    }
    nothing = Told(NOTHING, "")
    return [nothing if name in useless else one for name, one in zip(names, told, strict=True)]
