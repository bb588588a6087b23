"""How a rule says what comes next, and what has happened."""

from __future__ import annotations

from cic.program.centre import rule
from cic.program.codes import FEWER_EVENTS
from cic.rules.stress import feels_state


@rule
def schedule(centre, at, kind, subject):
    """Something will happen: into the outbox, which the clock empties after each event."""
    floor = centre.floor[0]
    if floor.outbox == len(centre.outbox):
        floor.wants |= FEWER_EVENTS
        return
    event = centre.outbox[floor.outbox]
    event.at = at
    event.kind = kind
    event.subject = subject
    floor.outbox += 1


@rule
def note(centre, a, state, now):
    """Append the fact that an agent came, went on a break, went home, or changed groups."""
    floor = centre.floor[0]
    fact = centre.facts[floor.facts]
    fact.at = now
    fact.agent = a
    fact.group = centre.agents[a].group
    fact.state = state
    fact.unpaid = centre.agents[a].unpaid
    floor.facts += 1
    if floor.stress:
        feels_state(centre, a, state, now)
