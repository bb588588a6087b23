"""For which queues Erlang A has a first guess, and why it has none for the others.

Erlang A knows agents who have one contact in hand, and contacts that wait for one of them to come
free. Queues whose contacts compete for the same attention stand or fall together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cic.report.joining import joined
from cic.report.used import medium_of_queue
from cic.report.wording import harmless
from cic.report.workload import crews
from cic.scenario.agent_time import Attention, attention_of
from cic.scenario.scenario import Model

Place = tuple[str, int]
"""A share of the attention of a group's agents: the group, and which of its shares."""


def competitors(model: Model) -> list[tuple[str, ...]]:
    """Live queues together whose contacts fill the same share of some agents' attention."""
    places = places_of(model)
    live = [queue for queue in model.queues if not medium_of_queue(model, queue).deferred]
    return joined({queue: places[queue] for queue in live})


def places_of(model: Model) -> dict[str, list[Place]]:
    """The shares of attention that contacts of each queue fill."""
    attention, answered_by = attention_of(model), crews(model)
    return {
        name: [(group, attention[group, queue.channel].share) for group in answered_by[name]]
        for name, queue in model.queues.items()
    }


def no_guess(model: Model) -> dict[str, str]:
    """The queues for which there is no first guess, each with the reason."""
    found = {
        queue: "it is deferred work, which is not answered as it comes"
        for queue in model.queues
        if medium_of_queue(model, queue).deferred
    }
    attention, places = attention_of(model), places_of(model)
    deferred = {queue: set(places[queue]) for queue in found}
    for together in competitors(model):
        own = {
            queue: why
            for queue in together
            if (why := _why_not_alone(model, queue, places[queue], attention))
        }
        if own:
            first = harmless(next(iter(own)))
            beside = f"its agents have several contacts of {first} in hand as well"
            found |= {queue: own.get(queue, beside) for queue in together}
            continue
        here = {queue: places[queue] for queue in together}
        blocked = _blocked(model, here, deferred) if deferred else ""
        found |= dict.fromkeys(together, blocked) if blocked else {}
    return {queue: found[queue] for queue in model.queues if queue in found}


def _why_not_alone(model: Model, queue: str, places: Sequence[Place], attention: Attention) -> str:
    """Why a live queue has no guess even if nothing else came."""
    medium = medium_of_queue(model, queue)
    if medium.turns is not None:
        return "its talks go turn by turn"
    holds = [attention[group, medium.name] for group, _ in places]
    if any(hold.at_once > 1 for hold in holds):
        return "an agent holds several of its contacts at once"
    return ""


def _blocked(
    model: Model, live: Mapping[str, Sequence[Place]], deferred: Mapping[str, set[Place]]
) -> str:
    """Why live queues have no guess: deferred work in hand that they may not interrupt."""
    for queue, here in live.items():
        interrupts = medium_of_queue(model, queue).interrupts
        for other, there in deferred.items():
            if not there.isdisjoint(here) and model.queues[other].channel not in interrupts:
                return f"its agents also work on {harmless(other)}, and do not interrupt that"
    return ""
