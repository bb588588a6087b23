"""Pictures of generations and of the ladder: data first, then ink; axes are taken and returned."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from cic.capabilities.centres import TITLES
from cic.capabilities.figures import FIGURE
from cic.errors import ResultError, no_such
from cic.measures.definitions import COUNTS
from cic.report.drawing import drawing
from cic.statistics.estimate import Estimate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from cic.report.generations import Generations

BLUE, RED, GREEN = "#0072B2", "#D55E00", "#009E73"
GREY = "#444444"
DRAWN = ("lost", "busy", "wait", "resolved", "handle_time", "cost_per_resolved")
"""Figures of the picture of generations."""
CLIMBED = "lost"
"""The figure of the picture of the ladder, where none is named."""


class GenerationPlots:
    """The pictures: `found.plot.generations()`, `found.plot.ladder()`, `found.plot.save(file)`."""

    def __init__(self, found: Generations) -> None:
        self._found = found

    def generations(self, figure: str = CLIMBED, ax: Axes | None = None) -> Axes:
        """One figure of all generations."""
        return plot_generations(self._found, figure, ax=ax)

    def ladder(self, figure: str = CLIMBED, ax: Axes | None = None) -> Axes:
        """How a figure changes with each capability."""
        return plot_ladder(self._found, figure, ax=ax)

    def save(self, file: str | Path) -> Path:
        """All in one picture, in a file: its ending says of which kind."""
        path = Path(file)
        picture = whole_picture(self._found)
        try:
            picture.savefig(path, dpi=120)
        except (OSError, ValueError) as error:
            told = f"{path} cannot be written: {error}"
            raise ResultError(f"{told}\n    → choose another file, such as day.png") from None
        finally:
            from matplotlib import pyplot as plt

            plt.close(picture)
        return path


def marks_of(found: Generations, figure: str) -> dict[str, Estimate]:
    """How a figure changes with each capability that is of use, in their order."""
    if figure not in FIGURE:
        raise no_such("figure", figure, list(FIGURE))
    return {rung.capability: rung.changes[figure] for rung in found.rungs if rung.used}


def _scaled(figure: str) -> tuple[float, str]:
    """By what a figure is multiplied, and in what it is told."""
    unit = FIGURE[figure].unit
    if unit in COUNTS:
        return 1.0, "a day"
    return {"share": (100.0, "%"), "s": (1.0, "s")}.get(unit, (1.0, ""))


def plot_generations(found: Generations, figure: str, ax: Axes | None = None) -> Axes:
    """A bar for each generation, with its interval."""
    if figure not in FIGURE:
        raise no_such("figure", figure, list(FIGURE))
    scale, unit = _scaled(figure)
    ones = [column.figures[figure] for column in found.columns]
    titles = [TITLES[column.generation].replace(" (", "\n(").replace(" ", "\n", 1)
              for column in found.columns]  # fmt: skip
    money = found.climbed.needs.model.currency or ""
    with drawing(ax) as axes:
        values = [0.0 if math.isnan(one.value) else scale * one.value for one in ones]
        below = [scale * (one.value - one.low) for one in ones]
        above = [scale * (one.high - one.value) for one in ones]
        axes.bar(range(len(ones)), values, color=BLUE, width=0.6)
        axes.errorbar(
            range(len(ones)), values, yerr=[below, above], fmt="none", ecolor=GREY, capsize=3
        )
        axes.set_xticks(range(len(ones)), titles, fontsize="x-small")
        unit = money if FIGURE[figure].unit == "money" else unit
        axes.set_title(f"{FIGURE[figure].title}{f' [{unit}]' if unit else ''}",
                       loc="left", fontsize="medium")  # fmt: skip
        _plain(axes, "y")
    return axes


def plot_ladder(found: Generations, figure: str, ax: Axes | None = None) -> Axes:
    """A mark for each capability, from the first at the top, with its interval."""
    marks = marks_of(found, figure)
    scale, unit = _scaled(figure)
    better = FIGURE[figure].better
    with drawing(ax) as axes:
        for n, change in enumerate(marks.values()):
            good = (change.value > 0) == (better == "more")
            told = change.low > 0 or change.high < 0
            colour = (GREEN if good else RED) if told and better else GREY
            axes.plot([scale * change.low, scale * change.high], [n, n], color=colour, linewidth=2)
            axes.plot(scale * change.value, n, "o", color=colour)
        axes.axvline(0, color=GREY, linewidth=0.8)
        axes.set_yticks(range(len(marks)), list(marks), fontsize="small")
        axes.set_ylim(len(marks) - 0.5, -0.5)
        unit = found.climbed.needs.model.currency or "" if FIGURE[figure].unit == "money" else unit
        points = "points" if unit == "%" else unit
        axes.set_xlabel(f"change{f' [{points}]' if points else ''}, with its interval")
        axes.set_title(f"{FIGURE[figure].title}: what each capability changes",
                       loc="left", fontsize="medium")  # fmt: skip
        _plain(axes, "x")
    return axes


def _plain(axes: Axes, grid: str) -> None:
    axes.grid(axis=grid, color="#dddddd", linewidth=0.6)  # type: ignore[arg-type]
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def whole_picture(found: Generations) -> Figure:
    """Generations above, the ladder below."""
    with drawing(None):
        from matplotlib import pyplot as plt

        picture = plt.figure(figsize=(12.0, 10.5), layout="constrained")
    grid = picture.add_gridspec(3, 6, height_ratios=[1, 1, 2])
    for n, figure in enumerate(DRAWN):
        place = grid[n // 3, 2 * (n % 3) : 2 * (n % 3) + 2]
        plot_generations(found, figure, ax=picture.add_subplot(place))
    plot_ladder(found, CLIMBED, ax=picture.add_subplot(grid[2, :3]))
    plot_ladder(found, "cost_per_resolved", ax=picture.add_subplot(grid[2, 3:]))
    picture.suptitle(found.climbed.needs.model.name, x=0.01, ha="left", fontsize="large")
    return picture
