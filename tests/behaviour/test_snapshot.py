"""Runs that begin from a snapshot: who waits, who is served, who is on a break."""

import math

import numpy as np
import pytest

from cic.log.frames import agents_frame
from cic.measures.counted import Counter
from cic.measures.definitions import GROUP_MEASURE, QUEUE_MEASURE
from cic.measures.estimates import Estimates
from cic.program.codes import NOBODY, Outcome
from tests.days import a_model, clock_time, live, queues, shift, times

BEGINS = 300


def at(second):
    """The snapshot's time, as a scenario writes it."""
    return clock_time(second)


def a_day(clock, *, seed=1, replication=0, at_second=BEGINS, parts=None, **snapshot):
    """A day that begins from a snapshot, after five minutes unless told otherwise."""
    snapshot = {"at": at(at_second)} | snapshot
    model = a_model(**(parts or {}), snapshot=snapshot)
    return live(clock, model, seed=seed, replication=replication)


def told(day):
    """Arrival, wait, who answered or how it ended, and when it was gone."""
    rows = []
    for row in day.log.contacts:
        taken = row["agent"] != NOBODY
        until = row["answered_at"] if taken else row["ended_at"]
        how = int(row["agent"]) if taken else Outcome(row["outcome"]).name.lower()
        rows.append((row["arrived_at"], until - row["queued_at"], how, row["ended_at"]))
    return rows


def crew(count, **fields):
    return {"g": {"staff": count, "skills": ["a"]} | fields}


# --- who waits ------------------------------------------------------------------------------------


def test_who_waits_is_answered_in_order_of_the_wait_and_has_waited_all_the_while(clock):
    day = a_day(clock, waiting={"a": ["40 s", "2 min"]})
    assert told(day) == [(180, 120, 0, 310), (260, 50, 0, 320)]


def test_what_would_have_come_before_is_left_out(clock):
    parts = {"queues": queues(a={"arrivals": times(10, 290, 299, 300, 305)})}
    day = a_day(clock, parts=parts, waiting={"a": ["5 s"]})
    assert told(day) == [(295, 5, 0, 310), (300, 10, 0, 320), (305, 15, 0, 330)]


def test_who_waits_gives_up_when_the_whole_patience_is_over(clock):
    parts = {"queues": queues(a={"patience": "1 min"})}
    day = a_day(clock, parts=parts, waiting={"a": ["55 s", "51 s", "50 s", "10 s"]})
    assert told(day) == [
        (245, 55, 0, 310), (249, 60, "abandoned", 309), (250, 60, 0, 320), (290, 30, 0, 330),
    ]  # fmt: skip


def test_waits_of_a_number_are_spread_evenly(clock):
    day = a_day(clock, waiting={"a": {"count": 3, "oldest": "90 s"}})
    assert [row[:2] for row in told(day)] == [(210, 90), (240, 70), (270, 50)]


def test_who_comes_at_the_same_instant_goes_after_who_waits(clock):
    parts = {"queues": queues(a={"arrivals": times(300)}), "agents": crew(1)}
    day = a_day(clock, parts=parts, waiting={"a": ["0 s"]})
    assert told(day) == [(300, 0, 0, 310), (300, 10, 0, 320)]


def test_a_backlog_waits_from_before_the_first_opening(clock):
    mails = {"channel": "email", "service_level": {"within": "9 h", "until": "answered"}}
    parts = {"queues": queues(a=mails)}
    model = a_model(**parts, snapshot={"waiting": {"a": ["9 h", "1 min"]}})
    day = live(clock, model)
    assert told(day) == [(-32400, 32400, 0, 10), (-60, 70, 0, 20)]


def test_open_hours_count_on_the_days_before(clock):
    """Open for 600 s a day: 9 h before the opening of the second day is in the night."""
    level = {"within": "8 min", "runs": "open_hours", "until": "answered"}
    parts = {"queues": queues(a={"channel": "email", "service_level": level})}
    for wait, kept in [("9 h", 1), ("24 h", 0), ("23 h 51 min", 1), ("23 h 59 min", 0)]:
        model = a_model(**parts, snapshot={"waiting": {"a": [wait]}})
        assert of(clock, model, live(clock, model), "service_level") == kept


