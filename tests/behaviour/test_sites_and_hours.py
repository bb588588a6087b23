"""Sites with hours and time zones of their own, and sites that an incident closes."""

import pytest

from cic.program.codes import Outcome
from tests.days import a_model, assert_same_log, live, play, shift

FIRST, SECOND = {"lot": 0.0}, {"lot": 0.7}
"""The lots of calls that come to site `x` (60%) and to site `y` (40%)."""
CREW = {"g": {"staff": 4, "skills": ["a"]}}
HOUR = 3600


def sites(x=None, y=None, **others):
    return {"x": {"share": "60%"} | (x or {}), "y": {"share": "40%"} | (y or {})} | others


def outcomes(day):
    return [Outcome(code).name.lower() for code in day.column("outcome")]


# --- hours ----------------------------------------------------------------------------------------

EARLY = {"opens": "08:00", "closes": "08:05"}


def test_a_closed_site_leaves_its_share_to_the_other(clock):
    day = play(clock, a_model(sites=sites(EARLY), agents=CREW), ("a", 299, FIRST),
               ("a", 300, FIRST), ("a", 301, FIRST), ("a", 302, SECOND))  # fmt: skip
    assert day.sites == ["x", "y", "y", "y"]
    assert outcomes(day) == ["answered"] * 4


def test_a_site_opens_at_the_second_that_it_says(clock):
    late = {"opens": "08:05", "closes": "08:10"}
    day = play(clock, a_model(sites=sites(late), agents=CREW), ("a", 0, FIRST), ("a", 299, FIRST),
               ("a", 300, FIRST))  # fmt: skip
    assert day.sites == ["y", "y", "x"]


def test_what_is_left_of_a_lot_shares_out_what_would_have_come_to_a_closed_site(clock):
    three = {"x": {"share": 0.5} | EARLY, "y": {"share": 0.25}, "z": {"share": 0.25}}
    lots = (0.1, 0.24, 0.26, 0.4, 0.6, 0.9)
    day = play(clock, a_model(sites=three, agents=CREW), *(("a", 400, {"lot": lot})
               for lot in lots))  # fmt: skip
    assert day.sites == ["y", "y", "z", "z", "y", "z"]


def test_where_no_site_is_open_all_hear_busy(clock):
    day = play(clock, a_model(sites=sites(EARLY, EARLY), agents=CREW), ("a", 299, FIRST),
               ("a", 300, FIRST), ("a", 400, SECOND))  # fmt: skip
    assert outcomes(day) == ["answered", "no_line", "no_line"]
    assert day.sites == ["x", "", ""]


def test_a_closed_site_is_not_sought(clock):
    full = {"lines": 1, "when_full": "other_sites"}
    day = play(clock, a_model(sites=sites(full, EARLY), agents=CREW), ("a", 290, FIRST),
               ("a", 290, FIRST), ("a", 301, FIRST), ("a", 301, FIRST))  # fmt: skip
    assert outcomes(day) == ["answered", "answered", "answered", "no_line"]


def test_calls_that_came_in_stay_when_their_site_closes(clock):
    day = play(clock, a_model(sites=sites(EARLY | {"lines": 2})), ("a", 295, FIRST | {"talk": 20}),
               ("a", 296, FIRST))  # fmt: skip
    assert day.ends == [(295, 0), (315, 0)]


def test_a_site_opens_again_on_the_next_day(clock):
    day = play(clock, a_model(sites=sites(EARLY), agents=CREW, days=2), ("a", 400, FIRST),
               ("a", 86400, FIRST), ("a", 86400 + 300, FIRST))  # fmt: skip
    assert day.sites == ["y", "x", "y"]


def test_the_hours_of_a_site_are_in_its_own_time(clock):
    ahead = {"opens": "12:35", "closes": "12:38", "time_zone": "+04:30"}
    behind = {"opens": "03:05", "closes": "03:08", "time_zone": "-05:00"}
    for own in (ahead, behind):
        day = play(clock, a_model(sites=sites(own), agents=CREW), ("a", 299, FIRST),
                   ("a", 300, FIRST), ("a", 479, FIRST), ("a", 480, FIRST))  # fmt: skip
        assert day.sites == ["y", "x", "x", "y"]


def test_hours_that_touch_over_midnight_never_close(clock):
    round_the_clock = {"opens": "06:00", "closes": "30:00", "time_zone": "+02:00"}
    plain = {"opens": "00:00", "closes": "24:00", "interval": "1 h", "days": 2}
    model = a_model(sites=sites(round_the_clock), agents=CREW, **plain)
    day = play(clock, model, *[("a", n * 5000, FIRST) for n in range(30)])
    assert set(day.sites) == {"x"}
    assert len(day.program.sites.hours) == 0


