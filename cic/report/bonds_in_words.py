"""Whom contacts wait for, in words: the agent before, sites by percentage, groups that drop out."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.report.stages_in_words import lines_on_stages
from cic.report.wording import harmless, listed
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model


def lines_on_bonds(model: Model, name: str) -> Iterator[str]:
    """Who may take a contact of a queue for how long only, and whom it waits for."""
    queue = model.queues[name]
    yield from lines_on_stages(model, name)
    yield from _drop_out(queue)
    if queue.affinity is not None:
        within = queue.affinity.within
        ago = "" if within is None else f", if that was less than {units.duration_text(within)} ago"
        waits = queue.affinity.waits
        how = "is taken by that agent if free at once"
        if waits > 0:
            how = f"waits for that agent for {units.duration_text(waits)} at most"
        yield (
            f"Who comes again and has talked to an agent who serves it and is at work{ago}, {how}; "
            "then anybody takes it"
        )
    if queue.allocation is not None:
        parts = [f"{harmless(s)} {100 * p:g}%" for s, p in queue.allocation.sites.items()]
        after = queue.allocation.others_after
        others = "never by others"
        if after is not None:
            others = f"by others, too, once it has waited for {units.duration_text(after)}"
            others = "by others, too, if nobody is free there" if after == 0 else others
        yield (
            f"Each contact goes to the site furthest below its part ({listed(parts)}), and is "
            f"taken by its agents, {others}"
        )


def _drop_out(queue: Queue) -> Iterator[str]:
    told = [
        f"{harmless(group)} once a contact has waited for {units.duration_text(wait)}"
        for group, wait in queue.drop_out.items()
    ]
    if told:
        yield f"It is taken no longer by {listed(told)}"
