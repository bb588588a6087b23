"""Agents as people: absence, lateness, early leaving, late breaks, and what breaks are for."""

import pytest
from jsonschema import Draft202012Validator

from cic.errors import ScenarioError
from cic.scenario.checks_size import staffed_seconds
from cic.scenario.delays import Delay
from cic.scenario.durations import ByInterval, Constant, Exponential
from cic.scenario.load import check, from_dict
from cic.scenario.reader import read_text
from cic.scenario.schema import json_schema
from tests.scenario.examples import write

TEXT = """\
name: People
opens: 08:00
closes: 18:00
interval: 1 h
queues:
  help: {arrivals: 60/hour, talk: 3 min, patience: 2 min}
agents:
  team:
    skills: [help]
    absence: 5%
    lateness: {share: 10%, by: exponential mean 10 min}
    early_leave: 5% by exponential mean 20 min
    late_breaks: {share: 20%, by: 5 min}
    shifts:
      - from: 08:00
        until: 16:00
        agents: 3
        breaks:
          - {at: 12:00, lasts: 30 min, kind: lunch, paid: false}
          - {at: 10:00, lasts: 1 h, kind: training}
          - {at: 15:00, lasts: 15 min}
"""
PLAIN = read_text(TEXT).data
TEAM = "agents.team"


def team(**fields):
    return from_dict(PLAIN).with_({f"{TEAM}.{name}": value for name, value in fields.items()})


def group(**fields):
    return team(**fields).model.agents["team"]


def found(**fields):
    """Code, place and text of each finding of a change."""
    try:
        findings = team(**fields).notices
    except ScenarioError as error:
        findings = error.findings
    return [(finding.code, finding.where, finding.what) for finding in findings]


# --- reading --------------------------------------------------------------------------------------


def test_all_of_it_is_read():
    people = from_dict(PLAIN).model.agents["team"]
    ten, twenty = Exponential(mean="10 min"), Exponential(mean="20 min")
    assert people.absence == 0.05
    assert people.lateness == Delay(share=0.1, by=ten)
    assert people.early_leave == Delay(share=0.05, by=twenty)
    assert people.late_breaks == Delay(share=0.2, by=Constant(value="5 min"))
    kinds = [(one.kind, one.paid) for one in people.shifts[0].breaks]
    assert kinds == [("lunch", False), ("training", True), ("break", True)]


def test_nothing_happens_where_nothing_is_said():
    people = from_dict(PLAIN | {"agents": {"team": {"staff": 1, "skills": ["help"]}}}).model.agents[
        "team"
    ]
    assert people.absence == 0
    assert people.lateness is people.early_leave is people.late_breaks is None


@pytest.mark.parametrize("kind", ["lateness", "early_leave", "late_breaks"])
def test_a_delay_may_be_one_text(kind):
    long = group(**{kind: {"share": "10%", "by": "lognormal mean 5 min cv 1"}})
    short = group(**{kind: "10% by lognormal mean 5 min cv 1"})
    assert getattr(long, kind) == getattr(short, kind)


def test_a_delay_may_be_by_interval():
    delay = {"share": 0.1, "by": {"per_interval": [f"{n} min" for n in range(10)]}}
    assert isinstance(group(lateness=delay).lateness.by, ByInterval)


def test_one_value_of_a_text_can_be_changed():
    changed = team(early_leave="30% by 1 h").with_({f"{TEAM}.early_leave.share": "40%"})
    assert changed.model.agents["team"].early_leave == Delay(share=0.4, by=Constant(value="1 h"))


def test_what_is_written_is_read_back():
    scenario = from_dict(PLAIN)
    again = from_dict(read_text(scenario.to_yaml()).data)
    assert again.model == scenario.model
    assert again.digest == scenario.digest


