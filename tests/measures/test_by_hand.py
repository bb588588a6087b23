"""Every measure on days small enough to be worked out by hand, on both clocks."""

import math

import numpy as np
import pytest

from cic.clocks.simpy_clock import SimpyClock
from cic.log.frames import contacts_frame
from cic.measures.counted import Counter
from cic.measures.definitions import (
    COUNTS,
    GROUP_MEASURE,
    INTERVAL_MEASURES,
    QUEUE_MEASURE,
    QUEUE_MEASURES,
    SERVICE_LEVELS,
)
from cic.measures.estimates import Estimates
from cic.program.codes import ABANDONMENTS, ANSWERS, BLOCKS, Outcome
from cic.statistics.tables import ratio_table
from tests.days import a_model, live, play, queues, shift, times


def estimates(clock, model, *days):
    counted = [Counter(day.program, model, clock).count(day.log) for day in days]
    return Estimates(counted, days[0].program, model, confidence=0.95)


def of(found, name, queue=0):
    return float(found.queue(QUEUE_MEASURE[name]).value[queue])


def of_group(found, name, group=0):
    return float(found.group(GROUP_MEASURE[name]).value[group])


FULL = {"a": {"capacity": 2, "service_level": "80% in 20 s", "talk": "10 s"}}


@pytest.fixture
def busy(clock):
    """Six contacts: waits 0, 30 and 40 answered, 15 abandoned, one balked, one blocked."""
    model = a_model(queues=FULL)
    day = play(
        clock, model,
        ("a", 0, {"talk": 30, "wrap_up": 10}),
        ("a", 5, {"patience": 0}),
        ("a", 10, {"patience": 15}),
        ("a", 10, {"talk": 20}),
        ("a", 12),
        ("a", 30, {"talk": 10}),
    )  # fmt: skip
    assert day.ends == [
        (0, 0), ("balked", 5), ("abandoned", 25), (40, 0), ("queue_full", 12), (60, 0),
    ]  # fmt: skip
    return estimates(clock, model, day)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("offered", 6),
        ("queued", 6),
        ("answered", 3),
        ("abandoned", 2),
        ("blocked", 1),
        ("self_served", 0),
        ("inside", 0),
        ("timed_out", 0),
        ("resolved", 0),
        ("resolution_rate", math.nan),
        ("left_message", 0),
        ("fresh", 6),
        ("redials", 0),
        ("recontacts", 0),
        ("replies", 0),
        ("messages", 0),
        ("transfers", 0),
        ("callbacks", 0),
        ("own_calls", 0),
        ("outbound", 0),
        ("case_work", 0),
        ("enquiries", 0),
        ("callbacks_offered", 0),
        ("callbacks_accepted", 0),
        ("callbacks_reached", 0),
        ("callbacks_not_reached", 0),
        ("callbacks_cancelled", 0),
        ("callbacks_lost", 0),
        ("callbacks_owed", 0),
        ("attempts_per_callback", math.nan),
        ("time_to_callback", math.nan),
        ("callback_p90", math.nan),
        ("callback_p95", math.nan),
        ("customers_served", 3),
        ("customers_unserved", 3),
        ("customers_lost", 3),
        ("contacts_per_customer", 1),
        ("first_contact_resolution", math.nan),
        ("time_to_answer", math.nan),
        ("announced", 0),
        ("announced_wait", math.nan),
        ("announced_error", math.nan),
        ("announced_absolute_error", math.nan),
        ("announced_rms_error", math.nan),
        ("first_response_time", math.nan),
        ("average_hold", 0),
        ("with_bot", 0),
        ("contained", 0),
        ("containment", math.nan),
        ("left_bot", 0),
        ("bot_time", math.nan),
        ("put_on_hold", 0),
        ("deflections_offered", 0),
        ("deflections_accepted", 0),
        ("deflected", 0),
        ("deflected_share", 0),
        ("deflections_helped", 0),
        ("deflection_containment", math.nan),
        ("consults", 0),
        ("handed_over", 0),
        ("consult_wait", math.nan),
        ("conference_time", math.nan),
        ("satisfaction", math.nan),
        ("annoyed", 0),
        ("complaints", 0),
        ("stayed_away", 0),
        ("backlog", 0),
        ("backlog_age", math.nan),
        ("balked", 1),
        ("hung_up", 0),
        ("sent_away", 0),
        ("service_level", 1 / 6),
        ("average_speed_of_answer", (0 + 30 + 30) / 3),
        ("mean_wait", (0 + 0 + 15 + 30 + 0 + 30) / 6),
        ("wait_p90", 30),
        ("wait_p95", 30),
        ("longest_wait", 30),
        ("average_handle_time", (30 + 10 + 20 + 10) / 3),
        ("average_talk", (30 + 20 + 10) / 3),
        ("abandonment_rate", 2 / 6),
        ("delayed", 3 / 6),
        ("average_time_to_abandon", (0 + 15) / 2),
    ],
)
def test_queue_measures(busy, name, value):
    assert of(busy, name) == pytest.approx(value, nan_ok=True)
    assert of(busy, name, -1) == pytest.approx(value, nan_ok=True)  # the total of one queue


