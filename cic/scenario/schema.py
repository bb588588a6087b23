"""JSON Schema of what may be written, for editors that complete and check while one types.

It is made from the models, with the short forms that they read besides, and with the sentences that
stand below their fields.
"""

from __future__ import annotations

import ast
import inspect
import sys
from itertools import pairwise
from types import NoneType
from typing import Any, Literal, get_args

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic import BaseModel, BeforeValidator, WithJsonSchema
from pydantic.fields import FieldInfo

from cic.scenario.agents import Skill, listed
from cic.scenario.answering import Answering
from cic.scenario.arrivals import Arrivals
from cic.scenario.columns import read_column
from cic.scenario.delays import Delay
from cic.scenario.dialler import Dialler, Mode
from cic.scenario.durations import KINDS, ByInterval, Constant, Law
from cic.scenario.later import defined
from cic.scenario.laws_mixed import Empirical
from cic.scenario.legs import Transfer, Warm
from cic.scenario.queues import ServiceLevel
from cic.scenario.scenario import Model
from cic.scenario.shape import Kind, bare, choices, fields, is_union, kind_of, models, origin
from cic.scenario.snapshot import TurnUnderWay
from cic.scenario.targets import Target
from cic.scenario.tempers import Temper

Schema = dict[str, Any]

_RATE = {"type": "string", "pattern": r"^.*(/|per\s).*$", "examples": ["120/hour"]}
_COLUMN: Schema = {
    "description": "A column of a CSV file in the scenario's folder.",
    "type": "object",
    "properties": {"file": {"type": "string"}, "column": {"type": "string"}},
    "required": ["file", "column"],
    "additionalProperties": False,
}
_SHORT: dict[type[BaseModel], list[Schema]] = {
    Skill: [{"type": "integer", "description": "The rank."}],
    Answering: [{"$ref": "#/$defs/Duration"}],
    Dialler: [{"type": "string", "enum": list(get_args(Mode)), "description": "The mode."}],
    Delay: [{"type": "string", "pattern": " by ", "examples": ["10% by exponential mean 10 min"]}],
    Arrivals: [_RATE],
    Warm: [{"type": ["string", "number"], "examples": ["60%"]}],
    Transfer: [{"type": ["string", "number"], "examples": ["15%"]}],
    TurnUnderWay: [{"enum": ["agent", "customer"], "description": "Whose turn it is."}],
    Temper: [{"type": ["string", "number"], "examples": ["25%"]}],
    ServiceLevel: [{"type": "string", "pattern": " in ", "examples": ["80% in 20 s"]}],
    Target: [
        {
            "type": "string",
            "pattern": r"^\s*(at most|at least|<=|>=|≤|≥)",
            "examples": ["at most 5%"],
        }
    ],
}
_DURATION_TEXT: Schema = {
    "description": "A duration, or a law: its kind, then its parameters by name.",
    "type": "string",
    "pattern": rf"^\s*([0-9.]|{'|'.join(KINDS)})",
    "examples": ["4 min", "exponential mean 3 min", "lognormal mean 3 min cv 1.2"],
}
_BOUNDS: dict[type, tuple[str, str]] = {
    Ge: ("minimum", "ge"),
    Gt: ("exclusiveMinimum", "gt"),
    Le: ("maximum", "le"),
    Lt: ("exclusiveMaximum", "lt"),
}
_PLAIN: dict[object, str] = {int: "integer", float: "number", str: "string", bool: "boolean"}


def json_schema(root: type[BaseModel] = Model, title: str = "A scenario of cic") -> Schema:
    """The schema of a scenario, or of another file, JSON Schema draft 2020-12.

    Examples
    --------
    >>> json_schema()["properties"]["starts_on"]["default"]
    'monday'
    """
    return _Writer().write(root, title)


