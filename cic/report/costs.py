"""What a result tells of costs and value: as arrays, as a tidy frame, figure by figure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from cic.errors import UsageError, did_you_mean, no_such
from cic.log.columns import COST_COLUMNS
from cic.log.frames import frame
from cic.measures.cost_measures import COST_MEASURE, LEVELS, TOLD_OF, Level, priced_names
from cic.report.answers import Answers
from cic.report.tables import TOTAL, CostTables
from cic.scenario.scenario import Model
from cic.statistics.estimate import Estimate
from cic.statistics.tables import EstimateTable

if TYPE_CHECKING:
    import pandas as pd

_PARTS = ("value", "low", "high")


class Priced(ABC):
    """Costs and value, where anything has a price."""

    @property
    @abstractmethod
    def _answers(self) -> Answers:
        """Where the figures come from."""

    @cached_property
    def cost_tables(self) -> CostTables:
        """`costs` as arrays, by what they are of and by measure; empty where nothing is priced."""
        return self._answers.cost_tables()

    @cached_property
    def costs(self) -> pd.DataFrame:
        """Cost and value of the centre and of each part that has a price (`COST_COLUMNS`)."""
        return costs_frame(self.cost_tables, self._answers.scenario.model)

    def cost_estimate(self, measure: str, *, of: Level = "centre", name: str = TOTAL) -> Estimate:
        """One figure of `costs` with its interval.

        Parameters
        ----------
        of, name
            What it is of: a group, a queue, a channel, a site, a campaign, a kind of case, a party
            that does steps of cases; or the whole centre.
        """
        model = self._answers.scenario.model
        if not self.cost_tables:
            raise UsageError("nothing has a price\n    → write prices, such as a group's cost")
        if of not in LEVELS:
            raise UsageError(f"{of!r} has no costs\n    → {did_you_mean(str(of), LEVELS)}")
        names = names_of(model, of)
        if name not in names:
            raise no_such(of, name, names)
        if measure not in TOLD_OF[of]:
            remedy = f"known of a {of}: {', '.join(TOLD_OF[of])}"
            raise UsageError(f"{measure!r} is not told of a {of}\n    → {remedy}")
        table, place = self.cost_tables[of][measure], names.index(name)
        return Estimate(
            value=float(table.value[place]),
            low=float(table.low[place]),
            high=float(table.high[place]),
            unit=COST_MEASURE[measure].unit,
            confidence=model.run.confidence,
            replications=self._answers.replications,
        )

    def _cost(self, measure: str, whose: Mapping[Level, str | None]) -> Estimate:
        """One figure of what is named, or of the centre."""
        for of, name in whose.items():
            if name not in (None, TOTAL):
                return self.cost_estimate(measure, of=of, name=str(name))
        return self.cost_estimate(measure)


def names_of(model: Model, level: Level) -> list[str]:
    """Those of which costs are told; of the centre one that stands for all."""
    return [TOTAL] if level == "centre" else priced_names(model, level)


def _rows(model: Model) -> list[tuple[Level, str, str]]:
    """What each row is of: kind, name, measure."""
    if not model.priced:
        return []
    return [
        (level, name, measure)
        for level in LEVELS
        for name in names_of(model, level)
        for measure in TOLD_OF[level]
    ]


def costs_frame(tables: CostTables, model: Model) -> pd.DataFrame:
    """Every measure of cost and value; no rows where nothing has a price."""
    rows = _rows(model)
    values: dict[str, Any] = {
        "of": [level for level, _, _ in rows],
        "name": [name for _, name, _ in rows],
        "measure": [measure for _, _, measure in rows],
        "unit": [COST_MEASURE[measure].unit for _, _, measure in rows],
    }
    for part in _PARTS:
        by_level = [
            np.stack([getattr(table, part) for table in tables[level].values()], axis=-1).ravel()
            for level in (LEVELS if rows else ())
        ]
        values[part] = np.concatenate([np.zeros(0), *by_level])
    return frame(COST_COLUMNS, values)


def cost_tables_of(tidy: pd.DataFrame, model: Model) -> CostTables:
    """The estimates of such a frame as arrays again.

    Raises
    ------
    ValueError
        If its rows are not those that were made of this scenario.
    """
    rows = _rows(model)
    there = zip(tidy["of"], tidy["name"], tidy["measure"], strict=True)
    if list(there) != rows:
        raise ValueError("its rows are not in the order in which they were written")
    found: dict[Level, dict[str, EstimateTable]] = {}
    start = 0
    for level in LEVELS if rows else ():
        measures, names = TOLD_OF[level], names_of(model, level)
        end = start + len(names) * len(measures)
        value, low, high = (
            tidy[part].to_numpy()[start:end].reshape(len(names), len(measures)) for part in _PARTS
        )
        found[level] = {
            name: EstimateTable(value[:, m], low[:, m], high[:, m])
            for m, name in enumerate(measures)
        }
        start = end
    return found
