"""Who answers what, in words: both decisions, their ties, groups in order, overflow."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.report.channels_in_words import beside_text, capacity_text
from cic.report.wording import harmless, listed
from cic.report.workload import groups_of, may_answer
from cic.scenario.queues import Overflow
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
TIES = "Ties go to the queue that stands first with the group: by rank, then as written."


def lines_on_routing(model: Model) -> Iterator[str]:
    """Both decisions, and who answers what in which order."""
    agent, contact = model.routing.agent, model.routing.contact
    goes = f"A contact that finds several agents free goes {AGENT_CHOICE[agent]}"
    yield f"{goes}. {AGENT_TIES[agent]}"
    beside = beside_text(model)
    if beside:
        yield beside
    yield f"An agent who comes free takes {CONTACT_CHOICE[contact]}. {TIES}"
    if contact in ("longest_wait", "priority", "weighted_wait", "earliest_due"):
        for name, queue in model.queues.items():
            if queue.head_start > 0:
                start = units.duration_text(queue.head_start)
                yield f"{harmless(name)} has a head start: {start} of waiting are credited."
    if contact == "weighted_wait":
        weights = [f"{queue.weight:g} for {harmless(q)}" for q, queue in model.queues.items()]
        yield f"Weights: {listed(weights)}."
    yield ""
    for name in model.queues:
        yield f"{harmless(name)}: {who_answers(model, name)}{overflow_text(model, name)}."
    yield ""
    for name in model.agents:
        answers = what_is_answered(model, name)
        yield f"{harmless(name)}: {answers}.{capacity_text(model, name)}"


def who_answers(model: Model, queue: str) -> str:
    """The groups a queue's contacts try, in order."""
    overflow = model.queues[queue].overflow
    groups = [group for group in groups_of(model, queue) if group not in overflow]
    if not groups:
        return "nobody can answer it"
    allowed = model.queues[queue].groups
    if allowed is not None:
        return f"tries {listed([harmless(g) for g in allowed if g in groups], 'then')}"
    ranks: dict[int, list[str]] = {}
    for group in groups:
        rank = model.agents[group].skills[queue].rank if model.routing.agent == "skill_rank" else 0
        ranks.setdefault(rank, []).append(harmless(group))
    steps = [listed(ranks[rank], "or") for rank in sorted(ranks)]
    alike = " alike" if len(groups) > 1 and len(steps) == 1 else ""
    return f"answered by {listed(steps, 'then')}{alike}"


def overflow_text(model: Model, queue: str) -> str:
    """Which further groups take contacts of a queue, and when."""
    told = [
        f"{harmless(group)} {_when_over(way)}"
        for group, way in model.queues[queue].overflow.items()
        if group in groups_of(model, queue)
    ]
    return f"; as overflow by {listed(told)}" if told else ""


def _when_over(way: Overflow) -> str:
    """Upon what a contact may go to a group that is not its own."""
    ways = []
    if way.after is not None:
        ways.append(f"once it has waited for {units.duration_text(way.after)}")
    if way.when_waiting is not None:
        ways.append(f"once {way.when_waiting} wait, itself included")
    return listed(ways, "or")


def what_is_answered(model: Model, group: str) -> str:
    """The queues a group answers, in its order, with proficiency."""
    skills = model.agents[group].skills
    served = sorted(skills, key=lambda queue: skills[queue].rank)
    served = [queue for queue in served if may_answer(model, group, queue)]
    if not served:
        return "answers nothing"
    told = []
    for queue in served:
        factor, priority = skills[queue].talk_factor, model.queues[queue].priority
        notes = [f"talk × {factor:g}"] if factor != 1 else []
        if model.queues[queue].resolves is not None and skills[queue].quality != 1:
            notes.append(f"resolved × {skills[queue].quality:g}")
        notes += [f"priority {priority}"] if model.routing.contact == "priority" else []
        notes += ["as overflow"] if group in model.queues[queue].overflow else []
        told.append(harmless(queue) + (f" ({', '.join(notes)})" if notes else ""))
    return f"answers {listed(told)}"
