"""Which contacts go first, and who else takes them: urgency, overflow."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from cic.scenario.node import Node, Number, Seconds, Whole
from cic.scenario.refusal import refuse


class Overflow(Node):
    """When a group takes contacts of a queue that is not its own."""

    after: Seconds | None = None
    """Once the contact has waited for so long, or as the others say."""
    when_waiting: Annotated[Whole, Field(ge=1, le=1_000_000_000)] | None = None
    """Once so many wait in the queue, the contact itself included, or as the others say."""
    predicted_wait: Annotated[Seconds, Field(gt=0)] | None = None
    """Once those who wait, the contact itself included, keep the queue's own agents on duty busy
    for so long."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.after is None and self.when_waiting is None and self.predicted_wait is None:
            told = "it is not said when contacts overflow"
            remedy = "write 'after: 60 s', 'when_waiting: 10' or 'predicted_wait: 2 min'"
            raise refuse(told, code="CIC108", remedy=remedy)
        return self


class Urgency(Node):
    """How urgent a contact is: a number that grows, or falls, as it waits."""

    initial: Annotated[Number, Field(ge=-1e9, le=1e9)] = 0.0
    """What it is at first."""
    per_minute: Annotated[Number, Field(ge=-1e9, le=1e9)] = 1.0
    """What comes on top with each minute of waiting; below 0, who came last goes first."""
    forwarded: Annotated[Number, Field(ge=-1e9, le=1e9)] = 0.0
    """What comes on top of a contact that was passed on to this queue; in the queue, too, it stands
    before those who have not waited longer by as much."""
    at_most: Annotated[Number, Field(ge=-1e9, le=1e9)] | None = None
    """What it never exceeds; none: no bound."""
