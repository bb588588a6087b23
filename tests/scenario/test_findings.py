"""Mistakes in a scenario: each is found, told with its place, and all of them at once."""

import time
from functools import cache

import pytest

from cic.errors import ScenarioError
from cic.scenario.codes import CODES
from cic.scenario.durations import FORMS
from cic.scenario.load import check, from_dict, load, read_change
from tests.scenario.examples import BASE, EXAMPLES, NOTICE_CODES, changed, write


def found(tmp_path, text):
    return check(write(tmp_path, text))


def test_every_code_has_an_example():
    of_demands = {code for code in CODES if "CIC480" <= code < "CIC500"}  # tests of demands
    assert set(CODES) == set(EXAMPLES) | of_demands | {"CIC001", "CIC002", "CIC210"}


@pytest.fixture(scope="module")
def of_example(tmp_path_factory):
    """What is found in the example of a code, looked for once."""
    return cache(lambda code: found(tmp_path_factory.mktemp(code), EXAMPLES[code]))


@pytest.mark.parametrize("code", EXAMPLES)
def test_each_mistake_is_told_with_its_code_and_nothing_else(code, of_example):
    findings = of_example(code)
    errors = {finding.code for finding in findings if finding.severity == "error"}
    notices = {finding.code for finding in findings if finding.severity == "notice"}
    if code in NOTICE_CODES:
        assert not errors
        assert code in notices
    else:
        assert errors == {code}


@pytest.mark.parametrize("code", EXAMPLES)
def test_each_finding_says_file_line_and_remedy(code, of_example):
    for finding in of_example(code):
        assert finding.file.endswith("day.yaml")
        assert finding.line >= 1 or code == "CIC003"
        assert finding.what
        assert finding.remedy
        assert "\n" not in finding.what


@pytest.mark.parametrize(
    ("path", "value", "remedy"),
    [
        ("queues.regular.talk", "-5 min", "write how long, such as '4 min', or 0"),
        ("queues.regular.talk", "erlang mean 3 min", "give stages or cv, and nothing else"),
        ("queues.regular.talk", "weibull cv 1", "give mean and cv or shape and scale"),
        ("queues.regular.talk", "triangular 1 min 2 min 3 min", f"write '{FORMS['triangular']}'"),
        ("queues.regular.balk", "120%", "write it as '70%' or 0.7"),
        ("queues.regular.capacity", -1, "write 0 or more"),
        ("queues.regular.resolves", 2, "write it as '70%' or 0.7"),
        ("queues.second line.arrivals", "-3/hour", "write how many, such as '120/hour'"),
        ("opens", "09:75", "write it as '08:30', past midnight as '26:00'"),
        ("day_factors", {"all": {"cv": 0}}, "write 0.001 or more"),
        ("queues.regular.talk", "lognormal median 1 s sigma 0", "write more than 0"),
        ("closes", "08:50", "write 'interval: 10 min'"),
        ("closes", "08:07", "write 'interval: 1 min'"),
        ("closes", "09:20", "write 'interval: 20 min'"),
        ("run.confidence", 2, "write it as '70%' or 0.7"),
    ],
)
def test_each_wrong_value_has_a_remedy(path, value, remedy, tmp_path):
    file = write(tmp_path, BASE)
    errors = [one for one in check(file, changes={path: value}) if one.severity == "error"]
    assert any(remedy in finding.remedy for finding in errors), errors
    assert all(finding.remedy for finding in errors)


@pytest.mark.parametrize("kind", FORMS)
def test_how_a_kind_of_duration_may_be_written_can_be_read(kind, tmp_path):
    form = FORMS[kind]
    _, value = read_change(f"a={form}")
    found = check(write(tmp_path, BASE), changes={"queues.regular.patience": value})
    assert not [finding for finding in found if finding.severity == "error"]
    assert kind == "empirical" or form.split()[0] == kind


@pytest.mark.parametrize("text", ["[1, 2", "*all", "&a 3", "{a: 1, a: 2}", "!!set {a}"])
def test_a_change_that_is_not_yaml_is_told_with_its_path(text):
    with pytest.raises(ScenarioError) as caught:
        read_change(f"agents.all.staff={text}")
    assert {finding.where for finding in caught.value.findings} == {"agents.all.staff"}


def test_the_small_scenario_has_no_mistakes(tmp_path):
    assert found(tmp_path, BASE) == []


def test_a_missing_file_is_told(tmp_path):
    assert [finding.code for finding in check(tmp_path / "none.yaml")] == ["CIC001"]


@pytest.mark.parametrize("path", [".", "/proc/self/mem", "a\0b", "x" * 5000])
def test_what_cannot_be_read_is_told(path, tmp_path):
    assert {finding.code for finding in check(tmp_path / path)} <= {"CIC001", "CIC002", "CIC004"}


EIGHT = """\
name: Eight mistakes
opens: 08:00
closes: 10:00
intervall: 30 min
queues:
  regular:
    arrivals: {per_interval: [10, 20, 20]}
    patience: exponental mean 6 min
    talk: infinite
    service_level: 120% in 20 s
  second:
    arrivals: 20/hour
    talk: -5 min
agents:
  all: {staff: [4, 4, -5, 6], skills: [regular, secnd]}
  others:
    staff: 4
    skills: {second: {rank: 1, talk_facter: 0.9}}
routing:
  agent: longest_idel
run: {seed: 1, replications: many}
"""