def test_there_is_a_value_by_hand_for_every_queue_measure():
    (marker,) = test_queue_measures.pytestmark
    assert {name for name, _ in marker.args[1]} == set(QUEUE_MEASURE)


@pytest.mark.parametrize(
    ("definition", "value"),
    [
        ("answered_of_offered", 1 / 6),
        ("answered_of_offered_less_short_abandons", 1 / 4),
        ("met_of_offered", 3 / 6),
        ("answered_of_answered", 1 / 3),
    ],
)
def test_service_levels_by_each_definition(clock, definition, value):
    level = {"within": "20 s", "definition": definition}
    model = a_model(queues={"a": FULL["a"] | {"service_level": level}})
    day = play(
        clock, model,
        ("a", 0, {"talk": 30, "wrap_up": 10}), ("a", 5, {"patience": 0}),
        ("a", 10, {"patience": 15}), ("a", 10, {"talk": 20}), ("a", 12), ("a", 30),
    )  # fmt: skip
    assert of(estimates(clock, model, day), "service_level") == pytest.approx(value)
    assert definition in SERVICE_LEVELS


def test_there_is_a_value_by_hand_for_every_definition():
    (marker,) = test_service_levels_by_each_definition.pytestmark
    assert {name for name, _ in marker.args[1]} == set(SERVICE_LEVELS)


@pytest.mark.parametrize(("within", "level"), [("29 s", 0), ("30 s", 1)])
def test_a_wait_as_long_as_the_threshold_meets_it(clock, within, level):
    model = a_model(queues=queues(a={"service_level": {"within": within}}))
    day = play(clock, model, ("a", 0, {"talk": 40}), ("a", 10))
    assert of(estimates(clock, model, day), "service_level") == (1 + level) / 2


def test_the_total_service_level_is_by_each_queues_own_definition(clock):
    strict = {"within": "5 s"}
    mild = {"within": "20 s", "definition": "answered_of_answered"}
    model = a_model(
        queues=queues(a={"service_level": strict}, b={"service_level": mild}),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
    )
    day = play(clock, model, ("a", 0), ("b", 0), ("a", 1), ("b", 2, {"patience": 3}))
    found = estimates(clock, model, day)
    assert [of(found, "service_level", q) for q in (0, 1, -1)] == [1 / 2, 1, 2 / 3]


def test_of_nothing_there_is_no_share_and_no_mean(clock):
    model = a_model(queues=queues("a", "b"), agents={"g": {"staff": 1, "skills": ["a", "b"]}})
    found = estimates(clock, model, play(clock, model, ("a", 0)))
    counted = {m.name for m in QUEUE_MEASURES if m.unit in COUNTS and not m.bottom}
    counts = counted | {"longest_wait"}
    for measure in QUEUE_MEASURES:
        value = of(found, measure.name, 1)
        assert value == 0 if measure.name in counts else math.isnan(value), measure.name


