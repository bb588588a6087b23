"""Campaigns by hand: customers in time zones, limits, calls that are cancelled while they ring.

All times are whole seconds. Unless a test says otherwise calls take 30 s and come to nothing.
"""

import pytest

from tests.behaviour.test_campaigns import NOBODY, ONE, RATIO, TWO, day_of
from tests.days import a_model, live, queues, shift, times

LONG = {"closes": "08:40", "interval": "10 min"}
BUSY = NOBODY | {"busy": "100%", "fails_after": "30 s"}
LATER = {"from": "08:20", "until": "08:40"}
EAST = {"east": {"time_zone": "+00:15"}}


def made(day):
    return [at for at, *_ in day.dials]


# ---------------------------------------------------------------------------------- time zones


def test_hours_are_by_the_clocks_of_the_customers(clock):
    hours = {"from": "08:20", "until": "08:30"}
    day = day_of(clock, model=LONG, hours=hours, zones=EAST, customers=99, **BUSY)
    assert (made(day)[0], made(day)[-1]) == (300, 870)


def test_days_are_those_of_the_customers_too(clock):
    hours = {"from": "23:02", "until": "23:04", "days": ["sunday"]}
    west = {"west": {"time_zone": "-09:00"}}
    more = {"hours": hours, "zones": west, "customers": 99}
    day = day_of(clock, model={"starts_on": "monday"}, **more, **BUSY)
    assert made(day) == [120, 150, 180, 210]
    assert day_of(clock, model={"starts_on": "tuesday"}, **more, **BUSY).dials == []


def test_customers_are_passed_over_until_the_hours_of_their_zone(clock):
    zones = EAST | {"here": {}}
    day = day_of(clock, model=LONG, hours=LATER, zones=zones, customers=70, **BUSY)
    dials, names = day.log.dials, day.program.legs.campaigns.zone_names
    here = dials["zone"] == names.index("here")
    early, both = dials["at"] < 1200, (dials["at"] >= 1200) & (dials["at"] < 1500)
    assert dials["at"][0] == 300
    assert not here[early].any()
    assert dials["at"][here].min() == 1200
    assert dials["at"][~here].max() < 1500, "in the east it is 08:40 then"
    passed_over = dials["customer"][both & here]
    assert passed_over[0] < dials["customer"][early].max(), "who was passed over goes first"
    for zone in (here, ~here):
        assert (dials["customer"][zone][1:] > dials["customer"][zone][:-1]).all()
    assert len(set(dials["customer"].tolist())) == len(dials)


def test_where_all_may_be_called_zones_change_nothing(clock):
    again = {"attempts": 3, "retries": {"busy": "45 s"}, "customers": 9}
    zones = EAST | {"here": {"share": "40%"}, "west": {"time_zone": "-00:15"}}
    without = day_of(clock, **again, **BUSY)
    within = day_of(clock, zones=zones, **again, **BUSY)
    assert within.dials == without.dials
    assert within.log.dials["attempt"].tolist() == without.log.dials["attempt"].tolist()


def test_who_is_to_be_called_again_waits_for_the_hours_of_its_zone(clock):
    hours = [{"from": "08:15", "until": "08:16"}, {"from": "08:25", "until": "08:26"}]
    again = {"attempts": 2, "retries": {"busy": "60 s"}, "customers": 2}
    day = day_of(clock, model=LONG, hours=hours, zones=EAST, **again, **BUSY)
    assert day.dials == [(0, 0, "busy_tone", 30), (30, 1, "busy_tone", 60),
                         (600, 0, "busy_tone", 630), (630, 1, "busy_tone", 660)]  # fmt: skip


@pytest.mark.parametrize(("zone", "result"), [("+00:15", "connected"), ("-00:15", "no_reply")])
def test_answers_by_interval_are_by_the_clocks_of_the_customers(clock, zone, result):
    """At 08:15 the last of the intervals until 08:10 is the nearest, at 07:45 the first."""
    zones = {"there": {"time_zone": zone}}
    day = day_of(clock, answers=["0%", "100%"], zones=zones, customers=1)
    assert [what for _, _, what, _ in day.dials] == [result]


