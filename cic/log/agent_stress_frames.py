"""The agents under stress as a table for people: one row an agent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cic.log.columns import AGENT_STRESS_COLUMNS
from cic.log.frames import frame, named
from cic.log.log import Log
from cic.program.layout import Program
from cic.program.stress_codes import VACANT
from cic.program.stress_records import STRAIN

if TYPE_CHECKING:
    import pandas as pd


def errors_by_agent(log: Log, agents: int) -> np.ndarray:
    """Contacts of each agent that were not resolved, and would have been without stress."""
    erred = log.resolutions["erred"] > 0
    found: np.ndarray = np.bincount(log.contacts["agent"][: len(erred)][erred], minlength=agents)
    return found


def agent_stress_frame(logs: Sequence[Log], program: Program) -> pd.DataFrame:
    """One row an agent of a group that comes under stress; `AGENT_STRESS_COLUMNS` says what.

    Parameters
    ----------
    logs
        The logs of replications 0, 1, …
    """
    groups = program.people.stress.groups
    home = program.agents["home"]
    under = np.flatnonzero(groups["felt"][home]) if len(groups) else np.arange(0)
    strains = np.concatenate([STRAIN.table(0), *(log.strains[under] for log in logs)])
    errors = [errors_by_agent(log, len(home))[under] for log in logs]
    agents = np.tile(under, len(logs))
    with np.errstate(invalid="ignore"):
        stress = strains["total"] / strains["time"]
    return frame(
        AGENT_STRESS_COLUMNS,
        {
            "replication": np.repeat(np.arange(len(logs)), len(under)),
            "agent": named(agents, program.agent_names),
            "group": named(home[agents], program.group_names),
            "stress": stress,
            "stress_at_end": strains["level"].copy(),
            "time_at_work": strains["time"].copy(),
            "errors": np.concatenate([np.arange(0), *errors]),
            "absences": strains["absences"].copy(),
            "left": strains["left"].copy(),
            "hired": strains["hired"].copy(),
            "employed": (strains["missing"] != VACANT).astype(np.int64),
        },
    )