def test_all_mistakes_are_told_in_one_go_with_their_lines(tmp_path):
    told = {(finding.line, finding.where, finding.code) for finding in found(tmp_path, EIGHT)}
    assert told == {
        (4, "intervall", "CIC101"),
        (7, "queues.regular.arrivals.per_interval", "CIC302"),
        (8, "queues.regular.patience", "CIC106"),
        (9, "queues.regular.talk", "CIC307"),
        (10, "queues.regular.service_level", "CIC106"),
        (13, "queues.second.talk", "CIC106"),
        (15, "agents.all.staff[2]", "CIC105"),
        (15, "agents.all.skills[1]", "CIC201"),
        (18, "agents.others.skills.second.talk_facter", "CIC101"),
        (20, "routing.agent", "CIC104"),
        (21, "run.replications", "CIC103"),
    }


@pytest.mark.parametrize(
    ("wrong", "right", "text"),
    [
        ("intervall", "interval", changed(("interval: 30", "intervall: 30"))),
        ("paitence", "patience", changed(("patience:", "paitence:"))),
        ("exponental", "exponential", changed(("exponential", "exponental"))),
        ("reguler", "regular", changed(("{regular: 2}", "{reguler: 2}"))),
        ("welcom", "welcome", changed(("through: welcome", "through: welcom"))),
        ("own qeue", "own queue", changed(("go: own queue", "go: own qeue"))),
        ("cals", "calls", EXAMPLES["CIC111"]),
        ("mean_wiat", "mean_wait", EXAMPLES["CIC209"]),
    ],
)
def test_a_misspelt_word_is_answered_with_the_right_one(wrong, right, text, tmp_path):
    (finding,) = [one for one in found(tmp_path, text) if one.severity == "error"]
    assert repr(wrong) in finding.what
    assert f"did you mean {right!r}" in finding.remedy


def test_a_missing_field_is_told_where_it_should_stand_with_an_example(tmp_path):
    (finding,) = found(tmp_path, EXAMPLES["CIC102"])
    assert finding.where == "queues.regular.talk"
    assert finding.line == BASE.splitlines().index("  regular:") + 1
    assert "talk: exponential mean 3 min" in finding.remedy


def test_a_wrong_length_says_how_many_intervals_there_are(tmp_path):
    (finding,) = found(tmp_path, EXAMPLES["CIC302"])
    assert finding.where == "agents.all.staff"
    assert "3 values" in finding.what
    assert "4 intervals of 30 min" in finding.what


def test_too_many_contacts_are_refused_with_the_memory_they_would_take(tmp_path):
    (finding,) = found(tmp_path, EXAMPLES["CIC401"])
    assert finding.where == "queues.regular.arrivals"
    assert "1e+09 contacts and take 120 GB" in finding.what


def test_a_loop_of_menus_is_named(tmp_path):
    (finding,) = found(tmp_path, EXAMPLES["CIC310"])[:1]
    assert "'loop' → 'loop'" in finding.what


def test_a_file_outside_the_folder_is_refused(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.csv").write_text("calls\n1\n")
    text = EXAMPLES["CIC110"].replace("none.csv", "../secret.csv")
    (finding,) = check(write(inner, text))
    assert finding.code == "CIC110"
    assert "outside" in finding.what


def test_a_hole_in_a_column_is_an_error_and_not_skipped(tmp_path):
    path = write(tmp_path, EXAMPLES["CIC110"].replace("none.csv", "hole.csv"))
    (tmp_path / "hole.csv").write_text("calls,x\n1,1\n,1\n2,1\n3,1\n")
    (finding,) = check(path)
    assert finding.code == "CIC112"
    assert "line 3" in finding.what


@pytest.mark.parametrize(
    "value",
    [None, 3, "text", [], object(), float("nan"), 10**400, {1: 2}, b"x", {"a": {"b": object()}}],
)
def test_nonsense_from_python_is_told_too(value):
    with pytest.raises(ScenarioError):
        from_dict(value)
    with pytest.raises(ScenarioError):
        from_dict({"name": value, "queues": value})


def test_data_that_hold_themselves_are_refused():
    data = {}
    data["x"] = data
    with pytest.raises(ScenarioError, match="CIC011"):
        from_dict(data)


def test_many_mistakes_are_told_within_seconds(tmp_path):
    text = changed(("[4, 4, 5, 6]", "[" + "x, " * 20_000 + "x]"))
    start = time.process_time()
    findings = found(tmp_path, text)
    assert time.process_time() - start < 8
    assert 1 <= len(findings) <= 200


def test_a_name_dropped_as_unusable_is_not_told_again(tmp_path):
    assert {finding.code for finding in found(tmp_path, EXAMPLES["CIC107"])} == {"CIC107"}


def test_an_error_prints_all_its_findings(tmp_path):
    with pytest.raises(ScenarioError) as caught:
        load(write(tmp_path, EIGHT))
    assert str(caught.value).startswith("11 problems found\n")


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("{}", {("routing.agent.score", "CIC102")}),
        ("{by_rank: false}", {("routing.agent.score", "CIC102")}),
        ("{score: []}", {("routing.agent.score", "CIC113")}),
        ("{score: [{}]}", {("routing.agent.score[0]", "CIC113")}),
        ("{score: [{levle: 1}]}", {("routing.agent.score[0].levle", "CIC104")}),
        ("{module: mine.py}", {("routing.agent.function", "CIC102")}),
        ("{function: mine}", {("routing.agent.module", "CIC102")}),
        ("{module: m.py, function: f, score: [{level: 1}]}", {("routing.agent.score", "CIC101")}),
    ],
)
def test_a_decision_that_is_not_whole_is_told_where_it_is_not(tmp_path, agent, told):
    found = check(write(tmp_path, BASE + f"routing: {{agent: {agent}}}\n"))
    assert {(one.where, one.code) for one in found} == told
    assert all("''" not in one.what for one in found)
