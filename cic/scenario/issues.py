"""What a check of a whole scenario finds, before its place in a file is known."""

from __future__ import annotations

from dataclasses import dataclass

from cic.errors import Severity
from cic.scenario.paths import Where


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong, or worth knowing, about a place in a scenario."""

    code: str
    where: Where
    what: str
    remedy: str = ""
    severity: Severity = "error"


def notice(code: str, where: Where, what: str, remedy: str = "") -> Issue:
    """Something worth knowing that does not keep a scenario from being run."""
    return Issue(code, where, what, remedy, "notice")
