"""Cases that are open when a run begins from a snapshot, by hand.

The run begins at 0, with the first opening. All times are whole seconds; the desk works 60 s on a
step in `w`, and shares are 0 or 100%.
"""

import math

import numpy as np
import pytest

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.log.case_frames import cases_frame
from cic.measures.cases import CASE_MEASURE
from cic.measures.counted import Counter
from cic.measures.definitions import GROUP_MEASURE, QUEUE_MEASURE
from cic.program.codes import Outcome
from tests.behaviour.test_cases import AGENTS, DAY, figures, spans
from tests.behaviour.test_snapshot import found_of
from tests.days import a_model, assert_same_fields, assert_same_log, live, queues, times

NAN = (math.nan, math.nan)
STEPS = {
    "received": {"queue": "w"},
    "repaired": {"party": "workshop", "takes": "1000 s"},
    "told": {"queue": "w"},
}


def stands(step, opened, lasted=None, **fields):
    """A case of the snapshot."""
    lasts = {} if lasted is None else {"for": f"{lasted} s"}
    return {"case": "repair", "step": step, "opened": f"{opened} s"} | lasts | fields


def a_centre(
    *open_cases, comes=(), days=10, more=None, at="08:00", agents=AGENTS, waiting=None, **case
):
    steps = case.pop("steps", STEPS)
    return a_model(
        days=days,
        queues=queues(
            a={"arrivals": times(*(comes or (599,)))},
            w={"channel": "email", "talk": "60 s"},
            h={"talk": "20 s"},
        ),
        agents=agents,
        cases={"repair": {"opened": {"a": "100%" if comes else 0, "h": "100%"}, "steps": steps}
               | case},
        snapshot={"at": at, "open_cases": list(open_cases), "waiting": waiting or {}},
        **(more or {}),
    )  # fmt: skip


def same(found, told):
    assert np.array_equal(np.array(found), np.array(told), equal_nan=True), found


def row(day, model, name):
    """A measure's figures of a run, by row."""
    sums = figures(day, model)
    measure = CASE_MEASURE[name]
    tops = sums[measure.top]
    return tops if not measure.bottom else [
        t / b if b else None for t, b in zip(tops, sums[measure.bottom], strict=True)
    ]  # fmt: skip


def test_a_case_goes_on_from_the_step_it_is_in(clock):
    day = live(clock, a_centre(stands("repaired", 2 * DAY, 400)))
    same(spans(day), [NAN, (-400, 600), (600, DAY + 60)])
    assert day.log.cases[["opened_at", "closed_at"]].tolist() == [(-2 * DAY, DAY + 60)]


def test_work_that_waits_is_taken_up_in_order_of_coming(clock):
    """One comes to the desk 30 s before the other, and was opened after it."""
    cases = stands("told", 5000, 20), stands("received", 50), stands("told", 9000, 70)
    day = live(clock, a_centre(*cases))
    times_there = [(float(one["opened_at"]), float(one["closed_at"])) for one in day.log.cases]
    assert times_there == [(-9000, 60), (-5000, 180), (-50, DAY + 60)]
    assert spans(day, 2) == [(-50, 120), (120, 1120), (1120, DAY + 60)]


def test_work_in_hand_takes_what_is_left_of_it(clock):
    cases = stands("received", 200, served="50 s", group="d"), stands("told", 300, 9)
    model = a_centre(*cases)
    day = live(clock, model)
    work = day.log.contacts[day.log.abouts["works"] == 1]
    assert work["answered_at"][:2].tolist() == [-50, 10]
    assert spans(day, 1)[0] == (-200, 10)
    assert day.log.cases["closed_at"].tolist()[0] == 70


def test_an_agent_by_name_has_it_in_hand(clock):
    agents = {
        "g": AGENTS["g"],
        "d": {"skills": ["w"], "shifts": [{"from": "08:00", "until": "08:10",
                                           "names": ["Anna", "Bert"]}]},
    }  # fmt: skip
    model = a_centre(stands("received", 200, served="50 s", agent="Bert"), agents=agents)
    day = live(clock, model)
    worked = day.log.contacts[day.log.abouts["works"] == 1]["agent"][0]
    assert day.program.agent_names[worked] == "Bert"


def test_a_party_with_places_goes_on_with_those_at_work_and_then_with_who_waits(clock):
    """Two places: one is free at 700, the other at 600; the first to come waits no more then."""
    steps = {"sent": {"takes": "9 s"},
             "repaired": {"party": "workshop", "takes": "1000 s", "places": 2}}  # fmt: skip
    cases = (
        stands("repaired", 9000, 800, served="300 s"),
        stands("repaired", 9000, 700, served="400 s"),
        stands("repaired", 9000, 90),
        stands("repaired", 9000, 91),
    )
    day = live(clock, a_centre(*cases, steps=steps))
    over = [spans(day, n)[1] for n in range(4)]
    assert over == [(-800, 700), (-700, 600), (-90, 1700), (-91, 1600)]


