"""What time does to an agent: talk shortens with tenure, and lengthens after busy hours."""

import math
import operator
from typing import Annotated, Self

from pydantic import Discriminator, Field, Tag, model_validator

from cic import units
from cic.scenario.node import Node, Number, PositiveSeconds, Seconds, Share
from cic.scenario.refusal import refuse

_DIGITS = 10
"""Digits of a factor that are kept: C libraries differ in the last ones."""


def _tenure_form(value: object) -> str:
    return "of each" if isinstance(value, list | tuple) else "of all"


Tenure = Annotated[
    Annotated[Seconds, Tag("of all")]
    | Annotated[tuple[Seconds, ...], Tag("of each"), Field(min_length=1, max_length=100_000)],
    Discriminator(_tenure_form),
    Field(examples=["6 weeks"]),
]


class Learning(Node):
    """How talk shortens with tenure: a learning curve that ends in a plateau."""

    first_week: Annotated[Number, Field(gt=0, le=100)]
    """Talk of an agent in its first week is multiplied by it."""
    rate: Annotated[Share, Field(gt=0)] = Field(examples=["90%"])
    """What each doubling of the weeks at work multiplies the talk by: 90% is 10% less."""
    plateau: Annotated[Number, Field(gt=0, le=100)] = 1.0
    """The factor on talk at which learning ends."""
    tenure: Tenure = 0.0
    """How long the agents have been here when the first day opens: one for all, or a list that they
    take in turn; it grows with the weeks of a run."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.plateau > self.first_week:
            told = f"the plateau ({self.plateau:g}) lies above the first week ({self.first_week:g})"
            remedy = "write a plateau of at most 'first_week': agents learn to be quicker"
            raise refuse(told, code="CIC108", at="plateau", remedy=remedy)
        return self

    @property
    def tenures(self) -> tuple[float, ...]:
        """The tenures that agents take in turn [s]."""
        return self.tenure if isinstance(self.tenure, tuple) else (self.tenure,)

    def talk_factor(self, tenure: float) -> float:
        """What talk is multiplied by after a tenure [s].

        Notes
        -----
        With w the weeks of tenure, rounded down, K the factor of the first week, r the rate and P
        the plateau: max(K (w + 1) ^ log₂ r, P). This is Wright's log-linear curve y = K xⁿ in its
        unit form, with a plateau: y = max(K xⁿ, K₀). Experience x is counted in weeks here, the
        first as 1.

        References
        ----------
        Yelle (1979), The learning curve: historical review and comprehensive survey, Decision
        Sciences 10(2), 302-328, and Anzanello and Fogliatto (2011), Learning curve models and
        applications, International Journal of Industrial Ergonomics 41(5), 573-583, compare the
        models. Gans, Liu, Mandelbaum, Shen and Ye (2010), Service times in call centers: agent
        heterogeneity and learning with some operational consequences, IMS Collections 6, 99-123,
        find such learning in call centres.

        Examples
        --------
        >>> newcomers = Learning(first_week=2.0, rate=0.8)
        >>> [newcomers.talk_factor(weeks * units.WEEK) for weeks in (0, 1, 3, 100)]
        [2.0, 1.6, 1.28, 1.0]
        """
        experience = math.floor(tenure / units.WEEK) + 1
        learnt = self.first_week * experience ** math.log2(self.rate)
        return max(float(f"{learnt:.{_DIGITS}g}"), self.plateau)

    def mean_factor(self, agents: int) -> float:
        """The factor on talk at the outset, in the mean over so many agents; of 0, over tenures."""
        tenures = self.tenures
        wanted = agents or len(tenures)
        turns = [-(-(wanted - n) // len(tenures)) for n in range(min(wanted, len(tenures)))]
        factors = [self.talk_factor(tenure) for tenure in tenures[: len(turns)]]
        return math.fsum(map(operator.mul, turns, factors)) / wanted


class Fatigue(Node):
    """How talk lengthens when an agent has been busy of late."""

    strength: Annotated[Number, Field(ge=0, le=100)]
    """How much longer talk is for each point of recent occupancy above the threshold: with 0.5, 20
    points above it make talk 10% longer."""
    above: Annotated[Share, Field(lt=1)] = 0.0
    """The recent occupancy from which on an agent tires."""
    over: PositiveSeconds = Field(2 * units.HOUR, examples=["2 h"])
    """How far back recent is: what was so long ago weighs e = 2.718 times less than now."""