def test_the_earliest_due_goes_first_by_when_it_came(clock):
    level = {"within": "10 min", "runs": "open_hours"}
    parts = {
        "queues": queues(
            a={"channel": "email", "service_level": {"within": "24 h", "runs": "calendar"}},
            b={"channel": "email", "service_level": level},
        ),
        "agents": {"g": {"staff": 1, "skills": ["a", "b"]}},
        "routing": {"contact": "earliest_due"},
    }
    model = a_model(**parts, snapshot={"waiting": {"a": ["23 h"], "b": ["23 h 52 min"]}})
    day = live(clock, model)  # b came 2 min before closing yesterday: due 8 min after opening
    assert day.column("answered_at") == [0, 10]
    later = model.snapshot.model_copy(update={"waiting": {"a": (84000.0,), "b": (60.0,)}})
    day = live(clock, model.model_copy(update={"snapshot": later}))
    assert day.column("queue") == [0, 1]
    assert day.column("answered_at") == [10, 0]


def test_a_full_queue_stays_full_until_somebody_is_taken(clock):
    parts = {"queues": queues(a={"capacity": 2, "arrivals": times(300, 301)})}
    day = a_day(clock, parts=parts, waiting={"a": ["2 s", "1 s"]}, in_service=[with_g(9)])
    assert [row[2] for row in told(day)] == [0, 0, 0, "queue_full", 0]


# --- who is served --------------------------------------------------------------------------------


def with_g(seconds, **fields):
    return {"queue": "a", "group": "g", "for": f"{seconds} s"} | fields


def test_a_talk_goes_on_for_what_is_left_of_it(clock):
    day = a_day(clock, in_service=[with_g(6)], waiting={"a": ["1 s"]})
    assert told(day) == [(294, 0, 0, 304), (299, 5, 0, 314)]
    assert day.column("talk") == [10, 10]
    assert day.states(0) == [(300, "available"), (600, "off")]


def test_it_may_have_waited_before(clock):
    day = a_day(clock, in_service=[with_g(6, waited="20 s")])
    assert told(day) == [(274, 20, 0, 304)]
    assert day.column("answered_at") == [294]


def test_who_was_just_answered_has_its_agent_before_anybody_else_may(clock):
    """The agent comes on duty with it at 300, takes nobody else, and idles once, after it."""
    day = a_day(clock, in_service=[with_g(0)], waiting={"a": ["1 s"]})
    assert day.column("agent") == [0, 0]
    assert day.column("answered_at") == pytest.approx([310, 300])
    day = a_day(clock, in_service=[with_g(0)], parts={"queues": queues(a={"arrivals": times(350)})})
    assert day.column("answered_at") == pytest.approx([300, 350])
    assert day.states(0) == [(300, "available"), (600, "off")]


def test_the_time_served_is_the_agents_own(clock):
    """With an agent who takes twice as long 15 s are three quarters of a talk of 10 s."""
    agents = {"g": {"staff": 1, "skills": {"a": {"talk_factor": 2}}}}
    day = a_day(clock, parts={"agents": agents}, in_service=[with_g(15)])
    assert told(day) == [(285, 0, 0, 305)]
    assert day.column("talk") == [20]


def test_learning_is_the_agents_own_too(clock):
    agents = crew(1, learning={"first_week": 1.5, "rate": "80%"})
    day = a_day(clock, parts={"agents": agents}, in_service=[with_g(12)])
    assert told(day) == [(288, 0, 0, 303)]


def test_contacts_of_a_group_are_with_different_agents(clock):
    day = a_day(clock, parts={"agents": crew(3)}, in_service=[with_g(4), with_g(6)])
    assert told(day) == [(294, 0, 1, 304), (296, 0, 0, 306)]


