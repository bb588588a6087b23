"""The result of a run: its frames, its figures, its words."""

import html.parser
import json
import math

import numpy as np
import pandas as pd
import pytest

from cic.errors import ResultError, UsageError
from cic.experiments.replicate import replicate
from cic.log.columns import (
    AGENT_COLUMNS,
    CONTACT_COLUMNS,
    DAY_COLUMNS,
    DAY_PROFILE_COLUMNS,
    GROUP_COLUMNS,
    GROUP_INTERVAL_COLUMNS,
    INTERVAL_COLUMNS,
    SUMMARY_COLUMNS,
    WEEKDAY_COLUMNS,
)
from cic.log.frames import agents_frame, contacts_frame, named
from cic.measures.definitions import DAY_MEASURES, GROUP_MEASURE, INTERVAL_MEASURES, QUEUE_MEASURE
from cic.report.result import Run, run
from cic.report.wording import NOTHING
from cic.scenario.load import from_dict
from tests.report.centres import HOSTILE, bank

FRAMES = {
    "summary": SUMMARY_COLUMNS,
    "groups": GROUP_COLUMNS,
    "intervals": INTERVAL_COLUMNS,
    "group_intervals": GROUP_INTERVAL_COLUMNS,
    "days": DAY_COLUMNS,
    "weekdays": WEEKDAY_COLUMNS,
    "day_profile": DAY_PROFILE_COLUMNS,
    "contacts": CONTACT_COLUMNS,
    "agents": AGENT_COLUMNS,
}


def by_hand(arrivals, *, staff=1, clock="simpy", **changes):
    """Contacts at whole seconds after 08:00, talk 60 s, wrap-up 30 s, patience 45 s."""
    times = [f"08:{s // 60:02d}:{s % 60:02d}" for s in arrivals]
    queue = {
        "arrivals": {"times": times},
        "talk": "60 s",
        "wrap_up": "30 s",
        "patience": "45 s",
        "service_level": "80% in 20 s",
    }
    data = {
        "name": "by hand",
        "opens": "08:00",
        "closes": "09:00",
        "queues": {"help": queue},
        "agents": {"team": {"staff": staff, "skills": ["help"]}},
    }
    return run(from_dict({**data, **changes}), replications=1, clock=clock)


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_has_exactly_the_declared_columns_and_dtypes(day, name):
    frame = getattr(day, name)
    assert list(frame.columns) == [column.name for column in FRAMES[name]]
    assert [str(dtype) for dtype in frame.dtypes] == [column.dtype for column in FRAMES[name]]
    assert len(frame) > 0


@pytest.mark.parametrize("name", FRAMES)
def test_frames_without_any_contact_have_the_same_columns_and_dtypes(name):
    nothing = by_hand([], staff=0)
    frame = getattr(nothing, name)
    assert [str(dtype) for dtype in frame.dtypes] == [column.dtype for column in FRAMES[name]]


@pytest.mark.parametrize("clock", ["simpy", "compiled"])
def test_contacts_by_hand(clock):
    frame = by_hand([0, 10, 70], clock=clock).contacts
    assert frame["outcome"].tolist() == ["answered", "abandoned", "answered"]
    assert frame["contact"].tolist() == [0, 1, 2]
    assert frame["wait"].tolist() == [0.0, 45.0, 20.0]
    assert frame["answered_at"].tolist()[::2] == [0.0, 90.0]
    assert frame["ended_at"].tolist() == [60.0, 55.0, 150.0]
    assert frame["talk"].tolist()[::2] == [60.0, 60.0]
    assert frame.loc[1, ["answered_at", "talk", "wrap_up", "agent", "group"]].isna().all()
    assert frame["agent"].tolist()[::2] == ["team 1", "team 1"]


@pytest.mark.parametrize("clock", ["simpy", "compiled"])
def test_agent_states_by_hand(clock):
    frame = by_hand([100, 160], clock=clock).agents
    told = list(zip(frame["state"], frame["since"], frame["until"], frame["contact"], strict=True))
    assert told == [
        ("available", 0.0, 100.0, -1),
        ("talking", 100.0, 160.0, 0),
        ("wrapping_up", 160.0, 190.0, 0),
        ("talking", 190.0, 250.0, 1),
        ("wrapping_up", 250.0, 280.0, 1),
        ("available", 280.0, 3600.0, -1),
    ]


