"""The running centre as rules and policies see it, and how a rule is marked.

Single letters in the rules: `c` a contact, `q` a queue, `a` an agent, `g` an agent group, `r` a
route, `d` a duty (all row numbers); `now` is the instant of the event.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


class Centre(NamedTuple):
    """The tables of a running centre: structured arrays when compiled, lists of rows otherwise."""

    contacts: Any
    queues: Any
    routes: Any
    groups: Any
    duties: Any
    skills: Any
    agents: Any
    floor: Any
    outbox: Any
    spells: Any
    hours: Any
    steps: Any
    extras: Any
    facts: Any
    channels: Any
    paces: Any
    fits: Any
    rooms: Any
    loads: Any
    interrupts: Any
    beside: Any
    desks: Any
    work: Any
    answering: Any
    rings: Any
    phones: Any
    decks: Any
    keys: Any
    incidents: Any
    sites: Any
    trunks: Any
    site_hours: Any
    learnt: Any
    fatigue: Any
    persons: Any
    resolutions: Any
    legs: Any
    ways: Any
    onwards: Any
    doors: Any
    visits: Any
    visit_extras: Any
    delays: Any
    manners: Any
    stairs: Any
    told: Any
    offers: Any
    calls: Any
    tries: Any
    parts: Any
    asides: Any
    bots: Any
    deflections: Any
    terms: Any
    claims: Any
    urgencies: Any
    pasts: Any
    members: Any
    cells: Any
    campaigns: Any
    dials: Any
    dialled: Any
    rates: Any
    plans: Any
    calling: Any
    limits: Any
    limited: Any
    zones: Any
    watches: Any
    buckets: Any
    others: Any
    feeds: Any
    moved: Any
    verdicts: Any
    customers: Any
    segments: Any
    losses: Any
    mixes: Any
    tempers: Any
    feelings: Any
    grievances: Any
    courtesies: Any
    relation: Any
    bindings: Any
    allotments: Any
    bonds: Any
    stresses: Any
    upsets: Any
    strains: Any
    case_kinds: Any
    case_steps: Any
    openings: Any
    articles: Any
    cases: Any
    stamps: Any
    abouts: Any
    pulls: Any
    standings: Any
    places: Any
    forks: Any
    tests: Any
    meters: Any
    readings: Any


def rule(function: F) -> F:
    """Mark a function as a rule: either clock may run it, the compiled one after compiling it.

    A rule uses its arguments, constants and other rules, and nothing else.
    """
    function.is_rule = True  # type: ignore[attr-defined]
    return function


def seldom(function: F) -> F:
    """A rule that is compiled as a function of its own, not into its callers.

    For what happens seldom: it keeps the compiled loop small, and quick to compile.
    """
    function.is_seldom = True  # type: ignore[attr-defined]
    return rule(function)
