"""Contacts are bound as they reach their queue, and let go when the time of their bonds is over."""

from __future__ import annotations

import math

from cic.program.centre import rule, seldom
from cic.program.codes import NOBODY, OFF, WIDENS
from cic.program.leg_codes import FRESH, OUTBOUND, TRANSFER
from cic.rules.keeping import serves
from cic.rules.outbox import schedule
from cic.rules.settling import settle_on
from cic.rules.staging import enter_stages
from cic.rules.stress import has_left


@seldom
def bind(centre, c, now):
    """A contact reaches its queue: whom it waits for, and to which site it goes."""
    binding = centre.bindings[centre.contacts[c].queue]
    if not binding.binds:
        return
    enter_stages(centre, c, now)
    if centre.floor[0].settles_first:
        settle_on(centre, c)
    bond = centre.bonds[c]
    bond.site = allotted_site(centre, binding)
    bond.site_until = now + binding.others_after
    if bond.site != NOBODY and 0.0 < binding.others_after < math.inf:
        schedule(centre, bond.site_until, WIDENS, c)
    if binding.waits >= 0.0:
        bond.agent = last_agent(centre, c, now - binding.within)
        bond.until = now + binding.waits
        if bond.agent != NOBODY and binding.waits > 0.0:
            schedule(centre, bond.until, WIDENS, c)


@rule
def allotted_site(centre, binding):
    """The site furthest below its part of the contacts so far; of equals the first as written."""
    total = 1
    for n in range(binding.allots_from, binding.allots_until):
        total += centre.allotments[n].sent
    chosen = NOBODY
    most = 0.0
    for n in range(binding.allots_from, binding.allots_until):
        behind = centre.allotments[n].share * total - centre.allotments[n].sent
        if chosen == NOBODY or behind > most:
            chosen = n
            most = behind
    if chosen == NOBODY:
        return NOBODY
    centre.allotments[chosen].sent += 1
    return centre.allotments[chosen].site


@rule
def last_agent(centre, c, since):
    """The agent whom a contact's customer talked to last, if not before an instant, and it serves.

    One at home is not waited for; nor is one who has just passed the customer on.
    """
    a = NOBODY
    at = -math.inf
    if centre.floor[0].ways and centre.legs[c].kind not in (FRESH, TRANSFER):
        n = centre.legs[c].before
        while math.isnan(centre.contacts[n].answered_at):
            if centre.legs[n].kind in (FRESH, OUTBOUND):
                break
            n = centre.legs[n].before
        if not math.isnan(centre.contacts[n].answered_at):
            a = centre.contacts[n].agent
            at = centre.contacts[n].ended_at
            if has_left(centre, a, n):
                a = NOBODY
    if a == NOBODY and centre.floor[0].customers and centre.verdicts[c].customer != NOBODY:
        customer = centre.customers[centre.verdicts[c].customer]
        a = customer.last_agent
        at = customer.last_at
    if a == NOBODY or at < since or centre.agents[a].state == OFF:
        return NOBODY
    return a if serves(centre, a, centre.contacts[c].queue) else NOBODY


@seldom
def loosen(centre, c, now):
    """Bonds whose time is over hold no longer; whether there were any."""
    if not centre.bindings[centre.contacts[c].queue].binds:
        return False
    bond = centre.bonds[c]
    loose = False
    if bond.agent != NOBODY and now >= bond.until:
        bond.agent = NOBODY
        loose = True
    if bond.site != NOBODY and now >= bond.site_until:
        bond.site = NOBODY
        loose = True
    return loose


@rule
def unbind_from_agent(centre, c):
    """A contact waits no longer for its own agent, who did not answer it."""
    centre.bonds[c].agent = NOBODY
