"""Counting what agents did against what they were to do, by agent group and interval.

Written like a rule, once, for both clocks; spans of time are counted as in `cic.measures.tally`. An
agent counts for its own group, wherever it has been moved.
"""

from __future__ import annotations

from typing import Final

from cic.measures.bins import bin_of
from cic.program.centre import rule
from cic.program.codes import AVAILABLE, OFF
from cic.program.records import Record, i1, i4
from cic.rules.agents import is_away

DOING = Record("Doing", group=i4, task=i1, on_duty=i1)
"""An agent: its group, what the plan wants it to do, and whether it is on duty."""

FREE: Final = 0
DUTY: Final = 1
PAID_BREAK: Final = 2
UNPAID_BREAK: Final = 3
"""What the plan wants an agent to do."""


@rule
def tally_plan(plan, facts, count, doings, edges, by_group):
    """Count adherence and overtime from the planned changes of duty and the facts; both in order.

    `doings` keeps what each agent does and is to do.
    """
    groups = len(by_group) // len(edges)
    b = 0
    n = 0
    s = 0
    while s < len(plan) or n < count:
        if n >= count or (s < len(plan) and plan[s].at <= facts[n].at):
            at = plan[s].at
            doing = doings[plan[s].agent]
            task = task_of(plan[s])
            on_duty = doing.on_duty
            s += 1
        else:
            at = facts[n].at
            doing = doings[facts[n].agent]
            task = doing.task
            on_duty = is_on_duty(facts[n].state)
            n += 1
        if task != doing.task or on_duty != doing.on_duty:
            b = bin_of(edges, at, b)
            left = edges[b].ends - at
            sums = by_group[b * groups + doing.group]
            count_doing(sums, doing.task, doing.on_duty, -1, left)
            count_doing(sums, task, on_duty, 1, left)
            doing.task = task
            doing.on_duty = on_duty


@rule
def task_of(spell):
    """What an agent is to do from a planned change of duty on."""
    if spell.state == AVAILABLE:
        return DUTY
    if spell.state == OFF:
        return FREE
    return UNPAID_BREAK if spell.unpaid else PAID_BREAK


@rule
def is_on_duty(state):
    """1 where an agent in this state is on duty, else 0."""
    return 0 if state == OFF or is_away(state) else 1


@rule
def count_doing(sums, task, on_duty, sign, left):
    """An agent begins (1) or ends (-1) to do something while it is to do something."""
    if task == FREE:
        if on_duty:
            sums.overtime_change += sign
            sums.overtime_left += sign * left
        return
    if on_duty == (task == DUTY):
        sums.adhered_change += sign
        sums.adhered_left += sign * left
    if on_duty and task != UNPAID_BREAK:
        sums.worked_change += sign
        sums.worked_left += sign * left
