"""From the scenario to tables: who serves what in which order, and who is on duty when."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from cic import units
from cic.program.announcements import (
    Announcements,
    asks_nerve,
    lay_out_announcements,
)
from cic.program.beginning import Beginning, lay_out_beginning
from cic.program.bonds import Bonds, lay_out_bonds
from cic.program.bots import has_bots, lay_out_bots
from cic.program.closures import while_open
from cic.program.codes import CARDS_IN_DECK, NEVER_MIND, NOBODY
from cic.program.customers import Population, lay_out_customers
from cic.program.deflections import lay_out_deflections, offered_in
from cic.program.desks import Desks, is_choosy, lay_out_desks
from cic.program.duty import agents_and_plan, from_then_on, spell_table
from cic.program.hours import lay_out_hours, opens_at_once
from cic.program.incidents import lay_out_incidents
from cic.program.legs import Legs, lay_out_legs
from cic.program.outset import Outset
from cic.program.people import People, asks_resolution, lay_out_people, lay_out_skills
from cic.program.records import (
    AGENT,
    ANSWERING,
    FLOOR,
)
from cic.program.routes import lay_out_groups, lay_out_queues, ranks_of
from cic.program.scores import Policies, Scores, lay_out_scores
from cic.program.sites import Sites, lay_out_sites
from cic.program.stress import first_midnight, is_decided_by_day
from cic.scenario.durations import ByInterval
from cic.scenario.scenario import Model
from cic.scenario.words import IVR_SOURCE

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
    deflections: np.ndarray
    """The other ways that the IVR offers; records of `DEFLECTION`."""
    offers: tuple[tuple[str, str], ...]
    """The menu and the choice of each."""
    scores: Scores
    bonds: Bonds
    customers: Population
    days: int
    interval: float
    intervals_per_day: int
    opens: float
    """Time of day of instant 0 [s after midnight]."""

    @cached_property
    def outset(self) -> Outset:
        """The centre's tables as every run begins with them."""
        return Outset(self)

    @property
    def intervals(self) -> int:
        """Reporting intervals over the whole horizon."""
        return self.days * self.intervals_per_day

    @property
    def goes_aside(self) -> bool:
        """Whether anything comes beside talks that has to be noted."""
        held = int(self.floor[0]["hold"]) != NOBODY
        return self.legs.warm or bool(self.floor[0]["bots"]) or held or bool(self.offers)

    def interval_starts(self) -> np.ndarray:
        """When each reporting interval begins [s]."""
        day, k = np.divmod(np.arange(self.intervals), self.intervals_per_day)
        return day * units.DAY + k * self.interval


