"""What is announced to those who wait, and what they make of it, laid flat."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from cic.program.codes import NOBODY, Predictor
from cic.program.deflections import predictors_of, predicts_for_offers
from cic.program.records import MANNER, STAIR
from cic.scenario.agent_time import agent_time, attention_of
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model

Steps = list[tuple[float, float]]


@dataclass(frozen=True)
class Announcements:
    """The tables of what waiting does to contacts; empty where it does nothing."""

    manners: np.ndarray
    """By queue; records of `MANNER`."""
    stairs: np.ndarray
    """The steps of all lists; records of `STAIR`."""
    any: bool
    """Whether any queue announces anything."""
    longer: bool
    """Whether talk depends on the wait in any queue."""
    predicts: bool
    """Whether waits are predicted: to be announced, or to offer callbacks or other ways."""

    def noted_in(self, floor: np.ndarray) -> np.ndarray:
        """The table of the centre as a whole, with its switches of announcements."""
        floor["announces"], floor["longer"] = self.predicts, self.longer
        return floor


def lay_out_announcements(model: Model) -> Announcements:
    """What is announced in each queue, and what contacts make of it and of the wait."""
    queues = model.queues.values()
    announces = any(queue.announcement is not None for queue in queues)
    longer = any(queue.talk_after_wait for queue in queues)
    predicts = announces or any(queue.calls_back for queue in queues)
    predicts = predicts or predicts_for_offers(model)
    manners = MANNER.table(len(queues) * (predicts or longer))
    manners["predictor"] = NOBODY
    steps: Steps = []
    for row, queue in zip(manners, queues, strict=False):
        _set_announcement(row, queue, steps)
        longer_talk = [(step.over, step.factor) for step in queue.talk_after_wait]
        _put(row, "longer", longer_talk, steps)
    stairs = STAIR.table(len(steps))
    stairs["over"], stairs["value"] = [one for one, _ in steps], [value for _, value in steps]
    return Announcements(manners, stairs, announces, longer, predicts)


def _set_announcement(row: np.void, queue: Queue, steps: Steps) -> None:
    row["leaving_rate"] = 1 / queue.patience.mean if queue.patience.mean > 0 else math.inf
    told = queue.announcement
    if told is None:
        return
    row["announces"], row["tells_place"] = True, told.position
    if told.wait is not None:
        row["predictor"] = Predictor[told.wait.upper()]
    row["at_least"] = told.waits_at_least or 0.0
    _put(row, "balk", [(step.bound, step.share) for step in told.balk], steps)
    _put(row, "patience", [(step.bound, step.factor) for step in told.patience], steps)
    for name, list_ in (("balk", told.balk), ("patience", told.patience)):
        row[f"{name}_by_place"] = any(step.from_place is not None for step in list_)


def _put(row: np.void, name: str, new: Steps, steps: Steps) -> None:
    """Put the steps of a list behind the others."""
    row[f"{name}_from"] = len(steps)
    steps += new
    row[f"{name}_until"] = len(steps)


def asks_nerve(model: Model) -> bool:
    """Whether anybody may leave at an announcement."""
    told = [queue.announcement for queue in model.queues.values()]
    return any(one is not None and one.balk for one in told)


def served_by(model: Model, queue: str, groups: Sequence[str]) -> list[float]:
    """Contacts of a queue that an agent of each group serves a second, in the mean of intervals.

    0 where no announcement, no offer of a callback, none of another way and no overflow asks. An
    agent's time for a contact is talk and wrap-up with all that the scenario says of them, shared
    among those it may have in hand at once.
    """
    told, callback = model.queues[queue].announcement, model.queues[queue].callback
    asked: set[str | None] = {told.wait if told else None, callback.predictor if callback else None}
    asked |= predictors_of(model, queue)
    overflow = model.queues[queue].overflow.values()
    predicts = any(way.predicted_wait is not None for way in overflow)
    if not predicts and not asked & {"queue_length", "queue_length_with_abandonment"}:
        return [0.0] * len(groups)
    attention = attention_of(model)
    intervals = range(model.intervals_per_day)
    rates = []
    for group in groups:
        if (group, model.queues[queue].channel) not in attention:
            rates.append(0.0)
            continue
        takes = fmean(agent_time(model, queue, group, k, attention) for k in intervals)
        rates.append(1 / takes if takes > 0 else math.inf)
    return rates
