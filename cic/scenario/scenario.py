"""The scenario: all that a person writes about a centre and a question."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from cic import units
from cic.errors import UsageError
from cic.scenario.agents import AgentGroup
from cic.scenario.arrivals import DayFactor
from cic.scenario.channels import Channel, Medium, Runs, Until, medium_of
from cic.scenario.later import Later, rare
from cic.scenario.node import (
    WEEKDAYS,
    ClockTime,
    Name,
    Node,
    PositiveSeconds,
    Share,
    Title,
    Weekday,
    Whole,
)
from cic.scenario.queues import DEFERRED_WITHIN, Queue, ServiceLevel
from cic.scenario.refusal import refuse
from cic.scenario.routing import Routing

if TYPE_CHECKING:
    from cic.scenario.campaigns import Campaign
    from cic.scenario.cases import Case
    from cic.scenario.costs import LineCost
    from cic.scenario.customers import Customers
    from cic.scenario.incidents import Incident
    from cic.scenario.ivr import Ivr
    from cic.scenario.sites import Site
    from cic.scenario.snapshot import Snapshot
else:
    Campaign = rare("cic.scenario.campaigns:Campaign")
    Case = rare("cic.scenario.cases:Case")
    LineCost = rare("cic.scenario.costs:LineCost")
    Customers = rare("cic.scenario.customers:Customers")
    Incident = rare("cic.scenario.incidents:Incident")
    Ivr = rare("cic.scenario.ivr:Ivr")
    Site = rare("cic.scenario.sites:Site")
    Snapshot = rare("cic.scenario.snapshot:Snapshot")


class Hours(Node):
    """From when to when the centre takes contacts on a day."""

    opens: ClockTime
    """When the day begins."""
    closes: ClockTime
    """When arrivals stop."""


HoursOrClosed = Annotated[
    Annotated[Hours, Tag("hours")] | Annotated[Literal["closed"], Tag("closed")],
    Discriminator(lambda value: "closed" if isinstance(value, str) else "hours"),
]
"""Other hours than the usual, or `closed`."""


class RunPlan(Node):
    """How the scenario is run unless the run itself says otherwise."""

    replications: Annotated[Whole, Field(ge=1, le=1_000_000)] = 30
    """How many days (or horizons) are simulated, each with its own luck."""
    seed: Annotated[Whole, Field(ge=0, lt=2**63)] = 1
    """The seed of all luck: the same seed gives the same figures."""
    confidence: Annotated[Share, Field(ge=0.5, lt=1)] = 0.95
    """Confidence of all intervals."""


_USUAL_INTERVALS = tuple(n * units.MINUTE for n in (60, 30, 20, 15, 10, 5, 1))


class Model(Node):
    """All that a person writes about a centre and a question."""

    name: Title = Field(examples=["Help desk, an ordinary Monday"])
    """What centre and what day."""
    question: str = ""
    """The question this scenario is to answer."""
    source: str = ""
    """Where the numbers come from."""
    notes: str = ""
    """What a reader must know to trust it, or not to."""
    opens: ClockTime = Field(examples=["08:00"])
    """When the day begins; instants are counted from the first day's opening."""
    closes: ClockTime = Field(examples=["18:00"])
    """When arrivals stop; past midnight write 26:00."""
    interval: PositiveSeconds = 1800.0
    """The reporting step, and the step of all lists by interval."""
    days: Annotated[Whole, Field(ge=1, le=3660)] = 1
    """How many days one replication holds."""
    starts_on: Weekday = "monday"
    """Weekday of the first day."""
    opening_hours: dict[Weekday, HoursOrClosed] = Field(default={})
    """Weekdays that differ: `{saturday: closed, friday: {opens: "08:00", closes: "14:00"}}`."""
    holidays: Annotated[
        tuple[Annotated[Whole, Field(ge=0)], ...], Field(max_length=3660, examples=[[5, 12]])
    ] = ()
    """Days on which the centre is closed whatever the weekday, counted from 0."""
    at_closing: Literal["serve", "send_away"] = "serve"
    """What happens to live contacts waiting when the day closes; deferred work stays."""
    day_factors: dict[Name, Annotated[DayFactor, Later()]] = Field(default={})
    """Busy and quiet days that several queues share."""
    channels: dict[Name, Annotated[Channel, Later()]] = Field(
        default={}, examples=[{"web_chat": {"like": "chat"}}]
    )
    """Changes to the presets of channels, and channels of one's own."""
    lines: Annotated[Whole, Field(ge=1, le=1_000_000_000)] | None = None
    """Telephone lines of the centre: a contact of a channel that holds a line takes one from first
    ring to hang-up, and finds the centre busy when none is free; none: no limit."""
    line_cost: LineCost | None = None
    """What the lines cost by which contacts come in; none: it is not asked."""
    currency: Annotated[Name, Field(examples=["EUR"])] | None = None
    """What all prices are in, for the report; none: it is not said."""
    sites: dict[Name, Site] = Field(
        default={}, max_length=1000, examples=[{"here": {"share": "100%", "lines": 30}}]
    )
    """Places with lines, ports and agents of their own, by name; the queues are common to all."""
    incidents: Annotated[
        tuple[Annotated[Incident, Field(examples=[{"at": "12:00", "lines": 0}])], ...],
        Field(max_length=1000),
    ] = ()
    """What happens to the centre: outages, spikes, agents moved, at a time or on a condition."""
    queues: dict[Name, Queue] = Field(
        min_length=1,
        max_length=1000,
        examples=[{"regular": {"arrivals": "60/hour", "talk": "exponential mean 3 min"}}],
    )
    """The queues, by name."""
    ivr: Ivr | None = None
    """The menus in front of the queues; none: contacts go straight to them."""
    agents: dict[Name, AgentGroup] = Field(
        min_length=1,
        max_length=1000,
        examples=[{"everybody": {"staff": 4, "skills": ["regular"]}}],
    )
    """The groups of agents, by name."""
    campaigns: dict[Name, Campaign] = Field(
        default={},
        max_length=1000,
        examples=[{"overdue": {"queue": "regular", "answers": "30%"}}],
    )
    """Customers whom the centre calls from lists, by the campaign's name."""
    routing: Routing = Routing.model_construct()
    """Which agent for a contact, which contact for an agent."""
    customers: Customers | None = None
    """Who contacts the centre, and what becomes of them: segments, tempers, satisfaction,
    complaints, loyalty; none: it is not asked."""
    cases: dict[Name, Case] = Field(
        default={},
        max_length=100,
        examples=[
            {"repair": {"opened": {"regular": "5%"}, "steps": {"repaired": {"takes": "2 d"}}}}
        ],
    )
    """Cases after the sale, by kind: tickets that go through steps and parties until closed."""
    snapshot: Snapshot | None = None
    """How the centre stands when a run begins: who waits, who is served, who is on a break; none:
    empty."""
    run: RunPlan = RunPlan.model_construct()
    """How often it is run, and with which seed."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        length = self.closes - self.opens
        if length <= 0:
            told = "closes must lie after opens"
            raise refuse(told, code="CIC301", at="closes", remedy="past midnight write 26:00")
        if length > units.DAY:
            told = "a day cannot be open for more than 24 hours"
            raise refuse(told, code="CIC301", at="closes", remedy="write a time within 24 hours")
        if abs(length / self.interval - round(length / self.interval)) > 1e-9:  # noqa: PLR2004
            told = (
                f"the interval of {units.duration_text(self.interval)} does not divide the "
                f"{units.duration_text(length)} from opening to closing"
            )
            fits = (one for one in _USUAL_INTERVALS if not length % one)
            remedy = f"write 'interval: {units.duration_text(next(fits, length))}'"
            raise refuse(told, code="CIC301", at="interval", remedy=remedy)
        return self

    @model_validator(mode="after")
    def _let_deferred_work_take_a_day(self) -> Self:
        """Queues of deferred work that promise nothing are counted by a threshold of their own."""
        silent = [
            n for n, one in self.queues.items() if "service_level" not in one.model_fields_set
        ]
        for name in silent:
            try:
                deferred = self.medium(self.queues[name].channel).deferred
            except UsageError:  # there is no such channel, and a check will say so
                continue
            if deferred:
                level = ServiceLevel.model_construct(within=DEFERRED_WITHIN)
                changed = self.queues[name].model_copy(update={"service_level": level})
                changed.model_fields_set.discard("service_level")
                self.queues[name] = changed
        return self

    @property
    def intervals_per_day(self) -> int:
        """Number of reporting intervals from opening to closing."""
        return round((self.closes - self.opens) / self.interval)

    @property
    def begins(self) -> float:
        """When a run begins [s from the first opening]; −inf: with whatever comes first."""
        if self.snapshot is None:
            return -math.inf
        return 0.0 if self.snapshot.at is None else self.snapshot.at - self.opens

    @property
    def under_stress(self) -> bool:
        """Whether any agents come under stress."""
        return any(group.stress is not None for group in self.agents.values())

    @property
    def priced(self) -> bool:
        """Whether anything has a price."""
        queues, groups, sites = self.queues, self.agents, self.sites
        return (
            self.line_cost is not None
            or any(campaign.cost for campaign in self.campaigns.values())
            or any(queue.value or queue.cost for queue in queues.values())
            or any(group.cost for group in groups.values())
            or any(site.line_cost for site in sites.values())
            or any(case.priced for case in self.cases.values())
        )

    def line_price(self, site: str | None) -> LineCost:
        """What the lines cost by which contacts come in at a site, or at none."""
        from cic.scenario.costs import LineCost

        own = None if site is None else self.sites[site].line_cost
        return own or self.line_cost or LineCost()

    @property
    def media(self) -> dict[str, Medium]:
        """The channels that the queues come by, in the order of the queues."""
        names = dict.fromkeys(queue.channel for queue in self.queues.values())
        return {name: self.medium(name) for name in names}

    def medium(self, channel: str) -> Medium:
        """What a channel comes to, with nothing left open."""
        return medium_of(channel, self.channels)

    def target_runs(self, queue: str) -> Runs:
        """The clock that a queue's service-level threshold runs on."""
        promised = self.queues[queue]
        return promised.service_level.runs or self.medium(promised.channel).target_runs

    def target_until(self, queue: str) -> Until:
        """What a queue's service-level threshold is measured to."""
        promised = self.queues[queue]
        return promised.service_level.until or self.medium(promised.channel).target_until

    @property
    def ranked_campaigns(self) -> dict[str, Campaign]:
        """The campaigns, in the order in which they have the free agents."""
        ranked = sorted(self.campaigns.items(), key=lambda item: item[1].priority)
        return dict(ranked)

    def capacity(self, group: str) -> tuple[dict[str, int], ...]:
        """The shares of a group's attention: how many of each channel it answers fill one."""
        skills = self.agents[group].skills
        names = (queue.channel for name, queue in self.queues.items() if name in skills)
        media = [self.medium(name) for name in dict.fromkeys(names)]
        written = self.agents[group].capacity
        if written is None:
            return ({medium.name: medium.at_once for medium in media},)
        used = {medium.name for medium in media}
        shares = [{name: n for name, n in share.items() if name in used} for share in written]
        return tuple(share for share in shares if share)

    def weekday(self, day: int) -> Weekday:
        """Weekday of a day, counted from 0."""
        return WEEKDAYS[(WEEKDAYS.index(self.starts_on) + day) % 7]

    @property
    def open_weekdays(self) -> dict[Weekday, int]:
        """How many days of each weekday are open, in order of coming; only those that are."""
        shut = [day % 7 for day in set(self.holidays) if day < self.days]
        found: dict[Weekday, int] = {}
        for first in range(min(7, self.days)):
            weekday = self.weekday(first)
            count = len(range(first, self.days, 7)) - shut.count(first)
            if count and self.opening_hours.get(weekday) != "closed":
                found[weekday] = count
        return found

    def open_window(self, day: int) -> tuple[float, float] | None:
        """From when to when a day takes contacts [s from the first opening]; None when closed."""
        hours = self.opening_hours.get(self.weekday(day))
        if hours == "closed" or day in self.holidays:
            return None
        start = day * units.DAY
        if hours is None:
            return start, start + self.closes - self.opens
        return start + hours.opens - self.opens, start + hours.closes - self.opens

    def closed_windows(self) -> Iterator[tuple[float, float]]:
        """From when to when it is closed, before the last closing [s from the first opening]."""
        shut = 0.0
        for day in range(self.days):
            window = self.open_window(day)
            if window is not None:
                if window[0] > shut:
                    yield shut, window[0]
                shut = window[1]
        last = (self.days - 1) * units.DAY + self.closes - self.opens
        if last > shut:
            yield shut, last
