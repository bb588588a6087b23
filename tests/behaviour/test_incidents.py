"""What happens to a centre: lines and ports fail, agents move or go home, many more come."""

import math

import numpy as np
import pytest

from cic.luck.contacts import LuckOf
from cic.program.codes import Outcome
from cic.program.layout import lay_out
from tests.days import a_model, clock_time, live, play, queues, shift, times

LONG = {"talk": 100}
NONE = {"patience": 0}
TOMORROW = 86400


def at(second, *, until=None, day=0, **what):
    """Something that happens at an instant."""
    found = {"at": clock_time(second), "day": day} | what
    return found if until is None else found | {"until": clock_time(until)}


def when(queue="a", *, every=10, what, **condition):
    """Something that happens on a condition, looked at every 10 s unless it is said."""
    seconds = {"every": every} | condition
    waiting = {"waiting": seconds.pop("waiting")} if "waiting" in seconds else {}
    written = {name: f"{value} s" for name, value in seconds.items()}
    return {"when": {"queue": queue} | waiting | written} | what


def move(count, *, source="h", to="g"):
    return {"move": count, "from": source, "to": to}


def home(count, *, source="g"):
    return {"send_home": count, "from": source}


def outcomes(day):
    return [Outcome(code).name.lower() for code in day.column("outcome")]


def two_groups(*incidents, one=1, other=2, several=1, **parts):
    """Group `g` answers queue `a`, group `h` queue `b`."""
    first, second = (n if isinstance(n, dict) else {"staff": n} for n in (one, other))
    plain = {
        "queues": queues("a", "b"),
        "agents": {"g": {"skills": ["a"]} | first, "h": {"skills": ["b"]} | second},
    }
    if several > 1:
        plain |= {
            "channels": {"text": {"at_once": several}},
            "queues": queues(a={"channel": "text"}, b={"channel": "text"}),
        }
    return a_model(**plain | parts, incidents=list(incidents))


# --- lines ----------------------------------------------------------------------------------------


def lined(*incidents, lines=None, agents=3):
    group = {"staff": agents, "skills": ["a"]}
    return a_model(lines=lines, agents={"g": group}, incidents=list(incidents))


def test_from_then_on_there_are_so_many_lines(clock):
    day = play(clock, lined(at(5, lines=1)), ("a", 0), ("a", 4), ("a", 6), ("a", 11), ("a", 14),
               ("a", 15))  # fmt: skip
    # Two are in use at 5, one at 10: a line is free only from 14 on.
    assert day.ends == [(0, 0), (4, 1), ("no_line", 6), ("no_line", 11), (14, 2), ("no_line", 15)]


def test_calls_under_way_keep_their_lines(clock):
    day = play(clock, lined(at(5, lines=0), agents=1), ("a", 0), ("a", 1), ("a", 5), ("a", 21))
    assert day.ends == [(0, 0), (10, 0), ("no_line", 5), ("no_line", 21)]


def test_until_then_there_are_as_many_lines_as_before(clock):
    outage = at(5, until=30, lines=0)
    day = play(clock, lined(outage, lines=2), ("a", 0), ("a", 6), ("a", 29), ("a", 30), ("a", 30),
               ("a", 30))  # fmt: skip
    assert outcomes(day) == ["answered", "no_line", "no_line", "answered", "answered", "no_line"]
    day = play(clock, lined(outage), ("a", 0), ("a", 6), *[("a", 30)] * 3)
    assert outcomes(day) == ["answered", "no_line", "answered", "answered", "answered"]


def test_there_may_be_more_lines_from_then_on(clock):
    day = play(clock, lined(at(5, lines=3), lines=1), ("a", 0), ("a", 4), *[("a", 5)] * 3)
    assert outcomes(day) == ["answered", "no_line", "answered", "answered", "no_line"]


def test_lines_in_use_at_the_outages_end_are_counted(clock):
    # One of two is in use all the time.
    day = play(clock, lined(at(5, until=30, lines=0), lines=2), ("a", 0, LONG), ("a", 31, LONG),
               ("a", 32), ("a", 100))  # fmt: skip
    assert outcomes(day) == ["answered", "answered", "no_line", "answered"]