def test_a_break_and_the_work_that_delays_it():
    shift = {
        "names": ["Ann"],
        "from": "08:00",
        "until": "08:10",
        "breaks": [{"at": "08:05", "lasts": "2 min"}],
    }
    agents = {"team": {"shifts": [shift], "skills": ["help"]}}
    frame = by_hand([270, 590], agents=agents).agents
    told = list(zip(frame["state"], frame["since"], frame["until"], strict=True))
    assert told == [
        ("available", 0.0, 270.0),
        ("talking", 270.0, 330.0),
        ("wrapping_up", 330.0, 360.0),
        ("on_break", 360.0, 420.0),
        ("available", 420.0, 590.0),
        ("talking", 590.0, 650.0),
        ("wrapping_up", 650.0, 680.0),
    ]


def test_the_states_of_an_agent_neither_overlap_nor_leave_gaps_on_duty(day):
    frame = day.agents
    for _, rows in frame.groupby(["replication", "agent"], observed=True):
        assert (rows["since"].to_numpy()[1:] == rows["until"].to_numpy()[:-1]).all()


def test_agent_states_add_up_to_the_measures(day):
    frame = day.agents.assign(lasted=day.agents["until"] - day.agents["since"])
    on_duty = frame[frame["state"] != "on_break"]
    for name in ("generalists", "seniors"):
        hours = on_duty.loc[on_duty["group"] == name, "lasted"].sum() / 3600 / day.replications
        assert hours == pytest.approx(day.estimate("staffed_hours", group=name).value, rel=1e-9)
    busy = frame.loc[frame["state"].isin(["talking", "wrapping_up"]), "lasted"].sum()
    occupancy = day.estimate("occupancy", group="total").value
    assert busy / on_duty["lasted"].sum() == pytest.approx(occupancy, rel=1e-9)


def test_contacts_add_up_to_the_measures(day):
    frame = day.contacts
    assert len(frame) / day.replications == day.estimate("offered").value
    answered = frame[frame["outcome"] == "answered"]
    assert answered["wait"].mean() == pytest.approx(day.estimate("average_speed_of_answer").value)
    assert frame["wait"].max() >= day.estimate("longest_wait").value


def test_an_agent_moved_by_a_process_works_on_in_the_new_group():
    def supervisor(env, centre):
        yield env.timeout(100)
        centre.move(1, source="team", to="others")

    agents = {
        "team": {"staff": 1, "skills": ["help"]},
        "others": {"staff": 0, "skills": ["help"]},
    }
    queues = {"help": {"arrivals": {"times": ["08:02:00"]}, "talk": "60 s"}}
    scenario = from_dict(
        {"name": "m", "opens": "08:00", "closes": "09:00", "queues": queues, "agents": agents}
    )
    frame = run(scenario, replications=1, processes=[supervisor]).agents
    told = list(zip(frame["group"], frame["state"], frame["since"], frame["until"], strict=True))
    assert told == [
        ("team", "available", 0.0, 100.0),
        ("others", "available", 100.0, 120.0),
        ("others", "talking", 120.0, 180.0),
        ("others", "available", 180.0, 3600.0),
    ]


def test_agents_of_one_name_are_one_category():
    found = named(np.array([0, 1, 2, -1]), ["Ann", "Bo", "Ann"])
    assert list(found) == ["Ann", "Bo", "Ann", np.nan]
    assert list(found.categories) == ["Ann", "Bo"]


def test_no_logs_give_empty_frames(day):
    program = day.done.program
    assert len(contacts_frame([], program)) == len(agents_frame([], program)) == 0


def test_the_summary_holds_every_measure_of_every_queue_and_the_total(day):
    assert set(day.summary["queue"]) == {"regular", "vip", "total"}
    for _, rows in day.summary.groupby("queue"):
        assert list(rows["measure"]) == list(QUEUE_MEASURE)
    assert list(day.groups[day.groups["group"] == "seniors"]["measure"]) == list(GROUP_MEASURE)


def test_every_figure_in_a_frame_is_the_estimate(day):
    for row in day.summary.itertuples():
        estimate = day.estimate(row.measure, queue=row.queue)
        assert np.array_equal(
            [estimate.value, estimate.low, estimate.high],
            [row.value, row.low, row.high],
            equal_nan=True,
        )
        assert estimate.unit == row.unit


