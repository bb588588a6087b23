"""Cases as a table for people: one row a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from cic import units
from cic.log.columns import CASE_COLUMNS, Column
from cic.log.frames import frame, named
from cic.log.log import Log
from cic.program.case_records import CASE, STAMP
from cic.program.codes import NOBODY
from cic.program.layout import Program
from cic.scenario.scenario import Model

if TYPE_CHECKING:
    import pandas as pd


def case_columns(model: Model) -> tuple[Column, ...]:
    """The columns of the table of a scenario's cases: the usual, then one for each step."""
    steps = dict.fromkeys(step for case in model.cases.values() for step in case.steps)
    told = "When this step was over, from the first opening; nan: it was not, or before the run."
    return (
        *CASE_COLUMNS,
        *(Column(f"{step} over_at", "float64", "s", told) for step in steps),
    )


def cases_frame(logs: Sequence[Log], program: Program, model: Model) -> pd.DataFrame:
    """One row a case, in the order in which they were opened; `case_columns` says what.

    Parameters
    ----------
    logs
        The logs of replications 0, 1, …
    """
    lengths = [len(log.cases) for log in logs]
    cases = np.concatenate([CASE.table(0), *(log.cases for log in logs)])
    stamps = np.concatenate([STAMP.table(0), *(log.stamps for log in logs)])
    laid = program.legs.cases
    stamps = stamps.reshape(len(cases), max(1, laid.stamps)) if len(cases) else stamps[:, None]
    step = _numbered(laid.step_names, cases)
    values = {
        "replication": np.repeat(np.arange(len(logs)), lengths),
        "case": np.concatenate([np.arange(0), *map(np.arange, lengths)]),
        "kind": named(cases["kind"], laid.names),
        "contact": cases["opened_by"].copy(),
        "opened_at": cases["opened_at"].copy(),
        "closed_at": cases["closed_at"].copy(),
        "turnaround": cases["closed_at"] - cases["opened_at"],
        "step": named(step, [name for names in laid.step_names for name in names]),
        "late": _late(cases, stamps, model),
        "problem": cases["problem"].copy(),
        "known": stamps["known"].any(axis=1).astype(np.int64),
        "enquiries": cases["asked"].copy(),
        "looked_up": cases["looked_up"].copy(),
        **_step_times(cases, stamps, laid.step_names),
    }
    return frame(case_columns(model), values)


def _numbered(step_names: Sequence[Sequence[str]], cases: np.ndarray) -> np.ndarray:
    """The step that each case is in, counted over all kinds; -1 where it is closed."""
    first = np.cumsum([0, *map(len, step_names)])[:-1]
    here = np.append(first, 0)[cases["kind"]] + cases["step"]
    return np.where(np.isnan(cases["closed_at"]), here, NOBODY)


def _late(cases: np.ndarray, stamps: np.ndarray, model: Model) -> np.ndarray:
    """1 where anything promised was late, or is at the end of the run; else 0."""
    ends = model.days * units.DAY
    late, first = np.zeros(len(cases), np.int64), first_steps(stamps)
    for n, kind in enumerate(model.cases.values()):
        here = cases["kind"] == n
        opened = cases["opened_at"]
        promised = [(np.inf, cases["closed_at"], kind.due)]
        promised += [(s, stamps["over_at"][:, s], step.due) for s, step in
                     enumerate(kind.steps.values())]  # fmt: skip
        for s, over, due in promised:
            if due is not None:
                late |= here & (first <= s) & is_late(opened, over, due, ends)
    return late


def first_steps(stamps: np.ndarray) -> np.ndarray:
    """The first step of each case of which there are times: 0, or that of a case of a snapshot.

    Parameters
    ----------
    stamps
        Of each case, and of each step that one may have; records of `STAMP`.
    """
    came = ~np.isnan(stamps["begun_at"])
    return np.where(came.any(axis=1), came.argmax(axis=1), 0)


def is_late(opened: np.ndarray, over: np.ndarray, due: float, ends: float) -> np.ndarray:
    """Whether what is due so long after the opening was over later, or not by then.

    What is due after the end of the run is not late yet.
    """
    return np.where(np.isnan(over), opened + due <= ends, over - opened > due)


def _step_times(
    cases: np.ndarray, stamps: np.ndarray, step_names: Sequence[Sequence[str]]
) -> Mapping[str, Any]:
    """When each step was over, of all kinds that have a step of such a name."""
    found: dict[str, np.ndarray] = {}
    for n, names in enumerate(step_names):
        here = cases["kind"] == n
        for s, name in enumerate(names):
            column = found.setdefault(f"{name} over_at", np.full(len(cases), np.nan))
            column[here] = stamps["over_at"][here, s]
    return found
