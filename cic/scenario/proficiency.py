"""How good the agents of a group are at what a queue asks for."""

from __future__ import annotations

from typing import NamedTuple

from cic.scenario.scenario import Model

PROFICIENCIES = {"proficiency", "weighted_proficiency", "ordered_proficiency"}
"""Terms of scores that count it."""


class Goodness(NamedTuple):
    """The levels of a group's attributes, as a queue asks for them."""

    added_up: float
    weighted: float
    """Each level times its weight, added up."""
    in_order: float
    """How many different lists of levels of groups that answer the queue come before the group's:
    the first in which two lists differ decides."""


def proficiency_of(model: Model, queue: str, group: str) -> Goodness:
    """How good a group is at what a queue asks for; if at nothing: the level of its skill."""
    asked = model.queues[queue].asks_for
    if not asked:
        skill = model.agents[group].skills.get(queue)
        level = 0.0 if skill is None else skill.level
        return Goodness(level, level, level)
    levels = _levels(model, queue, group)
    lists = {_levels(model, queue, g) for g, crew in model.agents.items() if queue in crew.skills}
    weighted = sum(weight * level for weight, level in zip(asked.values(), levels, strict=True))
    return Goodness(sum(levels), weighted, sum(other < levels for other in lists))


def _levels(model: Model, queue: str, group: str) -> tuple[float, ...]:
    """The levels of a group in the order in which a queue asks for them; 0 of what it lacks."""
    attributes = model.agents[group].attributes
    return tuple(attributes.get(what, 0.0) for what in model.queues[queue].asks_for)
