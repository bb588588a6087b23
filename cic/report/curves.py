"""The data of the pictures, as tidy frames: every value with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cic.log.columns import WAIT_COLUMNS
from cic.log.frames import frame
from cic.measures.definitions import COUNTS
from cic.report.tables import TOTAL
from cic.statistics.tables import EstimateTable, ratio_table

if TYPE_CHECKING:
    import pandas as pd

    from cic.report.result import Run

Values = np.ndarray

ENDS: dict[str, tuple[str, ...]] = {
    "answered": ("answered", "timed_out"),
    "abandoned": ("abandoned", "balked"),
}
"""How the contacts of `waits_distribution` left the queue, and the outcomes that count as that."""

_STEPS = 120
"""Times in queue at which the distribution is told."""
_SHOWN = 0.99
"""The longest time told is one that this share of all waits does not exceed."""
FAR_APART = 100.0
"""From so many times the shortest promise on, short times in queue are told more closely."""


def contacts_over_day(run: Run, *, queue: str = TOTAL) -> pd.DataFrame:
    """Contacts offered, and what became of them, in each interval; `INTERVAL_COLUMNS`."""
    found = run.intervals
    counts = (found["queue"] == queue) & found["unit"].isin(COUNTS)
    return found[counts & (found["measure"] != "backlog")].reset_index(drop=True)


def backlog_over_day(run: Run) -> pd.DataFrame:
    """How many contacts of each queue wait at the end of each interval; `INTERVAL_COLUMNS`."""
    found = run.intervals
    return found[found["measure"] == "backlog"].reset_index(drop=True)


def service_level_over_day(run: Run) -> pd.DataFrame:
    """Each queue's service level by interval of arrival, and the total; `INTERVAL_COLUMNS`."""
    found = run.intervals
    return found[found["measure"] == "service_level"].reset_index(drop=True)


def occupancy_over_day(run: Run) -> pd.DataFrame:
    """Each agent group's occupancy by interval, and that of all; `GROUP_INTERVAL_COLUMNS`."""
    found = run.group_intervals
    return found[found["measure"] == "occupancy"].reset_index(drop=True)


def waits_distribution(run: Run) -> pd.DataFrame:
    """The share answered, and the share abandoned, within every time in queue; `WAIT_COLUMNS`.

    From the replications whose contacts were kept. The share answered within τ is the service level
    as `answered_of_offered` defines it, for every τ. Callbacks are left out.
    """
    contacts = run.contacts
    contacts = contacts[contacts["queued_at"].notna() & (contacts["kind"] != "callback")]
    contacts = contacts[contacts["outcome"] != "asked_callback"]
    queue, wait = contacts["queue"].to_numpy(object), contacts["wait"].to_numpy()
    outcome = contacts["outcome"].to_numpy(object)
    replication = contacts["replication"].to_numpy()
    ended = {how: np.isin(outcome, outcomes) for how, outcomes in ENDS.items()}
    many = int(run.contacts["replication"].max()) + 1 if len(run.contacts) else 1
    grid = _grid(wait[~np.isnan(wait)], run)
    names = list(run.scenario.model.queues)
    pieces: list[tuple[str, str, EstimateTable]] = []
    for name in [*names, TOTAL] if len(names) > 1 else names:
        here = np.ones(len(queue), np.bool_) if name == TOTAL else queue == name
        reached = np.bincount(replication[here], minlength=many).astype(np.float64)
        for how in ENDS:
            these = here & ended[how]
            left = _left_within(wait[these], replication[these], grid, many)
            bottoms = np.broadcast_to(reached[:, None], left.shape)
            table = ratio_table(left, bottoms, confidence=run.confidence, within=(0.0, 1.0))
            pieces.append((name, how, table))
    return _stacked(pieces, grid)


def _grid(waits: Values, run: Run) -> Values:
    """Times in queue from 0 to one that few exceed, every promised threshold among them."""
    promised = [queue.service_level.within for queue in run.scenario.model.queues.values()]
    most = float(np.quantile(waits, _SHOWN)) if len(waits) else 0.0
    longest = max(most, 1.5 * max(promised), 1.0)
    times = [*np.linspace(0.0, longest, _STEPS), *promised]
    shortest = shortest_promise(run)
    if longest > FAR_APART * shortest:
        times += [*np.geomspace(shortest / 10, longest, _STEPS)]
    return np.unique(times)


def shortest_promise(run: Run) -> float:
    """The shortest threshold of a service level [s]; of those above 0, where there are any."""
    promised = [queue.service_level.within for queue in run.scenario.model.queues.values()]
    return min((within for within in promised if within > 0), default=1.0)


def _left_within(waits: Values, replication: Values, grid: Values, many: int) -> Values:
    """How many waits were at most so long: shape (replications, times)."""
    place = np.searchsorted(grid, waits)
    width = len(grid) + 1
    counts = np.bincount(replication * width + place, minlength=many * width)
    return counts.reshape(many, width).cumsum(axis=1)[:, :-1].astype(np.float64)


def _stacked(pieces: Sequence[tuple[str, str, EstimateTable]], grid: Values) -> pd.DataFrame:
    texts = np.array([(name, how) for name, how, _ in pieces], dtype=object)
    return frame(
        WAIT_COLUMNS,
        {
            "queue": np.repeat(texts[:, 0], len(grid)),
            "outcome": np.repeat(texts[:, 1], len(grid)),
            "within": np.tile(grid, len(pieces)),
            **{
                part: np.concatenate([getattr(table, part) for _, _, table in pieces])
                for part in ("value", "low", "high")
            },
        },
    )
