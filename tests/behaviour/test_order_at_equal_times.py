"""Ends of work, then agents coming and going, then patience, then timers, then arrivals."""

from tests.days import a_model, live, play, queues, shift, times


def test_arrivals_at_the_same_instant_come_in_the_order_of_the_queues(clock):
    model = a_model(
        queues=queues(a={"arrivals": times(5, 5)}, b={"arrivals": times(5)}),
        agents={"g": {"staff": 1, "skills": ["b", "a"]}},
    )
    day = live(clock, model)
    assert day.column("queue") == [0, 0, 1]
    assert day.ends == [(5, 0), (25, 0), (15, 0)]  # of equal waits the group's first queue


def test_arrivals_at_the_same_instant_of_the_ivr_come_after_those_of_the_queues(clock):
    menu = {"prompt": "0 s", "choices": {"1": {"go": "a", "share": "100%"}}}
    model = a_model(
        queues=queues(a={"arrivals": times(5)}),
        ivr={"start": "m", "arrivals": times(5), "menus": {"m": menu}},
    )
    day = live(clock, model)
    assert day.column("source") == [0, 1]
    assert day.ends == [(5, 0), (15, 0)]


def test_an_arrival_at_the_end_of_a_talk_finds_the_agent_idle(clock):
    day = play(clock, a_model(), ("a", 0), ("a", 10, {"patience": 0}))
    assert day.ends == [(0, 0), (10, 0)]


def test_an_arrival_at_the_end_of_a_wrap_up_finds_the_agent_idle(clock):
    day = play(clock, a_model(), ("a", 0, {"wrap_up": 3}), ("a", 13, {"patience": 0}))
    assert day.ends == [(0, 0), (13, 0)]


def test_who_waits_comes_before_who_arrives_when_the_talk_ends(clock):
    day = play(clock, a_model(), ("a", 0), ("a", 3), ("a", 10))
    assert day.ends == [(0, 0), (10, 0), (20, 0)]


def test_a_talk_that_ends_when_patience_ends_saves_the_contact(clock):
    day = play(clock, a_model(), ("a", 0), ("a", 4, {"patience": 6}))
    assert day.ends == [(0, 0), (10, 0)]


def test_an_agent_who_comes_when_patience_ends_answers(clock):
    model = a_model(agents={"g": {"shifts": [shift(20, 600)], "skills": ["a"]}})
    assert play(clock, model, ("a", 5, {"patience": 15})).ends == [(20, 0)]


def test_an_agent_who_goes_when_its_talk_ends_takes_one_more(clock):
    # The talk ends before the shift does: the agent has taken the next when it is to go.
    model = a_model(agents={"g": {"shifts": [shift(0, 10)], "skills": ["a"]}})
    day = play(clock, model, ("a", 0), ("a", 1), ("a", 2, {"patience": 30}))
    assert day.ends == [(0, 0), (10, 0), ("abandoned", 32)]


def test_who_goes_goes_before_who_comes(clock):
    # At 100 one agent leaves, another comes: the arrival finds the new one only.
    agents = {"g": {"shifts": [shift(0, 100), shift(100, 600)], "skills": ["a"]}}
    day = play(clock, a_model(agents=agents), ("a", 100), ("a", 100, {"patience": 0}))
    assert day.ends == [(100, 1), ("balked", 100)]


def test_patience_that_ends_makes_room_for_an_arrival(clock):
    model = a_model(queues=queues(a={"capacity": 1}))
    day = play(clock, model, ("a", 0), ("a", 1, {"patience": 5}), ("a", 5), ("a", 6))
    assert day.ends == [(0, 0), ("abandoned", 6), ("queue_full", 5), (10, 0)]


def test_patience_ends_before_the_ivr_lets_go(clock):
    # At 6 the only place is left by an impatient contact and taken by one out of the IVR.
    menu = {"prompt": "6 s", "choices": {"1": {"go": "own queue", "share": "100%"}}}
    fields = {"capacity": 1, "talk": "100 s"}
    model = a_model(
        queues=queues(
            a=fields | {"arrivals": times(0, 1), "patience": "5 s"},
            b=fields | {"arrivals": times(0), "through": "m"},
        ),
        agents={"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}},
        ivr={"start": "m", "menus": {"m": menu}},
    )
    day = live(clock, model)
    assert day.ends == [(0, 0), (6, 1), ("abandoned", 6)]


def test_the_end_of_one_talk_comes_before_another_by_when_it_began(clock):
    # Both talks end at 20: agent 1's began first, so it is idle first and answers first.
    model = a_model(agents={"g": {"staff": 2, "skills": ["a"]}})
    day = play(clock, model, ("a", 0, {"talk": 4}), ("a", 1, {"talk": 19}), ("a", 5, {"talk": 15}),
               ("a", 21), ("a", 21))  # fmt: skip
    assert day.ends == [(0, 0), (1, 1), (5, 0), (21, 1), (21, 0)]
