"""What chance has decided: columns of contacts, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from cic.luck.arithmetic import Floats
from cic.luck.laws import Drawn
from cic.program.customer_records import CUSTOMER
from cic.program.leg_records import VISIT
from cic.program.records import EXTRA, KEY, STEP

SPARE_SHARE = 4
"""At the outset there is room for so many times fewer contacts that follow than first ones."""
SPARE_ROWS = 256

if TYPE_CHECKING:
    from cic.luck.further import Cards


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
    numbered: bool = False
    """Whether further chances are made from the numbers even where nothing rings."""
    lot: Floats = field(default_factory=partial(np.zeros, 0))
    """What decides about the site of each contact; empty where sites take no traffic."""
    needs: Floats | None = None
    """The quality that each contact needs to be resolved; none: nobody asks."""
    nerve: Floats | None = None
    """It leaves at an announcement at which a larger share does; none: nobody does."""
    beside: tuple[Floats, ...] = ()
    """What comes beside its talk, as `cic.luck.beside` has it."""

    def extras(self) -> list[Floats]:
        """The columns of the extra draws, in their order."""
        number = self.rows if self.number is None else self.number
        dice = (self.dice,) if len(self.dice) else ()
        numbers = (number,) if self.numbered or self.rings else ()
        lots = (self.lot,) if len(self.lot) else ()
        asked = () if self.needs is None else (self.needs,)
        nerve = () if self.nerve is None else (self.nerve,)
        return [
            *self.own_wrap_ups,
            *self.rings,
            *dice,
            *numbers,
            *lots,
            *asked,
            *nerve,
            *self.beside,
        ]


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
        cards: Cards | None = None,
        customers: np.ndarray | None = None,
    ) -> None:
        self.count = count
        self.blocks = blocks
        self.spells = spells
        """The agents' comings and goings; none: as planned."""
        self.keys = KEY.table(0) if keys is None else keys
        """The keys of the chances that only come up in the run, by source."""
        self.has_walks = has_walks
        """Whether there may be walks, which grow while the blocks are read."""
        self.cards = cards
        """The luck of contacts that others may lead to; None where none may."""
        self.customers = CUSTOMER.table(0) if customers is None else customers
        """Who makes the contacts, as they are in the beginning; empty where nobody asks."""
        self.decks = EXTRA.table(0)
        """How long phones ring where several do at once; empty where none do."""
        self.strains: np.ndarray | None = None
        """The agents' stress in the beginning, with the keys of their chances; none: the
        program's, without keys."""
        self._walks = walks

    @property
    def rows(self) -> int:
        """Rows for contacts that there are at the outset: for these, and some that may follow."""
        return self.count + (0 if self.cards is None else self.count // SPARE_SHARE + SPARE_ROWS)

    def tables(self) -> dict[str, np.ndarray]:
        """The tables of a centre that chance decides before the run, walks and contacts apart."""
        tables = {"keys": self.keys, "customers": self.customers, "decks": self.decks}
        if self.spells is not None:
            tables["spells"] = self.spells
        if self.strains is not None:
            tables["strains"] = self.strains
        if self.cards is not None:
            tables["doors"], tables["delays"] = self.cards.doors, self.cards.delays
            tables["visit_extras"] = self.cards.extras
        return tables

    def walked(self) -> tuple[np.ndarray, np.ndarray]:
        """All walks through the IVR, and the visits of the cards, once all blocks have been read.

        The `step` of contacts and of visits points into the walks.
        """
        if self.cards is None:
            return np.concatenate(self._walks or [STEP.table(0)]), VISIT.table(0)
        visits = self.cards.visits.copy()
        visits["step"][visits["step"] >= 0] += sum(map(len, self._walks))
        return np.concatenate([*self._walks, self.cards.steps]), visits
