"""Queues: where contacts wait, what they need, and what they were promised."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from cic import units
from cic.scenario.announcements import Announcement, LongerTalk, rising
from cic.scenario.arrivals import Arrivals
from cic.scenario.bonds import Affinity, Allocation
from cic.scenario.bots import Bot
from cic.scenario.callbacks import Callback
from cic.scenario.channels import PRESETS, Runs, Until
from cic.scenario.costs import ContactCost, ContactValue
from cic.scenario.criteria import RoutingStep, ending_steps
from cic.scenario.durations import FOREVER, NO_TIME, Duration
from cic.scenario.later import Later
from cic.scenario.legs import InVain, Recontact, Redial, Transfer, Voicemail, shares_of
from cic.scenario.node import Name, Node, Number, PositiveSeconds, Seconds, Share, Whole
from cic.scenario.refusal import refuse
from cic.scenario.scalars import shown
from cic.scenario.stages import Stage, rising_stages

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
    "resolution_rate",
    "satisfaction",
    "occupancy",
)
"""The measures that a target may bound."""


LIVE_WITHIN, DEFERRED_WITHIN = 20.0, units.DAY
"""The threshold of queues that promise nothing [s]."""


class ServiceLevel(Node):
    """A promise such as `80% in 20 s`: a share of contacts, answered within a threshold."""

    share: Share | None = None
    """The target; none when only the threshold is given."""
    within: Seconds = Field(examples=["20 s"])
    """The threshold, also called acceptable waiting time."""
    definition: Definition = "answered_of_offered"
    """What is divided by what."""
    runs: Runs | None = None
    """The clock the threshold runs on, calendar or open hours; none: as the channel says."""
    until: Until | None = None
    """What the threshold is measured to, first answer or end of the work; none: as the channel
    says."""

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


class Hold(Node):
    """Agents put customers on hold during the talk, to look something up or to ask."""

    share: Share = Field(examples=["20%"])
    """The probability that a contact is put on hold."""
    takes: Duration = Field(examples=["exponential mean 40 s"])
    """For how long; the talk takes longer by it, whoever the agent is."""


class Addition(Node):
    """What comes on top of some contacts: co-browsing, page push, file or screen sharing."""

    share: Share
    """The probability that a contact has it."""
    takes: Duration
    """How much longer the talk takes then."""
    resolution_factor: Annotated[Number, Field(ge=0, le=100)] = 1.0
    """The probability that the contact is resolved is multiplied by it then."""


class KnowledgeBase(Node):
    """A knowledge base at the agents' hands."""

    found: Share
    """The share of contacts whose question is found in it."""
    talk_factor: Annotated[Number, Field(gt=0, le=100)]
    """Talk of these contacts is multiplied by it; below 1 is quicker."""
    resolution_factor: Annotated[Number, Field(ge=0, le=100)] = 1.0
    """The probability that one of these contacts is resolved is multiplied by it."""


