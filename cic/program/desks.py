"""What agents may have in hand at once, laid flat: channels, paces, shares of attention."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cic.program.codes import NOBODY
from cic.program.records import CHANNEL, FIT, INTERRUPT, PACE, ROOM
from cic.scenario.channels import slows_down
from cic.scenario.hands import holds_several, most_in_hand
from cic.scenario.queues import Queue
from cic.scenario.scenario import Model


@dataclass(frozen=True)
class Desks:
    """The tables of channels and of what fits beside what."""

    channel_names: tuple[str, ...]
    channels: np.ndarray
    paces: np.ndarray
    fits: np.ndarray
    rooms: np.ndarray
    interrupts: np.ndarray
    shares: int
    """Shares of attention that a group may have at most."""
    most: int
    """Contacts that an agent may have in hand, those on hold included; more is possible only where
    interruptions are nested."""
    several: bool
    """Whether the rules of several contacts in hand are needed at all."""


def is_choosy(queue: Queue) -> bool:
    """Whether a queue wants agents with time to spare."""
    return queue.after_idle is not None or queue.when_free is not None


def lay_out_desks(model: Model) -> Desks:
    """Channels, and what each takes of an agent's attention."""
    names = tuple(model.media)
    capacities = [model.capacity(name) for name in model.agents]
    shares = max((len(shares) for shares in capacities), default=1)
    channels, paces = _channels(model)
    fits, rooms = _fits(names, capacities, shares)
    most = most_in_hand(model)
    holds = any(medium.interrupts for medium in model.media.values())
    return Desks(
        channel_names=names,
        channels=channels,
        paces=paces,
        fits=fits,
        rooms=rooms,
        interrupts=_interrupts(model),
        shares=shares,
        most=2 * most if holds else most,
        several=holds_several(model),
    )


def _channels(model: Model) -> tuple[np.ndarray, np.ndarray]:
    table = CHANNEL.table(len(model.media))
    paces: list[float] = []
    for row, medium in zip(table, model.media.values(), strict=True):
        row["holds_line"] = medium.holds_line
        row["in_turns"] = medium.in_turns
        row["paces_from"] = len(paces)
        if slows_down(medium.slow_down):
            row["paces"] = len(medium.slow_down)
            paces += medium.slow_down
    rows = PACE.table(len(paces))
    rows["factor"] = paces
    return table, rows


def _fits(
    names: tuple[str, ...], capacities: Sequence[Sequence[Mapping[str, int]]], shares: int
) -> tuple[np.ndarray, np.ndarray]:
    """What a contact takes of which share, in parts of the share's least common multiple."""
    fits = FIT.table(len(capacities) * len(names))
    fits["share"] = NOBODY
    rooms = ROOM.table(len(capacities) * shares)
    for g, capacity in enumerate(capacities):
        for s, share in enumerate(capacity):
            room = math.lcm(*share.values())
            rooms[g * shares + s]["room"] = room
            for name, count in share.items():
                row = fits[g * len(names) + names.index(name)]
                row["share"], row["weight"] = s, room // count
    return fits, rooms


def _interrupts(model: Model) -> np.ndarray:
    table = INTERRUPT.table(len(model.media) ** 2)
    table["may"] = [
        other in medium.interrupts for medium in model.media.values() for other in model.media
    ]
    return table
