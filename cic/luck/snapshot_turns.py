"""What is left of talks in turns that are under way as a run begins from a snapshot."""

from __future__ import annotations

import numpy as np

from cic.luck.arithmetic import Floats
from cic.program.codes import AGENT_TURN, IN_SERVICE, NOBODY
from cic.program.records import STEP


def first_under_way(
    steps: np.ndarray, starts: np.ndarray, served: float, factor: float
) -> tuple[int, np.ndarray] | None:
    """The first of some talks that lasts longer than one has been served, and what is left of it.

    Parameters
    ----------
    steps, starts
        The steps of the talks, each after the one that leads to the queue, and where each begins.
    served
        For how long it has been served [s].
    factor
        The agent's turns are multiplied by it.

    Returns
    -------
    Its number and its steps; none where no talk lasts so long.
    """
    for n, (start, end) in enumerate(zip(starts, [*starts[1:], len(steps)], strict=True)):
        left = rest_of(steps[start + 1 : end], served, factor)
        if left is not None:
            return n, left
    return None


def rest_of(pieces: np.ndarray, served: float, factor: float) -> np.ndarray | None:
    """What is left of a talk after so long, as if the agent had answered each turn at once.

    Returns
    -------
    A step that says when the agent had first responded, counted from the answer (nan: not yet);
    then the rest of the turn or pause that is under way, and all that follows. None where the talk
    is over by then.
    """
    lasts: Floats = np.where(pieces["kind"] == AGENT_TURN, factor, 1.0) * pieces["takes"]
    ends = np.cumsum(lasts)
    k = int(np.searchsorted(ends, served, side="right"))
    if k == len(pieces):
        return None
    left: np.ndarray = np.concatenate([STEP.table(1), pieces[k:]])
    left[0] = (ends[0] if k > 0 else np.nan, IN_SERVICE, NOBODY)
    left[1]["takes"] = (ends[k] - served) / (factor if pieces[k]["kind"] == AGENT_TURN else 1.0)
    return left
