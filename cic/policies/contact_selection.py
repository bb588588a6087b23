"""Which contact for this agent: contact selection, when an agent comes free and several wait.

The candidates are the heads (`cic.policies.bonds`) of the non-empty queues that the agent's group
serves and that the agent may take now, looked at in the group's order (skill rank, then as
written); the first looked at wins a tie. Waiting counts from joining the queue, less the queue's
head start.
"""

from __future__ import annotations

from cic.policies.bonds import finds_one
from cic.policies.fitness import may_take
from cic.policies.refusing import is_refused
from cic.policies.scoring import goes_before_by_score
from cic.policies.waiting import due_at, waiting_since
from cic.program.centre import rule
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
    agent = centre.agents[a]
    group = centre.groups[agent.group]
    chosen = NOBODY
    for d in range(group.duties_from, group.duties_until):
        q = centre.duties[d].queue
        if centre.queues[q].first != NOBODY:
            if floor.binds and not finds_one(centre, a, q, now):
                continue
            if floor.choosy and not may_take(centre, a, q, now):
                continue
            if floor.yields and is_refused(centre, agent.group, q, agent.state != AVAILABLE):
                continue
            if chosen == NOBODY or goes_before(centre, a, q, chosen, now):
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
