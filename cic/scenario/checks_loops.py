"""Checks of contacts that lead to others round and round: which loops nothing but a limit ends."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cic.scenario.checks_flow import loops, menus_from, queues_behind
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.words import IVR_SOURCE, OWN_QUEUE

if TYPE_CHECKING:
    from cic.scenario.legs import Recontact, Redial

CERTAIN = 1.0 - 1e-9
GENERATIONS = 300
"""Of contacts that lead to others, after which their growth has settled."""

Shares = dict[str, float]
"""To which queue with what probability."""


def transfers_come_to_an_end(model: Model) -> Iterator[Issue]:
    """Customers whom agents always pass on, round in a loop, are never done: no time lies between.

    The gain of a loop is how many contacts come of one in a round, if all goes the way of the loop.
    """
    ways = {
        name: [{to: one.share for to, one in queue.transfers.items()}]
        for name, queue in model.queues.items()
    }
    for loop in loops(_endless(ways)):
        what = f"agents always pass customers on in a loop, {_told(loop)}, and without delay"
        where = ("queues", loop[0], "transfers", loop[1])
        remedy = "write a share below 100% in one of these transfers"
        yield Issue("CIC344", where, what, remedy, reads=(("queues",),))


def customers_give_up_at_last(model: Model) -> Iterator[Issue]:
    """Loops of redials, recontacts and transfers that only the number of attempts ends are told."""
    ways = {name: list(_ways(model, name)) for name in model.queues}
    transfers = {name: [sharing[-1]] for name, sharing in ways.items()}
    if model.ivr is not None and model.ivr.arrivals is not None:
        ways[IVR_SOURCE] = list(_ways_of_ivr(model))
    told = _endless(transfers)
    for loop in loops(_endless(ways)):
        if set(loop) <= set(told):  # it is refused as a loop of transfers
            continue
        what = f"customers come again for certain in a loop, {_told(loop)}: only their number of"
        what += " attempts ends it, or an answer where they try again in vain"
        remedy = "write a share, or a later share, below 100%, or few attempts"
        where: Where = ("ivr",) if loop[0] == IVR_SOURCE else ("queues", loop[0])
        yield notice("CIC392", where, what, remedy, reads=(("queues",), ("ivr",)))


def follow_ups_die_out(model: Model) -> Iterator[Issue]:
    """Who was served leads to one other at most, in the mean, by transfers, recontacts and calls.

    Campaigns that follow queues put who was served on their lists, also who was called by them. The
    gain is how many contacts come of one in a round.
    """
    if not any(campaign.follows for campaign in model.campaigns.values()):
        return
    leads_to = {name: _served(model, name) for name in model.queues}
    for campaign in model.campaigns.values():
        for name, share in (campaign.follows.queues if campaign.follows else {}).items():
            if name not in leads_to or campaign.queue not in leads_to:
                continue
            reached = 1.0 - (1.0 - max(campaign.rates)) ** campaign.attempts
            done = 1.0 - math.fsum(one.share for one in model.queues[name].transfers.values())
            resolves = model.queues[name].resolves
            more = share * reached * done * (1.0 if resolves is None else resolves)
            leads_to[name][campaign.queue] = leads_to[name].get(campaign.queue, 0.0) + more
    gain, loop = _growth(leads_to)
    reads: tuple[Where, ...] = (("campaigns",), ("queues",))
    names = " → ".join(map(repr, loop))
    remedy = "let campaigns follow other queues than they call for, or write lower shares"
    if gain > 2.0 - CERTAIN:
        what = f"one who is served leads to {gain:.3g} others, round and round: {names} "
        what += f"(gain {100 * gain:.3g}%), and the day explodes"
        yield Issue("CIC425", ("campaigns",), what, remedy, reads=reads)
    elif gain > CERTAIN:
        what = f"whoever is served leads to another, round and round: {names} (gain 100%); only the"
        what += " end of the run ends it"
        yield notice("CIC439", ("campaigns",), what, remedy, reads=reads)


def _growth(leads_to: Mapping[str, Shares]) -> tuple[float, list[str]]:
    """How many come of one in a generation, in the long run, and a loop that they come by."""
    weight, gain = dict.fromkeys(leads_to, 1.0), 0.0
    for _ in range(GENERATIONS):  # half stays, so that loops of several queues settle, too
        grown = {
            name: (weight[name] + math.fsum(more * weight[to] for to, more in ways.items())) / 2
            for name, ways in leads_to.items()
        }
        most = max(grown.values())
        gain, weight = 2 * most - 1, {name: one / most for name, one in grown.items()}
    path = [max(weight, key=lambda name: weight[name])]
    while leads_to[path[-1]]:
        ways = leads_to[path[-1]]
        following = max(ways, key=lambda to: ways[to] * weight[to])
        if following in path:
            return gain, [*path[path.index(following) :], following]
        path.append(following)
    return gain, path


def _told(loop: list[str]) -> str:
    return " → ".join(map(repr, loop)) + " (gain 100%)"


def _endless(ways: Mapping[str, list[Shares]]) -> dict[str, list[str]]:
    """The queues whose contacts may lead to others of these for certain, and to which.

    Parameters
    ----------
    ways
        By queue: the ways on, by how the contact ended. A contact ends in one way, whichever.
    """
    left = set(ways)
    shrunk = True
    while shrunk:
        ends = {
            name
            for name in left
            if not any(_within(shares, left) >= CERTAIN for shares in ways[name])
        }
        left -= ends
        shrunk = bool(ends)
    return {name: _on(ways[name], left) for name in ways if name in left}


def _within(shares: Shares, left: set[str]) -> float:
    return sum(share for to, share in shares.items() if to in left)


def _on(ways: list[Shares], left: set[str]) -> list[str]:
    """Where contacts go on within these queues, by the first way that is certain."""
    certain = next(shares for shares in ways if _within(shares, left) >= CERTAIN)
    return [to for to, share in certain.items() if to in left and share > 0]


def _ways(model: Model, name: str) -> Iterator[Shares]:
    """The ways on of a queue's contacts: redials by how they went in vain, then when served."""
    queue = model.queues[name]
    for redial in [*queue.redials.values(), *_after_offers(model, queue.through, name)]:
        yield _again(model, name, redial)
    yield _served(model, name)
    yield {to: one.share for to, one in queue.transfers.items()}


