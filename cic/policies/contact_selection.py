"""Which contact for this agent: contact selection, when an agent comes free and several wait.

The candidates are the heads (`cic.policies.bonds`) of the non-empty queues that the agent's group
serves and that the agent may take now, looked at in the group's order (skill rank, then as
written); the first looked at wins a tie. Waiting counts from joining the queue, less the queue's
head start.
"""

from __future__ import annotations

from cic.policies.bonds import finds_one, head_of
from cic.policies.fitness import may_take
from cic.policies.refusing import is_refused
from cic.policies.scoring import contact_sum, goes_before_by_score, lead_of_contact
from cic.policies.terms import lot_of_choice
from cic.policies.waiting import due_at, waiting_since
from cic.program.centre import rule, seldom
from cic.program.codes import (
    AVAILABLE,
    CONTACT_OWN,
    CONTACT_SCORE,
    EARLIEST_DUE,
    LIST_ORDER,
    LONGEST_QUEUE,
    LONGEST_WAIT,
    NOBODY,
    PRIORITY,
    WEIGHTED_WAIT,
)


@rule
def choose_contact(centre, a, now):
    """The queue whose head an agent takes, by the centre's policy; NOBODY when there is none."""
    floor = centre.floor[0]
    if floor.waiting == 0:
        return NOBODY
    if floor.draws:
        return drawn_contact(centre, a, now)
    group = centre.groups[centre.agents[a].group]
    chosen = NOBODY
    for d in range(group.duties_from, group.duties_until):
        q = centre.duties[d].queue
        if centre.queues[q].first == NOBODY or not is_candidate(centre, a, q, now):
            continue
        if chosen == NOBODY or goes_before(centre, a, q, chosen, now):
            chosen = q
    return chosen


@rule
def is_candidate(centre, a, q, now):
    """Whether an agent may take a contact of a queue in which somebody waits."""
    floor = centre.floor[0]
    if floor.binds and not finds_one(centre, a, q, now):
        return False
    if floor.choosy and not may_take(centre, a, q, now):
        return False
    agent = centre.agents[a]
    return not (floor.yields and is_refused(centre, agent.group, q, agent.state != AVAILABLE))


@seldom
def drawn_contact(centre, a, now):
    """The same by chance, of those that the sums before the last put first, in proportion to that.

    Each takes the place of the one before with its part of what both and all before have: so all
    have their parts in the end (Chao, 1982, Biometrika 69(3), 653-656). Of sums not above 0 it is
    the first looked at.
    """
    group = centre.groups[centre.agents[a].group]
    floor = centre.floor[0]
    last = centre.terms[floor.terms - 1].place
    chosen = NOBODY
    total = 0.0
    for d in range(group.duties_from, group.duties_until):
        q = centre.duties[d].queue
        if centre.queues[q].first == NOBODY or not is_candidate(centre, a, q, now):
            continue
        lead = 1 if chosen == NOBODY else lead_of_contact(centre, a, q, chosen, last, now)
        if lead < 0:
            continue
        chance = contact_sum(centre, a, q, last, now)
        if lead > 0:
            total = 0.0
            chosen = q
        if chance > 0.0:
            total += chance
            if lot_of_choice(centre, head_of(centre, q), a) * total < chance:
                chosen = q
    return chosen


@rule
def goes_before(centre, a, q, other, now):
    """Whether the head of a queue goes before that of another, by the centre's policy."""
    queue = centre.queues[q]
    best = centre.queues[other]
    floor = centre.floor[0]
    policy = floor.contact_policy
    if policy == LONGEST_WAIT:
        return waiting_since(centre, q) < waiting_since(centre, other)
    if policy == PRIORITY:
        if queue.priority == best.priority:
            return waiting_since(centre, q) < waiting_since(centre, other)
        return queue.priority < best.priority
    if policy == LIST_ORDER:
        return False
    if policy == LONGEST_QUEUE:
        return queue.length > best.length
    if policy == WEIGHTED_WAIT:
        wait = now - waiting_since(centre, q)
        return queue.weight * wait > best.weight * (now - waiting_since(centre, other))
    if policy == EARLIEST_DUE:
        return due_at(centre, q) < due_at(centre, other)
    if floor.scores and policy in (CONTACT_SCORE, CONTACT_OWN):
        return goes_before_by_score(centre, a, q, other, now)
    return False
