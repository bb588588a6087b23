"""Campaigns beside other contacts: for whom calls wait, and agents who move between the two."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from cic.scenario.node import Name, Node, Seconds, Share, Whole
from cic.scenario.refusal import refuse


class Inbound(Node):
    """The service level of other queues, on which outbound calls wait."""

    stops_below: Share
    """No more calls are made when the service level is below it."""
    resumes_above: Share
    """Calls are made again when it is at least this."""
    over: Annotated[Seconds, Field(gt=0)] = 900.0
    """The last so many minutes that count, in twelfths."""
    calls_at_least: Seconds = 0.0
    """How long calls are made at least before they stop again."""
    stops_at_least: Seconds = 0.0
    """How long they stop at least."""
    queues: Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    """The queues that count, each with its own threshold; none: all that no campaign feeds."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.resumes_above < self.stops_below:
            told = "calls would be made again at a service level at which they stop"
            remedy = "let resumes_above be at least stops_below"
            raise refuse(told, code="CIC108", at="resumes_above", remedy=remedy)
        return self


class Blending(Node):
    """When agents who answer other contacts, too, are called for."""

    when_free: Annotated[Whole, Field(ge=1, le=100_000)] | None = None
    """Calls are only made when so many agents of the campaign are free; none: any."""
    keeps_free: Annotated[Whole, Field(ge=0, le=100_000)] = 0
    """So many of the free agents are left for other contacts."""
    after_idle: Seconds = 0.0
    """An agent is free for a campaign only after being idle for so long."""
    others: Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    """Groups of which `others_free` agents must be free, too; none: of nobody else."""
    others_free: Annotated[Whole, Field(ge=1, le=100_000)] = 1
    """How many of them."""
    inbound: Inbound | None = None
    """A service level on which calls wait; none: they do not."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if "others_free" in self.model_fields_set and self.others is None:
            told = "it is said how many agents of other groups must be free, and not of which"
            remedy = "write 'others: [GROUP]', or remove 'others_free'"
            raise refuse(told, code="CIC108", at="others_free", remedy=remedy)
        return self


class Moves(Node):
    """Agents are moved between two groups, as the service level of other queues asks.

    Notes
    -----
    This is AGENTSMOVE, a dialler policy of ContactCenters after SER's SmartAgent. Below
    `stops_below` an agent is moved from outbound to inbound; from `resumes_above` on, from inbound
    to outbound; one agent a time that the service level is looked at (twelve times in `over`), the
    longest idle first. When calling ends, agents who were moved go back to their own groups.
    """

    inbound: Name = Field(examples=["everybody"])
    """The group that answers the other queues."""
    outbound: Name = Field(examples=["callers"])
    """The group that serves the campaign's queue."""
    stays_inbound: Seconds = 0.0
    """How long an agent who was moved inbound stays at least."""
    stays_outbound: Seconds = 0.0
    """How long one who was moved outbound does."""
    between_inbound: Seconds = 0.0
    """How long it is at least from one move inbound to the next."""
    between_outbound: Seconds = 0.0
    """The same outbound."""
    after_idle: Seconds = 0.0
    """Only agents who have been idle for so long are moved."""
    keeps_idle_inbound: Annotated[Whole, Field(ge=0, le=100_000)] = 0
    """So many idle agents stay inbound."""
    most_idle_outbound: Annotated[Whole, Field(ge=0, le=100_000)] | None = None
    """None are moved outbound while so many are idle there; none: no limit."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.inbound == self.outbound:
            told = f"agents are to be moved from {self.inbound!r} to the same group"
            remedy = "name the group that answers the other queues, and the one that calls"
            raise refuse(told, code="CIC108", at="outbound", remedy=remedy)
        return self