class _Writer:
    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {"Column": _COLUMN}

    def write(self, root: type[BaseModel], title: str) -> Schema:
        """The whole schema."""
        top = self._object(root)
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": title,
            **top,
            "$defs": dict(sorted(self.definitions.items())),
        }

    def _object(self, model: type[BaseModel]) -> Schema:
        told = _sentences(model)
        properties: Schema = {}
        for name, info in fields(model).items():
            schema = dict(self._field(model, name, info))
            if name in told:
                schema["description"] = told[name]
            if isinstance(info.default, bool | str | int):
                schema["default"] = info.default
            properties[name] = schema
        if model is Arrivals:
            properties |= _COLUMN["properties"]
        required = [
            name
            for name, info in fields(model).items()
            if info.is_required() or (name == "kind" and _says_which(model, info))
        ]
        return {
            "description": inspect.cleandoc(model.__doc__ or ""),
            "type": "object",
            "properties": properties,
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _field(self, model: type[BaseModel], name: str, info: FieldInfo) -> Schema:
        schema = self._kind(kind_of(info))
        if info.examples and "examples" not in schema and "$ref" not in schema:
            schema = {**schema, "examples": info.examples}
        if name == "skills":
            names: Schema = {"type": "array", "items": {"type": "string"}, "minItems": 1}
            schema = {"anyOf": [schema, names]}
        elif name == "wrap_up" and model.__name__ == "AgentGroup":
            schema = {"anyOf": [schema, self._duration(whole=True)]}
        return schema

    def _kind(self, kind: Kind, outer: tuple[object, ...] = ()) -> Schema:
        metadata = (*_metadata(kind), *outer)
        some = [member for member in get_args(bare(kind)) if member is not NoneType]
        if is_union(kind) and len(some) == 1:
            return self._kind(some[0], metadata)  # X | None
        known = models(kind)
        if Constant in known:
            return self._duration(whole=ByInterval in known)
        schema = _given(metadata)
        if schema is None and is_union(kind):
            schema = {"anyOf": [self._kind(member) for member in some]}
        if schema is None:
            schema = self._one(bare(kind), metadata)
        if listed in _readers(metadata):
            schema = {"anyOf": [schema, schema["items"]]}
        if read_column in _readers(metadata):
            return {"anyOf": [*schema.get("anyOf", [schema]), {"$ref": "#/$defs/Column"}]}
        return schema

    def _one(self, kind: Kind, metadata: tuple[object, ...]) -> Schema:
        arguments = get_args(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            schema = self._model(kind)
        elif origin(kind) is Literal:
            schema = {"enum": list(arguments)}
        elif origin(kind) is dict:
            schema = {"type": "object", "additionalProperties": self._kind(arguments[1])}
            if origin(arguments[0]) is Literal:
                schema["propertyNames"] = {"enum": list(get_args(arguments[0]))}
            schema |= _lengths(metadata, "Properties")
        elif origin(kind) is tuple:
            schema = {"type": "array", "items": self._kind(arguments[0])}
            schema |= _lengths(metadata, "Items")
        else:
            # a number may be read from text besides: 10%, 08:30:05
            word = _PLAIN.get(kind, "string")
            schema = {"type": [word, "string"] if _readers(metadata) else word}
            schema |= _bounds(metadata)
        return schema

    def _model(self, model: type[BaseModel]) -> Schema:
        name = model.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            whole = self._object(model)
            short = _SHORT.get(model)
            self.definitions[name] = {"anyOf": [*short, whole]} if short else whole
        return {"$ref": f"#/$defs/{name}"}

    def _duration(self, *, whole: bool) -> Schema:
        name = "Duration" if whole else "Law"
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = {"anyOf": self._law_forms(whole=whole)}
        return {"$ref": f"#/$defs/{name}"}

    def _law_forms(self, *, whole: bool) -> list[Schema]:
        if whole:
            return [self._duration(whole=False), self._model(ByInterval)]
        forms: list[Schema] = [_DURATION_TEXT, {"const": 0}, {"$ref": "#/$defs/Column"}]
        return forms + [self._model(model) for model in models(Law)]


def _says_which(model: type[BaseModel], info: FieldInfo) -> bool:
    """Whether a kind has only one value, which tells a law from the others."""
    return len(choices(kind_of(info))) == 1 and model is not Empirical


def _metadata(kind: Kind) -> tuple[object, ...]:
    """What `Annotated` says about a kind, with what stands in its `Field`s."""
    found: list[object] = []
    for item in getattr(defined(kind), "__metadata__", ()):
        found += [item, *item.metadata] if isinstance(item, FieldInfo) else [item]
    return tuple(found)


def _given(metadata: tuple[object, ...]) -> Schema | None:
    found = [item for item in metadata if isinstance(item, WithJsonSchema)]
    return dict(found[-1].json_schema or {}) if found else None


def _readers(metadata: tuple[object, ...]) -> list[object]:
    return [item.func for item in metadata if isinstance(item, BeforeValidator)]


def _bounds(metadata: tuple[object, ...]) -> Schema:
    found: Schema = {}
    for item in metadata:
        if type(item) in _BOUNDS:
            word, name = _BOUNDS[type(item)]
            found[word] = getattr(item, name)
    return found


def _lengths(metadata: tuple[object, ...], of: str) -> Schema:
    found: Schema = {}
    for item in metadata:
        if isinstance(item, MinLen):
            found[f"min{of}"] = item.min_length
        elif isinstance(item, MaxLen):
            found[f"max{of}"] = item.max_length
    return found


def _sentences(model: type[BaseModel]) -> dict[str, str]:
    """The sentences below the fields of a model, by the names people write."""
    told: dict[str, str] = {}
    for parent in reversed(model.__mro__):
        if issubclass(parent, BaseModel) and parent is not BaseModel:
            told |= _of_class(parent)
    return {
        info.alias or name: told[name] for name, info in model.model_fields.items() if name in told
    }


def _of_class(model: type[BaseModel]) -> dict[str, str]:
    tree = ast.parse(inspect.getsource(sys.modules[model.__module__]))
    body = next(
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == model.__name__
    )
    found: dict[str, str] = {}
    for field, below in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            found[field.target.id] = " ".join(below.value.value.split())
    return found
