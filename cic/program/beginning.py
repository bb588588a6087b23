"""How a run begins: from a snapshot, laid flat."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cic import units
from cic.program.codes import NOBODY
from cic.scenario.cases_there import cases_there, in_hand
from cic.scenario.scenario import Model
from cic.scenario.standing import standing


@dataclass(frozen=True)
class Beginning:
    """When a run begins, and who has what in hand then."""

    at: float
    """When it begins [s]; −inf: with whatever comes first."""
    agents: tuple[int, ...]
    """The agent of each contact in service, in the order of the snapshot; then of each case that
    one has in hand."""
    pauses: dict[int, float]
    """Until when agents are on a break that the plan does not have."""
    days_before: int
    """How many days before the first its contacts reach back to."""
    cases: tuple[OpenCase, ...] = ()
    """The cases that are open then, in the order of the snapshot."""


@dataclass(frozen=True)
class OpenCase:
    """A case that is open as a run begins."""

    step: int
    """The step that it is in, counted over all kinds."""
    queue: int
    """The queue of the contact that opened it."""
    opened: float
    """For how long it has been open [s]."""
    lasted: float
    """For how long it has been in its step [s]."""
    at_work: float
    """For how long somebody has been at work on it [s]; nan: it waits."""
    hand: int
    """Its place among what agents have in hand; -1: no agent has it."""


def lay_out_beginning(model: Model, groups: Sequence[int]) -> Beginning:
    """When a run begins, and with whom; `groups` is the group of each agent, in order."""
    if model.snapshot is None:
        return Beginning(-math.inf, (), {}, 0)
    first = {name: list(groups).index(g) for g, name in enumerate(model.agents) if g in groups}
    found = standing(model)
    places = [found.agents[n] for n in range(len(in_hand(model)))]
    begins, longest = model.begins, model.snapshot.longest
    return Beginning(
        at=begins,
        agents=tuple(first[group] + number for group, number in places),
        pauses={
            first[group] + number: begins + left for (group, number), left in found.on_break.items()
        },
        days_before=math.ceil((longest - begins) / units.DAY) + 1 if longest > begins else 0,
        cases=tuple(_open_cases(model)),
    )


def _open_cases(model: Model) -> Iterator[OpenCase]:
    steps = [(name, step) for name, case in model.cases.items() for step in case.steps]
    numbers = {step: n for n, step in enumerate(steps)}
    queues = list(model.queues)
    for one in cases_there(model):
        yield OpenCase(
            step=numbers[one.kind, one.step],
            queue=queues.index(one.queue),
            opened=one.opened,
            lasted=one.lasted,
            at_work=math.nan if one.at_work is None else one.at_work,
            hand=NOBODY if one.hand is None else one.hand,
        )
