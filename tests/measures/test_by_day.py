"""Measures by day, by weekday and by interval over all days, by hand, on both clocks."""

import math

import numpy as np
import pytest

import cic
from cic.clocks.simpy_clock import SimpyClock
from cic.measures.counted import Counter
from cic.measures.definitions import DAY_MEASURES, PROFILE_MEASURES
from cic.measures.estimates import Estimates
from cic.scenario.load import from_dict
from cic.statistics.tables import mean_table, ratio_table
from tests.days import PLAIN, a_model, live, play, queues

NEXT = 86400
"""The second opening [s]."""
CALLS, MAILS, TOTAL = 0, 1, -1
TWO = {
    "days": 2,
    "interval": "5 min",
    "queues": queues(a={"service_level": "80% in 20 s"}, m={"channel": "email"}),
    "agents": {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["m"]}},
}
FIRST = (("a", 0), ("a", 5), ("a", 400), ("m", 700))
SECOND = (
    ("a", NEXT, {"talk": 100}),
    ("a", NEXT + 10, {"patience": 30}),
    ("a", NEXT + 20),
    ("a", NEXT + 500),
    ("m", NEXT + 650),
)


def estimates(clock, model, *days):
    counted = [Counter(day.program, model, clock).count(day.log) for day in days]
    return Estimates(counted, days[0].program, model, confidence=0.95)


@pytest.fixture
def two_days(clock):
    """Calls wait 0, 5 and 0, then 0, 30 (abandoned), 80 and 0; mails come after closing."""
    model = a_model(**TWO)
    day = play(clock, model, *FIRST, *SECOND)
    assert day.ends[:4] == [(0, 0), (10, 0), (400, 0), (NEXT, 1)]
    assert day.ends[4:8] == [
        (NEXT, 0), ("abandoned", NEXT + 40), (NEXT + 100, 0), (NEXT + 500, 0),
    ]  # fmt: skip
    return estimates(clock, model, day)


@pytest.mark.parametrize(
    ("measure", "calls", "mails"),
    [
        ("offered", [3, 4], [1, 1]),
        ("answered", [3, 3], [1, 0]),
        ("abandoned", [0, 1], [0, 0]),
        ("service_level", [1, 2 / 4], None),
        ("average_speed_of_answer", [5 / 3, 80 / 3], [NEXT - 700, math.nan]),
        ("mean_wait", [5 / 3, 110 / 4], [NEXT - 700, math.nan]),
        ("average_handle_time", [10, 120 / 3], [10, math.nan]),
        ("abandonment_rate", [0, 1 / 4], [0, 0]),
        ("backlog", [0, 0], [1, 1]),
        ("backlog_age", [math.nan] * 2, [NEXT - 700, NEXT - 650]),
    ],
)
def test_by_day(two_days, measure, calls, mails):
    found = two_days.day_table()[measure].value
    assert found.shape == (2, 3)
    np.testing.assert_allclose(found[:, CALLS], calls)
    if mails is not None:
        np.testing.assert_allclose(found[:, MAILS], mails)


def test_the_total_of_a_day_is_that_of_its_sums(two_days):
    found = two_days.day_table()
    assert found["offered"].value[:, TOTAL].tolist() == [4, 5]
    assert found["backlog"].value[:, TOTAL].tolist() == [1, 1]
    waits = [(5 + NEXT - 700) / 4, 110 / 4]
    np.testing.assert_allclose(found["mean_wait"].value[:, TOTAL], waits)


@pytest.mark.parametrize(
    ("measure", "calls"),
    [
        ("offered", [5 / 2, 2 / 2]),
        ("answered", [4 / 2, 2 / 2]),
        ("abandoned", [1 / 2, 0]),
        ("service_level", [3 / 5, 1]),
        ("mean_wait", [115 / 5, 0]),
        ("average_speed_of_answer", [85 / 4, 0]),
        ("average_handle_time", [130 / 4, 10]),
    ],
)
def test_an_interval_over_all_days(two_days, measure, calls):
    """Contacts are the mean of a day, ratios those of sums; hours after closing are in none."""
    found = two_days.profile_table()[measure].value
    assert found.shape == (2, 3)
    np.testing.assert_allclose(found[:, CALLS], calls)
    np.testing.assert_allclose(found[:, TOTAL], calls)


def test_the_measures_are_those_of_intervals_and_the_profile_has_no_backlog(two_days):
    assert tuple(two_days.day_table()) == tuple(two_days.interval_table()) == DAY_MEASURES
    assert tuple(two_days.profile_table()) == PROFILE_MEASURES
    assert set(DAY_MEASURES) - set(PROFILE_MEASURES) == {"backlog", "backlog_age"}


def test_a_backlog_is_that_of_the_day_s_end(clock):
    """The backlog goes down on a day on which nobody comes."""
    model = a_model(**TWO | {"days": 3, "opening_hours": {"tuesday": "closed"}})
    found = estimates(clock, model, play(clock, model, ("m", 650), ("m", 700), ("m", 2 * NEXT)))
    backlog, age = (found.day_table()[name].value[:, MAILS] for name in ("backlog", "backlog_age"))
    assert backlog.tolist() == [2, 2, 0]
    assert age[:2].tolist() == [NEXT - 675, 2 * NEXT - 675]
    assert math.isnan(age[2])


def test_a_weekday_is_all_its_days(clock):
    """Two mondays: waits 0 and 5, then 0."""
    model = a_model(**TWO | {"days": 8})
    day = play(clock, model, ("a", 0), ("a", 5), ("a", NEXT + 7), ("m", 6 * NEXT + 700),
               ("a", 7 * NEXT))  # fmt: skip
    found = estimates(clock, model, day).weekday_table()
    assert found["offered"].value[:, CALLS].tolist() == [3 / 2, 1, 0, 0, 0, 0, 0]
    assert found["mean_wait"].value[0, CALLS] == pytest.approx(5 / 3)
    assert found["backlog"].value[:, MAILS].tolist() == [0] * 6 + [1]


