"""Who answers what, in words: both decisions, their ties, groups in order, overflow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cic import units
from cic.report.bonds_in_words import lines_on_bonds
from cic.report.channels_in_words import beside_text, capacity_text
from cic.report.scores_in_words import (
    TERM_IN_WORDS,
    agent_choice_in_words,
    contact_choice_in_words,
)
from cic.report.stages_in_words import who_tries
from cic.report.wording import harmless, listed
from cic.report.workload import groups_of, may_answer
from cic.scenario.precedence import Overflow, Urgency
from cic.scenario.proficiency import PROFICIENCIES
from cic.scenario.queues import Queue
from cic.scenario.routing import Routing
from cic.scenario.routing_presets import rule_of
from cic.scenario.routing_scores import AgentRule, ContactRule, OwnChoice
from cic.scenario.scenario import Model

AGENT_CHOICE = {
    "longest_idle": "to whoever has been free longest",
    "skill_rank": (
        "to the group that has its queue at the lowest rank and somebody free; inside it, to "
        "whoever has been free longest"
    ),
    "random": "to one of those who are free, by chance, all alike",
    "fewest_contacts": (
        "to whoever has answered the fewest contacts so far; of equals, to the one who has been "
        "free longest"
    ),
    "round_robin": (
        "to the next agent in turn: agents are numbered in the order of writing, and it is the "
        "first free one after the agent this queue chose last"
    ),
}
AGENT_TIES = {
    "longest_idle": "Free since the same instant: whose event came first.",
    "skill_rank": "Free since the same instant: whose event came first.",
    "random": "The chance is the contact's own: it does not depend on what others do.",
    "fewest_contacts": "Free since the same instant: whose event came first.",
    "round_robin": "After the last number the turn begins again.",
}
CONTACT_CHOICE = {
    "longest_wait": "the contact that has waited longest, in whichever of its queues",
    "priority": (
        "from the queue with the lowest priority number; of several queues alike, the contact that "
        "has waited longest"
    ),
    "list_order": "from the first of its queues in which somebody waits, in the group's own order",
    "longest_queue": "from the queue in which most contacts wait",
    "weighted_wait": "the contact with the largest wait times the weight of its queue",
    "earliest_due": (
        "the contact whose promise falls due first: when its threshold will have passed, by the "
        "clock of that promise"
    ),
}
WAITING = {
    "wait",
    "weighted_wait",
    "due",
    "in_time",
    "since_arrival",
    "urgency",
    "generalised_c_mu",
}
"""Terms that count waiting, and so a head start."""
WEIGHING = {"weight", "weighted_wait", "imbalance", "c_mu", "generalised_c_mu"}
"""Terms that count the weights of queues."""
TIES = "Ties go to the queue that stands first with the group: by rank, then as written."


def lines_on_routing(model: Model) -> Iterator[str]:
    """Both decisions, and who answers what in which order."""
    agent, contact = model.routing.chosen_agent, model.routing.chosen_contact
    yield f"A contact that finds several agents free goes {agent_text(agent)}"
    beside = beside_text(model)
    if beside:
        yield beside
    yield f"An agent who comes free takes {contact_text(contact)}. {TIES}"
    counted = terms_used(model)
    if counted & WAITING:
        for name, queue in model.queues.items():
            if queue.head_start > 0:
                start = units.duration_text(queue.head_start)
                yield f"{harmless(name)} has a head start: {start} of waiting are credited."
    if counted & WEIGHING or yields(model):
        weights = [f"{queue.weight:g} for {harmless(q)}" for q, queue in model.queues.items()]
        yield f"Weights: {listed(weights)}."
    yield from _lines_on_scores(model, counted)
    yield ""
    for name in model.queues:
        yield f"{harmless(name)}: {who_answers(model, name)}{overflow_text(model, name)}."
        for line in lines_on_bonds(model, name):
            yield f"  {line}."
    yield ""
    for name in model.agents:
        answers = what_is_answered(model, name)
        yield f"{harmless(name)}: {answers}.{capacity_text(model, name)}"


def agent_text(chosen: str | AgentRule | OwnChoice) -> str:
    """To whom a contact goes that finds several agents free, with ties."""
    if isinstance(chosen, str) and chosen in AGENT_CHOICE:
        return f"{AGENT_CHOICE[chosen]}. {AGENT_TIES[chosen]}"
    return f"{agent_choice_in_words(chosen)}."


def contact_text(chosen: str | ContactRule | OwnChoice) -> str:
    """Which contact an agent takes."""
    if isinstance(chosen, str) and chosen in CONTACT_CHOICE:
        return CONTACT_CHOICE[chosen]
    return contact_choice_in_words(chosen)


def terms_used(model: Model) -> set[str]:
    """The terms that the scenario's scores count; a person's own function may count all."""
    rule = rule_of(model.routing)
    found: set[str] = set()
    for one in (rule.agent, rule.contact):
        if one is None:
            return set(TERM_IN_WORDS)
        found |= {term for total in one.score for term in total}
    return found


def yields(model: Model) -> bool:
    """Whether agents are refused to queues for heavier ones of theirs."""
    rule = rule_of(model.routing).agent
    return rule is not None and rule.yields_to_heavier


def _lines_on_scores(model: Model, counted: set[str]) -> Iterator[str]:
    """What queues, groups and skills bring to the scores."""
    if "urgency" in counted:
        for name, queue in model.queues.items():
            if queue.urgency is not None:
                yield f"Urgency of {harmless(name)}: {urgency_text(queue.urgency)}."
    if counted & PROFICIENCIES:
        yield from _lines_on_proficiency(model, counted)
    targets = targets_text(model)
    if targets:
        yield f"{targets}."
    if counted & {"group_weight", "weighted_idle", "weighted_free"}:
        weights = [f"{group.weight:g} for {harmless(g)}" for g, group in model.agents.items()]
        yield f"Weights of groups: {listed(weights)}."


def _lines_on_proficiency(model: Model, counted: set[str]) -> Iterator[str]:
    """What queues ask for, and how good agents are at it."""
    for name, queue in model.queues.items():
        if queue.asks_for:
            yield f"{harmless(name)} asks for {asked_text(queue, counted)}."
    for name, crew in model.agents.items():
        levels = [f"{harmless(what)} {level:g}" for what, level in crew.attributes.items()]
        if levels:
            yield f"{harmless(name)}: {listed(levels)}."


def targets_text(model: Model) -> str:
    """For which groups contacts rather wait than try others, and up to what ratio."""
    targets = [
        f"{crew.ratio_target:g} of {harmless(name)}"
        for name, crew in model.agents.items()
        if crew.ratio_target is not None
    ]
    if not targets or not rule_of(model.routing).settles_by_ratio:
        return ""
    return (
        "A contact tries no groups of higher ranks, and waits, where the ratio of one is no more "
        f"than its target: {listed(targets)}"
    )


def asked_text(queue: Queue, counted: set[str]) -> str:
    """What a queue asks for, with weights or in order, where these count."""
    weighs = "weighted_proficiency" in counted
    asked = [
        harmless(what) + (f" (weight {weight:g})" if weighs else "")
        for what, weight in queue.asks_for.items()
    ]
    return listed(asked, "then" if "ordered_proficiency" in counted else "and")


def urgency_text(urgency: Urgency) -> str:
    """An urgency, and how it grows."""
    more = "more" if urgency.per_minute >= 0 else "less"
    told = f"{urgency.initial:g} at first, {abs(urgency.per_minute):g} {more} with each minute"
    if urgency.forwarded:
        told += f", {urgency.forwarded:g} on top if it was passed on"
    return told if urgency.at_most is None else f"{told}, at most {urgency.at_most:g}"


def who_answers(model: Model, queue: str) -> str:
    """The groups a queue's contacts try, in order."""
    overflow = model.queues[queue].overflow
    groups = [group for group in groups_of(model, queue) if group not in overflow]
    if not groups:
        return "nobody can answer it"
    if model.queues[queue].stages:
        return who_tries(model.queues[queue])
    allowed = model.queues[queue].groups
    if allowed is not None:
        return f"tries {listed([harmless(g) for g in allowed if g in groups], 'then')}"
    rule = rule_of(model.routing).agent
    by_rank = rule is not None and rule.by_rank
    ranks: dict[int, list[str]] = {}
    for group in groups:
        rank = model.agents[group].skills[queue].rank if by_rank else 0
        ranks.setdefault(rank, []).append(harmless(group))
    steps = [listed(ranks[rank], "or") for rank in sorted(ranks)]
    alike = " alike" if len(groups) > 1 and len(steps) == 1 else ""
    return f"answered by {listed(steps, 'then')}{alike}"


