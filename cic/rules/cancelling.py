"""Calls of campaigns that still ring are cancelled once no agent is left for them.

ContactCenters' preventMismatches: nobody is called who then finds no agent, as far as it is known
before the answer.
"""

from __future__ import annotations

from cic.program.centre import seldom
from cic.program.dial_codes import CALL_CANCELLED, UNDER_WAY
from cic.rules.dial_book import ends, wants_look
from cic.rules.pacing import nobody_is_left


@seldom
def look_for_agents(centre, now):
    """After each event: the dialler is to look where no agent is left for calls that ring."""
    k = 0
    while k < centre.floor[0].campaigns and not centre.floor[0].looks:
        if has_to_cancel(centre, k, now):
            wants_look(centre, now)
        k += 1


@seldom
def has_to_cancel(centre, k, now):
    """Whether calls of a campaign that ring must be cancelled: no agent is left for them."""
    campaign = centre.campaigns[k]
    return campaign.cancels and campaign.ringing > 0 and nobody_is_left(centre, k, now)


@seldom
def cancel_calls(centre, k, left, now):
    """Calls of a campaign that ring are hung up, so many at a time; how many are left of these."""
    if not has_to_cancel(centre, k, now):
        return left
    campaign = centre.campaigns[k]
    d = campaign.oldest
    while campaign.ringing > 0 and left > 0:
        dial = centre.dials[d]
        if dial.campaign == k and dial.rings and dial.result == UNDER_WAY:
            campaign.ringing -= 1
            dial.rings = 0
            ends(centre, d, CALL_CANCELLED, now)
            left -= 1
        d += 1
    campaign.oldest = d
    return left
