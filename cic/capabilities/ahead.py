"""The rules that generations run by: made ready before anything runs, by all processes at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cic.experiments.processes import Processes
from cic.experiments.warmup import compile_around, compile_rules
from cic.program.layout import lay_out
from cic.program.switches import SWITCHES, switched_on
from cic.scenario.load import Scenario

COMPILING = "compiling the rules for this machine, once"


def make_ready(
    steps: Sequence[Scenario], crew: Processes, says: Callable[[str], None] | None
) -> None:
    """Compile rules that do for all centres, unless such rules lie on disk already.

    Another process compiles what draws and adds up meanwhile.
    """
    from cic.clocks.compiled_clock import is_compiled_for

    if is_compiled_for(SWITCHES):
        return
    on = frozenset[str]().union(*(switched_on(lay_out(one.model).floor[0]) for one in steps))
    if not is_compiled_for(on):
        if says is not None:
            says(COMPILING)
        crew.beside(compile_around, steps[-1])
        compile_rules(SWITCHES - on)
