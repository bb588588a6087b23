"""Contacts are taken by when their promise falls due."""

import pytest

from tests.days import a_model, play, queues, shift

TOMORROW = 86400


def promised(within, **fields):
    """A queue whose promise falls due after so many seconds."""
    return fields | {"service_level": {"within": f"{within} s"}}


def by_due(**fields):
    """Queues `x` and `y`, in this order of the group's, and one agent."""
    return a_model(
        queues=queues(**fields),
        agents={"g": {"staff": 1, "skills": ["x", "y"]}},
        routing={"contact": "earliest_due"},
    )


def test_the_promise_that_falls_due_first_goes_first(clock):
    model = by_due(x=promised(60), y=promised(20))
    day = play(clock, model, ("x", 0), ("x", 1), ("y", 5), ("y", 6))
    assert day.column("answered_at") == [0, 30, 10, 20]


def test_who_waits_longer_goes_first_where_that_falls_due_first(clock):
    model = by_due(x=promised(60), y=promised(20))
    day = play(clock, model, ("x", 0, {"talk": 50}), ("x", 1), ("y", 45))
    assert day.column("answered_at") == [0, 50, 60]


def test_of_promises_due_at_the_same_second_the_first_of_the_group_goes_first(clock):
    model = by_due(y=promised(20), x=promised(60))
    day = play(clock, model, ("x", 0, {"talk": 50}), ("x", 1), ("y", 41))
    assert day.column("answered_at") == [0, 50, 60]


def test_promises_that_are_broken_already_stay_in_order(clock):
    model = by_due(x=promised(3), y=promised(1))
    day = play(clock, model, ("x", 0, {"talk": 50}), ("x", 1), ("y", 2), ("y", 4))
    assert day.column("answered_at") == [0, 60, 50, 70]


def test_a_head_start_makes_it_due_earlier(clock):
    model = by_due(x=promised(60), y=promised(60, head_start="30 s"))
    day = play(clock, model, ("x", 0, {"talk": 50}), ("x", 1), ("y", 30), ("y", 32))
    assert day.column("answered_at") == [0, 60, 50, 70]


def test_a_head_start_credits_no_open_time_before_the_first_opening(clock):
    open_hours = {"service_level": {"within": "0 s", "runs": "open_hours"}, "head_start": "4 s"}
    model = by_due(x=promised(0, head_start="4 s"), y=open_hours)
    day = play(clock, model, ("x", 0), ("y", 1), ("x", 2))
    assert day.column("answered_at") == [0, 20, 10]


def test_an_agent_with_room_takes_the_earliest_due_of_those_that_fit(clock):
    model = a_model(
        channels={"text": {}},
        queues=queues(
            v=promised(5), t=promised(60, channel="text"), u=promised(20, channel="text")
        ),
        agents={"g": {"staff": 1, "skills": ["v", "t", "u"], "capacity": {"voice": 1, "text": 2}}},
        routing={"contact": "earliest_due"},
    )  # fmt: skip
    day = play(clock, model, ("t", 0), ("t", 0, {"talk": 30}), ("v", 1), ("t", 2), ("u", 3))
    assert day.column("answered_at") == [0, 0, 30, 20, 10]


# --- promises that run in open hours only ---------------------------------------------------------

CASES = {
    # came, within, monday's hours, tuesday's, due: monday opens at 0 and closes at 600 otherwise
    "on the same day": (100, 200, None, None, 300),
    "at closing": (590, 10, None, None, 600),
    "over a night": (300, 600, None, None, TOMORROW + 300),
    "over a closed day": (300, 600, None, "closed", 2 * TOMORROW + 300),
    "over a day that closes early": (
        200, 600, {"opens": "08:00", "closes": "08:05"}, None, TOMORROW + 500,
    ),
    "over a day that opens late": (
        500, 600, None, {"opens": "08:05", "closes": "08:10"}, 2 * TOMORROW + 200,
    ),
    "over two nights": (500, 900, None, None, 2 * TOMORROW + 200),
    "made at night": (700, 60, None, None, TOMORROW + 60),
    "made before the first opening": (
        10, 60, {"opens": "08:05", "closes": "08:10"}, None, 360,
    ),
    "made on a first day that is closed": (100, 60, "closed", None, TOMORROW + 60),
}  # fmt: skip


@pytest.mark.parametrize("head_start", [0, 40])
@pytest.mark.parametrize(("later", "first"), [(-1, "y"), (0, "x"), (1, "x")])
@pytest.mark.parametrize("case", list(CASES))
def test_a_promise_in_open_hours_falls_due(clock, case, later, first, head_start):
    # A promise by the calendar falls due a second earlier, at the same second, a second later.
    came, within, monday, tuesday, due = CASES[case]
    on_duty = shift(0, 600, days=["wednesday"])
    model = a_model(
        days=3,
        closes="08:10",
        opening_hours={
            day: hours
            for day, hours in (("monday", monday), ("tuesday", tuesday))
            if hours is not None
        },
        queues=queues(
            x={
                "channel": "email",
                "head_start": f"{head_start} s",
                "service_level": {"within": f"{within} s", "runs": "open_hours"},
            },
            y={"channel": "email", "service_level": {"within": f"{due + later} s"}},
        ),
        agents={"g": {"shifts": [on_duty], "skills": ["x", "y"]}},
        routing={"contact": "earliest_due"},
    )
    day = play(clock, model, *sorted([("y", 0), ("x", came + head_start)], key=lambda c: c[1]))
    queue = dict(enumerate(["x", "y"]))[day.column("queue")[day.ends.index((2 * TOMORROW, 0))]]
    assert queue == first


def test_a_channel_may_say_that_its_promises_run_in_open_hours(clock):
    model = a_model(
        days=2,
        channels={"email": {"target_runs": "open_hours"}},
        queues=queues(
            x={"channel": "email", "service_level": {"within": "600 s"}},
            y={"channel": "fax", "service_level": {"within": "86500 s"}},
        ),
        agents={"g": {"shifts": [shift(0, 600, days=["tuesday"])], "skills": ["x", "y"]}},
        routing={"contact": "earliest_due"},
    )
    day = play(clock, model, ("y", 0), ("x", 300))
    assert day.column("answered_at") == [TOMORROW, TOMORROW + 10]
