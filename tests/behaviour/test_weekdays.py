"""Several days, with opening hours by weekday."""

from tests.days import OPENS, a_model, live, play, queues, times

DAY = 86400


def test_staff_is_by_weekday(clock):
    staff = {"monday": [1], "tuesday": [2]}
    model = a_model(days=2, agents={"g": {"staff": staff, "skills": ["a"]}})
    assert play(clock, model).presence == [
        (0, 0, True), (600, 0, False),
        (DAY, 0, True), (DAY, 1, True), (DAY + 600, 0, False), (DAY + 600, 1, False),
    ]  # fmt: skip


def test_the_first_day_has_the_weekday_the_scenario_says(clock):
    staff = {"saturday": [1], "sunday": [2]}
    model = a_model(days=2, starts_on="saturday", agents={"g": {"staff": staff, "skills": ["a"]}})
    assert len(play(clock, model).presence) == 6


def test_counts_are_by_weekday(clock):
    counts = {"monday": [2], "tuesday": [0], "wednesday": [3]}
    model = a_model(days=3, queues=queues(a={"arrivals": {"counts": counts}}))
    days = [int(at // DAY) for at in live(clock, model).column("arrived_at")]
    assert days == [0, 0, 2, 2, 2]


def test_nobody_comes_and_nobody_works_on_a_closed_day(clock):
    model = a_model(
        days=3,
        opening_hours={"tuesday": "closed"},
        queues=queues(a={"arrivals": {"counts": [2]}}),
    )
    day = live(clock, model)
    assert [int(at // DAY) for at in day.column("arrived_at")] == [0, 0, 2, 2]
    assert [int(at // DAY) for at, *_ in day.presence] == [0, 0, 2, 2]


def test_a_weekday_may_open_later_and_close_earlier(clock):
    hours = {"tuesday": {"opens": "08:04", "closes": "08:06"}}
    model = a_model(days=2, opening_hours=hours, queues=queues(a={"arrivals": {"counts": [9]}}))
    day = live(clock, model)
    on_tuesday = [at - DAY for at in day.column("arrived_at") if at >= DAY]
    assert len(on_tuesday) == 9
    assert all(240 <= at <= 360 for at in on_tuesday)
    assert day.presence[2] == (DAY + 240, 0, True)


def test_the_centre_opens_again_the_next_morning(clock):
    model = a_model(days=2, at_closing="send_away", queues=queues(a={"arrivals": times(
        595, 596, DAY + 1, DAY + 2)}))  # fmt: skip
    assert live(clock, model).ends == [
        (595, 0), ("sent_away", 600), (DAY + 1, 0), (DAY + 11, 0),
    ]  # fmt: skip


def test_who_waits_through_the_night_is_answered_in_the_morning(clock):
    agents = {"g": {"shifts": [{"from": "08:00", "until": "08:09"}], "skills": ["a"]}}
    day = play(clock, a_model(days=2, agents=agents), ("a", 550))
    assert day.ends == [(DAY, 0)]


def test_days_of_24_hours_are_one_day_to_the_centre(clock):
    model = a_model(
        opens="00:00", closes="24:00", interval="24 h", days=2, at_closing="send_away"
    )  # fmt: skip
    day = play(clock, model, ("a", DAY - 5, {"talk": 20}), ("a", DAY - 4), ("a", DAY))
    assert day.ends == [(DAY - 5, 0), (DAY + 15, 0), (DAY + 25, 0)]
    assert day.presence == [(0, 0, True), (2 * DAY, 0, False)]


def test_a_shift_past_midnight_is_worked_past_midnight(clock):
    agents = {"g": {"shifts": [{"from": "20:00", "until": "26:00"}], "skills": ["a"]}}
    model = a_model(opens="08:00", closes="26:00", interval="18 h", days=2, agents=agents)
    midnight = DAY - OPENS
    day = play(clock, model, ("a", midnight + 5), ("a", midnight + 7200))
    assert day.ends == [(midnight + 5, 0), ("sent_away", midnight + 7200)]
