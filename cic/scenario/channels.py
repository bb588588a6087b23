"""Channels: how contacts come, and what that means for waiting, for agents and for promises.

A queue names its channel. Most names are presets; a scenario changes presets, or adds channels of
its own, under `channels`. What a person writes is a `Channel`, in which anything may be left out;
what it comes to is a `Medium`, in which nothing is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from cic.errors import UsageError, did_you_mean
from cic.scenario.durations import Duration, Exponential
from cic.scenario.later import Later
from cic.scenario.node import Name, Node, Number, PositiveSeconds, Whole
from cic.scenario.refusal import refuse

Runs = Literal["calendar", "open_hours"]
"""The clock that a service-level threshold runs on."""
Until = Literal["answered", "done"]
"""What a service-level threshold is measured to."""
AtOnce = Annotated[Whole, Field(ge=1, le=100)]
"""How many contacts one agent holds at once."""
Factor = Annotated[Number, Field(gt=0, le=100)]
"""A factor on talk and wrap-up."""

BEGINS_AS = "voice"
"""The preset that a channel of one's own begins as where it does not say."""
MOST_CHANNELS = 16
"""The most channels that the queues of a scenario may come by."""


class Turns(Node):
    """A conversation turn by turn: agent turns share the talk, the customer pauses between."""

    count: Annotated[Whole, Field(ge=1, le=1000)] | None = None
    """Agent turns in each contact; give this or `mean`."""
    mean: Annotated[Number, Field(ge=1, le=1000)] | None = None
    """Mean number of agent turns, where chance decides how many (geometric, at least one)."""
    pause: Duration
    """How long the customer takes to answer, between two turns of the agent."""
    times_out: PositiveSeconds | None = None
    """A customer who is silent for so long is closed; none: the agent waits as long as it takes."""
    between: Literal["held", "same_agent", "any_agent"] = "held"
    """What an agent does between two turns: holds the contact, or is free for others; then the
    customer's answer is a new contact, for the same agent if that one can take it at once, or for
    anybody."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.count is None) == (self.mean is None):
            told = "turns have neither a count nor a mean"
            if self.count is not None:
                told = "turns have both a count and a mean"
            remedy = "write 'count: 4' for always four, or 'mean: 4.5' for a geometric number"
            raise refuse(told, code="CIC108", remedy=remedy)
        return self

    @property
    def expected(self) -> float:
        """How many turns the agent takes, in the mean."""
        return float(self.count if self.mean is None else self.mean)  # type: ignore[arg-type]


class Channel(Node):
    """What a scenario says about a channel; whatever it leaves out is as in its preset."""

    like: Name | None = Field(None, examples=["chat"])
    """The preset it begins as, with the scenario's changes to it; none: the preset of its own name,
    or else `voice`."""
    deferred: Annotated[bool, Field(strict=True)] | None = None
    """True: work that waits over closing and over nights, and nobody hangs up; false: live, the
    customer is there."""
    holds_line: Annotated[bool, Field(strict=True)] | None = None
    """Whether a line is held from first ring to hang-up."""
    may_abandon: Annotated[bool, Field(strict=True)] | None = None
    """Whether the customer may give up waiting, by patience or balking."""
    at_once: AtOnce | None = None
    """How many one agent holds at once where the group's `capacity` does not say."""
    interrupts: tuple[Name, ...] | None = None
    """Channels whose contacts an arriving contact of this one may put on hold."""
    slow_down: Annotated[tuple[Factor, ...], Field(min_length=1)] | None = Field(
        None, examples=[[1, 1.2, 1.4]]
    )
    """Factors on talk and wrap-up, by the number of contacts of this channel that the agent holds:
    one, two, …; the last holds for more."""
    turns: Annotated[Turns, Later()] | None = None
    """Turn by turn: how many turns, and how long the customer pauses between."""
    target_runs: Runs | None = None
    """The clock that service-level thresholds run on: every hour of the calendar, or open hours
    only."""
    target_until: Until | None = None
    """What service-level thresholds are measured to: the first answer, or the end of the work."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.turns is not None and slows_down(self.slow_down):
            told = "a channel has either turns or a slow-down, and this has both"
            remedy = "remove one of them: agents who work turn by turn are slowed by their turns"
            raise refuse(told, code="CIC108", at="slow_down", remedy=remedy)
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A channel with nothing left open; the fields are those of `Channel`."""

    name: str
    description: str = ""
    """What it is, in one sentence."""
    deferred: bool = False
    holds_line: bool = False
    may_abandon: bool = False
    at_once: int = 1
    interrupts: tuple[str, ...] = ()
    slow_down: tuple[float, ...] = (1.0,)
    turns: Annotated[Turns, Later()] | None = None
    target_runs: Runs = "calendar"
    target_until: Until = "answered"

    @property
    def in_turns(self) -> bool:
        """Whether an agent holds contacts of it between turns."""
        return self.turns is not None and self.turns.between == "held"


