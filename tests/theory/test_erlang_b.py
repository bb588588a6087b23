"""Erlang B against published figures, the definition, and scipy."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammainc, gammaincc
from scipy.stats import poisson

from cic.errors import UsageError
from cic.theory.erlang_b import ErlangB, agents_for_blocking, blocking_probability

LOADS = st.floats(min_value=0.01, max_value=500.0)


def test_fifteen_lines_carry_8_108_erlang_at_one_percent_blocking():
    # erlang.com, calculator manual, "How much traffic can a trunk group handle?"
    assert blocking_probability(8.108, agents=15) == pytest.approx(0.01, abs=5e-6)


def test_a_thousand_and_two_hundred_calls_of_100_seconds_need_45_lines():
    # erlang.com forum, "Trunk engineering": 33.333 erlang at 1 % blocking need 45 lines
    assert agents_for_blocking(0.01, offered_load=1200 / 36) == 45


def test_thirty_lines_lose_5_percent_of_25_erlang():
    # Wolfram, "Compute loss probabilities for a queue": approximately 0.05
    assert blocking_probability(25.0, agents=30) == pytest.approx(0.05, abs=5e-3)


@given(load=LOADS, agents=st.integers(min_value=0, max_value=600))
def test_blocking_is_the_last_term_of_a_truncated_poisson_distribution(load, agents):
    logarithm = poisson.logpmf(agents, load) - poisson.logcdf(agents, load)
    if logarithm > -600:
        expected = math.exp(logarithm)
        assert blocking_probability(load, agents=agents) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("agents", [0.001, 0.5, 0.999, 1.5, 17.3])
@pytest.mark.parametrize("load", [0.01, 1.0, 30.0])
def test_fractional_agents_follow_the_incomplete_gamma_function(load, agents):
    # 1 / B = exp(a) a^-n Γ(n + 1, a), the upper incomplete gamma function
    upper = gammaincc(agents + 1, load) * math.gamma(agents + 1)
    expected = math.exp(-load) * load**agents / upper
    assert blocking_probability(load, agents=agents) == pytest.approx(expected, rel=1e-12)


@given(
    load=st.floats(min_value=1.0, max_value=500.0),
    agents=st.floats(min_value=0.0, max_value=100.0),
)
def test_blocking_falls_with_every_part_of_an_agent(load, agents):
    more = blocking_probability(load, agents=agents + 0.25)
    assert more < blocking_probability(load, agents=agents)


def test_ten_thousand_agents_neither_overflow_nor_lose_digits():
    # Γ(n + 1, n) / Γ(n + 1) is the chance of at most n for a Poisson number of mean n
    n = 10_000
    expected = poisson.pmf(n, n) / (1.0 - gammainc(n + 1, n))
    assert blocking_probability(n, agents=n) == pytest.approx(expected, rel=1e-9)


def test_without_load_nothing_is_blocked_and_without_agents_everything():
    assert blocking_probability(0.0, agents=3) == 0.0
    assert blocking_probability(0.0, agents=0.5) == 0.0
    assert blocking_probability(7.0, agents=0) == 1.0
    assert math.isnan(ErlangB(arrivals_per_hour=60, handle_time=60, agents=0).occupancy)


def test_the_fewest_agents_meet_the_target_and_one_fewer_does_not():
    agents = agents_for_blocking(0.02, offered_load=80.0)
    assert blocking_probability(80.0, agents=agents) <= 0.02
    assert blocking_probability(80.0, agents=agents - 1) > 0.02


@pytest.mark.parametrize(
    "nonsense",
    [
        {"offered_load": -1.0, "agents": 3},
        {"offered_load": math.nan, "agents": 3},
        {"offered_load": math.inf, "agents": 3},
        {"offered_load": 1.0, "agents": -3},
    ],
)
def test_nonsense_is_refused_by_name(nonsense):
    with pytest.raises(UsageError, match=r"(offered_load|agents) is .*\n.*→ give"):
        blocking_probability(nonsense.pop("offered_load"), **nonsense)


@pytest.mark.parametrize("share", [0.0, 1.0, 1.5, math.nan])
def test_a_blocking_target_must_be_a_share_that_can_be_met(share):
    with pytest.raises(UsageError, match="strictly between 0 and 1"):
        agents_for_blocking(share, offered_load=10.0)
