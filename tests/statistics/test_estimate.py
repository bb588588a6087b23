"""Estimates: their formulas, their coverage, and what they say."""

import json
import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cic.errors import UsageError
from cic.statistics.estimate import (
    Estimate,
    difference_estimate,
    mean_estimate,
    ratio_difference_estimate,
    ratio_estimate,
)

NAN = math.nan
VALUES = st.floats(min_value=-1e6, max_value=1e6)
MANY = st.lists(VALUES, min_size=2, max_size=50)


@given(values=MANY, confidence=st.sampled_from([0.5, 0.9, 0.95, 0.999]))
def test_a_mean_has_the_t_interval_of_scipy(values, confidence):
    found = mean_estimate(values, confidence=confidence)
    error = stats.sem(values)
    half_width = stats.t.ppf((1 + confidence) / 2, len(values) - 1) * error
    assert found.value == pytest.approx(np.mean(values), rel=1e-9, abs=1e-6)
    assert found.half_width == pytest.approx(half_width, rel=1e-6, abs=1e-6)
    assert found.low <= found.value <= found.high
    assert (found.replications, found.dropped) == (len(values), 0)


def test_the_mean_interval_covers_the_truth_about_as_often_as_it_says():
    luck = random.Random(7)
    covered = sum(
        mean_estimate([luck.expovariate(1.0) for _ in range(30)]).covers(1.0) for _ in range(400)
    )
    # 30 exponentials are skew: about 93 % in truth, give or take 1.3
    assert 0.88 <= covered / 400 <= 0.98


def test_the_ratio_interval_covers_the_ratio_of_means_and_not_the_mean_of_ratios():
    luck = random.Random(11)
    covered = strayed = 0
    for _ in range(400):
        pairs = []
        for _ in range(30):
            busy = luck.random() < 0.5
            calls = 1000 if busy else 100  # busy days are worse: 60 % against 90 %
            met = round(calls * luck.gauss(0.6 if busy else 0.9, 0.02))
            pairs.append((met, calls))
        found = ratio_estimate(*zip(*pairs, strict=True), within=(0.0, 1.0))
        covered += found.covers((600 + 90) / (1000 + 100))
        strayed += found.covers((0.6 + 0.9) / 2)
    assert 0.88 <= covered / 400 <= 0.98
    assert strayed < 40


def test_a_paired_difference_is_sharper_than_two_intervals():
    luck = random.Random(3)
    days = [luck.gauss(100.0, 20.0) for _ in range(30)]
    before = [day + luck.gauss(0.0, 1.0) for day in days]
    after = [day - 5.0 + luck.gauss(0.0, 1.0) for day in days]
    difference = difference_estimate(after, before, unit="s")
    assert difference.covers(-5.0)
    assert difference.half_width < mean_estimate(before).half_width / 5


def test_a_ratio_difference_is_sharper_than_two_intervals_and_agrees_with_the_ratios():
    luck = random.Random(5)
    calls = [luck.randint(500, 1500) for _ in range(40)]
    before = [0.9 * n - 0.0002 * n * n + luck.gauss(0, 2) for n in calls]
    after = [met + 0.02 * n + luck.gauss(0, 2) for met, n in zip(before, calls, strict=True)]
    found = ratio_difference_estimate(
        after, calls, baseline_numerators=before, baseline_denominators=calls
    )
    ratios = ratio_estimate(after, calls), ratio_estimate(before, calls)
    assert found.value == pytest.approx(ratios[0].value - ratios[1].value)
    assert found.covers(0.02)
    assert found.half_width < ratios[0].half_width / 5


@given(values=MANY)
def test_a_ratio_of_means_with_denominators_of_one_is_a_mean(values):
    ratio, mean = ratio_estimate(values, [1.0] * len(values)), mean_estimate(values)
    assert ratio.value == pytest.approx(mean.value, rel=1e-9, abs=1e-9)
    assert ratio.half_width == pytest.approx(mean.half_width, rel=1e-9, abs=1e-9)


@given(values=MANY, denominators=st.randoms(use_true_random=False))
def test_the_order_of_the_replications_does_not_matter_at_all(values, denominators):
    counts = [denominators.randint(1, 1000) for _ in values]
    order = list(range(len(values)))
    denominators.shuffle(order)
    shuffled = [values[i] for i in order], [counts[i] for i in order]
    assert mean_estimate(shuffled[0]) == mean_estimate(values)
    assert ratio_estimate(*shuffled) == ratio_estimate(values, counts)
    assert difference_estimate(*shuffled) == difference_estimate(values, counts)


