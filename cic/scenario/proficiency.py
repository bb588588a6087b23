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


def proficiencies(model: Model, queue: str) -> dict[str, Goodness]:
    """How good each group is at what a queue asks for; if at nothing: the level of its skill."""
    asked = model.queues[queue].asks_for
    if not asked:
        skills = {g: crew.skills.get(queue) for g, crew in model.agents.items()}
        known = {g: 0.0 if skill is None else skill.level for g, skill in skills.items()}
        return {g: Goodness(level, level, level) for g, level in known.items()}
    levels = {
        g: tuple(crew.attributes.get(what, 0.0) for what in asked)
        for g, crew in model.agents.items()
    }
    lists = {levels[g] for g, crew in model.agents.items() if queue in crew.skills}
    return {
        g: Goodness(
            sum(own),
            sum(weight * level for weight, level in zip(asked.values(), own, strict=True)),
            sum(other < own for other in lists),
        )
        for g, own in levels.items()
    }
