"""How the centre stands when a run begins: who waits, is served, is on a break; open cases."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from cic.scenario.node import ClockTime, Name, Node, PositiveSeconds, Whole
from cic.scenario.open_cases import LONGEST_WAIT, OpenCase, Waited
from cic.scenario.refusal import refuse


class Spread(Node):
    """So many contacts, whose waits so far are spread evenly."""

    count: Annotated[Whole, Field(ge=1, le=1_000_000)]
    """How many wait."""
    oldest: Annotated[PositiveSeconds, Field(le=LONGEST_WAIT, examples=["9 h"])]
    """How long the first of them has waited; of 3 the others have waited for 2/3 and 1/3 of it."""


def _waits_form(value: object) -> str:
    return "spread" if isinstance(value, dict | Spread) else "one by one"


Waits = Annotated[
    Annotated[Spread, Tag("spread")]
    | Annotated[tuple[Waited, ...], Tag("one by one"), Field(min_length=1, max_length=100_000)],
    Discriminator(_waits_form),
    Field(examples=[["2 min", "40 s"]]),
]


class TurnUnderWay(Node):
    """Whose turn it is in a talk in turns, as a run begins."""

    of: Literal["agent", "customer"] = Field(examples=["customer"])
    """Whether the agent writes, or is asked for an answer; or the customer pauses."""
    lasted: Waited | None = Field(default=None, alias="for", examples=["40 s"])
    """How much of this turn is over; none: as in a talk that has lasted so long."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        return {"of": value} if isinstance(value, str) else value


class InService(Node):
    """A contact that an agent has in hand already."""

    queue: Name = Field(examples=["regular"])
    """The queue it came to."""
    group: Name | None = None
    """The group of the agent, or the agent itself is named."""
    agent: Name | None = None
    """The agent."""
    served: Annotated[Waited, Field(alias="for", examples=["3 min"])]
    """For how long it has been served."""
    waited: Waited = 0.0
    """How long it had waited until it was answered."""
    turn: TurnUnderWay | None = Field(default=None, examples=[{"of": "customer", "for": "40 s"}])
    """Of a talk in turns: whose turn it is; none: as in a talk that has lasted so long."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.group is None) == (self.agent is None):
            told = "a contact in service is with an agent of a 'group', or with a named 'agent'"
            raise refuse(told, code="CIC108", remedy="give one of group and agent")
        return self


class Snapshot(Node):
    """How the centre stands when a run begins.

    Its contacts are contacts like all others: they count in the interval in which they came, with
    their whole wait. They stand in their queues and hear no menu. Agents' time counts from the
    beginning on. A talk in turns has come so far as one does that has lasted so long: to the midst
    of a turn or of a pause, as if its agent had answered each turn at once. Where it is said whose
    `turn` it is, it is as such a talk in whose turn it is then, and which lasts for longer.
    """

    at: ClockTime | None = None
    """When it begins, as a time of the first day; what would have come before is left out. None:
    with the first opening."""
    waiting: dict[Name, Waits] = Field(default={}, examples=[{"regular": ["2 min", "40 s"]}])
    """Who waits in each queue, and how long each has waited so far."""
    in_service: Annotated[
        tuple[
            Annotated[InService, Field(examples=[{"queue": "a", "group": "g", "for": "3 min"}])],
            ...,
        ],
        Field(max_length=5_000),
    ] = ()
    """Contacts that agents have in hand. An agent of a group is, of those on duty, one with the
    fewest in hand."""
    on_break: dict[
        Name, Annotated[tuple[PositiveSeconds, ...], Field(min_length=1, max_length=100_000)]
    ] = Field(default={}, examples=[{"team": ["5 min"]}])
    """Agents of each group who are to be on duty and are on a break: for how much longer, one each.
    Planned breaks need not be told."""
    open_cases: Annotated[
        tuple[
            Annotated[
                OpenCase,
                Field(examples=[{"case": "repair", "step": "sent", "opened": "3 d", "for": "5 h"}]),
            ],
            ...,
        ],
        Field(max_length=100_000),
    ] = ()
    """Cases that are open. They were opened before the run, by contacts of which nothing else is
    told, and go on from where they stand; work on them that waits or is in hand is told here, not
    in `waiting` or `in_service`."""

    def waits(self, queue: str) -> list[float]:
        """How long each contact that waits in a queue has waited [s], the first of them first."""
        written = self.waiting.get(queue, ())
        if isinstance(written, Spread):
            return [written.oldest * n / written.count for n in range(written.count, 0, -1)]
        return sorted(written, reverse=True)

    def longest_wait(self, queue: str) -> float | None:
        """How long the first of a queue has waited [s]; none where nobody waits."""
        written = self.waiting.get(queue, ())
        return written.oldest if isinstance(written, Spread) else max(written, default=None)

    def count(self, queue: str) -> int:
        """How many contacts wait in a queue."""
        written = self.waiting.get(queue, ())
        return written.count if isinstance(written, Spread) else len(written)

    def served_in(self, queue: str) -> Iterator[tuple[int, InService]]:
        """The contacts of a queue in service, each with its place in `in_service`."""
        return ((n, one) for n, one in enumerate(self.in_service) if one.queue == queue)

    @property
    def queues(self) -> set[str]:
        """The queues that have contacts in it."""
        return {*self.waiting, *(one.queue for one in self.in_service)}

    @property
    def contacts(self) -> int:
        """How many contacts there are in it, those that opened its cases included."""
        return sum(map(self.count, self.waiting)) + len(self.in_service) + self.cases

    @property
    def cases(self) -> int:
        """How many cases are open."""
        return sum(one.count for one in self.open_cases)

    @property
    def longest(self) -> float:
        """How long ago the first of its contacts, or of its work on cases, came [s]."""
        waits = [max(self.waits(queue), default=0.0) for queue in self.waiting]
        waits += [one.in_step for one in self.open_cases]
        return max([*waits, *(one.served + one.waited for one in self.in_service)], default=0.0)