def test_lines_that_are_given_back_below_the_number_are_not_there_for_others(clock):
    day = play(clock, lined(at(5, lines=1), lines=3), ("a", 0), ("a", 1), ("a", 2),
               ("a", 10), ("a", 11), ("a", 12), ("a", 12))  # fmt: skip
    assert outcomes(day)[3:] == ["no_line", "no_line", "answered", "no_line"]


def test_one_outage_may_follow_another(clock):
    day = play(clock, lined(at(5, until=10, lines=0), at(10, until=20, lines=1), lines=2),
               ("a", 5), ("a", 10), ("a", 10), ("a", 20), ("a", 20), ("a", 20))  # fmt: skip
    assert outcomes(day) == [
        "no_line", "answered", "no_line", "answered", "answered", "no_line",
    ]  # fmt: skip


def test_of_two_at_the_same_second_the_later_written_holds(clock):
    for first, second in ((0, 2), (2, 0)):
        model = lined(at(5, lines=first), at(5, lines=second))
        found = outcomes(play(clock, model, *[("a", 5)] * 3))
        assert found == ["answered"] * second + ["no_line"] * (3 - second)


def test_contacts_without_line_are_not_concerned(clock):
    model = a_model(queues=queues(a={"channel": "video"}), incidents=[at(5, lines=0)])
    assert play(clock, model, ("a", 6)).ends == [(6, 0)]


# --- ports ----------------------------------------------------------------------------------------


def through(*incidents, at, ports=None, prompt="12 s"):
    menus = {"m": {"prompt": prompt, "choices": {"1": {"hang_up": True, "share": 1}}}}
    return a_model(
        queues=queues(a={"arrivals": times(*at), "through": "m"}),
        ivr={"start": "m", "menus": menus, "ports": ports},
        incidents=list(incidents),
    )


def test_from_then_on_there_are_so_many_ports(clock):
    model = through(at(5, ports=1), at=(0, 4, 6, 13, 16, 17))
    found = ["hung_up", "hung_up", "no_port", "no_port", "hung_up", "no_port"]
    assert outcomes(live(clock, model)) == found


def test_calls_in_the_ivr_go_on_when_it_fails_and_those_with_agents_anyway(clock):
    model = through(at(5, until=20, ports=0), at=(0, 5, 13, 20, 20), ports=1)
    day = live(clock, model)
    assert outcomes(day) == ["hung_up", "no_port", "no_port", "hung_up", "no_port"]
    assert day.column("ended_at")[0] == 12


def test_contacts_without_menu_are_not_concerned_by_ports(clock):
    model = through(at(5, ports=0), at=())
    assert play(clock, model, ("a", 6)).ends == [(6, 0)]


# --- agents who move ------------------------------------------------------------------------------


def test_an_idle_agent_moves_at_once_and_takes_who_waits(clock):
    model = two_groups(at(5, **move(1)))
    day = play(clock, model, ("a", 0, LONG), ("a", 1), ("a", 2), ("b", 6))
    assert day.ends == [(0, 0), (5, 1), (15, 1), (6, 2)]
    assert day.column("group") == [0, 0, 0, 1]


def test_an_agent_with_a_contact_in_hand_finishes_it_wrap_up_included(clock):
    model = two_groups(at(5, **move(1)), one=0, other=1)
    day = play(clock, model, ("b", 0, {"wrap_up": 4}), ("b", 1, {"patience": 60}), ("a", 2))
    assert day.ends == [(0, 0), ("abandoned", 61), (14, 0)]


def test_idle_agents_move_first_then_others_each_by_number(clock):
    contacts = [("b", 0), ("b", 0, {"talk": 20}), ("a", 1, LONG), *[("a", 2)] * 4]
    # Of four, 1 and 2 are busy and 3 and 4 idle.
    day = play(clock, two_groups(at(5, **move(1)), other=4), *contacts)
    assert day.ends[3:] == [(5, 3), (15, 3), (25, 3), (35, 3)]
    day = play(clock, two_groups(at(5, **move(3)), other=4), *contacts)
    assert day.ends[3:] == [(5, 3), (5, 4), (10, 1), (15, 3)]
    day = play(clock, two_groups(at(5, **move(4)), other=4), *contacts, ("a", 3))
    assert day.ends[3:] == [(5, 3), (5, 4), (10, 1), (15, 3), (15, 4)]


