"""How good an agent must be for a contact to be resolved."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cic.luck.arithmetic import Floats
from cic.luck.streams import Draws, Purpose
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model

HAS_ADDITION = 63
"""The part of an addition's draws that decides who has it; laws take the first ones."""

Draw = Callable[..., Draws]
"""Gives the draws of a purpose, as `Decisions` does."""


def needs(model: Model, queue: np.ndarray, draw: Draw) -> Floats:
    """The quality above which an agent resolves each contact of a block; nan where nobody asks.

    Parameters
    ----------
    queue
        The queue each contact comes to.

    Notes
    -----
    One uniform number u belongs to the contact, and p is its probability of being resolved by an
    agent of quality 1, with all that the knowledge base and additions change. An agent of quality k
    resolves it where u < k p, that is where u / p < k: with probability min(1, k p).
    """
    luck = draw(Purpose.RESOLUTION).uniform()
    found = np.full(len(queue), np.nan)
    for q, promised in enumerate(model.queues.values()):
        here = queue == q
        if promised.resolves is None or not here.any():
            continue
        share = promised.resolves * _factor(promised, len(queue), draw)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            needed = np.where(share > 0, luck / share, np.inf)
        found[here] = needed[here]
    return found


def _factor(queue: Queue, count: int, draw: Draw) -> Floats:
    """What knowledge base and additions make of a contact's chance to be resolved."""
    factor = np.ones(count)
    base = queue.knowledge_base
    if base is not None:
        known = draw(Purpose.KNOWLEDGE).uniform() < base.found
        factor = np.where(known, base.resolution_factor, factor)
    for what, addition in queue.additions.items():
        has = draw(Purpose.ADDITION, what=what).uniform(HAS_ADDITION) < addition.share
        factor = np.where(has, factor * addition.resolution_factor, factor)
    return factor