def test_intervals_add_up_to_the_day(day):
    frame = day.intervals
    assert len(frame) == 3 * 8 * len(INTERVAL_MEASURES)
    offered = frame[(frame["queue"] == "total") & (frame["measure"] == "offered")]
    assert offered["value"].sum() == pytest.approx(day.estimate("offered").value)
    assert list(offered["time_of_day"][:2]) == ["08:00", "08:30"]
    assert list(offered["starts_at"][:2]) == [0.0, 1800.0]
    vip = frame[(frame["queue"] == "vip") & (frame["measure"] == "offered")]
    assert vip["value"].sum() == pytest.approx(day.estimate("offered", queue="vip").value)


def test_intervals_of_several_days_are_in_order():
    frame = run(bank(days=3), replications=2).intervals
    offered = frame[(frame["queue"] == "vip") & (frame["measure"] == "offered")]
    assert offered["day"].tolist() == [0] * 8 + [1] * 8 + [2] * 8
    assert offered["starts_at"].tolist()[8] == 86400.0
    assert offered["time_of_day"].tolist()[8] == "08:00"


def test_days_weekdays_and_the_day_profile_are_in_order():
    result = run(bank(days=9, starts_on="saturday"), replications=2)
    days = result.days.query("queue == 'vip' and measure == 'offered'")
    assert days["day"].tolist() == list(range(9))
    assert days["weekday"].tolist()[:3] == ["saturday", "sunday", "monday"]
    assert days["weekday"].tolist()[-1] == "sunday"
    offered = result.estimate("offered", queue="vip").value
    assert days["value"].sum() == pytest.approx(offered)
    weekdays = result.weekdays.query("queue == 'vip' and measure == 'offered'")
    assert weekdays["weekday"].tolist()[:3] == ["saturday", "sunday", "monday"]
    assert weekdays["days"].tolist() == [2, 2, 1, 1, 1, 1, 1]
    assert (weekdays["days"] * weekdays["value"]).sum() == pytest.approx(offered)
    profile = result.day_profile.query("queue == 'vip' and measure == 'offered'")
    assert profile["interval"].tolist() == list(range(8))
    assert profile["time_of_day"].tolist()[:2] == ["08:00", "08:30"]
    intervals = result.intervals.query("queue == 'vip' and measure == 'offered'")
    by_interval = intervals.groupby("interval")["value"].mean()
    assert profile["value"].to_numpy() == pytest.approx(by_interval.to_numpy())


def test_the_json_object_is_the_documented_one(day):
    found = day.to_dict()
    assert list(found) == [
        *("scenario", "seed", "replications", "clock", "definitions"),
        *("total", "queues", "groups", "sites", "campaigns", "customers", "cases", "costs", "days"),
        *("notices", "provenance"),
    ]
    assert (found["scenario"], found["seed"], found["replications"]) == ("A small bank", 1, 5)
    assert list(found["queues"]) == ["regular", "vip"]
    assert found["days"] == []
    assert list(found["groups"]) == ["generalists", "seniors"]
    for part in (found["total"], *found["queues"].values()):
        assert list(part) == list(QUEUE_MEASURE)
    for part in found["groups"].values():
        assert list(part) == list(GROUP_MEASURE)
    estimate = found["total"]["service_level"]
    assert list(estimate) == ["value", "low", "high", "unit"]
    assert 0 <= estimate["low"] <= estimate["value"] <= estimate["high"] <= 1
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_the_json_object_tells_day_by_day_where_there_are_several():
    result = run(bank(days=2, starts_on="saturday"), replications=2)
    first, second = result.to_dict()["days"]
    assert (first["day"], second["day"]) == (0, 1)
    assert (first["weekday"], second["weekday"]) == ("saturday", "sunday")
    assert list(second["total"]) == list(second["queues"]["vip"]) == list(DAY_MEASURES)
    vip = result.days.query("queue == 'vip' and measure == 'offered'")
    assert [day["queues"]["vip"]["offered"]["high"] for day in (first, second)] == [*vip["high"]]
    assert result.estimate("offered", queue="vip", day=1).value == vip["value"].iloc[1]
    assert result.estimate("offered", day=0).low == first["total"]["offered"]["low"]


