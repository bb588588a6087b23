"""What a result tells of customers: by segment, as a tidy frame."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING

from cic.measures.customer_measures import SEGMENT_MEASURE, SEGMENT_MEASURES
from cic.measures.definitions import QUEUE_MEASURE
from cic.report.answers import Answers
from cic.report.tables import Tables, customers_frame
from cic.scenario.customers import Customers
from cic.scenario.loyalty import Complaints

if TYPE_CHECKING:
    import pandas as pd

_OF_LOYALTY = ("lost", "lost_neglect", "kept", "retention")
_OF_COMPLAINTS = ("complaints", "settled_at_once", "settled")
_OF_VALUE = ("value_kept", "value_lost", "value_lost_by_neglect", "value_of_waiting")
_OF_WINNING = ("cost_of_keeping", "cost_of_winning")
_OF_STAGES = ("stage_new", "stage_satisfied", "stage_retained", "stage_old")
_OF_LEAVING = ("lost_natural", "lost_price", "lost_competitor")


def customer_measures_used(customers: Customers) -> list[str]:
    """The measures of customers that have a use, in order."""
    loyalty = customers.loyalty
    counted = customers.number is not None
    used = {
        **dict.fromkeys(_OF_LOYALTY, loyalty is not None),
        **dict.fromkeys(_OF_COMPLAINTS, customers.complaints is not None),
        **_of_complaints(customers.complaints),
        **dict.fromkeys(_OF_VALUE, bool(loyalty) and any(p[1] for p in customers.parts.values())),
        **dict.fromkeys(_OF_WINNING, loyalty is not None and loyalty.keeping_cost > 0),
        **dict.fromkeys(_OF_LEAVING, loyalty is not None and loyalty.churn.total > 0),
        "gained": loyalty is not None and loyalty.gains is not None,
        **dict.fromkeys(_OF_STAGES, counted and loyalty is not None),
        "put_off": bool(loyalty and loyalty.gains and loyalty.gains.potential),
        "stayed_away": counted and loyalty is not None,
    }
    return [one.name for one in SEGMENT_MEASURES if used.get(one.name, one.in_brief)]


def _of_complaints(complaints: Complaints | None) -> dict[str, bool]:
    """Whether more is asked of complaints than whether they are settled."""
    kinds = [] if complaints is None else list(complaints.grievances.values())
    return {
        "complaints_accepted": any(kind[4] < 1 for kind in kinds),
        "complaints_in_time": complaints is not None and complaints.due is not None,
        "compensation": any(kind[5] > 0 for kind in kinds),
    }


class WithCustomers(ABC):
    """Customers, where the scenario has any."""

    @property
    @abstractmethod
    def _answers(self) -> Answers:
        """Where the figures come from."""

    @cached_property
    def customers(self) -> pd.DataFrame:
        """Every measure of every segment of customers and of all (`CUSTOMER_COLUMNS`); or none."""
        return customers_frame(self._customers, self._segments)

    @cached_property
    def _customers(self) -> Tables:
        return self._answers.customer_tables()

    @property
    def _segments(self) -> list[str]:
        customers = self._answers.scenario.model.customers
        return [] if customers is None else list(customers.parts)

    def _is_of_customers(self, measure: str) -> bool:
        """Whether a measure is told of customers only."""
        return bool(self._segments) and measure in SEGMENT_MEASURE and measure not in QUEUE_MEASURE
