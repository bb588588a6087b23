"""How many calls a campaign makes now: for agents who are free, or expected to come free."""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY
from cic.program.dial_codes import (
    ALL_LINES,
    HARD_LIMIT,
    HOLDS_AGENT,
    PREDICTED,
    TAPERED,
)
from cic.program.dial_records import PARTS
from cic.rules.dial_book import begin_day

_SLACK = 1e-9


@rule
def may_call(centre, campaign):
    """Whether a campaign may call now, if anybody is free."""
    return campaign.is_open and not campaign.stopped and not centre.floor[0].closed


@seldom
def calls_wanted(centre, k, now):
    """How many calls a campaign is to make now."""
    campaign = centre.campaigns[k]
    if campaign.pacing == ALL_LINES:
        return campaign.lines - campaign.under_way
    free = free_agents(centre, k, now)
    if free < 0:
        return 0
    if campaign.pacing == PREDICTED:
        calls = predicted(centre, campaign, free, now)
    else:
        calls = int(campaign.per_agent * free + 0.5) + campaign.extra
        if campaign.all_abandoned < campaign.doubles_below * max(1, campaign.all_live):
            calls *= 2
    if campaign.less:
        calls -= under_way_with(centre, k)
    return max(calls, 0)


@seldom
def free_agents(centre, k, now):
    """The agents who are free for a campaign; −1 where too few are."""
    campaign = centre.campaigns[k]
    queue = centre.queues[campaign.queue]
    free = 0
    for r in range(queue.routes_from, queue.routes_until):
        free += idle_in(centre, centre.routes[r].group, campaign.after_idle, now)
    if free < campaign.when_free:
        return -1
    if campaign.others_from < campaign.others_until:
        others = 0
        for o in range(campaign.others_from, campaign.others_until):
            others += centre.groups[centre.others[o].group].length
        if others < campaign.others_free:
            return -1
    return max(free - campaign.keeps_free, 0)


@rule
def idle_in(centre, g, after, now):
    """How many agents of a group have been idle for so long; the longest idle stand first."""
    group = centre.groups[g]
    if after <= 0.0:
        return group.length
    count = 0
    a = group.first
    while a != NOBODY and centre.agents[a].idle_since + after <= now:
        count += 1
        a = centre.agents[a].next
    return count


@seldom
def predicted(centre, campaign, free, now):
    """Calls that may be under way: for agents who are free, and those expected to come free."""
    begin_day(campaign, now)
    agents = free + expected_free(centre, campaign)
    planned = min(agents, campaign.plans_agents)
    parts = min(max(int(campaign.rate * PARTS + 1.0 - _SLACK), 1), PARTS)
    place = campaign.plans_from + (parts - 1) * (campaign.plans_agents + 1) + planned
    lines = centre.plans[place].lines
    if planned > 0:
        lines = lines * agents // planned
    return free + adapted(campaign, max(lines - free, 0))


@rule
def expected_free(centre, campaign):
    """How many of the busy agents are expected to be free by the time a call is answered."""
    queue = centre.queues[campaign.queue]
    busy = 0
    for r in range(queue.routes_from, queue.routes_until):
        group = centre.groups[centre.routes[r].group]
        busy += group.present - group.length
    return int(busy * campaign.comes_free)


@seldom
def nobody_is_left(centre, k, now):
    """Whether no agent is left for the calls of a campaign: too few are free, or expected to be."""
    campaign = centre.campaigns[k]
    free = free_agents(centre, k, now)
    if campaign.pacing != PREDICTED or free != 0:
        return free < 0
    return expected_free(centre, campaign) == 0


@rule
def adapted(campaign, more):
    """What the abandoned calls so far leave of calls beyond the number of free agents."""
    more = int(more * campaign.level)
    if campaign.adapts == HARD_LIMIT:
        allowed = int(campaign.cap * campaign.live + _SLACK) - campaign.abandoned
        return min(more, max(allowed, 0))
    if campaign.adapts == TAPERED:
        share = campaign.abandoned / max(campaign.live, 1.0 / campaign.cap)
        part = (campaign.cap - share) / (0.5 * campaign.cap)
        return int(more * min(max(part, 0.0), 1.0))
    return more


@rule
def under_way_with(centre, k):
    """Calls under way for agents whom a campaign calls for, its own and those of other campaigns.

    Those for which an agent is held, or none is needed, do not count.
    """
    total = 0
    for j in range(centre.floor[0].campaigns):
        other = centre.campaigns[j]
        if other.pacing not in (HOLDS_AGENT, ALL_LINES) and (j == k or share_agents(centre, j, k)):
            total += other.under_way
    return total


@seldom
def share_agents(centre, j, k):
    """Whether any group serves both of two campaigns."""
    one = centre.queues[centre.campaigns[j].queue]
    other = centre.queues[centre.campaigns[k].queue]
    for r in range(one.routes_from, one.routes_until):
        for s in range(other.routes_from, other.routes_until):
            if centre.routes[r].group == centre.routes[s].group:
                return True
    return False
