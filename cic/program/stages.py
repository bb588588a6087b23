"""Stages of waiting, laid flat: standings, the cases between them, and what these depend on."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from cic.program.codes import NOBODY
from cic.program.dial_records import BUCKET, BUCKETS
from cic.program.records import ROUTE
from cic.program.stage_records import (
    FORK,
    HOW_MANY_FREE,
    HOW_MANY_WAIT,
    METER,
    PLACE,
    SHARE_BUSY,
    SHARE_MET,
    STANDING,
    TEST,
)
from cic.scenario.scenario import Model
from cic.scenario.stages import Circumstance, StageCase
from cic.scenario.standings import Standing, is_staged, standings_in

_COUNTED = {
    "waiting": HOW_MANY_WAIT,
    "free": HOW_MANY_FREE,
    "busy": SHARE_BUSY,
    "met": SHARE_MET,
}


@dataclass(frozen=True)
class Stages:
    """The tables of stages; empty where no queue has any."""

    first: list[int]
    """How a contact of each queue stands as it comes; -1: by no stages."""
    standings: np.ndarray
    places: np.ndarray
    forks: np.ndarray
    tests: np.ndarray
    routes: np.ndarray
    """Routes of the standings, which come after those of the queues."""
    meters: np.ndarray
    readings: np.ndarray
    """What meters have counted of late; records of `BUCKET`."""


@dataclass
class _Rows:
    """Rows of the tables, as they come."""

    model: Model
    standings: list[tuple[float, int, int, int, int]] = field(default_factory=list)
    places: list[float] = field(default_factory=list)
    forks: list[tuple[int, int, int, int, bool]] = field(default_factory=list)
    tests: list[tuple[float, int, int, int, bool]] = field(default_factory=list)
    routes: list[tuple[float, float, float, float, int, int, int]] = field(default_factory=list)
    meters: list[tuple[float, float, int]] = field(default_factory=list)

    def add(self, standing: Standing, begins: int, routes: int) -> None:
        """One standing of a queue whose first has a number, after so many routes of queues."""
        groups = list(self.model.agents)
        tried = sorted(set(standing.tries.values()))
        mine = sorted((tried.index(rank), groups.index(g)) for g, rank in standing.tries.items())
        routes_from, forks_from = routes + len(self.routes), len(self.forks)
        self.routes += [(0.0, math.inf, math.inf, 0.0, g, rank, 0) for rank, g in mine]
        self.places += [standing.stands.get(group, math.inf) for group in groups]
        for fork in standing.forks:
            case = StageCase() if fork.case is None else fork.case
            tests_from = len(self.tests)
            self.tests += map(self._test, case.all_of)
            all_until = len(self.tests)
            self.tests += map(self._test, case.any_of)
            to = begins + fork.to
            self.forks.append((tests_from, all_until, len(self.tests), to, fork.searches))
        ends = routes + len(self.routes), forks_from, len(self.forks)
        self.standings.append((standing.until, routes_from, *ends))

    def _test(self, one: Circumstance) -> tuple[float, int, int, int, bool]:
        what, of = one.counts
        against = NOBODY if one.more_than is None else self._row(one, one.more_than)
        bound = one.at_least if one.at_most is None else one.at_most
        return bound or 0.0, _COUNTED[what], self._row(one, of), against, one.at_most is not None

    def _row(self, one: Circumstance, name: str) -> int:
        """The queue, the group or the meter that is looked at."""
        if one.met is None:
            return list(self.model.queues if one.is_of_queue else self.model.agents).index(name)
        within = self.model.queues[name].service_level.within
        meter = (within, one.over / BUCKETS, list(self.model.queues).index(name))
        if meter not in self.meters:
            self.meters.append(meter)
        return self.meters.index(meter)


def lay_out_stages(model: Model, routes: int) -> Stages:
    """The stages of all queues, whose routes come after so many others."""
    rows, first = _Rows(model), []
    for name, queue in model.queues.items():
        found = standings_in(model, name) if is_staged(queue) else None
        begins = len(rows.standings)
        first.append(NOBODY if found is None else begins)
        for standing in found or ():
            rows.add(standing, begins, routes)
    return Stages(
        first=first,
        standings=np.array(rows.standings, STANDING.dtype),
        places=np.array([(rank,) for rank in rows.places], PLACE.dtype),
        forks=np.array(rows.forks, FORK.dtype),
        tests=np.array(rows.tests, TEST.dtype),
        routes=np.array(rows.routes, ROUTE.dtype),
        meters=np.array(rows.meters, METER.dtype),
        readings=BUCKET.table(len(rows.meters) * BUCKETS),
    )