# --- mistakes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "code", "place", "told"),
    [
        ({"absence": "120%"}, "CIC106", "absence", "not a share"),
        ({"absence": "often"}, "CIC106", "absence", "'often' is not a share"),
        ({"lateness": "10%"}, "CIC106", "lateness", "'10%' is not a share of days by a delay"),
        ({"lateness": "10 min"}, "CIC106", "lateness", "'10 min' is not a share of days"),
        ({"lateness": "often by 3 min"}, "CIC106", "lateness", "'often' is not a share"),
        ({"lateness": "10% by a bit"}, "CIC106", "lateness", "'a bit' is not a duration"),
        ({"lateness": {"by": "3 min"}}, "CIC102", "lateness.share", "'share' is missing"),
        ({"lateness": {"share": 0.1}}, "CIC102", "lateness.by", "'by' is missing"),
        ({"lateness": {"share": 2, "by": "3 min"}}, "CIC106", "lateness.share", "not a share"),
        ({"lateness": 3}, "CIC103", "lateness", "3 is not"),
        ({"late_breaks": "10% by infinite"}, "CIC307", "late_breaks.by", "never ends"),
        (
            {"early_leave": {"share": 1, "by": {"per_interval": ["1 min"]}}},
            "CIC302", "early_leave.by.per_interval", "the list has 1 value",
        ),
        ({"shifts[0].breaks[0].kind": "lunsh"}, "CIC104", "shifts[0].breaks[0].kind", "'lunsh'"),
        ({"shifts[0].breaks[0].paid": "yes"}, "CIC103", "shifts[0].breaks[0].paid", "'yes'"),
        ({"shifts[0].breaks[0].paid": 0}, "CIC103", "shifts[0].breaks[0].paid", "0 is not"),
    ],
    ids=str,
)  # fmt: skip
def test_each_mistake_is_told_at_its_place(fields, code, place, told):
    ((its_code, where, what),) = found(**fields)
    assert (its_code, where) == (code, f"{TEAM}.{place}")
    assert told in what


@pytest.mark.parametrize(
    ("fields", "code", "place", "told"),
    [
        ({"learning": {"first_week": 2}}, "CIC102", "learning.rate", "'rate' is missing"),
        ({"learning": {"rate": "90%"}}, "CIC102", "learning.first_week", "is missing"),
        (
            {"learning": {"first_week": 2, "rate": 0}}, "CIC105", "learning.rate",
            "must be greater than 0",
        ),
        (
            {"learning": {"first_week": 0.9, "rate": "90%"}}, "CIC108", "learning.plateau",
            "the plateau (1) lies above the first week (0.9)",
        ),
        (
            {"learning": {"first_week": 2, "rate": "90%", "tenure": []}}, "CIC113",
            "learning.tenure", "something is needed",
        ),
        (
            {"learning": {"first_week": 2, "rate": "90%", "tenure": ["3 wks"]}}, "CIC106",
            "learning.tenure[0]", "'3 wks' has the unit 'wks'",
        ),
        ({"fatigue": {"above": "80%"}}, "CIC102", "fatigue.strength", "'strength' is missing"),
        (
            {"fatigue": {"strength": 1, "above": "100%"}}, "CIC105", "fatigue.above",
            "must be less than 1",
        ),
        (
            {"fatigue": {"strength": 1, "over": "0 s"}}, "CIC105", "fatigue.over",
            "must be greater than 0",
        ),
    ],
    ids=str,
)  # fmt: skip
def test_each_mistake_about_learning_and_fatigue_is_told_at_its_place(fields, code, place, told):
    ((its_code, where, what),) = found(**fields)
    assert (its_code, where) == (code, f"{TEAM}.{place}")
    assert told in what


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({f"{TEAM}.skills": {"help": {"quality": 1.1}}}, f"{TEAM}.skills.help.quality"),
        (
            {"queues.help.knowledge_base": {
                "found": "10%", "talk_factor": 1, "resolution_factor": 1.1}},
            "queues.help.knowledge_base.resolution_factor",
        ),
        (
            {"queues.help.additions": {"page": {
                "share": "10%", "takes": "1 min", "resolution_factor": 1.1}}},
            "queues.help.additions.page.resolution_factor",
        ),
        (
            {"queues.help.targets": {"resolution_rate": "at least 70%"}},
            "queues.help.targets.resolution_rate",
        ),
    ],
)  # fmt: skip
def test_what_bears_on_resolution_where_nobody_asks_is_told(changes, where):
    scenario = from_dict(PLAIN).with_(changes)
    (notice,) = scenario.notices
    assert (notice.code, notice.where) == ("CIC368", where)
    assert not scenario.with_({"queues.help.resolves": "70%"}).notices


def test_late_breaks_without_breaks_are_told():
    ((code, where, what),) = found(**{"shifts[0].breaks": []})
    assert (code, where) == ("CIC362", f"{TEAM}.late_breaks")
    assert "none of its agents has one" in what
    counted = {"staff": 3, "skills": ["help"], "late_breaks": "10% by 1 min"}
    (notice,) = from_dict(PLAIN | {"agents": {"team": counted}}).notices
    assert notice.code == "CIC362"


def test_a_misspelt_kind_is_answered_with_the_right_one(tmp_path):
    (finding,) = check(write(tmp_path, TEXT.replace("kind: lunch", "kind: lunsh")))
    assert "did you mean 'lunch'" in finding.remedy
    assert finding.line == TEXT.splitlines().index(
        "          - {at: 12:00, lasts: 30 min, kind: lunch, paid: false}"
    ) + 1  # fmt: skip


# --- what else reads it ---------------------------------------------------------------------------


