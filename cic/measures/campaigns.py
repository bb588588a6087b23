"""What campaigns do: counts from the log of calls, and the measures made of them."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from cic import units
from cic.log.log import Log
from cic.measures.definitions import Measure
from cic.measures.stacking import by_name
from cic.program.codes import NEVER_MIND
from cic.program.dial_codes import (
    ABANDONED_LIVE,
    BUSY_TONE,
    CALL_CANCELLED,
    CONNECTED,
    INVALID,
    LISTED,
    LIVE,
    MACHINE,
    MACHINE_CONNECTED,
    MACHINE_DROPPED,
    MESSAGE_LEFT,
    MESSAGE_PLAYED,
    NO_REPLY,
    SKIPPED,
    TAKEN_FOR_MACHINE,
    UNDER_WAY,
)
from cic.program.layout import Program
from cic.scenario.checks_campaigns import CONNECT_WITHIN, SHORTEST_RINGING

Floats = np.ndarray

_SLACK = 1e-6
WINDOW = 30
"""Days over which rules on telemarketing count abandoned calls."""

COUNTED = (
    *("dials", "customers", "listed", "live", "connected", "abandoned_live", "soon"),
    *("machines", "machines_connected", "busy_tones", "no_replies", "invalid", "skipped"),
    *("cancelled", "in_vain", "rang_long"),
    *("played", "right_parties", "promises", "idle", "idles", "held", "line_time"),
    *("calling_hours", "worst_abandoned", "cap_kept"),
)
"""What is counted of each campaign, in this order. `soon` are connected within 2 s; `rang_long` of
those that rang `in_vain` (nobody answered, or the dialler hung up) rang for 15 s; `idles` are calls
of whose agents it is known how long they had been `idle`; `held` is how long agents were held for
calls until these were answered or over [s], `line_time` how long calls were on the
line, from dialling to hang-up [s]; `worst_abandoned` is the highest share of
abandoned calls in any 30 days that follow each other, `cap_kept` whether it keeps to the cap."""

CAMPAIGN_MEASURES: tuple[Measure, ...] = (
    Measure(name="dials", title="dials", unit="contacts", top="dials",
            formula="calls made to customers of the list"),
    Measure(name="live_answers", title="live", unit="contacts", top="live", better="more",
            formula="calls that a person answered"),
    Measure(name="answer_rate", title="answer rate", unit="share", top="live", bottom="dials",
            formula="live answers / dials"),
    Measure(name="connected", title="connected", unit="contacts", top="connected", better="more",
            formula="live answers that came to an agent"),
    Measure(name="abandoned_live", title="abandoned live", unit="contacts", top="abandoned_live",
            better="less",
            formula="live answers that no agent took in time, or that were taken for machines"),
    Measure(name="abandoned_live_rate", title="abandoned", unit="share", top="abandoned_live",
            bottom="live", better="less", formula="abandoned live / live answers"),
    Measure(name="abandoned_live_rate_30_days", title="in 30 days", unit="share",
            top="worst_abandoned", better="less", in_brief=False,
            formula="the highest abandoned live / live answers in any 30 days that follow each "
                    "other, or in all days where they are fewer; mean over replications"),
    Measure(name="cap_kept", title="cap kept", unit="share", top="cap_kept", better="more",
            in_brief=False,
            formula="share of replications in which that share is at most the cap"),
    Measure(name="connected_soon", title="within 2 s", unit="share", top="soon", bottom="live",
            better="more", formula="live answers that came to an agent within 2 s / live answers"),
    Measure(name="idle_between_calls", title="idle between", unit="s", top="idle", bottom="idles",
            formula="mean time that an agent had been idle when a call came to it, or was made"),
    Measure(name="held_per_contact", title="held/contact", unit="s", top="held", bottom="connected",
            better="less", in_brief=False,
            formula="time that agents were held for calls until these were answered or over / "
                    "connected"),
    Measure(name="list_penetration", title="penetration", unit="share", top="customers",
            bottom="listed", formula="customers called at least once / customers on the list"),
    Measure(name="dials_per_hour", title="dials/h", unit="contacts", top="dials",
            bottom="calling_hours", in_brief=False,
            formula="dials per hour in which the campaign may call"),
    Measure(name="contacts_per_hour", title="contacts/h", unit="contacts", top="connected",
            bottom="calling_hours", better="more", formula="connected per such hour"),
    Measure(name="right_parties_per_hour", title="right parties/h", unit="contacts",
            top="right_parties", bottom="calling_hours", better="more", in_brief=False,
            formula="connected per such hour to the one who is wanted"),
    Measure(name="promises_per_hour", title="promises/h", unit="contacts", top="promises",
            bottom="calling_hours", better="more", formula="promises per such hour"),
    Measure(name="right_parties", title="right parties", unit="contacts", top="right_parties",
            better="more", in_brief=False, formula="connected to the one who is wanted"),
    Measure(name="promises", title="promises", unit="contacts", top="promises", better="more",
            in_brief=False, formula="of these: who made a promise, bought, agreed"),
    Measure(name="wrong_parties", title="wrong parties", unit="contacts", top="wrong_parties",
            better="less", in_brief=False, formula="connected to somebody else"),
    Measure(name="machines", title="machines", unit="contacts", top="machines", in_brief=False,
            formula="dials that an answering machine answered"),
    Measure(name="machines_connected", title="machines to agents", unit="contacts",
            top="machines_connected", better="less", in_brief=False,
            formula="of these: came to an agent"),
    Measure(name="messages", title="messages", unit="contacts", top="played", in_brief=False,
            formula="messages played to people or left on machines"),
    Measure(name="busy_tones", title="busy", unit="contacts", top="busy_tones", in_brief=False,
            formula="dials whose line was busy"),
    Measure(name="no_replies", title="no reply", unit="contacts", top="no_replies",
            in_brief=False, formula="dials that rang in vain"),
    Measure(name="invalid_numbers", title="invalid", unit="contacts", top="invalid",
            in_brief=False, formula="dials of numbers that do not exist"),
    Measure(name="cancelled_dials", title="cancelled", unit="contacts", top="cancelled",
            better="less", in_brief=False,
            formula="dials that the dialler hung up before an answer, as no agent was left"),
    Measure(name="rang_long_enough", title="rang 15 s", unit="share", top="rang_long",
            bottom="in_vain", better="more", in_brief=False,
            formula="dials that rang for 15 s at least / dials that rang in vain or were "
                    "cancelled"),
    Measure(name="skipped", title="skipped", unit="contacts", top="skipped", in_brief=False,
            formula="customers whom agents left out; they are not dials"),
    Measure(name="customers_called", title="customers", unit="customers", top="customers",
            in_brief=False, formula="customers called at least once"),
)  # fmt: skip
"""Of each campaign, then of all. Calls that a machine answered count nowhere as live answers.

