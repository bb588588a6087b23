"""To whom contacts are bound for a while: the agent before, a site, groups that drop out."""

from __future__ import annotations

import math
from typing import Self

from pydantic import Field, model_validator

from cic.scenario.node import Name, Node, PositiveSeconds, Seconds, Share
from cic.scenario.refusal import refuse

_SLACK = 1e-6


class Affinity(Node):
    """Customers who come again wait for the agent whom they talked to last."""

    waits: Seconds = Field(examples=["30 s"])
    """For how long at most; then anybody takes the contact. 0: only if that agent is free at
    once."""
    within: PositiveSeconds | None = Field(default=None, examples=["7 d"])
    """Only if that talk ended so short a time ago; none: however long ago."""


class Allocation(Node):
    """Percentages of the contacts that sites get: each goes to the site furthest below its part."""

    sites: dict[Name, Share] = Field(min_length=1, examples=[{"north": "60%", "south": "40%"}])
    """The part of each site, all together 100%; only agents who belong to the contact's site take
    it."""
    others_after: Seconds | None = None
    """After what wait agents of any site take it, too; 0: at once, if nobody is free at its own
    site. None: never."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        total = math.fsum(self.sites.values())
        if abs(total - 1) > _SLACK:
            told = f"the parts of the sites add up to {100 * total:.6g}%"
            raise refuse(told, code="CIC109", at="sites", remedy="let them add up to 100%")
        return self
