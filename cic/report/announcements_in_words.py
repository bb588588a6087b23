"""What is announced to those who wait, and what they make of it, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from cic import units
from cic.report.wording import listed, share_text, spoken
from cic.scenario.announcements import Balking, PatienceChange
from cic.scenario.queues import Queue

PREDICTED = {
    "last_wait": "how long the last contact waited that was answered",
    "head_of_line": "how long the first in line has waited so far",
    "queue_length": "(contacts ahead + 1) / what the agents on duty serve",
    "queue_length_with_abandonment": "contacts ahead, what the agents on duty serve, and who gives"
    " up meanwhile",
}
"""How a wait is estimated, by the name of the predictor."""


def announcement_text(queue: Queue) -> str:
    """What a contact hears that must wait; empty where it hears nothing."""
    announcement = queue.announcement
    if announcement is None:
        return ""
    what = []
    if announcement.wait is not None:
        what.append(f"a wait ({announcement.wait}: {PREDICTED[announcement.wait]})")
    if announcement.position:
        what.append("its place in the queue")
    told = f" Who must wait is told {listed(what)}"
    effects = [*_balking(announcement.balk), *_patience(announcement.patience)]
    if announcement.waits_at_least is not None:
        times = announcement.waits_at_least
        effects.append(f"patience is at least {times:g} times the announced wait")
    return f"{told}: {listed(effects)}." if effects else f"{told}; nobody acts on it."


def _balking(steps: Sequence[Balking]) -> Iterator[str]:
    if steps:
        some = [f"{share_text(step.share)} {_where(step)}" for step in steps]
        yield f"{listed(some)} leave at once"


def _patience(steps: Sequence[PatienceChange]) -> Iterator[str]:
    if steps:
        some = [f"× {step.factor:g} {_where(step)}" for step in steps]
        yield f"patience {listed(some)}"


def _where(step: Balking | PatienceChange) -> str:
    if step.over is not None:
        return f"above {units.duration_text(step.over)}"
    return f"from place {step.from_place} on"


def longer_text(queue: Queue) -> str:
    """How talk depends on the wait; empty where it does not."""
    steps = [
        f"× {step.factor:g} after more than {units.duration_text(step.over)} of waiting"
        for step in queue.talk_after_wait
    ]
    return f", {listed(steps)} ('load' leaves that out)" if steps else ""


def heard_text(told: Any) -> str:  # noqa: ANN401 - a row of `TOLD`
    """What a contact is told as it begins to wait."""
    heard = [] if math.isnan(told.wait) else [f"a wait of {spoken(told.wait)}"]
    heard += [f"place {told.place}"] if told.place > 0 else []
    return f"is told {listed(heard)}"
