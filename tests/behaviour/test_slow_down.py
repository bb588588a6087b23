"""Contacts beside others take longer: an agent who chats with two is slower with each."""

import pytest

from tests.days import a_model, play, queues, shift


def chats(*factors, at_once=2, agents=1, **parts):
    """One queue `c` of chats with these factors, from one beside none upwards."""
    group = agents if isinstance(agents, dict) else {"staff": agents}
    plain = {
        "channels": {"chat": {"at_once": at_once, "slow_down": list(factors)}},
        "queues": queues(c={"channel": "chat"}),
        "agents": {"g": {"skills": ["c"]} | group},
    }
    return a_model(**plain | parts)


def test_two_at_once_take_twice_as_long_from_the_moment_they_are_two(clock):
    # The first has 6 s left at 4, which take 12; the second has then done 6 of its 10.
    day = play(clock, chats(1, 2), ("c", 0), ("c", 4))
    assert day.column("ended_at") == [16, 20]
    assert day.column("talk") == [16, 16]


def test_half_as_long_again(clock):
    day = play(clock, chats(1, 1.5), ("c", 0, {"talk": 9}), ("c", 3, {"talk": 9}))
    assert day.column("ended_at") == [12, 15]


def test_the_last_factor_holds_for_more(clock):
    day = play(clock, chats(1, 2, at_once=3), ("c", 0), ("c", 2), ("c", 4))
    assert day.column("ended_at") == [18, 22, 23]


def test_three_at_once_have_a_factor_of_their_own(clock):
    # From 4 on four times as long: of 5, 9 and 10 s left the first takes until 24.
    day = play(clock, chats(1, 2, 4, at_once=3), ("c", 0, {"talk": 8}), ("c", 2), ("c", 4))
    assert day.column("ended_at")[0] == 24
    # Then twice as long, of 4 and 5 s left: until 32; then one second alone.
    assert day.column("ended_at") == [24, 32, 33]


def test_a_factor_below_one_makes_it_faster(clock):
    day = play(clock, chats(1, 0.5), ("c", 0), ("c", 4))
    assert day.column("ended_at") == [7, 11]


@pytest.mark.parametrize("at_once", [1, 2])
def test_a_first_factor_slows_a_contact_alone(clock, at_once):
    day = play(clock, chats(2, at_once=at_once), ("c", 0), ("c", 30))
    assert day.column("ended_at") == [20, 50]
    assert day.column("talk") == [20, 20]


def test_the_factor_of_the_agent_comes_on_top(clock):
    agents = {"staff": 1, "skills": {"c": {"talk_factor": 3}}}
    day = play(clock, chats(1, 2, agents=agents), ("c", 0, {"talk": 2}), ("c", 3, {"talk": 2}))
    assert day.column("ended_at") == [9, 12]


def test_the_preset_chat_takes_a_fifth_longer_beside_one_and_two_fifths_beside_two(clock):
    model = chats(1, channels={})
    day = play(clock, model, *[("c", 0)] * 2, *[("c", 100)] * 4)
    assert day.column("ended_at") == pytest.approx([12, 12, 114, 114, 114, 124])


def test_contacts_whose_factor_stays_keep_their_end_to_the_last_bit(clock):
    third = {"talk": 1 / 3}
    day = play(clock, chats(1, 1, 2, at_once=3), ("c", 0.1, third), ("c", 0.2, third))
    assert day.column("ended_at") == [0.1 + 1 / 3, 0.2 + 1 / 3]
    assert day.column("talk") == [1 / 3, 1 / 3]


# --- wrap-up --------------------------------------------------------------------------------------


def test_wrap_up_is_slowed_and_slows_like_talk(clock):
    # Wrapping up from 4; at 6 four seconds are left, which take eight.
    day = play(clock, chats(1, 2), ("c", 0, {"talk": 4, "wrap_up": 6}), ("c", 6))
    assert day.column("ended_at") == [4, 20]
    assert day.column("talk") == [4, 14]
    assert day.column("wrap_up") == [10, 0]


def test_who_waits_is_taken_when_the_slowed_wrap_up_is_over(clock):
    day = play(clock, chats(1, 2), ("c", 0, {"talk": 4, "wrap_up": 6}), ("c", 6), ("c", 7))
    assert day.column("answered_at") == [0, 6, 14]
    assert day.column("ended_at") == [4, 26, 30]


