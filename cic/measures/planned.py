"""Time as the plan has it, by bin and agent group: the same in every replication."""

from __future__ import annotations

import numpy as np

from cic.measures.counted import spans
from cic.measures.counts import Floats
from cic.program.codes import AVAILABLE
from cic.program.layout import Program


def planned_seconds(program: Program, edges: np.ndarray) -> dict[str, Floats]:
    """Seconds of agents in each bin, shape (bins, groups).

    `plan_duty` on duty, `plan_paid` in paid time, `plan` in all: on duty and on breaks.
    """
    plan = program.plan
    duty = plan["state"] == AVAILABLE
    parts = {
        "plan_duty": duty,
        "plan_paid": duty | (plan["unpaid"] == 0),
        "plan": np.ones_like(duty),
    }
    groups = len(program.group_names)
    return {
        name: _seconds(plan[part], program.agents["group"], edges, groups)
        for name, part in parts.items()
    }


def _seconds(pieces: np.ndarray, group_of: np.ndarray, edges: np.ndarray, groups: int) -> Floats:
    """How long pieces last in each bin."""
    size = len(edges) * groups
    change, left = np.zeros((2, size))
    group = group_of[pieces["agent"]]
    for moment, sign in ((pieces["start"], 1), (pieces["end"], -1)):
        b = np.minimum(np.searchsorted(edges["ends"], moment, side="right"), len(edges) - 1)
        place = b * groups + group
        change += sign * np.bincount(place, minlength=size)
        left += sign * np.bincount(place, weights=edges["ends"][b] - moment, minlength=size)
    return spans(change.reshape(-1, groups), left.reshape(-1, groups), edges)
