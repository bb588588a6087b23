"""The contacts of a replication, with all their luck: what the rules are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, partial

import numpy as np

from cic import units
from cic.luck.arithmetic import Floats
from cic.luck.arrivals import Plan, Room, arrival_moments, day_factors, lay_out_arrivals
from cic.luck.laws import sample
from cic.luck.streams import BLOCK, Draws, Generators, Purpose, stream_key
from cic.luck.walks import Walker, Walks
from cic.program.codes import NOBODY, RANDOM
from cic.program.layout import Program
from cic.program.records import STEP
from cic.scenario.arrivals import Arrivals
from cic.scenario.durations import Constant
from cic.scenario.ivr import IVR_SOURCE
from cic.scenario.scenario import Model

_NO_WRAP_UP = Constant(value=0)


@dataclass(frozen=True)
class Luck:
    """What chance has decided about one replication: a column for each decision."""

    arrived_at: Floats
    """When each contact comes, in order."""
    order: np.ndarray
    """Where each contact stands in the other columns, which are in the order of sources."""
    source: np.ndarray
    queue: np.ndarray
    step: np.ndarray
    patience: Floats
    talk: Floats
    wrap_up: Floats
    dice: Floats
    """Empty where no policy throws dice."""
    own_wrap_ups: tuple[Floats, ...]
    """Wrap-up by the laws of each group that has its own."""
    steps: np.ndarray
    """The walks through the IVR that `step` points into."""


@dataclass(frozen=True)
class _Source:
    number: int
    name: str
    arrivals: Arrivals
    plan: Plan
    menu: str | None
    walker: Walker | None
    room: Room


class LuckOf:
    """Draws the luck of any replication of a scenario."""

    def __init__(self, model: Model, program: Program, *, seed: int) -> None:
        self._model = model
        self._program = program
        self._seed = seed
        self._generators = Generators()
        self._sources = list(self._find_sources())
        self._dice = int(program.floor[0]["agent_policy"]) == RANDOM
        self._columns = _Columns(len(program.own_wrap_ups), dice=self._dice)

    def _find_sources(self) -> list[_Source]:
        model, program = self._model, self._program
        found = [(name, queue.arrivals, queue.through) for name, queue in model.queues.items()]
        if model.ivr is not None:
            found.append((IVR_SOURCE, model.ivr.arrivals, model.ivr.start))
        sources = []
        for number, (name, arrivals, menu) in enumerate(found):
            if arrivals is None:
                continue
            walker = None
            if menu is not None:
                assert model.ivr is not None  # noqa: S101
                walker = Walker(model.ivr, program, source=name, seed=self._seed)
            plan = lay_out_arrivals(arrivals, model)
            sources.append(_Source(number, name, arrivals, plan, menu, walker, Room()))
        return sources

    def draw(self, replication: int) -> Luck:
        """The luck of one replication; good until the next is drawn."""
        moments = [self._moments(source, replication) for source in self._sources]
        merged, order = _merge(moments)
        columns = self._columns
        columns.begin(len(merged))
        start = 0
        for source, arrived_at in zip(self._sources, moments, strict=True):
            self._fill(source, arrived_at, columns, start, replication)
            start += len(arrived_at)
        return columns.as_luck(merged, order)

    def _moments(self, source: _Source, replication: int) -> Floats:
        factor = source.arrivals.day_factor
        factors = None
        if factor is not None:
            shared = isinstance(factor, str)
            factors = day_factors(
                self._model.day_factors[factor] if isinstance(factor, str) else factor,
                f"factor {factor}" if shared else f"queue {source.name}",
                seed=self._seed,
                replication=replication,
                days=self._model.days,
                generators=self._generators,
            )
        return arrival_moments(
            source.plan,
            source.name,
            factors=factors,
            seed=self._seed,
            replication=replication,
            generators=self._generators,
            room=source.room,
        )

    def _fill(
        self, source: _Source, arrived_at: Floats, columns: _Columns, start: int, replication: int
    ) -> None:
        """The luck of one source's contacts, block by block."""
        for block, first in enumerate(range(0, len(arrived_at), BLOCK)):
            here = arrived_at[first : first + BLOCK]
            place = slice(start + first, start + first + len(here))
            columns.source[place] = source.number
            own = NOBODY if source.name == IVR_SOURCE else source.number
            interval = cache(partial(self._interval_of_day, here))
            if source.walker is None:
                columns.queue[place] = own
                queues = [own]
            else:
                assert source.menu is not None  # noqa: S101
                walks = source.walker.walk(
                    source.menu,
                    own,
                    interval,
                    count=len(here),
                    replication=replication,
                    block=block,
                    generators=self._generators,
                )
                columns.add_walks(place, walks)
                queues = sorted({int(q) for q in np.unique(walks.queue)} - {NOBODY})
            for q in queues:
                self._draw_for_queue(source, q, columns, place, interval, replication, block)

    def _interval_of_day(self, arrived_at: Floats) -> np.ndarray:
        model = self._model
        if model.intervals_per_day == 1:
            return np.zeros(len(arrived_at), np.int64)
        of_day = arrived_at - np.floor(arrived_at / units.DAY) * units.DAY
        k = (of_day / model.interval).astype(np.int64)
        return np.minimum(k, model.intervals_per_day - 1)

    def _draw_for_queue(
        self,
        source: _Source,
        q: int,
        columns: _Columns,
        place: slice,
        interval: Callable[[], np.ndarray],
        replication: int,
        block: int,
    ) -> None:
        """Patience, talk, wrap-up and dice of the contacts in `place` that come to queue `q`."""
        model = self._model
        name = self._program.queue_names[q]
        queue = model.queues[name]
        here = None if source.walker is None else columns.queue[place] == q

        def draws(purpose: Purpose) -> Draws:
            return Draws(
                self._generators,
                stream_key(self._seed, purpose, source.name),
                replication=replication,
                count=place.stop - place.start,
                block=block,
            )

        def put(column: Floats, values: Floats) -> None:
            if here is None:
                column[place] = values
            else:
                column[place][here] = values[here]

        patience = sample(queue.patience, draws(Purpose.PATIENCE), interval)
        if queue.balk > 0:
            patience = np.where(draws(Purpose.BALK).uniform() < queue.balk, 0.0, patience)
        put(columns.patience, patience)
        put(columns.talk, sample(queue.talk, draws(Purpose.TALK), interval))
        wrap_up = draws(Purpose.WRAP_UP)
        if queue.wrap_up != _NO_WRAP_UP:
            put(columns.wrap_up, sample(queue.wrap_up, wrap_up, interval))
        for k, group in enumerate(self._program.own_wrap_ups):
            law = model.agents[group].wrap_up.get(name)
            if law is not None:
                put(columns.own_wrap_ups[k], sample(law, wrap_up, interval))
        if self._dice:
            put(columns.dice, draws(Purpose.DICE).uniform())


