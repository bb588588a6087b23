"""The bots of the queues, laid flat."""

from __future__ import annotations

import numpy as np

from cic.program.codes import NEVER_MIND
from cic.program.leg_records import BOT
from cic.scenario.scenario import Model


def has_bots(model: Model) -> bool:
    """Whether contacts of any queue meet a bot."""
    return any(queue.bot is not None for queue in model.queues.values())


def lay_out_bots(model: Model) -> np.ndarray:
    """A row for each queue; no rows where no queue has a bot."""
    table = BOT.table(len(model.queues) * has_bots(model))
    for row, queue in zip(table, model.queues.values(), strict=False):
        row["talk_factor"] = 1.0
        if queue.bot is not None:
            row["works"], row["saves"] = True, queue.bot.saves
            row["talk_factor"] = queue.bot.talk_factor
            row["free"] = NEVER_MIND if queue.bot.sessions is None else queue.bot.sessions
    return table
