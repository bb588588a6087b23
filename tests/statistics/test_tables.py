"""Whole tables of estimates are the single estimates, one by one."""

import numpy as np
import pytest

from cic.statistics.estimate import mean_estimate, ratio_estimate
from cic.statistics.tables import mean_table, ratio_table

RNG = np.random.default_rng(7)
TOPS = RNG.poisson(8.0, (30, 4, 3)).astype(float)
BOTTOMS = TOPS + RNG.poisson(2.0, (30, 4, 3))


def assert_same(table, single, place):
    for name in ("value", "low", "high"):
        assert getattr(table, name)[place] == pytest.approx(getattr(single, name), rel=1e-12)


def test_each_ratio_of_a_table_is_the_ratio_estimate():
    table = ratio_table(TOPS, BOTTOMS, confidence=0.9, within=(0.0, 1.0))
    for place in np.ndindex(4, 3):
        tops, bottoms = TOPS[:, *place].tolist(), BOTTOMS[:, *place].tolist()
        single = ratio_estimate(tops, bottoms, confidence=0.9, within=(0.0, 1.0))
        assert_same(table, single, place)


def test_each_mean_of_a_table_is_the_mean_estimate_also_where_observations_are_missing():
    values = TOPS.copy()
    values[3:7, 1, 2] = np.nan
    table = mean_table(values, confidence=0.95)
    for place in np.ndindex(4, 3):
        assert_same(table, mean_estimate(values[:, *place].tolist(), confidence=0.95), place)


def test_nothing_over_nothing_is_nan_and_one_replication_has_no_interval():
    table = ratio_table(np.zeros((5, 1)), np.zeros((5, 1)), confidence=0.95)
    assert np.isnan([table.value[0], table.low[0], table.high[0]]).all()
    table = mean_table(np.array([[2.0]]), confidence=0.95)
    assert table.value[0] == 2.0
    assert np.isnan([table.low[0], table.high[0]]).all()
