"""Campaigns laid flat: whom they call when, what calls come to, how they are paced."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from cic.program.call_limits import lay_out_limits
from cic.program.calling_hours import lay_out_calling, lay_out_zones
from cic.program.codes import NEVER_MIND, NOBODY
from cic.program.dial_codes import (
    ALL_LINES,
    HOLDS_AGENT,
    PREDICTED,
    RATIO_OF_FREE,
    Adaptation,
)
from cic.program.dial_records import (
    BUCKET,
    BUCKETS,
    CAMPAIGN,
    FEED,
    OTHER,
    PLAN,
    RATE,
    WATCH,
)
from cic.program.pacing import MOST_AGENTS, plans
from cic.program.ways import Door, door_of
from cic.scenario.agent_time import agent_time, attention_of
from cic.scenario.campaigns import Campaign
from cic.scenario.checks_flow import answering
from cic.scenario.checks_size import most_agents
from cic.scenario.durations import Duration
from cic.scenario.scenario import Model


@dataclass(frozen=True)
class DialSpan:
    """A time that a campaign's calls take, which is drawn as that of a way between contacts."""

    campaign: str
    field: str
    """The field of `CAMPAIGN` that says which way it is."""
    takes: Duration
    door: Door
    """That by which customers who answer come."""


@dataclass(frozen=True)
class Campaigns:
    """The tables of campaigns; all empty where there are none."""

    names: tuple[str, ...]
    table: np.ndarray
    rates: np.ndarray
    plans: np.ndarray
    calling: np.ndarray
    limits: np.ndarray
    limited: np.ndarray
    zones: np.ndarray
    """By campaign, in the order of its writing; records of `ZONE`."""
    zone_names: tuple[str, ...]
    """What each is called; empty where a campaign has none."""
    watches: np.ndarray
    others: np.ndarray
    feeds: np.ndarray
    buckets: np.ndarray


def key_name(campaign: str) -> str:
    """The name under which a campaign's chances are drawn; no queue can be called so."""
    return f"campaigns.{campaign}"


def dial_spans_of(model: Model) -> list[DialSpan]:
    """The times of all campaigns, in their order."""
    found = []
    for name, campaign in model.ranked_campaigns.items():
        door = door_of(model, list(model.queues).index(campaign.queue), None)
        found += [DialSpan(name, field, law, door) for field, law in _times(campaign)]
    return found


def _times(campaign: Campaign) -> Iterator[tuple[str, Duration]]:
    yield "rings", campaign.rings
    if campaign.detection is not None:
        yield "detection", campaign.detection.takes
    if campaign.preview is not None:
        yield "preparing", campaign.preview.takes
    if campaign.message is not None:
        yield "message", campaign.message
    if campaign.follows is not None:
        yield "after_service", campaign.follows.delay
    yield "wrong_talk", campaign.wrong_party_talk
    yield "machine_talk", campaign.machine_talk
    for how, delay in campaign.retries.items():
        yield f"{'wrong' if how == 'wrong_party' else how}_again", delay


def lay_out_campaigns(model: Model, spans: list[DialSpan], ways: np.ndarray) -> Campaigns:
    """The tables of campaigns, in their order.

    Parameters
    ----------
    ways
        Records of `WAY`; the last of them stand for the spans.
    """
    campaigns = model.ranked_campaigns
    names = tuple(campaigns)
    table = CAMPAIGN.table(len(names))
    all_plans: list[np.ndarray] = [PLAN.table(0)]
    others: list[int] = []
    for field in (
        *("rings", "detection", "preparing", "wrong_talk", "machine_talk", "message"),
        *("busy_again", "no_answer_again", "machine_again", "abandoned_again", "wrong_again"),
        *("cancelled_again", "after_service", "moves_in", "moves_out"),
    ):
        table[field] = NOBODY
    for w, span in enumerate(spans, len(ways) - len(spans)):
        row = table[names.index(span.campaign)]
        row[span.field], row["door"] = w, ways[w]["door"]
    for row, campaign in zip(table, campaigns.values(), strict=True):
        _set(row, campaign, model)
        _set_blending(row, campaign, model, others)
        _set_moves(row, campaign, model)
        if row["pacing"] == PREDICTED:
            row["plans_from"] = sum(map(len, all_plans))
            all_plans.append(plans(int(row["plans_agents"]), campaign.dialler.cap))
    zones = lay_out_zones(campaigns.values(), table)
    limits, limited = lay_out_limits(model, table)
    others_table = OTHER.table(len(others))
    others_table["group"] = others
    return Campaigns(
        names=names,
        table=table,
        rates=_rates(model),
        plans=np.concatenate(all_plans),
        calling=lay_out_calling(model, table),
        limits=limits,
        limited=limited,
        zones=zones,
        zone_names=tuple(name for campaign in campaigns.values() for name in campaign.parts),
        watches=_watches(model),
        others=others_table,
        feeds=_feeds(model),
        buckets=BUCKET.table(len(names) * BUCKETS),
    )


def _set(row: np.void, campaign: Campaign, model: Model) -> None:
    for field in ("machine", "busy", "invalid", "gives_up_after", "fails_after", "right_party"):
        row[field] = getattr(campaign, field)
    row["promise"], row["attempts"] = campaign.promise, campaign.attempts
    row["drop_after"] = math.inf if campaign.drop_after is None else campaign.drop_after
    row["customers"] = NEVER_MIND if campaign.listed is None else campaign.listed
    row["lines"] = NEVER_MIND if campaign.lines is None else campaign.lines
    row["queue"] = list(model.queues).index(campaign.queue)
    detection, preview = campaign.detection, campaign.preview
    if detection is not None:
        row["detects"] = True
        row["false_positive"] = detection.false_positive
        row["false_negative"] = detection.false_negative
    row["skips"] = 0.0 if preview is None else preview.skips
    _set_pacing(row, campaign, model)


