"""Contacts that lead to others: redials, recontacts, transfers, messages left."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from cic.scenario.durations import NO_TIME, Duration
from cic.scenario.node import Name, Node, Number, Seconds, Share, Whole
from cic.scenario.refusal import refuse
from cic.scenario.scalars import shown

Times = Annotated[Whole, Field(ge=1, le=50)]

_SLACK = 1e-6


def _all_to_one(value: object) -> object:
    """A name alone stands for all who go there."""
    return {value: 1.0} if isinstance(value, str) else value


def _all_go_somewhere(to: dict[str, float]) -> dict[str, float]:
    total = sum(to.values())
    if to and abs(total - 1) > _SLACK:
        told = f"the shares in 'to' add up to {100 * total:.6g}%, not to 100%"
        remedy = "let them sum to 100%, or write one name"
        raise refuse(told, code="CIC109", remedy=remedy)
    return to


_SHARE_SCHEMA = {"type": ["string", "number"], "examples": ["70%"]}
To = Annotated[
    dict[Name, Share],
    BeforeValidator(_all_to_one),
    AfterValidator(_all_go_somewhere),
    WithJsonSchema(
        {
            "description": "A queue, or queues with shares.",
            "anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": _SHARE_SCHEMA},
            ],
            "examples": [{"mail": "100%"}],
        }
    ),
    Field(examples=[{"mail": "100%"}]),
]
"""Queues with shares that sum to 100%; one name alone takes all."""


class Redial(Node):
    """Customers who try again after going in vain.

    Notes
    -----
    In theory `one_by_one` is a constant retrial rate: however many are between two attempts, the
    next comes after one delay. Else it is the classical retrial rate, in proportion to their
    number (Artalejo and Gómez-Corral, Retrial Queueing Systems, Springer 2008).
    """

    share: Share = Field(examples=["60%"])
    """The probability that a customer tries again."""
    later: Share | None = None
    """The probability after further attempts in vain; none: as at first."""
    delay: Duration = Field(examples=["exponential mean 10 min"])
    """How long it is until the customer tries again."""
    attempts: Times = 10
    """How often a customer redials at most before giving up for good."""
    to: To = Field(default={})
    """Queues that are tried then, with shares; none: the customer comes as before."""
    patience: Literal["new", "left"] = "new"
    """Whether the customer waits with patience anew, or with what the last wait left of it."""
    one_by_one: Annotated[bool, Field(strict=True)] = False
    """Whether customers try again one after the other, as where a switch calls again for them in
    turn: the delay runs from when the one before has tried again, if that is later. There are as
    many such lines as queues in `to`, or one. Not so: the delay of each runs at once."""


class Recontact(Node):
    """Customers who come again after they were served: because it did not help."""

    share: Share = 1.0
    """The probability to come again, of those not resolved; where `resolves` is not written, of all
    who are answered."""
    later: Share | None = None
    """The probability after a further contact; none: as at first."""
    delay: Duration = Field(examples=["exponential mean 1 d"])
    """How long it is from the end of the talk until the customer comes again."""
    attempts: Times = 10
    """How often a customer comes again at most."""
    to: To = Field(default={})
    """Queues that are tried then, with shares; none: the customer comes as before."""
    same_agent: Annotated[bool, Field(strict=True)] = False
    """Whether the agent who was there before takes the contact, if that agent can at once."""


class Warm(Node):
    """Transfers for which the first agent stays with the customer until another has taken over."""

    share: Share = 1.0
    """Of those passed on: for whom the agent stays. The others only change queues."""
    conference: Duration = NO_TIME
    """How long both agents are with the customer, before the second goes on alone."""
    waits_at_most: Seconds = 120.0
    """How long the first agent waits for another; then the customer waits on alone."""
    talk_factor: Annotated[Number, Field(gt=0, le=100)] = 1.0
    """The second agent's talk is multiplied by it, the conference apart; below 1 is quicker."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        return {"share": value} if isinstance(value, str | int | float) else value


class Transfer(Node):
    """Customers whom an agent passes on to another queue at the end of the talk."""

    share: Share = Field(examples=["15%"])
    """The probability that a contact is passed on."""
    by_group: dict[Name, Share] = Field(default={}, examples=[{"juniors": "25%"}])
    """The same where an agent of one of these groups has served it."""
    warm: Warm | None = None
    """For whom the agent stays until another has taken over; none: the agent never does."""
    goes_first: Annotated[bool, Field(strict=True)] = False
    """Whether the customer waits at the front of the other queue, not at its end."""
    same_agent: Annotated[bool, Field(strict=True)] = False
    """Whether the agent goes on with the customer there, if it serves that queue; else anyone
    takes it. The agent does not wrap up in between."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        return {"share": value} if isinstance(value, str | int | float) else value

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.same_agent and self.warm is not None:
            told = "the agent goes on with the customer, and there is another to wait for"
            remedy = "remove 'warm' or 'same_agent'"
            raise refuse(told, code="CIC345", at="warm", remedy=remedy)
        return self


class Voicemail(Node):
    """Customers who leave a message, which then is work in another queue."""

    to: Name = Field(examples=["messages"])
    """The queue that messages come to; of a deferred channel, as `voicemail`."""
    not_waiting: Share = 0.0
    """Of those who would have to wait: who leave a message instead."""
    giving_up: Share = 0.0
    """Of those who give up waiting: who leave a message."""
    refused: Share = 0.0
    """Of those who find the queue full, or are sent away at closing: who leave a message."""
    takes: Duration = NO_TIME
    """How long it is until the message is there."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not (self.not_waiting or self.giving_up or self.refused):
            told = f"nobody ever leaves a message to {shown(self.to)}"
            remedy = "write 'not_waiting: 20%', 'giving_up: 30%' or 'refused: 50%'"
            raise refuse(told, code="CIC108", remedy=remedy)
        return self
