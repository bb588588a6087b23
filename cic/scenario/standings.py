"""All that stages can lead to: at which ranks a contact tries groups, and stands with them.

A contact of a queue with stages is always in one of a few standings; a stage leads from one to the
next, by the first of its cases that holds. Routing criteria are stages, too: from the expiry of a
step on, those groups are tried that are good enough for the next.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import accumulate

from cic.scenario.criteria import RoutingStep
from cic.scenario.queues import Queue
from cic.scenario.routing_presets import rule_of
from cic.scenario.scenario import Model
from cic.scenario.stages import Stage, StageCase

MOST_STANDINGS = 500
"""So many may the stages of a queue lead to."""

Ranks = dict[str, float]


@dataclass(frozen=True)
class Fork:
    """A case of the next stage, and where it leads; without a case: where none holds."""

    case: StageCase | None
    to: int
    searches: bool
    """Whether an agent is looked for."""


@dataclass(frozen=True)
class Standing:
    """How a contact stands: the ranks of groups that it tries, and those at which it waits."""

    stage: int
    """The stage that led here; −1: none has begun."""
    tries: Ranks
    stands: Ranks
    until: float
    """The wait at which the next stage begins; inf: there is none."""
    forks: list[Fork] = field(default_factory=list)


def stages_of(model: Model, name: str) -> tuple[Stage, ...]:
    """The stages of a queue, as they are written, or as its routing criteria amount to."""
    queue = model.queues[name]
    return _of_criteria(model, name) if queue.criteria else queue.stages


def is_staged(queue: Queue) -> bool:
    """Whether contacts of a queue go by stages."""
    return bool(queue.stages or queue.criteria)


def is_good_enough(attributes: dict[str, float], step: RoutingStep) -> bool:
    """Whether agents are as good as a step asks for."""
    return all(attributes.get(what, 0.0) >= least for what, least in step.needs.items())


def _of_criteria(model: Model, name: str) -> tuple[Stage, ...]:
    """Stages for the steps of a queue, and for what groups do only after, or up to, a wait."""
    queue = model.queues[name]
    lasts = [math.inf if step.expires is None else step.expires for step in queue.criteria]
    ends = list(accumulate(lasts))
    afters = {group: way.after or 0.0 for group, way in queue.overflow.items()}
    times = {0.0, *ends, *afters.values(), *queue.drop_out.values()}
    stages = []
    for at in sorted(at for at in times if at < math.inf):
        step = next((s for s, end in zip(queue.criteria, ends, strict=True) if at < end), None)
        tries, stands = {}, {}
        for group, rank in _serving(model, name).items():
            there = afters.get(group, 0.0) <= at < queue.drop_out.get(group, math.inf)
            crew = model.agents[group]
            if there and (step is None or is_good_enough(crew.attributes, step)):
                tries[group], stands[group] = rank, float(crew.skills[name].rank)
        case = StageCase.model_construct(tries=tries, stands=stands)
        stages.append(Stage.model_construct(after=at, cases=(case,)))
    return tuple(stages)


def _serving(model: Model, name: str) -> Ranks:
    """The groups that a queue tries, with ranks."""
    groups = [group for group, crew in model.agents.items() if name in crew.skills]
    listed = model.queues[name].groups
    if listed is not None:
        return {group: float(listed.index(group)) for group in groups if group in listed}
    rule = rule_of(model.routing).agent
    by_rank = rule is not None and rule.by_rank
    return {g: float(model.agents[g].skills[name].rank) if by_rank else 0.0 for g in groups}


def standings_in(model: Model, name: str) -> list[Standing] | None:
    """All standings of a queue that has stages, first that of a contact that has just come.

    Returns
    -------
    None if they are too many. The groups of a queue are the standing before its first stage.
    """
    queue = model.queues[name]
    stages = stages_of(model, name)
    if queue.groups is None or queue.criteria:
        return standings_of(stages)
    tries = _serving(model, name)
    stands = {group: float(model.agents[group].skills[name].rank) for group in tries}
    return standings_of(stages, tries=tries, stands=stands)


def standings_of(
    stages: tuple[Stage, ...], *, tries: Ranks | None = None, stands: Ranks | None = None
) -> list[Standing] | None:
    """All standings that stages lead to, from the one before the first on; None: too many."""
    found = [Standing(-1, tries or {}, stands or {}, stages[0].after)]
    numbers: dict[tuple[object, ...], int] = {}
    for standing in found:
        number = standing.stage + 1
        if number == len(stages):
            continue
        until = stages[number + 1].after if number + 1 < len(stages) else math.inf
        cases: list[StageCase | None] = [*stages[number].cases]
        if all(case is None or case.all_of or case.any_of for case in cases):
            cases.append(None)
        for case in cases:
            tries, stands = _after(standing, case)
            key = (number, *sorted(tries.items()), None, *sorted(stands.items()))
            if key not in numbers:
                numbers[key] = len(found)
                found.append(Standing(number, tries, stands, until))
            searches = case is not None and case.tries is not None
            standing.forks.append(Fork(case, numbers[key], searches))
        if len(found) > MOST_STANDINGS:
            return None
    return found


def _after(standing: Standing, case: StageCase | None) -> tuple[Ranks, Ranks]:
    """The ranks after a case."""
    tries, stands = standing.tries, standing.stands
    if case is None:
        return tries, stands
    if case.stands is not None:
        stands = _changed(stands, case.stands, adds=case.adds_to_stands)
    elif case.tries is not None:
        stands = _changed(stands, case.tries, adds=case.adds_to_tries)
    if case.tries is not None:
        tries = _changed(tries, case.tries, adds=case.adds_to_tries)
    return tries, stands


def _changed(before: Ranks, ranks: Ranks, *, adds: bool) -> Ranks:
    """Ranks instead of those before, or added to them."""
    return {g: rank + (before.get(g, 0.0) if adds else 0.0) for g, rank in ranks.items()}
