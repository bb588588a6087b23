"""What a scenario's routing does to one contact, and to one agent, in words."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.errors import no_such
from cic.report.bonds_in_words import lines_on_bonds
from cic.report.routing_in_words import (
    TIES,
    WAITING,
    agent_text,
    asked_text,
    contact_text,
    overflow_text,
    targets_text,
    terms_used,
    urgency_text,
    what_is_answered,
    when_over,
    who_answers,
    yields,
)
from cic.report.wording import harmless, listed
from cic.report.workload import groups_of
from cic.scenario.proficiency import PROFICIENCIES
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model


def lines_for_contact(model: Model, queue: str) -> Iterator[str]:
    """To whom a contact of a queue goes when it arrives, and who takes it while it waits.

    Raises
    ------
    UsageError
        There is no such queue.
    """
    if queue not in model.queues:
        raise no_such("queue", queue, list(model.queues))
    chosen = model.routing
    own = harmless(queue)
    yield f"A CONTACT OF {own}"
    yield f"{own}: {who_answers(model, queue)}{overflow_text(model, queue)}."
    for line in lines_on_bonds(model, queue):
        yield f"  {line}."
    yield f"If several agents are free when it arrives, it goes {agent_text(chosen.chosen_agent)}"
    counted = terms_used(model)
    for group in groups_of(model, queue):
        skill, crew = model.agents[group].skills[queue], model.agents[group]
        told = [f"rank {skill.rank}"]
        asked = model.queues[queue].asks_for if counted & PROFICIENCIES else {}
        skilled = counted & PROFICIENCIES and not asked
        told += [f"level {skill.level:g}"] if "level" in counted or skilled else []
        told += [f"{harmless(what)} {crew.attributes.get(what, 0):g}" for what in asked]
        weighs = counted & {"group_weight", "weighted_idle", "weighted_free"}
        told += [f"weight {crew.weight:g}"] if weighs else []
        told += [f"{len(crew.skills)} skills"] if "skills" in counted else []
        yield f"  {harmless(group)} has it at {listed(told)}."
    takes = f"{contact_text(chosen.chosen_contact)}. {TIES}"
    yield f"If nobody is free, it waits, and an agent who comes free takes {takes}"
    yield from _of_customers(model)
    counted |= {"weight"} if yields(model) else set()
    brings = list(_brought_by(model.queues[queue], counted))
    if brings:
        yield f"  It brings {listed(brings)}."
    targets = targets_text(model)
    if targets:
        yield f"{targets}."


def _of_customers(model: Model) -> Iterator[str]:
    """What it changes whose contact it is."""
    if model.customers is None:
        return
    parts = model.customers.parts
    by_rank: dict[int, list[str]] = {}
    for name, part in parts.items():
        by_rank.setdefault(part[3], []).append(harmless(name))
    if len(by_rank) > 1:
        ranks = [listed(by_rank[rank]) for rank in sorted(by_rank)]
        yield f"  In its queue customers stand by segment: {', then '.join(ranks)}."
    own = [harmless(name) for name, part in parts.items() if part[4] != "anybody"]
    if own:
        yield f"  Customers of {listed(own)} go to their own agent first, if that one is free."


def _brought_by(queue: Queue, counted: set[str]) -> Iterator[str]:
    """What a queue's contacts bring to the choice."""
    if "priority" in counted:
        yield f"priority {queue.priority}"
    if counted & {"weight", "weighted_wait", "imbalance", "c_mu", "generalised_c_mu"}:
        yield f"weight {queue.weight:g}"
    if counted & PROFICIENCIES and queue.asks_for:
        yield f"that it asks for {asked_text(queue, counted)}"
    if "urgency" in counted and queue.urgency is not None:
        yield f"an urgency of {urgency_text(queue.urgency)}"
    if counted & {"due", "in_time"}:
        yield f"a promise within {units.duration_text(queue.service_level.within)}"
    if counted & WAITING and queue.head_start > 0:
        yield f"a head start of {units.duration_text(queue.head_start)}"


def lines_for_agent(model: Model, group: str) -> Iterator[str]:
    """Which contacts an agent of a group takes, and when it is chosen itself.

    Raises
    ------
    UsageError
        There is no such group.
    """
    if group not in model.agents:
        raise no_such("agent group", group, list(model.agents))
    own = harmless(group)
    yield f"AN AGENT OF {own}"
    yield f"{own} {what_is_answered(model, group)}."
    takes = f"{contact_text(model.routing.chosen_contact)}. {TIES}"
    yield f"When it comes free while several wait, it takes {takes}"
    for name in model.agents[group].skills:
        way = model.queues[name].overflow.get(group)
        if way is not None:
            yield f"  It takes {harmless(name)} as overflow only: {when_over(way)}."
        until = model.queues[name].drop_out.get(group)
        if until is not None:
            after = units.duration_text(until)
            yield f"  It takes {harmless(name)} no longer once a contact has waited for {after}."
    yield f"While it is free beside others, a contact goes {agent_text(model.routing.chosen_agent)}"
