"""Campaigns: customers whom the centre calls, from a list."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from cic.scenario.agents import listed
from cic.scenario.blending import Blending, Moves
from cic.scenario.calling_hours import EVERYWHERE, CallingHours, CallLimit, Zone
from cic.scenario.costs import DialCost
from cic.scenario.dialler import AGENT_FIRST, Dialler
from cic.scenario.durations import NO_TIME, Constant, Duration
from cic.scenario.legs import Times
from cic.scenario.node import Name, Node, Seconds, Share, Whole
from cic.scenario.refusal import refuse

InVainCall = Literal["busy", "no_answer", "machine", "abandoned", "wrong_party", "cancelled"]
"""How an attempt came to nothing: a busy tone; nobody answered; an answering machine did; whoever
answered found no agent in time; it was somebody else; the dialler hung up before an answer."""


def _is_list(value: object) -> str:
    return "by interval" if isinstance(value, list | tuple) else "all day"


Answers = Annotated[
    Annotated[Share, Tag("all day")]
    | Annotated[tuple[Share, ...], Field(min_length=1), Tag("by interval")],
    Discriminator(_is_list),
    Field(examples=["30%"]),
]
"""A share, or one for each interval of the day, from opening to closing."""


class Detection(Node):
    """Answering machines are told from people before an agent has the call."""

    takes: Duration = NO_TIME
    """How long it takes, from the answer on."""
    false_positive: Share = 0.0
    """The probability that a person is taken for a machine, and hung up on."""
    false_negative: Share = 0.0
    """The probability that a machine is taken for a person, and comes to an agent."""


class Preview(Node):
    """What an agent does before the call: reads the record, keys the number."""

    takes: Duration = Field(examples=["exponential mean 20 s"])
    """How long."""
    skips: Share = 0.0
    """The probability that the agent leaves the customer out."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.skips > 0 and self.takes.mean <= 0:
            told = "an agent who takes no time before the call cannot leave customers out"
            raise refuse(told, code="CIC108", at="takes", remedy="write 'takes: 5 s' or more")
        return self


class FollowUp(Node):
    """Customers come on the list after they were served: return visits by telephone.

    Where the scenario has `customers`, the one called is the one who was served, with temper, mood
    and all, and judges the visit as any contact. Who was lost since is called as well, and judges
    nothing. In `zones`, one of them lives in one place.
    """

    queues: dict[Name, Share] = Field(min_length=1, examples=[{"regular": "20%"}])
    """Of which queues, and the probability that one who was served there comes on the list; where
    the queue says how often it resolves, only who was helped does."""
    delay: Duration = NO_TIME
    """How long it is from the end of the talk until the customer may be called."""


