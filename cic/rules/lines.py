"""Lines of contacts and of idle agents: joining and leaving cost the same however long they are."""

from __future__ import annotations

from cic.program.centre import rule
from cic.program.codes import AVAILABLE, NOBODY, QUEUED


@rule
def join(centre, c):
    """A contact takes its place at the end of its queue."""
    contact = centre.contacts[c]
    queue = centre.queues[contact.queue]
    contact.state = QUEUED
    contact.next = NOBODY
    contact.previous = queue.last
    if queue.last == NOBODY:
        queue.first = c
    else:
        centre.contacts[queue.last].next = c
    queue.last = c
    queue.length += 1
    centre.floor[0].waiting += 1


@rule
def step_out(centre, c):
    """A contact leaves its queue, from wherever it stands."""
    contact = centre.contacts[c]
    queue = centre.queues[contact.queue]
    if contact.previous == NOBODY:
        queue.first = contact.next
    else:
        centre.contacts[contact.previous].next = contact.next
    if contact.next == NOBODY:
        queue.last = contact.previous
    else:
        centre.contacts[contact.next].previous = contact.previous
    queue.length -= 1
    centre.floor[0].waiting -= 1


@rule
def become_idle(centre, a):
    """An agent is available and joins its group's idle agents, as the one idle the shortest."""
    floor = centre.floor[0]
    agent = centre.agents[a]
    group = centre.groups[agent.group]
    agent.state = AVAILABLE
    agent.turn = floor.turn
    floor.turn += 1
    agent.next = NOBODY
    agent.previous = group.last_idle
    if group.last_idle == NOBODY:
        group.first_idle = a
    else:
        centre.agents[group.last_idle].next = a
    group.last_idle = a
    group.idle += 1


@rule
def stop_idling(centre, a):
    """An agent leaves its group's idle agents."""
    agent = centre.agents[a]
    group = centre.groups[agent.group]
    if agent.previous == NOBODY:
        group.first_idle = agent.next
    else:
        centre.agents[agent.previous].next = agent.next
    if agent.next == NOBODY:
        group.last_idle = agent.previous
    else:
        centre.agents[agent.next].previous = agent.previous
    group.idle -= 1
