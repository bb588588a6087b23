"""YAML is read by the rules of YAML 1.2, with the place of everything."""

import json
import time

import pytest

from cic.errors import ScenarioError
from cic.scenario.reader import MAX_NODES, read_file, read_text, read_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8:30", "8:30"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("1e3", 1000.0),
        ("+.5", 0.5),
        ("-12", -12),
        ("1_000", "1_000"),
        ("2026-11-22", "2026-11-22"),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("4 min", "4 min"),
        ("80% in 20 s", "80% in 20 s"),
        ("[1, a, [2]]", [1, "a", [2]]),
        ("{a: 1, 2: b}", {"a": 1, "2": "b"}),
        ("<<", "<<"),
    ],
)
def test_a_value_means_what_yaml_1_2_says(text, value):
    read = read_value(text)
    assert read == value
    assert type(read) is type(value)


def test_the_place_of_every_key_and_value_is_known():
    spot = read_text("a:\n  b: [1,\n   2]\nc: x\n", file="f.yaml").spot
    places = {
        where: (spot.find(where)[0].line, spot.find(where)[0].column)
        for where in [("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1), ("c",)]
    }
    assert places == {
        ("a",): (2, 3),
        ("a", "b"): (2, 6),
        ("a", "b", 0): (2, 7),
        ("a", "b", 1): (3, 4),
        ("c",): (4, 4),
    }
    assert spot.find(("a", "b"))[0].key_line == 2
    assert spot.find(("a", "b"))[0].key_column == 3
    assert spot.find(("a", "zzz", 3)) == (spot.find(("a",))[0], False)


def test_the_path_of_a_refused_value_is_known():
    document = read_text("a:\n  b: [1, .inf, {c: .nan}]\n")
    assert document.paths == [("a", "b", 1), ("a", "b", 2, "c")]
    assert [finding.where for finding in document.findings] == ["a.b[1]", "a.b[2].c"]


def test_json_is_read_too():
    data = {"a": [1, 2.5, None, True, "8:30"], "b": {"c": "é\n"}}
    assert read_text(json.dumps(data)).data == data


def test_a_byte_order_mark_is_ignored(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_file(tmp_path / "a.yaml").data == {"a": 1}


def test_the_first_of_two_values_of_a_name_is_kept_and_the_second_told():
    document = read_text("a: 1\nb: 2\na: {c: [1]}\n")
    assert document.data == {"a": 1, "b": 2}
    (finding,) = document.findings
    assert (finding.code, finding.line, finding.where) == ("CIC007", 3, "a")
    assert "line 1" in finding.what


def test_aliases_that_explode_are_refused_at_once():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    start = time.perf_counter()
    with pytest.raises(ScenarioError) as caught:
        read_text("\n".join(lines))
    assert time.perf_counter() - start < 2
    assert {finding.code for finding in caught.value.findings} == {"CIC008"}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 50_000,
        "- " * 50_000,
        "a: [" + "1," * (MAX_NODES + 1) + "]",
        "? [a]\n: b",
        "a\n: b\n c",
        "a: 'x",
        "\ta: 1",
        "a: 1\n\tb: 2",
        "%YAML 3.0\n---\na: 1",
        "a: \x07",
        "a: \ud800",
        "a: \0",
        "--- a\n--- b",
        "",
        "just text",
        "a: !!python/object/apply:os.system [ls]",
    ],
)
def test_what_cannot_be_a_scenario_is_refused_quickly(text):
    start = time.perf_counter()
    with pytest.raises(ScenarioError):
        refused(text)
    assert time.perf_counter() - start < 10


def refused(text):
    document = read_text(text)
    if document.findings:
        raise ScenarioError(document.findings)


def test_a_file_beyond_the_limit_is_refused(tmp_path):
    (tmp_path / "big.yaml").write_bytes(b"a: b\n" * 1_100_000)
    with pytest.raises(ScenarioError, match="CIC003"):
        read_file(tmp_path / "big.yaml")


def test_a_key_without_a_name_is_refused():
    assert read_text("'': 1").data == {"": 1}