def test_nan_is_left_out_and_counted():
    assert mean_estimate([1.0, NAN, 2.0, 3.0]) == Estimate(
        **{
            name: getattr(mean_estimate([1.0, 2.0, 3.0]), name) for name in ("value", "low", "high")
        },
        replications=3,
        dropped=1,
    )
    ratio = ratio_estimate([1.0, NAN, 3.0], [2.0, 2.0, NAN])
    assert (ratio.value, ratio.replications, ratio.dropped) == (0.5, 1, 2)
    difference = difference_estimate([1.0, NAN, 3.0], [0.0, 2.0, 1.0])
    assert (difference.value, difference.replications, difference.dropped) == (1.5, 2, 1)


def test_one_replication_has_a_value_and_no_interval():
    for found in (
        mean_estimate([4.0]),
        ratio_estimate([4.0], [1.0]),
        difference_estimate([5.0], [1.0]),
    ):
        assert found.value == 4.0
        assert math.isnan(found.low)
        assert math.isnan(found.high)
        assert math.isnan(found.half_width)
        assert not found.covers(4.0)


def test_nothing_observed_is_nan():
    for found in (
        mean_estimate([]),
        mean_estimate([NAN, NAN]),
        ratio_estimate([], []),
        ratio_estimate([0.0, 0.0], [0.0, 0.0]),
        difference_estimate([], []),
    ):
        assert math.isnan(found.value)
        assert math.isnan(found.low)
        assert repr(found) == "nothing observed"


def test_a_replication_without_contacts_still_counts_in_a_ratio():
    assert ratio_estimate([8, 0, 9], [10, 0, 10]).replications == 3


def test_an_infinite_observation_leaves_no_interval():
    found = mean_estimate([1.0, math.inf])
    assert found.value == math.inf
    assert math.isnan(found.low)


def test_an_interval_ends_where_values_end():
    found = ratio_estimate([10, 10, 7], [10, 10, 10], within=(0.0, 1.0))
    assert found.high == 1.0
    assert found.low < found.value
    assert found.half_width == pytest.approx(found.value - found.low)


def test_equal_observations_have_an_interval_of_no_width():
    found = mean_estimate([0.8, 0.8, 0.8])
    assert found.half_width == ratio_estimate([7, 7, 7], [9, 9, 9]).half_width == 0.0
    assert repr(found) == "0.8 ± 0"


@pytest.mark.parametrize(
    ("value", "half_width", "unit", "told"),
    [
        (0.7551, 0.0161, "", "0.755 ± 0.016"),
        (0.7551, 0.0161, "share", "0.755 ± 0.016"),
        (12.34, 1.26, "s", "12.3 ± 1.3 s"),
        (1234.5, 56.7, "contacts", "1234 ± 57 contacts"),
        (1.5e-7, 2e-8, "", "0.000000150 ± 0.000000020"),
    ],
)
def test_an_estimate_tells_two_digits_of_its_half_width(value, half_width, unit, told):
    estimate = Estimate(value=value, low=value - half_width, high=value + half_width, unit=unit)
    assert repr(estimate) == str(estimate) == told


@given(values=st.lists(st.one_of(VALUES, st.just(NAN)), max_size=5))
def test_estimates_go_to_json(values):
    told = json.dumps(mean_estimate(values, unit="s").to_dict(), allow_nan=False)
    assert set(json.loads(told)) == {"value", "low", "high", "unit"}


def test_estimates_are_frozen_and_compare_by_value():
    estimate = mean_estimate([1.0, 2.0])
    assert estimate == mean_estimate([1.0, 2.0])
    with pytest.raises(AttributeError):
        estimate.value = 3.0


@pytest.mark.parametrize("confidence", [0.0, 1.0, 95, NAN])
def test_a_confidence_outside_of_0_and_1_is_refused(confidence):
    with pytest.raises(UsageError, match=r"confidence is .*\n.*such as 0\.95"):
        mean_estimate([1.0, 2.0], confidence=confidence)


def test_sequences_of_different_length_are_refused():
    with pytest.raises(UsageError, match="sequences of 2, 3 values"):
        ratio_estimate([1.0, 2.0], [1.0, 2.0, 3.0])
    with pytest.raises(UsageError, match="sequences of 2, 1 values"):
        difference_estimate([1.0, 2.0], [1.0])