def test_more_than_there_are_are_as_many_as_there_are(clock):
    day = play(clock, two_groups(at(5, **move(9))), ("a", 6), ("a", 6), ("a", 6), ("b", 6, NONE))
    assert day.ends == [(6, 0), (6, 1), (6, 2), ("balked", 6)]


def test_who_is_to_move_already_is_not_moved_twice(clock):
    model = two_groups(at(5, **move(1)), at(6, **move(1)), other=2)
    day = play(clock, model, ("b", 0), ("b", 0, {"talk": 20}), ("a", 1, LONG), ("a", 2), ("a", 2))
    assert day.ends[3:] == [(10, 1), (20, 2)]


def test_an_agent_on_a_break_moves_at_once_and_serves_its_new_group_afterwards(clock):
    model = two_groups(at(30, **move(1)), one=0, other={"shifts": [shift(0, 600, (20, 20))]})
    day = play(clock, model, ("a", 25), ("b", 26, {"patience": 30}))
    assert day.ends == [(40, 0), ("abandoned", 56)]


def test_who_is_off_duty_does_not_move(clock):
    other = {"shifts": [shift(0, 20), shift(0, 600), shift(50, 600)]}
    model = two_groups(at(30, **move(3)), one=0, other=other)
    day = play(clock, model, ("a", 31), ("a", 31), ("b", 55))
    assert day.ends == [(31, 1), (41, 1), (55, 2)]


def test_a_moved_agent_goes_home_at_the_end_of_its_shift(clock):
    model = two_groups(at(5, **move(1)), one=0, other={"shifts": [shift(0, 50)]})
    day = play(clock, model, ("a", 45), ("a", 46, {"patience": 60}))
    assert day.ends == [(45, 0), ("abandoned", 106)]
    assert day.states(0)[-1] == (55, "off")


def test_moved_for_good_is_for_the_next_days_too(clock):
    model = two_groups(at(5, **move(1)), one=0, other=1, days=2)
    day = play(clock, model, ("a", TOMORROW + 5), ("b", TOMORROW + 20, NONE))
    assert day.ends == [(TOMORROW + 5, 0), ("balked", TOMORROW + 20)]


def test_until_then_they_have_moved_and_go_back(clock):
    model = two_groups(at(5, until=50, **move(2)), one=0)
    day = play(clock, model, ("a", 6), ("a", 6), ("b", 7), ("b", 7), ("a", 51, NONE))
    assert day.ends == [(6, 0), (6, 1), (50, 0), (50, 1), ("balked", 51)]


def test_who_goes_back_finishes_what_is_in_hand(clock):
    model = two_groups(at(5, until=50, **move(1)), one=0, other=1)
    day = play(clock, model, ("a", 45, {"wrap_up": 2}), ("b", 46), ("a", 47, {"patience": 60}))
    assert day.ends == [(45, 0), (57, 0), ("abandoned", 107)]


def test_who_has_not_moved_yet_stays(clock):
    model = two_groups(at(5, until=50, **move(2)), one=0)
    day = play(clock, model, ("b", 0, LONG), ("a", 10), ("b", 51), ("a", 52, {"patience": 90}),
               ("b", 101))  # fmt: skip
    # Agent 1 is idle and moves at once, and back; agent 0 was to move at 100.
    assert day.ends == [(0, 0), (10, 1), (51, 1), ("abandoned", 142), (101, 1)]
    assert day.column("group") == [1, 0, 1, -1, 1]


def test_who_has_moved_by_then_goes_back(clock):
    model = two_groups(at(5, until=50, **move(2)), one=0)
    day = play(clock, model, ("b", 0), ("b", 0, {"talk": 20}), ("a", 30), ("a", 30), ("b", 51))
    assert day.ends == [(0, 0), (0, 1), (30, 0), (30, 1), (51, 0)]


def test_idle_ones_go_back_first(clock):
    # Both moved; agent 0 is busy at 50 and agent 1 idle; one goes back.
    model = two_groups(at(5, **move(1)), at(20, until=50, **move(1)), one=0)
    day = play(clock, model, ("a", 45), ("b", 46), ("a", 60), ("b", 70))
    assert day.ends == [(45, 0), (50, 1), (60, 0), (70, 1)]


