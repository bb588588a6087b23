"""What a plain YAML scalar means, by the core schema of YAML 1.2."""

from __future__ import annotations

import math
import re

MAX_INTEGER = 2**63
_SHOWN = 60

_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class Refused(ValueError):  # noqa: N818
    """A scalar that YAML knows and a scenario does not take."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy


def plain_value(text: str) -> str | int | float | bool | None:
    """The value of a scalar written without quotes.

    Raises
    ------
    Refused
        If it is infinite, not a number, or an integer beyond 2⁶³.

    Examples
    --------
    >>> [plain_value(text) for text in ("8:30", "NO", "010", "1e3", "0x10", "true", "~", "4 min")]
    ['8:30', 'NO', 10, 1000.0, 16, True, None, '4 min']
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        if len(text) > 20 or abs(int(text)) >= MAX_INTEGER:  # noqa: PLR2004
            raise Refused(f"the number {shortened(text)} is too large", "write a smaller number")
        return int(text)
    if _BASED.fullmatch(text):
        return _based(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        if math.isfinite(number):
            return number
        raise Refused(f"the number {shortened(text)} is too large", "write a smaller number")
    if _NOT_FINITE.fullmatch(text):
        raise Refused(f"{text} is not a number that can be used here", "write a finite number")
    return text


def _based(text: str) -> int:
    number = int(text[2:], 8 if text[1] == "o" else 16)
    if number >= MAX_INTEGER:
        raise Refused(f"the number {shortened(text)} is too large", "write a smaller number")
    return number


def shortened(text: str) -> str:
    """A text cut to what fits in a line."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def shown(value: object) -> str:
    """A value as a finding shows it: short, in one line."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        names = ", ".join(map(str, list(value)[:4])) + (", …" if len(value) > 4 else "")  # noqa: PLR2004
        return f"a mapping ({shortened(names)})" if value else "an empty mapping"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    if isinstance(value, bool):
        return str(value).lower()
    return shortened(repr(value))
