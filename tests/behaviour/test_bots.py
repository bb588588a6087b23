"""Bots in front of queues, by hand: what they settle, annoy and hand over.

A contact's `bot` says what becomes of it there: 0 handed over, 1 handed over with what the bot has
learnt, 2 settled, 3 annoyed; `bot_takes` how long it is with the bot.
"""

import numpy as np
import pytest

import cic
from cic.clocks.simpy_clock import SimpyClock
from cic.program.codes import Outcome
from cic.report.explain import explain
from cic.report.trace import tell
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, live, play, queues, times

BOT = {"contained": "50%", "takes": "5 s"}
HANDS_OVER = {"contained": "0%", "takes": "5 s"}


def with_bot(bot: dict = BOT, parts: dict | None = None, **own):
    return a_model(queues=queues(a={"bot": bot} | own), **(parts or {}))


def test_a_bot_settles_annoys_and_hands_over(clock):
    day = play(
        clock, with_bot(),
        ("a", 0, {"bot": 2, "bot_takes": 7}), ("a", 1, {"bot": 3, "bot_takes": 3}),
        ("a", 2, {"bot": 0, "bot_takes": 4}),
    )  # fmt: skip
    assert day.ends == [("contained", 7), ("left_bot", 4), (6, 0)]
    assert day.column("queued_at")[2] == 6
    assert np.isnan(day.column("queued_at")[:2]).all()
    assert day.log.asides["bot_until"].tolist() == [7, 4, 6]


def test_what_the_bot_has_learnt_saves_seconds_and_a_factor_of_the_talk(clock):
    bot = BOT | {"saves": "4 s", "talk_factor": 0.5}
    luck = {"bot_takes": 1, "talk": 10}
    day = play(clock, with_bot(bot), ("a", 0, luck | {"bot": 1}), ("a", 20, luck | {"bot": 0}),
               ("a", 50, {"bot": 1, "bot_takes": 1, "talk": 3}))  # fmt: skip
    assert day.column("talk") == [3, 10, 0]


def test_turns_of_a_talk_are_shorter_for_what_the_bot_has_learnt(clock):
    parts = {"channels": {"texts": {"turns": {"count": 2, "pause": "9 s"}}}}
    model = with_bot(BOT | {"talk_factor": 0.5}, parts, channel="texts")
    day = play(clock, model, ("a", 0, {"turns": [4, 10, 6], "bot": 1}),
               ("a", 100, {"turns": [4, 10, 6]}))  # fmt: skip
    assert day.column("ended_at") == [15, 120]


def test_who_finds_the_bot_busy_goes_straight_to_the_queue(clock):
    """A session that ends at an instant makes room for who comes then."""
    luck = {"bot": 2, "bot_takes": 5}
    day = play(clock, with_bot(BOT | {"sessions": 1}), ("a", 0, luck), ("a", 1, luck),
               ("a", 5, luck))  # fmt: skip
    assert day.ends == [("contained", 5), (1, 0), ("contained", 10)]


def test_a_bot_works_while_it_is_closed_and_what_it_hands_over_then_is_sent_away(clock):
    day = play(clock, with_bot(), ("a", 598, {"bot": 2, "bot_takes": 5}),
               ("a", 599, {"bot": 0, "bot_takes": 5}))  # fmt: skip
    assert day.ends == [("contained", 603), ("sent_away", 604)]


def test_a_call_to_a_voice_bot_holds_a_line_and_a_chat_does_not(clock):
    luck = {"bot": 2, "bot_takes": 5}
    day = play(clock, with_bot(parts={"lines": 1}), ("a", 0, luck), ("a", 4, luck), ("a", 5, luck))
    assert day.ends == [("contained", 5), ("no_line", 4), ("contained", 10)]
    chats = with_bot(parts={"lines": 1}, channel="chat")
    day = play(clock, chats, ("a", 0, luck), ("a", 4, luck))
    assert day.ends == [("contained", 5), ("contained", 9)]


def test_at_the_instant_an_agent_is_free_the_one_the_bot_hands_over_then_is_taken(clock):
    """Talks end before timers, and timers come before arrivals."""
    model = with_bot(parts={"agents": {"g": {"staff": 1, "skills": ["a"]}}})
    day = play(clock, model, ("a", 0, {"bot_takes": 0}), ("a", 3, {"bot_takes": 7}),
               ("a", 10, {"bot_takes": 0}))  # fmt: skip
    assert day.ends == [(0, 0), (10, 0), (20, 0)]