def test_only_agents_whose_own_group_it_is_go_back(clock):
    model = two_groups(at(5, until=50, **move(1)), one=1, other=1)
    day = play(clock, model, ("a", 51), ("b", 52), ("a", 53, NONE))
    assert day.ends == [(51, 0), (52, 1), ("balked", 53)]


def test_an_agent_who_is_not_there_any_more_does_not_come_back_with_the_others(clock):
    other = {"shifts": [shift(0, 30), shift(0, 600)]}
    model = two_groups(at(5, until=50, **move(2)), one=0, other=other)
    day = play(clock, model, ("b", 51), ("b", 52), ("a", 53, NONE))
    assert day.ends == [(51, 1), (61, 1), ("balked", 53)]


def test_moving_finishes_all_that_is_in_hand_and_takes_nothing_meanwhile(clock):
    model = two_groups(at(3, **move(1)), one=0, other=1, several=2)
    day = play(clock, model, ("b", 0), ("b", 1, {"talk": 20}), ("b", 12, {"patience": 50}),
               ("a", 13), ("a", 14), ("a", 15))  # fmt: skip
    assert day.ends == [(0, 0), (1, 0), ("abandoned", 62), (21, 0), (21, 0), (31, 0)]
    assert day.column("group") == [1, 1, -1, 0, 0, 0]


def test_an_idle_agent_who_moves_takes_as_many_as_fit(clock):
    model = two_groups(at(3, **move(1)), one=0, other=1, several=2)
    day = play(clock, model, ("a", 0), ("a", 1), ("a", 2))
    assert day.ends == [(3, 0), (3, 0), (13, 0)]


def test_an_agent_at_whom_a_contact_rings_moves_when_it_is_done(clock):
    other = {"staff": 1, "answering": {"rings": "4 s"}}
    model = two_groups(at(3, **move(1)), one=0, other=other)
    day = play(clock, model, ("b", 0), ("a", 1), ("b", 2, {"patience": 60}))
    assert day.ends == [(4, 0), (14, 0), ("abandoned", 62)]
    # Or when the contact gives up.
    day = play(clock, model, ("b", 0, {"patience": 3.5}), ("a", 1), ("b", 2, {"patience": 60}))
    assert day.ends == [("abandoned", 3.5), (3.5, 0), ("abandoned", 62)]


def test_an_agent_moved_into_a_group_that_takes_overflow_takes_what_is_open(clock):
    fields = {"a": {"overflow": {"h": {"after": "20 s"}}}, "b": {}, "c": {}}
    model = two_groups(
        at(30, **move(1, source="i", to="h")),
        at(31, **move(1, source="i", to="h")),
        queues=queues(**fields),
        agents={
            "g": {"staff": 1, "skills": ["a"]},
            "h": {"staff": 0, "skills": ["b", "a"]},
            "i": {"staff": 2, "skills": ["c"]},
        },
    )
    day = play(clock, model, ("a", 0, LONG), ("a", 10), ("a", 11), ("a", 20))
    # At 30 one is open, at 31 the second; at 40 the third.
    assert day.ends == [(0, 0), (30, 1), (31, 2), (40, 1)]


# --- agents who go home ---------------------------------------------------------------------------


def staffed(*incidents, agents=1, **parts):
    group = {"skills": ["a"]} | (agents if isinstance(agents, dict) else {"staff": agents})
    return a_model(**{"agents": {"g": group}} | parts, incidents=list(incidents))


def test_an_idle_agent_who_is_sent_home_goes_at_once(clock):
    day = play(clock, staffed(at(5, **home(1))), ("a", 6, NONE))
    assert day.ends == [("balked", 6)]
    assert day.states(0) == [(0, "available"), (5, "off")]


def test_an_agent_who_is_sent_home_finishes_what_is_in_hand(clock):
    day = play(clock, staffed(at(5, **home(1))), ("a", 0, {"wrap_up": 4}),
               ("a", 1, {"patience": 60}))  # fmt: skip
    assert day.ends == [(0, 0), ("abandoned", 61)]
    assert day.states(0)[-1] == (14, "off")


