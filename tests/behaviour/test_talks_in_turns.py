"""Agent and customer take turns: while one customer pauses the agent attends to another."""

import math

import pytest

from cic.program.codes import Outcome
from tests.days import a_model, live, play, queues, shift, times


def messages(at_once=2, *, agents=1, turns=None, **parts):
    """One queue `m` of messages; the turns themselves are each contact's luck."""
    group = agents if isinstance(agents, dict) else {"staff": agents}
    channel = {"at_once": at_once} | ({} if turns is None else {"turns": turns})
    plain = {
        "channels": {"messaging": channel},
        "queues": queues(m={"channel": "messaging"}),
        "agents": {"g": {"skills": ["m"]} | group},
    }
    return a_model(**plain | parts)


def talk(*turns, **luck):
    return {"turns": list(turns)} | luck


def test_the_agents_turns_and_the_customers_pauses_follow_each_other(clock):
    day = play(clock, messages(), ("m", 5, talk(4, 30, 4)))
    assert day.ends == [(5, 0)]
    assert day.column("ended_at") == [43]
    assert day.column("talk") == [38]
    assert day.responded == [9]
    assert day.states(0)[1:3] == [(5, "handling"), (43, "available")]


def test_while_a_customer_pauses_the_agent_attends_to_another(clock):
    day = play(clock, messages(), ("m", 0, talk(4, 30, 4)), ("m", 2, talk(4, 10, 4)))
    assert day.column("answered_at") == [0, 2]
    assert day.responded == [4, 8]
    assert day.column("ended_at") == [38, 22]
    assert day.column("talk") == [38, 20]


def test_the_turn_under_way_is_finished_first_then_who_is_ready_longest_has_its_turn(clock):
    day = play(clock, messages(3), ("m", 0, talk(10, 5, 5)), ("m", 1), ("m", 2))
    assert day.column("ended_at") == [35, 20, 30]
    assert day.responded == [10, 20, 30]


def test_of_customers_who_replied_at_the_same_second_the_one_taken_first_has_its_turn(clock):
    # Both reply at 20, the second one's reply was on its way first; the third talks until 30.
    day = play(clock, messages(3), ("m", 0, talk(2, 1, 4, 10, 4)), ("m", 1, talk(4, 14, 4)),
               ("m", 5, talk(20)))  # fmt: skip
    assert day.responded == [2, 6, 30]
    assert day.column("ended_at") == [34, 38, 30]


def test_a_customer_who_replies_when_a_turn_ends_comes_after_who_was_ready_before(clock):
    day = play(clock, messages(3), ("m", 0, talk(4, 6, 4)), ("m", 1, talk(6)), ("m", 9, talk(4)))
    assert day.responded == [4, 10, 14]
    assert day.column("ended_at") == [18, 10, 14]


def test_a_customer_who_replies_when_a_turn_ends_has_the_next_where_nobody_is_ready(clock):
    day = play(clock, messages(), ("m", 0, talk(4, 6, 4)), ("m", 1, talk(6)))
    assert day.column("ended_at") == [14, 10]


def test_a_pausing_customer_fills_its_place(clock):
    day = play(clock, messages(1), ("m", 0, talk(4, 30, 4)), ("m", 5))
    assert day.ends == [(0, 0), (38, 0)]


def test_the_factor_of_the_agent_is_on_its_turns(clock):
    agents = {"staff": 1, "skills": {"m": {"talk_factor": 2}}}
    day = play(clock, messages(agents=agents), ("m", 0, talk(4, 30, 4)))
    assert day.column("ended_at") == [46]
    assert day.responded == [8]


def test_an_agent_attends_to_one_at_a_time_over_all_its_channels_in_turns(clock):
    model = messages(
        channels={"messaging": {"at_once": 2}, "sms": {"like": "messaging"}},
        queues=queues(m={"channel": "messaging"}, s={"channel": "sms"}),
        agents={"staff": 1, "skills": ["m", "s"], "capacity": [{"messaging": 2}, {"sms": 2}]},
    )
    day = play(clock, model, ("m", 0, talk(10, 5, 5)), ("s", 1))
    assert day.column("ended_at") == [25, 20]


