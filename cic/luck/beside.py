"""Draws that come beside a contact's talk: how long it is put on hold."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cic.luck.arithmetic import Floats
from cic.luck.laws import now, sample
from cic.luck.resolution import Draw
from cic.luck.streams import Purpose
from cic.program.codes import NOBODY
from cic.program.layout import Program
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model

IS_HELD = 62
"""The part of a hold's draws that decides who is put on hold; laws take the first ones."""

Intervals = Callable[[], np.ndarray]


def draws_beside(
    model: Model, program: Program, queue: np.ndarray, draw: Draw, interval: Intervals
) -> tuple[Floats, ...]:
    """The columns of what comes beside the talk of a block, as far as any queue asks for them.

    Parameters
    ----------
    queue
        The queue each contact comes to.
    """
    found: list[Floats] = []
    if program.floor[0]["hold"] != NOBODY:
        found.append(_holds(model, queue, draw, interval))
    return tuple(found)


def _holds(model: Model, queue: np.ndarray, draw: Draw, interval: Intervals) -> Floats:
    """How long each contact is put on hold during its talk; 0: not at all."""
    lasts = np.zeros(len(queue))
    for q, asked in enumerate(model.queues.values()):
        here = queue == q
        if here.any() and asked.hold is not None:
            lasts[here] = _hold(asked, draw, interval)[here]
    return lasts


def _hold(asked: Queue, draw: Draw, interval: Intervals) -> Floats:
    assert asked.hold is not None  # noqa: S101
    draws = draw(Purpose.HOLD)
    takes = now(sample(asked.hold.takes, draws, interval))
    lasts: Floats = np.where(draws.uniform(IS_HELD) < asked.hold.share, takes, 0.0)
    return lasts
