"""The log of one replication."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cic.program.leg_codes import FRESH


@dataclass(frozen=True)
class Log:
    """What happened in one replication: facts only, as the rules left them."""

    contacts: np.ndarray
    """One row a contact leg: records of `cic.program.records.CONTACT`."""
    facts: np.ndarray
    """Agents coming and going, in order: records of `cic.program.records.FACT`."""
    steps: np.ndarray
    """The walks through the IVR that the contacts' `step` points into: records of `STEP`."""
    work: np.ndarray
    """The work on each contact, where agents may have several in hand: records of `WORK`; else
    empty."""
    trunks: np.ndarray
    """The site by whose lines each contact came, where sites take traffic: records of `TRUNK`; else
    empty."""
    resolutions: np.ndarray
    """Whether each contact was resolved, where that is asked: records of `RESOLUTION`; else
    empty."""
    told: np.ndarray
    """What each contact was told when it began to wait, where any queue announces: records of
    `TOLD`; else empty."""
    legs: np.ndarray
    """How each contact came about, where contacts may lead to others: records of `LEG`; else empty.
    First contacts stand before those that follow others, which are in the order in which it became
    known that they would come."""
    asides: np.ndarray
    """What came beside the talk of each contact, where agents may stay to pass one on: records of
    `ASIDE`; else empty."""

    verdicts: np.ndarray
    """Whose each contact is and what the customer made of it, where there are customers: records of
    `VERDICT`; else empty."""
    customers: np.ndarray
    """The customers of a population, or those who made the first contacts, as the run left them:
    records of `CUSTOMER`; else empty."""
    segments: np.ndarray
    """The segments, with who was gained: records of `SEGMENT`; else empty."""
    losses: np.ndarray
    """Who was lost, by segment and cause: records of `LOSS`; else empty."""
    strains: np.ndarray
    """The agents' stress as the run left it, and who has left and was hired, where any agents come
    under stress: records of `STRAIN`; else empty."""
    cases: np.ndarray
    """The cases, in the order in which they were opened: records of `CASE`; else empty."""
    stamps: np.ndarray
    """When each came to which step and left it, so many rows for each: records of `STAMP`."""
    abouts: np.ndarray
    """The case that each contact is about, where there are cases: records of `ABOUT`; else
    empty."""
    tries: np.ndarray
    """What came of offers and calls, where customers are called back: records of `TRY`; else
    empty."""

    dials: np.ndarray
    """The calls of campaigns, in the order in which they were made: records of `DIAL`."""

    @property
    def called(self) -> np.ndarray:
        """How each contact came about, where customers are called; else empty."""
        return self.legs if len(self.tries) or len(self.dials) else self.legs[:0]

    @property
    def first_contacts(self) -> int:
        """How many contacts are the first of a customer."""
        if not len(self.legs):
            return len(self.contacts)
        return int((self.legs["kind"] == FRESH).sum())
