"""Checks of the open cases of a snapshot: whether cases can stand so."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.errors import did_you_mean
from cic.scenario.cases import CaseStep
from cic.scenario.cases_there import in_hand, opened_in, step_of
from cic.scenario.checks_names import known_medium
from cic.scenario.checks_snapshot import longest, longest_talk
from cic.scenario.issues import Issue, notice
from cic.scenario.open_cases import OpenCase
from cic.scenario.paths import Where
from cic.scenario.scenario import Model

_BASE: Where = ("snapshot", "open_cases")
_READS: tuple[Where, ...] = (_BASE, ("cases",))


def steps_of_open_cases_exist(model: Model) -> Iterator[Issue]:
    """The step that an open case is in is one of its kind's."""
    for n, one in _of_known_kinds(model):
        steps = list(model.cases[one.case].steps)
        if one.step not in steps:
            what = f"the snapshot speaks of step {one.step!r}, which cases {one.case!r} do not have"
            where: Where = (*_BASE, n, "step")
            yield Issue("CIC218", where, what, did_you_mean(one.step, steps), reads=_READS)


def cases_stand_as_they_can(model: Model) -> Iterator[Issue]:
    """Each open case is in its step as the step allows: with whom, for how long, opened by whom."""
    for n, one in _of_known_kinds(model):
        step = step_of(model, one)
        if step is None:
            continue
        for field, what, remedy in _at_odds(model, one, step):
            yield Issue("CIC460", (*_BASE, n, *field), what, remedy, reads=_READS)
        yield from _takes_too_long(n, one, step)


def _at_odds(
    model: Model, one: OpenCase, step: CaseStep
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """What cannot be of an open case: the field, what is wrong, and a remedy."""
    opened = model.cases[one.case].opened
    if not opened.get(one.queue or opened_in(model, one) or "", 0.0):
        by = "no queue" if one.queue is None else f"no contact of queue {one.queue!r}"
        told = f"a case {one.case!r} is open, and {by} opens such cases"
        yield ("queue",), told, "name a queue of its 'opened', with a share above 0"
    if one.step != next(iter(model.cases[one.case].steps)):
        if one.lasted is None:
            told = f"it is not said for how long a case has been in step {one.step!r}"
            yield (), told, "write 'for: 5 h'"
    elif one.lasted not in (None, one.opened):
        told = f"a case comes to step {one.step!r} as it is opened, and this one did later"
        yield ("for",), told, "remove 'for', or write as long as 'opened' says"
    if step.queue is not None and one.in_hand != (one.served is not None):
        told = "it is not said which agent has been at work on a case, or for how long"
        yield (), told, "write both 'served: 10 min' and 'group' or 'agent', or neither"
    if step.queue is None and one.in_hand:
        told = f"an agent has a case in hand whose step {one.step!r} is done by {step.party!r}"
        yield (), told, "remove 'group' and 'agent'"
    if step.queue is None and step.places is None and one.served not in (None, one.lasted):
        told = f"work on step {one.step!r} begins as a case comes to it, and did so later here"
        yield ("served",), told, "remove 'served', or give the step 'places'"


def _takes_too_long(n: int, one: OpenCase, step: CaseStep) -> Iterator[Issue]:
    """A party outside has not been at work for longer than it ever is."""
    if step.takes is None:
        return
    at_work = one.in_step if step.places is None else one.served
    if at_work is not None and at_work >= longest(step.takes):
        what = f"somebody has been at work on step {one.step!r} of a case for"
        what += f" {units.duration_text(at_work)}, and it never takes so long"
        yield Issue("CIC328", (*_BASE, n), what, "write a shorter time", reads=_READS)


def agents_are_not_at_it_for_too_long(model: Model) -> Iterator[Issue]:
    """No agent has had a case in hand for longer than work on it ever takes."""
    for where, work in in_hand(model):
        queue = model.queues.get(work.queue)
        if where[1] == "in_service" or queue is None or known_medium(model, queue.channel) is None:
            continue
        if work.served >= longest_talk(model, work):
            what = f"work in queue {work.queue!r} has been in hand for"
            what += f" {units.duration_text(work.served)}, and none takes so long"
            reads: tuple[Where, ...] = (*_READS, ("queues", work.queue), ("agents",))
            yield Issue("CIC328", where, what, "write a shorter time", reads=reads)


def places_are_taken_before_cases_wait(model: Model) -> Iterator[Issue]:
    """No more cases are at work outside than there are places, and none waits beside a free one."""
    for name, case in model.cases.items():
        for step_name, step in case.steps.items():
            here = [
                one
                for _, one in _of_known_kinds(model)
                if (one.case, one.step) == (name, step_name)
            ]
            if step.places is None or not here:
                continue
            at_work = sum(one.count for one in here if one.served is not None)
            waiting = sum(one.count for one in here if one.served is None)
            told = f"{at_work:,} cases {name!r} are at work in step {step_name!r}"
            if at_work > step.places:
                what = f"{told}, which has {step.places:,} places"
                yield Issue("CIC460", _BASE, what, "remove 'served' from some", reads=_READS)
            elif waiting and at_work < step.places:
                what = f"{told}, and {waiting:,} wait, though there are {step.places:,} places"
                remedy = "say of as many as there are places how long they have been 'served'"
                yield Issue("CIC460", _BASE, what, remedy, reads=_READS)


def no_case_is_open_yet(model: Model) -> Iterator[Issue]:
    """A run that begins from a snapshot without a word on open cases begins without, told so."""
    if model.snapshot is None or "open_cases" in model.snapshot.model_fields_set:
        return
    if model.cases:
        what = "the snapshot tells of no open cases: the first is opened after the run begins, and"
        what += " work on cases, and customers who ask how theirs stand, come in time"
        remedy = "write 'open_cases' in the snapshot: each with case, step, opened; [] if none is"
        yield notice("CIC467", ("snapshot",), what, remedy, reads=(("snapshot",), ("cases",)))


def _of_known_kinds(model: Model) -> Iterator[tuple[int, OpenCase]]:
    if model.snapshot is not None:
        for n, one in enumerate(model.snapshot.open_cases):
            if one.case in model.cases:
                yield n, one


OPEN_CASE_NAME_CHECKS = (steps_of_open_cases_exist,)
OPEN_CASE_CHECKS = (
    cases_stand_as_they_can,
    agents_are_not_at_it_for_too_long,
    places_are_taken_before_cases_wait,
    no_case_is_open_yet,
)
