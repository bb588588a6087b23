"""The chances of agents under stress: who stays away on which day, and who leaves for good.

They belong to the agent's name and to the day, and to nothing else.
"""

from __future__ import annotations

import numpy as np

from cic.luck.streams import chance_key
from cic.program.layout import Program


def with_keys(program: Program, *, seed: int, replication: int) -> np.ndarray:
    """The agents' stress as a run begins, with the keys of their chances; records of `STRAIN`."""
    strains = program.people.stress.strains.copy()
    for row, name in zip(strains, program.agent_names, strict=False):
        row["low"], row["high"] = chance_key(seed, f"agent.{name}", replication)
    return strains
