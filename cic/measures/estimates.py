"""From sums to estimates: every measure of every queue, group and interval, with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from cic.measures.by_day import day_sums, days_of_weekdays, profile_sums, weekday_means
from cic.measures.by_interval import day_measures, interval_measures, profile_measures
from cic.measures.campaigns import CAMPAIGN_MEASURES, campaign_sums
from cic.measures.cases import CASE_MEASURES, case_sums
from cic.measures.cost_measures import COST_MEASURE, TOLD_OF, Level
from cic.measures.costs import cost_sums
from cic.measures.counted import Counted, bin_edges, spans
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
from cic.measures.sites import site_sums
from cic.measures.stacking import numbers, stacked, with_sum
from cic.measures.stress import strain_sums
from cic.measures.tally import QUEUE_SUMS
from cic.program.layout import Program
from cic.scenario.scenario import Model
from cic.statistics.tables import EstimateTable, mean_table, ratio_table, root_table
from cic.units import HOUR

Floats = np.ndarray

_DERIVED = (
    *("all_abandoned", "blocked", "unserved", "talking", "on_hold", "handled", "received"),
    *("ended", "delayed", "in_line", "met", "counted", "customers_lost"),
)
"""Sums of sums, by queue."""


class Estimates:
    """The measures of a set of replications.

    Parameters
    ----------
    counted
        What each replication gave, in order.
    """

    def __init__(
        self, counted: Sequence[Counted], program: Program, model: Model, *, confidence: float
    ) -> None:
        self._program = program
        self._model = model
        self.confidence = confidence
        self._edges = bin_edges(program)
        self._queue_sums = stacked([one.by_queue for one in counted])
        self._group_sums = stacked([one.by_group for one in counted])
        self._quantiles = stacked([one.quantiles for one in counted])
        self._site_counts = stacked([one.by_site for one in counted])
        self._priced = stacked([one.priced for one in counted])
        self._campaign_counts = stacked([one.by_campaign for one in counted])
        self._segments = stacked([one.by_segment for one in counted])
        self._strains = stacked([one.strains for one in counted])
        self._case_counts = stacked([one.by_case for one in counted])

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
        return self._table(day_measures(self._model), weekday_means(self._by_day, weekdays))

    def profile_table(self) -> dict[str, EstimateTable]:
        """All measures of the mean day, by name: shape (intervals of a day, queues + 1)."""
        sums = profile_sums(numbers(self._queue_sums), self._program.days)
        return self._table(profile_measures(self._model), self._queue_columns(sums))

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
    def _by_queue(self) -> dict[str, Floats]:
        sums = self._queue_sums
        longest = sums["longest_wait"].max(axis=1)
        found = self._queue_columns(numbers(sums).sum(axis=1))
        self._backlog(found, float(self._edges["ends"][-1]))
        found["longest_wait"] = np.column_stack([longest[:, :-1], longest.max(axis=1)])
        return found

    @cached_property
    def _by_interval(self) -> dict[str, Floats]:
        sums = numbers(self._queue_sums).copy()
        names = list(QUEUE_SUMS.dtype.names or ())
        for name in ("backlog_change", "backlog_since"):
            place = names.index(name)
            sums[..., place] = sums[..., place].cumsum(axis=1)
        found = self._queue_columns(sums[:, self._interval_bins])
        self._backlog(found, self._edges["ends"][self._interval_bins, None])
        return found

    @cached_property
    def _by_day(self) -> dict[str, Floats]:
        days = self._program.days
        found = self._queue_columns(day_sums(numbers(self._queue_sums), days))
        self._backlog(found, self._edges["ends"].reshape(days, -1)[:, -1:])
        return found

    def _backlog(self, column: dict[str, Floats], at: Floats | float) -> None:
        """Contacts that wait at an instant, and the sum of how long they have waited."""
        column["backlog"] = column["backlog_change"]
        column["backlog_age"] = column["backlog_change"] * at - column["backlog_since"]

    @property
    def _interval_bins(self) -> np.ndarray:
        bins = np.arange(len(self._edges)).reshape(self._program.days, -1)
        return bins[:, :-1].ravel()

    def _queue_columns(self, sums: Floats) -> dict[str, Floats]:
        """Sums (the last axis), and sums of sums, with the total in the last queue's place."""
        names = (*(QUEUE_SUMS.dtype.names or ()), *_DERIVED)
        block = np.empty((*sums.shape[:-1], len(names)))
        block[..., : -len(_DERIVED)] = sums
        column = {name: block[..., n] for n, name in enumerate(names)}
        column["all_abandoned"][:] = column["abandoned"] + column["hung_up"]
        refused = column["no_line"] + column["no_port"] + column["queue_full"] + column["sent_away"]
        column["blocked"][:] = refused
        column["handled"][:] = column["talk"] + column["wrap_up"]
        beside = column["consulted"] + column["hold"]
        column["talking"][:] = column["talk"] - beside
        column["on_hold"][:] = column["held"] + beside
        in_line = column["in_line"]
        in_line[:] = column["inside"] - column["callbacks_owed"]
        column["received"][:] = column["answered"] - column["callbacks_reached"]
        column["ended"][:] = column["reached"] - in_line
        column["delayed"][:] = column["waited"] + in_line
        if not self._program.legs.lead_on:  # each contact is a customer
            column["fresh"][:] = column["offered"]
            helped = column["self_served"] + column["offers_helped"]
            column["customers_served"][:] = column["answered"] + helped
        callbacks = column["callbacks_not_reached"] + column["callbacks_lost"]
        in_vain = callbacks + column["deflected"] - column["offers_helped"]
        gone = column["all_abandoned"] + column["blocked"] + in_vain
        column["customers_lost"][:] = gone - column["came_again"]
        column["unserved"][:] = column["fresh"] - column["customers_served"]
        self._service_level(column)
        # The last queue stands for contacts that came to none: with them the total is complete.
        block[..., -1, :] = block.sum(axis=-2)
        return column

    def _service_level(self, column: dict[str, Floats]) -> None:
        """What stands above and below the line of each queue's own service level."""
        met, counted = column["met"], column["counted"]
        met[:], counted[:] = column["answered_within"], column["reached"]
        counted -= column["callbacks_accepted"]
        for q, queue in enumerate(self._model.queues.values()):
            definition = queue.service_level.definition
            if definition == "met_of_offered":
                met[..., q] += column["abandoned_within"][..., q]
            elif definition == "answered_of_offered_less_short_abandons":
                counted[..., q] -= column["abandoned_within"][..., q]
            elif definition == "answered_of_answered":
                counted[..., q] = column["received"][..., q]

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
