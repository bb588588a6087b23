"""The contacts of a replication, with all their luck: what the rules are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial

import numpy as np

from cic import units
from cic.luck.agents import Attendance
from cic.luck.arithmetic import Floats
from cic.luck.arrivals import (
    Flow,
    Plan,
    Room,
    arrival_moments,
    day_factors,
    in_bulk,
    lay_out_arrivals,
)
from cic.luck.decisions import Decisions, one_number
from cic.luck.laws import Drawn, later, now, sample
from cic.luck.snapshot import Started
from cic.luck.streams import BLOCK, Generators, chance_key
from cic.luck.walks import Walker
from cic.program.codes import NOBODY, RANDOM
from cic.program.layout import Program
from cic.program.records import KEY, STEP
from cic.scenario.arrivals import Arrivals
from cic.scenario.ivr import IVR_SOURCE
from cic.scenario.scenario import Model


@dataclass(frozen=True)
class Block:
    """The luck of some contacts: a column for each decision."""

    rows: np.ndarray
    """Where each contact stands in order of arrival, over all sources."""
    arrived_at: Floats
    source: np.ndarray
    queue: np.ndarray
    step: np.ndarray
    """The first step of each contact's walk through the IVR; -1 where it takes none."""
    patience: Floats | Drawn
    talk: Floats | Drawn
    wrap_up: Floats | Drawn
    dice: Floats
    """Empty where no policy throws dice."""
    own_wrap_ups: tuple[Floats, ...]
    """Wrap-up by the laws of each group that has its own."""
    rings: tuple[Floats, ...] = ()
    """How long it rings at each group whose contacts ring."""
    number: np.ndarray | None = None
    """The number of each contact in its source; none: as the rows."""
    lot: Floats = field(default_factory=partial(np.zeros, 0))
    """What decides about the site of each contact; empty where sites take no traffic."""
    needs: Floats | None = None
    """The quality that each contact needs to be resolved; none: nobody asks."""
    nerve: Floats | None = None
    """It leaves at an announcement at which a larger share does; none: nobody does."""

    def extras(self) -> list[Floats]:
        """The columns of the extra draws, in their order."""
        number = self.rows if self.number is None else self.number
        dice = (self.dice,) if len(self.dice) else ()
        numbers = (number,) if self.rings else ()
        lots = (self.lot,) if len(self.lot) else ()
        asked = () if self.needs is None else (self.needs,)
        nerve = () if self.nerve is None else (self.nerve,)
        return [*self.own_wrap_ups, *self.rings, *dice, *numbers, *lots, *asked, *nerve]


