"""Agents leave for good, and others are hired for their desks.

Each midnight it is looked at agent by agent, each in an event of its own. What routing counts of an
agent (contacts answered, turns) goes on with the desk.
"""

from __future__ import annotations

from cic.program.centre import seldom
from cic.program.codes import AVAILABLE, CALLED_IN, IN_TRAINING, MIDNIGHT_COMES, NOBODY, OFF
from cic.program.stress_codes import AT_HOME, NOT_MISSING, VACANT
from cic.rules.agents import come, follow_plan, go_off_duty
from cic.rules.cards import DAY
from cic.rules.chance import LEAVES_CENTRE, chance_of
from cic.rules.fading import faded
from cic.rules.outbox import schedule
from cic.rules.stress import bring_up_to, day_of


@seldom
def midnight_comes(centre, a, now):
    """An agent's day is over; the next agent's is, too, or another midnight is to come."""
    if centre.strains[a].missing == VACANT:
        if now >= centre.strains[a].filled_at:
            hire(centre, a, now)
    else:
        ends_day(centre, a, now)
    if a + 1 < len(centre.agents):
        schedule(centre, now, MIDNIGHT_COMES, a + 1)
    elif now + DAY <= centre.floor[0].ends:
        schedule(centre, now + DAY, MIDNIGHT_COMES, 0)


@seldom
def ends_day(centre, a, now):
    """An agent stays, or leaves for good; a newcomer's training may be over."""
    agent = centre.agents[a]
    strain = centre.strains[a]
    stress = centre.stresses[agent.home]
    strain.nights += 1
    bring_up_to(centre, a, now)
    if stress.leaves:
        rate = stress.calm + stress.more * strain.level
        if chance_of(strain, day_of(centre, now), LEAVES_CENTRE, 0) < 1.0 - faded(rate):
            leaves_centre(centre, a, now)
            return
    learns = agent.planned == AVAILABLE and agent.state == IN_TRAINING
    if learns and now >= strain.trained_at:
        come(centre, a, CALLED_IN, now)


@seldom
def leaves_centre(centre, a, now):
    """An agent leaves for good: at once, or after the contact in hand."""
    strain = centre.strains[a]
    strain.left += 1
    strain.missing = VACANT
    strain.filled_at = now + centre.stresses[centre.agents[a].home].hiring
    go_off_duty(centre, a, OFF, now)
    if centre.floor[0].customers:
        for k in range(len(centre.customers)):
            customer = centre.customers[k]
            if customer.agent == a:
                customer.agent = NOBODY
            if customer.last_agent == a:
                customer.last_agent = NOBODY
    if now >= strain.filled_at:
        hire(centre, a, now)


@seldom
def hire(centre, a, now):
    """Somebody new comes to the desk of an agent who has left, and is in training at first.

    A contact that the agent still has in hand is finished before.
    """
    agent = centre.agents[a]
    strain = centre.strains[a]
    strain.hired += 1
    strain.missing = NOT_MISSING
    strain.level = 0.0
    strain.at = now
    strain.hired_at = now
    strain.trained_at = now + centre.stresses[agent.home].training
    if centre.floor[0].tires:
        centre.persons[a].share = 0.0
        centre.persons[a].since = now
    deserted = agent.site != NOBODY and centre.sites[agent.site + 1].deserted > 0
    if agent.state == OFF:
        strain.load = AT_HOME
    if not deserted:
        follow_plan(centre, a, now)