Abandoned calls are counted as the Telemarketing Sales Rule of the United States does (16 CFR
310.4(b)): of calls answered by a person, over 30 days. Those taken for machines are counted with
them, as Ofcom's policy on persistent misuse asks for.
"""

CAMPAIGN_MEASURE = {measure.name: measure for measure in CAMPAIGN_MEASURES}


def count_campaigns(log: Log, program: Program, calling_hours: Floats) -> Floats:
    """Counts of one replication, shape (counts, campaigns + 1); the last column is all of them.

    Parameters
    ----------
    calling_hours
        Hours in which each campaign may call.
    """
    campaigns = program.legs.campaigns
    count = len(campaigns.names)
    found = np.zeros((len(COUNTED), count + 1))
    if not count:
        return found
    dials = log.dials
    of, result = dials["campaign"], dials["result"]
    live = (dials["will"] == LIVE) & ~np.isin(result, (UNDER_WAY, CALL_CANCELLED))
    connected = result == CONNECTED
    abandoned = np.isin(result, (ABANDONED_LIVE, TAKEN_FOR_MACHINE))
    called = ~np.isin(result, (SKIPPED, LISTED))
    waited = dials["ended_at"] - dials["answered_at"]
    in_vain = np.isin(result, (NO_REPLY, CALL_CANCELLED))
    rang = dials["ended_at"] - dials["at"]
    idle_known = np.isin(result, (CONNECTED, MACHINE_CONNECTED)) & ~np.isnan(dials["idle"])
    machines = (MACHINE, MACHINE_CONNECTED, MACHINE_DROPPED, MESSAGE_LEFT)
    which = {
        "dials": called,
        "customers": called & (dials["attempt"] == 1),
        "live": live,
        "connected": connected,
        "abandoned_live": abandoned,
        "soon": connected & (waited <= CONNECT_WITHIN + _SLACK),
        "machines": np.isin(result, machines),
        "machines_connected": result == MACHINE_CONNECTED,
        "busy_tones": result == BUSY_TONE,
        "no_replies": result == NO_REPLY,
        "invalid": result == INVALID,
        "skipped": result == SKIPPED,
        "cancelled": result == CALL_CANCELLED,
        "in_vain": in_vain,
        "rang_long": in_vain & (rang >= SHORTEST_RINGING - _SLACK),
        "played": np.isin(result, (MESSAGE_PLAYED, MESSAGE_LEFT)),
        "right_parties": connected & (dials["right_party"] == 1),
        "promises": connected & (dials["promise"] == 1),
        "idles": idle_known,
    }
    row = {name: found[n] for n, name in enumerate(COUNTED)}
    for name, here in which.items():
        row[name][:count] = np.bincount(of[here], minlength=count)
    row["idle"][:count] = np.bincount(of[idle_known], dials["idle"][idle_known], count)
    row["line_time"][:count] = np.bincount(of[called], _on_line(log)[called], count)
    agents_wait = called | (result == SKIPPED)
    held = np.nan_to_num(dials["ended_at"] - dials["held_at"])
    row["held"][:count] = np.bincount(of[agents_wait], held[agents_wait], count)
    listed = campaigns.table["customers"]
    more = np.bincount(of[result == LISTED], minlength=count)
    row["listed"][:count] = np.where(listed < NEVER_MIND, listed + more, math.nan)
    row["calling_hours"][:count] = calling_hours
    found[:, count] = found[:, :count].sum(axis=1)
    row["calling_hours"][count] = calling_hours.max()
    _worst(row, dials, live, abandoned, program)
    return found


def _on_line(log: Log) -> Floats:
    """How long each call was on the line [s], with the talk that came of it."""
    dials = log.dials
    until = dials["ended_at"].copy()
    there = np.flatnonzero(dials["contact"] >= 0)
    contact = dials["contact"][there]
    until[there] = np.fmax(until[there], log.contacts["ended_at"][contact])
    if len(log.asides):  # who is passed on is on the line in the contact that follows
        passed_on = log.asides["consults_at"][contact]
        until[there] = np.where(np.isnan(passed_on), until[there], passed_on)
    found: Floats = np.nan_to_num(until - dials["at"])
    return found


def _worst(
    row: Mapping[str, Floats], dials: Floats, live: Floats, abandoned: Floats, program: Program
) -> None:
    """The highest share of abandoned calls in any 30 days, of each campaign and of all."""
    caps = program.legs.campaigns.table["cap"]
    count = len(caps)
    days = max(program.days, 1)
    day = np.clip(dials["at"] // units.DAY, 0, days - 1).astype(np.int64)
    place = day * count + dials["campaign"]
    sums = []
    for here in (abandoned, live):
        by_day = np.bincount(place[here], minlength=days * count).reshape(days, count)
        so_far = np.vstack([np.zeros(count), by_day.cumsum(axis=0)])
        so_far = np.column_stack([so_far, so_far.sum(axis=1)])
        sums.append(so_far[min(WINDOW, days) :] - so_far[: -min(WINDOW, days)])
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = sums[0] / sums[1]
    nothing = (sums[1] == 0).all(axis=0)
    worst = np.where(nothing, math.nan, np.nan_to_num(shares).max(axis=0))
    row["worst_abandoned"][:] = worst
    kept = np.append(worst[:-1] <= caps, (worst[:-1] <= caps)[~nothing[:-1]].all())
    row["cap_kept"][:] = np.where(nothing, math.nan, kept)


def campaign_sums(counted: Floats) -> dict[str, Floats]:
    """Sums by campaign, then of all; shape (replications, campaigns + 1)."""
    found = by_name(counted, COUNTED)
    found["wrong_parties"] = found["connected"] - found["right_parties"]
    return found
