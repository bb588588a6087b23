"""Talks in turns that are under way as a run begins from a snapshot, by hand.

The run begins at 300. A talk is three turns of 10 s with two pauses of 30 s between: 90 s in all.
"""

import math

import pytest

import cic
from cic.clocks.simpy_clock import SimpyClock
from cic.measures.counted import Counter
from cic.measures.definitions import QUEUE_MEASURE
from cic.measures.estimates import Estimates
from cic.program.codes import Outcome
from cic.report.trace import tell
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, clock_time, live, queues, times

TURNS = {"count": 3, "pause": "30 s"}


def written(
    *served: float,
    turns: dict | None = None,
    group: dict | None = None,
    turn: dict | str | None = None,
    **own,
):
    """Contacts of queue a, in the hands of one agent for so long."""
    turn = {} if turn is None else {"turn": turn}
    there = [{"queue": "a", "group": "g", "for": f"{one} s"} | turn for one in served]
    crew = {"staff": 1, "skills": ["a"], "capacity": {"texts": 3}} | (group or {})
    return {
        "queues": queues(a={"channel": "texts", "talk": "30 s"} | own),
        "agents": {"g": crew},
        "channels": {"texts": {"turns": TURNS | (turns or {})}},
        "snapshot": {"at": clock_time(300), "in_service": there},
    }


def day_of(clock, *served: float, **parts):
    return live(clock, a_model(**written(*served, **parts)))


def test_the_turn_under_way_is_finished_and_the_talk_goes_on(clock):
    """6 s of the first turn are left."""
    day = day_of(clock, 4)
    assert day.column("arrived_at") == [296]
    assert day.column("ended_at") == [386]
    assert day.responded == [306]
    assert day.agents == [0]


@pytest.mark.parametrize(("served", "ended", "responded"), [(10, 380, 300), (25, 365, 285)])
def test_a_customer_who_pauses_replies_when_the_pause_is_over(clock, served, ended, responded):
    """After 10 s the pause has just begun; after 25 s there are 15 s of it left."""
    day = day_of(clock, served)
    assert day.column("ended_at") == [ended]
    assert day.responded == [responded]


def test_an_agent_attends_to_one_at_a_time_who_came_first(clock):
    """6 s are left of the first one's turn, 8 s of the other's, which begin only then; it waits for
    the agent at 344, too, until 346, and from 386 on.
    """
    day = day_of(clock, 4, 2)
    assert day.responded == [306, 314]
    assert day.column("ended_at") == [386, 396]


def test_while_the_customer_pauses_another_is_attended_to(clock):
    """The pause is over at 315, and so is the first turn of who came at 305."""
    day = day_of(clock, 25, arrivals=times(305))
    assert day.column("answered_at") == [275, 305]
    assert day.responded == [285, 315]
    assert day.column("ended_at") == [365, 395]


def test_the_time_served_is_the_agents_own(clock):
    """Turns take 20 s each: after 15 s there are 5 s left of the first."""
    day = day_of(clock, 15, group={"skills": {"a": {"talk_factor": 2}}})
    assert day.responded == [305]
    assert day.column("ended_at") == [405]


def test_who_has_been_silent_for_too_long_is_given_up(clock):
    """Of a pause of 30 s only 20 s are waited for: 5 s more."""
    day = day_of(clock, 25, turns={"times_out": "20 s"})
    assert day.column("ended_at") == [305]
    assert day.column("outcome") == [Outcome.TIMED_OUT]


def test_the_agent_wraps_up_in_the_end(clock):
    day = day_of(clock, 85, arrivals=times(301), wrap_up="8 s", group={"capacity": {"texts": 1}})
    assert day.column("ended_at")[0] == 305
    assert day.column("answered_at")[1] == 313


def test_where_agents_do_not_hold_the_talk_a_turn_is_left(clock):
    """Between turns the agent is free: a contact is one turn of 10 s."""
    day = day_of(clock, 4, turns={"between": "any_agent"}, group={"capacity": {"texts": 1}})
    assert day.column("ended_at") == [306, 346, 386]
    assert [kind for _, kind, _ in day.legs] == ["fresh", "reply", "reply"]


def test_what_is_left_of_a_random_talk_is_longer_than_it_has_lasted(clock):
    turns = {"count": None, "mean": 3, "pause": "exponential mean 20 s"}
    for served in (5, 60):
        day = day_of(clock, served, turns=turns, talk="exponential mean 30 s")
        assert day.column("answered_at") == [300 - served]
        assert day.column("ended_at")[0] > 300
        assert (day.responded[0] < 300) or math.isclose(day.column("answered_at")[0], 300 - served)


