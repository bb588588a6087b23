"""Bots: chat or voice robots that contacts meet before they come to a queue."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from cic.scenario.durations import Duration
from cic.scenario.node import Node, Number, Seconds, Share, Whole
from cic.scenario.refusal import refuse


class Bot(Node):
    """A bot in front of a queue: it settles some matters, annoys some, hands over the rest."""

    contained: Share = Field(examples=["40%"])
    """The share of contacts whose matter it settles: its containment."""
    annoyed: Share = 0.0
    """The share of contacts that leave it, and the centre, without help."""
    takes: Duration = Field(examples=["exponential mean 90 s"])
    """How long a contact is with it."""
    hands_over_after: Duration | None = None
    """The same of those it hands over; none: as of the others."""
    informed: Share = 1.0
    """Of those handed over: of whom the agent is told what the bot has learnt."""
    saves: Seconds = 0.0
    """Seconds that this saves of the agent's talk."""
    talk_factor: Annotated[Number, Field(gt=0, le=100)] = 1.0
    """The agent's talk is multiplied by it then; below 1 is quicker."""
    sessions: Annotated[Whole, Field(ge=0, le=1_000_000_000)] | None = None
    """How many it can serve at once; further ones go straight to the queue. None: no limit."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        gone = self.contained + self.annoyed
        if gone > 1 + 1e-6:
            told = f"the bot settles or annoys {100 * gone:.6g}% of its contacts"
            remedy = "let contained and annoyed sum to at most 100%"
            raise refuse(told, code="CIC109", at="contained", remedy=remedy)
        return self
