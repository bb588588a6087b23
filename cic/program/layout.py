"""From the scenario to tables: who serves what in which order, and who is on duty when."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from cic import units
from cic.program.announcements import (
    Announcements,
    asks_nerve,
    lay_out_announcements,
    served_by,
)
from cic.program.beginning import Beginning, lay_out_beginning
from cic.program.bots import has_bots, lay_out_bots
from cic.program.closures import while_open
from cic.program.codes import NEVER_MIND, NOBODY, AgentPolicy, ContactPolicy
from cic.program.desks import Desks, is_choosy, lay_out_desks
from cic.program.duty import agents_and_plan, from_then_on, spell_table
from cic.program.hours import lay_out_hours, opens_at_once
from cic.program.incidents import lay_out_incidents
from cic.program.legs import Legs, lay_out_legs
from cic.program.people import People, asks_resolution, lay_out_people, lay_out_skills
from cic.program.records import (
    AGENT,
    ANSWERING,
    DUTY,
    FLOOR,
    GROUP,
    QUEUE,
    ROUTE,
)
from cic.program.sites import Sites, lay_out_sites
from cic.scenario.ivr import IVR_SOURCE
from cic.scenario.scenario import Model

UNLIMITED = NEVER_MIND


@dataclass(frozen=True)
class Program:
    """The centre laid flat: tables as a run begins with them, and the names of their rows."""

    queue_names: tuple[str, ...]
    group_names: tuple[str, ...]
    agent_names: tuple[str, ...]
    menu_names: tuple[str, ...]
    service_names: tuple[str, ...]
    source_names: tuple[str, ...]
    """Sources of contacts: the queues, then the IVR's own."""
    queues: np.ndarray
    routes: np.ndarray
    groups: np.ndarray
    duties: np.ndarray
    skills: np.ndarray
    agents: np.ndarray
    plan: np.ndarray
    """What every agent is to do when, in pieces, from the beginning on."""
    spells: np.ndarray
    """The comings and goings of the plan."""
    hours: np.ndarray
    incidents: np.ndarray
    floor: np.ndarray
    desks: Desks
    sites: Sites
    answering: np.ndarray
    ringing: tuple[str, ...]
    """Groups whose contacts ring: the columns of the draws after those of the wrap-ups."""
    own_wrap_ups: tuple[str, ...]
    """Groups with wrap-up laws of their own: the columns of the wrap-up draws."""
    beginning: Beginning
    people: People
    legs: Legs
    resolves: bool
    """Whether it is asked of any queue how often contacts are resolved."""
    announcements: Announcements
    bots: np.ndarray
    """The bot of each queue; empty where none has one."""
    days: int
    interval: float
    intervals_per_day: int
    opens: float
    """Time of day of instant 0 [s after midnight]."""

    @property
    def intervals(self) -> int:
        """Reporting intervals over the whole horizon."""
        return self.days * self.intervals_per_day

    @property
    def goes_aside(self) -> bool:
        """Whether anything comes beside talks that has to be noted."""
        return self.legs.warm or bool(self.floor[0]["bots"]) or int(self.floor[0]["hold"]) != NOBODY

    def interval_starts(self) -> np.ndarray:
        """When each reporting interval begins [s]."""
        day, k = np.divmod(np.arange(self.intervals), self.intervals_per_day)
        return day * units.DAY + k * self.interval


