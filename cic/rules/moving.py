"""Agents are moved between inbound and outbound groups, as the service level asks.

ContactCenters' AGENTSMOVE, after SER's SmartAgent: with minimum stays, spacing of moves, a minimum
idle time, and idle agents that are kept on either side.
"""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY
from cic.rules.agents import change_group
from cic.rules.dial_book import wants_look

AT_A_TIME = 8
"""Agents that one event moves back: it has only so much room for what it leads to."""


@seldom
def move_inbound(centre, campaign, now):
    """The service level is too low: an idle agent goes from outbound to inbound."""
    if campaign.moved_in_at + campaign.between_in > now:
        return
    a = who_may_move(centre, campaign, campaign.moves_out, campaign.stays_out, now)
    if a != NOBODY:
        campaign.moved_in_at = now
        centre.moved[a].at = now
        change_group(centre, a, campaign.moves_in, now)


@seldom
def move_outbound(centre, campaign, now):
    """The service level is high enough: an idle agent goes from inbound to outbound."""
    if campaign.moved_out_at + campaign.between_out > now:
        return
    if centre.groups[campaign.moves_in].length <= campaign.least_idle_in:
        return
    if centre.groups[campaign.moves_out].length >= campaign.most_idle_out:
        return
    a = who_may_move(centre, campaign, campaign.moves_in, campaign.stays_in, now)
    if a != NOBODY:
        campaign.moved_out_at = now
        centre.moved[a].at = now
        change_group(centre, a, campaign.moves_out, now)


@rule
def who_may_move(centre, campaign, g, stays, now):
    """The longest idle agent of a group who has been idle and there for long enough; -1: nobody."""
    a = centre.groups[g].first
    while a != NOBODY:
        agent = centre.agents[a]
        if agent.idle_since + campaign.moves_after_idle > now:
            return NOBODY
        if centre.moved[a].at + stays <= now:
            return a
        a = agent.next
    return NOBODY


@seldom
def move_back(centre, campaign, now):
    """Calling has ended: whoever was moved goes back, a few at a time, unless it begins again."""
    campaign.stopped = 0
    left = 0 if campaign.is_open else AT_A_TIME
    for a in range(len(centre.agents)):
        agent = centre.agents[a]
        here = agent.group if agent.moves_to == NOBODY else agent.moves_to
        away = here in (campaign.moves_in, campaign.moves_out) and here != agent.home
        if left > 0 and away and agent.home in (campaign.moves_in, campaign.moves_out):
            left -= 1
            change_group(centre, a, agent.home, now)
            if left == 0:
                campaign.stopped = 1
                wants_look(centre, now)
