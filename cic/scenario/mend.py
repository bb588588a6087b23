"""A scenario with mistakes, mended just enough to look for the mistakes behind them.

What is wrong is dropped, or replaced by an example, in a copy that nobody runs; findings that touch
what was mended are not told.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from cic.scenario.findings import Problem, problems
from cic.scenario.later import defined
from cic.scenario.paths import Where
from cic.scenario.shape import Kind, bare, example, fields, minimal, models, step
from cic.scenario.spots import Spot

ROUNDS = 8
M = TypeVar("M", bound=BaseModel)


class Mended(Generic[M]):
    """The outcome of validation: the model, if there is one, and what was wrong on the way."""

    def __init__(self, data: dict[str, Any], spot: Spot, folder: Path, root: type[M]) -> None:
        self.model: M | None = None
        self._root = root
        self.problems: list[Problem] = []
        self.touched: set[Where] = set()
        """The paths that were mended; findings near them mean nothing."""
        self.lost: set[str] = set()
        """Names that were dropped; findings about them mean nothing."""
        self._tries: dict[Where, int] = {}
        self._folder = folder
        self._spot = spot
        self._validate(data)

    def _validate(self, data: dict[str, Any]) -> None:
        copied = data
        for _ in range(ROUNDS):
            try:
                context = {"folder": str(self._folder)}
                self.model = self._root.model_validate(copied, context=context)
            except ValidationError as error:
                found = problems(error, copied, self._spot, self._root)
                copied = self._mend(copied if copied is not data else _copy(data), found)
            else:
                return

    def _mend(self, data: dict[str, Any], found: list[Problem]) -> dict[str, Any]:
        before = set(self.touched)
        self.problems += [one for one in found if not touches(one.where, before)]
        for one in sorted(found, key=lambda one: _order(one.where), reverse=True):
            tries = self._tries.get(one.where, 0)
            self._tries[one.where] = tries + 1
            if tries == 0 or one.finding.code == "CIC102":
                self.touched.add(one.where)
                self._mend_one(data, one)
            else:  # that did not help: drop it, then what holds it, and so on
                place = one.where[: len(one.where) - tries + 1]
                in_list = bool(place) and isinstance(place[-1], int)
                self.touched.add(place[:-1] if in_list else place)
                _remove(data, place)
        return data

    def _mend_one(self, data: dict[str, Any], one: Problem) -> None:
        holder, name = _holder(data, one.where)
        if holder is None:
            return
        info, kind = self._info(one.where), self._kind(one.where)
        unknown = info is None and one.finding.code in ("CIC101", "CIC104", "CIC107")
        if one.is_key and unknown and isinstance(holder, dict):
            self.lost.add(str(name))
            holder.pop(str(name), None)
        elif info is not None and isinstance(holder, dict):
            if info.is_required() or name not in holder:
                holder[str(name)] = example(info)
            else:
                del holder[str(name)]
        else:
            holder[name] = _stand_in(kind)  # type: ignore[index]

    def _kind(self, where: Where) -> Kind | None:
        kind: Kind | None = self._root
        for name in where:
            kind = None if kind is None else step(kind, name)
        return kind

    def _info(self, where: Where) -> FieldInfo | None:
        kind = self._kind(where[:-1])
        holders: list[type[BaseModel]] = [] if kind is None else models(kind)
        return next(
            (f[name] for m in holders if (name := str(where[-1])) in (f := fields(m))), None
        )


def touches(where: Where, touched: Iterable[Where]) -> bool:
    """Whether a path holds, or lies in, one of the others."""
    return any(where[: len(other)] == other[: len(where)] for other in touched)


def _order(where: Where) -> list[tuple[int, str]]:
    return [(step_, "") if isinstance(step_, int) else (-1, step_) for step_ in where]


def _copy(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _holder(data: Any, where: Where) -> tuple[dict[str, Any] | list[Any] | None, str | int]:  # noqa: ANN401
    if not where:
        return None, ""
    for name in where[:-1]:
        try:
            data = data[name]
        except (KeyError, IndexError, TypeError):
            return None, ""
    fits = isinstance(data, dict) or (isinstance(data, list) and isinstance(where[-1], int))
    return (data, where[-1]) if fits else (None, "")


def _remove(data: Any, where: Where) -> None:  # noqa: ANN401
    holder, name = _holder(data, where)
    if isinstance(holder, dict):
        holder.pop(str(name), None)
    elif isinstance(holder, list) and isinstance(name, int) and name < len(holder):
        holder.pop(name)


def _stand_in(kind: Kind | None) -> object:
    if kind is None:
        return 1
    for item in getattr(defined(kind), "__metadata__", ()):
        examples = getattr(item, "examples", None)
        if examples:
            return examples[0]
    found = models(kind)
    if found:
        return minimal(found[0])
    return "x" if bare(kind) is str else 1
