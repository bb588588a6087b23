"""Streams of random numbers, keyed by what they decide and for whom.

A stream is Philox4×64 (Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC11) with a key
made of seed, purpose and name, and a counter that starts at (0, block, family, replication). So a draw
depends on nothing that happens in a run, adding a queue moves no other queue's draws, and one
replication can be made again alone. Contacts are drawn in blocks; a shorter block is a prefix of the
whole one.
"""

from __future__ import annotations

import hashlib
from enum import IntEnum
from functools import lru_cache

import numpy as np

from cic.luck.arithmetic import Floats

BLOCK = 16_384
"""Contacts in a block; part of the definition of a draw, so it never changes."""


class Purpose(IntEnum):
    """What a stream decides. Append-only: a number once given keeps its meaning."""

    ARRIVALS = 1
    DAY_FACTOR = 2
    PATIENCE = 3
    BALK = 4
    TALK = 5
    WRAP_UP = 6
    DICE = 7
    PROMPT = 8
    HANG_UP = 9
    CHOICE = 10
    SELF_SERVICE = 11
    SUCCESS = 12


UNIFORM, EXPONENTIAL, NORMAL = 0, 1, 2
_FAMILIES = 4


@lru_cache(maxsize=65_536)
def stream_key(seed: int, purpose: Purpose, name: str) -> tuple[int, int]:
    """The two words of the key of a stream."""
    digest = hashlib.blake2b(f"{seed}/{int(purpose)}/{name}".encode(), digest_size=16).digest()
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")


class Generators:
    """One Philox generator, moved from stream to stream (cheaper than making one for each)."""

    def __init__(self) -> None:
        self._bits = np.random.Philox(key=0)
        self._generator = np.random.Generator(self._bits)
        self._state = self._bits.state

    def at(self, key: tuple[int, int], *counter: int) -> np.random.Generator:
        """The generator at the beginning of a stream; good until the next call."""
        state = self._state
        inner = state["state"]
        inner["key"][:] = key
        inner["counter"][0] = 0
        inner["counter"][1:] = counter
        state["buffer_pos"] = 4
        state["has_uint32"] = 0
        self._bits.state = state
        return self._generator


class Draws:
    """Standard draws of one purpose for one block: one number of each family for each contact."""

    def __init__(
        self,
        generators: Generators,
        key: tuple[int, int],
        *,
        replication: int,
        count: int,
        block: int = 0,
        occurrence: int = 0,
    ) -> None:
        self._generators = generators
        self._key = key
        self._replication = replication
        self._block = block
        self._occurrence = occurrence
        self.count = count
        self._drawn: dict[tuple[int, int], Floats] = {}

    def _stream(self, family: int, part: int) -> np.random.Generator:
        place = ((self._occurrence << 16) + part) * _FAMILIES + family
        return self._generators.at(self._key, self._block, place, self._replication)

    def uniform(self, part: int = 0) -> Floats:
        """Uniform on [0, 1)."""
        if (UNIFORM, part) not in self._drawn:
            self._drawn[UNIFORM, part] = self._stream(UNIFORM, part).random(self.count)
        return self._drawn[UNIFORM, part]

    def exponential(self, part: int = 0) -> Floats:
        """Exponential of mean 1."""
        if (EXPONENTIAL, part) not in self._drawn:
            stream = self._stream(EXPONENTIAL, part)
            self._drawn[EXPONENTIAL, part] = stream.standard_exponential(self.count)
        return self._drawn[EXPONENTIAL, part]

    def normal(self, part: int = 0) -> Floats:
        """Standard normal."""
        if (NORMAL, part) not in self._drawn:
            self._drawn[NORMAL, part] = self._stream(NORMAL, part).standard_normal(self.count)
        return self._drawn[NORMAL, part]
