"""Agents come on duty, go on breaks and the like, go home, and change groups."""

from __future__ import annotations

from cic.program.centre import rule, seldom
from cic.program.codes import (
    AT_LUNCH,
    AVAILABLE,
    CALLED_IN,
    DUTY_CHANGES,
    HANDLING,
    IN_MEETING,
    IN_TRAINING,
    NOBODY,
    OFF,
    ON_BREAK,
    OUT,
)
from cic.rules.connecting import go, look_for_work, take_more
from cic.rules.desk import step_aside
from cic.rules.lines import stop_idling
from cic.rules.outbox import note, schedule
from cic.rules.remembering import remember_coming
from cic.rules.stress import decide_coming, in_person


@seldom
def duty_changes(centre, s, now):
    """The plan's next change of duty takes place, and the one after it is put on the calendar."""
    spell = centre.spells[s]
    agent = centre.agents[spell.agent]
    agent.unpaid = spell.unpaid
    agent.planned = spell.state
    state = spell.state
    if centre.floor[0].stress:
        if state != OFF and not spell.back:
            decide_coming(centre, spell.agent, now)
        state = in_person(centre, spell.agent, state, now)
    if agent.site != NOBODY and centre.sites[agent.site + 1].deserted > 0:
        pass  # it is at home, or on its way
    elif state == AVAILABLE:
        come(centre, spell.agent, spell.back, now)
    elif state != OFF and not spell.back and OFF in (agent.state, agent.leaving):
        begin_away(centre, spell.agent, state, now)
    else:
        go_off_duty(centre, spell.agent, state, now)
    if s + 1 < len(centre.spells):
        schedule(centre, centre.spells[s + 1].at, DUTY_CHANGES, s + 1)


@seldom
def follow_plan(centre, a, now):
    """An agent at home against the plan comes on duty, or to its break, if it is to be there."""
    state = centre.agents[a].planned
    if centre.floor[0].stress:
        state = in_person(centre, a, state, now)
    if state == AVAILABLE:
        come(centre, a, CALLED_IN, now)
    elif is_away(state):
        begin_away(centre, a, state, now)


@rule
def is_away(state):
    """Whether an agent in this state is at work and off duty: on a break, at lunch and the like."""
    return state in (ON_BREAK, AT_LUNCH, IN_TRAINING, IN_MEETING)


@rule
def begin_away(centre, a, state, now):
    """The day's work of an agent at home begins with a training or meeting."""
    agent = centre.agents[a]
    if agent.state == OFF:
        agent.state = state
        note(centre, a, state, now)
    else:
        agent.leaving = state


@rule
def come(centre, a, back, now):
    """An agent comes on duty; one who never got away just stays.

    Who comes `back` from a break, but was sent home before, does not come.
    """
    agent = centre.agents[a]
    if back and OFF in (agent.state, agent.leaving):
        return
    agent.leaving = NOBODY
    if centre.floor[0].several and agent.state == HANDLING:
        step_aside(centre, a)
        take_more(centre, a, now)
    if agent.state == OFF or is_away(agent.state):
        centre.groups[agent.group].present += 1
        if centre.floor[0].remembers:
            remember_coming(centre, a, now)
        note(centre, a, AVAILABLE, now)
        if now < agent.out_until:
            agent.state = OUT
            note(centre, a, OUT, now)
        else:
            look_for_work(centre, a, now)


@rule
def go_off_duty(centre, a, state, now):
    """An agent goes home or on a break: at once when idle, else after the contact in hand.

    Home outweighs a break; who is on one goes on to the next.
    """
    agent = centre.agents[a]
    if agent.state == AVAILABLE:
        stop_idling(centre, a)
        agent.leaving = state
        go(centre, a, now)
    elif agent.state == OUT:
        agent.leaving = state
        go(centre, a, now)
    elif is_away(agent.state):
        agent.state = state
        note(centre, a, state, now)
    elif OFF not in (agent.state, agent.leaving):
        agent.leaving = state
        if agent.state == HANDLING:
            step_aside(centre, a)


@rule
def change_group(centre, a, g, now):
    """An agent moves to another group: at once, or after the contact in hand."""
    agent = centre.agents[a]
    if agent.state == AVAILABLE:
        stop_idling(centre, a)
        agent.moves_to = g
        look_for_work(centre, a, now)
    elif agent.state == OFF or is_away(agent.state):
        agent.group = g
    else:
        agent.moves_to = g
        if agent.state == HANDLING:
            step_aside(centre, a)
