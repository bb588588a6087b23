"""Routing decisions that are written out: scores, and functions of one's own."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from cic.scenario.agents import listed
from cic.scenario.node import Name, Node, Number, Seconds
from cic.scenario.refusal import refuse

AgentTerm = Literal[
    "idle",
    "since_contact",
    "since_queue_contact",
    "contacts",
    "queue_contacts",
    "talk_time",
    "mean_handle_time",
    "idle_share",
    "agent_order",
    "turn",
    "level",
    "skills",
    "service_rate",
    "group_weight",
    "weighted_idle",
    "free",
    "weighted_free",
    "lot",
    "ranked_lot",
    "call_turn",
    "proficiency",
    "weighted_proficiency",
    "ordered_proficiency",
]
"""What may count for or against an agent; `cic.program.score_codes` says what each is."""

ContactTerm = Literal[
    "rank",
    "delay",
    "level",
    "priority",
    "wait",
    "since_arrival",
    "weight",
    "weighted_wait",
    "length",
    "imbalance",
    "urgency",
    "service_rate",
    "c_mu",
    "generalised_c_mu",
    "due",
    "in_time",
    "queue_order",
]
"""What may count for or against a contact; `cic.program.score_codes` says what each is."""

_Weight = Annotated[Number, Field(ge=-1e9, le=1e9)]


class AgentRule(Node):
    """A score of agents, written out: the highest takes the contact."""

    by_rank: Annotated[bool, Field(strict=True)] = True
    """Whether only agents of the lowest rank that has anybody free are looked at, by the ranks of
    the groups' skills; `groups` of a queue are ranks in any case."""
    score: Annotated[
        Annotated[
            tuple[Annotated[dict[AgentTerm, _Weight], Field(min_length=1)], ...],
            Field(min_length=1, max_length=8, examples=[[{"level": 1}, {"idle": 1}]]),
        ],
        BeforeValidator(listed),
    ]
    """Weighted sums of terms: the first decides, each further one where those before are equal; at
    last whoever has been idle longest."""
    by_chance: Annotated[bool, Field(strict=True)] = False
    """Whether an agent is drawn, with chances in proportion to the first sum, instead of taking the
    highest; a sum below 0 counts as 0."""
    above: _Weight | None = None
    """What the first sum must exceed: an agent of no more is not chosen, and stays free. None:
    whatever it is."""
    yields_to_heavier: Annotated[bool, Field(strict=True)] = False
    """Whether an agent takes nothing of a queue while another of its queues, of larger weight,
    holds at least as many contacts, waiting or ringing, as agents who answer that one are free; one
    of these counts, however many, where a contact rings at all of them at once."""
    also_rings: Seconds | None = Field(default=None, examples=["10 s"])
    """Where contacts ring: after how long a contact rings at one more free agent of the same rank,
    and so on, beside those at whom it rings; 0: at all of them at once. Whoever picks up first
    takes it. None: it rings at one agent at a time."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.above is not None and self.also_rings is not None:
            told = "a contact rings at several agents whatever their scores, and some are barred"
            raise refuse(told, code="CIC108", at="above", remedy="remove 'above', or 'also_rings'")
        return self


WaitsFor = Literal["any_group", "last_group", "least_delay", "drawn_by_delay", "least_ratio"]


class ContactRule(Node):
    """A score of the contacts at the heads of queues, written out: the highest goes first."""

    score: Annotated[
        Annotated[
            tuple[Annotated[dict[ContactTerm, _Weight], Field(min_length=1)], ...],
            Field(min_length=1, max_length=8, examples=[[{"rank": -1}, {"wait": 1}]]),
        ],
        BeforeValidator(listed),
    ]
    """Weighted sums of terms: the first decides, each further one where those before are equal; at
    last the queue that stands first with the group: by rank, then as written."""
    by_chance: Annotated[bool, Field(strict=True)] = False
    """Whether a contact is drawn, of those that the sums before the last put first, with chances in
    proportion to the last; a sum below 0 counts as 0."""
    waits_for: WaitsFor = "any_group"
    """Whose agents take contacts that wait: those of any group that serves the queue; only of the
    last that it tries; or of one group, on which each contact settles when it must wait: that of
    the least delay (the last wait for it over its weight), one drawn with chances in proportion to
    one over that delay (where any delay is 0, the first of these), or that of the least ratio of
    those who wait for it, this one included, to its agents on duty."""
    settles_first: Annotated[bool, Field(strict=True)] = False
    """Whether each contact settles as it comes: only agents of its group take it, be others free or
    not."""
    copies: Literal["none", "set", "sets"] = "none"
    """Where contacts settle by ratios: whether further groups may take one that waits, as if copies
    of it waited for them. Where it has settled on a group within its target: those of its set, all
    of the same rank (`set`), or of the sets before as well (`sets`); else none, or all (`sets`)."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.copies != "none" and self.waits_for != "least_ratio":
            told = "copies of a contact are to wait for groups, and it does not settle by ratios"
            raise refuse(told, code="CIC108", at="copies", remedy="write 'waits_for: least_ratio'")
        if self.settles_first and self.waits_for in ("any_group", "last_group"):
            told = "a contact is to settle on a group as it comes, and 'waits_for' names none"
            remedy = "write 'waits_for: least_delay', 'drawn_by_delay' or 'least_ratio'"
            raise refuse(told, code="CIC108", at="settles_first", remedy=remedy)
        return self


class OwnChoice(Node):
    """A score that a person wrote in Python."""

    module: str = Field(min_length=1, max_length=200, examples=["my_policies.py"])
    """A Python file beside the scenario. It is run only where this is allowed: `--allow-code`."""
    function: Name = Field(examples=["my_choice"])
    """A function `f(contact, agent, centre, now)` in it that returns a number; the highest wins."""
