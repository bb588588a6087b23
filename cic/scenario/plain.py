"""Data from Python, made as plain as what a file says: dicts, lists, text, numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from cic.errors import Finding, ScenarioError
from cic.scenario.paths import Where, dotted
from cic.scenario.reader import MAX_DEPTH, MAX_NODES
from cic.scenario.scalars import MAX_INTEGER, shown


def plain(value: object) -> Any:  # noqa: ANN401
    """A copy of nested data, of plain types only; keys become text.

    Arrays and tables are taken by their `tolist`.

    Raises
    ------
    ScenarioError
        If something in it could not be written in a file.
    """
    return _Plain().copy(value, ())


class _Plain:
    def __init__(self) -> None:
        self.nodes = 0

    def copy(self, value: object, where: Where) -> Any:  # noqa: ANN401
        self.nodes += 1
        if self.nodes > MAX_NODES:
            _refuse("CIC003", (), f"the data hold more than {MAX_NODES:,} values")
        if len(where) > MAX_DEPTH:
            _refuse("CIC011", (), f"values lie more than {MAX_DEPTH} deep")
        if isinstance(value, Mapping):
            return self._mapping(value, where)
        if isinstance(value, list | tuple):
            return [self.copy(item, (*where, n)) for n, item in enumerate(value)]
        if value is None or isinstance(value, bool | int | float | str):
            return _scalar(value, where)
        as_list = getattr(value, "tolist", None)
        if callable(as_list) and not isinstance(value, type):
            return self.copy(as_list(), where)
        return _refuse("CIC103", where, f"a scenario cannot hold a {type(value).__name__}")

    def _mapping(self, value: Mapping[Any, Any], where: Where) -> dict[str, Any]:
        copied: dict[str, Any] = {}
        for key, item in value.items():
            if not isinstance(key, str | int | float):
                _refuse("CIC103", where, f"a name cannot be a {type(key).__name__}")
            name = str(_scalar(str(key), where))
            if name in copied:
                _refuse("CIC007", (*where, name), f"{name!r} is given twice")
            copied[name] = self.copy(item, (*where, name))
        return copied


def _scalar(value: bool | int | float | str | None, where: Where) -> object:  # noqa: FBT001
    if isinstance(value, str):
        if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value):
            _refuse("CIC004", where, "a text holds a character that cannot be written")
        return str(value)
    if value is None or isinstance(value, bool):
        return value
    if not math.isfinite(value) if isinstance(value, float) else abs(value) >= MAX_INTEGER:
        _refuse("CIC012", where, f"{shown(value)} is not a number that can be used here")
    return float(value) if isinstance(value, float) else int(value)


def _refuse(code: str, where: Where, what: str) -> Any:  # noqa: ANN401
    raise ScenarioError([Finding(code=code, where=dotted(where), what=what)])
