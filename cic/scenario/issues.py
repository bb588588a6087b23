"""What a check of a whole scenario finds, before its place in a file is known."""

from __future__ import annotations

from typing import NamedTuple

from cic.errors import Severity
from cic.scenario.paths import Where

DAY: tuple[Where, ...] = (("opens",), ("closes",), ("interval",))
"""The places that say how long a day is."""
HORIZON = (*DAY, ("days",), ("starts_on",), ("opening_hours",), ("holidays",))
"""The places that say which days and hours are open."""


class Issue(NamedTuple):
    """Something wrong, or worth knowing, about a place in a scenario."""

    code: str
    where: Where
    what: str
    remedy: str = ""
    severity: Severity = "error"
    reads: tuple[Where, ...] = ()
    """The places it was read from, where these are other than its code's."""


def notice(
    code: str, where: Where, what: str, remedy: str = "", *, reads: tuple[Where, ...] = ()
) -> Issue:
    """Something worth knowing that does not keep a scenario from being run."""
    return Issue(code, where, what, remedy, "notice", reads)
