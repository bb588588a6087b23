"""Checks of contacts that lead to others: the ways lead somewhere, and can happen."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cic.errors import did_you_mean
from cic.scenario.checks_names import deflections, known_medium
from cic.scenario.issues import Issue, notice
from cic.scenario.onward import InVain
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.words import IVR_SOURCE

if TYPE_CHECKING:
    from cic.scenario.legs import Redial


def ways_lead_to_queues(model: Model) -> Iterator[Issue]:
    """Each queue that a contact may lead to exists."""
    for where, to, told in _named(model):
        if to not in model.queues:
            what = f"{told} queue {to!r}, which does not exist"
            yield Issue("CIC219", where, what, did_you_mean(to, list(model.queues)))


def _named(model: Model) -> Iterator[tuple[Where, str, str]]:
    """Every queue that is named as a way on, with the place and what is said there."""
    for where, redial in redials(model):
        for to in redial.to:
            yield (*where, "to", to), to, "customers try again by"
    for where, offer in deflections(model):
        for to in offer.redial.to if offer.redial else ():
            yield (*where, "redial", "to", to), to, "customers try again by"
        if offer.to is not None:
            yield (*where, "to"), offer.to, "messages come to"
    for name, queue in model.queues.items():
        base: Where = ("queues", name)
        for to in queue.recontact.to if queue.recontact else ():
            yield (*base, "recontact", "to", to), to, "customers come again to"
        for to in queue.transfers:
            yield (*base, "transfers", to), to, f"{name!r} passes customers on to"
        if queue.voicemail is not None:
            yield (*base, "voicemail", "to"), queue.voicemail.to, "messages come to"


def redials(model: Model) -> Iterator[tuple[Where, Redial]]:
    """All redials, by place."""
    for name, queue in model.queues.items():
        for how, redial in queue.redials.items():
            yield ("queues", name, "redials", how), redial
    for how, redial in (model.ivr.redials if model.ivr else {}).items():
        yield ("ivr", "redials", how), redial


def messages_are_deferred(model: Model) -> Iterator[Issue]:
    """Messages come to a queue of deferred work."""
    for where, to in _messages(model):
        medium = known_medium(model, model.queues[to].channel) if to in model.queues else None
        if medium is not None and not medium.deferred:
            what = f"messages come to queue {to!r}, whose contacts are live: {medium.name}"
            remedy = f"write 'channel: voicemail' in queue {to!r}"
            reads = (where, ("queues", to, "channel"), ("channels",))
            yield Issue("CIC329", where, what, remedy, reads=reads)


def _messages(model: Model) -> Iterator[tuple[Where, str]]:
    """Where it is said to which queue messages come, and to which."""
    for name, queue in model.queues.items():
        if queue.voicemail is not None:
            yield ("queues", name, "voicemail", "to"), queue.voicemail.to
    for where, offer in deflections(model):
        if offer.to is not None:
            yield (*where, "to"), offer.to


def redials_take_time(model: Model) -> Iterator[Issue]:
    """Nobody tries again at once and for ever: time would stand still."""
    offers = deflections(model)
    after_offers = [((*where, "redial"), one.redial) for where, one in offers if one.redial]
    for where, redial in [*redials(model), *after_offers]:
        if redial.delay.mean <= 0:
            what = "customers try again without any delay: time would stand still"
            remedy = "write a delay, such as exponential mean 5 min"
            yield Issue("CIC330", (*where, "delay"), what, remedy)


def redials_can_happen(model: Model) -> Iterator[Issue]:
    """A way of going in vain that there is none of is told."""
    for where, _ in redials(model):
        how: InVain = where[-1]  # type: ignore[assignment]
        name = IVR_SOURCE if where[0] == "ivr" else str(where[1])
        why = _never(model, name, how)
        if why:
            what = f"customers try again after {_TOLD[how]}, and {why}"
            yield notice("CIC370", where, what, "remove it", reads=(where, *_READS[how]))


_TOLD: dict[InVain, str] = {
    "busy": "hearing busy",
    "closed": "being sent away",
    "abandoned": "giving up",
    "hung_up": "hanging up in the IVR",
}
_READS: dict[InVain, tuple[Where, ...]] = {
    "busy": (("queues",), ("lines",), ("sites",), ("ivr",), ("incidents",)),
    "closed": (("queues",), ("channels",), ("ivr",)),
    "abandoned": (("queues",), ("channels",)),
    "hung_up": (("queues",), ("ivr",)),
}


def _never(model: Model, source: str, how: InVain) -> str:
    """Why nobody of a source ever goes in vain in a way; empty where somebody may."""
    if source == IVR_SOURCE:
        if how in ("abandoned", "closed"):
            return "these have not come to a queue yet"
        return _never_busy(model) if how == "busy" else ""
    queue = model.queues[source]
    medium = known_medium(model, queue.channel)
    if how == "busy":
        return _never_busy(model) if queue.capacity is None else ""
    if how == "hung_up":
        straight = queue.through is None and queue.bot is None
        return "these go straight to the queue" if straight else ""
    if how == "closed":
        return "deferred work is never sent away" if medium and medium.deferred else ""
    endless = queue.patience.mean == math.inf and queue.balk <= 0
    return "nobody gives up in this queue" if endless else ""


def _never_busy(model: Model) -> str:
    """Why nothing is ever busy; empty where something may be."""
    limits: list[object] = [model.lines, *model.sites]
    limits += [one.lines for one in model.incidents] + [one.ports for one in model.incidents]
    limits.append(model.ivr.ports if model.ivr else None)
    return "nothing is ever busy" if all(limit is None for limit in limits) else ""


LEG_NAME_CHECKS = (ways_lead_to_queues,)
LEG_CHECKS = (
    messages_are_deferred,
    redials_take_time,
    redials_can_happen,
)
