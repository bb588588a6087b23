"""A contact is connected at once, or waits for its turn."""

from tests.days import a_model, play, queues


def test_a_contact_who_finds_an_idle_agent_is_connected_at_once(clock):
    day = play(clock, a_model(), ("a", 5, {"talk": 7, "wrap_up": 3}))
    (row,) = day.log.contacts
    assert [row[f] for f in ("arrived_at", "queued_at", "answered_at", "ended_at")] == [5, 5, 5, 12]
    assert (row["agent"], row["group"], row["talk"], row["wrap_up"]) == (0, 0, 7, 3)


def test_a_contact_who_finds_nobody_idle_waits_for_the_next_who_is(clock):
    model = a_model(agents={"g": {"staff": 2, "skills": ["a"]}})
    day = play(clock, model, ("a", 0, {"talk": 30}), ("a", 1, {"talk": 20}), ("a", 2))
    assert day.ends == [(0, 0), (1, 1), (21, 1)]


def test_who_came_first_is_answered_first(clock):
    day = play(clock, a_model(), ("a", 0), ("a", 1), ("a", 2), ("a", 3))
    assert day.ends == [(0, 0), (10, 0), (20, 0), (30, 0)]


def test_a_talk_of_no_length_frees_the_agent_in_the_same_instant(clock):
    day = play(clock, a_model(), ("a", 0), ("a", 1, {"talk": 0}), ("a", 2, {"talk": 0}), ("a", 3))
    assert day.ends == [(0, 0), (10, 0), (10, 0), (10, 0)]


def test_a_contact_waits_although_an_agent_without_the_skill_is_idle(clock):
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}}
    model = a_model(queues=queues("a", "b"), agents=agents)
    assert play(clock, model, ("a", 0), ("a", 1), ("b", 2)).ends == [(0, 0), (10, 0), (2, 1)]


def test_who_waits_for_ever_is_inside_at_the_end(clock):
    model = a_model(agents={"g": {"staff": 0, "skills": ["a"]}})
    day = play(clock, model, ("a", 0), ("a", 1, {"patience": 50}))
    assert [end for end, _ in day.ends] == ["inside", "abandoned"]
