"""Estimates as tidy frames: one row a figure, with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from cic import units
from cic.log.columns import (
    CAMPAIGN_COLUMNS,
    CASE_STEP_COLUMNS,
    CUSTOMER_COLUMNS,
    DAY_COLUMNS,
    DAY_PROFILE_COLUMNS,
    GROUP_COLUMNS,
    GROUP_INTERVAL_COLUMNS,
    INTERVAL_COLUMNS,
    SITE_COLUMNS,
    SUMMARY_COLUMNS,
    WEEKDAY_COLUMNS,
    Column,
)
from cic.log.frames import frame
from cic.measures.by_day import days_of_weekdays
from cic.measures.campaigns import CAMPAIGN_MEASURE
from cic.measures.cases import CASE_MEASURE
from cic.measures.cost_measures import Level
from cic.measures.customer_measures import SEGMENT_MEASURE
from cic.measures.definitions import GROUP_MEASURE, QUEUE_MEASURE, SITE_MEASURE, Measure
from cic.scenario.scenario import Model
from cic.statistics.tables import EstimateTable

if TYPE_CHECKING:
    import pandas as pd

TOTAL = "total"
"""What stands for the whole centre among names of queues or groups."""

GROUP_INTERVAL_MEASURES: tuple[str, ...] = ("staffed_hours", "occupancy", "utilisation", "answered")
"""The group measures that are also reported by interval."""

Tables = Mapping[str, EstimateTable]
"""Measures by name; the last axis is the queues, groups or sites, then the total."""

CostTables = Mapping[Level, Tables]
"""Costs and value by what they are of; the last axis is the groups, queues … or the centre."""


def summary_frame(tables: Tables, queues: Sequence[str]) -> pd.DataFrame:
    """Every measure of every queue and in total."""
    return _tidy(SUMMARY_COLUMNS, tables, names=queues, measures=QUEUE_MEASURE)


def groups_frame(tables: Tables, groups: Sequence[str]) -> pd.DataFrame:
    """Every measure of every agent group and of all."""
    return _tidy(GROUP_COLUMNS, tables, names=groups, measures=GROUP_MEASURE)


def sites_frame(tables: Tables, sites: Sequence[str]) -> pd.DataFrame:
    """Every measure of every site and of the whole centre; no rows where there are no sites."""
    if not sites:
        return frame(SITE_COLUMNS, {column.name: [] for column in SITE_COLUMNS})
    return _tidy(SITE_COLUMNS, tables, names=sites, measures=SITE_MEASURE)


def campaigns_frame(tables: Tables, campaigns: Sequence[str]) -> pd.DataFrame:
    """Every measure of every campaign and of all; no rows where there are no campaigns."""
    if not campaigns:
        return frame(CAMPAIGN_COLUMNS, {column.name: [] for column in CAMPAIGN_COLUMNS})
    return _tidy(CAMPAIGN_COLUMNS, tables, names=campaigns, measures=CAMPAIGN_MEASURE)


def case_steps_frame(tables: Tables, rows: Sequence[str]) -> pd.DataFrame:
    """Every measure of every kind of case and step, and of all; no rows where there are none."""
    if not rows:
        return frame(CASE_STEP_COLUMNS, {column.name: [] for column in CASE_STEP_COLUMNS})
    return _tidy(CASE_STEP_COLUMNS, tables, names=rows, measures=CASE_MEASURE)


def customers_frame(tables: Tables, segments: Sequence[str]) -> pd.DataFrame:
    """Every measure of every segment and of all customers; no rows where there are none."""
    if not segments:
        return frame(CUSTOMER_COLUMNS, {column.name: [] for column in CUSTOMER_COLUMNS})
    return _tidy(CUSTOMER_COLUMNS, tables, names=segments, measures=SEGMENT_MEASURE)


def intervals_frame(tables: Tables, model: Model) -> pd.DataFrame:
    """Measures by queue and interval."""
    return _by_queue(INTERVAL_COLUMNS, tables, model, _instants(model))


def days_frame(tables: Tables, model: Model) -> pd.DataFrame:
    """Measures by queue and day."""
    days = np.arange(model.days)
    weekdays = _texts([model.weekday(day) for day in range(model.days)])
    return _by_queue(DAY_COLUMNS, tables, model, {"day": days, "weekday": weekdays})


def weekdays_frame(tables: Tables, model: Model) -> pd.DataFrame:
    """Measures by queue and weekday."""
    found = days_of_weekdays(model)
    counts = np.array([len(days) for days in found.values()])
    return _by_queue(WEEKDAY_COLUMNS, tables, model, {"weekday": _texts([*found]), "days": counts})


def day_profile_frame(tables: Tables, model: Model) -> pd.DataFrame:
    """Measures by queue and interval of the mean day."""
    intervals = np.arange(model.intervals_per_day)
    steps = {"interval": intervals, "time_of_day": _times_of_day(model)}
    return _by_queue(DAY_PROFILE_COLUMNS, tables, model, steps)


def _by_queue(
    columns: Sequence[Column], tables: Tables, model: Model, steps: Mapping[str, np.ndarray]
) -> pd.DataFrame:
    names = tuple(model.queues)
    return _tidy(columns, tables, names=names, measures=QUEUE_MEASURE, steps=steps)


def group_intervals_frame(tables: Tables, model: Model) -> pd.DataFrame:
    """Measures by agent group and interval."""
    return _tidy(
        GROUP_INTERVAL_COLUMNS,
        tables,
        names=tuple(model.agents),
        measures=GROUP_MEASURE,
        steps=_instants(model),
    )


def _tidy(
    columns: Sequence[Column],
    tables: Tables,
    *,
    names: Sequence[str],
    measures: Mapping[str, Measure],
    steps: Mapping[str, np.ndarray] | None = None,
) -> pd.DataFrame:
    """Rows by name, then step (what the columns `steps` tell of), then measure."""
    steps = steps or {}
    count = max((len(column) for column in steps.values()), default=1)
    shape = (len(names) + 1, count, len(tables))
    n, step, m = (places.ravel() for places in np.indices(shape))
    values: dict[str, Any] = {
        columns[0].name: _texts([*names, TOTAL])[n],
        "measure": _texts(list(tables))[m],
        "unit": _texts([measures[name].unit for name in tables])[m],
    }
    for part in ("value", "low", "high"):
        stacked = np.stack([getattr(table, part) for table in tables.values()], axis=-1)
        by_step = stacked.reshape(count, len(names) + 1, len(tables))
        values[part] = np.moveaxis(by_step, 0, 1).ravel()
    values |= {name: column[step] for name, column in steps.items()}
    return frame(columns, values)


def _instants(model: Model) -> dict[str, np.ndarray]:
    """The intervals of all days."""
    day, k = np.divmod(np.arange(model.days * model.intervals_per_day), model.intervals_per_day)
    return {
        "day": day,
        "interval": k,
        "starts_at": day * units.DAY + k * model.interval,
        "time_of_day": _times_of_day(model)[k],
    }


def _times_of_day(model: Model) -> np.ndarray:
    """When each interval of a day begins."""
    begins = (model.opens + n * model.interval for n in range(model.intervals_per_day))
    return _texts([units.clock_text(at) for at in begins])


def _texts(texts: Sequence[str]) -> np.ndarray:
    return np.array([*texts, None], dtype=object)[:-1]


def tables_of(
    tidy: pd.DataFrame, measures: Sequence[str], *, names: Sequence[str]
) -> dict[str, EstimateTable]:
    """The estimates of a frame as arrays again: shape (intervals, names).

    Raises
    ------
    ValueError
        If its rows are not those that were made of these measures and names.
    """
    shape = (len(names), -1, len(measures))
    of, measure = (tidy[name].to_numpy().reshape(shape) for name in (tidy.columns[0], "measure"))
    as_made = (of == _texts(names)[:, None, None]) & (measure == _texts(measures))
    if not as_made.all():
        raise ValueError("its rows are not in the order in which they were written")
    value, low, high = (tidy[part].to_numpy().reshape(shape) for part in ("value", "low", "high"))
    return {
        name: EstimateTable(value[..., m].T, low[..., m].T, high[..., m].T)
        for m, name in enumerate(measures)
    }
