"""Cases told: in words, event by event, as frames, in a report, saved and read back."""

import io

import pandas as pd
import pytest
from rich.console import Console

import cic
from cic.cli.run import _missed
from cic.errors import ScenarioError
from cic.log.case_frames import case_columns
from cic.measures.cases import CASE_MEASURES, rows_of_cases
from cic.report.explain import explain
from cic.report.money import amounts
from cic.report.terminal import print_report
from cic.report.trace import tell
from cic.scenario.load import from_dict

DAY = 86400
REPAIRS = {
    "name": "Repairs",
    "opens": "08:00",
    "closes": "08:10",
    "interval": "10 min",
    "days": 4,
    "queues": {
        "a": {"talk": "10 s", "arrivals": {"times": ["08:00:00", "08:00:00"]}},
        "w": {"channel": "email", "talk": "60 s"},
    },
    "agents": {"g": {"staff": 3, "skills": ["a"]}, "d": {"staff": 1, "skills": ["w"]}},
    "cases": {
        "repair": {
            "opened": {"a": "100%"},
            "steps": {
                "received": {"queue": "w", "due": "100 s", "target": "50%"},
                "repaired": {
                    "party": "workshop",
                    "takes": "1 d",
                    "places": 1,
                    "known_factor": 0.5,
                    "cost": 40,
                },
            },
            "due": "1 d",
            "target": "90%",
            "expected": "2 d",
            "enquiries": {"to": "a", "per_day": "100%", "visible": "100%"},
            "knowledge": {"kinds": 1},
        }
    },
    "customers": {},
    "run": {"replications": 2},
}


@pytest.fixture(scope="module")
def run():
    return cic.run(from_dict(REPAIRS), clock="simpy")


def test_a_case_is_explained(run):
    told = " ".join(explain(run.scenario).split())
    for part in (
        "CASES repair: opened by 100.0% of the contacts of a, once served.",
        "1. received (centre): work in w, due 1.67 min after opening (50% of them)",
        "2. repaired (workshop): 1 d, 1 at once, × 0.5 where the knowledge base has an entry, "
        "40 each",
        "To be closed within 1 d (90% of them). Customers expect it to take 2 d.",
        "Each day that a case is open 100.0% of customers want to know how it stands, and contact"
        " a, but 100% of these see",
        "Knowledge base: one kind of problem; an entry is made after step repaired.",
    ):
        assert part in told


def test_a_case_is_told_event_by_event(run):
    done = run.done
    lines = list(tell(done.logs[0], done.program, run.scenario.model))
    told = [line.partition("  ")[2] for line in lines]
    for sentence in (
        "contact 0 (a) opens case 0 (repair)",
        "case 0 (repair) comes to step received (centre)",
        "contact 2 (w) arrives: work on the case of contact 0",
        "case 0 (repair) comes to step repaired (workshop)",
        "case 1 (repair) comes to step repaired (workshop), and waits for a free place",
        "the customer of case 0 (repair) looks up its status",
    ):
        assert sentence in told
    assert any(one.startswith("case 0 (repair) is closed after") for one in told)


def test_each_case_has_a_row(run):
    cases = run.cases[run.cases["replication"] == 0]
    assert tuple(cases.columns) == tuple(one.name for one in case_columns(run.scenario.model))
    assert cases["opened_at"].tolist() == [10, 10]
    assert cases["received over_at"].tolist() == [70, 130]
    assert cases["repaired over_at"].tolist() == [70 + DAY, 70 + 1.5 * DAY]
    assert cases["closed_at"].tolist() == cases["repaired over_at"].tolist()
    assert cases["late"].tolist() == [1, 1]
    assert cases["known"].tolist() == [0, 1]
    assert cases["step"].isna().all()
    about = run.contacts[run.contacts["replication"] == 0]["case"]
    assert about.tolist() == [0, 1, 0, 1]


def test_figures_are_told_by_kind_and_step(run):
    rows = rows_of_cases(run.scenario.model)
    assert rows == ("repair", "repair/received", "repair/repaired")
    steps = run.case_steps
    assert len(steps) == (len(rows) + 1) * len(CASE_MEASURES)
    assert run.estimate("closed", case="repair").value == 2
    assert run.estimate("in_time", case="repair/received").value == 0.5
    assert run.estimate("turnaround", case="repair").value == 60 + 1.25 * DAY
    assert run.estimate("looked_up", case="total").value == 2
    assert run.estimate("case_work", queue="w").value == 2
    told = run.to_dict()["cases"]
    assert list(told["kinds"]) == list(rows)
    assert told["kinds"]["repair"]["opened"]["value"] == told["total"]["opened"]["value"] == 2


def test_steps_are_paid_for_once_they_are_over(run):
    """Of two repairs both are over by the end; the desk's steps cost nothing."""
    for of, name in (("centre", "total"), ("party", "workshop"), ("case", "repair")):
        assert run.cost_estimate("cost_of_cases", of=of, name=name).value == 80
        assert run.cost_estimate("cost", of=of, name=name).value == 80
    assert run.estimate("cost", case="repair").value == 80
    told = run.to_dict()["costs"]
    assert list(told["parties"]) == ["workshop"]
    assert list(told["cases"]) == ["repair"]
    assert "workshop: cases" in [row.label for row in amounts(run)]


def test_targets_of_cases_are_held_against_who_was_in_time(run):
    found = {check.where: (check.measure, check.met) for check in run.targets()}
    assert found == {"repair": ("in_time", False), "repair/received": ("in_time", True)}
    assert "targets missed: in time of repair" in repr(run)
    output = io.StringIO()
    print_report(run, Console(file=output, width=100))
    assert "repair: in time at least 90%" in " ".join(output.getvalue().split())
    assert _missed(run)[0].startswith("target missed: repair: in_time at least 90%, is 0")


def test_results_with_cases_are_read_back(run, tmp_path):
    again = cic.open(run.save(tmp_path / "kept"))
    pd.testing.assert_frame_equal(again.cases, run.cases)
    pd.testing.assert_frame_equal(again.case_steps, run.case_steps)


def test_a_centre_without_cases_has_none():
    without = {k: v for k, v in REPAIRS.items() if k != "cases"}
    run = cic.run(from_dict(without), clock="simpy")
    assert len(run.cases) == len(run.case_steps) == 0


@pytest.mark.parametrize("place", ["cases.repair", "cases.repair.steps.received"])
def test_a_target_without_a_due_time_is_refused(run, place):
    with pytest.raises(ScenarioError, match="no time is due") as error:
        run.scenario.with_({f"{place}.due": None})
    (finding,) = error.value.findings
    assert (finding.code, finding.where) == ("CIC108", f"{place}.target")
