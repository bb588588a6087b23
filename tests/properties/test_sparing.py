"""Rules without what a centre lacks: less code, and the same log to the last bit."""

import dis
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.sparing import sparing
from cic.errors import UsageError
from cic.luck.contacts import LuckOf
from cic.policies.called import is_callback
from cic.program.layout import lay_out
from cic.program.records import FLOOR
from cic.program.switches import SWITCHES, USUAL, spared, switched_on
from cic.rules import lifecycle
from cic.scenario.load import from_dict, load
from tests.days import assert_same_log
from tests.oracle.scenarios import let_no_shift_begin_before_opening, scenarios
from tests.properties.centres import leading_centres, likely, quick, whole_centres
from tests.properties.test_features_meet import CENTRE

WHOLE = CompiledClock(without=frozenset())
SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))


def logs_of(program, luck, *clocks):
    return [clock.run(program, clock.prepare(program, luck.draw(0))) for clock in clocks]


def helped(centre):
    return centre.help


def example(centre, other):
    floor = centre.floor[0]
    if floor.several:
        return helped(centre)
    if not centre.floor[0].ways and other.several > 0:
        floor.warm = 1
        return 1
    if floor.choosy == 0 or helped(centre):
        return 2
    return helped(centre)


def whole(centre):
    return centre.floor[0].several and helped(centre)


def names_in(code):
    return {step.argval for step in dis.get_instructions(code) if step.opname == "LOAD_GLOBAL"}


def lines_of(code):
    return {line for _, _, line in code.co_lines() if line}


def test_what_a_switch_leaves_out_is_gone_and_all_else_stays():
    code = sparing(example, frozenset({"several", "ways", "choosy", "warm"}))
    assert "helped" in names_in(example.__code__)
    assert not names_in(code)
    assert "warm" in code.co_names  # what is written is written
    assert "several" in code.co_names  # it is another's
    assert lines_of(code) < lines_of(example.__code__)
    some = sparing(example, frozenset({"several"}))
    assert "helped" in names_in(some)
    assert "choosy" in some.co_names


def test_a_rule_that_asks_for_none_is_the_same():
    assert sparing(whole, frozenset({"ways"})) is whole.__code__
    assert sparing(whole, frozenset({"several"})).co_consts == (None, 0)
    assert sparing(is_callback, frozenset({"calls_back"})).co_consts == (
        is_callback.__doc__,
        False,
    )


def test_where_no_source_is_a_rule_stays_whole():
    scope = {}
    exec("def made(centre):\n    return centre.floor[0].several", scope)
    assert sparing(scope["made"], frozenset({"several"})) is scope["made"].__code__


def test_every_switch_is_a_number_on_the_floor_and_rules_ask_for_it():
    assert set(FLOOR.dtype.names) >= SWITCHES
    called = names_in(sparing(lifecycle.timer_fires, SWITCHES))
    assert not called & {"bot_ends", "consult_ends", "ringing_ends", "comes_back", "widen"}
    assert "step_ends" in called


@quick(20)
@given(data=st.data(), seed=st.integers(0, 2**63 - 1))
def test_logs_are_equal(data, seed):
    plain = data.draw(scenarios(whole_seconds=data.draw(st.booleans())))
    let_no_shift_begin_before_opening(plain)
    model = from_dict(plain).model
    program = lay_out(model)
    assume(not any(program.floor[0][switch] for switch in SWITCHES))
    luck = LuckOf(model, program, seed=seed)
    assert_same_log(*logs_of(program, luck, CompiledClock(), WHOLE))


@quick(12)
@given(data=st.data(), seed=st.integers(0, 2**63 - 1))
def test_logs_are_equal_where_a_centre_has_some(data, seed):
    model = data.draw(st.one_of(whole_centres(), leading_centres()))
    program = lay_out(model)
    assume(not any(program.floor[0][switch] for switch in USUAL))
    luck = LuckOf(model, program, seed=seed)
    with likely():
        assert_same_log(*logs_of(program, luck, CompiledClock(without=USUAL), WHOLE))


def test_a_centre_is_not_run_without_what_it_has():
    model = from_dict(CENTRE).model
    program = lay_out(model)
    clock = CompiledClock(without=USUAL)
    centre = clock.prepare(program, LuckOf(model, program, seed=1).draw(0))
    with pytest.raises(UsageError, match="should do without: campaigns, customers"):
        clock.run(program, centre)


def test_rules_that_are_there_do_for_a_centre_that_has_less():
    few, more = frozenset({"ways"}), frozenset({"ways", "rings"})
    assert spared(more, [frozenset(), few]) == few
    assert spared(more, [few, more, SWITCHES]) == more
    assert spared(few, [more, SWITCHES]) is None
    assert spared(SWITCHES, [frozenset()]) == frozenset()
    assert spared(SWITCHES, []) is None


@pytest.mark.long
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_logs_of_shipped_centres_are_equal_by_rules_compiled_for_them(path):
    model = load(path).model
    program = lay_out(model)
    off = SWITCHES - switched_on(program.floor[0])
    assert_same_log(
        *logs_of(program, LuckOf(model, program, seed=1), CompiledClock(without=off), WHOLE)
    )
