"""The exceptions of cic, and what they say.

The tree::

    CicError
    ├── ScenarioError   what was asked cannot be run: a list of findings
    ├── UsageError      a function or command was called with arguments it cannot take
    ├── EngineError     a run went wrong: at what simulated time, in which replication
    └── ResultError     a saved result cannot be read or written

A `Finding` says where, what (with the value) and what to do about it. Errors about a scenario hold
all findings at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong or worth knowing: where, what, and the remedy."""

    code: str
    """Stable code, `CICnnn`: 0 file, 1 values, 2 names, 3 sense, 4 size, 5 what a run showed."""
    where: str
    """Dotted path inside the scenario, such as `queues.regular.talk`; empty for the whole."""
    what: str
    """What is wrong, with the value that was found."""
    remedy: str = ""
    """What to do about it."""
    file: str = ""
    """The file the value was written in; empty when it came from Python or the command line."""
    line: int = 0
    """Line in that file, from 1; 0 where unknown."""
    column: int = 0
    """Column in that line, from 1; 0 where unknown."""
    severity: Severity = "error"

    @property
    def place(self) -> str:
        """`file:line:column`, as far as it is known."""
        numbers = "".join(f":{n}" for n in (self.line, self.column) if n)
        return f"{self.file}{numbers}" if self.file else ""

    def __str__(self) -> str:
        start = " ".join(part for part in (self.place, self.where) if part)
        told = f"{start}: {self.code} {self.what}" if start else f"{self.code} {self.what}"
        return f"{told}\n    → {self.remedy}" if self.remedy else told


class CicError(Exception):
    """Anything cic refuses to do, in words meant for its user."""


class UsageError(CicError, ValueError):
    """A function or command was called with something it cannot take."""


class EngineError(CicError, RuntimeError):
    """A run could not go on; the message says when, where and why."""


class ResultError(CicError):
    """A saved result cannot be read or written."""


class ScenarioError(CicError, ValueError):
    """A scenario cannot be run; `findings` holds every reason."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__(self.findings)

    def __str__(self) -> str:
        count = len(self.findings)
        head = "1 problem found" if count == 1 else f"{count} problems found"
        return "\n".join([head, *map(str, self.findings)])


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that may be meant by another, if any is near."""
    near = difflib.get_close_matches(str(name), known, n=1, cutoff=0.6)
    return near[0] if near else None


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """A remedy for an unknown name: the nearest known one, and what is known.

    Examples
    --------
    >>> did_you_mean("biling", ["billing", "help"])
    "did you mean 'billing'? Known names: billing, help"
    """
    known = list(dict.fromkeys(known))
    if not known:
        return "nothing is defined there yet"
    near = nearest(name, known)
    listed = f"Known names: {', '.join(known[:20])}" + (" …" if len(known) > 20 else "")  # noqa: PLR2004
    return f"did you mean {near!r}? {listed}" if near else listed


def no_such(what: str, name: str, known: Sequence[str]) -> UsageError:
    """The error of asking for a name that is not there.

    Examples
    --------
    >>> print(no_such("queue", "biling", ["billing", "help"]))
    there is no queue 'biling'
        → did you mean 'billing'? Known names: billing, help
    """
    return UsageError(f"there is no {what} {name!r}\n    → {did_you_mean(name, known)}")
