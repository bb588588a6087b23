"""A contact without patience leaves at once when nobody is free."""

from tests.days import a_model, live, play, queues, times


def test_a_contact_without_patience_is_answered_when_somebody_is_free(clock):
    assert play(clock, a_model(), ("a", 3, {"patience": 0})).ends == [(3, 0)]


def test_a_contact_without_patience_balks_when_nobody_is_free(clock):
    day = play(clock, a_model(), ("a", 0), ("a", 3, {"patience": 0}), ("a", 4))
    assert day.ends == [(0, 0), ("balked", 3), (10, 0)]
    assert day.column("queued_at") == [0, 3, 4]


def test_with_a_share_of_all_everybody_balks_who_would_have_to_wait(clock):
    model = a_model(queues=queues(a={"arrivals": times(0, 1, 10), "balk": "100%"}))
    assert live(clock, model).ends == [(0, 0), ("balked", 1), (10, 0)]


def test_with_a_share_of_none_nobody_balks(clock):
    model = a_model(queues=queues(a={"arrivals": times(0, 1, 10), "balk": "0%"}))
    assert live(clock, model).ends == [(0, 0), (10, 0), (20, 0)]


def test_a_full_queue_refuses_before_a_contact_balks(clock):
    model = a_model(queues=queues(a={"capacity": 0}))
    assert play(clock, model, ("a", 0), ("a", 1, {"patience": 0})).ends[1] == ("queue_full", 1)
