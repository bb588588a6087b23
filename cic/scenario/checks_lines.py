"""Checks of holidays, lines, and the groups that queues overflow to."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator

from cic.errors import did_you_mean
from cic.scenario.checks_flow import answering
from cic.scenario.checks_names import known_medium
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model

_MOST_TOLD = 5


def overflow_groups_answer(model: Model) -> Iterator[Issue]:
    """Each group that a queue overflows to exists, has its skill, and is among its groups."""
    for name, queue in model.queues.items():
        for group in queue.overflow:
            where: Where = ("queues", name, "overflow", group)
            if group not in model.agents:
                what = f"queue {name!r} overflows to group {group!r}, which does not exist"
                yield Issue("CIC202", where, what, did_you_mean(group, list(model.agents)))
                continue
            listed = queue.groups is not None and group in queue.groups
            if name not in model.agents[group].skills and not listed:  # or else told there
                what = f"queue {name!r} overflows to group {group!r}, which does not answer it"
                remedy = f"add {name!r} to the skills of {group!r}, or remove the group here"
                reads: tuple[Where, ...] = (("agents", group, "skills"),)
                yield Issue("CIC203", where, what, remedy, reads=reads)
            if queue.groups is not None and not listed:
                what = f"queue {name!r} overflows to group {group!r}, which is not in its 'groups'"
                remedy = f"add {group!r} to 'groups', or remove it here"
                reads = (("queues", name, "groups"),)
                yield Issue("CIC214", where, what, remedy, reads=reads)


def holidays_lie_in_the_horizon(model: Model) -> Iterator[Issue]:
    """Each holiday is one of the days that are simulated, and is given once."""
    found = list(_wrong_holidays(model))
    yield from found[:_MOST_TOLD]
    if len(found) > _MOST_TOLD:
        code, where = found[_MOST_TOLD].code, ("holidays",)
        what = f"{len(found) - _MOST_TOLD} further holidays of this list are wrong too"
        yield Issue(code, where, what, found[_MOST_TOLD].remedy, reads=(("days",),))


def _wrong_holidays(model: Model) -> Iterator[Issue]:
    first: dict[int, Where] = {}
    for n, day in enumerate(model.holidays):
        where: Where = ("holidays", n)
        if day >= model.days:
            simulated = "there is 1 day" if model.days == 1 else f"there are {model.days} days"
            what = f"holiday {day} lies outside the horizon: {simulated}, counted from 0"
            remedy = f"write a day from 0 to {model.days - 1}, or more days"
            yield Issue("CIC304", where, what, remedy, reads=(("days",),))
        elif day in first:
            what = f"day {day} is a holiday twice"
            yield Issue("CIC317", where, what, "list it once", reads=(first[day],))
        first.setdefault(day, where)


def lines_are_held(model: Model) -> Iterator[Issue]:
    """Lines that no contact ever holds are told."""
    if model.ivr is not None and model.ivr.arrivals is not None:
        return
    media = [known_medium(model, queue.channel) for queue in model.queues.values()]
    if any(medium is None or medium.holds_line for medium in media):
        return
    told: list[tuple[Where, str]] = []
    if model.lines is not None:
        told.append((("lines",), f"there are {model.lines} lines"))
    for name, site in model.sites.items():
        if site.lines is not None:
            told.append((("sites", name, "lines"), f"site {name!r} has {site.lines} lines"))
    for n, incident in enumerate(model.incidents):
        if incident.lines is not None:
            told.append((("incidents", n, "lines"), f"an incident leaves {incident.lines} lines"))
    for where, there_are in told:
        what = f"{there_are}, and no queue comes by a channel that holds one"
        remedy = "remove 'lines', or let the channel hold one: holds_line: true"
        reads: tuple[Where, ...] = (("queues", "*", "channel"), ("channels",), ("ivr", "arrivals"))
        yield notice("CIC358", where, what, remedy, reads=reads)


def some_groups_are_no_overflow(model: Model) -> Iterator[Issue]:
    """A queue has a group of its own, beside those that take its overflow."""
    for name, queue in model.queues.items():
        groups = answering(model, name)
        what = f"all who answer queue {name!r} take its overflow only: {', '.join(groups)}"
        if not somebody_else_answers(groups, queue.overflow):
            yield named_all("CIC320", name, "overflow", what)


def somebody_else_answers(groups: Collection[str], named: Container[str]) -> bool:
    """Whether not all groups that answer a queue, if any do, are named in one of its fields."""
    return not groups or any(group not in named for group in groups)


def named_all(code: str, name: str, field: str, what: str) -> Issue:
    """All groups that answer a queue are named in one of its fields."""
    remedy = f"remove one of them here, or add {name!r} to the skills of another group"
    reads: tuple[Where, ...] = (("queues", name), ("agents", "*", "skills"))
    return Issue(code, ("queues", name, field), what, remedy, reads=reads)


def so_many_can_wait(model: Model) -> Iterator[Issue]:
    """A queue that overflows when more wait than it holds is told.

    The contact that finds the queue full counts itself, and may overflow instead.
    """
    for name, queue in model.queues.items():
        for group, way in queue.overflow.items():
            if queue.capacity is None or (way.when_waiting or 0) <= queue.capacity + 1:
                continue
            what = f"queue {name!r} overflows to {group!r} when {way.when_waiting} wait, and holds"
            what += f" {queue.capacity}"
            remedy = f"write at most 'when_waiting: {queue.capacity + 1}', or a larger capacity"
            where: Where = ("queues", name, "overflow", group, "when_waiting")
            reads = (where, ("queues", name, "capacity"))
            yield notice("CIC361", where, what, remedy, reads=reads)


def somebody_picks_up(model: Model) -> Iterator[Issue]:
    """Somebody answers what rings; else it would ring for ever."""
    for name, queue in model.queues.items():
        medium = known_medium(model, queue.channel)
        if medium is None or medium.deferred:
            continue
        ways = [model.agents[group].answering for group in answering(model, name)]
        if ways and all(way and way.no_answer + way.rejects >= 1 for way in ways):
            what = f"nobody ever picks up a contact of queue {name!r}"
            remedy = "let no_answer and rejects sum to less than 100% in one of its groups"
            reads: tuple[Where, ...] = (("queues", name), ("agents",))
            yield Issue("CIC321", ("queues", name), what, remedy, reads=reads)


LINE_NAME_CHECKS = (overflow_groups_answer,)
LINE_CHECKS = (
    holidays_lie_in_the_horizon,
    lines_are_held,
    some_groups_are_no_overflow,
    somebody_picks_up,
    so_many_can_wait,
)
