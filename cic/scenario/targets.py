"""Targets: bounds on measures of a queue."""

import re
from typing import Literal

from pydantic import Field, model_validator

from cic.scenario.node import Node, Number
from cic.scenario.refusal import refuse
from cic.scenario.scalars import shown


class Target(Node):
    """A bound on a measure: `at most 5%`, `at least 90%`, `at most 30 s`."""

    bound: Literal["at most", "at least"]
    """On which side of the value the measure must lie."""
    value: Number = Field(examples=[0.05])
    """The bound: a share in [0, 1], seconds, or a number."""

    @model_validator(mode="before")
    @classmethod
    def read_short(cls, value: object) -> object:
        """Spell out a short form."""
        if not isinstance(value, str):
            return value
        part = re.fullmatch(
            r"\s*(at most|at least|<=|>=|≤|≥)\s*(\d+(?:\.\d*)?|\.\d+)\s*(%|[a-z]*)\s*", value
        )
        if part is None:
            remedy = "write 'at most 5%', 'at least 90%' or 'at most 30 s'"
            raise refuse(f"{shown(value)} is not a target", remedy=remedy)
        bound = "at most" if part[1] in ("at most", "<=", "≤") else "at least"
        scale = {"%": 0.01, "": 1.0, "s": 1.0, "min": 60.0, "h": 3600.0}.get(part[3])
        if scale is None:
            told = f"{shown(value)} has the unit {part[3]!r}"
            raise refuse(told, remedy="known units: %, s, min, h")
        return {"bound": bound, "value": float(part[2]) * scale}
