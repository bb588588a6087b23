"""From the scenario to tables: how agents come under stress, and what comes of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cic import units
from cic.program.stress_codes import Missing
from cic.program.stress_records import STRAIN, STRESS, UPSET
from cic.scenario.agents import AgentGroup
from cic.scenario.scenario import Model
from cic.scenario.stress import Stress

NO_DAY = -(2**31)


@dataclass(frozen=True)
class Stresses:
    """The tables of stress; empty where no group comes under any."""

    groups: np.ndarray
    """How the agents of each group come under stress."""
    upsets: np.ndarray
    """What customers of each temper add to the stress of each group."""
    strains: np.ndarray
    """Each agent's stress as a run begins."""

    @property
    def any(self) -> bool:
        """Whether any group does."""
        return len(self.groups) > 0

    @property
    def leaves(self) -> bool:
        """Whether agents may leave, and others come in their places."""
        return bool(self.any and self.groups["leaves"].any())


def is_decided_by_day(model: Model) -> bool:
    """Whether it is decided day by day who comes, also of agents who never go home."""
    return any(group.stress and group.stress.absence for group in model.agents.values())


def lay_out_stress(model: Model, groups: Sequence[int]) -> Stresses:
    """How agents come under stress; `groups` is the group of each, in order."""
    found = list(model.agents.values())
    if not any(group.stress for group in found):
        return Stresses(*(record.table(0) for record in (STRESS, UPSET, STRAIN)))
    table, strains = STRESS.table(len(found)), STRAIN.table(len(groups))
    for row, group in zip(table, found, strict=True):
        if group.stress is not None:
            _write(row, group.stress)
    strains["at"], strains["filled_at"] = math.nan, math.inf
    strains["hired_at"] = strains["trained_at"] = -math.inf
    strains["day"], strains["missing"] = NO_DAY, Missing.NOT_MISSING
    strains["level"] = table["begins"][list(groups)]
    return Stresses(table, _upsets(model, found), strains)


def _write(row: np.void, stress: Stress) -> None:
    """How the agents of one group come under stress."""
    falls, turnover = stress.falls_over, stress.turnover
    row["felt"], row["leaves"] = True, turnover is not None
    for field in ("rises_over", "begins", "errors", "discourtesy", "absence"):
        row[field] = getattr(stress, field)
    row["idle_over"], row["break_over"] = falls.idle, falls.breaks
    row["training_over"], row["home_over"] = falls.training, falls.home
    if turnover is not None:
        row["calm"] = turnover.calm / units.DAYS_A_YEAR
        row["more"] = (turnover.stressed - turnover.calm) / units.DAYS_A_YEAR
        row["hiring"] = _whole_days(turnover.hiring.takes)
        row["training"] = _whole_days(turnover.hiring.training)


def _whole_days(seconds: float) -> float:
    """A time up to a midnight [s]."""
    return math.ceil(seconds / units.DAY) * units.DAY


def _upsets(model: Model, groups: Sequence[AgentGroup]) -> np.ndarray:
    tempers = [] if model.customers is None else list(model.customers.tempers)
    table = UPSET.table(len(groups) * len(tempers))
    table["share"] = [
        0.0 if group.stress is None else group.stress.tempers.get(temper, 0.0)
        for group in groups
        for temper in tempers
    ]
    return table


def first_midnight(model: Model, begins: float) -> float:
    """The first midnight after the opening, and after the run begins [s]."""
    first = units.DAY - model.opens % units.DAY
    if begins < first:
        return first
    return first + (math.floor((begins - first) / units.DAY) + 1) * units.DAY
