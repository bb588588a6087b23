"""Holidays: days on which the centre is closed whatever the weekday."""

import math

import numpy as np
import pytest

from cic.errors import ScenarioError
from cic.luck.contacts import LuckOf
from cic.program.layout import lay_out
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, live, play, queues, shift, times

DAY = 86400
COUNTS = queues(a={"arrivals": {"counts": [2]}})


def days_of(moments):
    return [int(moment // DAY) for moment in moments]


def test_nobody_comes_and_nobody_works_on_a_holiday(clock):
    day = live(clock, a_model(days=4, holidays=[1, 2], queues=COUNTS))
    assert days_of(day.column("arrived_at")) == [0, 0, 3, 3]
    assert [(int(at // DAY), comes) for at, _, comes in day.presence] == [
        (0, True), (0, False), (3, True), (3, False),
    ]  # fmt: skip


def test_the_first_day_may_be_a_holiday(clock):
    day = live(clock, a_model(days=2, holidays=[0], queues=COUNTS))
    assert days_of(day.column("arrived_at")) == [1, 1]
    assert days_of(at for at, *_ in day.presence) == [1, 1]


def test_the_last_day_may_be_a_holiday(clock):
    day = live(clock, a_model(days=2, holidays=[1], queues=COUNTS))
    assert days_of(day.column("arrived_at")) == [0, 0]
    assert days_of(at for at, *_ in day.presence) == [0, 0]


def test_a_holiday_changes_no_weekday(clock):
    counts = {"monday": [1], "tuesday": [2], "wednesday": [3]}
    model = a_model(days=3, holidays=[1], queues=queues(a={"arrivals": {"counts": counts}}))
    assert days_of(live(clock, model).column("arrived_at")) == [0, 2, 2, 2]


def test_a_holiday_is_closed_whatever_the_hours_of_its_weekday(clock):
    hours = {"tuesday": {"opens": "08:04", "closes": "08:06"}, "wednesday": "closed"}
    model = a_model(days=9, holidays=[1, 2, 3], opening_hours=hours, queues=COUNTS)
    open_days = sorted(set(days_of(live(clock, model).column("arrived_at"))))
    assert open_days == [0, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("days", [None, ["monday", "tuesday", "wednesday"]])
def test_no_shift_is_worked_on_a_holiday(clock, days):
    given = {} if days is None else {"days": days}
    agents = {"g": {"shifts": [shift(0, 500, (100, 50), **given)], "skills": ["a"]}}
    day = play(clock, a_model(days=3, holidays=[1], agents=agents))
    assert sorted({int(at // DAY) for at, *_ in day.presence}) == [0, 2]


def test_a_shift_past_midnight_goes_on_into_a_holiday(clock):
    agents = {"g": {"shifts": [{"from": "20:00", "until": "26:00"}], "skills": ["a"]}}
    model = a_model(closes="26:00", interval="18 h", days=3, holidays=[1], agents=agents)
    midnight = DAY - 8 * 3600
    day = play(clock, model, ("a", midnight + 5), ("a", DAY + midnight - 5))
    assert day.ends == [(midnight + 5, 0), ("sent_away", DAY + midnight - 5)]
    assert [int(at) for at, _, comes in day.presence if comes] == [43200, 2 * DAY + 43200]


@pytest.mark.parametrize("how", ["serve", "send_away"])
def test_who_calls_on_a_holiday_is_sent_away(clock, how):
    model = a_model(days=3, holidays=[0, 1], at_closing=how)
    day = play(clock, model, ("a", 5), ("a", DAY + 5), ("a", 2 * DAY + 5))
    assert day.ends == [("sent_away", 5), ("sent_away", DAY + 5), (2 * DAY + 5, 0)]


def test_replayed_calls_of_a_holiday_are_sent_away(clock):
    model = a_model(days=2, holidays=[1], queues=queues(a={"arrivals": times(5, DAY + 5)}))
    assert live(clock, model).ends == [(5, 0), ("sent_away", DAY + 5)]


def test_emails_wait_over_a_holiday(clock):
    model = a_model(days=3, holidays=[1], queues=queues(a={"channel": "email"}))
    day = play(clock, model, ("a", 595), ("a", 596), ("a", 700), ("a", DAY + 100))
    assert day.ends == [(595, 0), (2 * DAY, 0), (2 * DAY + 10, 0), (2 * DAY + 20, 0)]


def test_before_a_first_day_that_is_a_holiday_emails_wait(clock):
    model = a_model(days=2, holidays=[0], queues=queues(a={"channel": "email"}))
    assert play(clock, model, ("a", 5), ("a", 6)).ends == [(DAY, 0), (DAY + 10, 0)]


def test_who_waits_over_a_night_waits_over_a_holiday_too(clock):
    agents = {"g": {"shifts": [shift(0, 540)], "skills": ["a"]}}
    day = play(clock, a_model(days=3, holidays=[1], agents=agents), ("a", 550))
    assert day.ends == [(2 * DAY, 0)]


def test_round_the_clock_a_holiday_closes_at_midnight(clock):
    model = a_model(opens="00:00", closes="24:00", interval="24 h", days=3, holidays=[1],
                    at_closing="send_away")  # fmt: skip
    day = play(clock, model, ("a", DAY - 5, {"talk": 20}), ("a", DAY - 4), ("a", DAY),
               ("a", 2 * DAY - 1), ("a", 2 * DAY))  # fmt: skip
    assert day.ends == [
        (DAY - 5, 0), ("sent_away", DAY), ("sent_away", DAY), ("sent_away", 2 * DAY - 1),
        (2 * DAY, 0),
    ]  # fmt: skip
    assert day.presence == [
        (0, 0, True), (DAY + 15, 0, False), (2 * DAY, 0, True), (3 * DAY, 0, False),
    ]  # fmt: skip


def test_arrivals_overnight_come_on_holidays_too():
    mails = {"channel": "email", "arrivals": {"rate": "0/hour", "overnight": "60/hour"}}
    model = a_model(days=3, holidays=[1], closes="20:00", interval="12 h", queues=queues(a=mails))
    luck = LuckOf(model, lay_out(model), seed=1).draw(0)
    moments = np.concatenate([block.arrived_at for block in luck.blocks])
    # From closing on the first day to opening on the third, and no further: it is the last.
    assert moments.min() >= 12 * 3600
    assert moments.max() < 2 * DAY
    assert abs(len(moments) - 60 * 36) < 3.5 * math.sqrt(60 * 36)


def test_a_rate_comes_on_open_days_only():
    model = a_model(days=5, holidays=[1, 3], queues=queues(a={"arrivals": "3600/hour"}))
    luck = LuckOf(model, lay_out(model), seed=1).draw(0)
    moments = np.concatenate([block.arrived_at for block in luck.blocks])
    found = np.bincount((moments // DAY).astype(int), minlength=5)
    assert found[[1, 3]].tolist() == [0, 0]
    assert all(abs(found[day] - 600) < 3.5 * math.sqrt(600) for day in (0, 2, 4))


def test_a_promise_by_open_hours_does_not_run_on_a_holiday(clock):
    level = {"within": "100 s", "runs": "open_hours"}
    model = a_model(
        days=3,
        holidays=[1],
        queues=queues(
            a={"channel": "email", "service_level": level},
            b={"channel": "email", "service_level": {"within": "60 s", "runs": "open_hours"}},
        ),
        agents={"g": {"shifts": [shift(45, 600, days=["wednesday"])], "skills": ["b", "a"]}},
        routing={"contact": "earliest_due"},
    )
    day = play(clock, model, ("a", 550), ("b", 2 * DAY + 5))
    # Of the third day, `a` is due at 50 (50 s of the first are left) and `b` at 65.
    assert day.ends == [(2 * DAY + 45, 0), (2 * DAY + 55, 0)]
    day = play(clock, model, ("a", 580), ("b", 2 * DAY + 5))
    # Now `a` is due at 80.
    assert day.ends == [(2 * DAY + 55, 0), (2 * DAY + 45, 0)]


def test_an_incident_on_a_holiday_finds_nobody(clock):
    incident = {"at": "08:01", "day": 1, "send_home": 5, "from": "g"}
    day = play(clock, a_model(days=3, holidays=[1], incidents=[incident]), ("a", 2 * DAY))
    assert day.ends == [(2 * DAY, 0)]
    assert days_of(at for at, *_ in day.presence) == [0, 0, 2, 2]


def test_holidays_in_any_order_are_the_same_days(clock):
    one, other = ([2, 0, 3], [0, 2, 3])
    found = [live(clock, a_model(days=5, holidays=h, queues=COUNTS)) for h in (one, other)]
    assert found[0].ends == found[1].ends
    assert set(days_of(found[0].column("arrived_at"))) == {1, 4}


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"days": 2, "holidays": [2]}, "CIC304"),
        ({"holidays": [1]}, "CIC304"),
        ({"days": 3, "holidays": [1, 1]}, "CIC317"),
        ({"days": 2, "holidays": [1, 0]}, "CIC312"),
        ({"days": 2, "holidays": [0], "opening_hours": {"tuesday": "closed"}}, "CIC312"),
    ],
)
def test_holidays_that_cannot_be_are_refused(parts, code):
    with pytest.raises(ScenarioError, match=code):
        from_dict(PLAIN | {"queues": queues(a={"arrivals": "60/hour"})} | parts)


@pytest.mark.parametrize("holiday", [-1, 1.5, "monday"])
def test_a_holiday_is_a_whole_number_of_days(holiday):
    with pytest.raises(ScenarioError, match="holidays"):
        from_dict(PLAIN | {"days": 3, "holidays": [holiday]})