def test_contacts_not_in_turns_go_on_beside(clock):
    model = messages(
        queues=queues("v", m={"channel": "messaging"}),
        agents={"staff": 1, "skills": ["v", "m"], "capacity": [{"voice": 1}, {"messaging": 2}]},
    )
    day = play(clock, model, ("v", 0, {"talk": 20}), ("m", 1, talk(4, 5, 4)), ("m", 2, talk(3)))
    assert day.column("ended_at") == [20, 14, 8]


def test_a_call_that_needs_the_same_attention_waits_for_the_last_turn(clock):
    model = messages(
        queues=queues("v", m={"channel": "messaging"}),
        agents={"staff": 1, "skills": ["v", "m"]},
    )
    day = play(clock, model, ("m", 0, talk(4, 30, 4)), ("v", 5))
    assert day.ends == [(0, 0), (38, 0)]


# --- wrap-up --------------------------------------------------------------------------------------


def test_the_wrap_up_is_one_more_turn(clock):
    day = play(clock, messages(), ("m", 0, talk(4, wrap_up=6)), ("m", 1, talk(5)), ("m", 2))
    # The second was ready before the wrap-up, the third is taken only at 9, when there is room.
    assert day.column("answered_at") == [0, 1, 9]
    assert day.column("ended_at") == [4, 9, 25]
    assert day.column("wrap_up") == [11, 0, 0]
    assert day.responded == [4, 9, 25]


def test_a_contact_fills_its_place_until_its_wrap_up_is_over(clock):
    day = play(clock, messages(1), ("m", 0, talk(4, wrap_up=6)), ("m", 1))
    assert day.ends == [(0, 0), (10, 0)]
    assert day.column("wrap_up") == [6, 0]


def test_who_was_never_taken_has_had_no_answer(clock):
    day = play(clock, messages(1), ("m", 0, talk(20)), ("m", 5, {"patience": 3}))
    assert day.ends == [(0, 0), ("abandoned", 8)]
    assert day.responded[0] == 20
    assert math.isnan(day.responded[1])


# --- silence --------------------------------------------------------------------------------------


def outcomes(day):
    return [Outcome(code).name.lower() for code in day.column("outcome")]


def test_a_customer_who_is_silent_for_too_long_is_closed_and_wrapped_up(clock):
    day = play(clock, messages(1), ("m", 0, talk(4, 30, wrap_up=3)), ("m", 20))
    assert outcomes(day) == ["timed_out", "answered"]
    assert day.agents == [0, 0]
    assert day.column("answered_at") == [0, 37]
    assert day.column("ended_at") == [34, 47]
    assert day.column("wrap_up") == [3, 0]
    assert day.column("talk") == [34, 10]
    assert day.responded == [4, 47]


def test_the_wrap_up_of_a_silent_customer_waits_for_the_agents_turn(clock):
    day = play(clock, messages(), ("m", 0, talk(4, 6, wrap_up=3)), ("m", 1, talk(20)))
    assert outcomes(day) == ["timed_out", "answered"]
    assert day.column("ended_at") == [10, 24]
    assert day.column("wrap_up") == [17, 0]
    assert day.states(0)[1] == (27, "available")


def test_a_silent_customer_without_wrap_up_leaves_room_at_once(clock):
    day = play(clock, messages(1), ("m", 0, talk(4, 6)), ("m", 5), ("m", 10, {"patience": 0}))
    assert day.ends == [("timed_out", 10), (10, 0), ("balked", 10)]


# --- agents who must leave ------------------------------------------------------------------------


def test_an_agent_who_must_go_waits_for_the_customers_replies(clock):
    agents = {"shifts": [shift(0, 20)]}
    day = play(clock, messages(agents=agents), ("m", 0, talk(4, 30, 4)),
               ("m", 25, {"patience": 30}))  # fmt: skip
    assert day.ends == [(0, 0), ("abandoned", 55)]
    assert day.states(0) == [(0, "handling"), (38, "off")]


def test_a_break_begins_when_the_last_turn_is_over(clock):
    agents = {"shifts": [shift(0, 600, (20, 10))]}
    day = play(clock, messages(1, agents=agents), ("m", 0, talk(4, 20, 4)), ("m", 10))
    assert day.ends == [(0, 0), (30, 0)]
    assert day.states(0)[:3] == [(0, "handling"), (28, "on_break"), (30, "handling")]


