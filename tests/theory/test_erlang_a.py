"""Erlang A against published figures, its Markov chain, its integral, and a simulation."""

import heapq
import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.linalg import expm

from cic.errors import UsageError
from cic.theory.erlang_a import (
    ErlangA,
    agents_for_abandonment,
    agents_for_service_level,
    agents_for_speed_of_answer,
)
from cic.theory.erlang_b import blocking_probability
from cic.theory.erlang_c import ErlangC

CENTRES = st.builds(
    lambda agents, occupancy, handle_time, patience: ErlangA(
        arrivals_per_hour=3600 * agents * occupancy / handle_time,
        handle_time=handle_time,
        patience=patience,
        agents=agents,
    ),
    agents=st.integers(min_value=1, max_value=40),
    occupancy=st.floats(min_value=0.1, max_value=2.0),
    handle_time=st.floats(min_value=30.0, max_value=600.0),
    patience=st.floats(min_value=10.0, max_value=1800.0),
)


def test_the_figures_of_pyworkforce():
    # pyworkforce guide, "Erlang A (abandonment)": 100 calls in 30 min of 3 min, patience 5 min,
    # 13 agents, 20 s; printed with three digits, and its ASA is the mean wait of all in minutes
    centre = ErlangA(arrivals_per_hour=200, handle_time=180, patience=300, agents=13)
    assert centre.service_level(within=20) == pytest.approx(0.858, abs=1e-3)
    assert centre.occupancy == pytest.approx(0.750, abs=1e-3)
    assert centre.abandonment_rate == pytest.approx(0.025, abs=1e-3)
    assert centre.wait_probability == pytest.approx(0.226, abs=1e-3)
    assert centre.mean_wait / 60 == pytest.approx(0.125, abs=1e-3)


def states_of(centre, *, most=4000):
    """Probabilities of 0, 1, 2 … contacts, by detailed balance."""
    busy = np.minimum(np.arange(1, most), centre.agents)
    waiting = np.arange(1, most) - busy
    leaving = busy / centre.handle_time + waiting / centre.patience
    logs = np.concatenate([[0.0], np.cumsum(np.log(centre.arrivals_per_second / leaving))])
    states = np.exp(logs - logs.max())
    return states / states.sum()


@given(centre=CENTRES)
def test_measures_are_sums_over_the_states_of_the_markov_chain(centre):
    states = states_of(centre)
    queue = np.arange(states.size - centre.agents) @ states[centre.agents :]
    busy = np.minimum(np.arange(states.size), centre.agents) @ states
    assert centre.wait_probability == pytest.approx(states[centre.agents :].sum(), rel=1e-9)
    assert centre.mean_queue_length == pytest.approx(queue, rel=1e-9)
    assert centre.occupancy == pytest.approx(busy / centre.agents, rel=1e-9)
    lost = queue / centre.patience / centre.arrivals_per_second
    assert centre.abandonment_rate == pytest.approx(lost, rel=1e-9)


@settings(max_examples=30)
@given(centre=CENTRES, within=st.floats(min_value=0.0, max_value=300.0))
def test_answers_in_time_follow_from_the_density_of_the_virtual_wait(centre, within):
    # Baccelli, Hebuterne: the density of the wait of an endlessly patient contact is in proportion
    # to exp(λ ∫ P(patience > u) du - nμ t)
    rate, capacity = centre.arrivals_per_second, centre.agents / centre.handle_time
    patience = centre.patience

    def exponent(t):
        return -rate * patience * math.expm1(-t / patience) - capacity * t

    peak = max(0.0, -patience * math.log(min(1.0, capacity / rate)))
    end = peak + 60 * (centre.handle_time + patience)

    def density(t):
        return math.exp(exponent(t) - exponent(peak))

    def integral(f, low, high):
        middle = [x for x in (peak, peak + 60.0, peak + 600.0) if low < x < high]
        return quad(f, low, high, points=middle or None, limit=400, epsabs=0, epsrel=1e-11)[0]

    whole = integral(density, 0.0, end)
    soon = integral(lambda t: math.exp(-t / patience) * density(t), 0.0, within) if within else 0.0
    waits = integral(lambda t: t * math.exp(-t / patience) * density(t), 0.0, end)
    at_once, share = 1.0 - centre.wait_probability, centre.wait_probability / whole
    assert centre.answered_within(within) == pytest.approx(at_once + share * soon, abs=1e-8)
    answered = 1.0 - centre.abandonment_rate
    assert centre.average_speed_of_answer == pytest.approx(share * waits / answered, rel=1e-7)


