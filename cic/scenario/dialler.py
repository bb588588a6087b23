"""Diallers: how many calls are made for how many agents."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from cic.scenario.node import Node, Number, Share, Whole
from cic.scenario.refusal import refuse

Mode = Literal[
    "manual",
    "preview",
    "progressive",
    "power",
    "predictive",
    "agentless",
    "dialxfree",
    "dialone",
    "dial1xfree",
    "dial2xfree",
    "dialfree_badcallmismatchrates",
    "agentsmove",
]
"""How calls are made."""

AGENT_FIRST: tuple[Mode, ...] = ("manual", "preview")
"""Modes in which an agent is held before the call is made."""

FIXED: dict[Mode, tuple[float, int, bool]] = {
    "progressive": (1.0, 0, True),
    "dialone": (0.0, 1, False),
    "dial1xfree": (1.0, 1, False),
    "dial2xfree": (2.0, 0, False),
}
"""Modes whose numbers are given: lines for each free agent, lines more, and whether those under way
count."""

RATIO: tuple[Mode, ...] = ("power", "dialxfree", "dialfree_badcallmismatchrates", "agentsmove")
"""Modes whose lines for each free agent are written."""

WHEN_FREE: tuple[Mode, ...] = (
    *("dialxfree", "dialfree_badcallmismatchrates", "agentsmove"),
    *("dialone", "dial1xfree", "dial2xfree"),
)
"""Modes that, unless calls under way count, call when an agent comes free, and only then."""


class Dialler(Node):
    """How calls are made, and how many at once.

    Notes
    -----
    With N free agents and a calls under way:

    - `manual`, `preview`: an agent who is free is held, prepares and makes one call.
    - `progressive`: N − a calls are made: one for each free agent.
    - `power`: round(lines_per_agent × N) + extra − a, halves rounded up.
    - `predictive`: as many as a share `cap` of those who answer would not find an agent, in the
      mean, if each answers with the probability seen of late, and agents come free as fast as they
      do in the mean; never fewer than `progressive`. `adapts` says what the abandoned calls so far
      make of that.
    - `agentless`: a message is played to who answers; as many calls as there are `lines`.

    `dialxfree`, `dialone`, `dial1xfree` and `dial2xfree` are the dialler policies of ContactCenters
    by these names: max(round(κN) + c − a, 0) with κ and c as `lines_per_agent` and `extra`; 0 and
    1; 1 and 1; 2 and 0. They call when an agent comes free, and only then: where all their calls
    come to nothing, free agents stay without calls until another comes free. a only counts where
    `less_under_way` says so. `dialfree_badcallmismatchrates` is `dialxfree` that waits on the
    service level of other queues (`blending`), and makes twice as many calls while the share of
    abandoned calls is below `doubles_below`. `agentsmove` is `dialxfree` that moves agents between
    two groups (`moves`) instead of waiting.

    There is a factor on predicted calls beyond the number of free agents. It grows by `step` × cap
    with each person who is connected and shrinks by `step` × (1 − cap) with each who is not, so
    that it rests where the share of abandoned calls is the cap. The adaptations are those of
    VICIdial by name, after what its articles say:

    - `average`: nothing more; the cap is held on average.
    - `hard_limit`: calls beyond the number of free agents are only made as far as all of them might
      be abandoned without the share coming to exceed the cap.
    - `tapered`: such calls become fewer as the share goes from half the cap to the cap, and none
      are made there.

    With `cancels` all calls of the campaign that still ring are hung up as soon as fewer agents are
    free than it asks for to make calls (`blending`; else one); with `predictive`, as soon as none
    is free or expected to come free. It is ContactCenters' preventMismatches. Rules that ask that
    it rings for 15 s do not allow it.
    """

    mode: Mode = "progressive"
    """How calls are made."""
    lines_per_agent: Annotated[Number, Field(ge=0, le=100)] | None = Field(
        default=None, examples=[2]
    )
    """Calls for each free agent, of modes that say no number."""
    extra: Annotated[Whole, Field(ge=0, le=10_000)] = 0
    """Calls more than that."""
    less_under_way: Annotated[bool, Field(strict=True)] | None = None
    """Whether calls under way count; none: as the mode has it."""
    cap: Annotated[Share, Field(gt=0)] = 0.03
    """The share of abandoned calls, of those that a person answers, that is aimed at."""
    adapts: Literal["hard_limit", "tapered", "average"] = "hard_limit"
    """What the share so far makes of the number of calls."""
    counts: Literal["day", "run"] = "day"
    """Since when the share so far is counted: since the day began, or the run."""
    step: Annotated[Number, Field(gt=0, le=1)] = 0.05
    """How quickly the factor changes."""
    most: Annotated[Number, Field(gt=0, le=100)] = 3.0
    """The largest that it gets."""
    doubles_below: Share | None = None
    """Twice as many calls are made while the share of abandoned calls, since the run began, is
    below it; none: never."""
    cancels: Annotated[bool, Field(strict=True)] = False
    """Whether calls that still ring are cancelled once no agent is left for them."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        return {"mode": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.mode in RATIO) != (self.lines_per_agent is not None):
            told = f"it is not said how many calls mode {self.mode} makes for each free agent"
            remedy = "write 'lines_per_agent: 2'"
            if self.lines_per_agent is not None:
                told = f"mode {self.mode} does not ask how many calls are made for each free agent"
                remedy = "write 'mode: power', or remove 'lines_per_agent'"
            raise refuse(told, code="CIC108", at="lines_per_agent", remedy=remedy)
        calls = self.mode in RATIO and self.mode != "agentsmove"
        if calls and not self.lines_per_agent and not self.extra:
            told = f"mode {self.mode} makes no calls: 0 for each free agent, and none more"
            remedy = "write 'lines_per_agent: 1', or 'extra: 1'"
            raise refuse(told, code="CIC108", at="lines_per_agent", remedy=remedy)
        idle = [
            name
            for name, modes in _ONLY_IN.items()
            if name in self.model_fields_set and self.mode not in modes
        ]
        if idle:
            told = f"mode {self.mode} has no use for {idle[0]!r}"
            remedy = f"remove it, or take one of the modes {', '.join(_ONLY_IN[idle[0]])}"
            raise refuse(told, code="CIC108", at=idle[0], remedy=remedy)
        return self

    @property
    def numbers(self) -> tuple[float, int, bool]:
        """Lines for each free agent, lines more, and whether those under way count."""
        per_agent, more, less = FIXED.get(
            self.mode, (self.lines_per_agent or 0.0, self.extra, self.mode == "power")
        )
        return per_agent, more, less if self.less_under_way is None else self.less_under_way


_ONLY_IN: dict[str, tuple[str, ...]] = {
    "extra": RATIO,
    "less_under_way": ("power", *WHEN_FREE),
    "adapts": ("predictive",),
    "counts": ("predictive",),
    "step": ("predictive",),
    "most": ("predictive",),
    "doubles_below": ("dialfree_badcallmismatchrates",),
    "cancels": (*RATIO, *FIXED, "predictive"),
}
"""Fields that only some modes have a use for; a cap is told about in any."""
