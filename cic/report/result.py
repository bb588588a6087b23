"""The result of a run: its figures as tables, as text, as JSON, as pictures, as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cic.errors import Finding, ResultError, UsageError, no_such
from cic.experiments.replicate import CLOCKS, ClockName, Replications, replicate
from cic.measures.campaigns import CAMPAIGN_MEASURE
from cic.measures.cases import CASE_MEASURE
from cic.measures.cost_measures import COST_MEASURE, Level
from cic.measures.customer_measures import SEGMENT_MEASURE
from cic.measures.definitions import (
    GROUP_MEASURE,
    QUEUE_MEASURE,
    SITE_MEASURE,
    Measure,
)
from cic.program.scores import Policies
from cic.report.answers import Answers, Fresh
from cic.report.by_day import ByDay, check_day, measures_of_days
from cic.report.case_figures import WithCases
from cic.report.costs import Priced
from cic.report.customer_figures import WithCustomers
from cic.report.promises import TargetCheck, definitions_of, targets_of
from cic.report.tables import (
    TOTAL,
    Tables,
    campaigns_frame,
    group_intervals_frame,
    groups_frame,
    intervals_frame,
    sites_frame,
    summary_frame,
)
from cic.scenario.load import Scenario
from cic.statistics.estimate import Estimate
from cic.statistics.precision import Precision
from cic.statistics.tables import EstimateTable

__all__ = ["Run", "TargetCheck", "run"]

if TYPE_CHECKING:
    import pandas as pd

    from cic.clocks.clock import Clock
    from cic.clocks.simpy_clock import Process
    from cic.report.plots import Plots


@dataclass(frozen=True, eq=False, repr=False)
class Run(ByDay, Priced, WithCustomers, WithCases):
    """What a run gave. Print it for the answer.

    Parameters
    ----------
    answers
        Replications just made, or what was read from a folder.
    """

    answers: Replications | Answers

    @cached_property
    def _answers(self) -> Answers:
        return Fresh(self.answers) if isinstance(self.answers, Replications) else self.answers

    @property
    def done(self) -> Replications:
        """The replications themselves; a result read from a folder no longer has them."""
        if isinstance(self.answers, Replications):
            return self.answers
        raise ResultError(
            "a saved result holds tables, not the replications\n    → run its scenario again"
        )

    @property
    def scenario(self) -> Scenario:
        """What was asked."""
        return self._answers.scenario

    @property
    def seed(self) -> int:
        """Seed of all chance."""
        return self._answers.seed

    @property
    def replications(self) -> int:
        """How many there were."""
        return self._answers.replications

    @property
    def clock(self) -> str:
        """Which clock ran: simpy or compiled."""
        return self._answers.clock

    @property
    def confidence(self) -> float:
        """Confidence of all intervals."""
        return self.scenario.model.run.confidence

    @cached_property
    def notices(self) -> list[Finding]:
        """What a reader should know before trusting the figures."""
        return self._answers.notices()

    @cached_property
    def provenance(self) -> dict[str, Any]:
        """What the figures were made with: versions, seed, clock, the scenario's digest."""
        return self._answers.provenance()

    @cached_property
    def summary(self) -> pd.DataFrame:
        """Every measure of every queue and in total; a row a figure (`SUMMARY_COLUMNS`)."""
        return summary_frame(self._queues, tuple(self.scenario.model.queues))

    @cached_property
    def groups(self) -> pd.DataFrame:
        """Every measure of every agent group and of all (`GROUP_COLUMNS`)."""
        return groups_frame(self._groups, tuple(self.scenario.model.agents))

    @cached_property
    def sites(self) -> pd.DataFrame:
        """Every measure of every site and of the whole centre (`SITE_COLUMNS`); or no rows."""
        return sites_frame(self._sites, tuple(self.scenario.model.sites))

    @cached_property
    def campaigns(self) -> pd.DataFrame:
        """Every measure of every campaign and of all (`CAMPAIGN_COLUMNS`); or no rows."""
        return campaigns_frame(self._campaigns, tuple(self.scenario.model.ranked_campaigns))

    @cached_property
    def intervals(self) -> pd.DataFrame:
        """Measures by queue and interval of the day (`INTERVAL_COLUMNS`)."""
        return intervals_frame(self.interval_tables, self.scenario.model)

    @cached_property
    def group_intervals(self) -> pd.DataFrame:
        """Measures by agent group and interval of the day (`GROUP_INTERVAL_COLUMNS`)."""
        return group_intervals_frame(self.group_interval_tables, self.scenario.model)

    @cached_property
    def contacts(self) -> pd.DataFrame:
        """One row a contact leg (`CONTACT_COLUMNS`); of many replications the first ones."""
        return self._answers.contacts()

    @cached_property
    def dials(self) -> pd.DataFrame:
        """One row a call of a campaign (`DIAL_COLUMNS`), of the same replications; or no rows."""
        return self._answers.dials()

    @cached_property
    def agents(self) -> pd.DataFrame:
        """One row a state of an agent (`AGENT_COLUMNS`), of the same replications as `contacts`."""
        return self._answers.agents()

    @cached_property
    def agent_stress(self) -> pd.DataFrame:
        """One row an agent under stress (`AGENT_STRESS_COLUMNS`), of the same replications."""
        return self._answers.agent_stress()

    @cached_property
    def interval_tables(self) -> Tables:
        """`intervals` as arrays, by measure: shape (intervals, queues + 1), the last the total."""
        return self._answers.interval_tables()

    @cached_property
    def group_interval_tables(self) -> Tables:
        """`group_intervals` as arrays, by measure: shape (intervals, groups + 1), the last all."""
        return self._answers.group_interval_tables()

    @cached_property
    def _queues(self) -> Tables:
        return self._answers.queue_tables()

    @cached_property
    def _groups(self) -> Tables:
        return self._answers.group_tables()

    @cached_property
    def _sites(self) -> Tables:
        return self._answers.site_tables()

    @cached_property
    def _campaigns(self) -> Tables:
        return self._answers.campaign_tables()

    def estimate(
        self,
        measure: str,
        *,
        queue: str | None = None,
        group: str | None = None,
        site: str | None = None,
        campaign: str | None = None,
        segment: str | None = None,
        case: str | None = None,
        day: int | None = None,
    ) -> Estimate:
        """One figure with its interval.

        Parameters
        ----------
        measure
            Its name, as in `summary`, `groups`, `sites`, `campaigns`, `customers`, `case_steps`
            and `costs`.
        queue, group, site, campaign, segment
            Of which queue, agent group, site, campaign or segment of customers, or 'total'; of
            none: the whole centre's.
        case
            Of which kind of case, or step of it as `repair/sent`, or 'total'.
        day
            Of which day, counted from 0, of a queue or the centre; of none: of the whole run.
        """
        model = self.scenario.model
        given = _one_at_most(queue, group, site, campaign, segment, case)
        if measure in COST_MEASURE and (day, segment) == (None,) * 2:
            whose: dict[Level, str | None] = {"queue": queue, "group": group, "site": site}
            return self._cost(measure, whose | {"campaign": campaign, "case": case})
        if day is not None:
            check_day(day, model, queues_alone=len(given) == (queue is not None))
            names, what = list(model.queues), "queue"
            known, tables = measures_of_days(model), self.day_tables
        elif campaign is not None:
            names, what = list(model.ranked_campaigns), "campaign"
            known, tables = CAMPAIGN_MEASURE, self._campaigns
        elif case is not None:
            names, what = list(self._case_rows), "case"
            known, tables = CASE_MEASURE, self._case_tables
        elif site is not None:
            known, tables, names, what = SITE_MEASURE, self._sites, list(model.sites), "site"
        elif segment is not None or (not given and self._is_of_customers(measure)):
            known, tables, names, what = (
                SEGMENT_MEASURE,
                self._customers,
                self._segments,
                "segment",
            )
        elif queue is not None or (group is None and measure in QUEUE_MEASURE):
            known, tables, names, what = QUEUE_MEASURE, self._queues, list(model.queues), "queue"
        else:
            known, tables, names = GROUP_MEASURE, self._groups, list(model.agents)
            what = "agent group"
        if measure not in known:
            everything = known if given or day is not None else {**QUEUE_MEASURE, **GROUP_MEASURE}
            raise no_such("measure", measure, list(everything))
        name = given[0] if given else TOTAL
        if not names or name not in (TOTAL, *names):
            raise no_such(what, name, names)
        place = names.index(name) if name in names else -1
        where = place if day is None else (day, place)
        return self._figure(tables[measure], known[measure], where)

    def _figure(
        self, table: EstimateTable, measure: Measure, place: int | tuple[int, int]
    ) -> Estimate:
        return Estimate(
            value=float(table.value[place]),
            low=float(table.low[place]),
            high=float(table.high[place]),
            unit=measure.unit,
            confidence=self.confidence,
            replications=self.replications,
        )

    def targets(self) -> list[TargetCheck]:
        """The scenario's bounds, by queue and by case, and whether the estimates keep them."""
        return targets_of(self)

    @cached_property
    def definitions(self) -> dict[str, Any]:
        """What each measure means, and each queue's service level with threshold and target."""
        return definitions_of(self.scenario.model)

    def to_dict(self) -> dict[str, Any]:
        """The whole answer as plain values, ready for JSON: times in seconds, shares in [0, 1].

        An estimate is `{"value", "low", "high", "unit"}`; what there is nothing to tell of is None.
        """
        from cic.report.plain_result import plain_result

        return plain_result(self)

    @property
    def plot(self) -> Plots:
        """Pictures: `.day()`, `.waits()`, `.backlog()` …; each takes and returns axes."""
        from cic.report.plots import Plots

        return Plots(self)

    def save(self, folder: str | Path, *, force: bool = False) -> Path:
        """Write tables, scenario and provenance into a new folder; `cic.open` reads them back."""
        from cic.report.saved import save

        return save(self, folder, force=force)

    def __repr__(self) -> str:
        from cic.report.brief import brief

        return brief(self)

    def _repr_html_(self) -> str:
        from cic.report.html import html

        return html(self)


