"""Compiling ahead, so that the first big run need not wait."""

from __future__ import annotations

import time
from pathlib import Path

from cic.program.layout import Program
from cic.program.switches import SWITCHES, USUAL, switched_on, unused

KERNELS = (SWITCHES, USUAL, frozenset[str]())
"""Without what rules are compiled ahead: one of these does for any centre, and does well."""


def warm_up() -> tuple[float, Path]:
    """Compile all that the compiled clock runs, or load it from disk: rules for every centre, too.

    Returns
    -------
    Seconds it took, and the folder where the machine code is kept.
    """
    start = time.perf_counter()
    from cic.clocks.compiled import cache_folder

    for off in KERNELS:
        compile_rules(off)
    return time.perf_counter() - start, cache_folder()


def compile_for(program: Program) -> None:
    """Compile rules that know what a centre has and nothing more, where others would do, too."""
    compile_rules(unused(switched_on(program.floor[0])))


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
