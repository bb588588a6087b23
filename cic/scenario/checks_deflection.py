"""Checks of other ways that the IVR offers: before a queue, to somebody, and for something."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.scenario.checks_callbacks import longest_of
from cic.scenario.deflection import Deflection
from cic.scenario.issues import Issue, notice
from cic.scenario.ivr import Choice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.words import OWN_QUEUE


def _offers(model: Model) -> Iterator[tuple[Choice, Deflection, Where]]:
    for name, menu in (model.ivr.menus if model.ivr else {}).items():
        for key, choice in menu.choices.items():
            if choice.deflection is not None:
                where: Where = ("ivr", "menus", name, "choices", key)
                yield choice, choice.deflection, where


def offers_stand_before_queues(model: Model) -> Iterator[Issue]:
    """Another way than a queue is offered where callers would come to one."""
    for choice, _, where in _offers(model):
        if choice.go != OWN_QUEUE and choice.go not in model.queues:
            goes = f"leads to the menu {choice.go!r}" if choice.go else "leads to no queue"
            what = f"a choice offers another way than its queue, and {goes}"
            remedy = "write it in the choice that goes to the queue"
            yield Issue("CIC346", (*where, "deflection"), what, remedy, reads=(where,))


def offers_are_taken(model: Model) -> Iterator[Issue]:
    """An offer that nobody takes, or to which something is written that never happens, is told."""
    for choice, offer, where in _offers(model):
        why = ""
        if offer.accepted <= 0 or choice.share <= 0:
            why = "nobody ever takes it"
        elif offer.redial is not None and offer.success >= 1:
            why = "customers call again for whom it is in vain, and there are none"
        elif (longest := _longest_wait(model, choice, offer)) is not None:
            why = f"it is never offered: nobody waits longer than {units.duration_text(longest)}"
        if why:
            what = f"callers are offered {offer.by} instead of the queue, and {why}"
            remedy = "remove it, or write other shares, or another 'offered_at'"
            reads: tuple[Where, ...] = (where, ("queues",))
            yield notice("CIC394", (*where, "deflection"), what, remedy, reads=reads)


def _longest_wait(model: Model, choice: Choice, offer: Deflection) -> float | None:
    """The longest wait that is ever seen, where it is too short for the offer; else None."""
    queue = model.queues.get(choice.go or "")
    if queue is None or offer.offered_at is None:
        return None
    longest = longest_of(queue.patience)
    seen = offer.predictor in ("head_of_line", "last_wait")
    return longest if seen and longest is not None and longest < offer.offered_at else None


DEFLECTION_CHECKS = (offers_stand_before_queues, offers_are_taken)
