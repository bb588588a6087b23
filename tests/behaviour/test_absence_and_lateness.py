"""Agents do not come, come late, go early, take their breaks late; and what they do on breaks.

What is left to chance is made certain here: it happens on all days, by a constant.
"""

import pytest

from cic.clocks.simpy_clock import SimpyClock
from cic.log.frames import agents_frame
from tests.days import a_model, assert_same_log, clock_time, live, play, shift, times


def pause(at, lasts, kind="break", **fields):
    return {"at": clock_time(at), "lasts": f"{lasts} s", "kind": kind} | fields


def working(start, until, *pauses, **fields):
    return shift(start, until, **fields) | {"breaks": list(pauses)}


def team(*shifts, **fields):
    return a_model(agents={"g": {"shifts": list(shifts), "skills": ["a"]} | fields})


# --- absence --------------------------------------------------------------------------------------


def test_who_is_absent_does_not_come(clock):
    agents = {
        "g": {"shifts": [working(0, 600)], "skills": ["a"], "absence": 1},
        "h": {"shifts": [working(100, 600)], "skills": ["a"]},
    }
    day = play(clock, a_model(agents=agents), ("a", 5), ("a", 110))
    assert day.states(0) == []
    assert day.ends == [(100, 1), (110, 1)]


def test_agents_counted_by_interval_are_absent_too(clock):
    model = a_model(agents={"g": {"staff": 2, "skills": ["a"], "absence": 1}})
    assert play(clock, model, ("a", 5, {"patience": 30})).ends == [("abandoned", 35)]


def test_nobody_who_is_absent_serves_after_closing(clock):
    model = a_model(agents={"g": {"staff": 1, "skills": ["a"], "absence": 1}})
    day = play(clock, model, ("a", 590), ("a", 610))
    assert day.ends[1] == ("sent_away", 610)


# --- lateness -------------------------------------------------------------------------------------


def test_who_is_late_comes_later_and_takes_who_waits(clock):
    day = play(clock, team(working(0, 600), lateness="100% by 30 s"), ("a", 5))
    assert day.states(0) == [(30, "available"), (600, "off")]
    assert day.ends == [(30, 0)]


def test_who_is_later_than_the_shift_lasts_does_not_come(clock):
    for late in (600, 5000):
        day = play(clock, team(working(0, 600), lateness=f"100% by {late} s"))
        assert day.states(0) == []


def test_a_break_that_lateness_swallows_is_left_out(clock):
    model = team(working(0, 600, pause(50, 30)), lateness="100% by 90 s")
    assert play(clock, model).states(0) == [(90, "available"), (600, "off")]


def test_who_comes_late_during_a_break_comes_at_its_end(clock):
    model = team(working(0, 600, pause(50, 30)), lateness="100% by 60 s")
    assert play(clock, model).states(0) == [(80, "available"), (600, "off")]


def test_who_comes_late_into_a_training_is_in_it_for_the_rest(clock):
    model = team(working(0, 600, pause(50, 30, "training")), lateness="100% by 60 s")
    assert play(clock, model).states(0) == [(60, "in_training"), (80, "available"), (600, "off")]


def test_who_is_late_stays_away_from_all_intervals_until_then(clock):
    agents = {"g": {"staff": [1, 0, 1], "skills": ["a"], "lateness": "100% by 700 s"}}
    model = a_model(closes="08:30", agents=agents)
    assert play(clock, model).states(0) == [(1200, "available"), (1800, "off")]


def test_every_day_is_late_for_itself(clock):
    model = a_model(days=2, agents={"g": {"staff": 1, "skills": ["a"], "lateness": "100% by 30 s"}})
    assert play(clock, model).states(0) == [
        (30, "available"), (600, "off"), (86430, "available"), (87000, "off"),
    ]  # fmt: skip


# --- leaving early --------------------------------------------------------------------------------


def test_who_goes_early_goes_earlier_after_the_contact_in_hand(clock):
    model = team(working(0, 600), early_leave="100% by 100 s")
    assert play(clock, model).states(0) == [(0, "available"), (500, "off")]
    day = play(clock, model, ("a", 495), ("a", 496, {"patience": 30}))
    assert day.ends == [(495, 0), ("abandoned", 526)]
    assert day.states(0) == [(0, "available"), (505, "off")]


def test_a_break_that_leaving_swallows_is_left_out(clock):
    model = team(working(0, 600, pause(550, 20)), early_leave="100% by 100 s")
    assert play(clock, model).states(0) == [(0, "available"), (500, "off")]


def test_who_goes_early_from_a_break_does_not_come_back(clock):
    model = team(working(0, 600, pause(480, 40)), early_leave="100% by 100 s")
    assert play(clock, model).states(0) == [(0, "available"), (480, "on_break"), (500, "off")]


