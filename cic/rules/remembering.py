"""What agents have done so far, for policies that look at it."""

from __future__ import annotations

from cic.program.centre import seldom


@seldom
def remember_talk(centre, c, a, now):
    """An agent's talk is over."""
    floor = centre.floor[0]
    contact = centre.contacts[c]
    past = centre.pasts[a]
    past.talk += contact.talk
    past.handled += contact.talk + contact.wrap_up
    past.talks += 1
    past.ended_at = now
    if floor.remembers > 1:
        member = centre.members[a * floor.queues + contact.queue]
        member.talks += 1
        member.ended_at = now


@seldom
def remember_coming(centre, a, now):
    """An agent comes on duty."""
    centre.pasts[a].came_at = now


@seldom
def remember_going(centre, a, now):
    """An agent goes off duty."""
    past = centre.pasts[a]
    past.on_duty += now - past.came_at
