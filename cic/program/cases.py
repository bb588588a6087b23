"""Cases laid flat: what opens them, their steps, and the ways by which these are done."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np

from cic.program.case_records import ARTICLE, CASE_KIND, CASE_STEP, OPENING
from cic.program.codes import NEVER_MIND, NOBODY
from cic.program.leg_codes import CASE_WORK, ENQUIRY
from cic.program.ways import Door, Way, door_of, straight
from cic.scenario.cases import Case
from cic.scenario.durations import NO_TIME
from cic.scenario.scenario import Model


@dataclass(frozen=True)
class Cases:
    """The tables of cases; all empty where the scenario has none."""

    names: tuple[str, ...]
    step_names: tuple[tuple[str, ...], ...]
    """Of each kind."""
    parties: tuple[tuple[str, ...], ...]
    """Who does each step, kind by kind."""
    kinds: np.ndarray
    steps: np.ndarray
    openings: np.ndarray
    articles: np.ndarray

    @property
    def stamps(self) -> int:
        """The most steps of any kind."""
        return max(map(len, self.step_names), default=0)


def case_ways(model: Model, doors: dict[Door, int]) -> list[tuple[str, Way]]:
    """The ways of all steps, then of those who ask, kind by kind, by name; of no cause."""
    return [way for name, case in model.cases.items() for way in _ways(model, name, case, doors)]


def _ways(model: Model, name: str, case: Case, doors: dict[Door, int]) -> Iterator[tuple[str, Way]]:
    for step_name, step in case.steps.items():
        door, takes = NOBODY, step.takes or NO_TIME
        if step.queue is not None:
            door = straight(model, step.queue, doors)
        yield f"cases.{name}/{step_name}", Way(NOBODY, CASE_WORK, 1.0, takes, door, 1)
    if case.enquiries is not None:
        to = case.enquiries.to
        asked = door_of(model, list(model.queues).index(to), model.queues[to].through)
        door = doors.setdefault(asked, len(doors))
        yield f"cases.{name}/enquiries", Way(NOBODY, ENQUIRY, 1.0, NO_TIME, door, 1)


def ways_from(model: Model, queue: str) -> Iterator[str]:
    """Of those ways, the names of the ones that a contact of a queue may lead to."""
    for name, case in model.cases.items():
        if case.opened.get(queue, 0.0) > 0:
            yield from (f"cases.{name}/{step}" for step in case.steps)
            if case.enquiries is not None:
                yield f"cases.{name}/enquiries"


def lay_out_cases(model: Model, first: int) -> Cases:
    """The cases of a scenario, whose ways stand from one number on."""
    cases = model.cases
    kinds = CASE_KIND.table(len(cases))
    steps = CASE_STEP.table(sum(len(case.steps) for case in cases.values()))
    articles: list[float] = []
    kinds["stamps"] = max((len(case.steps) for case in cases.values()), default=0)
    at = 0
    for row, case in zip(kinds, cases.values(), strict=True):
        row["steps_from"], row["steps"] = at, len(case.steps)
        for step, written in zip(steps[at:], case.steps.values(), strict=False):
            step["known_factor"], step["way"] = written.known_factor, first
            step["outside"] = written.queue is None
            step["free"] = written.places or NEVER_MIND
            step["first"] = step["last"] = NOBODY
            first += 1
        at += len(case.steps)
        row["expected"] = -1.0 if case.expected is None else case.expected
        _enquiries(row, case, first)
        first += case.enquiries is not None
        _knowledge(row, case, articles)
    table = ARTICLE.table(len(articles))
    table["since"] = articles
    return Cases(
        names=tuple(cases),
        step_names=tuple(tuple(case.steps) for case in cases.values()),
        parties=tuple(tuple(s.party for s in case.steps.values()) for case in cases.values()),
        kinds=kinds,
        steps=steps,
        openings=_openings(model),
        articles=table,
    )


def _enquiries(row: Any, case: Case, way: int) -> None:  # noqa: ANN401 - a row of a table
    row["asks"] = NOBODY
    if case.enquiries is not None:
        row["asks"] = way
        row["per_day"], row["visible"] = case.enquiries.per_day, case.enquiries.visible


def _knowledge(row: Any, case: Case, articles: list[float]) -> None:  # noqa: ANN401
    """The entries that there are in the beginning, and are not."""
    row["solved_with"] = len(case.steps) - 1
    row["entries_from"] = len(articles)
    if case.knowledge is not None:
        kinds, after = case.knowledge.kinds, case.knowledge.after
        row["problems"] = kinds
        if after is not None:
            row["solved_with"] = list(case.steps).index(after)
        known = round(case.knowledge.known * kinds)
        articles += [-math.inf] * known + [math.inf] * (kinds - known)


def _openings(model: Model) -> np.ndarray:
    """Which case a contact of each queue opens."""
    ends = [
        end
        for queue in model.queues
        for end in accumulate(case.opened.get(queue, 0.0) for case in model.cases.values())
    ]
    table = OPENING.table(len(ends) if model.cases else 0)
    table["until"] = ends[: len(table)]
    return table
