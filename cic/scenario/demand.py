"""A demand: who needs what, by which channel, and the people and tools there are to meet it.

It says nothing of how the centre is built. A generation of technology, or any set of capabilities,
makes a scenario of it: `cic.capabilities.centres`.
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from cic.scenario.agents import Staff
from cic.scenario.arrivals import Arrivals
from cic.scenario.callbacks import Callback
from cic.scenario.channels import PRESETS
from cic.scenario.costs import LineCost, WorkCost
from cic.scenario.durations import FOREVER, NO_TIME, Duration
from cic.scenario.follow_ups import FollowUpDialler, FollowUps
from cic.scenario.legs import Recontact, Redial
from cic.scenario.node import (
    ClockTime,
    Name,
    Node,
    Number,
    PositiveSeconds,
    Profile,
    Seconds,
    Share,
    Title,
    Whole,
)
from cic.scenario.onward import InVain
from cic.scenario.queues import ServiceLevel
from cic.scenario.refusal import refuse
from cic.scenario.scenario import RunPlan
from cic.scenario.talks import Addition, KnowledgeBase

PHONE = "voice"
"""The channel that every generation has."""
SUM_SLACK = 1e-6


class SelfService(Node):
    """What callers can do for themselves, where there is a voice response."""

    tried: Share = Field(examples=["70%"])
    """Share of callers who try it."""
    succeeds: Share = Field(examples=["80%"])
    """Share of these whose matter it settles; the others want an agent."""
    takes: Duration = Field(examples=["50 s"])
    """How long it takes."""


class Instead(Node):
    """What people do where there is not the channel they would choose."""

    phone: Share = Field(1.0, examples=["60%"])
    """Share that phones instead."""
    wait: Share = 0.0
    """Share that leaves it for the time being, and phones later."""
    give_up: Share = 0.0
    """Share that does nothing: their need is lost."""
    soon: PositiveSeconds = 120.0
    """Mean time until those who phone have found the number (exponential)."""
    later: PositiveSeconds = 7200.0
    """Mean time until those who wait phone (exponential)."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        total = self.phone + self.wait + self.give_up
        if abs(total - 1) > SUM_SLACK:
            told = f"phone, wait and give_up add up to {100 * total:.6g}%, not to 100%"
            raise refuse(told, code="CIC109", remedy="they share all who miss their channel")
        return self


class Need(Node):
    """What some customers want, how they would come, and what it takes."""

    says: str = ""
    """What it is, in a sentence."""
    channel: Name = Field(PHONE, examples=list(PRESETS))
    """The channel these customers would choose: a preset."""
    volume: Annotated[Number, Field(gt=0, le=1e7)] | None = None
    """Customers on the day, spread over it as the demand's `shape` says; or `arrivals`."""
    arrivals: Arrivals | None = None
    """When they come, instead of `volume`."""
    talk: Duration = Field(examples=["lognormal mean 4 min cv 1"])
    """Talk time, or the work itself, before anything that technology saves."""
    wrap_up: Duration = NO_TIME
    """The agent's work after the talk."""
    patience: Duration | None = None
    """How long they wait; none: as the demand says of all customers."""
    resolves: Share = 1.0
    """The probability that an agent who can help resolves it."""
    self_service: SelfService | None = None
    """How far it is routine, so that a voice response can settle it; none: it is not."""
    skill: Name | None = None
    """The skill it may take, of those that `agents` have; none: anybody can help."""
    without_skill: Share = Field(1.0, examples=["40%"])
    """Share that an agent without the skill can help; the others have to be passed on."""
    known: Annotated[bool, Field(strict=True)] = True
    """Whether it is clear beforehand that it takes the skill; false: it turns out in the talk."""
    valued: Annotated[bool, Field(strict=True)] = False
    """Whether these customers go first, where the centre knows who they are."""
    additions: dict[Name, Addition] = Field(
        default={}, examples=[{"browsing": {"share": "30%", "takes": "1 min"}}]
    )
    """What their channel adds to the talk where there is one: escorted browsing, a shared page."""
    service_level: ServiceLevel | None = None
    """The promise by their channel; none: the demand's `promise`."""
    instead: Instead = Instead.model_construct()
    """What they do where their channel is missing."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.volume is None) == (self.arrivals is None):
            told = "a need has neither a volume nor arrivals"
            if self.volume is not None:
                told = "a need has both a volume and arrivals"
            remedy = "write 'volume: 200' for the day, or arrivals"
            raise refuse(told, code="CIC480", remedy=remedy)
        if self.skill is None and {"without_skill", "known"} & self.model_fields_set:
            told = "'without_skill' and 'known' say nothing where no skill is needed"
            raise refuse(told, code="CIC108", remedy="write 'skill: NAME', too")
        if "instead" in self.model_fields_set and self.channel == PHONE:
            told = "these customers phone in any case"
            raise refuse(told, code="CIC108", at="instead", remedy="remove it, or write a channel")
        return self


class OtherNumber(Node):
    """Callers who are told another number, where calls cannot be transferred."""

    dials: Share = 1.0
    """Share that dials it."""
    after: Duration = Field(examples=["exponential mean 1 min"])
    """How long it is until they do."""


class Customers(Node):
    """What all customers have in common."""

    patience: Duration = FOREVER
    """How long they wait."""
    redials: dict[InVain, Redial] = Field(
        default={}, examples=[{"busy": {"share": "60%", "delay": "exponential mean 10 min"}}]
    )
    """Who tries again, by how they went in vain."""
    recontact: Recontact | None = None
    """Who comes again because it was not resolved."""
    other_number: OtherNumber = OtherNumber.model_construct(dials=1.0, after=NO_TIME)
    """What callers do who are told another number."""


class Skilled(Node):
    """Agents with a skill, and the work of those who are passed on to them."""

    share: Share = Field(examples=["30%"])
    """Their share of all agents."""
    talk: Duration = Field(examples=["lognormal mean 6 min cv 1"])
    """Talk with a customer who was passed on, and who tells it all again."""
    wrap_up: Duration = NO_TIME
    """The work after it."""
    resolves: Share = 1.0
    """The probability that such a contact is resolved."""


class People(Node):
    """The agents there are, whatever they are set to do."""

    staff: Staff = Field(examples=[20])
    """All of them: one number, or a number for each interval."""
    skilled: dict[Name, Skilled] = Field(
        default={}, examples=[{"technical": {"share": "30%", "talk": "6 min"}}]
    )
    """The skills that some of them have."""
    apart: dict[Name, Share] = Field(default={}, examples=[{"email": "10%"}])
    """Shares that are set apart for channels other than the telephone, once there are these and as
    long as work is not blended; a channel that is not named is answered by all without a skill."""
    sites: dict[Name, Share] = Field(
        default={}, max_length=50, examples=[{"town": "60%", "county": "40%"}]
    )
    """Where they sit: the share of each site, all together 100%; none: all in one place."""
    cost: WorkCost | None = None
    """What their work costs."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        total = sum(self.sites.values())
        if self.sites and abs(total - 1) > SUM_SLACK:
            told = f"the shares of the sites add up to {100 * total:.6g}%"
            raise refuse(told, code="CIC109", at="sites", remedy="let them add up to 100%")
        return self


