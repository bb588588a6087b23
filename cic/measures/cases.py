"""What becomes of cases: counts by kind and by step, and the measures made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from cic import units
from cic.log.case_frames import first_steps, is_late
from cic.log.log import Log
from cic.measures.definitions import Measure
from cic.measures.stacking import by_name
from cic.program.layout import Program
from cic.scenario.scenario import Model

Floats = np.ndarray

COUNTED = (
    *("open_before", "opened", "closed", "open_at_end", "in_time", "due", "turnaround"),
    *("enquiries", "looked_up", "known"),
)
"""What is counted of each kind of case, and of each step, in this order. `in_time` are those over
when they were due, of the `due` whose time came in the run; `turnaround` is the sum of all that
were over."""

CASE_MEASURES: tuple[Measure, ...] = (
    Measure(name="open_before", title="open before", unit="cases", top="open_before",
            formula="cases of the snapshot: open, or in the step, as the run begins"),
    Measure(name="opened", title="opened", unit="cases", top="opened",
            formula="cases opened; of a step: cases that came to it"),
    Measure(name="closed", title="closed", unit="cases", top="closed", better="more",
            formula="cases closed; of a step: cases that left it"),
    Measure(name="open_at_end", title="open", unit="cases", top="open_at_end", better="less",
            formula="open before + opened − closed: still open, or in the step, at the end"),
    Measure(name="in_time", title="in time", unit="share", top="in_time", bottom="due",
            better="more",
            formula="closed (the step: over) when due / cases due in the run"),
    Measure(name="turnaround", title="turnaround", unit="s", top="turnaround", bottom="closed",
            better="less",
            formula="mean time from opening to closing, of the closed; of a step: from coming to "
                    "it to leaving it; with all the time before the run"),
    Measure(name="enquiries", title="enquiries", unit="contacts", top="enquiries", better="less",
            formula="contacts of customers who asked how their case stood"),
    Measure(name="looked_up", title="looked up", unit="contacts", top="looked_up",
            formula="how often customers saw the status without a contact"),
    Measure(name="known", title="known", unit="share", top="known", bottom="there",
            better="more", in_brief=False,
            formula="cases on which the knowledge base had an entry as work on the step began in "
                    "the run (of a case: on any of its steps) / open before + opened"),
)  # fmt: skip
"""Of each kind of case, of each of its steps, then of all cases. Enquiries belong to cases, not to
their steps."""

CASE_MEASURE = {measure.name: measure for measure in CASE_MEASURES}


def rows_of_cases(model: Model) -> tuple[str, ...]:
    """What figures are told of: each kind of case, followed by its steps as `repair/sent`."""
    return tuple(row for name, case in model.cases.items() for row in _rows(name, case.steps))


def _rows(name: str, steps: Iterable[str]) -> Iterator[str]:
    yield name
    yield from (f"{name}/{step}" for step in steps)


def count_cases(log: Log, program: Program, model: Model) -> Floats:
    """Counts of one replication, shape (counts, rows + 1); the last column is of all cases."""
    laid = program.legs.cases
    count = sum(1 + len(steps) for steps in laid.step_names)
    found = np.zeros((len(COUNTED), count + 1))
    run = (program.beginning.at, program.days * units.DAY)
    stamps = log.stamps.reshape(len(log.cases), laid.stamps) if laid.stamps else log.stamps
    at = 0
    for n, case in enumerate(model.cases.values()):
        here = log.cases["kind"] == n
        cases, own = log.cases[here], stamps[here]
        opened = cases["opened_at"]
        known = own["known"].any(axis=1)
        found[:, at] = _counts(opened, opened, cases["closed_at"], case.due, run, known)
        found[COUNTED.index("enquiries"), at] = cases["asked"].sum()
        found[COUNTED.index("looked_up"), at] = cases["looked_up"].sum()
        found[:, -1] += found[:, at]
        at += 1
        first = first_steps(own)
        for s, step in enumerate(case.steps.values()):
            stamp = own[:, s]
            came = ~np.isnan(stamp["begun_at"])
            times = (opened[came], stamp["begun_at"][came], stamp["over_at"][came])
            found[:, at] = _counts(*times, step.due, run, stamp["known"][came])
            if step.due is not None:  # who never came to it is late as well
                due = _due(opened[first <= s], step.due, run)
                found[COUNTED.index("due"), at] = due.sum()
            at += 1
    return found


def _due(opened: Floats, due: float, run: tuple[float, float]) -> Floats:
    """Whether what is due so long after the opening is due in the run."""
    begins, ends = run
    return (opened + due >= begins) & (opened + due <= ends)


def _counts(
    opened: Floats,
    begun: Floats,
    over: Floats,
    due: float | None,
    run: tuple[float, float],
    known: Floats,
) -> Floats:
    """Counts of a kind of case or of a step; what is promised runs from the opening."""
    closed = ~np.isnan(over)
    before = begun < run[0]
    in_time = was_due = 0
    if due is not None:
        counts = _due(opened, due, run)
        in_time = int((counts & ~is_late(opened, over, due, run[1])).sum())
        was_due = int(counts.sum())
    lasted = float((over - begun)[closed].sum())
    many = (before.sum(), (~before).sum(), closed.sum(), len(opened) - closed.sum())
    return np.array([*many, in_time, was_due, lasted, np.nan, np.nan, known.sum()], np.float64)


def case_sums(counted: Floats) -> dict[str, Floats]:
    """Sums by row, then of all; shape (replications, rows + 1)."""
    found = by_name(counted, COUNTED)
    return found | {"there": found["open_before"] + found["opened"]}