def test_contacts_who_never_reach_a_queue_count_in_the_whole_only(clock):
    choices = {
        "1": {"serve": "balance", "takes": "5 s", "share": "100%"},
    }
    menus = {"m": {"prompt": "5 s", "choices": choices, "hang_up_after": {"values": [3, 9]}}}
    model = a_model(
        queues=queues(
            a={"arrivals": times(0)}, b={"arrivals": times(*range(1, 9)), "through": "m"}
        ),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
        ivr={"start": "m", "menus": menus, "arrivals": times(20), "ports": 3},
    )
    day = live(clock, model)
    found = estimates(clock, model, day)
    ends = [end for end, _ in day.ends]
    assert {"self_served", "hung_up", "no_port"} <= set(ends)
    assert [of(found, "offered", q) for q in (0, 1, -1)] == [1, 8, 10]
    assert of(found, "queued", -1) == 1
    assert of(found, "self_served", -1) == ends.count("self_served")
    assert of(found, "hung_up", -1) == of(found, "abandoned", -1) == ends.count("hung_up")
    assert of(found, "blocked", -1) == ends.count("no_port")
    assert of(found, "abandonment_rate", -1) == 0
    assert of(found, "service_level", -1) == 1


def test_who_still_waits_at_the_end_has_no_wait_to_be_averaged(clock):
    model = a_model(agents={"g": {"shifts": [shift(0, 50)], "skills": ["a"]}})
    day = play(clock, model, ("a", 0, {"talk": 20}), ("a", 10), ("a", 60), ("a", 70))
    found = estimates(clock, model, day)
    assert (of(found, "inside"), of(found, "answered")) == (2, 2)
    assert of(found, "mean_wait") == (0 + 10) / 2
    assert of(found, "wait_p90") == 10


def test_who_still_waits_at_the_end_had_to_wait(clock):
    model = a_model(agents={"g": {"shifts": [shift(0, 50)], "skills": ["a"]}})
    day = play(clock, model, ("a", 0, {"talk": 20}), ("a", 10), ("a", 60), ("a", 70))
    assert of(estimates(clock, model, day), "delayed") == 3 / 4


def test_resolution_is_of_answered_contacts_of_queues_that_ask(clock):
    model = a_model(
        queues=queues(a={"resolves": "80%"}, b={"resolves": "50%"}, c={}),
        agents={"g": {"staff": 1, "skills": ["a", "b", "c"]}, "h": {"staff": 1, "skills": ["c"]}},
    )
    day = play(
        clock, model,
        ("a", 0, {"needs": 0.5}), ("b", 0, {"needs": 1.5}), ("c", 0), ("a", 5, {"needs": 0.9}),
        ("a", 6, {"needs": 0.9, "patience": 3}),
    )  # fmt: skip
    found = estimates(clock, model, day)
    assert [of(found, "resolved", q) for q in range(4)] == [2, 0, 0, 2]
    rates = [of(found, "resolution_rate", q) for q in range(4)]
    assert rates == pytest.approx([1, 0, math.nan, 2 / 3], nan_ok=True)
    assert [of_group(found, "resolved", g) for g in range(3)] == [2, 0, 2]
    rates = [of_group(found, "resolution_rate", g) for g in range(3)]
    assert rates == pytest.approx([2 / 3, math.nan, 2 / 3], nan_ok=True)
    resolved = contacts_frame([day.log], day.program)["resolved"].tolist()
    assert resolved == pytest.approx([1, 0, math.nan, 1, math.nan], nan_ok=True)