def test_idle_agents_go_home_first_then_others_each_by_number(clock):
    contacts = [("a", 0), ("a", 0, {"talk": 20})]
    for count, gone in ((1, {2: 5}), (2, {2: 5, 3: 5}), (3, {0: 10, 2: 5, 3: 5})):
        day = play(clock, staffed(at(5, **home(count)), agents=4), *contacts)
        ends = dict.fromkeys(range(4), 600) | gone
        assert {agent: day.states(agent)[-1][0] for agent in range(4)} == ends


def test_until_then_they_are_home_and_come_back(clock):
    day = play(clock, staffed(at(5, until=50, **home(2)), agents=3), ("a", 6, LONG), ("a", 7),
               ("a", 8), ("a", 9))  # fmt: skip
    assert day.ends == [(6, 2), (50, 0), (50, 1), (60, 0)]
    assert [day.states(a)[-1] for a in range(3)] == [(600, "off")] * 3


def test_who_has_not_gone_yet_stays(clock):
    day = play(clock, staffed(at(5, until=50, **home(1))), ("a", 0, LONG), ("a", 1, {
        "patience": 200}))  # fmt: skip
    assert day.ends == [(0, 0), (100, 0)]
    assert day.states(0)[-1] == (600, "off")


def test_those_who_come_are_off_duty_by_number_whoever_went(clock):
    shifts = {"shifts": [shift(300, 600), shift(0, 600)]}
    day = play(clock, staffed(at(5, until=50, **home(1)), agents=shifts), ("a", 60), ("a", 305),
               ("a", 306, {"patience": 0}))  # fmt: skip
    assert day.ends == [(60, 0), (305, 0), ("balked", 306)]
    assert day.states(1) == [(0, "available"), (5, "off")]


def test_who_was_sent_home_stays_there_when_its_break_is_over_and_comes_the_next_day(clock):
    shifts = {"shifts": [shift(0, 600, (20, 30))]}
    day = play(clock, staffed(at(5, **home(1)), agents=shifts, days=2), ("a", 60, NONE),
               ("a", TOMORROW))  # fmt: skip
    assert day.ends == [("balked", 60), (TOMORROW, 0)]


def test_an_agent_on_its_break_may_be_sent_home(clock):
    shifts = {"shifts": [shift(0, 600, (20, 30))]}
    day = play(clock, staffed(at(30, **home(1)), agents=shifts), ("a", 60, NONE))
    assert day.ends == [("balked", 60)]
    assert day.states(0)[-1][1] == "off"


def test_going_home_finishes_all_that_is_in_hand_and_takes_nothing_meanwhile(clock):
    model = staffed(
        at(5, **home(1)), channels={"text": {"at_once": 2}}, queues=queues(a={"channel": "text"})
    )
    day = play(clock, model, ("a", 0), ("a", 1, {"talk": 20}), ("a", 6, {"patience": 50}))
    assert day.ends == [(0, 0), (1, 0), ("abandoned", 56)]
    assert day.states(0)[-1] == (21, "off")


def test_who_is_sent_home_while_it_rings_finishes_the_contact(clock):
    agents = {"staff": 1, "answering": {"rings": "4 s"}}
    day = play(clock, staffed(at(2, **home(1)), agents=agents), ("a", 0), ("a", 1, {
        "patience": 60}))  # fmt: skip
    assert day.ends == [(4, 0), ("abandoned", 61)]
    assert day.states(0)[-1] == (14, "off")


def test_an_incident_may_come_on_a_later_day(clock):
    day = play(clock, staffed(at(5, day=1, **home(1)), days=2), ("a", 6), ("a", TOMORROW + 6, NONE))
    assert day.ends == [(6, 0), ("balked", TOMORROW + 6)]


# --- on a condition -------------------------------------------------------------------------------


def test_it_happens_when_so_many_wait_looked_at_every_so_often(clock):
    rule = when(waiting=2, what=move(1))
    day = play(clock, two_groups(rule), ("a", 0, LONG), ("a", 3), ("a", 5), ("b", 30))
    assert day.ends == [(0, 0), (10, 1), (20, 1), (30, 2)]
    day = play(clock, two_groups(rule), ("a", 0, LONG), ("a", 3), ("a", 11))
    assert day.ends == [(0, 0), (20, 1), (30, 1)]


def test_fewer_are_not_enough(clock):
    day = play(clock, two_groups(when(waiting=3, what=move(1))), ("a", 0), ("a", 3), ("a", 5))
    assert day.ends == [(0, 0), (10, 0), (20, 0)]