class Luck:
    """What chance has decided about one replication; drawn block by block, while it is read.

    So the draws of a block are used while they still lie in the processor's cache, and take no
    fresh memory. The blocks can be read once; where there are no walks, they come
    in the order of their first contacts.
    """

    def __init__(
        self,
        count: int,
        blocks: Iterable[Block],
        walks: Sequence[np.ndarray],
        *,
        has_walks: bool = True,
        keys: np.ndarray | None = None,
        spells: np.ndarray | None = None,
    ) -> None:
        self.count = count
        self.blocks = blocks
        self.spells = spells
        """The agents' comings and goings; none: as planned."""
        self.keys = KEY.table(0) if keys is None else keys
        """The keys of the chances that only come up in the run, by source."""
        self.has_walks = has_walks
        """Whether there may be walks, which grow while the blocks are read."""
        self._walks = walks

    def steps(self) -> np.ndarray:
        """The walks through the IVR that `step` points into, once all blocks have been read."""
        return np.concatenate(self._walks) if self._walks else STEP.table(0)


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
    """Draws the luck of any replication of a scenario.

    Parameters
    ----------
    flow
        How arrivals are drawn: in bulk, or as a clock does it more quickly.
    """

    def __init__(self, model: Model, program: Program, *, seed: int, flow: Flow = in_bulk) -> None:
        self.model = model
        self.program = program
        self.seed = seed
        self.generators = Generators()
        self._flow = flow
        self._sources = list(self._find_sources())
        self._attendance = Attendance(model, program, seed=seed, generators=self.generators)
        self._has_turns = any(model.medium(q.channel).turns for q in model.queues.values())
        self._has_walks = (
            self._has_turns
            or model.snapshot is not None
            or any(source.walker for source in self._sources)
        )
        self.throws_dice = int(program.floor[0]["agent_policy"]) == RANDOM
        self._started = None if model.snapshot is None else Started(model, program, self._alone)

    def _find_sources(self) -> list[_Source]:
        model, program = self.model, self.program
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
                walker = Walker(model.ivr, program, source=name, seed=self.seed)
            plan = lay_out_arrivals(arrivals, model, name=name)
            sources.append(_Source(number, name, arrivals, plan, menu, walker, Room()))
        return sources

    def draw(self, replication: int) -> Luck:
        """The luck of one replication, to be read before the next is drawn."""
        moments = [self._moments(source, replication) for source in self._sources]
        rows = _rows(moments)
        walks: list[np.ndarray] = []
        places = [(n, start) for n, here in enumerate(rows) for start in range(0, len(here), BLOCK)]
        if not self._has_walks:  # they are numbered source by source
            places.sort(key=lambda place: int(rows[place[0]][place[1]]))
        blocks: Iterator[Block] = (
            self._block(self._sources[n], moments[n], rows[n], replication, start // BLOCK, walks)
            for n, start in places
        )
        count = sum(map(len, moments))
        if self._started is not None:
            count, blocks = self._started.begun(moments, blocks, walks, replication)
        return Luck(
            count,
            blocks,
            walks,
            has_walks=self._has_walks,
            keys=self._keys(replication),
            spells=self._attendance.spells(replication),
        )

    def _alone(self, name: str, arrived_at: Floats, replication: int, block: int) -> Decisions:
        """The draws of contacts that come from no source."""
        interval = cache(partial(self._interval_of_day, arrived_at))
        return Decisions(self, name, interval, replication, block, len(arrived_at))

    def _keys(self, replication: int) -> np.ndarray:
        """Keys of further chances, by source; none where there are no such chances."""
        names = self.program.source_names if self.program.ringing else ()
        table = KEY.table(len(names))
        for row, name in zip(table, names, strict=True):
            row["low"], row["high"] = chance_key(self.seed, name, replication)
        return table

    def _moments(self, source: _Source, replication: int) -> Floats:
        factor = source.arrivals.day_factor
        factors = None
        if factor is not None:
            shared = isinstance(factor, str)
            factors = day_factors(
                self.model.day_factors[factor] if isinstance(factor, str) else factor,
                f"factor {factor}" if shared else f"queue {source.name}",
                seed=self.seed,
                replication=replication,
                days=self.model.days,
                generators=self.generators,
            )
        return arrival_moments(
            source.plan,
            source.name,
            factors=factors,
            seed=self.seed,
            replication=replication,
            generators=self.generators,
            room=source.room,
            flow=self._flow,
        )

    def _block(
        self,
        source: _Source,
        arrived_at: Floats,
        rows: np.ndarray,
        replication: int,
        block: int,
        walks: list[np.ndarray],
    ) -> Block:
        """The luck of one block of a source's contacts; their walks are put behind the others."""
        place = slice(block * BLOCK, (block + 1) * BLOCK)
        here = arrived_at[place]
        count = len(here)
        interval = cache(partial(self._interval_of_day, here))
        own = NOBODY if source.name == IVR_SOURCE else source.number
        drawn = Decisions(self, source.name, interval, replication, block, count)
        if source.walker is None:
            queue = one_number(own, np.int16)[:count]
            step = one_number(NOBODY, np.int32)[:count]
            steps = STEP.table(0)
            luck = drawn.for_queue(own, sample=sample if self._has_turns else later)
        else:
            assert source.menu is not None  # noqa: S101
            walk = source.walker.walk(
                source.menu,
                own,
                interval,
                count=count,
                replication=replication,
                block=block,
                generators=self.generators,
            )
            queue = walk.queue.astype(np.int16)
            step, steps = walk.first, walk.steps
            luck = drawn.for_queues(queue)
        names = ("patience", "talk", "wrap_up", "dice")
        if self._has_turns:
            steps, step = drawn.with_turns(queue, now(luck[1]), steps, step)
        if len(steps):
            before = sum(map(len, walks))
            step = np.where(step >= 0, step + before, step).astype(np.int32)
            walks.append(steps)
        return Block(
            rows=rows[place],
            arrived_at=here,
            source=one_number(source.number, np.int16)[:count],
            queue=queue,
            step=step,
            **dict(zip(names, luck, strict=False)),
            own_wrap_ups=tuple(luck[len(names) :]),
            rings=drawn.rings(),
            number=np.arange(place.start, place.start + count),
            lot=drawn.lots(),
            needs=drawn.needs(queue),
            nerve=drawn.nerves(),
        )

    def _interval_of_day(self, arrived_at: Floats) -> np.ndarray:
        model = self.model
        if model.intervals_per_day == 1:
            return np.zeros(len(arrived_at), np.int64)
        of_day = arrived_at - np.floor(arrived_at / units.DAY) * units.DAY
        k = (of_day / model.interval).astype(np.int64)
        return np.minimum(k, model.intervals_per_day - 1)


@lru_cache(maxsize=1)
def _as_they_are(room: int) -> np.ndarray:
    return np.arange(room)


def _rows(moments: list[Floats]) -> list[np.ndarray]:
    """Where the contacts of each source stand among all, in order of arrival; ties by source."""
    if len(moments) == 1:
        count = len(moments[0])
        return [_as_they_are(1 << count.bit_length())[:count]]
    if not moments:
        return []
    joined = np.concatenate(moments)
    rows = np.empty(len(joined), np.int64)
    order = np.argsort(joined, kind="stable")
    rows[order] = _as_they_are(1 << len(joined).bit_length())[: len(joined)]
    return np.split(rows, np.cumsum([len(one) for one in moments])[:-1])
