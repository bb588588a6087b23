"""Hand-written loops with an event heap, to be compiled: W1 and W2 and nothing else.

One flat function each, arrays for everything, no policy, no option, no record of agents' duty. They
are given the same draws as the rules and write the same three facts of each contact: when it was
answered, when it was gone, by whom it was served (-1: it abandoned).
"""

from __future__ import annotations

import numpy as np

from cic.program.centre import rule


@rule
def push(times, kinds, items, size, at, kind, item):
    """Put an event into the heap."""
    place = size
    while place > 0:
        above = (place - 1) >> 1
        if times[above] <= at:
            break
        times[place] = times[above]
        kinds[place] = kinds[above]
        items[place] = items[above]
        place = above
    times[place] = at
    kinds[place] = kind
    items[place] = item


@rule
def pop(times, kinds, items, size):
    """Take the first event out of a heap that holds `size` more; the last one takes its place."""
    at = times[size]
    kind = kinds[size]
    item = items[size]
    place = 0
    below = 1
    while below < size:
        if below + 1 < size and times[below + 1] < times[below]:
            below += 1
        if at <= times[below]:
            break
        times[place] = times[below]
        kinds[place] = kinds[below]
        items[place] = items[below]
        place = below
        below = 2 * place + 1
    times[place] = at
    kinds[place] = kind
    items[place] = item


@rule
def one_queue(arrived_at, patience, talk, agents, answered_at, ended_at, served_by):
    """W1: one queue, first come first served, the agent idle the longest, impatient contacts."""
    count = len(arrived_at)
    times = np.empty(count + agents + 1)
    kinds = np.empty(count + agents + 1, np.int8)
    items = np.empty(count + agents + 1, np.int32)
    line = np.empty(count, np.int32)
    waits = np.zeros(count, np.int8)
    idle = np.arange(agents).astype(np.int32)
    first_idle = 0
    idle_count = agents
    size = head = tail = arrived = 0
    while arrived < count or size > 0:
        if arrived < count and (size == 0 or arrived_at[arrived] < times[0]):
            c = arrived
            now = arrived_at[c]
            arrived += 1
            if idle_count > 0:
                a = idle[first_idle]
                first_idle = first_idle + 1 if first_idle + 1 < agents else 0
                idle_count -= 1
                answered_at[c] = now
                served_by[c] = a
                push(times, kinds, items, size, now + talk[c], 0, c)
                size += 1
            else:
                line[tail] = c
                tail += 1
                waits[c] = 1
                push(times, kinds, items, size, now + patience[c], 1, c)
                size += 1
        else:
            now = times[0]
            kind = kinds[0]
            c = items[0]
            size -= 1
            pop(times, kinds, items, size)
            if kind == 1:
                if waits[c] == 1:
                    waits[c] = 0
                    ended_at[c] = now
                    served_by[c] = -1
                continue
            ended_at[c] = now
            a = served_by[c]
            while head < tail and waits[line[head]] == 0:
                head += 1
            if head < tail:
                c = line[head]
                head += 1
                waits[c] = 0
                answered_at[c] = now
                served_by[c] = a
                push(times, kinds, items, size, now + talk[c], 0, c)
                size += 1
            else:
                last = first_idle + idle_count
                idle[last if last < agents else last - agents] = a
                idle_count += 1


@rule
def three_queues(
    arrived_at, queue_of, patience, talk, group_agents, serves, answered_at, ended_at, served_by
):
    """W2: several queues and groups; the agent idle the longest, the contact waiting the longest.

    `serves[g, q]` tells whether group g serves queue q; `group_agents` how many agents each group
    has.
    """
    count = len(arrived_at)
    groups, queues = serves.shape
    agents = group_agents.sum()
    times = np.empty(count + agents + 1)
    kinds = np.empty(count + agents + 1, np.int8)
    items = np.empty(count + agents + 1, np.int32)
    line = np.empty((queues, count), np.int32)
    head = np.zeros(queues, np.int64)
    tail = np.zeros(queues, np.int64)
    waits = np.zeros(count, np.int8)
    most = group_agents.max()
    idle = np.empty((groups, most), np.int32)
    idle_since = np.empty((groups, most))
    first_idle = np.zeros(groups, np.int64)
    idle_count = group_agents.copy()
    group_of = np.empty(agents, np.int32)
    a = 0
    for g in range(groups):
        for n in range(group_agents[g]):
            idle[g, n] = a
            idle_since[g, n] = -1.0
            group_of[a] = g
            a += 1
    size = arrived = 0
    while arrived < count or size > 0:
        if arrived < count and (size == 0 or arrived_at[arrived] < times[0]):
            c = arrived
            now = arrived_at[c]
            arrived += 1
            q = queue_of[c]
            best = -1
            for g in range(groups):
                if (
                    serves[g, q]
                    and idle_count[g] > 0
                    and (
                        best < 0
                        or idle_since[g, first_idle[g]] < idle_since[best, first_idle[best]]
                    )
                ):
                    best = g
            if best >= 0:
                a = idle[best, first_idle[best]]
                first_idle[best] = first_idle[best] + 1 if first_idle[best] + 1 < most else 0
                idle_count[best] -= 1
                answered_at[c] = now
                served_by[c] = a
                push(times, kinds, items, size, now + talk[c], 0, c)
            else:
                line[q, tail[q]] = c
                tail[q] += 1
                waits[c] = 1
                push(times, kinds, items, size, now + patience[c], 1, c)
            size += 1
            continue
        now = times[0]
        kind = kinds[0]
        c = items[0]
        size -= 1
        pop(times, kinds, items, size)
        if kind == 1:
            if waits[c] == 1:
                waits[c] = 0
                ended_at[c] = now
                served_by[c] = -1
            continue
        ended_at[c] = now
        a = served_by[c]
        g = group_of[a]
        chosen = -1
        for q in range(queues):
            if serves[g, q]:
                while head[q] < tail[q] and waits[line[q, head[q]]] == 0:
                    head[q] += 1
                if head[q] < tail[q] and (
                    chosen < 0
                    or arrived_at[line[q, head[q]]] < arrived_at[line[chosen, head[chosen]]]
                ):
                    chosen = q
        if chosen >= 0:
            c = line[chosen, head[chosen]]
            head[chosen] += 1
            waits[c] = 0
            answered_at[c] = now
            served_by[c] = a
            push(times, kinds, items, size, now + talk[c], 0, c)
            size += 1
        else:
            last = first_idle[g] + idle_count[g]
            last = last if last < most else last - most
            idle[g, last] = a
            idle_since[g, last] = now
            idle_count[g] += 1
