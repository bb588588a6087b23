"""What the contacts of a queue are like, in words: how they come, what they need and are owed."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.measures.definitions import GROUP_MEASURES, QUEUE_MEASURES, SERVICE_LEVELS
from cic.report.announcements_in_words import announcement_text, longer_text
from cic.report.bots_in_words import bot_text
from cic.report.callbacks_in_words import callback_text
from cic.report.channels_in_words import by_channel, promise_text, reserve_text
from cic.report.laws_in_words import law_text
from cic.report.legs_in_words import onward_text
from cic.report.people_in_words import effect_text, resolution_text
from cic.report.used import leg_measures_used, medium_of_queue
from cic.report.wording import bound_text, harmless, listed, share_text
from cic.scenario.arrivals import Arrivals
from cic.scenario.queues import Queue, ServiceLevel
from cic.scenario.scenario import Model

MEASURES = {measure.name: measure for measure in (*GROUP_MEASURES, *QUEUE_MEASURES)}
USUAL = ServiceLevel.model_fields["definition"].default
"""The definition of the service level that goes without saying."""


def sentence_on_queue(name: str, model: Model, contacts: float) -> str:
    """What the contacts of a queue are like."""
    queue, medium = model.queues[name], medium_of_queue(model, name)
    many = f"about {contacts:,.0f} contacts a day"
    if contacts == 0 and leg_measures_used(model):
        many = "only contacts that follow others come here"
    callers = [
        n for n, one in model.ranked_campaigns.items() if one.queue == name and not one.message
    ]
    if callers:
        calls = "calls" if len(callers) == 1 else "call"
        called = f"customers whom {listed([harmless(one) for one in callers])} {calls}"
        many = called if contacts == 0 else f"{many}, and {called}"
    told = f"{harmless(name)}: {many}{by_channel(model, name)}"
    if queue.arrivals is not None:
        told += arrivals_text(queue.arrivals, model)
    told += f". {'Work' if medium.deferred else 'Talk'} {law_text(queue.talk)}"
    told += _helps_text(queue) + _additions_text(queue) + longer_text(queue)
    if queue.hold is not None:
        told += f", {share_text(queue.hold.share)} on hold for {law_text(queue.hold.takes)}"
    if queue.wrap_up.mean > 0:
        told += f", wrap-up {law_text(queue.wrap_up)}"
    if medium.may_abandon:
        told += f"; patience {law_text(queue.patience)}"
    if queue.balk:
        told += f", {share_text(queue.balk)} leave at once when nobody is free"
    if queue.capacity is not None:
        told += f"; at most {queue.capacity} may wait"
    promises = _promises_text(name, model)
    told = f"{told}.{bot_text(queue)}{announcement_text(queue)}{callback_text(queue)}"
    told += f"{resolution_text(queue)}{onward_text(queue)}"
    return f"{told} {promises}{reserve_text(queue)}"


def arrivals_text(arrivals: Arrivals, model: Model) -> str:
    """What is particular about how contacts come; nothing where they come at rates."""
    told = ""
    if arrivals.overnight is not None:
        told += f", and {arrivals.overnight * units.HOUR:.3g} an hour while closed"
    if arrivals.counts is not None:
        told += ", exact in number interval by interval"
    if arrivals.times is not None:
        told += ", at the moments that are given"
    factor = arrivals.day_factor
    if isinstance(factor, str):
        shared = model.day_factors[factor].cv
        told += f", more or fewer by the day's {harmless(factor)} (cv {shared:g})"
    elif factor is not None:
        told += f", more or fewer by the day (cv {factor.cv:g})"
    return told


def _helps_text(queue: Queue) -> str:
    """What shortens talks."""
    told = ""
    if queue.screen_pop > 0:
        seconds = units.duration_text(queue.screen_pop)
        told += f", {seconds} shorter by the customer's data on the screen"
    base = queue.knowledge_base
    if base is not None:
        told += (
            f", × {base.talk_factor:g} where the knowledge base knows ({share_text(base.found)})"
            f"{effect_text(base.resolution_factor, queue)}"
        )
    return told


def _additions_text(queue: Queue) -> str:
    """What comes on top of some talks."""
    told = [
        f"with {harmless(name)} ({share_text(one.share)}) longer by {law_text(one.takes)}"
        f"{effect_text(one.resolution_factor, queue)}"
        for name, one in queue.additions.items()
    ]
    return f", {listed(told)}" if told else ""


def _promises_text(name: str, model: Model) -> str:
    """The service level, how it is counted, and further bounds."""
    queue = model.queues[name]
    told = f"Service level: {promise_text(model, name)}"
    definition = queue.service_level.definition
    if definition != USUAL:
        told += f", counted as {SERVICE_LEVELS[definition]} (τ being the threshold)"
    bounds = list(_bounds(queue))
    return f"{told}. Targets: {listed(bounds)}." if bounds else f"{told}."


def _bounds(queue: Queue) -> Iterator[str]:
    for name, target in queue.targets.items():
        measure = MEASURES[name]
        yield f"{measure.title} {target.bound} {bound_text(target.value, measure.unit)}"
