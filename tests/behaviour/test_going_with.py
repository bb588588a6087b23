"""Transfers with the agent who served, by hand.

Group g serves queues a and b, group h queue b; a talk of a lasts 10 s, one of b 30 s. Shares are 0
or 100%, so that nothing is left to chance; all times are whole seconds.
"""

import math

import pytest

from tests.days import a_model, live, queues, times

BOTH = {"staff": 1, "skills": ["a", "b"]}
TWO = {"g": BOTH, "h": {"staff": 1, "skills": ["b"]}}


def passed_on(*at: float, same: bool = True, b: dict | None = None, own: dict | None = None,
              agents: dict = TWO, **parts):  # fmt: skip
    """Contacts of a, all passed on to b."""
    a = {"arrivals": times(*at), "transfers": {"b": {"share": "100%", "same_agent": same}}}
    given = queues(a=a | (own or {}), b={"talk": "30 s"} | (b or {}))
    return a_model(queues=given, agents=agents, **parts)


@pytest.mark.parametrize(("same", "who"), [(True, 0), (False, 1)])
def test_the_agent_goes_on_where_another_has_been_idle_longer(clock, same, who):
    day = live(clock, passed_on(0, same=same))
    assert day.ends == [(0, 0), (10, who)]
    assert day.legs == [(0, "fresh", -1), (10, "transfer", 0)]


def test_who_waits_in_either_queue_comes_after_the_customer_who_is_passed_on(clock):
    agents = {"g": BOTH}
    day = live(clock, passed_on(0, 1, b={"arrivals": times(2)}, agents=agents))
    assert day.ends == [(0, 0), (40, 0), (80, 0), (10, 0), (50, 0)]


def test_the_agent_wraps_up_once_after_the_second_talk(clock):
    day = live(clock, passed_on(0, 1, own={"wrap_up": "8 s"}, b={"wrap_up": "3 s"}))
    assert day.ends == [(0, 0), (43, 0), (10, 0), (53, 0)]
    assert day.column("wrap_up") == [0, 0, 3, 3]
    assert day.log.legs["same_agent"].tolist() == [0, 0, 1, 1]


def test_anyone_takes_who_is_passed_on_by_an_agent_who_does_not_serve_the_queue(clock):
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": TWO["h"]}
    day = live(clock, passed_on(0, 1, own={"wrap_up": "8 s"}, agents=agents))
    assert day.ends == [(0, 0), (18, 0), (10, 1), (40, 1)]


@pytest.mark.parametrize("until", [9, 10])
def test_an_agent_who_must_go_by_then_does_not_go_on(clock, until):
    """Also at the same instant: the shift ends first."""
    shift = {"from": "08:00", "until": f"08:00:{until:02d}", "agents": 1}
    agents = TWO | {"g": {"skills": ["a", "b"], "shifts": [shift]}}
    day = live(clock, passed_on(0, own={"wrap_up": "8 s"}, agents=agents))
    assert day.ends == [(0, 0), (10, 1)]
    assert day.column("wrap_up")[0] == 8
    assert (18, 0, False) in day.presence


@pytest.mark.parametrize(("channel", "who"), [("voice", 0), ("email", -1)])
def test_after_closing_an_agent_goes_on_as_long_as_it_serves(clock, channel, who):
    """The talk ends 2 s after closing; of what may wait nothing is begun any more."""
    b, agents = {"channel": channel}, {"g": BOTH}
    day = live(clock, passed_on(592, b=b, agents=agents, at_closing="serve"))
    assert day.agents == [0, who]


@pytest.mark.parametrize("at", [9, 10])
def test_an_agent_who_is_moved_by_then_wraps_up_and_moves(clock, at):
    moved = [{"at": f"08:00:{at:02d}", "move": 1, "from": "g", "to": "h"}]
    day = live(clock, passed_on(0, 1, own={"wrap_up": "8 s"}, b={"arrivals": times(5)},
                                incidents=moved))  # fmt: skip
    assert day.ends[2:] == [(5, 1), (18, 0)]
    assert math.isnan(day.column("answered_at")[1]), "nobody serves a any more"


def test_a_customer_who_finds_no_line_leaves_the_agent_to_wrap_up(clock):
    """Of two lines one fails at the instant at which the customer is passed on."""
    fails = [{"at": "08:00:10", "lines": 1}]
    own = {"wrap_up": "8 s"}
    day = live(clock, passed_on(0, 36, own=own, b={"arrivals": times(5)}, lines=2, incidents=fails))
    assert day.ends == [(0, 0), (5, 1), (36, 0), ("no_line", 10), (46, 0)]
    assert day.column("wrap_up") == [8, 0, 0, 0, 0]


def test_at_the_instant_others_give_up_talk_ends_and_the_agent_still_goes_on(clock):
    """At 10 another talk of b ends, somebody of a gives up and somebody of b comes."""
    b = {"arrivals": times(10), "talk": "10 s"}
    own = {"patience": "9 s", "wrap_up": "8 s"}
    day = live(clock, passed_on(0, 1, own=own, b=b, agents={"g": BOTH}))
    assert day.ends == [(0, 0), ("abandoned", 10), (20, 0), (10, 0)]


def test_a_chat_becomes_a_call_of_the_agent_who_has_several_in_hand(clock):
    """Two chats at a time; the call takes all the agent's attention once its chat is done."""
    agents = {"g": BOTH | {"capacity": {"chat": 2, "voice": 1}}, "h": TWO["h"]}
    own = {"channel": "chat", "wrap_up": "8 s"}
    day = live(clock, passed_on(0, own=own, agents=agents))
    assert day.ends == [(0, 0), (10, 0)]
    assert day.column("wrap_up")[0] == 0
    assert day.states(0)[:2] == [(0, "handling"), (40, "available")]


def test_who_has_no_room_for_the_call_wraps_up_and_anyone_takes_it(clock):
    """No call fits beside the second chat; two chats take 1.2 times as long each.

    The first is over at 4 + 1.2 × 6 s, the second at 16; the wrap-ups at 20.8 and, alone, 24.8.
    """
    agents = {"g": BOTH | {"capacity": {"chat": 2, "voice": 1}}, "h": TWO["h"]}
    own = {"channel": "chat", "wrap_up": "8 s"}
    day = live(clock, passed_on(0, 4, own=own, agents=agents))
    assert day.agents == [0, 0, 1, 0]
    assert day.column("answered_at") == pytest.approx([0, 4, 11.2, 24.8])
    assert day.column("wrap_up")[:2] == pytest.approx([9.6, 8.8])


def test_a_talk_in_turns_goes_on_as_a_call_of_the_same_agent(clock):
    """One turn of 10 s; the wrap-up, a piece of work of its own, falls away."""
    agents = {"g": BOTH | {"capacity": {"texts": 2, "voice": 1}}, "h": TWO["h"]}
    channels = {"texts": {"turns": {"count": 1, "pause": "5 s"}}}
    own = {"channel": "texts", "wrap_up": "8 s"}
    day = live(clock, passed_on(0, own=own, agents=agents, channels=channels))
    assert day.ends == [(0, 0), (10, 0)]
    one = passed_on(0, 4, own=own, agents=agents, channels=channels)
    day = live(clock, one)
    assert day.agents == [0, 0, 1, 0]
    assert day.column("wrap_up")[:2] == [18, 16], "one at a time"


def test_it_does_not_ring_at_the_agent_who_is_there(clock):
    rings = {"answering": {"rings": "4 s"}}
    agents = {"g": BOTH | rings, "h": TWO["h"]}
    assert live(clock, passed_on(0, agents=agents)).ends == [(4, 0), (14, 0)]
