"""Pictures of a result. Each draws a frame of `cic.report.curves`, takes axes and returns them.

Bands are confidence intervals. Nothing global is changed: no style, no setting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cic import units
from cic.errors import UsageError
from cic.measures.definitions import QUEUE_MEASURE
from cic.report.curves import (
    contacts_over_day,
    occupancy_over_day,
    service_level_over_day,
    waits_distribution,
)
from cic.report.tables import TOTAL
from cic.report.wording import fitted

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from cic.report.result import Run

__all__ = [
    "Plots",
    "contacts_over_day",
    "occupancy_over_day",
    "plot_contacts_over_day",
    "plot_occupancy_over_day",
    "plot_service_level_over_day",
    "plot_waits_distribution",
    "service_level_over_day",
    "waits_distribution",
]

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00")
"""Okabe and Ito's, told apart by the colour-blind too."""
GREY = "#444444"
MOST_LINES = len(COLOURS)
COUNT_COLOURS = {
    "offered": GREY,
    "answered": COLOURS[0],
    "abandoned": COLOURS[1],
    "blocked": COLOURS[3],
    "self_served": COLOURS[2],
}
ALWAYS = ("offered", "answered", "abandoned")
"""Drawn even where there are none."""
LABEL_WIDTH = 30
MINUTES_FROM = 600.0
"""Times in queue beyond this are drawn in minutes."""
WEEKDAYS_UP_TO = 14
"""Days up to which they are told by weekday, beyond by number."""


