"""A queue that is full blocks."""

import pytest

from cic.errors import ScenarioError
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, play, queues, times


def test_a_contact_who_finds_the_queue_full_is_blocked(clock):
    model = a_model(queues=queues(a={"capacity": 1}))
    day = play(clock, model, ("a", 0), ("a", 1), ("a", 2), ("a", 10), ("a", 11))
    assert day.ends == [(0, 0), (10, 0), ("queue_full", 2), (20, 0), ("queue_full", 11)]


def test_without_room_to_wait_only_idle_agents_answer(clock):
    model = a_model(queues=queues(a={"capacity": 0}))
    assert play(clock, model, ("a", 0), ("a", 9), ("a", 10)).ends == [
        (0, 0), ("queue_full", 9), (10, 0),
    ]  # fmt: skip


def test_each_queue_has_a_capacity_of_its_own(clock):
    model = a_model(
        queues=queues(a={"capacity": 1}, b={"capacity": 2}),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
    )
    day = play(clock, model, ("a", 0), ("a", 1), ("b", 2), ("b", 3), ("a", 4), ("b", 5))
    assert [end for end, _ in day.ends] == [0, 10, 20, 30, "queue_full", "queue_full"]


def test_contacts_with_an_agent_take_no_room_in_the_queue(clock):
    model = a_model(queues=queues(a={"capacity": 1}), agents={"g": {"staff": 2, "skills": ["a"]}})
    day = play(clock, model, ("a", 0), ("a", 1), ("a", 2))
    assert day.ends == [(0, 0), (1, 1), (10, 0)]


@pytest.mark.parametrize(
    "parts",
    [
        {"queues": queues(a={"capacity": 3_000_000_000, "arrivals": times(0)})},
        {
            "queues": queues(a={"through": "m", "arrivals": times(0)}),
            "ivr": {
                "start": "m",
                "ports": 3_000_000_000,
                "menus": {"m": {"prompt": "1 s", "choices": {"1": {"go": "a", "share": 1}}}},
            },
        },
    ],
    ids=["capacity", "ports"],
)
def test_numbers_too_large_to_count_are_refused_with_the_scenario(parts):
    with pytest.raises(ScenarioError, match=r"capacity|ports"):
        from_dict(PLAIN | parts)
