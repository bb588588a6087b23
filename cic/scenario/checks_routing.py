"""Checks of routing: what it asks for that the centre does not do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from cic.errors import did_you_mean
from cic.scenario.checks_flow import answering
from cic.scenario.checks_lines import named_all, somebody_else_answers
from cic.scenario.hands import holds_several
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.routing import AgentWord
from cic.scenario.scenario import Model

_READS: tuple[Where, ...] = (("routing",), ("agents",), ("channels",), ("queues",))


def phones_ring_together(model: Model) -> Iterator[Issue]:
    """Where several phones are to ring at once, they do."""
    if model.routing.chosen_agent in get_args(AgentWord):
        return  # none of the plain words rings at several
    from cic.scenario.routing_presets import rule_of

    rule = rule_of(model.routing).agent
    if rule is None or rule.also_rings is None:
        return
    if not any(group.answering for group in model.agents.values()):
        what = "several phones are to ring at once, and nothing rings: whoever is chosen answers"
        remedy = "write for some group how its phones ring: answering: exponential mean 5 s"
    elif holds_several(model):
        what = (
            "several phones are to ring at once, and agents may have several contacts in hand: a "
            "contact rings at one agent at a time"
        )
        remedy = "let agents have one contact in hand, or choose agents in another way"
    else:
        return
    yield notice("CIC418", ("routing",), what, remedy, reads=_READS)


def groups_that_drop_out_are_there(model: Model) -> Iterator[Issue]:
    """Each group that drops out of a queue's circle answers that queue."""
    for name, queue in model.queues.items():
        known = answering(model, name)
        for group in queue.drop_out:
            if group not in known:
                what = f"group {group!r} drops out of queue {name!r}, which it does not answer"
                remedy = did_you_mean(group, known) if known else "remove it"
                yield Issue("CIC411", ("queues", name, "drop_out", group), what, remedy)


def sites_with_parts_are_there(model: Model) -> Iterator[Issue]:
    """Each site that gets a part of a queue's contacts is there, and somebody there answers it."""
    for name, queue in model.queues.items():
        if queue.allocation is None:
            continue
        at = {model.agents[group].site for group in answering(model, name)}
        for site, part in queue.allocation.sites.items():
            where: Where = ("queues", name, "allocation", "sites", site)
            if site not in model.sites:
                what = f"queue {name!r} gives a part to site {site!r}, which does not exist"
                known = list(model.sites)
                remedy = did_you_mean(site, known) if known else f"write sites: {{{site}: {{}}}}"
                yield Issue("CIC412", where, what, remedy)
            elif site not in at and part > 0:
                what = f"queue {name!r} gives a part to site {site!r}, where nobody answers it"
                remedy = f"add {name!r} to the skills of a group there, or write 0%"
                yield Issue("CIC412", where, what, remedy)


def somebody_stays_in(model: Model) -> Iterator[Issue]:
    """Not all who answer a queue drop out; else who waits longer would wait for ever."""
    for name, queue in model.queues.items():
        what = f"all who answer queue {name!r} drop out: who waits longer waits for nobody"
        if not somebody_else_answers(answering(model, name), queue.drop_out):
            yield named_all("CIC413", name, "drop_out", what)


def somebody_comes_again(model: Model) -> Iterator[Issue]:
    """Where customers who come again wait for an agent, customers come again."""
    again = model.customers is not None or any(
        other.recontact or other.redials or other.callback for other in model.queues.values()
    )
    for name, queue in model.queues.items():
        if queue.affinity is not None and not again:
            what = f"customers who come to queue {name!r} again wait for an agent, and nobody comes"
            remedy = "write who comes again: recontact, redials, or customers; or remove it"
            where: Where = ("queues", name, "affinity")
            yield notice(
                "CIC419", where, f"{what} again", remedy, reads=(("queues",), ("customers",))
            )


def targets_are_asked_for(model: Model) -> Iterator[Issue]:
    """Where groups have targets of the ratio, contacts settle by it."""
    aiming = [name for name, crew in model.agents.items() if crew.ratio_target is not None]
    if not aiming:
        return
    from cic.scenario.routing_presets import rule_of

    if rule_of(model.routing).settles_by_ratio:
        return
    for name in aiming:
        told = f"group {name!r} has a target of the ratio, and no contact settles by ratios"
        remedy = "write 'routing: {preset: contactcenters.queueratiooverflow}', or a score of "
        remedy += "contacts with 'waits_for: least_ratio'"
        yield notice("CIC449", ("agents", name, "ratio_target"), told, remedy, reads=_READS)


ROUTING_NAME_CHECKS = (groups_that_drop_out_are_there, sites_with_parts_are_there)
ROUTING_CHECKS = (
    phones_ring_together,
    somebody_stays_in,
    somebody_comes_again,
    targets_are_asked_for,
)
