"""Checks of what agents are like: whether it can show."""

from __future__ import annotations

from collections.abc import Iterator

from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model


def resolution_is_asked(model: Model) -> Iterator[Issue]:
    """What bears on the resolution of a queue's contacts is told where nobody asks about it."""
    for name, where, told in _on_resolution(model):
        queue = model.queues.get(name)
        if queue is None or queue.resolves is not None:
            continue
        what = f"{told}, and queue {name!r} does not say how often a contact is resolved"
        remedy = f"write 'resolves: 80%' in queue {name!r}, or remove it"
        reads: tuple[Where, ...] = (where, ("queues", name, "resolves"))
        yield notice("CIC368", where, what, remedy, reads=reads)


def _on_resolution(model: Model) -> Iterator[tuple[str, Where, str]]:
    """The queue, the place, and what stands there."""
    for name, queue in model.queues.items():
        base: Where = ("queues", name)
        if queue.knowledge_base is not None and queue.knowledge_base.resolution_factor != 1:
            where = (*base, "knowledge_base", "resolution_factor")
            yield name, where, "a knowledge base changes resolution"
        for what, addition in queue.additions.items():
            if addition.resolution_factor != 1:
                where = (*base, "additions", what, "resolution_factor")
                yield name, where, f"{what!r} changes resolution"
        if "resolution_rate" in queue.targets:
            yield name, (*base, "targets", "resolution_rate"), "a target bounds resolution"
    for group_name, group in model.agents.items():
        for name, skill in group.skills.items():
            if skill.quality != 1:
                where = ("agents", group_name, "skills", name, "quality")
                yield name, where, f"group {group_name!r} has a quality of {skill.quality:g}"


PEOPLE_CHECKS = (resolution_is_asked,)
