"""The centre's lines: a call holds one from first ring to hang-up, or hears busy."""

import math

import pytest

from cic.program.codes import Outcome
from tests.days import a_model, live, play, queues, shift, times

TWO = {"g": {"staff": 2, "skills": ["a"]}}
GO = {"1": {"go": "own queue", "share": "100%"}}
TOMORROW = 86400


def outcomes(day):
    return [Outcome(code).name.lower() for code in day.column("outcome")]


def test_a_call_that_finds_no_line_hears_busy(clock):
    day = play(clock, a_model(lines=1), ("a", 0), ("a", 5), ("a", 11))
    assert day.ends == [(0, 0), ("no_line", 5), (11, 0)]
    assert day.agents == [0, -1, 0]
    assert math.isnan(day.column("queued_at")[1])
    assert math.isnan(day.column("answered_at")[1])


def test_an_idle_agent_is_of_no_use_without_a_line(clock):
    day = play(clock, a_model(lines=1, agents=TWO), ("a", 0), ("a", 5))
    assert day.ends == [(0, 0), ("no_line", 5)]


def test_who_waits_holds_a_line(clock):
    day = play(clock, a_model(lines=2), ("a", 0), ("a", 1), ("a", 2), ("a", 12), ("a", 13))
    assert day.ends == [(0, 0), (10, 0), ("no_line", 2), (20, 0), ("no_line", 13)]


def test_without_a_word_on_lines_there_are_always_enough(clock):
    day = play(clock, a_model(agents={"g": {"staff": 99, "skills": ["a"]}}), *[("a", 3)] * 99)
    assert day.column("answered_at") == [3] * 99


def test_all_queues_share_the_lines(clock):
    model = a_model(
        lines=2,
        queues=queues("a", "b", "c"),
        agents={name: {"staff": 1, "skills": [name]} for name in "abc"},
    )
    day = play(clock, model, ("a", 0), ("b", 1), ("c", 2), ("c", 10), ("a", 10), ("b", 11))
    assert day.ends == [(0, 0), (1, 1), ("no_line", 2), (10, 2), ("no_line", 10), (11, 1)]


# --- when a line is given back --------------------------------------------------------------------


def test_the_end_of_the_talk_gives_the_line_back_and_the_wrap_up_holds_none(clock):
    day = play(clock, a_model(lines=1), ("a", 0, {"wrap_up": 20}), ("a", 10), ("a", 15))
    assert day.ends == [(0, 0), (30, 0), ("no_line", 15)]


def test_who_abandons_gives_the_line_back(clock):
    day = play(clock, a_model(lines=2), ("a", 0, {"talk": 90}), ("a", 1, {"patience": 4}),
               ("a", 4), ("a", 5, {"patience": 3}))  # fmt: skip
    assert day.ends == [(0, 0), ("abandoned", 5), ("no_line", 4), ("abandoned", 8)]


def test_who_balks_gives_the_line_back_at_once(clock):
    balks = {"patience": 0}
    day = play(clock, a_model(lines=2), ("a", 0), ("a", 1, balks), ("a", 1, balks), ("a", 1),
               ("a", 1, balks))  # fmt: skip
    assert day.ends == [(0, 0), ("balked", 1), ("balked", 1), (10, 0), ("no_line", 1)]


def test_who_finds_the_queue_full_gives_the_line_back_at_once(clock):
    model = a_model(lines=2, queues=queues(a={"capacity": 0}))
    day = play(clock, model, ("a", 0), ("a", 1), ("a", 2), ("a", 10))
    assert day.ends == [(0, 0), ("queue_full", 1), ("queue_full", 2), (10, 0)]


def test_the_line_is_asked_for_before_the_queue_and_before_patience(clock):
    model = a_model(lines=1, queues=queues(a={"capacity": 0}))
    day = play(clock, model, ("a", 0), ("a", 1), ("a", 2, {"patience": 0}))
    assert outcomes(day) == ["answered", "no_line", "no_line"]


def test_who_is_sent_away_at_closing_gives_the_line_back(clock):
    model = a_model(lines=2, at_closing="send_away", agents={"g": {"shifts": [shift(0, 700)],
                                                                   "skills": ["a"]}})  # fmt: skip
    day = play(clock, model, ("a", 595, {"talk": 20}), ("a", 596), ("a", 599), ("a", 600),
               ("a", 601), ("a", 615))  # fmt: skip
    assert day.ends == [
        (595, 0), ("sent_away", 600), ("no_line", 599), ("sent_away", 600), ("sent_away", 601),
        (615, 0),
    ]  # fmt: skip


