"""The luck of contacts that follow others: cards, drawn for each door by which they may come.

How many cards there are of a door follows from the scenario, not from the replication, and more
cards begin with the fewer: a customer's card is found among as many as befit the customer's own
source, so another queue moves nobody's luck. Where a law differs by interval of the day, cards are
dealt to the intervals in turn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from cic.luck.decisions import Intervals
from cic.luck.laws import now, sample
from cic.luck.streams import BLOCK, Draws, Purpose, stream_key
from cic.luck.walks import Walker
from cic.program.leg_codes import OUTBOUND
from cic.program.leg_records import DELAY, DOOR, VISIT
from cic.program.legs import ways_by_door
from cic.program.records import EXTRA, STEP
from cic.scenario.checks_days import durations
from cic.scenario.checks_names import sources
from cic.scenario.durations import ByInterval
from cic.scenario.expected import expected_from
from cic.scenario.expected_dials import expected_dials, expected_live
from cic.scenario.scenario import Model

if TYPE_CHECKING:
    from cic.luck.contacts import LuckOf
    from cic.luck.luck import Block

FEWEST_CARDS, MOST_CARDS = 256, 1 << 17
"""Cards of a door; about as many as customers come, in powers of 2."""
FEWEST_BY_INTERVAL = 32
"""Cards for each interval of the day."""


@dataclass(frozen=True)
class Source:
    """Where contacts come from."""

    number: int
    name: str
    menu: str | None
    walker: Walker | None


@dataclass(frozen=True)
class Cards:
    """The cards of all doors, in one replication."""

    doors: np.ndarray
    visits: np.ndarray
    extras: np.ndarray
    delays: np.ndarray
    steps: np.ndarray
    """Steps that the visits' walks point into, counted from 0."""


class Dealer:
    """Draws the cards of a scenario, replication by replication."""

    def __init__(self, luck_of: LuckOf) -> None:
        self._luck_of = luck_of
        self._legs = luck_of.program.legs
        model = luck_of.model
        by_interval = any(isinstance(law, ByInterval) for _, law in durations(model))
        self._intervals = model.intervals_per_day if by_interval else 1
        self.cards = tuple(self._cards(model, s) for s in range(len(model.queues) + 1))
        """Among how many cards the customers of each source find their luck."""
        self.dial_cards = tuple(
            self._rounded(expected_dials(model, campaign))
            for campaign in model.ranked_campaigns.values()
        )
        """The same of each campaign's customers."""
        sizes = [0] * len(self._legs.doors)
        for source, doors in enumerate(self._legs.reach):
            for door in doors:
                sizes[door] = max(sizes[door], self.cards[source])
        for way in self._legs.ways[self._legs.ways["kind"] == OUTBOUND]:
            sizes[way["door"]] = max(sizes[way["door"]], *self.dial_cards)
        self._sizes = sizes
        self._ways = ways_by_door(model, self._legs)
        self._sources = []
        for way_in in self._legs.doors:
            name = f"again by {way_in.name}"
            walker = luck_of.walker(name, way_in.menu)
            self._sources.append(Source(way_in.source, name, way_in.menu, walker))

    def _cards(self, model: Model, source: int) -> int:
        """Cards for the customers of a source: about as many as there are."""
        names = list(model.queues)
        is_ivr = source == len(names)
        where = ("ivr", "arrivals") if is_ivr else ("queues", names[source], "arrivals")
        arrivals = dict(sources(model)).get(where)
        expected = 0.0 if arrivals is None else expected_from(model, where, arrivals)
        if model.snapshot is not None and not is_ivr:
            expected += model.snapshot.count(names[source])
            expected += sum(one.queue == source for one in self._luck_of.program.beginning.cases)
        for campaign in () if is_ivr else model.campaigns.values():
            if campaign.queue == names[source]:
                expected += expected_live(model, campaign)
        return self._rounded(expected)

    def _rounded(self, expected: float) -> int:
        """About so many cards: a power of 2, for each interval of the day where laws differ."""
        wanted = 1 << max(int(expected) - 1, 0).bit_length()
        wanted = min(max(wanted, FEWEST_CARDS), MOST_CARDS)
        if self._intervals > 1:
            wanted = max(wanted // self._intervals, FEWEST_BY_INTERVAL) * self._intervals
        return wanted

    def deal(self, replication: int) -> Cards:
        """The cards of all doors."""
        extras = int(self._luck_of.program.floor[0]["extras"])
        count = sum(self._sizes)
        doors = DOOR.table(len(self._sizes))
        doors["begins"] = np.cumsum(self._sizes) - self._sizes
        doors["intervals"] = self._intervals
        cards = Cards(
            doors,
            VISIT.table(count),
            EXTRA.table(count * extras),
            DELAY.table(count * len(self._legs.ways)),
            STEP.table(0),
        )
        steps: list[np.ndarray] = []
        for door, size in enumerate(self._sizes):
            for block in range(-(-size // BLOCK)):
                self._draw(cards, door, block, replication, steps)
        return replace(cards, steps=np.concatenate([cards.steps, *steps]))

    def _draw(
        self, cards: Cards, door: int, block: int, replication: int, steps: list[np.ndarray]
    ) -> None:
        """A block of the cards of a door, written into their rows."""
        luck_of, source = self._luck_of, self._sources[door]
        size = self._sizes[door]
        interval = luck_of.model.interval
        came_at = np.asarray((np.arange(size) % self._intervals + 0.5) * interval, np.float64)
        drawn = luck_of.block(source, came_at, np.arange(size), replication, block, steps)
        count = len(drawn.rows)
        first = int(cards.doors["begins"][door]) + block * BLOCK
        visits = cards.visits[first : first + count]
        for field in ("patience", "talk", "wrap_up"):
            visits[field] = now(getattr(drawn, field))
        for field in ("step", "queue", "source"):
            visits[field] = getattr(drawn, field)
        extras = cards.extras["value"].reshape(len(cards.visits), -1)
        for column, values in enumerate(drawn.extras()):
            extras[first : first + count, column] = values
        delays = cards.delays["takes"].reshape(len(cards.visits), -1)
        self._draw_delays(delays[first : first + count], drawn, door, block, replication)

    def _draw_delays(
        self, takes: np.ndarray, drawn: Block, door: int, block: int, replication: int
    ) -> None:
        """How long it is until customers come by each way through a door."""
        luck_of = self._luck_of
        interval = Intervals(luck_of.model, drawn.arrived_at)
        for w, law in enumerate(self._legs.delays):
            if w not in self._ways[door]:
                continue
            name = f"{self._sources[door].name}/{self._legs.way_names[w]}"
            draws = Draws(
                luck_of.generators,
                stream_key(luck_of.seed, Purpose.DELAY, name),
                replication=replication,
                count=len(takes),
                block=block,
            )
            takes[:, w] = now(sample(law, draws, interval))
