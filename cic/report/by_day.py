"""What a result of several days tells day by day."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING

from cic.errors import UsageError
from cic.measures.by_interval import day_measures
from cic.measures.definitions import QUEUE_MEASURE, Measure
from cic.report.answers import Answers
from cic.report.tables import Tables, day_profile_frame, days_frame, weekdays_frame
from cic.scenario.scenario import Model

if TYPE_CHECKING:
    import pandas as pd


def measures_of_days(model: Model) -> dict[str, Measure]:
    """The measures of queues that are told by day, by name."""
    return {name: QUEUE_MEASURE[name] for name in day_measures(model)}


def check_day(day: int, model: Model, *, queues_alone: bool) -> None:
    """Refuse a day that is not there, and figures of days of what has none."""
    if not queues_alone:
        raise UsageError("figures of a day are those of queues\n    → leave 'day' out")
    if not 0 <= day < model.days:
        last = model.days - 1
        raise UsageError(f"there is no day {day}\n    → days are counted from 0 to {last}")


class ByDay(ABC):
    """Figures by day, by weekday, and by interval over all days."""

    @property
    @abstractmethod
    def _answers(self) -> Answers:
        """Where the figures come from."""

    @cached_property
    def days(self) -> pd.DataFrame:
        """Measures by queue and day, the hours after closing included (`DAY_COLUMNS`)."""
        return days_frame(self.day_tables, self._answers.scenario.model)

    @cached_property
    def weekdays(self) -> pd.DataFrame:
        """Measures by queue and weekday, over all days of that weekday (`WEEKDAY_COLUMNS`)."""
        return weekdays_frame(self.weekday_tables, self._answers.scenario.model)

    @cached_property
    def day_profile(self) -> pd.DataFrame:
        """Measures by queue and interval of the day, over all days (`DAY_PROFILE_COLUMNS`)."""
        tables = self._answers.profile_tables()
        return day_profile_frame(tables, self._answers.scenario.model)

    @cached_property
    def day_tables(self) -> Tables:
        """`days` as arrays, by measure: shape (days, queues + 1), the last the total."""
        return self._answers.day_tables()

    @cached_property
    def weekday_tables(self) -> Tables:
        """`weekdays` as arrays, by measure: shape (weekdays, queues + 1), the last the total."""
        return self._answers.weekday_tables()
