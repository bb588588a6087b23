"""Sites: places that agents sit at and calls come by, and that together are one centre."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from cic import units
from cic.scenario.costs import LineCost
from cic.scenario.node import ClockTime, Node, Share, Whole
from cic.scenario.refusal import refuse

WhenFull = Literal["busy", "other_sites"]

TimeZone = Annotated[
    float,
    BeforeValidator(units.time_zone),
    WithJsonSchema(
        {
            "type": "string",
            "description": "How far clocks are ahead of the centre's; behind: '-05:00'.",
            "pattern": r"^\s*[+-]\d{1,2}:\d{2}\s*$",
            "examples": ["+04:30"],
        }
    ),
    Field(examples=["+04:30"]),
]
"""How far clocks are ahead of the centre's, held in seconds."""


class Site(Node):
    """A place with agents, lines and ports of its own; its agents serve the queues of all."""

    share: Share | None = None
    """Its part of the traffic that comes by lines, in proportion to the shares of the others; 0:
    only what others have no room for; none: no calls come in here, as at an outsourcer who is
    reached by overflow, or with agents at home."""
    lines: Annotated[Whole, Field(ge=1, le=1_000_000_000)] | None = None
    """Its telephone lines: a contact that comes in here takes one from first ring to hang-up,
    whichever site answers it; none: no limit, or the centre's."""
    ports: Annotated[Whole, Field(ge=1, le=1_000_000_000)] | None = None
    """Ports of the IVR here; none: no limit, or those of the IVR as a whole."""
    when_full: WhenFull = "busy"
    """A contact that finds no line or port here hears busy, or comes in at the first of the other
    sites, in the order of writing, that has room."""
    time_zone: TimeZone = 0.0
    """How far its clocks are ahead of the centre's; its hours, and the shifts and staff lists of
    its groups, are in its own time."""
    opens: ClockTime | None = None
    """When its lines begin to take calls, on every day, and the staff lists of its groups begin;
    none: as the centre."""
    closes: ClockTime | None = None
    """When its lines cease to take calls, so that its share goes to the others, and the staff lists
    of its groups end; past midnight write 26:00."""

    line_cost: LineCost | None = None
    """What the lines by which calls come in here cost; none: as those of the centre."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.opens is None) != (self.closes is None):
            told = "a site with hours of its own both opens and closes"
            at = "closes" if self.closes is None else "opens"
            raise refuse(told, code="CIC301", at=at, remedy=f"write '{at}' as well")
        if self.opens is None or self.closes is None:
            return self
        if not 0 < self.closes - self.opens <= units.DAY:
            told = "a site closes after it opens, and within 24 hours"
            raise refuse(told, code="CIC301", at="closes", remedy="past midnight write 26:00")
        return self
