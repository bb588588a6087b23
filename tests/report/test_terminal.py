"""The report in a terminal: what it says, at every width, with any name."""

import io
import re

import numpy as np
import pytest
from rich.cells import cell_len
from rich.console import Console

from cic.experiments.replicate import replicate
from cic.report.notices import CODES, notices_of
from cic.report.notices_deferred import closing_intervals, opens_next
from cic.report.result import Run, run
from cic.report.terminal import print_report
from cic.report.terminal_day import MOST_DAYS, day_lines
from cic.report.wording import NOTHING, fitted
from cic.scenario.load import Scenario, from_dict, load
from cic.statistics.precision import Precision
from tests.report.centres import bank, blended


def printed(result: Run, *, width: int, intervals: bool = False, terminal: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=terminal)
    print_report(result, console, intervals=intervals)
    return stream.getvalue()


def desk(**changes: object) -> Scenario:
    """One queue, one group: a help desk of four hours."""
    queue = {
        "arrivals": "60/hour",
        "talk": "exponential mean 3 min",
        "patience": "exponential mean 5 min",
        "service_level": "80% in 20 s",
    }
    data = {
        "name": "A desk",
        "opens": "08:00",
        "closes": "12:00",
        "queues": {"help": queue | changes.pop("queue", {})},  # type: ignore[operator]
        "agents": {"team": {"staff": changes.pop("staff", 4), "skills": ["help"]}},
        "run": {"replications": 3},
    }
    return from_dict(data | changes)


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_is_wider_than_the_terminal(day, hostile_day, blended_day, width):
    for result in (day, hostile_day, blended_day):
        for line in printed(result, width=width, intervals=True).splitlines():
            assert cell_len(line) <= width, line


def test_it_says_what_ran_and_what_every_measure_is(day):
    text = printed(day, width=100)
    assert "A small bank" in text
    assert "How many callers hang up before noon?" in text
    assert "5 replications · seed 1 · simpy clock" in text
    for label in ("offered", "answered", "abandoned", "blocked", "self-served", "service level"):
        assert re.search(rf"^{label} ", text, re.MULTILINE)
    for label in ("ASA", "mean wait", "wait p90", "wait p95", "longest wait", "AHT"):
        assert re.search(rf"^{label} ", text, re.MULTILINE)
    assert "answered within 20 s / reached the queue" in text
    for heading in ("AGENTS", "THE DAY", "TARGETS", "NOTICES"):
        assert heading in text


def test_each_figure_is_the_runs_own(day):
    text = printed(day, width=100)
    row = next(line for line in text.splitlines() if line.startswith("service level"))
    found = [float(number) for number in re.findall(r"([\d.]+)%", row)]
    wanted = [
        day.estimate("service_level", queue=queue).value
        for queue in (*day.scenario.model.queues, None)
    ]
    assert found == [round(100 * value, 1) for value in wanted]


def test_many_queues_stand_below_each_other(hostile_day):
    text = printed(hostile_day, width=80)
    for name in hostile_day.scenario.model.queues:
        assert re.search(rf"^{re.escape(fitted(name, 14))} ", text, re.MULTILINE)


BLENDED_ONLY = ("channel", "timed out", "hold", "first response", "backlog", "backlog age")


def test_what_a_scenario_has_no_use_for_is_not_shown(day, blended_day):
    plain, mixed = printed(day, width=100), printed(blended_day, width=100)
    for label in BLENDED_ONLY:
        assert re.search(rf"^{label} ", mixed, re.MULTILINE), label
        assert not re.search(rf"^{label} ", plain, re.MULTILINE), label
    assert "in hand" in mixed
    assert "in hand" not in plain
    assert "shrinkage" not in plain


