"""Checks of whose turn it is in talks that are under way as a run begins."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.scenario.channels import Turns
from cic.scenario.checks_names import known_medium
from cic.scenario.checks_snapshot import longest
from cic.scenario.issues import Issue
from cic.scenario.paths import Where
from cic.scenario.scenario import Model
from cic.scenario.snapshot import InService, TurnUnderWay


def turns_fit_their_talks(model: Model) -> Iterator[Issue]:
    """Whose turn it is, is said of talks in turns that an agent holds, and may be so."""
    for n, one in enumerate(model.snapshot.in_service if model.snapshot else ()):
        queue = model.queues.get(one.queue)
        medium = None if queue is None else known_medium(model, queue.channel)
        if medium is None or one.turn is None:
            continue
        where: Where = ("snapshot", "in_service", n, "turn")
        reads: tuple[Where, ...] = (
            ("snapshot", "in_service", n),
            ("queues", one.queue),
            ("channels",),
        )
        if medium.turns is None or not medium.in_turns:
            what = f"it is said whose turn it is, and contacts of queue {one.queue!r} do not go"
            what += " turn by turn in the hands of an agent"
            remedy = "remove 'turn', or give the channel 'turns' with 'between: held'"
            yield Issue("CIC336", where, what, remedy, reads=reads)
        elif told := _cannot_be(one, one.turn, medium.turns):
            what = f"a contact of queue {one.queue!r} {told}"
            yield Issue("CIC328", where, what, "write another time, or another turn", reads=reads)


def _cannot_be(one: InService, turn: TurnUnderWay, turns: Turns) -> str:
    """Why it cannot be so; empty where it can."""
    served, lasted = one.served, turn.lasted or 0.0
    mine = turn.of == "agent"
    if not mine and (turns.count == 1 or (turns.mean is not None and turns.mean <= 1)):
        return "is in the turn of the customer, and none of them ever has one"
    if lasted > served or (lasted == served and not mine):
        after = "" if mine else "; the first turn is the agent's"
        told = f"has been in this turn for {units.duration_text(lasted)}, and served for"
        return f"{told} {units.duration_text(served)}{after}"
    most = longest(turns.pause)
    if turns.times_out is not None:
        most = min(most, turns.times_out)
    if not mine and lasted >= most:
        told = f"has been in the turn of the customer for {units.duration_text(lasted)}, and none"
        return f"{told} takes so long"
    return ""


TURN_CHECKS = (turns_fit_their_talks,)
