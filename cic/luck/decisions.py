"""What chance decides about a block of contacts: how long they wait, talk, ring, and the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from cic import units
from cic.luck.arithmetic import Floats
from cic.luck.beside import draws_beside, draws_of_offers
from cic.luck.laws import Sampler, now, sample
from cic.luck.resolution import HAS_ADDITION, needs
from cic.luck.snapshot import beyond
from cic.luck.streams import BLOCK, Draws, Purpose, stream_key
from cic.luck.turns import join_walks, scripts
from cic.program.codes import NOBODY
from cic.scenario.durations import NO_TIME, Duration
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model

if TYPE_CHECKING:
    from cic.luck.contacts import LuckOf


@cache
def one_number(number: int, kind: type[np.generic]) -> np.ndarray:
    """A column of one and the same number; not to be written into."""
    return np.full(BLOCK, number, kind)


def numbers_in(column: np.ndarray) -> list[int]:
    """The numbers from 0 on that there are in a column of small ones, in order."""
    found: list[int] = np.flatnonzero(np.bincount(column + 1)[1:]).tolist()
    return found


class Intervals:
    """In which interval of its day each contact of a block came, worked out once it is asked."""

    def __init__(self, model: Model, arrived_at: Floats) -> None:
        self._model = model
        self._arrived_at = arrived_at

    def __call__(self) -> np.ndarray:
        """The intervals, counted from 0."""
        return self._found

    @cached_property
    def _found(self) -> np.ndarray:
        model, arrived_at = self._model, self._arrived_at
        if model.intervals_per_day == 1:
            return np.zeros(len(arrived_at), np.int64)
        of_day = arrived_at - np.floor(arrived_at / units.DAY) * units.DAY
        k = (of_day / model.interval).astype(np.int64)
        return np.minimum(k, model.intervals_per_day - 1)


class Decisions:
    """All that chance decides about one block of contacts of one name."""

    def __init__(
        self,
        luck_of: LuckOf,
        name: str,
        interval: Callable[[], np.ndarray],
        replication: int,
        block: int,
        count: int,
    ) -> None:
        self._luck_of = luck_of
        self._name = name
        self._interval = interval
        self._replication = replication
        self._block = block
        self._count = count

    def _draws(self, purpose: Purpose, occurrence: int = 0, what: str = "") -> Draws:
        luck_of = self._luck_of
        name = f"{self._name}/{what}" if what else self._name
        return Draws(
            luck_of.generators,
            stream_key(luck_of.seed, purpose, name),
            replication=self._replication,
            count=self._count,
            block=self._block,
            occurrence=occurrence,
        )

    def for_queue(self, q: int, *, sample: Sampler = sample) -> list[Any]:
        """Patience, talk, wrap-up, dice and groups' own wrap-ups, were all of them for queue q.

        The first three may be yet to be drawn, if `sample` leaves them so.
        """
        interval, model, program = self._interval, self._luck_of.model, self._luck_of.program
        name = program.queue_names[q]
        queue = model.queues[name]
        none = one_number(0, np.float64)[: self._count]
        patience = sample(queue.patience, self._draws(Purpose.PATIENCE), interval)
        if queue.balk > 0:
            balks = self._draws(Purpose.BALK).uniform() < queue.balk
            patience = np.where(balks, 0.0, now(patience))
        talk = sample(queue.talk, self._draws(Purpose.TALK), interval)
        if queue.screen_pop > 0 or queue.knowledge_base or queue.additions:
            talk = self._helped(queue, now(talk))
        turns = model.medium(queue.channel).turns
        if turns is not None and turns.between != "held":
            talk = now(talk) / turns.expected
        own = [model.agents[group].wrap_up.get(name) for group in program.own_wrap_ups]
        law = None if queue.wrap_up == NO_TIME else queue.wrap_up
        throws = self._luck_of.throws_dice
        return [
            patience,
            talk,
            none if law is None else sample(law, self._wrap_up, interval),
            self._draws(Purpose.DICE).uniform() if throws else none[:0],
            *(none if law is None else now(sample(law, self._wrap_up, interval)) for law in own),
        ]

    @cached_property
    def _wrap_up(self) -> Draws:
        """What wrap-up is drawn from, by the law of the queue and by those of groups."""
        return self._draws(Purpose.WRAP_UP)

    def _helped(self, queue: Queue, talk: Floats) -> Floats:
        """Talk as screen pop and knowledge base shorten it, and as additions lengthen it."""
        if queue.screen_pop > 0:
            talk = np.maximum(talk - queue.screen_pop, 0.0)
        base = queue.knowledge_base
        if base is not None:
            found = self._draws(Purpose.KNOWLEDGE).uniform() < base.found
            talk = np.where(found, talk * base.talk_factor, talk)
        for what, addition in queue.additions.items():
            draws = self._draws(Purpose.ADDITION, what=what)
            longer = talk + sample(addition.takes, draws, self._interval)
            talk = np.where(draws.uniform(HAS_ADDITION) < addition.share, longer, talk)
        return talk

    def for_queues(self, queue: np.ndarray) -> list[Floats]:
        """The same for contacts that come to different queues, or to none."""
        groups = len(self._luck_of.program.own_wrap_ups)
        found = [np.zeros(self._count) for _ in range(4 + groups)]
        if not self._luck_of.throws_dice:
            found[3] = found[3][:0]
        for q in numbers_in(queue):
            here = queue == q
            for column, values in zip(found, self.for_queue(q), strict=True):
                if len(column):
                    column[here] = values[here]
        return found

    def rings(self) -> tuple[Floats, ...]:
        """How long it rings at each group whose contacts ring."""
        found = []
        for name in self._luck_of.program.ringing:
            answering = self._luck_of.model.agents[name].answering
            assert answering is not None  # noqa: S101
            draws = self._draws(Purpose.RINGS, what=name)
            found.append(sample(answering.rings, draws, self._interval))
        return tuple(found)

    def lots(self) -> Floats:
        """What decides about the site by which each contact comes."""
        takes_part = self._luck_of.program.sites.take_traffic
        return self._draws(Purpose.SITE).uniform() if takes_part else np.zeros(0)

    def nerves(self) -> Floats | None:
        """What decides whether contacts leave at an announcement; None where nobody does."""
        asked = self._luck_of.program.floor[0]["nerve"] != NOBODY
        return self._draws(Purpose.NERVE).uniform() if asked else None

    def beside(self, queue: np.ndarray) -> tuple[Floats, ...]:
        """What comes beside the talk of each contact, where any queue asks for it."""
        luck_of = self._luck_of
        return draws_beside(luck_of.model, luck_of.program, queue, self._draws, self._interval)

    def offers(self, offer: np.ndarray) -> tuple[Floats, ...]:
        """What contacts make of another way that each is offered, where any ever is."""
        luck_of = self._luck_of
        if not luck_of.program.offers:
            return ()
        return draws_of_offers(luck_of.model, offer, self._draws, self._interval)

    def needs(self, queue: np.ndarray) -> Floats | None:
        """The quality that each contact needs to be resolved; None where nobody asks."""
        luck_of = self._luck_of
        return needs(luck_of.model, queue, self._draws) if luck_of.program.resolves else None

    def patience_beyond(self, q: int, waited: Floats) -> Floats:
        """The patience of contacts that have waited for so long."""
        queue = self._luck_of.model.queues[self._luck_of.program.queue_names[q]]
        return beyond(queue.patience, waited, self._draws, self._interval)

    def step_beyond(self, law: Duration, lasted: Floats) -> Floats:
        """How long steps of cases take that have lasted so long."""
        return beyond(law, lasted, self._draws, self._interval, Purpose.CASE_STEP)

    def with_turns(
        self, queue: np.ndarray, talk: Floats, walks: np.ndarray, first: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Walks with the talks in turns behind them, and where each contact's begins."""
        model = self._luck_of.model
        whose, parts = [], []
        lengths = np.zeros(self._count, np.int64)
        for q, promised in enumerate(model.queues.values()):
            medium = model.medium(promised.channel)
            turns, here = medium.turns, queue == q
            if turns is None or not medium.in_turns or not here.any():
                continue
            steps, own = scripts(turns, talk, self._draws, self._interval)
            contact = np.repeat(np.arange(self._count), own)
            whose.append(contact[here[contact]])
            parts.append(steps[here[contact]])
            lengths[here] = own[here]
        if not parts:
            return walks, first
        order = np.argsort(np.concatenate(whose), kind="stable")
        return join_walks(walks, first, np.concatenate(parts)[order], lengths)
