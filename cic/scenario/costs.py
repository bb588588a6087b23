"""Prices: what work, lines, dialling and lost contacts cost, and what contacts are worth.

All are in the currency of the scenario. Nothing in the centre is decided by them.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from cic.scenario.node import Node, Number
from cic.scenario.refusal import refuse

Price = Annotated[Number, Field(ge=0, le=1e9)]
"""An amount of money."""


class WorkCost(Node):
    """What the work of a group costs: by the hour, by the contact, by the minute, or together."""

    hour: Price = 0.0
    """An hour that one of its agents is paid for: on duty or on paid breaks, overtime apart."""
    overtime_hour: Price | None = None
    """An hour of overtime; none: as `overtime_factor` says."""
    overtime_factor: Annotated[Number, Field(ge=0, le=100)] | None = None
    """How many times as much as other hours an hour of overtime costs; none: once."""
    contact: Price = 0.0
    """A contact that one of its agents answers."""
    talk_minute: Price = 0.0
    """A minute that one of its agents talks."""
    handled_minute: Price = 0.0
    """A minute of a contact in its agents' hands, from the answer to the end of the wrap-up."""
    hire: Price = 0.0
    """An agent who is hired in the place of one who has left; hours of training are paid as any."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.overtime_factor is not None and self.overtime_hour is not None:
            told = "an hour of overtime has a price of its own and a factor on that of other hours"
            raise refuse(told, code="CIC108", at="overtime_factor", remedy="remove one of them")
        return self

    @property
    def overtime(self) -> float:
        """What an hour of overtime costs."""
        if self.overtime_hour is not None:
            return self.overtime_hour
        return self.hour * (1.0 if self.overtime_factor is None else self.overtime_factor)


class LineCost(Node):
    """What lines cost."""

    minute: Price = 0.0
    """A minute for which a contact holds a line."""
    day: Price = 0.0
    """A line a day, open or closed, used or not."""


class DialCost(Node):
    """What the calls of a campaign cost, besides the work of agents."""

    dial: Price = 0.0
    """A call that is made, whatever it comes to."""
    minute: Price = 0.0
    """A minute that a call is on the line, from the dialling to the hang-up."""


class ContactCost(Node):
    """What contacts cost when they are not served as they should be."""

    lost: Price = 0.0
    """A customer who is lost in this queue: gives up, is blocked or not reached, and does not come
    again for it."""
    waiting_second: Price = 0.0
    """A second that a contact waits in this queue, however that ends."""


class ContactValue(Node):
    """What contacts are worth."""

    answered: Price = 0.0
    """A contact of this queue that is answered."""
    resolved: Price = 0.0
    """A contact of this queue that is resolved, besides what it is worth to answer it."""
