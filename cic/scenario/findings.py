"""What pydantic found, told to the person who wrote the scenario."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cic.errors import Finding, Severity, did_you_mean
from cic.scenario.paths import Where, dotted
from cic.scenario.scalars import shown
from cic.scenario.scenario import Model
from cic.scenario.shape import Kind, Located, choices, example, fields, list_of, locate, models
from cic.scenario.spots import Spot

MAX_FINDINGS = 100
MOST_OF_A_LIST = 5

_BOUNDS = {
    "greater_than": ("must be greater than", "gt", "write more than {}"),
    "greater_than_equal": ("must be at least", "ge", "write {} or more"),
    "less_than": ("must be less than", "lt", "write less than {}"),
    "less_than_equal": ("must be at most", "le", "write {} or less"),
}
_KINDS = {
    "int": ("a whole number", "write digits only, without quotes, unit or point"),
    "float": ("a number", "write a number without quotes or unit"),
    "string": ("a text", "put it in quotes"),
    "bool": ("true or false", "write true or false"),
    "dict": ("a mapping", "write 'name: value' pairs below it"),
    "model": ("a mapping", "write 'name: value' pairs below it"),
    "tuple": ("a list", "write a list such as [1, 2]"),
}
_EMPTY = {"too_short", "string_too_short"}
_LONG = {"too_long", "string_too_long"}


class Problem(NamedTuple):
    """A finding, and the steps to its place."""

    where: Where
    finding: Finding
    is_key: bool = False


class Told(NamedTuple):
    """What a finding says, before its place in a file is known."""

    code: str
    what: str
    remedy: str = ""


def problem(
    spot: Spot, where: Where, told: Told, *, severity: Severity = "error", at_key: bool = False
) -> Problem:
    """A finding with its file, line and column, as far as these are known."""
    place, written = spot.find(where)
    line, column = place.line, place.column
    if place.key_line and (at_key or not written):
        line, column = place.key_line, place.key_column
    finding = Finding(
        code=told.code,
        where=dotted(where),
        what=told.what,
        remedy=told.remedy,
        file=place.file if place.line else "",
        line=line,
        column=column,
        severity=severity,
    )
    return Problem(where, finding, at_key)


def problems(error: ValidationError, data: object, spot: Spot, root: Kind = Model) -> list[Problem]:
    """What pydantic found: one problem a place, by line."""
    found: dict[tuple[Where, bool], Problem] = {}
    in_list: dict[Where, int] = {}
    for details in error.errors(include_url=False):
        for one in _told(details, locate(data, details["loc"], root), spot):
            if one.where and isinstance(one.where[-1], int):
                above = one.where[:-1]
                in_list[above] = in_list.get(above, 0) + 1
                if in_list[above] > MOST_OF_A_LIST:
                    what = "further values of this list are wrong too"
                    told = Told(one.finding.code, what, "mend all of them")
                    found.setdefault((above, False), problem(spot, above, told))
                    continue
            found.setdefault((one.where, one.is_key), one)
        if len(found) >= MAX_FINDINGS:
            break
    return sorted(found.values(), key=lambda one: (one.finding.line, one.finding.column))


def _told(details: ErrorDetails, place: Located, spot: Spot) -> Iterator[Problem]:
    kind = details["type"]
    if kind in _EMPTY and place.value and not isinstance(place.value, str):
        return  # all that it holds is wrong, and told
    if kind == "missing":
        yield _missing(place, spot)
    elif kind == "extra_forbidden":
        yield _unknown(place, spot)
    elif kind == "refused":
        yield _refused(details, place, spot)
    elif place.is_key:
        yield _unknown_key(details, place, spot)
    elif place.value is None and not place.left:
        told = Told("CIC102", f"{dotted(place.where)!r} has no value", _value_remedy(place))
        yield problem(spot, place.where, told, at_key=True)
    else:
        yield problem(spot, place.where, _wrong_value(details, place))


def _missing(place: Located, spot: Spot) -> Problem:
    name = str(place.left[-1]) if place.left else ""
    info = next((f[name] for m in models(place.holder) if name in (f := fields(m))), None)
    written = "" if info is None else flow_text(example(info))
    if not isinstance(place.value, dict):
        what = f"{shown(place.value)} says nothing about {name!r}"
        remedy = f"write '{place.value} {name} {written}'" if info else ""
        return problem(spot, place.where, Told("CIC102", what, remedy))
    remedy = f"add it, for example '{name}: {written}'"
    return problem(spot, (*place.where, name), Told("CIC102", f"{name!r} is missing", remedy))


def flow_text(value: object) -> str:
    """A value as YAML in one line."""
    text = yaml.safe_dump(value, default_flow_style=True, sort_keys=False, width=10_000)
    return text.removesuffix("\n").removesuffix("...").strip()


def _unknown(place: Located, spot: Spot) -> Problem:
    name = str((*place.where, *place.left)[-1])
    known = [known for model in models(place.holder) for known in fields(model)]
    told = Told("CIC101", f"unknown field {name!r}", did_you_mean(name, known))
    return problem(spot, place.where, told, at_key=True)


def _unknown_key(details: ErrorDetails, place: Located, spot: Spot) -> Problem:
    name = str(details["input"])
    known = [str(word) for word in _expected(details)]
    told = Told("CIC104", f"{shown(name)} is not one of the choices", did_you_mean(name, known))
    return problem(spot, place.where, told, at_key=True)


def _refused(details: ErrorDetails, place: Located, spot: Spot) -> Problem:
    context = details.get("ctx", {})
    told = Told(context["code"], context["what"], context["remedy"])
    where = place.where
    if context["at"] and not place.left and isinstance(place.value, dict):
        where = (*where, context["at"])
    return problem(spot, where, told, at_key=place.is_key)


def _expected(details: ErrorDetails) -> list[str]:
    text = str(details.get("ctx", {}).get("expected", ""))
    return [part.strip().strip("'") for part in text.replace(" or ", ",").split(",") if part]


def _wrong_value(details: ErrorDetails, place: Located) -> Told:
    kind, found = details["type"], shown(place.value)
    if kind in _BOUNDS:
        return _out_of_bounds(details, place)
    if kind == "value_error":
        what, _, remedy = details["msg"].removeprefix("Value error, ").partition("; ")
        return Told("CIC106", what, remedy)
    wanted = _KINDS.get(kind.split("_")[0])
    if kind == "literal_error":
        known = choices(place.kind) or _expected(details)
        remedy = did_you_mean(str(place.value), known)
        told = Told("CIC104", f"{found} is not one of the choices", remedy)
    elif kind in _EMPTY:
        told = Told("CIC113", f"{found} stands where something is needed", _value_remedy(place))
    elif kind in _LONG:
        most = details.get("ctx", {}).get("max_length")
        told = Told("CIC105", f"{found} is too long: at most {most}", "write less")
    elif wanted is not None:
        remedy = _value_remedy(place, wanted[1])
        if kind == "tuple_type" and (parts := list_of(place.kind)):
            remedy = f"write a list of mappings with some of: {', '.join(parts)}"
        elif words := choices(place.kind):
            remedy += f", or {' or '.join(words)}"
        told = Told("CIC103", f"{found} is not {wanted[0]}", remedy)
    else:
        remedy = "'cic schema' tells what may stand here"
        told = Told("CIC103", f"{found}: {details['msg']}", remedy)
    return told


def _out_of_bounds(details: ErrorDetails, place: Located) -> Told:
    words, key, remedy = _BOUNDS[details["type"]]
    bound = _number(details.get("ctx", {}).get(key))
    last = str(place.left[-1]) if place.left else ""
    name = f"'{last}' " if last.isidentifier() else ""  # what pydantic calls a choice is none
    what = f"{name}{words} {bound}, got {shown(place.value)}"
    return Told("CIC105", what, remedy.format(bound))


def _value_remedy(place: Located, otherwise: str = "write a value, or remove the field") -> str:
    known = [name for model in models(place.kind) for name in fields(model)]
    return f"write a mapping with some of: {', '.join(known[:20])}" if known else otherwise


def _number(bound: Any) -> str:  # noqa: ANN401
    return f"{bound:g}" if isinstance(bound, int | float) else str(bound)
