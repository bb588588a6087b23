"""Customers: who contacts the centre, in segments, and what becomes of them."""

from typing import Annotated, Final, Literal, Self, get_args

from pydantic import Field, model_validator

from cic.errors import did_you_mean
from cic.scenario.costs import Price
from cic.scenario.loyalty import Complaints, Loyalty
from cic.scenario.node import Name, Node, Number, Share, Whole
from cic.scenario.refusal import refuse
from cic.scenario.satisfaction import Satisfaction
from cic.scenario.tempers import Factor, Moods, Temper

_SLACK = 1e-6

OwnAgent = Literal["anybody", "until_solved", "always"]
"""Whether a customer has an agent: none, the first who answered until the matter is solved, or for
good."""
_Part = tuple[float, float, float, int, OwnAgent]
"""Share, value, contacts, priority and agent."""
Rate = Annotated[Number, Field(ge=0, le=1e6)]


class Segment(Node):
    """Customers alike; what is not written is the preset's, or as of anybody."""

    share: Share | None = Field(default=None, examples=["4%"])
    """The share of the customers who belong to it."""
    value: Price | None = None
    """What a customer is worth who stays."""
    contacts: Rate | None = None
    """How often one of them makes contact, against one of the others."""
    queues: dict[Name, Rate] = Field(default={}, examples=[{"billing": 2}])
    """The same by queue, where it differs."""
    priority: Annotated[Whole, Field(ge=1, le=1000)] | None = None
    """In a queue they wait before customers of higher numbers; none: 1."""
    patience_factor: Factor = 1.0
    """Their patience is multiplied by it."""
    talk_factor: Factor = 1.0
    """Their talk is multiplied by it."""
    agent: OwnAgent | None = None
    """Whether the agent who first answered takes their further contacts, if that one can at once:
    until the matter is solved, or always."""
    tempers: dict[Name, Share] = Field(
        default={}, examples=[{"irate": "20%", "comfortable": "80%"}]
    )
    """The shares of tempers among them; none: as among all."""

    def over(self, usual: "_Part") -> "_Part":
        """Share, value, contacts, priority and agent: what is written, else the usual."""
        share, value, contacts, priority, agent = usual
        return (
            share if self.share is None else self.share,
            value if self.value is None else self.value,
            contacts if self.contacts is None else self.contacts,
            priority if self.priority is None else self.priority,
            agent if self.agent is None else self.agent,
        )

    @model_validator(mode="after")
    def _check(self) -> Self:
        total = sum(self.tempers.values())
        if self.tempers and abs(total - 1) > _SLACK:
            told = f"the shares of tempers add up to {100 * total:.6g}%, not to 100%"
            raise refuse(told, code="CIC109", at="tempers", remedy="let them sum to 100%")
        return self


Preset = Literal["pyramid", "levels", "abc"]
"""Segments by name."""
PRESETS: Final[dict[str, dict[str, _Part]]] = {
    "pyramid": {
        "vip": (0.01, 30.0, 1.0, 1, "always"),
        "key": (0.04, 7.5, 1.0, 2, "until_solved"),
        "ordinary": (0.15, 4 / 3, 1.0, 3, "anybody"),
        "small": (0.80, 0.25, 1.0, 3, "anybody"),
    },
    "levels": {
        "platinum": (0.05, 10.0, 1.0, 1, "always"),
        "gold": (0.15, 2.0, 1.0, 2, "until_solved"),
        "iron": (0.50, 0.4, 1.0, 3, "anybody"),
        "lead": (0.30, 0.0, 2.0, 3, "anybody"),
    },
    "abc": {
        "a": (0.20, 4.0, 1.0, 1, "until_solved"),
        "b": (0.30, 0.5, 1.0, 2, "anybody"),
        "c": (0.50, 0.1, 1.0, 2, "anybody"),
    },
}
"""Share, value (of a mean of 1), contacts, priority and agent. The shares of the pyramid, and that
a fifth of the customers bring four fifths of the profit, are textbook figures; all other numbers
are our assumptions."""
assert tuple(PRESETS) == get_args(Preset)  # noqa: S101 - a preset has its word

