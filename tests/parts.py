"""The parts of a scenario: all models that an annotation leads to."""

from typing import Any, get_args

from pydantic import BaseModel

from cic.scenario.shape import bare, kind_of


def parts_of(kind: Any) -> list[type[BaseModel]]:
    """The models of a kind of value, and all below them, each once."""
    seen: dict[type[BaseModel], None] = {}
    _look(kind, seen)
    return list(seen)


def _look(kind: Any, seen: dict[type[BaseModel], None]) -> None:
    kind = bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in seen:
        seen[kind] = None
        for info in kind.model_fields.values():
            _look(kind_of(info), seen)
    for inner in get_args(kind):
        _look(inner, seen)
