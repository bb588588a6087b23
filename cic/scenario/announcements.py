"""What those who must wait are told, and what they make of it; talk that depends on the wait."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from cic.scenario.node import Node, Number, Seconds, Share, Whole
from cic.scenario.refusal import refuse

Predictor = Literal["last_wait", "head_of_line", "queue_length", "queue_length_with_abandonment"]
"""How a wait is estimated; `cic.rules.predicting` has the formulas."""

_Place = Annotated[Whole, Field(ge=1, le=1_000_000_000)]
_Factor = Annotated[Number, Field(gt=0, le=100)]


class _Step(Node):
    """What begins above an announced wait, or from a place in the queue on."""

    over: Seconds | None = None
    """It holds where a longer wait than this is announced, or as `from_place` says."""
    from_place: _Place | None = None
    """It holds from this place in the queue on (1: the first), or as `over` says."""

    @property
    def bound(self) -> float:
        """What is announced, a wait [s] or a place, has to exceed it."""
        return self.over if self.over is not None else float((self.from_place or 1) - 1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.over is None) == (self.from_place is None):
            told = "a step holds above a wait or from a place on: one of the two"
            raise refuse(told, code="CIC108", remedy="write 'over: 2 min', or 'from_place: 10'")
        return self


class Balking(_Step):
    """How many hang up at an announcement."""

    share: Share
    """The probability that a contact leaves at once."""


class PatienceChange(_Step):
    """How patience changes with an announcement."""

    factor: _Factor
    """The patience is multiplied by it."""


class LongerTalk(Node):
    """How much longer talk is after a long wait."""

    over: Seconds
    """It holds after a longer wait than this."""
    factor: _Factor
    """The talk is multiplied by it; above 1 is longer."""


class Announcement(Node):
    """What a contact hears that joins the queue and must wait."""

    wait: Predictor | None = None
    """How the wait it is told is estimated; none: it is told no wait."""
    position: Annotated[bool, Field(strict=True)] = False
    """Whether it is told its place in the queue."""
    balk: tuple[Balking, ...] = Field(default=(), examples=[[{"over": "5 min", "share": "30%"}]])
    """Who leaves at once at what is announced, in rising order: the last step that holds counts."""
    patience: tuple[PatienceChange, ...] = Field(
        default=(), examples=[[{"over": "2 min", "factor": 1.2}]]
    )
    """How patience changes, in rising order: the last step that holds counts."""
    waits_at_least: _Factor | None = None
    """Who stays has at least so many times the announced wait of patience; none: nothing more."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.wait is None and not self.position:
            remedy = "write 'wait: head_of_line', 'position: true', or both"
            raise refuse("an announcement that tells nothing", code="CIC108", remedy=remedy)
        for name, steps in (("balk", self.balk), ("patience", self.patience)):
            _told(name, steps, self)
            _rises(name, [step.bound for step in steps])
        if any(one.share > next_.share for one, next_ in pairwise(self.balk)):
            told = "fewer leave where more is announced"
            raise refuse(told, code="CIC108", at="balk", remedy="let the shares rise, or stay")
        if self.waits_at_least is not None and self.wait is None:
            told = "'waits_at_least' is about an announced wait, and none is announced"
            remedy = "write 'wait: head_of_line', or remove it"
            raise refuse(told, code="CIC108", remedy=remedy)
        return self

    @property
    def reacts_in_patience(self) -> bool:
        """Whether what is announced changes anybody's patience."""
        return bool(self.patience) or self.waits_at_least is not None


def _told(name: str, steps: Sequence[_Step], announcement: Announcement) -> None:
    """The steps of a list are about one thing, and it is announced."""
    by_wait = {step.over is not None for step in steps}
    if len(by_wait) > 1:
        told = f"some steps of {name!r} hold above a wait and some from a place on"
        raise refuse(told, code="CIC108", at=name, remedy="write 'over' in all, or 'from_place'")
    if True in by_wait and announcement.wait is None:
        told, remedy = (
            "a wait, and none",
            "write 'wait: head_of_line', or 'from_place' in its steps",
        )
    elif False in by_wait and not announcement.position:
        told, remedy = "a place, and none", "write 'position: true', or 'over' in its steps"
    else:
        return
    raise refuse(f"{name!r} is about {told} is announced", code="CIC108", remedy=remedy)


def _rises(name: str, bounds: Sequence[float]) -> None:
    """The steps of a list stand in rising order."""
    if any(one >= other for one, other in pairwise(bounds)):
        told = f"the steps of {name!r} do not rise"
        raise refuse(told, code="CIC108", at=name, remedy="write them from least to greatest")


def rising(steps: tuple[LongerTalk, ...]) -> tuple[LongerTalk, ...]:
    """Steps of talk that stand in rising order, or an error."""
    if any(one.over >= other.over for one, other in pairwise(steps)):
        told = "the steps of 'talk_after_wait' do not rise"
        raise refuse(told, code="CIC108", remedy="write them from least to greatest")
    return steps


LongerTalks = Annotated[tuple[LongerTalk, ...], AfterValidator(rising)]
"""Steps of talk, in rising order."""


def longer_after(steps: Sequence[LongerTalk], waited: float) -> float:
    """What talk is multiplied by after a wait [s].

    Examples
    --------
    >>> steps = [LongerTalk(over="2 min", factor=1.1), LongerTalk(over="5 min", factor=1.25)]
    >>> [longer_after(steps, waited) for waited in (0, 120, 121, 900)]
    [1.0, 1.0, 1.1, 1.25]
    """
    factors = [step.factor for step in steps if waited > step.over]
    return factors[-1] if factors else 1.0