class Plots:
    """The pictures of a run: `run.plot.day()` and so on."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def day(self, ax: Axes | None = None) -> Axes:
        """Contacts offered, answered, abandoned and blocked through the day."""
        return plot_contacts_over_day(self._run, ax=ax)

    def service_level(self, ax: Axes | None = None) -> Axes:
        """Service level through the day, queue by queue."""
        return plot_service_level_over_day(self._run, ax=ax)

    def waits(self, ax: Axes | None = None) -> Axes:
        """The share answered, and abandoned, within every time in queue."""
        return plot_waits_distribution(self._run, ax=ax)

    def occupancy(self, ax: Axes | None = None) -> Axes:
        """Occupancy through the day, group by group."""
        return plot_occupancy_over_day(self._run, ax=ax)


def plot_contacts_over_day(run: Run, *, ax: Axes | None = None) -> Axes:
    """Contacts in each interval: offered, and what became of them; returns the axes it drew on."""
    data = contacts_over_day(run)
    with _drawing(ax) as axes:
        for measure, colour in COUNT_COLOURS.items():
            rows = data[data["measure"] == measure]
            if measure in ALWAYS or (rows["value"] > 0).any():
                _draw_steps(axes, run, rows, label=QUEUE_MEASURE[measure].title, colour=colour)
        axes.set_ylim(bottom=0)
        axes.set_ylabel(f"contacts per {units.duration_text(run.scenario.model.interval)}")
        _finish_day(axes, run, "Contacts through the day")
    return axes


def plot_service_level_over_day(run: Run, *, ax: Axes | None = None) -> Axes:
    """Service level of each queue by interval [%], targets dotted; returns the axes it drew on."""
    data = service_level_over_day(run)
    promised = False
    with _drawing(ax) as axes:
        for name, colour in _chosen(list(run.scenario.model.queues), run, "queue").items():
            rows = data[data["queue"] == name]
            _draw_steps(axes, run, rows, label=name, colour=colour, scale=100)
            level = run.scenario.model.queues[name].service_level if name != TOTAL else None
            if level is not None and level.share is not None:
                axes.axhline(100 * level.share, color=colour, linestyle=":", linewidth=1)
                promised = True
        axes.set_ylim(0, 102)
        axes.set_ylabel("service level [%]")
        _finish_day(axes, run, f"Service level through the day{'; dotted: targets' * promised}")
    return axes


def plot_occupancy_over_day(run: Run, *, ax: Axes | None = None) -> Axes:
    """Occupancy of each agent group by interval [%]; returns the axes it drew on."""
    data = occupancy_over_day(run)
    with _drawing(ax) as axes:
        for name, colour in _chosen(list(run.scenario.model.agents), run, "group").items():
            rows = data[data["group"] == name]
            _draw_steps(axes, run, rows, label=name, colour=colour, scale=100)
        axes.set_ylim(0, 102)
        axes.set_ylabel("occupancy [%]")
        _finish_day(axes, run, "Occupancy through the day")
    return axes


def plot_waits_distribution(run: Run, *, ax: Axes | None = None) -> Axes:
    """Share answered (lines) and abandoned (dashed) within a time in queue; returns the axes."""
    data = waits_distribution(run)
    queues = run.scenario.model.queues
    promised = False
    in_minutes = data["within"].max() > MINUTES_FROM
    scale = units.MINUTE if in_minutes else 1.0
    with _drawing(ax) as axes:
        for name, colour in _chosen(list(queues), run, "queue", by_interval=False).items():
            for how, style in (("answered", "-"), ("abandoned", "--")):
                rows = data[(data["queue"] == name) & (data["outcome"] == how)]
                x, value, low, high = (
                    rows[part].to_numpy() for part in ("within", "value", "low", "high")
                )
                label = _label(name) if how == "answered" else None
                axes.plot(x / scale, 100 * value, style, color=colour, label=label)
                band = (x / scale, 100 * low, 100 * high)
                axes.fill_between(*band, color=colour, alpha=_alpha(name), linewidth=0)
            level = queues[name].service_level if name != TOTAL else None
            if level and level.share is not None and level.definition == "answered_of_offered":
                axes.plot(level.within / scale, 100 * level.share, "D", color=colour, clip_on=False)
                promised = True
        axes.set_ylim(0, 102)
        axes.set_xlim(0, data["within"].max() / scale)
        axes.set_xlabel(f"time in queue, at most [{'min' if in_minutes else 's'}]")
        axes.set_ylabel("share of contacts in queue [%]")
        _finish(
            axes, run, f"Answered (—) and abandoned (- -) within a time{'; ◆ targets' * promised}"
        )
    return axes


class _drawing:  # noqa: N801 - reads as a statement
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


def _chosen(names: list[str], run: Run, what: str, *, by_interval: bool = True) -> dict[str, str]:
    """The names to draw, the busiest where there are many, then the total; each with its colour."""
    if len(names) == 1:
        return {names[0]: COLOURS[0]}
    if by_interval and run.scenario.model.days > 2 and len(names) > 2:  # noqa: PLR2004
        return {TOTAL: GREY}  # many intervals of many lines cannot be read
    if len(names) > MOST_LINES:
        busiest = sorted(
            names, key=lambda name: run.estimate("answered", **{what: name}).value, reverse=True
        )[:MOST_LINES]
        names = [name for name in names if name in busiest]
    return {**dict(zip(names, COLOURS, strict=False)), TOTAL: GREY}


def _draw_steps(
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

    axes.step(x, stepped("value"), where="post", color=colour, label=_label(label))
    band = (x, stepped("low"), stepped("high"))
    axes.fill_between(*band, step="post", color=colour, alpha=_alpha(label), linewidth=0)


def _label(name: str) -> str:
    """A name in a legend, which would leave out one that begins with an underscore."""
    shown = fitted(name, LABEL_WIDTH)
    return f" {shown}" if shown.startswith("_") else shown


def _alpha(name: str) -> float:
    """How much a band hides: that of a total lies over all others."""
    return 0.1 if name == TOTAL else 0.2


def _finish_day(axes: Axes, run: Run, title: str) -> None:
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
    _finish(axes, run, title)


def _finish(axes: Axes, run: Run, title: str) -> None:
    if axes.get_legend_handles_labels()[1]:
        axes.legend(frameon=False, fontsize="small")
    bands = f"bands: {100 * run.confidence:.4g} % intervals"
    told = bands if run.replications > 1 else "one replication: no intervals"
    axes.set_title(f"{title}; {told}", loc="left", fontsize="medium")
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
