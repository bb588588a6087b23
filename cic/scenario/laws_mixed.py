"""The laws of durations without a formula: mixtures, and what was observed."""

import math
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from cic import units
from cic.scenario.columns import read_column
from cic.scenario.laws_shaped import one_way
from cic.scenario.node import LONGEST, Node, Number, PositiveSeconds, Share
from cic.scenario.refusal import refuse


class Branch(Node):
    """One exponential of a hyperexponential."""

    share: Share
    mean: PositiveSeconds


class Hyperexponential(Node):
    """A mixture of exponentials: by its branches, or by mean and cv (two balanced branches)."""

    kind: Literal["hyperexponential"] = "hyperexponential"
    branches: tuple[Branch, ...] | None = None
    average: PositiveSeconds | None = Field(None, alias="mean")
    cv: Annotated[Number, Field(ge=1, le=100)] | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        one_way(self, ("branches",), ("average", "cv"))
        total = sum(branch.share for branch in self.parts)
        if abs(total - 1) > 1e-6:  # noqa: PLR2004
            told = f"the shares of the branches add up to {100 * total:.6g}%, not to 100%"
            raise refuse(told, code="CIC109", at="branches", remedy="change the shares")
        return self

    @property
    def parts(self) -> tuple[Branch, ...]:
        """The branches; two of balanced means where mean and cv were given."""
        if self.branches is not None:
            return self.branches
        assert self.average is not None and self.cv is not None  # noqa: S101, PT018
        lean = math.sqrt((self.cv**2 - 1) / (self.cv**2 + 1))
        shares = ((1 + lean) / 2, (1 - lean) / 2)
        return tuple(
            Branch.model_construct(share=p, mean=self.average / (2 * p)) for p in shares if p > 0
        )

    @property
    def mean(self) -> float:
        """Mean [s]."""
        return sum(branch.share * branch.mean for branch in self.parts)


def _observation(value: object) -> object:
    return units.duration(value) if isinstance(value, str) else value


Observed = Annotated[
    tuple[Annotated[Number, Field(le=LONGEST), BeforeValidator(_observation)], ...],
    BeforeValidator(read_column),
]
"""Observed durations, in seconds where no unit is written."""


class Empirical(Node):
    """As observed: `values` drawn again, or `quantiles` with straight lines between them.

    Quantiles go from least to greatest, evenly spaced in probability. Either may come from a column
    of a CSV file.

    Values without a unit are in seconds here, because files hold plain numbers.
    """

    kind: Literal["empirical"] = "empirical"
    values: Observed | None = None
    quantiles: Observed | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        one_way(self, ("values",), ("quantiles",))
        numbers = self.values or self.quantiles or ()
        if len(numbers) < (1 if self.values is not None else 2):
            told = "an empirical duration needs one value, or two quantiles, at least"
            raise refuse(told, code="CIC113", remedy="write values: [20, 35, 60]")
        if min(numbers) < 0:
            told = f"the value {min(numbers):g} is negative; a duration is not"
            raise refuse(told, code="CIC105", remedy="remove it")
        if self.quantiles is not None and list(numbers) != sorted(numbers):
            told = "the quantiles do not ascend"
            raise refuse(told, code="CIC108", at="quantiles", remedy="sort them")
        return self

    @property
    def mean(self) -> float:
        """Mean [s]."""
        if self.values is not None:
            return math.fsum(self.values) / len(self.values)
        assert self.quantiles is not None  # noqa: S101
        q = self.quantiles
        return (math.fsum(q) - (q[0] + q[-1]) / 2) / (len(q) - 1)