def slows_down(factors: tuple[float, ...] | None) -> bool:
    """Whether any of the factors is not 1."""
    return any(factor != 1 for factor in factors or ())


def _live(name: str, description: str, *, holds_line: bool = False) -> Medium:
    return Medium(name=name, description=description, holds_line=holds_line, may_abandon=True)


def _deferred(name: str, description: str) -> Medium:
    return Medium(name=name, description=description, deferred=True, target_until="done")


_PAUSE = Exponential.model_construct(kind="exponential", mean=120.0)
_TURNS = Turns.model_construct(count=None, mean=4.0, pause=_PAUSE, times_out=1800.0)
_PRESETS = (
    _live("voice", "A telephone call.", holds_line=True),
    _live("video", "A call with picture, over the internet."),
    _live("click_to_call", "A call that a button on a page asks for, on a line.", holds_line=True),
    _live("internet_call", "A call over the internet that ends on a line.", holds_line=True),
    replace(
        _live("chat", "Text in a window, both there; an agent holds three at once."),
        at_once=3,
        slow_down=(1.0, 1.2, 1.4),
    ),
    replace(
        _live("messaging", "Text turn by turn, with pauses; an agent holds five at once."),
        at_once=5,
        turns=_TURNS,
    ),
    replace(
        _deferred("social", "A post or message in a social network, due a first answer."),
        target_until="answered",
    ),
    _deferred("email", "An e-mail."),
    _deferred("letter", "A letter on paper."),
    _deferred("fax", "A fax."),
    _deferred("form", "A form filled in on a page."),
    _deferred("ticket", "A ticket: a matter to be worked off."),
    _deferred("user_message", "A message left in the user's account."),
    _deferred("voicemail", "A spoken message that is heard and answered later."),
)
PRESETS: dict[str, Medium] = {medium.name: medium for medium in _PRESETS}
"""The channels that need no definition, by name."""
_PROPERTIES = tuple(name for name in Channel.__annotations__ if name != "like")


def channel_names(channels: Mapping[str, Channel]) -> list[str]:
    """All names that a channel may be called by: presets, then a scenario's own."""
    return list(dict.fromkeys([*PRESETS, *channels]))


def medium_of(name: str, channels: Mapping[str, Channel]) -> Medium:
    """What a channel comes to: its preset, with what a scenario changes.

    A channel that is `like` another begins as that preset with the scenario's changes to it. Where
    `turns` are written, a preset's slow-down falls away, and the other way round; where `deferred`
    is made true, nobody gives up and no line is held.

    Raises
    ------
    UsageError
        If neither a preset nor a channel has the name, or it begins as something that is no preset.

    Examples
    --------
    >>> medium_of("web_chat", {"web_chat": Channel(like="chat", at_once=2)}).slow_down
    (1.0, 1.2, 1.4)
    """
    written = channels.get(name)
    if written is None:
        return _preset(name, channels)
    begins_as = preset_of(name, written)
    base = _preset(begins_as, {})
    if name in PRESETS or begins_as not in channels:
        return _changed(name, base, written)
    above = channels[begins_as]
    base = _changed(begins_as, _preset(preset_of(begins_as, above), {}), above)
    return _changed(name, base, written)


def _preset(name: str, others: Mapping[str, Channel]) -> Medium:
    if name not in PRESETS:
        remedy = did_you_mean(name, channel_names(others))
        raise UsageError(f"channel {name!r} does not exist; {remedy}")
    return PRESETS[name]


def _changed(name: str, base: Medium, written: Channel) -> Medium:
    changes: dict[str, Any] = {}
    if written.turns is not None:
        changes["slow_down"] = (1.0,)
    if slows_down(written.slow_down):
        changes["turns"] = None
    if written.deferred and not base.deferred:
        changes |= {"may_abandon": False, "holds_line": False}
    given = {field: getattr(written, field) for field in _PROPERTIES}
    changes |= {field: value for field, value in given.items() if value is not None}
    told = base.description if name == base.name else f"Begins as {base.name}."
    return replace(base, name=name, description=told, **changes)


def preset_of(name: str, channel: Channel) -> str:
    """The preset that a channel begins as; where `like` is mistaken, no preset has that name."""
    return channel.like or (name if name in PRESETS else BEGINS_AS)
