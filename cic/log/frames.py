"""Logs as tables for people: one row a contact leg, one row a state of an agent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from cic import units
from cic.log.columns import AGENT_COLUMNS, CONTACT_COLUMNS, Column
from cic.log.log import Log
from cic.program.codes import ANSWERS, AVAILABLE, NOBODY, OFF, AgentState, Deflected, Outcome
from cic.program.customer_codes import Loss, Settlement
from cic.program.customer_records import VERDICT
from cic.program.layout import Program
from cic.program.leg_codes import LegKind
from cic.program.leg_records import LEG
from cic.program.records import CONTACT, FACT, WORK

if TYPE_CHECKING:
    import pandas as pd

Values = np.ndarray


def frame(columns: Sequence[Column], values: Mapping[str, Any]) -> pd.DataFrame:
    """A frame of exactly the declared columns, in their order and of their dtypes."""
    import pandas as pd

    typed = {}
    for column in columns:
        found = values[column.name]
        kept = isinstance(found, pd.Categorical)
        typed[column.name] = found if kept else pd.Series(found, dtype=column.dtype)
    return pd.DataFrame(typed)


def contacts_frame(logs: Sequence[Log], program: Program) -> pd.DataFrame:
    """One row a contact leg; `CONTACT_COLUMNS` declares it.

    They are in order of replication; first contacts in order of arrival, then those that follow
    others, in the order in which it became known that they would come.

    Parameters
    ----------
    logs
        The logs of replications 0, 1, …
    """
    contacts, replication = _joined([log.contacts for log in logs], CONTACT.dtype)
    outcome = contacts["outcome"]
    answered = np.isin(outcome, ANSWERS)
    channel = np.append(program.queues["channel"], NOBODY)[contacts["queue"]]
    work, beside = _work_of(logs, len(contacts)), _held_beside(logs, contacts)
    queued_at, answered_at = contacts["queued_at"].copy(), contacts["answered_at"].copy()
    left_queue_at = np.where(answered, answered_at, contacts["ended_at"])
    return frame(
        CONTACT_COLUMNS,
        {
            "replication": replication,
            "contact": _counted_within(replication),
            "source": named(contacts["source"], program.source_names),
            "queue": named(contacts["queue"], program.queue_names),
            "channel": named(channel, program.desks.channel_names),
            "arrived_at": contacts["arrived_at"].copy(),
            "queued_at": queued_at,
            "bot_time": _with_bot(logs, len(contacts)),
            "answered_at": answered_at,
            "responded_at": np.where(answered, work["responded_at"], np.nan),
            "ended_at": contacts["ended_at"].copy(),
            "outcome": worded(outcome, Outcome),
            "wait": left_queue_at - queued_at,
            "announced_wait": _told(logs, "wait", np.full(len(contacts), np.nan)),
            "announced_place": _told(logs, "place", np.full(len(contacts), NOBODY)),
            "talk": np.where(answered, contacts["talk"] - beside, np.nan),
            "held": np.where(answered, work["held"] + beside, np.nan),
            "wrap_up": np.where(answered, contacts["wrap_up"], np.nan),
            "resolved": _resolved(logs, len(contacts)),
            "patience": np.where(contacts["queue"] == NOBODY, np.nan, contacts["patience"]),
            "agent": named(contacts["agent"], program.agent_names),
            "group": named(contacts["group"], program.group_names),
            "site": named(site_of_contacts(logs), program.sites.names),
            **_how_they_came(logs, _counted_within(replication)),
            "deflection": worded(_offered(logs, len(contacts)), Deflected),
            **_whose_they_are(logs, program, len(contacts)),
            "case": _of_all([log.abouts["case"] for log in logs], np.full(len(contacts), NOBODY)),
            "callback_offered": _tried(logs, "offered", len(contacts)),
            "attempts": _tried(logs, "attempts", len(contacts)),
        },
    )


def _whose_they_are(logs: Sequence[Log], program: Program, count: int) -> dict[str, Any]:
    """Whose contacts are, and what customers made of them."""
    known = program.customers
    found = _of_all([log.verdicts for log in logs], VERDICT.blank(count))
    nobody = found["segment"] == NOBODY
    return {
        "member": np.where(nobody | (known.number == 0), NOBODY, found["customer"]),
        "segment": named(found["segment"], known.segment_names),
        "temper": named(found["temper"], known.temper_names),
        "satisfaction": found["satisfaction"].copy(),
        "complaint": named(found["complaint"], known.kind_names),
        "settled": _word_or_nothing(found["settled"], Settlement, found["complaint"] == NOBODY),
        "loss": _word_or_nothing(found["left"], Loss, nobody),
    }


def _word_or_nothing(codes: Values, kind: type[IntEnum], nothing: Values) -> pd.Categorical[str]:
    """Codes of a kind as categories, missing where there is nothing."""
    return named(np.where(nothing, NOBODY, codes), [member.name.lower() for member in kind])


def site_of_contacts(logs: Sequence[Log]) -> Values:
    """The site by which each contact of all logs came; -1: none."""
    found = [
        log.trunks["site"] if len(log.trunks) else np.full(len(log.contacts), NOBODY)
        for log in logs
    ]
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def agents_frame(logs: Sequence[Log], program: Program) -> pd.DataFrame:
    """One row a state of an agent while on duty or on a break; `AGENT_COLUMNS` declares it.

    The rows of an agent follow each other without gap or overlap while it is on duty. States that
    lasted no time are left out. Work counts for the group in which it was begun.
    """
    facts, of_fact = _joined([log.facts for log in logs], FACT.dtype)
    contacts, of_contact = _joined([log.contacts for log in logs], CONTACT.dtype)
    number = _counted_within(of_contact)
    taken = np.flatnonzero(np.isin(contacts["outcome"], ANSWERS))
    if program.desks.several:
        taken = taken[:0]  # who may have several in hand has noted it
    work = _work(contacts[taken], of_contact[taken], number[taken])
    work = np.concatenate([work, *_stays(work, logs, taken)])
    work["since"] = np.maximum(work["since"], program.beginning.at)
    duty, pauses = _duty_and_pauses(facts, of_fact, work, program)
    rows = np.concatenate([work, pauses, _available(duty, work)])
    rows = rows[rows["until"] > rows["since"]]
    rows = rows[np.lexsort((rows["since"], rows["agent"], rows["replication"]))]
    return frame(
        AGENT_COLUMNS,
        {
            "replication": rows["replication"],
            "agent": named(rows["agent"], program.agent_names),
            "group": named(rows["group"], program.group_names),
            "state": worded(rows["state"], AgentState),
            "since": rows["since"],
            "until": rows["until"],
            "contact": rows["contact"],
        },
    )


_SPAN = np.dtype(
    [
        ("replication", np.int64),
        ("agent", np.int64),
        ("group", np.int64),
        ("state", np.int64),
        ("since", np.float64),
        ("until", np.float64),
        ("contact", np.int64),
    ]
)


def _work(contacts: Values, replication: Values, number: Values) -> Values:
    """Talks, then the wrap-ups that follow them."""
    talks = np.zeros(len(contacts), _SPAN)
    talks["replication"], talks["contact"] = replication, number
    for field in ("agent", "group"):
        talks[field] = contacts[field]
    talks["state"] = AgentState.TALKING
    talks["since"], talks["until"] = contacts["answered_at"], contacts["ended_at"]
    wrap_ups = talks.copy()
    wrap_ups["state"] = AgentState.WRAPPING_UP
    wrap_ups["since"] = talks["until"]
    wrap_ups["until"] = talks["until"] + contacts["wrap_up"]
    return np.concatenate([talks, wrap_ups])


def _stays(work: Values, logs: Sequence[Log], taken: Values) -> list[Values]:
    """The times in which agents stayed to pass contacts on; they are taken from the talks."""
    tables = [log.asides for log in logs if len(log.asides)]
    if not tables or not len(taken):
        return []
    aside = np.concatenate(tables)[taken]
    stays = ~np.isnan(aside["consults_at"])
    talks = work[: len(taken)]
    waits = talks[stays]
    joined = aside["joined_at"][stays]
    talks["until"][stays] = aside["consults_at"][stays]
    waits["since"], meets = aside["consults_at"][stays], waits.copy()
    waits["state"], meets["state"] = AgentState.CONSULTING, AgentState.IN_CONFERENCE
    waits["until"] = np.where(np.isnan(joined), waits["until"], joined)
    meets["since"] = waits["until"]
    return [waits, meets]


def _how_they_came(logs: Sequence[Log], number: Values) -> dict[str, Any]:
    """How contacts came about, whose they are, and what they follow."""
    legs = _of_all([log.legs for log in logs], LEG.table(len(number)))
    fresh = legs["kind"] == LegKind.FRESH
    return {
        "kind": worded(legs["kind"], LegKind),
        "customer": np.where(fresh, number, legs["origin"]),
        "follows": np.where(fresh, NOBODY, legs["before"]),
    }


def _work_of(logs: Sequence[Log], count: int) -> Values:
    """The work on all contacts; nothing noted where agents have one contact in hand at most."""
    return _of_all([log.work for log in logs], WORK.blank(count))


def _held_beside(logs: Sequence[Log], contacts: Values) -> Values:
    """How long contacts were on hold while their agents had nothing else in hand [s]."""
    tables = [log.asides for log in logs if len(log.asides)]
    if not tables:
        return np.zeros(len(contacts))
    aside = np.concatenate(tables)
    until = np.where(np.isnan(aside["joined_at"]), contacts["ended_at"], aside["joined_at"])
    stayed = np.where(np.isnan(aside["consults_at"]), 0.0, until - aside["consults_at"])
    return np.asarray(aside["hold"] + stayed)


def _with_bot(logs: Sequence[Log], count: int) -> Values:
    """How long contacts were with bots [s]; nan where with none."""
    times = [log.asides["bot_until"] - log.asides["bot_since"] for log in logs]
    return _of_all(times, np.full(count, np.nan))


def _offered(logs: Sequence[Log], count: int) -> Values:
    """What came of the offer of another way to each contact."""
    nothing = np.full(count, Deflected.NOT_OFFERED)
    return _of_all([log.asides["deflection"] for log in logs], nothing)


def _resolved(logs: Sequence[Log], count: int) -> Values:
    """Whether contacts were resolved: 1, 0 or nan."""
    found = _of_all([log.resolutions["resolved"] for log in logs], np.full(count, NOBODY))
    return np.where(found < 0, np.nan, found)


def _told(logs: Sequence[Log], what: str, nothing: Values) -> Values:
    """What contacts were told: a wait or a place."""
    return _of_all([log.told[what] for log in logs], nothing)


def _tried(logs: Sequence[Log], what: str, count: int) -> Values:
    """What came of offers of callbacks and of calls; 0 where there are none."""
    return _of_all([log.tries[what] for log in logs], np.zeros(count, np.int64))


def _of_all(tables: Sequence[Values], nothing: Values) -> Values:
    """What all logs have noted of each contact; `nothing` where none of them notes it."""
    noted = [table for table in tables if len(table)]
    return np.concatenate(noted) if noted else nothing


def _duty_and_pauses(
    facts: Values, replication: Values, work: Values, program: Program
) -> tuple[Values, Values]:
    """Times on duty with nothing noted in hand, and all else that agents were noted to do.

    Who is never noted to go stays to the end of the last day, or of the last work if that is later.
    """
    order = np.lexsort((facts["agent"], replication))
    facts, replication = facts[order], replication[order]
    spans = np.zeros(len(facts), _SPAN)
    spans["replication"], spans["contact"] = replication, NOBODY
    for field in ("agent", "group", "state"):
        spans[field] = facts[field]
    spans["since"] = facts["at"]
    spans["until"] = max(program.days * units.DAY, work["until"].max(initial=0.0))
    same = (facts["agent"][1:] == facts["agent"][:-1]) & (replication[1:] == replication[:-1])
    spans["until"][:-1] = np.where(same, spans["since"][1:], spans["until"][:-1])
    on_duty = spans["state"] == AVAILABLE
    return spans[on_duty], spans[~on_duty & (spans["state"] != OFF)]


def _available(duty: Values, work: Values) -> Values:
    """Times on duty with no contact in hand.

    All beginnings and ends are laid on one line, agent by agent; an agent is available wherever as
    many spells of duty as pieces of work have begun, less one.
    """
    pieces = ((duty, "until", -1), (duty, "since", 1), (work, "since", -1), (work, "until", 1))
    rows = np.concatenate([piece for piece, _, _ in pieces])
    at = np.concatenate([piece[field] for piece, field, _ in pieces])
    step = np.concatenate([np.full(len(piece), change) for piece, _, change in pieces])
    on_duty_since = np.zeros(len(rows), np.bool_)
    on_duty_since[len(duty) : 2 * len(duty)] = True
    order = np.lexsort((at, rows["agent"], rows["replication"]))
    at, level = at[order], np.cumsum(step[order])
    # The group is that of the latest spell of duty to begin.
    begun = np.maximum.accumulate(np.where(on_duty_since[order], np.arange(len(order)), 0))
    free = np.flatnonzero((level[:-1] == 1) & (at[1:] > at[:-1]))
    found = rows[order[begun[free]]]
    found["state"], found["contact"] = AVAILABLE, NOBODY
    found["since"], found["until"] = at[free], at[free + 1]
    return found


def _joined(tables: Sequence[Values], dtype: np.dtype[Any]) -> tuple[Values, Values]:
    """The rows of all tables, and which table each came from."""
    joined = np.concatenate(tables) if tables else np.zeros(0, dtype)
    lengths = np.array([len(table) for table in tables], np.int64)
    return joined, np.repeat(np.arange(len(tables)), lengths)


def _counted_within(replication: Values) -> Values:
    """0, 1, 2 … anew in each replication."""
    counts = np.bincount(replication)
    return np.arange(len(replication)) - np.repeat(np.cumsum(counts) - counts, counts)


def worded(codes: Values, kind: type[IntEnum]) -> pd.Categorical[str]:
    """Codes of a kind as categories; its numbers need not follow each other."""
    places = np.zeros(max(kind) + 1, np.int64)
    places[list(kind)] = np.arange(len(kind))
    return named(places[codes], [member.name.lower() for member in kind])


def named(codes: Values, names: Sequence[str]) -> pd.Categorical[str]:
    """Codes as categories; a negative code is missing. Equal names are one category."""
    import pandas as pd

    distinct = list(dict.fromkeys(names))
    if len(distinct) < len(names):
        place = {name: n for n, name in enumerate(distinct)}
        renumbered = np.array([*(place[name] for name in names), NOBODY])
        codes = renumbered[codes]
    return pd.Categorical.from_codes(codes.astype(np.int64), pd.Index(distinct))
