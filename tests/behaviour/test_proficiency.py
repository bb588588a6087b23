"""Proficiency: a factor on talk, by group and queue."""

from tests.days import a_model, play, queues


def test_the_talk_is_longer_with_a_slow_group_and_shorter_with_a_quick_one(clock):
    agents = {
        "slow": {"staff": 1, "skills": {"a": {"talk_factor": 1.5}}},
        "quick": {"staff": 1, "skills": {"a": {"talk_factor": 0.5}}},
    }
    day = play(clock, a_model(agents=agents), ("a", 0), ("a", 0), ("a", 1))
    assert day.column("talk") == [15, 5, 5]
    assert day.column("ended_at") == [15, 5, 10]


def test_the_factor_is_of_group_and_queue(clock):
    skills = {"a": {"rank": 1, "talk_factor": 3.0}, "b": 2}
    model = a_model(queues=queues("a", "b"), agents={"g": {"staff": 1, "skills": skills}})
    assert play(clock, model, ("b", 0), ("a", 1)).column("talk") == [10, 30]


def test_the_factor_applies_once_to_who_waited(clock):
    agents = {"g": {"staff": 1, "skills": {"a": {"talk_factor": 2.0}}}}
    day = play(clock, a_model(agents=agents), ("a", 0), ("a", 1))
    assert day.column("ended_at") == [20, 40]