@pytest.mark.parametrize(
    ("served", "turn", "responded", "ended"),
    [
        (25, "customer", 285, 365),
        (25, {"of": "customer", "for": "5 s"}, 295, 375),
        (25, {"of": "customer", "for": "24 s"}, 276, 356),
        (45, {"of": "agent", "for": "9 s"}, 265, 341),
        (75, {"of": "customer", "for": "29 s"}, 235, 311),
        (4, {"of": "agent", "for": "4 s"}, 306, 386),
    ],
)
def test_it_may_be_said_whose_turn_it_is_and_for_how_long(clock, served, turn, responded, ended):
    """What is left of the turn of 10 s, or of the pause of 30 s, is that less what has passed."""
    day = day_of(clock, served, turn=turn)
    assert day.responded == [responded]
    assert day.column("ended_at") == [ended]


def test_a_customer_who_replies_when_another_comes_has_the_first_turn(clock):
    """Both at 301, and as the agent's turn of the first ends at 311 the other's begins."""
    turn = {"of": "customer", "for": "29 s"}
    day = day_of(clock, 30, turn=turn, arrivals=times(301))
    assert day.column("answered_at") == [270, 301]
    assert day.responded == [271, 321]


def test_random_talks_are_in_whose_turn_it_is(clock):
    """Of the first turn the agent has not answered yet; after it, it has."""
    turns = {"count": None, "mean": 3, "pause": "exponential mean 20 s"}
    law = {"turns": turns, "talk": "exponential mean 60 s"}
    for served in (20, 60):
        for turn, first in (("customer", False), ({"of": "agent", "for": f"{served} s"}, True)):
            day = day_of(clock, served, turn=turn, **law)
            assert (day.responded[0] > 300) == first


def test_a_longer_pause_so_far_is_a_longer_pause(clock):
    turns = {"count": None, "mean": 3, "pause": "uniform 50 s to 60 s"}
    day = day_of(clock, 200, turns=turns, turn={"of": "customer", "for": "49 s"}, talk="2 min")
    other = day_of(clock, 200, turns=turns, turn={"of": "customer", "for": "59 s"}, talk="2 min")
    assert other.responded[0] < 300
    assert day.column("answered_at") == other.column("answered_at") == [100]


@pytest.mark.parametrize(
    ("code", "said", "parts"),
    [
        ("CIC336", "do not go turn by turn", {"turns": {"between": "any_agent"}}),
        ("CIC328", "none of them ever has one", {"turns": {"count": 1}}),
        ("CIC328", "for 9 s, and served for 8 s", {"turn": {"of": "agent", "for": "9 s"}}),
        ("CIC328", "the first turn is the agent's", {"turn": {"of": "customer", "for": "8 s"}}),
        ("CIC328", "none takes so long", {"turns": {"times_out": "5 s"},
                                          "turn": {"of": "customer", "for": "6 s"}}),
    ],
)  # fmt: skip
def test_turns_that_cannot_be_are_refused(code, said, parts):
    with pytest.raises(cic.ScenarioError) as told:
        from_dict(PLAIN | written(8, **({"turn": "customer"} | parts)))
    (finding,) = [one for one in told.value.findings if one.where.endswith("turn")]
    assert finding.code == code
    assert said in finding.what


def test_a_turn_that_no_talk_is_in_then_ends_the_run(monkeypatch):
    monkeypatch.setattr("cic.luck.snapshot.MOST_BLOCKS", 0)  # a few are looked at
    with pytest.raises(cic.EngineError, match="it is the customer's turn, and hardly a talk is so"):
        day_of(SimpyClock(), 8, turn="customer")


def test_the_first_response_counts_from_when_the_contact_came(clock):
    model = a_model(**written(25))
    day = live(clock, model)
    counted = Counter(day.program, model, clock).count(day.log)
    found = Estimates([counted], day.program, model, confidence=0.95)
    assert float(found.queue(QUEUE_MEASURE["first_response_time"]).value[0]) == 10


def test_a_talk_that_cannot_last_so_long_is_refused():
    with pytest.raises(cic.ScenarioError, match=r"CIC328.*none takes so long"):
        from_dict(PLAIN | written(90))
    from_dict(PLAIN | written(89))


def test_it_is_told_in_sentences():
    model = a_model(**written(25))
    day = live(SimpyClock(), model)
    lines = [line.split("  ", 1)[1] for line in tell(day.log, day.program, model)]
    assert "contact 0 (a) has been with g 1 for 25 s when the run begins" in lines