def _served(model: Model, name: str) -> Shares:
    """The ways on of a queue's contacts when they are served."""
    queue = model.queues[name]
    served: Shares = {to: one.share for to, one in queue.transfers.items()}
    again = queue.recontact
    if again is not None:
        unresolved = (1.0 - sum(served.values())) * (1.0 - (queue.resolves or 0.0))
        for to, share in _again(model, name, again).items():
            served[to] = served.get(to, 0.0) + unresolved * share
    return served


def _ways_of_ivr(model: Model) -> Iterator[Shares]:
    """The ways on of contacts that the IVR has of its own, before they come to a queue."""
    assert model.ivr is not None  # noqa: S101
    for redial in [*model.ivr.redials.values(), *_after_offers(model, model.ivr.start, None)]:
        yield _again(model, IVR_SOURCE, redial)


def _after_offers(model: Model, menu: str | None, own: str | None) -> Iterator[Redial]:
    """Who calls again whom another way did not help that is offered behind a menu.

    Parameters
    ----------
    own
        The queue that contacts come for who hear the menu; only offers before this one count. None:
        contacts of the IVR's own.
    """
    menus = model.ivr.menus if model.ivr is not None else {}
    heard = () if menu is None else menus_from(model, menu)
    for choice in (choice for name in heard for choice in menus[name].choices.values()):
        offer = choice.deflection
        if offer is None or offer.redial is None or offer.success >= 1 or not choice.deflects:
            continue
        if own is None or choice.go in (OWN_QUEUE, own):
            yield offer.redial


def _again(model: Model, name: str, way: Redial | Recontact) -> Shares:
    """Where customers come again once they have, over and over."""
    if way.share <= 0:
        return {}
    share = way.share if way.later is None else way.later
    if way.to:
        return {to: share * part for to, part in way.to.items()}
    if name == IVR_SOURCE:
        return {name: share}
    through = model.queues[name].through
    behind = queues_behind(model, through, name)
    return {name: share} if behind == {name} or through is None else {}


LOOP_CHECKS = (transfers_come_to_an_end, customers_give_up_at_last, follow_ups_die_out)