def test_follow_up_calls_are_made_in_the_hours_of_the_zone(clock):
    parts = {"queues": queues(a={"talk": "20 s"}, b={"arrivals": times(0), "talk": "10 s"}), **LONG}
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}}
    hours = {"from": "08:20", "until": "08:30"}
    more = {"follows": {"queues": {"b": "100%"}}, "hours": hours, "zones": EAST}
    day = day_of(clock, agents=agents, model=parts, **more, customers=1)
    # first who came on the list at 10 s, then the one who was on it
    assert [(at, result) for at, _, result, _ in day.dials] == [
        (10, "listed"), (300, "connected"), (325, "connected"),
    ]  # fmt: skip


# ------------------------------------------------------------------------- limits on calls made


def test_no_more_calls_are_made_in_a_window_than_its_limit(clock):
    """Calls of 30 s, one after the other: at 60 s two were made, at 180 s the window is over."""
    limits = [{"from": "08:01", "until": "08:03", "calls": 2}]
    day = day_of(clock, limits=limits, customers=99, **BUSY)
    assert made(day)[:7] == [0, 30, 60, 90, 180, 210, 240]


def test_calls_are_counted_anew_in_each_part_of_a_window(clock):
    limits = [{"from": "08:01", "until": "08:03:30", "per": "1 min", "calls": 1}]
    day = day_of(clock, limits=limits, customers=99, **BUSY)
    assert made(day)[:8] == [0, 30, 60, 120, 180, 210, 240, 270]


def test_of_limits_that_overlap_each_holds_and_none_is_a_pause(clock):
    limits = [{"calls": 5}, {"from": "08:00:30", "until": "08:02", "calls": 0}]
    day = day_of(clock, limits=limits, customers=99, **BUSY)
    assert made(day) == [0, 120, 150, 180, 210]


def test_a_limit_of_a_day_counts_anew_the_next(clock):
    model = {"days": 2, "starts_on": "monday"}
    day = day_of(clock, model=model, limits=[{"calls": 2}], customers=99, **BUSY)
    assert made(day) == [0, 30, 86400, 86430]


def test_a_limit_holds_from_before_the_opening_on(clock):
    limits = [{"from": "07:00", "until": "08:01", "per": "10 min", "calls": 1}]
    assert made(day_of(clock, limits=limits, customers=3, **BUSY)) == [0, 60, 90]


def test_a_limit_may_be_shared_by_campaigns(clock):
    """The first on the list of the two has the agent; the limit is written at the second."""
    calls = {"queue": "a", "rings": "5 s", "dialler": {"mode": "power", "lines_per_agent": 3}}
    one = calls | BUSY | {"customers": 2}
    two = calls | BUSY | {"customers": 9, "priority": 2}
    two |= {"limits": [{"until": "08:01", "calls": 3, "shared_with": ["x"]}]}
    parts = {"queues": queues(a={"talk": "20 s"}), "agents": ONE}
    day = live(clock, a_model(campaigns={"x": one, "y": two}, **parts))
    dials = day.log.dials
    assert list(zip(dials["at"], dials["campaign"], strict=True))[:6] == [
        (0, 0), (0, 0), (0, 1), (60, 1), (60, 1), (60, 1),
    ]  # fmt: skip


def test_a_dialler_that_calls_when_an_agent_is_free_goes_on_after_the_window(clock):
    """What it could not call in the window it does not make up for: two for the free agent."""
    limits = [{"until": "08:01", "calls": 1}]
    day = day_of(clock, dialler="dial2xfree", limits=limits, customers=9, **BUSY)
    assert made(day) == [0, 60, 60]


