"""How contacts arrive: rates, counts, time stamps, and days busier than others."""

from typing import Annotated, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from cic import units
from cic.scenario.columns import read_column
from cic.scenario.node import Name, Node, Number, Profile, Rate
from cic.scenario.refusal import refuse


def _cv(value: object) -> object:
    if isinstance(value, str) and value.strip().endswith("%"):
        try:
            return float(value.strip()[:-1]) / 100
        except ValueError:
            raise refuse(f"{value!r} is not a percentage", remedy="write 10% or 0.1") from None
    return value


class DayFactor(Node):
    """A gamma factor of mean 1 that makes whole days busier or quieter."""

    cv: Annotated[Number, Field(ge=0.001, le=5, examples=["10%"]), BeforeValidator(_cv)]
    """Coefficient of variation of the factor: 0.1 or 10%."""


def _read_moment(value: object) -> object:
    if isinstance(value, str):
        return units.clock_time(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    raise refuse(f"{value!r} is not a moment", remedy="write '08:30:05' or seconds after midnight")


Moment = Annotated[float, BeforeValidator(_read_moment), Field(ge=0, le=1e9)]
"""A moment of the first day: `"08:30:05"`, or seconds after midnight (more than a day's for later
days)."""


OwnOrShared = Annotated[
    Annotated[DayFactor, Tag("own")] | Annotated[Name, Tag("shared")],
    Discriminator(lambda value: "shared" if isinstance(value, str) else "own"),
]
"""A day factor, or the name of one."""


class Arrivals(Node):
    """When contacts come, in one of five ways; `120/hour` alone is a constant rate."""

    rate: Rate | None = None
    """A constant rate while open."""
    per_interval: Profile | None = None
    """Expected number in each interval from opening to closing."""
    per_hour: Profile | None = None
    """Rate in contacts an hour, in each interval from opening to closing."""
    counts: Profile | None = None
    """Exact number in each interval, spread evenly by chance inside it."""
    times: Annotated[tuple[Moment, ...], BeforeValidator(read_column)] | None = None
    """The moments themselves, replayed as they are: `08:30:05` or seconds after midnight."""
    overnight: Rate | None = None
    """A rate outside opening hours, nights and closed days alike, besides the arrivals in opening
    hours; for deferred channels only."""
    day_factor: OwnOrShared | None = None
    """Busy and quiet days: an own factor (`{cv: 10%}`), or the name of one of `day_factors` that
    several queues share. Multiplies rates; counts and times are left alone."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        if isinstance(value, str):
            return {"rate": value}
        if isinstance(value, dict) and "file" in value:
            column = {key: value[key] for key in ("file", "column") if key in value}
            rest = {key: item for key, item in value.items() if key not in column}
            return {"per_interval": column, **rest}
        return value

    @model_validator(mode="after")
    def _check(self) -> Self:
        ways = ("rate", "per_interval", "per_hour", "counts", "times")
        given = [way for way in ways if getattr(self, way) is not None]
        if len(given) != 1:
            told = f"arrivals are given by {' and '.join(given) or 'nothing'}"
            raise refuse(told, code="CIC108", remedy=f"give one of {', '.join(ways)}")
        for n, value in enumerate(self._all_counts()):
            if value != int(value):
                told = f"counts are exact, and {value:g} is not a whole number (value {n + 1})"
                raise refuse(told, code="CIC108", at="counts", remedy="round it, or per_interval")
        if self.overnight is not None and self.times is not None:
            told = "the moments of contacts say already who comes overnight"
            remedy = "remove it, or give a rate in place of times"
            raise refuse(told, code="CIC108", at="overnight", remedy=remedy)
        if self.day_factor is not None and given[0] in ("counts", "times"):
            told = f"a day factor does not apply to {given[0]}: they are exact"
            remedy = "remove it, or give per_interval or rate"
            raise refuse(told, code="CIC108", at="day_factor", remedy=remedy)
        return self

    def _all_counts(self) -> tuple[float, ...]:
        if isinstance(self.counts, dict):
            return tuple(value for values in self.counts.values() for value in values)
        return self.counts or ()