def lay_out(model: Model, policies: Policies | None = None) -> Program:
    """Lay a scenario flat, with the policies that somebody wrote in Python for it.

    The order of everything is the order of writing; nothing here is left to chance.
    """
    queue_names, group_names = tuple(model.queues), tuple(model.agents)
    own_wrap_ups = tuple(name for name, group in model.agents.items() if group.wrap_up)
    ringing = tuple(name for name, group in model.agents.items() if group.answering)
    agents, plan = agents_and_plan(model)
    scores = lay_out_scores(model, len(agents), policies or Policies())
    ranks = ranks_of(model, by_skill=scores.by_rank)
    menus = tuple(model.ivr.menus) if model.ivr else ()
    services = {
        choice.serve: None
        for menu in (model.ivr.menus.values() if model.ivr else ())
        for choice in menu.choices.values()
        if choice.serve is not None
    }
    routes, queues = lay_out_queues(model, ranks)
    desks = lay_out_desks(model)
    sites = lay_out_sites(model)
    groups_of = [g for g, _ in agents]
    people, beginning = lay_out_people(model, groups_of), lay_out_beginning(model, groups_of)
    announcements = lay_out_announcements(model)
    plan = from_then_on(plan, beginning.at, beginning.pauses)
    duties, groups = lay_out_groups(model, ranks, last_group=scores.waits_for == "last_group")
    legs, bonds = lay_out_legs(model), lay_out_bonds(model, scores.waits_for, len(routes))
    routes = np.concatenate((routes, bonds.stages.routes))
    floor = _floor(model, len(own_wrap_ups) + len(ringing), desks, sites, people, legs, scores)
    incidents = lay_out_incidents(model)
    floor["incidents"] = len(incidents)
    floor["more_after"] = scores.also_rings or 0.0
    floor["all_ring"] = scores.also_rings is not None and bool(ringing) and not desks.several
    floor["binds"], floor["settles"] = bonds.any, bonds.settles
    floor["begins"] = beginning.at
    if people.stress.any:
        floor["opens"], floor["midnight"] = model.opens, first_midnight(model, beginning.at)
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
        spells=spell_table(while_open(plan, sites, groups_of), by_day=is_decided_by_day(model)),
        hours=lay_out_hours(model, beginning.days_before),
        answering=_answering(model, len(own_wrap_ups)),
        ringing=ringing,
        incidents=incidents,
        floor=scores.noted_in(announcements.noted_in(floor)),
        own_wrap_ups=own_wrap_ups,
        beginning=beginning,
        people=people,
        legs=legs,
        resolves=asks_resolution(model),
        announcements=announcements,
        bots=lay_out_bots(model),
        deflections=lay_out_deflections(model, legs.of_offers),
        offers=tuple((one.menu, one.choice) for one in offered_in(model)),
        scores=scores,
        bonds=bonds,
        customers=lay_out_customers(model, legs.complaint, legs.returns),
        days=model.days,
        interval=model.interval,
        intervals_per_day=model.intervals_per_day,
        opens=model.opens,
    )


def _answering(model: Model, before: int) -> np.ndarray:
    """How each group picks up; the columns of its draws come after so many others."""
    table = ANSWERING.table(len(model.agents))
    table["rings"] = NOBODY
    column, deck = before, 0
    for row, group in zip(table, model.agents.values(), strict=True):
        if group.answering is not None:
            row["rings"], column = column, column + 1
            by_interval = isinstance(group.answering.rings, ByInterval)
            row["intervals"] = model.intervals_per_day if by_interval else 1
            row["deck"], deck = deck, deck + CARDS_IN_DECK * int(row["intervals"])
            for field in ("no_answer", "rejects", "gives_up_after", "out_for"):
                row[field] = getattr(group.answering, field)
    return table


def _floor(
    model: Model,
    drawn: int,
    desks: Desks,
    sites: Sites,
    people: People,
    legs: Legs,
    scores: Scores,
) -> np.ndarray:
    """The centre as a whole; its own columns of extra draws come after so many others."""
    floor = FLOOR.table(1)
    row: Any = floor[0]
    row["counts_lines"] = sites.take_traffic or sites.lines_are_counted
    row["sites"] = len(sites.names) * sites.take_traffic
    row["lines_by_site"], row["ports_by_site"] = sites.lines_by_site, sites.ports_by_site
    row["queues"] = len(model.queues)
    rings = any(group.answering for group in model.agents.values())
    calls_back = legs.callbacks.any
    uses = {
        "dice": scores.draws,
        "number": rings or legs.lead_on,
        "lot": sites.take_traffic,
        "needs": asks_resolution(model),
        "nerve": asks_nerve(model),
        "hold": any(queue.hold is not None for queue in model.queues.values()),
        "bot": has_bots(model),
        "bot_takes": has_bots(model),
        **dict.fromkeys(("accepts", "works", "offer_takes"), bool(legs.of_offers)),
    }
    for name, used in uses.items():
        row[name] = drawn if used else NOBODY
        drawn += used
    row["extras"] = drawn
    row["campaigns"] = len(model.campaigns)
    row["cancels"] = any(one.dialler.cancels for one in model.campaigns.values())
    row["rings"], row["calls_back"] = rings or calls_back or bool(model.campaigns), calls_back
    row["weeks"], row["tires"] = people.weeks, len(people.fatigue) > 0
    row["stress"] = people.stress.any
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
    row["keeps"], row["deflects"] = legs.keeps, len(legs.of_offers)
    row["customers"] = model.customers is not None
    row["cases"] = len(model.cases)
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
