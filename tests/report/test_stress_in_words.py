"""Agents under stress, as `cic explain`, `--trace`, a report and a saved result tell it."""

import pandas as pd
import pytest

import cic
from cic.clocks.simpy_clock import SimpyClock
from cic.log.columns import AGENT_STRESS_COLUMNS
from cic.report.explain import explain
from cic.report.saved import open_run
from cic.report.terminal import report_lines
from cic.report.trace import tell
from cic.scenario.load import from_dict
from tests.days import live

SLOW = "1e9 s"
FROZEN = {"rises_over": SLOW,
          "falls_over": dict.fromkeys(("idle", "breaks", "training", "home"), SLOW)}  # fmt: skip
STRESS = FROZEN | {
    "tempers": {"irate": "2%"}, "begins": "100%", "errors": "40%", "discourtesy": "20%",
    "absence": "50%",
    "turnover": {"calm": 0.1, "stressed": 100, "hiring": {"takes": "1 d", "training": "2 d"}},
}  # fmt: skip
WEEK = {
    "name": "A week", "opens": "08:00", "closes": "09:00", "interval": "1 h", "days": 7,
    "queues": {"a": {"arrivals": "30/hour", "talk": "1 min", "resolves": "80%"}},
    "agents": {
        "team": {"staff": 2, "skills": ["a"], "stress": STRESS, "cost": {"hour": 20, "hire": 900}},
        "calm": {"staff": 1, "skills": ["a"]},
    },
    "customers": {"tempers": {"gentle": "80%", "irate": "20%"}},
    "run": {"replications": 2, "seed": 3},
}  # fmt: skip


@pytest.fixture(scope="module")
def week():
    return cic.run(from_dict(WEEK), clock="simpy")


@pytest.mark.parametrize(
    "told",
    [
        "Their stress lies between 0 and 1, and begins at 1.",
        "A talk with a customer who is irate adds 2% of what is missing to 1.",
        "Under full stress quality is × 0.6, courtesy is × 0.8 and an agent stays away on 50% of"
        " its days; under less stress, less in proportion.",
        "Agents leave for good at a rate of 0.1 a year without stress, 100 a year under full"
        " stress; the desk is then empty for 1 d, and the newcomer, in training for 2 d, has"
        " everything to learn.",
        "and 900 an agent who is hired",
        "The figures leave out that agents are absent, late or gone early, stress and",
    ],
)
def test_stress_is_told_in_words(told):
    assert told in " ".join(explain(from_dict(WEEK)).split())


def test_it_is_told_as_it_happens():
    model = from_dict(WEEK).model
    day = live(SimpyClock(), model, seed=3)
    told = list(tell(day.log, day.program, model))
    strains = day.log.strains
    for sentence, times in (
        ("stays away today because of stress", strains["absences"].sum()),
        ("leaves for good", strains["left"].sum()),
        ("somebody new is hired in the place of", strains["hired"].sum()),
        ("not resolved because of stress", day.log.resolutions["erred"].sum()),
    ):
        assert times > 0
        assert sum(sentence in line for line in told) == times, sentence


def test_the_report_has_the_figures_of_stress(week):
    text = "\n".join(line.plain for line in report_lines(week, width=100))
    for title in ("stress", "stress errors", "stress absences", "left", "hired", "employed at end"):
        assert title in text
    assert "team: hiring" in text


def test_nothing_is_told_of_stress_where_there_is_none():
    calm = {"agents": {"team": {"staff": 2, "skills": ["a"]}}}
    run = cic.run(from_dict(WEEK | calm), clock="simpy", replications=1)
    text = "\n".join(line.plain for line in report_lines(run, width=100))
    assert "stress" not in text
    assert len(run.agent_stress) == 0
    assert run.estimate("stress_errors", group="team").value == 0


def test_there_is_a_row_for_each_agent_under_stress(week):
    rows = week.agent_stress
    assert list(rows.columns) == [column.name for column in AGENT_STRESS_COLUMNS]
    assert rows["agent"].tolist() == ["team 1", "team 2"] * 2
    assert rows["replication"].tolist() == [0, 0, 1, 1]
    assert (rows["employed"] + rows["left"] == rows["hired"] + 1).all()
    for measure, column in (("agents_left", "left"), ("stress_absences", "absences"),
                            ("stress_errors", "errors"), ("employed", "employed")):  # fmt: skip
        assert week.estimate(measure, group="team").value == rows[column].sum() / 2
    at_work = rows["time_at_work"]
    mean = (rows["stress"].fillna(0) * at_work).sum() / at_work.sum()
    assert week.estimate("stress", group="team").value == pytest.approx(mean)


def test_a_saved_result_has_them_too(week, tmp_path):
    again = open_run(week.save(tmp_path / "out"))
    pd.testing.assert_frame_equal(again.agent_stress, week.agent_stress, check_exact=True)
    assert (
        again.to_dict()["groups"]["team"]["turnover"]
        == week.to_dict()["groups"]["team"]["turnover"]
    )


def test_hiring_that_never_happens_has_no_price():
    calm = {key: value for key, value in STRESS.items() if key != "turnover"}
    found = from_dict(WEEK).with_({"agents.team.stress": calm}).notices
    assert [one.code for one in found if "hire" in one.where] == ["CIC415"]