def test_who_would_go_before_coming_does_not_come(clock):
    model = team(working(0, 600), early_leave="100% by 700 s")
    assert play(clock, model).states(0) == []
    model = team(working(0, 600), early_leave="100% by 300 s", lateness="100% by 300 s")
    assert play(clock, model).states(0) == []


# --- late breaks ----------------------------------------------------------------------------------


def test_late_breaks_begin_and_end_later(clock):
    model = team(working(0, 600, pause(50, 30), pause(200, 20)), late_breaks="100% by 10 s")
    day = play(clock, model, ("a", 55), ("a", 70))
    assert day.states(0) == [
        (0, "available"), (65, "on_break"), (90, "available"), (210, "on_break"),
        (230, "available"), (600, "off"),
    ]  # fmt: skip
    assert day.ends == [(55, 0), (90, 0)]


def test_breaks_that_touch_stay_together_when_late(clock):
    model = team(working(0, 600, pause(50, 30), pause(80, 20, "lunch")), late_breaks="100% by 10 s")
    assert play(clock, model).states(0) == [
        (0, "available"), (60, "on_break"), (90, "at_lunch"), (110, "available"), (600, "off"),
    ]  # fmt: skip


def test_a_late_break_ends_with_the_shift(clock):
    model = team(working(0, 600, pause(500, 50)), late_breaks="100% by 80 s")
    assert play(clock, model).states(0) == [(0, "available"), (580, "on_break"), (600, "off")]
    model = team(working(0, 600, pause(500, 50)), late_breaks="100% by 200 s")
    assert play(clock, model).states(0) == [(0, "available"), (600, "off")]


def test_who_waits_for_a_late_training_at_the_beginning_is_on_duty(clock):
    model = team(working(0, 600, pause(0, 60, "training")), late_breaks="100% by 20 s")
    assert play(clock, model).states(0) == [
        (0, "available"), (20, "in_training"), (80, "available"), (600, "off"),
    ]  # fmt: skip


def test_all_of_it_together(clock):
    model = team(
        working(0, 600, pause(100, 50), pause(400, 50)),
        late_breaks="100% by 30 s", lateness="100% by 150 s", early_leave="100% by 150 s",
    )  # fmt: skip
    # The breaks move to 130 and 430; who comes at 150 comes at the end of the first.
    assert play(clock, model).states(0) == [(180, "available"), (430, "on_break"), (450, "off")]


# --- kinds of breaks ------------------------------------------------------------------------------

KINDS = [
    ("break", "on_break"), ("lunch", "at_lunch"), ("training", "in_training"),
    ("meeting", "in_meeting"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "state"), KINDS)
def test_each_kind_is_away_and_comes_back(clock, kind, state):
    day = play(clock, team(working(0, 600, pause(50, 30, kind))), ("a", 45), ("a", 60))
    assert day.states(0) == [(0, "available"), (55, state), (80, "available"), (600, "off")]
    assert day.ends == [(45, 0), (80, 0)]


@pytest.mark.parametrize(("kind", "state"), KINDS)
def test_frames_tell_the_kinds_apart(clock, kind, state):
    day = play(clock, team(working(0, 600, pause(50, 30, kind))))
    frame = agents_frame([day.log], day.program)
    assert frame["state"].tolist() == ["available", state, "available"]
    assert frame["since"].tolist() == [0, 50, 80]


def test_one_kind_follows_another_without_a_coming_in_between(clock):
    model = team(working(0, 600, pause(50, 30, "lunch"), pause(80, 20, "meeting"), pause(100, 10)))
    day = play(clock, model, ("a", 60))
    assert day.states(0) == [
        (0, "available"), (50, "at_lunch"), (80, "in_meeting"), (100, "on_break"),
        (110, "available"), (600, "off"),
    ]  # fmt: skip
    assert day.ends == [(110, 0)]


def test_who_talks_into_the_next_break_goes_on_that_one(clock):
    model = team(working(0, 600, pause(50, 30, "lunch"), pause(80, 40, "meeting")))
    day = play(clock, model, ("a", 45, {"talk": 50}))
    assert day.states(0) == [
        (0, "available"), (95, "in_meeting"), (120, "available"), (600, "off"),
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "state"), KINDS[2:])
def test_a_training_or_meeting_at_either_end_of_a_shift_is_held(clock, kind, state):
    model = team(working(0, 600, pause(0, 30, kind), pause(580, 20, kind)))
    day = play(clock, model, ("a", 10), ("a", 575), ("a", 590, {"patience": 5}))
    assert day.states(0) == [(0, state), (30, "available"), (585, state), (600, "off")]
    assert day.ends == [(30, 0), (575, 0), ("abandoned", 595)]


@pytest.mark.parametrize("kind", ["break", "lunch"])
def test_a_break_or_lunch_at_either_end_of_a_shift_shortens_it(clock, kind):
    model = team(working(0, 600, pause(0, 30, kind), pause(580, 20, kind)))
    assert play(clock, model).states(0) == [(30, "available"), (580, "off")]