def test_one_site_with_the_hours_of_the_centre_is_no_site(clock):
    parts = {"queues": {"a": {"arrivals": "900/hour", "talk": "exponential mean 9 s",
                              "patience": "exponential mean 20 s"}}, "closes": "09:00"}  # fmt: skip
    plain = live(clock, a_model(lines=4, **parts))
    one = {"here": {"share": 1, "lines": 4, "opens": "08:00", "closes": "09:00"}}
    crew = {"g": {"staff": 1, "skills": ["a"], "site": "here"}}
    assert_same_log(plain.log, live(clock, a_model(sites=one, agents=crew, **parts)).log)


# --- agents in the time of their site ------------------------------------------------------------


def of_site(group, **site):
    return {"sites": {"s": {"share": 1} | site}, "agents": {"g": group | {
        "site": "s", "skills": ["a"]}}}  # fmt: skip


def test_shifts_and_breaks_are_in_the_time_of_the_site(clock):
    pause = {"at": "12:35", "lasts": "1 min"}
    group = {"shifts": [{"from": "12:31", "until": "12:39", "breaks": [pause]}]}
    day = play(clock, a_model(**of_site(group, time_zone="+04:30")), ("a", 0))
    assert day.presence == [(60, 0, True), (300, 0, False), (360, 0, True), (540, 0, False)]
    assert day.ends == [(60, 0)]


def test_a_shift_past_midnight_may_be_that_of_the_next_day_at_the_centre(clock):
    group = {
        "shifts": [{"from": "32:00", "until": "33:00"}]
    }  # 08:00 to 09:00 of the next day there
    around = {"opens": "00:00", "closes": "24:00", "interval": "1 h"}
    day = play(clock, a_model(**around, **of_site(group, time_zone="+10:00")), ("a", 0))
    assert day.presence == [(22 * HOUR, 0, True), (23 * HOUR, 0, False)]


def test_staff_runs_through_the_hours_of_the_site(clock):
    own = {"opens": "12:32", "closes": "12:40", "time_zone": "+04:30"}
    day = play(clock, a_model(interval="2 min", **of_site({"staff": [1, 2, 0, 1]}, **own)),
               ("a", 0))  # fmt: skip
    assert day.presence == [
        (120, 0, True), (240, 1, True), (360, 0, False), (360, 1, False), (480, 0, True),
        (600, 0, False),
    ]  # fmt: skip
    assert day.ends == [("no_line", 0)]


def test_a_number_as_staff_is_there_in_the_hours_of_the_site(clock):
    day = play(clock, a_model(**of_site({"staff": 1}, opens="08:02", closes="08:04")), ("a", 130))
    assert day.presence == [(120, 0, True), (240, 0, False)]


def test_staff_is_there_only_while_the_centre_is_open(clock):
    own = {"opens": "07:50", "closes": "08:20"}
    day = play(clock, a_model(**of_site({"staff": [1, 2, 1]}, **own)), ("a", 0))
    assert day.presence == [(0, 0, True), (0, 1, True), (600, 0, False), (600, 1, False)]


def test_a_day_of_the_site_may_lie_in_two_of_the_centre(clock):
    """09:00 to 17:00 there is 23:00 to 07:00 here."""
    own = {"opens": "09:00", "closes": "17:00", "time_zone": "+10:00"}
    around = {"opens": "00:00", "closes": "24:00", "interval": "8 h", "days": 2}
    day = play(clock, a_model(**around, **of_site({"staff": [1]}, **own)), ("a", 0))
    assert day.presence == [
        (0, 0, True), (7 * HOUR, 0, False), (23 * HOUR, 0, True), (31 * HOUR, 0, False),
        (47 * HOUR, 0, True), (48 * HOUR, 0, False),
    ]  # fmt: skip


def test_without_hours_of_its_own_a_site_is_staffed_through_the_centres_day(clock):
    day = play(clock, a_model(**of_site({"staff": [2]}, time_zone="+04:30")), ("a", 0))
    assert day.presence == [(0, 0, True), (0, 1, True), (600, 0, False), (600, 1, False)]


# --- a site is closed for a while ----------------------------------------------------------------

OUT = {"at": "08:01:40", "until": "08:05", "close": "x"}
"""From 100 s to 300 s."""


