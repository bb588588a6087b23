"""What a scenario says about its centre, in words: hours, contacts, the IVR, who answers what."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.report.channels_in_words import (
    beside_text,
    by_channel,
    capacity_text,
    promise_text,
    reserve_text,
)
from cic.report.ivr_flow import Flow, flow_from
from cic.report.laws_in_words import law_text
from cic.report.people_in_words import helps_text, lines_on_people, resolution_text
from cic.report.used import medium_of_queue
from cic.report.wording import harmless, listed, share_text
from cic.report.workload import groups_of
from cic.scenario.ivr import OWN_QUEUE, Choice, Menu
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


def paragraphs_on_hours(model: Model) -> Iterator[str]:
    """When the centre is open, and what closing means."""
    span = f"{units.clock_text(model.opens)} to {units.clock_text(model.closes)}"
    many = "one day" if model.days == 1 else f"{model.days} days, the first"
    step = units.duration_text(model.interval)
    yield f"Open {span}; {many} a {model.starts_on.capitalize()}, told in intervals of {step}."
    if model.opening_hours:
        other = [
            f"{day} closed"
            if hours == "closed"
            else f"{day} {units.clock_text(hours.opens)} to {units.clock_text(hours.closes)}"
            for day, hours in model.opening_hours.items()
        ]
        yield f"Other hours: {', '.join(other)}."
    deferred = any(medium.deferred for medium in model.media.values())
    stays = " Deferred work stays for the next time they are on duty." if deferred else ""
    if model.at_closing == "serve":
        yield (
            "At closing arrivals stop. Who waits then is still served, by agents who stay on as "
            f"long as somebody waits for them.{stays}"
        )
    else:
        yield f"At closing arrivals stop, and who waits then is sent away.{stays}"


def sentence_on_queue(name: str, model: Model, contacts: float) -> str:
    """What the contacts of a queue are like."""
    queue, medium = model.queues[name], medium_of_queue(model, name)
    told = f"{harmless(name)}: about {contacts:,.0f} contacts a day{by_channel(model, name)}"
    if queue.arrivals is not None and queue.arrivals.overnight is not None:
        told += f", and {queue.arrivals.overnight * units.HOUR:.3g} an hour while closed"
    told += f". {'Work' if medium.deferred else 'Talk'} {law_text(queue.talk)}"
    told += helps_text(queue)
    if queue.wrap_up.mean > 0:
        told += f", wrap-up {law_text(queue.wrap_up)}"
    if medium.may_abandon:
        told += f"; patience {law_text(queue.patience)}"
    if queue.balk:
        told += f", {share_text(queue.balk)} leave at once when nobody is free"
    if queue.capacity is not None:
        told += f"; at most {queue.capacity} may wait"
    promised = f" Service level: {promise_text(model, name)}."
    return f"{told}.{resolution_text(queue)}{promised}{reserve_text(queue)}"


def lines_on_ivr(model: Model) -> Iterator[str]:
    """The IVR as a tree, then where it leads."""
    if model.ivr is None:
        return
    if model.ivr.ports is not None:
        yield f"{model.ivr.ports} ports; when all are taken, callers hear busy."
    told: set[str] = set()
    starts = {start: None for _, start in _entries(model)}
    for start in starts:
        yield f"{harmless(start)}  {_menu_text(model.ivr.menus[start])}"
        told.add(start)
        yield from _branches(model, model.ivr.menus[start], "", told)
    yield ""
    for own, start in _entries(model):
        flow = flow_from(model.ivr, start, own_queue=own)
        who = f"Who comes for {harmless(own)}" if own else "Who calls the IVR"
        yield f"{who}: {flow_text(flow)}."


def _entries(model: Model) -> list[tuple[str, str]]:
    """Queues that callers come for through the IVR, and the menus they hear first."""
    found = [
        (name, queue.through)
        for name, queue in model.queues.items()
        if queue.through is not None and queue.arrivals is not None
    ]
    if model.ivr is not None and model.ivr.arrivals is not None:
        found.append(("", model.ivr.start))
    return found


def flow_text(flow: Flow) -> str:
    """Where callers end, with shares.

    Examples
    --------
    >>> flow_text(Flow({"sales": 0.9}, {"balance": 0.06}, 0.04))
    '90.0% reach sales, 6.0% serve themselves (balance), 4.0% hang up'
    """
    parts = [f"{share_text(s, 1)} reach {harmless(q)}" for q, s in flow.queues.items() if s > 0]
    parts += [
        f"{share_text(share, 1)} serve themselves ({harmless(service)})"
        for service, share in flow.services.items()
        if share > 0
    ]
    parts += [f"{share_text(flow.hung_up, 1)} hang up"] if flow.hung_up > 0 else []
    return ", ".join(parts)


def _menu_text(menu: Menu) -> str:
    told = law_text(menu.prompt)
    if menu.hang_up_after is not None:
        told += f"; callers stand it for {law_text(menu.hang_up_after)}"
    return f"({told})"


def _branches(model: Model, menu: Menu, indent: str, told: set[str]) -> Iterator[str]:
    """The choices of a menu, and the menus below it that have not been told."""
    assert model.ivr is not None  # noqa: S101
    ways = [(key, choice.share, choice, choice.go) for key, choice in menu.choices.items()]
    silent = menu.no_choice
    branches = [(key, share, _choice_text(choice), go) for key, share, choice, go in ways]
    if silent is not None:
        times = f"hear it again, {silent.repeats} times at most, then"
        again = {0: "", 1: "hear it once more, then "}.get(silent.repeats, f"{times} ")
        where = _place(silent.then) if silent.then else "are cut off"
        branches.append(("no choice", silent.share, f"{again}{where}", silent.then))
    for n, (key, share, text, go) in enumerate(branches):
        last = n == len(branches) - 1
        yield f"{indent}{'└─' if last else '├─'} {harmless(key)}  {share_text(share)}  {text}"
        if go in model.ivr.menus and go not in told:
            told.add(go)
            below = model.ivr.menus[go]
            inner = indent + ("   " if last else "│  ")
            yield f"{inner}{harmless(go)}  {_menu_text(below)}"
            yield from _branches(model, below, inner, told)


def _choice_text(choice: Choice) -> str:
    if choice.hang_up:
        return "hang up"
    if choice.go is not None:
        return _place(choice.go)
    takes = f" ({law_text(choice.takes)})" if choice.takes.mean > 0 else ""
    text = f"serve themselves: {harmless(choice.serve or '')}{takes}"
    if choice.success < 1 and choice.otherwise is not None:
        text += f"; {share_text(1 - choice.success)} without success {_place(choice.otherwise)}"
    return text


def _place(name: str) -> str:
    return "→ the queue they came for" if name == OWN_QUEUE else f"→ {harmless(name)}"


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
    yield ""
    for name in model.queues:
        yield f"{harmless(name)}: {who_answers(model, name)}."
    yield ""
    for name in model.agents:
        answers = what_is_answered(model, name)
        yield f"{harmless(name)}: {answers}.{capacity_text(model, name)}"
    people = list(lines_on_people(model))
    yield from ("", *people) if people else ()


def who_answers(model: Model, queue: str) -> str:
    """The groups a queue's contacts try, in order."""
    groups = groups_of(model, queue)
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


def what_is_answered(model: Model, group: str) -> str:
    """The queues a group answers, in its order, with proficiency."""
    skills = model.agents[group].skills
    served = sorted(skills, key=lambda queue: skills[queue].rank)
    served = [queue for queue in served if group in groups_of(model, queue)]
    if not served:
        return "answers nothing"
    told = []
    for queue in served:
        factor, priority = skills[queue].talk_factor, model.queues[queue].priority
        notes = [f"talk × {factor:g}"] if factor != 1 else []
        if model.queues[queue].resolves is not None and skills[queue].quality != 1:
            notes.append(f"resolved × {skills[queue].quality:g}")
        notes += [f"priority {priority}"] if model.routing.contact == "priority" else []
        told.append(harmless(queue) + (f" ({', '.join(notes)})" if notes else ""))
    return f"answers {listed(told)}"
