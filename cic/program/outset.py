"""The tables of a centre at the outset of a run, and what becomes of each from run to run.

A table stays as it is, or a run writes in it and takes a copy of its own, or it has rows for each
contact. All of it is laid out once, so that a short day begins at once. What chance decides comes
with the luck.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cic.program import bond_records as of_bonds
from cic.program import callback_records as of_callbacks
from cic.program import case_records as of_cases
from cic.program import customer_records as of_customers
from cic.program import dial_records as of_dials
from cic.program import leg_records as of_legs
from cic.program import records
from cic.program import score_records as of_scores
from cic.program import stage_records as of_stages
from cic.program import stress_records as of_stress
from cic.program.records import Record, own

if TYPE_CHECKING:
    from cic.program.layout import Program

OUTBOX = 64
"""Events one event may put on the calendar."""
FIRST_DIALS = 4096
"""Calls of campaigns that there is room for at the outset."""
FIRST_CASES = 1024
"""The same of cases."""


@dataclass(frozen=True)
class Table:
    """One table of a centre at the outset."""

    record: Record
    rows: np.ndarray
    is_written: bool = False
    """Whether a run writes in these rows."""
    each: int = 0
    """Rows that it has for each contact, in place of the others."""


class Outset:
    """All tables of a centre but its contacts, as runs begin with them.

    Tables that come with the luck are empty.
    """

    def __init__(self, program: Program) -> None:
        self.records: dict[str, Record] = {}
        """What the rows of each table are."""
        self.by_contact: dict[str, int] = {}
        """Tables with rows for each contact, and how many."""
        self.standing: dict[str, np.ndarray] = {}
        """The tables, before any contact; not to be written in."""
        self._written: dict[str, np.ndarray] = {}
        for name, table in _tables(program).items():
            self.records[name] = table.record
            self.standing[name] = table.rows
            if table.each:
                self.by_contact[name] = table.each
            elif table.is_written and len(table.rows):
                self._written[name] = table.rows

    def tables(self, contacts: int) -> dict[str, np.ndarray]:
        """The tables for one run, with rows for so many contacts."""
        tables = self.standing.copy()
        for name, table in self._written.items():
            tables[name] = own(table)
        for name, each in self.by_contact.items():
            tables[name] = self.records[name].blank(contacts * each)
        return tables


def _stays(record: Record, rows: np.ndarray) -> Table:
    """A table that no run writes in."""
    return Table(record, rows)


def _changes(record: Record, rows: np.ndarray) -> Table:
    """A table that a run writes in."""
    return Table(record, rows, is_written=True)


def _each(record: Record, rows: int) -> Table:
    """A table with so many blank rows for each contact."""
    return Table(record, record.table(0), each=int(rows))


def _of_luck(record: Record) -> Table:
    """A table that comes with the luck."""
    return Table(record, record.table(0))


def _tables(program: Program) -> dict[str, Table]:
    floor, all_ring = program.floor[0], bool(program.floor[0]["all_ring"])
    outbox = OUTBOX + program.desks.most**2 + len(program.incidents)
    people, told, bonds = program.people, program.announcements, program.bonds
    return {
        "queues": _changes(records.QUEUE, program.queues),
        "routes": _stays(records.ROUTE, program.routes),
        "groups": _changes(records.GROUP, program.groups),
        "duties": _stays(records.DUTY, program.duties),
        "skills": _stays(records.SKILL, program.skills),
        "agents": _changes(records.AGENT, program.agents),
        "floor": _changes(records.FLOOR, program.floor),
        "outbox": _changes(records.EVENT, records.EVENT.table(outbox)),
        "spells": _stays(records.SPELL, program.spells),
        "hours": _stays(records.HOURS, program.hours),
        "steps": _of_luck(records.STEP),
        "extras": _each(records.EXTRA, floor["extras"]),
        "facts": _of_luck(records.FACT),
        "answering": _stays(records.ANSWERING, program.answering),
        "rings": _each(records.RING, bool(program.ringing)),
        "phones": _changes(records.PHONE, records.PHONE.table(len(program.agents) * all_ring)),
        "decks": _of_luck(records.EXTRA),
        "keys": _of_luck(records.KEY),
        "incidents": _changes(records.INCIDENT, program.incidents),
        "sites": _changes(records.SITE, program.sites.table),
        "site_hours": _stays(records.SITE_HOURS, program.sites.hours),
        "trunks": _each(records.TRUNK, program.sites.take_traffic),
        "learnt": _stays(records.LEARNT, people.learnt),
        "fatigue": _stays(records.FATIGUE, people.fatigue),
        "persons": _changes(records.PERSON, people.persons),
        "resolutions": _each(records.RESOLUTION, program.resolves),
        "manners": _changes(records.MANNER, told.manners),
        "stairs": _stays(records.STAIR, told.stairs),
        "told": _each(records.TOLD, told.any),
        "bindings": _changes(of_bonds.BINDING, bonds.bindings),
        "allotments": _changes(of_bonds.ALLOTMENT, bonds.allotments),
        "pulls": _changes(of_bonds.PULL, bonds.pulls),
        "bonds": _each(of_bonds.BOND, bonds.any),
        **_stages(program),
        **_scores(program),
        **_dials(program),
        **_customers(program),
        **_stress(program),
        **_cases(program),
        **_desks(program),
        **_legs(program),
    }


def _desks(program: Program) -> dict[str, Table]:
    """What agents have in hand; empty where they have one contact at most."""
    desks, several, agents = program.desks, program.desks.several, len(program.agents)
    lines = records.LINE.blank(len(desks.rooms) // desks.shares)
    return {
        "channels": _stays(records.CHANNEL, desks.channels),
        "paces": _stays(records.PACE, desks.paces),
        "fits": _stays(records.FIT, desks.fits),
        "rooms": _stays(records.ROOM, desks.rooms),
        "loads": _changes(records.LOAD, records.LOAD.table(agents * desks.shares * several)),
        "interrupts": _stays(records.INTERRUPT, desks.interrupts),
        "beside": _changes(records.LINE, lines),
        "desks": _changes(records.DESK, records.DESK.blank(agents * several)),
        "work": _each(records.WORK, several),
    }


def _legs(program: Program) -> dict[str, Table]:
    """Contacts that follow others, before any does."""
    legs = program.legs
    return {
        "legs": _each(of_legs.LEG, legs.lead_on),
        "ways": _changes(of_legs.WAY, legs.ways),
        "onwards": _stays(of_legs.ONWARD, legs.onwards),
        "doors": _of_luck(of_legs.DOOR),
        "visits": _of_luck(of_legs.VISIT),
        "visit_extras": _of_luck(records.EXTRA),
        "delays": _of_luck(of_legs.DELAY),
        "parts": _stays(of_legs.PART, legs.parts),
        "asides": _each(of_legs.ASIDE, program.goes_aside),
        "bots": _changes(of_legs.BOT, program.bots),
        "deflections": _stays(of_legs.DEFLECTION, program.deflections),
        "offers": _stays(of_callbacks.OFFER, legs.callbacks.offers),
        "calls": _stays(of_callbacks.CALL, legs.callbacks.calls),
        "tries": _each(of_callbacks.TRY, legs.callbacks.any),
    }


def _dials(program: Program) -> dict[str, Table]:
    """Campaigns, and what their calls come to."""
    campaigns = program.legs.campaigns
    used = len(campaigns.names) > 0
    return {
        "campaigns": _changes(of_dials.CAMPAIGN, campaigns.table),
        "dials": _changes(of_dials.DIAL, of_dials.DIAL.blank(FIRST_DIALS * used)),
        "dialled": _each(of_dials.DIALLED, used),
        "rates": _stays(of_dials.RATE, campaigns.rates),
        "plans": _stays(of_dials.PLAN, campaigns.plans),
        "calling": _stays(of_dials.CALLING, campaigns.calling),
        "limits": _changes(of_dials.LIMIT, campaigns.limits),
        "limited": _stays(of_dials.LIMITED, campaigns.limited),
        "zones": _changes(of_dials.ZONE, campaigns.zones),
        "watches": _stays(of_dials.WATCH, campaigns.watches),
        "buckets": _changes(of_dials.BUCKET, campaigns.buckets),
        "others": _stays(of_dials.OTHER, campaigns.others),
        "feeds": _stays(of_dials.FEED, campaigns.feeds),
        "moved": _changes(of_dials.MOVED, never_moved(len(program.agents) * used)),
    }


def _scores(program: Program) -> dict[str, Table]:
    """Scores, and what agents have done."""
    scores = program.scores
    return {
        "terms": _stays(of_scores.TERM, scores.terms),
        "claims": _stays(of_scores.CLAIM, scores.claims),
        "urgencies": _stays(of_scores.URGENCY_OF_QUEUE, scores.urgencies),
        "pasts": _changes(of_scores.PAST, scores.pasts),
        "members": _changes(of_scores.MEMBER, scores.members),
        "cells": _changes(of_scores.CELL, scores.cells),
    }


def _stages(program: Program) -> dict[str, Table]:
    """Stages of waiting."""
    stages = program.bonds.stages
    return {
        "standings": _stays(of_stages.STANDING, stages.standings),
        "places": _stays(of_stages.PLACE, stages.places),
        "forks": _stays(of_stages.FORK, stages.forks),
        "tests": _stays(of_stages.TEST, stages.tests),
        "meters": _stays(of_stages.METER, stages.meters),
        "readings": _changes(of_dials.BUCKET, stages.readings),
    }


def _customers(program: Program) -> dict[str, Table]:
    """Who makes the contacts, and what they think of it."""
    known = program.customers
    return {
        "verdicts": _each(of_customers.VERDICT, known.any),
        "customers": _of_luck(of_customers.CUSTOMER),
        "segments": _changes(of_customers.SEGMENT, known.segments),
        "losses": _changes(of_customers.LOSS, known.losses),
        "mixes": _stays(of_customers.MIX, known.mixes),
        "tempers": _stays(of_customers.TEMPER, known.tempers),
        "feelings": _stays(of_customers.FEELING, known.feelings),
        "grievances": _stays(of_customers.GRIEVANCE, known.grievances),
        "courtesies": _stays(of_customers.COURTESY, known.courtesies),
        "relation": _changes(of_customers.RELATION, known.relation),
    }


def _stress(program: Program) -> dict[str, Table]:
    """Agents under stress."""
    stress = program.people.stress
    return {
        "stresses": _stays(of_stress.STRESS, stress.groups),
        "upsets": _stays(of_stress.UPSET, stress.upsets),
        "strains": _changes(of_stress.STRAIN, stress.strains),
    }


def _cases(program: Program) -> dict[str, Table]:
    """Cases, of which none is open yet."""
    cases = program.legs.cases
    count = FIRST_CASES * (len(cases.names) > 0)
    return {
        "case_kinds": _stays(of_cases.CASE_KIND, cases.kinds),
        "case_steps": _changes(of_cases.CASE_STEP, cases.steps),
        "openings": _stays(of_cases.OPENING, cases.openings),
        "articles": _changes(of_cases.ARTICLE, cases.articles),
        "cases": _changes(of_cases.CASE, of_cases.CASE.blank(count)),
        "stamps": _changes(of_cases.STAMP, of_cases.STAMP.blank(count * cases.stamps)),
        "abouts": _each(of_cases.ABOUT, count > 0),
    }


def never_moved(count: int) -> np.ndarray:
    """Agents whom no campaign has moved."""
    table = of_dials.MOVED.table(count)
    table["at"] = -np.inf
    return table
