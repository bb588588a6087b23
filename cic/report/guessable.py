"""For which queues Erlang A has a first guess, and why it has none for the others.

Erlang A knows agents who have one contact in hand, and contacts that wait for one of them to come
free. Queues whose contacts compete for the same attention stand or fall together.
"""

from __future__ import annotations

from collections.abc import Sequence

from cic.report.agent_time import Attention, attention_of
from cic.report.used import medium_of_queue
from cic.report.wording import harmless
from cic.report.workload import groups_of
from cic.scenario.scenario import Model

Place = tuple[str, int]
"""A share of the attention of a group's agents: the group, and which of its shares."""


def competitors(model: Model) -> list[tuple[str, ...]]:
    """Live queues together whose contacts fill the same share of some agents' attention."""
    found: list[tuple[set[str], set[Place]]] = []
    for queue, here in places_of(model).items():
        if medium_of_queue(model, queue).deferred:
            continue
        queues, places = {queue}, set(here)
        for one in [one for one in found if one[1] & places]:
            found.remove(one)
            queues |= one[0]
            places |= one[1]
        found.append((queues, places))
    order = list(model.queues).index
    ordered = [tuple(sorted(queues, key=order)) for queues, _ in found]
    return sorted(ordered, key=lambda queues: order(queues[0]))


def places_of(model: Model) -> dict[str, list[Place]]:
    """The shares of attention that contacts of each queue fill."""
    attention = attention_of(model)
    return {
        name: [(group, attention[group, queue.channel].share) for group in groups_of(model, name)]
        for name, queue in model.queues.items()
    }


def no_guess(model: Model) -> dict[str, str]:
    """The queues for which there is no first guess, each with the reason."""
    found = {
        queue: "it is deferred work, which is not answered as it comes"
        for queue in model.queues
        if medium_of_queue(model, queue).deferred
    }
    attention = attention_of(model)
    deferred = list(found)
    for together in competitors(model):
        own = {queue: why for queue in together if (why := _why_not_alone(model, queue, attention))}
        if own:
            first = harmless(next(iter(own)))
            beside = f"its agents have several contacts of {first} in hand as well"
            found |= {queue: own.get(queue, beside) for queue in together}
            continue
        blocked = _blocked(model, together, deferred) if deferred else ""
        found |= dict.fromkeys(together, blocked) if blocked else {}
    return {queue: found[queue] for queue in model.queues if queue in found}


def _why_not_alone(model: Model, queue: str, attention: Attention) -> str:
    """Why a live queue has no guess even if nothing else came."""
    medium = medium_of_queue(model, queue)
    if medium.turns is not None:
        return "its talks go turn by turn"
    holds = [attention[group, medium.name] for group in groups_of(model, queue)]
    if any(hold.at_once > 1 for hold in holds):
        return "an agent holds several of its contacts at once"
    return ""


def _blocked(model: Model, together: Sequence[str], deferred: Sequence[str]) -> str:
    """Why live queues have no guess: deferred work in hand that they may not interrupt."""
    places = places_of(model)
    for queue in together:
        interrupts = medium_of_queue(model, queue).interrupts
        for other in deferred:
            shared = set(places[queue]) & set(places[other])
            if shared and model.queues[other].channel not in interrupts:
                return f"its agents also work on {harmless(other)}, and do not interrupt that"
    return ""