def test_a_measure_is_shown_for_the_queues_that_use_it(blended_day):
    lines = printed(blended_day, width=120).splitlines()
    rows = {label: next(x for x in lines if x.startswith(f"{label} ")) for label in BLENDED_ONLY}
    assert rows["channel"].split()[1:] == ["voice", "chat", "messaging", "email"]
    for label in ("hold", "backlog", "backlog age"):
        assert rows[label].removeprefix(label).split()[:3] == [NOTHING] * 3
    assert rows["first response"].removeprefix("first response").split()[:2] == [NOTHING] * 2
    abandonment = next(x for x in lines if x.startswith("abandonment "))
    assert abandonment.split()[-3] == NOTHING
    oldest = next(x for x in lines if x.startswith("longest wait "))
    assert re.search(r"\d\d\.\d h ±", oldest)
    assert "done within 4 h / reached the queue, target 95%" in "\n".join(lines)


def test_the_backlog_is_a_line_of_the_day_and_a_column_of_the_intervals(blended_day):
    text = printed(blended_day, width=130, intervals=True)
    assert re.search(r"^backlog$", text, re.MULTILINE)
    assert re.search(r"occupancy$|backlog +backlog age", text, re.MULTILINE)


def test_a_promise_in_open_hours_says_so():
    level = {"share": "95%", "within": "4 h", "runs": "open_hours", "until": "answered"}
    data = blended().written
    data["queues"]["post"]["service_level"] = level
    text = printed(run(from_dict(data), replications=1), width=120)
    assert "service level of post: answered within 4 h of open hours / reached the queue" in text


def test_a_pipe_gets_plain_text_and_a_terminal_colour(day):
    assert "\x1b" not in printed(day, width=80)
    assert "\x1b[" in printed(day, width=80, terminal=True)


def test_one_replication_has_no_half_widths():
    text = printed(run(desk(), replications=1), width=80)
    assert "±" not in text
    assert "CIC501" in text


def test_a_queue_that_nobody_comes_to_has_dashes():
    text = printed(run(desk(queue={"arrivals": {"per_interval": [0] * 8}})), width=80)
    assert re.search(rf"^ASA +{NOTHING}$", text, re.MULTILINE)
    assert "CIC515" in text


def test_several_days_are_told_one_by_one():
    text = printed(run(desk(days=9, opening_hours={"wednesday": "closed"})), width=80)
    assert "monday 1" in text
    assert "wednesday" not in text
    assert "one day more: --out has it" in text


@pytest.mark.parametrize("width", [60, 70, 80])
def test_a_wide_half_width_takes_its_room_from_the_bars(width):
    wide = run(load("scenarios/virtual_centre.yaml"), replications=2, seed=1)
    lines = list(day_lines(wide, width=width))
    assert max(line.cell_len for line in lines) <= width
    assert any("±" in line.plain.split("  ")[-1] for line in lines)


def the_days(scenario: Scenario) -> list[str]:
    lines = printed(run(scenario), width=100).splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("THE DAYS"))
    return lines[start : lines.index("", start)]


def test_of_several_days_there_is_a_row_a_day():
    heading, *rows = the_days(office({}))
    titles = ["offered", "answered", "abandoned", "service", "mean wait", "backlog"]
    assert re.split(r"  +", heading) == ["THE DAYS", *titles]
    assert [row.split()[0] for row in rows] == ["mon", "tue", "wed", "thu"]
    assert all(row.count("±") == len(titles) for row in rows)


@pytest.mark.parametrize(
    ("days", "told"),
    [(MOST_DAYS + 1, "… and one day more: --out has it"), (MOST_DAYS + 3, "… and 3 more days:")],
)
def test_how_many_days_are_left_out_is_told(days, told):
    text = printed(run(desk(days=days), replications=2), width=80)
    assert told in text


def test_of_many_days_there_is_a_row_a_weekday():
    hours = {"sunday": "closed"}
    heading, *rows, note = the_days(desk(days=16, opening_hours=hours))
    assert "backlog" not in heading
    found = [" ".join(row.split()[:2]) for row in rows]
    assert found[:3] == ["mon ×3", "tue ×3", "wed ×2"]
    assert found[-1] == "sat ×2"
    assert "mean of a day" in note


def test_where_nobody_can_abandon_the_days_do_not_tell_of_it():
    mails = {"channel": "email", "patience": "infinite"}
    heading, *_ = the_days(desk(days=2, queue=mails))
    assert "abandoned" not in heading
    assert "backlog" in heading


