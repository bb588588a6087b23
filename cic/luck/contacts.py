"""The contacts of a replication, with all their luck: what the rules are given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np

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
from cic.luck.decisions import Decisions, Intervals, one_number
from cic.luck.decks import Decks
from cic.luck.further import Dealer, Source
from cic.luck.laws import later, now, sample
from cic.luck.luck import Block, Luck
from cic.luck.population import POPULATION, draw_customers
from cic.luck.snapshot import Started
from cic.luck.streams import BLOCK, Generators, chance_key
from cic.luck.stress import with_keys
from cic.luck.walks import Walker
from cic.program.campaigns import key_name
from cic.program.codes import NOBODY
from cic.program.layout import Program
from cic.program.records import KEY, STEP
from cic.scenario.arrivals import Arrivals
from cic.scenario.scenario import Model
from cic.scenario.words import IVR_SOURCE


@dataclass(frozen=True)
class _Coming(Source):
    """A source with arrivals of its own."""

    arrivals: Arrivals
    plan: Plan
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
        self._decks = Decks(model, program, seed=seed, generators=self.generators)
        self._has_turns = any(model.medium(q.channel).in_turns for q in model.queues.values())
        self._has_walks = (
            self._has_turns
            or model.snapshot is not None
            or any(source.walker for source in self._sources)
        )
        self.numbered = int(program.floor[0]["number"]) != NOBODY
        self._dealer = Dealer(self) if program.legs.lead_on else None
        self.throws_dice = int(program.floor[0]["dice"]) != NOBODY
        self._started = None if model.snapshot is None else Started(model, program, self._alone)

    def _find_sources(self) -> list[_Coming]:
        model = self.model
        found = [(name, queue.arrivals, queue.through) for name, queue in model.queues.items()]
        if model.ivr is not None:
            found.append((IVR_SOURCE, model.ivr.arrivals, model.ivr.start))
        sources = []
        for number, (name, arrivals, menu) in enumerate(found):
            if arrivals is None:
                continue
            plan = lay_out_arrivals(arrivals, model, name=name)
            walker = self.walker(name, menu)
            sources.append(_Coming(number, name, menu, walker, arrivals, plan, Room()))
        return sources

    def walker(self, name: str, menu: str | None) -> Walker | None:
        """Walks that begin at a menu, with luck under a name; None where none begin."""
        if menu is None:
            return None
        assert self.model.ivr is not None  # noqa: S101
        return Walker(self.model.ivr, self.program, source=name, seed=self.seed)

    def draw(self, replication: int) -> Luck:
        """The luck of one replication, to be read before the next is drawn."""
        moments = [self._moments(source, replication) for source in self._sources]
        rows = _rows(moments)
        walks: list[np.ndarray] = []
        places = [(n, start) for n, here in enumerate(rows) for start in range(0, len(here), BLOCK)]
        if not self._has_walks:  # they are numbered source by source
            places.sort(key=lambda place: int(rows[place[0]][place[1]]))
        blocks: Iterator[Block] = (
            self.block(self._sources[n], moments[n], rows[n], replication, start // BLOCK, walks)
            for n, start in places
        )
        count = sum(map(len, moments))
        if self._started is not None:
            count, blocks = self._started.begun(moments, blocks, walks, replication)
        luck = Luck(
            count,
            blocks,
            walks,
            has_walks=self._has_walks,
            keys=self._keys(replication),
            spells=self._attendance.spells(replication),
            cards=None if self._dealer is None else self._dealer.deal(replication),
            customers=draw_customers(
                self.program.customers,
                count,
                seed=self.seed,
                replication=replication,
                generators=self.generators,
                since=0.0 if self._started is None else -np.inf,
            ),
        )
        luck.decks = self._decks.deal(replication)
        luck.strains = with_keys(self.program, seed=self.seed, replication=replication)
        return luck

    def _alone(self, name: str, arrived_at: Floats, replication: int, block: int) -> Decisions:
        """The draws of contacts that come from no source."""
        interval = Intervals(self.model, arrived_at)
        return Decisions(self, name, interval, replication, block, len(arrived_at))

    def _keys(self, replication: int) -> np.ndarray:
        """Keys of further chances, by source; none where there are no such chances."""
        legs = self.program.legs
        names = self.program.source_names if self.program.ringing or legs.lead_on else ()
        names += tuple(map(key_name, legs.campaigns.names))
        if self.program.customers.number:
            names = (*names, POPULATION)
        table = KEY.table(len(names))
        for row, name in zip(table, names, strict=True):
            row["low"], row["high"] = chance_key(self.seed, name, replication)
        if self._dealer is not None:
            own = len(self.program.source_names)
            dealt = (*self._dealer.cards, *self._dealer.dial_cards)
            table["door"], table["cards"][: len(dealt)] = NOBODY, dealt
            table["door"][:own] = legs.own_door
        return table

    def _moments(self, source: _Coming, replication: int) -> Floats:
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

    def block(
        self,
        source: Source,
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
        interval = Intervals(self.model, here)
        own = NOBODY if source.number == len(self.program.queue_names) else source.number
        drawn = Decisions(self, source.name, interval, replication, block, count)
        if source.walker is None:
            queue = one_number(own, np.int16)[:count]
            step = one_number(NOBODY, np.int32)[:count]
            steps = STEP.table(0)
            luck = drawn.for_queue(own, sample=sample if self._has_turns else later)
            offer = step
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
            step, steps, offer = walk.first, walk.steps, walk.offer
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
            numbered=self.numbered,
            lot=drawn.lots(),
            needs=drawn.needs(queue),
            nerve=drawn.nerves(),
            beside=(*drawn.beside(queue), *drawn.offers(offer)),
        )


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
    order = joined.argsort(kind="stable")
    rows[order] = _as_they_are(1 << len(joined).bit_length())[: len(joined)]
    ends = list(accumulate(map(len, moments)))
    return [rows[start:end] for start, end in zip((0, *ends), ends, strict=False)]