class _Columns:
    """The luck of all contacts, in the order of sources.

    The columns lie in buffers that the next replication uses again: fresh pages of memory cost more
    than the draws that fill them.
    """

    def __init__(self, own_wrap_ups: int, *, dice: bool) -> None:
        self._room = -1
        self._own = own_wrap_ups
        self._throws = dice
        self.begin(0)

    def begin(self, count: int) -> None:
        """Room for so many contacts, none of them with any luck yet."""
        if count > self._room:
            self._room = count + count // 16
            self._numbers = np.empty((3 + self._own, self._room))
            self._dice = np.empty(self._room if self._throws else 0)
            self._small = np.empty((2, self._room), np.int16)
            self._steps_from = np.empty(self._room, np.int32)
        self.patience, self.talk, self.wrap_up, *self.own_wrap_ups = self._numbers[:, :count]
        self.dice = self._dice[:count]
        self.source, self.queue = self._small[:, :count]
        self.step = self._steps_from[:count]
        self.wrap_up[:] = 0.0
        for column in self.own_wrap_ups:
            column[:] = 0.0
        self.step[:] = NOBODY
        self.steps: list[np.ndarray] = []
        self._steps = 0

    def add_walks(self, place: slice, walks: Walks) -> None:
        """The walks of a block of contacts."""
        self.queue[place] = walks.queue
        self.patience[place] = self.talk[place] = 0.0
        self.step[place] = walks.first + self._steps
        self.steps.append(walks.steps)
        self._steps += len(walks.steps)

    def as_luck(self, arrived_at: Floats, order: np.ndarray) -> Luck:
        """All columns together."""
        return Luck(
            arrived_at=arrived_at,
            order=order,
            source=self.source,
            queue=self.queue,
            step=self.step,
            patience=self.patience,
            talk=self.talk,
            wrap_up=self.wrap_up,
            dice=self.dice,
            own_wrap_ups=tuple(self.own_wrap_ups),
            steps=np.concatenate(self.steps) if self.steps else STEP.table(0),
        )


@lru_cache(maxsize=1)
def _as_they_are(room: int) -> np.ndarray:
    return np.arange(room)


def _merge(moments: list[Floats]) -> tuple[Floats, np.ndarray]:
    """All arrivals in order, ties by source; and where each stands source by source."""
    if len(moments) == 1:
        count = len(moments[0])
        return moments[0], _as_they_are(1 << count.bit_length())[:count]
    joined = np.concatenate(moments) if moments else np.zeros(0)
    order = np.argsort(joined, kind="stable")
    return joined[order], order
