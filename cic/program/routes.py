"""Who serves what in which order, laid flat: the routes of queues, the duties of groups."""

from __future__ import annotations

import math

import numpy as np

from cic.program.announcements import served_by
from cic.program.codes import NEVER_MIND, NOBODY
from cic.program.desks import is_choosy
from cic.program.records import DUTY, GROUP, QUEUE, ROUTE
from cic.scenario.scenario import Model

UNLIMITED = NEVER_MIND
Ranks = dict[tuple[int, int], int]
"""The rank at which a queue tries a group, by (queue, group)."""


def ranks_of(model: Model, *, by_skill: bool) -> Ranks:
    """The rank in which a queue (q) tries a group (g), for those that serve it: (q, g) → rank."""
    ranks = {}
    for q, (queue_name, queue) in enumerate(model.queues.items()):
        for g, (group_name, group) in enumerate(model.agents.items()):
            if queue_name not in group.skills:
                continue
            if queue.groups is not None:
                if group_name in queue.groups:
                    ranks[q, g] = queue.groups.index(group_name)
            else:
                ranks[q, g] = group.skills[queue_name].rank if by_skill else 0
    return ranks


def lay_out_queues(model: Model, ranks: Ranks) -> tuple[np.ndarray, np.ndarray]:
    """Queues, and the groups that each tries in order: records of `ROUTE` and of `QUEUE`."""
    table = QUEUE.table(len(model.queues))
    group_names = list(model.agents)
    routes: list[tuple[float, float, float, float, int, int, int]] = []
    for q, (name, queue) in enumerate(model.queues.items()):
        row = table[q]
        row["weight"], row["head_start"] = queue.weight, queue.head_start
        _set_channel(row, name, model)
        row["first"] = row["last"] = row["last_chosen"] = NOBODY
        row["capacity"] = UNLIMITED if queue.capacity is None else queue.capacity
        row["priority"] = queue.priority
        row["routes_from"] = len(routes)
        serving = sorted((rank, g) for (of, g), rank in ranks.items() if of == q)
        over = {} if queue.criteria else queue.overflow  # it is among their stages, as is drop_out
        overflow = {group_names.index(group): way for group, way in over.items()}
        out = {} if queue.criteria else queue.drop_out
        until = {g: out.get(name, math.inf) for g, name in enumerate(group_names)}
        rates = served_by(model, name, [group_names[g] for _, g in serving])
        per_agent = {g: rate for (_, g), rate in zip(serving, rates, strict=True)}
        routes += [
            (0.0, until[g], math.inf, per_agent[g], g, rank, 0)
            for rank, g in serving
            if g not in overflow
        ]
        row["routes_until"] = len(routes)
        routes += [
            (
                _or(overflow[g].after, math.inf),
                until[g],
                _or(overflow[g].predicted_wait, math.inf),
                per_agent[g],
                g,
                rank,
                overflow[g].when_waiting or 0,
            )
            for rank, g in serving
            if g in overflow
        ]
        row["overflow_until"] = len(routes)
    return np.array(routes, ROUTE.dtype) if routes else ROUTE.table(0), table


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _set_channel(row: np.void, name: str, model: Model) -> None:
    """How contacts of a queue come, when their promise is due, and which agents they may have."""
    queue = model.queues[name]
    medium = model.medium(queue.channel)
    row["channel"] = list(model.media).index(queue.channel)
    row["deferred"] = medium.deferred
    row["due_within"] = queue.service_level.within
    row["due_in_open_hours"] = model.target_runs(name) == "open_hours"
    row["choosy"] = is_choosy(queue)
    row["after_idle"] = _or(queue.after_idle, math.inf)
    row["when_free"] = queue.when_free or 0


def lay_out_groups(
    model: Model, ranks: Ranks, *, last_group: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Groups, and the queues that each serves in order: records of `DUTY` and of `GROUP`.

    With `last_group` a queue is served by the groups that it tries last.
    """
    table = GROUP.table(len(model.agents))
    number = {name: q for q, name in enumerate(model.queues)}
    duties: list[int] = []
    for g, group in enumerate(model.agents.values()):
        row = table[g]
        row["first"] = row["last"] = NOBODY
        row["duties_from"] = len(duties)
        served = sorted(group.skills.items(), key=lambda item: item[1].rank)
        mine = [number[name] for name, _ in served if (number[name], g) in ranks]
        duties += [q for q in mine if not last_group or g in _last_groups(ranks, q)]
        row["duties_until"] = len(duties)
    rows = DUTY.table(len(duties))
    rows["queue"] = duties
    return rows, table


def _last_groups(ranks: Ranks, q: int) -> list[int]:
    """The groups that a queue tries last."""
    here = {g: rank for (of, g), rank in ranks.items() if of == q}
    last = max(here.values(), default=0)
    return [g for g, rank in here.items() if rank == last]
