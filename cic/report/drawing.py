"""How pictures are drawn: axes, steps with their bands, time on the axis, titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cic import units
from cic.errors import UsageError
from cic.report.tables import TOTAL
from cic.report.wording import fitted

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from cic.report.result import Run

LABEL_WIDTH = 30
ROUND_TIMES = (60.0, 600.0, 3600.0, 4 * 3600.0, 24 * 3600.0, 7 * 24 * 3600.0)
"""Times in queue that are marked where seconds and hours stand on one axis."""
WEEKDAYS_UP_TO = 14
"""Days up to which they are told by weekday, beyond by number."""


class drawing:  # noqa: N801 - reads as a statement
    """Axes to draw on, with text taken as it is written."""

    def __init__(self, ax: Axes | None) -> None:
        try:
            import matplotlib as mpl
        except ImportError:
            raise UsageError(
                "pictures need matplotlib, which is not installed\n    → pip install cic[plots]"
            ) from None
        self._ax = ax
        self._as_written = mpl.rc_context({"text.parse_math": False})

    def __enter__(self) -> Axes:
        self._as_written.__enter__()
        if self._ax is not None:
            return self._ax
        from matplotlib import pyplot as plt

        return plt.subplots(figsize=(8.0, 4.2), layout="constrained")[1]

    def __exit__(self, *error: object) -> None:
        self._as_written.__exit__(*error)  # type: ignore[arg-type]


def draw_steps(
    axes: Axes, run: Run, rows: pd.DataFrame, *, label: str, colour: str, scale: float = 1.0
) -> None:
    """A value for each interval as a line of steps, its interval as a band; days apart.

    Intervals in which the centre is closed are left out.
    """
    model = run.scenario.model
    starts = rows["starts_at"].to_numpy().reshape(model.days, -1)
    ends = starts[:, -1:] + model.interval
    windows = [model.open_window(day) or (0.0, 0.0) for day in range(model.days)]
    opens, closes = np.array(windows).T[:, :, None]
    closed = (starts >= closes) | (starts + model.interval <= opens)
    gap = np.full_like(ends, np.nan)
    x = (model.opens + np.hstack([starts, ends, ends])).ravel() / units.HOUR

    def stepped(part: str) -> np.ndarray:
        by_day = scale * rows[part].to_numpy().reshape(model.days, -1)
        by_day = np.where(closed, np.nan, by_day)
        return np.hstack([by_day, by_day[:, -1:], gap]).ravel()

    axes.step(x, stepped("value"), where="post", color=colour, label=label_of(label))
    band = (x, stepped("low"), stepped("high"))
    axes.fill_between(*band, step="post", color=colour, alpha=alpha_of(label), linewidth=0)


def label_of(name: str) -> str:
    """A name in a legend, which would leave out one that begins with an underscore."""
    shown = fitted(name, LABEL_WIDTH)
    return f" {shown}" if shown.startswith("_") else shown


def alpha_of(name: str) -> float:
    """How much a band hides: that of a total lies over all others."""
    return 0.1 if name == TOTAL else 0.2


def finish_day(axes: Axes, run: Run, title: str) -> None:
    """The axis of time, in times of day or in days."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, MultipleLocator

    model = run.scenario.model
    opens, closes = model.opens / units.HOUR, model.closes / units.HOUR
    last = (model.days - 1) * 24
    axes.set_xlim(opens, last + closes)
    if model.days == 1:
        step = next((h for h in (0.25, 0.5, 1, 2, 3) if (closes - opens) / h <= 9), 4)  # noqa: PLR2004
        axes.xaxis.set_major_locator(MultipleLocator(step))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: units.clock_text(3600 * x)))
        axes.set_xlabel("time of day")
    elif model.days <= WEEKDAYS_UP_TO:
        axes.xaxis.set_major_locator(FixedLocator([opens + 24 * day for day in range(model.days)]))
        axes.xaxis.set_major_formatter(
            FuncFormatter(lambda x, _: model.weekday(round((x - opens) / 24))[:3].capitalize())
        )
        axes.set_xlabel(f"day, from {units.clock_text(model.opens)}")
    else:
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x / 24 + 1:.0f}"))
        axes.set_xlabel("day")
    finish(axes, run, title)


def finish(axes: Axes, run: Run, title: str) -> None:
    """Legend, title and grid."""
    if axes.get_legend_handles_labels()[1]:
        axes.legend(frameon=False, fontsize="small")
    bands = f"bands: {100 * run.confidence:.4g} % intervals"
    told = bands if run.replications > 1 else "one replication: no intervals"
    axes.set_title(f"{title}; {told}", loc="left", fontsize="medium")
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def stretch_short_times(axes: Axes, shortest: float, longest: float) -> None:
    """An axis of times in queue on which seconds and hours are both seen."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

    axes.set_xscale("symlog", linthresh=shortest)
    shown = [shortest, *(time for time in ROUND_TIMES if 2 * shortest < time <= longest)]
    axes.xaxis.set_major_locator(FixedLocator([0.0, *shown]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: units.duration_text(x)))
    axes.set_xlabel("time in queue, at most")
