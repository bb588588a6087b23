"""Dotted paths into a scenario: `agents.generalists.staff[3]`."""

from __future__ import annotations

import re
from collections.abc import Iterable

Where = tuple[str | int, ...]
"""The steps from the top of a scenario to a value: names of fields, and places in lists."""

_STEP = re.compile(r"\[(\d{1,9})\]|([^.\[\]]+)")


def dotted(where: Iterable[str | int]) -> str:
    """A path as people write it.

    Examples
    --------
    >>> dotted(("agents", "night shift", "staff", 3))
    'agents.night shift.staff[3]'
    """
    text = ""
    for step in where:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def undotted(text: str) -> Where:
    """The steps of a path as people write it; `a.3` stays a name until it is seen to be a list.

    Raises
    ------
    ValueError
        If the text is no path.

    Examples
    --------
    >>> undotted("agents.night shift.staff[3]")
    ('agents', 'night shift', 'staff', 3)
    """
    steps: list[str | int] = []
    end = 0
    while end < len(text):
        if steps and text[end] == ".":
            end += 1
        elif steps and text[end] != "[":
            raise ValueError(f"{text!r} is not a path; write it as agents.generalists.staff")
        found = _STEP.match(text, end)
        if found is None:
            raise ValueError(f"{text!r} is not a path; write it as agents.generalists.staff")
        steps.append(int(found[1]) if found[1] else found[2].strip())
        end = found.end()
    if not steps:
        raise ValueError("the path is empty; write it as agents.generalists.staff")
    return tuple(steps)
