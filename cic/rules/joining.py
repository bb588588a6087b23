"""An agent waits for another to take over a customer: the other comes, or the customer is gone."""

from __future__ import annotations

from cic.program.centre import seldom
from cic.program.codes import IN_CONFERENCE, TALK_ENDS
from cic.rules.outbox import schedule


@seldom
def joins(centre, c, a, now):
    """An agent answers a contact for which another waits: all three talk, then the first goes.

    The talk is multiplied by the way's factor, and the conference comes on top of it. Where the
    first agent takes it, as only one who may have several in hand can, there is none.
    """
    before = centre.legs[c].before
    first = centre.contacts[before].agent
    aside = centre.asides[before]
    way = centre.ways[aside.way]
    lasts = aside.lasts if first != a else 0.0
    contact = centre.contacts[c]
    contact.talk = contact.talk * way.talk_factor + lasts
    aside.joined_at = now
    if not centre.floor[0].several:
        centre.agents[first].state = IN_CONFERENCE
    lets_go(centre, before, now + lasts)


@seldom
def lets_go(centre, c, at):
    """The agent who waits with a contact is to be free of it at an instant."""
    centre.asides[c].ends_at = at
    schedule(centre, at, TALK_ENDS, c)
