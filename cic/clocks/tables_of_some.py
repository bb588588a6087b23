"""Tables of what only some centres have, as a run begins; empty in the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from cic.luck.further import Cards
from cic.luck.luck import Luck
from cic.program.callback_records import CALL, OFFER, TRY
from cic.program.case_records import (
    ABOUT,
    ARTICLE,
    CASE,
    CASE_KIND,
    CASE_STEP,
    OPENING,
    STAMP,
)
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
from cic.program.records import EXTRA, Record, own
from cic.program.score_records import CELL, CLAIM, MEMBER, PAST, TERM, URGENCY_OF_QUEUE
from cic.program.stage_records import FORK, METER, PLACE, STANDING, TEST
from cic.program.stress_records import STRAIN, STRESS, UPSET

if TYPE_CHECKING:
    from cic.program.layout import Program


FIRST_DIALS = 4096
"""Calls of campaigns that there is room for at the outset."""
FIRST_CASES = 1024
"""The same of cases."""


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
        "ways": rows(WAY, own(program.legs.ways)),
        "onwards": rows(ONWARD, program.legs.onwards),
        "doors": rows(DOOR, DOOR.table(0) if cards is None else cards.doors),
        "visits": rows(VISIT, VISIT.table(0)),
        "visit_extras": rows(EXTRA, EXTRA.table(0) if cards is None else cards.extras),
        "parts": rows(PART, program.legs.parts),
        "asides": rows(ASIDE, ASIDE.blank(contacts * program.goes_aside)),
        "bots": rows(BOT, own(program.bots)),
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
        "campaigns": rows(CAMPAIGN, own(campaigns.table)),
        "dials": rows(DIAL, DIAL.blank(FIRST_DIALS * used)),
        "dialled": rows(DIALLED, DIALLED.blank(contacts * used)),
        "rates": rows(RATE, campaigns.rates),
        "plans": rows(PLAN, campaigns.plans),
        "calling": rows(CALLING, campaigns.calling),
        "zones": rows(ZONE, own(campaigns.zones)),
        "watches": rows(WATCH, campaigns.watches),
        "buckets": rows(BUCKET, own(campaigns.buckets)),
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
        "urgencies": rows(URGENCY_OF_QUEUE, scores.urgencies),
        "pasts": rows(PAST, own(scores.pasts)),
        "members": rows(MEMBER, own(scores.members)),
        "cells": rows(CELL, own(scores.cells)),
    }


def stage_tables(program: Program, clock: Holds) -> Any:
    """The tables of stages of waiting; all empty where no queue has any."""
    stages, rows = program.bonds.stages, clock.rows
    return {
        "standings": rows(STANDING, stages.standings),
        "places": rows(PLACE, stages.places),
        "forks": rows(FORK, stages.forks),
        "tests": rows(TEST, stages.tests),
        "meters": rows(METER, stages.meters),
        "readings": rows(BUCKET, own(stages.readings)),
    }


def customer_tables(program: Program, luck: Luck, clock: Holds) -> Any:
    """The tables of customers; all empty where there are none."""
    known, rows = program.customers, clock.rows
    return {
        "verdicts": rows(VERDICT, VERDICT.blank(luck.rows * known.any)),
        "customers": rows(CUSTOMER, luck.customers),
        "segments": rows(SEGMENT, own(known.segments)),
        "losses": rows(LOSS, own(known.losses)),
        "mixes": rows(MIX, known.mixes),
        "tempers": rows(TEMPER, known.tempers),
        "feelings": rows(FEELING, known.feelings),
        "grievances": rows(GRIEVANCE, known.grievances),
        "courtesies": rows(COURTESY, known.courtesies),
        "relation": rows(RELATION, own(known.relation)),
    }


def stress_tables(program: Program, luck: Luck, clock: Holds) -> Any:
    """The tables of agents under stress; all empty where nobody is."""
    stress, rows = program.people.stress, clock.rows
    strains = stress.strains if luck.strains is None else luck.strains
    return {
        "stresses": rows(STRESS, stress.groups),
        "upsets": rows(UPSET, stress.upsets),
        "strains": rows(STRAIN, own(strains)),
    }


def case_tables(program: Program, contacts: int, clock: Holds) -> Any:
    """The tables of cases, of which none is open yet; all empty where there are none."""
    cases, rows = program.legs.cases, clock.rows
    count = FIRST_CASES * (len(cases.names) > 0)
    return {
        "case_kinds": rows(CASE_KIND, cases.kinds),
        "case_steps": rows(CASE_STEP, own(cases.steps)),
        "openings": rows(OPENING, cases.openings),
        "articles": rows(ARTICLE, own(cases.articles)),
        "cases": rows(CASE, CASE.blank(count)),
        "stamps": rows(STAMP, STAMP.blank(count * cases.stamps)),
        "abouts": rows(ABOUT, ABOUT.blank(contacts * (count > 0))),
    }


def never_moved(count: int) -> np.ndarray:
    """Agents whom no campaign has moved."""
    table = MOVED.table(count)
    table["at"] = -np.inf
    return table