def test_a_closed_centre_whose_lines_are_all_taken_is_busy(clock):
    day = play(clock, a_model(lines=1), ("a", 595), ("a", 601), ("a", 605))
    assert day.ends == [(595, 0), ("no_line", 601), ("sent_away", 605)]


def test_who_waits_through_the_night_holds_its_line(clock):
    agents = {"g": {"shifts": [shift(0, 540)], "skills": ["a"]}}
    day = play(clock, a_model(days=2, lines=1, agents=agents),
               ("a", 550), ("a", 700), ("a", TOMORROW + 9), ("a", TOMORROW + 10))  # fmt: skip
    assert day.ends == [
        (TOMORROW, 0), ("no_line", 700), ("no_line", TOMORROW + 9), (TOMORROW + 10, 0),
    ]  # fmt: skip


# --- channels -------------------------------------------------------------------------------------


def calls_and(channel, **parts):
    """Calls in queue `v` and another channel in queue `o`, an agent for each; one line."""
    plain = {
        "lines": 1,
        "queues": queues(v={}, o={"channel": channel}),
        "agents": {"g": {"staff": 1, "skills": ["v"]}, "h": {"staff": 1, "skills": ["o"]}},
    }
    return a_model(**plain | parts)


@pytest.mark.parametrize("channel", ["voice", "click_to_call", "internet_call"])
def test_these_channels_hold_a_line(clock, channel):
    day = play(clock, calls_and(channel), ("v", 0), ("o", 1), ("o", 10), ("v", 11))
    assert day.ends == [(0, 0), ("no_line", 1), (10, 1), ("no_line", 11)]


@pytest.mark.parametrize("channel", ["video", "chat", "messaging", "social", "email", "voicemail"])
def test_these_channels_hold_no_line(clock, channel):
    day = play(clock, calls_and(channel), ("v", 0), ("o", 1), ("o", 10), ("v", 11), ("v", 12))
    assert [end for end, _ in day.ends[:2]] == [0, 1]
    assert outcomes(day) == ["answered"] * 4 + ["no_line"]


def test_a_channel_may_be_told_to_hold_a_line_or_none(clock):
    told = {"chat": {"holds_line": True, "at_once": 1}, "voice": {"holds_line": False}}
    model = calls_and("chat", channels=told)
    day = play(clock, model, ("v", 0), ("o", 0), ("o", 1), ("v", 2), ("o", 10))
    assert day.ends == [(0, 0), (0, 1), ("no_line", 1), (10, 0), (10, 1)]


def test_deferred_work_may_hold_a_line_over_night(clock):
    model = a_model(days=2, lines=1, channels={"email": {"holds_line": True}},
                    queues=queues(a={"channel": "email"}))  # fmt: skip
    day = play(clock, model, ("a", 700), ("a", 800), ("a", TOMORROW + 9), ("a", TOMORROW + 10))
    assert day.ends == [
        (TOMORROW, 0), ("no_line", 800), ("no_line", TOMORROW + 9), (TOMORROW + 10, 0),
    ]  # fmt: skip


# --- several contacts in hand ---------------------------------------------------------------------


def texts(lines, **parts):
    """Texts that hold a line, two at once."""
    plain = {
        "lines": lines,
        "channels": {"text": {"at_once": 2}},
        "queues": queues(t={"channel": "text"}),
        "agents": {"g": {"staff": 1, "skills": ["t"]}},
    }
    return a_model(**plain | parts)


def test_each_contact_in_hand_holds_a_line(clock):
    day = play(clock, texts(2), ("t", 0), ("t", 1), ("t", 2), ("t", 10), ("t", 10))
    assert day.ends == [(0, 0), (1, 0), ("no_line", 2), (10, 0), ("no_line", 10)]


def test_room_without_a_line_is_of_no_use(clock):
    assert play(clock, texts(1), ("t", 0), ("t", 1)).ends == [(0, 0), ("no_line", 1)]


