"""The open cases of a snapshot one by one, and whose hands work on them is in."""

from __future__ import annotations

from dataclasses import dataclass

from cic.scenario.cases import CaseStep
from cic.scenario.open_cases import OpenCase
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.snapshot import InService


@dataclass(frozen=True, slots=True)
class CaseThere:
    """One case that is open as a run begins."""

    entry: int
    """Its place in `open_cases`."""
    kind: str
    step: str
    queue: str
    """The queue of the contact that opened it."""
    opened: float
    """For how long it has been open [s]."""
    lasted: float
    """For how long it has been in its step [s]."""
    at_work: float | None
    """For how long somebody has been at work on it [s]; None: it waits."""
    hand: int | None
    """Its place among what agents have in hand (`in_hand`); None: no agent has it."""


def step_of(model: Model, one: OpenCase) -> CaseStep | None:
    """The step that a case is in; None where there is no such kind or step."""
    kind = model.cases.get(one.case)
    return None if kind is None else kind.steps.get(one.step)


def opened_in(model: Model, one: OpenCase) -> str | None:
    """The queue whose contact opened a case; None where no contact opens such cases."""
    if one.queue is not None:
        return one.queue
    opened = model.cases[one.case].opened
    return next((name for name, share in opened.items() if share > 0), None)


def in_hand(model: Model) -> list[tuple[Where, InService]]:
    """What agents have in hand as a run begins, and where it is written: contacts, then cases."""
    if model.snapshot is None:
        return []
    base: Where = ("snapshot",)
    found = [((*base, "in_service", n), one) for n, one in enumerate(model.snapshot.in_service)]
    for n, one in enumerate(model.snapshot.open_cases):
        step = step_of(model, one)
        if step is None or step.queue is None or not one.in_hand:
            continue
        for _, lasted, served in one.each():
            work = InService.model_construct(
                queue=step.queue,
                group=one.group,
                agent=one.agent,
                served=served or 0.0,
                waited=lasted - (served or 0.0),
            )
            found.append(((*base, "open_cases", n), work))
    return found


def cases_there(model: Model) -> list[CaseThere]:
    """The open cases of a snapshot, in the order of writing; of a model without mistakes."""
    if model.snapshot is None:
        return []
    found: list[CaseThere] = []
    hands = len(model.snapshot.in_service)
    for n, one in enumerate(model.snapshot.open_cases):
        step, queue = step_of(model, one), opened_in(model, one)
        assert step is not None  # noqa: S101 - the checks see to both
        assert queue is not None  # noqa: S101
        for opened, lasted, served in one.each():
            hand = None
            if step.queue is not None and one.in_hand:
                hand, hands = hands, hands + 1
            elif step.queue is None and step.places is None:
                served = lasted  # noqa: PLW2901 - such a party begins as the case comes
            found.append(CaseThere(n, one.case, one.step, queue, opened, lasted, served, hand))
    return found
