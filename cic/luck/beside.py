"""Draws that come beside a contact's talk: how long it is put on hold, what a bot does."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cic.luck.arithmetic import Floats
from cic.luck.laws import now, sample
from cic.luck.resolution import Draw
from cic.luck.streams import Purpose
from cic.program.codes import ANNOYED, INFORMED, NOBODY, SETTLED, UNINFORMED
from cic.program.deflections import offered_in
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
    if program.floor[0]["bot"] != NOBODY:
        found += _bots(model, queue, draw, interval)
    return tuple(found)


def draws_of_offers(
    model: Model, offer: np.ndarray, draw: Draw, interval: Intervals
) -> tuple[Floats, ...]:
    """Whether each contact accepts another way, whether it helps, and how long that takes.

    Parameters
    ----------
    offer
        The other way that each is offered; -1: none.
    """
    takes = np.zeros(len(offer))
    for number, one in enumerate(offered_in(model)):
        here = offer == number
        if here.any():
            takes[here] = now(sample(one.offer.takes, draw(Purpose.OFFER_TAKES), interval))[here]
    if not (offer != NOBODY).any():
        return takes, takes, takes
    return draw(Purpose.OFFER_ACCEPTED).uniform(), draw(Purpose.OFFER_WORKS).uniform(), takes


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


def _bots(
    model: Model, queue: np.ndarray, draw: Draw, interval: Intervals
) -> tuple[Floats, Floats]:
    """What becomes of each contact with the bot of its queue, and how long it is with it.

    Notes
    -----
    One uniform number u belongs to the contact: the bot settles it below `contained`, and annoys it
    from above down to 1 − `annoyed`. So a better bot keeps those that it settled before.
    """
    becomes, takes = np.zeros(len(queue)), np.zeros(len(queue))
    for q, asked in enumerate(model.queues.values()):
        here = queue == q
        bot = asked.bot
        if bot is None or not here.any():
            continue
        lots = draw(Purpose.BOT)
        knows = lots.uniform(1) < bot.informed
        found = np.where(knows, float(INFORMED), float(UNINFORMED))
        found = np.where(lots.uniform() >= 1.0 - bot.annoyed, float(ANNOYED), found)
        found = np.where(lots.uniform() < bot.contained, float(SETTLED), found)
        lasts = now(sample(bot.takes, draw(Purpose.BOT_TAKES), interval))
        if bot.hands_over_after is not None:
            own = now(sample(bot.hands_over_after, draw(Purpose.BOT_HANDS_OVER), interval))
            lasts = np.where(found <= INFORMED, own, lasts)
        becomes[here], takes[here] = found[here], lasts[here]
    return becomes, takes
