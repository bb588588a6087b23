"""Queues: where contacts wait, what they need, and what they were promised."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from cic.scenario.arrivals import Arrivals
from cic.scenario.durations import FOREVER, NO_TIME, Duration
from cic.scenario.node import Name, Node, Number, Seconds, Share, Whole
from cic.scenario.refusal import refuse
from cic.scenario.scalars import shown

Definition = Literal[
    "answered_of_offered",
    "answered_of_offered_less_short_abandons",
    "met_of_offered",
    "answered_of_answered",
]
"""Which service level is meant; `cic.measures.definitions` has the formulas."""


TARGET_MEASURES = (
    "offered",
    "answered",
    "abandoned",
    "blocked",
    "self_served",
    "service_level",
    "average_speed_of_answer",
    "mean_wait",
    "wait_p90",
    "wait_p95",
    "longest_wait",
    "average_handle_time",
    "abandonment_rate",
    "occupancy",
)
"""The measures that a target may bound."""


class ServiceLevel(Node):
    """A promise such as `80% in 20 s`: a share of contacts, answered within a threshold."""

    share: Share | None = None
    """The target; none when only the threshold is given."""
    within: Seconds = Field(examples=["20 s"])
    """The threshold, also called acceptable waiting time."""
    definition: Definition = "answered_of_offered"
    """What is divided by what."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        if not isinstance(value, str):
            return value
        share, found, within = value.rpartition(" in ")
        if not found:
            raise refuse(
                f"{shown(value)} is not a service level", remedy="write it as '80% in 20 s'"
            )
        return {"share": share.strip(), "within": within.strip()}


class Target(Node):
    """A bound on a measure: `at most 5%`, `at least 90%`, `at most 30 s`."""

    bound: Literal["at most", "at least"]
    """On which side of the value the measure must lie."""
    value: Number = Field(examples=[0.05])
    """The bound: a share in [0, 1], seconds, or a number."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        if not isinstance(value, str):
            return value
        part = re.fullmatch(
            r"\s*(at most|at least|<=|>=|≤|≥)\s*(\d+(?:\.\d*)?|\.\d+)\s*(%|[a-z]*)\s*", value
        )
        if part is None:
            remedy = "write 'at most 5%', 'at least 90%' or 'at most 30 s'"
            raise refuse(f"{shown(value)} is not a target", remedy=remedy)
        bound = "at most" if part[1] in ("at most", "<=", "≤") else "at least"
        scale = {"%": 0.01, "": 1.0, "s": 1.0, "min": 60.0, "h": 3600.0}.get(part[3])
        if scale is None:
            told = f"{shown(value)} has the unit {part[3]!r}"
            raise refuse(told, remedy="known units: %, s, min, h")
        return {"bound": bound, "value": float(part[2]) * scale}


class Queue(Node):
    """Contacts of one type, waiting in order of arrival."""

    channel: Literal["voice"] = "voice"
    """How these contacts come."""
    arrivals: Arrivals | None = None
    """When they come; none where they only come out of the IVR."""
    through: Name | None = None
    """The IVR menu these contacts hear first; none where they go straight to the queue."""
    patience: Duration = FOREVER
    """How long a contact waits before it abandons."""
    balk: Share = 0.0
    """Share that leaves at once when nobody is free."""
    talk: Duration
    """Talk time, before any factor of the agent's."""
    wrap_up: Duration = NO_TIME
    """The agent's work after the talk."""
    service_level: ServiceLevel = Field(
        default_factory=lambda: ServiceLevel.model_construct(within=20.0)
    )
    """Target and threshold of the service level; `80% in 20 s`."""
    targets: dict[str, Target] = Field(default={})
    """Bounds on further measures, by the measure's name: `{abandonment_rate: at most 5%}`."""
    priority: Annotated[Whole, Field(ge=0, le=1000)] = 1
    """Rank where agents choose by priority: the lowest number goes first."""
    weight: Annotated[Number, Field(gt=0)] = 1.0
    """Weight of a second of waiting where agents choose by weighted wait."""
    head_start: Seconds = 0.0
    """Waiting time credited at the outset, where agents choose by (weighted) wait."""
    capacity: Annotated[Whole, Field(ge=0, le=1_000_000_000)] | None = None
    """How many may wait; further contacts are blocked. None: no limit."""
    groups: tuple[Name, ...] | None = None
    """The agent groups a contact tries, in this order; none: by the groups' own skills."""
