"""What a result tells of cases: a row a case, and figures by kind and step."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING

from cic.measures.cases import CASE_MEASURES, rows_of_cases
from cic.report.answers import Answers
from cic.report.tables import Tables, case_steps_frame
from cic.scenario.scenario import Model

if TYPE_CHECKING:
    import pandas as pd


def case_measures_used(model: Model) -> list[str]:
    """The measures of cases that have a use, in order."""
    cases = model.cases.values()
    asks = [case.enquiries for case in cases if case.enquiries is not None]
    used = {
        "open_before": model.snapshot is not None and model.snapshot.cases > 0,
        "in_time": any(
            due is not None
            for case in cases
            for due in (case.due, *(step.due for step in case.steps.values()))
        ),
        "enquiries": bool(asks),
        "looked_up": any(one.visible > 0 for one in asks),
        "known": any(case.knowledge is not None for case in cases),
    }
    return [one.name for one in CASE_MEASURES if used.get(one.name, one.in_brief)]


class WithCases(ABC):
    """Cases, where the scenario has any."""

    @property
    @abstractmethod
    def _answers(self) -> Answers:
        """Where the figures come from."""

    @cached_property
    def cases(self) -> pd.DataFrame:
        """One row a case (`cic.log.case_frames.case_columns`), of the replications of `contacts`.

        No rows where there are none.
        """
        return self._answers.cases()

    @cached_property
    def case_steps(self) -> pd.DataFrame:
        """Every measure of every kind of case, of each step, and of all; or no rows."""
        return case_steps_frame(self._case_tables, self._case_rows)

    @cached_property
    def _case_tables(self) -> Tables:
        return self._answers.case_tables()

    @property
    def _case_rows(self) -> tuple[str, ...]:
        return rows_of_cases(self._answers.scenario.model)
