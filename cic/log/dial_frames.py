"""The calls of campaigns as a table for people: one row a call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cic.log.columns import DIAL_COLUMNS
from cic.log.frames import frame, named, worded
from cic.log.log import Log
from cic.program.codes import NOBODY
from cic.program.dial_codes import DialResult
from cic.program.dial_records import DIAL
from cic.program.layout import Program

if TYPE_CHECKING:
    import pandas as pd


def dials_frame(logs: Sequence[Log], program: Program) -> pd.DataFrame:
    """One row a call of a campaign, in the order in which they were made; `DIAL_COLUMNS` says what.

    Parameters
    ----------
    logs
        The logs of replications 0, 1, …
    """
    tables = [log.dials for log in logs]
    lengths = [len(table) for table in tables]
    dials = np.concatenate([DIAL.table(0), *tables])
    replication = np.repeat(np.arange(len(tables)), lengths)
    return frame(
        DIAL_COLUMNS,
        {
            "replication": replication,
            "dial": np.concatenate([np.arange(0), *map(np.arange, lengths)]),
            "campaign": named(dials["campaign"], program.legs.campaigns.names),
            "customer": dials["customer"].copy(),
            "zone": _zones(dials["zone"], program.legs.campaigns.zone_names),
            "attempt": dials["attempt"].copy(),
            "dialled_at": dials["at"].copy(),
            "answered_at": dials["answered_at"].copy(),
            "ended_at": dials["ended_at"].copy(),
            "result": worded(dials["result"], DialResult),
            "contact": dials["contact"].copy(),
            "agent": named(dials["agent"], program.agent_names),
            "idle": dials["idle"].copy(),
            "right_party": dials["right_party"].copy(),
            "promise": dials["promise"].copy(),
        },
    )


def _zones(rows: np.ndarray, names: Sequence[str]) -> pd.Categorical[str]:
    """The names of zones by their rows; those without a name are missing."""
    told = [name for name in names if name]
    place = np.array([told.index(name) if name else NOBODY for name in names], np.int64)
    return named(place[rows], told)