def lay_out(model: Model) -> Program:
    """Lay a scenario flat.

    The order of everything is the order of writing; nothing here is left to chance.
    """
    queue_names, group_names = tuple(model.queues), tuple(model.agents)
    ranks = _ranks(model)
    own_wrap_ups = tuple(name for name, group in model.agents.items() if group.wrap_up)
    ringing = tuple(name for name, group in model.agents.items() if group.answering)
    agents, plan = agents_and_plan(model)
    menus = tuple(model.ivr.menus) if model.ivr else ()
    services = {
        choice.serve: None
        for menu in (model.ivr.menus.values() if model.ivr else ())
        for choice in menu.choices.values()
        if choice.serve is not None
    }
    routes, queues = _queues(model, ranks)
    desks = lay_out_desks(model)
    sites = lay_out_sites(model)
    groups_of = [g for g, _ in agents]
    people, beginning = lay_out_people(model, groups_of), lay_out_beginning(model, groups_of)
    announcements = lay_out_announcements(model)
    plan = from_then_on(plan, beginning.at, beginning.pauses)
    duties, groups = _groups(model, ranks)
    legs = lay_out_legs(model)
    floor = _floor(model, len(own_wrap_ups) + len(ringing), desks, sites, people, legs)
    floor["begins"] = beginning.at
    floor["closed"] = beginning.days_before > 0 or not opens_at_once(model)
    return Program(
        queue_names=queue_names,
        group_names=group_names,
        agent_names=tuple(name for _, name in agents),
        menu_names=menus,
        service_names=tuple(services),
        source_names=(*queue_names, IVR_SOURCE),
        queues=queues,
        routes=routes,
        groups=groups,
        duties=duties,
        desks=desks,
        sites=sites,
        skills=lay_out_skills(model, own_wrap_ups, people),
        agents=_agent_table(groups_of, sites),
        plan=plan,
        spells=spell_table(while_open(plan, sites, groups_of)),
        hours=lay_out_hours(model, beginning.days_before),
        answering=_answering(model, len(own_wrap_ups)),
        ringing=ringing,
        incidents=lay_out_incidents(model),
        floor=announcements.noted_in(floor),
        own_wrap_ups=own_wrap_ups,
        beginning=beginning,
        people=people,
        legs=legs,
        resolves=asks_resolution(model),
        announcements=announcements,
        bots=lay_out_bots(model),
        days=model.days,
        interval=model.interval,
        intervals_per_day=model.intervals_per_day,
        opens=model.opens,
    )


def _ranks(model: Model) -> dict[tuple[int, int], int]:
    """The rank in which a queue (q) tries a group (g), for those that serve it: (q, g) → rank."""
    by_skill = model.routing.agent == "skill_rank"
    ranks = {}
    for q, (queue_name, queue) in enumerate(model.queues.items()):
        for g, (group_name, group) in enumerate(model.agents.items()):
            if queue_name not in group.skills:
                continue
            if queue.groups is not None:
                if group_name in queue.groups:
                    ranks[q, g] = queue.groups.index(group_name)
            else:
                ranks[q, g] = group.skills[queue_name].rank if by_skill else 0
    return ranks


def _queues(model: Model, ranks: dict[tuple[int, int], int]) -> tuple[np.ndarray, np.ndarray]:
    table = QUEUE.table(len(model.queues))
    group_names = list(model.agents)
    routes: list[tuple[float, float, int, int, int]] = []
    for q, (name, queue) in enumerate(model.queues.items()):
        row = table[q]
        row["weight"], row["head_start"] = queue.weight, queue.head_start
        _set_channel(row, name, model)
        row["first"] = row["last"] = row["last_chosen"] = NOBODY
        row["capacity"] = UNLIMITED if queue.capacity is None else queue.capacity
        row["priority"] = queue.priority
        row["routes_from"] = len(routes)
        serving = sorted((rank, g) for (of, g), rank in ranks.items() if of == q)
        overflow = {group_names.index(group): way for group, way in queue.overflow.items()}
        rates = served_by(model, name, [group_names[g] for _, g in serving])
        per_agent = {g: rate for (_, g), rate in zip(serving, rates, strict=True)}
        routes += [(0.0, per_agent[g], g, rank, 0) for rank, g in serving if g not in overflow]
        row["routes_until"] = len(routes)
        routes += [
            (
                _or(overflow[g].after, math.inf),
                per_agent[g],
                g,
                rank,
                overflow[g].when_waiting or 0,
            )
            for rank, g in serving
            if g in overflow
        ]
        row["overflow_until"] = len(routes)
    return np.array(routes, ROUTE.dtype) if routes else ROUTE.table(0), table


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _set_channel(row: np.void, name: str, model: Model) -> None:
    """How contacts of a queue come, when their promise is due, and which agents they may have."""
    queue = model.queues[name]
    medium = model.medium(queue.channel)
    row["channel"] = list(model.media).index(queue.channel)
    row["deferred"] = medium.deferred
    row["due_within"] = queue.service_level.within
    row["due_in_open_hours"] = model.target_runs(name) == "open_hours"
    row["choosy"] = is_choosy(queue)
    row["after_idle"] = _or(queue.after_idle, math.inf)
    row["when_free"] = queue.when_free or 0


