"""Callbacks laid flat: what each queue offers, and how its customers are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cic.program.callback_records import CALL, OFFER
from cic.program.codes import NOBODY, Predictor
from cic.scenario.callbacks import Callback
from cic.scenario.durations import Duration
from cic.scenario.scenario import Model


@dataclass(frozen=True)
class Callbacks:
    """The tables of callbacks; empty where there are none."""

    offers: np.ndarray
    """By queue; records of `OFFER`."""
    calls: np.ndarray
    """By queue; records of `CALL`."""

    @property
    def any(self) -> bool:
        """Whether any queue offers callbacks."""
        return len(self.offers) > 0

    def offered_by(self, q: int) -> bool:
        """Whether a queue offers them; number q of them, or none."""
        return q < len(self.offers) and bool(self.offers[q]["offers"])

    @property
    def dial_first(self) -> bool:
        """Whether any customer is called while no agent is held."""
        return bool(self.offers["customer_first"].any())


@dataclass(frozen=True)
class Span:
    """A time that a callback takes, which is drawn as that of a way from one contact to another."""

    queue: int
    name: str
    takes: Duration


def spans_of(model: Model) -> list[Span]:
    """The times of all callbacks, queue by queue."""
    found = []
    for q, queue in enumerate(model.queues.values()):
        if queue.callback is not None and queue.calls_back:
            found += [Span(q, name, takes) for name, takes in _times(queue.callback)]
    return found


def _times(callback: Callback) -> Iterator[tuple[str, Duration]]:
    yield "rings", callback.rings
    if callback.retry_after is not None:
        yield "again", callback.retry_after
    if callback.after is not None:
        yield "after", callback.after
    if callback.own_call is not None and callback.own_call.share > 0:
        yield "own_call", callback.own_call.delay


def lay_out_callbacks(model: Model, first_way: int) -> Callbacks:
    """The tables; the times of `spans_of` are ways from number `first_way` on."""
    spans = spans_of(model)
    count = len(model.queues) if spans else 0
    offers, calls = OFFER.table(count), CALL.table(count)
    for field in ("after", "own_call", "predictor"):
        offers[field] = NOBODY
    calls["rings"] = calls["again"] = NOBODY
    for offer, call, queue in zip(offers, calls, model.queues.values(), strict=False):
        if queue.callback is not None and queue.calls_back:
            _set(offer, call, queue.callback)
    for w, span in enumerate(spans, first_way):
        table = calls if span.name in ("rings", "again") else offers
        table[span.queue][span.name] = w
    return Callbacks(offers, calls)


def _set(offer: np.void, call: np.void, callback: Callback) -> None:
    offer["offers"] = True
    offer["offered_at"], offer["accepted"] = callback.offered_at, callback.accepted
    offer["predictor"] = Predictor[callback.predictor.upper()]
    offer["customer_first"] = callback.first == "customer"
    offer["own_share"] = 0.0 if callback.own_call is None else callback.own_call.share
    call["answered"], call["gives_up_after"] = callback.answered, callback.gives_up_after
    call["attempts"] = callback.attempts
