"""Sites: each takes its share of the calls by lines of its own; all answer all queues."""

import numpy as np
import pytest

from cic.program.codes import Outcome
from tests.days import a_model, assert_same_log, live, play, queues, shift, times

FIRST, SECOND = {"lot": 0.0}, {"lot": 0.7}
"""The lots of calls that come to site `x` (60%) and to site `y` (40%)."""
CREW = {"g": {"staff": 4, "skills": ["a"]}}
GO = {"1": {"go": "own queue", "share": "100%"}}


def sites(x=None, y=None, **others):
    return {"x": {"share": "60%"} | (x or {}), "y": {"share": "40%"} | (y or {})} | others


def outcomes(day):
    return [Outcome(code).name.lower() for code in day.column("outcome")]


def test_a_lot_says_by_which_site_a_call_comes(clock):
    day = play(clock, a_model(sites=sites(), agents=CREW), *(("a", 0, {"lot": lot})
               for lot in (0, 0.5, 0.5999, 0.6001, 0.999)))  # fmt: skip
    assert day.sites == ["x", "x", "x", "y", "y"]


def test_shares_are_in_proportion_and_need_not_add_up_to_one(clock):
    shares = {"x": {"share": 0.3}, "none": {}, "zero": {"share": 0}, "y": {"share": 0.1}}
    day = play(clock, a_model(sites=shares, agents=CREW), *(("a", 0, {"lot": lot})
               for lot in (0, 0.74, 0.76, 0.99)))  # fmt: skip
    assert day.sites == ["x", "x", "y", "y"]


def test_a_call_whose_site_has_no_line_hears_busy_though_the_other_has_one(clock):
    model = a_model(sites=sites({"lines": 1}, {"lines": 1}), agents=CREW)
    day = play(clock, model, ("a", 0, FIRST), ("a", 1, FIRST), ("a", 2, SECOND), ("a", 3, SECOND))
    assert day.ends == [(0, 0), ("no_line", 1), (2, 1), ("no_line", 3)]
    assert day.sites == ["x", "x", "y", "y"]


def test_a_line_is_given_back_where_the_call_came_in_whoever_answered_it(clock):
    agents = {"at y": {"staff": 4, "skills": ["a"], "site": "y"}}
    model = a_model(sites=sites({"lines": 1}, {"lines": 1}), agents=agents)
    day = play(clock, model, ("a", 0, FIRST), ("a", 1, SECOND | {"talk": 30}), ("a", 10, FIRST),
               ("a", 10, SECOND), ("a", 20, FIRST), ("a", 31, SECOND))  # fmt: skip
    assert outcomes(day) == ["answered"] * 3 + ["no_line"] + ["answered"] * 2


def test_who_waits_holds_a_line_of_its_site(clock):
    model = a_model(sites=sites({"lines": 2}, {"lines": 1}))
    day = play(clock, model, ("a", 0, FIRST), ("a", 1, FIRST), ("a", 2, FIRST), ("a", 3, SECOND),
               ("a", 4, SECOND), ("a", 10, FIRST), ("a", 11, FIRST))  # fmt: skip
    assert day.ends == [
        (0, 0), (10, 0), ("no_line", 2), (20, 0), ("no_line", 4), (30, 0), ("no_line", 11),
    ]  # fmt: skip


def test_a_site_without_lines_of_its_own_has_always_enough(clock):
    model = a_model(sites=sites({"lines": 1}), agents=CREW)
    day = play(clock, model, *[("a", 0, SECOND)] * 3, ("a", 0, FIRST), ("a", 0, FIRST))
    assert outcomes(day) == ["answered"] * 4 + ["no_line"]


def test_the_lines_of_the_whole_centre_may_be_common_to_all_sites(clock):
    day = play(clock, a_model(lines=2, sites=sites(), agents=CREW),
               ("a", 0, FIRST), ("a", 1, SECOND), ("a", 2, FIRST), ("a", 10, SECOND))  # fmt: skip
    assert outcomes(day) == ["answered", "answered", "no_line", "answered"]
    assert day.sites == ["x", "y", "x", "y"]


# --- when a site is full --------------------------------------------------------------------------


def seeking(**others):
    return sites({"lines": 1, "when_full": "other_sites"}, {"lines": 1}, **others)


def test_a_full_site_may_send_the_call_to_the_other(clock):
    day = play(clock, a_model(sites=seeking(), agents=CREW), *[("a", 0, FIRST)] * 3,
               ("a", 10, SECOND), ("a", 10, SECOND))  # fmt: skip
    assert day.sites == ["x", "y", "x", "y", "y"]
    assert outcomes(day) == ["answered", "answered", "no_line", "answered", "no_line"]