def test_beside_others_too_the_wrap_up_holds_no_line(clock):
    day = play(clock, texts(1), ("t", 0, {"wrap_up": 50}), ("t", 9), ("t", 10), ("t", 20))
    assert day.ends == [(0, 0), ("no_line", 9), (10, 0), (20, 0)]


def test_a_slower_talk_holds_its_line_for_longer(clock):
    model = texts(2, channels={"text": {"at_once": 2, "slow_down": [1, 2]}})
    # Of the first, 5 s are left at 5 and take 10; of the second 5 s are left then.
    day = play(clock, model, ("t", 0), ("t", 5), ("t", 14), ("t", 15))
    assert outcomes(day) == ["answered", "answered", "no_line", "answered"]
    assert day.column("ended_at")[0] == 15


def test_a_call_on_hold_keeps_its_line(clock):
    model = a_model(
        lines=2,
        channels={"video": {"interrupts": ["voice"], "holds_line": True}},
        queues=queues(v={}, w={"channel": "video"}),
        agents={"g": {"staff": 1, "skills": ["v", "w"]}},
    )
    day = play(clock, model, ("v", 0), ("w", 5), ("v", 6), ("v", 15), ("v", 19), ("v", 20))
    assert day.column("ended_at")[:2] == [20, 15]
    assert outcomes(day) == ["answered", "answered", "no_line", "answered", "no_line", "answered"]


def messages(lines):
    return texts(
        lines,
        channels={"text": {"like": "messaging", "at_once": 1, "holds_line": True}},
        agents={"g": {"staff": 2, "skills": ["t"]}},
    )


def test_a_customer_who_pauses_holds_its_line(clock):
    day = play(clock, messages(1), ("t", 0, {"turns": [4, 30, 4]}), ("t", 10), ("t", 37), ("t", 38))
    assert outcomes(day) == ["answered", "no_line", "no_line", "answered"]


def test_a_customer_who_falls_silent_gives_its_line_back_then(clock):
    day = play(clock, messages(1),
               ("t", 0, {"turns": [4, 30], "wrap_up": 50}), ("t", 33), ("t", 34))  # fmt: skip
    assert outcomes(day) == ["timed_out", "no_line", "answered"]


# --- the IVR --------------------------------------------------------------------------------------


def through(choices=GO, *, at, prompt="5 s", ports=None, fields=None, **parts):
    """Contacts of queue `a` who hear a menu first; one line unless it is said."""
    given = {"arrivals": times(*at), "through": "m"} | (fields or {})
    plain = {"lines": 1, "queues": queues(a=given)}
    menus = {"m": {"prompt": prompt, "choices": choices}}
    return a_model(**plain | parts, ivr={"start": "m", "menus": menus, "ports": ports})


def test_a_contact_holds_one_and_the_same_line_in_the_ivr_and_with_the_agent(clock):
    day = live(clock, through(at=(0, 3, 5, 14, 15)))
    assert day.ends == [
        (5, 0), ("no_line", 3), ("no_line", 5), ("no_line", 14), (20, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(("choices", "outcome", "end"), [
    ({"1": {"serve": "balance", "takes": "40 s", "share": 1}}, "self_served", 45),
    ({"1": {"hang_up": True, "share": 1}}, "hung_up", 5),
    ({"1": {"serve": "hours", "share": 1}}, "self_served", 5),
])  # fmt: skip
def test_who_never_comes_to_a_queue_holds_a_line_to_its_end(clock, choices, outcome, end):
    day = live(clock, through(choices, at=(0, end - 1, end)))
    assert outcomes(day) == [outcome, "no_line", outcome]
    assert day.column("ended_at") == [end, end - 1, 2 * end]


def test_a_self_service_that_fails_keeps_the_line(clock):
    serve = {"serve": "x", "takes": "40 s", "share": 1, "success": "0%", "otherwise": "own queue"}
    day = live(clock, through({"1": serve}, at=(0, 54, 55)))
    assert day.ends == [(45, 0), ("no_line", 54), (100, 0)]


def test_who_hears_that_all_ports_are_busy_gives_the_line_back(clock):
    day = live(clock, through(at=(0, 1, 2, 5), ports=1, lines=2, prompt="12 s"))
    assert outcomes(day) == ["answered", "no_port", "no_port", "no_port"]


def test_the_line_is_asked_for_before_the_port(clock):
    day = live(clock, through(at=(0, 1, 12, 13), ports=1, prompt="12 s"))
    # At 12 the port is free again, but the line is not.
    assert outcomes(day) == ["answered", "no_line", "no_line", "no_line"]


def test_who_serves_itself_holds_a_line_or_none_as_the_queue_it_came_for_says(clock):
    served = {"1": {"serve": "x", "takes": "40 s", "share": 1}}
    day = live(clock, through(served, at=(0, 10), fields={"channel": "chat"}))
    assert outcomes(day) == ["self_served", "self_served"]
    ivr = {"start": "m", "menus": {"m": {"prompt": "5 s", "choices": served}}}
    own = ivr | {"arrivals": times(0, 10, 45)}
    day = live(clock, a_model(lines=1, queues=queues(a={"channel": "chat"}), ivr=own))
    assert outcomes(day) == ["self_served", "no_line", "self_served"]


def test_the_queue_that_a_contact_comes_to_decides(clock):
    # Calls that end in the chat queue hold no line; those that end in `a` hold one.
    to_chat = {"1": {"go": "c", "share": 1}}
    fields = {"a": {"arrivals": times(0, 1), "through": "m"}, "c": {"channel": "chat"}}
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["c"]}}
    model = through(to_chat, at=(), queues=queues(**fields), agents=agents)
    assert outcomes(live(clock, model)) == ["answered", "answered"]
    model = through(GO, at=(), queues=queues(**fields), agents=agents)
    assert outcomes(live(clock, model)) == ["answered", "no_line"]


