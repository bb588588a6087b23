"""Callbacks: customers who are called back instead of waiting."""

from typing import Literal, Self

from pydantic import Field, model_validator

from cic.scenario.announcements import Predictor
from cic.scenario.durations import NO_TIME, Duration
from cic.scenario.legs import Times
from cic.scenario.node import Node, Seconds, Share
from cic.scenario.refusal import refuse


class OwnCall(Node):
    """Customers who do not wait for the callback and call again."""

    share: Share = Field(examples=["10%"])
    """The probability that a customer would."""
    delay: Duration = Field(examples=["exponential mean 1 h"])
    """How long it is until the customer calls, counted from when the callback was asked for."""


class Callback(Node):
    """A callback that is offered to who must wait.

    Who asks for one hangs up, and is called back: in the customer's place in the queue (virtual
    hold), or at an appointed time. The customer's own call cancels it. Agents call back whenever
    they are on duty, after closing too; what is still owed when the run ends is told.

    Notes
    -----
    `first` is what Amazon Connect and Genesys Cloud mean by it:

    - `agent`: an agent takes the callback, then calls; the agent is busy while it rings.
    - `customer`: when an agent could take the callback, the centre calls, and no agent is held
      meanwhile; one call for each agent. Who answers, and finds all agents taken by then, waits at
      the front of the queue, on the line, with the patience of an ordinary caller.

    Each call in vain is one attempt; the next comes after a delay, to the end of the queue.
    """

    offered_at: Seconds = Field(examples=["2 min"])
    """The predicted wait from which on it is offered."""
    predictor: Predictor = "queue_length"
    """How that wait is estimated."""
    accepted: Share = Field(examples=["50%"])
    """The probability that a customer accepts, when asked."""
    after: Duration | None = Field(default=None, examples=["2 h"])
    """An appointment: how long it is until the callback joins the queue; none: it keeps the
    customer's place in the queue."""
    first: Literal["agent", "customer"] = "agent"
    """Who is there first when the call is made: an agent who calls, or the customer."""
    answered: Share = 1.0
    """The probability that the customer answers a call."""
    rings: Duration = NO_TIME
    """How long it rings until the customer answers."""
    gives_up_after: Seconds = 30.0
    """How long it rings at most; who would answer later does not."""
    attempts: Times = 1
    """How often the customer is called at most."""
    retry_after: Duration | None = Field(default=None, examples=["exponential mean 30 min"])
    """How long it is from a call in vain to the next attempt."""
    own_call: OwnCall | None = None
    """Customers who call again meanwhile, which cancels the callback."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.attempts > 1) != (self.retry_after is not None):
            told = "a callback is tried again, and it is not said after how long"
            remedy = "write 'retry_after: exponential mean 30 min', or attempts: 1"
            if self.retry_after is not None:
                told = "it is said after how long a callback is tried again, and it never is"
                remedy = "write 'attempts: 3', or remove 'retry_after'"
            raise refuse(told, code="CIC108", remedy=remedy)
        return self
