"""An agent puts a customer on hold during the talk, to look something up."""

from __future__ import annotations

from cic.program.centre import seldom


@seldom
def puts_on_hold_in_talk(centre, c):
    """The talk takes longer by the hold, which no factor of the agent's changes."""
    floor = centre.floor[0]
    lasts = centre.extras[c * floor.extras + floor.hold].value
    if lasts > 0.0:
        centre.asides[c].hold = lasts
        centre.contacts[c].talk += lasts
