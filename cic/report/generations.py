"""Generations of technology side by side, and the ladder between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cic.capabilities.centres import CAPABILITIES, GENERATIONS, TITLES, Generation, generation
from cic.capabilities.figures import FIGURES
from cic.capabilities.ladder import Climbed, Column, Rung, climb
from cic.capabilities.sizing import target_of
from cic.errors import UsageError, no_such
from cic.experiments.processes import Processes
from cic.experiments.replicate import CLOCKS, ClockName
from cic.scenario.demands import Needs, load_needs
from cic.scenario.load import Scenario
from cic.statistics.estimate import Estimate

if TYPE_CHECKING:
    import pandas as pd

    from cic.report.generations_plots import GenerationPlots

AGENTS = "agents_needed"
FIGURE_COLUMNS = ("generation", "figure", "unit", "value", "low", "high")
LADDER_COLUMNS = ("capability", "generation", "used", "figure", "unit", "change", "low", "high")


@dataclass(frozen=True, eq=False, repr=False)
class Generations:
    """What generations of technology do for the same customers. Print it for the answer."""

    climbed: Climbed

    @property
    def columns(self) -> tuple[Column, ...]:
        """The centres, one a generation."""
        return self.climbed.columns

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The capabilities, in the order in which they were switched on."""
        return self.climbed.rungs

    @cached_property
    def scenarios(self) -> dict[Generation, Scenario]:
        """The scenario of each generation."""
        needs = self.climbed.needs
        return {column.generation: generation(needs, column.generation) for column in self.columns}

    @property
    def target(self) -> float:
        """The share of contacts in time that agents are counted for."""
        return target_of(self.climbed.needs.model)

    def estimate(self, figure: str, generation: str) -> Estimate:
        """One figure of one generation, with its interval."""
        column = next((c for c in self.columns if c.generation == generation), None)
        if column is None:
            raise no_such("generation", generation, list(GENERATIONS))
        figures = figures_of(column)
        if figure not in figures:
            raise no_such("figure", figure, list(figures))
        return figures[figure]

    def change(self, figure: str, capability: str) -> Estimate:
        """How far a capability moved a figure, paired, with its interval.

        Where the demand has no use for the capability, it is 0 without any doubt.
        """
        rung = next((r for r in self.rungs if r.capability == capability), None)
        if rung is None:
            raise no_such("capability", capability, list(CAPABILITIES))
        units = {one.name: one.unit for one in FIGURES}
        if figure not in units:
            raise no_such("figure", figure, list(units))
        if rung.used:
            return rung.changes[figure]
        n = self.climbed.replications
        return Estimate(value=0.0, low=0.0, high=0.0, unit=units[figure], replications=n)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """Every figure of every generation; a row a figure (`FIGURE_COLUMNS`)."""
        import pandas as pd

        rows = [
            (column.generation, name, one.unit, one.value, one.low, one.high)
            for column in self.columns
            for name, one in figures_of(column).items()
        ]
        return pd.DataFrame(rows, columns=list(FIGURE_COLUMNS))

    @cached_property
    def ladder(self) -> pd.DataFrame:
        """How far each capability moved each figure; a row a change (`LADDER_COLUMNS`)."""
        import pandas as pd

        rows = []
        for rung in self.rungs:
            first = (rung.capability, came_with(rung.capability), rung.used)
            for figure in FIGURES:
                one = self.change(figure.name, rung.capability)
                rows.append((*first, figure.name, figure.unit, one.value, one.low, one.high))
        return pd.DataFrame(rows, columns=list(LADDER_COLUMNS))

    def to_dict(self) -> dict[str, Any]:
        """The whole answer as plain values, ready for JSON."""
        done = self.climbed
        definitions = {figure.name: figure.formula for figure in FIGURES}
        agents = "agents on duty, in the mean of the day, for"
        definitions[AGENTS] = f"{agents} {self.target:.0%} in time"
        return {
            "demand": done.needs.model.name,
            "seed": done.seed,
            "replications": done.replications,
            "clock": done.clock,
            "currency": done.needs.model.currency,
            "definitions": definitions,
            "generations": {
                column.generation: {
                    "title": TITLES[column.generation],
                    "capabilities": list(GENERATIONS[column.generation]),
                    "figures": {n: one.to_dict() for n, one in figures_of(column).items()},
                }
                for column in self.columns
            },
            "ladder": [
                {
                    "capability": rung.capability,
                    "says": CAPABILITIES[rung.capability].says,
                    "generation": came_with(rung.capability),
                    "used": rung.used,
                    "changes": {name: one.to_dict() for name, one in rung.changes.items()},
                }
                for rung in self.rungs
            ],
        }

    @property
    def plot(self) -> GenerationPlots:
        """Pictures: `.ladder()` and `.generations()` take and return axes; `.save(file)`."""
        from cic.report.generations_plots import GenerationPlots

        return GenerationPlots(self)

    def write(self, folder: str | Path) -> list[Path]:
        """Write the scenario of each generation into a folder; the files."""
        from cic.report.generations_files import write

        return write(self, Path(folder))

    def __repr__(self) -> str:
        from cic.report.generations_in_words import brief

        return brief(self)

    def _repr_html_(self) -> str:
        from cic.report.generations_in_words import html

        return html(self)


def figures_of(column: Column) -> dict[str, Estimate]:
    """The figures of a generation, agents needed among them where they were asked for."""
    needed = column.agents_needed
    return column.figures | ({AGENTS: needed} if needed is not None else {})


def came_with(capability: str) -> Generation:
    """The first generation that has a capability."""
    return next(which for which, have in GENERATIONS.items() if capability in have)


def generations(
    needs: Needs | str | Path | None = None,
    *,
    replications: int | None = None,
    seed: int | None = None,
    clock: ClockName = "auto",
    sizing: bool = True,
    progress: Callable[[int, int], None] | None = None,
    says: Callable[[str], None] | None = None,
    processes: int | Processes = 1,
) -> Generations:
    """Let four generations of technology meet the same customers.

    Parameters
    ----------
    needs
        A demand, or the file of one; none: the one that comes with cic.
    replications
        How many; by default as the demand says.
    seed
        Seed of all chance; by default as the demand says.
    clock
        `auto` takes SimPy for small work and the compiled clock for big; the figures are the same.
    sizing
        Whether to look for the agents that each needs, which takes further runs.
    progress
        Told after each piece of work how many are done, of how many.
    says
        Told what is being done, such as compiling.
    processes
        How many processes of the machine take part, or those that are there; the figures are the
        same. A script that asks for more than 1 must do so under `if __name__ == "__main__":`.
    """
    if isinstance(processes, int):
        with Processes(processes) as crew:
            return generations(
                needs,
                replications=replications,
                seed=seed,
                clock=clock,
                sizing=sizing,
                progress=progress,
                says=says,
                processes=crew,
            )
    if needs is None or isinstance(needs, str | Path):
        needs = load_needs(needs)
    if not isinstance(needs, Needs):
        told = f"{type(needs).__name__} is not a demand"
        raise UsageError(f"{told}\n    → cic.generations('demand.yaml'), or nothing at all")
    plan = needs.model.run
    count = plan.replications if replications is None else replications
    if count < 2:  # noqa: PLR2004
        told = f"{count} replications give no intervals"
        raise UsageError(f"{told}\n    → ask for at least 2")
    if clock not in CLOCKS:
        raise no_such("clock", clock, CLOCKS)
    return Generations(
        climb(
            needs,
            replications=count,
            seed=plan.seed if seed is None else seed,
            clock=clock,
            sizing=sizing,
            progress=progress,
            says=says,
            crew=processes,
        )
    )
