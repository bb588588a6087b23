"""The exponential and the logarithm are within 1 ulp of the truth, and have the usual limits."""

import math

import numpy as np
import pytest

from cic.luck.arithmetic import exp, log

RNG = np.random.default_rng(7)


def ulps(found, truth):
    return np.abs(found - truth) / np.spacing(np.abs(truth))


@pytest.mark.parametrize("reach", [1e-8, 1e-3, 1.0, 30.0, 700.0])
def test_exp_is_within_one_ulp(reach):
    x = RNG.uniform(-reach, reach, 100_000)
    truth = np.array([math.exp(value) for value in x])
    assert ulps(exp(x), truth).max() <= 1


def test_exp_is_monotone_where_pieces_of_its_range_meet():
    for k in range(-1000, 1000):
        x = np.nextafter((k + 0.5) * math.log(2), [-math.inf, math.inf])
        low, high = exp(x)
        assert low <= high


@pytest.mark.parametrize("decades", [0.01, 1, 10, 300])
def test_log_is_within_one_ulp(decades):
    x = 10.0 ** RNG.uniform(-decades, decades, 100_000)
    truth = np.array([math.log(value) for value in x])
    assert ulps(log(x), truth).max() <= 1


def test_log_is_exact_near_one():
    x = 1.0 + RNG.uniform(-1e-6, 1e-6, 100_000)
    truth = np.array([math.log(value) for value in x])
    assert ulps(log(x), truth)[truth != 0].max() <= 1


def test_special_values():
    assert exp([0.0, -0.0]).tolist() == [1, 1]
    assert exp([-746.0, -1e9, -math.inf]).tolist() == [0, 0, 0]
    assert exp([710.0, 1e9, math.inf]).tolist() == [math.inf] * 3
    assert log([1.0]).tolist() == [0]
    assert log([2.0**n for n in (-1074, -1022, -1, 1, 1023)]).tolist() == pytest.approx(
        [n * math.log(2) for n in (-1074, -1022, -1, 1, 1023)], rel=1e-15
    )


@pytest.mark.parametrize("x", [-745.0, -740.0, -709.0, 709.0, 709.7])
def test_exp_near_the_ends_of_its_range(x):
    assert float(exp(x)) == pytest.approx(math.exp(x), rel=1e-15, abs=5e-324)


def test_shapes_are_kept():
    assert exp(np.zeros((2, 3))).shape == (2, 3)
    assert log(np.ones((3, 1))).shape == (3, 1)
    assert exp(np.zeros(0)).shape == (0,)
