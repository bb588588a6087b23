"""Deferred work against the time that live contacts leave over for it: hours a day."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cic import units
from cic.report.first_guess import share_out
from cic.report.guessable import Place, places_of
from cic.report.sheets import of_queues, together
from cic.report.used import divides_attention, is_shut, medium_of_queue
from cic.report.wording import harmless, listed
from cic.report.workload import WEEK, IntervalWork, Times, work_of_day
from cic.scenario.scenario import Model


@dataclass(frozen=True)
class DeferredWork:
    """Deferred queues that may share agents; hours in the mean over the open days of a week."""

    queues: tuple[str, ...]
    groups: tuple[str, ...]
    hours: dict[str, float]
    """Agents' time that a queue brings, nights and closed days included."""
    on_duty: float
    """Agents' time there is, places beside live contacts counted on their own."""
    live: float
    """What live contacts take of that."""
    left_over: float
    """What they leave."""
    at_best: bool
    """Whether live contacts take that little only while agents hold as many as they may."""

    @property
    def balance(self) -> float:
        """What is left over beyond the work, or missing."""
        return self.left_over - math.fsum(self.hours.values())


def deferred_work(model: Model) -> list[DeferredWork]:
    """The deferred work of a scenario's first week, queues that share agents together."""
    days = range(min(WEEK, model.days))
    if not any(medium.deferred for medium in model.media.values()):
        return []
    times = Times(model)
    work = [intervals for day in days if (intervals := work_of_day(model, day, times))]
    found = []
    for queues in together(model):
        deferred = tuple(
            q for q in queues if medium_of_queue(model, q).deferred and not is_shut(model, q)
        )
        if deferred and work:
            live = [q for q in queues if not medium_of_queue(model, q).deferred]
            found.append(_of(deferred, live, work, model))
    return found


def _of(
    deferred: tuple[str, ...],
    live: Sequence[str],
    work: Sequence[Sequence[IntervalWork]],
    model: Model,
) -> DeferredWork:
    where = places_of(model)
    places = sorted({place for queue in deferred for place in where[queue]})
    intervals = [one for day in work for one in day]
    on_duty = taken = left = 0.0
    for one in intervals:
        hours = one.length / units.HOUR / len(work)
        carried = live_load(one, {queue: where[queue] for queue in live})
        for place in places:
            staff, load = one.staff[place[0]], carried.get(place, 0.0)
            on_duty += staff * hours
            taken += min(load, staff) * hours
            left += max(0.0, staff - load) * hours
    return DeferredWork(
        queues=deferred,
        groups=tuple(group for group in model.agents if group in {group for group, _ in places}),
        hours={queue: _hours(queue, intervals, len(work), model) for queue in deferred},
        on_duty=on_duty,
        live=taken,
        left_over=left,
        at_best=any(divides_attention(model, group) for group, _ in places),
    )


def lines_on_deferred(work: DeferredWork) -> Iterator[str]:
    """How much deferred work there is, and whether live contacts leave enough time for it."""
    names, crew = (listed([harmless(one) for one in of]) for of in (work.queues, work.groups))
    yield f"DEFERRED WORK: {names}, answered by {crew or 'nobody'}"
    total = math.fsum(work.hours.values())
    there = f"Its agents are on duty for {work.on_duty:,.1f} h"
    each = [f"{hours:,.1f} h of {harmless(queue)}" for queue, hours in work.hours.items()]
    apart = f" ({listed(each)})" if len(each) > 1 else ""
    if total > 0:
        yield (
            f"It takes {total:,.1f} h of the agents' time an open day{apart}, with what comes "
            "while the centre is closed."
        )
    if work.live > 0:
        least, most = ("at least ", "at most ") if work.at_best else ("", "")
        there += f", of which live contacts take {least}{work.live:,.1f} h"
        there += f" and leave {most}{work.left_over:,.1f} h"
    if work.balance < 0:
        yield f"{there}. That is too little: the backlog grows by {-work.balance:,.1f} h a day."
    elif total == 0:
        yield f"{there}. Its contacts all follow others: how many come, only `cic run` can say."
    else:
        used = f"{total / work.left_over:.0%} of that" if work.left_over > 0 else "nothing"
        yield (
            f"{there}. That is enough: it takes {used}. How long it waits, only `cic run` can say."
        )


def live_load(work: IntervalWork, live: Mapping[str, Sequence[Place]]) -> dict[Place, float]:
    """The live contacts' load [erlang] by the attention that carries it, evenly shared out.

    Parameters
    ----------
    live
        The live queues, and the attention that each fills.
    """
    shared = share_out(of_queues(work, list(live)))
    carried: dict[Place, float] = {}
    for queue, places in live.items():
        total = math.fsum(shared[queue].values())
        for place in places:
            part = shared[queue].get(place[0], 0.0)
            if part > 0:
                load = work.queues[queue].load * part / total
                carried[place] = carried.get(place, 0.0) + load
    return carried


def _hours(queue: str, intervals: Sequence[IntervalWork], days: int, model: Model) -> float:
    """Agents' time that a queue brings on an open day [h]."""
    here = [one.queues[queue] for one in intervals]
    seconds = math.fsum(one.contacts * one.handle_time for one in here)
    arrivals = model.queues[queue].arrivals
    if arrivals is not None and arrivals.overnight is not None:
        usual = math.fsum(one.handle_time for one in here) / len(here)
        seconds += arrivals.overnight * closed_seconds(model) * usual
    return seconds / units.HOUR / days


def closed_seconds(model: Model) -> float:
    """How long the centre is closed in the first week [s], as far as it is simulated."""
    end = WEEK * units.DAY
    return math.fsum(
        min(until, end) - start for start, until in model.closed_windows() if start < end
    )
