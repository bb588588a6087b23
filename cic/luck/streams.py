"""Streams of random numbers, keyed by what they decide and for whom.

A stream is SFC64 (Doty-Humphrey's small fast chaotic generator, from PractRand) whose 192 bits of
seed are a digest of seed, purpose, name, replication, block and family. So a draw depends on
nothing that happens in a run, adding a queue moves no other queue's draws, and one replication can
be made again alone. Contacts are drawn in blocks; a shorter block is a prefix of the whole one.
(Philox, tried first, takes 6.4 ns for an exponential where this takes 3.8.)
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
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
    TURNS = 13
    PAUSE = 14
    ADDITION = 15
    ABSENCE = 16
    LATENESS = 17
    EARLY_LEAVE = 18
    LATE_BREAKS = 19
    RINGS = 20
    KNOWLEDGE = 21
    SITE = 22
    RESOLUTION = 23
    DELAY = 24
    HOLD = 28
    BOT = 29
    BOT_TAKES = 30
    BOT_HANDS_OVER = 31
    OFFER_ACCEPTED = 34
    OFFER_WORKS = 35
    OFFER_TAKES = 36
    NERVE = 40
    PHONES = 45
    LIFE = 76
    CASE_STEP = 80


UNIFORM, EXPONENTIAL, NORMAL = 0, 1, 2
_FAMILIES = 4


_IN_DIGEST = 8
"""Numbers of 64 bits in a digest."""

_FIRST = struct.pack("<Q", 1)
"""Where a generator's counter begins."""

STIRS = 12
"""Numbers thrown away after seeding, as numpy and the generator's author do."""


@lru_cache(maxsize=65_536)
def stream_key(seed: int, purpose: Purpose, name: str) -> bytes:
    """The key of a stream."""
    return hashlib.blake2b(f"{seed}/{int(purpose)}/{name}".encode(), digest_size=16).digest()


def few_uniforms(keys: Sequence[bytes], *, replication: int, count: int) -> Floats:
    """Numbers uniform on [0, 1), straight from digests: for few, much quicker than streams.

    Fewer are the first of more.

    Returns
    -------
    As many for each key, shape (keys, count).
    """
    blocks = [struct.pack("<QQ", replication, n) for n in range(-(-count // _IN_DIGEST))]
    digests = b"".join(hashlib.blake2b(key + block).digest() for key in keys for block in blocks)
    drawn = np.frombuffer(digests, "<u8").reshape(len(keys), len(blocks) * _IN_DIGEST)[:, :count]
    return np.asarray((drawn >> 11) * 2.0**-53, np.float64)


def chance_key(seed: int, name: str, replication: int) -> tuple[int, int]:
    """Two times 32 bits from which the further chances of a source's contacts are made."""
    text = f"{seed}/chances/{name}/{replication}".encode()
    low, high = struct.unpack("<II", hashlib.blake2b(text, digest_size=8).digest())
    return int(low), int(high)


def begin_stream(key: bytes, block: int, place: int, replication: int) -> bytes:
    """The four words of a stream's generator before its first numbers are thrown away."""
    text = key + struct.pack("<QQQ", block, place, replication)
    return hashlib.blake2b(text, digest_size=24).digest() + _FIRST


class Generators:
    """One generator, moved from stream to stream: cheaper than making one for each."""

    def __init__(self) -> None:
        self._bits = np.random.SFC64(0)
        self._generator = np.random.Generator(self._bits)
        self._state = self._bits.state

    def at(self, key: bytes, block: int, place: int, replication: int) -> np.random.Generator:
        """The generator at the beginning of a stream; good until the next call."""
        words = self._state["state"]["state"]
        words[:] = np.frombuffer(begin_stream(key, block, place, replication), "<u8")
        self._state["has_uint32"] = 0
        self._bits.state = self._state
        self._bits.random_raw(STIRS)  # with output=False numpy takes four times as long
        return self._generator


class Draws:
    """Standard draws of one purpose for one block: one number of each family for each contact."""

    def __init__(
        self,
        generators: Generators,
        key: bytes,
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

    def words(self, family: int) -> bytes:
        """The words of the stream of a family's first part."""
        return begin_stream(self._key, self._block, self._place(family, 0), self._replication)

    def _place(self, family: int, part: int) -> int:
        return ((self._occurrence << 16) + part) * _FAMILIES + family

    def _stream(self, family: int, part: int) -> np.random.Generator:
        return self._generators.at(
            self._key, self._block, self._place(family, part), self._replication
        )

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