def test_the_first_of_the_others_with_room_takes_it_in_the_order_of_writing(clock):
    spare = {"last": {"share": 0, "lines": 1}, "never": {}}
    day = play(clock, a_model(sites=seeking(**spare), agents=CREW), *[("a", 0, FIRST)] * 4)
    assert day.sites == ["x", "y", "last", "x"]
    assert outcomes(day)[3] == "no_line"


def test_the_line_of_the_other_site_is_given_back_there(clock):
    day = play(clock, a_model(sites=seeking(), agents=CREW), ("a", 0, FIRST | {"talk": 99}),
               ("a", 0, FIRST), ("a", 5, SECOND), ("a", 10, SECOND), ("a", 15, FIRST))  # fmt: skip
    assert outcomes(day) == ["answered", "answered", "no_line", "answered", "no_line"]
    assert day.sites == ["x", "y", "y", "y", "x"]


# --- ports ----------------------------------------------------------------------------------------


def through(where, *, at, **parts):
    """Calls through a menu of 5 s at these instants; an agent each."""
    menus = {"m": {"prompt": "5 s", "choices": GO}}
    return a_model(
        **{
            "sites": where,
            "ivr": {"start": "m", "menus": menus},
            "queues": queues(a={"through": "m", "arrivals": times(*at)}),
            "agents": CREW,
        }
        | parts
    )


def test_a_call_takes_a_port_of_its_site(clock):
    one = {"x": {"share": 1, "ports": 1}, "y": {}}
    day = live(clock, through(one, at=(0, 1, 5, 6)))
    assert outcomes(day) == ["answered", "no_port", "answered", "no_port"]
    assert day.sites == ["x"] * 4


def test_who_finds_no_port_gives_its_line_back(clock):
    one = {"x": {"share": 1, "ports": 1, "lines": 2}}
    day = live(clock, through(one, at=(0, 1, 2, 5, 6)))
    assert outcomes(day) == ["answered", "no_port", "no_port", "answered", "no_line"]


def test_a_site_without_a_free_port_is_full(clock):
    two = {"x": {"share": 1, "ports": 1, "when_full": "other_sites"}, "y": {"share": 0, "ports": 1}}
    day = live(clock, through(two, at=(0, 1, 2, 5)))
    assert outcomes(day) == ["answered", "answered", "no_port", "answered"]
    assert day.sites == ["x", "y", "x", "x"]


def test_the_ports_of_the_ivr_may_be_common_to_all_sites(clock):
    menus = {"m": {"prompt": "5 s", "choices": GO}}
    day = live(clock, through(sites(), at=(0, 1, 2, 5), ivr={
        "start": "m", "ports": 2, "menus": menus}))  # fmt: skip
    assert outcomes(day) == ["answered", "answered", "no_port", "answered"]


# --- channels -------------------------------------------------------------------------------------


def test_what_holds_no_line_comes_by_no_site(clock):
    where = {"x": {"share": 1, "lines": 1}}
    model = a_model(sites=where, queues=queues(v={}, o={"channel": "email"}),
                    agents={"g": {"staff": 3, "skills": ["v", "o"]}})  # fmt: skip
    day = play(clock, model, ("v", 0), ("o", 1), ("o", 2), ("v", 3))
    assert outcomes(day) == ["answered"] * 3 + ["no_line"]
    assert day.sites == ["x", "", "", "x"]


# --- incidents ------------------------------------------------------------------------------------


def test_an_incident_takes_the_lines_of_one_site(clock):
    out = {"at": "08:00:05", "until": "08:00:20", "lines": 1, "site": "y"}
    model = a_model(sites=sites({"lines": 2}, {"lines": 2}), agents=CREW, incidents=[out])
    day = play(clock, model, ("a", 0, SECOND), ("a", 5, SECOND), ("a", 5, FIRST), ("a", 5, FIRST),
               ("a", 10, SECOND), ("a", 11, SECOND), ("a", 20, SECOND), ("a", 20, SECOND)
               )  # fmt: skip
    assert outcomes(day) == [
        "answered", "no_line", "answered", "answered", "answered", "no_line", "answered",
        "answered",
    ]  # fmt: skip


def test_an_incident_alone_makes_the_lines_of_a_site_count(clock):
    model = a_model(sites=sites(), agents=CREW, incidents=[{"at": "08:00:05", "lines": 0,
                                                            "site": "x"}])  # fmt: skip
    day = play(clock, model, ("a", 4, FIRST), ("a", 5, FIRST), ("a", 6, SECOND))
    assert outcomes(day) == ["answered", "no_line", "answered"]