def test_an_agent_can_be_named(clock):
    shifts = [shift(0, 600, names=["Ann"]), shift(0, 600, names=["Bob"])]
    agents = {"g": {"shifts": shifts, "skills": ["a"]}}
    named = {"queue": "a", "agent": "Ann", "for": "4 s"}
    day = a_day(clock, parts={"agents": agents}, in_service=[with_g(6), named])
    assert told(day) == [(294, 0, 1, 304), (296, 0, 0, 306)]


def test_who_has_a_contact_in_hand_wraps_up_and_goes_home_after_it(clock):
    shifts = [shift(0, 302), shift(0, 600)]
    agents = {"g": {"shifts": shifts, "skills": ["a"]}}
    parts = {"agents": agents, "queues": queues(a={"wrap_up": "5 s"})}
    day = a_day(clock, parts=parts, in_service=[with_g(6)], waiting={"a": ["3 s"] * 2})
    assert [row[2] for row in told(day)] == [0, 1, 1]
    assert day.column("answered_at") == [294, 300, 315]
    assert day.states(0) == [(300, "available"), (309, "off")]


def test_chats_go_on_beside_each_other_and_one_that_waits_comes_beside_them(clock):
    channels = {"chat": {"slow_down": [1, 1, 2]}}
    parts = {
        "channels": channels,
        "queues": queues(a={"channel": "chat"}),
        "agents": crew(1, capacity={"chat": 3}),
    }
    day = a_day(clock, parts=parts, in_service=[with_g(6), with_g(2)], waiting={"a": ["1 s"]})
    # 4 s, 8 s and 10 s are left; all three go at half speed until the first is done.
    assert told(day) == [(294, 0, 0, 308), (298, 0, 0, 312), (299, 1, 0, 314)]
    assert day.column("talk") == [14, 14, 14]


def test_a_call_puts_an_email_in_hand_on_hold(clock):
    parts = {
        "channels": {"voice": {"interrupts": ["email"]}},
        "queues": queues(a={"channel": "email"}, b={"arrivals": times(302)}),
        "agents": {"g": {"staff": 1, "skills": ["a", "b"]}},
    }
    day = a_day(clock, parts=parts, in_service=[with_g(4)])
    assert day.column("ended_at") == [316, 312]
    assert day.held == [10, 0]


def test_lines_are_held_from_the_beginning(clock):
    parts = {"lines": 2, "queues": queues(a={"arrivals": times(301, 302, 305)})}
    day = a_day(clock, parts=parts, in_service=[with_g(6)], waiting={"a": ["1 s"]})
    assert [row[2] for row in told(day)] == [0, 0, "no_line", "no_line", 0]


def test_resolution_is_asked_of_them_too(clock):
    parts = {"queues": queues(a={"resolves": "100%"})}
    day = a_day(clock, parts=parts, in_service=[with_g(6)], waiting={"a": ["1 s"]})
    assert day.resolved == [1, 1]


# --- agents ---------------------------------------------------------------------------------------


def test_who_is_on_a_break_comes_back_when_it_is_over(clock):
    day = a_day(clock, on_break={"g": ["20 s"]}, waiting={"a": ["1 s"]})
    assert told(day) == [(299, 21, 0, 330)]
    assert day.states(0) == [(300, "on_break"), (320, "available"), (600, "off")]


def test_those_with_nothing_in_hand_are_on_the_breaks(clock):
    day = a_day(
        clock, parts={"agents": crew(3)}, on_break={"g": ["20 s", "30 s"]}, in_service=[with_g(6)]
    )
    assert [day.states(a)[0] for a in range(3)] == [
        (300, "available"), (300, "on_break"), (300, "on_break"),
    ]  # fmt: skip
    assert [day.states(a)[1] for a in (1, 2)] == [(330, "available"), (320, "available")]


def test_planned_breaks_are_under_way(clock):
    agents = {"g": {"shifts": [shift(0, 600, (280, 40))], "skills": ["a"]}}
    day = a_day(clock, parts={"agents": agents}, waiting={"a": ["1 s"]})
    assert day.states(0) == [(300, "on_break"), (320, "available"), (600, "off")]
    assert told(day) == [(299, 21, 0, 330)]


