"""Values as people write them ("4 min", "80% in 20 s", "120/hour", "08:30"), read and written.

Inside, times and durations are float seconds and shares lie in [0, 1]. Reading is strict: a
duration names its unit (only 0 needs none), a share is a percentage or a number in [0, 1].
"""

from __future__ import annotations

import math
import re

SECOND = 1.0
MINUTE = 60.0
HOUR = 3600.0
DAY = 86400.0
WEEK = 604800.0
DAYS_A_YEAR = 365.0
YEAR = DAYS_A_YEAR * DAY

_UNITS = {
    "ms": 0.001,
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), SECOND),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("h", "hour", "hours"), HOUR),
    **dict.fromkeys(("d", "day", "days"), DAY),
    **dict.fromkeys(("week", "weeks"), WEEK),
}
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_DURATION = re.compile(rf"\s*({_NUMBER})\s*([A-Za-z]+)\s*")
_RATE = re.compile(rf"\s*({_NUMBER})\s*(?:/|per\s)\s*([A-Za-z]+)\s*")
_CLOCK = re.compile(r"\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*")
_ZONE = re.compile(r"\s*([+-])(\d{1,2}):(\d{2})\s*")
_PERCENT = re.compile(rf"\s*({_NUMBER})\s*%\s*")

LATEST_CLOCK = 48 * HOUR
"""A clock time may run past midnight: 26:00 is two in the morning of the next day."""
FARTHEST_ZONE = 14 * HOUR
"""No clocks are further ahead of others, or behind them."""