def test_the_ivrs_own_contacts_hold_lines_too(clock):
    menus = {"m": {"prompt": "5 s", "choices": {"1": {"go": "a", "share": 1}}}}
    own = {"start": "m", "menus": menus, "arrivals": times(0, 1, 15)}
    model = a_model(lines=1, queues=queues(a={"arrivals": times(2, 14)}), ivr=own)
    day = live(clock, model)
    assert outcomes(day) == ["answered", "no_line", "no_line", "no_line", "answered"]
    assert day.column("answered_at")[-1] == 20


# --- everything at the same second ----------------------------------------------------------------


def test_of_calls_at_the_same_second_the_first_get_the_lines(clock):
    day = play(clock, a_model(lines=2), *[("a", 0)] * 4)
    assert day.ends == [(0, 0), (10, 0), ("no_line", 0), ("no_line", 0)]


def test_a_call_at_the_second_in_which_a_talk_ends_gets_its_line(clock):
    day = play(clock, a_model(lines=1), ("a", 0), ("a", 10), ("a", 10), ("a", 20))
    assert day.ends == [(0, 0), (10, 0), ("no_line", 10), (20, 0)]


def test_a_talk_of_no_length_holds_its_line_for_no_time(clock):
    none = {"talk": 0}
    day = play(clock, a_model(lines=1), ("a", 3, none), ("a", 3, none), ("a", 3), ("a", 3, none))
    assert day.ends == [(3, 0), (3, 0), (3, 0), ("no_line", 3)]


def test_lines_of_those_who_are_done_and_of_those_who_abandon_are_free_at_that_second(clock):
    # At 10 a talk ends, the next in line is answered and the one after it abandons: two lines.
    day = play(clock, a_model(lines=3), ("a", 0), ("a", 1), ("a", 2, {"patience": 8}),
               ("a", 10), ("a", 10), ("a", 10))  # fmt: skip
    assert day.ends == [
        (0, 0), (10, 0), ("abandoned", 10), (20, 0), (30, 0), ("no_line", 10),
    ]  # fmt: skip


def test_a_line_that_the_ivr_gives_back_is_there_for_who_arrives_at_that_second(clock):
    day = live(clock, through({"1": {"hang_up": True, "share": 1}}, at=(0, 5, 5, 10)))
    assert outcomes(day) == ["hung_up", "hung_up", "no_line", "hung_up"]


def test_a_walk_of_no_length_keeps_its_line_where_it_comes_to_an_agent(clock):
    assert outcomes(live(clock, through(at=(0, 0, 0, 10), prompt="0 s"))) == [
        "answered", "no_line", "no_line", "answered",
    ]  # fmt: skip
    served = {"1": {"serve": "hours", "share": 1}}
    day = live(clock, through(served, at=(0, 0, 0), prompt="0 s"))
    assert outcomes(day) == ["self_served"] * 3
