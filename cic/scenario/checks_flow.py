"""Checks of the way contacts take: through menus, into queues, to people who can answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cic.scenario.checks_names import destinations, sources
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.words import OWN_QUEUE

if TYPE_CHECKING:
    from cic.scenario.cases import Case
    from cic.scenario.ivr import Menu


def menus_from(model: Model, start: str) -> set[str]:
    """The menus that a contact may hear when it hears this one first."""
    menus = model.ivr.menus if model.ivr else {}
    seen: set[str] = set()
    todo = [start]
    while todo:
        name = todo.pop()
        if name in menus and name not in seen:
            seen.add(name)
            todo += [to for _, to in destinations(model, name)]
    return seen


def entries(model: Model) -> Iterator[tuple[Where, str, str | None]]:
    """Menus that contacts hear first: where that is said, the menu, and the queue they came for."""
    if model.ivr is None:
        return
    if model.ivr.arrivals is not None:
        yield ("ivr", "start"), model.ivr.start, None
    for name, queue in model.queues.items():
        if queue.arrivals is not None and queue.through is not None:
            yield ("queues", name, "through"), queue.through, name


def queues_reached(model: Model) -> set[str]:
    """The queues that contacts can come to."""
    reached = {
        name for name, queue in model.queues.items() if queue.arrivals and queue.through is None
    }
    heard: dict[str, set[str]] = {}
    for _, start, own in entries(model):
        if start not in heard:
            heard[start] = menus_from(model, start)
        for menu in heard[start]:
            for _, to in destinations(model, menu):
                reached.add(own if to == OWN_QUEUE and own else to)
            reached.update(_offered_in(model, menu))
    reached |= model.snapshot.queues if model.snapshot else set()
    for one in model.snapshot.open_cases if model.snapshot else ():
        if one.case in model.cases:
            reached.update(_of_cases(model, model.cases[one.case]))
    reached |= {campaign.queue for campaign in model.campaigns.values()}
    return _led_on(model, reached & set(model.queues))


def _offered_in(model: Model, menu: str) -> Iterator[str]:
    """Queues to which those come who take another way that is offered in a menu."""
    assert model.ivr is not None  # noqa: S101
    choices = model.ivr.menus[menu].choices.values() if menu in model.ivr.menus else ()
    for offer in (choice.deflection for choice in choices):
        if offer is not None:
            yield from [offer.to] if offer.to is not None else []
            yield from offer.redial.to if offer.redial is not None else ()


def _led_on(model: Model, reached: set[str]) -> set[str]:
    """These queues, and those that contacts lead to from there on."""
    first = model.ivr.redials.values() if model.ivr else ()
    todo = list(reached)
    todo += [to for redial in first for to in redial.to]
    if todo and model.customers is not None and model.customers.complaints is not None:
        complaints = model.customers.complaints
        todo += [complaints.to, complaints.returns_to or complaints.to]
    found: set[str] = set()
    while todo:
        name = todo.pop()
        if name in model.queues and name not in found:
            found.add(name)
            todo += _leads_to(model, name)
    return found


def queues_behind(model: Model, menu: str | None, own: str | None) -> set[str]:
    """The queues that contacts come to by a menu; without one, the queue they came for."""
    if menu is None:
        return set() if own is None else {own}
    found = {
        own if to == OWN_QUEUE and own else to
        for heard in menus_from(model, menu)
        for _, to in destinations(model, heard)
    }
    return found & set(model.queues)


def _leads_to(model: Model, name: str) -> Iterator[str]:
    """What contacts of a queue may lead to; a menu in front of it stands for all behind it."""
    queue = model.queues[name]
    named = [to for redial in queue.redials.values() for to in redial.to]
    named += queue.recontact.to if queue.recontact else ()
    for to in named:
        yield to
        if to in model.queues:
            yield from queues_behind(model, model.queues[to].through, to)
    yield from queue.transfers
    for case in model.cases.values():
        if case.opened.get(name, 0.0) > 0:
            yield from _of_cases(model, case)
    if queue.voicemail is not None:
        yield queue.voicemail.to


def _of_cases(model: Model, case: Case) -> Iterator[str]:
    """The queues that a kind of case leads to, by work on it and by who asks."""
    yield from (step.queue for step in case.steps.values() if step.queue is not None)
    if case.enquiries is not None and (to := case.enquiries.to) in model.queues:
        yield from (to, *queues_behind(model, model.queues[to].through, to))


def own_queues_are_known(model: Model) -> Iterator[Issue]:
    """'own queue' stands only in menus whose contacts came for a queue."""
    if model.ivr is None or model.ivr.arrivals is None:
        return
    for name in sorted(menus_from(model, model.ivr.start)):
        for where, to in destinations(model, name):
            if to == OWN_QUEUE:
                what = f"contacts of the IVR's own arrivals hear {name!r}, and have no own queue"
                remedy = "name a queue here, or let these contacts begin in another menu"
                yield Issue("CIC205", where, what, remedy)


def there_are_arrivals(model: Model) -> Iterator[Issue]:
    """Somebody comes."""
    there = model.snapshot is not None and model.snapshot.contacts > 0
    if not there and not model.campaigns and not any(True for _ in sources(model)):
        remedy = "write 'arrivals: 60/hour' in a queue"
        yield Issue("CIC309", ("queues",), "there are no arrivals anywhere", remedy)


def queues_and_menus_are_reached(model: Model) -> Iterator[Issue]:
    """Queues and menus that no contact comes to are told."""
    reached = queues_reached(model)
    for name in model.queues:
        if name not in reached:
            remedy = "give it arrivals, or let a menu go there"
            yield notice("CIC350", ("queues", name), f"no contact comes to queue {name!r}", remedy)
    heard: set[str] = set()
    for start in {start for _, start, _ in entries(model)}:
        heard |= menus_from(model, start)
    for name in model.ivr.menus if model.ivr else ():
        if name not in heard:
            where: Where = ("ivr", "menus", name)
            remedy = "let a queue go through it, a menu go there, or give the ivr arrivals"
            yield notice("CIC352", where, f"no contact hears menu {name!r}", remedy)
    for name, queue in model.queues.items():
        if queue.through is not None and queue.arrivals is None:
            what = f"queue {name!r} has no arrivals of its own that could go through a menu"
            yield notice("CIC352", ("queues", name, "through"), what, "remove 'through'")


def answering(model: Model, queue_name: str) -> list[str]:
    """The groups that answer a queue."""
    allowed = model.queues[queue_name].groups
    return [
        name
        for name, group in model.agents.items()
        if queue_name in group.skills and (allowed is None or name in allowed)
    ]


def somebody_can_answer(model: Model) -> Iterator[Issue]:
    """Each queue that contacts come to has a group with its skill, and that group has agents.

    A queue that nobody answers and that holds nobody is a door that is shut: who comes hears busy.
    """
    reached = queues_reached(model)
    for name in model.queues:
        if name not in reached:
            continue
        groups = answering(model, name)
        if not groups:
            what = f"nobody can answer queue {name!r}: no group has the skill"
            remedy = f"add {name!r} to the skills of one of: {', '.join(model.agents)}"
            yield Issue("CIC308", ("queues", name), what, remedy)
        elif model.queues[name].capacity != 0 and not any(has_agents(model, g) for g in groups):
            what = f"nobody is ever there to answer queue {name!r}: every contact will abandon"
            remedy = f"staff one of the groups: {', '.join(groups)}"
            yield notice("CIC351", ("queues", name), what, remedy)


def has_agents(model: Model, name: str) -> bool:
    """Whether a group ever has somebody on duty."""
    group = model.agents[name]
    if group.shifts is not None:
        return any(shift.agents for shift in group.shifts)
    if isinstance(group.staff, dict):
        return any(any(counts) for counts in group.staff.values())
    return any(group.staff) if isinstance(group.staff, tuple) else bool(group.staff)


def menus_come_to_an_end(model: Model) -> Iterator[Issue]:
    """From every menu there is a way out, and no loop takes no time."""
    menus = model.ivr.menus if model.ivr else {}
    ways = {name: _next_menus(menus, menu) for name, menu in menus.items()}
    leaving = {name for name, menu in menus.items() if _may_leave(menus, menu)}
    grown = True
    while grown:
        more = {name for name in menus if name not in leaving and leaving & set(ways[name])}
        leaving |= more
        grown = bool(more)
    stuck = {
        name: [to for to in ways[name] if to not in leaving] for name in menus.keys() - leaving
    }
    yield from _loop(
        stuck, "CIC311", "there is no way out of", "let a choice end, or go to a queue"
    )
    quick = {name: [to for to, free in ways[name].items() if free] for name in menus}
    remedy = "give one of the prompts a duration"
    yield from _loop(quick, "CIC310", "this loop takes no time:", remedy)


def _next_menus(menus: dict[str, Menu], menu: Menu) -> dict[str, bool]:
    """The menus that may come next, and whether that takes no time."""
    ways: dict[str, bool] = {}
    for choice in menu.choices.values():
        if choice.share <= 0:
            continue
        for to, free in ((choice.go, True), (choice.otherwise, choice.takes.mean == 0)):
            if to in menus and (to == choice.go or choice.success < 1):
                ways[to] = ways.get(to, False) or (free and menu.prompt.mean == 0)
    silent = menu.no_choice
    if silent and silent.share > 0 and silent.then in menus:
        ways[silent.then] = ways.get(silent.then, False) or menu.prompt.mean == 0
    return ways


def _may_leave(menus: dict[str, Menu], menu: Menu) -> bool:
    silent = menu.no_choice
    if menu.hang_up_after is not None and menu.hang_up_after.mean < float("inf"):
        return True
    if silent and silent.share > 0 and silent.then not in menus:
        return True
    return any(
        choice.share > 0
        and (
            choice.hang_up
            or (choice.go is not None and choice.go not in menus)
            or (choice.serve is not None and (choice.success > 0 or choice.otherwise not in menus))
        )
        for choice in menu.choices.values()
    )


def _loop(ways: dict[str, list[str]], code: str, what: str, remedy: str) -> Iterator[Issue]:
    """The first loop along these ways, if there is one."""
    loop = _first_loop(ways)
    if loop:
        told = " → ".join(map(repr, loop))
        yield Issue(code, ("ivr", "menus", loop[0]), f"{what} {told}", remedy)


def loops(ways: dict[str, list[str]]) -> Iterator[list[str]]:
    """Loops along these ways that share nothing, each with its first name again at its end."""
    left = dict(ways)
    while loop := _first_loop(left):
        yield loop
        left = {name: to for name, to in left.items() if name not in loop}


def _first_loop(ways: dict[str, list[str]]) -> list[str]:
    left = dict(ways)
    shrunk = True
    while shrunk:
        ends = [name for name, next_ in left.items() if not any(to in left for to in next_)]
        for name in ends:
            del left[name]
        shrunk = bool(ends)
    if not left:
        return []
    path: list[str] = [next(name for name in ways if name in left)]
    while (following := next(to for to in left[path[-1]] if to in left)) not in path:
        path.append(following)
    return [*path[path.index(following) :], following]


FLOW_CHECKS = (
    own_queues_are_known,
    there_are_arrivals,
    queues_and_menus_are_reached,
    somebody_can_answer,
    menus_come_to_an_end,
)
