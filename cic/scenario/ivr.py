"""The interactive voice response: menus, choices, self-service, ports."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from cic.scenario.arrivals import Arrivals
from cic.scenario.deflection import Deflection
from cic.scenario.durations import NO_TIME, Duration
from cic.scenario.later import Later
from cic.scenario.legs import Redial
from cic.scenario.node import Name, Node, Share, Title, Whole
from cic.scenario.onward import InVain
from cic.scenario.refusal import refuse


class Choice(Node):
    """What a share of callers does in a menu: go on, or serve themselves, or hang up."""

    share: Share
    """Share of those who stay to choose."""
    go: Name | None = None
    """A queue or a menu; `own queue` is the queue the contact came for."""
    serve: Title | None = None
    """A self-service; the contact ends there."""
    takes: Duration = NO_TIME
    """How long the self-service takes."""
    success: Share = 1.0
    """Share of self-services that settle the matter."""
    otherwise: Name | None = None
    """Where those go whose matter is not settled: a queue, a menu or `own queue`."""
    hang_up: Annotated[bool, Field(strict=True)] = False
    """The caller hangs up."""
    deflection: Annotated[Deflection, Later()] | None = None
    """Another way that is offered before the queue to which the choice goes; none: nothing is."""

    @property
    def deflects(self) -> bool:
        """Whether any caller may take another way."""
        return self.deflection is not None and self.deflection.accepted > 0

    @property
    def goes_through(self) -> float:
        """Of those who choose so, the share that comes where it goes, where all are made offers."""
        offer = self.deflection
        if offer is None or offer.offered_at is not None:
            return 1.0
        fails = 0.0 if offer.redial is not None else 1.0 - offer.success
        return 1.0 - offer.accepted * (1.0 - fails)

    @model_validator(mode="after")
    def _check(self) -> Self:
        given = [self.go is not None, self.serve is not None, self.hang_up]
        if sum(given) != 1:
            remedy = "write 'go: NAME', 'serve: NAME' or 'hang_up: true'"
            raise refuse(
                "a choice leads to one of go, serve, hang_up", code="CIC108", remedy=remedy
            )
        if self.serve is None and (self.success < 1 or self.otherwise or self.takes.mean):
            told = "takes, success and otherwise belong to a choice with serve"
            raise refuse(told, code="CIC108", remedy="remove them, or write serve")
        if self.success < 1 and self.otherwise is None:
            told = "success is below 100%, and nothing says where the others go"
            raise refuse(told, code="CIC108", at="success", remedy="write 'otherwise: NAME'")
        return self


class NoChoice(Node):
    """Callers who press nothing: they hear the menu again, then go where `then` says."""

    share: Share
    """Share of those who stay, each time the menu is heard."""
    repeats: Annotated[Whole, Field(ge=0, le=20)] = 1
    """How often the menu is said again."""
    then: Name | None = None
    """A queue, a menu or `own queue`; none: they are cut off."""


class Menu(Node):
    """One menu: a prompt, then choices."""

    prompt: Duration
    """How long it takes to hear the menu and choose."""
    choices: dict[Name, Choice] = Field(
        min_length=1, examples=[{"1": {"share": "100%", "hang_up": True}}]
    )
    """What callers press, with shares."""
    no_choice: NoChoice | None = None
    """Callers who press nothing."""
    hang_up_after: Duration | None = None
    """How long callers stand the menu: who has not chosen by then hangs up."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        if isinstance(value, dict) and isinstance(value.get("choices"), dict):
            choices = {str(key): choice for key, choice in value["choices"].items()}
            return value | {"choices": choices}
        return value

    @model_validator(mode="after")
    def _check(self) -> Self:
        silent = self.no_choice.share if self.no_choice else 0.0
        total = sum(choice.share for choice in self.choices.values()) + silent
        if abs(total - 1) > 1e-6:  # noqa: PLR2004
            told = f"the shares of the choices add up to {100 * total:.6g}%, not to 100%"
            remedy = "choices and no_choice together share all who stay"
            raise refuse(told, code="CIC109", at="choices", remedy=remedy)
        return self


class Ivr(Node):
    """The voice response unit in front of the queues."""

    start: Name = Field(examples=["welcome"])
    """The menu that contacts of the IVR's own arrivals hear first."""
    menus: dict[Name, Menu] = Field(
        min_length=1,
        max_length=200,
        examples=[{"welcome": {"prompt": "10 s", "choices": {"1": {"share": 1, "hang_up": True}}}}],
    )
    """The menus, by name."""
    ports: Annotated[Whole, Field(ge=1, le=1_000_000_000)] | None = None
    """How many contacts it can serve at once; further ones hear busy. None: no limit."""
    arrivals: Annotated[Arrivals, Later()] | None = None
    """Contacts whose choices decide their queue."""
    redials: dict[InVain, Annotated[Redial, Later()]] = Field(
        default={}, examples=[{"busy": {"share": "60%", "delay": "exponential mean 10 min"}}]
    )
    """Of these contacts: who try again, by how they went in vain before they came to a queue."""
