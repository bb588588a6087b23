"""Lines of waiting contacts and of idle agents: joining and leaving cost the same at any length.

Who stands in a line is linked to who stands before and behind (`previous`, `next`); the line, a
queue or an agent group, knows its first and last and how many there are.
"""

from __future__ import annotations

import math

from cic.program.centre import rule, seldom
from cic.program.codes import AVAILABLE, IDLES_ON, NOBODY, QUEUED
from cic.rules.dial_book import agent_idles
from cic.rules.outbox import schedule
from cic.rules.settling import settle, unsettle
from cic.rules.sites import give_line_back


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
    if centre.floor[0].binds:
        settle(centre, c)
    append(centre.contacts, centre.queues[contact.queue], c)
    centre.floor[0].waiting += 1


@rule
def prepend(centre, c):
    """A contact takes its place at the front of its queue."""
    contact = centre.contacts[c]
    queue = centre.queues[contact.queue]
    contact.state = QUEUED
    if centre.floor[0].binds:
        settle(centre, c)
    contact.previous = NOBODY
    contact.next = queue.first
    if queue.first == NOBODY:
        queue.last = c
    else:
        centre.contacts[queue.first].previous = c
    queue.first = c
    queue.length += 1
    centre.floor[0].waiting += 1


@rule
def join_before(centre, c, other):
    """A contact takes the place of another who waits, and all behind move on."""
    contact = centre.contacts[c]
    behind = centre.contacts[other]
    if behind.previous == NOBODY:
        prepend(centre, c)
        return
    contact.state = QUEUED
    if centre.floor[0].binds:
        settle(centre, c)
    contact.next = other
    contact.previous = behind.previous
    centre.contacts[behind.previous].next = c
    behind.previous = c
    centre.queues[contact.queue].length += 1
    centre.floor[0].waiting += 1


@rule
def step_out(centre, c):
    """A contact leaves its queue, from wherever it stands."""
    take_out(centre.contacts, centre.queues[centre.contacts[c].queue], c)
    centre.floor[0].waiting -= 1
    if centre.floor[0].binds:
        unsettle(centre, c)
    if centre.floor[0].yields:
        centre.floor[0].stirred = 1


@rule
def become_idle(centre, a, now):
    """An agent is available and joins its group's idle agents, as the one idle the shortest."""
    floor = centre.floor[0]
    agent = centre.agents[a]
    agent.state = AVAILABLE
    agent.idle_since = now
    agent.turn = floor.turn
    floor.turn += 1
    append(centre.agents, centre.groups[agent.group], a)
    if floor.choosy:
        wait_for_reserves(centre, a, now)
    if floor.campaigns:
        agent_idles(centre, a, now)
    if floor.yields:
        floor.stirred = 1


@seldom
def wait_for_reserves(centre, a, now):
    """When an agent has been idle for as long as a queue of its group wants, it looks again."""
    group = centre.groups[centre.agents[a].group]
    for d in range(group.duties_from, group.duties_until):
        queue = centre.queues[centre.duties[d].queue]
        if queue.choosy and 0.0 < queue.after_idle < math.inf:
            schedule(centre, now + queue.after_idle, IDLES_ON, a)


@rule
def stop_idling(centre, a):
    """An agent leaves its group's idle agents."""
    take_out(centre.agents, centre.groups[centre.agents[a].group], a)


@rule
def hang_up(centre, c):
    """A contact gives back the line it holds, where lines are counted."""
    if centre.floor[0].counts_lines:
        give_line_back(centre, c)
