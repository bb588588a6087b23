"""What callers who must wait are told, who leaves at it, and who waits longer or less for it."""

import math

import numpy as np
import pytest

from cic.measures.counted import Counter
from cic.rules.predicting import sum_with_abandonment
from tests.days import INF, a_model, assert_same_log, live, play, queues, shift

NAN = math.nan
PREDICTORS = ("last_wait", "head_of_line", "queue_length", "queue_length_with_abandonment")


def a_day(clock, announcement, *contacts, staff=1, **fields):
    """Contacts of queue `a`, which announces; talk lasts 10 s."""
    model = a_model(
        queues=queues(a={"announcement": announcement} | fields),
        agents={"g": {"staff": staff, "skills": ["a"]}},
    )
    return play(clock, model, *contacts)


def waits(day):
    return [wait for wait, _ in day.told]


def same(found, wanted):
    assert np.array_equal(found, wanted, equal_nan=True), found


# --- what is told ---------------------------------------------------------------------------------


def test_the_last_wait_is_that_of_the_last_to_be_answered(clock):
    contacts = [("a", at) for at in (0, 4, 5, 12, 41)]
    day = a_day(clock, {"wait": "last_wait"}, *contacts)
    assert day.column("answered_at") == [0, 10, 20, 30, 41]
    same(waits(day), [NAN, 0, 0, 6, NAN])


def test_who_is_answered_at_once_has_waited_for_no_time(clock):
    contacts = [("a", at) for at in (0, 4, 25, 26)]
    same(waits(a_day(clock, {"wait": "last_wait"}, *contacts)), [NAN, 0, NAN, 0])


def test_the_head_of_the_line_tells_how_long_it_has_waited(clock):
    contacts = [("a", at) for at in (0, 2, 5, 9, 13)]
    same(waits(a_day(clock, {"wait": "head_of_line"}, *contacts)), [NAN, 0, 3, 7, 8])


def test_the_queue_length_counts_who_is_ahead_and_the_contact_itself(clock):
    """Two agents serve one contact in 5 s."""
    contacts = [("a", at) for at in (0, 0, 1, 2, 3)]
    day = a_day(clock, {"wait": "queue_length"}, *contacts, staff=2)
    same(waits(day), [NAN, NAN, 5, 10, 15])


def test_wrap_up_factors_and_further_groups_are_reckoned_with(clock):
    """10 s of talk twice as long and 5 s of wrap-up; 10 s and 10 s: 1 / 25 + 1 / 20 a second."""
    model = a_model(
        queues=queues(a={"wrap_up": "5 s", "announcement": {"wait": "queue_length"}}),
        agents={
            "g": {"staff": 1, "skills": {"a": {"talk_factor": 2}}},
            "h": {"staff": 1, "skills": ["a"], "wrap_up": {"a": "10 s"}},
        },
    )
    luck = {"wrap_up": 5.0, "h": 10.0}
    day = play(clock, model, ("a", 0, luck), ("a", 0, luck), ("a", 1, luck), ("a", 2, luck))
    assert waits(day)[2:] == pytest.approx([1 / 0.09, 2 / 0.09])


def test_who_may_overflow_and_who_is_away_are_not_reckoned_with(clock):
    model = a_model(
        queues=queues(a={"announcement": {"wait": "queue_length"}, "overflow": {
            "o": {"after": "30 s"}}}, b={"talk": "500 s"}),
        agents={
            "g": {"staff": 1, "skills": ["a"]},
            "h": {"shifts": [shift(0, 600, (5, 500))], "skills": ["a"]},
            "o": {"staff": 1, "skills": ["a", "b"]},
        },
    )  # fmt: skip
    long = {"talk": 300.0}
    day = play(clock, model, ("a", 0, long), ("a", 0, {"talk": 1.0}), ("b", 0, long), ("a", 6))
    assert waits(day)[3] == 10, "one agent is there, and serves one contact in 10 s"


def test_several_in_hand_are_reckoned_with(clock):
    """Two chats at once take 1.5 times as long: one contact in 7.5 s."""
    model = a_model(
        channels={"chat": {"slow_down": [1, 1.5], "at_once": 2}},
        queues=queues(a={"channel": "chat", "announcement": {"wait": "queue_length"}}),
    )
    day = play(clock, model, *[("a", 0)] * 4)
    same(waits(day), [NAN, NAN, 7.5, 15])


