"""What is compiled before the generations run: nothing where rules that do are there."""

import pytest

from cic.capabilities import ahead
from cic.capabilities.ahead import COMPILING, make_ready
from cic.capabilities.centres import centre
from cic.clocks import compiled_clock
from cic.experiments.processes import Processes
from cic.program.layout import lay_out
from cic.program.switches import SWITCHES, switched_on
from tests.capabilities.small import full

STEPS = [centre(full(), names) for names in ((), ("queue",), ("queue", "ivr"))]
USED = frozenset().union(*(switched_on(lay_out(one.model).floor[0]) for one in STEPS))


@pytest.mark.parametrize(
    ("there", "made"),
    [
        ([frozenset()], []),
        ([SWITCHES - USED], []),
        ([SWITCHES], [SWITCHES - USED]),
        ([], [SWITCHES - USED]),
    ],
    ids=["all rules", "all that these need", "plain rules", "none"],
)
def test_rules_are_compiled_that_do_for_all_centres_unless_such_are_there(there, made, monkeypatch):
    compiled, said = [], []
    monkeypatch.setattr(compiled_clock, "kept", lambda _: there)
    monkeypatch.setattr(ahead, "compile_rules", compiled.append)
    make_ready(STEPS, Processes(1), said.append)
    assert USED
    assert compiled == made
    assert said == [COMPILING] * len(made)
