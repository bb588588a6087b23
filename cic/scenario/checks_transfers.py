"""Checks of transfers: who passes on, and whether the agents can meet."""

from __future__ import annotations

from collections.abc import Iterator

from cic.errors import did_you_mean
from cic.scenario.checks_flow import answering
from cic.scenario.checks_names import known_medium
from cic.scenario.issues import Issue, notice
from cic.scenario.legs import Transfer
from cic.scenario.paths import Where
from cic.scenario.scenario import Model


def _transfers(model: Model) -> Iterator[tuple[str, str, Transfer, Where]]:
    """All transfers: from which queue to which, and the place."""
    for name, queue in model.queues.items():
        for to, transfer in queue.transfers.items():
            yield name, to, transfer, ("queues", name, "transfers", to)


def groups_that_pass_on_exist(model: Model) -> Iterator[Issue]:
    """Each group that a transfer depends on exists."""
    for name, _, transfer, where in _transfers(model):
        for group in transfer.by_group:
            if group not in model.agents:
                what = f"{name!r} is passed on by group {group!r}, which does not exist"
                remedy = did_you_mean(group, list(model.agents))
                yield Issue("CIC341", (*where, "by_group", group), what, remedy)


def groups_that_pass_on_serve(model: Model) -> Iterator[Issue]:
    """A share of a group that never answers the queue is told."""
    for name, _, transfer, where in _transfers(model):
        for group in transfer.by_group:
            if group not in answering(model, name):
                what = f"{name!r} is passed on by group {group!r}, which does not answer it"
                reads: tuple[Where, ...] = (where, ("queues", name, "groups"), ("agents",))
                place: Where = (*where, "by_group", group)
                yield notice("CIC390", place, what, "remove it, or give it the skill", reads=reads)


def both_agents_can_talk(model: Model) -> Iterator[Issue]:
    """An agent stays with a customer who is there, for another who talks at once."""
    for name, to, transfer, where in _transfers(model):
        if transfer.warm is None or to not in model.queues:
            continue
        first = known_medium(model, model.queues[name].channel)
        second = known_medium(model, model.queues[to].channel)
        why = ""
        if first is not None and first.deferred:
            why = f"no customer waits who comes by {first.name!r}"
        elif second is not None and (second.deferred or second.turns is not None):
            why = f"two agents cannot be with a customer at once who comes by {second.name!r}"
        if why:
            reads: tuple[Where, ...] = (where, ("queues", name, "channel"), ("channels",))
            reads += (("queues", to, "channel"),)
            what = f"agents stay with customers of {name!r} whom they pass on to {to!r}, and {why}"
            yield Issue("CIC340", (*where, "warm"), what, "remove 'warm'", reads=reads)


def agents_can_go_on(model: Model) -> Iterator[Issue]:
    """Some agent who answers a queue answers the one, too, in which it is to go on."""
    for name, to, transfer, where in _transfers(model):
        if not transfer.same_agent or to not in model.queues:
            continue
        if not set(answering(model, name)) & set(answering(model, to)):
            what = f"agents of {name!r} are to go on with customers in {to!r}, and none answers it"
            reads: tuple[Where, ...] = (where, ("queues", name, "groups"), ("agents",))
            reads += (("queues", to, "groups"),)
            remedy = "remove 'same_agent', or give a group both skills"
            yield notice("CIC393", (*where, "same_agent"), what, remedy, reads=reads)


def customers_can_hold(model: Model) -> Iterator[Issue]:
    """Who is put on hold is there, and talks without pauses of the customer's own."""
    for name, queue in model.queues.items():
        medium = known_medium(model, queue.channel)
        if queue.hold is None or medium is None or not (medium.deferred or medium.turns):
            continue
        where: Where = ("queues", name, "hold")
        what = f"agents put contacts of {name!r} on hold, which come by {medium.name!r}"
        reads: tuple[Where, ...] = (where, ("queues", name, "channel"), ("channels",))
        yield Issue("CIC342", where, what, "remove 'hold', or write a longer talk", reads=reads)


def bots_save_of_whole_talks(model: Model) -> Iterator[Issue]:
    """Seconds are saved of a talk, not of the turns of one."""
    for name, queue in model.queues.items():
        medium = known_medium(model, queue.channel)
        if queue.bot is None or queue.bot.saves <= 0 or medium is None or not medium.turns:
            continue
        where: Where = ("queues", name, "bot", "saves")
        what = f"the bot saves seconds of talks that come by {medium.name!r}, turn by turn"
        reads: tuple[Where, ...] = (where, ("queues", name, "channel"), ("channels",))
        yield Issue("CIC343", where, what, "write 'talk_factor: 0.9' instead", reads=reads)


TRANSFER_NAME_CHECKS = (groups_that_pass_on_exist,)
TRANSFER_CHECKS = (
    groups_that_pass_on_serve,
    both_agents_can_talk,
    agents_can_go_on,
    customers_can_hold,
    bots_save_of_whole_talks,
)