def test_with_abandonment_those_ahead_may_leave(clock):
    """Served are 0.1 a second, and who waits leaves at 0.05 a second."""
    contacts = [("a", at) for at in (0, 1, 2, 3)]
    told = {"wait": "queue_length_with_abandonment"}
    day = a_day(clock, told, *contacts, patience="exponential mean 20 s")
    assert waits(day)[1:] == pytest.approx(
        [1 / 0.1, 1 / 0.1 + 1 / 0.15, 1 / 0.1 + 1 / 0.15 + 1 / 0.2]
    )


@pytest.mark.parametrize("ahead", [0, 1, 254, 255, 256, 1000, 100_000])
@pytest.mark.parametrize("leaving", [0.0, 0.001, 0.3])
def test_the_sum_of_a_long_queue_is_right_to_one_in_100_000(ahead, leaving):
    exact = math.fsum(1 / (0.2 + k * leaving) for k in range(ahead + 1))
    assert sum_with_abandonment(ahead, 0.2, leaving) == pytest.approx(exact, rel=1e-5)


def test_where_nobody_leaves_the_queue_length_says_the_same(clock):
    contacts = [("a", at) for at in (0, 1, 2, 3)]
    alike = [a_day(clock, {"wait": wait}, *contacts) for wait in PREDICTORS[2:]]
    assert waits(alike[1])[1:] == pytest.approx(waits(alike[0])[1:])


def test_where_nobody_is_on_duty_the_queue_length_tells_no_wait(clock):
    model = a_model(
        queues=queues(a={"announcement": {"wait": "queue_length", "position": True}}),
        agents={"g": {"shifts": [shift(50, 600)], "skills": ["a"]}},
    )
    day = play(clock, model, ("a", 0), ("a", 51))
    same(day.told, [(NAN, 1), (10, 1)])


def test_a_place_is_told_with_or_without_a_wait(clock):
    contacts = [("a", at) for at in (0, 1, 2, 12)]
    same(
        a_day(clock, {"position": True}, *contacts).told, [(NAN, -1), (NAN, 1), (NAN, 2), (NAN, 2)]
    )
    both = a_day(clock, {"position": True, "wait": "head_of_line"}, *contacts)
    same(both.told, [(NAN, -1), (0, 1), (1, 2), (10, 2)])


def test_only_queues_that_announce_do(clock):
    model = a_model(
        queues=queues(a={"announcement": {"position": True}}, b={}),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
    )
    day = play(clock, model, ("a", 0), ("b", 1), ("a", 2))
    assert [place for _, place in day.told] == [-1, -1, 1]


def test_who_comes_back_to_the_front_after_ringing_hears_nothing(clock):
    model = a_model(
        queues=queues(a={"announcement": {"position": True}}),
        agents={"g": {"staff": 1, "skills": ["a"], "answering": {
            "rings": "3 s", "no_answer": "100%", "gives_up_after": "5 s", "out_for": "9 min"}}},
    )  # fmt: skip
    day = play(clock, model, ("a", 0), ("a", 1))
    assert [place for _, place in day.told] == [-1, 1]


def test_who_has_waited_since_before_the_run_hears_nothing(clock):
    written = {"at": "08:01", "waiting": {"a": ["30 s", "10 s"]}}
    model = a_model(
        queues=queues(a={
            "arrivals": {"times": [8 * 3600 + 61]}, "patience": "500 s",
            "announcement": {"position": True, "balk": [{"from_place": 1, "share": 1}]}}),
        agents={"g": {"staff": 1, "skills": ["a"]}}, snapshot=written,
    )  # fmt: skip
    day = live(clock, model)
    assert [place for _, place in day.told] == [-1, -1, 2]
    assert [end for end, _ in day.ends] == [60, 70, "balked"]


def test_the_last_wait_of_a_snapshot_is_that_of_who_is_in_service(clock):
    served = {"queue": "a", "group": "g", "for": "20 s", "waited": "45 s"}
    model = a_model(
        queues=queues(a={"arrivals": {"times": [8 * 3600 + 61]}, "talk": "30 s",
                         "announcement": {"wait": "last_wait"}}),
        snapshot={"at": "08:01", "in_service": [served]},
    )  # fmt: skip
    same(waits(live(clock, model)), [NAN, 45])


# --- who leaves at it -----------------------------------------------------------------------------

STEPS = [{"over": "10 s", "share": "20%"}, {"over": "25 s", "share": "60%"}]


