"""Agents: groups of people alike, their skills, their hours."""

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from cic.scenario.channels import AtOnce
from cic.scenario.columns import read_column
from cic.scenario.durations import Duration
from cic.scenario.later import rare
from cic.scenario.node import (
    Name,
    Node,
    Number,
    Share,
    Weekday,
    Whole,
    is_by_weekday,
)
from cic.scenario.refusal import refuse

if TYPE_CHECKING:
    from cic.scenario.answering import Answering
    from cic.scenario.costs import WorkCost
    from cic.scenario.criteria import Proficiency
    from cic.scenario.delays import Delay
    from cic.scenario.people import Fatigue, Learning
    from cic.scenario.shifts import Shift
    from cic.scenario.stress import Stress
else:
    Answering = rare("cic.scenario.answering:Answering")
    WorkCost = rare("cic.scenario.costs:WorkCost")
    Proficiency = rare("cic.scenario.criteria:Proficiency")
    Delay = rare("cic.scenario.delays:Delay")
    Fatigue = rare("cic.scenario.people:Fatigue")
    Learning = rare("cic.scenario.people:Learning")
    Shift = rare("cic.scenario.shifts:Shift")
    Stress = rare("cic.scenario.stress:Stress")


class Skill(Node):
    """How a group answers a queue; a number alone is the rank."""

    rank: Annotated[Whole, Field(ge=0, le=1000)] = 1
    """Preference: the lowest goes first, for the contact (by skill rank) and for the agent (list
    order)."""
    talk_factor: Annotated[Number, Field(gt=0, le=100)] = 1.0
    """Proficiency: talk time is multiplied by it; below 1 is faster."""
    quality: Annotated[Number, Field(ge=0, le=100)] = 1.0
    """Proficiency: the probability that a contact is resolved is multiplied by it, up to 100%."""
    level: Annotated[Number, Field(ge=-1000, le=1000)] = 0.0
    """How good the group is at it, as switches count it (1 to 5, 1 to 10; a score may be below 0):
    where agents are chosen by level, the highest goes first."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        return {"rank": value} if isinstance(value, int) and not isinstance(value, bool) else value


Count = Annotated[Whole, Field(ge=0, le=100_000)]


def _whole(value: object) -> object:
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {
            day: _whole(item) if isinstance(item, list) else item for day, item in value.items()
        }
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _staff_form(value: object) -> str:
    return "constant" if isinstance(value, int | float | str) else is_by_weekday(value)


Counts = tuple[Count, ...]
Staff = Annotated[
    Annotated[Count, Tag("constant")]
    | Annotated[Counts, Tag("every day")]
    | Annotated[dict[Weekday, Counts], Tag("by weekday")],
    Discriminator(_staff_form),
    BeforeValidator(_whole),
    BeforeValidator(read_column),
    Field(examples=[4]),
]


def listed(value: object) -> object:
    """A list of one for a mapping that stands alone."""
    return [value] if isinstance(value, dict) else value


MOST_SHARES = 4
"""The most shares of attention that an agent has."""
Capacity = Annotated[
    Annotated[
        tuple[Annotated[dict[Name, AtOnce], Field(min_length=1)], ...],
        Field(min_length=1, max_length=MOST_SHARES, examples=[[{"voice": 1, "chat": 3}]]),
    ],
    BeforeValidator(listed),
]
"""The shares of an agent's attention; one mapping is a list of one."""


class AgentGroup(Node):
    """Agents alike: the same skills, hours as counts by interval or as shifts."""

    staff: Staff | None = None
    """Agents on duty: one number, a number for each interval from opening to closing, a list by
    weekday, or a column of a CSV file."""
    shifts: tuple[Shift, ...] | None = None
    """Who works when, instead of `staff`."""
    skills: dict[Name, Skill] = Field(min_length=1, examples=[{"regular": 1}])
    """The queues this group answers, with rank and proficiency; a list is in order of rank."""
    attributes: dict[Name, Proficiency] = Field(default={}, examples=[{"french": 4, "loans": 2}])
    """What its agents are good at, from 1 to 10, as queues ask for it: by routing `criteria`, or by
    what they `ask_for`."""
    weight: Annotated[Number, Field(gt=0, le=1e9)] = 1.0
    """Weight of its agents where they are chosen by a weighted score."""
    ratio_target: Annotated[Number, Field(gt=0, le=1e9)] | None = None
    """Where contacts settle on the group of the least ratio: one that finds nobody free here rather
    waits for this group than tries those of higher ranks, while those who wait for it, this one
    included, are no more than so many for each of its agents on duty. None: it tries them."""
    site: Name | None = None
    """The site it belongs to, where there are sites."""
    cost: WorkCost | None = None
    """What its work costs; none: it is not asked."""
    capacity: Capacity | None = None
    """What one agent holds at once, by channel: each mapping is one share of the attention, filled
    by fractions (a third by each chat of `{voice: 1, chat: 3}`), and shares are independent; none:
    one share, in which each channel counts as it says."""
    wrap_up: dict[Name, Duration] = Field(default={})
    """Wrap-up by queue, where this group's differs from the queue's; one duration: all queues."""
    answering: Answering | None = None
    """How contacts ring before they are answered, and how often they are not; a duration alone is
    how long they ring; none: they are answered at once."""
    learning: Learning | None = None
    """How talk shortens with tenure; none: it does not."""
    fatigue: Fatigue | None = None
    """How talk lengthens after busy hours; none: it does not."""
    stress: Stress | None = None
    """How its agents come under stress, and what comes of it; none: they do not."""
    courtesy: Share = 0.8
    """How courteous its agents are, from 0 to 1: an aspect of customers' satisfaction. As customers
    expect it by default; both are assumptions."""
    absence: Share = 0.0
    """The probability that an agent does not come on a day that it is to work."""
    lateness: Delay | None = None
    """How often an agent comes late on a day, and by how much; at the latest when the day's work is
    to end, and then it does not come at all."""
    early_leave: Delay | None = None
    """How often an agent goes early on a day, and by how much."""
    late_breaks: Delay | None = None
    """How often an agent takes all breaks of a day late, and by how much: each begins and ends so
    much later, and ends with the shift at the latest."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        if not isinstance(value, dict):
            return value
        value = dict(value)
        if isinstance(value.get("skills"), list):
            names = value["skills"]
            if all(isinstance(name, str) for name in names):
                value["skills"] = {name: rank for rank, name in enumerate(names, 1)}
        wrap_up = value.get("wrap_up")
        laws = {"kind", "per_interval", "values", "file"}
        if isinstance(wrap_up, str | int | float) or (
            isinstance(wrap_up, dict) and laws & set(wrap_up)
        ):
            value["wrap_up"] = dict.fromkeys(value.get("skills") or (), wrap_up)
        return value

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.staff is None) == (self.shifts is None):
            told = "a group needs either staff or shifts"
            if self.staff is not None:
                told = "a group has both staff and shifts"
            remedy = "write 'staff: 4', or counts by interval, or shifts"
            raise refuse(told, code="CIC108", remedy=remedy)
        return self
