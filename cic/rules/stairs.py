"""Lists of steps: above which wait or place what holds."""

from __future__ import annotations

from cic.program.centre import rule


@rule
def reached(centre, first, until, height, otherwise):
    """The value of the last step of a list that something exceeds; nan exceeds none."""
    found = otherwise
    for s in range(first, until):
        stair = centre.stairs[s]
        if not height > stair.over:
            break
        found = stair.value
    return found
