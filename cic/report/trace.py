"""A replication told event by event, in sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cic import units
from cic.errors import UsageError
from cic.log.log import Log
from cic.program.layout import Program
from cic.report.slow_motion import SlowMotion, comes_out_alike
from cic.report.story import Story
from cic.scenario.scenario import Model

if TYPE_CHECKING:
    from cic.clocks.simpy_clock import Process


def tell(
    log: Log,
    program: Program,
    model: Model,
    *,
    seed: int | None = None,
    replication: int = 0,
    processes: Sequence[Process] = (),
) -> Iterator[str]:
    """What happened in a replication, a sentence a line: `09:03:12  contact 17 (regular) calls`.

    The replication is run once more, slowly, and told while it happens. Events at the same instant
    are told in the order in which they took place. Contacts have the numbers of the log; times of
    day are cut to whole seconds.

    Parameters
    ----------
    log
        The log of either clock.
    program
        The centre the log belongs to.
    model
        The scenario it was laid out from.
    seed
        The seed of the log; by default that of the scenario.
    replication
        Which replication the log is of.
    processes
        SimPy processes that took part beside the centre.

    Raises
    ------
    UsageError
        If the replication, run once more, is not that of the log.
    """
    seed = model.run.seed if seed is None else seed
    luck = {"seed": seed, "replication": replication}
    own = program.scores.own
    if not comes_out_alike(log, model, processes=processes, policies=own, **luck):
        raise UsageError(
            f"replication {replication} of seed {seed} is another one than that of the log\n"
            "    → tell the seed of the log, and the processes that took part in it"
        )
    slow = SlowMotion(model, processes=processes, policies=own, **luck)
    story = Story(slow.centre, program, model)
    for happening in slow.happenings():
        for sentence in story.tell(happening):
            yield f"{_moment(happening.at, model)}  {sentence}"
    for sentence in story.left_waiting():
        yield f"{'':{len(_moment(0.0, model))}}  {sentence}"


def _moment(now: float, model: Model) -> str:
    """A time of day; with the day where there are several."""
    at = model.opens + now
    date = math.floor(at / units.DAY)
    clock = units.clock_text(at - min(date, 0) * units.DAY, with_seconds=True)
    if model.days == 1:
        return clock
    return f"day {date + 1:>{len(str(model.days))}}, {model.weekday(date)[:3]} {clock}"