@pytest.mark.parametrize(
    ("measure", "whose", "told"),
    [
        ("offered", {"day": 2}, "counted from 0 to 1"),
        ("offered", {"day": -1}, "counted from 0 to 1"),
        ("offered", {"day": 0, "queue": "vips"}, "did you mean 'vip'"),
        ("longest_wait", {"day": 0}, "there is no measure 'longest_wait'"),
        ("offered", {"day": 0, "group": "seniors"}, "leave 'day' out"),
    ],
)
def test_a_figure_of_a_day_that_is_not_there_is_refused(measure, whose, told):
    result = run(bank(days=2), replications=2)
    with pytest.raises(UsageError, match=told):
        result.estimate(measure, **whose)


def test_every_measure_is_defined_and_each_queue_says_its_service_level(day):
    found = day.to_dict()["definitions"]
    assert {*QUEUE_MEASURE, *GROUP_MEASURE} <= set(found)
    assert found["service_level_by_queue"]["regular"] == {
        "definition": "answered_of_offered",
        "formula": "answered within 20 s / reached the queue",
        "threshold": 20.0,
        "target": 0.8,
        "runs": "calendar",
        "until": "answered",
    }


def test_what_there_is_nothing_to_tell_of_is_null():
    nothing = by_hand([])
    level = nothing.to_dict()["total"]["service_level"]
    assert level == {"value": None, "low": None, "high": None, "unit": "share"}
    assert math.isnan(nothing.estimate("service_level").value)
    assert nothing.targets()[0].met is None
    assert NOTHING in repr(nothing)


def test_one_replication_has_no_intervals_and_says_so():
    once = by_hand([0, 10, 70])
    assert once.to_dict()["total"]["mean_wait"]["low"] is None
    assert "one replication has no intervals" in repr(once)


def test_targets_name_bound_value_and_outcome(day):
    checks = {(check.where, check.measure): check for check in day.targets()}
    assert len(checks) == 3
    level = checks["vip", "service_level"]
    assert (level.met, level.value) == (True, day.estimate("service_level", queue="vip").value)
    assert level.bound.replace("\N{NO-BREAK SPACE}", " ").startswith("at least 10")
    assert checks["regular", "abandonment_rate"].met


def test_a_figure_of_nothing_known_is_refused_with_what_is_known(day):
    with pytest.raises(UsageError, match="did you mean 'service_level'"):
        day.estimate("servicelevel")
    with pytest.raises(UsageError, match="no queue 'vipp'"):
        day.estimate("offered", queue="vipp")
    with pytest.raises(UsageError, match="no agent group"):
        day.estimate("occupancy", group="vip")
    with pytest.raises(UsageError, match="no measure 'occupancy'"):
        day.estimate("occupancy", queue="vip")
    with pytest.raises(UsageError, match="campaign, segment or case"):
        day.estimate("answered", queue="vip", group="seniors")
    assert day.estimate("occupancy") == day.estimate("occupancy", group="total")


def test_repr_answers_in_at_most_15_lines_that_fit(day, hostile_day):
    for result in (day, hostile_day):
        lines = repr(result).splitlines()
        assert len(lines) <= 15
        assert max(map(len, lines)) <= 100
    assert repr(day).startswith("<Run of 'A small bank': 5 replications, seed 1, simpy clock>")
    assert "How many callers hang up before noon?" in repr(day)


def test_what_the_ivr_settles_is_told_where_there_is_one_queue():
    """Of 200 calls the IVR settles half: the total says so, and the queue's own row does not."""
    ivr = {"start": "menu", "arrivals": "100/hour", "menus": {"menu": {"prompt": "5 s"}}}
    ivr["menus"]["menu"]["choices"] = {
        1: {"share": "50%", "go": "help"},
        2: {"share": "50%", "serve": "balance", "takes": "9 s"},
    }
    data = by_hand([]).scenario.written | {"ivr": ivr}
    data["queues"]["help"].pop("arrivals")
    result = run(from_dict(data), replications=2)
    lines = [line.split() for line in repr(result).splitlines()]
    (total,) = [words for words in lines if words[0] == "total"]
    assert "self-served" in repr(result)
    assert total[-2:] != ["0", "±0"]
    page = _Page()
    page.feed(result._repr_html_())
    assert "total" in page.text
    assert "total" not in repr(by_hand([0, 5]))


TAGS = {"div", "p", "b", "i", "br", "span", "table", "thead", "tbody", "tr", "th", "td"}


class _Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data):
        self.text.append(data)