def test_a_shift_of_nothing_but_a_training_is_spent_in_it(clock):
    model = team(working(0, 600, pause(0, 600, "training")))
    day = play(clock, model, ("a", 10, {"patience": 5}))
    assert day.states(0) == [(0, "in_training"), (600, "off")]
    assert day.ends == [("abandoned", 15)]


def test_who_still_talks_when_a_training_begins_the_next_shift_goes_there_next(clock):
    shifts = [{"from": "08:00", "until": "12:00",
               "breaks": [{"at": "08:00", "lasts": "1 h", "kind": "training"}]}]  # fmt: skip
    model = a_model(
        opens="00:00", closes="24:00", interval="24 h", days=2,
        agents={"g": {"shifts": shifts, "skills": ["a"]}},
    )  # fmt: skip
    hour = 3600
    talk = {"talk": 20.5 * hour}  # from 12:00 to 08:30 of the next day
    day = play(clock, model, ("a", 12 * hour - 1, talk | {"talk": 20.5 * hour + 1}))
    assert day.states(0) == [
        (8 * hour, "in_training"), (9 * hour, "available"), (32.5 * hour, "in_training"),
        (33 * hour, "available"), (36 * hour, "off"),
    ]  # fmt: skip


def test_who_is_sent_home_from_a_training_does_not_come_back(clock_of_processes):
    def supervisor(env, centre):
        yield env.timeout(60)
        centre.send_home(1, group="g")

    model = team(working(0, 600, pause(50, 30, "training"), pause(200, 30, "lunch")))
    day = play(clock_of_processes(supervisor), model, ("a", 90, {"patience": 5}))
    assert day.states(0) == [(0, "available"), (50, "in_training"), (60, "off")]
    assert day.ends == [("abandoned", 95)]


def test_who_was_sent_home_comes_to_the_training_of_the_next_day(clock_of_processes):
    def supervisor(env, centre):
        yield env.timeout(60)
        centre.send_home(1, group="g")

    agents = {"g": {"shifts": [working(0, 600, pause(0, 30, "training"))], "skills": ["a"]}}
    day = play(clock_of_processes(supervisor), a_model(days=2, agents=agents))
    assert day.states(0) == [
        (0, "in_training"), (30, "available"), (60, "off"),
        (86400, "in_training"), (86430, "available"), (87000, "off"),
    ]  # fmt: skip


def test_who_is_moved_during_a_training_serves_the_other_group_after_it(clock_of_processes):
    def supervisor(env, centre):
        yield env.timeout(60)
        centre.move(1, source="g", to="h")

    agents = {
        "g": {"shifts": [working(0, 600, pause(50, 30, "meeting"))], "skills": ["b"]},
        "h": {"staff": 0, "skills": ["a"]},
    }
    model = a_model(queues={"a": {"talk": "10 s"}, "b": {"talk": "10 s"}}, agents=agents)
    assert play(clock_of_processes(supervisor), model, ("a", 70)).ends == [(80, 0)]


@pytest.fixture
def clock_of_processes():
    """A clock beside which processes run."""
    return lambda *processes: SimpyClock(processes=processes)


# --- by chance, on both clocks --------------------------------------------------------------------


@pytest.mark.parametrize("several", [False, True], ids=["one in hand", "several in hand"])
def test_the_clocks_agree_on_days_left_to_chance(clock, several):
    pauses = [
        pause(0, 600, "meeting"), pause(3000, 900), pause(3900, 1800, "lunch", paid=False),
        pause(9000, 1200, "training"),
    ]  # fmt: skip
    people = {
        "absence": "20%", "lateness": "50% by exponential mean 10 min",
        "early_leave": "50% by exponential mean 20 min",
        "late_breaks": "50% by exponential mean 10 min",
    }  # fmt: skip
    channel = {"channel": "chat"} if several else {}
    model = a_model(
        closes="12:00", interval="30 min", days=2,
        queues={"a": {"arrivals": "60/hour", "talk": "exponential mean 4 min",
                      "patience": "exponential mean 3 min"} | channel},
        agents={
            "g": {"shifts": [working(0, 14400, *pauses, agents=4)], "skills": ["a"]} | people,
            "h": {"staff": 2, "skills": ["a"]} | people,
        },
    )  # fmt: skip
    for replication in range(5):
        day = live(clock, model, replication=replication)
        assert_same_log(live(SimpyClock(), model, replication=replication).log, day.log)
        assert (day.log.contacts["agent"] >= 0).any()


def test_arrivals_of_the_scenario_find_who_has_come(clock):
    queues = {"a": {"talk": "10 s", "arrivals": times(5, 50)}}
    agents = {"g": {"staff": 1, "skills": ["a"], "lateness": "100% by 30 s"}}
    assert live(clock, a_model(queues=queues, agents=agents)).ends == [(30, 0), (50, 0)]