class Campaign(Node):
    """Customers whom the centre calls.

    Who answers joins a queue of the centre, and goes to an agent as all contacts
    there do: its talk, wrap-up, routing and prices are the queue's.

    Notes
    -----
    An attempt ends in one of these ways: a busy tone, a number that does not exist, no answer, an
    answering machine, or a person. A person whom no agent takes within `drop_after` is an abandoned
    call (a nuisance call), and so is one that is taken for a machine. Rules on telemarketing, such
    as the Telemarketing Sales Rule of the United States (16 CFR 310.4), bound the abandoned calls
    by 3% of those that a person answers, over 30 days of a campaign; they count a call as abandoned
    that has no agent within 2 s, and ask that it rings for at least 15 s.
    """

    queue: Name = Field(examples=["regular"])
    """The queue that customers join who answer; agents with its skill talk to them."""
    customers: Annotated[Whole, Field(ge=1, le=100_000_000)] | Literal["endless"] = "endless"
    """How many there are to call; where `follows` is given and this is not: none but those."""
    follows: FollowUp | None = Field(default=None, examples=[{"queues": {"regular": "20%"}}])
    """Customers who come on the list after they were served; none: nobody does."""
    priority: Annotated[Whole, Field(ge=0, le=1000)] = 1
    """Which campaign has the free agents first: that of the lowest number, then as written."""
    hours: (
        Annotated[
            tuple[CallingHours, ...],
            Field(min_length=1, examples=[[{"from": "09:00", "until": "20:00"}]]),
            BeforeValidator(listed),
        ]
        | None
    ) = None
    """When it may call, while the centre is open; none: all the time."""
    zones: dict[Name, Zone] = Field(
        default={}, examples=[{"east": {"share": "60%"}, "west": {"time_zone": "-03:00"}}]
    )
    """Time zones that its customers live in: `hours`, and `answers` by interval, are by their
    clocks. Whoever is first on the list and may be called is; the others come in their time."""
    limits: tuple[CallLimit, ...] = Field(
        default=(), examples=[[{"calls": 200, "from": "09:00", "until": "12:00"}]]
    )
    """The most calls in windows of the day; none: no limit."""
    dialler: Dialler = Dialler.model_construct()
    """How calls are made, and how many at once; a word alone is the mode."""
    lines: Annotated[Whole, Field(ge=1, le=100_000)] | None = None
    """How many calls may be under way at once; none: no limit."""
    answers: Answers
    """The probability that a person answers, by when the call is made; at a time before or after
    the day's intervals that of the nearest."""
    machine: Share = 0.0
    """The probability that an answering machine does."""
    busy: Share = 0.0
    """The probability that the line is busy."""
    invalid: Share = 0.0
    """The probability that a customer's number does not exist; it is not tried again. The other
    shares are of first calls: of calls to numbers that exist they are the larger."""
    rings: Duration = NO_TIME
    """How long it rings until somebody, or a machine, answers."""
    gives_up_after: Seconds = 25.0
    """How long it rings at most; who would answer later does not."""
    fails_after: Seconds = 3.0
    """How long it takes to hear a busy tone, or that a number does not exist."""
    attempts: Times = 1
    """How often a customer is called at most."""
    retries: dict[InVainCall, Duration] = Field(
        default={}, examples=[{"busy": "15 min", "no_answer": "3 h"}]
    )
    """After how long a customer is called again, by what the call came to; not written: no more."""
    drop_after: Seconds | None = 2.0
    """How long a person who has answered waits for an agent at most; none: as long as the queue's
    patience lasts."""
    detection: Detection | None = None
    """How answering machines are told from people; none: they come to agents, too."""
    machine_talk: Duration = Constant.model_construct(kind="constant", value=10.0)
    """How long an agent listens to an answering machine."""
    right_party: Share = 1.0
    """The probability that who answers is the one who is wanted."""
    wrong_party_talk: Duration = Constant.model_construct(kind="constant", value=20.0)
    """How long an agent talks to somebody else."""
    promise: Share = 0.0
    """The probability that the one who is wanted makes a promise, buys, agrees."""
    preview: Preview | None = None
    """What an agent does before a call that the agent makes; none: nothing."""
    message: Duration | None = None
    """How long a message is, where calls are made without agents."""
    moves: Moves | None = None
    """Agents who are moved between two groups; none: nobody is."""
    blending: Blending | None = None
    """When calls are made beside other contacts; none: whenever anybody is free for them."""
    cost: DialCost | None = None
    """What its calls cost; none: nothing."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        rates = self.answers if isinstance(self.answers, tuple) else (self.answers,)
        all_in_all = max(rates) + self.machine + self.busy + self.invalid
        if all_in_all > 1 + 1e-6:
            told = f"the shares of what a call comes to add up to {100 * all_in_all:.6g}%"
            remedy = "let answers, machine, busy and invalid sum to at most 100%; the rest is "
            raise refuse(told, code="CIC109", at="answers", remedy=f"{remedy}not answered")
        if (self.attempts > 1) != bool(self.retries):
            told = "customers are called again, and it is not said after how long"
            remedy = "write 'retries: {no_answer: 3 h}', or attempts: 1"
            if self.retries:
                told = "it is said after how long customers are called again, and they never are"
                remedy = "write 'attempts: 3', or remove 'retries'"
            raise refuse(told, code="CIC108", remedy=remedy)
        self._check_mode()
        return self

    def _check_mode(self) -> None:
        """What one mode needs, and others have no use for."""
        mode = self.dialler.mode
        if (mode == "agentless") != (self.message is not None):
            told = "a campaign without agents plays a message, and it is not said how long it is"
            remedy = "write 'message: 30 s'"
            if self.message is not None:
                told = f"there is a message, and agents talk to who answers (mode {mode})"
                remedy = "write 'dialler: agentless', or remove 'message'"
            raise refuse(told, code="CIC108", at="message", remedy=remedy)
        if mode == "agentless" and self.lines is None:
            told = (
                "a campaign without agents calls on as many lines as it may, and no number is said"
            )
            raise refuse(told, code="CIC108", at="lines", remedy="write 'lines: 20'")
        if self.preview is not None and mode not in AGENT_FIRST:
            told = f"agents do something before the call, and do not make it (mode {mode})"
            remedy = "write 'dialler: preview' or 'dialler: manual', or remove 'preview'"
            raise refuse(told, code="CIC108", at="preview", remedy=remedy)
        if "cancelled" in self.retries and not self.dialler.cancels:
            told = "it is said after how long customers are called again whose call was cancelled"
            remedy = "write 'cancels: true' in the dialler, or remove 'cancelled'"
            raise refuse(f"{told}, and none is", code="CIC108", at="retries", remedy=remedy)
        watches = self.blending is not None and self.blending.inbound is not None
        if (mode == "agentsmove") != (self.moves is not None):
            told = "agents are to be moved, and it is not said between which groups"
            remedy = "write 'moves: {inbound: service, outbound: callers}'"
            if self.moves is not None:
                told = (
                    f"it is said between which groups agents are moved, and mode {mode} moves none"
                )
                remedy = "write 'mode: agentsmove', or remove 'moves'"
            raise refuse(told, code="CIC108", at="moves", remedy=remedy)
        if mode in ("dialfree_badcallmismatchrates", "agentsmove") and not watches:
            told = "calls wait on the service level of other queues, and it is not said which"
            remedy = "write 'blending: {inbound: {stops_below: 70%, resumes_above: 70%}}'"
            raise refuse(told, code="CIC108", at="blending", remedy=remedy)

    @property
    def parts(self) -> dict[str, Zone]:
        """Where its customers live; of whom nothing is said, by the clocks of the centre."""
        return self.zones or EVERYWHERE

    @property
    def listed(self) -> int | None:
        """Customers who are on the list from the beginning; None: without end."""
        if self.follows is not None and "customers" not in self.model_fields_set:
            return 0
        return None if self.customers == "endless" else self.customers

    @property
    def rates(self) -> tuple[float, ...]:
        """The probability that a person answers: one, or one for each interval of the day."""
        return self.answers if isinstance(self.answers, tuple) else (self.answers,)

    @property
    def agents_first(self) -> bool:
        """Whether an agent is held before the call is made."""
        return self.dialler.mode in AGENT_FIRST
