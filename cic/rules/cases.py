"""Cases: a contact opens one, which goes from step to step until it is closed.

Work of agents is a contact in a queue, as any; time with others passes, and where these have only
so many places, cases wait for one in order of coming. All luck of a case belongs to the contact
that opened it.
"""

from __future__ import annotations

import math
from typing import Final

from cic.policies.stirring import MASK, mix
from cic.program.centre import rule, seldom
from cic.program.codes import (
    ANSWERED,
    CASE_STEP_ENDS,
    COMES_AGAIN,
    CUSTOMER_WONDERS,
    MORE_CASES,
    NOBODY,
)
from cic.rules.cards import DAY, card_at
from cic.rules.chance import CASE_LASTS, CASE_VISITS, OPENS_CASE, PROBLEM_OF, WONDERS, chance
from cic.rules.legs import SPARE, come_by_card, reopen
from cic.rules.outbox import schedule
from cic.rules.population import is_still_there
from cic.rules.stress import courtesy_under_stress

ENQUIRIES: Final = 1000
"""From which number on the visits of who asks how a case stands are counted; before: its steps."""


@seldom
def goes_on_as_case(centre, c, now):
    """A contact that was answered was the work of a case, or opens one; whether either."""
    about = centre.abouts[c]
    if not about.works and (about.case != NOBODY or not opens_case(centre, c, now)):
        return False
    if centre.floor[0].needs != NOBODY:
        reopen(centre, c)
    return True


@rule
def opens_case(centre, c, now):
    """A contact that was answered opens a case, or none; whether it does."""
    contact = centre.contacts[c]
    if contact.outcome != ANSWERED:
        return False
    kinds = centre.floor[0].cases
    luck = chance(centre, c, OPENS_CASE, 0)
    for n in range(kinds):
        if luck < centre.openings[contact.queue * kinds + n].until:
            begin_case(centre, c, n, now)
            return True
    return False


@seldom
def begin_case(centre, c, n, now):
    """A contact opens a case of a kind, which comes to its first step."""
    floor = centre.floor[0]
    k = new_case(centre, c, n, now)
    kind = centre.case_kinds[n]
    if floor.stress and floor.customers:
        centre.abouts[c].courtesy = courtesy_under_stress(centre, c, now)
    begin_step(centre, k, 0, now)
    if kind.asks != NOBODY and now + DAY < floor.ends:
        schedule(centre, now + DAY, CUSTOMER_WONDERS, k)


@rule
def new_case(centre, c, n, now):
    """The row of a case of a kind, which a contact opens."""
    floor = centre.floor[0]
    k = floor.opened
    floor.opened += 1
    if floor.opened + SPARE > len(centre.cases):
        floor.wants |= MORE_CASES
    kind = centre.case_kinds[n]
    case = centre.cases[k]
    case.kind = n
    case.opened_by = c
    case.opened_at = now
    centre.abouts[c].case = k
    if kind.problems > 0:
        case.problem = int(chance(centre, c, PROBLEM_OF, 0) * kind.problems)
    return k


@seldom
def begin_step(centre, k, s, now):
    """A case comes to a step: to agents, or to somebody outside, where it may have to wait."""
    case = centre.cases[k]
    case.step = s
    stamp_of(centre, k).begun_at = now
    step = step_of(centre, k)
    if not step.outside:
        come_to_agents(centre, k, now)
    elif step.free > 0:
        step.free -= 1
        go_outside(centre, k, now)
    else:
        wait_for_place(centre, step, k)


@rule
def wait_for_place(centre, step, k):
    """A case waits behind all others that wait for a place outside."""
    if step.first == NOBODY:
        step.first = k
    else:
        centre.cases[step.last].next = k
    step.last = k


@rule
def step_of(centre, k):
    """The step that a case is in."""
    case = centre.cases[k]
    return centre.case_steps[centre.case_kinds[case.kind].steps_from + case.step]


@rule
def stamp_of(centre, k):
    """When a case came to the step it is in, and left it."""
    case = centre.cases[k]
    return centre.stamps[k * centre.case_kinds[case.kind].stamps + case.step]


@seldom
def quickened(centre, k, now):
    """What the step of a case takes is multiplied by, for what the knowledge base has by now.

    The entry that a case has led to itself is of no use to it.
    """
    case = centre.cases[k]
    kind = centre.case_kinds[case.kind]
    if kind.problems == 0:
        return 1.0
    since = centre.articles[kind.entries_from + case.problem].since
    if since > now:
        return 1.0
    if case.step > kind.solved_with:
        solved_at = centre.stamps[k * kind.stamps + kind.solved_with].over_at
        if math.isnan(solved_at):  # before the run
            solved_at = case.opened_at
        if since >= solved_at:
            return 1.0
    stamp_of(centre, k).known = 1
    return step_of(centre, k).known_factor