def test_how_near_announced_waits_came_is_of_those_answered(clock):
    """Told 10, 20 and 30 s by the queue length; waited 9 s, left after 3 s, and waited 56 s."""
    model = a_model(queues=queues(a={"announcement": {"wait": "queue_length"}}, b={}),
                    agents={"g": {"staff": 1, "skills": ["a", "b"]}})  # fmt: skip
    day = play(
        clock, model, ("a", 0), ("a", 1, {"talk": 50}), ("a", 2, {"patience": 3}), ("a", 4),
        ("b", 400), ("b", 401),
    )  # fmt: skip
    assert day.ends[:4] == [(0, 0), (10, 0), ("abandoned", 5), (60, 0)]
    found = estimates(clock, model, day)
    for q in (0, -1):
        assert of(found, "announced", q) == 3
        assert of(found, "announced_wait", q) == (10 + 20 + 30) / 3
        assert of(found, "announced_error", q) == ((10 - 9) + (30 - 56)) / 2
        assert of(found, "announced_absolute_error", q) == (1 + 26) / 2
        assert of(found, "announced_rms_error", q) == pytest.approx(((1 + 26**2) / 2) ** 0.5)
    assert of(found, "announced", 1) == 0
    assert math.isnan(of(found, "announced_error", 1))


def test_the_interval_of_a_root_is_that_of_the_ratio_with_its_root_taken(clock):
    model = a_model(queues=queues(a={"announcement": {"wait": "queue_length"}}))
    days = [play(clock, model, ("a", 0), ("a", at)) for at in (1, 3)]
    table = estimates(clock, model, *days).queue(QUEUE_MEASURE["announced_rms_error"])
    square = ratio_table(np.array([1.0, 9]), np.ones(2), confidence=0.95, within=(0, np.inf))
    assert table.value[0] == pytest.approx(np.sqrt(5))
    assert table.high[0] == pytest.approx(np.sqrt(square.high))
    assert table.low[0] == 0


def test_an_announced_wait_may_be_too_short(clock):
    model = a_model(queues=queues(a={"announcement": {"wait": "head_of_line"}}))
    days = [play(clock, model, ("a", 0), ("a", 1)) for _ in range(2)]
    table = estimates(clock, model, *days).queue(QUEUE_MEASURE["announced_error"])
    assert (table.low[0], table.value[0], table.high[0]) == (-9, -9, -9)


# --- groups ---------------------------------------------------------------------------------------


def test_group_measures(clock):
    model = a_model(agents={"g": {"shifts": [shift(0, 600, (100, 60))], "skills": ["a"]}})
    day = play(clock, model, ("a", 0, {"talk": 30, "wrap_up": 10}), ("a", 300, {"talk": 50}))
    found = estimates(clock, model, day)
    assert of_group(found, "staffed_hours") == pytest.approx(540 / 3600)
    assert of_group(found, "occupancy") == pytest.approx(90 / 540)
    assert of_group(found, "utilisation") == pytest.approx(90 / 600)
    assert of_group(found, "answered") == 2
    assert of_group(found, "average_handle_time") == pytest.approx(45)
    assert of_group(found, "concurrency") == 1
    of_the_plan = {  # see test_shrinkage.py
        "planned_hours", "paid_hours", "shrinkage_planned", "shrinkage", "adherence",
        "overtime_hours",
    }  # fmt: skip
    of_stress = {  # see test_stress.py
        "stress", "stress_errors", "stress_absences", "agents_left", "agents_hired", "employed",
        "turnover",
    }  # fmt: skip
    assert set(GROUP_MEASURE) - of_the_plan - of_stress == {
        "staffed_hours", "occupancy", "utilisation", "answered", "average_handle_time",
        "concurrency", "resolved", "resolution_rate",
    }  # fmt: skip


