"""How the idle agents of a group are looked at where agents are chosen by a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from cic.program.score_codes import (
    ALL,
    BY_GROUP,
    BY_SUMS,
    BY_TURN,
    FALLING,
    FIRST_NUMBER,
    FIXED,
    HEADS,
    LAST_NUMBER,
    NO_TERM,
    OWN_SCORE,
    WITH_IDLE,
    Term,
)

Sums = tuple[Mapping[Term, float], ...]


@dataclass(frozen=True)
class Scan:
    """In what the scores of a group's idle agents differ, and whose have to be looked at."""

    mode: int
    """Whose: ALL, FALLING or HEADS."""
    alike: int
    """How many of the terms that decide, from the first on, are alike for all of them."""
    fixed: int
    """How many of these, from the first on, nothing changes that happens."""
    term: int
    """The first term that is not; or NO_TERM, OWN_SCORE."""
    second: int
    """The next one; or NO_TERM."""
    ties: int
    """Who goes first of equals."""
    falling: int
    """How many terms, from the first on, make sums that fall from the longest idle on."""

    def noted_in(self, floor: np.ndarray) -> None:
        """Write it into the table of the centre as a whole."""
        floor["scan"] = self.mode
        floor["alike_terms"], floor["fixed_terms"] = self.alike, self.fixed
        floor["scan_term"], floor["scan_second"] = self.term, self.second
        floor["ties"], floor["falling_terms"] = self.ties, self.falling


OF_OWN = Scan(mode=ALL, alike=0, fixed=0, term=OWN_SCORE, second=NO_TERM, ties=BY_TURN, falling=0)
"""A person's own score."""


def scan_of(sums: Sums) -> Scan:
    """How groups are looked at for these sums."""
    first: Mapping[Term, float] = sums[0] if sums else {}
    alike = list(takewhile(BY_GROUP.__contains__, first))
    term, second, *_ = *map(int, list(first)[len(alike) :]), NO_TERM, NO_TERM
    fall = list(takewhile(_falls, sums))
    return Scan(
        mode=_mode(sums, fall),
        alike=len(alike),
        fixed=len(list(takewhile(FIXED.__contains__, alike))),
        term=term,
        second=second,
        ties=_ties(sums[1:]),
        falling=sum(map(len, fall)),
    )


def note_fixed(claims: np.ndarray, sums: Sums) -> np.ndarray:
    """The claims, with what the first terms come to that nothing changes that happens."""
    if sums:
        for term in takewhile(FIXED.__contains__, sums[0]):
            claims["fixed"] += sums[0][term] * claims[FIXED[term]]
    return claims


def _falls(one: Mapping[Term, float]) -> bool:
    """Whether nobody in a group has a higher sum than one who has been idle for longer."""
    return all(
        term in BY_GROUP or (term in WITH_IDLE and weight >= 0) for term, weight in one.items()
    )


def _mode(sums: Sums, fall: Sequence[Mapping[Term, float]]) -> int:
    """Whose scores have to be looked at, where the first sums fall."""
    if len(fall) == len(sums):
        return HEADS
    return ALL if all(map(BY_GROUP.issuperset, fall)) else FALLING


def _ties(further: Sums) -> int:
    """Who goes first of equals, by the further sums."""
    if not further:
        return BY_TURN
    if list(further[0]) == [Term.AGENT_ORDER] and further[0][Term.AGENT_ORDER] != 0:
        return LAST_NUMBER if further[0][Term.AGENT_ORDER] > 0 else FIRST_NUMBER
    return BY_SUMS
