"""What anybody would write in SimPy: a process a contact. W1 and W2 and nothing else.

A contact asks for an agent, or waits to be called, and gives up when its patience ends.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence
from typing import Any

import simpy

Times = Sequence[float]


def one_queue(arrived_at: Times, patience: Times, talk: Times, *, agents: int) -> list[float]:
    """W1: when each contact was answered; −1 where it abandoned."""
    env = simpy.Environment()
    crew = simpy.Resource(env, capacity=agents)
    answered_at = [-1.0] * len(arrived_at)

    def contact(c: int) -> Generator[Any, Any, None]:
        with crew.request() as request:
            yield request | env.timeout(patience[c])
            if request.triggered:
                answered_at[c] = env.now
                yield env.timeout(talk[c])

    def arrivals() -> Generator[Any, Any, None]:
        for c, at in enumerate(arrived_at):
            yield env.timeout(max(0.0, at - env.now))
            env.process(contact(c))

    env.process(arrivals())
    env.run()
    return answered_at


def three_queues(
    arrived_at: Times,
    queue_of: Sequence[int],
    patience: Times,
    talk: Times,
    *,
    group_agents: Sequence[int],
    serves: Sequence[Sequence[bool]],
) -> list[float]:
    """W2: when each contact was answered; −1 where it abandoned.

    Idle agents and waiting contacts stand in deques: a `FilterStore` would be several times slower.
    """
    env = simpy.Environment()
    groups, queues = range(len(serves)), range(len(serves[0]))
    idle = [deque([-1.0] * number) for number in group_agents]
    lines: list[deque[tuple[int, simpy.Event]]] = [deque() for _ in queues]
    answered_at = [-1.0] * len(arrived_at)

    def choose_group(q: int) -> int:
        able = [g for g in groups if serves[g][q] and idle[g]]
        return min(able, key=lambda g: idle[g][0]) if able else -1

    def release(g: int) -> None:
        for q in queues:
            while lines[q] and lines[q][0][1].triggered:
                lines[q].popleft()
        able = [q for q in queues if serves[g][q] and lines[q]]
        if able:
            _, called = lines[min(able, key=lambda q: arrived_at[lines[q][0][0]])].popleft()
            called.succeed(g)
        else:
            idle[g].append(env.now)

    def contact(c: int) -> Generator[Any, Any, None]:
        q = queue_of[c]
        g = choose_group(q)
        if g >= 0:
            idle[g].popleft()
        else:
            called = env.event()
            lines[q].append((c, called))
            yield called | env.timeout(patience[c])
            if not called.triggered:
                called.succeed(-1)  # so that nobody calls it any more
                return
            g = int(called.value or 0)
        answered_at[c] = env.now
        yield env.timeout(talk[c])
        release(g)

    def arrivals() -> Generator[Any, Any, None]:
        for c, at in enumerate(arrived_at):
            yield env.timeout(max(0.0, at - env.now))
            env.process(contact(c))

    env.process(arrivals())
    env.run()
    return answered_at
