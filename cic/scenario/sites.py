"""Sites: places that agents sit at and calls come by, and that together are one centre."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cic.scenario.node import Node, Share, Whole

WhenFull = Literal["busy", "other_sites"]


class Site(Node):
    """A place with agents, lines and ports of its own; its agents serve the queues of all."""

    share: Share | None = None
    """Its part of the traffic that comes by lines, in proportion to the shares of the others; 0:
    only what others have no room for; none: no calls come in here, as at an outsourcer who is
    reached by overflow, or with agents at home."""
    lines: Annotated[Whole, Field(ge=1, le=1_000_000_000)] | None = None
    """Its telephone lines: a contact that comes in here takes one from first ring to hang-up,
    whichever site answers it; none: no limit, or the centre's."""
    ports: Annotated[Whole, Field(ge=1, le=1_000_000_000)] | None = None
    """Ports of the IVR here; none: no limit, or those of the IVR as a whole."""
    when_full: WhenFull = "busy"
    """A contact that finds no line or port here hears busy, or comes in at the first of the other
    sites, in the order of writing, that has room."""