def closing(*shifts, incidents=(OUT,), **parts):
    crew = {"g": {"site": "x", "shifts": list(shifts or [shift(0, 600)]), "skills": ["a"]}}
    return a_model(**{"sites": sites(), "agents": crew, "incidents": list(incidents)} | parts)


def test_while_a_site_is_closed_its_calls_go_to_the_other_and_its_agents_are_at_home(clock):
    day = play(clock, closing(), ("a", 95, FIRST), ("a", 99, FIRST), ("a", 100, FIRST),
               ("a", 300, FIRST))  # fmt: skip
    assert day.sites == ["x", "x", "y", "x"]
    assert day.ends == [(95, 0), (300, 0), (310, 0), (320, 0)]
    assert day.states(0) == [(0, "available"), (105, "off"), (300, "available"), (600, "off")]


def test_agents_of_other_sites_stay(clock):
    crew = {"g": {"site": "x", "staff": 1, "skills": ["a"]},
            "h": {"site": "y", "staff": 1, "skills": ["a"]},
            "home": {"staff": 1, "skills": ["a"]}}  # fmt: skip
    day = play(clock, closing(agents=crew), *[("a", 100, FIRST)] * 3)
    assert day.agents == [1, 2, 1]


def test_who_is_to_come_or_to_go_meanwhile_comes_after_it_or_not_again(clock):
    day = play(clock, closing(shift(0, 250), shift(200, 600), shift(150, 280)), ("a", 0))
    assert day.presence == [(0, 0, True), (100, 0, False), (300, 1, True), (600, 1, False)]


def test_a_break_at_the_edge_is_left_out(clock):
    pauses = ((60, 40), (280, 40), (320, 10), (500, 20))
    day = play(clock, closing(shift(0, 600, *pauses)), ("a", 0))
    assert day.presence == [
        (0, 0, True), (60, 0, False), (330, 0, True), (500, 0, False), (520, 0, True),
        (600, 0, False),
    ]  # fmt: skip


def test_a_site_that_is_not_opened_again_stays_closed(clock):
    day = play(clock, closing(incidents=[{"at": "08:01:40", "close": "x"}]), ("a", 400, FIRST))
    assert day.presence == [(0, 0, True), (100, 0, False)]
    assert day.sites == ["y"]


def test_closed_twice_it_opens_when_both_are_over(clock):
    hours = {"opens": "08:00", "closes": "08:04"}
    again = {"at": "08:02", "until": "08:06", "close": "x"}
    day = play(clock, closing(incidents=[OUT, again]), ("a", 310, FIRST), ("a", 360, FIRST))
    assert day.sites == ["y", "x"]
    assert day.presence == [(0, 0, True), (100, 0, False), (360, 0, True), (600, 0, False)]
    late = play(clock, closing(sites=sites(hours)), ("a", 310, FIRST))
    assert late.sites == ["y"]


def test_a_call_at_the_second_of_the_closing_finds_it_closed_and_at_its_end_open(clock):
    crew = {"home": {"staff": 4, "skills": ["a"]}}
    day = play(clock, closing(agents=crew), *[("a", at, FIRST) for at in (99, 100, 299, 300)])
    assert day.sites == ["x", "y", "y", "x"]


@pytest.mark.parametrize("absence", [0, 0.3])
def test_a_closure_changes_nobody_elses_luck_and_nothing_before_it(clock, absence):
    crew = {"g": {"site": "x", "staff": 2, "skills": ["a"], "absence": absence},
            "h": {"site": "y", "staff": 2, "skills": ["a"], "absence": absence}}  # fmt: skip
    parts = {"agents": crew, "days": 3,
             "queues": {"a": {"arrivals": "300/hour", "talk": "20 s"}}}  # fmt: skip
    out = OUT | {"day": 1}
    with_it = live(clock, closing(incidents=[out], **parts))
    without = live(clock, closing(incidents=[], **parts))
    assert with_it.column("patience") == without.column("patience")
    before = [at < 86400 + 100 for at in with_it.column("arrived_at")]
    same = [one == other for one, other in zip(with_it.ends, without.ends, strict=True)]
    assert all(a for a, b in zip(same, before, strict=True) if b)
    assert not all(same)


# --- sites that close on a condition --------------------------------------------------------------

FULL = {
    "when": {"queue": "a", "waiting": 2, "every": "10 s"}, "close": "x", "lasts": "100 s",
}  # fmt: skip