def test_a_break_ends_with_the_work_at_the_latest(clock):
    agents = {"g": {"shifts": [shift(0, 320), shift(0, 600)], "skills": ["a"]}}
    day = a_day(clock, parts={"agents": agents}, on_break={"g": ["1 s", "1 h"]})
    assert day.states(0) == [(300, "on_break"), (320, "off")]
    assert day.states(1) == [(300, "on_break"), (301, "available"), (600, "off")]


def test_who_is_to_be_there_then_is_there_and_those_to_come_later_may_be_absent(clock):
    agents = {
        "g": {"shifts": [shift(0, 600), shift(400, 600)], "skills": ["a"], "absence": "100%",
              "lateness": "100% by 1 h", "early_leave": "100% by 9 min"},
    }  # fmt: skip
    day = a_day(clock, parts={"agents": agents}, in_service=[with_g(6)])
    assert day.states(0) == [(300, "available"), (600, "off")]
    assert day.states(1) == []


def test_an_early_leave_that_is_still_to_come_comes(clock):
    agents = {"g": {"shifts": [shift(0, 600)], "skills": ["a"], "early_leave": "100% by 1 min"}}
    day = a_day(clock, parts={"agents": agents}, in_service=[with_g(6)])
    assert day.states(0) == [(300, "available"), (540, "off")]


# --- the rest of the centre -----------------------------------------------------------------------


def test_conditions_are_looked_at_from_then_on(clock):
    incidents = [{"when": {"queue": "a", "waiting": 1, "every": "10 s"}, "send_home": 1,
                  "from": "h"}]  # fmt: skip
    agents = crew(1) | {"h": {"staff": 1, "skills": ["b"]}}
    parts = {"incidents": incidents, "agents": agents, "queues": queues("a", "b")}
    day = a_day(clock, parts=parts, waiting={"a": ["30 s"] * 3})
    assert day.states(1) == [(300, "available"), (310, "off")]


def test_an_outage_under_way_is_under_way(clock):
    incidents = [{"at": at(200), "until": at(310), "lines": 0}]
    parts = {"lines": 5, "incidents": incidents, "queues": queues(a={"arrivals": times(305, 310)})}
    day = a_day(clock, parts=parts)
    assert [row[2] for row in told(day)] == ["no_line", 0]


# --- luck -----------------------------------------------------------------------------------------

LAWS = {
    "arrivals": "600/hour",
    "patience": "lognormal mean 40 s cv 1",
    "talk": "gamma mean 20 s cv 0.7",
    "wrap_up": "exponential mean 5 s",
}
LUCK = ("arrived_at", "patience", "wrap_up")


@pytest.mark.parametrize("policy", ["longest_idle", "random"])
def test_the_day_keeps_its_luck(clock, policy):
    parts = {"queues": {"a": LAWS}, "agents": crew(3), "routing": {"agent": policy}}
    whole = live(clock, a_model(**parts)).log.contacts
    day = a_day(clock, parts=parts, waiting={"a": ["20 s"] * 5}, in_service=[with_g(15)])
    later = whole[whole["arrived_at"] >= BEGINS]
    own = day.log.contacts[6:]
    for name in LUCK:
        answered = later["agent"] >= 0 if name == "wrap_up" else slice(None)
        assert np.array_equal(own[name][answered], later[name][answered]), name


def test_a_snapshot_of_nothing_at_the_opening_changes_nothing(clock):
    parts = {"queues": {"a": LAWS}, "agents": crew(3)}
    plain = live(clock, a_model(**parts)).log
    empty = live(clock, a_model(**parts, snapshot={})).log
    assert np.array_equal(plain.facts, empty.facts)
    for name in plain.contacts.dtype.names:
        assert np.array_equal(plain.contacts[name], empty.contacts[name], equal_nan=True), name


