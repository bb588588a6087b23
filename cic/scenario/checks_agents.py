"""Checks of agents: what they hold at once, and how many of them are there."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import accumulate

from cic import units
from cic.scenario.channels import Medium, slows_down
from cic.scenario.checks_flow import answering
from cic.scenario.checks_names import known_medium
from cic.scenario.issues import HORIZON, Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.staffing import ahead_of, length_of_day, own_hours

MOST_PARTS = 2**31 - 1
"""The most parts that one share of an agent's attention may be divided into."""


def capacities_fit_the_skills(model: Model) -> Iterator[Issue]:
    """A written capacity has each channel that the group answers in exactly one share."""
    for name, group in model.agents.items():
        if group.capacity is None:
            continue
        base: Where = ("agents", name, "capacity")
        found: set[str] = set()
        queue_of = _queues_by_channel(model, name)
        for k, share in enumerate(group.capacity):
            for channel in share:
                where = (*base, k, channel)
                if channel in found:
                    what = f"channel {channel!r} stands in two shares of group {name!r}"
                    yield Issue("CIC315", where, what, "keep it in one of them")
                elif channel not in queue_of:
                    what = f"group {name!r} answers nothing that comes by channel {channel!r}"
                    reads: tuple[Where, ...] = (("agents", name), ("queues", "*", "channel"))
                    yield notice("CIC356", where, what, f"remove {channel!r}", reads=reads)
                found.add(channel)
        for channel, queue in queue_of.items():
            if channel in found:
                continue
            what = f"the capacity of group {name!r} leaves out channel {channel!r}, by which"
            what += f" queue {queue!r} comes"
            remedy = f"add '{channel}: 1' to a share, or the share {{{channel}: 1}}"
            reads = (base, ("agents", name, "skills", queue), ("queues", queue, "channel"))
            yield Issue("CIC315", base, what, remedy, reads=reads)


def _queues_by_channel(model: Model, group: str) -> dict[str, str]:
    """The known channels that a group answers, each with the first queue that comes by it."""
    found: dict[str, str] = {}
    for name, queue in model.queues.items():
        known = known_medium(model, queue.channel) is not None
        if known and name in model.agents[group].skills:
            found.setdefault(queue.channel, name)
    return found


def nobody_talks_to_two_callers(model: Model) -> Iterator[Issue]:
    """Groups whose agents may have more than one call on a line at once are told."""
    for name, group in model.agents.items():
        media = [known_medium(model, channel) for channel in _queues_by_channel(model, name)]
        calls = [one for one in media if one is not None and _is_call(one)]
        shares = group.capacity or ({one.name: one.at_once for one in calls},)
        most = [max((share.get(one.name, 0) for one in calls), default=0) for share in shares]
        if sum(most) > 1:
            what = f"an agent of group {name!r} may have {sum(most)} calls at once, by"
            what += f" {' or '.join(repr(one.name) for one in calls)}"
            remedy = "write one share of attention for all calls, and 1 for each of their channels"
            where: Where = ("agents", name, *(("capacity",) if group.capacity else ()))
            reads: tuple[Where, ...] = (("agents", name), ("queues", "*", "channel"), ("channels",))
            yield notice("CIC384", where, what, remedy, reads=reads)


def _is_call(medium: Medium) -> bool:
    """Whether a customer talks on a line, to an agent who does nothing else meanwhile."""
    plain = medium.turns is None and not slows_down(medium.slow_down)
    return medium.holds_line and not medium.deferred and plain


def shares_divide_evenly(model: Model) -> Iterator[Issue]:
    """Each share of attention is divided into parts of which every channel takes a whole number."""
    for name, group in model.agents.items():
        media = [known_medium(model, channel) for channel in _queues_by_channel(model, name)]
        at_once = {medium.name: medium.at_once for medium in media if medium is not None}
        for k, share in enumerate(group.capacity or (at_once,)):
            counts = [count for channel, count in share.items() if channel in at_once]
            if math.lcm(*counts) <= MOST_PARTS:
                continue
            where: Where = ("agents", name)
            where += ("capacity", k) if group.capacity else ()
            what = f"the numbers {', '.join(map(str, counts))} of a share of group {name!r} have"
            what += f" a least common multiple above {MOST_PARTS:,}"
            remedy = "write simpler numbers, such as 1, 2, 4, 10, 20, or more shares"
            if group.capacity is None:
                remedy = "write a 'capacity' of simpler numbers, such as 1, 2, 4, 10, 20"
            reads: tuple[Where, ...] = (("agents", name), ("queues", "*", "channel"))
            reads += (("channels",),) if group.capacity is None else ()
            yield Issue("CIC404", where, what, remedy, reads=reads)


def enough_agents_can_be_free(model: Model) -> Iterator[Issue]:
    """No queue waits for more free agents than are ever on duty together."""
    counted: dict[tuple[str, ...], int] = {}
    for name, queue in model.queues.items():
        if queue.when_free is None:
            continue
        groups = tuple(answering(model, name))
        if groups not in counted:
            counted[groups] = most_on_duty(model, groups)
        most = counted[groups]
        if queue.when_free > most > 0:
            what = f"queue {name!r} waits for {queue.when_free} free agents, and there are never"
            what += f" more than {most} on duty who answer it"
            remedy = f"write at most 'when_free: {most}', or staff its groups with more"
            where: Where = ("queues", name, "when_free")
            reads: tuple[Where, ...]
            reads = (where, *HORIZON, ("queues", name, "groups"), ("agents", "*", "skills"))
            reads += tuple(("agents", g, way) for g in groups for way in ("staff", "shifts"))
            yield Issue("CIC316", where, what, remedy, reads=reads)


def most_on_duty(model: Model, groups: tuple[str, ...]) -> int:
    """The most agents of these groups who are ever on duty together, breaks aside."""
    changes: list[tuple[float, int]] = []
    for day in _days_of_each_kind(model):
        start, weekday = day * units.DAY, model.weekday(day)
        for name in groups:
            group, ahead = model.agents[name], ahead_of(model, name)
            for shift in group.shifts or ():
                if shift.days is None or weekday in shift.days:
                    changes.append((start + shift.start - ahead, shift.agents))
                    changes.append((start + shift.until - ahead, -shift.agents))
            counts = group.staff.get(weekday, ()) if isinstance(group.staff, dict) else group.staff
            if isinstance(counts, int):
                counts = (counts,) * math.ceil(length_of_day(model, name) / model.interval)
            opens = (own_hours(model, name) or (model.opens,))[0]
            for k, count in enumerate(counts or ()):
                begin = start + opens + k * model.interval
                changes += [(begin, count), (begin + model.interval, -count)]
    return max(accumulate(count for _, count in sorted(changes)), default=0)


def _days_of_each_kind(model: Model) -> list[int]:
    """Open days enough to meet each weekday after each kind of two days before, open or closed."""
    is_open = [model.open_window(day) is not None for day in range(model.days)]
    seen: set[tuple[int, tuple[bool, ...]]] = set()
    days: set[int] = set()
    for day in range(model.days):
        before = range(max(0, day - 2), day + 1)
        kind = day % 7, tuple(is_open[before.start : before.stop])
        if kind not in seen:
            seen.add(kind)
            days |= {one for one in before if is_open[one]}
    return sorted(days)


STAFF_CHECKS = (
    capacities_fit_the_skills,
    nobody_talks_to_two_callers,
    shares_divide_evenly,
    enough_agents_can_be_free,
)
