"""Changes to what was written: overlays laid over it, and single values by dotted path."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cic.errors import Finding, ScenarioError, UsageError, did_you_mean
from cic.scenario.channels import PRESETS, Channel
from cic.scenario.columns import column_values, is_column
from cic.scenario.paths import dotted, undotted
from cic.scenario.plain import plain
from cic.scenario.reader import read_value
from cic.scenario.scalars import shown
from cic.scenario.scenario import Model
from cic.scenario.shape import (
    Kind,
    fields,
    may_stand_alone,
    models,
    named,
    spelled_out,
    step,
)
from cic.scenario.spots import Document, Spot


def read_change(text: str) -> tuple[str, object]:
    """The path and the value of a change such as `agents.generalists.staff=12`.

    Examples
    --------
    >>> read_change("agents.generalists.staff = [4, 5]")
    ('agents.generalists.staff', [4, 5])
    """
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        raise UsageError(f"{shown(text)} is not a change; write it as agents.generalists.staff=12")
    return path.strip(), read_value(value.strip(), of=path.strip())


def laid_over(base: Document, over: Document) -> Document:
    """A document with another laid over it.

    Mappings are merged, anything else replaces; a null removes the name.
    """
    data, spot = _laid_over(base.data, base.spot, over.data, over.spot)
    return Document(data, spot, base.findings + over.findings, base.paths + over.paths)


def _laid_over(
    base: dict[str, Any], base_spot: Spot, over: dict[str, Any], over_spot: Spot
) -> tuple[dict[str, Any], Spot]:
    data, inside = dict(base), dict(base_spot.inside or {})
    for name, value in over.items():
        spot = (over_spot.inside or {}).get(name, Spot())
        below = data.get(name)
        if value is None:
            data.pop(name, None)
            inside.pop(name, None)
        elif isinstance(value, dict) and isinstance(below, dict):
            below_spot = inside.get(name, Spot())
            data[name], inside[name] = _laid_over(below, below_spot, value, spot)
        else:
            data[name], inside[name] = value, spot
    kept = base_spot
    spot = Spot(kept.file, kept.line, kept.column, kept.key_line, kept.key_column, inside)
    return data, spot


def changed(
    document: Document, changes: Mapping[str, object], folder: Path, root: Kind = Model
) -> Document:
    """A document with values set by dotted path; None removes the name.

    Raises
    ------
    ScenarioError
        If a path leads nowhere.
    """
    findings: list[Finding] = []
    data, spot = document.data, document.spot
    for path, value in changes.items():
        try:
            setter = _Setter(path, plain(value), folder)
            data, spot = setter.set(data, spot, root, 0)
        except ScenarioError as error:
            findings += error.findings
    if findings:
        raise ScenarioError(findings)
    return Document(data, spot, document.findings, document.paths)


class _Setter:
    """Sets one value; copies what lies on the way to it, and nothing else."""

    def __init__(self, path: str, value: Any, folder: Path) -> None:  # noqa: ANN401
        try:
            self.where = undotted(path)
        except ValueError as error:
            raise _lost("", str(error), "") from None
        self.value = value
        self.folder = folder

    def set(self, holder: Any, spot: Spot, kind: Kind | None, depth: int) -> tuple[Any, Spot]:  # noqa: ANN401
        """The holder with the value set below it, and its spot."""
        holder = self._spelled_out(holder, kind, self.where[depth])
        if isinstance(holder, list):
            return self._set_item(holder, spot, kind, depth)
        if not isinstance(holder, dict):
            what = f"there is nothing inside {dotted(self.where[:depth])!r}, it is {shown(holder)}"
            raise _lost(dotted(self.where), what, "set the whole of it")
        name = str(self.where[depth])
        last = depth == len(self.where) - 1
        self._check_name(holder, kind, name, depth, last=last)
        holder, inside = dict(holder), dict(spot.inside or {})
        if last and self.value is None:
            holder.pop(name, None)
            inside.pop(name, None)
        elif last:
            holder[name], inside[name] = self.value, Spot()
        else:
            below = None if kind is None else step(kind, name)
            at = inside.get(name, Spot())
            holder[name], inside[name] = self.set(holder.get(name) or {}, at, below, depth + 1)
        return holder, _with_inside(spot, inside)

    def _set_item(
        self, holder: list[Any], spot: Spot, kind: Kind | None, depth: int
    ) -> tuple[list[Any], Spot]:
        text = str(self.where[depth])
        number = int(text) if text.isdecimal() and len(text) < 10 else -1  # noqa: PLR2004
        if not 0 <= number < len(holder):
            what = f"{dotted(self.where[:depth])!r} has no element {text!r}"
            remedy = f"its elements are numbered 0 to {len(holder) - 1}"
            raise _lost(dotted(self.where), what, remedy)
        holder, inside = list(holder), dict(spot.inside or {})
        if depth == len(self.where) - 1:
            holder[number], inside[number] = self.value, Spot()
        else:
            below = None if kind is None else step(kind, number)
            at = inside.get(number, Spot())
            holder[number], inside[number] = self.set(holder[number], at, below, depth + 1)
        return holder, _with_inside(spot, inside)

    def _spelled_out(self, holder: Any, kind: Kind | None, name: str | int) -> Any:  # noqa: ANN401
        """What a short form stands for, so that a part of it can be set."""
        numbered = isinstance(name, int) or name.isdecimal()
        if is_column(holder) and numbered:
            try:
                return column_values({k: holder[k] for k in holder}, self.folder)
            except ValueError as error:
                raise _lost(dotted(self.where), str(error), "") from None
        if kind is None or (isinstance(holder, dict) and name in holder):
            return holder
        if isinstance(holder, list) and numbered:
            return holder
        if isinstance(holder, dict) and numbered and may_stand_alone(kind):
            return [holder]
        return spelled_out(holder, kind)

    def _check_name(
        self, holder: dict[str, Any], kind: Kind | None, name: str, depth: int, *, last: bool
    ) -> None:
        if name in holder or kind is None:
            return
        if last and self.value is None:
            return
        known = list(dict.fromkeys([*holder, *(f for m in models(kind) for f in fields(m))]))
        if named(kind):
            entry = step(kind, name)
            preset = entry is not None and Channel in models(entry) and name in PRESETS
            if last or preset:
                return
            known = list(holder)
        elif name in known:
            return
        base = dotted(self.where[:depth])
        what = f"{base!r} has no {name!r}" if base else f"a scenario has no {name!r}"
        raise _lost(dotted(self.where), what, did_you_mean(name, known))


def _with_inside(spot: Spot, inside: dict[str | int, Spot]) -> Spot:
    return Spot(spot.file, spot.line, spot.column, spot.key_line, spot.key_column, inside)


def _lost(where: str, what: str, remedy: str) -> ScenarioError:
    return ScenarioError([Finding(code="CIC210", where=where, what=what, remedy=remedy)])
