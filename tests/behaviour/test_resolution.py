"""Whether contacts are resolved: by the contact's luck and the quality of the agent who answers."""

import math

import pytest

from cic.program.codes import Outcome
from tests.days import a_model, play, queues


def a_centre(**skills):
    """A queue `a` of which it is asked, and one `b` of which it is not; one agent."""
    skills = {"a": {"rank": 1} | skills, "b": 2}
    return a_model(
        queues=queues(a={"resolves": "80%"}, b={}), agents={"g": {"staff": 1, "skills": skills}}
    )


def test_a_contact_is_resolved_by_an_agent_who_is_better_than_it_needs(clock):
    contacts = [("a", 0, {"needs": 0.99}), ("a", 1, {"needs": 1.0}), ("a", 2, {"needs": 1.2})]
    assert play(clock, a_centre(), *contacts).resolved == [1, 0, 0]
    assert play(clock, a_centre(quality=1.25), *contacts).resolved == [1, 1, 1]
    assert play(clock, a_centre(quality=0), *contacts).resolved == [0, 0, 0]


def test_it_depends_on_who_answers(clock):
    model = a_model(
        queues=queues(a={"resolves": "50%"}),
        agents={
            "new": {"staff": 1, "skills": {"a": {"quality": 0.5}}},
            "old": {"staff": 1, "skills": {"a": {"quality": 2}}},
        },
    )
    day = play(clock, model, *[("a", second, {"needs": 0.6}) for second in (0, 0, 1, 2)])
    assert day.agents == [0, 1, 0, 1]
    assert day.resolved == [0, 1, 0, 1]


def test_of_contacts_that_nobody_answers_and_of_other_queues_nothing_is_known(clock):
    day = play(
        clock, a_centre(),
        ("b", 0), ("a", 1, {"needs": 0.1, "patience": 4}), ("a", 2, {"needs": 0.1}),
    )  # fmt: skip
    assert day.ends == [(0, 0), ("abandoned", 5), (10, 0)]
    assert day.resolved == [-1, -1, 1]


def test_a_customer_who_falls_silent_is_not_resolved(clock):
    model = a_model(
        channels={"texts": {"like": "messaging", "turns": {
            "count": 2, "pause": "5 s", "times_out": "30 s"}}},
        queues=queues(a={"channel": "texts", "resolves": "80%"}),
    )  # fmt: skip
    day = play(
        clock, model,
        ("a", 0, {"turns": [4, 5, 4], "needs": 0.1}), ("a", 0, {"turns": [4, 30], "needs": 0.1}),
    )  # fmt: skip
    assert day.column("outcome") == [Outcome.ANSWERED, Outcome.TIMED_OUT]
    assert day.resolved == [1, 0]


def test_where_nobody_asks_there_is_no_table(clock):
    assert len(play(clock, a_model(), ("a", 0)).log.resolutions) == 0


@pytest.mark.parametrize("quality", [0.5, 1.0])
def test_an_own_wrap_up_goes_with_it(clock, quality):
    model = a_model(
        queues=queues(a={"resolves": "80%"}),
        agents={"g": {"staff": 1, "skills": {"a": {"quality": quality}}, "wrap_up": "7 s"}},
    )
    day = play(clock, model, ("a", 0, {"needs": 0.75, "g": 7.0}), ("a", 1, {"needs": math.inf}))
    assert day.column("wrap_up") == [7, 0]
    assert day.resolved == [int(quality > 0.75), 0]
