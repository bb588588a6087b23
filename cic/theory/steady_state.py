"""What the models of this room share: an offered load, and answers that print themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from cic.theory.inputs import check_not_negative, check_positive
from cic.units import HOUR

Units = Mapping[str, str]
"""Unit by name of measure; empty for shares."""


@dataclass(frozen=True, kw_only=True)
class SteadyState:
    """A queue long after opening, with constant rates; `str` tells its measures."""

    arrivals_per_hour: float
    """Mean arrival rate [contacts/h]; Poisson."""
    handle_time: float
    """Mean talk plus wrap-up [s]."""

    measures: ClassVar[Units] = {"offered_load": "erlang"}
    """The properties that are answers, in the order they are told."""

    def __post_init__(self) -> None:
        check_not_negative(arrivals_per_hour=self.arrivals_per_hour)
        check_positive(handle_time=self.handle_time)

    @property
    def arrivals_per_second(self) -> float:
        """Mean arrival rate [contacts/s]."""
        return self.arrivals_per_hour / HOUR

    @property
    def offered_load(self) -> float:
        """Work that arrives [erlang]: arrival rate × handle time."""
        return self.arrivals_per_hour * self.handle_time / HOUR

    def to_dict(self) -> dict[str, float]:
        """Every measure that needs no further argument, by name."""
        return {name: getattr(self, name) for name in self.measures}

    def __str__(self) -> str:
        lines = [repr(self)]
        for name, unit in self.measures.items():
            label = name.replace("_", " ")
            lines.append(f"  {label:<24} {getattr(self, name):.4g} {unit}".rstrip())
        return "\n".join(lines)