def test_who_comes_through_a_menu_meets_the_bot_after_it(clock):
    menus = {"m": {"prompt": "5 s", "choices": {"1": {"go": "own queue", "share": "100%"}}}}
    own = {"arrivals": times(0), "through": "m", "bot": HANDS_OVER}
    model = a_model(queues=queues(a=own), ivr={"start": "m", "menus": menus})
    assert live(clock, model).ends == [(10, 0)]


def test_who_is_annoyed_tries_again_and_meets_the_bot_again(clock):
    bot = {"contained": "0%", "annoyed": "100%", "takes": "5 s"}
    again = {"hung_up": {"share": "100%", "delay": "20 s", "attempts": 2}}
    day = live(clock, with_bot(bot, arrivals=times(0), redials=again))
    assert day.ends == [("left_bot", 5), ("left_bot", 30), ("left_bot", 55)]


def test_who_is_passed_on_does_not_meet_the_bot(clock):
    own = {"arrivals": times(0), "transfers": {"b": "100%"}}
    model = a_model(queues=queues(a=own, b={"bot": HANDS_OVER}),
                    agents={"g": {"staff": 2, "skills": ["a", "b"]}})  # fmt: skip
    assert live(clock, model).ends == [(0, 0), (10, 1)]


RANDOM_DAY = {"arrivals": "400/hour", "talk": "exponential mean 30 s",
              "patience": "exponential mean 20 s"}  # fmt: skip


def test_what_a_bot_does_with_a_contact_depends_neither_on_staff_nor_on_how_good_it_is(clock):
    bot = {"takes": "exponential mean 20 s", "annoyed": "10%"}
    found = []
    for staff, contained in ((1, "30%"), (3, "30%"), (1, "60%")):
        model = with_bot(bot | {"contained": contained}, **RANDOM_DAY,
                         parts={"agents": {"g": {"staff": staff, "skills": ["a"]}}})  # fmt: skip
        log = live(clock, model).log
        found.append((log.contacts["outcome"] == Outcome.CONTAINED, log.asides["bot_until"]))
    assert np.array_equal(found[0][0], found[1][0])
    assert np.array_equal(found[0][1], found[1][1])
    assert found[2][0][found[0][0]].all()
    assert found[2][0].sum() > found[0][0].sum() > 5


def test_a_bot_that_takes_no_time_and_settles_nothing_changes_nothing(clock):
    idle = {"contained": "0%", "takes": "0 s"}
    model = a_model(queues=queues(a=RANDOM_DAY))
    one, other = (live(clock, one).log.contacts for one in (model, with_bot(idle, **RANDOM_DAY)))
    for field in one.dtype.names:
        assert np.array_equal(one[field], other[field], equal_nan=True), field


def test_bots_are_measured_explained_and_told():
    own = {"bot": BOT | {"contained": "100%"}, "arrivals": times(0, 30)}
    hands = {"bot": HANDS_OVER | {"saves": "2 s", "sessions": 3}, "arrivals": times(60)}
    both = {"g": {"staff": 1, "skills": ["a", "b"]}}
    scenario = from_dict(PLAIN | {"queues": queues(a=own, b=hands), "agents": both})
    run = cic.run(scenario, replications=2, seed=1)
    told = {
        name: [run.estimate(name, queue=queue).value for queue in ("a", "b")]
        for name in ("offered", "with_bot", "contained", "containment", "self_served", "bot_time")
    }
    assert told == {
        "offered": [2, 1], "with_bot": [2, 1], "contained": [2, 0], "containment": [1, 0],
        "self_served": [2, 0], "bot_time": [5, 5],
    }  # fmt: skip
    assert run.contacts["bot_time"].tolist()[:3] == [5, 5, 5]
    text = explain(scenario)
    assert "A bot comes first: it settles 100% of matters, after 5 s" in " ".join(text.split())
    day = live(SimpyClock(), scenario.model)
    lines = [line.split("  ", 1)[1] for line in tell(day.log, day.program, scenario.model)]
    assert "contact 0 (a) meets the bot" in lines
    assert "contact 0 (a) is settled by the bot and gone" in lines
    assert "the bot hands contact 2 (b) over" in lines


@pytest.mark.parametrize("shares", [{"contained": "70%", "annoyed": "40%"}])
def test_shares_that_exceed_the_whole_are_refused(shares):
    with pytest.raises(cic.ScenarioError, match="110%"):
        from_dict(PLAIN | {"queues": queues(a={"arrivals": times(0), "bot": BOT | shares})})
