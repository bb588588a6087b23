"""Long runs as `cic.run` tells them, on the compiled clock, with intervals of 99.9 %.

Days last 24 hours and touch, so a run of many days is one. The first hour, when the centre is
still filling, is in it, and moves the figures by far less than their intervals are wide as long as
there are not many more replications than days.
"""

from __future__ import annotations

from typing import Any

import cic
from cic.report.result import Run
from cic.scenario.load import from_dict
from tests.agreement.long_runs import CONFIDENCE, centre


def queue(arrivals: str, talk: Any, **fields: Any) -> dict[str, Any]:
    """A queue as a scenario writes it."""
    return {"arrivals": arrivals, "talk": talk} | fields


def told(
    queues: dict[str, Any], *, staff: int = 1, days: int = 30, replications: int = 40, **parts: Any
) -> Run:
    """What `cic.run` tells of a centre that never closes; `capacity` is that of its one group."""
    capacity = parts.pop("capacity", None)
    plain = centre(queues, staff=staff, days=days, **parts)
    plain["run"] = {"confidence": CONFIDENCE, "replications": replications, "seed": 1}
    if capacity is not None:
        plain["agents"]["team"]["capacity"] = capacity
    return cic.run(from_dict(plain), clock="compiled")


def assert_tells(run: Run, measure: str, truth: float, *, within: float, **of: str) -> None:
    """The truth lies in the interval of a measure, and the interval is at most so wide.

    Parameters
    ----------
    within
        Half the width of the interval at most, as a share of the truth.
    of
        Its `queue` or its `group`; none: the whole centre.
    """
    found = run.estimate(measure, **of)
    half = (found.high - found.low) / 2
    text = f"{measure} {found.value:.6g} ± {half:.2g} (99.9 %), in theory {truth:.6g}"
    assert half <= within * truth, f"the interval is too wide: {text}"
    assert found.low <= truth <= found.high, text