def test_groups_add_up_to_the_whole(clock):
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 2, "skills": ["a"]}}
    model = a_model(agents=agents)
    day = play(clock, model, ("a", 0), ("a", 1, {"talk": 30}), ("a", 2, {"talk": 60}))
    found = estimates(clock, model, day)
    hours = [of_group(found, "staffed_hours", g) for g in (0, 1, -1)]
    assert hours == pytest.approx([1 / 6, 2 / 6, 3 / 6])
    assert of_group(found, "occupancy", -1) == pytest.approx(100 / 1800)


def test_overtime_counts_as_time_on_duty(clock):
    model = a_model()
    day = play(clock, model, ("a", 590, {"talk": 70}), ("a", 591, {"talk": 40}))
    found = estimates(clock, model, day)
    assert of_group(found, "staffed_hours") == pytest.approx(700 / 3600)
    assert of_group(found, "occupancy") == pytest.approx(110 / 700)


def test_work_counts_in_the_intervals_in_which_it_is_done(clock):
    model = a_model(closes="08:30")
    day = play(clock, model, ("a", 550, {"talk": 100, "wrap_up": 700}))
    table = estimates(clock, model, day).group_interval(GROUP_MEASURE["occupancy"]).value
    assert table[:, 0] == pytest.approx([50 / 600, 1, 150 / 600])


def test_the_night_has_no_interval_but_counts_in_the_whole(clock):
    model = a_model(days=2)
    day = play(clock, model, ("a", 595, {"talk": 100}), ("a", 86400, {"talk": 60}))
    found = estimates(clock, model, day)
    hours = found.group_interval(GROUP_MEASURE["staffed_hours"]).value[:, 0]
    assert hours == pytest.approx([600 / 3600, 600 / 3600])
    assert of_group(found, "staffed_hours") == pytest.approx((695 + 600) / 3600)


def test_no_group_is_busier_than_it_is_there_when_agents_are_moved():
    """The agent of `h` talks until 60 and is moved to `g` at 20, where it stays idle."""
    agents = {"g": {"staff": 0, "skills": ["a"]}, "h": {"staff": 1, "skills": ["a"]}}

    def supervisor(env, centre):
        yield env.timeout(20)
        centre.move(1, source="h", to="g")

    clock, model = SimpyClock(processes=[supervisor]), a_model(agents=agents)
    found = estimates(clock, model, play(clock, model, ("a", 0, {"talk": 60})))
    assert of_group(found, "occupancy", -1) == pytest.approx(60 / 600)
    for g in (0, 1):
        assert not of_group(found, "occupancy", g) > 1


# --- intervals ------------------------------------------------------------------------------------


def test_contacts_count_in_the_interval_in_which_they_arrive(clock):
    model = a_model(closes="08:30")
    day = play(clock, model, ("a", 590, {"talk": 100}), ("a", 599), ("a", 600), ("a", 1200))
    found = estimates(clock, model, day)
    assert set(INTERVAL_MEASURES) <= set(QUEUE_MEASURE)

    def row(name):
        return found.interval(QUEUE_MEASURE[name]).value[:, 0].tolist()

    assert row("offered") == [2, 1, 1]
    assert row("average_speed_of_answer") == [91 / 2, 100, 0]
    assert row("average_handle_time") == [55, 10, 10]
    assert row("service_level") == [0.5, 0, 1]


# --- over replications ----------------------------------------------------------------------------


def test_ratios_over_replications_are_ratios_of_sums(clock):
    model = a_model()
    quiet = play(clock, model, ("a", 0))
    busy = play(clock, model, *[("a", 0, {"talk": 100})] * 3)
    found = estimates(clock, model, quiet, busy)
    assert of(found, "average_speed_of_answer") == (0 + 0 + 100 + 200) / 4
    assert of(found, "service_level") == 2 / 4
    assert of(found, "offered") == (1 + 3) / 2
    assert of(found, "longest_wait") == (0 + 200) / 2
    assert of(found, "wait_p90") == (0 + 200) / 2