def test_contacts_leave_by_the_last_step_that_the_announced_wait_exceeds(clock):
    """Told 10, 20, 30 s and so on, as long as nobody leaves."""
    told = {"wait": "queue_length", "balk": STEPS}
    contacts = [("a", 0), *[("a", 1, {"nerve": nerve}) for nerve in (0.0, 0.3, 0.3, 0.6, 0.1)]]
    day = a_day(clock, told, *contacts)
    same(waits(day), [NAN, 10, 20, 30, 30, 40])
    assert [end for end, _ in day.ends] == [0, 10, 20, "balked", 30, "balked"]
    assert day.column("ended_at")[3] == 1


def test_a_wait_as_long_as_the_step_is_not_over_it(clock):
    told = {"wait": "queue_length", "balk": [{"over": "10 s", "share": "100%"}]}
    day = a_day(clock, told, ("a", 0), ("a", 1, {"nerve": 0.0}), ("a", 2, {"nerve": 0.0}))
    assert [end for end, _ in day.ends] == [0, 10, "balked"]


def test_contacts_may_leave_at_their_place(clock):
    told = {"position": True, "balk": [{"from_place": 2, "share": "50%"}]}
    nerves = [0.0, 0.4, 0.6, 0.4]
    day = a_day(clock, told, ("a", 0), *[("a", 1, {"nerve": nerve}) for nerve in nerves])
    assert [end for end, _ in day.ends] == [0, 10, "balked", 20, "balked"]


def test_who_leaves_counts_as_abandoned_and_gives_its_line_back(clock):
    model = a_model(
        lines=2, queues=queues(a={"announcement": {
            "position": True, "balk": [{"from_place": 1, "share": "100%"}]}}),
    )  # fmt: skip
    day = play(clock, model, ("a", 0), ("a", 1, {"nerve": 0.5}), ("a", 2, {"nerve": 0.5}))
    assert [end for end, _ in day.ends] == [0, "balked", "balked"]
    sums = Counter(day.program, model, clock).count(day.log).by_queue
    assert [sums[name].sum() for name in ("reached", "answered", "abandoned", "balked")] == [
        3, 1, 2, 2,
    ]  # fmt: skip


# --- patience -------------------------------------------------------------------------------------


def test_patience_is_multiplied_by_the_last_step(clock):
    steps = [{"over": "5 s", "factor": 0.5}, {"over": "15 s", "factor": 3}]
    contacts = [("a", 0), ("a", 1, {"patience": 14.0}), ("a", 1, {"patience": 14.0})]
    day = a_day(clock, {"wait": "queue_length", "patience": steps}, *contacts)
    assert day.ends == [(0, 0), ("abandoned", 8), (10, 0)]
    assert day.column("patience") == [INF, 7, 42]


def test_who_stays_waits_at_least_so_much_of_what_was_announced(clock):
    told = {"wait": "queue_length", "waits_at_least": 1.5}
    contacts = [("a", 0, {"talk": 100.0}), *[("a", 0, {"patience": p}) for p in (3.0, 40.0, 3.0)]]
    day = a_day(clock, told, *contacts)
    assert day.column("patience") == [INF, 15, 40, 45]
    assert day.column("ended_at")[1:] == [15, 40, 45]


def test_the_factor_comes_before_what_is_waited_at_least(clock):
    told = {
        "wait": "queue_length", "position": True, "waits_at_least": 1,
        "patience": [{"from_place": 1, "factor": 0.1}],
    }  # fmt: skip
    day = a_day(clock, told, ("a", 0), ("a", 0, {"patience": 50.0}), ("a", 0, {"patience": 900.0}))
    assert day.column("patience") == [INF, 10, 90]


# --- luck -----------------------------------------------------------------------------------------

BUSY = {
    "arrivals": "600/hour", "talk": "exponential mean 20 s", "patience": "exponential mean 60 s",
    "wrap_up": "exponential mean 4 s",
}  # fmt: skip


def busy(staff, announcement=None, **fields):
    told = {} if announcement is None else {"announcement": announcement}
    return a_model(
        queues={"a": BUSY | told | fields}, agents={"g": {"staff": staff, "skills": ["a"]}}
    )


@pytest.mark.parametrize("wait", PREDICTORS)
def test_what_moves_nobody_changes_nothing(clock, wait):
    """Of a share of 0 and a factor of 1, to the last bit."""
    idle = {
        "wait": wait, "position": True, "balk": [{"over": 0, "share": 0}],
        "patience": [{"over": 0, "factor": 1}],
    }  # fmt: skip
    plain = live(clock, busy(3))
    told = live(clock, busy(3, idle))
    assert_same_log(plain.log, told.log)
    assert sum(row["heard"] for row in told.log.told) > 20


