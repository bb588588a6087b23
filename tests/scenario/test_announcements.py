"""What is announced to those who wait, and talk that depends on the wait, as a scenario says it."""

import math

import pytest
from jsonschema import Draft202012Validator

from cic.errors import ScenarioError
from cic.program.announcements import lay_out_announcements, served_by
from cic.scenario.load import from_dict
from cic.scenario.reader import read_text
from cic.scenario.schema import json_schema

TEXT = """\
name: Told
opens: 08:00
closes: 10:00
interval: 1 h
queues:
  help:
    arrivals: 60/hour
    talk: {per_interval: [3 min, 5 min]}
    wrap_up: 30 s
    patience: exponential mean 2 min
    announcement:
      wait: queue_length_with_abandonment
      position: true
      balk: [{over: 2 min, share: 10%}, {over: 5 min, share: 30%}]
      patience: [{from_place: 4, factor: 0.8}, {from_place: 9, factor: 1.5}]
      waits_at_least: 0.5
    talk_after_wait: [{over: 90 s, factor: 1.1}]
  mail: {channel: email, arrivals: 2/hour, talk: 9 min}
agents:
  team: {staff: 20, skills: {help: {talk_factor: 2}, mail: 2}}
"""
PLAIN = read_text(TEXT).data
HERE = "queues.help.announcement"


def found(**fields):
    """Code, place and text of each finding of a change of the announcement."""
    return changed({f"{HERE}.{name}": value for name, value in fields.items()})


def changed(values):
    try:
        findings = from_dict(PLAIN).with_(values).notices
    except ScenarioError as error:
        findings = error.findings
    return [(finding.code, finding.where, finding.what) for finding in findings]


def test_it_is_read_and_written_back():
    scenario = from_dict(PLAIN)
    told = scenario.model.queues["help"].announcement
    assert (told.wait, told.position, told.waits_at_least) == (
        "queue_length_with_abandonment", True, 0.5,
    )  # fmt: skip
    assert [(step.over, step.share) for step in told.balk] == [(120, 0.1), (300, 0.3)]
    assert [(step.from_place, step.factor) for step in told.patience] == [(4, 0.8), (9, 1.5)]
    assert [step.over for step in scenario.model.queues["help"].talk_after_wait] == [90]
    assert from_dict(read_text(scenario.to_yaml()).data).digest == scenario.digest
    assert scenario.notices == ()


def test_the_schema_says_the_same():
    schema = Draft202012Validator(json_schema())
    assert schema.is_valid(PLAIN)
    wrong = from_dict(PLAIN).with_({}).written
    wrong["queues"]["help"]["announcement"]["wait"] = "guess"
    assert not schema.is_valid(wrong)


def test_it_may_be_left_out_by_a_change():
    scenario = from_dict(PLAIN).with_({HERE: None, "queues.help.talk_after_wait": []})
    told = lay_out_announcements(scenario.model)
    assert (len(told.manners), len(told.stairs), told.any, told.longer) == (0, 0, False, False)


def test_an_unknown_predictor_is_told_with_the_known_ones():
    ((code, where, _),) = found(wait="last_weight")
    assert (code, where) == ("CIC104", f"{HERE}.wait")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"wait": None, "position": False, "balk": [], "patience": [], "waits_at_least": None},
         "tells nothing"),
        ({"wait": None}, "'balk' is about a wait, and none is announced"),
        ({"wait": None, "balk": []}, "'waits_at_least' is about an announced wait"),
        ({"position": False}, "'patience' is about a place, and none is announced"),
        ({"balk": [{"share": "10%"}]}, "above a wait or from a place on: one of the two"),
        ({"balk": [{"over": "9 s", "from_place": 2, "share": "10%"}]}, "one of the two"),
        ({"balk": [{"over": "9 s", "share": 0.1}, {"from_place": 2, "share": 0.2}]},
         "some steps of 'balk' hold above a wait and some from a place on"),
        ({"balk": [{"over": "9 s", "share": 0.1}, {"over": "9 s", "share": 0.2}]},
         "the steps of 'balk' do not rise"),
        ({"balk": [{"over": "9 s", "share": 0.3}, {"over": "19 s", "share": 0.2}]},
         "fewer leave where more is announced"),
        ({"patience": [{"from_place": 4, "factor": 2}, {"from_place": 3, "factor": 3}]},
         "the steps of 'patience' do not rise"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_told(fields, told):
    findings = found(**fields)
    assert {code for code, _, _ in findings} == {"CIC108"}
    assert told in findings[0][2]


def test_steps_of_talk_rise():
    steps = [{"over": "9 s", "factor": 2}, {"over": "3 s", "factor": 3}]
    ((code, where, _),) = changed({"queues.help.talk_after_wait": steps})
    assert (code, where) == ("CIC108", "queues.help.talk_after_wait")


@pytest.mark.parametrize("factor", [0, -1, 101, "2"])
def test_factors_are_numbers_above_0(factor):
    assert found(patience=[{"from_place": 4, "factor": factor}])
    assert found(waits_at_least=factor)
    assert changed({"queues.help.talk_after_wait": [{"over": 0, "factor": factor}]})


def test_deferred_work_hears_nothing():
    told = {"wait": "last_wait"}
    assert [one[:2] for one in changed({"queues.mail.announcement": told})] == [
        ("CIC108", "queues.mail.announcement")
    ]


def test_where_nobody_gives_up_nobody_does_so_at_an_announcement():
    channels = {"channels": {"voice": {"may_abandon": False}}, "queues.help.patience": "infinite"}
    channels[f"{HERE}.wait"] = "head_of_line"
    assert {code for code, _, _ in changed(channels)} >= {"CIC313"}
    quiet = {f"{HERE}.balk": [], f"{HERE}.patience": [], f"{HERE}.waits_at_least": None}
    assert changed(channels | quiet) == []


def test_a_patience_without_end_is_told():
    codes = [code for code, _, _ in changed({"queues.help.patience": "infinite"})]
    assert codes == ["CIC380", "CIC381"]
    some = {"per_interval": ["infinite", "2 min"]}
    assert changed({"queues.help.patience": some}) == []


def test_a_place_that_the_queue_does_not_hold_is_told():
    assert [one[:2] for one in changed({"queues.help.capacity": 8})] == [
        ("CIC382", f"{HERE}.patience[1].from_place")
    ]
    assert changed({"queues.help.capacity": 9}) == []


# --- laid flat ------------------------------------------------------------------------------------


def test_lists_are_laid_flat():
    told = lay_out_announcements(from_dict(PLAIN).model)
    assert told.stairs.tolist() == [(120, 0.1), (300, 0.3), (3, 0.8), (8, 1.5), (90, 1.1)]
    row, mail = told.manners
    spans = [(row[f"{one}_from"], row[f"{one}_until"]) for one in ("balk", "patience", "longer")]
    assert spans == [(0, 2), (2, 4), (4, 5)]
    assert (row["balk_by_place"], row["patience_by_place"]) == (0, 1)
    assert row["leaving_rate"] == 1 / 120
    assert (mail["announces"], mail["predictor"]) == (0, -1)


def test_what_an_agent_serves_is_the_mean_of_the_intervals():
    model = from_dict(PLAIN).model
    assert served_by(model, "help", ["team"]) == [1 / (2 * 240 + 30)]
    assert served_by(model, "mail", ["team"]) == [0]


def test_work_without_length_is_served_at_once():
    scenario = from_dict(PLAIN).with_({"queues.help.talk": "0 s", "queues.help.wrap_up": "0 s"})
    assert served_by(scenario.model, "help", ["team"]) == [math.inf]