def test_an_incident_takes_the_ports_of_one_site(clock):
    one = {"x": {"share": 1, "ports": 2}, "y": {}}
    out = {"at": "08:00:03", "until": "08:00:10", "ports": 0, "site": "x"}
    day = live(clock, through(one, at=(0, 4, 9, 10, 11, 12), incidents=[out]))
    assert outcomes(day) == ["answered", "no_port", "no_port", "answered", "answered", "no_port"]


# --- everything at the same second ----------------------------------------------------------------


def test_of_calls_at_the_same_second_the_first_get_the_lines_of_each_site(clock):
    model = a_model(sites=sites({"lines": 1}, {"lines": 2}), agents=CREW)
    day = play(clock, model, *[("a", 0, lot) for lot in (SECOND, FIRST) * 3])
    assert outcomes(day) == ["answered", "answered", "answered", "no_line", "no_line", "no_line"]


def test_a_call_at_the_second_in_which_a_talk_ends_gets_its_line(clock):
    model = a_model(sites=sites({"lines": 1}, {"lines": 1}), agents=CREW)
    day = play(clock, model, ("a", 0, FIRST), ("a", 0, SECOND | {"talk": 20}), ("a", 10, SECOND),
               ("a", 10, FIRST), ("a", 10, FIRST))  # fmt: skip
    assert outcomes(day) == ["answered", "answered", "no_line", "answered", "no_line"]


def test_a_line_given_back_and_sought_in_the_same_second_is_found(clock):
    day = play(clock, a_model(sites=seeking(), agents=CREW), ("a", 0, FIRST | {"talk": 30}),
               ("a", 0, SECOND), ("a", 10, FIRST), ("a", 10, SECOND), ("a", 10, FIRST))  # fmt: skip
    assert day.sites == ["x", "y", "y", "y", "x"]
    assert outcomes(day) == ["answered", "answered", "answered", "no_line", "no_line"]


# --- one site is no site --------------------------------------------------------------------------


def busy_day(**parts):
    """A crowded hour: few lines, few ports, impatient callers, e-mails beside them."""
    menus = {"m": {"prompt": "exponential mean 20 s", "choices": {
        "1": {"go": "own queue", "share": "70%"},
        "2": {"serve": "balance", "takes": "30 s", "share": "30%"}}}}  # fmt: skip
    plain = {
        "closes": "09:00",
        "queues": queues(
            a={"through": "m", "arrivals": "300/hour", "talk": "exponential mean 1 min",
               "patience": "exponential mean 40 s"},
            b={"arrivals": "60/hour", "talk": "lognormal mean 50 s cv 1", "balk": "10%"},
            c={"channel": "email", "arrivals": "30/hour", "talk": "1 min"},
        ),
        "agents": {"g": {"staff": 4, "skills": ["a", "b"]},
                   "h": {"shifts": [shift(0, 2000)], "skills": ["b", "c"]}},
        "routing": {"agent": "random"},
    }  # fmt: skip
    ivr = {"start": "m", "menus": menus} | parts.pop("ivr", {})
    return a_model(**plain | {"ivr": ivr} | parts)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_site_is_no_site_to_the_last_bit(clock, seed):
    plain = live(clock, busy_day(lines=9, ivr={"ports": 4}), seed=seed)
    one = busy_day(sites={"here": {"share": "100%", "lines": 9, "ports": 4}})
    sited = live(clock, one, seed=seed)
    assert_same_log(plain.log, sited.log)
    ends = set(outcomes(plain))
    assert {"no_line", "no_port", "abandoned", "answered"} <= ends
    assert set(sited.sites) == {"here", ""}


def test_sites_without_lines_change_nothing(clock):
    plain = live(clock, busy_day())
    sited = live(clock, busy_day(sites=sites()))
    assert_same_log(plain.log, sited.log)


def test_both_sites_may_be_one_when_each_seeks_room_at_the_other(clock):
    plain = live(clock, busy_day(lines=9))
    halves = {name: {"share": "50%", "lines": n, "when_full": "other_sites"}
              for name, n in (("x", 4), ("y", 5))}  # fmt: skip
    assert_same_log(plain.log, live(clock, busy_day(sites=halves)).log)


def test_the_lots_of_a_source_do_not_move_with_the_lines_or_with_other_queues(clock):
    few = live(clock, busy_day(sites=sites({"lines": 2}, {"lines": 2})))
    many = live(clock, busy_day(sites=sites({"lines": 90}, {"lines": 90})))
    assert few.sites == many.sites
    calls = np.array([site != "" for site in few.sites])
    assert 0.5 < np.mean(np.array(few.sites)[calls] == "x") < 0.7
