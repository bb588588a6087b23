"""Checks of names: what a scenario speaks of must be there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cic.errors import UsageError, did_you_mean
from cic.scenario.arrivals import Arrivals
from cic.scenario.channels import Medium
from cic.scenario.issues import Issue
from cic.scenario.paths import Where
from cic.scenario.queues import TARGET_MEASURES
from cic.scenario.scenario import Model
from cic.scenario.words import IVR_SOURCE, OWN_QUEUE, THE_SUM

if TYPE_CHECKING:
    from cic.scenario.deflection import Deflection


def skills_name_queues(model: Model) -> Iterator[Issue]:
    """Each skill is that of a queue; so is each wrap-up of a group's own."""
    for name, group in model.agents.items():
        for queue in group.skills:
            if queue not in model.queues:
                what = f"group {name!r} answers queue {queue!r}, which does not exist"
                remedy = did_you_mean(queue, list(model.queues))
                yield Issue("CIC201", ("agents", name, "skills", queue), what, remedy)
        for queue in group.wrap_up:
            if queue not in group.skills:
                what = f"group {name!r} has a wrap-up for {queue!r}, which it does not answer"
                remedy = did_you_mean(queue, list(group.skills))
                yield Issue("CIC211", ("agents", name, "wrap_up", queue), what, remedy)


def groups_of_queues_answer_them(model: Model) -> Iterator[Issue]:
    """Each group that a queue lists exists, once, and has the queue's skill."""
    for name, queue in model.queues.items():
        seen: set[str] = set()
        for n, group in enumerate(queue.groups or ()):
            where: Where = ("queues", name, "groups", n)
            if group not in model.agents:
                what = f"queue {name!r} tries group {group!r}, which does not exist"
                yield Issue("CIC202", where, what, did_you_mean(group, list(model.agents)))
            elif name not in model.agents[group].skills:
                what = f"queue {name!r} tries group {group!r}, which does not answer it"
                remedy = f"add {name!r} to the skills of {group!r}, or remove the group here"
                yield Issue("CIC203", where, what, remedy)
            elif group in seen:
                yield Issue("CIC203", where, f"group {group!r} is listed twice", "list it once")
            seen.add(group)


def names_are_free(model: Model) -> Iterator[Issue]:
    """No menu is called like a queue, and nothing by a word with a meaning of its own."""
    menus = model.ivr.menus if model.ivr else {}
    for name in menus:
        if name in model.queues:
            what = f"{name!r} is the name of a menu and of a queue"
            yield Issue("CIC206", ("ivr", "menus", name), what, "rename one of them")
    taken = (
        (("queues",), model.queues, (OWN_QUEUE, IVR_SOURCE, THE_SUM)),
        (("ivr", "menus"), menus, (OWN_QUEUE, IVR_SOURCE)),
        (("agents",), model.agents, (THE_SUM,)),
        (("sites",), model.sites, (THE_SUM,)),
    )
    for above, names, words in taken:
        for name in words:
            if name in names:
                what = f"{name!r} has a meaning of its own and cannot be a name here"
                if name == THE_SUM:
                    what = f"{name!r} cannot be a name here: tables call the sum of all so"
                yield Issue("CIC206", (*above, name), what, "choose another name")


def day_factors_exist(model: Model) -> Iterator[Issue]:
    """Each day factor that is used by name is defined."""
    for where, arrivals in sources(model):
        factor = arrivals.day_factor
        if isinstance(factor, str) and factor not in model.day_factors:
            what = f"the day factor {factor!r} does not exist"
            remedy = f"define it under day_factors, or write {{cv: 10%}}; {_known(factor, model)}"
            yield Issue("CIC208", (*where, "day_factor"), what, remedy)


def _known(factor: str, model: Model) -> str:
    return did_you_mean(factor, list(model.day_factors))


def targets_are_measures(model: Model) -> Iterator[Issue]:
    """Each target bounds a measure that is known."""
    for name, queue in model.queues.items():
        for measure in queue.targets:
            if measure not in TARGET_MEASURES:
                where = ("queues", name, "targets", measure)
                remedy = did_you_mean(measure, TARGET_MEASURES)
                yield Issue("CIC209", where, f"{measure!r} is not a measure", remedy)


def ivr_names_exist(model: Model) -> Iterator[Issue]:
    """Where queues and menus send contacts exists."""
    menus = list(model.ivr.menus) if model.ivr else []
    for name, queue in model.queues.items():
        where: Where = ("queues", name, "through")
        if queue.through is None:
            continue
        if model.ivr is None:
            what = f"queue {name!r} goes through menu {queue.through!r}, and there is no ivr"
            yield Issue("CIC207", where, what, "add an ivr with this menu, or remove 'through'")
        elif queue.through not in menus:
            yield _unknown_menu(where, queue.through, menus)
    if model.ivr is None:
        return
    if model.ivr.start not in menus:
        yield _unknown_menu(("ivr", "start"), model.ivr.start, menus)
    known = [*model.queues, *menus, OWN_QUEUE]
    for where, to in destinations(model):
        if to not in known:
            what = f"{to!r} is neither a queue nor a menu"
            yield Issue("CIC204", where, what, did_you_mean(to, known))


def _unknown_menu(where: Where, name: str, menus: list[str]) -> Issue:
    return Issue("CIC204", where, f"menu {name!r} does not exist", did_you_mean(name, menus))


def sources(model: Model) -> Iterator[tuple[Where, Arrivals]]:
    """All arrivals: of the queues, then of the IVR."""
    for name, queue in model.queues.items():
        if queue.arrivals is not None:
            yield ("queues", name, "arrivals"), queue.arrivals
    if model.ivr and model.ivr.arrivals is not None:
        yield ("ivr", "arrivals"), model.ivr.arrivals


def known_medium(model: Model, channel: str) -> Medium | None:
    """What a channel comes to; None where it, or what it begins as, does not exist."""
    try:
        return model.medium(channel)
    except UsageError:
        return None


def destinations(model: Model, only: str | None = None) -> Iterator[tuple[Where, str]]:
    """Where menus (or one of them) send contacts, by the place that says so."""
    menus = model.ivr.menus if model.ivr else {}
    for name in menus if only is None else (only,):
        menu = menus[name]
        base: Where = ("ivr", "menus", name)
        for key, choice in menu.choices.items():
            if choice.go is not None:
                yield (*base, "choices", key, "go"), choice.go
            if choice.otherwise is not None:
                yield (*base, "choices", key, "otherwise"), choice.otherwise
        if menu.no_choice and menu.no_choice.then is not None:
            yield (*base, "no_choice", "then"), menu.no_choice.then


def deflections(model: Model) -> Iterator[tuple[Where, Deflection]]:
    """What the IVR offers instead of the queue, by the place that says so."""
    for name, menu in (model.ivr.menus if model.ivr else {}).items():
        for key, choice in menu.choices.items():
            if choice.deflection is not None:
                where = ("ivr", "menus", name, "choices", key, "deflection")
                yield where, choice.deflection


NAME_CHECKS = (
    skills_name_queues,
    groups_of_queues_answer_them,
    names_are_free,
    day_factors_exist,
    targets_are_measures,
    ivr_names_exist,
)