def overflow_text(model: Model, queue: str) -> str:
    """Which further groups take contacts of a queue, and when."""
    told = [
        f"{harmless(group)} {when_over(way)}"
        for group, way in model.queues[queue].overflow.items()
        if group in groups_of(model, queue)
    ]
    return f"; as overflow by {listed(told)}" if told else ""


def when_over(way: Overflow) -> str:
    """Upon what a contact may go to a group that is not its own."""
    ways = []
    if way.after is not None:
        ways.append(f"once it has waited for {units.duration_text(way.after)}")
    if way.when_waiting is not None:
        ways.append(f"once {way.when_waiting} wait, itself included")
    if way.predicted_wait is not None:
        wait = units.duration_text(way.predicted_wait)
        ways.append(f"once those who wait, itself included, are work for {wait}")
    return listed(ways, "or")


def what_is_answered(model: Model, group: str) -> str:
    """The queues a group answers, in its order, with proficiency."""
    skills = model.agents[group].skills
    served = sorted(skills, key=lambda queue: skills[queue].rank)
    served = [queue for queue in served if may_answer(model, group, queue)]
    if not served:
        return "answers nothing"
    told, counted = [], terms_used(model)
    for queue in served:
        factor, priority = skills[queue].talk_factor, model.queues[queue].priority
        notes = [f"talk × {factor:g}"] if factor != 1 else []
        if model.queues[queue].resolves is not None and skills[queue].quality != 1:
            notes.append(f"resolved × {skills[queue].quality:g}")
        notes += [f"priority {priority}"] if "priority" in counted else []
        level = skills[queue].level
        notes += [f"level {level:g}"] if "level" in counted and level else []
        notes += ["as overflow"] if group in model.queues[queue].overflow else []
        told.append(harmless(queue) + (f" ({', '.join(notes)})" if notes else ""))
    return f"answers {listed(told)}"


def plain_routing(routing: Routing) -> dict[str, Any]:
    """Both decisions as plain values: a word, or the parts of a score."""
    chosen = {"agent": routing.chosen_agent, "contact": routing.chosen_contact}
    return {k: one if isinstance(one, str) else one.model_dump() for k, one in chosen.items()}
