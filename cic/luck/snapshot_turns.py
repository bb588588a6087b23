"""What is left of talks in turns that are under way as a run begins from a snapshot."""

from __future__ import annotations

import numpy as np

from cic.luck.arithmetic import Floats
from cic.program.codes import AGENT_TURN, CUSTOMER_PAUSE, IN_SERVICE, NOBODY
from cic.program.records import STEP
from cic.scenario.snapshot import InService

_KINDS = {"agent": AGENT_TURN, "customer": CUSTOMER_PAUSE}


def first_under_way(
    steps: np.ndarray, starts: np.ndarray, one: InService, factor: float
) -> tuple[int, np.ndarray] | None:
    """The first of some talks that may stand as one in service does, and what is left of it.

    Parameters
    ----------
    steps, starts
        The steps of the talks, each after the one that leads to the queue, and where each begins.
    one
        The one in service: for how long it has been served, and perhaps whose turn it is.
    factor
        The agent's turns are multiplied by it.

    Returns
    -------
    Its number and its steps; none where none may be so.
    """
    for n, (start, end) in enumerate(zip(starts, [*starts[1:], len(steps)], strict=True)):
        left = rest_of(steps[start + 1 : end], one, factor)
        if left is not None:
            return n, left
    return None


def rest_of(pieces: np.ndarray, one: InService, factor: float) -> np.ndarray | None:
    """What is left of a talk after so long, as if the agent had answered each turn at once.

    Returns
    -------
    A step that says when the agent had first responded, counted from the answer (nan: not yet);
    then the rest of the turn or pause that is under way, and all that follows. None where the talk
    is over by then, or it is not the turn of whom it should be, or not for so long.
    """
    lasts: Floats = np.where(pieces["kind"] == AGENT_TURN, factor, 1.0) * pieces["takes"]
    ends = np.cumsum(lasts)
    k = int(np.searchsorted(ends, one.served, side="right"))
    if k == len(pieces):
        return None
    rest, responded = ends[k] - one.served, ends[0]
    if one.turn is not None and pieces[k]["kind"] != _KINDS[one.turn.of]:
        return None
    if one.turn is not None and one.turn.lasted is not None:
        began = one.served - one.turn.lasted
        rest = lasts[k] - one.turn.lasted
        if rest <= 0 or (k == 0) != (began <= 0):  # the first turn begins with the answer
            return None
        responded = began if k == 1 else min(responded, began)
    left: np.ndarray = np.concatenate([STEP.table(1), pieces[k:]])
    left[0] = (responded if k > 0 else np.nan, IN_SERVICE, NOBODY)
    left[1]["takes"] = rest / (factor if pieces[k]["kind"] == AGENT_TURN else 1.0)
    return left
