"""What may stand where in a scenario: the types of its models, followed step by step.

Pydantic names a place by fields, keys and tags of unions, in the form the value has after short
forms were spelled out. `locate` finds the same place in what was written.
"""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic.fields import FieldInfo

from cic.scenario.agents import Skill
from cic.scenario.durations import Constant, read_law
from cic.scenario.later import defined
from cic.scenario.paths import Where
from cic.scenario.scenario import Model

Kind = Any
"""An annotation of a model's field, as `typing` holds it."""


def origin(kind: Kind) -> object:
    """The generic type of an annotation: `dict` of `dict[str, int]`."""
    found: object = get_origin(kind)
    return found


def bare(kind: Kind) -> Kind:
    """An annotation without `Annotated`."""
    while origin(kind) is Annotated:
        found = defined(kind)
        kind = get_args(found)[0] if origin(found) is Annotated else found
    return kind


def is_union(kind: Kind) -> bool:
    """Whether a value may be of several kinds, or None."""
    return origin(bare(kind)) in (Union, UnionType)


def members(kind: Kind) -> list[Kind]:
    """The members of a union, and of unions in it that have no tag; without None."""
    if not is_union(kind):
        return [kind]
    inner = bare(kind)
    found: list[Kind] = []
    for member in get_args(inner):
        if member is not NoneType:
            found += [member] if tags(member) else members(member)
    return found


def tags(kind: Kind) -> list[str]:
    """The tags of a member of a union."""
    return [item.tag for item in getattr(kind, "__metadata__", ()) if isinstance(item, Tag)]


def models(kind: Kind) -> list[type[BaseModel]]:
    """The models a value of this kind may be."""
    found = []
    for member in members(kind):
        inner = bare(member)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found.append(inner)
        elif inner is not bare(kind):
            found.extend(models(member))
    return found


def fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the names people write."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def choices(kind: Kind) -> list[str]:
    """The words a value of this kind may be."""
    words: list[str] = []
    for member in members(kind):
        if origin(bare(member)) is Literal:
            words += [word for word in get_args(bare(member)) if isinstance(word, str)]
        elif bare(member) is not bare(kind):
            words += choices(member)
    return words


def step(kind: Kind, name: str | int) -> Kind | None:
    """The kind of what lies below: of a field, an entry, an element, or a tagged member."""
    chosen = _tagged(kind, name)
    if chosen is not None:
        return chosen
    for member in members(kind):
        found = _step_into(member, name) if bare(member) is bare(kind) else step(member, name)
        if found is not None:
            return found
    return None


def _tagged(kind: Kind, name: str | int) -> Kind | None:
    """The member of a union that has a tag. A member itself, once chosen, has fields only."""
    found = members(kind) if is_union(kind) else []
    return next((member for member in found if name in tags(member)), None)


def _step_into(kind: Kind, name: str | int) -> Kind | None:
    inner = bare(kind)
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        info = fields(inner).get(str(name))
        return None if info is None else kind_of(info)
    arguments = get_args(inner)
    if origin(inner) is dict:
        return arguments[1]
    if origin(inner) is tuple:
        return arguments[0] if isinstance(name, int) else _step_alone(arguments[0], name)
    return None


def _step_alone(kind: Kind, name: str) -> Kind | None:
    """The kind of what lies below a mapping that stands for a list of one."""
    return _step_into(kind, name) if origin(bare(kind)) is dict else None


def may_stand_alone(kind: Kind) -> bool:
    """Whether a mapping by names that people choose may stand for a list of one."""
    return any(origin(bare(item)) is dict for item in _listed(kind))


def _listed(kind: Kind) -> list[Kind]:
    """What stands in the lists that a value of this kind may be."""
    found = [bare(member) for member in members(kind)]
    return [get_args(one)[0] for one in found if origin(one) is tuple and get_args(one)]


def list_of(kind: Kind | None) -> list[str]:
    """The fields of the mappings that stand in the lists that a value of this kind may be."""
    listed = [] if kind is None else _listed(kind)
    return [name for item in listed for model in models(item) for name in fields(model)]


def kind_of(info: FieldInfo) -> Kind:
    """What a field may be, with all that its annotation says of it."""
    metadata = tuple(info.metadata)
    return Annotated[info.annotation, *metadata] if metadata else info.annotation


def named(kind: Kind) -> bool:
    """Whether a value of this kind is a mapping by names that people choose."""
    return may_stand_alone(kind) or any(origin(bare(member)) is dict for member in members(kind))


def example(info: FieldInfo) -> Any:  # noqa: ANN401
    """A value that a field could have, as people write it."""
    if info.examples:
        return info.examples[0]
    words = choices(kind_of(info))
    if words:
        return words[0]
    found = models(kind_of(info))
    return minimal(found[0]) if found else 1


def minimal(model: type[BaseModel]) -> dict[str, Any]:
    """The least that can be written for a model."""
    return {name: example(info) for name, info in fields(model).items() if info.is_required()}


def spelled_out(value: object, kind: Kind) -> object:
    """A value with its short form written out, `{rate: 120/hour}` for `120/hour`; others as is."""
    entries = [step(member, "") for member in members(kind)]
    if isinstance(value, list) and Skill in entries:
        return {str(name): rank for rank, name in enumerate(value, 1)}  # skills in order of rank
    known = models(kind)
    readers = [read_law] if Constant in known else []
    readers += [model.read_short for model in known if hasattr(model, "read_short")]
    for read in readers:
        try:
            return read(value)
        except ValueError:
            continue
    return value


class Located(NamedTuple):
    """A place that pydantic named, in what was written."""

    where: Where
    """Steps in the written data."""
    value: Any
    """What is written there."""
    kind: Kind | None
    """What may stand there."""
    left: Where
    """Steps that were not written: below a short form, or a field that is not there."""
    holder: Kind | None
    """What the last of the steps left is looked up in."""
    is_key: bool
    """The key itself is meant, not the value."""


def locate(data: object, loc: Where, root: Kind = Model) -> Located:
    """The place of an error of pydantic's in the written data of a model."""
    kind: Kind | None = root
    written_kind: Kind | None = root
    holder: Kind | None = root
    value: Any = data
    where: list[str | int] = []
    left: list[str | int] = []
    for name in loc:
        holder = kind
        kind = None if kind is None else step(kind, name)
        inside = not left and _holds(value, name) and not _is_tag(holder, name)
        if name == 0 and isinstance(value, dict) and _listed(holder):
            continue  # a mapping in place of a list of one
        if inside:
            value = value[name]
            where.append(name)
            written_kind = kind
        elif name != "[key]" and not _is_tag(holder, name):
            left.append(name)
    is_key = bool(loc) and loc[-1] == "[key]"
    return Located(tuple(where), value, written_kind, tuple(left), holder, is_key)


def _holds(value: object, name: str | int) -> bool:
    if isinstance(value, dict):
        return name in value
    return isinstance(value, list) and isinstance(name, int) and 0 <= name < len(value)


def _is_tag(kind: Kind | None, name: str | int) -> bool:
    return kind is not None and _tagged(kind, name) is not None
