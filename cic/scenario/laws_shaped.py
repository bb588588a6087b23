"""The laws of durations with a formula, each by mean and cv or by its own parameters."""

import math
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from cic.scenario.node import Node, Number, PositiveSeconds, Seconds, Whole
from cic.scenario.refusal import refuse

Cv = Annotated[Number, Field(ge=0.001, le=100)]
"""Coefficient of variation: standard deviation over mean."""


def one_way(node: Node, *ways: tuple[str, ...]) -> None:
    """Demand that exactly one of the named sets of fields is given, and given whole."""
    given = {name for way in ways for name in way if getattr(node, name) is not None}
    if given not in [set(way) for way in ways]:
        fields = type(node).model_fields

        def written(name: str) -> str:
            return fields[name].alias or name

        wanted = " or ".join(" and ".join(map(written, way)) for way in ways)
        kind = fields["kind"].default
        got = ", ".join(sorted(map(written, given))) or "nothing of it"
        told = f"a duration that is {kind} needs {wanted}, and this has {got}"
        raise refuse(told, code="CIC108", remedy=f"give {wanted}, and nothing else")


class Lognormal(Node):
    """Lognormal, by mean and cv, or by median and sigma (standard deviation of the logarithm)."""

    kind: Literal["lognormal"] = "lognormal"
    average: PositiveSeconds | None = Field(None, alias="mean")
    cv: Cv | None = None
    median: PositiveSeconds | None = None
    sigma: Annotated[Number, Field(gt=0, le=20)] | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        one_way(self, ("average", "cv"), ("median", "sigma"))
        return self

    @property
    def mean(self) -> float:
        """Mean [s]."""
        if self.average is not None:
            return self.average
        assert self.median is not None and self.sigma is not None  # noqa: S101, PT018
        return self.median * math.exp(self.sigma**2 / 2)


class Gamma(Node):
    """Gamma, by mean and cv, or by shape and scale."""

    kind: Literal["gamma"] = "gamma"
    average: PositiveSeconds | None = Field(None, alias="mean")
    cv: Cv | None = None
    shape: Annotated[Number, Field(gt=0, le=1e6)] | None = None
    scale: PositiveSeconds | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        one_way(self, ("average", "cv"), ("shape", "scale"))
        return self

    @property
    def mean(self) -> float:
        """Mean [s]."""
        if self.average is not None:
            return self.average
        assert self.shape is not None and self.scale is not None  # noqa: S101, PT018
        return self.shape * self.scale


class Erlang(Node):
    """Erlang: the sum of `stages` exponentials."""

    kind: Literal["erlang"] = "erlang"
    mean: PositiveSeconds
    stages: Annotated[Whole, Field(ge=1, le=100)] | None = None
    cv: Annotated[Number, Field(ge=0.1, le=1)] | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        one_way(self, ("stages",), ("cv",))
        if self.cv is not None and abs(self.count * self.cv**2 - 1) > 0.01:  # noqa: PLR2004
            told = f"an Erlang with cv {self.cv} does not exist: 1/cv² must be a whole number"
            remedy = f"use gamma, or stages {self.count}"
            raise refuse(told, code="CIC108", at="cv", remedy=remedy)
        return self

    @property
    def count(self) -> int:
        """The number of stages."""
        return self.stages or max(1, round(1 / (self.cv or 1.0) ** 2))


class Weibull(Node):
    """Weibull, by mean and cv, or by shape and scale."""

    kind: Literal["weibull"] = "weibull"
    average: PositiveSeconds | None = Field(None, alias="mean")
    cv: Annotated[Number, Field(ge=0.02, le=50)] | None = None
    shape: Annotated[Number, Field(ge=0.1, le=100)] | None = None
    scale: PositiveSeconds | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        one_way(self, ("average", "cv"), ("shape", "scale"))
        return self

    @property
    def mean(self) -> float:
        """Mean [s]."""
        if self.average is not None:
            return self.average
        assert self.shape is not None and self.scale is not None  # noqa: S101, PT018
        return self.scale * math.gamma(1 + 1 / self.shape)


class Uniform(Node):
    """Uniform, between two durations (`from`, `to`) or by mean and cv."""

    kind: Literal["uniform"] = "uniform"
    low: Seconds | None = Field(None, alias="from")
    high: Seconds | None = Field(None, alias="to")
    average: PositiveSeconds | None = Field(None, alias="mean")
    cv: Annotated[Number, Field(gt=0, le=0.577)] | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        one_way(self, ("low", "high"), ("average", "cv"))
        if self.low is not None and self.high is not None and self.low > self.high:
            told = f"'from' ({self.low:g} s) lies above 'to' ({self.high:g} s)"
            raise refuse(told, code="CIC108", remedy="swap them")
        return self

    @property
    def bounds(self) -> tuple[float, float]:
        """Least and greatest duration [s]."""
        if self.low is not None and self.high is not None:
            return self.low, self.high
        assert self.average is not None and self.cv is not None  # noqa: S101, PT018
        half = self.average * self.cv * math.sqrt(3)
        return max(0.0, self.average - half), self.average + half

    @property
    def mean(self) -> float:
        """Mean [s]."""
        return sum(self.bounds) / 2


class Triangular(Node):
    """Triangular, with `from`, `mode` and `to`, or symmetric by mean and cv."""

    kind: Literal["triangular"] = "triangular"
    low: Seconds | None = Field(None, alias="from")
    mode: Seconds | None = None
    high: Seconds | None = Field(None, alias="to")
    average: PositiveSeconds | None = Field(None, alias="mean")
    cv: Annotated[Number, Field(gt=0, le=0.408)] | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        one_way(self, ("low", "mode", "high"), ("average", "cv"))
        low, mode, high = self.corners
        if not low <= mode <= high or low == high:
            told = f"'from' {low:g} s, 'mode' {mode:g} s, 'to' {high:g} s do not ascend"
            raise refuse(told, code="CIC108", remedy="write them from least to greatest")
        return self

    @property
    def corners(self) -> tuple[float, float, float]:
        """Least, most likely and greatest duration [s]."""
        if self.low is not None and self.mode is not None and self.high is not None:
            return self.low, self.mode, self.high
        assert self.average is not None and self.cv is not None  # noqa: S101, PT018
        half = self.average * self.cv * math.sqrt(6)
        return max(0.0, self.average - half), self.average, self.average + half

    @property
    def mean(self) -> float:
        """Mean [s]."""
        return sum(self.corners) / 3
