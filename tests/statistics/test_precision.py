"""Precision: what people write, when it is met, and how many replications it takes."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.errors import UsageError
from cic.statistics.estimate import Estimate, mean_estimate
from cic.statistics.precision import Precision


def estimate(value=40.0, half_width=2.0, *, unit="s", replications=30):
    return Estimate(
        value=value,
        low=value - half_width,
        high=value + half_width,
        unit=unit,
        replications=replications,
    )


@pytest.mark.parametrize(
    ("text", "measure", "half_width", "unit"),
    [
        ("service_level ±1%", "service_level", 0.01, "%"),
        ("service_level +-1 %", "service_level", 0.01, "%"),
        ("service_level+/-0.5%", "service_level", 0.005, "%"),
        ("average_speed_of_answer ±2 s", "average_speed_of_answer", 2.0, "s"),
        ("mean_wait ± 1.5min", "mean_wait", 1.5, "min"),
        ("service level in 20 s ±1%", "service level in 20 s", 0.01, "%"),
        ("  answered ±30 contacts ", "answered", 30.0, "contacts"),
        ("occupancy ±.01", "occupancy", 0.01, ""),
        ("occupancy ±1e-3", "occupancy", 0.001, ""),
    ],
)
def test_what_people_write_is_understood(text, measure, half_width, unit):
    assert Precision.parse(text) == Precision(measure, half_width=half_width, unit=unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "service_level",
        "service_level 1%",
        "±1%",
        "service_level ±",
        "service_level ±%",
        "service_level ±-1%",
        "service_level ±0%",
        "service_level ±1% or so",
        "service_level ±one",
        "service_level <= 1%",
    ],
)
def test_nonsense_is_refused_with_what_was_read_and_what_is_wanted(text):
    with pytest.raises(UsageError) as caught:
        Precision.parse(text)
    assert repr(text) in str(caught.value)
    assert "service_level ±1%" in str(caught.value)


@pytest.mark.parametrize("half_width", [0.0, -1.0, math.nan, math.inf])
def test_a_half_width_must_be_above_zero(half_width):
    with pytest.raises(UsageError, match="half_width is"):
        Precision("service_level", half_width=half_width)


def test_percent_are_points_of_a_share_and_a_part_of_anything_else():
    precision = Precision.parse("x ±1%")
    assert precision.allowed(0.8, unit="share") == 0.01
    assert precision.allowed(0.8, unit="") == 0.01
    assert precision.allowed(40.0, unit="s") == pytest.approx(0.4)
    assert precision.allowed(-40.0, unit="s") == pytest.approx(0.4)


def test_durations_are_converted_to_the_unit_of_the_measure():
    assert Precision.parse("mean_wait ±1 min").allowed(40.0, unit="s") == 60.0
    assert Precision.parse("staffed_hours ±30 min").allowed(40.0, unit="h") == 0.5


@pytest.mark.parametrize(
    ("text", "unit", "remedy"),
    [
        ("service_level ±2 s", "share", "write 'service_level ±1%'"),
        ("mean_wait ±2 contacts", "s", "write 'mean_wait ±2 s'"),
        ("answered ±2 s", "contacts", "write 'answered ±2 contacts'"),
    ],
)
def test_a_half_width_in_another_unit_is_refused(text, unit, remedy):
    with pytest.raises(UsageError, match=remedy):
        Precision.parse(text).met(estimate(unit=unit))


def test_precision_is_met_when_the_interval_is_narrow_enough():
    assert Precision.parse("x ±2 s").met(estimate())
    assert not Precision.parse("x ±1.99 s").met(estimate())
    assert Precision.parse("x ±5%").met(estimate())
    assert not Precision.parse("x ±4.9%").met(estimate())


def test_precision_is_met_in_spite_of_rounding():
    # 0.82 - 0.81 is a little above 0.01 in binary
    narrow = Estimate(value=0.82, low=0.81, high=0.83, replications=10)
    assert narrow.high - narrow.value > 0.01 or narrow.value - narrow.low > 0.01
    assert Precision.parse("service_level ±1%").met(narrow)


def test_without_an_interval_no_precision_is_met_and_no_number_is_guessed():
    single = mean_estimate([4.0], unit="s")
    precision = Precision.parse("x ±100 s")
    assert not precision.met(single)
    assert precision.replications_needed(single) == math.inf
    nothing = mean_estimate([], unit="s")
    assert not Precision.parse("x ±5%").met(nothing)
    assert Precision.parse("x ±5%").replications_needed(nothing) == math.inf


def test_a_part_of_nothing_is_never_reached_unless_there_is_no_spread():
    precision = Precision.parse("x ±5%")
    assert precision.replications_needed(estimate(0.0)) == math.inf
    assert precision.met(estimate(0.0, 0.0))


def test_half_the_width_takes_about_four_times_the_replications():
    needed = Precision.parse("x ±1 s").replications_needed(estimate())
    assert 105 <= needed <= 120  # a little fewer than 4 × 30: t falls too


def test_what_is_met_needs_no_more_replications():
    assert Precision.parse("x ±2 s").replications_needed(estimate()) == 30
    assert Precision.parse("x ±500 s").replications_needed(estimate()) == 2


def test_the_number_of_replications_may_come_with_the_question():
    precision = Precision.parse("x ±1 s")
    told = precision.replications_needed(estimate(replications=0), replications=30)
    assert told == precision.replications_needed(estimate())
    assert precision.replications_needed(estimate(replications=0)) == math.inf


@given(
    half_width=st.floats(min_value=0.01, max_value=100.0),
    asked=st.floats(min_value=0.01, max_value=100.0),
    done=st.integers(min_value=2, max_value=1000),
)
def test_the_guess_is_the_least_number_for_the_same_spread(half_width, asked, done):
    precision = Precision("x", half_width=asked)
    needed = precision.replications_needed(estimate(half_width=half_width, replications=done))
    assert needed >= 2
    assert (needed <= done) == precision.met(estimate(half_width=half_width, replications=done))


def test_a_run_of_the_guessed_length_is_about_precise_enough():
    luck = random.Random(2)
    pilot = mean_estimate([luck.gauss(100.0, 15.0) for _ in range(30)], unit="s")
    needed = Precision.parse("x ±2 s").replications_needed(pilot)
    full = mean_estimate([luck.gauss(100.0, 15.0) for _ in range(int(needed))], unit="s")
    assert full.half_width == pytest.approx(2.0, rel=0.3)
