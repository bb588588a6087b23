"""A replication told event by event, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from cic import units
from cic.log.log import Log
from cic.program.layout import Program
from cic.report.retelling import retell
from cic.report.retold_day import Day
from cic.scenario.scenario import Model


def tell(log: Log, program: Program, model: Model) -> Iterator[str]:
    """What happened in a replication, a sentence a line: `09:03:12  contact 17 (regular) calls`.

    Events at the same instant are told in the order in which they took place. Contacts have the
    numbers of the log; times of day are cut to whole seconds.

    Parameters
    ----------
    log
        The log of either clock.
    program
        The centre the log belongs to.
    model
        The scenario it was laid out from.
    """
    day = Day(log, program)
    for now, sentence in retell(day):
        yield f"{_moment(now, model)}  {sentence}"
    for line in day.waiting:
        for c in line:
            yield f"{'':{len(_moment(0.0, model))}}  {day.contact(c)} still waits at the end"


def _moment(now: float, model: Model) -> str:
    """A time of day; with the day where there are several."""
    clock = units.clock_text(model.opens + now, with_seconds=True)
    if model.days == 1:
        return clock
    date = int((model.opens + now) // units.DAY)
    return f"day {date + 1:>{len(str(model.days))}}, {model.weekday(date)[:3]} {clock}"