def duration(value: object) -> float:
    """Seconds of a duration such as `"4 min"`, `"1 h 30 min"`, `"20s"` or 0.

    Raises
    ------
    ValueError
        If the text has no unit, an unknown unit, or a value that is negative or not finite.

    Examples
    --------
    >>> duration("4 min"), duration("1 h 30 min"), duration(0)
    (240.0, 5400.0, 0.0)
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"{value!r} is not a duration; write it as '4 min' or '20 s'")
    if isinstance(value, int | float):
        if value == 0:
            return 0.0
        raise ValueError(f"{value!r} has no unit; write it as '{value} s' or '{value} min'")
    text = value.strip()
    if text == "0":
        return 0.0
    seconds, end = 0.0, 0
    while end < len(text):
        part = _DURATION.match(text, end)
        if part is None:
            raise ValueError(_not_a_duration(value))
        unit = part[2] if part[2] in _UNITS else part[2].lower()
        if unit not in _UNITS:
            known = "ms, s, min, h, d, weeks"
            raise ValueError(f"{value!r} has the unit {part[2]!r}; known units: {known}")
        seconds += float(part[1]) * _UNITS[unit]
        end = part.end()
    if not text:
        raise ValueError(_not_a_duration(value))
    if not math.isfinite(seconds) or seconds < 0 or "-" in text.replace("e-", ""):
        told = f"{value!r} is not a duration: it must be finite and not negative"
        raise ValueError(f"{told}; write how long, such as '4 min', or 0")
    return seconds


def _not_a_duration(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(rf"\s*{_NUMBER}\s*", value):
        return f"{value!r} has no unit; write it as '{value.strip()} s' or '{value.strip()} min'"
    return f"{value!r} is not a duration; write it as '4 min' or '20 s'"


def clock_time(value: object) -> float:
    """Seconds after midnight of a time of day such as `"08:30"`; up to 48:00 (two days).

    Examples
    --------
    >>> clock_time("08:30"), clock_time("24:00")
    (30600.0, 86400.0)
    """
    part = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if part is None:
        raise ValueError(f"{value!r} is not a time of day; write it as '08:30'")
    hours, minutes, seconds = int(part[1]), int(part[2]), int(part[3] or 0)
    at = hours * HOUR + minutes * MINUTE + seconds
    if minutes > 59 or seconds > 59 or at > LATEST_CLOCK:  # noqa: PLR2004
        told = f"{value!r} is not a time of day between 00:00 and 48:00"
        raise ValueError(f"{told}; write it as '08:30', past midnight as '26:00'")
    return at


def time_zone(value: object) -> float:
    """Seconds by which clocks are ahead of others, written as `"+04:30"`; behind: `"-05:00"`.

    Examples
    --------
    >>> time_zone("+04:30"), time_zone("-05:00")
    (16200.0, -18000.0)
    """
    part = _ZONE.fullmatch(value) if isinstance(value, str) else None
    if part is None:
        raise ValueError(f"{value!r} is not a time zone; write it as '+04:30' or '-05:00'")
    hours, minutes = int(part[2]), int(part[3])
    ahead = hours * HOUR + minutes * MINUTE
    if minutes % 15 or minutes > 59 or ahead > FARTHEST_ZONE:  # noqa: PLR2004
        told = f"{value!r} is not a whole number of quarters of an hour, 14 hours at most"
        raise ValueError(f"{told}; write it as '+04:30' or '-05:00'")
    return -ahead if part[1] == "-" else ahead


def share(value: object) -> float:
    """A share in [0, 1], written as `"70%"` or 0.7.

    Examples
    --------
    >>> share("70%"), share(0.25)
    (0.7, 0.25)
    """
    if isinstance(value, str):
        part = _PERCENT.fullmatch(value)
        if part is None:
            raise ValueError(f"{value!r} is not a share; write it as '70%' or 0.7")
        number = float(part[1]) / 100.0
    elif isinstance(value, int | float) and not isinstance(value, bool):
        number = float(value)
    else:
        raise ValueError(f"{value!r} is not a share; write it as '70%' or 0.7")
    if not 0.0 <= number <= 1.0:
        told = f"{value!r} is not a share between 0% and 100%"
        raise ValueError(f"{told}; write it as '70%' or 0.7")
    return number


def rate(value: object) -> float:
    """Events per second of a rate such as `"120/hour"` or `"10 per min"`.

    Examples
    --------
    >>> rate("120/hour") * 3600
    120.0
    """
    part = _RATE.fullmatch(value) if isinstance(value, str) else None
    if part is None or part[2].lower() not in _UNITS:
        raise ValueError(f"{value!r} is not a rate; write it as '120/hour' or '10/min'")
    per_second = float(part[1]) / _UNITS[part[2].lower()]
    if not math.isfinite(per_second) or per_second < 0:
        told = f"{value!r} is not a rate: it must be finite and not negative"
        raise ValueError(f"{told}; write how many, such as '120/hour', or '0/hour'")
    return per_second


def counted_text(count: int, what: str) -> str:
    """So many of something, in words.

    Examples
    --------
    >>> counted_text(1, "line"), counted_text(1200, "open case")
    ('1 line', '1,200 open cases')
    """
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def duration_text(seconds: float) -> str:
    """A duration for reading: the largest unit that keeps it short.

    Examples
    --------
    >>> duration_text(20), duration_text(240), duration_text(5400), duration_text(100)
    ('20 s', '4 min', '1.5 h', '1.67 min')
    """
    if not math.isfinite(seconds):
        return "–"  # noqa: RUF001 - a dash
    for unit, name in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if abs(seconds) >= 1.5 * unit or seconds == unit:
            return f"{seconds / unit:.3g} {name}"
    return f"{seconds:.3g} s"


def clock_text(seconds: float, *, with_seconds: bool = False) -> str:
    """A time of day for reading, from seconds after midnight; past midnight it starts anew.

    Examples
    --------
    >>> clock_text(30600), clock_text(86400), clock_text(30605.4, with_seconds=True)
    ('08:30', '24:00', '08:30:05')
    """
    whole = int(seconds)
    if whole > DAY:
        whole %= int(DAY)
    text = f"{whole // 3600:02d}:{whole % 3600 // 60:02d}"
    return f"{text}:{whole % 60:02d}" if with_seconds else text


def time_zone_text(ahead: float) -> str:
    """A time zone for reading.

    Examples
    --------
    >>> time_zone_text(16200), time_zone_text(-18000), time_zone_text(0)
    ('+04:30', '-05:00', '+00:00')
    """
    minutes = round(abs(ahead) / MINUTE)
    return f"{'-' if ahead < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
