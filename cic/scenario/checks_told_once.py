"""Checks of a snapshot beside its open cases: work on a case is told with the case, and once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cic import units
from cic.scenario.cases_there import in_hand, step_of
from cic.scenario.checks_flow import queues_reached
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.scenario import Model

_BASE: Where = ("snapshot",)
_READS: tuple[Where, ...] = (_BASE, ("queues",), ("cases",))


def work_on_cases_is_told_with_them(model: Model) -> Iterator[Issue]:
    """Contacts of a snapshot that can only be, or seem to be, the work of cases are told.

    Contacts in `waiting` and `in_service` are of no case. Where nothing else comes to their queue,
    they can only be meant as such work; where open cases have waited there, or been in hand, for as
    long as contacts have, these may be the same.
    """
    if model.snapshot is None:
        return
    worked_in = {step.queue for case in model.cases.values() for step in case.steps.values()}
    others = _reached_without_work(model)
    for queue in model.queues:
        there = model.snapshot.count(queue) + sum(1 for _ in model.snapshot.served_in(queue))
        if queue not in worked_in or not there:
            continue
        where = (*_BASE, "waiting", queue) if model.snapshot.count(queue) else None
        where = where or (*_BASE, "in_service", next(model.snapshot.served_in(queue))[0])
        cases = _waits_of_cases(model, queue).total() + _hands(model, queue, cases=True).total()
        work = f"the work of {units.counted_text(cases, 'open case')}"
        if queue not in others:
            what = f"only work on cases comes to queue {queue!r}, and the snapshot has "
            what += f"{units.counted_text(there, 'contact')} of no case there"
            what += f", beside {work}" if cases else ""
            remedy = "tell work that waits or is in hand in 'open_cases' only, with case and step"
            yield notice("CIC468", where, what, remedy, reads=_READS)
        elif told_twice := _alike(model, queue):
            contacts = units.counted_text(told_twice, "contact")
            what = f"in queue {queue!r} the snapshot has {contacts} for just as long as {work}, "
            what += "perhaps the same"
            remedy = "leave work on cases out of 'waiting' and 'in_service': 'open_cases' tells it"
            yield notice("CIC468", where, what, remedy, reads=_READS)


def _reached_without_work(model: Model) -> set[str]:
    """The queues that contacts come to which are not the work of cases."""
    cases = {name: case.model_copy(update={"steps": {}}) for name, case in model.cases.items()}
    return queues_reached(model.model_copy(update={"cases": cases, "snapshot": None}))


def _alike(model: Model, queue: str) -> int:
    """How many contacts of a queue have been there for as long as open cases, if all these have."""
    assert model.snapshot is not None  # noqa: S101
    waits = Counter(round(wait) for wait in model.snapshot.waits(queue))
    of_cases, hands = _waits_of_cases(model, queue), _hands(model, queue, cases=True)
    if not of_cases <= waits or not hands <= _hands(model, queue, cases=False):
        return 0
    return of_cases.total() + hands.total()


def _waits_of_cases(model: Model, queue: str) -> Counter[int]:
    """How many open cases have waited in a queue for so many seconds."""
    assert model.snapshot is not None  # noqa: S101
    return Counter(
        round(lasted)
        for one in model.snapshot.open_cases
        if (step := step_of(model, one)) is not None and step.queue == queue and not one.in_hand
        for _, lasted, _ in one.each()
    )


def _hands(model: Model, queue: str, *, cases: bool) -> Counter[tuple[str | None, str | None, int]]:
    """Who has had something of a queue in hand for so many seconds: open cases, or contacts."""
    return Counter(
        (work.group, work.agent, round(work.served))
        for where, work in in_hand(model)
        if work.queue == queue and (where[1] == "open_cases") == cases
    )


TOLD_ONCE_CHECKS = (work_on_cases_is_told_with_them,)
