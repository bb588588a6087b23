"""The contacts that are there when a run begins from a snapshot, and the others from then on.

What is left of a wait or a talk is what it would be of one that has lasted so long: it is drawn
until it exceeds that. Contacts of a snapshot draw from streams of their own, by the name of the
queue and the number in the snapshot: those of the day keep theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from cic import units
from cic.errors import EngineError
from cic.luck.arithmetic import Floats
from cic.luck.laws import now, sample
from cic.luck.open_cases import CasesThere
from cic.luck.snapshot_turns import first_under_way
from cic.luck.streams import BLOCK, Draws, Purpose
from cic.program.codes import IN_SERVICE, NOBODY
from cic.program.layout import Program
from cic.program.records import STEP
from cic.scenario.announcements import longer_after
from cic.scenario.cases_there import in_hand
from cic.scenario.durations import Duration, Exponential
from cic.scenario.scenario import Model
from cic.scenario.snapshot import InService

if TYPE_CHECKING:
    from cic.luck.luck import Block

MOST_DRAWS = 10_000
"""How often a patience is drawn until it exceeds the wait so far."""
FEW = 64
"""Talks among which one longer than the time served is looked for, before many are drawn."""
MOST_BLOCKS = 16
"""Blocks of talks that are drawn for it at most."""

OF_CASES = 1 << 19
"""Where the numbers begin of work on cases in hand, in the names of its draws."""

WAITS, SERVED = 0x80000000, 0x40000000
"""Where the numbers of the contacts of a snapshot begin; those of the day begin with 0."""

Draw = Callable[..., Draws]


class Drawing(Protocol):
    """The draws of some contacts, as `cic.luck.decisions` makes them."""

    def for_queue(self, q: int) -> list[Any]:
        """Patience, talk, wrap-up, dice and groups' own wrap-ups."""
        ...

    def lots(self) -> Floats:
        """What decides about the site by which each contact comes."""
        ...

    def rings(self) -> tuple[Floats, ...]:
        """How long it rings at each group whose contacts ring."""
        ...

    def needs(self, queue: np.ndarray) -> Floats | None:
        """The quality that each contact needs to be resolved."""
        ...

    def nerves(self) -> Floats | None:
        """What decides whether contacts leave at an announcement."""
        ...

    def beside(self, queue: np.ndarray) -> tuple[Floats, ...]:
        """What comes beside the talk of each contact."""
        ...

    def offers(self, offer: np.ndarray) -> tuple[Floats, ...]:
        """What contacts make of another way that each is offered."""
        ...

    def patience_beyond(self, q: int, waited: Floats) -> Floats:
        """The patience of contacts that have waited for so long."""
        ...

    def with_turns(
        self, queue: np.ndarray, talk: Floats, walks: np.ndarray, first: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Walks with the talks in turns behind them, and where each contact's begins."""
        ...


def beyond(
    law: Duration,
    lasted: Floats,
    draw: Draw,
    interval_of_day: Callable[[], np.ndarray],
    purpose: Purpose = Purpose.PATIENCE,
) -> Floats:
    """A patience, or the time of a step, for each of a block, longer than it has lasted.

    Notes
    -----
    An exponential one has no memory: what is left is like a new one. Others are drawn until
    they are longer, which gives each what its law says of those that are.
    """
    found = sample(law, draw(purpose), interval_of_day)
    if isinstance(law, Exponential):
        return lasted + found
    for occurrence in range(1, MOST_DRAWS):
        short = found <= lasted
        if not short.any():
            return found
        again = sample(law, draw(purpose, occurrence), interval_of_day)
        found = np.where(short, again, found)
    longest = units.duration_text(float(lasted[found <= lasted].max(initial=0.0)))
    if purpose != Purpose.PATIENCE:
        raise EngineError(
            f"somebody has been at work on a case of the snapshot for {longest}, and of"
            f" {MOST_DRAWS:,} such steps hardly one takes so long\n    → write a shorter time, or"
            " a longer step"
        )
    raise EngineError(
        f"a contact of the snapshot has waited for {longest}, and of {MOST_DRAWS:,} who wait hardly"
        " one has so much patience\n    → write a shorter wait, or more patience"
    )


class Started:
    """Lets the luck of a replication begin with a snapshot.

    Parameters
    ----------
    alone
        Draws contacts that come from no source: by name, arrivals, replication and block.
    """

    def __init__(
        self, model: Model, program: Program, alone: Callable[[str, Floats, int, int], Drawing]
    ) -> None:
        assert model.snapshot is not None  # noqa: S101
        self._model = model
        self._program = program
        self._alone = alone
        self._snapshot = model.snapshot
        self._in_hand = [one for _, one in in_hand(model)]
        self._cases = CasesThere(model, program, alone, self._still_at_work)
        self._begins = program.beginning.at
        names = program.queue_names
        self._waits = [np.array(model.snapshot.waits(name), np.float64) for name in names]
        came = [self._begins - waits for waits in self._waits]
        came.append(np.array([self._came(one) for one in model.snapshot.in_service], np.float64))
        came.append(self._cases.opened_at)
        order = np.argsort(np.concatenate(came), kind="stable")
        rows = np.empty(len(order), np.int64)
        rows[order] = np.arange(len(order))
        self._rows = np.split(rows, np.cumsum([len(one) for one in came])[:-1])
        self._count = len(rows)

    def _came(self, one: InService) -> float:
        """When a contact in service came: an instant before the beginning, if not earlier.

        So its agent has it in hand before anything else happens.
        """
        return min(self._begins - one.served - one.waited, float(np.nextafter(self._begins, -1.0)))

    def begun(
        self,
        moments: Iterable[Floats],
        blocks: Iterable[Block],
        walks: list[np.ndarray],
        replication: int,
    ) -> tuple[int, Iterator[Block]]:
        """How many contacts there are, and their luck: the snapshot's, then who comes from then on.

        Parameters
        ----------
        moments
            When the contacts of each source come.
        blocks
            Their luck.
        walks
            Steps of contacts; those of the snapshot's are put to them.
        """
        late = [len(one) - int(np.searchsorted(one, self._begins)) for one in moments]
        early = sum(map(len, moments)) - sum(late)
        shift = self._count - early

        def all_blocks() -> Iterator[Block]:
            for q in range(len(self._waits)):
                yield from self._waiting(q, replication, walks)
            yield from self._served(replication, walks)
            yield from self._cases.blocks(self._rows[-1], replication, walks, self._block)
            for block in blocks:
                first = int(np.searchsorted(block.arrived_at, self._begins))
                kept = _part(block, slice(first, None))
                yield replace(kept, rows=kept.rows + shift)

        return self._count + sum(late), all_blocks()

    def _waiting(self, q: int, replication: int, walks: list[np.ndarray]) -> Iterator[Block]:
        """The contacts that wait in a queue, the first of them first."""
        name = f"{self._program.queue_names[q]}.waiting"
        for block, start in enumerate(range(0, len(self._waits[q]), BLOCK)):
            waits = self._waits[q][start : start + BLOCK]
            arrived_at = self._begins - waits
            drawn = self._alone(name, arrived_at, replication, block)
            queue = np.full(len(waits), q, np.int16)
            luck = drawn.for_queue(q)
            luck[0] = drawn.patience_beyond(q, waits)
            step = np.full(len(waits), NOBODY, np.int32)
            steps, step = drawn.with_turns(queue, luck[1], STEP.table(0), step)
            step = _behind(walks, steps, step)
            yield self._block(
                self._rows[q][start : start + BLOCK],
                arrived_at,
                queue,
                step,
                luck,
                drawn,
                WAITS + start + np.arange(len(waits)),
            )

    def _served(self, replication: int, walks: list[np.ndarray]) -> Iterator[Block]:
        """The contacts in service."""
        for q, name in enumerate(self._program.queue_names):
            for number, (n, one) in enumerate(self._snapshot.served_in(name)):
                a = self._program.beginning.agents[n]
                arrived_at = np.array([self._came(one)])
                still = self._still_in_turns if self._goes_in_turns(name) else self._still_talking
                drawn, luck, place, left = still(q, one, a, replication, number)
                queue = np.full(len(luck[1]), q, np.int16)
                steps = np.array([(one.waited, IN_SERVICE, a)], STEP.dtype)
                steps = np.concatenate([steps, left])
                whole = self._block(
                    np.zeros(len(queue), np.int64),
                    np.broadcast_to(arrived_at, len(queue)),
                    queue,
                    np.broadcast_to(_behind(walks, steps, np.zeros(1, np.int32)), len(queue)),
                    luck,
                    drawn,
                    np.full(len(queue), SERVED + n),
                )
                only = _part(whole, slice(place, place + 1))
                yield replace(only, rows=self._rows[-2][n : n + 1])

    def _still_at_work(self, hand: int, replication: int) -> tuple[float, np.ndarray]:
        """How long an agent still works on a case in hand, and the turns left of it, if any."""
        one = self._in_hand[hand]
        q, a = self._program.queue_names.index(one.queue), self._program.beginning.agents[hand]
        still = self._still_in_turns if self._goes_in_turns(one.queue) else self._still_talking
        _, luck, place, left = still(q, one, a, replication, OF_CASES + hand)
        return float(now(luck[1])[place]), left

    def _still_talking(
        self, q: int, one: InService, a: int, replication: int, number: int
    ) -> tuple[Drawing, list[Floats], int, np.ndarray]:
        """The luck of contacts of which one, at a place, has been served for so long.

        Its talk is what is left, before any factor of the agent's; it has no further steps.
        """
        queue = self._model.queues[self._program.queue_names[q]]
        helped = queue.screen_pop or queue.knowledge_base or queue.additions
        served = one.served / self._factor(q, a) / longer_after(queue.talk_after_wait, one.waited)
        for drawn, luck in self._talks(q, one, replication, number):
            if isinstance(queue.talk, Exponential) and not helped:
                return drawn, luck, 0, STEP.table(0)  # what is left is like a new one
            luck[1] = luck[1] - served
            if (luck[1] > 0).any():
                return drawn, luck, int(np.argmax(luck[1] > 0)), STEP.table(0)
        raise self._too_long(q, one)

    def _still_in_turns(
        self, q: int, one: InService, a: int, replication: int, number: int
    ) -> tuple[Drawing, list[Floats], int, np.ndarray]:
        """The same of a talk in turns, with the steps that are left of it."""
        queue = self._model.queues[self._program.queue_names[q]]
        factor = self._factor(q, a) * longer_after(queue.talk_after_wait, one.waited)
        for drawn, luck in self._talks(q, one, replication, number):
            nowhere = np.full(len(luck[1]), NOBODY, np.int32)
            here = np.full(len(luck[1]), q, np.int16)
            steps, starts = drawn.with_turns(here, luck[1], STEP.table(0), nowhere)
            found = first_under_way(steps, starts, one, factor)
            if found is not None:
                return drawn, luck, *found
        raise self._too_long(q, one)

    def _talks(
        self, q: int, one: InService, replication: int, number: int
    ) -> Iterator[tuple[Drawing, list[Floats]]]:
        """The luck of contacts of which one may last so long: of a few, then of many at a time."""
        name = f"{self._program.queue_names[q]}.in service"
        came = self._came(one)
        for n, count in [(0, FEW), *((n, BLOCK) for n in range(MOST_BLOCKS))]:
            drawn = self._alone(name, np.full(count, came), replication, number + (n << 20))
            yield drawn, drawn.for_queue(q)

    def _goes_in_turns(self, queue: str) -> bool:
        """Whether the agent holds a talk of a queue from turn to turn."""
        return self._model.medium(self._model.queues[queue].channel).in_turns

    def _too_long(self, q: int, one: InService) -> EngineError:
        return EngineError(
            f"a contact of queue {self._program.queue_names[q]!r} has been served for"
            f" {units.duration_text(one.served)}{_whose(one)}\n"
            "    → write a shorter time, or a longer talk"
        )

    def _factor(self, q: int, a: int) -> float:
        """What the talk of a queue's contacts with an agent is multiplied by at the beginning."""
        program = self._program
        g = int(program.agents["group"][a])
        factor = float(program.skills["talk_factor"][g * len(program.queue_names) + q])
        weeks = program.people.weeks
        return factor * float(program.people.learnt["talk_factor"][a * weeks]) if weeks else factor

    def _block(
        self,
        rows: np.ndarray,
        arrived_at: Floats,
        queue: np.ndarray,
        step: np.ndarray,
        luck: list[Floats],
        drawn: Drawing,
        number: np.ndarray,
    ) -> Block:
        from cic.luck.luck import Block

        patience, talk, wrap_up, dice, *own = luck
        return Block(
            rows=rows,
            arrived_at=arrived_at,
            source=queue,
            queue=queue,
            step=step,
            patience=patience,
            talk=talk,
            wrap_up=wrap_up,
            dice=dice,
            own_wrap_ups=tuple(own),
            rings=drawn.rings(),
            number=number,
            numbered=bool(self._program.floor[0]["number"] != NOBODY),
            lot=drawn.lots(),
            needs=drawn.needs(queue),
            nerve=drawn.nerves(),
            beside=(*drawn.beside(queue), *drawn.offers(np.full(len(queue), NOBODY))),
        )


def _whose(one: InService) -> str:
    """Why hardly a contact is as one in service."""
    if one.turn is None:
        return ", and hardly one takes so long"
    lasted = one.turn.lasted
    since = "" if lasted is None else f" for {units.duration_text(lasted)}"
    return f", it is the {one.turn.of}'s turn{since}, and hardly a talk is so then"


def _behind(walks: list[np.ndarray], steps: np.ndarray, step: np.ndarray) -> np.ndarray:
    """Where the steps of contacts begin once they are put behind all others."""
    before = sum(map(len, walks))
    if len(steps):
        walks.append(steps)
    return np.where(step >= 0, step + before, step).astype(np.int32)


def _part(block: Block, place: slice) -> Block:
    """Some contacts of a block."""

    def cut(column: Any) -> Any:  # noqa: ANN401 - a column, columns, none, or a switch
        if isinstance(column, tuple):
            return tuple(map(cut, column))
        return column if column is None or isinstance(column, bool) else now(column)[place]

    return replace(block, **{one.name: cut(getattr(block, one.name)) for one in fields(block)})
