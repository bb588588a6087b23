"""Incidents: what happens to the centre, at a time or on a condition."""

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from cic.scenario.node import ClockTime, Name, Node, Number, PositiveSeconds, Seconds, Whole
from cic.scenario.refusal import refuse
from cic.scenario.scalars import shown

DEEDS = ("lines", "ports", "arrivals", "move", "send_home", "close")
"""What an incident may do; each does one of them."""


def _factor(value: object) -> object:
    if isinstance(value, str) and value.strip().endswith("%"):
        try:
            return float(value.strip()[:-1]) / 100
        except ValueError:
            raise refuse(f"{shown(value)} is not a percentage", remedy="write 180%") from None
    return value


class Condition(Node):
    """What must be so for an incident to happen; looked at from time to time."""

    queue: Name = Field(examples=["regular"])
    """The queue that is looked at."""
    waiting: Annotated[Whole, Field(ge=1, le=1_000_000)] | None = None
    """At least so many contacts wait in it."""
    longest_wait: PositiveSeconds | None = None
    """Its head has waited for at least so long."""
    every: PositiveSeconds = 60.0
    """How often it is looked at, from the first opening to the last closing."""
    again_after: Seconds | None = None
    """It may happen again after so long; none: only once."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.waiting is None) == (self.longest_wait is None):
            told = "a condition looks at either waiting or longest_wait"
            raise refuse(told, code="CIC108", remedy="write 'waiting: 20' or 'longest_wait: 3 min'")
        return self


class Incident(Node):
    """Something that happens to the centre: an outage, a spike, agents moved."""

    at: ClockTime | None = None
    """When it happens, as a time of day."""
    day: Annotated[Whole, Field(ge=0, le=3659)] = 0
    """On which day, counted from 0."""
    until: ClockTime | None = None
    """When it is undone, on the same day; none: never."""
    when: Condition | None = None
    """What it happens upon, instead of a time."""
    lasts: PositiveSeconds | None = None
    """After how long what happens upon a condition is undone; none: never."""
    lines: Annotated[Whole, Field(ge=0, le=1_000_000_000)] | None = None
    """The centre has so many lines from then on; calls under way go on."""
    ports: Annotated[Whole, Field(ge=0, le=1_000_000_000)] | None = None
    """The IVR has so many ports from then on; calls under way go on."""
    site: Name | None = None
    """The site whose lines or ports these are; none: those of the whole centre."""
    arrivals: (
        Annotated[Number, Field(ge=0, le=1000, examples=["180%"]), BeforeValidator(_factor)] | None
    ) = None
    """Arrivals come so many times as fast: 1.8 or 180%; a spike, or an advertisement."""
    queues: Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    """The queues whose arrivals change; none: all, and the IVR's own."""
    move: Annotated[Whole, Field(ge=1, le=100_000)] | None = None
    """So many agents on duty change groups, idle ones first, each after what is in hand."""
    send_home: Annotated[Whole, Field(ge=1, le=100_000)] | None = None
    """So many agents on duty go home, idle ones first, each after what is in hand."""
    close: Name | None = None
    """A site closes: no calls come in there, its share goes to the others, and its agents are at
    home meanwhile, from the end of what is in hand; who waits goes on waiting."""
    source: Annotated[Name | None, Field(alias="from")] = None
    """The group whose agents move or go home."""
    to: Name | None = None
    """The group they move to."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        done = [deed for deed in DEEDS if getattr(self, deed) is not None]
        if len(done) != 1:
            told = f"an incident does one thing, and this does {' and '.join(done) or 'nothing'}"
            raise refuse(told, code="CIC108", remedy=f"give one of {', '.join(DEEDS)}")
        self._check_when()
        self._check_groups()
        if self.site is not None and self.deed not in ("lines", "ports"):
            told = f"'site' says nothing about {self.deed}"
            raise refuse(told, code="CIC108", at="site", remedy="remove 'site'")
        if self.queues is not None and self.arrivals is None:
            told = "queues are named only where arrivals change"
            raise refuse(told, code="CIC108", at="queues", remedy="remove 'queues'")
        return self

    def _check_when(self) -> None:
        if (self.at is None) == (self.when is None):
            told = "an incident happens either at a time or when something is so"
            raise refuse(told, code="CIC108", remedy="write 'at: \"12:00\"', or 'when: {...}'")
        if self.when is not None:
            if self.arrivals is not None:
                told = "arrivals do not change upon a condition: they are drawn beforehand"
                raise refuse(told, code="CIC108", at="when", remedy="write 'at: \"12:00\"'")
            for field in ("day", "until"):
                if getattr(self, field):
                    told = f"what happens upon a condition has no {field!r}"
                    raise refuse(told, code="CIC108", at=field, remedy=f"remove {field!r}")
        elif self.lasts is not None:
            told = "'lasts' is said of what happens upon a condition"
            remedy = "write 'until: \"13:00\"' instead"
            raise refuse(told, code="CIC108", at="lasts", remedy=remedy)
        elif self.until is not None and self.at is not None and self.until <= self.at:
            told = "until must lie after at"
            raise refuse(told, code="CIC108", at="until", remedy="past midnight write 26:00")

    def _check_groups(self) -> None:
        needs = {"move": ("from", "to"), "send_home": ("from",)}.get(self.deed, ())
        for name, group in (("from", self.source), ("to", self.to)):
            if group is None and name in needs:
                told = f"{self.deed} needs {name!r}, a group of agents"
                raise refuse(told, code="CIC108", remedy=f"write '{name}: NAME'")
            if group is not None and name not in needs:
                told = f"{name!r} says nothing about {self.deed}"
                raise refuse(told, code="CIC108", at=name, remedy=f"remove {name!r}")

    @property
    def deed(self) -> str:
        """What it does: one of `DEEDS`."""
        return next(deed for deed in DEEDS if getattr(self, deed) is not None)