def test_going_over_from_talk_to_wrap_up_changes_no_pace(clock):
    day = play(clock, chats(1, 2), ("c", 0, {"talk": 4, "wrap_up": 4}), ("c", 0, {"talk": 8}),
               ("c", 1))  # fmt: skip
    assert day.column("ended_at") == [8, 16, 26]
    assert day.column("answered_at") == [0, 0, 16]
    assert day.column("wrap_up") == [8, 0, 0]


# --- who counts -----------------------------------------------------------------------------------


def test_contacts_of_other_channels_do_not_count(clock):
    model = a_model(
        channels={"chat": {"slow_down": [1, 2]}, "web": {"like": "chat"}, "text": {}},
        queues=queues(c={"channel": "chat"}, w={"channel": "web"}, t={"channel": "text"}),
        agents={"g": {"staff": 1, "skills": ["c", "w", "t"],
                      "capacity": [{"chat": 2, "web": 2}, {"text": 1}]}},
    )  # fmt: skip
    day = play(clock, model, ("c", 0), ("w", 2), ("t", 3))
    assert day.column("ended_at") == [10, 12, 13]


def test_contacts_of_other_queues_of_the_channel_count(clock):
    model = chats(1, 2, queues=queues(c={"channel": "chat"}, d={"channel": "chat"}),
                  agents={"staff": 1, "skills": ["c", "d"]})  # fmt: skip
    day = play(clock, model, ("c", 0), ("d", 4))
    assert day.column("ended_at") == [16, 20]


def test_contacts_of_other_agents_do_not_count(clock):
    day = play(clock, chats(1, 2, agents=2), ("c", 0), ("c", 4))
    assert day.column("ended_at") == [10, 14]


def slow_and_interrupted(capacity):
    """Chats that `text` or `voice` interrupt."""
    return a_model(
        channels={
            "chat": {"slow_down": [1, 2]},
            "text": {"interrupts": ["chat"]},
        },
        queues=queues(c={"channel": "chat"}, t={"channel": "text"}),
        agents={"g": {"staff": 1, "skills": ["c", "t"], "capacity": capacity}},
    )


def test_while_both_are_on_hold_nothing_is_done_on_either(clock):
    # At 6 five and nine seconds are left; from 10 on they take twice as long again.
    day = play(clock, slow_and_interrupted({"text": 1, "chat": 2}),
               ("c", 0), ("c", 4), ("t", 6, {"talk": 4}))  # fmt: skip
    assert day.column("ended_at") == [20, 24, 10]
    assert day.held == [4, 4, 0]
    assert day.column("talk") == [16, 16, 4]


def test_a_chat_on_hold_does_not_slow_the_other(clock):
    day = play(clock, slow_and_interrupted({"text": 2, "chat": 2}),
               ("c", 0), ("c", 4), ("t", 6, {"talk": 4}))  # fmt: skip
    assert day.column("ended_at") == [12, 20, 10]
    assert day.held == [0, 4, 0]


def test_a_chat_on_hold_since_the_second_it_came_has_all_its_work_left(clock):
    day = play(clock, slow_and_interrupted({"text": 1, "chat": 2}), ("c", 6), ("t", 6))
    assert day.column("ended_at") == [26, 16]
    assert day.column("talk") == [10, 10]


# --- at the same second, and agents who must leave ------------------------------------------------


def test_who_are_as_long_end_at_the_same_second(clock):
    day = play(clock, chats(1, 2), ("c", 0, {"talk": 4}), ("c", 0, {"talk": 4}), ("c", 1))
    assert day.column("ended_at") == [8, 8, 18]


@pytest.mark.parametrize("second", [1, 8])
def test_one_that_is_done_and_one_that_is_taken_at_once_leave_the_pace_as_it_was(clock, second):
    day = play(clock, chats(1, 2), ("c", 0, {"talk": 4}), ("c", 0), ("c", second))
    assert day.column("ended_at") == [8, 20, 24]


def test_who_comes_on_duty_begins_with_two_at_their_pace(clock):
    day = play(clock, chats(1, 2, agents={"shifts": [shift(30, 600)]}), ("c", 1), ("c", 2))
    assert day.column("answered_at") == [30, 30]
    assert day.column("ended_at") == [50, 50]


def test_an_agent_who_must_go_finishes_at_the_pace_of_what_it_has_in_hand(clock):
    day = play(clock, chats(1, 2, agents={"shifts": [shift(0, 10)]}), ("c", 0), ("c", 4))
    assert day.column("ended_at") == [16, 20]
    assert day.states(0) == [(0, "handling"), (20, "off")]