def test_staff_does_not_change_who_would_leave(clock):
    """Who leaves at a share of 30% with few agents does so with more, if it hears the like."""
    told = {"position": True, "balk": [{"from_place": 1, "share": "30%"}]}
    few, more = live(clock, busy(3, told)).log, live(clock, busy(4, told)).log
    both = (few.told["heard"] > 0) & (more.told["heard"] > 0)
    left = few.contacts["outcome"] == 3
    assert 10 < np.sum(left & both) < np.sum(both)
    assert np.array_equal(left[both], (more.contacts["outcome"] == 3)[both])


def test_a_larger_share_takes_more_of_the_same(clock):
    def left(share):
        told = {"position": True, "balk": [{"from_place": 1, "share": share}]}
        log = live(clock, busy(3, told)).log
        return log.told["heard"] > 0, log.contacts["outcome"] == 3

    (heard, some), (heard_too, most) = left("20%"), left("60%")
    both = heard & heard_too
    assert np.all(most[both] >= some[both])
    assert most[both].sum() > some[both].sum() > 0


# --- talk after a wait ----------------------------------------------------------------------------

LONGER = [{"over": "5 s", "factor": 1.5}, {"over": "20 s", "factor": 2}]


def test_talk_is_longer_after_a_long_wait(clock):
    model = a_model(queues=queues(a={"talk_after_wait": LONGER}))
    day = play(clock, model, ("a", 0), ("a", 5), ("a", 9), ("a", 10))
    assert day.column("answered_at") == [0, 10, 20, 35]
    assert day.column("talk") == [10, 10, 15, 20]


def test_it_multiplies_what_the_agent_makes_of_it(clock):
    agents = {"g": {"staff": 1, "skills": {"a": {"talk_factor": 3}},
                    "learning": {"first_week": 2, "rate": "50%"}}}  # fmt: skip
    model = a_model(queues=queues(a={"talk_after_wait": LONGER}), agents=agents)
    assert play(clock, model, ("a", 0), ("a", 50)).column("talk") == [60, 90]


def test_it_lengthens_the_turns_of_a_talk(clock):
    channels = {"texts": {"like": "messaging", "turns": {"count": 2, "pause": "5 s"},
                          "at_once": 1}}  # fmt: skip
    model = a_model(
        channels=channels, queues=queues(a={"channel": "texts", "talk_after_wait": LONGER}),
        agents={"g": {"staff": 1, "skills": ["a"], "capacity": {"texts": 1}}},
    )  # fmt: skip
    day = play(clock, model, ("a", 0, {"turns": [4, 5, 3]}), ("a", 2, {"turns": [4, 5, 3]}))
    assert day.column("answered_at") == [0, 12]
    assert day.column("ended_at") == [12, 12 + 6 + 5 + 4.5]


def test_chats_beside_each_other_slow_down_what_is_longer_already(clock):
    model = a_model(
        channels={"chat": {"slow_down": [1, 2], "at_once": 2}},
        queues=queues(a={"channel": "chat", "talk_after_wait": LONGER}),
    )
    day = play(clock, model, *[("a", 0)] * 3)
    assert day.column("answered_at") == [0, 0, 20]
    assert day.column("ended_at") == [20, 20, 35]


def test_who_is_in_service_as_the_run_begins_has_a_longer_talk_too(clock):
    served = {"queue": "a", "group": "g", "for": "20 s", "waited": "45 s"}
    model = a_model(
        queues=queues(a={"talk": "30 s", "talk_after_wait": LONGER}),
        snapshot={"at": "08:01", "in_service": [served]},
    )
    (talk,) = live(clock, model).column("talk")
    assert talk == pytest.approx(60)


def test_queues_have_steps_of_their_own(clock):
    model = a_model(
        queues=queues(a={"talk_after_wait": LONGER}, b={}),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
    )
    assert play(clock, model, ("b", 0), ("b", 1), ("a", 2)).column("talk") == [10, 10, 15]


def test_factors_of_one_change_nothing(clock):
    steps = [{"over": 0, "factor": 1}, {"over": "9 s", "factor": 1}]
    plain = live(clock, busy(3))
    assert_same_log(plain.log, live(clock, busy(3, talk_after_wait=steps)).log)