@pytest.mark.parametrize(("second", "taken"), [(3, 40), (9, 40), (10, 40), (11, 50)])
def test_it_happens_when_the_head_has_waited_for_so_long(clock, second, taken):
    rule = when(longest_wait=30, what=move(1))
    day = play(clock, two_groups(rule), ("a", 0, LONG), ("a", second), ("a", 12))
    assert day.ends == [(0, 0), (taken, 1), (taken + 10, 1)]


def test_other_queues_are_not_looked_at(clock):
    model = two_groups(when("b", waiting=1, what=move(1, source="g", to="h")), other=0)
    day = play(clock, model, ("a", 0), ("a", 1), ("b", 15), ("a", 30, NONE))
    assert day.ends == [(0, 0), (10, 0), (20, 0), ("balked", 30)]


def test_it_happens_once(clock):
    rule = when(waiting=1, what=move(1))
    day = play(clock, two_groups(rule), ("a", 0, LONG), ("a", 3, LONG), ("a", 15))
    assert day.ends == [(0, 0), (10, 1), (100, 0)]


@pytest.mark.parametrize(("after", "third"), [(0, 20), (5, 20), (10, 20), (11, 30), (25, 40)])
def test_it_may_happen_again_after_so_long(clock, after, third):
    rule = when(waiting=1, again_after=after, what=move(1))
    day = play(clock, two_groups(rule), ("a", 0, LONG), ("a", 3, LONG), ("a", 15, LONG))
    assert day.ends == [(0, 0), (10, 1), (third, 2)]


def test_it_is_looked_at_over_nights_and_days(clock):
    rule = when(waiting=1, every=3600, what=move(1))
    parts = {"days": 2, "queues": queues(a={"channel": "email"}, b={})}
    other = {"shifts": [shift(0, 600)]}
    model = two_groups(rule, one=0, other=other, **parts)
    # It happens an hour after opening, when nobody is there to be moved; and only once.
    assert outcomes(play(clock, model, ("a", 700))) == ["inside"]
    shorter = two_groups(when(waiting=1, every=43300, what=move(1)), one=0, other=other, **parts)
    assert play(clock, shorter, ("a", 50000)).ends == [(86600, 0)]


def test_lines_may_change_on_a_condition(clock):
    model = a_model(lines=9, incidents=[when(waiting=2, what={"lines": 1})])
    day = play(
        clock, model, ("a", 0), ("a", 1), ("a", 2), ("a", 9), ("a", 10), ("a", 40), ("a", 41)
    )
    assert day.ends == [
        (0, 0), (10, 0), (20, 0), (30, 0), ("no_line", 10), (40, 0), ("no_line", 41),
    ]  # fmt: skip


def test_ports_may_change_on_a_condition(clock):
    menus = {"m": {"prompt": "5 s", "choices": {"1": {"go": "own queue", "share": 1}}}}
    model = a_model(
        queues=queues(a={"arrivals": times(0, 1, 2, 10, 11), "through": "m"}),
        ivr={"start": "m", "menus": menus},
        incidents=[when(waiting=2, what={"ports": 0})],
    )
    assert outcomes(live(clock, model)) == ["answered"] * 3 + ["no_port"] * 2


def test_agents_may_be_sent_home_on_a_condition(clock):
    model = two_groups(when(waiting=1, what=home(1, source="h")))
    day = play(clock, model, ("a", 0, LONG), ("a", 3), ("b", 11), ("b", 11))
    assert day.ends == [(0, 0), (100, 0), (11, 2), (21, 2)]


def test_what_happens_on_a_condition_is_undone_when_it_has_lasted(clock):
    rule = when(waiting=1, what=home(1, source="h") | {"lasts": "30 s"})
    day = play(clock, two_groups(rule), ("a", 0, LONG), ("a", 3), ("b", 11), ("b", 11), ("b", 41))
    # One of two goes at 10 and is back at 40.
    assert day.ends == [(0, 0), (100, 0), (11, 2), (21, 2), (41, 2)]
    assert day.presence[3:5] == [(10, 1, False), (40, 1, True)]
    lines = a_model(lines=9, incidents=[when(waiting=2, what={"lines": 1, "lasts": "20 s"})])
    busy = [("a", second) for second in (0, 1, 2, 3, 10, 29, 30)]
    assert play(clock, lines, *busy).ends == [
        (0, 0), (10, 0), (20, 0), (30, 0), ("no_line", 10), ("no_line", 29), (40, 0),
    ]  # fmt: skip


