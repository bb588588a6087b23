"""The queue of one agent against published figures and Erlang C."""

import pytest

from cic.errors import UsageError
from cic.theory.erlang_c import ErlangC
from cic.theory.inputs import OverloadError
from cic.theory.pollaczek import PollaczekKhinchine


def test_a_car_wash_of_six_minutes_has_0_45_cars_waiting():
    # code.policylink.org/comparte/24279479: a car in 10 min, 6 min of washing each, M/D/1
    centre = PollaczekKhinchine(arrivals_per_hour=6, handle_time=360, variation=0)
    assert centre.mean_queue_length == pytest.approx(0.45)


def test_a_mixture_of_short_and_long_contacts_uses_its_own_variation():
    # math.stackexchange.com/questions/2222776, first problem: 9 an hour, 80 % take 1/12 h always,
    # 20 % are exponential of 1/6 h; by the second moment, W = λ E[S²] / 2 (1 − λ E[S])
    mean = 0.8 / 12 + 0.2 / 6
    second = 0.8 / 12**2 + 0.2 * 2 / 6**2
    variation = (second / mean**2 - 1) ** 0.5
    centre = PollaczekKhinchine(arrivals_per_hour=9, handle_time=3600 * mean, variation=variation)
    expected = 9 * second / (2 * (1 - 9 * mean))
    assert centre.average_speed_of_answer / 3600 == pytest.approx(expected)


@pytest.mark.parametrize("arrivals", [0, 1, 10, 19.9])
def test_exponential_handle_times_are_erlang_c_with_one_agent(arrivals):
    demand = {"arrivals_per_hour": arrivals, "handle_time": 180}
    general, exponential = PollaczekKhinchine(**demand), ErlangC(**demand, agents=1)
    assert general.average_speed_of_answer == pytest.approx(exponential.average_speed_of_answer)
    assert general.mean_queue_length == pytest.approx(exponential.mean_queue_length)


def test_constant_handle_times_halve_the_wait():
    constant = PollaczekKhinchine(arrivals_per_hour=15, handle_time=180, variation=0)
    exponential = PollaczekKhinchine(arrivals_per_hour=15, handle_time=180)
    assert exponential.average_speed_of_answer == pytest.approx(
        2 * constant.average_speed_of_answer
    )


def test_overload_is_reported():
    with pytest.raises(OverloadError, match="1 erlang offered to 1 agents"):
        PollaczekKhinchine(arrivals_per_hour=20, handle_time=180)


def test_a_negative_variation_is_refused():
    with pytest.raises(UsageError, match="variation is -1"):
        PollaczekKhinchine(arrivals_per_hour=10, handle_time=180, variation=-1)
