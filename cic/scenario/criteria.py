"""Routing criteria: steps by the attributes of agents, each for a while."""

from typing import Annotated

from pydantic import AfterValidator, Field

from cic.scenario.node import Name, Node, Number, PositiveSeconds
from cic.scenario.refusal import refuse

Proficiency = Annotated[Number, Field(ge=1, le=10)]
"""How good an agent is at something: 1 to 10; up to 5 where a switch knows no more."""


class RoutingStep(Node):
    """A step of routing criteria: what an agent must be good at, all of it, and until when."""

    needs: Annotated[dict[Name, Proficiency], Field(min_length=1)] = Field(
        examples=[{"french": 4, "loans": 2}]
    )
    """Attributes of agents, and how good they are at least."""
    expires: PositiveSeconds | None = Field(default=None, examples=["30 s"])
    """After how long the next step begins; after the last, any agent of the queue takes the
    contact. None, of the last only: never."""


def ending_steps(steps: tuple[RoutingStep, ...]) -> tuple[RoutingStep, ...]:
    """The same, if each but the last expires.

    Raises
    ------
    PydanticCustomError
        One does not.
    """
    if any(step.expires is None for step in steps[:-1]):
        told = "a step never expires, and another follows"
        raise refuse(told, code="CIC108", remedy="write 'expires: 30 s' in each but the last")
    return steps


RoutingSteps = Annotated[
    tuple[RoutingStep, ...], AfterValidator(ending_steps), Field(max_length=16)
]
"""Steps of routing criteria, of which each but the last expires."""
