"""Delays of agents: how often somebody is late, and by how much."""

from pydantic import Field, model_validator

from cic.scenario.durations import Duration
from cic.scenario.node import Node, Share
from cic.scenario.refusal import refuse
from cic.scenario.scalars import shown


class Delay(Node):
    """Something that happens on a share of an agent's days: `10% by exponential mean 10 min`."""

    share: Share
    """The probability of it on each day that an agent is to work."""
    by: Duration = Field(examples=["exponential mean 10 min"])
    """How much earlier or later it is then; a law by interval goes by when the agent is to come."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        if not isinstance(value, str):
            return value
        share, found, by = value.partition(" by ")
        if not found:
            remedy = "write it as '10% by exponential mean 10 min'"
            raise refuse(f"{shown(value)} is not a share of days by a delay", remedy=remedy)
        return {"share": share.strip(), "by": by.strip()}