def test_several_are_spread_evenly(clock):
    day = live(clock, a_centre(stands("repaired", 900, 300, count=3)))
    assert day.log.cases["opened_at"].tolist() == [-900, -600, -300]
    assert [spans(day, n)[1] for n in range(3)] == [(-300, 700), (-200, 800), (-100, 900)]


def test_nothing_of_who_opened_it_is_counted(clock):
    model = a_centre(stands("repaired", 900, 300))
    day = live(clock, model)
    opener = day.log.contacts[int(day.log.cases["opened_by"][0])]
    assert Outcome(opener["outcome"]) is Outcome.SERVED_BEFORE
    total = Counter(day.program, model, clock).count(day.log).by_queue
    assert total["offered"].sum() == 2, "who comes at 599, and the work on the case"
    assert (total["fresh"].sum(), total["case_work"].sum()) == (1, 1)


def test_due_times_run_from_the_opening_and_what_was_due_before_the_run_is_left_out(clock):
    """Closed at 60, 600 s or more after the opening; due after 500 s, 1000 s, 2000 s."""
    for due, told in (("500 s", (0, 0)), ("650 s", (1, 0)), ("660 s", (1, 1)), ("700 s", (1, 1))):
        model = a_centre(stands("told", 600, 10), due=due)
        day = live(clock, model)
        sums = figures(day, model)
        assert (sums["due"][0], sums["in_time"][0]) == told, due
        late = int(due in ("500 s", "650 s"))
        assert cases_frame([day.log], day.program, model)["late"].tolist() == [late]


def test_steps_that_were_over_before_are_not_late_and_later_ones_may_be(clock):
    steps = {name: step | {"due": "700 s"} for name, step in STEPS.items()}
    model = a_centre(stands("repaired", 600, 400), steps=steps)
    day = live(clock, model)  # repaired at 600: 1,200 s after the opening
    sums = figures(day, model)
    assert sums["due"] == [0, 0, 1, 1, 0]
    assert sums["in_time"] == [0, 0, 0, 0, 0]
    assert cases_frame([day.log], day.program, model)["late"].tolist() == [1]


def test_what_is_open_before_is_told_apart_from_what_is_opened(clock):
    model = a_centre(stands("repaired", 900, 300), stands("told", 600, 10), comes=(100,))
    day = live(clock, model)
    rows = {name: row(day, model, name) for name in ("open_before", "opened", "closed",
                                                     "open_at_end", "turnaround")}  # fmt: skip
    assert rows["open_before"] == [2, 0, 1, 1, 2]
    assert rows["opened"] == [1, 1, 1, 2, 1]
    assert rows["closed"] == [3, 1, 2, 3, 3]
    assert rows["open_at_end"] == [0, 0, 0, 0, 0]
    closed = [(-900, DAY + 60), (-600, 60), (110, DAY + 120)]
    assert rows["turnaround"][0] == sum(end - begin for begin, end in closed) / 3


def test_customers_ask_each_day_since_it_was_opened(clock):
    asks = {"to": "h", "per_day": "100%"}
    steps = {"repaired": {"party": "workshop", "takes": f"{4 * DAY} s"}}
    day = live(clock, a_centre(stands("repaired", DAY + 9), steps=steps, enquiries=asks,
                               opened={"a": "100%"}))  # fmt: skip
    asked = [at for at, kind, _ in day.legs if kind == "enquiry"]
    assert asked == [], "at that time of day the centre is closed"
    day = live(clock, a_centre(stands("repaired", DAY), steps=steps, enquiries=asks,
                               opened={"a": "100%"}))  # fmt: skip
    asked = [at for at, kind, _ in day.legs if kind == "enquiry"]
    assert asked == [0, DAY, 2 * DAY]
    assert day.log.cases["asked"].tolist()[0] == 3


def test_the_customer_judges_the_matter_when_its_case_is_closed(clock):
    """660 s after the opening, where 60 s are expected and each hour beyond hurts by 1."""
    felt = {"turnaround": {"hurts": 1}, "resolution": {"hurts": 0.5}}
    model = a_centre(
        stands("told", 600, 10), expected="60 s", more={"customers": {"satisfaction": felt}}
    )
    day = live(clock, model)
    verdict = day.log.verdicts[int(day.log.cases["opened_by"][0])]
    assert verdict["satisfaction"] == pytest.approx(-600 / 3600)
    assert verdict["annoyed"] == 1
    counted = Counter(day.program, model, clock).count(day.log)
    assert counted.by_queue["judged"].sum() == 2
    assert counted.by_queue["annoyed"].sum() == 1


