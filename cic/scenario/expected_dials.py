"""How many calls of a campaign to expect, and how many of them somebody answers."""

from __future__ import annotations

import math
from statistics import fmean

from cic.scenario.campaigns import Campaign
from cic.scenario.checks_flow import answering
from cic.scenario.checks_size import most_agents, open_seconds
from cic.scenario.scenario import Model

_LEAST = 0.001
"""Of calls and answers no fewer than this are counted on."""


def expected_dials(model: Model, campaign: Campaign) -> float:
    """Calls that a campaign makes in a replication, at most, in the mean."""
    listed = math.inf
    if campaign.customers != "endless":
        listed = float(campaign.customers * campaign.attempts)
    return min(listed, _possible(model, campaign))


def expected_live(model: Model, campaign: Campaign) -> float:
    """Those of them that a person answers, or a machine that is not recognised."""
    return expected_dials(model, campaign) * _reaching(campaign)


def called_contacts(model: Model) -> float:
    """Contacts that campaigns bring; what calls in vain take of a machine is counted as some more.

    Such a call takes about a third of the memory, and of the time, of a contact.
    """
    calls = math.fsum(expected_dials(model, one) for one in model.campaigns.values())
    live = math.fsum(expected_live(model, one) for one in model.campaigns.values())
    return live + calls / 3


def _reaching(campaign: Campaign) -> float:
    missed = 1.0 if campaign.detection is None else campaign.detection.false_negative
    return fmean(campaign.rates) + campaign.machine * missed


def _possible(model: Model, campaign: Campaign) -> float:
    """Calls that the lines, or the agents, have time for."""
    open_time = open_seconds(model)
    if campaign.lines is not None and campaign.dialler.mode == "agentless":
        return campaign.lines * open_time / max(1.0, campaign.fails_after)
    queue = model.queues.get(campaign.queue)
    if queue is None:
        return 0.0
    agents = sum(most_agents(model, group) for group in answering(model, campaign.queue))
    reaching = max(_reaching(campaign), _LEAST)
    if campaign.agents_first:
        lasts = campaign.preview.takes.mean if campaign.preview is not None else 0.0
        lasts += reaching * queue.talk.mean + campaign.rings.mean
        return agents * open_time / max(1.0, lasts)
    talks = agents * open_time / max(1.0, queue.talk.mean + queue.wrap_up.mean)
    at_once = max(1.0, math.fsum(campaign.dialler.numbers[:2])) * agents
    return min(talks / reaching, at_once * open_time / max(1.0, campaign.fails_after))
