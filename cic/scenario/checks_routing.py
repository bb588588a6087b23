"""Checks of routing: what it asks for that the centre does not do."""

from __future__ import annotations

from collections.abc import Iterator

from cic.scenario.hands import holds_several
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.routing_presets import rule_of
from cic.scenario.scenario import Model

_READS: tuple[Where, ...] = (("routing",), ("agents",), ("channels",), ("queues",))


def phones_ring_together(model: Model) -> Iterator[Issue]:
    """Where several phones are to ring at once, they do."""
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


ROUTING_CHECKS = (phones_ring_together,)