def _groups(model: Model, ranks: dict[tuple[int, int], int]) -> tuple[np.ndarray, np.ndarray]:
    table = GROUP.table(len(model.agents))
    number = {name: q for q, name in enumerate(model.queues)}
    duties: list[int] = []
    for g, group in enumerate(model.agents.values()):
        row = table[g]
        row["first"] = row["last"] = NOBODY
        row["duties_from"] = len(duties)
        served = sorted(group.skills.items(), key=lambda item: item[1].rank)
        duties += [number[name] for name, _ in served if (number[name], g) in ranks]
        row["duties_until"] = len(duties)
    rows = DUTY.table(len(duties))
    rows["queue"] = duties
    return rows, table


def _answering(model: Model, before: int) -> np.ndarray:
    """How each group picks up; the columns of its draws come after so many others."""
    table = ANSWERING.table(len(model.agents))
    table["rings"] = NOBODY
    column = before
    for row, group in zip(table, model.agents.values(), strict=True):
        if group.answering is not None:
            row["rings"], column = column, column + 1
            for field in ("no_answer", "rejects", "gives_up_after", "out_for"):
                row[field] = getattr(group.answering, field)
    return table


def _floor(
    model: Model, drawn: int, desks: Desks, sites: Sites, people: People, legs: Legs
) -> np.ndarray:
    """The centre as a whole; its own columns of extra draws come after so many others."""
    floor = FLOOR.table(1)
    row: Any = floor[0]
    row["counts_lines"] = sites.take_traffic or sites.lines_are_counted
    row["sites"] = len(sites.names) * sites.take_traffic
    row["lines_by_site"], row["ports_by_site"] = sites.lines_by_site, sites.ports_by_site
    throws = model.routing.agent == "random"
    row["queues"] = len(model.queues)
    rings = any(group.answering for group in model.agents.values())
    calls_back = legs.callbacks.any
    uses = {
        "dice": throws,
        "number": rings or legs.lead_on,
        "lot": sites.take_traffic,
        "needs": asks_resolution(model),
        "nerve": asks_nerve(model),
        "hold": any(queue.hold is not None for queue in model.queues.values()),
        "bot": has_bots(model),
        "bot_takes": has_bots(model),
    }
    for name, used in uses.items():
        row[name] = drawn if used else NOBODY
        drawn += used
    row["extras"] = drawn
    row["rings"], row["calls_back"] = rings or calls_back, calls_back
    row["weeks"], row["tires"] = people.weeks, len(people.fatigue) > 0
    row["channels"], row["shares"] = len(desks.channels), desks.shares
    row["several"] = desks.several
    dials = calls_back and legs.callbacks.dial_first
    row["choosy"] = (
        desks.several
        or dials
        or any(
            is_choosy(queue) or queue.overflow or model.medium(queue.channel).deferred
            for queue in model.queues.values()
        )
    )
    row["ends"] = model.days * units.DAY
    row["ways"], row["levels"], row["interval"] = len(legs.ways), legs.levels, model.interval
    row["warm"], row["bots"] = legs.warm, has_bots(model)
    row["agent_policy"] = AgentPolicy[model.routing.agent.upper()]
    row["contact_policy"] = ContactPolicy[model.routing.contact.upper()]
    row["serves_at_closing"] = model.at_closing == "serve"
    return floor


def _agent_table(groups: list[int], sites: Sites) -> np.ndarray:
    table = AGENT.table(len(groups))
    table["group"] = table["home"] = groups
    table["site"] = sites.of_groups[groups]
    table["out_until"] = -math.inf
    for field in ("moves_to", "next", "previous", "leaving"):
        table[field] = NOBODY
    return table
