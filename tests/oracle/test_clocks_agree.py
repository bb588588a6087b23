"""The two clocks equal to the last bit, and the naive model equal contact by contact."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.program.codes import Outcome
from cic.program.layout import lay_out
from cic.scenario.channels import slows_down
from cic.scenario.scenario import Model
from tests.days import assert_same_log
from tests.oracle.naive import run_naive
from tests.oracle.naive_desks import is_several, run_naive_desks
from tests.oracle.running import in_order, run
from tests.oracle.scenarios import cases
from tests.oracle.scenarios_of_channels import channel_cases

quick = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])
SAME_END = {
    Outcome.ANSWERED: "answered",
    Outcome.TIMED_OUT: "timed_out",
    Outcome.ABANDONED: "abandoned",
    Outcome.BALKED: "abandoned",
    Outcome.QUEUE_FULL: "blocked",
    Outcome.SENT_AWAY: "sent_away",
    Outcome.INSIDE: "inside",
}
PACE_ROUNDING = 1e-9
"""Relative; where factors on talk and wrap-up change while they run."""


def on_both_clocks(model, contacts):
    program = lay_out(model)
    logs = [run(clock, program, contacts) for clock in (SimpyClock(), CompiledClock())]
    assert_same_log(*logs)
    return logs[0]


def assert_same_ends(log, naive, *, rounding=0.0):
    for n, (row, told) in enumerate(zip(log.contacts, naive, strict=True)):
        assert SAME_END[Outcome(row["outcome"])] == told.outcome, n
        assert row["queued_at"] == told.queued_at, n
        assert row["agent"] == told.agent, n
        instants = ["answered_at", "ended_at"]
        durations = ["talk", "wrap_up"] if row["agent"] >= 0 else []
        for field in instants + durations:
            assert_near(row[field], getattr(told, field), rounding, told.ended_at, (n, field))
    for n, (row, told) in enumerate(zip(log.work, naive, strict=False)):
        for field in ("held", "responded_at") if told.agent >= 0 else ():
            assert_near(row[field], getattr(told, field), rounding, told.ended_at, (n, field))


def assert_near(found, told, rounding, scale, what):
    """Equal, or as near as sums of instants of this size are."""
    if math.isnan(told) or math.isnan(found):
        assert math.isnan(told) == math.isnan(found), what
    elif rounding and math.isfinite(scale):
        assert abs(found - told) <= rounding * max(1.0, abs(scale)), what
    else:
        assert found == told, what


@flavours
@quick
@given(data=st.data())
def test_both_clocks_and_the_naive_model_give_the_same_day(data, whole_seconds):
    plain, contacts = data.draw(cases(whole_seconds=whole_seconds))
    model = Model.model_validate(plain)
    contacts = in_order(model, contacts)
    log = on_both_clocks(model, contacts)
    assert_same_ends(log, run_naive(model, contacts))


@flavours
@quick
@given(data=st.data())
def test_both_clocks_and_the_naive_model_give_the_same_day_of_several_channels(data, whole_seconds):
    plain, contacts = data.draw(channel_cases(whole_seconds=whole_seconds))
    model = Model.model_validate(plain)
    contacts = in_order(model, contacts)
    log = on_both_clocks(model, contacts)
    paced = any(slows_down(medium.slow_down) for medium in model.media.values())
    rounding = PACE_ROUNDING if paced and not whole_seconds else 0.0
    run_naive_model = run_naive_desks if is_several(model) else run_naive
    assert_same_ends(log, run_naive_model(model, contacts), rounding=rounding)


@flavours
@quick
@given(data=st.data())
def test_where_agents_have_one_contact_at_most_both_naive_models_give_the_same_day(
    data, whole_seconds
):
    plain, contacts = data.draw(cases(whole_seconds=whole_seconds))
    model = Model.model_validate(plain)
    np.testing.assert_equal(
        [vars(told) for told in run_naive_desks(model, contacts)],
        [vars(told) for told in run_naive(model, contacts)],
    )
