"""The rules that generations run by: made ready before anything runs, by all processes at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cic.experiments.processes import Processes
from cic.experiments.replicate import replicate
from cic.experiments.warmup import compile_around
from cic.program.layout import lay_out
from cic.program.switches import switched_on
from cic.scenario.load import Scenario

NEVER_USED = frozenset(
    {
        *("all_ring", "bars", "bots", "cancels", "cases", "copies", "deflects", "draws", "keeps"),
        *("longer", "remembers", "settles", "sorts", "stress", "targets", "tires", "warm", "weeks"),
        "yields",
    }
)
"""Switches that the usual demand never turns on, with whatever capabilities: rules without these
compile in three quarters of the time of all."""

Without = frozenset[str] | None
"""Without what the rules are compiled; None: what each centre lacks."""

COMPILING = "compiling the rules for this machine, once"


def make_ready(
    steps: Sequence[Scenario], crew: Processes, says: Callable[[str], None] | None
) -> Without:
    """Compile rules that do for all centres, unless such rules lie on disk already.

    Another process compiles what draws and adds up meanwhile.
    """
    from cic.clocks.compiled import is_kept
    from cic.clocks.compiled_clock import CompiledClock
    from cic.clocks.kernel import run_to_end

    if is_kept(run_to_end):
        return None
    on = frozenset[str]().union(*(switched_on(lay_out(one.model).floor[0]) for one in steps))
    without = NEVER_USED if NEVER_USED.isdisjoint(on) else None
    if without is None or not is_kept(run_to_end, without):
        if says is not None:
            says(COMPILING)
        crew.beside(compile_around, steps[-1])
        replicate(steps[0], replications=1, clock=CompiledClock(without=without))
    return without
