"""Contacts that follow others: their tables, and room for more of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from cic.errors import EngineError
from cic.log.log import Log
from cic.luck.further import Cards
from cic.luck.luck import Luck
from cic.program.bond_records import BOND
from cic.program.bonds import unbound
from cic.program.callback_records import CALL, OFFER, TRY
from cic.program.case_records import (
    ABOUT,
    ARTICLE,
    CASE,
    CASE_KIND,
    CASE_STEP,
    OPENING,
    STAMP,
    about_nothing,
    not_opened,
    not_stamped,
)
from cic.program.centre import Centre
from cic.program.codes import FEWER_EVENTS, MORE_CASES, MORE_CONTACTS, MORE_DIALS, NOBODY
from cic.program.customer_records import (
    COURTESY,
    CUSTOMER,
    FEELING,
    GRIEVANCE,
    LOSS,
    MIX,
    RELATION,
    SEGMENT,
    TEMPER,
    VERDICT,
    unjudged,
)
from cic.program.dial_records import (
    BUCKET,
    CALLING,
    CAMPAIGN,
    DIAL,
    DIALLED,
    FEED,
    MOVED,
    OTHER,
    PLAN,
    RATE,
    WATCH,
    ZONE,
)
from cic.program.leg_records import (
    ASIDE,
    BOT,
    DEFLECTION,
    DELAY,
    DOOR,
    LEG,
    ONWARD,
    PART,
    VISIT,
    WAY,
)
from cic.program.records import CONTACT, EXTRA, RESOLUTION, RING, TOLD, TRUNK, WORK, Record
from cic.program.score_records import CELL, CLAIM, MEMBER, PAST, TERM
from cic.program.stress_records import STRAIN, STRESS, UPSET
from cic.rules.legs import SPARE

if TYPE_CHECKING:
    from cic.program.layout import Program


class Holds(Protocol):
    """What is needed of a clock: tables, and room at their ends."""

    def rows(self, record: Record, table: np.ndarray) -> Any:
        """A table in the form the clock works on."""
        ...

    def lengthened(self, record: Record, table: Any, more: np.ndarray) -> Any:
        """A table with more rows at its end."""
        ...


def leg_tables(program: Program, cards: Cards | None, contacts: int, clock: Holds) -> Any:
    """The tables of contacts that follow others, before any does; their luck is known last."""
    rows = clock.rows
    return {
        "legs": rows(LEG, LEG.table(0 if cards is None else contacts)),
        "ways": rows(WAY, program.legs.ways.copy()),
        "onwards": rows(ONWARD, program.legs.onwards),
        "doors": rows(DOOR, DOOR.table(0) if cards is None else cards.doors),
        "visits": rows(VISIT, VISIT.table(0)),
        "visit_extras": rows(EXTRA, EXTRA.table(0) if cards is None else cards.extras),
        "parts": rows(PART, program.legs.parts),
        "asides": rows(ASIDE, nothing_aside(contacts * program.goes_aside)),
        "bots": rows(BOT, program.bots.copy()),
        "deflections": rows(DEFLECTION, program.deflections),
        "delays": rows(DELAY, DELAY.table(0) if cards is None else cards.delays),
        "offers": rows(OFFER, program.legs.callbacks.offers),
        "calls": rows(CALL, program.legs.callbacks.calls),
        "tries": rows(TRY, TRY.table(contacts * program.legs.callbacks.any)),
    }


def dial_tables(program: Program, contacts: int, clock: Holds) -> Any:
    """The tables of campaigns, and of what their calls come to."""
    campaigns, rows = program.legs.campaigns, clock.rows
    used = len(campaigns.names) > 0
    return {
        "campaigns": rows(CAMPAIGN, campaigns.table.copy()),
        "dials": rows(DIAL, not_dialled(FIRST_DIALS * used)),
        "dialled": rows(DIALLED, of_no_dial(contacts * used)),
        "rates": rows(RATE, campaigns.rates),
        "plans": rows(PLAN, campaigns.plans),
        "calling": rows(CALLING, campaigns.calling),
        "zones": rows(ZONE, campaigns.zones.copy()),
        "watches": rows(WATCH, campaigns.watches),
        "buckets": rows(BUCKET, campaigns.buckets.copy()),
        "others": rows(OTHER, campaigns.others),
        "feeds": rows(FEED, campaigns.feeds),
        "moved": rows(MOVED, never_moved(len(program.agents) * used)),
    }


def score_tables(program: Program, clock: Holds) -> Any:
    """The tables of scores, and of what agents have done."""
    scores, rows = program.scores, clock.rows
    return {
        "terms": rows(TERM, scores.terms),
        "claims": rows(CLAIM, scores.claims),
        "pasts": rows(PAST, scores.pasts.copy()),
        "members": rows(MEMBER, scores.members.copy()),
        "cells": rows(CELL, scores.cells.copy()),
    }


def customer_tables(program: Program, luck: Luck, clock: Holds) -> Any:
    """The tables of customers; all empty where there are none."""
    known, rows = program.customers, clock.rows
    return {
        "verdicts": rows(VERDICT, unjudged(luck.rows * known.any)),
        "customers": rows(CUSTOMER, luck.customers),
        "segments": rows(SEGMENT, known.segments.copy()),
        "losses": rows(LOSS, known.losses.copy()),
        "mixes": rows(MIX, known.mixes),
        "tempers": rows(TEMPER, known.tempers),
        "feelings": rows(FEELING, known.feelings),
        "grievances": rows(GRIEVANCE, known.grievances),
        "courtesies": rows(COURTESY, known.courtesies),
        "relation": rows(RELATION, known.relation.copy()),
    }


def stress_tables(program: Program, luck: Luck, clock: Holds) -> Any:
    """The tables of agents under stress; all empty where nobody is."""
    stress, rows = program.people.stress, clock.rows
    strains = stress.strains if luck.strains is None else luck.strains
    return {
        "stresses": rows(STRESS, stress.groups),
        "upsets": rows(UPSET, stress.upsets),
        "strains": rows(STRAIN, strains.copy()),
    }


def case_tables(program: Program, contacts: int, clock: Holds) -> Any:
    """The tables of cases, of which none is open yet; all empty where there are none."""
    cases, rows = program.legs.cases, clock.rows
    count = FIRST_CASES * (len(cases.names) > 0)
    return {
        "case_kinds": rows(CASE_KIND, cases.kinds),
        "case_steps": rows(CASE_STEP, cases.steps.copy()),
        "openings": rows(OPENING, cases.openings),
        "articles": rows(ARTICLE, cases.articles.copy()),
        "cases": rows(CASE, not_opened(count)),
        "stamps": rows(STAMP, not_stamped(count * cases.stamps)),
        "abouts": rows(ABOUT, about_nothing(contacts * (count > 0))),
    }


def nobody_at_work(count: int) -> np.ndarray:
    """Work on contacts that nobody has in hand yet."""
    table = WORK.table(count)
    table["responded_at"] = np.nan
    return table


def by_no_site(count: int) -> np.ndarray:
    """By which site each contact comes, still unknown."""
    table = TRUNK.table(count)
    table["site"] = NOBODY
    return table


def never_rung(count: int) -> np.ndarray:
    """Contacts that have not rung at anybody."""
    table = RING.table(count)
    for field in ("rang", "first", "last"):
        table[field] = NOBODY
    return table


def unasked(count: int) -> np.ndarray:
    """Contacts of which it is not known whether they are resolved."""
    table = RESOLUTION.table(count)
    table["resolved"] = NOBODY
    return table


def untold(count: int) -> np.ndarray:
    """Contacts that have been told nothing."""
    table = TOLD.table(count)
    table["wait"], table["place"] = np.nan, NOBODY
    return table


def not_dialled(count: int) -> np.ndarray:
    """Calls of campaigns that have not been made yet."""
    table = DIAL.table(count)
    for field in ("at", "answered_at", "ended_at", "idle", "held_at"):
        table[field] = np.nan
    for field in ("contact", "agent", "next"):
        table[field] = NOBODY
    return table


def never_moved(count: int) -> np.ndarray:
    """Agents whom no campaign has moved."""
    table = MOVED.table(count)
    table["at"] = -np.inf
    return table


def of_no_dial(count: int) -> np.ndarray:
    """Contacts that came of no call of a campaign."""
    table = DIALLED.table(count)
    table["dial"] = NOBODY
    return table


def nothing_aside(count: int) -> np.ndarray:
    """Contacts with which no agent has stayed."""
    table = ASIDE.table(count)
    for field in ("consults_at", "joined_at", "ends_at", "bot_since", "bot_until"):
        table[field] = np.nan
    table["to"] = table["way"] = NOBODY
    return table


_BY_CONTACT: tuple[tuple[str, Record, Callable[[int], np.ndarray]], ...] = (
    ("contacts", CONTACT, CONTACT.table),
    ("work", WORK, nobody_at_work),
    ("rings", RING, never_rung),
    ("trunks", TRUNK, by_no_site),
    ("resolutions", RESOLUTION, unasked),
    ("told", TOLD, untold),
    ("legs", LEG, LEG.table),
    ("tries", TRY, TRY.table),
    ("asides", ASIDE, nothing_aside),
    ("dialled", DIALLED, of_no_dial),
    ("verdicts", VERDICT, unjudged),
    ("bonds", BOND, unbound),
    ("abouts", ABOUT, about_nothing),
)
"""Tables with a row for each contact, where the centre needs them at all."""


FIRST_DIALS = 4096
"""Calls of campaigns that there is room for at the outset."""
FIRST_CASES = 1024
"""The same of cases."""


def with_more_rows(centre: Centre, clock: Holds, wants: int) -> Centre:
    """The same with room for half as many contacts, or as many calls or cases, again.

    Raises
    ------
    EngineError
        If one event has scheduled more others than the outbox holds.
    """
    if wants & FEWER_EVENTS:
        raise EngineError(
            f"one event has scheduled more than {len(centre.outbox)} others\n"
            "    → this is a mistake in the rules, not in your scenario: please report both"
        )
    if wants & MORE_DIALS:
        more = clock.lengthened(DIAL, centre.dials, not_dialled(len(centre.dials)))
        centre = centre._replace(dials=more)
    if wants & MORE_CASES:
        cases = clock.lengthened(CASE, centre.cases, not_opened(len(centre.cases)))
        stamps = clock.lengthened(STAMP, centre.stamps, not_stamped(len(centre.stamps)))
        centre = centre._replace(cases=cases, stamps=stamps)
    if not wants & MORE_CONTACTS:
        return centre
    before = len(centre.contacts)
    more = max(before // 2, 4 * SPARE)
    extras = EXTRA.table(more * (len(centre.extras) // before))
    tables = centre._asdict()
    tables["extras"] = clock.lengthened(EXTRA, centre.extras, extras)
    for name, record, fresh in _BY_CONTACT:
        if len(tables[name]) == before:
            tables[name] = clock.lengthened(record, tables[name], fresh(more))
    return Centre(**tables)


def log_of(centre: Centre) -> Log:
    """What has happened, from tables that are arrays; rows that nobody needed are left out."""
    count = int(centre.floor[0]["contacts"])
    stamps = len(centre.stamps) // max(1, len(centre.cases))
    return Log(
        contacts=centre.contacts[:count],
        facts=centre.facts[: int(centre.floor[0]["facts"])],
        steps=centre.steps,
        work=centre.work[:count],
        trunks=centre.trunks[:count],
        resolutions=centre.resolutions[:count],
        told=centre.told[:count],
        legs=centre.legs[:count],
        tries=centre.tries[:count],
        asides=centre.asides[:count],
        dials=centre.dials[: int(centre.floor[0]["dials"])],
        verdicts=centre.verdicts[:count],
        customers=centre.customers,
        segments=centre.segments,
        losses=centre.losses,
        strains=centre.strains,
        cases=centre.cases[: int(centre.floor[0]["opened"])],
        stamps=centre.stamps[: int(centre.floor[0]["opened"]) * stamps],
        abouts=centre.abouts[:count],
    )