@seldom
def come_to_agents(centre, k, now):
    """The step of a case comes to agents as work in a queue, unless the run ends before."""
    if now >= centre.floor[0].ends:
        return
    n = come_about_case(centre, k, step_of(centre, k).way, centre.cases[k].step, now)
    centre.abouts[n].works = 1
    centre.contacts[n].talk *= quickened(centre, k, now)
    schedule(centre, now, COMES_AGAIN, n)


@seldom
def go_outside(centre, k, now):
    """Somebody outside begins the step of a case; it is not over where the run ends before."""
    floor = centre.floor[0]
    case = centre.cases[k]
    c = case.opened_by
    door = centre.keys[centre.contacts[c].source].door
    v = card_of_case(centre, c, door, CASE_LASTS, case.step, now)
    takes = centre.delays[v * floor.ways + step_of(centre, k).way].takes
    at = now + takes * quickened(centre, k, now)
    if at < floor.ends:
        schedule(centre, at, CASE_STEP_ENDS, k)


@rule
def card_of_case(centre, c, door, what, occurrence, at):
    """The card of a door on which the luck of a case lies that a contact opened."""
    origin = centre.legs[c].origin if c >= centre.floor[0].arrivals else c
    cards = centre.keys[centre.contacts[origin].source].cards
    return card_at(centre, door, cards, chance(centre, c, what, occurrence), at)


@seldom
def come_about_case(centre, k, w, visit, at):
    """The row of a contact about a case, that comes by a way; `visit` numbers those of the case."""
    floor = centre.floor[0]
    c = centre.cases[k].opened_by
    v = card_of_case(centre, c, centre.ways[w].door, CASE_VISITS, visit, at)
    n = come_by_card(centre, c, w, v, at)
    centre.abouts[n].case = k
    if floor.customers:
        verdict = centre.verdicts[n]
        verdict.complaint = NOBODY
        verdict.again = 0
        verdict.repeats = 0
    # Several contacts follow the one that opened the case: each has a number of its own.
    number = int(centre.extras[c * floor.extras + floor.number].value)
    key = centre.keys[centre.contacts[c].source]
    stirred = mix(mix((number & MASK) ^ key.high) ^ (((visit + 1) * 0x9E3779B9) & MASK))
    centre.extras[n * floor.extras + floor.number].value = stirred * 1.0
    return n


@seldom
def end_step(centre, k, now):
    """The step of a case is over: the next begins, or the case is closed; whether it is."""
    case = centre.cases[k]
    kind = centre.case_kinds[case.kind]
    step = step_of(centre, k)
    stamp_of(centre, k).over_at = now
    if kind.problems > 0 and case.step == kind.solved_with:
        article = centre.articles[kind.entries_from + case.problem]
        article.since = min(article.since, now)
    if step.outside:
        free_place(centre, step, now)
    if case.step + 1 < kind.steps:
        begin_step(centre, k, case.step + 1, now)
        return False
    case.closed_at = now
    return True


@seldom
def free_place(centre, step, now):
    """A place outside is free: for the case that has waited longest, if any does."""
    k = step.first
    if k == NOBODY:
        step.free += 1
        return
    step.first = centre.cases[k].next
    centre.cases[k].next = NOBODY
    go_outside(centre, k, now)


@seldom
def wonders(centre, k, now):
    """A day more that a case is open: its customer may wonder, and see the status or phone."""
    floor = centre.floor[0]
    case = centre.cases[k]
    c = case.opened_by
    if not math.isnan(case.closed_at):
        return
    if floor.customers and not is_still_there(centre, c, case.opened_at, now):
        return
    kind = centre.case_kinds[case.kind]
    day = int((now - case.opened_at) / DAY + 0.5)
    luck = chance(centre, c, WONDERS, day)
    if luck < kind.per_day * kind.visible:
        case.looked_up += 1
    elif luck < kind.per_day and not floor.closed:
        case.asked += 1
        n = come_about_case(centre, k, kind.asks, ENQUIRIES + day, now)
        schedule(centre, now, COMES_AGAIN, n)
    if now + DAY < floor.ends:
        schedule(centre, now + DAY, CUSTOMER_WONDERS, k)
