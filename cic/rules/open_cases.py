"""Cases that are open as a run begins: opened before it, and going on from where they stand.

The contact that opened one is over, and counts nowhere; all luck of the case is its. A case is
opened, and comes to the step in which it is, at the instants that the snapshot says; nothing else
happens to it before the run begins. Which steps it has been through, and when, is not known.
"""

from __future__ import annotations

import math

from cic.program.centre import rule, seldom
from cic.program.codes import (
    CASE_STANDS,
    CASE_STEP_ENDS,
    CUSTOMER_WONDERS,
    GONE,
    NOBODY,
    SERVED_BEFORE,
)
from cic.rules.beginning import be_in_hand
from cic.rules.cards import DAY
from cic.rules.cases import (
    come_about_case,
    come_to_agents,
    new_case,
    stamp_of,
    step_of,
    wait_for_place,
)
from cic.rules.outbox import schedule
from cic.rules.population import meet, temper_now


@seldom
def was_opened(centre, c, now):
    """A contact opened a case before the run begins; nothing more comes of the contact itself."""
    floor = centre.floor[0]
    contact = centre.contacts[c]
    contact.state = GONE
    contact.outcome = SERVED_BEFORE
    contact.ended_at = now
    if floor.customers:
        meet(centre, c)
        if centre.relation[0].tempers > 0:
            verdict = centre.verdicts[c]
            verdict.temper = temper_now(centre, verdict.customer, verdict.segment)
    stands_in = centre.steps[contact.step]
    n = kind_of_step(centre, stands_in.what)
    kind = centre.case_kinds[n]
    k = new_case(centre, c, n, now)
    centre.cases[k].step = stands_in.what - kind.steps_from
    schedule(centre, max(now, floor.begins - stands_in.takes), CASE_STANDS, k)
    if kind.asks != NOBODY:
        at = now + DAY * max(1.0, math.ceil((floor.begins - now) / DAY))
        if at < floor.ends:
            schedule(centre, at, CUSTOMER_WONDERS, k)


@rule
def kind_of_step(centre, row):
    """The kind of case that has a step, of all steps."""
    n = 0
    while row >= centre.case_kinds[n].steps_from + centre.case_kinds[n].steps:
        n += 1
    return n


@seldom
def stands(centre, k, now):
    """A case comes to the step in which it is as the run begins, or waits for it, or is at work."""
    case = centre.cases[k]
    contact = centre.contacts[case.opened_by]
    at = contact.step
    contact.step = NOBODY
    stamp_of(centre, k).begun_at = now
    kind = centre.case_kinds[case.kind]
    if kind.problems > 0 and case.step > kind.solved_with:
        article = centre.articles[kind.entries_from + case.problem]
        article.since = min(article.since, now)
    left = centre.steps[at + 1].takes
    step = step_of(centre, k)
    if not step.outside:
        if math.isnan(left):
            come_to_agents(centre, k, now)
        else:
            come_in_hand(centre, k, left, at + 2, now)
    elif math.isnan(left):
        wait_for_place(centre, step, k)
    else:
        step.free -= 1
        if centre.floor[0].begins + left < centre.floor[0].ends:
            schedule(centre, centre.floor[0].begins + left, CASE_STEP_ENDS, k)


@seldom
def come_in_hand(centre, k, left, at, now):
    """The work of a case is in an agent's hands as the run begins: `at` says in whose."""
    n = come_about_case(centre, k, step_of(centre, k).way, centre.cases[k].step, now)
    centre.abouts[n].works = 1
    contact = centre.contacts[n]
    contact.talk = left
    contact.step = at
    be_in_hand(centre, n)