def test_intervals_of_confidence_are_over_replications(clock):
    model = a_model(**TWO)
    days = [play(clock, model, *FIRST, *SECOND), play(clock, model, *FIRST[:3], *SECOND[2:])]
    found = estimates(clock, model, *days)
    by_day, profile = found.day_table(), found.profile_table()
    # On the second day 4 calls wait 110 s, then 2 calls wait 0 s.
    offered = mean_table(np.array([4.0, 2.0]), confidence=0.95, within=(0, math.inf))
    waits = ratio_table(
        np.array([110.0, 0.0]), np.array([4.0, 2.0]), confidence=0.95, within=(0, math.inf)
    )
    # In the first interval 5 calls wait 115 s, then 3 calls wait 5 s.
    over_days = ratio_table(
        np.array([115.0, 5.0]), np.array([5.0, 3.0]), confidence=0.95, within=(0, math.inf)
    )
    for table, row, expected in (
        (by_day["offered"], 1, offered),
        (by_day["mean_wait"], 1, waits),
        (profile["mean_wait"], 0, over_days),
    ):
        for part in ("value", "low", "high"):
            assert getattr(table, part)[row, CALLS] == pytest.approx(float(getattr(expected, part)))
    assert waits.value == 110 / 6
    assert over_days.value == 120 / 8


def test_one_replication_has_values_without_intervals(two_days):
    for table in (two_days.day_table(), two_days.weekday_table(), two_days.profile_table()):
        assert np.isnan(table["offered"].low).all()


LIVE = {
    "closes": "09:00",
    "days": 3,
    "queues": queues(
        a={"arrivals": "60/hour", "talk": "exponential mean 1 min", "patience": "1 min"},
        m={"arrivals": {"rate": "10/hour", "overnight": "1/hour"}, "channel": "email",
           "talk": "exponential mean 6 min"},
    ),
}  # fmt: skip
COUNTS = ("offered", "answered", "abandoned", "blocked", "self_served")


def test_sums_over_days_are_the_summary(clock):
    model = a_model(**TWO | LIVE)
    found = estimates(clock, model, *(live(clock, model, replication=n) for n in range(3)))
    by_day, total = found.day_table(), found.queue_table()
    assert (total["offered"].value > 0).all()
    for name in COUNTS:
        np.testing.assert_allclose(by_day[name].value.sum(axis=0), total[name].value)
    for name in ("backlog", "backlog_age"):
        np.testing.assert_allclose(by_day[name].value[-1], total[name].value)
    answered = by_day["answered"].value
    waited = np.nansum(by_day["average_speed_of_answer"].value * answered, axis=0)
    np.testing.assert_allclose(
        waited / answered.sum(axis=0), total["average_speed_of_answer"].value
    )


def test_of_a_single_day_the_profile_is_that_day():
    clock = SimpyClock()
    model = a_model(**TWO | LIVE | {"days": 1})
    found = estimates(clock, model, *(live(clock, model, replication=n) for n in range(2)))
    intervals = found.interval_table()
    for name, table in found.profile_table().items():
        for part in ("value", "low", "high"):
            np.testing.assert_array_equal(getattr(table, part), getattr(intervals[name], part))


def test_callbacks_are_told_by_interval_by_day_and_in_json(tmp_path):
    """On the first of two days one asks for a callback, in the first interval."""
    back = {"offered_at": "0 s", "accepted": "100%", "answered": "100%"}
    calls = {"talk": "20 s", "arrivals": {"times": [28800, 28801, 28830 + 300]}, "callback": back}
    model = PLAIN | {"interval": "5 min", "days": 2, "queues": {"a": calls}}
    result = cic.run(from_dict(model), replications=2, seed=1, clock="simpy")
    result.save(tmp_path / "saved")
    for told in (result, cic.open(tmp_path / "saved")):
        frame = told.intervals.query("queue == 'a'").pivot_table(
            index="measure", columns=["day", "interval"], values="value", dropna=False
        )
        assert frame.loc["callbacks_offered"].tolist() == [1, 0, 0, 0]
        assert frame.loc["callbacks_reached"].tolist() == [1, 0, 0, 0]
        assert frame.loc["callbacks_owed"].tolist() == [0, 0, 0, 0]
        assert frame.loc["time_to_callback"].tolist()[0] == 19
        assert told.estimate("callbacks_accepted", day=0).value == 1
        assert "callbacks_accepted" in set(told.day_profile["measure"])
        first, second = told.to_dict()["days"]
        assert first["queues"]["a"]["callbacks_offered"]["value"] == 1
        assert second["total"]["callbacks_offered"]["value"] == 0


def test_other_ways_that_the_ivr_offers_are_told_by_interval():
    offer = {"by": "sms", "accepted": "100%"}
    menu = {"prompt": "0 s", "choices": {"1": {"go": "a", "share": "100%", "deflection": offer}}}
    ivr = {"start": "m", "menus": {"m": menu}, "arrivals": {"times": [28810, 29200, 29201]}}
    model = PLAIN | {"interval": "5 min", "ivr": ivr}
    result = cic.run(from_dict(model), replications=2, seed=1, clock="simpy")
    for measure in ("deflections_offered", "deflections_accepted", "deflected"):
        told = result.intervals.query(f"queue == 'a' and measure == '{measure}'")
        assert told["value"].tolist() == [1, 2]
