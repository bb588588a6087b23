"""Stages of waiting: which groups a contact tries from what wait on, and for which it waits."""

from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from cic.scenario.agents import listed
from cic.scenario.node import Name, Node, Number, PositiveSeconds, Seconds
from cic.scenario.refusal import refuse

Rank = Annotated[Number, Field(ge=-1e6, le=1e6)]


class Circumstance(Node):
    """A number of the centre as a stage begins, and a bound on it."""

    waiting: Name | None = None
    """How many contacts wait in this queue, the contact itself included once it waits."""
    free: Name | None = None
    """How many agents of this group are free."""
    busy: Name | None = None
    """Which share of this group's agents on duty is not free; 0 where nobody is on duty."""
    met: Name | None = None
    """Which share of the contacts that left this queue lately, answered or not, was answered within
    the threshold of its service level; 1 where none did. Who is called by the centre is left out.
    """
    over: PositiveSeconds = Field(default=900.0, examples=["15 min"])
    """What `met` takes for lately, counted in twelfths of it."""
    at_least: Annotated[Number, Field(ge=0, le=1e9)] | None = None
    """The number is no less."""
    at_most: Annotated[Number, Field(ge=0, le=1e9)] | None = None
    """The number is no more."""
    more_than: Name | None = None
    """The number is larger than the same of this queue, or group."""

    @property
    def counts(self) -> tuple[str, str]:
        """What is counted, and of which queue or group."""
        told = {"waiting": self.waiting, "free": self.free, "busy": self.busy, "met": self.met}
        return next((what, of) for what, of in told.items() if of is not None)

    @property
    def is_of_queue(self) -> bool:
        """Whether it is a number of a queue, and not of a group."""
        return self.counts[0] in ("waiting", "met")

    @model_validator(mode="after")
    def _check(self) -> Self:
        told = "it is not said, or said twice,"
        if sum(x is not None for x in (self.waiting, self.free, self.busy, self.met)) != 1:
            remedy = "write 'waiting: QUEUE', 'free: GROUP', 'busy: GROUP' or 'met: QUEUE'"
            raise refuse(f"{told} what is counted", code="CIC108", remedy=remedy)
        if sum(x is not None for x in (self.at_least, self.at_most, self.more_than)) != 1:
            remedy = "write 'at_least: 5', 'at_most: 0' or 'more_than: OTHER'"
            raise refuse(f"{told} how many", code="CIC108", remedy=remedy)
        return self


Circumstances = Annotated[
    Annotated[tuple[Circumstance, ...], Field(max_length=16)], BeforeValidator(listed)
]


class StageCase(Node):
    """What a stage does where something is so; without anything: in any case."""

    all_of: Circumstances = ()
    """All of these are so."""
    any_of: Circumstances = ()
    """One of these is so, at least."""
    tries: dict[Name, Rank] | None = Field(default=None, examples=[{"experts": 1, "team": 2}])
    """The groups among which an agent is looked for now, with ranks: the lowest that has anybody
    free. None: nobody is looked for, and ranks stay as they are."""
    stands: dict[Name, Rank] | None = Field(default=None, examples=[{"experts": 1, "team": 5}])
    """The groups whose agents take it as they come free, with the rank at which it stands with
    each: the lowest goes first, then the longest wait. None: those that it tries."""
    adds_to_tries: Annotated[bool, Field(strict=True)] = False
    """Whether the ranks of `tries` are added to those of before; a group that had none gets them as
    they are."""
    adds_to_stands: Annotated[bool, Field(strict=True)] = False
    """The same of `stands`, where these are written."""


class Stage(Node):
    """What becomes of a contact once it has waited for so long."""

    after: Seconds = 0.0
    """The wait at which it begins."""
    cases: Annotated[
        Annotated[
            tuple[StageCase, ...],
            Field(min_length=1, max_length=16, examples=[[{"tries": {"experts": 1}}]]),
        ],
        BeforeValidator(listed),
    ]
    """The first that holds decides; where none does, all stays as it is. One stands alone."""


def rising_stages(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The same, if each begins after the one before.

    Raises
    ------
    PydanticCustomError
        One does not.
    """
    for before, after in pairwise(stages):
        if after.after <= before.after:
            told = "a stage does not begin after the one before"
            raise refuse(told, code="CIC108", remedy="write the stages in the order of their wait")
    return stages


Stages = Annotated[tuple[Stage, ...], AfterValidator(rising_stages), Field(max_length=16)]
"""Stages of waiting, each of which begins after the one before."""