def _set_pacing(row: np.void, campaign: Campaign, model: Model) -> None:
    dialler = campaign.dialler
    row["pacing"] = RATIO_OF_FREE
    if campaign.agents_first:
        row["pacing"] = HOLDS_AGENT
    elif dialler.mode == "agentless":
        row["pacing"] = ALL_LINES
    elif dialler.mode == "predictive":
        row["pacing"] = PREDICTED
    row["per_agent"], row["extra"], row["less"] = dialler.numbers
    if row["pacing"] != RATIO_OF_FREE:
        row["less"] = True
    row["cap"], row["step"], row["most"] = dialler.cap, dialler.step, dialler.most
    row["adapts"] = Adaptation[dialler.adapts.upper()]
    row["daily"] = dialler.counts == "day"
    row["cancels"] = dialler.cancels
    row["doubles_below"] = -1.0 if dialler.doubles_below is None else dialler.doubles_below
    row["rate"], row["level"], row["day"] = fmean(campaign.rates), 1.0, NOBODY
    groups = answering(model, campaign.queue)
    agents = sum(most_agents(model, group) for group in groups)
    row["plans_agents"] = min(agents, MOST_AGENTS)
    row["comes_free"] = _comes_free(model, campaign, groups)


def _comes_free(model: Model, campaign: Campaign, groups: list[str]) -> float:
    """The probability that a busy agent is free by the time a call is answered.

    As if an agent's time for a contact were exponential, of its mean.
    """
    attention, channel = attention_of(model), model.queues[campaign.queue].channel
    times = [
        agent_time(model, campaign.queue, group, k, attention)
        for group in groups
        if (group, channel) in attention
        for k in range(model.intervals_per_day)
    ]
    until = campaign.rings.mean
    if campaign.detection is not None:
        until += campaign.detection.takes.mean
    takes = fmean(times) if times else 0.0
    return -math.expm1(-until / takes) if takes > 0 else 1.0


def _set_blending(row: np.void, campaign: Campaign, model: Model, others: list[int]) -> None:
    blending = campaign.blending
    row["when_free"], row["changed_at"] = int(row["pacing"] != PREDICTED), -math.inf
    row["others_from"] = row["others_until"] = len(others)
    if blending is None:
        return
    row["when_free"] = blending.when_free or row["when_free"]
    row["keeps_free"] = blending.keeps_free
    row["after_idle"], row["others_free"] = blending.after_idle, blending.others_free
    others += [list(model.agents).index(name) for name in blending.others or ()]
    row["others_until"] = len(others)
    if blending.inbound is not None:
        row["watches"] = True
        for field in ("stops_below", "resumes_above", "calls_at_least", "stops_at_least"):
            row[field] = getattr(blending.inbound, field)
        row["bucket"] = blending.inbound.over / BUCKETS


def _set_moves(row: np.void, campaign: Campaign, model: Model) -> None:
    """How agents are moved between two groups."""
    moves, groups = campaign.moves, list(model.agents)
    for field in ("moved_in_at", "moved_out_at"):
        row[field] = -math.inf
    if moves is None:
        return
    row["moves_in"], row["moves_out"] = groups.index(moves.inbound), groups.index(moves.outbound)
    row["stays_in"], row["stays_out"] = moves.stays_inbound, moves.stays_outbound
    row["between_in"], row["between_out"] = moves.between_inbound, moves.between_outbound
    row["moves_after_idle"] = moves.after_idle
    row["least_idle_in"] = moves.keeps_idle_inbound
    most = moves.most_idle_outbound
    row["most_idle_out"] = NEVER_MIND if most is None else most


def _feeds(model: Model) -> np.ndarray:
    """From which queues customers come on which list."""
    table = FEED.table(len(model.campaigns) * len(model.queues))
    names = list(model.queues)
    for k, campaign in enumerate(model.ranked_campaigns.values()):
        if campaign.follows is not None:
            for name, share in campaign.follows.queues.items():
                table["share"][k * len(names) + names.index(name)] = share
    return table


def _rates(model: Model) -> np.ndarray:
    table = RATE.table(len(model.campaigns) * model.intervals_per_day)
    for k, campaign in enumerate(model.ranked_campaigns.values()):
        first = k * model.intervals_per_day
        table["answered"][first : first + model.intervals_per_day] = campaign.rates
    return table


def _watches(model: Model) -> np.ndarray:
    """The queues that campaigns watch, with the thresholds of their service levels."""
    table = WATCH.table(len(model.campaigns) * len(model.queues))
    table["within"] = -1.0
    fed = {campaign.queue for campaign in model.campaigns.values()}
    for k, campaign in enumerate(model.ranked_campaigns.values()):
        inbound = None if campaign.blending is None else campaign.blending.inbound
        if inbound is None:
            continue
        watched = inbound.queues or [name for name in model.queues if name not in fed]
        for q, (name, queue) in enumerate(model.queues.items()):
            if name in watched:
                table["within"][k * len(model.queues) + q] = queue.service_level.within
    return table
