"""Capabilities switched on one after the other, with the same customers, and what each brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cic.capabilities.ahead import make_ready
from cic.capabilities.centres import CAPABILITIES, GENERATIONS, Generation, centre
from cic.capabilities.figures import FIGURES, Seen, Taken, difference, estimate, take
from cic.capabilities.sizing import agents_needed
from cic.experiments.processes import Processes, piece_of_work
from cic.experiments.replicate import SIMPY_CONTACTS, ClockName, replicate
from cic.scenario.checks import expected_contacts
from cic.scenario.demands import Needs
from cic.scenario.load import Scenario
from cic.statistics.estimate import Estimate

RUNNING = "running the centres"
Progress = Callable[[int, int], None] | None


@dataclass(frozen=True)
class Column:
    """The figures of a generation's centre."""

    generation: Generation
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
    says: Callable[[str], None] | None = None,
    crew: Processes | None = None,
) -> Climbed:
    """Run all generations of one demand, and the ladder between them, with common luck.

    The generations are rungs of the ladder: each has the capabilities of the one before, and more.

    Parameters
    ----------
    progress
        Told after each piece of work how many are done, of how many.
    says
        Told what is being done.
    crew
        The processes that take part; none: this one alone.
    """
    crew = crew or Processes(1)
    steps = _steps(needs)
    chosen = _clock(steps[0], clock, runs=replications * len(CAPABILITIES))
    if chosen == "compiled":
        make_ready(steps, crew, says)
    if says is not None:
        says(RUNNING)
    how = (seed, chosen)
    different = [n for n, step in enumerate(steps) if n == 0 or step.model != steps[n - 1].model]
    sized: list[Generation] = list(GENERATIONS) if sizing else []
    pieces: list[tuple[Any, ...]] = [(_agents, needs, which, *how) for which in sized]
    pieces += [(_take, needs, steps[n], replications, *how) for n in different]
    found = crew.do(piece_of_work, pieces, progress)
    agents = dict(zip(sized, found, strict=False))
    taken = dict(zip(different, found[len(sized) :], strict=True))
    seen = [taken[max(n for n in different if n <= step)] for step in range(len(steps))]
    return Climbed(
        needs,
        tuple(_column(which, seen[len(have)], agents) for which, have in GENERATIONS.items()),
        tuple(_rungs(steps, seen, different)),
        seed,
        replications,
        seen[0].clock,
    )


def _steps(needs: Needs) -> list[Scenario]:
    """The centre of people and lines, and those with one capability more, and more."""
    names = list(CAPABILITIES)
    steps = [centre(needs, ())]
    for n in range(1, len(names) + 1):
        steps.append(centre(needs, names[:n], name=_title(needs, steps[-1])))
    return steps


def _rungs(
    steps: Sequence[Scenario], seen: Sequence[Taken], different: Sequence[int]
) -> list[Rung]:
    rungs = []
    for n, name in enumerate(CAPABILITIES, start=1):
        used = n in different
        changes = {f.name: difference(f, seen[n], seen[n - 1]) for f in FIGURES} if used else {}
        rungs.append(Rung(name, steps[n], changes))
    return rungs


def _title(needs: Needs, scenario: Scenario) -> str:
    """What a centre is called, so that the next differs by its capability alone."""
    return scenario.name.removeprefix(f"{needs.model.name}: ")


def _clock(scenario: Scenario, clock: ClockName, *, runs: int) -> ClockName:
    """One clock for all runs: the compiled one where they are much work together."""
    if clock != "auto":
        return clock
    much = expected_contacts(scenario.model) * runs > SIMPY_CONTACTS
    return "compiled" if much else "simpy"


def _agents(needs: Needs, which: Generation, seed: int, clock: ClockName) -> Estimate:
    """The agents that a generation needs."""
    return agents_needed(needs, GENERATIONS[which], seed=seed, clock=clock)


def _take(
    needs: Needs, scenario: Scenario, replications: int, seed: int, clock: ClockName
) -> Taken:
    """The figures of a centre."""
    done = replicate(scenario, replications=replications, seed=seed, clock=clock)
    return take(Seen(done, needs.model))


def _column(which: Generation, seen: Taken, agents: Mapping[Generation, Estimate]) -> Column:
    return Column(
        generation=which,
        figures={figure.name: estimate(figure, seen) for figure in FIGURES},
        agents_needed=agents.get(which),
    )
