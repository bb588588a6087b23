"""Whatever is in a file, or is given from Python, only a ScenarioError comes out, and soon."""

import contextlib
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cic.errors import ScenarioError
from cic.scenario.load import from_dict
from cic.scenario.reader import read_text
from tests.scenario.examples import BASE, BLEND, EVENTS, EXAMPLES, TRUNKS

SECONDS = 5.0
MANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = st.sampled_from(
    [
        "",
        "infinite",
        "exponential",
        "mean 3 min",
        "own queue",
        "null",
        ".nan",
        "1e999",
        "-1",
        "0",
        "[",
        "]",
        "{",
        "}",
        ":",
        "- ",
        "&a",
        "*a",
        "!x",
        "regular",
        "per_interval",
        "file",
        "kind",
        "\n",
        "  ",
        "'",
        '"',
        "#",
        "08:00",
        "70%",
        "120/hour",
        "closed",
        "true",
        "9" * 30,
        "\t",
        "\u202e",
        "é",
        "|",
        ">",
        "? ",
        "---",
        "%",
    ]
)


@contextlib.contextmanager
def only_scenario_errors():
    start = time.perf_counter()
    with contextlib.suppress(ScenarioError):
        yield
    assert time.perf_counter() - start < SECONDS


@MANY
@given(st.text())
def test_random_text(text):
    with only_scenario_errors():
        from_dict(read_text(text).data)


@MANY
@given(st.lists(WORDS, max_size=40))
def test_random_words(words):
    with only_scenario_errors():
        from_dict(read_text("".join(words)).data)


@MANY
@given(st.data())
def test_a_valid_scenario_with_words_put_in_or_cut_out(data):
    text = data.draw(st.sampled_from([BASE, *(t for t in EXAMPLES.values() if len(t) < 5000)]))
    text = text if isinstance(text, str) else text.decode("latin-1")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        until = data.draw(st.integers(at, min(at + 20, len(text))))
        text = text[:at] + data.draw(WORDS) + text[until:]
    with only_scenario_errors():
        from_dict(read_text(text).data)


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=5)
FIELDS = st.sampled_from(
    [
        "name",
        "opens",
        "closes",
        "queues",
        "agents",
        "ivr",
        "menus",
        "welcome",
        "choices",
        "share",
        "go",
        "serve",
        "talk",
        "arrivals",
        "per_interval",
        "staff",
        "skills",
        "kind",
        "mean",
        "cv",
        "file",
        "column",
        "values",
        "per_hour",
        "rate",
        "times",
        "shifts",
        "from",
        "until",
        "breaks",
        "regular",
        "start",
        "prompt",
        "run",
        "channels",
        "channel",
        "chat",
        "like",
        "at_once",
        "interrupts",
        "slow_down",
        "turns",
        "pause",
        "capacity",
        "overnight",
        "additions",
        "when_free",
        "lines",
        "holidays",
        "overflow",
        "after",
        "when_waiting",
        "answering",
        "rings",
        "no_answer",
        "rejects",
        "incidents",
        "at",
        "day",
        "when",
        "waiting",
        "move",
        "ports",
        "to",
        "absence",
        "lateness",
        "by",
        "1",
    ]
)
NESTED = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(FIELDS, inner, max_size=5),
    max_leaves=20,
)


@MANY
@given(st.dictionaries(FIELDS, NESTED, max_size=8))
def test_random_nested_data(data):
    with only_scenario_errors():
        from_dict(data)


def places(value, where=()):
    yield where
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, inner in items:
        yield from places(inner, (*where, step))


@MANY
@given(st.data())
def test_a_valid_scenario_with_a_value_replaced(data):
    plain = read_text(data.draw(st.sampled_from([BASE, BLEND, TRUNKS, EVENTS]))).data
    for _ in range(data.draw(st.integers(1, 3))):
        where = data.draw(st.sampled_from([where for where in places(plain) if where]))
        holder = plain
        for step in where[:-1]:
            holder = holder[step]
        holder[where[-1]] = data.draw(NESTED)
    with only_scenario_errors():
        scenario = from_dict(plain)
        again = from_dict(read_text(scenario.to_yaml()).data)
        assert again.digest == scenario.digest
        repr(scenario)


@MANY
@given(st.text(max_size=40) | st.lists(FIELDS | WORDS, max_size=5).map(".".join), NESTED)
def test_random_changes(path, value):
    scenario = from_dict(read_text(BASE).data)
    with only_scenario_errors():
        scenario.with_({path: value})


@MANY
@given(st.dictionaries(FIELDS, NESTED, max_size=5))
def test_random_overlays(overlay):
    scenario = from_dict(read_text(BLEND).data)
    with only_scenario_errors():
        scenario.with_(overlay=overlay)


def test_the_suppression_is_only_of_scenario_errors():
    with pytest.raises(KeyError), only_scenario_errors():
        raise KeyError
