"""Checks of a demand whose values are valid one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cic.errors import did_you_mean
from cic.scenario.channels import PRESETS
from cic.scenario.demand import SUM_SLACK, Demand
from cic.scenario.issues import Issue
from cic.scenario.paths import Where

BY_PHONE = " by phone"
"""Ends the name of the queue of those who phone for want of their channel."""
DESK = " desk"
"""Ends the name of the queue of those who are passed on to agents with a skill."""
FOLLOW_UPS = "follow-ups"
"""The queue of customers who are called after they were served, and the campaign that calls."""
GENERAL, WRITERS, NOBODY_THERE, OUTSOURCER = "team", "writers", "nobody", "outsourcer"
"""The groups of agents besides those with a skill."""


def at_site(group: str, site: str) -> str:
    """What the agents of a group are called who sit at a site other than the first."""
    return f"{group} at {site}"


def is_of_group(name: str, group: str) -> bool:
    """Whether a centre's group of agents is one of a kind, wherever these sit."""
    return name == group or name.startswith(at_site(group, ""))


def check_demand(demand: Demand) -> Iterator[Issue]:
    """What is wrong with a demand as a whole."""
    yield from _day(demand)
    yield from _channels(demand)
    yield from _skills(demand)
    yield from _names(demand)
    yield from _follow_ups(demand)
    yield from _lists(demand)


def _day(demand: Demand) -> Iterator[Issue]:
    steps = (demand.closes - demand.opens) / demand.interval
    if steps <= 0 or abs(steps - round(steps)) > SUM_SLACK:
        what = "opens, closes and interval do not fit together"
        remedy = "let it close after it opens, and the interval divide the day"
        yield Issue("CIC301", ("closes" if steps <= 0 else "interval",), what, remedy)


def _channels(demand: Demand) -> Iterator[Issue]:
    spoken = [((*_need(name), "channel"), need.channel) for name, need in demand.needs.items()]
    spoken += [(("tools", "at_once", name), name) for name in demand.tools.at_once]
    spoken += [(("agents", "apart", name), name) for name in demand.agents.apart]
    for where, channel in spoken:
        if channel not in PRESETS:
            what = f"channel {channel!r} does not exist"
            yield Issue("CIC482", where, what, did_you_mean(channel, list(PRESETS)))


def _skills(demand: Demand) -> Iterator[Issue]:
    skills = demand.agents.skilled
    for name, need in demand.needs.items():
        if need.skill is not None and need.skill not in skills:
            what = f"need {name!r} takes the skill {need.skill!r}, which no agents have"
            yield Issue(
                "CIC481", (*_need(name), "skill"), what, did_you_mean(need.skill, [*skills])
            )
    total = sum(one.share for one in skills.values()) + sum(demand.agents.apart.values())
    if total > 1 + SUM_SLACK:
        what = f"agents with skills, and those set apart, are {100 * total:.6g}% of all"
        yield Issue("CIC484", ("agents", "skilled"), what, "let them be at most 100%")


def _names(demand: Demand) -> Iterator[Issue]:
    """Names that a centre's queues or groups bear besides stay free."""
    queues = {name + BY_PHONE for name in demand.needs}
    queues |= {skill + DESK for skill in demand.agents.skilled} | {FOLLOW_UPS}
    groups = {GENERAL, WRITERS, NOBODY_THERE, OUTSOURCER}
    kinds = (*groups, *demand.agents.skilled)
    groups |= {at_site(group, site) for group in kinds for site in demand.agents.sites}
    places = [(_need(name), name, queues) for name in demand.needs]
    places += [(("agents", "skilled", name), name, groups) for name in demand.agents.skilled]
    for where, name, taken in places:
        if name in taken:
            yield Issue("CIC485", where, f"the name {name!r} is taken", "choose another name")


def _follow_ups(demand: Demand) -> Iterator[Issue]:
    """Customers who are called had a need that there is."""
    for name in demand.follow_ups.after if demand.follow_ups is not None else ():
        if name not in demand.needs:
            what = f"customers are called after {name!r}, which is no need"
            where: Where = ("follow_ups", "after", name)
            yield Issue("CIC488", where, what, did_you_mean(name, list(demand.needs)))


def _lists(demand: Demand) -> Iterator[Issue]:
    """Each list has a value for each interval of the one day."""
    wanted = max(1, round((demand.closes - demand.opens) / demand.interval))
    for where, values in _all_lists(demand):
        if isinstance(values, dict):
            what = "a demand is one day, and this is a list by weekday"
            yield Issue("CIC483", where, what, f"write one list of {wanted} values")
        elif isinstance(values, tuple) and len(values) != wanted:
            what = f"{len(values)} values stand where the day has {wanted} intervals"
            yield Issue("CIC483", where, what, f"write {wanted} values")
    if isinstance(demand.shape, tuple) and not any(demand.shape):
        yield Issue("CIC483", ("shape",), "the whole shape is 0", "write a weight above 0")


def _all_lists(demand: Demand) -> Iterable[tuple[Where, object]]:
    yield ("shape",), demand.shape
    yield ("agents", "staff"), demand.agents.staff
    if demand.tools.outsourcer is not None:
        yield ("tools", "outsourcer", "staff"), demand.tools.outsourcer.staff
    for name, need in demand.needs.items():
        for way in ("per_interval", "per_hour", "counts"):
            if need.arrivals is not None:
                yield (*_need(name), "arrivals", way), getattr(need.arrivals, way)


def _need(name: str) -> Where:
    return ("needs", name)
