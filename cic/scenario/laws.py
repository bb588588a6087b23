"""The simplest laws of durations, which most scenarios have."""

import math
from typing import Literal

from cic.scenario.node import Node, PositiveSeconds, Seconds


class Constant(Node):
    """Always the same duration."""

    kind: Literal["constant"] = "constant"
    value: Seconds

    @property
    def mean(self) -> float:
        """Mean [s]."""
        return self.value


class Infinite(Node):
    """Never ends; for patience: the contact waits as long as it takes."""

    kind: Literal["infinite"] = "infinite"

    @property
    def mean(self) -> float:
        """Mean [s]: infinity."""
        return math.inf


class Exponential(Node):
    """Exponential."""

    kind: Literal["exponential"] = "exponential"
    mean: PositiveSeconds