class Overflow(Node):
    """When a group takes contacts of a queue that is not its own."""

    after: Seconds | None = None
    """Once the contact has waited for so long, or as the others say."""
    when_waiting: Annotated[Whole, Field(ge=1, le=1_000_000_000)] | None = None
    """Once so many wait in the queue, the contact itself included, or as the others say."""
    predicted_wait: Annotated[Seconds, Field(gt=0)] | None = None
    """Once those who wait, the contact itself included, keep the queue's own agents on duty busy
    for so long."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.after is None and self.when_waiting is None and self.predicted_wait is None:
            told = "it is not said when contacts overflow"
            remedy = "write 'after: 60 s', 'when_waiting: 10' or 'predicted_wait: 2 min'"
            raise refuse(told, code="CIC108", remedy=remedy)
        return self


class Urgency(Node):
    """How urgent a contact is: a number that grows, or falls, as it waits."""

    initial: Annotated[Number, Field(ge=-1e9, le=1e9)] = 0.0
    """What it is at first."""
    per_minute: Annotated[Number, Field(ge=-1e9, le=1e9)] = 1.0
    """What comes on top with each minute of waiting; below 0, who came last goes first."""
    forwarded: Annotated[Number, Field(ge=-1e9, le=1e9)] = 0.0
    """What comes on top of a contact that was passed on to this queue; in the queue, too, it stands
    before those who have not waited longer by as much."""
    at_most: Annotated[Number, Field(ge=-1e9, le=1e9)] | None = None
    """What it never exceeds; none: no bound."""


class Queue(Node):
    """Contacts of one type, waiting in order of arrival."""

    channel: Name = Field("voice", examples=list(PRESETS))
    """How these contacts come: a preset, or a name in `channels`."""
    arrivals: Arrivals | None = None
    """When they come; none where they only come out of the IVR."""
    through: Name | None = None
    """The IVR menu these contacts hear first; none where they go straight to the queue."""
    patience: Duration = FOREVER
    """How long a contact waits before it abandons."""
    balk: Share = 0.0
    """Share that leaves at once when nobody is free."""
    bot: Annotated[Bot, Later()] | None = None
    """A bot that contacts meet before the queue; none: they come straight to it."""
    announcement: Annotated[Announcement, Later()] | None = None
    """What a contact is told that must wait, and what it makes of it; none: nothing is told."""
    talk: Duration
    """Talk time, before any factor of the agent's; of deferred work, the work itself."""
    talk_after_wait: Annotated[
        tuple[Annotated[LongerTalk, Later()], ...], AfterValidator(rising)
    ] = Field(default=(), examples=[[{"over": "2 min", "factor": 1.1}]])
    """How talk depends on the wait before it, in rising order: the last step that holds counts."""
    screen_pop: Seconds = 0.0
    """Seconds that the customer's data on the screen save at the start of each talk."""
    knowledge_base: Annotated[KnowledgeBase, Later()] | None = None
    """A knowledge base, and what it does to the talk."""
    additions: dict[Name, Annotated[Addition, Later()]] = Field(default={})
    """What comes on top of the talk of some contacts, by name."""
    hold: Annotated[Hold, Later()] | None = None
    """Who is put on hold during the talk; none: nobody is."""
    wrap_up: Duration = NO_TIME
    """The agent's work after the talk."""
    resolves: Share | None = None
    """The probability that a contact is resolved once it is answered, by an agent of quality 1;
    none: it is not asked."""
    value: Annotated[ContactValue, Later()] | None = None
    """What its contacts are worth; none: it is not asked."""
    cost: Annotated[ContactCost, Later()] | None = None
    """What it costs that its contacts wait and are lost; none: it is not asked."""
    service_level: ServiceLevel = Field(
        default_factory=lambda: ServiceLevel.model_construct(within=LIVE_WITHIN)
    )
    """Target and threshold of the service level; `80% in 20 s`. Not written: within 20 s, and
    within 24 h in deferred work."""
    targets: dict[str, Annotated[Target, Later()]] = Field(default={})
    """Bounds on further measures, by the measure's name: `{abandonment_rate: at most 5%}`."""
    priority: Annotated[Whole, Field(ge=0, le=1000)] = 1
    """Rank where agents choose by priority: the lowest number goes first."""
    weight: Annotated[Number, Field(gt=0)] = 1.0
    """Weight of a second of waiting where agents choose by weighted wait."""
    urgency: Annotated[Urgency, Later()] | None = Field(
        default=None, examples=[{"initial": 5, "per_minute": 0.5}]
    )
    """How urgent its contacts are where agents choose by urgency; none: by a point a minute."""
    head_start: Seconds = 0.0
    """Waiting time credited at the outset, where agents choose by (weighted) wait."""
    capacity: Annotated[Whole, Field(ge=0, le=1_000_000_000)] | None = None
    """How many may wait; further contacts are blocked. None: no limit."""
    after_idle: Seconds | None = None
    """An agent takes these contacts only after being idle for so long, or as `when_free` says."""
    when_free: Annotated[Whole, Field(ge=1, le=100_000)] | None = None
    """Agents take these contacts only when so many who serve the queue are free, the taker
    included, or as `after_idle` says; neither given: always."""
    groups: tuple[Name, ...] | None = None
    """The agent groups a contact tries, in this order; none: by the groups' own skills."""
    overflow: dict[Name, Annotated[Overflow, Later()]] = Field(
        default={}, examples=[{"outsourcer": {"after": "60 s", "when_waiting": 10}}]
    )
    """Agent groups that take contacts of this queue only as overflow, each with its condition; they
    have the queue's skill, and stand in `groups` where these are given."""
    drop_out: dict[Name, PositiveSeconds] = Field(default={}, examples=[{"experts": "60 s"}])
    """Agent groups that drop out of the circle: they take a contact of this queue only until it has
    waited for so long; what overflow is in the other direction."""
    stages: Annotated[tuple[Annotated[Stage, Later()], ...], AfterValidator(rising_stages)] = Field(
        default=(), max_length=16, examples=[[{"cases": {"tries": {"experts": 1}}}]]
    )
    """Stages of waiting: which groups a contact tries from what wait on, and how it stands with
    each, as the state of the centre may decide; none: as `groups`, `overflow` and `drop_out` say.
    Before the first it tries its `groups`, in their order, and waits for them at the ranks of their
    skills; without `groups` nobody takes it. Who drops out does so whatever the stage."""
    criteria: Annotated[
        tuple[Annotated[RoutingStep, Later()], ...], AfterValidator(ending_steps)
    ] = Field(default=(), max_length=16, examples=[[{"needs": {"french": 4}, "expires": "30 s"}]])
    """Routing criteria: steps by the attributes of agents, one after the other; then any agent."""
    asks_for: dict[Name, Annotated[Number, Field(gt=0, le=1e9)]] = Field(
        default={}, examples=[{"french": 2, "loans": 1}]
    )
    """Attributes of agents, with weights, that count where agents are chosen by proficiency; where
    in order, the first written comes first."""
    affinity: Annotated[Affinity, Later()] | None = Field(
        default=None, examples=[{"waits": "30 s", "within": "7 d"}]
    )
    """Customers who come again wait for the agent whom they talked to last; none: anybody takes
    them."""
    allocation: Annotated[Allocation, Later()] | None = Field(
        default=None, examples=[{"sites": {"north": "60%", "south": "40%"}}]
    )
    """Percentages of its contacts that sites get; none: agents of all sites alike take them."""
    callback: Annotated[Callback, Later()] | None = None
    """A callback that is offered to who must wait; none: nobody is called back."""
    voicemail: Annotated[Voicemail, Later()] | None = None
    """Customers who leave a message instead of waiting, or of going in vain."""
    redials: dict[InVain, Annotated[Redial, Later()]] = Field(
        default={}, examples=[{"busy": {"share": "60%", "delay": "exponential mean 10 min"}}]
    )
    """Customers who try again, by how they went in vain."""
    recontact: Annotated[Recontact, Later()] | None = None
    """Customers who come again after they were served."""
    transfers: dict[Name, Annotated[Transfer, Later()]] = Field(
        default={}, examples=[{"experts": "15%"}]
    )
    """Queues that agents pass customers on to, with shares of all who are answered."""

    @property
    def calls_back(self) -> bool:
        """Whether any of its contacts may ask for a callback."""
        return self.callback is not None and self.callback.accepted > 0

    @model_validator(mode="after")
    def _check(self) -> Self:
        passed_on = shares_of(self.transfers)
        if passed_on > 1 + 1e-6:
            told = f"the shares of the transfers add up to {100 * passed_on:.6g}%"
            remedy = "let them sum to at most 100%"
            raise refuse(told, code="CIC109", at="transfers", remedy=remedy)
        ways = self.overflow.values()
        at_once = any(way.when_waiting or way.predicted_wait is not None for way in ways)
        if self.stages and self.criteria:
            told = "stages and routing criteria would both say whom a contact tries as it waits"
            remedy = "write one of them: a step is a stage that tries who is good enough"
            raise refuse(told, code="CIC108", at="stages", remedy=remedy)
        if self.stages and self.overflow:
            told = "stages rank the groups, and overflow has no rank at which one would come in"
            remedy = "write a stage after that wait, or a case by how many wait, that tries it"
            raise refuse(told, code="CIC108", at="stages", remedy=remedy)
        if self.criteria and at_once:
            told = "routing criteria go by the wait, and an overflow by more than that"
            remedy = "let groups of the overflow have 'after' only"
            raise refuse(told, code="CIC108", at="criteria", remedy=remedy)
        return self
