"""Contacts come when the scenario says."""

import pytest

from tests.days import OPENS, a_model, live, play, queues, times


def test_contacts_come_at_the_times_that_are_replayed(clock):
    model = a_model(queues=queues(a={"arrivals": times(3, 1, 40)}))
    day = live(clock, model)
    assert day.column("arrived_at") == [1, 3, 40]
    assert day.ends == [(1, 0), (11, 0), (40, 0)]


def test_times_may_be_written_as_times_of_day_and_on_later_days(clock):
    model = a_model(
        days=2, queues=queues(a={"arrivals": {"times": ["08:00:07", 86400 + OPENS + 9]}})
    )
    assert live(clock, model).column("arrived_at") == [7, 86409]


@pytest.mark.parametrize("counts", [[3, 0, 2], [0, 0, 5]])
def test_counts_are_exact_in_each_interval(clock, counts):
    model = a_model(
        closes="08:30", queues=queues(a={"arrivals": {"counts": counts}, "capacity": 0})
    )
    arrived_at = live(clock, model).column("arrived_at")
    found = [sum(600 * k <= at < 600 * (k + 1) for at in arrived_at) for k in range(3)]
    assert found == counts


def test_a_day_without_contacts_is_a_day(clock):
    day = play(clock, a_model())
    assert day.ends == []
    assert day.presence == [(0, 0, True), (600, 0, False)]


def test_contacts_of_two_queues_are_merged_by_time(clock):
    model = a_model(
        queues=queues(a={"arrivals": times(1, 30)}, b={"arrivals": times(0, 20)}),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
    )
    day = live(clock, model)
    assert day.column("queue") == [1, 0, 1, 0]
    assert day.ends == [(0, 0), (10, 0), (20, 0), (30, 0)]


def test_durations_by_interval_are_those_of_the_interval_of_arrival(clock):
    talk = {"per_interval": ["5 s", "7 s"]}
    model = a_model(
        closes="08:20", queues=queues(a={"arrivals": times(0, 599, 600, 1200), "talk": talk})
    )
    day = live(clock, model)
    assert day.column("talk") == [5, 5, 7, 7]
