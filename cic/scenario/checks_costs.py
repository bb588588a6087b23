"""Checks of prices: that each has something to apply to, and that none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from cic.scenario.checks_names import known_medium
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model

_LINES: tuple[Where, ...] = (("lines",), ("sites",), ("line_cost",))


def resolved_contacts_are_known(model: Model) -> Iterator[Issue]:
    """A resolved contact is worth something only in queues that say how often they resolve."""
    for name, queue in model.queues.items():
        if queue.value is not None and queue.value.resolved and queue.resolves is None:
            what = f"a resolved contact of queue {name!r} is worth {queue.value.resolved:g}, and it"
            what += " is not said how often its contacts are resolved"
            where: Where = ("queues", name, "value", "resolved")
            remedy = "write 'resolves: 80%' in the queue, or what an answered contact is worth"
            reads: tuple[Where, ...] = (("queues", name, "resolves"),)
            yield Issue("CIC410", where, what, remedy, reads=reads)


def overtime_is_a_multiple_of_something(model: Model) -> Iterator[Issue]:
    """Overtime costs so many times as much as other hours only where these cost something."""
    for name, group in model.agents.items():
        cost = group.cost
        if cost is not None and cost.overtime_factor is not None and cost.hour == 0:
            what = f"overtime of group {name!r} costs {cost.overtime_factor:g} times as much as"
            where: Where = ("agents", name, "cost", "overtime_factor")
            remedy = "write what an hour costs, or the price of an hour of overtime: overtime_hour"
            reads: tuple[Where, ...] = (("agents", name, "cost"),)
            yield Issue("CIC410", where, f"{what} other hours, which are free", remedy, reads=reads)


def lines_by_the_day_are_counted(model: Model) -> Iterator[Issue]:
    """A line costs something a day only where lines are counted."""
    if model.line_cost is not None and model.line_cost.day:
        own = [site for site in model.sites.values() if site.line_cost is None and site.lines]
        if model.lines is None and not own:
            what = f"a line costs {model.line_cost.day:g} a day, and lines are not counted"
            remedy = "write how many lines there are, or a price by the minute"
            yield Issue("CIC410", ("line_cost", "day"), what, remedy, reads=_LINES)
    for name, site in model.sites.items():
        if site.line_cost is not None and site.line_cost.day and site.lines is None:
            what = f"a line of site {name!r} costs {site.line_cost.day:g} a day, and its lines are"
            where: Where = ("sites", name, "line_cost", "day")
            remedy = "write how many lines it has, or a price by the minute"
            yield Issue("CIC410", where, f"{what} not counted", remedy, reads=_LINES)


def prices_apply_to_something(model: Model) -> Iterator[Issue]:
    """A price of what never happens is told."""
    for name, queue in model.queues.items():
        medium = known_medium(model, queue.channel)
        stays = medium is not None and medium.deferred and queue.capacity is None
        if queue.cost is not None and queue.cost.lost and stays and queue.through is None:
            what = f"a lost contact of queue {name!r} costs {queue.cost.lost:g}, and none is ever"
            what += f" lost: nobody gives up by {queue.channel!r}, and all have room"
            remedy = "write a 'capacity', or remove 'lost'"
            where: Where = ("queues", name, "cost", "lost")
            reads: tuple[Where, ...] = (("queues", name), ("channels",))
            yield notice("CIC415", where, what, remedy, reads=reads)
    for name, group in model.agents.items():
        stays = group.stress is None or group.stress.turnover is None
        if group.cost is not None and group.cost.hire and stays:
            what = f"to hire an agent of group {name!r} costs {group.cost.hire:g}, and nobody ever"
            remedy = "write when agents leave: stress: {turnover: {}}, or remove 'hire'"
            base: Where = ("agents", name)
            reads = ((*base, "cost"), (*base, "stress"))
            yield notice("CIC415", (*base, "cost", "hire"), f"{what} leaves", remedy, reads=reads)
    for name, site in model.sites.items():
        if site.line_cost is not None and site.share is None:
            what = f"lines of site {name!r} have a price, and no calls come in there"
            remedy = "write its share of the traffic, or remove 'line_cost'"
            yield notice("CIC415", ("sites", name, "line_cost"), what, remedy, reads=_LINES)
    yield from _line_minutes(model)


def _line_minutes(model: Model) -> Iterator[Issue]:
    """Lines by the minute, and no contact ever holds one."""
    media = [known_medium(model, queue.channel) for queue in model.queues.values()]
    if model.ivr is not None or any(medium is None or medium.holds_line for medium in media):
        return
    if model.line_cost is not None and model.line_cost.minute:
        what = "a minute on a line has a price, and no contact ever holds one"
        remedy = "remove it, or let a channel hold lines: channels: {web: {holds_line: true}}"
        reads: tuple[Where, ...] = (("queues",), ("channels",), ("ivr",))
        yield notice("CIC415", ("line_cost", "minute"), what, remedy, reads=reads)


def no_group_is_forgotten(model: Model) -> Iterator[Issue]:
    """Where the work of some groups has a price, others without are told."""
    if all(group.cost is None for group in model.agents.values()):
        return
    for name, group in model.agents.items():
        if group.cost is None:
            what = f"the work of other groups has a price, that of {name!r} has none: the costs"
            remedy = "write its cost; where it costs nothing, 'cost: {hour: 0}'"
            reads: tuple[Where, ...] = (("agents",),)
            where: Where = ("agents", name)
            yield notice("CIC416", where, f"{what} leave it out", remedy, reads=reads)


def _customers_are_worth(model: Model) -> bool:
    """Whether customers have a value, or cost anything."""
    customers = model.customers
    if customers is None:
        return False
    kept = 0.0 if customers.loyalty is None else customers.loyalty.keeping_cost
    return kept > 0 or any(part[1] > 0 for part in customers.parts.values())


def a_currency_is_used(model: Model) -> Iterator[Issue]:
    """A currency in which nothing is priced is told."""
    if model.currency is not None and not model.priced and not _customers_are_worth(model):
        what = f"prices are in {model.currency!r}, and nothing has a price"
        remedy = "write prices, such as a group's cost: {hour: 30}, or remove 'currency'"
        reads: tuple[Where, ...] = (("agents",), ("queues",), ("sites",), ("line_cost",))
        reads += (("customers",),)
        yield notice("CIC417", ("currency",), what, remedy, reads=reads)


COST_CHECKS = (
    resolved_contacts_are_known,
    overtime_is_a_multiple_of_something,
    lines_by_the_day_are_counted,
    prices_apply_to_something,
    no_group_is_forgotten,
    a_currency_is_used,
)