def test_answers_in_time_follow_from_the_markov_chain_of_a_waiting_contact():
    # the contact that finds k waiting moves up until it is answered (first state) or gives up
    centre = ErlangA(arrivals_per_hour=60, handle_time=300, patience=90, agents=4)
    states, most, within = states_of(centre), 60, 25.0
    answered = given_up = 0.0
    rates = np.zeros((most + 2, most + 2))
    for k in range(most):
        up = centre.agents / centre.handle_time + k / centre.patience
        rates[k + 2, k + 1 if k else 0] += up
        rates[k + 2, 1] += 1 / centre.patience
        rates[k + 2, k + 2] -= up + 1 / centre.patience
    after = expm(rates * within)
    for k in range(most):
        answered += states[centre.agents + k] * after[k + 2, 0]
        given_up += states[centre.agents + k] * after[k + 2, 1]
    # row k + 2 is position k; its way up leads through rows k + 1, …, 2 to row 0
    at_once = states[: centre.agents].sum()
    assert centre.answered_within(within) == pytest.approx(at_once + answered, abs=1e-10)
    assert centre.abandoned_within(within) == pytest.approx(given_up, abs=1e-10)


def simulate(centre, *, contacts, seed):
    """Waits and fates of contacts in order of arrival; contacts that abandon take no agent."""
    luck = random.Random(seed)
    free_at = [0.0] * centre.agents
    now, waits, answered = 0.0, [], []
    for _ in range(contacts):
        now += luck.expovariate(centre.arrivals_per_second)
        patience = luck.expovariate(1 / centre.patience)
        wait = max(0.0, free_at[0] - now)
        answered.append(wait <= patience)
        waits.append(min(wait, patience))
        if answered[-1]:
            heapq.heapreplace(free_at, now + wait + luck.expovariate(1 / centre.handle_time))
    return np.array(waits), np.array(answered)


def test_a_simulation_of_a_crowded_centre_agrees():
    centre = ErlangA(arrivals_per_hour=240, handle_time=180, patience=120, agents=11)
    waits, answered = simulate(centre, contacts=200_000, seed=1)
    assert centre.abandonment_rate == pytest.approx(1 - answered.mean(), rel=0.03)
    assert centre.wait_probability == pytest.approx((waits > 0).mean(), rel=0.03)
    assert centre.average_speed_of_answer == pytest.approx(waits[answered].mean(), rel=0.03)
    assert centre.mean_time_to_abandon == pytest.approx(waits[~answered].mean(), rel=0.03)
    soon = (answered & (waits <= 20)).mean()
    assert centre.service_level(within=20) == pytest.approx(soon, abs=0.01)
    assert centre.wait_exceeds(20) == pytest.approx((waits > 20).mean(), abs=0.01)


@given(centre=CENTRES, seconds=st.floats(min_value=0.0, max_value=3600.0))
def test_every_contact_is_answered_in_time_or_abandons_in_time_or_still_waits(centre, seconds):
    parts = (
        centre.answered_within(seconds),
        centre.abandoned_within(seconds),
        centre.wait_exceeds(seconds),
    )
    assert all(0.0 <= part <= 1.0 for part in parts)
    assert math.fsum(parts) == pytest.approx(1.0, abs=1e-11)


@given(centre=CENTRES)
def test_the_mean_wait_is_that_of_the_answered_and_of_the_abandoning(centre):
    lost = centre.abandonment_rate
    wait = (1 - lost) * centre.average_speed_of_answer + lost * centre.mean_time_to_abandon
    assert centre.mean_wait == pytest.approx(wait, rel=1e-9)


def test_endless_patience_leads_to_erlang_c():
    demand = {"arrivals_per_hour": 200, "handle_time": 180, "agents": 12}
    patient, endless = ErlangA(**demand, patience=1e9), ErlangC(**demand)
    assert patient.wait_probability == pytest.approx(endless.wait_probability, rel=1e-5)
    assert patient.average_speed_of_answer == pytest.approx(
        endless.average_speed_of_answer, rel=1e-5
    )
    assert patient.service_level(within=20) == pytest.approx(
        endless.service_level(within=20), rel=1e-5
    )


