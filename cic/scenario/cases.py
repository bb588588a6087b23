"""Cases after the sale: tickets that go through steps and parties until they are closed."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from cic.scenario.costs import Price
from cic.scenario.durations import Duration
from cic.scenario.node import Name, Node, PositiveSeconds, Seconds, Share, Whole
from cic.scenario.refusal import refuse
from cic.scenario.tempers import Factor

CENTRE = "centre"
"""The party of steps that agents of the centre do."""


class CaseStep(Node):
    """One step of a case: work for the centre's agents, or time with somebody outside."""

    party: Name = CENTRE
    """Who does it: the centre, a workshop, a carrier, the customer."""
    queue: Name | None = None
    """The queue in which it is work for agents; of a deferred channel. None: it takes its time."""
    takes: Duration | None = Field(default=None, examples=["lognormal mean 3 d cv 0.8"])
    """How long it takes a party outside, by the calendar; none: it is work in a queue."""
    places: Annotated[Whole, Field(ge=1, le=1_000_000)] | None = None
    """How many cases the party has in this step at once; further ones wait in order of coming.
    None: no limit."""
    due: PositiveSeconds | None = None
    """How long after the case was opened the step is to be over; none: nothing is promised."""
    target: Share | None = Field(default=None, examples=["90%"])
    """The share of the cases whose step is to be over when due; none: there is no target."""
    cost: Price = 0.0
    """What its party is paid, or what it takes in parts and postage, once the step is over; the
    work of agents has the price of their group."""
    known_factor: Factor = 1.0
    """What the step takes is multiplied by it where the knowledge base has an entry as it begins,
    of an earlier case."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.queue is None) == (self.takes is None):
            told = "a step is either work in a queue of agents or takes its time outside"
            remedy = "write 'queue: service desk' or 'takes: 2 d', and not both"
            raise refuse(told, code="CIC108", remedy=remedy)
        if self.places is not None and self.queue is not None:
            told = "a step in a queue has as many places as agents who answer it"
            raise refuse(told, code="CIC108", at="places", remedy="remove 'places'")
        _check_target(self.target, self.due)
        return self


def _check_target(target: float | None, due: float | None) -> None:
    """A target says how many are to be in time, and a due time what that is."""
    if target is not None and due is None:
        told = "a share of the cases is to be in time, and no time is due"
        raise refuse(told, code="CIC108", at="target", remedy="write 'due: 2 d', too")


class Enquiries(Node):
    """Customers who wonder how their case stands, and ask.

    Once a day, counted from when the case was opened and at the same time of day, as long as it is
    open. On a day on which the centre is closed at that time nobody phones.
    """

    to: Name = Field(examples=["hotline"])
    """The queue they come to."""
    per_day: Share = Field(examples=["15%"])
    """The probability that a customer wonders on a day."""
    visible: Share = 0.0
    """Of those who wonder: who see the status by web or IVR, and do not phone."""


class Knowledge(Node):
    """The knowledge base: an entry is made as a problem of a new kind is solved."""

    kinds: Annotated[Whole, Field(ge=1, le=1_000_000)]
    """How many kinds of problems there are; each case has one of them, all as likely, which is our
    assumption."""
    known: Share = 0.0
    """The share of the kinds that have an entry in the beginning."""
    after: Name | None = None
    """The step with whose end a problem is solved; none: the last."""


class Case(Node):
    """A kind of case: what opens one, its steps in order, and what is promised.

    Notes
    -----
    The steps (received, sent out, repaired, returned, collected), that each has a party and is
    tracked like a parcel, and the due times (answer in 12 h, on site in 48 h) are what manuals of
    customer service teach. All other numbers are the scenario's own.
    """

    opened: dict[Name, Share] = Field(min_length=1, max_length=1000, examples=[{"hotline": "20%"}])
    """Queues, with the probability that a contact opens a case once an agent has served it and does
    not pass it on; it then does not come again for another reason."""
    steps: dict[Name, CaseStep] = Field(
        min_length=1, max_length=50, examples=[{"sent": {"party": "carrier", "takes": "1 d"}}]
    )
    """The steps by name, in order."""
    due: PositiveSeconds | None = None
    """How long after it was opened a case is to be closed; none: nothing is promised."""
    target: Share | None = Field(default=None, examples=["90%"])
    """The share of the cases that are to be closed when due; none: there is no target."""
    expected: Seconds | None = None
    """The turnaround that customers take for granted of such a case; none: that of all matters,
    which `customers.satisfaction.turnaround` says."""
    enquiries: Enquiries | None = None
    """Customers who ask how their case stands; none: nobody does."""
    knowledge: Knowledge | None = None
    """The knowledge base; none: there is none."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_target(self.target, self.due)
        return self

    @property
    def priced(self) -> bool:
        """Whether any of its steps has a price."""
        return any(step.cost for step in self.steps.values())
