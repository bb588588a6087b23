"""Scores that a person wrote in Python: `f(contact, agent, centre, now)`, the highest wins.

The plain function looks the person's up in a list. The compiled clock puts another in its place
that jumps to an address: so the machine code of the rules stays the same whatever the function.
"""

from __future__ import annotations

import linecache
import math
import re
from collections.abc import Callable
from numbers import Real
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Any, NamedTuple

import numpy as np

from cic.errors import EngineError, did_you_mean
from cic.program.centre import rule

READABLE: dict[str, dict[str, str]] = {
    "contact": {
        "arrived_at": "when it arrived at the centre [s from the first opening]",
        "queued_at": "when it reached its queue [s]",
        "patience": "for how long it waits at most [s]; a real centre does not know it",
        "talk": "how long its talk will take [s], before factors; a real centre does not know it",
        "queue": "number of its queue",
        "source": "number of the queue, or the IVR, that it came by",
    },
    "agent": {
        "idle_since": "since when it is idle [s]; for the agent who chooses, since when it was",
        "answered": "contacts answered so far",
        "group": "number of its group",
        "home": "number of the group it belongs to, if it was moved",
    },
    "centre.queues": {
        "length": "contacts waiting",
        "first": "number of the contact at the head; -1: nobody waits",
        "priority": "as written",
        "weight": "as written",
        "head_start": "as written [s]",
        "due_within": "threshold of the service level [s]",
        "last_chosen": "number of the agent this queue chose last, by turns or by a score",
    },
    "centre.groups": {
        "length": "idle agents",
        "present": "agents on duty",
        "first": "number of the agent idle longest; -1: nobody is idle",
    },
    "centre.skills": {
        "talk_factor": "as written; row group × queues + queue",
        "quality": "as written; row group × queues + queue",
    },
    "centre.agents": {"idle_since": "as above, by number of the agent", "answered": "as above"},
    "centre.contacts": {"queued_at": "as above, by number of the contact", "queue": "as above"},
    "centre.cells": {"value": "64 numbers, 0 at first, that the function may write"},
}
"""What a function may read: rows of tables by number, in the order of writing, from 0.

`now` is the instant [s from the first opening]. All else is the simulator's own and may change. The
function runs whenever a score is needed, which may be more than once for the same pair. One that
draws at random, or keeps anything outside `centre.cells`, makes runs that no seed repeats.
"""


class View(NamedTuple):
    """What a function of a person's own may read of a centre, and the cells that it may write."""

    queues: Any
    groups: Any
    skills: Any
    agents: Any
    contacts: Any
    cells: Any


FUNCTIONS: list[Callable[..., Any]] = []
"""Functions of people's own, for the clock that runs plain Python; an address is a place here, from
1."""


class OwnPolicyError(EngineError):
    """A function of a person's own failed in machine code, which does not tell where."""


def name_of(function: Callable[..., Any]) -> str:
    """What a function is called in print; an object that can be called, by its class."""
    return str(getattr(function, "__name__", type(function).__name__))


def place_of(function: Callable[..., Any]) -> int:
    """The address of a function: its place in the list."""
    if function not in FUNCTIONS:
        FUNCTIONS.append(function)
    return FUNCTIONS.index(function) + 1


def said_by(address, contact, agent, centre, now):
    """What the function at an address says."""
    function = FUNCTIONS[address - 1]
    try:
        said = function(contact, agent, view_of(centre), now)
    except (Exception, SystemExit) as error:
        told = f"{name_of(function)} failed at {now:g} s{_line_of(error)}"
        remedy = _known_fields(error, contact) or "mend this policy of your own"
        what = f"{type(error).__name__}: {error}{_values_of(error)}"
        raise EngineError(f"{told}: {what}\n    → {remedy}") from error
    if not isinstance(said, Real | np.bool_):
        told = f"{name_of(function)} returned {said!r} at {now:g} s, which is not a number"
        raise EngineError(f"{told}\n    → let this policy of your own return a number, always")
    score = float(said)
    return -math.inf if math.isnan(score) else score


said_by.is_rule = True  # type: ignore[attr-defined]
said_by.is_foreign = True  # type: ignore[attr-defined]


def _line_of(error: BaseException) -> str:
    """The line of a person's own code in which it failed; empty where it was not reached."""
    here = _place_of(error)
    if here is None:
        return ""
    frame, line = here
    return f", line {line} of {Path(frame.f_code.co_filename).name}"


def _values_of(error: BaseException) -> str:
    """The numbers that the line read in which a person's own code failed, by their names."""
    here = _place_of(error)
    if here is None:
        return ""
    frame, line = here
    found = {}
    text = linecache.getline(frame.f_code.co_filename, line)
    for name, field in re.findall(r"(?<![\w.])(\w+)(?:\.(\w+))?", text):
        value = frame.f_locals.get(name)
        if field:
            value = getattr(value, field, None)
        if isinstance(value, Real):
            found[f"{name}.{field}" if field else name] = f"{float(value):g}"
    return f" ({', '.join(f'{name} = {value}' for name, value in found.items())})" if found else ""


def _place_of(error: BaseException) -> tuple[FrameType, int] | None:
    """The frame and the line of a person's own file in which it failed; None if not reached."""
    own = list(walk_tb(error.__traceback__))[1:]
    file = own[0][0].f_code.co_filename if own else ""
    return next((step for step in reversed(own) if step[0].f_code.co_filename == file), None)


def _known_fields(error: BaseException, contact: Any) -> str:
    """What may be read instead, where a function asked for a field that is not there."""
    if not isinstance(error, AttributeError) or error.name is None:
        return ""
    kind = type(error.obj).__name__
    if isinstance(error.obj, View):
        return did_you_mean(error.name, list(View._fields))
    if kind == type(contact).__name__ or kind.lower() == "agent":
        return did_you_mean(error.name, list(READABLE[kind.lower()]))
    return did_you_mean(error.name, list(READABLE.get(f"centre.{kind.lower()}s", {})))


def view_of(centre):
    """The part of a centre that a function of a person's own is given."""
    return View(
        centre.queues, centre.groups, centre.skills, centre.agents, centre.contacts, centre.cells
    )


@rule
def own_score(address, centre, c, a, now):
    """What a person's own function says of a contact and an agent."""
    return said_by(address, centre.contacts[c], centre.agents[a], centre, now)
