"""Closing time: waiting contacts are served, or sent away."""

import pytest

from tests.days import a_model, live, play, queues, shift, times

LATE = {"g": {"shifts": [shift(0, 700)], "skills": ["a"]}}


def closing(how, **parts):
    return a_model(at_closing=how, **parts)


def test_serving_an_agent_takes_waiting_contacts_after_closing_then_goes_home(clock):
    day = play(clock, closing("serve"), ("a", 595), ("a", 596), ("a", 597))
    assert day.ends == [(595, 0), (605, 0), (615, 0)]
    assert day.presence == [(0, 0, True), (625, 0, False)]


def test_serving_waiting_contacts_may_still_abandon(clock):
    day = play(clock, closing("serve"), ("a", 595), ("a", 596), ("a", 597, {"patience": 10}))
    assert day.ends == [(595, 0), (605, 0), ("abandoned", 607)]


def test_sending_away_ends_all_waiting_at_closing(clock):
    day = play(clock, closing("send_away"), ("a", 595), ("a", 596), ("a", 597))
    assert day.ends == [(595, 0), ("sent_away", 600), ("sent_away", 600)]
    assert day.presence == [(0, 0, True), (605, 0, False)]


def test_sending_away_empties_every_queue(clock):
    model = closing(
        "send_away", queues=queues("a", "b"), agents={"g": {"staff": 1, "skills": ["a", "b"]}}
    )
    day = play(clock, model, ("a", 595), ("b", 596), ("a", 597), ("b", 598))
    assert day.ends[1:] == [("sent_away", 600)] * 3


@pytest.mark.parametrize("how", ["serve", "send_away"])
def test_who_comes_after_closing_and_finds_nobody_is_sent_away(clock, how):
    assert play(clock, closing(how), ("a", 600), ("a", 605)).ends == [
        ("sent_away", 600), ("sent_away", 605),
    ]  # fmt: skip


@pytest.mark.parametrize("how", ["serve", "send_away"])
def test_who_comes_after_closing_and_finds_an_idle_agent_is_answered(clock, how):
    assert play(clock, closing(how, agents=LATE), ("a", 620)).ends == [(620, 0)]


def test_serving_who_comes_after_closing_waits_for_an_agent_who_is_still_there(clock):
    day = play(clock, closing("serve"), ("a", 595), ("a", 601), ("a", 620))
    assert day.ends == [(595, 0), (605, 0), ("sent_away", 620)]


def test_sending_away_who_comes_after_closing_waits_for_nobody(clock):
    day = play(clock, closing("send_away", agents=LATE), ("a", 595), ("a", 601))
    assert day.ends == [(595, 0), ("sent_away", 601)]


def test_who_is_on_a_break_does_not_count_as_still_there(clock):
    agents = {"g": {"shifts": [shift(0, 700, (590, 60))], "skills": ["a"]}}
    day = play(clock, closing("serve", agents=agents), ("a", 610))
    assert day.ends == [("sent_away", 610)]


def test_a_full_queue_blocks_after_closing_too(clock):
    model = closing("serve", queues=queues(a={"capacity": 1}))
    day = play(clock, model, ("a", 595), ("a", 596), ("a", 601))
    assert day.ends == [(595, 0), (605, 0), ("queue_full", 601)]


def test_serving_an_agent_whose_shift_ends_before_closing_goes_at_its_end(clock):
    agents = {"g": {"shifts": [shift(0, 590), shift(0, 600)], "skills": ["a"]}}
    day = play(clock, closing("serve", agents=agents), ("a", 585), ("a", 586), ("a", 597))
    assert day.ends == [(585, 0), (586, 1), (597, 1)]
    assert day.presence[2:] == [(595, 0, False), (607, 1, False)]


def test_serving_only_contacts_that_the_agent_can_answer_keep_it(clock):
    model = closing(
        "serve",
        queues=queues("a", "b"),
        agents={"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}},
    )
    day = play(clock, model, ("a", 598), ("b", 599), ("b", 599))
    assert day.ends == [(598, 0), (599, 1), (609, 1)]
    assert day.presence[2:] == [(608, 0, False), (619, 1, False)]


@pytest.mark.parametrize(("how", "end"), [("serve", (606, 0)), ("send_away", ("sent_away", 603))])
def test_who_comes_out_of_the_ivr_after_closing(clock, how, end):
    menu = {"prompt": "5 s", "choices": {"1": {"go": "own queue", "share": "100%"}}}
    model = closing(
        how,
        queues=queues(a={"arrivals": times(596)}, b={"arrivals": times(598), "through": "m"}),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
        ivr={"start": "m", "menus": {"m": menu}},
    )
    assert live(clock, model).ends == [(596, 0), end]


def test_a_weekday_that_closes_earlier_closes_then(clock):
    model = closing("send_away", opening_hours={"monday": {"opens": "08:00", "closes": "08:05"}})
    day = play(clock, model, ("a", 295), ("a", 296))
    assert day.ends == [(295, 0), ("sent_away", 300)]
    assert day.presence == [(0, 0, True), (305, 0, False)]
