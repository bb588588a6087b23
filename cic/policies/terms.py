"""What the terms of scores are worth: one number each, of an agent or of a contact.

`cic.program.score_codes` says what each is.
"""

from __future__ import annotations

from cic.policies.bonds import head_of
from cic.policies.routes import goes_by_stages, place_of
from cic.policies.stirring import lot_of
from cic.policies.waiting import due_at, waiting_since
from cic.program.centre import rule
from cic.program.codes import AVAILABLE, NOBODY
from cic.program.leg_codes import TRANSFER
from cic.program.score_codes import (
    AGENT_ORDER,
    C_MU,
    CALL_TURN,
    CONTACTS,
    DELAY,
    DUE,
    FREE,
    GENERALISED_C_MU,
    GROUP_WEIGHT,
    IDLE,
    IDLE_SHARE,
    IMBALANCE,
    IN_TIME,
    LENGTH,
    LEVEL,
    LOT,
    MEAN_HANDLE_TIME,
    ORDERED_PROFICIENCY,
    PRIORITY,
    PROFICIENCY,
    QUEUE_CONTACTS,
    QUEUE_ORDER,
    RANK,
    RANKED_LOT,
    SERVICE_RATE,
    SINCE_ARRIVAL,
    SINCE_CONTACT,
    SINCE_QUEUE_CONTACT,
    SKILLS,
    TALK_TIME,
    TURN,
    URGENCY,
    WAIT,
    WEIGHT,
    WEIGHTED_FREE,
    WEIGHTED_IDLE,
    WEIGHTED_PROFICIENCY,
    WEIGHTED_WAIT,
)


@rule
def agent_term(centre, what, c, a, now):
    """What a term is worth of an idle agent, for a contact."""
    agent = centre.agents[a]
    if what == IDLE:
        return idle_time(centre, agent, now)
    if what == CONTACTS:
        return float(agent.answered)
    if what == AGENT_ORDER:
        return float(a)
    if what in (SINCE_CONTACT, TALK_TIME, MEAN_HANDLE_TIME, IDLE_SHARE):
        return past_term(centre, what, a, now)
    if what in (TURN, CALL_TURN):
        return turn_after(centre, last_one(centre, what, c), a)
    floor = centre.floor[0]
    q = centre.contacts[c].queue
    if what == QUEUE_CONTACTS:
        return float(centre.members[a * floor.queues + q].talks)
    if what == SINCE_QUEUE_CONTACT:
        return now - centre.members[a * floor.queues + q].ended_at
    claim = centre.claims[agent.group * floor.queues + q]
    if what in (LOT, RANKED_LOT):
        drawn = lot(centre, c, a)
        return drawn if what == LOT else (1.0 + claim.rank) * drawn
    if what == WEIGHTED_IDLE:
        return claim.group_weight * idle_time(centre, agent, now)
    return group_term(centre, what, claim, agent.group)


@rule
def idle_time(centre, agent, now):
    """For how long an agent has been idle; 0 of one who has something in hand."""
    if centre.floor[0].several and agent.state != AVAILABLE:
        return 0.0
    return now - agent.idle_since


@rule
def group_term(centre, what, claim, g):
    """What a term is worth that is alike for all who are idle in a group."""
    if what == LEVEL:
        return claim.level
    if what == SKILLS:
        return claim.skills
    if what == SERVICE_RATE:
        return claim.rate
    if what == GROUP_WEIGHT:
        return claim.group_weight
    if what == FREE:
        return float(centre.groups[g].length)
    if what == WEIGHTED_FREE:
        return claim.group_weight * centre.groups[g].length
    if what == PROFICIENCY:
        return claim.proficiency
    if what == WEIGHTED_PROFICIENCY:
        return claim.weighted_proficiency
    if what == ORDERED_PROFICIENCY:
        return claim.ordered_proficiency
    return 0.0


@rule
def past_term(centre, what, a, now):
    """What a term is worth that an agent's past decides."""
    past = centre.pasts[a]
    if what == SINCE_CONTACT:
        return now - past.ended_at
    if what == TALK_TIME:
        return past.talk
    if what == MEAN_HANDLE_TIME:
        return past.handled / past.talks if past.talks > 0 else 0.0
    on_duty = past.on_duty + (now - past.came_at)
    return 1.0 - past.handled / on_duty if on_duty > 0.0 else 1.0


@rule
def turn_after(centre, last, a):
    """Highest for the next agent by number after another; of all the lowest for that one."""
    ahead = a - last
    return float(-ahead if ahead > 0 else -ahead - len(centre.agents))


@rule
def last_one(centre, what, c):
    """Whom a contact's queue chose last, or at whom the contact rang last; NOBODY: none."""
    if what == TURN:
        return centre.queues[centre.contacts[c].queue].last_chosen
    return centre.rings[c].rang if len(centre.rings) > 0 else NOBODY


@rule
def lot(centre, c, a):
    """A number in [0, 1) by chance, of a contact and an agent."""
    floor = centre.floor[0]
    return lot_of(centre.extras[c * floor.extras + floor.dice].value, a)


@rule
def lot_of_choice(centre, c, a):
    """The same for the agent's next choice, whichever contacts it lies between."""
    agent = centre.agents[a]
    return lot_of(lot(centre, c, a), agent.answered + agent.in_vain)


@rule
def contact_term(centre, what, a, q, now):
    """What a term is worth of the contact at the head of a queue, for an agent."""
    queue = centre.queues[q]
    if what == WAIT:
        return now - waiting_since(centre, q)
    if what == PRIORITY:
        return float(queue.priority)
    if what == WEIGHT:
        return queue.weight
    if what == WEIGHTED_WAIT:
        return queue.weight * (now - waiting_since(centre, q))
    if what == LENGTH:
        return float(queue.length)
    if what == QUEUE_ORDER:
        return float(q)
    if what == SINCE_ARRIVAL:
        return now - (centre.contacts[head_of(centre, q)].arrived_at - queue.head_start)
    if what == DUE:
        return now - due_at(centre, q)
    if what == IN_TIME:
        return 1.0 if due_at(centre, q) >= now else 0.0
    return claimed_term(centre, what, a, q, now)


@rule
def claimed_term(centre, what, a, q, now):
    """What a term is worth that depends on the agent's group, too."""
    floor = centre.floor[0]
    queue = centre.queues[q]
    claim = centre.claims[centre.agents[a].group * floor.queues + q]
    if what == RANK:
        if floor.binds and goes_by_stages(centre, head_of(centre, q)):
            return place_of(centre, head_of(centre, q), centre.agents[a].group)
        return claim.rank
    if what == DELAY:
        return claim.delay
    if what == LEVEL:
        return claim.level
    if what == SERVICE_RATE:
        return claim.rate
    if what == C_MU:
        return queue.weight * claim.rate
    if what == GENERALISED_C_MU:
        return queue.weight * (now - waiting_since(centre, q)) * claim.rate
    if what == IMBALANCE:
        return queue.length - claim.share * floor.waiting
    if what == URGENCY:
        return urgency_now(centre, q, now)
    return 0.0


@rule
def urgency_now(centre, q, now):
    """How urgent the contact is that stands for a queue."""
    urgency = centre.urgencies[q]
    points = urgency.initial + urgency.per_second * (now - waiting_since(centre, q))
    return min(points + points_as_forwarded(centre, head_of(centre, q)), urgency.at_most)


@rule
def points_as_forwarded(centre, c):
    """The points of urgency that a contact has because it was passed on."""
    if centre.floor[0].ways and centre.legs[c].kind == TRANSFER:
        return centre.urgencies[centre.contacts[c].queue].forwarded
    return 0.0