def test_html_shows_hostile_names_and_runs_none(hostile_day):
    page = _Page()
    page.feed(hostile_day._repr_html_())
    assert page.tags <= TAGS
    for name in HOSTILE:
        assert name in page.text


def test_html_marks_a_missed_target():
    page = by_hand([0, 5, 6, 7])._repr_html_()
    assert "target: at least 80" in page


def test_the_same_run_answers_the_same(day):
    again = run(bank(), replications=5, seed=1)
    assert again.to_dict() == day.to_dict()
    pd.testing.assert_frame_equal(again.contacts, day.contacts, check_exact=True)


def test_run_takes_replications_just_made(day):
    assert Run(replicate(bank())).to_dict() == day.to_dict()
    assert Run(replicate(bank())).done.replications == 5


def test_run_refuses_what_is_no_scenario():
    with pytest.raises(UsageError, match=r"cic\.load"):
        run("bank.yaml")


def test_what_is_of_another_kind_than_a_run_takes_is_refused_all_at_once():
    with pytest.raises(UsageError) as told:
        run(bank(), clock=3, until=3, processes=3)
    assert "int is not a clock\n    → clock='auto' or" in str(told.value)
    assert "int is not a wanted precision\n    → until='service_level ±1%'" in str(told.value)
    assert "int are no SimPy processes" in str(told.value)
    with pytest.raises(UsageError, match=r"str are no changes\n.*with_\("):
        bank().with_("x")


@pytest.mark.parametrize(
    "asked",
    [
        {"replications": 2.5},
        {"replications": "3"},
        {"replications": -1},
        {"replications": 0},
        {"seed": 1.5},
        {"seed": "one"},
        {"seed": -1},
        {"seed": 2**63},
    ],
)
def test_replications_and_seeds_are_whole_numbers(asked):
    with pytest.raises(UsageError, match=next(iter(asked))):
        run(bank(), **{"replications": 2, **asked})


def test_a_seed_is_the_number_it_is_of_whatever_type():
    ones = [run(bank(), replications=2, seed=seed) for seed in (1, np.int64(1), True)]
    assert ones[0].to_dict() == ones[1].to_dict() == ones[2].to_dict()


def test_run_until_a_measure_of_all_groups_is_precise_enough():
    found = run(bank(), until="occupancy ±2%").estimate("occupancy", group="total")
    assert found.half_width <= 0.02
    with pytest.raises(UsageError, match="did you mean 'occupancy'"):
        run(bank(), until="ocupancy ±2%")


def test_run_until_precise_enough():
    found = run(bank(), until="service_level ±5%")
    assert found.estimate("service_level").half_width <= 0.05


def test_a_result_does_not_change(day):
    with pytest.raises(AttributeError):
        day.answers = None
    with pytest.raises(AttributeError):
        day.seed = 2


def test_done_of_a_saved_result_says_why_not(day, tmp_path):
    from cic.report.saved import open_run

    opened = open_run(day.save(tmp_path / "out"))
    with pytest.raises(ResultError, match="run its scenario again"):
        _ = opened.done


EXTRAS = (">channel<", ">hold<", ">first response<", ">backlog<", ">backlog age<", ">in hand<")


def test_the_html_shows_what_a_scenario_uses_and_nothing_else(day, blended_day):
    plain, mixed = day._repr_html_(), blended_day._repr_html_()
    for heading in EXTRAS:
        assert heading in mixed, heading
        assert heading not in plain, heading
    rows = [row.count("<td ") + row.count("<th ") for row in mixed.split("<tr>")[1:]]
    assert len(set(rows[:6])) == 1


def test_the_text_in_brief_has_the_backlog_where_there_is_room(day, blended_day):
    assert "backlog" not in repr(day)
    text = repr(blended_day).splitlines()
    assert text[1].endswith("backlog")
    assert len(text) <= 15
    assert max(map(len, text)) <= 100


def test_times_of_hours_are_told_as_hours(blended_day):
    post = next(line for line in repr(blended_day).splitlines() if line.startswith("post"))
    calls = next(line for line in repr(blended_day).splitlines() if line.startswith("calls"))
    assert " h ±" in post
    assert " h ±" not in calls


def test_what_is_measured_to_the_end_of_the_work_says_so(blended_day):
    found = blended_day.definitions["service_level_by_queue"]["post"]
    assert found["formula"] == "done within 4 h / reached the queue"
    assert (found["runs"], found["until"]) == ("calendar", "done")