# --- arrivals -------------------------------------------------------------------------------------


def arrivals(model, name="a", seed=1):
    program = lay_out(model)
    found = LuckOf(model, program, seed=seed).draw(0)
    number = program.source_names.index(name)
    moments = [block.arrived_at[block.source == number] for block in found.blocks]
    return np.concatenate(moments) if moments else np.zeros(0)


def spiky(*incidents, arrivals=None, **parts):
    given = {"arrivals": arrivals or "3600/hour"}
    plain = {"queues": queues(a=given, b=given), "agents": {
        "g": {"staff": 1, "skills": ["a", "b"]}}}  # fmt: skip
    return a_model(**plain | parts, incidents=list(incidents))


def counted(moments, start, end):
    return int(((moments >= start) & (moments < end)).sum())


def assert_poisson(count, mean):
    assert abs(count - mean) < 3.5 * math.sqrt(mean), f"{count} of {mean}"


def test_a_spike_multiplies_arrivals_while_it_lasts():
    at_rest, spike = arrivals(spiky()), arrivals(spiky(at(200, until=400, arrivals="300%")))
    assert np.array_equal(spike[spike < 200], at_rest[at_rest < 200])
    assert_poisson(counted(spike, 200, 400), 600)
    assert_poisson(counted(spike, 400, 600), 200)


def test_a_spike_without_end_lasts_to_the_end():
    model = spiky(at(200, arrivals=2), days=2)
    found = arrivals(model)
    assert_poisson(counted(found, 200, 600), 800)
    assert_poisson(counted(found, TOMORROW, TOMORROW + 600), 1200)


def test_nobody_comes_while_arrivals_are_none():
    found = arrivals(spiky(at(200, until=400, arrivals="0%")))
    assert counted(found, 200, 400) == 0
    assert_poisson(counted(found, 400, 600), 200)


def test_only_the_queues_named_have_a_spike():
    spike = at(0, arrivals=3, queues=["b"])
    assert np.array_equal(arrivals(spiky(spike)), arrivals(spiky()))
    assert_poisson(len(arrivals(spiky(spike), "b")), 1800)


def test_without_a_name_the_ivrs_own_arrivals_have_it_too():
    menus = {"m": {"prompt": "5 s", "choices": {"1": {"hang_up": True, "share": 1}}}}
    ivr = {"start": "m", "menus": menus, "arrivals": "3600/hour"}
    assert_poisson(len(arrivals(spiky(at(0, arrivals=3), ivr=ivr), "IVR")), 1800)
    named = at(0, arrivals=3, queues=["a", "b"])
    assert_poisson(len(arrivals(spiky(named, ivr=ivr), "IVR")), 600)


def test_two_spikes_multiply():
    spikes = at(0, until=300, arrivals=2), at(200, until=400, arrivals=3)
    found = arrivals(spiky(*spikes))
    for start, end, rate in ((0, 200, 2), (200, 300, 6), (300, 400, 3), (400, 600, 1)):
        assert_poisson(counted(found, start, end), rate * (end - start))


def test_a_spike_lies_across_intervals_and_days_of_the_week():
    parts = {"days": 2, "interval": "5 min", "arrivals": {"per_hour": [3600, 1800]}}
    found = arrivals(spiky(at(200, day=1, until=400, arrivals=2), **parts))
    expected = [(0, 300, 300), (300, 600, 150), (TOMORROW, TOMORROW + 200, 200),
                (TOMORROW + 200, TOMORROW + 300, 200), (TOMORROW + 300, TOMORROW + 400, 100),
                (TOMORROW + 400, TOMORROW + 600, 100)]  # fmt: skip
    for start, end, mean in expected:
        assert_poisson(counted(found, start, end), mean)


def test_a_spike_of_exact_counts_is_exact():
    found = arrivals(spiky(at(0, arrivals="150%"), arrivals={"counts": [40]}))
    assert len(found) == 60


# --- everything at the same second ----------------------------------------------------------------


