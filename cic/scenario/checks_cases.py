"""Checks of cases: what they speak of exists, and can happen."""

from __future__ import annotations

import math
from collections.abc import Iterator

from cic.errors import did_you_mean
from cic.scenario.cases import Case, CaseStep
from cic.scenario.checks_names import known_medium
from cic.scenario.issues import Issue, notice
from cic.scenario.paths import Where
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model

_SLACK = 1e-6


def queues_of_cases_exist(model: Model) -> Iterator[Issue]:
    """Queues that open cases, that steps are work in, and that are asked."""
    for where, queue, told in _named(model):
        if queue not in model.queues:
            what = f"{told} queue {queue!r}, which does not exist"
            yield Issue("CIC455", where, what, did_you_mean(queue, list(model.queues)))


def _named(model: Model) -> Iterator[tuple[Where, str, str]]:
    """Every queue that a case names, with the place and what is said there."""
    for name, case in model.cases.items():
        base: Where = ("cases", name)
        for queue in case.opened:
            yield (*base, "opened", queue), queue, "cases are opened in"
        for step_name, step in case.steps.items():
            if step.queue is not None:
                where = (*base, "steps", step_name, "queue")
                yield where, step.queue, f"step {step_name!r} is work in"
        if case.enquiries is not None:
            yield (*base, "enquiries", "to"), case.enquiries.to, "customers ask in"


def solved_steps_exist(model: Model) -> Iterator[Issue]:
    """The step with whose end a problem is solved is one of the case's."""
    for name, case in model.cases.items():
        after = None if case.knowledge is None else case.knowledge.after
        if after is not None and after not in case.steps:
            where: Where = ("cases", name, "knowledge", "after")
            what = f"problems are solved with step {after!r}, which does not exist"
            remedy = did_you_mean(after, list(case.steps))
            yield Issue("CIC456", where, what, remedy, reads=(where, ("cases", name, "steps")))


def work_on_cases_waits(model: Model) -> Iterator[Issue]:
    """The queues of steps keep all work until an agent has done it."""
    for name, case in model.cases.items():
        for step_name, step in case.steps.items():
            if step.queue in model.queues:
                yield from _keeps(model, step, ("cases", name, "steps", step_name, "queue"))


def _keeps(model: Model, step: CaseStep, where: Where) -> Iterator[Issue]:
    assert step.queue is not None  # noqa: S101
    queue = model.queues[step.queue]
    medium = known_medium(model, queue.channel)
    reads: tuple[Where, ...] = (where, ("queues", step.queue), ("channels",))
    if medium is not None and not medium.deferred:
        what = f"the step is work in queue {step.queue!r}, whose contacts are live: {medium.name}"
        remedy = f"write 'channel: email' in queue {step.queue!r}, or name another queue"
        yield Issue("CIC457", where, what, remedy, reads=reads)
    elif (lets_go := _lets_go(queue)) is not None:
        what = f"the step is work in queue {step.queue!r}, which may lose it: {lets_go}"
        remedy = f"remove '{lets_go}' from queue {step.queue!r}, or name another queue"
        yield Issue("CIC458", where, what, remedy, reads=reads)


def _lets_go(queue: Queue) -> str | None:
    """The field by which a queue may lose contacts; None where it keeps all."""
    for field in ("bot", "capacity", "voicemail", "callback"):
        if getattr(queue, field) is not None:
            return field
    if queue.balk > 0:
        return "balk"
    return "patience" if queue.patience.mean < math.inf else None


def a_contact_opens_one_case(model: Model) -> Iterator[Issue]:
    """The shares of the cases that one queue opens are at most 100%."""
    for queue in dict.fromkeys(one for case in model.cases.values() for one in case.opened):
        total = sum(case.opened.get(queue, 0.0) for case in model.cases.values())
        if total > 1 + _SLACK:
            last = [name for name, case in model.cases.items() if queue in case.opened][-1]
            what = f"contacts of queue {queue!r} open cases with {100 * total:.6g}% in all"
            where: Where = ("cases", last, "opened", queue)
            yield Issue("CIC459", where, what, "let the shares sum to at most 100%",
                        reads=(("cases",),))  # fmt: skip


def cases_are_of_use(model: Model) -> Iterator[Issue]:
    """Entries that help nobody, and expectations of nobody, are told."""
    for name, case in model.cases.items():
        base: Where = ("cases", name)
        yield from _knowledge_is_used(case, base)
        if case.expected is not None and model.customers is None:
            what = "customers expect a turnaround, and there are none who judge"
            remedy = "write 'customers: {}', or remove 'expected'"
            where = (*base, "expected")
            yield notice("CIC465", where, what, remedy, reads=(where, ("customers",)))


def _knowledge_is_used(case: Case, base: Where) -> Iterator[Issue]:
    quicker = [name for name, step in case.steps.items() if step.known_factor != 1]
    if quicker and case.knowledge is None:
        where = (*base, "steps", quicker[0], "known_factor")
        what = "a step is quicker where the knowledge base has an entry, and there is none"
        remedy = "write 'knowledge: {kinds: 50}', or remove 'known_factor'"
        yield notice("CIC466", where, what, remedy, reads=(base,))
    if not quicker and case.knowledge is not None:
        what = "a knowledge base makes no step quicker"
        remedy = "write 'known_factor: 0.7' in a step, or remove 'knowledge'"
        yield notice("CIC466", (*base, "knowledge"), what, remedy, reads=(base,))


CASE_NAME_CHECKS = (queues_of_cases_exist, solved_steps_exist)
CASE_CHECKS = (
    work_on_cases_waits,
    a_contact_opens_one_case,
    cases_are_of_use,
)
