"""The answers of a result that was saved in a folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cic.errors import Finding, ResultError, ScenarioError
from cic.log.case_frames import case_columns
from cic.log.columns import (
    AGENT_COLUMNS,
    AGENT_STRESS_COLUMNS,
    CAMPAIGN_COLUMNS,
    CASE_STEP_COLUMNS,
    CONTACT_COLUMNS,
    COST_COLUMNS,
    CUSTOMER_COLUMNS,
    DAY_COLUMNS,
    DAY_PROFILE_COLUMNS,
    DIAL_COLUMNS,
    GROUP_COLUMNS,
    GROUP_INTERVAL_COLUMNS,
    INTERVAL_COLUMNS,
    SITE_COLUMNS,
    SUMMARY_COLUMNS,
    WEEKDAY_COLUMNS,
    Column,
)
from cic.log.frames import frame
from cic.measures.by_interval import day_measures, interval_measures, profile_measures
from cic.measures.campaigns import CAMPAIGN_MEASURE
from cic.measures.cases import CASE_MEASURE, rows_of_cases
from cic.measures.customer_measures import SEGMENT_MEASURE
from cic.measures.definitions import (
    GROUP_MEASURE,
    QUEUE_MEASURE,
    SITE_MEASURE,
)
from cic.report.costs import cost_tables_of
from cic.report.tables import (
    GROUP_INTERVAL_MEASURES,
    TOTAL,
    CostTables,
    Tables,
    tables_of,
)
from cic.scenario.load import Scenario, load
from cic.scenario.scenario import Model
from cic.statistics.tables import EstimateTable

if TYPE_CHECKING:
    import pandas as pd


class Stored:
    """Reads a saved result: the figures at once, the tables when they are asked for."""

    def __init__(self, folder: Path, provenance: Mapping[str, Any]) -> None:
        self._folder = folder
        try:
            self._summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
            self.scenario: Scenario = load(folder / "scenario.yaml")
            self.seed = int(self._summary["seed"])
            self.replications = int(self._summary["replications"])
            self.clock = str(self._summary["clock"])
            self._check_digest(provenance["scenario_digest"])
            self.notices()
        except ScenarioError as error:
            raise ResultError(
                f"the scenario in {folder} cannot be read by this version of cic (it was saved by "
                f"{provenance.get('cic')}): {error}"
            ) from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            told = f"{folder / 'summary.json'} is damaged: {type(error).__name__} {error}"
            raise ResultError(f"{told}\n    → run the scenario again") from None

    def _check_digest(self, digest: str) -> None:
        if self.scenario.digest != digest:
            raise ResultError(
                f"{self._folder / 'scenario.yaml'} is not the scenario that was run\n"
                "    → run the scenario again"
            )

    def notices(self) -> list[Finding]:
        """What a reader should know."""
        parts = ("code", "where", "what", "remedy")
        return [
            Finding(code=code, where=where, what=what, remedy=remedy, severity="notice")
            for code, where, what, remedy in (
                (str(one[part]) for part in parts) for one in self._summary["notices"]
            )
        ]

    def provenance(self) -> dict[str, Any]:
        """What the figures were made with."""
        return dict(self._summary["provenance"])

    def queue_tables(self) -> Tables:
        """Every measure of every queue, then in total."""
        return self._one_row("summary", SUMMARY_COLUMNS, list(QUEUE_MEASURE), self._queues)

    def group_tables(self) -> Tables:
        """Every measure of every agent group, then of all."""
        return self._one_row("groups", GROUP_COLUMNS, list(GROUP_MEASURE), self._groups)

    def site_tables(self) -> Tables:
        """Every measure of every site, then of the whole centre; of a centre without, none."""
        names = list(self.scenario.model.sites)
        if not names:
            return {}
        return self._one_row("sites", SITE_COLUMNS, list(SITE_MEASURE), [*names, TOTAL])

    def campaign_tables(self) -> Tables:
        """Every measure of every campaign, then of all; where there are none, none."""
        names = list(self.scenario.model.ranked_campaigns)
        if not names:
            return {}
        measures = list(CAMPAIGN_MEASURE)
        return self._one_row("campaigns", CAMPAIGN_COLUMNS, measures, [*names, TOTAL])

    def case_tables(self) -> Tables:
        """Every measure of every kind of case and step, then of all; where there are none, none."""
        rows = rows_of_cases(self.scenario.model)
        if not rows:
            return {}
        return self._one_row("case_steps", CASE_STEP_COLUMNS, list(CASE_MEASURE), [*rows, TOTAL])

    def customer_tables(self) -> Tables:
        """Every measure of every segment of customers, then of all; empty where there are none."""
        customers = self.scenario.model.customers
        if customers is None:
            return {}
        names = [*customers.parts, TOTAL]
        return self._one_row("customers", CUSTOMER_COLUMNS, list(SEGMENT_MEASURE), names)

    def cost_tables(self) -> CostTables:
        """Costs and value, by what they are of; empty where nothing has a price."""
        if not self.scenario.model.priced:
            return {}
        found = self._read("costs", COST_COLUMNS)
        try:
            return cost_tables_of(found, self.scenario.model)
        except ValueError as error:
            raise self._damaged("costs", str(error)) from None

    def interval_tables(self) -> Tables:
        """Measures by interval and queue, then in total."""
        return self._of_queues("intervals", INTERVAL_COLUMNS, interval_measures)

    def group_interval_tables(self) -> Tables:
        """Measures by interval and agent group, then of all."""
        measures = GROUP_INTERVAL_MEASURES
        return self._tables("group_intervals", GROUP_INTERVAL_COLUMNS, measures, self._groups)

    def day_tables(self) -> Tables:
        """Measures by day and queue, then in total."""
        return self._of_queues("days", DAY_COLUMNS, day_measures)

    def weekday_tables(self) -> Tables:
        """Measures by weekday and queue, then in total."""
        return self._of_queues("weekdays", WEEKDAY_COLUMNS, day_measures)

    def profile_tables(self) -> Tables:
        """Measures by interval of the mean day and queue, then in total."""
        return self._of_queues("day_profile", DAY_PROFILE_COLUMNS, profile_measures)

    def _of_queues(
        self, table: str, columns: Sequence[Column], told: Callable[[Model], Sequence[str]]
    ) -> Tables:
        """A table of those measures that are told of such a scenario, queue by queue."""
        return self._tables(table, columns, told(self.scenario.model), self._queues)

    @property
    def _queues(self) -> list[str]:
        return [*self.scenario.model.queues, TOTAL]

    @property
    def _groups(self) -> list[str]:
        return [*self.scenario.model.agents, TOTAL]

    def contacts(self) -> pd.DataFrame:
        """One row a contact leg."""
        return self._read("contacts", CONTACT_COLUMNS)

    def dials(self) -> pd.DataFrame:
        """One row a call of a campaign; no rows where there are no campaigns."""
        if not self.scenario.model.campaigns:
            return frame(DIAL_COLUMNS, {column.name: [] for column in DIAL_COLUMNS})
        return self._read("dials", DIAL_COLUMNS)

    def cases(self) -> pd.DataFrame:
        """One row a case; no rows where there are none."""
        columns = case_columns(self.scenario.model)
        if not self.scenario.model.cases:
            return frame(columns, {column.name: [] for column in columns})
        return self._read("cases", columns)

    def agents(self) -> pd.DataFrame:
        """One row a state of an agent."""
        return self._read("agents", AGENT_COLUMNS)

    def agent_stress(self) -> pd.DataFrame:
        """One row an agent who comes under stress; no rows where nobody does."""
        if all(group.stress is None for group in self.scenario.model.agents.values()):
            return frame(AGENT_STRESS_COLUMNS, {column.name: [] for column in AGENT_STRESS_COLUMNS})
        return self._read("agent_stress", AGENT_STRESS_COLUMNS)

    def _one_row(
        self, table: str, columns: Sequence[Column], measures: Sequence[str], names: Sequence[str]
    ) -> Tables:
        """A table without intervals: one value for each queue or group, and the total."""
        found = self._tables(table, columns, measures, names)
        return {
            name: EstimateTable(of.value[0], of.low[0], of.high[0]) for name, of in found.items()
        }

    def _tables(
        self, table: str, columns: Sequence[Column], measures: Sequence[str], names: Sequence[str]
    ) -> Tables:
        found = self._read(table, columns)
        try:
            return tables_of(found, measures, names=names)
        except ValueError as error:
            raise self._damaged(table, str(error)) from None

    def _read(self, name: str, columns: Sequence[Column]) -> pd.DataFrame:
        import pandas as pd

        try:
            found = pd.read_parquet(self._folder / f"{name}.parquet")
            return frame(columns, {column.name: found[column.name] for column in columns})
        except KeyError as error:
            raise self._damaged(name, f"it has no column {error}") from None
        except (OSError, ValueError, TypeError) as error:
            raise self._damaged(name, str(error)) from None

    def _damaged(self, name: str, why: str) -> ResultError:
        path = self._folder / f"{name}.parquet"
        return ResultError(f"{path} cannot be read: {why}\n    → run the scenario again")