def test_a_talk_that_ends_when_lines_fail_gives_its_line_back_before(clock):
    day = play(clock, lined(at(10, lines=1), lines=2), ("a", 0), ("a", 0), ("a", 10), ("a", 10))
    assert outcomes(day)[2:] == ["answered", "no_line"]


def test_who_arrives_when_lines_fail_finds_none(clock):
    assert outcomes(play(clock, lined(at(5, lines=0)), ("a", 5))) == ["no_line"]


def test_who_arrives_when_lines_are_back_finds_them(clock):
    assert outcomes(play(clock, lined(at(3, until=5, lines=0)), ("a", 4), ("a", 5))) == [
        "no_line", "answered",
    ]  # fmt: skip


def test_an_agent_who_comes_on_duty_when_agents_are_moved_is_moved(clock):
    model = two_groups(at(30, **move(1)), one=0, other={"shifts": [shift(30, 600)]})
    assert play(clock, model, ("a", 20), ("b", 31, NONE)).ends == [(30, 0), ("balked", 31)]


def test_an_agent_who_goes_when_agents_are_moved_is_gone(clock):
    other = {"shifts": [shift(0, 30), shift(0, 600)]}
    model = two_groups(at(30, **move(1)), one=0, other=other)
    assert play(clock, model, ("a", 20), ("b", 31, NONE)).ends == [(30, 1), ("balked", 31)]


def test_an_agent_whose_talk_ends_when_agents_are_moved_is_idle(clock):
    model = two_groups(at(10, **move(1)), one=0, other=1)
    day = play(clock, model, ("b", 0), ("a", 1))
    assert day.ends == [(0, 0), (10, 0)]


def test_who_loses_patience_when_agents_are_moved_is_gone(clock):
    model = two_groups(at(10, **move(1)), one=0, other=1)
    assert play(clock, model, ("a", 1, {"patience": 9}), ("a", 2)).ends == [
        ("abandoned", 10), (10, 0),
    ]  # fmt: skip


def test_who_arrives_when_agents_are_moved_finds_them(clock):
    model = two_groups(at(10, **move(1)), one=0, other=1)
    assert play(clock, model, ("a", 10, NONE), ("b", 10, NONE)).ends == [(10, 0), ("balked", 10)]


def test_who_leaves_the_ivr_when_agents_are_moved_comes_after(clock):
    # Incidents were on their way before any contact was.
    menus = {"m": {"prompt": "10 s", "choices": {"1": {"go": "own queue", "share": 1}}}}
    fields = {"b": {"arrivals": times(0), "through": "m", "patience": "20 s"}, "a": {}}
    model = two_groups(
        at(10, **move(1)), one=0, other=1, queues=queues(**fields),
        ivr={"start": "m", "menus": menus},
    )  # fmt: skip
    assert live(clock, model).ends == [("abandoned", 30)]


def test_who_arrives_when_it_is_looked_is_not_seen(clock):
    rule = when(waiting=2, what=move(1))
    day = play(clock, two_groups(rule), ("a", 0, LONG), ("a", 3), ("a", 10))
    assert day.ends == [(0, 0), (20, 1), (30, 1)]


def test_who_is_taken_or_abandons_when_it_is_looked_waits_no_longer(clock):
    rule = when(waiting=1, what=move(1))
    day = play(clock, two_groups(rule), ("a", 0), ("a", 3, LONG), ("a", 5, {"patience": 5}),
               ("a", 15))  # fmt: skip
    assert day.ends == [(0, 0), (10, 0), ("abandoned", 10), (20, 1)]


def test_incidents_at_the_same_second_happen_in_their_order(clock):
    # To `h` and on to `i`: the agent moves twice, and serves `c`.
    groups = {name: {"staff": int(name == "g"), "skills": [queue]}
              for name, queue in zip("ghi", "abc", strict=True)}  # fmt: skip
    on = [at(5, **move(1, source="g", to="h")), at(5, **move(1, source="h", to="i"))]
    for incidents, found in ((on, 2), (on[::-1], 1)):
        model = a_model(queues=queues("a", "b", "c"), agents=groups, incidents=incidents)
        day = play(clock, model, ("a", 6, NONE), ("b", 6, NONE), ("c", 6, NONE))
        assert [n for n, agent in enumerate(day.agents) if agent == 0] == [found]
