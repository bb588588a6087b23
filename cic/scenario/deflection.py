"""Deflection: callers whom the IVR offers another way instead of a place in the queue."""

from typing import Literal, Self

from pydantic import Field, model_validator

from cic.scenario.announcements import Predictor
from cic.scenario.durations import NO_TIME, Duration
from cic.scenario.legs import Redial
from cic.scenario.node import Name, Node, Seconds, Share
from cic.scenario.refusal import refuse


class Deflection(Node):
    """Another way that callers are offered at the end of a choice, before they come to its queue.

    Who accepts holds the port, and the line, for as long as the offer `takes`, and has then left
    the call. By SMS or web some settle their matter themselves; a message is work in a queue.

    Notes
    -----
    For whom it is in vain either goes on to the queue at once, or has hung up and may call again.
    A contact that has left counts neither as abandoned nor as blocked, and the customer as served
    only if the matter is settled.
    """

    by: Literal["sms", "web", "voicemail"] = Field(examples=["sms"])
    """What is offered: a text message with a link, a web page, or to leave a message. SMS and web
    are told by these names and follow the same rules: `takes`, `success` and `redial` say what
    makes them differ, such as an SMS whose reader calls again half an hour later."""
    accepted: Share = Field(examples=["30%"])
    """The probability that a caller accepts, when asked."""
    offered_at: Seconds | None = Field(default=None, examples=["2 min"])
    """The predicted wait from which on it is offered, while nobody who serves the queue is idle;
    none: to all."""
    predictor: Predictor = "queue_length"
    """How that wait is estimated."""
    takes: Duration = NO_TIME
    """How long the caller stays on the line for it."""
    success: Share = 1.0
    """The probability that it settles the matter of a caller who accepts."""
    redial: Redial | None = None
    """Of those whose matter it does not settle: who call again; none: all go on to the queue at
    once."""
    to: Name | None = Field(default=None, examples=["messages"])
    """The queue that messages come to, of deferred work; for voicemail, and for nothing else."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.by == "voicemail") != (self.to is not None):
            told = "a message is offered, and it is not said to which queue it comes"
            remedy = "write 'to: NAME'"
            if self.to is not None:
                told = f"there is a queue for messages, and what is offered is {self.by}"
                remedy = "write 'by: voicemail', or remove 'to'"
            raise refuse(told, code="CIC108", at="to", remedy=remedy)
        if self.to is not None and (self.success < 1 or self.redial is not None):
            told = "success and redial are of SMS and web: a message is work in its queue"
            raise refuse(told, code="CIC108", at="to", remedy="remove them")
        if self.redial is not None and self.redial.patience == "left":
            told = "who calls again has not waited yet, and has all patience left"
            raise refuse(told, code="CIC108", at="redial", remedy="remove 'patience'")
        return self