class Authentication(Node):
    """The voice response asks who is calling."""

    takes: Seconds = Field(examples=["10 s"])
    """How much longer the prompt is by it."""
    saves: Seconds = Field(examples=["20 s"])
    """What it saves of each talk."""


class Outsourcer(Node):
    """Agents of another firm, who take what has waited for long."""

    staff: Staff = Field(examples=[4])
    """How many."""
    after: Seconds = Field(examples=["60 s"])
    """A call goes there once it has waited for so long."""
    talk_factor: Annotated[Number, Field(gt=0, le=100)] = 1.0
    """Their talk is multiplied by it."""
    cost: WorkCost | None = None
    """What their work costs."""


class Monitoring(Node):
    """A supervisor who sees the queues, and moves cross-trained agents to where contacts wait."""

    waiting: Annotated[Whole, Field(ge=1, le=1_000_000)] = Field(examples=[3])
    """When so many wait for agents with a skill."""
    move: Annotated[Whole, Field(ge=1, le=100_000)] = 1
    """So many agents are moved there."""
    lasts: PositiveSeconds = 1800.0
    """For so long."""


class Tools(Node):
    """What each capability does here, where it is switched on; none: it can do nothing."""

    prompt: Seconds = 0.0
    """How long the menu of the voice response is."""
    authentication: Authentication | None = None
    """The voice response asks who is calling."""
    screen_pop: Seconds = 0.0
    """What the customer's data on the screen save of each talk."""
    data_with_transfer: Seconds = 0.0
    """What it saves of the second talk that the data go with a transfer."""
    knowledge_base: KnowledgeBase | None = None
    """A knowledge base at the agents' hands."""
    dialler: FollowUpDialler | None = None
    """A dialler for follow-up calls."""
    callback: Callback | None = None
    """Callbacks for callers who must wait."""
    outsourcer: Outsourcer | None = None
    """Another firm's agents."""
    monitoring: Monitoring | None = None
    """A supervisor who sees the queues."""
    at_once: dict[Name, Annotated[Whole, Field(ge=1, le=100)]] = Field(
        default={}, examples=[{"chat": 2}]
    )
    """How many contacts of a channel an agent has at once; none: as the channel's preset."""


class Demand(Node):
    """Needs, people and tools: what centres of every generation have to live with."""

    name: Title = Field(examples=["A utility's service line, a Monday"])
    """Whose customers, what day."""
    question: str = ""
    """The question it is to answer."""
    source: str = ""
    """Where the numbers come from."""
    notes: str = ""
    """What a reader must know to trust it, or not to."""
    opens: ClockTime = Field(examples=["08:00"])
    """When the day begins."""
    closes: ClockTime = Field(examples=["18:00"])
    """When arrivals stop."""
    interval: PositiveSeconds = 1800.0
    """The step of all lists."""
    shape: Profile | None = None
    """How a volume is spread over the day: one weight for each interval; none: evenly."""
    lines: Annotated[Whole, Field(ge=1, le=1_000_000_000)]
    """Telephone lines of the centre."""
    line_cost: LineCost | None = None
    """What the lines cost."""
    currency: Annotated[Name, Field(examples=["EUR"])] | None = None
    """What all prices are in."""
    promise: ServiceLevel = Field(examples=["80% in 30 s"])
    """The promise to who phones or chats, and the target that agents are counted for."""
    needs: dict[Name, Need] = Field(
        min_length=1, max_length=50, examples=[{"balance": {"volume": 300, "talk": "3 min"}}]
    )
    """What customers want, by name."""
    customers: Customers = Customers.model_construct()
    """What all customers have in common."""
    follow_ups: FollowUps | None = None
    """Customers who are called after they were served; none: nobody is."""
    agents: People = Field(examples=[{"staff": 20}])
    """The people there are."""
    tools: Tools = Tools.model_construct()
    """What each capability does here."""
    run: RunPlan = RunPlan.model_construct()
    """How often it is run, and with which seed."""