def _one_at_most(*names: str | None) -> list[str]:
    """The name that is given, of a queue or whatever else; none where none is."""
    given = [name for name in names if name is not None]
    if len(given) > 1:
        told = "a figure belongs to one queue, group, site, campaign, segment or case"
        raise UsageError(f"{told}\n    → name one of them")
    return given


def _check_kinds(scenario: object, clock: object, until: object, processes: object) -> None:
    """Refuse what is of another kind than `run` takes."""
    wrong = []
    if not isinstance(scenario, Scenario):
        wrong.append((scenario, "is not a scenario", "cic.run(cic.load('day.yaml'))"))
    if not isinstance(clock, str) and not hasattr(clock, "prepare"):
        wrong.append((clock, "is not a clock", f"clock={' or '.join(map(repr, CLOCKS))}"))
    if until is not None and not isinstance(until, str | Precision):
        wrong.append((until, "is not a wanted precision", "until='service_level ±1%'"))
    if not isinstance(processes, Sequence) or not all(map(callable, processes)):
        wrong.append((processes, "are no SimPy processes", "processes=[supervise]"))
    if wrong:
        told = (f"{type(one).__name__} {what}\n    → {remedy}" for one, what, remedy in wrong)
        raise UsageError("\n".join(told))


def run(
    scenario: Scenario,
    *,
    replications: int | None = None,
    seed: int | None = None,
    clock: ClockName | Clock = "auto",
    until: str | Precision | None = None,
    processes: Sequence[Process] = (),
    progress: Callable[[int, int], None] | None = None,
    policies: Policies | None = None,
) -> Run:
    """Run a scenario, and tell what it gives.

    Parameters
    ----------
    replications
        How many; by default as the scenario says.
    seed
        Seed of all chance; by default as the scenario says.
    clock
        `auto` takes SimPy for small work and the compiled clock for big; the figures are the same.
    until
        Replicate until precise enough: `"service_level ±1%"`.
    processes
        SimPy processes of your own beside the centre; see `cic.clocks.simpy_clock`.
    progress
        Told after each replication how many are done, of how many.
    policies
        Scores of your own for routing, `Policies(agent=my_choice)`; see `cic.policies.own`.
    """
    _check_kinds(scenario, clock, until, processes)
    done = replicate(
        scenario,
        replications=replications,
        seed=seed,
        clock=clock,
        until=Precision.parse(until) if isinstance(until, str) else until,
        processes=processes,
        progress=progress,
        policies=policies,
    )
    return Run(done)
