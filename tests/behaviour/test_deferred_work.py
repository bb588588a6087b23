"""Work that can wait: it stays over closing and over nights until somebody on duty takes it."""

import math

import numpy as np
import pytest

from cic.luck.contacts import LuckOf
from cic.program.layout import lay_out
from cic.scenario.channels import PRESETS
from tests.days import a_model, play, queues, shift

TOMORROW = 86400
BOTH = ["v", "e"]
LATE = {"g": {"shifts": [shift(0, 700)], "skills": BOTH}}
HOW = pytest.mark.parametrize("how", ["serve", "send_away"])


def centre(**parts):
    """Calls in queue `v`, e-mails in queue `e`; two days."""
    plain = {
        "days": 2,
        "queues": queues(v={}, e={"channel": "email"}),
        "agents": {"g": {"staff": 1, "skills": BOTH}},
    }
    return a_model(**plain | parts)


def is_inside(day, n):
    return day.ends[n][0] == "inside" and math.isnan(day.column("ended_at")[n])


@HOW
def test_emails_that_wait_at_closing_are_there_the_next_morning(clock, how):
    day = play(clock, centre(at_closing=how), ("e", 595), ("e", 596))
    assert day.ends == [(595, 0), (TOMORROW, 0)]
    assert day.states(0) == [
        (0, "available"), (605, "off"), (TOMORROW, "available"), (TOMORROW + 600, "off"),
    ]  # fmt: skip


@HOW
def test_emails_that_come_at_night_are_there_the_next_morning(clock, how):
    day = play(clock, centre(at_closing=how), ("e", 600), ("e", 40000))
    assert day.ends == [(TOMORROW, 0), (TOMORROW + 10, 0)]


@pytest.mark.parametrize("name", list(PRESETS))
def test_each_preset_is_sent_away_at_night_or_waits_for_the_morning(clock, name):
    model = a_model(days=2, queues=queues(q={"channel": name}),
                    agents={"g": {"staff": 1, "skills": ["q"]}})  # fmt: skip
    day = play(clock, model, ("q", 700))
    assert day.ends == [(TOMORROW, 0) if PRESETS[name].deferred else ("sent_away", 700)]


def test_a_channel_of_ones_own_may_be_deferred(clock):
    model = centre(
        channels={"parcels": {"deferred": True}}, queues=queues(v={}, e={"channel": "parcels"})
    )
    assert play(clock, model, ("e", 700)).ends == [(TOMORROW, 0)]


def test_serving_at_closing_is_for_those_who_are_there_not_for_emails(clock):
    day = play(clock, centre(at_closing="serve"), ("v", 595), ("e", 596), ("v", 597))
    assert day.ends == [(595, 0), (TOMORROW, 0), (605, 0)]
    assert day.states(0)[1] == (615, "off")


@HOW
def test_who_is_on_duty_after_closing_goes_on_with_emails(clock, how):
    day = play(clock, centre(agents=LATE, at_closing=how, days=1),
               ("e", 595), ("e", 596), ("e", 620), ("e", 625))  # fmt: skip
    assert day.ends == [(595, 0), (605, 0), (620, 0), (630, 0)]


@HOW
def test_who_must_go_after_closing_takes_no_more_emails(clock, how):
    day = play(clock, centre(agents=LATE, at_closing=how, days=1), ("e", 695), ("e", 696))
    assert day.ends[0] == (695, 0)
    assert is_inside(day, 1)
    assert day.states(0)[-1] == (705, "off")


def test_what_nobody_takes_before_the_end_is_inside(clock):
    day = play(clock, centre(), ("e", TOMORROW + 595), ("e", TOMORROW + 596), ("e", TOMORROW + 700))
    assert is_inside(day, 1)
    assert is_inside(day, 2)


def test_a_queue_that_is_full_blocks_emails_too(clock):
    model = centre(queues=queues(v={}, e={"channel": "email", "capacity": 1}))
    day = play(clock, model, ("e", 0), ("e", 1), ("e", 2), ("e", 700), ("e", 701))
    assert day.ends == [
        (0, 0), (10, 0), ("queue_full", 2), (TOMORROW, 0), ("queue_full", 701),
    ]  # fmt: skip


def test_emails_and_calls_wait_alike_while_the_centre_is_open(clock):
    day = play(clock, centre(), ("v", 0), ("e", 1), ("v", 2), ("e", 3))
    assert day.ends == [(0, 0), (10, 0), (20, 0), (30, 0)]


def test_a_day_that_is_closed_is_passed_over(clock):
    model = centre(days=3, starts_on="friday", opening_hours={"saturday": "closed"})
    day = play(clock, model, ("e", 700), ("e", TOMORROW + 100))
    assert day.ends == [(2 * TOMORROW, 0), (2 * TOMORROW + 10, 0)]


