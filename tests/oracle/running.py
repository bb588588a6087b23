"""How the clocks are given the contacts of the naive model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from cic.log.log import Log
from cic.luck.luck import Block, Luck
from cic.program.codes import NOBODY
from cic.program.layout import Program
from cic.scenario.scenario import Model
from tests.days import script
from tests.oracle.naive import NaiveContact


def luck_of(program: Program, contacts: Sequence[NaiveContact]) -> Luck:
    """The given contacts as the rules are given them."""
    queue = [program.queue_names.index(contact.queue) for contact in contacts]

    def column(values: Iterable[float], dtype: Any = np.float64) -> np.ndarray:
        return np.array(list(values), dtype)

    scripts = [script(contact.turns) for contact in contacts]
    begins = np.cumsum([0, *map(len, scripts)])[:-1]
    throws_dice = program.floor[0]["dice"] != NOBODY
    block = Block(
        arrived_at=column(contact.arrived_at for contact in contacts),
        rows=np.arange(len(contacts)),
        source=column(queue, np.int16),
        queue=column(queue, np.int16),
        step=np.where([len(steps) > 0 for steps in scripts], begins, NOBODY).astype(np.int32),
        patience=column(contact.patience for contact in contacts),
        talk=column(contact.talk for contact in contacts),
        wrap_up=column(contact.wrap_up for contact in contacts),
        dice=column(contact.dice for contact in contacts if throws_dice),
        own_wrap_ups=tuple(
            column(contact.group_wrap_ups.get(group, 0.0) for contact in contacts)
            for group in program.own_wrap_ups
        ),
    )
    return Luck(len(block.rows), [block], scripts)


def run(clock: Any, program: Program, contacts: Sequence[NaiveContact]) -> Log:
    """The log of these contacts on a clock."""
    return clock.run(program, clock.prepare(program, luck_of(program, contacts)))


def in_order(model: Model, contacts: Sequence[NaiveContact]) -> list[NaiveContact]:
    """As the clocks take them: by arrival, at equal instants by the order of queues."""
    place = {name: q for q, name in enumerate(model.queues)}
    return sorted(contacts, key=lambda contact: (contact.arrived_at, place[contact.queue]))
