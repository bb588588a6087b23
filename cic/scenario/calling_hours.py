"""When customers on a list may be called: hours, and the time zones they live in."""

from typing import Annotated

from pydantic import Field

from cic.scenario.node import ClockTime, Node, Share, Weekday
from cic.scenario.sites import TimeZone


class CallingHours(Node):
    """From when to when customers may be called, by their own clocks."""

    start: Annotated[ClockTime, Field(alias="from")]
    """When calling begins."""
    until: ClockTime
    """When it ends; a call that rings then goes on."""
    days: tuple[Weekday, ...] | None = None
    """Weekdays on which it does; none: every open day."""


class Zone(Node):
    """Where some of the customers on a list live."""

    time_zone: TimeZone = 0.0
    """How far their clocks are ahead of the centre's."""
    share: Annotated[Share, Field(gt=0)] = 1.0
    """Their part of the list, in proportion to the shares of the others."""


EVERYWHERE = {"": Zone.model_construct(time_zone=0.0, share=1.0)}
"""Where customers live of whom nothing is said: by the clocks of the centre."""
