"""Lines of waiting contacts and of idle agents: joining and leaving cost the same at any length.

Who stands in a line is linked to who stands before and behind (`previous`, `next`); the line, a
queue or an agent group, knows its first and last and how many there are.
"""

from __future__ import annotations

from cic.program.centre import rule
from cic.program.codes import AVAILABLE, NOBODY, QUEUED


@rule
def append(rows, line, n):
    """Row number n goes to the end of a line of such rows."""
    row = rows[n]
    row.next = NOBODY
    row.previous = line.last
    if line.last == NOBODY:
        line.first = n
    else:
        rows[line.last].next = n
    line.last = n
    line.length += 1


@rule
def take_out(rows, line, n):
    """Row number n leaves its line, from wherever it stands."""
    row = rows[n]
    if row.previous == NOBODY:
        line.first = row.next
    else:
        rows[row.previous].next = row.next
    if row.next == NOBODY:
        line.last = row.previous
    else:
        rows[row.next].previous = row.previous
    line.length -= 1


@rule
def join(centre, c):
    """A contact takes its place at the end of its queue."""
    contact = centre.contacts[c]
    contact.state = QUEUED
    append(centre.contacts, centre.queues[contact.queue], c)
    centre.floor[0].waiting += 1


@rule
def step_out(centre, c):
    """A contact leaves its queue, from wherever it stands."""
    take_out(centre.contacts, centre.queues[centre.contacts[c].queue], c)
    centre.floor[0].waiting -= 1


@rule
def become_idle(centre, a):
    """An agent is available and joins its group's idle agents, as the one idle the shortest."""
    floor = centre.floor[0]
    agent = centre.agents[a]
    agent.state = AVAILABLE
    agent.turn = floor.turn
    floor.turn += 1
    append(centre.agents, centre.groups[agent.group], a)


@rule
def stop_idling(centre, a):
    """An agent leaves its group's idle agents."""
    take_out(centre.agents, centre.groups[centre.agents[a].group], a)
