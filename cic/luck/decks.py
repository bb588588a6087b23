"""How long phones ring where several ring at once: decks of times, drawn before a run.

Each agent group has a deck, by its law, or one for each interval of the day where the law differs.
Which card is that of a contact and an agent, their own chances say; two may have the same card, as
in drawing with replacement.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from cic.luck.laws import sample
from cic.luck.streams import Draws, Generators, Purpose, stream_key
from cic.program.codes import CARDS_IN_DECK
from cic.program.layout import Program
from cic.program.records import EXTRA
from cic.scenario.durations import ByInterval
from cic.scenario.scenario import Model


class Decks:
    """Draws the decks of any replication of a scenario; none where no phones ring at once."""

    def __init__(
        self, model: Model, program: Program, *, seed: int, generators: Generators
    ) -> None:
        self._generators = generators
        self._intervals = model.intervals_per_day
        ringing = program.ringing if program.floor[0]["all_ring"] else ()
        self._laws = []
        for name in ringing:
            answering = model.agents[name].answering
            assert answering is not None  # noqa: S101
            self._laws.append((stream_key(seed, Purpose.PHONES, name), answering.rings))

    def deal(self, replication: int) -> np.ndarray:
        """All decks of a replication [s], one behind the other; records of `EXTRA`."""
        drawn = []
        for key, law in self._laws:
            count = CARDS_IN_DECK * (self._intervals if isinstance(law, ByInterval) else 1)
            draws = Draws(self._generators, key, replication=replication, count=count)
            interval = partial(np.floor_divide, np.arange(count), CARDS_IN_DECK)
            drawn.append(sample(law, draws, interval))
        table = EXTRA.table(sum(map(len, drawn)))
        table["value"] = np.concatenate(drawn) if drawn else []
        return table
