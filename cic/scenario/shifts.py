"""Shifts: agents who come and go at the same times, with their breaks."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from cic.scenario.node import ClockTime, Name, Node, PositiveSeconds, Weekday, Whole
from cic.scenario.refusal import refuse

BreakKind = Literal["break", "lunch", "training", "meeting"]
"""What an agent does off the queue inside a shift."""


class Break(Node):
    """A break inside a shift, or something else that keeps the agent off the queue."""

    at: ClockTime
    """When it begins."""
    lasts: PositiveSeconds
    """How long it lasts."""
    kind: BreakKind = "break"
    """What it is for. A break or lunch at the beginning or end of a shift shortens the shift; a
    training or meeting there is held."""
    paid: Annotated[bool, Field(strict=True)] = True
    """Whether it counts as paid time."""


class Shift(Node):
    """Agents who come and go at the same times."""

    agents: Annotated[Whole, Field(ge=0, le=100_000)] = 1
    """How many."""
    names: tuple[Name, ...] | None = None
    """Their names, where they matter; as many as agents. Who is named in several shifts must not
    work two at once."""
    start: Annotated[ClockTime, Field(alias="from")]
    """When they come."""
    until: ClockTime
    """When they go, or at the end of the contact in hand; past midnight 26:00."""
    breaks: tuple[Break, ...] = ()
    """Breaks inside the shift; a contact in hand is finished first."""
    days: tuple[Weekday, ...] | None = None
    """Weekdays on which the shift is worked; none: every open day."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        if isinstance(value, dict) and isinstance(value.get("names"), list):
            return {"agents": len(value["names"])} | value
        return value

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.until <= self.start:
            told = "a shift must end after it begins"
            raise refuse(told, code="CIC306", at="until", remedy="past midnight write 26:00")
        end = self.start
        for pause in sorted(self.breaks, key=lambda pause: pause.at):
            if pause.at < end or pause.at + pause.lasts > self.until:
                told = "breaks must lie inside the shift and not overlap"
                raise refuse(told, code="CIC306", at="breaks", remedy="move or shorten a break")
            end = pause.at + pause.lasts
        if self.names is not None and len(self.names) != self.agents:
            told = f"{len(self.names)} names for {self.agents} agents"
            raise refuse(told, code="CIC108", at="agents", remedy="leave 'agents' out")
        if self.names is not None and len(set(self.names)) < len(self.names):
            told = "a name stands twice in one shift"
            raise refuse(told, code="CIC108", at="names", remedy="give each agent an own name")
        return self
