"""Erlang C against published figures, sums of states, and its own inverse."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.errors import UsageError
from cic.theory.erlang_c import (
    ErlangC,
    agents_for_service_level,
    agents_for_speed_of_answer,
    wait_probability,
)
from cic.theory.inputs import OverloadError


def centre(*, agents, arrivals_per_hour=200.0, handle_time=180.0):
    return ErlangC(arrivals_per_hour=arrivals_per_hour, handle_time=handle_time, agents=agents)


def test_the_figures_of_pyworkforce_and_of_the_r_package_erlangc():
    # 100 calls in 30 min of 3 min, 14 agents, 20 s: pypi.org/project/pyworkforce 0.1.0 and
    # rdocumentation.org/packages/ErlangC 0.1.0
    answers = centre(agents=14)
    assert answers.wait_probability == pytest.approx(0.1741319335950498, rel=1e-13)
    assert answers.service_level(within=20) == pytest.approx(0.8883500191794669, rel=1e-13)
    assert answers.average_speed_of_answer == pytest.approx(7.83593701177724, rel=1e-13)
    assert answers.occupancy == pytest.approx(0.7142857, abs=1e-7)


def test_eighty_twenty_for_ten_erlang_of_three_minutes_needs_14_agents():
    # the same sources
    agents = agents_for_service_level(0.8, within=20, arrivals_per_hour=200, handle_time=180)
    assert agents == 14


def test_a_queue_of_one_agent_is_m_m_1():
    # Kelton, Sadowski, Zupick, exercise 2.6.1 (rstudio-pubs 305152): one contact in 1.25 min,
    # 1 min of handling: 4 min of waiting, 3.2 waiting
    answers = centre(agents=1, arrivals_per_hour=48, handle_time=60)
    assert answers.average_speed_of_answer == pytest.approx(4 * 60)
    assert answers.mean_queue_length == pytest.approx(3.2)
    assert answers.occupancy == pytest.approx(0.8)


@given(
    agents=st.integers(min_value=1, max_value=60),
    occupancy=st.floats(min_value=0.05, max_value=0.95),
)
def test_measures_are_sums_over_the_states_of_the_queue(agents, occupancy):
    load = agents * occupancy
    rates = np.minimum(np.arange(1, 3000), agents)
    states = np.exp(np.concatenate([[0.0], np.cumsum(np.log(load) - np.log(rates))]))
    states /= states.sum()
    answers = centre(agents=agents, arrivals_per_hour=load * 20)
    assert answers.wait_probability == pytest.approx(states[agents:].sum(), rel=1e-9)
    queue = np.arange(states.size - agents) @ states[agents:]
    assert answers.mean_queue_length == pytest.approx(queue, rel=1e-9)


@given(
    share=st.floats(min_value=0.0, max_value=0.9999),
    agents=st.floats(min_value=10.1, max_value=30.0),
)
def test_the_wait_quantile_undoes_the_service_level(share, agents):
    answers = centre(agents=agents)
    wait = answers.wait_quantile(share)
    at_once = 1.0 - answers.wait_probability
    assert answers.service_level(within=wait) == pytest.approx(max(share, at_once), abs=1e-12)


def test_the_service_level_within_zero_is_the_share_that_does_not_wait():
    answers = centre(agents=12)
    assert answers.service_level(within=0) == pytest.approx(1.0 - answers.wait_probability)


@given(agents=st.floats(min_value=10.01, max_value=100.0))
def test_every_part_of_an_agent_shortens_the_wait(agents):
    more = centre(agents=agents + 0.25)
    assert more.average_speed_of_answer < centre(agents=agents).average_speed_of_answer


@pytest.mark.parametrize("agents", [0, 5, 9.99, 10])
def test_overload_is_reported_and_no_wait_is_made_up(agents):
    # phubers/erlang, issue 7: a negative wait was returned
    with pytest.raises(OverloadError, match=r"10 erlang offered to .*\n.*at least 11 agents"):
        centre(agents=agents)
    with pytest.raises(OverloadError):
        wait_probability(10.0, agents=agents)


def test_an_overload_says_what_was_offered_to_how_many():
    with pytest.raises(OverloadError) as caught:
        centre(agents=5)
    assert (caught.value.offered_load, caught.value.agents) == (10.0, 5)
    assert isinstance(caught.value, UsageError | ValueError)


def test_ten_thousand_agents_are_answered_at_once():
    answers = centre(agents=10_000, arrivals_per_hour=9_900 * 20)
    assert 0.0 < answers.wait_probability < 1.0
    # Halfin-Whitt: beta = 1 at 99 % of 10,000
    beta = (10_000 - 9_900) / math.sqrt(9_900)
    normal = math.erfc(-beta / math.sqrt(2)) / 2
    density = math.exp(-(beta**2) / 2) / math.sqrt(2 * math.pi)
    assert answers.wait_probability == pytest.approx(1 / (1 + beta * normal / density), rel=0.01)


@given(
    arrivals=st.floats(min_value=1.0, max_value=20_000.0),
    share=st.floats(min_value=0.01, max_value=0.999),
    within=st.floats(min_value=0.0, max_value=120.0),
)
def test_the_fewest_agents_meet_the_service_level_and_one_fewer_does_not(arrivals, share, within):
    agents = agents_for_service_level(
        share, within=within, arrivals_per_hour=arrivals, handle_time=240
    )
    demand = {"arrivals_per_hour": arrivals, "handle_time": 240}
    assert ErlangC(**demand, agents=agents).service_level(within=within) >= share
    if agents - 1 > arrivals * 240 / 3600:
        assert ErlangC(**demand, agents=agents - 1).service_level(within=within) < share


def test_the_fewest_agents_meet_the_speed_of_answer_and_one_fewer_does_not():
    agents = agents_for_speed_of_answer(5, arrivals_per_hour=900, handle_time=240)
    enough = centre(agents=agents, arrivals_per_hour=900, handle_time=240)
    short = centre(agents=agents - 1, arrivals_per_hour=900, handle_time=240)
    assert enough.average_speed_of_answer <= 5 < short.average_speed_of_answer


def test_without_arrivals_no_agent_is_needed_and_nobody_waits():
    assert agents_for_service_level(0.8, within=20, arrivals_per_hour=0, handle_time=180) == 0
    assert agents_for_speed_of_answer(5, arrivals_per_hour=0, handle_time=180) == 0
    idle = centre(agents=1, arrivals_per_hour=0)
    assert (idle.average_speed_of_answer, idle.service_level(within=0)) == (0.0, 1.0)


def test_answers_are_told_by_name():
    answers = centre(agents=14)
    assert list(answers.to_dict()) == list(answers.measures)
    assert answers.to_dict()["average_speed_of_answer"] == answers.average_speed_of_answer
    assert "average speed of answer  7.836 s" in str(answers)


@pytest.mark.parametrize(
    "nonsense",
    [{"arrivals_per_hour": -1}, {"handle_time": 0}, {"handle_time": math.nan}, {"agents": -1}],
)
def test_nonsense_is_refused_by_name(nonsense):
    with pytest.raises(UsageError, match=f"{next(iter(nonsense))} is"):
        centre(**{"agents": 14, **nonsense})


@pytest.mark.parametrize("share", [-0.1, 1.0, math.nan])
def test_a_wait_quantile_needs_a_share_below_one(share):
    with pytest.raises(UsageError, match="share is"):
        centre(agents=14).wait_quantile(share)


def test_a_service_level_of_80_is_not_taken_for_80_percent():
    with pytest.raises(UsageError, match=r"such as 0\.8 for 80%"):
        agents_for_service_level(80, within=20, arrivals_per_hour=200, handle_time=180)
