"""How many calls a predictive dialler may have under way, worked out before a run."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from cic.program.dial_records import PARTS, PLAN

MOST_AGENTS = 100
"""The most agents that are planned for; for more, calls grow in proportion."""
_SLACK = 1e-9


@lru_cache(maxsize=64)
def plans(agents: int, cap: float) -> np.ndarray:
    """Calls that may be under way for 0, 1, …, `agents` agents, by the probability of an answer.

    Returns
    -------
    Records of `PLAN`, row parts × (agents + 1) + agents.

    Notes
    -----
    Of n calls X are answered, each with probability p, and X follows the binomial law. With A
    agents, E[(X − A)⁺] find none; n is the largest with E[(X − A)⁺] ≤ cap × n p, which is what a
    share `cap` of those who answer comes to in the mean. One call more adds p P(X ≥ A) to the
    expectation.
    """
    table = PLAN.table(PARTS * (agents + 1))
    lines = table["lines"].reshape(PARTS, agents + 1)
    for part in range(PARTS):
        lines[part] = _most_calls(agents, cap, (part + 1) / PARTS)
    table.flags.writeable = False
    return table


def _most_calls(agents: int, cap: float, answered: float) -> np.ndarray:
    """The calls for 0, 1, …, `agents` agents at one probability of an answer."""
    exactly = np.zeros(agents + 1)  # P(X = j), then P(X ≥ A) and E[(X − A)⁺]
    exactly[0] = 1.0
    at_least = np.zeros(agents + 1)
    at_least[0] = 1.0
    lost = np.zeros(agents + 1)
    most = np.zeros(agents + 1, np.int64)
    allowed = np.ones(agents + 1, np.bool_)
    allowed[0] = False
    calls = 0
    while allowed.any():
        calls += 1
        lost += answered * at_least
        at_least[1:] += answered * exactly[:-1]
        exactly[1:] += answered * (exactly[:-1] - exactly[1:])
        exactly[0] *= 1.0 - answered
        allowed &= lost <= cap * calls * answered + _SLACK
        most[allowed] = calls
    return most
