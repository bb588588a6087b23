"""Other ways that the IVR offers instead of a queue, laid flat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cic.program.codes import NOBODY, Predictor
from cic.program.leg_codes import MESSAGE, REDIAL
from cic.program.leg_records import DEFLECTION
from cic.program.ways import MOST_TRANSFERS, Door, Way, straight, to_doors
from cic.scenario.deflection import Deflection
from cic.scenario.durations import NO_TIME
from cic.scenario.scenario import Model
from cic.scenario.words import OWN_QUEUE

BY_NO_CAUSE = NOBODY
"""The cause of ways that only offers lead to."""


@dataclass(frozen=True)
class Offered:
    """An offer that somebody may accept, and where it stands."""

    menu: str
    choice: str
    go: str
    offer: Deflection

    @property
    def name(self) -> str:
        """A name for the streams of its luck."""
        return f"{self.menu}/{self.choice}/deflection"


def offered_in(model: Model) -> list[Offered]:
    """The offers that somebody may accept, in the order of writing."""
    return [
        Offered(name, key, choice.go, choice.deflection)
        for name, menu in (model.ivr.menus if model.ivr else {}).items()
        for key, choice in menu.choices.items()
        if choice.deflection is not None and choice.deflects and choice.go is not None
    ]


def predictors_of(model: Model, queue: str) -> set[str]:
    """How the wait in a queue is predicted for offers that depend on it."""
    return {
        one.offer.predictor
        for one in offered_in(model)
        if one.offer.offered_at is not None and one.go in (queue, OWN_QUEUE)
    }


def predicts_for_offers(model: Model) -> bool:
    """Whether any offer depends on a predicted wait."""
    return any(one.offer.offered_at is not None for one in offered_in(model))


def ways_of_offer(model: Model, offer: Deflection, doors: dict[Door, int]) -> list[Way]:
    """The ways of those who accept: the message, or the calls of those for whom it is in vain."""
    if offer.to is not None:
        door = straight(model, offer.to, doors)
        return [Way(BY_NO_CAUSE, MESSAGE, 1.0, NO_TIME, door, MOST_TRANSFERS)]
    again = offer.redial
    if again is None or offer.success >= 1:
        return []
    return [
        Way(
            BY_NO_CAUSE,
            REDIAL,
            part * again.share,
            again.delay,
            door,
            again.attempts,
            later=None if again.later is None else part * again.later,
            one_by_one=again.one_by_one,
        )
        for door, part in to_doors(model, again.to, doors)
    ]


def lay_out_deflections(model: Model, spans: Sequence[tuple[int, int]]) -> np.ndarray:
    """A row for each offer; the ways of each stand from one number up to another."""
    offers = offered_in(model)
    table = DEFLECTION.table(len(offers))
    for row, one, (first, until) in zip(table, offers, spans, strict=True):
        offer = one.offer
        row["offered_at"] = -1.0 if offer.offered_at is None else offer.offered_at
        row["predictor"] = Predictor[offer.predictor.upper()]
        row["accepted"], row["success"] = offer.accepted, offer.success
        row["message"] = offer.to is not None
        row["hangs_up"] = offer.redial is not None
        row["ways_from"], row["ways_until"] = first, until
    return table
