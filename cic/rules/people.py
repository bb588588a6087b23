"""What comes of who answers, and of the wait before: resolution, learning, fatigue, longer talk.

How busy an agent has been of late is a share of time in which what lies further back weighs less: s
seconds ago weighs exp(−s / over). While the agent is busy the share goes up to 1, else down to 0;
off duty and on breaks, too. It is brought up to date only when it is asked for and where the agent
begins and ends to be busy. An agent with one contact at most is busy while it talks and wraps up;
where agents may have several, while anything is in hand.
"""

from __future__ import annotations

import math
from typing import Final

from cic.policies.called import is_called
from cic.program.centre import rule, seldom
from cic.program.codes import IN_SERVICE, NOBODY
from cic.rules.fading import faded
from cic.rules.holding import puts_on_hold_in_talk
from cic.rules.joining import joins
from cic.rules.stairs import reached
from cic.rules.stress import begins_to_serve, quality_under_stress

WEEK: Final = 604800.0


@seldom
def answer_in_person(centre, c, a, now):
    """The talk begins with this agent and no other: how long it takes, and what comes of it."""
    floor = centre.floor[0]
    contact = centre.contacts[c]
    if floor.stress:
        begins_to_serve(centre, a, now)
    if floor.needs != NOBODY:
        resolve(centre, c, a)
    if floor.announces:
        centre.manners[contact.queue].last_wait = had_waited(centre, c)
    if floor.weeks or floor.tires or floor.longer:
        contact.talk *= own_factor(centre, c, a, now)
    if floor.warm and centre.legs[c].warm:
        joins(centre, c, a, now)
    if floor.hold != NOBODY:
        puts_on_hold_in_talk(centre, c)
    if floor.tires and not floor.several:
        grow_tired(centre, a, 1, now + contact.talk + contact.wrap_up)


@rule
def resolve(centre, c, a):
    """The contact is resolved where the agent is as good as it needs; of some nobody asks."""
    floor = centre.floor[0]
    needs = centre.extras[c * floor.extras + floor.needs].value
    if not math.isnan(needs):
        g = centre.agents[a].group
        quality = centre.skills[g * floor.queues + centre.contacts[c].queue].quality
        if floor.stress:
            quality = quality_under_stress(centre, c, a, needs, quality)
        centre.resolutions[c].resolved = 1 if needs < quality else 0


@rule
def leave_unresolved(centre, c):
    """A contact whose customer fell silent was not resolved."""
    if centre.floor[0].needs != NOBODY and centre.resolutions[c].resolved > 0:
        centre.resolutions[c].resolved = 0
    if centre.floor[0].stress and centre.floor[0].needs != NOBODY:
        centre.resolutions[c].erred = 0


@seldom
def own_factor(centre, c, a, now):
    """What talk is multiplied by, as the agent has learnt and is tired, and the contact has waited.

    Notes
    -----
    Talk is the draw, with what screen pop, knowledge base and additions make of it (luck), × the
    factor of the skill × learning × fatigue × what the wait makes of it. Where an agent may have
    several contacts in hand, the slow-down stretches what comes of that while it goes on. With x
    the agent's recent occupancy, fatigue is 1 + strength × max(0, x − above).
    KC and Terwiesch (2009), Impact of workload on service time and patient safety, Management
    Science, doi 10.1287/mnsc.1090.1037, find that long periods of increased load lower the rate of
    service; the straight line above a threshold, and the way x is weighted, are this model's own.
    Learning is `cic.scenario.people.Learning`.
    """
    floor = centre.floor[0]
    factor = 1.0
    if floor.weeks:
        row = a * floor.weeks
        since = 0.0
        if floor.stress and centre.strains[a].trained_at > -math.inf:
            row = (len(centre.agents) + centre.agents[a].home) * floor.weeks
            since = centre.strains[a].trained_at
        week = min(int(max(now - since, 0.0) / WEEK), floor.weeks - 1)
        factor = centre.learnt[row + week].talk_factor
    if floor.tires:
        grow_tired(centre, a, centre.persons[a].busy, now)
        fatigue = centre.fatigue[centre.agents[a].home]
        factor *= 1.0 + fatigue.strength * max(0.0, centre.persons[a].share - fatigue.above)
    if floor.longer:
        factor *= longer_talk(centre, c)
    return factor


@rule
def longer_talk(centre, c):
    """What talk of a contact that was answered is multiplied by for its wait; none at home."""
    if is_called(centre, c):
        return 1.0
    manner = centre.manners[centre.contacts[c].queue]
    return reached(centre, manner.longer_from, manner.longer_until, had_waited(centre, c), 1.0)


@rule
def had_waited(centre, c):
    """How long a contact that was answered had waited in its queue."""
    contact = centre.contacts[c]
    if contact.step != NOBODY and centre.steps[contact.step].kind == IN_SERVICE:
        return centre.steps[contact.step].takes
    return contact.answered_at - contact.queued_at


@seldom
def notice_hands(centre, a, now):
    """An agent who may have several contacts in hand begins, or ends, to have any."""
    person = centre.persons[a]
    busy = 1 if centre.desks[a].length > 0 else 0
    if busy != person.busy:
        grow_tired(centre, a, person.busy, now)
        person.busy = busy


@seldom
def grow_tired(centre, a, busy, until):
    """How busy an agent has been of late is brought up to an instant, busy until then or not."""
    person = centre.persons[a]
    if until > person.since:
        over = centre.fatigue[centre.agents[a].home].over
        weight = faded((until - person.since) / over)
        person.share *= weight
        if busy:
            person.share += 1.0 - weight
        person.since = until