@pytest.mark.parametrize(("how", "end"), [("serve", (628, 0)), ("send_away", ("sent_away", 600))])
def test_at_closing_a_talk_under_way_is_finished(clock, how, end):
    day = play(clock, messages(1, at_closing=how), ("m", 590, talk(4, 30, 4)), ("m", 595))
    assert day.ends == [(590, 0), end]
    assert day.column("ended_at")[0] == 628


# --- at the same second ---------------------------------------------------------------------------


def test_turns_and_pauses_of_no_length_are_over_in_the_same_second(clock):
    day = play(clock, messages(1), ("m", 3, talk(0, 0, 0)), ("m", 3, talk(0, 0, 0, patience=0)),
               ("m", 3, talk(2, patience=0)), ("m", 3, talk(2, patience=0)))  # fmt: skip
    assert day.ends == [(3, 0), (3, 0), (3, 0), ("balked", 3)]
    assert day.responded[:3] == [3, 3, 5]


def test_a_customer_who_replies_at_once_comes_after_those_who_are_ready(clock):
    day = play(clock, messages(), ("m", 0, talk(4, 0, 4)), ("m", 0, talk(4, 0, 4)))
    assert day.responded == [4, 8]
    assert day.column("ended_at") == [12, 16]


def test_a_reply_comes_before_an_arrival_at_the_same_second(clock):
    day = play(clock, messages(), ("m", 0, talk(4, 6, 4)), ("m", 10, talk(4)))
    assert day.column("ended_at") == [14, 18]


def test_everything_at_one_second(clock):
    # Two agents with room for two each; all pause for 2. At 6 the first is done: the fifth is taken
    # and attended to before the third's customer replies in the same second.
    day = play(clock, messages(2, agents=2), *[("m", 0, talk(2, 2, 2))] * 5)
    assert day.agents == [0, 1, 0, 1, 0]
    assert day.responded == [2, 2, 4, 4, 8]
    assert day.column("ended_at") == [6, 6, 10, 8, 12]


# --- as a scenario says them ----------------------------------------------------------------------


def from_scenario(turns, **fields):
    """The first contact comes at 0; agent and customer are as the scenario says."""
    queue = {"channel": "messaging", "talk": "8 s", "arrivals": times(0)} | fields
    return messages(turns={"pause": "10 s"} | turns, queues={"m": queue})


def test_the_agents_turns_share_the_talk_equally(clock):
    day = live(clock, from_scenario({"count": 4}))
    assert day.responded == [2]
    assert day.column("ended_at") == [38]


def test_one_turn_is_a_talk_without_pauses(clock):
    day = live(clock, from_scenario({"mean": 1}))
    assert day.responded == day.column("ended_at") == [8]


@pytest.mark.parametrize(("times_out", "end"), [
    ("5 s", ("timed_out", 7)),
    ("10 s", (0, 0)),  # no longer than that
    ("11 s", (0, 0)),
])  # fmt: skip
def test_a_pause_longer_than_the_agent_waits_ends_the_talk(clock, times_out, end):
    day = live(clock, from_scenario({"count": 4, "times_out": times_out}))
    assert day.ends == [end]


def test_what_comes_on_top_of_the_talk_is_shared_by_the_turns(clock):
    co_browse = {"share": "100%", "takes": "4 s"}
    day = live(clock, from_scenario({"count": 4}, additions={"co_browse": co_browse}))
    assert day.responded == [3]
    assert day.column("ended_at") == [42]


def test_a_talk_in_turns_may_follow_a_walk_through_the_ivr(clock):
    menu = {"prompt": "5 s", "choices": {"1": {"go": "own queue", "share": "100%"}}}
    queue = {"channel": "messaging", "talk": "8 s", "arrivals": times(0, 1), "through": "x"}
    model = messages(turns={"count": 4, "pause": "10 s"}, queues={"m": queue},
                     ivr={"start": "x", "menus": {"x": menu}})  # fmt: skip
    day = live(clock, model)
    assert day.column("queued_at") == [5, 6]
    # The second is ready at 6 and attended to from 7; then both reply every twelve seconds.
    assert day.responded == [7, 9]
    assert day.column("ended_at") == [43, 45]