def test_a_customer_whom_the_agent_leaves_out_does_not_count(clock):
    limits = [{"until": "08:02", "calls": 1}]
    skips = {"dialler": "preview", "preview": {"takes": "10 s", "skips": "100%"}}
    day = day_of(clock, limits=limits, customers=3, **skips)
    assert day.dials == [(0, 0, "skipped", 10), (10, 1, "skipped", 20), (20, 2, "skipped", 30)]
    held = day_of(clock, limits=limits, customers=2, dialler="preview", preview={"takes": "10 s"})
    assert made(held) == [10, 130]


# ----------------------------------------------------------------------- calls that are cancelled


def blended(clock, *instants, agents=ONE, dialler="progressive", **more):
    """Agents who answer contacts of 10 s in another queue, too."""
    parts = {"queues": queues(a={"talk": "20 s"}, b={"arrivals": times(*instants)})}
    staff = {name: group | {"skills": ["a", "b"]} for name, group in agents.items()}
    cancels = {"mode": dialler} if isinstance(dialler, str) else dialler
    cancels = {"cancels": True} | cancels
    return day_of(clock, agents=staff, model=parts, dialler=cancels, **more)


def test_a_call_that_rings_is_cancelled_when_no_agent_is_left_for_it(clock):
    day = blended(clock, 3, customers=2)
    assert day.dials == [(0, 0, "call_cancelled", 3), (13, 1, "connected", 18)]
    assert day.ends == [(3, 0), (18, 0)]
    without = blended(clock, 3, customers=2, dialler={"mode": "progressive", "cancels": False})
    assert without.dials[0] == (0, 0, "abandoned_live", 7)


def test_customers_whose_call_was_cancelled_are_called_again_where_that_is_said(clock):
    day = blended(clock, 3, customers=2, attempts=2, retries={"cancelled": "4 s"})
    assert [(at, customer) for at, customer, *_ in day.dials] == [(0, 0), (13, 0), (38, 1)]
    assert day.log.dials["attempt"].tolist() == [1, 2, 1]


def test_calls_are_cancelled_when_fewer_agents_are_free_than_calls_are_made_for(clock):
    day = blended(clock, 3, agents=TWO, customers=2, blending={"when_free": 2})
    assert day.dials == [(0, 0, "call_cancelled", 3), (0, 1, "call_cancelled", 3)]
    one = blended(clock, 3, agents=TWO, customers=2)
    assert [result for *_, result, _ in one.dials] == ["connected", "abandoned_live"]


def test_a_person_who_has_answered_is_not_hung_up_on(clock):
    day = blended(clock, 6, customers=1, detection={"takes": "4 s"})
    assert day.dials == [(0, 0, "abandoned_live", 9)]


def test_calls_are_cancelled_when_the_agents_go(clock):
    agents = {"g": {"shifts": [shift(0, 4)], "skills": ["a"]}}
    day = day_of(clock, agents=agents, dialler=RATIO | {"cancels": True}, customers=9)
    assert day.dials == [(0, 0, "call_cancelled", 4), (0, 1, "call_cancelled", 4)]


@pytest.mark.parametrize(("rings", "result"), [("5 s", "call_cancelled"), ("40 s", "connected")])
def test_predicted_calls_ring_on_while_an_agent_is_expected_to_be_free(clock, rings, result):
    """Of two busy agents 2 (1 − exp(−rings / 15 s)) are expected to be free by the answer."""
    more = {"rings": rings, "gives_up_after": "60 s", "dialler": "predictive", "customers": 1}
    day = blended(clock, 3, 3, agents=TWO, **more)
    assert [what for *_, what, _ in day.dials] == [result]


def test_cancelled_calls_are_many_at_once_and_each_ends_once(clock):
    agents = {"g": {"staff": 20, "skills": ["a"]}}
    more = {"dialler": {"mode": "power", "lines_per_agent": 3}, "customers": 60}
    day = blended(clock, *[3] * 20, agents=agents, **more)
    results = [result for *_, result, _ in day.dials]
    assert results == ["call_cancelled"] * 60
    assert {ends for *_, ends in day.dials} == {3}
