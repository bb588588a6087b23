"""The base of all parts of a scenario, and the types of the values in it."""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)

from cic import units
from cic.scenario.columns import read_column
from cic.scenario.refusal import refuse
from cic.scenario.scalars import shown


class Node(BaseModel):
    """A part of a scenario: frozen, with no unknown fields, documented where it stands.

    The sentence below a field describes it; `cic.scenario.schema` reads these from the source, so
    that loading a scenario need not. Modules of such parts do without postponed annotations, which
    pydantic would compile one by one: a third of the time their import takes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


LONGEST = 1e9
"""The longest duration that can be written [s]: some 30 years."""

Whole = Annotated[int, Field(strict=True)]
"""A whole number; no text, and neither true nor false."""

Number = Annotated[float, Field(strict=True)]
"""A number; no text, and neither true nor false."""


def _text_schema(description: str, *examples: str, pattern: str | None = None) -> WithJsonSchema:
    schema: dict[str, Any] = {
        "type": ["string", "number"],
        "description": description,
        "examples": list(examples),
    }
    return WithJsonSchema(schema | ({"pattern": pattern} if pattern else {}))


Seconds = Annotated[
    float,
    BeforeValidator(units.duration),
    _text_schema("A duration with its unit.", "4 min", "20 s"),
    Field(examples=["20 s"], le=LONGEST),
]
"""A duration, written with its unit, held in seconds."""

PositiveSeconds = Annotated[Seconds, Field(gt=0)]
"""A duration longer than 0."""

ClockTime = Annotated[
    float,
    BeforeValidator(units.clock_time),
    _text_schema("A time of day.", "08:30", pattern=r"^\d{1,2}:\d{2}(:\d{2})?$"),
    Field(examples=["08:30"]),
]
"""A time of day, held in seconds after midnight."""

Share = Annotated[
    float,
    BeforeValidator(units.share),
    _text_schema("A share, as a percentage or a number from 0 to 1.", "70%"),
    Field(examples=["70%"]),
]
"""A share in [0, 1]."""

Rate = Annotated[
    float,
    BeforeValidator(units.rate),
    _text_schema("A rate with its unit.", "120/hour"),
    Field(examples=["120/hour"]),
]
"""A rate, held per second."""

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


def _name(value: str) -> str:
    wanted = "a name has 1 to 80 printable characters, and none of . , [ ] { }"
    if not value or len(value) > 80 or not value.isprintable() or value != value.strip():  # noqa: PLR2004
        raise refuse(f"{shown(value)} is not a name", code="CIC107", remedy=wanted)
    if any(letter in value for letter in ".,[]{}"):
        raise refuse(f"{shown(value)} is not a name", code="CIC107", remedy=wanted)
    return value


def _title(value: str) -> str:
    if not value.strip() or len(value) > 200 or not value.isprintable():  # noqa: PLR2004
        wanted = "write one line of 1 to 200 printable characters"
        raise refuse(f"{shown(value)} is not a title", code="CIC107", remedy=wanted)
    return value


Title = Annotated[str, AfterValidator(_title)]
"""One line of text."""

Name = Annotated[str, AfterValidator(_name)]
"""A name of a queue, group, menu …: printable, at most 80 characters, without . , [ ] { }."""


def is_by_weekday(value: object) -> str:
    """The tag of a value that may be given by weekday."""
    return "by weekday" if isinstance(value, dict) else "every day"


Amounts = tuple[Annotated[Number, Field(ge=0, le=1e9)], ...]
Profile = Annotated[
    Annotated[Amounts, Tag("every day")] | Annotated[dict[Weekday, Amounts], Tag("by weekday")],
    Discriminator(is_by_weekday),
    BeforeValidator(read_column),
    Field(examples=[[10, 20]]),
]
"""One value for each interval from opening to closing: a list for every day, a list by weekday, or
a column of a CSV file."""


def profile_on(profile: Profile, weekday: Weekday) -> tuple[float, ...]:
    """The values of one day; empty when the profile has none for that weekday."""
    return profile.get(weekday, ()) if isinstance(profile, dict) else profile
