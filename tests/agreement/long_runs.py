"""Long runs of queues whose answers are known.

Days last 24 hours and touch, so a run of many days is one. The first day, when the centre is still
filling, and the last, after which nobody comes any more, are left out.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from cic.clocks.compiled_clock import CompiledClock
from cic.luck.contacts import LuckOf
from cic.measures.counted import Counter, bin_edges, spans
from cic.program.layout import lay_out
from cic.scenario.load import from_dict
from cic.statistics.tables import ratio_table

CONFIDENCE = 0.999
Sums = dict[str, np.ndarray]


class Seen(NamedTuple):
    """Sums by name, each of shape (replications, queues + 1); time by name, (replications,)."""

    queues: Sums
    agents: Sums


def centre(queues: dict[str, Any], *, staff: int, days: int = 30, **parts: Any) -> dict[str, Any]:
    """A centre that never closes, with one group that answers everything."""
    return {
        "name": "never closes",
        "opens": "00:00",
        "closes": "24:00",
        "interval": "24 h",
        "days": days,
        "queues": queues,
        "agents": {"team": {"staff": staff, "skills": list(queues)}},
        **parts,
    }


def watch(plain: dict[str, Any], *, replications: int = 40, seed: int = 1) -> Seen:
    """The middle days of many replications."""
    model = from_dict(plain).model
    program, clock = lay_out(model), CompiledClock()
    luck, counter = LuckOf(model, program, seed=seed), Counter(program, model, clock)
    edges = bin_edges(program)
    queues, agents = [], []
    for replication in range(replications):
        log = clock.run(program, clock.prepare(program, luck.draw(replication)))
        counted = counter.count(log)
        # Each day is an interval and a night of no length.
        middle = slice(2, -2)
        queues.append({name: counted.by_queue[name][middle].sum(axis=0) for name in NAMES})
        by_group = counted.by_group
        time = {
            name: spans(by_group[f"{name}_change"], by_group[f"{name}_left"], edges)[middle].sum()
            for name in ("busy", "duty")
        }
        agents.append(time)
    total = {name: np.array([one[name] for one in queues]) for name in NAMES}
    for name in NAMES:
        total[name][:, -1] = total[name].sum(axis=1)
    return Seen(total, {name: np.array([one[name] for one in agents]) for name in agents[0]})


NAMES = (
    "offered", "reached", "answered", "abandoned", "queue_full", "answered_within",
    "abandoned_within", "waited", "wait", "wait_answered", "wait_abandoned", "talk", "wrap_up",
)  # fmt: skip


def assert_agrees(tops: np.ndarray, bottoms: np.ndarray, truth: float, *, within: float) -> None:
    """The truth lies in the interval of a ratio, and the interval is at most so wide.

    Parameters
    ----------
    within
        Half the width of the interval at most, as a share of the truth.
    """
    found = ratio_table(tops, bottoms, confidence=CONFIDENCE)
    half = float(found.high - found.low) / 2
    told = f"{float(found.value):.6g} ± {half:.2g} (99.9 %), in theory {truth:.6g}"
    assert half <= within * truth, f"the interval is too wide: {told}"
    assert float(found.low) <= truth <= float(found.high), told


@cache
def erlang(name: str) -> Seen:
    """The runs that several tests look at."""
    return watch(CENTRES[name])


def _queue(arrivals: str, talk: Any = "exponential mean 3 min", **fields: Any) -> dict[str, Any]:
    return {"arrivals": arrivals, "talk": talk} | fields


LOSS = {"capacity": 0}
LOGNORMAL = "lognormal mean 3 min cv 1.5"
PATIENT = {"patience": "exponential mean 2 min"}
CENTRES = {
    "B": centre({"a": _queue("160/hour", **LOSS)}, staff=10),
    "B, lognormal talk": centre({"a": _queue("160/hour", LOGNORMAL, **LOSS)}, staff=10),
    "B, wrap-up": centre(
        {"a": _queue("160/hour", "gamma mean 1 min cv 2", wrap_up="2 min", **LOSS)}, staff=10
    ),
    "C": centre({"a": _queue("170/hour")}, staff=10),
    "A": centre({"a": _queue("220/hour", **PATIENT)}, staff=10),
    "A, overloaded": centre({"a": _queue("300/hour", **PATIENT)}, staff=10),
    "K": centre({"a": _queue("180/hour", capacity=6)}, staff=8),
    "1, lognormal": centre(
        {"a": _queue("42/hour", "lognormal mean 1 min cv 1.5")}, staff=1, days=60
    ),
    "1, constant": centre({"a": _queue("48/hour", "1 min")}, staff=1),
    "1, gamma": centre({"a": _queue("36/hour", "gamma mean 1 min cv 2")}, staff=1, days=60),
    "priorities": centre(
        {
            "urgent": _queue("12/hour", "lognormal mean 1 min cv 1.5", priority=1),
            "usual": _queue("18/hour", "exponential mean 1 min", priority=2),
            "patient": _queue("8/hour", "2 min", priority=3),
        },
        staff=1,
        days=60,
        routing={"contact": "priority"},
    ),
    "priorities of many agents": centre(
        {
            "urgent": _queue("60/hour", priority=1),
            "usual": _queue("105/hour", priority=2),
        },
        staff=10,
        days=40,
        routing={"contact": "priority"},
    ),
}