def test_no_patience_leads_to_erlang_b():
    centre = ErlangA(arrivals_per_hour=200, handle_time=180, patience=1e-6, agents=12)
    assert centre.abandonment_rate == pytest.approx(blocking_probability(10, agents=12), rel=1e-6)


def test_patience_equal_to_handle_time_makes_an_infinite_server():
    # then contacts leave at the same rate waiting or not: the number there is Poisson
    centre = ErlangA(arrivals_per_hour=240, handle_time=180, patience=180, agents=10)
    states = [math.exp(-12 + k * math.log(12) - math.lgamma(k + 1)) for k in range(10)]
    assert centre.wait_probability == pytest.approx(1 - math.fsum(states), rel=1e-12)


@pytest.mark.parametrize("occupancy", [0.5, 0.99, 1.0, 1.3])
@pytest.mark.parametrize("patience", [1.0, 120.0, 86_400.0])
def test_ten_thousand_agents_give_finite_answers(occupancy, patience):
    centre = ErlangA(
        arrivals_per_hour=120_000 * occupancy, handle_time=300, patience=patience, agents=10_000
    )
    lost = centre.abandonment_rate
    assert max(0.0, 1 - 1 / occupancy) - 1e-12 <= lost < 1
    assert centre.occupancy == pytest.approx(occupancy * (1 - lost), rel=1e-12)
    assert 0.0 <= centre.service_level(within=20) <= 1.0


@given(centre=CENTRES)
def test_every_part_of_an_agent_raises_the_service_level_and_lowers_abandonment(centre):
    more = ErlangA(
        arrivals_per_hour=centre.arrivals_per_hour,
        handle_time=centre.handle_time,
        patience=centre.patience,
        agents=centre.agents + 0.5,
    )
    rounding = 1e-12
    assert more.service_level(within=20) >= centre.service_level(within=20) - rounding
    assert more.abandonment_rate <= centre.abandonment_rate + rounding
    assert more.average_speed_of_answer <= centre.average_speed_of_answer * (1 + rounding)


DEMAND = {"arrivals_per_hour": 700.0, "handle_time": 210.0, "patience": 150.0}


def test_the_fewest_agents_meet_each_target_and_one_fewer_does_not():
    for agents, good in (
        (
            agents_for_service_level(0.8, within=20, **DEMAND),
            lambda centre: centre.service_level(within=20) >= 0.8,
        ),
        (
            agents_for_abandonment(0.03, **DEMAND),
            lambda centre: centre.abandonment_rate <= 0.03,
        ),
        (
            agents_for_speed_of_answer(10, **DEMAND),
            lambda centre: centre.average_speed_of_answer <= 10,
        ),
    ):
        assert good(ErlangA(**DEMAND, agents=agents))
        assert not good(ErlangA(**DEMAND, agents=agents - 1))


def test_without_agents_every_contact_abandons():
    centre = ErlangA(arrivals_per_hour=60, handle_time=300, patience=100, agents=0)
    assert (centre.wait_probability, centre.service_level(within=20)) == (1.0, 0.0)
    assert centre.abandonment_rate == pytest.approx(1.0)
    assert centre.mean_wait == pytest.approx(100.0)
    assert centre.abandoned_within(20) == pytest.approx(1 - math.exp(-0.2))
    assert math.isnan(centre.average_speed_of_answer)
    assert math.isnan(centre.occupancy)


def test_without_arrivals_nobody_waits_and_no_agent_is_needed():
    centre = ErlangA(arrivals_per_hour=0, handle_time=300, patience=100, agents=2)
    assert (centre.mean_wait, centre.service_level(within=0)) == (0.0, 1.0)
    assert math.isnan(centre.mean_time_to_abandon)
    nothing = {**DEMAND, "arrivals_per_hour": 0}
    assert agents_for_service_level(0.8, within=20, **nothing) == 0


@pytest.mark.parametrize(
    "nonsense",
    [{"patience": 0}, {"patience": math.inf}, {"agents": -1}, {"handle_time": -5}],
)
def test_nonsense_is_refused_by_name(nonsense):
    with pytest.raises(UsageError, match=f"{next(iter(nonsense))} is"):
        ErlangA(**{**DEMAND, "agents": 10, **nonsense})


def test_a_negative_time_is_refused():
    with pytest.raises(UsageError, match="seconds is -1"):
        ErlangA(**DEMAND, agents=40).answered_within(-1)
