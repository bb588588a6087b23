"""Walks through the IVR: what each contact hears, chooses and serves itself, and how it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cic.errors import EngineError
from cic.luck.arithmetic import Floats
from cic.luck.decisions import numbers_in
from cic.luck.laws import sample
from cic.luck.streams import Draws, Generators, Purpose, stream_key
from cic.program.codes import HANGS_UP, MENU, NOBODY, SELF_SERVICE, SERVED, TO_QUEUE
from cic.program.layout import Program
from cic.program.records import STEP
from cic.scenario.ivr import Choice, Ivr, Menu
from cic.scenario.words import OWN_QUEUE

MOST_VISITS = 1_000
"""Menus one contact may hear; a walk that is longer goes round in circles."""

Ints = np.ndarray


@dataclass(frozen=True)
class Walks:
    """The walks of one block of contacts."""

    steps: np.ndarray
    """Rows of STEP, each contact's together and in order."""
    first: Ints
    """The first step of each contact."""
    queue: Ints
    """The queue each contact comes to; -1 where it comes to none."""
    offer: Ints
    """The other way that each is offered instead of it; -1 where none is."""


class Walker:
    """Draws the walks of one source's contacts, block by block."""

    def __init__(self, ivr: Ivr, program: Program, *, source: str, seed: int) -> None:
        self._ivr = ivr
        self._menus = list(ivr.menus)
        self._queue_of = {name: q for q, name in enumerate(program.queue_names)}
        self._offer_of = {where: n for n, where in enumerate(program.offers)}
        self._service_of = {name: s for s, name in enumerate(program.service_names)}
        self._keys = {
            purpose: stream_key(seed, purpose, source)
            for purpose in (
                Purpose.PROMPT,
                Purpose.HANG_UP,
                Purpose.CHOICE,
                Purpose.SELF_SERVICE,
                Purpose.SUCCESS,
            )
        }

    def walk(
        self,
        start: str,
        own_queue: int,
        interval_of_day: Callable[[], Ints],
        *,
        count: int,
        replication: int,
        block: int,
        generators: Generators,
    ) -> Walks:
        """The walks of a block of contacts that enter at one menu."""
        state = _Block(count, own_queue, self._menus.index(start))
        for visit in range(MOST_VISITS):
            if not state.walking.any():
                return state.laid_flat()
            draws = {
                purpose: Draws(
                    generators,
                    key,
                    replication=replication,
                    count=count,
                    block=block,
                    occurrence=visit,
                )
                for purpose, key in self._keys.items()
            }
            here = np.where(state.walking, state.menu, NOBODY)
            for m in numbers_in(here):
                self._visit(state, m, np.flatnonzero(here == m), draws, interval_of_day)
        contact = int(np.flatnonzero(state.walking)[0])
        raise EngineError(
            f"a contact heard {MOST_VISITS} menus of the IVR without "
            f"leaving it, the last one {self._menus[state.menu[contact]]!r}\n"
            "    → give the menus that lead round in a circle a way out"
        )

    def _visit(
        self,
        state: _Block,
        m: int,
        who: Ints,
        draws: dict[Purpose, Draws],
        interval_of_day: Callable[[], Ints],
    ) -> None:
        """Contacts `who` hear menu `m`, and hang up or choose."""
        menu: Menu = self._ivr.menus[self._menus[m]]
        prompt = sample(menu.prompt, draws[Purpose.PROMPT], interval_of_day)[who]
        if menu.hang_up_after is not None:
            stands = sample(menu.hang_up_after, draws[Purpose.HANG_UP], interval_of_day)[who]
            gone = stands < prompt
            state.take(who[gone], stands[gone], MENU, m)
            state.end(who[gone], HANGS_UP)
            who, prompt = who[~gone], prompt[~gone]
        state.take(who, prompt, MENU, m)
        shares = [choice.share for choice in menu.choices.values()]
        picked = np.searchsorted(
            np.cumsum(shares), draws[Purpose.CHOICE].uniform()[who], side="right"
        )
        if menu.no_choice is None:
            picked = np.minimum(picked, len(shares) - 1)
        for n, (key, choice) in enumerate(menu.choices.items()):
            chosen = who[picked == n]
            offer = self._offer_of.get((self._menus[m], key), NOBODY)
            if offer != NOBODY:
                state.offer[chosen] = offer
            self._choose(state, choice, chosen, draws, interval_of_day)
        silent = who[picked == len(shares)]
        if menu.no_choice is not None and silent.size:
            state.silent[silent] += 1
            again = state.silent[silent] <= menu.no_choice.repeats
            self._go(state, silent[~again], menu.no_choice.then)

    def _choose(
        self,
        state: _Block,
        choice: Choice,
        who: Ints,
        draws: dict[Purpose, Draws],
        interval_of_day: Callable[[], Ints],
    ) -> None:
        if who.size == 0:
            return
        if choice.hang_up:
            state.end(who, HANGS_UP)
        elif choice.go is not None:
            self._go(state, who, choice.go)
        else:
            assert choice.serve is not None  # noqa: S101
            takes = sample(choice.takes, draws[Purpose.SELF_SERVICE], interval_of_day)[who]
            state.take(who, takes, SELF_SERVICE, self._service_of[choice.serve])
            settled = draws[Purpose.SUCCESS].uniform()[who] < choice.success
            state.end(who[settled], SERVED)
            self._go(state, who[~settled], choice.otherwise)

    def _go(self, state: _Block, who: Ints, where: str | None) -> None:
        """On to a menu or a queue, or cut off where nothing follows."""
        if where is None:
            state.end(who, HANGS_UP)
        elif where == OWN_QUEUE:
            state.end(who, TO_QUEUE)
        elif where in self._queue_of:
            state.queue[who] = self._queue_of[where]
            state.end(who, TO_QUEUE)
        else:
            state.menu[who] = self._menus.index(where)
            state.silent[who] = 0


class _Block:
    """The contacts of a block on their walks."""

    def __init__(self, count: int, own_queue: int, menu: int) -> None:
        self.walking = np.ones(count, bool)
        self.menu = np.full(count, menu)
        self.silent = np.zeros(count, np.int64)
        self.offer = np.full(count, NOBODY)
        self.queue = np.full(count, own_queue)
        self._rows: list[tuple[Ints, Floats, int, int | Ints]] = []

    def take(self, who: Ints, takes: Floats, kind: int, what: int) -> None:
        """A step that takes time."""
        if who.size:
            self._rows.append((who, takes, kind, what))

    def end(self, who: Ints, kind: int) -> None:
        """The walk of these contacts is over, in this way."""
        if who.size:
            self.walking[who] = False
            self._rows.append((who, np.zeros(len(who)), kind, self.offer[who]))

    def laid_flat(self) -> Walks:
        """All steps, sorted by contact; each contact's in the order they were taken."""
        who = np.concatenate([row[0] for row in self._rows])
        table = STEP.table(len(who))
        table["takes"] = np.concatenate([row[1] for row in self._rows])
        table["kind"] = np.concatenate([np.full(len(row[0]), row[2]) for row in self._rows])
        table["what"] = np.concatenate([np.full(len(row[0]), row[3]) for row in self._rows])
        order = np.argsort(who, kind="stable")
        first = np.searchsorted(who[order], np.arange(len(self.walking)))
        queue = np.full_like(self.queue, NOBODY)
        queue[who] = self.queue[who]
        return Walks(table[order], first, queue, self.offer)
