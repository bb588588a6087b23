"""A chat that becomes a call: a transfer to a queue of another channel, by hand."""

import pytest

from tests.days import a_model, live, queues, times

CHAT = {"channel": "chat", "arrivals": times(0)}


def escalated(call: dict, **parts):
    own = CHAT | {"transfers": {"b": {"share": "100%"} | parts.pop("way", {})}}
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}}
    return a_model(queues=queues(a=own, b=call), **{"agents": agents} | parts)


def test_the_call_counts_as_a_transfer_of_the_same_customer(clock):
    day = live(clock, escalated({"talk": "30 s"}))
    assert day.legs == [(0, "fresh", -1), (10, "transfer", 0)]
    assert day.column("ended_at") == [10, 40]
    assert day.log.legs["origin"][1] == 0


def test_the_chat_holds_no_line_and_the_call_does(clock):
    call = {"talk": "30 s", "arrivals": times(5, 35)}
    day = live(clock, escalated(call, lines=1))
    assert day.ends == [(0, 0), (5, 1), (35, 1), ("no_line", 10)]


@pytest.mark.parametrize("way", [{}, {"warm": "100%"}])
def test_the_caller_has_the_patience_of_the_other_queue(clock, way):
    call = {"talk": "100 s", "arrivals": times(5), "patience": "20 s"}
    day = live(clock, escalated(call, way=way))
    assert day.ends[2] == ("abandoned", 30)
    assert day.column("ended_at")[0] == (30 if way else 10)


def test_any_agent_with_the_skill_may_take_the_call_also_the_one_of_the_chat(clock):
    both = {"g": {"staff": 1, "skills": ["a", "b"]}}
    day = live(clock, escalated({"talk": "30 s"}, agents=both))
    assert day.ends == [(0, 0), (10, 0)]
