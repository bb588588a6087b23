"""How a run begins: from a snapshot, laid flat."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cic import units
from cic.scenario.scenario import Model
from cic.scenario.standing import standing


@dataclass(frozen=True)
class Beginning:
    """When a run begins, and who has what in hand then."""

    at: float
    """When it begins [s]; −inf: with whatever comes first."""
    agents: tuple[int, ...]
    """The agent of each contact in service, in the order of the snapshot."""
    pauses: dict[int, float]
    """Until when agents are on a break that the plan does not have."""
    days_before: int
    """How many days before the first its contacts reach back to."""


def lay_out_beginning(model: Model, groups: Sequence[int]) -> Beginning:
    """When a run begins, and with whom; `groups` is the group of each agent, in order."""
    if model.snapshot is None:
        return Beginning(-math.inf, (), {}, 0)
    first = {name: list(groups).index(g) for g, name in enumerate(model.agents) if g in groups}
    found = standing(model)
    places = [found.agents[n] for n in range(len(model.snapshot.in_service))]
    begins, longest = model.begins, model.snapshot.longest
    return Beginning(
        at=begins,
        agents=tuple(first[group] + number for group, number in places),
        pauses={
            first[group] + number: begins + left for (group, number), left in found.on_break.items()
        },
        days_before=math.ceil((longest - begins) / units.DAY) + 1 if longest > begins else 0,
    )
