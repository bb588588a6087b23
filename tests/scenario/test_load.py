"""Loading, overlays, changes, and writing a scenario out again."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from cic.errors import ScenarioError, UsageError
from cic.scenario.checks import expected_contacts
from cic.scenario.demand import Demand
from cic.scenario.load import check, from_dict, load, read_change
from cic.scenario.reader import read_file, read_text
from cic.scenario.scenario import Model
from cic.scenario.schema import json_schema
from cic.scenario.shape import example, fields, minimal
from tests.parts import parts_of
from tests.scenario.examples import BASE, EXAMPLES, NOTICE_CODES, changed, write


@pytest.fixture
def base(tmp_path):
    return load(write(tmp_path, BASE))


def test_a_scenario_knows_its_name_and_model(base):
    assert base.name == "Help desk"
    assert base.model.agents["all"].staff == (4, 4, 5, 6)
    assert base.model.ivr.menus["welcome"].choices["1"].go == "own queue"


def test_its_repr_says_what_it_holds_in_few_lines(base):
    text = repr(base)
    assert len(text.splitlines()) <= 15
    assert "Help desk" in text
    assert "queue second line: 28 contacts" in text
    assert "<table>" in base._repr_html_()


def test_hostile_names_are_escaped_in_html(base):
    hostile = base.with_({"name": "<script>alert(1)</script>"})
    assert "<script>" not in hostile._repr_html_()


def test_a_large_scenario_still_prints_in_15_lines(base):
    queues = {f"q{n}": {"talk": "3 min", "arrivals": "1/hour"} for n in range(30)}
    agents = {f"g{n}": {"staff": 1, "skills": list(queues)} for n in range(30)}
    large = base.with_(overlay={"queues": queues, "agents": agents})
    assert len(repr(large).splitlines()) <= 15


def test_a_change_gives_a_new_scenario_and_leaves_the_old(base):
    more = base.with_({"agents.all.staff": 12})
    assert more.model.agents["all"].staff == 12
    assert base.model.agents["all"].staff == (4, 4, 5, 6)
    assert more.digest != base.digest
    assert base.with_({}) == base


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("agents.all.staff.1", 9, lambda m: m.agents["all"].staff[1] == 9),
        ("agents.all.staff[1]", 9, lambda m: m.agents["all"].staff[1] == 9),
        ("queues.regular.arrivals.per_interval[3]", 7, lambda m: _profile(m)[3] == 7),
        ("queues.second line.arrivals", "60/hour", lambda m: _second(m).arrivals.rate == 1 / 60),
        (
            "queues.second line.arrivals.rate",
            "60/hour",
            lambda m: _second(m).arrivals.rate == 1 / 60,
        ),
        ("queues.regular.talk.mean", "4 min", lambda m: m.queues["regular"].talk.mean == 240),
        ("queues.second line.talk.value", "4 min", lambda m: _second(m).talk.mean == 240),
        ("queues.regular.priority", 3, lambda m: m.queues["regular"].priority == 3),
        ("agents.all.skills.regular", 5, lambda m: m.agents["all"].skills["regular"].rank == 5),
        ("agents.all.skills.regular.talk_factor", 2, lambda m: _factor(m) == 2),
        ("agents.night owls.shifts.0.agents", 5, lambda m: _owls(m).shifts[0].agents == 5),
        ("run.seed", 5, lambda m: m.run.seed == 5),
        ("ivr.menus.welcome.choices.2.takes", "1 min", lambda m: _choice(m).takes.mean == 60),
        (
            "queues.regular.patience",
            None,
            lambda m: m.queues["regular"].patience.kind == "infinite",
        ),
        ("run.seed", None, lambda m: m.run.seed == 1),
    ],
)
def test_any_value_can_be_changed_by_its_path(base, path, value, where):
    assert where(base.with_({path: value}).model)


def _profile(model):
    return model.queues["regular"].arrivals.per_interval


def _second(model):
    return model.queues["second line"]


def _factor(model):
    return model.agents["all"].skills["regular"].talk_factor


def _owls(model):
    return model.agents["night owls"]


def _choice(model):
    return model.ivr.menus["welcome"].choices["2"]


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("agents.al.staff", "did you mean 'all'"),
        ("agnts.all.staff", "did you mean 'agents'"),
        ("agents.all.staf", "did you mean 'staff'"),
        ("queues.regular.talk.maen", "did you mean 'mean'"),
        ("agents.all.staff[9]", "numbered 0 to 3"),
        ("agents.all.staff.x", "numbered 0 to 3"),
        ("name.x", ""),
        ("", ""),
        ("...", ""),
        ("a[", ""),
    ],
)
def test_a_path_that_leads_nowhere_is_told(base, path, known):
    with pytest.raises(ScenarioError, match="CIC210") as caught:
        base.with_({path: 1})
    assert known in str(caught.value)


def test_a_value_that_does_not_fit_is_told_with_its_path(base):
    with pytest.raises(ScenarioError) as caught:
        base.with_({"agents.all.staff": -1})
    (finding,) = caught.value.findings
    assert (finding.where, finding.file) == ("agents.all.staff", "")


def test_an_overlay_is_merged_and_null_removes(tmp_path):
    path = write(tmp_path, BASE)
    over = tmp_path / "over.yaml"
    over.write_text(
        "queues: {regular: {patience: null, priority: 7}}\n"
        "agents: {night owls: null}\n"
        "run: {seed: 9}\n"
    )
    model = load(path, overlays=[over]).model
    assert list(model.agents) == ["all"]
    assert model.queues["regular"].priority == 7
    assert model.queues["regular"].patience.kind == "infinite"
    assert model.queues["regular"].talk.mean == pytest.approx(180)
    assert model.run.seed == 9


def test_a_mistake_in_an_overlay_is_told_with_the_overlays_line(tmp_path):
    path = write(tmp_path, BASE)
    over = tmp_path / "over.yaml"
    over.write_text("# more\nqueues:\n  regular:\n    talk: 3 mins x\n    zzz: 1\n")
    findings = check(path, overlays=[over])
    assert [(finding.file, finding.line) for finding in findings] == [
        (str(over), 4),
        (str(over), 5),
    ]


def test_changes_come_after_overlays(tmp_path):
    over = tmp_path / "over.yaml"
    over.write_text("run: {seed: 9}")
    path = write(tmp_path, BASE)
    assert load(path, overlays=[over], changes={"run.seed": 3}).model.run.seed == 3


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("a.b=12", ("a.b", 12)),
        ("a.b c = 4 min", ("a.b c", "4 min")),
        ("a=[1, 2]", ("a", [1, 2])),
        ("a={cv: 10%}", ("a", {"cv": "10%"})),
        ("a=08:30", ("a", "08:30")),
        ("a=", ("a", None)),
        ("a=x=y", ("a", "x=y")),
    ],
)
def test_a_change_is_read_from_text(text, change):
    assert read_change(text) == change


@pytest.mark.parametrize("text", ["", "a", "=1"])
def test_what_is_no_change_is_refused(text):
    with pytest.raises(UsageError):
        read_change(text)


@pytest.mark.parametrize("text", ["a=[1", "a=&b 1", "a=.nan"])
def test_a_change_whose_value_is_not_yaml_is_refused(text):
    with pytest.raises(ScenarioError):
        read_change(text)


COLUMNS = changed(
    ("arrivals: {per_interval: [10, 20, 20, 10]}", "arrivals: {file: day.csv, column: calls}"),
    (
        "talk: 5 min",
        "talk: {file: day.csv, column: calls}\n    wrap_up: {kind: empirical, quantiles: "
        "{file: day.csv, column: calls2}}",
    ),
    ("staff: [4, 4, 5, 6]", "staff: {file: day.csv, column: calls}"),
)


def test_columns_are_read_from_the_scenarios_folder_and_written_out(tmp_path, monkeypatch):
    path = write(tmp_path, COLUMNS)
    (tmp_path / "day.csv").write_text("calls,calls2\n10,1\n20.0,2\n20,3\n10,4\n,5\n")
    scenario = load(path)
    assert scenario.model.agents["all"].staff == (10, 20, 20, 10)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    again = load(write(elsewhere, scenario.to_yaml(), "again.yaml"))
    assert again.model == scenario.model
    assert again.digest == scenario.digest
    assert "csv" not in scenario.to_yaml()


def test_long_columns_are_written_beside(tmp_path):
    text = changed(
        ("arrivals: 20/hour", "arrivals: {times: {file: day.csv, column: calls}}"),
        ("talk: 5 min", "talk: {file: day.csv, column: calls}"),
    )
    path = write(tmp_path, text)
    (tmp_path / "day.csv").write_text("\n".join(["calls", *["28800.5"] * 10_001]))
    scenario = load(path)
    files = scenario.to_files()
    assert list(files) == ["scenario.yaml", "scenario-1.csv", "scenario-2.csv"]
    other = tmp_path / "other"
    other.mkdir()
    for name, text in files.items():
        (other / name).write_text(text)
    assert load(other / "scenario.yaml").digest == scenario.digest


def test_what_is_written_reads_back_as_it_was(base):
    text = base.to_yaml()
    assert read_text(text).data == base.written
    assert "patience: exponential mean 6 min" in text
    assert read_text(yaml.safe_dump(base.written)).data == base.written


@pytest.mark.parametrize(
    "word",
    ["1e3", "010", "NO", "true", "null", "~", "0o7", ".nan", "8:30", "1.", "é", "#x", "a: b"],
)
def test_text_that_looks_like_something_else_stays_text(base, word):
    scenario = base.with_({"question": word})
    assert from_dict(read_text(scenario.to_yaml()).data).question == word


def test_the_written_data_cannot_be_changed_from_outside(base):
    base.written["name"] = "other"
    base.written["agents"]["all"]["staff"] = 3
    assert base.written["name"] == "Help desk"
    assert base.written["agents"]["all"]["staff"] == [4, 4, 5, 6]


def test_a_scenario_does_not_change(base):
    with pytest.raises(AttributeError):
        base.model = None


def test_the_digest_is_the_same_everywhere(base):
    assert base.digest == from_dict(base.written).digest
    assert base.digest == "a7ed98c10f7d04b8b29915f4b4684610"


def test_expected_contacts_count_open_hours_only(base):
    assert expected_contacts(base.model) == pytest.approx(60 + 40)
    week = base.with_(
        {
            "days": 7,
            "opening_hours": {"sunday": "closed", "friday": {"opens": "08:00", "closes": "09:15"}},
        }
    )
    assert expected_contacts(week.model) == pytest.approx(5 * 100 + 40 + 25)


def test_numbers_of_numpy_are_taken(base):
    np = pytest.importorskip("numpy")
    staff = np.array([1, 2, 3, 4])
    assert base.with_({"agents.all.staff": staff}).model.agents["all"].staff == (1, 2, 3, 4)
    assert base.with_({"run.seed": np.int64(7)}).model.run.seed == 7


VALID = [text for code, text in EXAMPLES.items() if code in NOTICE_CODES]


@pytest.mark.parametrize("text", [BASE, COLUMNS, *VALID])
def test_what_loads_fits_the_schema(text):
    validator = jsonschema.Draft202012Validator(json_schema())
    assert [error.message for error in validator.iter_errors(read_text(text).data)] == []


def shipped():
    folder = Path(__file__).parents[2] / "scenarios"
    return sorted(folder.glob("*.yaml"))


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_every_shipped_scenario_fits_the_schema_and_has_no_mistakes(path):
    validator = jsonschema.Draft202012Validator(json_schema())
    assert [error.message for error in validator.iter_errors(read_file(path).data)] == []
    assert [str(finding) for finding in check(path) if finding.severity == "error"] == []


@pytest.mark.parametrize("code", ["CIC101", "CIC102", "CIC103", "CIC104", "CIC105", "CIC106"])
def test_the_schema_refuses_wrong_values(code):
    validator = jsonschema.Draft202012Validator(json_schema())
    assert list(validator.iter_errors(read_text(EXAMPLES[code]).data))


def test_the_schema_is_valid_json_and_describes_every_field():
    schema = json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    parts = {"the scenario": schema, **schema["$defs"]}
    for name, part in parts.items():
        for form in part.get("anyOf", [part]):
            for field, described in form.get("properties", {}).items():
                law = name in LAWS or field in ("file", "column")
                assert law or described.get("description"), (name, field)


LAWS = {
    "Column",
    "Branch",
    "Empirical",
    "Constant",
    "Exponential",
    "Lognormal",
    "Gamma",
    "Erlang",
    "Weibull",
    "Uniform",
    "Triangular",
    "Hyperexponential",
    "Infinite",
}


def test_every_required_field_has_an_example_that_is_accepted():
    for model in [*parts_of(Model), *parts_of(Demand)]:
        for info in fields(model).values():
            if info.is_required():
                assert example(info) is not None
        if model.__name__ not in NEEDS_MORE:
            model.model_validate(minimal(model))


NEEDS_MORE = {
    "Lognormal",
    "Gamma",
    "Erlang",
    "Weibull",
    "Uniform",
    "Triangular",
    "Hyperexponential",
    "Empirical",
    "Arrivals",
    "AgentGroup",
    "Choice",
    "Shift",
    "Hours",
    "Turns",
    "Overflow",
    "InService",
    "Incident",
    "Condition",
    "Voicemail",
    "Balking",
    "PatienceChange",
    "Announcement",
    "Need",
    "Allocation",
    "CaseStep",
    "Circumstance",
}


def test_checking_imports_nothing_heavy():
    code = (
        "import sys, cic.scenario.load, cic.scenario.schema;"
        "heavy = {'numpy', 'pandas', 'numba', 'matplotlib', 'simpy', 'scipy', 'typer', 'rich'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
