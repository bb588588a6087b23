"""Satisfaction: what customers perceive, against what they expect."""

from typing import Annotated, Final, Literal

from pydantic import Field

from cic import units
from cic.scenario.node import Node, Number, Seconds, Share

Coefficient = Annotated[Number, Field(ge=0, le=1000)]


class TimeAspect(Node):
    """How a time bears on satisfaction; what is not written is the default."""

    expected: Seconds | None = None
    """What a customer takes for granted."""
    hurts: Coefficient | None = None
    """What each minute (each hour, of the turnaround) beyond that takes away."""
    pleases: Coefficient | None = None
    """What each minute (hour) below it adds."""


class CountAspect(Node):
    """How a number of times bears on satisfaction; what is not written is the default."""

    expected: Annotated[Number, Field(ge=0, le=1000)] | None = None
    """What a customer takes for granted."""
    hurts: Coefficient | None = None
    """What each time beyond that takes away."""
    pleases: Coefficient | None = None
    """What each time below it adds."""


class ShareAspect(Node):
    """How a quality from 0 to 1 bears on satisfaction; what is not written is the default."""

    expected: Share | None = None
    """What a customer takes for granted."""
    hurts: Coefficient | None = None
    """What is taken away for each 1 below that."""
    pleases: Coefficient | None = None
    """What is added for each 1 above it."""


Aspect = Literal["wait", "repeats", "transfers", "resolution", "turnaround", "courtesy"]
"""What satisfaction is made of."""
ASPECTS: Final[dict[Aspect, tuple[float, float, float]]] = {
    "wait": (60.0, 0.1, 0.0),
    "repeats": (0.0, 0.2, 0.0),
    "transfers": (0.0, 0.1, 0.0),
    "resolution": (1.0, 0.6, 0.0),
    "turnaround": (units.DAY, 0.01, 0.005),
    "courtesy": (0.8, 2.0, 1.0),
}
"""What is expected, what hurts and what pleases. A day to the first answer is a service standard
of the textbooks; all else is our assumption."""


class Satisfaction(Node):
    """Satisfaction with a contact: perceived minus expected, from −1 to 1.

    Notes
    -----
    It is the sum over the aspects of pleases × d where what is perceived is better than expected by
    d, and of −hurts × d × the temper's `hurts_factor` where it is worse by d; held within −1 and 1.
    Dissatisfiers (wait, repeats, transfers, resolution) please nobody by their absence: their
    `pleases` is 0. Satisfiers (courtesy, quick turnaround) do both. That satisfaction is perceived
    minus expected, and which aspects are of which kind, is what courses on customer service teach;
    24 h to a first answer is a service standard of theirs. All other numbers are our assumptions.
    """

    wait: TimeAspect = TimeAspect.model_construct()
    """The time in queues; deferred work and callbacks count none."""
    repeats: CountAspect = CountAspect.model_construct()
    """Further contacts that the matter took: redials, recontacts, calls before a callback."""
    transfers: CountAspect = CountAspect.model_construct()
    """How often the customer was passed on."""
    resolution: ShareAspect = ShareAspect.model_construct()
    """Whether the matter is solved: 1, or 0."""
    turnaround: TimeAspect = TimeAspect.model_construct()
    """The time from the first contact in the matter to the end of this one."""
    courtesy: ShareAspect = ShareAspect.model_construct()
    """The courtesy of the agents who answered."""
    annoyed_below: Annotated[Number, Field(ge=-1, le=1)] = -0.1
    """The satisfaction below which a customer is annoyed; our assumption."""

    def aspect(self, name: Aspect) -> tuple[float, float, float]:
        """What is expected of an aspect [s, times or share], what hurts, and what pleases."""
        expected, hurts, pleases = ASPECTS[name]
        own: TimeAspect | CountAspect | ShareAspect = getattr(self, name)
        return (
            expected if own.expected is None else own.expected,
            hurts if own.hurts is None else own.hurts,
            pleases if own.pleases is None else own.pleases,
        )