def test_a_site_closes_on_a_condition_for_as_long_as_it_lasts(clock):
    day = play(clock, closing(incidents=[FULL]), ("a", 0, FIRST | {"talk": 30}), ("a", 1, FIRST),
               ("a", 2, FIRST), ("a", 10, FIRST), ("a", 109, FIRST), ("a", 110, FIRST))  # fmt: skip
    # Two wait at 10: the agent finishes the talk and is at home until 110.
    assert day.sites == ["x", "x", "x", "y", "y", "x"]
    assert day.states(0) == [(0, "available"), (30, "off"), (110, "available"), (600, "off")]
    assert day.ends == [(0, 0), (110, 0), (120, 0), (130, 0), (140, 0), (150, 0)]


def test_a_site_that_closed_on_a_condition_for_good_stays_closed(clock):
    rule = {name: value for name, value in FULL.items() if name != "lasts"}
    busy = [("a", 0, FIRST | {"talk": 20}), ("a", 1, FIRST), ("a", 2, FIRST)]
    day = play(clock, closing(shift(0, 60), shift(100, 300), incidents=[rule]), *busy,
               ("a", 200, FIRST))  # fmt: skip
    assert day.presence == [(0, 0, True), (20, 0, False)]
    assert day.sites[-1] == "y"
    assert outcomes(day)[1:] == ["inside"] * 3


def test_who_is_to_come_to_go_or_to_rest_meanwhile_does_as_planned_when_it_opens(clock):
    busy = [("a", 0, FIRST | {"talk": 5}), ("a", 1, FIRST | {"talk": 300}), ("a", 2, FIRST),
            ("a", 3, FIRST)]  # fmt: skip
    shifts = [shift(0, 60), shift(50, 600), shift(0, 600, (90, 40)), shift(20, 600, (60, 20))]
    day = play(clock, closing(*shifts, incidents=[FULL]), *busy)
    # Agent 0 takes a call at 0 and one at 5; 2 one at 1; both of those then waiting are served
    # before anybody looks, so nothing happens.
    assert (110, 1, True) not in day.presence
    busy = [("a", 0, FIRST | {"talk": 40}), ("a", 1, FIRST | {"talk": 300}), ("a", 2, FIRST),
            ("a", 3, FIRST)]  # fmt: skip
    day = play(clock, closing(*shifts, incidents=[FULL]), *busy)
    # It closes at 10. Agent 0's shift is over when it opens at 110; 1 and 3 come to it; 2 talks
    # until 301 and is never away, for its break was at 90 to 130 and it is back from it.
    assert (40, 0, False) in day.presence
    assert [one for one in day.presence if one[1] == 0] == [(0, 0, True), (40, 0, False)]
    assert (110, 1, True) in day.presence
    assert (110, 3, True) in day.presence
    assert [one for one in day.presence if one[1] == 2] == [(0, 2, True), (600, 2, False)]
    assert day.ends == [(0, 0), (1, 2), (110, 1), (110, 3)]


def test_agents_on_a_break_when_it_opens_come_back_from_it(clock):
    busy = [("a", 0, FIRST | {"talk": 20}), ("a", 1, FIRST), ("a", 2, FIRST)]
    day = play(clock, closing(shift(0, 600, (100, 30)), incidents=[FULL]), *busy)
    assert day.states(0) == [
        (0, "available"), (20, "off"), (110, "on_break"), (130, "available"), (600, "off"),
    ]  # fmt: skip
    assert day.ends[1:] == [(130, 0), (140, 0)]


def test_closed_again_before_it_opens_it_stays_closed_until_both_are_over(clock):
    again = FULL | {"when": FULL["when"] | {"again_after": "60 s"}}
    busy = [("a", 0, FIRST | {"talk": 20}), ("a", 1, FIRST), ("a", 2, FIRST)]
    day = play(clock, closing(incidents=[again]), *busy, ("a", 169, FIRST))
    # At 10, at 70, at 130 and so on for as long as two wait.
    assert day.presence == [(0, 0, True), (20, 0, False)]
    assert day.sites[-1] == "y"


def test_who_is_sent_home_does_not_come_when_the_site_opens(clock):
    home = {"at": "08:00:30", "send_home": 1, "from": "g"}
    busy = [("a", 0, FIRST | {"talk": 20}), ("a", 1, FIRST), ("a", 2, FIRST)]
    day = play(clock, closing(incidents=[FULL, home]), *busy)
    assert day.presence == [(0, 0, True), (20, 0, False), (110, 0, True), (600, 0, False)]
    home["at"] = "08:00:15"
    day = play(clock, closing(incidents=[FULL, home]), *busy)
    assert day.presence == [(0, 0, True), (20, 0, False)]