def test_of_a_single_day_there_is_no_table_of_days(day):
    assert "THE DAYS" not in printed(day, width=100)


def test_a_title_with_markup_is_told_as_it_is():
    text = printed(run(desk(name="[red]A[/] desk [/bold]")), width=80)
    assert text.startswith("[red]A[/] desk [/bold]\n")


def test_met_and_missed_targets_are_told():
    assert "met     help: service level at least 80%" in printed(run(desk(staff=8)), width=80)
    assert "missed  help: service level at least 80%" in printed(run(desk(staff=2)), width=80)


def codes(scenario: Scenario, **how: object) -> set[str]:
    return {notice.code for notice in notices_of(replicate(scenario, **how))}  # type: ignore[arg-type]


endless = {"patience": "infinite"}
sure = {"talk": "3 min", "patience": "exponential mean 5 min"}
UNWELL = {
    "CIC501": (desk(), {"replications": 1}),
    "CIC502": (desk(), {}),
    "CIC510": (desk(staff=1), {}),
    "CIC511": (desk(staff=1), {}),
    "CIC512": (desk(staff=2, queue=endless), {}),
    "CIC513": (desk(staff=1, at_closing="serve", queue=endless | {"arrivals": "300/hour"}), {}),
    "CIC514": (desk(staff=[0] * 8), {}),
    "CIC515": (desk(queue={"arrivals": {"per_interval": [0] * 8}}), {}),
    "CIC517": (desk(staff=1, at_closing="send_away"), {}),
    "CIC518": (desk(staff=1, queue={"capacity": 1}), {}),
    "CIC519": (desk(queue={"service_level": "10% in 1 s"}, staff=3), {}),
}


@pytest.mark.parametrize("code", [code for code in UNWELL if code != "CIC513"])
def test_a_result_that_needs_a_warning_gets_it(code):
    scenario, how = UNWELL[code]
    assert code in codes(scenario, **how)


@pytest.mark.parametrize("by_menu", [False, True])
def test_who_is_sent_away_comes_out_of_the_ivr_or_comes_again_while_it_is_closed(by_menu):
    data = desk(staff=1, queue={
        "redials": {"abandoned": {"share": "100%", "delay": "3 h"}}, "patience": "1 min",
    }).written  # fmt: skip
    if by_menu:
        menu = {"prompt": "9 s", "choices": {"1": {"go": "own queue", "share": "100%"}}}
        data["ivr"] = {"start": "m", "menus": {"m": menu}}
        data["queues"]["help"]["through"] = "m"
    found = notices_of(replicate(from_dict(data), replications=2))
    (remedy,) = [notice.remedy for notice in found if notice.code == "CIC517"]
    assert ("IVR" in remedy) == by_menu
    assert ("come again while it is closed" in remedy) != by_menu


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("abandonment_rate ±0.001%", "less precise than ±0.001%"),
        ("occupancy +-0.02%", "less precise than ±0.02%"),
        ("mean_wait ±0.01 s", "less precise than ±0.01 s"),
    ],
)
def test_a_precision_that_is_given_up_is_told(monkeypatch, until, told):
    monkeypatch.setattr("cic.experiments.replicate.MOST_REPLICATIONS", 20)
    monkeypatch.setattr("cic.experiments.looks.MOST_REPLICATIONS", 20)
    found = notices_of(replicate(desk(), until=Precision.parse(until)))
    (what,) = [notice.what for notice in found if notice.code == "CIC503"]
    assert told in what


def test_callers_who_hear_busy_are_told():
    ivr = {"start": "welcome", "ports": 1}
    menus = {"welcome": {"prompt": "1 min", "choices": {"1": {"go": "regular", "share": 1}}}}
    assert "CIC516" in codes(bank(ivr=ivr | {"menus": menus}))


def test_contacts_left_in_a_queue_are_told():
    shift = {"agents": 1, "from": "08:00", "until": "09:00"}
    data = desk(queue=endless).written
    data["agents"]["team"] = {"shifts": [shift], "skills": ["help"]}
    assert "CIC513" in codes(from_dict(data))