def test_the_mean_factor_counts_each_tenure_as_often_as_agents_take_it():
    learning = group(learning={"first_week": 2, "rate": "80%", "tenure": [0, "1 week"]}).learning
    assert learning.mean_factor(3) == pytest.approx((2 + 1.6 + 2) / 3)
    assert learning.mean_factor(1) == 2
    assert learning.mean_factor(0) == pytest.approx(1.8)


def test_who_is_absent_is_missing_from_the_time_on_duty_to_be_expected():
    expected = 3 * (8 - 0.5 - 1 - 0.25) * 3600
    assert staffed_seconds(team(absence=0).model, "team") == pytest.approx(expected)
    assert staffed_seconds(team(absence="20%").model, "team") == pytest.approx(0.8 * expected)


@pytest.mark.parametrize(
    "lateness",
    [
        "10% by exponential mean 10 min",
        {"share": "10%", "by": "5 min"},
        {"share": 0.1, "by": {"kind": "uniform", "from": "1 min", "to": "5 min"}},
    ],
    ids=str,
)
def test_the_schema_accepts_what_is_accepted(lateness):
    validator = Draft202012Validator(json_schema())
    team_ = PLAIN["agents"]["team"] | {"lateness": lateness}
    assert list(validator.iter_errors(PLAIN | {"agents": {"team": team_}})) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"lateness": "10%"},
        {"lateness": {"share": 0.1, "by": "5 min", "often": 3}},
        {"absence": [1]},
        {"shifts": [{"from": "08:00", "until": "09:00",
                     "breaks": [{"at": "08:30", "lasts": "5 min", "kind": "nap"}]}]},
        {"shifts": [{"from": "08:00", "until": "09:00",
                     "breaks": [{"at": "08:30", "lasts": "5 min", "paid": "yes"}]}]},
    ],
    ids=str,
)  # fmt: skip
def test_the_schema_refuses_what_is_refused(wrong):
    validator = Draft202012Validator(json_schema())
    team_ = PLAIN["agents"]["team"] | wrong
    assert list(validator.iter_errors(PLAIN | {"agents": {"team": team_}}))


def test_the_schema_says_what_the_fields_mean():
    definitions = json_schema()["$defs"]
    told = definitions["AgentGroup"]["properties"]["absence"]["description"]
    assert told == "The probability that an agent does not come on a day that it is to work."
    kinds = definitions["Break"]["properties"]["kind"]
    assert kinds["enum"] == ["break", "lunch", "training", "meeting"]
    assert kinds["default"] == "break"


def ann(*shifts, days=1, **groups):
    """The places and days at which Ann works two shifts at once."""
    fields = ("from", "until", "days")
    agents = {
        name: {
            "skills": ["help"],
            "shifts": [{"names": ["Ann"]} | dict(zip(fields, one, strict=False)) for one in own],
        }
        for name, own in {"team": shifts, **groups}.items()
    }
    plain = PLAIN | {"days": days, "agents": agents}
    try:
        from_dict(plain)
    except ScenarioError as error:
        found = [one for one in error.findings if one.severity == "error"]
        assert {one.code for one in found} == {"CIC337"}
        return [(one.where, one.what.split(" on ")[1].split(":")[0]) for one in found]
    return []


def test_an_agent_may_work_one_shift_after_the_other():
    assert ann(("08:00", "12:00"), ("12:00", "16:00"), days=7) == []
    assert ann(("08:00", "12:00", ["monday"]), ("09:00", "13:00", ["tuesday"]), days=7) == []


def test_an_agent_does_not_work_two_shifts_at_once():
    second = "agents.team.shifts[1].names[0]"
    assert ann(("08:00", "12:00"), ("11:59", "16:00")) == [(second, "monday")]
    assert ann(("11:59", "16:00"), ("08:00", "12:00")) == [(second, "monday")]
    both = ("08:00", "12:00", ["monday", "friday"]), ("09:00", "13:00", ["tuesday", "friday"])
    assert ann(*both, days=7) == [(second, "friday")]
    assert ann(*both, days=4) == []


def test_nor_in_two_groups_nor_past_midnight():
    there = "agents.other.shifts[0].names[0]"
    assert ann(("08:00", "12:00"), other=[("10:00", "11:00")]) == [(there, "monday")]
    night, early = ("18:00", "32:30", ["monday"]), ("08:00", "09:00", ["tuesday"])
    assert ann(night, early, days=2) == [("agents.team.shifts[1].names[0]", "tuesday")]
    assert ann(night, ("08:30", "09:00", ["tuesday"]), days=2) == []


def test_each_shift_that_meets_others_is_told_once():
    three = [("08:00", "12:00"), ("08:00", "12:00"), ("09:00", "10:00")]
    assert len(ann(*three, days=14)) == 2
