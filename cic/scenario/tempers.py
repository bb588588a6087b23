"""Temper: how customers behave, and how their moods change."""

from collections.abc import Iterable
from typing import Annotated, Final

from pydantic import Field, model_validator

from cic.errors import did_you_mean
from cic.scenario.node import Name, Node, Number, Share

Factor = Annotated[Number, Field(gt=0, le=100)]
"""Something is multiplied by it."""


class Temper(Node):
    """How customers of a temper differ from others; what is not written is the named preset's.

    Notes
    -----
    The kinds comfortable, indecisive, insistent and irate, and what each is like, are those of
    courses on customer service: the comfortable, or gentle, are mild and polite, the indecisive
    slow and evasive, the insistent talk much and criticise, the irate are loud and interrupt. The
    factors are assumptions of this simulator.
    """

    share: Share = Field(examples=["25%"])
    """The share of customers who are so."""
    talk_factor: Factor | None = None
    """Their talk is multiplied by it."""
    patience_factor: Factor | None = None
    """Their patience is multiplied by it."""
    transfer_factor: Annotated[Number, Field(ge=0, le=100)] | None = None
    """The probability that they are passed on is multiplied by it."""
    complaint_factor: Annotated[Number, Field(ge=0, le=1000)] | None = None
    """The probability that they complain when annoyed is multiplied by it."""
    hurts_factor: Annotated[Number, Field(ge=0, le=100)] | None = None
    """What falls short of their expectation hurts so many times as much."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        return {"share": value} if isinstance(value, str | int | float) else value


FACTORS: Final = (
    "talk_factor",
    "patience_factor",
    "transfer_factor",
    "complaint_factor",
    "hurts_factor",
)
TEMPERS: Final[dict[str, tuple[float, ...]]] = {
    "comfortable": (0.9, 1.3, 1.0, 0.5, 0.7),
    "indecisive": (1.3, 1.1, 1.2, 0.5, 1.0),
    "insistent": (1.2, 0.9, 1.3, 2.0, 1.3),
    "irate": (1.15, 0.6, 1.3, 4.0, 1.6),
}
"""The factors of tempers by name, in the order of `FACTORS`: our assumptions."""
OTHER_WORDS: Final = {"gentle": "comfortable"}
"""Other words for tempers that have factors. A scenario keeps to the word it chose."""


def plain_word(name: str) -> str:
    """The word for a temper that `TEMPERS` has, where the name is another word for it."""
    return OTHER_WORDS.get(name, name)


def has_factors(name: str) -> bool:
    """Whether tempers of that name have factors of their own."""
    return plain_word(name) in TEMPERS


def as_called(name: str, known: Iterable[str]) -> str | None:
    """What a temper is called among the known names, by whichever word; None: it is not there."""
    return next((one for one in known if plain_word(one) == plain_word(name)), None)


def remedy_for_temper(name: str, known: list[str]) -> str:
    """What to write for a temper that is not among those of the customers."""
    called = as_called(name, known)
    if called is not None:
        return f"write {called!r}, as the customers' tempers are called here"
    return did_you_mean(name, known) if known else "write 'tempers' with shares"


def factors_of(name: str, temper: Temper) -> tuple[float, ...]:
    """What a temper comes to, with nothing left open, in the order of `FACTORS`."""
    usual = TEMPERS.get(plain_word(name), (1.0,) * len(FACTORS))
    written = (getattr(temper, field) for field in FACTORS)
    return tuple(preset if own is None else own for own, preset in zip(written, usual, strict=True))


class Moods(Node):
    """How a customer's mood follows what happens, contact by contact.

    Notes
    -----
    A mood begins at 0. After each contact it is memory × mood + (1 − memory) × satisfaction. While
    it is below `sours_below`, the customer behaves as one of the temper `sours_to`.
    """

    memory: Share = 0.5
    """How much of the mood before is left after a contact; our assumption."""
    sours_below: Annotated[Number, Field(ge=-1, le=0)] = -0.3
    """The mood below which a customer's temper changes; our assumption."""
    sours_to: Name | None = Field(default=None, examples=["irate"])
    """The temper that it changes to; none: it does not."""
