"""How long a contact that joins a queue now will wait, as a centre can know it.

Each queue is looked at by itself: what agents do for other queues, and who is let in before, is
left out, as it is by those who announce waits.

References
----------
Ibrahim and Whitt (2009), Real-time delay estimation based on delay history, Manufacturing and
Service Operations Management 11(3), 397-415, doi 10.1287/msom.1080.0223, compare the last wait
(LES), the head of the line (HOL) and the queue length (QL). The same (2009), Real-time delay
estimation in overloaded multiserver queues with abandonments, Management Science 55, 1729-1742, doi
10.1287/mnsc.1090.1041, on queues that are left. Whitt (1999), Predicting queueing delays,
Management Science 45(6), 870-888.
"""

from __future__ import annotations

import math
from typing import Final

from cic.policies.fitness import service_rate
from cic.program.centre import rule, seldom
from cic.program.codes import (
    HEAD_OF_LINE,
    LAST_WAIT,
    NOBODY,
    QUEUE_LENGTH,
    QUEUE_LENGTH_WITH_ABANDONMENT,
)

EXACT: Final = 256
"""Terms of the sum with abandonment that are added one by one."""


@seldom
def predicted_wait(centre, q, predictor, now):
    """The wait [s] predicted to a contact that would join a queue now; nan: nothing to go by.

    Notes
    -----
    With n waiting before it, s μ the contacts that the agents on duty serve a second, all of those
    groups that take the queue at any time, and θ the rate at which one who waits gives up:

    - last wait: the wait of the last contact to be answered, 0 of one that did not wait;
    - head of line: the wait so far of the first in line, 0 where nobody waits;
    - queue length: (n + 1) / (s μ);
    - queue length with abandonment: the sum over k from 0 to n of 1 / (s μ + k θ).

    In a queue with exponential talk and patience the last two are the mean wait, given n, without
    and with abandonment.
    """
    queue = centre.queues[q]
    if predictor == LAST_WAIT:
        return centre.manners[q].last_wait
    if predictor == HEAD_OF_LINE:
        if queue.first == NOBODY:
            return 0.0
        return now - centre.contacts[queue.first].queued_at
    rate = service_rate(centre, queue)
    if rate > 0.0:
        if predictor == QUEUE_LENGTH:
            return (queue.length + 1) / rate
        if predictor == QUEUE_LENGTH_WITH_ABANDONMENT:
            return sum_with_abandonment(queue.length, rate, centre.manners[q].leaving_rate)
    return math.nan


@rule
def sum_with_abandonment(ahead, rate, leaving):
    """The sum over k from 0 to `ahead` of 1 / (rate + k × leaving).

    Notes
    -----
    Far back the terms hardly differ: from the 256th on they are added in pieces, each its length
    times its middle term, which are at most 1 / 128 of what stands before. The sum is right to 1 in
    100,000, and a long queue takes no longer than a short one.
    """
    total = 0.0
    piece = 1
    k = 0
    while k <= ahead:
        if k >= EXACT * piece:
            piece *= 2
        length = min(piece, ahead + 1 - k)
        total += length / (rate + (k + 0.5 * (length - 1)) * leaving)
        k += length
    return total
