"""Queues: where contacts wait, what they need, and what they were promised."""

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from cic import units
from cic.scenario.arrivals import Arrivals
from cic.scenario.channels import PRESETS, Runs, Until
from cic.scenario.durations import FOREVER, NO_TIME, Duration
from cic.scenario.later import rare
from cic.scenario.node import Name, Node, Number, PositiveSeconds, Seconds, Share, Whole
from cic.scenario.onward import InVain, shares_of
from cic.scenario.refusal import refuse
from cic.scenario.scalars import shown

if TYPE_CHECKING:
    from cic.scenario.announcements import Announcement, LongerTalks
    from cic.scenario.bonds import Affinity, Allocation
    from cic.scenario.bots import Bot
    from cic.scenario.callbacks import Callback
    from cic.scenario.costs import ContactCost, ContactValue
    from cic.scenario.criteria import RoutingSteps
    from cic.scenario.legs import Recontact, Redial, Transfer, Voicemail
    from cic.scenario.precedence import Overflow, Urgency
    from cic.scenario.stages import Stages
    from cic.scenario.talks import Addition, Hold, KnowledgeBase
    from cic.scenario.targets import Target
else:
    Announcement = rare("cic.scenario.announcements:Announcement")
    LongerTalks = rare("cic.scenario.announcements:LongerTalks")
    Affinity = rare("cic.scenario.bonds:Affinity")
    Allocation = rare("cic.scenario.bonds:Allocation")
    Bot = rare("cic.scenario.bots:Bot")
    Callback = rare("cic.scenario.callbacks:Callback")
    ContactCost = rare("cic.scenario.costs:ContactCost")
    ContactValue = rare("cic.scenario.costs:ContactValue")
    RoutingSteps = rare("cic.scenario.criteria:RoutingSteps")
    Recontact = rare("cic.scenario.legs:Recontact")
    Redial = rare("cic.scenario.legs:Redial")
    Transfer = rare("cic.scenario.legs:Transfer")
    Voicemail = rare("cic.scenario.legs:Voicemail")
    Stages = rare("cic.scenario.stages:Stages")
    Overflow = rare("cic.scenario.precedence:Overflow")
    Urgency = rare("cic.scenario.precedence:Urgency")
    Addition = rare("cic.scenario.talks:Addition")
    Hold = rare("cic.scenario.talks:Hold")
    KnowledgeBase = rare("cic.scenario.talks:KnowledgeBase")
    Target = rare("cic.scenario.targets:Target")

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
    bot: Bot | None = None
    """A bot that contacts meet before the queue; none: they come straight to it."""
    announcement: Announcement | None = None
    """What a contact is told that must wait, and what it makes of it; none: nothing is told."""
    talk: Duration
    """Talk time, before any factor of the agent's; of deferred work, the work itself."""
    talk_after_wait: LongerTalks = Field(default=(), examples=[[{"over": "2 min", "factor": 1.1}]])
    """How talk depends on the wait before it, in rising order: the last step that holds counts."""
    screen_pop: Seconds = 0.0
    """Seconds that the customer's data on the screen save at the start of each talk."""
    knowledge_base: KnowledgeBase | None = None
    """A knowledge base, and what it does to the talk."""
    additions: dict[Name, Addition] = Field(default={})
    """What comes on top of the talk of some contacts, by name."""
    hold: Hold | None = None
    """Who is put on hold during the talk; none: nobody is."""
    wrap_up: Duration = NO_TIME
    """The agent's work after the talk."""
    resolves: Share | None = None
    """The probability that a contact is resolved once it is answered, by an agent of quality 1;
    none: it is not asked."""
    value: ContactValue | None = None
    """What its contacts are worth; none: it is not asked."""
    cost: ContactCost | None = None
    """What it costs that its contacts wait and are lost; none: it is not asked."""
    service_level: ServiceLevel = Field(
        default_factory=lambda: ServiceLevel.model_construct(within=LIVE_WITHIN)
    )
    """Target and threshold of the service level; `80% in 20 s`. Not written: within 20 s, and
    within 24 h in deferred work."""
    targets: dict[str, Target] = Field(default={})
    """Bounds on further measures, by the measure's name: `{abandonment_rate: at most 5%}`."""
    priority: Annotated[Whole, Field(ge=0, le=1000)] = 1
    """Rank where agents choose by priority: the lowest number goes first."""
    weight: Annotated[Number, Field(gt=0)] = 1.0
    """Weight of a second of waiting where agents choose by weighted wait."""
    urgency: Urgency | None = Field(default=None, examples=[{"initial": 5, "per_minute": 0.5}])
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
    overflow: dict[Name, Overflow] = Field(
        default={}, examples=[{"outsourcer": {"after": "60 s", "when_waiting": 10}}]
    )
    """Agent groups that take contacts of this queue only as overflow, each with its condition; they
    have the queue's skill, and stand in `groups` where these are given."""
    drop_out: dict[Name, PositiveSeconds] = Field(default={}, examples=[{"experts": "60 s"}])
    """Agent groups that drop out of the circle: they take a contact of this queue only until it has
    waited for so long; what overflow is in the other direction."""
    stages: Stages = Field(default=(), examples=[[{"cases": {"tries": {"experts": 1}}}]])
    """Stages of waiting: which groups a contact tries from what wait on, and how it stands with
    each, as the state of the centre may decide; none: as `groups`, `overflow` and `drop_out` say.
    Before the first it tries its `groups`, in their order, and waits for them at the ranks of their
    skills; without `groups` nobody takes it. Who drops out does so whatever the stage."""
    criteria: RoutingSteps = Field(
        default=(), examples=[[{"needs": {"french": 4}, "expires": "30 s"}]]
    )
    """Routing criteria: steps by the attributes of agents, one after the other; then any agent."""
    asks_for: dict[Name, Annotated[Number, Field(gt=0, le=1e9)]] = Field(
        default={}, examples=[{"french": 2, "loans": 1}]
    )
    """Attributes of agents, with weights, that count where agents are chosen by proficiency; where
    in order, the first written comes first."""
    affinity: Affinity | None = Field(default=None, examples=[{"waits": "30 s", "within": "7 d"}])
    """Customers who come again wait for the agent whom they talked to last; none: anybody takes
    them."""
    allocation: Allocation | None = Field(
        default=None, examples=[{"sites": {"north": "60%", "south": "40%"}}]
    )
    """Percentages of its contacts that sites get; none: agents of all sites alike take them."""
    callback: Callback | None = None
    """A callback that is offered to who must wait; none: nobody is called back."""
    voicemail: Voicemail | None = None
    """Customers who leave a message instead of waiting, or of going in vain."""
    redials: dict[InVain, Redial] = Field(
        default={}, examples=[{"busy": {"share": "60%", "delay": "exponential mean 10 min"}}]
    )
    """Customers who try again, by how they went in vain."""
    recontact: Recontact | None = None
    """Customers who come again after they were served."""
    transfers: dict[Name, Transfer] = Field(default={}, examples=[{"experts": "15%"}])
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
