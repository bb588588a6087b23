"""From sums to estimates: every measure of every queue, group and interval, with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from cic.measures.by_day import WeekdayMeans, day_sums, days_of_weekdays, profile_sums
from cic.measures.by_interval import day_measures, interval_measures, profile_measures
from cic.measures.campaigns import CAMPAIGN_MEASURES, campaign_sums
from cic.measures.cases import CASE_MEASURES, case_sums
from cic.measures.cost_measures import COST_MEASURE, TOLD_OF, Level
from cic.measures.costs import cost_sums
from cic.measures.counted import bin_edges, spans
from cic.measures.counts import Counted, Counts
from cic.measures.customer_measures import SEGMENT_MEASURES
from cic.measures.customers import segment_sums
from cic.measures.definitions import (
    GROUP_MEASURES,
    QUEUE_MEASURE,
    QUEUE_MEASURES,
    SITE_MEASURES,
    Measure,
)
from cic.measures.planned import planned_seconds
from cic.measures.quantiles import ALL_QUANTILES
from cic.measures.queue_columns import QueueColumns
from cic.measures.sites import site_sums
from cic.measures.stacking import numbers, with_sum
from cic.measures.stress import strain_sums
from cic.program.layout import Program
from cic.scenario.scenario import Model
from cic.statistics.tables import EstimateTable, mean_table, ratio_table, root_table
from cic.units import HOUR

Floats = np.ndarray


class Estimates:
    """The measures of a set of replications.

    Parameters
    ----------
    counted
        What each replication gave, in order.
    """

    def __init__(
        self,
        counted: Counts | Sequence[Counted],
        program: Program,
        model: Model,
        *,
        confidence: float,
    ) -> None:
        self._program = program
        self._model = model
        self.confidence = confidence
        self._edges = bin_edges(program)
        counts = counted if isinstance(counted, Counts) else Counts(counted)
        self._queue_sums = counts.all("by_queue")
        self._group_sums = counts.all("by_group")
        self._quantiles = counts.all("quantiles")
        self._site_counts = counts.all("by_site")
        self._priced = counts.all("priced")
        self._campaign_counts = counts.all("by_campaign")
        self._segments = counts.all("by_segment")
        self._strains = counts.all("strains")
        self._case_counts = counts.all("by_case")

    @property
    def queue_sums(self) -> dict[str, Floats]:
        """What each replication gave, by name: shape (replications, queues + 1), the last all."""
        return self._by_queue

    @property
    def group_sums(self) -> dict[str, Floats]:
        """What each replication gave, by name: shape (replications, groups + 1), the last all."""
        return self._by_group

    @property
    def campaign_sums(self) -> dict[str, Floats]:
        """What each replication gave, by name: shape (replications, campaigns + 1), last all."""
        return campaign_sums(self._campaign_counts)

    @property
    def case_sums(self) -> dict[str, Floats]:
        """What each replication gave, by name: shape (replications, rows + 1), the last all."""
        return case_sums(self._case_counts)

    @property
    def centre_costs(self) -> dict[str, Floats]:
        """What each replication cost, by name: shape (replications, 1); empty without prices."""
        return self._costs["centre"] if self._costs else {}

    def queue(self, measure: Measure) -> EstimateTable:
        """One measure: a value for each queue, then the total."""
        if measure.top in ALL_QUANTILES:
            place = ALL_QUANTILES.index(measure.top)
            return mean_table(self._quantiles[:, place], confidence=self.confidence)
        return self._estimate(measure, self._by_queue)

    def group(self, measure: Measure) -> EstimateTable:
        """One measure: a value for each agent group, then the total."""
        return self._estimate(measure, self._by_group)

    def site(self, measure: Measure) -> EstimateTable:
        """One measure: a value for each site, then the whole centre's."""
        return self._estimate(measure, self._by_site)

    def interval(self, measure: Measure) -> EstimateTable:
        """One measure by interval: shape (intervals, queues + 1), the last the total."""
        return self._estimate(measure, self._by_interval)

    def group_interval(self, measure: Measure) -> EstimateTable:
        """One measure by interval: shape (intervals, groups + 1), the last the total."""
        return self._estimate(measure, self._by_group_interval)

    def queue_table(self) -> dict[str, EstimateTable]:
        """All queue measures, by name."""
        return {measure.name: self.queue(measure) for measure in QUEUE_MEASURES}

    def group_table(self) -> dict[str, EstimateTable]:
        """All group measures, by name."""
        return {measure.name: self.group(measure) for measure in GROUP_MEASURES}

    def site_table(self) -> dict[str, EstimateTable]:
        """All site measures, by name."""
        return {measure.name: self.site(measure) for measure in SITE_MEASURES}

    def campaign_table(self) -> dict[str, EstimateTable]:
        """All campaign measures, by name: a value for each campaign, then of all."""
        sums = self.campaign_sums
        return {measure.name: self._estimate(measure, sums) for measure in CAMPAIGN_MEASURES}

    def case_table(self) -> dict[str, EstimateTable]:
        """All measures of cases, by name: a value for each kind and step, then of all."""
        sums = self.case_sums
        return {measure.name: self._estimate(measure, sums) for measure in CASE_MEASURES}

    def customer_table(self) -> dict[str, EstimateTable]:
        """All measures of customers, by name; empty where the scenario has none."""
        if self._model.customers is None:
            return {}
        sums = segment_sums(self._segments, self._program.customers, self._model)
        return {measure.name: self._estimate(measure, sums) for measure in SEGMENT_MEASURES}

    def cost_tables(self) -> dict[Level, dict[str, EstimateTable]]:
        """All measures of cost and value, by name: a value for each group, queue … or the centre.

        Empty where nothing has a price.
        """
        return {
            level: {name: self._estimate(COST_MEASURE[name], sums_of) for name in TOLD_OF[level]}
            for level, sums_of in self._costs.items()
        }

    @cached_property
    def _costs(self) -> dict[Level, dict[str, Floats]]:
        """Costs and values of each replication; empty where nothing has a price."""
        if not self._model.priced:
            return {}
        of = self._by_queue, self._by_group, self.campaign_sums, self.case_sums
        return cost_sums(self._priced, *of, self._program, self._model)

    def interval_table(self) -> dict[str, EstimateTable]:
        """All measures reported by interval, by name."""
        return {name: self.interval(QUEUE_MEASURE[name]) for name in interval_measures(self._model)}

    def day_table(self) -> dict[str, EstimateTable]:
        """All measures reported by day, by name: shape (days, queues + 1), the last the total."""
        return self._table(day_measures(self._model), self._by_day)

    def weekday_table(self) -> dict[str, EstimateTable]:
        """The same of a day of each weekday, in order of coming: shape (weekdays, queues + 1)."""
        weekdays = list(days_of_weekdays(self._model).values())
        return self._table(day_measures(self._model), WeekdayMeans(self._by_day, weekdays))

    def profile_table(self) -> dict[str, EstimateTable]:
        """All measures of the mean day, by name: shape (intervals of a day, queues + 1)."""
        sums = profile_sums(numbers(self._queue_sums), self._program.days)
        return self._table(profile_measures(self._model), self._columns(sums))

    def _table(self, names: Sequence[str], sums: dict[str, Floats]) -> dict[str, EstimateTable]:
        return {name: self._estimate(QUEUE_MEASURE[name], sums) for name in names}

    def _estimate(self, measure: Measure, sums: dict[str, Floats]) -> EstimateTable:
        whole = measure.unit == "share" and not measure.unbounded
        bounds = (-np.inf if measure.signed else 0.0, 1.0 if whole else np.inf)
        if measure.bottom:
            tops, bottoms = sums[measure.top], sums[measure.bottom]
            table = ratio_table(tops, bottoms, confidence=self.confidence, within=bounds)
            return root_table(table) if measure.root else table
        return mean_table(sums[measure.top], confidence=self.confidence, within=bounds)

    @cached_property
    def _by_queue(self) -> QueueColumns:
        sums = self._queue_sums
        longest = sums["longest_wait"].max(axis=1)
        found = self._columns(numbers(sums).sum(axis=1), at=float(self._edges["ends"][-1]))
        found["longest_wait"] = np.column_stack([longest[:, :-1], longest.max(axis=1)])
        return found

    @cached_property
    def _by_interval(self) -> QueueColumns:
        bins = self._interval_bins
        at = self._edges["ends"][bins, None]
        return self._columns(numbers(self._queue_sums), at=at, bins=bins)

    @cached_property
    def _by_day(self) -> QueueColumns:
        days = self._program.days
        at = self._edges["ends"].reshape(days, -1)[:, -1:]
        return self._columns(day_sums(numbers(self._queue_sums), days), at=at)

    def _columns(
        self, sums: Floats, *, at: Floats | float = 0.0, bins: np.ndarray | None = None
    ) -> QueueColumns:
        return QueueColumns(sums, self._program, self._model, at=at, bins=bins)

    @property
    def _interval_bins(self) -> np.ndarray:
        bins = np.arange(len(self._edges)).reshape(self._program.days, -1)
        return bins[:, :-1].ravel()

    @cached_property
    def _group_spans(self) -> dict[str, Floats]:
        sums = np.moveaxis(self._group_sums, 0, 1)  # bins first
        found = {
            name: np.moveaxis(
                spans(sums[f"{name}_change"], sums[f"{name}_left"], self._edges), 0, 1
            )
            for name in ("busy", "handling", "duty", "break", "adhered", "worked", "overtime")
        }
        if not self._program.desks.several:
            found["handling"] = found["busy"] + found["handling"]
        found["paid"] = found["duty"] + found["break"]
        found["duty_hours"] = found["duty"] / HOUR
        found["paid_hours"] = found["paid"] / HOUR
        found["overtime_hours"] = found["overtime"] / HOUR
        self._against_plan(found)
        for name in ("answered", "asked", "resolved"):
            found[name] = self._group_sums[name]
        return found

    def _against_plan(self, found: dict[str, Floats]) -> None:
        """What stands above and below the line of measures of the plan.

        Sums of the same seconds may differ in the last bits; the bounds keep shares within 0 and 1.
        """
        for name, seconds in planned_seconds(self._program, self._edges).items():
            found[name] = np.broadcast_to(seconds, found["duty"].shape)
        found["planned_hours"] = found["plan_paid"] / HOUR
        found["plan_away"] = np.clip(found["plan_paid"] - found["plan_duty"], 0, found["plan_paid"])
        found["lost"] = np.clip(found["plan_paid"] - found["worked"], 0, found["plan_paid"])
        found["adhered"] = np.clip(found["adhered"], 0, found["plan"])

    @cached_property
    def _by_group(self) -> dict[str, Floats]:
        column = {name: values.sum(axis=1) for name, values in self._group_spans.items()}
        column["handled"] = column["busy"]
        column |= strain_sums(self._strains)
        return {name: with_sum(values) for name, values in column.items()}

    @cached_property
    def _by_site(self) -> dict[str, Floats]:
        return site_sums(self._site_counts, self._by_group, self._program)

    @cached_property
    def _by_group_interval(self) -> dict[str, Floats]:
        column = {
            name: values[:, self._interval_bins] for name, values in self._group_spans.items()
        }
        column["handled"] = column["busy"]
        return {name: with_sum(values) for name, values in column.items()}
