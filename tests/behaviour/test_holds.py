"""Customers put on hold during the talk, by hand."""

import numpy as np
import pytest

import cic
from cic.clocks.simpy_clock import SimpyClock
from cic.report.explain import explain
from cic.report.trace import tell
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, live, play, queues, times

HELD = {"hold": {"share": "100%", "takes": "4 s"}}


def test_a_hold_lengthens_the_talk_and_no_factor_changes_it(clock):
    agents = {"g": {"staff": 1, "skills": {"a": {"rank": 1, "talk_factor": 2}}}}
    day = play(clock, a_model(queues=queues(a=HELD), agents=agents),
               ("a", 0, {"hold": 7}), ("a", 1))  # fmt: skip
    assert day.ends == [(0, 0), (27, 0)]
    assert day.column("ended_at") == [27, 47]
    assert day.log.asides["hold"].tolist() == [7, 0]


def test_a_talk_that_ends_after_its_hold_ends_before_all_else_at_that_second(clock):
    """At 14 the agent is free: who loses patience then has gone, who comes then is taken."""
    day = play(clock, a_model(queues=queues(a=HELD)), ("a", 0, {"hold": 4}),
               ("a", 4, {"patience": 10}), ("a", 14))  # fmt: skip
    assert day.ends == [(0, 0), (14, 0), (24, 0)]
    day = play(clock, a_model(queues=queues(a=HELD)), ("a", 0, {"hold": 4}), ("a", 14))
    assert day.ends == [(0, 0), (14, 0)]


@pytest.mark.parametrize("share", ["0%", "100%"])
def test_who_is_put_on_hold_is_as_the_share_says(clock, share):
    held = {"hold": {"share": share, "takes": "4 s"}, "arrivals": times(0)}
    day = live(clock, a_model(queues=queues(a=held)))
    assert day.column("ended_at") == [14 if share == "100%" else 10]


def test_a_share_of_nothing_changes_nothing(clock):
    own = {"arrivals": "400/hour", "talk": "exponential mean 30 s",
           "patience": "exponential mean 20 s"}  # fmt: skip
    never = {"hold": {"share": "0%", "takes": "exponential mean 9 s"}}
    one, other = (
        live(clock, a_model(queues=queues(a=own | more))).log.contacts for more in ({}, never)
    )
    for field in one.dtype.names:
        assert np.array_equal(one[field], other[field], equal_nan=True), field


def test_holds_are_measured_explained_and_told():
    scenario = from_dict(PLAIN | {"queues": queues(a=HELD | {"arrivals": times(0, 30)})})
    run = cic.run(scenario, replications=2, seed=1)
    told = {
        name: run.estimate(name, queue="a").value
        for name in ("put_on_hold", "average_hold", "average_talk", "average_handle_time")
    }
    assert told == {
        "put_on_hold": 1, "average_hold": 4, "average_talk": 10, "average_handle_time": 14,
    }  # fmt: skip
    assert run.contacts["held"].tolist()[:2] == [4, 4]
    assert "100% on hold for 4 s" in explain(scenario)
    day = live(SimpyClock(), scenario.model)
    told = list(tell(day.log, day.program, scenario.model))
    assert any("are done after 10 s, and 4 s on hold" in line for line in told)