def test_a_customer_of_a_population_judges_it_too(clock):
    model = a_centre(stands("told", 600, 10), more={"customers": {"number": 5}})
    day = live(clock, model)
    opener = int(day.log.cases["opened_by"][0])
    assert not math.isnan(day.log.verdicts["satisfaction"][opener])
    assert 0 <= day.log.verdicts["customer"][opener] < 5


def test_a_problem_that_was_solved_before_helps_others_and_not_itself(clock):
    """The one past the repair has left an entry; the desk tells of it as without."""
    steps = STEPS | {"repaired": STEPS["repaired"] | {"known_factor": 0.5},
                     "told": {"queue": "w", "known_factor": 0.5}}  # fmt: skip
    model = a_centre(
        stands("told", 600, 10), stands("received", 5), steps=steps,
        knowledge={"kinds": 1, "after": "repaired"},
    )  # fmt: skip
    day = live(clock, model)
    assert day.log.cases["closed_at"].tolist()[0] == 60
    assert spans(day, 1) == [(-5, 120), (120, 620), (620, DAY + 30)]
    sums = figures(day, model)
    assert sums["known"][:4] == [1, 1, 1, 1]


def test_steps_are_paid_for_that_are_over_in_the_run(clock):
    steps = {name: step | {"cost": 10} for name, step in STEPS.items()}
    model = a_centre(stands("told", 600, 10), steps=steps)
    day = live(clock, model)
    assert figures(day, model)["closed"][1:4] == [0, 0, 1]


def test_the_run_may_begin_in_the_midst_of_the_day(clock):
    case = stands("repaired", 700, 400)
    day = live(clock, a_centre(case, at="08:05"))
    same(spans(day), [NAN, (-100, 900), (900, DAY + 60)])


def test_both_clocks_write_the_same_log():
    steps = {
        "received": {"queue": "w"},
        "repaired": {"takes": "lognormal mean 3 h cv 1", "places": 2, "known_factor": 0.7},
        "told": {"queue": "w"},
    }
    cases = (
        stands("received", 300, served="10 s", group="d"),
        stands("received", 900, count=7),
        stands("repaired", 9000, 900, served="800 s", count=2),
        stands("repaired", 9000, 700, count=9),
        stands("told", 99999, 60, count=3),
    )
    model = a_centre(
        *cases, comes=range(0, 600, 7), steps=steps, due="2 h",
        enquiries={"to": "h", "per_day": "50%", "visible": "20%"},
        knowledge={"kinds": 4, "after": "repaired", "known": "25%"},
        more={"customers": {
            "number": 40, "preset": "pyramid", "tempers": {"comfortable": "50%", "irate": "50%"},
            "loyalty": {}, "complaints": {"to": "w", "share": "50%", "delay": "100 s"},
        }},
    )  # fmt: skip
    for seed in (1, 2, 3):
        one, other = (
            live(clock, model, seed=seed).log for clock in (SimpyClock(), CompiledClock())
        )
        assert_same_log(one, other)
        for table in ("cases", "stamps", "abouts", "verdicts", "customers"):
            assert_same_fields(getattr(one, table), getattr(other, table))
        assert len(one.cases) > 20


def test_what_others_do_is_as_without_open_cases(clock):
    """The luck of who comes belongs to them; so it does with other open cases."""
    one = a_centre(stands("repaired", 900, 300), comes=(5, 90))
    two = a_centre(stands("repaired", 900, 300, count=3), comes=(5, 90))
    kept = []
    for model in (one, two):
        log = live(clock, model).log
        kept.append(log.contacts[log.contacts["outcome"] != Outcome.SERVED_BEFORE])
    first = kept[0][kept[0]["queue"] == 0][["arrived_at", "ended_at"]].tolist()
    assert first == kept[1][kept[1]["queue"] == 0][["arrived_at", "ended_at"]].tolist()
    assert first == [(5, 15), (90, 100)]


def test_a_contact_that_waits_beside_work_on_a_case_is_of_no_case(clock):
    """Both have waited for 90 s: each is done, and only one closes the case."""
    steps = {"received": {"queue": "w"}}
    day = live(clock, a_centre(stands("received", 90), steps=steps, waiting={"w": ["90 s"]}))
    assert sorted(day.log.abouts["case"].tolist()) == [-1, -1, 0, 0]
    work = day.log.contacts["queue"] == 1
    assert sorted(day.log.contacts["ended_at"][work].tolist()) == [60, 120]
    assert len(day.log.cases) == 1


def test_the_time_before_the_run_is_no_work_of_the_run(clock):
    """Of 60 s of work 10 s are left, of the 600 s of the day; the contact at 599 is the others'."""
    model = a_centre(stands("received", 200, served="50 s", group="d"), days=1)
    found = found_of(clock, model, live(clock, model))
    assert found.group(GROUP_MEASURE["occupancy"]).value[1] == pytest.approx(10 / 600)
    assert found.queue(QUEUE_MEASURE["average_handle_time"]).value[1] == 60
