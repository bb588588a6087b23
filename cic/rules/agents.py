"""Agents come on duty, go on breaks, go home, and change groups."""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.codes import AVAILABLE, DUTY_CHANGES, NOBODY, OFF, ON_BREAK
from cic.rules.acd import be_free, go
from cic.rules.lines import stop_idling
from cic.rules.outbox import note, schedule


@seldom
def duty_changes(centre, s, now):
    """The plan's next change of duty takes place, and the one after it is put on the calendar."""
    spell = centre.spells[s]
    if spell.state == AVAILABLE:
        come(centre, spell.agent, spell.back, now)
    else:
        must_go(centre, spell.agent, spell.state, now)
    if s + 1 < len(centre.spells):
        schedule(centre, centre.spells[s + 1].at, DUTY_CHANGES, s + 1)


@rule
def come(centre, a, back, now):
    """An agent comes on duty; one who never got away just stays.

    Who comes `back` from a break, but was sent home before, does not come.
    """
    agent = centre.agents[a]
    if back and OFF in (agent.state, agent.leaving):
        return
    agent.leaving = NOBODY
    if agent.state in (OFF, ON_BREAK):
        centre.groups[agent.group].present += 1
        note(centre, a, AVAILABLE, now)
        be_free(centre, a, now)


@rule
def must_go(centre, a, state, now):
    """An agent is to go home or on a break: at once when idle, else after the contact in hand.

    Home outweighs a break.
    """
    agent = centre.agents[a]
    if agent.state == AVAILABLE:
        stop_idling(centre, a)
        agent.leaving = state
        go(centre, a, now)
    elif agent.state == ON_BREAK:
        if state == OFF:
            agent.state = OFF
            note(centre, a, OFF, now)
    elif OFF not in (agent.state, agent.leaving):
        agent.leaving = state


@rule
def change_group(centre, a, g, now):
    """An agent moves to another group: at once, or after the contact in hand."""
    agent = centre.agents[a]
    if agent.state == AVAILABLE:
        stop_idling(centre, a)
        agent.moves_to = g
        be_free(centre, a, now)
    elif agent.state in (OFF, ON_BREAK):
        agent.group = g
    else:
        agent.moves_to = g