def office(queue: dict[str, object], **more: object) -> Scenario:
    """E-mails beside calls, over some days of four hours."""
    mails = {
        "channel": "email",
        "arrivals": "12/hour",
        "talk": "exponential mean 5 min",
        "service_level": "90% in 4 h",
    }
    queues = {
        "calls": {
            "arrivals": "30/hour",
            "talk": "exponential mean 3 min",
            "patience": "exponential mean 5 min",
            "service_level": "80% in 20 s",
        },
        "mails": mails | queue,
    }
    data = {
        "name": "An office",
        "opens": "08:00",
        "closes": "12:00",
        "days": 4,
        "channels": {"voice": {"interrupts": ["email"]}},
        "queues": queues,
        "agents": {"team": {"staff": 5, "skills": ["calls", "mails"]}},
        "routing": {"contact": "list_order"},
        "run": {"replications": 5},
    }
    return from_dict(data | more)


NIGHTS = {"rate": "12/hour", "overnight": "2/hour"}
STRAINED = {
    "CIC520": office({"arrivals": "60/hour"}),
    "CIC521": office({"after_idle": "1 h"}),
    "CIC522": office(
        {"arrivals": NIGHTS, "service_level": {"within": "1 h", "runs": "open_hours"}}
    ),
    "CIC523": office({"arrivals": NIGHTS}),
    "CIC524": office({"arrivals": "40/hour"}, channels={}),
}


@pytest.mark.parametrize("code", STRAINED)
def test_deferred_work_that_needs_a_warning_gets_it(code):
    assert code in codes(STRAINED[code])


def test_deferred_work_in_good_order_needs_no_warning():
    assert codes(office({}), replications=30) == set()
    assert codes(blended(), replications=3) == {"CIC502", "CIC523"}


def test_deferred_work_that_live_contacts_leave_no_time_for_is_told():
    crowd = STRAINED["CIC521"].written
    crowd["queues"]["mails"].pop("after_idle")
    crowd["queues"]["calls"]["arrivals"] = "200/hour"
    crowd["queues"]["calls"]["patience"] = "infinite"
    done = replicate(from_dict(crowd))
    told = next(one for one in notices_of(done) if one.code == "CIC521")
    assert "live contacts keep its agents busy" in told.what
    reserve = next(one for one in notices_of(replicate(STRAINED["CIC521"])) if one.code == "CIC521")
    assert "hardly ever as idle as it wants them" in reserve.what


def test_a_growing_backlog_is_compared_day_by_day_or_week_by_week():
    model = office({}, opening_hours={"sunday": "closed"}, days=8).model
    closings = [0, 1, 2, 3, 4, 5, 7]
    assert closing_intervals(model) == [8 * day + 7 for day in closings]
    early = {"friday": {"opens": "08:00", "closes": "10:00"}, "saturday": "closed"}
    model = office({}, opening_hours=early | {"sunday": "closed"}, days=14).model
    assert closing_intervals(model) == [8 * 4 + 3, 8 * 11 + 3]


def test_when_the_centre_is_open_next():
    model = office({}, days=3, opening_hours={"tuesday": "closed"}).model
    moments = np.array([0.0, 3600.0, 4 * 3600.0, 86400.0 + 60, 2 * 86400.0 + 4 * 3600])
    opens = [0.0, 3600.0, 2 * 86400.0, 2 * 86400.0, np.inf]
    assert opens_next(model, moments).tolist() == opens


def test_a_healthy_result_has_no_notices():
    assert codes(desk(staff=7), replications=30) == set()


def test_every_notice_has_a_code_that_is_listed():
    called_back = {"CIC531", "CIC532"}
    of_campaigns = {"CIC541", "CIC542", "CIC543"}
    told = {*UNWELL, *STRAINED, *called_back, *of_campaigns, "CIC516", "CIC503", "CIC504"}
    assert told == set(CODES)
    assert all(re.fullmatch(r"CIC5\d\d", code) for code in CODES)
