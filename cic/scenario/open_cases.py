"""Cases that are open when a run begins, as a snapshot tells of them."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from cic import units
from cic.scenario.node import Name, Node, PositiveSeconds, Seconds, Whole
from cic.scenario.refusal import refuse

LONGEST_WAIT = 366 * units.DAY
"""The longest that anybody may have waited, and a case have been open [s]."""

Waited = Annotated[Seconds, Field(le=LONGEST_WAIT)]


class OpenCase(Node):
    """A case that is open as a run begins, or several in the same step.

    Work on it is told here only: what is in `waiting` or `in_service` are contacts of no case.
    What it is due by runs from when it was opened. A step that is under way takes what its law says
    of those that have lasted so long, without `known_factor`.
    """

    case: Name = Field(examples=["repair"])
    """The kind of case."""
    step: Name = Field(examples=["repaired"])
    """The step that it is in."""
    opened: Annotated[PositiveSeconds, Field(le=LONGEST_WAIT, examples=["3 d"])]
    """How long ago it was opened."""
    lasted: Waited | None = Field(default=None, alias="for", examples=["5 h"])
    """For how long it has been in this step; none: since it was opened, in the first step."""
    served: Waited | None = Field(default=None, examples=["2 h"])
    """For how long the agent, or the party outside, has been at work on it. None: it waits for an
    agent, or for one of the party's places; a party without a limit begins as the case comes."""
    group: Name | None = None
    """The group of the agent who has it in hand."""
    agent: Name | None = None
    """That agent by name."""
    queue: Name | None = None
    """The queue of the contact that opened it; none: the first of those that open such cases."""
    count: Annotated[Whole, Field(ge=1, le=100_000)] = 1
    """How many there are; their times are spread evenly: of 3 the last has been open, in the step
    and at work for 1/3 of what the first has."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.in_step > self.opened:
            told = "a case has been in a step for longer than it has been open"
            raise refuse(told, code="CIC108", at="for", remedy="write a shorter time")
        if self.served is not None and self.served > self.in_step:
            told = "somebody has been at work on a case for longer than it has been in the step"
            raise refuse(told, code="CIC108", at="served", remedy="write a shorter time")
        if self.group is not None and self.agent is not None:
            told = "a case is in hand with an agent of a 'group', or with a named 'agent'"
            raise refuse(told, code="CIC108", remedy="give one of group and agent")
        return self

    @property
    def in_step(self) -> float:
        """For how long it has been in its step [s]."""
        return self.opened if self.lasted is None else self.lasted

    @property
    def in_hand(self) -> bool:
        """Whether it is said that an agent has it in hand."""
        return self.group is not None or self.agent is not None

    def each(self) -> Iterator[tuple[float, float, float | None]]:
        """For how long each has been open, in its step, and at work; the oldest first [s]."""
        for n in range(self.count, 0, -1):
            part = n / self.count
            served = None if self.served is None else self.served * part
            yield self.opened * part, self.in_step * part, served
