"""Checks of size: what memory the expected contacts take, and who could answer them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cic import units
from cic.scenario.agents import AgentGroup
from cic.scenario.channels import Medium
from cic.scenario.checks_flow import answering, queues_reached
from cic.scenario.checks_names import known_medium, sources
from cic.scenario.expected import (
    expected_by_queue,
    expected_contacts,
    expected_from,
    open_shares,
)
from cic.scenario.issues import HORIZON, Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.staffing import own_hours, staffed_by_list

MOST_CONTACTS = 1e8
"""The most contacts that one replication may be expected to hold."""
MOST_AGENT_DAYS = 2e7
"""The most agents times days that one replication may hold."""
MOST_LOOKS = 1e7
"""How often one replication may look at a condition."""
MOST_MOVES = 5e7
"""How often one replication may move agents, each of them counted."""
BYTES_A_CONTACT = 120
OVERLOAD = 1.1
"""Offered load over staff from which on an overload is told."""


def it_fits_in_memory(model: Model) -> Iterator[Issue]:
    """One replication holds no more contacts, and no more agents, than a machine does."""
    contacts = expected_contacts(model)
    if contacts > MOST_CONTACTS:
        memory = contacts * BYTES_A_CONTACT / 1e9
        what = f"one replication would hold {contacts:.3g} contacts and take {memory:,.0f} GB"
        remedy = f"at most {MOST_CONTACTS:.0e} fit: fewer days, or smaller arrivals"
        counts = [(expected_from(model, *source), source[0]) for source in sources(model)]
        counts.append((model.snapshot.contacts if model.snapshot else 0.0, ("snapshot",)))
        yield Issue("CIC401", max(counts)[1], what, remedy)
    agents = sum(most_agents(model, name) for name in model.agents) * model.days
    if agents > MOST_AGENT_DAYS:
        what = f"one replication would hold {agents:.3g} working days of agents"
        remedy = f"at most {MOST_AGENT_DAYS:.0e} fit: fewer days, or fewer agents"
        yield Issue("CIC402", ("agents",), what, remedy)


def conditions_hold_seldom_enough(model: Model) -> Iterator[Issue]:
    """Conditions are not looked at, and do not hold, more often than a machine can stand."""
    lasts = (model.days - 1) * units.DAY + model.closes - model.opens
    agents = sum(most_agents(model, name) for name in model.agents)
    for n, incident in enumerate(model.incidents):
        if incident.when is None:
            continue
        every, again_after = incident.when.every, incident.when.again_after
        base: Where = ("incidents", n, "when")
        reads: tuple[Where, ...] = (base, *HORIZON, ("agents",))
        if lasts > every * MOST_LOOKS:
            what = f"a replication would look at the condition {lasts / every:.3g} times"
            remedy = f"at most {MOST_LOOKS:.0e} fit: look less often, such as every: 1 min"
            yield Issue("CIC405", (*base, "every"), what, remedy, reads=reads)
        elif again_after is not None and agents * lasts > max(every, again_after) * MOST_MOVES:
            times = lasts / max(every, again_after)
            what = f"the incident may happen {times:.3g} times in a replication, to {agents} agents"
            remedy = f"at most {MOST_MOVES:.0e} moves fit: let it happen again_after longer"
            yield Issue("CIC405", (*base, "again_after"), what, remedy, reads=reads)


def most_agents(model: Model, name: str) -> int:
    """The most agents that a group ever has, on duty or not."""
    group = model.agents[name]
    if group.shifts is not None:
        return sum(shift.agents for shift in group.shifts)
    if isinstance(group.staff, dict):
        return max((max(counts, default=0) for counts in group.staff.values()), default=0)
    return max(group.staff, default=0) if isinstance(group.staff, tuple) else group.staff or 0


def open_seconds(model: Model) -> float:
    """Time that the centre is open in a replication [s]."""
    return math.fsum(
        days * math.fsum(open_shares(model, weekday)) * model.interval
        for weekday, days in model.open_weekdays.items()
    )


def staffed_seconds(model: Model, name: str) -> float:
    """Time that a group's agents are on duty in a replication [s], those who are absent apart."""
    group = model.agents[name]
    if group.staff is not None and own_hours(model, name) is not None:
        return staffed_by_list(model, name) * (1 - group.absence)
    total = 0.0
    for weekday, days in model.open_weekdays.items():
        for shift in group.shifts or ():
            if shift.days is None or weekday in shift.days:
                paused = math.fsum(pause.lasts for pause in shift.breaks)
                total += days * shift.agents * (shift.until - shift.start - paused)
        if group.staff is not None:
            staff = group.staff
            counts = staff.get(weekday, ()) if isinstance(staff, dict) else staff
            if isinstance(counts, int):
                counts = (counts,) * model.intervals_per_day
            parts = zip(counts, open_shares(model, weekday), strict=False)
            total += days * math.fsum(count * part * model.interval for count, part in parts)
    return total * (1 - group.absence)


def endless_queues_have_enough_agents(model: Model) -> Iterator[Issue]:
    """A queue in which nobody gives up, with more work than its groups have time, is told."""
    reached = queues_reached(model)
    endless = [n for n in reached if model.queues[n].patience.mean == math.inf]
    if not endless:
        return
    contacts = expected_by_queue(model)
    on_duty = {group: staffed_seconds(model, group) / units.HOUR for group in model.agents}
    for name in sorted(endless, key=list(model.queues).index):
        groups = answering(model, name)
        load = contacts[name] * _least_work(model, name, groups) / units.HOUR
        staff = math.fsum(on_duty[group] for group in groups)
        if staff and load > OVERLOAD * staff:
            what = f"queue {name!r} brings {load:.4g} h of work to {staff:.4g} h of agents"
            what += " who answer it, and nobody in it gives up: it will grow all day"
            remedy = "add agents, or give its contacts a patience"
            yield notice("CIC354", ("queues", name), what, remedy)


def _least_work(model: Model, name: str, groups: list[str]) -> float:
    """The least time of an agent that a contact takes on average [s]."""
    queue, medium = model.queues[name], known_medium(model, model.queues[name].channel)
    factor = min((_least_factor(model, g, name) for g in groups), default=1.0)
    more = math.fsum(one.share * one.takes.mean for one in queue.additions.values())
    parts = [_least_part(model.agents[g], medium) for g in groups if medium is not None]
    return ((queue.talk.mean + more) * factor + queue.wrap_up.mean) * min(parts, default=1.0)


def _least_factor(model: Model, group: str, queue: str) -> float:
    """The least factor on talk of a group's agents, when all days have taught them."""
    crew = model.agents[group]
    factor = crew.skills[queue].talk_factor
    if crew.learning is None:
        return factor
    longest = max(crew.learning.tenures) + model.days * units.DAY
    return factor * crew.learning.talk_factor(longest)


def _least_part(group: AgentGroup, medium: Medium) -> float:
    """The least part of an agent's time that a contact takes while handled, slow-down included."""
    held = next((s[medium.name] for s in group.capacity or () if medium.name in s), medium.at_once)
    slow = medium.slow_down
    return min(slow[min(n, len(slow)) - 1] / n for n in range(1, held + 1))


SIZE_CHECKS = (
    it_fits_in_memory,
    conditions_hold_seldom_enough,
    endless_queues_have_enough_agents,
)
