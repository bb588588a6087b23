"""What a centre costs and is worth: sums that are counted anyway, times the scenario's prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from cic import units
from cic.log.log import Log
from cic.measures.cost_measures import COST_PARTS, VALUE_PARTS, Level, priced_names
from cic.program.codes import ANSWERS, NO_LINE
from cic.program.layout import Program
from cic.scenario.costs import ContactCost, ContactValue, LineCost, WorkCost
from cic.scenario.scenario import Model

Floats = np.ndarray
Sums = dict[str, Floats]
"""Sums by name, shape (replications, names)."""

_UNPRICED = np.zeros(0)
_SLACK = 1e-9


def count_priced(log: Log, program: Program, model: Model) -> Floats:
    """What only prices need of one replication [s]; shape (0,) where they do not.

    Talk by agent group, then the time for which contacts held lines by site, the last by none.
    """
    if not (talk_is_priced(model) or line_time_is_priced(model)):
        return _UNPRICED
    return np.concatenate([_talk(log, program), _line_time(log, program, model)])


def talk_is_priced(model: Model) -> bool:
    """Whether minutes of talk cost anything."""
    return any(group.cost and group.cost.talk_minute for group in model.agents.values())


def line_time_is_priced(model: Model) -> bool:
    """Whether minutes on a line cost anything."""
    return any(model.line_price(site).minute for site in (None, *model.sites))


def _talk(log: Log, program: Program) -> Floats:
    """Talk by group [s]."""
    answered = np.isin(log.contacts["outcome"], ANSWERS)
    group, talk = (log.contacts[name][answered] for name in ("group", "talk"))
    return np.bincount(group, weights=talk, minlength=len(program.group_names))


def _line_time(log: Log, program: Program, model: Model) -> Floats:
    """How long contacts held lines, from first ring to hang-up, by site [s].

    What never comes to a queue is a call. Time before a run begins is left out.
    """
    contacts, sites = log.contacts, len(program.sites.names)
    of_queue = [model.medium(queue.channel).holds_line for queue in model.queues.values()]
    holds = np.array([*of_queue, True])[contacts["queue"]] & (contacts["outcome"] != NO_LINE)
    holds &= ~np.isnan(contacts["ended_at"])
    at = np.full(len(contacts), sites)
    if len(log.trunks):
        at = np.where(log.trunks["site"] < 0, sites, log.trunks["site"])
    begins = np.maximum(contacts["arrived_at"], model.begins)[holds]
    held = np.maximum(contacts["ended_at"][holds] - begins, 0.0)
    return np.bincount(at[holds], weights=held, minlength=sites + 1)


def cost_sums(
    priced: Floats,
    of_queues: Mapping[str, Floats],
    of_groups: Mapping[str, Floats],
    program: Program,
    model: Model,
) -> dict[Level, Sums]:
    """Costs and values of each replication.

    Parameters
    ----------
    priced
        What `count_priced` gave, of all replications.
    of_queues, of_groups
        Sums by queue and by agent group, the last column that of the whole centre.
    """
    groups, lines = _group_sums(priced, of_groups, model), _line_sums(priced, program, model)
    queues = _queue_sums(of_queues, model)
    channels = [queue.channel for queue in model.queues.values()]
    by_site = [group.site for group in model.agents.values()]
    sites = _gathered(groups, by_site, list(model.sites))
    sites |= {name: values[:, :-1] for name, values in lines.items()}
    everything = [groups, queues, lines]
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
    }
    everybody: dict[Level, list[str]] = {
        "group": list(model.agents),
        "queue": list(model.queues),
        "channel": list(model.media),
        "site": list(model.sites),
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


def _queue_sums(of: Mapping[str, Floats], model: Model) -> Sums:
    costs = [queue.cost or ContactCost() for queue in model.queues.values()]
    values = [queue.value or ContactValue() for queue in model.queues.values()]
    count = len(costs)
    lost = (of["all_abandoned"] + of["blocked"])[:, :count]
    return {
        "cost_of_lost": lost * [cost.lost for cost in costs],
        "cost_of_waiting": of["wait"][:, :count] * [cost.waiting_second for cost in costs],
        "value_of_answered": of["answered"][:, :count] * [value.answered for value in values],
        "value_of_resolved": of["resolved"][:, :count] * [value.resolved for value in values],
    }


def _gathered(sums: Sums, belongs: Sequence[str | None], names: Sequence[str]) -> Sums:
    """Sums over all that belongs to each name."""
    found = {name: np.zeros((len(values), len(names))) for name, values in sums.items()}
    for column, name in enumerate(belongs):
        if name is not None:
            for part, values in sums.items():
                found[part][:, names.index(name)] += values[:, column]
    return found
