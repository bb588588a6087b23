"""What time does to agents: talk shortens with tenure, and lengthens after busy hours."""

import math

import numpy as np
import pytest

from cic.rules.fading import faded
from tests.days import a_model, play, queues, shift

CURVE = {"first_week": 2, "rate": "80%"}


def crew(**fields):
    return {"g": {"staff": 1, "skills": ["a"]} | fields}


# --- learning -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tenure", "factor"),
    [(0, 2.0), ("6 d", 2.0), ("1 week", 1.6), ("3 weeks", 1.28), ("1000 weeks", 1.0)],
)
def test_each_doubling_of_the_weeks_shortens_talk_down_to_the_plateau(clock, tenure, factor):
    model = a_model(agents=crew(learning=CURVE | {"tenure": tenure}))
    assert play(clock, model, ("a", 0)).column("talk") == [10 * factor]


def test_agents_take_the_tenures_of_a_list_in_turn(clock):
    learning = CURVE | {"tenure": [0, "1 week", "3 weeks"]}
    model = a_model(agents=crew(staff=4, learning=learning))
    day = play(clock, model, *[("a", 0)] * 4)
    assert day.agents == [0, 1, 2, 3]
    assert day.column("talk") == [20, 16, pytest.approx(12.8), 20]


def test_tenure_grows_with_the_weeks_of_a_run(clock):
    model = a_model(days=23, agents=crew(learning=CURVE))
    days = [("a", day * 86400) for day in (0, 6, 7, 13, 21)]
    found = play(clock, model, *days).column("talk")
    assert found == pytest.approx([20, 20, 16, 16, 12.8])


def test_an_agent_keeps_what_it_has_learnt_in_another_group(clock):
    agents = crew(learning=CURVE) | {"h": {"staff": 1, "skills": {"b": {"talk_factor": 3}}}}
    incidents = [{"at": "08:01", "move": 1, "from": "g", "to": "h"}]
    model = a_model(queues=queues("a", "b"), agents=agents, incidents=incidents)
    day = play(clock, model, ("a", 0), ("b", 61), ("b", 62))
    assert day.agents == [0, 1, 0]
    assert day.column("talk") == [20, 30, 60]


def test_learning_goes_with_the_factor_of_the_skill(clock):
    agents = {"g": {"staff": 1, "skills": {"a": {"talk_factor": 0.5}}, "learning": CURVE}}
    assert play(clock, a_model(agents=agents), ("a", 0)).column("talk") == [10]


def test_learning_shortens_the_turns_of_a_talk(clock):
    channels = {"texts": {"like": "messaging", "turns": {"count": 2, "pause": "5 s"}}}
    model = a_model(
        channels=channels, queues=queues(a={"channel": "texts"}), agents=crew(learning=CURVE)
    )
    day = play(clock, model, ("a", 0, {"turns": [4, 5, 3]}))
    assert day.column("ended_at") == [8 + 5 + 6]


# --- fatigue --------------------------------------------------------------------------------------

TIRED = {"strength": 1, "over": "100 s"}


def factors(day):
    return np.array(day.column("talk")) / 10


def test_an_agent_who_has_been_busy_takes_longer(clock):
    """One contact after the other: busy all the time, more and more tired."""
    day = play(clock, a_model(agents=crew(fatigue=TIRED)), *[("a", 0)] * 3)
    first, second, third = factors(day)
    assert first == 1
    assert second == pytest.approx(2 - math.exp(-10 / 100))
    assert third == pytest.approx(2 - math.exp(-(10 + 10 * second) / 100))


def test_rest_makes_good_for_it(clock):
    day = play(clock, a_model(agents=crew(fatigue=TIRED)), ("a", 0), ("a", 60))
    busy = 1 - math.exp(-10 / 100)
    assert factors(day)[1] == pytest.approx(1 + busy * math.exp(-50 / 100))


def test_wrap_up_is_busy_too_and_a_break_is_rest(clock):
    shifts = [shift(0, 600, (20, 30))]
    agents = {"g": {"shifts": shifts, "skills": ["a"], "fatigue": TIRED}}
    day = play(clock, a_model(agents=agents), ("a", 0, {"wrap_up": 10.0}), ("a", 30))
    assert day.column("answered_at") == [0, 50]
    busy = 1 - math.exp(-20 / 100)
    assert factors(day)[1] == pytest.approx(1 + busy * math.exp(-30 / 100))


def test_below_the_threshold_nobody_tires(clock):
    agents = crew(fatigue=TIRED | {"above": "15%", "strength": 2})
    day = play(clock, a_model(agents=agents), *[("a", 0)] * 3)
    busy = 1 - math.exp(-20 / 100)
    assert factors(day)[:2].tolist() == [1, 1]
    assert factors(day)[2] == pytest.approx(1 + 2 * (busy - 0.15))


def test_only_the_groups_that_say_so_tire(clock):
    agents = crew() | {"h": {"staff": 1, "skills": ["b"], "fatigue": TIRED}}
    model = a_model(queues=queues("a", "b"), agents=agents)
    day = play(clock, model, ("a", 0), ("b", 0), ("a", 0), ("b", 0))
    assert factors(day).tolist() == [1, 1, 1, pytest.approx(2 - math.exp(-10 / 100))]


def test_an_agent_with_several_in_hand_is_busy_while_it_has_any(clock):
    channels = {"chat": {"slow_down": [1, 1]}}
    agents = crew(fatigue=TIRED, capacity={"chat": 2})
    model = a_model(channels=channels, queues=queues(a={"channel": "chat"}), agents=agents)
    day = play(clock, model, ("a", 0), ("a", 5), ("a", 40))
    after_5 = 1 - math.exp(-5 / 100)
    assert factors(day)[:2].tolist() == [1, pytest.approx(1 + after_5)]
    ends = 5 + 10 * (1 + after_5)
    busy = 1 - math.exp(-ends / 100)
    assert factors(day)[2] == pytest.approx(1 + busy * math.exp(-(40 - ends) / 100))


def test_a_fade_is_the_exponential():
    for t in np.linspace(0, 45, 1001).tolist():
        assert faded(t) == pytest.approx(math.exp(-t), rel=1e-15, abs=1e-17)


@pytest.mark.parametrize("fields", [{"learning": {"first_week": 1, "rate": "80%"}},
                                    {"fatigue": {"strength": 0}}])  # fmt: skip
def test_what_changes_no_talk_changes_nothing(clock, fields):
    contacts = [("a", 0, {"talk": 3.7}), ("a", 1, {"talk": 2.9}), ("a", 9.3)]
    plain = play(clock, a_model(), *contacts)
    assert np.array_equal(
        play(clock, a_model(agents=crew(**fields)), *contacts).log.contacts, plain.log.contacts
    )