def test_what_rings_has_luck_of_its_own_and_not_that_of_the_day(clock):
    answering = {"rings": "2 s", "no_answer": "50%", "gives_up_after": "3 s"}
    parts = {"queues": {"a": LAWS}, "agents": crew(3, answering=answering)}
    day = a_day(clock, parts=parts, waiting={"a": ["20 s"] * 30})
    assert len({tuple(row) for row in told(day)}) > 30


# --- measures -------------------------------------------------------------------------------------


def found_of(clock, model, day):
    counted = [Counter(day.program, model, clock).count(day.log)]
    return Estimates(counted, day.program, model, confidence=0.95)


def of(clock, model, day, name):
    return float(found_of(clock, model, day).queue(QUEUE_MEASURE[name]).value[0])


def test_measures_count_whole_waits_and_time_from_the_beginning_on(clock):
    model = a_model(
        queues=queues(a={"service_level": {"within": "45 s"}}),
        snapshot={"at": at(BEGINS), "in_service": [with_g(6, waited="45 s")],
                  "waiting": {"a": ["2 min", "40 s"]}},
    )  # fmt: skip
    day = live(clock, model)
    assert day.column("answered_at") == [304, 294, 314]
    values = {name: of(clock, model, day, name) for name in (
        "offered", "answered", "service_level", "longest_wait", "average_speed_of_answer",
        "average_handle_time", "inside",
    )}  # fmt: skip
    assert values == {
        "offered": 3, "answered": 3, "service_level": 1 / 3, "longest_wait": 124, "inside": 0,
        "average_speed_of_answer": pytest.approx((124 + 45 + 54) / 3), "average_handle_time": 10,
    }  # fmt: skip
    groups = found_of(clock, model, day)
    staffed = groups.group(GROUP_MEASURE["staffed_hours"]).value[0]
    occupancy = groups.group(GROUP_MEASURE["occupancy"]).value[0]
    planned = groups.group(GROUP_MEASURE["planned_hours"]).value[0]
    adherence = groups.group(GROUP_MEASURE["adherence"]).value[0]
    assert (staffed * 3600, planned * 3600) == (pytest.approx(300), pytest.approx(300))
    assert occupancy == pytest.approx((4 + 10 + 10) / 300)
    assert adherence == pytest.approx(1)


def test_contacts_count_in_the_interval_in_which_they_came_and_a_backlog_until_it_is_done(clock):
    model = a_model(
        interval="2 min",
        queues=queues(a={"channel": "email"}),
        snapshot={"at": at(BEGINS), "waiting": {"a": ["4 min", "3 min", "1 h"]}},
    )
    day = live(clock, model)
    found = found_of(clock, model, day)
    assert found.interval(QUEUE_MEASURE["offered"]).value[:, 0].tolist() == [2, 1, 0, 0, 0]
    assert found.interval(QUEUE_MEASURE["backlog"]).value[:, 0].tolist() == [2, 3, 0, 0, 0]


def test_the_agents_table_begins_with_the_run(clock):
    day = a_day(clock, in_service=[with_g(6)], parts={"queues": queues(a={"wrap_up": "3 s"})})
    rows = agents_frame([day.log], day.program)[["state", "since", "until"]]
    assert rows.to_numpy().tolist() == [
        ["talking", 300, 304], ["wrapping_up", 304, 307], ["available", 307, 600],
    ]  # fmt: skip


def test_nothing_is_forgotten(clock):
    parts = {"queues": {"a": LAWS}, "agents": crew(2)}
    for replication in range(3):
        day = a_day(
            clock, parts=parts, replication=replication,
            waiting={"a": {"count": 9, "oldest": "1 min"}}, in_service=[with_g(30), with_g(5)],
        )  # fmt: skip
        outcomes = day.log.contacts["outcome"]
        assert not np.any(outcomes == Outcome.INSIDE)
        assert day.column("arrived_at") == sorted(day.column("arrived_at"))
        assert not any(map(math.isnan, day.column("ended_at")))
        assert min(day.column("ended_at")) >= BEGINS