EVERYBODY: Final = "everybody"
"""The one segment where none is written."""


class Customers(Node):
    """Who contacts the centre, and what becomes of them.

    Each first contact is made by a customer: with a number given, one of so many, who may come
    again with another matter and who comes no more once lost; else a new one of a segment.
    """

    number: Annotated[Whole, Field(ge=1, le=10_000_000)] | None = None
    """How many there are; none: each first contact is made by a customer who is new."""
    preset: Preset | None = None
    """Segments by name: pyramid (VIP 1%, key 4%, ordinary 15%, small 80%), levels (platinum, gold,
    iron, lead) or abc by value."""
    segments: dict[Name, Segment] = Field(
        default={}, max_length=100, examples=[{"valued": {"share": "20%", "value": 400}}]
    )
    """Segments, or changes to those of the preset; none: all customers are alike."""
    tempers: dict[Name, Temper] = Field(
        default={}, max_length=100, examples=[{"comfortable": "80%", "irate": "20%"}]
    )
    """Tempers by name, with shares that sum to 100%; none: all behave alike. Comfortable
    (or gentle), indecisive, insistent and irate have factors of their own."""
    moods: Moods = Moods.model_construct()
    """How moods change."""
    satisfaction: Satisfaction = Satisfaction.model_construct()
    """What satisfaction is made of."""
    complaints: Complaints | None = None
    """Complaints of annoyed customers; none: nobody complains."""
    loyalty: Loyalty | None = None
    """Whether customers stay; none: all do."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        known = list(PRESETS.get(self.preset or "", {}))
        own = set(self.segments) - set(known)
        if any(self.segments[name].share is None for name in own):
            name = next(name for name in self.segments if name in own
                        and self.segments[name].share is None)  # fmt: skip
            told = f"segment {name!r} has no share"
            remedy = "write 'share: 20%'"
            if self.preset is not None:
                remedy += f", or name one of the preset: {did_you_mean(name, known)}"
            raise refuse(told, code="CIC108", at="segments", remedy=remedy)
        for field, total in (
            ("segments", sum(part[0] for part in self.parts.values())),
            ("tempers", sum(one.share for one in self.tempers.values()) if self.tempers else 1),
        ):
            if abs(total - 1) > _SLACK:
                told = f"the shares of the {field} add up to {100 * total:.6g}%, not to 100%"
                remedy = "let them sum to 100%"
                if field == "segments" and known and own:
                    name = next(name for name in self.segments if name in own)
                    remedy += f"; {name!r} is none of the preset: {did_you_mean(name, known)}"
                raise refuse(told, code="CIC109", at=field, remedy=remedy)
        return self

    @property
    def parts(self) -> dict[str, _Part]:
        """Share, value, contacts, priority and agent by segment, with nothing left open."""
        preset = PRESETS.get(self.preset or "", {})
        names = dict.fromkeys([*preset, *self.segments]) or {EVERYBODY: None}
        alike: _Part = (1.0, 0.0, 1.0, 1, "anybody")
        return {name: self.segment(name).over(preset.get(name, alike)) for name in names}

    def segment(self, name: str) -> Segment:
        """What is written of a segment, where anything is."""
        return self.segments.get(name) or Segment.model_construct()

    @property
    def sizes(self) -> dict[str, int]:
        """How many customers there are of each segment, where there is a number of them.

        Rounded so that all are counted: the largest remainders are rounded up.
        """
        number = self.number or 0
        exact = {name: number * part[0] for name, part in self.parts.items()}
        found = {name: int(size + _SLACK) for name, size in exact.items()}
        left = number - sum(found.values())
        for name in sorted(exact, key=lambda name: found[name] - exact[name])[:left]:
            found[name] += 1
        return found
