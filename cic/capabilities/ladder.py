"""Capabilities switched on one after the other, with the same customers, and what each brings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cic.capabilities.centres import CAPABILITIES, GENERATIONS, Generation, centre, generation
from cic.capabilities.figures import FIGURES, Seen, difference, estimate
from cic.capabilities.sizing import agents_needed
from cic.experiments.replicate import SIMPY_CONTACTS, ClockName, replicate
from cic.scenario.checks import expected_contacts
from cic.scenario.demands import Needs
from cic.scenario.load import Scenario
from cic.statistics.estimate import Estimate

Progress = Callable[[int, int], None] | None


@dataclass(frozen=True)
class Column:
    """A generation's centre, and its figures."""

    generation: Generation
    scenario: Scenario
    figures: dict[str, Estimate]
    agents_needed: Estimate | None
    """None where it was not asked."""


@dataclass(frozen=True)
class Rung:
    """A capability switched on besides those before it, and how far it moved each figure."""

    capability: str
    scenario: Scenario
    changes: dict[str, Estimate]
    """Paired differences, by figure; empty where the demand has no use for the capability."""

    @property
    def used(self) -> bool:
        """Whether the demand has any use for the capability."""
        return bool(self.changes)


@dataclass(frozen=True)
class Climbed:
    """Everything that was run for one demand."""

    needs: Needs
    columns: tuple[Column, ...]
    rungs: tuple[Rung, ...]
    seed: int
    replications: int
    clock: str


def climb(
    needs: Needs,
    *,
    replications: int,
    seed: int,
    clock: ClockName = "auto",
    sizing: bool = True,
    progress: Progress = None,
) -> Climbed:
    """Run all generations of one demand, and the ladder between them, with common luck.

    The generations are rungs of the ladder: each has the capabilities of the one before, and more.
    """
    names = list(CAPABILITIES)
    bare = centre(needs, ())
    chosen = _clock(bare, clock, runs=replications * len(names))
    ends = {len(have): which for which, have in GENERATIONS.items()}
    columns: list[Column] = []
    rungs: list[Rung] = []
    scenario, seen = bare, _seen(needs, bare, replications, seed, chosen)
    for n in range(len(names) + 1):
        if n:
            before, had = seen, scenario
            scenario = centre(needs, names[:n], name=_title(needs, had))
            used = scenario.model != had.model
            seen = _seen(needs, scenario, replications, seed, chosen) if used else before
            changes = {f.name: difference(f, seen, before) for f in FIGURES} if used else {}
            rungs.append(Rung(names[n - 1], scenario, changes))
        if n in ends:
            columns.append(_column(needs, ends[n], seen, seed, chosen if sizing else None))
        if progress is not None:
            progress(n + 1, len(names) + 1)
    return Climbed(needs, tuple(columns), tuple(rungs), seed, replications, seen.done.clock)


def _title(needs: Needs, scenario: Scenario) -> str:
    """What a centre is called, so that the next differs by its capability alone."""
    return scenario.name.removeprefix(f"{needs.model.name}: ")


def _clock(scenario: Scenario, clock: ClockName, *, runs: int) -> ClockName:
    """One clock for all runs: the compiled one where they are much work together."""
    if clock != "auto":
        return clock
    much = expected_contacts(scenario.model) * runs > SIMPY_CONTACTS
    return "compiled" if much else "simpy"


def _seen(needs: Needs, scenario: Scenario, replications: int, seed: int, clock: ClockName) -> Seen:
    done = replicate(scenario, replications=replications, seed=seed, clock=clock)
    return Seen(done, needs.model)


def _column(
    needs: Needs, which: Generation, seen: Seen, seed: int, clock: ClockName | None
) -> Column:
    have = GENERATIONS[which]
    return Column(
        generation=which,
        scenario=generation(needs, which),
        figures={figure.name: estimate(figure, seen) for figure in FIGURES},
        agents_needed=(
            None if clock is None else agents_needed(needs, have, seed=seed, clock=clock)
        ),
    )
