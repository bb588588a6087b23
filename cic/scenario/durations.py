"""Durations that chance decides: how long a talk, a wait, a prompt takes.

Written as a text, `lognormal mean 3 min cv 1.2`, or as the same words in a mapping,
`{kind: lognormal, mean: 3 min, cv: 1.2}`. A plain duration is a constant.
"""

import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag

from cic import units
from cic.errors import did_you_mean
from cic.scenario.later import Later, rare
from cic.scenario.laws import Constant, Exponential, Infinite
from cic.scenario.node import Node
from cic.scenario.refusal import refuse
from cic.scenario.scalars import shown

if TYPE_CHECKING:
    from cic.scenario.laws_mixed import Empirical, Hyperexponential
    from cic.scenario.laws_shaped import Erlang, Gamma, Lognormal, Triangular, Uniform, Weibull
else:
    Empirical = rare("cic.scenario.laws_mixed:Empirical")
    Hyperexponential = rare("cic.scenario.laws_mixed:Hyperexponential")
    Erlang = rare("cic.scenario.laws_shaped:Erlang")
    Gamma = rare("cic.scenario.laws_shaped:Gamma")
    Lognormal = rare("cic.scenario.laws_shaped:Lognormal")
    Triangular = rare("cic.scenario.laws_shaped:Triangular")
    Uniform = rare("cic.scenario.laws_shaped:Uniform")
    Weibull = rare("cic.scenario.laws_shaped:Weibull")

__all__ = [
    "FOREVER",
    "KINDS",
    "NO_TIME",
    "AnyLaw",
    "ByInterval",
    "Constant",
    "Duration",
    "Exponential",
    "Infinite",
    "Law",
    "read_law",
]

FORMS = {
    "constant": "constant 3 min",
    "exponential": "exponential mean 3 min",
    "lognormal": "lognormal mean 3 min cv 1.2",
    "gamma": "gamma mean 3 min cv 1.2",
    "erlang": "erlang mean 3 min stages 2",
    "weibull": "weibull mean 3 min cv 1.2",
    "uniform": "uniform 1 min to 5 min",
    "triangular": "triangular from 1 min mode 2 min to 6 min",
    "hyperexponential": "hyperexponential mean 3 min cv 2",
    "empirical": "{values: [20 s, 35 s, 3 min]}",
    "infinite": "infinite",
}
"""How each kind may be written, by an example."""
KINDS = tuple(FORMS)
NO_TIME = Constant.model_construct(kind="constant", value=0.0)
FOREVER = Infinite.model_construct(kind="infinite")

_WORDS = ("mean", "cv", "median", "sigma", "shape", "scale", "stages", "from", "mode", "to")
_FIND_WORDS = re.compile(rf"\b({'|'.join(_WORDS)})\b")
_PLAIN = {"cv", "sigma", "shape", "stages"}


def _read_text(text: str) -> dict[str, Any]:
    kind, _, rest = text.strip().partition(" ")
    if kind not in KINDS:
        if kind[:1].isalpha():
            told = f"{shown(text)} is not a duration: {shown(kind)} is not a known kind"
            raise refuse(told, remedy=did_you_mean(kind, KINDS))
        seconds = units.duration(text)  # a plain duration, or an error that says what is wanted
        return {"kind": "constant", "value": f"{seconds!r} s"}
    if kind == "constant":
        return {"kind": kind, "value": rest}
    if kind == "uniform" and not _FIND_WORDS.match(rest.lstrip()):
        rest = f"from {rest}"
    start, *parts = _FIND_WORDS.split(rest)
    if start.strip():
        told = f"{shown(text)}: {shown(start.strip())} is not understood"
        raise refuse(told, remedy=f"write '{FORMS[kind]}'; known words: {', '.join(_WORDS)}")
    fields: dict[str, Any] = {"kind": kind}
    for word, value in zip(parts[::2], parts[1::2], strict=True):
        if word in fields:
            raise refuse(f"{shown(text)} says {word!r} twice", remedy="say it once")
        fields[word] = _plain_number(word, value, text) if word in _PLAIN else value.strip()
    return fields


def _plain_number(word: str, value: str, text: str) -> float | int:
    try:
        number = float(value)
    except ValueError:
        told = f"{shown(text)}: {word} {shown(value.strip())} is not a number"
        raise refuse(told, remedy=f"write '{word} 2'; it has no unit") from None
    return int(number) if word == "stages" and number.is_integer() else number


def read_law(value: object) -> object:
    """A law in the form of a mapping with its kind, from any form it may be written in."""
    if isinstance(value, str):
        return _read_text(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"kind": "constant", "value": value}
    if (
        isinstance(value, dict)
        and "kind" not in value
        and {"file", "values", "quantiles"} & set(value)
    ):
        return {"kind": "empirical", **({"values": value} if "file" in value else value)}
    if _kind_of(value) is None:
        raise _not_a_law(value)
    return value


def _not_a_law(value: object) -> ValueError:
    kind = value.get("kind") if isinstance(value, dict) else None
    if kind is None:
        remedy = "write '4 min', 'exponential mean 4 min', or a mapping with a kind"
        return refuse(f"{shown(value)} is not a duration", remedy=remedy)
    told = f"{shown(kind)} is not a known kind of duration"
    return refuse(told, code="CIC104", at="kind", remedy=did_you_mean(str(kind), KINDS))


def _kind_of(value: object) -> str | None:
    kind = value.get("kind") if isinstance(value, dict) else getattr(value, "kind", None)
    return kind if kind in KINDS else None


AnyLaw = Annotated[
    Annotated[Constant, Later(), Tag("constant")]
    | Annotated[Exponential, Later(), Tag("exponential")]
    | Annotated[Lognormal, Tag("lognormal")]
    | Annotated[Gamma, Tag("gamma")]
    | Annotated[Erlang, Tag("erlang")]
    | Annotated[Weibull, Tag("weibull")]
    | Annotated[Uniform, Tag("uniform")]
    | Annotated[Triangular, Tag("triangular")]
    | Annotated[Hyperexponential, Tag("hyperexponential")]
    | Annotated[Empirical, Tag("empirical")]
    | Annotated[Infinite, Later(), Tag("infinite")],
    Later(Discriminator(_kind_of)),
]
Law = Annotated[AnyLaw, BeforeValidator(read_law), Field(examples=["exponential mean 3 min"])]
"""The law of a duration."""


class ByInterval(Node):
    """A law for each interval of the day, from opening to closing, by the contact's arrival."""

    per_interval: tuple[Law, ...] = Field(min_length=1, examples=[["3 min", "4 min"]])
    """The laws, one for each interval."""

    @property
    def mean(self) -> float:
        """Mean of the intervals' means [s], each counted once."""
        return sum(law.mean for law in self.per_interval) / len(self.per_interval)


def _is_by_interval(value: object) -> str:
    if isinstance(value, ByInterval) or (isinstance(value, dict) and "per_interval" in value):
        return "by_interval"
    return "law"


Duration = Annotated[
    Annotated[Law, Tag("law")] | Annotated[ByInterval, Tag("by_interval")],
    Later(Discriminator(_is_by_interval)),
    Field(examples=["exponential mean 3 min"]),
]
"""A law, or one for each interval of the day."""
