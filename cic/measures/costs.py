"""What a centre costs and is worth: sums that are counted anyway, times the scenario's prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cic import units
from cic.measures.cost_measures import (
    COST_PARTS,
    VALUE_PARTS,
    Level,
    priced_names,
    priced_steps,
)
from cic.program.layout import Program
from cic.scenario.costs import ContactCost, ContactValue, DialCost, LineCost, WorkCost
from cic.scenario.scenario import Model

Floats = np.ndarray
Sums = dict[str, Floats]
"""Sums by name, shape (replications, names)."""

UNPRICED = np.zeros(0)
"""In place of `priced_sums`, where time has no price."""
_SLACK = 1e-9


def time_is_priced(model: Model) -> bool:
    """Whether minutes of talk, or on a line, cost anything: these are counted only then."""
    return any(group.cost and group.cost.talk_minute for group in model.agents.values()) or any(
        model.line_price(site).minute for site in (None, *model.sites)
    )


def holding_lines(model: Model) -> Floats:
    """Of each queue, then of none, 1 where its contacts hold a line; what comes to none calls."""
    of_queue = [model.medium(queue.channel).holds_line for queue in model.queues.values()]
    return np.array([*of_queue, True], np.int64)


def priced_sums(counted: np.ndarray, groups: int, sites: int) -> Floats:
    """What `tally_priced` counted [s]: talk by group, then time on lines by site, last by none."""
    return np.concatenate([counted["talk"][:groups], counted["line_time"][: sites + 1]])


def cost_sums(
    priced: Floats,
    of_queues: Mapping[str, Floats],
    of_groups: Mapping[str, Floats],
    of_campaigns: Mapping[str, Floats],
    of_cases: Mapping[str, Floats],
    program: Program,
    model: Model,
) -> dict[Level, Sums]:
    """Costs and values of each replication.

    Parameters
    ----------
    priced
        What `priced_sums` gave, of all replications.
    of_queues, of_groups, of_campaigns
        Sums by queue, agent group and campaign, the last column that of the whole centre.
    of_cases
        Sums by kind of case and step, the last column that of all kinds.
    """
    groups, lines = _group_sums(priced, of_groups, model), _line_sums(priced, program, model)
    queues = _queue_sums(of_queues, model)
    channels = [queue.channel for queue in model.queues.values()]
    by_site = [group.site for group in model.agents.values()]
    sites = _gathered(groups, by_site, list(model.sites))
    sites |= {name: values[:, :-1] for name, values in lines.items()}
    dials = _campaign_sums(of_campaigns, model)
    cases, steps = _case_sums(of_cases, model), priced_steps(model)
    everything = [groups, queues, lines, dials, cases]
    centre = {
        name: values.sum(axis=1, keepdims=True)
        for sums in everything
        for name, values in sums.items()
        if name in COST_PARTS or name in VALUE_PARTS
    }
    for name in ("answered", "resolved"):
        centre[name] = of_queues[name][:, -1:]
    found: dict[Level, Sums] = {
        "centre": centre,
        "group": groups,
        "queue": queues,
        "channel": _gathered(queues, channels, list(model.media)),
        "site": sites,
        "campaign": dials,
        "case": _gathered(cases, [kind for kind, _, _ in steps], list(model.cases)),
        "party": _gathered(cases, [party for _, party, _ in steps], priced_names(model, "party")),
    }
    everybody: dict[Level, list[str]] = {
        "group": list(model.agents),
        "queue": list(model.queues),
        "channel": list(model.media),
        "site": list(model.sites),
        "campaign": list(model.ranked_campaigns),
        "case": list(model.cases),
        "party": priced_names(model, "party"),
    }
    for level, names in everybody.items():
        kept = [names.index(name) for name in priced_names(model, level)]
        found[level] = {name: values[:, kept] for name, values in found[level].items()}
    for sums in found.values():
        _add_up(sums)
    return found


def _add_up(sums: Sums) -> None:
    """Cost, value and margin, from their parts."""
    for total, parts in (("cost", COST_PARTS), ("value", VALUE_PARTS)):
        there = [sums[name] for name in parts if name in sums]
        if there:
            sums[total] = np.sum(there, axis=0)
    if "value" in sums:
        sums["margin"] = sums["value"] - sums["cost"]


def _group_sums(priced: Floats, of: Mapping[str, Floats], model: Model) -> Sums:
    costs = [group.cost or WorkCost() for group in model.agents.values()]
    count = len(costs)
    talk = priced[:, :count] if priced.size else np.zeros((len(priced), count))
    paid, overtime = of["paid_hours"][:, :count], of["overtime_hours"][:, :count]
    hours = paid - overtime
    hours = np.where(np.abs(hours) > _SLACK * paid, hours, 0.0)
    return {
        "cost_of_hours": hours * [cost.hour for cost in costs],
        "cost_of_overtime": overtime * [cost.overtime for cost in costs],
        "cost_of_contacts": of["answered"][:, :count] * [cost.contact for cost in costs],
        "cost_of_talk": talk / units.MINUTE * [cost.talk_minute for cost in costs],
        "cost_of_handling": of["handled"][:, :count]
        / units.MINUTE
        * [cost.handled_minute for cost in costs],
        "cost_of_hiring": of["agents_hired"][:, :count] * [cost.hire for cost in costs],
        "answered": of["answered"][:, :count],
        "resolved": of["resolved"][:, :count],
    }


def _line_sums(priced: Floats, program: Program, model: Model) -> Sums:
    """Lines by site, then those of no site."""
    costs: list[LineCost] = [model.line_price(site) for site in (*model.sites, None)]
    lines = [site.lines or 0 for site in model.sites.values()] + [model.lines or 0]
    time = priced[:, len(program.group_names) :]
    held = time if priced.size else np.zeros((len(priced), len(costs)))
    rent = [model.days * count * cost.day for count, cost in zip(lines, costs, strict=True)]
    return {
        "cost_of_line_time": held / units.MINUTE * [cost.minute for cost in costs],
        "cost_of_lines": np.tile(np.array(rent, np.float64), (len(priced), 1)),
    }


def _campaign_sums(of: Mapping[str, Floats], model: Model) -> Sums:
    costs = [campaign.cost or DialCost() for campaign in model.ranked_campaigns.values()]
    count = len(costs)
    return {
        "cost_of_dials": of["dials"][:, :count] * [cost.dial for cost in costs],
        "cost_of_dialled_time": of["line_time"][:, :count]
        / units.MINUTE
        * [cost.minute for cost in costs],
    }


def _case_sums(of: Mapping[str, Floats], model: Model) -> Sums:
    """Steps by kind of case and step; what kinds themselves cost is that of their steps."""
    costs = [cost for _, _, cost in priced_steps(model)]
    return {"cost_of_cases": of["closed"][:, : len(costs)] * costs}


def _queue_sums(of: Mapping[str, Floats], model: Model) -> Sums:
    costs = [queue.cost or ContactCost() for queue in model.queues.values()]
    values = [queue.value or ContactValue() for queue in model.queues.values()]
    count = len(costs)
    return {
        "cost_of_lost": of["customers_lost"][:, :count] * [cost.lost for cost in costs],
        "cost_of_waiting": of["wait"][:, :count] * [cost.waiting_second for cost in costs],
        "value_of_answered": of["answered"][:, :count] * [value.answered for value in values],
        "value_of_resolved": of["resolved"][:, :count] * [value.resolved for value in values],
    }


def _gathered(sums: Sums, belongs: Sequence[str | None], names: Sequence[str]) -> Sums:
    """Sums over all that belongs to each name."""
    found = {name: np.zeros((len(values), len(names))) for name, values in sums.items()}
    for column, name in enumerate(belongs):
        if name in names:
            for part, values in sums.items():
                found[part][:, names.index(name)] += values[:, column]
    return found
