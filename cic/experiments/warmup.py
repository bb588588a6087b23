"""Compiling ahead, so that the first big run need not wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cic.experiments.processes import Processes, piece_of_work
from cic.program.layout import Program, lay_out
from cic.program.switches import SWITCHES, USUAL, switched_on

if TYPE_CHECKING:
    from cic.scenario.load import Scenario

KERNELS = (frozenset[str](), USUAL, SWITCHES)
"""Without what rules are compiled ahead, which takes longest first: one of these does for any
centre, and does well."""


def warm_up(scenario: Scenario, *, processes: int = 1) -> tuple[float, Path]:
    """Compile all that the compiled clock runs, or load it from disk: rules for every centre, too.

    Parameters
    ----------
    scenario
        A centre that has much: what draws its luck and adds up its sums is compiled.
    processes
        How many take part.

    Returns
    -------
    Seconds it took, and the folder where the machine code is kept.
    """
    start = time.perf_counter()
    from cic.clocks.compiled import cache_folder

    whole, *others = KERNELS
    pieces: list[tuple[Callable[..., None], Any]] = [
        (compile_rules, whole),
        (compile_around, scenario),
        *((compile_rules, off) for off in others),
    ]
    with Processes(processes) as crew:
        crew.do(piece_of_work, pieces)
    return time.perf_counter() - start, cache_folder()


def compile_around(scenario: Scenario) -> None:
    """Compile what draws the luck of a centre, and what adds up; the rules run uncompiled."""
    from cic.clocks.compiled_clock import CompiledClock
    from cic.clocks.simpy_clock import SimpyClock
    from cic.luck.contacts import LuckOf
    from cic.measures.counted import Counter

    model, compiled, plain = scenario.model, CompiledClock(), SimpyClock()
    program = lay_out(model)
    compiled.prepare(program, LuckOf(model, program, seed=0, flow=compiled.flow).draw(0))
    log = plain.run(program, plain.prepare(program, LuckOf(model, program, seed=0).draw(0)))
    Counter(program, model, compiled).tally(log)


def compile_for(program: Program) -> None:
    """Compile rules that know what a centre has and nothing more, where others would do, too."""
    compile_rules(SWITCHES - switched_on(program.floor[0]))


def compile_rules(off: frozenset[str]) -> None:
    """Run a small centre by rules that lack these switches."""
    from cic.clocks.compiled_clock import CompiledClock
    from cic.experiments.replicate import replicate
    from cic.scenario.load import from_dict

    scenario = from_dict(
        {
            "name": "warm-up",
            "opens": "08:00",
            "closes": "09:00",
            "queues": {
                "one": {
                    "arrivals": "60/hour",
                    "talk": "3 min",
                    "patience": "1 min",
                    "wrap_up": "10 s",
                }
            },
            "agents": {"crew": {"staff": 3, "skills": ["one"], "wrap_up": "20 s"}},
        }
    )
    replicate(scenario, replications=1, clock=CompiledClock(without=off))
