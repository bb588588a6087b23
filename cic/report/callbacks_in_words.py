"""Callbacks in words: what is offered, how customers are called, and what happens then."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.report.announcements_in_words import PREDICTED
from cic.report.laws_in_words import law_text
from cic.report.wording import share_text
from cic.scenario.callbacks import Callback
from cic.scenario.queues import Queue


def callback_text(queue: Queue) -> str:
    """Whom a queue offers callbacks and how these are made; empty where to nobody."""
    callback = queue.callback
    if callback is None:
        return ""
    return "".join(f" {sentence}" for sentence in _sentences(callback))


def _sentences(callback: Callback) -> Iterator[str]:
    predicted = f"{callback.predictor}: {PREDICTED[callback.predictor]}"
    how = "in its place in the queue"
    if callback.after is not None:
        how = f"by appointment after {law_text(callback.after)}"
    yield (
        f"Who must wait is offered a callback from a predicted wait of "
        f"{units.duration_text(callback.offered_at)} on ({predicted}); "
        f"{share_text(callback.accepted)} accept, and are called back {how}."
    )
    who = "An agent calls and is busy while it rings"
    if callback.first == "customer":
        who = "The centre calls when an agent could take it, and holds no agent while it rings"
    rings = f" after {law_text(callback.rings)}" if callback.rings.mean > 0 else ""
    told = f"{who}; {share_text(callback.answered)} answer{rings}, "
    told += f"given up after {units.duration_text(callback.gives_up_after)}"
    if callback.retry_after is not None:
        told += f", tried again after {law_text(callback.retry_after)}"
    yield f"{told}, at most {callback.attempts} attempt{'' if callback.attempts == 1 else 's'}."
    own = callback.own_call
    if own is not None:
        delay = law_text(own.delay)
        yield f"{share_text(own.share)} call again after {delay} if the callback has not come yet."
