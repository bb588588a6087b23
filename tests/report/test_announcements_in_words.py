"""Announcements as `cic explain`, `--trace` and the report tell them."""

import math

import pytest

import cic
from cic.clocks.simpy_clock import SimpyClock
from cic.report.explain import explain
from cic.report.html import html
from cic.report.terminal import report_lines
from cic.report.trace import tell
from cic.scenario.load import from_dict
from tests.days import live

DAY = {
    "name": "Told",
    "opens": "08:00",
    "closes": "08:10",
    "interval": "10 min",
    "queues": {
        "help": {
            "arrivals": {"times": ["08:00:00", "08:00:10", "08:00:20", "08:00:30"]},
            "talk": "60 s", "patience": "5 min",
            "announcement": {
                "wait": "queue_length", "position": True, "waits_at_least": 1.5,
                "balk": [{"over": "150 s", "share": "100%"}],
                "patience": [{"from_place": 2, "factor": 0.8}, {"from_place": 9, "factor": 2}],
            },
            "talk_after_wait": [{"over": "30 s", "factor": 1.5}, {"over": "3 min", "factor": 2}],
        },
        "other": {"arrivals": {"times": ["08:09"]}, "talk": "1 s"},
    },
    "agents": {"team": {"staff": 1, "skills": ["help", "other"]}},
}  # fmt: skip
TOLD = "queues.help.announcement"


def words(**changes):
    return " ".join(explain(from_dict(DAY).with_(changes)).split())


def test_an_announcement_is_explained():
    assert (
        "Who must wait is told a wait (queue_length: (contacts ahead + 1) / what the agents on duty"
        " serve) and its place in the queue: 100% above 2.5 min leave at once, patience × 0.8"
        " from place 2 on and × 2 from place 9 on and patience is at least 1.5 times the announced"
        " wait."
    ) in words()


def test_an_announcement_that_nobody_acts_on_is_explained():
    told = words(**{TOLD: {"position": True}})
    assert "Who must wait is told its place in the queue; nobody acts on it." in told
    assert "is told" not in words(**{TOLD: None})


def test_talk_that_depends_on_the_wait_is_explained():
    assert (
        "× 1.5 after more than 30 s of waiting and × 2 after more than 3 min of waiting ('load'"
        " leaves that out)"
    ) in words()


def test_what_is_heard_and_what_comes_of_it_is_told_as_it_happens():
    scenario = from_dict(DAY)
    day = live(SimpyClock(), scenario.model)
    told = list(tell(day.log, day.program, scenario.model))
    assert told[1:9] == [
        "08:00:00  contact 0 (help) arrives",
        "08:00:00  contact 0 (help) is answered by team 1 at once",
        "08:00:10  contact 1 (help) arrives",
        "08:00:10  contact 1 (help) is told a wait of 1 min and place 1",
        "08:00:10  contact 1 (help) waits as number 1",
        "08:00:20  contact 2 (help) arrives",
        "08:00:20  contact 2 (help) is told a wait of 2 min and place 2",
        "08:00:20  contact 2 (help) waits as number 2",
    ]
    assert told[9:12] == [
        "08:00:30  contact 3 (help) arrives",
        "08:00:30  contact 3 (help) is told a wait of 3 min and place 3",
        "08:00:30  contact 3 (help) leaves at once at what it is told",
    ]
    assert (
        "08:01:00  contact 1 (help) is answered by team 1 after 50 s, and talks 1.5 times as long"
        " for it"
    ) in told


def report(scenario):
    run = cic.run(scenario, replications=3)
    return run, "\n".join(line.plain for line in report_lines(run, width=100))


def test_the_report_tells_how_good_announcements_were_where_waits_are_told():
    run, text = report(from_dict(DAY))
    # Told 60 and 120 and 180 s; waited 50 s, 130 s, and not at all.
    assert "told a wait" in text
    assert run.estimate("announced", queue="help").value == 3
    assert run.estimate("announced_wait", queue="help").value == 120
    assert run.estimate("announced_error", queue="help").value == pytest.approx((10 - 10) / 2)
    assert run.estimate("announced_absolute_error").value == pytest.approx(10)
    assert run.estimate("announced_rms_error").value == pytest.approx(10)
    assert math.isnan(run.estimate("announced_rms_error", queue="other").value)
    assert "told off by" in html(run)
    row = next(line for line in text.splitlines() if line.startswith("told off by"))
    assert row.split()[3:] == ["10.0", "s", "±0.0", "–", "10.0", "s", "±0.0"]  # noqa: RUF001


@pytest.mark.parametrize("told", [None, {"position": True}])
def test_the_report_is_silent_where_no_wait_is_told(told):
    run, text = report(from_dict(DAY).with_({TOLD: told}))
    assert "told" not in text
    assert run.estimate("announced").value == 0


def test_frames_hold_what_was_told():
    run = cic.run(from_dict(DAY), replications=1)
    frame = run.contacts
    assert frame["announced_wait"].dropna().tolist() == [60, 120, 180]
    assert frame["announced_place"].tolist() == [-1, 1, 2, 3, -1]
    summary = run.summary.set_index(["queue", "measure"])
    assert summary.loc[("help", "announced_wait"), "value"] == 120
