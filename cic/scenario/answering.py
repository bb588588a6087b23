"""How agents answer: the contact rings first, and is not always answered."""

from typing import Self

from pydantic import model_validator

from cic.scenario.durations import NO_TIME, ByInterval, Duration
from cic.scenario.node import Node, PositiveSeconds, Seconds, Share
from cic.scenario.refusal import refuse

_LAW = {"kind", "per_interval", "values", "quantiles", "file"}
_ALL = 1 + 1e-9


class Answering(Node):
    """How contacts ring at the agents of a group; a duration alone is how long."""

    rings: Duration = NO_TIME
    """How long a contact rings until the agent picks up, or rejects it."""
    no_answer: Share = 0.0
    """The probability that nobody picks up; the contact then goes back to the front of its
    queue."""
    gives_up_after: PositiveSeconds = 20.0
    """How long a contact rings where nobody picks up."""
    rejects: Share = 0.0
    """The probability that the agent rejects the contact, which then goes back to the front of its
    queue."""
    out_for: Seconds = 0.0
    """How long the agent is unavailable after no answer or a rejection."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        if isinstance(value, str) or (isinstance(value, dict) and _LAW & set(value)):
            return {"rings": value}
        plainly = isinstance(value, int | float) and not isinstance(value, bool)
        return {"rings": value} if plainly else value

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.no_answer + self.rejects > _ALL:
            silent, rejected = 100 * self.no_answer, 100 * self.rejects
            told = f"{silent:.6g}% without an answer and {rejected:.6g}% rejected are"
            told += f" {silent + rejected:.6g}% together"
            remedy = "lower one of them: together they are at most 100%"
            raise refuse(told, code="CIC109", at="no_answer", remedy=remedy)
        laws = self.rings.per_interval if isinstance(self.rings, ByInterval) else (self.rings,)
        if self.rejects >= 1 and self.out_for == 0 and any(law.mean == 0 for law in laws):
            told = "every contact is rejected, and it takes no time: it would be for ever"
            remedy = "lower 'rejects', or write how long a contact rings"
            raise refuse(told, code="CIC108", at="rejects", remedy=remedy)
        return self
