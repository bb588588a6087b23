"""A contact abandons when its patience runs out."""

import math

from tests.days import a_model, live, play, queues, times


def test_a_contact_abandons_when_patience_runs_out(clock):
    day = play(clock, a_model(), ("a", 0), ("a", 2, {"patience": 5}))
    assert day.ends == [(0, 0), ("abandoned", 7)]
    assert math.isnan(day.column("answered_at")[1])


def test_patience_counts_from_reaching_the_queue_not_from_the_call(clock):
    menu = {"prompt": "20 s", "choices": {"1": {"go": "own queue", "share": "100%"}}}
    fields = {"through": "m", "patience": "5 s", "talk": "100 s", "arrivals": times(0, 1)}
    model = a_model(queues=queues(a=fields), ivr={"start": "m", "menus": {"m": menu}})
    assert live(clock, model).ends == [(20, 0), ("abandoned", 26)]


def test_who_stands_behind_an_abandoned_contact_moves_up(clock):
    day = play(clock, a_model(), ("a", 0), ("a", 1), ("a", 2, {"patience": 3}), ("a", 3), ("a", 4))
    assert day.ends == [(0, 0), (10, 0), ("abandoned", 5), (20, 0), (30, 0)]


def test_the_last_in_line_may_abandon_and_another_join(clock):
    day = play(clock, a_model(), ("a", 0), ("a", 1, {"patience": 3}), ("a", 6))
    assert day.ends == [(0, 0), ("abandoned", 4), (10, 0)]


def test_patience_that_ends_during_the_talk_means_nothing(clock):
    day = play(clock, a_model(), ("a", 0, {"talk": 60, "patience": 20}), ("a", 1))
    assert day.ends == [(0, 0), (60, 0)]


def test_patience_that_ends_after_the_contact_is_gone_means_nothing(clock):
    day = play(clock, a_model(), ("a", 0), ("a", 1, {"patience": 100}), ("a", 2))
    assert day.ends == [(0, 0), (10, 0), (20, 0)]


def test_contacts_whose_patience_ends_together_all_abandon(clock):
    day = play(clock, a_model(), ("a", 0, {"talk": 60}), *[("a", s, {"patience": 9 - s})
               for s in (1, 2, 3)])  # fmt: skip
    assert day.ends[1:] == [("abandoned", 9)] * 3
