"""Where a result's figures come from: a run just made, or a folder it was saved in."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Any, Protocol

from cic.errors import Finding
from cic.experiments.replicate import Replications
from cic.log.agent_stress_frames import agent_stress_frame
from cic.log.case_frames import cases_frame
from cic.log.dial_frames import dials_frame
from cic.log.frames import agents_frame, contacts_frame
from cic.measures.definitions import GROUP_MEASURE
from cic.report.notices import notices_of
from cic.report.tables import GROUP_INTERVAL_MEASURES, CostTables, Tables
from cic.scenario.load import Scenario

if TYPE_CHECKING:
    import pandas as pd


class Answers(Protocol):
    """All that a result is made of."""

    @property
    def scenario(self) -> Scenario:
        """What was asked."""
        ...

    @property
    def seed(self) -> int:
        """Seed of all chance."""
        ...

    @property
    def replications(self) -> int:
        """How many there were."""
        ...

    @property
    def clock(self) -> str:
        """Which clock ran them."""
        ...

    def notices(self) -> list[Finding]:
        """What a reader should know."""
        ...

    def provenance(self) -> dict[str, Any]:
        """What the figures were made with."""
        ...

    def queue_tables(self) -> Tables:
        """Every measure of every queue, then in total."""
        ...

    def group_tables(self) -> Tables:
        """Every measure of every agent group, then of all."""
        ...

    def site_tables(self) -> Tables:
        """Every measure of every site, then of the whole centre."""
        ...

    def campaign_tables(self) -> Tables:
        """Every measure of every campaign, then of all."""

    def case_tables(self) -> Tables:
        """Every measure of every kind of case and step, then of all cases."""
        ...

    def customer_tables(self) -> Tables:
        """Every measure of every segment of customers, then of all; empty where there are none."""
        ...

    def cost_tables(self) -> CostTables:
        """Costs and value, by what they are of; empty where nothing has a price."""
        ...

    def interval_tables(self) -> Tables:
        """Measures by interval and queue, then in total."""
        ...

    def group_interval_tables(self) -> Tables:
        """Measures by interval and agent group, then of all."""
        ...

    def day_tables(self) -> Tables:
        """Measures by day and queue, then in total."""
        ...

    def weekday_tables(self) -> Tables:
        """Measures by weekday and queue, then in total."""
        ...

    def profile_tables(self) -> Tables:
        """Measures by interval of the mean day and queue, then in total."""
        ...

    def contacts(self) -> pd.DataFrame:
        """One row a contact leg."""
        ...

    def dials(self) -> pd.DataFrame:
        """One row a call of a campaign."""
        ...

    def cases(self) -> pd.DataFrame:
        """One row a case."""
        ...

    def agents(self) -> pd.DataFrame:
        """One row a state of an agent."""
        ...

    def agent_stress(self) -> pd.DataFrame:
        """One row an agent who comes under stress."""
        ...


class Fresh:
    """The answers of replications just made."""

    def __init__(self, done: Replications) -> None:
        self._done = done
        self.scenario, self.seed = done.scenario, done.seed
        self.replications, self.clock = done.replications, done.clock

    def notices(self) -> list[Finding]:
        """What a reader should know."""
        return notices_of(self._done)

    def provenance(self) -> dict[str, Any]:
        """What the figures were made with."""
        return {
            **{name: _version(name) for name in ("cic", "numpy", "numba", "simpy")},
            "python": platform.python_version(),
            "seed": self.seed,
            "clock": self.clock,
            "replications": self.replications,
            "replications_logged": len(self._done.logs),
            "scenario_digest": self.scenario.digest,
        }

    def queue_tables(self) -> Tables:
        """Every measure of every queue, then in total."""
        return self._done.estimates.queue_table()

    def group_tables(self) -> Tables:
        """Every measure of every agent group, then of all."""
        return self._done.estimates.group_table()

    def site_tables(self) -> Tables:
        """Every measure of every site, then of the whole centre."""
        return self._done.estimates.site_table()

    def campaign_tables(self) -> Tables:
        """Every measure of every campaign, then of all."""
        return self._done.estimates.campaign_table()

    def case_tables(self) -> Tables:
        """Every measure of every kind of case and step, then of all cases."""
        return self._done.estimates.case_table()

    def customer_tables(self) -> Tables:
        """Every measure of every segment of customers, then of all; empty where there are none."""
        return self._done.estimates.customer_table()

    def cost_tables(self) -> CostTables:
        """Costs and value, by what they are of; empty where nothing has a price."""
        return self._done.estimates.cost_tables()

    def interval_tables(self) -> Tables:
        """Measures by interval and queue, then in total."""
        return self._done.estimates.interval_table()

    def group_interval_tables(self) -> Tables:
        """Measures by interval and agent group, then of all."""
        estimates = self._done.estimates
        return {
            name: estimates.group_interval(GROUP_MEASURE[name]) for name in GROUP_INTERVAL_MEASURES
        }

    def day_tables(self) -> Tables:
        """Measures by day and queue, then in total."""
        return self._done.estimates.day_table()

    def weekday_tables(self) -> Tables:
        """Measures by weekday and queue, then in total."""
        return self._done.estimates.weekday_table()

    def profile_tables(self) -> Tables:
        """Measures by interval of the mean day and queue, then in total."""
        return self._done.estimates.profile_table()

    def contacts(self) -> pd.DataFrame:
        """One row a contact leg."""
        return contacts_frame(self._done.logs, self._done.program)

    def dials(self) -> pd.DataFrame:
        """One row a call of a campaign."""
        return dials_frame(self._done.logs, self._done.program)

    def cases(self) -> pd.DataFrame:
        """One row a case."""
        return cases_frame(self._done.logs, self._done.program, self.scenario.model)

    def agents(self) -> pd.DataFrame:
        """One row a state of an agent."""
        return agents_frame(self._done.logs, self._done.program)

    def agent_stress(self) -> pd.DataFrame:
        """One row an agent who comes under stress."""
        return agent_stress_frame(self._done.logs, self._done.program)


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
