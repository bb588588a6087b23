"""What stress did to the agents of each group: counts, and sums over agents."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cic import units
from cic.log.agent_stress_frames import errors_by_agent
from cic.log.log import Log
from cic.measures.stacking import by_name
from cic.program.layout import Program
from cic.program.stress_codes import VACANT

Floats = np.ndarray

COUNTED = (
    *("stress_felt", "stress_time", "stress_errors", "stress_absences"),
    *("agents_left", "agents_hired", "employed", "employed_years"),
)
"""What is counted of each group. `stress_felt` is the integral of the agents' stress over the
`stress_time` for which they were at work [s]; agents are `employed` in the end; `employed_years`
are the nights for which anybody was at a desk, in years."""


def count_strains(log: Log, program: Program) -> Floats:
    """What one run gives by group.

    Returns
    -------
    Shape (counts, groups); where nobody comes under stress, no counts.
    """
    if not program.people.stress.any:
        return np.zeros((0, len(program.group_names)))
    strains, home = log.strains, program.agents["home"]
    felt = program.people.stress.groups["felt"][home] > 0
    by_agent = (
        strains["total"],
        strains["time"],
        errors_by_agent(log, len(strains)),
        strains["absences"],
        strains["left"],
        strains["hired"],
        strains["missing"] != VACANT,
        strains["nights"] / units.DAYS_A_YEAR,
    )
    return np.array(
        [
            np.bincount(home, np.where(felt, counted, 0.0), minlength=len(program.group_names))
            for counted in by_agent
        ]
    )


def strain_sums(counted: Floats) -> Mapping[str, Floats]:
    """Sums by group, shape (replications, groups); 0 where nobody comes under stress.

    Parameters
    ----------
    counted
        What `count_strains` gave, of all replications.
    """
    if counted.shape[1] == 0:
        return dict.fromkeys(COUNTED, np.zeros((len(counted), counted.shape[2])))
    return by_name(counted, COUNTED)
