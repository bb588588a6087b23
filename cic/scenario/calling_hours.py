"""When customers on a list may be called, and how many: hours, limits, the zones they live in."""

from typing import Annotated

from pydantic import Field

from cic import units
from cic.scenario.node import ClockTime, Name, Node, Seconds, Share, Weekday, Whole
from cic.scenario.sites import TimeZone


class CallingHours(Node):
    """From when to when customers may be called, by their own clocks."""

    start: Annotated[ClockTime, Field(alias="from")]
    """When calling begins."""
    until: ClockTime
    """When it ends; a call that rings then goes on."""
    days: tuple[Weekday, ...] | None = None
    """Weekdays on which it does; none: every open day."""


class CallLimit(Node):
    """How many calls may be made in a window of each day, whatever becomes of them.

    It is ContactCenters' `dialerLimit`: once so many are made, no more are until the window is
    over; calls that were not made are not made up for. Of limits whose windows overlap each holds.
    A customer whom the agent leaves out does not count; one who is called again does.
    """

    calls: Annotated[Whole, Field(ge=0, le=100_000_000)] = Field(examples=[200])
    """The most calls; 0: none."""
    start: Annotated[ClockTime, Field(alias="from")] = 0.0
    """When the window begins, by the centre's clock."""
    until: ClockTime = units.DAY
    """When it is over."""
    per: Annotated[Seconds, Field(ge=units.MINUTE)] | None = None
    """Calls are counted anew after each such time, from the window's beginning on; none: once a
    day."""
    shared_with: tuple[Name, ...] = Field(default=(), examples=[["overdue"]])
    """Other campaigns that it holds for: the calls of all of them together count."""


class Zone(Node):
    """Where some of the customers on a list live."""

    time_zone: TimeZone = 0.0
    """How far their clocks are ahead of the centre's."""
    share: Annotated[Share, Field(gt=0)] = 1.0
    """Their part of the list, in proportion to the shares of the others."""


EVERYWHERE = {"": Zone.model_construct(time_zone=0.0, share=1.0)}
"""Where customers live of whom nothing is said: by the clocks of the centre."""
