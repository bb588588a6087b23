"""The log of one replication."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


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
