"""Values and names as people read them in a terminal: short, aligned, harmless."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from cic import units

NOTHING = "–"  # noqa: RUF001
"""Where there is nothing to tell."""

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SLOW = 100.0
"""Durations from here on [s] are told in minutes and seconds."""
_LONG = 3600.0
"""Durations from here on [s] are told in hours."""


def harmless(text: str) -> str:
    r"""A text without what could steer a terminal: control characters, bidirectional marks.

    Examples
    --------
    >>> harmless("a\x1b[31mb\u202ec\nd")
    'a[31mb c d'
    """
    kept = (" " if letter.isspace() or letter in _BIDI else letter for letter in text)
    return "".join(letter for letter in kept if unicodedata.category(letter) not in _UNSEEN)


_UNSEEN = ("Cc", "Cs", "Zl", "Zp")


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    from rich.cells import cell_len

    return cell_len(text)


def fitted(text: str, width: int) -> str:
    """A name cut to a width in columns of the terminal, and harmless.

    Examples
    --------
    >>> fitted("stock exchange", 8)
    'stock e…'
    """
    text = harmless(text)
    if _columns(text) <= width:
        return text
    while text and _columns(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def padded(text: str, width: int, *, right: bool = False) -> str:
    """A text filled up to a width in columns of the terminal."""
    gap = " " * max(0, width - _columns(text))
    return gap + text if right else text + gap


@dataclass(frozen=True, slots=True)
class Told:
    """An estimate in words: the value, and the half-width of its interval (empty where none)."""

    value: str
    half: str

    def __str__(self) -> str:
        return f"{self.value} {self.half}".strip()


def tell_all(
    values: Sequence[float], halves: Sequence[float], unit: str, *, with_unit: bool = True
) -> list[Told]:
    """Estimates of one measure in words, all with the same unit and the same decimals.

    Only long times are told each in its own way: seconds and minutes, or hours.

    Examples
    --------
    >>> [str(told) for told in tell_all([0.8123, 1.0], [0.0042, math.nan], "share")]
    ['81.2% ±0.4', '100.0%']
    >>> [str(told) for told in tell_all([24.31, 0.5], [0.84, 0.1], "s")]
    ['24.3 s ±0.8', '0.5 s ±0.1']
    >>> [str(told) for told in tell_all([24.31, 200.2], [0.84, 12.1], "s")]
    ['0:24 ±0:01', '3:20 ±0:12']
    >>> [str(told) for told in tell_all([24.31, 23400], [0.84, 2300], "s")]
    ['0:24 ±0:01', '6.5 h ±0.6']
    >>> [str(told) for told in tell_all([3.456, 0.0023], [0.21, 0.0004], "money")]
    ['3.46 ±0.21', '0.00 ±0.00']
    """
    from cic.measures.definitions import COUNTS

    finite = [abs(value) for value in values if math.isfinite(value)]
    largest = max(finite, default=0.0)
    if unit == "s" and round(largest, 1) >= _SLOW:
        return [_tell_time(value, half) for value, half in zip(values, halves, strict=True)]
    scale = 100.0 if unit == "share" else 1.0
    decimals = 1
    if unit in COUNTS:
        whole = all(value == int(value) for value in finite)
        decimals = 0 if whole or largest >= 100 else 1  # noqa: PLR2004
    if unit == "money":
        decimals = _decimals_of_money(largest)
    tail = {"share": "%", "s": " s", "h": " h"}.get(unit, "") if with_unit else ""
    told = []
    for value, half in zip(values, halves, strict=True):
        if not math.isfinite(value):
            told.append(Told(NOTHING, ""))
            continue
        spread = f"±{half * scale:,.{decimals}f}" if math.isfinite(half) else ""
        told.append(Told(f"{value * scale:,.{decimals}f}{tail}", spread))
    return told


def _decimals_of_money(largest: float) -> int:
    """How many decimals amounts have: none where they are large, two figures where tiny."""
    if largest >= 1000:  # noqa: PLR2004
        return 0
    if largest == 0 or largest >= 0.01:  # noqa: PLR2004
        return 2
    return 1 - math.floor(math.log10(largest))


def _tell_time(value: float, half: float) -> Told:
    """A time that is not short: minutes and seconds, or hours."""
    if not math.isfinite(value):
        return Told(NOTHING, "")
    known = math.isfinite(half)
    if max(abs(value), half if known else 0.0) < _LONG:
        return Told(minutes_text(value), f"±{minutes_text(half)}" if known else "")
    spread = f"±{half / units.HOUR:,.1f}" if known else ""
    return Told(f"{value / units.HOUR:,.1f} h", spread)


def tell(value: float, half: float, unit: str) -> str:
    """One estimate in words.

    Examples
    --------
    >>> tell(0.8123, 0.0042, "share")
    '81.2% ±0.4'
    >>> tell(0.00234, 0.0004, "money")
    '0.0023 ±0.0004'
    """
    return str(tell_all([value], [half], unit)[0])


def minutes_text(seconds: float) -> str:
    """A duration as minutes and seconds, or hours, minutes and seconds.

    Examples
    --------
    >>> minutes_text(200.2), minutes_text(3725), minutes_text(-130)
    ('3:20', '1:02:05', '-2:10')
    """
    if not math.isfinite(seconds):
        return NOTHING
    whole = round(seconds)
    sign = "-" if whole < 0 else ""
    hours, rest = divmod(abs(whole), 3600)
    if hours:
        return f"{sign}{hours}:{rest // 60:02d}:{rest % 60:02d}"
    return f"{sign}{rest // 60}:{rest % 60:02d}"


def share_text(share: float, decimals: int = 0) -> str:
    """A share in percent.

    Examples
    --------
    >>> share_text(0.8), share_text(0.0426, 1)
    ('80%', '4.3%')
    """
    return f"{100 * share:.{decimals}f}%" if math.isfinite(share) else NOTHING


def bound_text(value: float, unit: str) -> str:
    """A target as it was set: percent, a duration, or a number.

    Examples
    --------
    >>> bound_text(0.8, "share"), bound_text(90, "s"), bound_text(0.025, "share")
    ('80%', '1.5 min', '2.5%')
    """
    if unit == "share":
        return f"{100 * value:.4g}%"
    return units.duration_text(value) if unit == "s" else f"{value:g}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row, as one says them.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")
    ('a', 'a and b', 'a, b or c')
    """
    if len(words) < 2:  # noqa: PLR2004
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def spoken(seconds: float) -> str:
    """A duration as one says it, to the second.

    Examples
    --------
    >>> spoken(0.42), spoken(12.3), spoken(192), spoken(3725), spoken(120)
    ('0.4 s', '12 s', '3 min 12 s', '1 h 2 min', '2 min')
    """
    if not math.isfinite(seconds):
        return NOTHING
    if seconds < 0.95:  # noqa: PLR2004
        return f"{seconds:.1f} s"
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    parts = [(hours, "h"), (minutes, "min"), (0 if hours else rest, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def wrapped(text: str, width: int, *, hang: int = 0) -> list[str]:
    """A paragraph in lines of a width in columns of the terminal, later lines indented.

    Examples
    --------
    >>> wrapped("who can answer what", 12, hang=2)
    ['who can', '  answer', '  what']
    """
    lines: list[str] = []
    line = ""
    for n, word in enumerate(text.split(" ")):
        joined = f"{line} {word}" if n else word
        if _columns(joined) > width and line.strip():
            lines.append(line.rstrip())
            joined = " " * hang + word
        line = joined
    return [*lines, line.rstrip()]


def joined_lines(text: str) -> list[str]:
    r"""The paragraphs of a text, each in one line, whatever lines they were written in.

    Lines that are indented, such as those of a table, stay lines of their own; so do items of a
    list, and empty lines.

    Examples
    --------
    >>> joined_lines("written in\nshort lines\n\n  a table\n  of two")
    ['written in short lines', '', '  a table', '  of two']
    """
    found: list[str] = []
    goes_on = False
    for line in text.strip().split("\n"):
        if goes_on and line.strip() and not line.startswith((" ", "- ")):
            found[-1] += f" {line}"
        elif line or found:
            found.append(line)
        goes_on = bool(line.strip()) and not line.startswith(" ")
    return found
