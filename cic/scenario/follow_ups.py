"""Follow-up calls of a demand: which customers are called after they were served, and by what."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from cic.scenario.campaigns import Detection
from cic.scenario.dialler import Dialler
from cic.scenario.durations import NO_TIME, Duration
from cic.scenario.legs import Times
from cic.scenario.node import Name, Node, Share, Whole
from cic.scenario.refusal import refuse


class FollowUps(Node):
    """Customers are called after they were served: whether all is well, what else they want."""

    after: dict[Name, Share] = Field(min_length=1, examples=[{"balance": "20%"}])
    """After which needs, and the probability that a customer who was helped is called."""
    delay: Duration = Field(examples=["exponential mean 1 h"])
    """How long it is until the customer may be called."""
    by_hand: Duration = Field(examples=["20 s"])
    """How long an agent who dials by hand takes to look the number up and key it."""
    talk: Duration = Field(examples=["2 min"])
    """The talk with who is reached."""
    wrap_up: Duration = NO_TIME
    """The work after it."""
    answers: Share = Field(examples=["50%"])
    """The probability that the customer answers; a call that neither a machine answers nor is busy
    is not answered else."""
    machine: Share = 0.0
    """The probability that an answering machine does."""
    busy: Share = 0.0
    """The probability that the line is busy."""
    rings: Duration = Field(examples=["exponential mean 9 s"])
    """How long it rings until somebody, or a machine, answers."""
    attempts: Times = 1
    """How often a customer is called at most."""
    again_after: Duration | None = Field(default=None, examples=["1 h"])
    """After how long a customer is called again who was not reached."""
    when_free: Annotated[Whole, Field(ge=1, le=100_000)] = 1
    """Calls are made while so many agents are free."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.attempts > 1) != (self.again_after is not None):
            told = "it is to be said both how often customers are called, and after how long again"
            raise refuse(told, code="CIC108", remedy="write 'attempts: 3' and 'again_after: 1 h'")
        return self


class FollowUpDialler(Node):
    """A dialler for follow-up calls: agents have only those that somebody answers."""

    dialler: Dialler = Dialler.model_construct(mode="predictive")
    """How calls are made, and how many at once; a word alone is the mode."""
    detection: Detection | None = None
    """How it tells answering machines from people; none: they come to agents, too."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.dialler.mode in ("manual", "preview", "agentless", "agentsmove"):
            told = f"mode {self.dialler.mode} is not for calls whose agents do something else"
            remedy = "take 'predictive', 'progressive' or 'power'"
            raise refuse(told, code="CIC108", at="dialler", remedy=remedy)
        return self
