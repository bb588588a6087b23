"""What agents are like, laid flat: skills, learning by tenure, and fatigue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cic import units
from cic.program.codes import NOBODY
from cic.program.records import FATIGUE, LEARNT, PERSON, SKILL
from cic.program.stress import Stresses, lay_out_stress
from cic.scenario.onward import warm_targets
from cic.scenario.scenario import Model


@dataclass(frozen=True)
class People:
    """The tables of what time does to agents; empty where it does nothing."""

    learnt: np.ndarray
    """Factors on talk by agent and week of the run; where agents may leave, then those of who is
    hired, by group and week at work."""
    weeks: int
    """Weeks of the run; 0 where nobody learns."""
    fatigue: np.ndarray
    """How the agents of each group tire."""
    persons: np.ndarray
    """How tired each agent is as a run begins."""
    stress: Stresses

    @property
    def change(self) -> bool:
        """Whether agents change in time."""
        return self.weeks > 0 or len(self.fatigue) > 0 or self.stress.any


def lay_out_people(model: Model, groups: Sequence[int]) -> People:
    """What time does to agents; `groups` is the group of each, in order."""
    tires = any(group.fatigue is not None for group in model.agents.values())
    weeks = 0
    if any(group.learning is not None for group in model.agents.values()):
        last = (model.days - 1) * units.DAY + model.closes - model.opens
        weeks = int(last / units.WEEK) + 1
    stress = lay_out_stress(model, groups)
    return People(
        learnt=_learnt(model, groups, weeks, newcomers=stress.leaves),
        weeks=weeks,
        fatigue=_fatigue(model) if tires else FATIGUE.table(0),
        persons=PERSON.table(len(groups) * tires),
        stress=stress,
    )


def _learnt(model: Model, groups: Sequence[int], weeks: int, *, newcomers: bool) -> np.ndarray:
    rows = len(groups) + len(model.agents) * newcomers
    table = LEARNT.table(rows * weeks)
    table["talk_factor"] = 1.0
    factor = table["talk_factor"].reshape(rows, weeks)
    if weeks == 0:
        return table
    for g, group in enumerate(model.agents.values()):
        if group.learning is None:
            continue
        tenures = group.learning.tenures
        found = [
            [group.learning.talk_factor(tenure + week * units.WEEK) for week in range(weeks)]
            for tenure in tenures
        ]
        for n, a in enumerate(a for a, of in enumerate(groups) if of == g):
            factor[a] = found[n % len(tenures)]
        if newcomers:
            factor[len(groups) + g] = [
                group.learning.talk_factor(week * units.WEEK) for week in range(weeks)
            ]
    return table


def _fatigue(model: Model) -> np.ndarray:
    table = FATIGUE.table(len(model.agents))
    table["over"] = 1.0
    for row, group in zip(table, model.agents.values(), strict=True):
        if group.fatigue is not None:
            for field in ("strength", "above", "over"):
                row[field] = getattr(group.fatigue, field)
    return table


def asks_resolution(model: Model) -> bool:
    """Whether any queue says how often its contacts are resolved."""
    return any(queue.resolves is not None for queue in model.queues.values())


def lay_out_skills(model: Model, own_wrap_ups: tuple[str, ...], people: People) -> np.ndarray:
    """How each group answers each queue: records of `SKILL`."""
    table = SKILL.table(len(model.agents) * len(model.queues))
    handed_over = {to for queue in model.queues.values() for to in warm_targets(queue.transfers)}
    table["talk_factor"], table["quality"], table["wrap_up"] = 1.0, 1.0, NOBODY
    for g, (group_name, group) in enumerate(model.agents.items()):
        for q, queue_name in enumerate(model.queues):
            row = table[g * len(model.queues) + q]
            if queue_name in group.skills:
                row["talk_factor"] = group.skills[queue_name].talk_factor
                row["quality"] = group.skills[queue_name].quality
            if queue_name in group.wrap_up:
                row["wrap_up"] = own_wrap_ups.index(group_name)
            queue = model.queues[queue_name]
            more = people.change or queue.resolves is not None or bool(queue.talk_after_wait)
            more = more or queue.announcement is not None or queue_name in handed_over
            more = more or queue.hold is not None or queue.calls_back
            row["differs"] = 2 if more else row["wrap_up"] != NOBODY
    return table
