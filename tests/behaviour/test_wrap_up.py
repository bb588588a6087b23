"""Wrap-up: by queue, by group, none."""

from tests.days import a_model, live, play, queues, times

TWO = {"g": {"staff": 1, "skills": ["a", "b"]}}


def test_the_next_contact_waits_for_the_end_of_the_wrap_up(clock):
    assert play(clock, a_model(), ("a", 0, {"wrap_up": 5}), ("a", 1)).ends == [(0, 0), (15, 0)]


def test_the_contact_is_gone_when_the_wrap_up_begins(clock):
    day = play(clock, a_model(), ("a", 0, {"wrap_up": 5}))
    assert day.column("ended_at") == [10]


def test_wrap_up_is_by_queue(clock):
    model = a_model(
        queues=queues(a={"wrap_up": "3 s", "arrivals": times(0, 50)}, b={"arrivals": times(1, 51)}),
        agents=TWO,
    )
    day = live(clock, model)
    assert day.ends == [(0, 0), (13, 0), (50, 0), (63, 0)]
    assert day.column("wrap_up") == [3, 0, 3, 0]


def test_a_group_with_its_own_wrap_up_uses_it_for_that_queue_only(clock):
    model = a_model(
        queues=queues(
            a={"wrap_up": "3 s", "arrivals": times(0, 0)},
            b={"wrap_up": "4 s", "arrivals": times(100, 100)},
        ),
        agents={
            "g": {"staff": 1, "skills": ["a", "b"], "wrap_up": {"a": "8 s"}},
            "h": {"staff": 1, "skills": ["a", "b"]},
        },
    )
    day = live(clock, model)
    assert day.agents == [0, 1, 1, 0]
    assert day.column("wrap_up") == [8, 3, 4, 4]


def test_a_groups_own_wrap_up_may_be_none(clock):
    model = a_model(
        queues=queues(a={"wrap_up": "3 s", "arrivals": times(0, 1)}),
        agents={"g": {"staff": 1, "skills": ["a"], "wrap_up": "0 s"}},
    )
    assert live(clock, model).ends == [(0, 0), (10, 0)]


def test_two_groups_may_each_have_their_own(clock):
    group = {"staff": 1, "skills": ["a"]}
    model = a_model(
        queues=queues(a={"wrap_up": "3 s", "arrivals": times(0, 0, 0, 1, 2, 3)}),
        agents={"g": group | {"wrap_up": "5 s"}, "h": group, "i": group | {"wrap_up": "9 s"}},
    )
    day = live(clock, model)
    assert day.column("wrap_up") == [5, 3, 9, 3, 5, 9]
    assert day.ends == [(0, 0), (0, 1), (0, 2), (13, 1), (15, 0), (19, 2)]


def test_wrap_up_takes_no_notice_of_proficiency(clock):
    agents = {"g": {"staff": 1, "skills": {"a": {"talk_factor": 2.0}}}}
    day = play(clock, a_model(agents=agents), ("a", 0, {"wrap_up": 5}))
    assert (day.column("talk"), day.column("wrap_up")) == ([20], [5])
