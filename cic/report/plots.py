"""Pictures of a result. Each draws a frame of `cic.report.curves`, takes axes and returns them.

Bands are confidence intervals. Nothing global is changed: no style, no setting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cic import units
from cic.measures.definitions import QUEUE_MEASURE
from cic.report.curves import (
    FAR_APART,
    backlog_over_day,
    contacts_over_day,
    occupancy_over_day,
    service_level_over_day,
    shortest_promise,
    waits_distribution,
)
from cic.report.drawing import (
    alpha_of,
    draw_steps,
    drawing,
    finish,
    finish_day,
    label_of,
    stretch_short_times,
)
from cic.report.tables import TOTAL
from cic.report.used import uses

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from cic.report.result import Run

__all__ = [
    "Plots",
    "backlog_over_day",
    "contacts_over_day",
    "occupancy_over_day",
    "plot_backlog_over_day",
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
MINUTES_FROM = 600.0
"""Times in queue beyond this are drawn in minutes."""


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

    def backlog(self, ax: Axes | None = None) -> Axes:
        """Contacts that wait at the end of each interval, queue by queue."""
        return plot_backlog_over_day(self._run, ax=ax)

    def occupancy(self, ax: Axes | None = None) -> Axes:
        """Occupancy through the day, group by group."""
        return plot_occupancy_over_day(self._run, ax=ax)


def plot_contacts_over_day(run: Run, *, ax: Axes | None = None) -> Axes:
    """Contacts in each interval: offered, and what became of them; returns the axes it drew on."""
    data = contacts_over_day(run)
    with drawing(ax) as axes:
        for measure, colour in COUNT_COLOURS.items():
            rows = data[data["measure"] == measure]
            if measure in ALWAYS or (rows["value"] > 0).any():
                draw_steps(axes, run, rows, label=QUEUE_MEASURE[measure].title, colour=colour)
        axes.set_ylim(bottom=0)
        axes.set_ylabel(f"contacts per {units.duration_text(run.scenario.model.interval)}")
        finish_day(axes, run, "Contacts through the day")
    return axes


def plot_service_level_over_day(run: Run, *, ax: Axes | None = None) -> Axes:
    """Service level of each queue by interval [%], targets dotted; returns the axes it drew on."""
    data = service_level_over_day(run)
    promised = False
    with drawing(ax) as axes:
        for name, colour in _chosen(list(run.scenario.model.queues), run, "queue").items():
            rows = data[data["queue"] == name]
            draw_steps(axes, run, rows, label=name, colour=colour, scale=100)
            level = run.scenario.model.queues[name].service_level if name != TOTAL else None
            if level is not None and level.share is not None:
                axes.axhline(100 * level.share, color=colour, linestyle=":", linewidth=1)
                promised = True
        axes.set_ylim(0, 102)
        axes.set_ylabel("service level [%]")
        finish_day(axes, run, f"Service level through the day{'; dotted: targets' * promised}")
    return axes


def plot_occupancy_over_day(run: Run, *, ax: Axes | None = None) -> Axes:
    """Occupancy of each agent group by interval [%]; returns the axes it drew on."""
    data = occupancy_over_day(run)
    with drawing(ax) as axes:
        for name, colour in _chosen(list(run.scenario.model.agents), run, "group").items():
            rows = data[data["group"] == name]
            draw_steps(axes, run, rows, label=name, colour=colour, scale=100)
        axes.set_ylim(0, 102)
        axes.set_ylabel("occupancy [%]")
        finish_day(axes, run, "Occupancy through the day")
    return axes


def plot_waits_distribution(run: Run, *, ax: Axes | None = None) -> Axes:
    """Share answered (lines) and abandoned (dashed) within a time in queue; returns the axes."""
    data = waits_distribution(run)
    queues = run.scenario.model.queues
    promised = False
    longest = data["within"].max()
    far_apart = longest > FAR_APART * shortest_promise(run)
    in_minutes = longest > MINUTES_FROM and not far_apart
    scale = units.MINUTE if in_minutes else 1.0
    with drawing(ax) as axes:
        for name, colour in _chosen(list(queues), run, "queue", by_interval=False).items():
            for how, style in (("answered", "-"), ("abandoned", "--")):
                rows = data[(data["queue"] == name) & (data["outcome"] == how)]
                x, value, low, high = (
                    rows[part].to_numpy() for part in ("within", "value", "low", "high")
                )
                label = label_of(name) if how == "answered" else None
                axes.plot(x / scale, 100 * value, style, color=colour, label=label)
                band = (x / scale, 100 * low, 100 * high)
                axes.fill_between(*band, color=colour, alpha=alpha_of(name), linewidth=0)
            level = queues[name].service_level if name != TOTAL else None
            if level and level.share is not None and _is_of_waits(run, name):
                axes.plot(level.within / scale, 100 * level.share, "D", color=colour, clip_on=False)
                promised = True
        axes.set_ylim(0, 102)
        axes.set_xlim(0, longest / scale)
        axes.set_xlabel(f"time in queue, at most [{'min' if in_minutes else 's'}]")
        if far_apart:
            stretch_short_times(axes, shortest_promise(run), longest)
        axes.set_ylabel("share of contacts in queue [%]")
        finish(
            axes, run, f"Answered (—) and abandoned (- -) within a time{'; ◆ targets' * promised}"
        )
    return axes


def plot_backlog_over_day(run: Run, *, ax: Axes | None = None) -> Axes:
    """Contacts that wait at the end of each interval, of deferred queues where there are any.

    Returns the axes it drew on.
    """
    data, model = backlog_over_day(run), run.scenario.model
    deferred = [name for name in model.queues if uses(model, "backlog", name)]
    with drawing(ax) as axes:
        for name, colour in _chosen(deferred or list(model.queues), run, "queue").items():
            rows = data[data["queue"] == name]
            draw_steps(axes, run, rows, label=name, colour=colour)
        axes.set_ylim(bottom=0)
        axes.set_ylabel("contacts waiting at the end of the interval")
        finish_day(axes, run, "Backlog through the day")
    return axes


def _is_of_waits(run: Run, queue: str) -> bool:
    """Whether a queue's service level is the share answered within a time in queue."""
    model = run.scenario.model
    plain = model.queues[queue].service_level.definition == "answered_of_offered"
    to_answer = model.target_until(queue) == "answered"
    return plain and to_answer and model.target_runs(queue) == "calendar"


def _chosen(names: list[str], run: Run, what: str, *, by_interval: bool = True) -> dict[str, str]:
    """The names to draw, the busiest where there are many, then the total; each with its colour."""
    if len(names) == 1:
        return {names[0]: COLOURS[0]}
    if by_interval and run.scenario.model.days > 2 and len(names) > 2:  # noqa: PLR2004
        return {TOTAL: GREY}  # many intervals of many lines cannot be read
    if len(names) > MOST_LINES:
        whose: dict[str, Any] = {name: {what: name} for name in names}
        busiest = sorted(
            names, key=lambda name: run.estimate("answered", **whose[name]).value, reverse=True
        )[:MOST_LINES]
        names = [name for name in names if name in busiest]
    return {**dict(zip(names, COLOURS, strict=False)), TOTAL: GREY}