def test_round_the_clock_nothing_waits_for_the_morning(clock):
    model = centre(opens="00:00", closes="24:00", interval="24 h", at_closing="send_away")
    day = play(clock, model, ("e", 86395), ("e", 86396), ("v", 86397))
    assert day.ends == [(86395, 0), (86405, 0), (86415, 0)]


def test_emails_of_the_night_come_before_calls_of_the_morning(clock):
    day = play(clock, centre(), ("e", 700), ("e", 701), ("v", TOMORROW))
    assert day.ends == [(TOMORROW, 0), (TOMORROW + 10, 0), (TOMORROW + 20, 0)]


# --- before the first opening ---------------------------------------------------------------------


@HOW
def test_before_a_first_day_that_is_closed_calls_are_sent_away_and_emails_wait(clock, how):
    model = centre(opening_hours={"monday": "closed"}, at_closing=how)
    day = play(clock, model, ("e", 100), ("v", 100))
    assert day.ends == [(TOMORROW, 0), ("sent_away", 100)]


@HOW
def test_before_a_first_opening_that_is_later_calls_are_sent_away_and_emails_wait(clock, how):
    hours = {"monday": {"opens": "08:05", "closes": "08:10"}}
    day = play(clock, centre(opening_hours=hours, at_closing=how),
               ("e", 10), ("v", 10), ("v", 299), ("v", 300))  # fmt: skip
    assert day.ends == [(300, 0), ("sent_away", 10), ("sent_away", 299), (310, 0)]


@pytest.mark.parametrize(("how", "second"), [("serve", (20, 0)), ("send_away", ("sent_away", 11))])
def test_before_the_first_opening_who_is_on_duty_answers(clock, how, second):
    hours = {"monday": {"opens": "08:05", "closes": "08:10"}}
    model = centre(opening_hours=hours, agents=LATE, at_closing=how)
    day = play(clock, model, ("v", 10), ("v", 11), ("e", 12))
    assert day.ends[:2] == [(10, 0), second]
    assert day.ends[2][0] == (30 if how == "serve" else 20)


# --- beside other work ----------------------------------------------------------------------------


def beside(**parts):
    """Texts, two at once, and beside them one e-mail."""
    plain = {
        "days": 1,
        "channels": {"text": {}},
        "queues": queues(t={"channel": "text"}, e={"channel": "email"}),
        "agents": {
            "g": {"staff": 1, "skills": ["t", "e"], "capacity": [{"text": 2}, {"email": 1}]}
        },
    }
    return a_model(**plain | parts)


def test_an_agent_who_stays_for_those_who_wait_takes_no_more_emails(clock):
    day = play(clock, beside(), ("t", 595, {"talk": 30}), ("e", 596), ("e", 597), ("t", 601),
               ("t", 602))  # fmt: skip
    # The text of 601 does not find the agent, who must go; it is taken when the e-mail is done.
    assert day.ends[:2] == [(595, 0), (596, 0)]
    assert is_inside(day, 2)
    assert day.ends[3:] == [(606, 0), (616, 0)]
    assert day.states(0)[-1] == (626, "off")


def test_an_email_in_hand_is_finished_after_closing(clock):
    day = play(clock, beside(at_closing="send_away"), ("e", 595, {"talk": 100, "wrap_up": 5}))
    assert day.column("ended_at") == [695]
    assert day.states(0)[-1] == (700, "off")


# --- arrivals overnight ---------------------------------------------------------------------------


def overnight(**parts):
    mails = {"channel": "email", "arrivals": {"rate": "60/hour", "overnight": "30/hour"}}
    return centre(queues=queues(v={}, e=mails), **parts)


def arrivals(model):
    luck = LuckOf(model, lay_out(model), seed=1).draw(0)
    return np.concatenate([block.arrived_at for block in luck.blocks])


def test_arrivals_overnight_come_from_the_first_instant_to_the_last_closing():
    hours = {"monday": {"opens": "10:00", "closes": "12:00"}, "tuesday": "closed"}
    model = overnight(days=4, closes="20:00", interval="1 h", opening_hours=hours)
    at = arrivals(model)
    last = 3 * TOMORROW + 12 * 3600
    assert at.min() >= 0
    assert at.max() < last
    is_open = [(7200, 14400), (2 * TOMORROW, 2 * TOMORROW + 43200), (3 * TOMORROW, last)]
    inside = sum(((at >= begin) & (at < end)).sum() for begin, end in is_open)
    hours_open = sum(end - begin for begin, end in is_open) / 3600
    hours_closed = last / 3600 - hours_open
    assert abs(inside - 60 * hours_open) < 5 * math.sqrt(60 * hours_open)
    assert abs(len(at) - inside - 30 * hours_closed) < 5 * math.sqrt(30 * hours_closed)
    assert ((at >= TOMORROW) & (at < 2 * TOMORROW)).sum() > 500, "on the closed day too"
