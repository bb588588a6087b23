"""What a result tells of customers: by segment, as a tidy frame."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING

from cic.measures.customer_measures import SEGMENT_MEASURE
from cic.measures.definitions import QUEUE_MEASURE
from cic.report.answers import Answers
from cic.report.tables import Tables, customers_frame

if TYPE_CHECKING:
    import pandas as pd


class Felt(ABC):
    """Customers, where the scenario has any."""

    @property
    @abstractmethod
    def _answers(self) -> Answers:
        """Where the figures come from."""

    @cached_property
    def customers(self) -> pd.DataFrame:
        """Every measure of every segment of customers and of all (`CUSTOMER_COLUMNS`); or none."""
        return customers_frame(self._felt, self._segments)

    @cached_property
    def _felt(self) -> Tables:
        return self._answers.customer_tables()

    @property
    def _segments(self) -> list[str]:
        customers = self._answers.scenario.model.customers
        return [] if customers is None else list(customers.parts)

    def _is_of_customers(self, measure: str) -> bool:
        """Whether a measure is told of customers only."""
        return bool(self._segments) and measure in SEGMENT_MEASURE and measure not in QUEUE_MEASURE
