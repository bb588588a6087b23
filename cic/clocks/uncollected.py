"""Work during which Python does not search for rings of garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """While it lasts, Python looks for no rings of garbage, of which runs make next to none.

    It would look through all rows of a centre again and again while they are made: more than half
    of the time that it takes to prepare a run by the SimPy clock.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
