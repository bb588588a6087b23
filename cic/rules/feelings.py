"""What a customer makes of a contact: satisfaction, and what is left of it as a mood."""

from __future__ import annotations

import math

from cic.policies.called import is_called
from cic.program.centre import rule, seldom
from cic.program.codes import (
    ANSWERED,
    CONTAINED,
    DEFLECTED,
    HELPED,
    NOBODY,
    SELF_SERVED,
    SERVED_BEFORE,
    TIMED_OUT,
)
from cic.program.customer_codes import (
    AGAIN,
    OF_COURTESY,
    OF_REPEATS,
    OF_RESOLUTION,
    OF_TRANSFERS,
    OF_TURNAROUND,
    OF_WAIT,
)
from cic.rules.population import waited
from cic.rules.stress import courtesy_under_stress


@rule
def is_answered(contact):
    """Whether an agent answered a contact."""
    return contact.outcome in (ANSWERED, TIMED_OUT)


@seldom
def is_solved(centre, c, goes_on):
    """Whether a matter is solved with a contact: resolved; where nobody asks, answered."""
    outcome = centre.contacts[c].outcome
    if outcome in (SELF_SERVED, CONTAINED, SERVED_BEFORE):
        return True
    if outcome == DEFLECTED:
        return centre.asides[c].deflection == HELPED
    if outcome != ANSWERED:
        return False
    if centre.floor[0].needs != NOBODY and centre.resolutions[c].resolved != NOBODY:
        return centre.resolutions[c].resolved == 1
    return goes_on != AGAIN


@seldom
def satisfaction_of(centre, c, solved, now):
    """How satisfied a customer is after a contact, from −1 to 1.

    Notes
    -----
    `cic.scenario.satisfaction.Satisfaction` has the formula.
    """
    contact = centre.contacts[c]
    verdict = centre.verdicts[c]
    hurts = 1.0
    if verdict.temper != NOBODY:
        hurts = centre.tempers[verdict.temper].hurts_factor
    wait = 0.0 if is_called(centre, c) else verdict.waited + waited(centre, c)
    origin = centre.legs[c].origin if c >= centre.floor[0].arrivals else c
    total = felt(centre, OF_WAIT, wait, -1.0, hurts)
    total += felt(centre, OF_REPEATS, verdict.repeats * 1.0, -1.0, hurts)
    total += felt(centre, OF_TRANSFERS, centre.legs[c].transfers * 1.0, -1.0, hurts)
    total += felt(centre, OF_RESOLUTION, 1.0 if solved else 0.0, 1.0, hurts)
    turnaround = now - centre.contacts[origin].arrived_at
    if centre.floor[0].cases:
        turnaround = turnaround_of_case(centre, c, turnaround)
    total += felt(centre, OF_TURNAROUND, turnaround, -1.0, hurts)
    if is_answered(contact):
        total += felt(centre, OF_COURTESY, courtesy_of(centre, c, now), 1.0, hurts)
    return max(-1.0, min(1.0, total))


@rule
def courtesy_of(centre, c, now):
    """The courtesy with which the talk ended; a case may be judged long after that."""
    floor = centre.floor[0]
    if not floor.stress:
        return centre.courtesies[centre.contacts[c].group].share
    if floor.cases and not math.isnan(centre.abouts[c].courtesy):
        return centre.abouts[c].courtesy
    return courtesy_under_stress(centre, c, now)


@seldom
def turnaround_of_case(centre, c, turnaround):
    """A turnaround, less what is expected of a case beyond that of all matters.

    Who asks how a case stands does not judge its turnaround yet.
    """
    k = centre.abouts[c].case
    if k == NOBODY:
        return turnaround
    usual = centre.feelings[OF_TURNAROUND].expected
    case = centre.cases[k]
    if case.opened_by != c:
        return usual
    expected = centre.case_kinds[case.kind].expected
    return turnaround if expected < 0.0 else turnaround - expected + usual


@rule
def felt(centre, aspect, perceived, sign, factor):
    """What an aspect adds; `sign` is −1 where less is better."""
    feeling = centre.feelings[aspect]
    better = sign * (perceived - feeling.expected)
    return feeling.pleases * better if better >= 0.0 else feeling.hurts * better * factor
