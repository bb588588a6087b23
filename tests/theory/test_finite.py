"""M/M/n/K against published figures, its Markov chain, and its limits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import gamma

from cic.errors import UsageError
from cic.theory.erlang_b import blocking_probability
from cic.theory.erlang_c import ErlangC
from cic.theory.finite import FiniteQueue


@pytest.mark.parametrize(
    ("arrivals", "completions", "agents", "lines", "expected"),
    [
        # octave-forge, queueing toolbox 1.2, tests of qnmmmk; rates per hour
        (40, 30, 3, 7, {"in_centre": 0.036517 * 40}),
        (50, 10, 4, 6, {"blocked": 0.293543}),
        (3, 2, 2, 5, {"blocked": 0.085113, "in_centre": 2.00595, "wait": 0.230857}),
    ],
)
def test_the_figures_of_the_octave_queueing_toolbox(arrivals, completions, agents, lines, expected):
    centre = FiniteQueue(
        arrivals_per_hour=arrivals, handle_time=3600 / completions, agents=agents, lines=lines
    )
    accepted = 1 - centre.blocking_probability
    found = {
        "blocked": centre.blocking_probability,
        "in_centre": centre.mean_queue_length + centre.occupancy * agents,
        "wait": centre.average_speed_of_answer / 3600,
    }
    if lines == 7:  # given as the response time of the accepted
        expected = {"in_centre": expected["in_centre"] * accepted}
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=5e-6)


def test_two_agents_and_five_places_have_twelve_elevenths_waiting():
    # math.stackexchange.com/questions/3617336: M/M/2/5, 240 an hour of 30 s each: Lq = 4 · 3/11
    centre = FiniteQueue(arrivals_per_hour=240, handle_time=30, agents=2, lines=5)
    assert centre.mean_queue_length == pytest.approx(12 / 11)


CENTRES = st.builds(
    lambda agents, places, occupancy: FiniteQueue(
        arrivals_per_hour=20 * agents * occupancy,
        handle_time=180,
        agents=agents,
        lines=agents + places,
    ),
    agents=st.integers(min_value=1, max_value=30),
    places=st.integers(min_value=0, max_value=50),
    occupancy=st.floats(min_value=0.05, max_value=5.0),
)


@given(centre=CENTRES, within=st.floats(min_value=0.0, max_value=600.0))
def test_measures_are_sums_over_the_states_of_the_markov_chain(centre, within):
    rates = np.minimum(np.arange(1, centre.lines + 1), centre.agents)
    logs = np.concatenate([[0.0], np.cumsum(np.log(centre.offered_load / rates))])
    states = np.exp(logs - logs.max())
    states /= states.sum()
    waiting = np.arange(centre.lines - centre.agents + 1)
    assert centre.blocking_probability == pytest.approx(states[-1], rel=1e-9)
    assert centre.wait_probability == pytest.approx(states[centre.agents : -1].sum(), rel=1e-9)
    assert centre.mean_queue_length == pytest.approx(waiting @ states[centre.agents :], rel=1e-9)
    ends_in_time = gamma.cdf(within, waiting[:-1] + 1, scale=180 / centre.agents)
    soon = states[: centre.agents].sum() + states[centre.agents : -1] @ ends_in_time
    assert centre.service_level(within=within) == pytest.approx(soon, abs=1e-11)


def test_without_places_to_wait_it_is_erlang_b():
    centre = FiniteQueue(arrivals_per_hour=200, handle_time=180, agents=12, lines=12)
    assert centre.blocking_probability == pytest.approx(blocking_probability(10, agents=12))
    assert (centre.wait_probability, centre.average_speed_of_answer) == (0.0, 0.0)


def test_with_many_lines_it_is_erlang_c():
    demand = {"arrivals_per_hour": 200, "handle_time": 180, "agents": 12}
    many, endless = FiniteQueue(**demand, lines=3000), ErlangC(**demand)
    assert many.wait_probability == pytest.approx(endless.wait_probability, rel=1e-12)
    assert many.average_speed_of_answer == pytest.approx(endless.average_speed_of_answer, rel=1e-12)
    assert many.service_level(within=20) == pytest.approx(
        endless.service_level(within=20), rel=1e-12
    )


@pytest.mark.parametrize("occupancy", [0.01, 0.99, 1.0, 50.0])
def test_ten_thousand_agents_give_finite_answers(occupancy):
    centre = FiniteQueue(
        arrivals_per_hour=200_000 * occupancy, handle_time=180, agents=10_000, lines=12_000
    )
    assert max(0.0, 1 - 1 / occupancy) - 1e-12 <= centre.blocking_probability < 1
    assert 0.0 <= centre.service_level(within=20) <= 1.0
    assert math.isfinite(centre.average_speed_of_answer)


def test_without_arrivals_nobody_waits():
    centre = FiniteQueue(arrivals_per_hour=0, handle_time=180, agents=2, lines=5)
    assert (centre.average_speed_of_answer, centre.service_level(within=0)) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("nonsense", "message"),
    [
        ({"lines": 2}, "fewer than the 3 agents"),
        ({"agents": 2.5}, "agents is 2.5"),
        ({"agents": 0}, "agents is 0"),
        ({"lines": math.inf}, "lines is inf"),
    ],
)
def test_nonsense_is_refused_by_name(nonsense, message):
    with pytest.raises(UsageError, match=message):
        FiniteQueue(
            **{"arrivals_per_hour": 60, "handle_time": 180, "agents": 3, "lines": 5, **nonsense}
        )