def test_a_replication_without_contacts_has_no_quantile_and_still_counts(clock):
    model = a_model()
    found = estimates(
        clock, model, play(clock, model), play(clock, model, ("a", 0, {"talk": 9}), ("a", 1))
    )
    assert of(found, "offered") == 1
    assert of(found, "wait_p90") == 8
    assert of(found, "mean_wait") == 4


def test_one_replication_has_no_interval(clock):
    model = a_model()
    found = estimates(clock, model, play(clock, model, ("a", 0)))
    table = found.queue(QUEUE_MEASURE["offered"])
    assert np.isnan(table.low).all()
    assert np.isnan(table.high).all()


def test_all_ways_to_end_are_counted_as_one_of_the_six():
    counted = {
        *ANSWERS,
        Outcome.SELF_SERVED,
        Outcome.CONTAINED,
        Outcome.INSIDE,
        *(Outcome.LEFT_MESSAGE, Outcome.DEFLECTED),
        *(Outcome.ASKED_CALLBACK, Outcome.NOT_REACHED, Outcome.CANCELLED),
        *ABANDONMENTS,
        *BLOCKS,
    }
    not_offered = {Outcome.STAYED_AWAY, Outcome.SERVED_BEFORE}
    assert counted == set(Outcome) - not_offered


# --- several contacts in hand ---------------------------------------------------------------------


def test_what_is_in_hand_together_is_handled_once_and_counted_twice(clock):
    """An e-mail of 20 s from 0, on hold from 5 to 15 for a call; both done at 30."""
    model = a_model(
        channels={"voice": {"interrupts": ["email"]}},
        queues=queues("a", e={"channel": "email"}),
        agents={"g": {"staff": 1, "skills": ["a", "e"]}},
    )
    day = play(clock, model, ("e", 0, {"talk": 20}), ("a", 5, {"talk": 10}))
    found = estimates(clock, model, day)
    assert of_group(found, "occupancy") == pytest.approx(30 / 600)
    assert of_group(found, "concurrency") == pytest.approx((30 + 10) / 30)
    assert of(found, "average_hold", 1) == 10
    assert of(found, "average_handle_time", 1) == 20


def test_a_promise_until_done_is_kept_or_broken_by_the_end_of_the_work(clock):
    model = a_model(queues=queues(e={"channel": "email", "service_level": {"within": "25 s"}}),
                    agents={"g": {"staff": 1, "skills": ["e"]}})  # fmt: skip
    day = play(clock, model, ("e", 0, {"talk": 20}), ("e", 5, {"talk": 10}), ("e", 6))
    assert of(estimates(clock, model, day), "service_level") == pytest.approx(2 / 3)


def test_the_backlog_and_its_age_at_the_end_of_each_interval(clock):
    """Two e-mails come when nobody is there; one is answered on the second day."""
    model = a_model(
        days=2,
        queues=queues(e={"channel": "email"}),
        agents={"g": {"skills": ["e"], "shifts": [
            {"from": "08:00", "until": "08:01", "days": ["tuesday"]}]}},
    )  # fmt: skip
    day = play(clock, model, ("e", 100), ("e", 200), ("e", 86400, {"talk": 100}))
    found = estimates(clock, model, day)
    assert found.interval(QUEUE_MEASURE["backlog"]).value[:, 0].tolist() == [2, 0]
    assert found.interval(QUEUE_MEASURE["backlog_age"]).value[0, 0] == (500 + 400) / 2
    assert of(found, "backlog") == 0


def test_the_first_response_ends_with_the_agents_first_turn(clock):
    turns = {"count": 2, "pause": "30 s"}
    model = a_model(channels={"chat": {"turns": turns}},
                    queues=queues(c={"channel": "chat", "arrivals": {"times": ["08:00:05"]}}),
                    agents={"g": {"staff": 1, "skills": ["c"]}})  # fmt: skip
    found = estimates(clock, model, live(clock, model))
    assert of(found, "first_response_time") == 5  # half of the talk of 10 s
    assert of(found, "average_handle_time") == 40
