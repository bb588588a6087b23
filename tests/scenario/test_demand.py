"""A demand's file: what is wrong with it is told all at once, with places and remedies."""

import jsonschema
import pytest

from cic.errors import ScenarioError
from cic.scenario.demand import Demand
from cic.scenario.demands import SCHEMA_TITLE, load_needs, needs_from_dict
from cic.scenario.load import check
from cic.scenario.schema import json_schema
from tests.capabilities.small import BARE, bare, full

TEXT = """\
name: A desk
opens: 08:00
closes: 10:00
lines: 6
promise: 80% in 30 s
needs:
  help: {volume: 60, talk: 4 min}
  letters: {channel: email, volume: 9, talk: 5 min}
agents: {staff: 3}
"""
MISTAKES = {
    "CIC480": ("{volume: 60, talk", "{talk", "needs.help", "neither"),
    "CIC481": ("talk: 5 min", "talk: 5 min, skill: wires", "needs.letters.skill", "wires"),
    "CIC482": ("channel: email", "channel: emial", "needs.letters.channel", "'email'"),
    "CIC483": ("staff: 3", "staff: [3, 3]", "agents.staff", "4"),
    "CIC484": (
        "staff: 3",
        "staff: 3, skilled: {a: {share: 80%, talk: 1 min}, b: {share: 30%, talk: 1 min}}",
        "agents.skilled",
        "110%",
    ),
    "CIC485": ("  letters:", "  help by phone:", "needs.help by phone", "taken"),
    "CIC488": (
        "agents:",
        "follow_ups: {after: {halp: 50%}, delay: 1 h, by_hand: 20 s, talk: 1 min, answers: 50%, "
        "rings: 9 s}\nagents:",
        "follow_ups.after.halp",
        "'help'",
    ),
    "CIC301": ("closes: 10:00", "closes: 07:00", "closes", "fit"),
    "CIC108": ("talk: 4 min", "talk: 4 min, known: false", "needs.help", "skill"),
    "CIC109": ("talk: 5 min", "talk: 5 min, instead: {phone: 50%}", "needs.letters.instead", "50%"),
    "CIC485 of a group": (
        "staff: 3",
        "staff: 3, sites: {here: 100%}, skilled: {team at here: {share: 80%, talk: 1 min}}",
        "agents.skilled.team at here",
        "taken",
    ),
    "CIC109 of sites": ("staff: 3", "staff: 3, sites: {a: 50%, b: 40%}", "agents.sites", "90%"),
    "CIC101": ("volume: 60", "volum: 60, volume: 60", "needs.help.volum", "'volume'"),
    "CIC102": ("lines: 6\n", "", "lines", "missing"),
}


def findings(tmp_path, text):
    file = tmp_path / "demand.yaml"
    file.write_text(text)
    with pytest.raises(ScenarioError) as error:
        load_needs(file)
    return error.value.findings


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_its_remedy(tmp_path, mistake):
    code = mistake[:6]
    old, new, where, told = MISTAKES[mistake]
    assert old in TEXT
    (finding,) = findings(tmp_path, TEXT.replace(old, new))
    assert (finding.code, finding.where) == (code, where)
    assert told in str(finding)
    assert finding.line or code == "CIC102"


def test_a_scenario_and_a_demand_are_told_apart(tmp_path):
    (finding,) = findings(tmp_path, "queues: {}\n")
    assert (finding.code, finding.where) == ("CIC486", "")
    (tmp_path / "demand.yaml").write_text(TEXT)
    (finding,) = check(tmp_path / "demand.yaml")
    assert finding.code == "CIC487"
    assert "cic generations" in finding.remedy


def test_all_mistakes_are_told_at_once(tmp_path):
    text = TEXT
    for code in ("CIC481", "CIC482", "CIC101"):
        old, new, *_ = MISTAKES[code]
        text = text.replace(old, new)
    assert {one.code for one in findings(tmp_path, text)} == {"CIC481", "CIC482", "CIC101"}


def test_a_demand_reads_columns_beside_it_and_takes_changes(tmp_path):
    (tmp_path / "day.csv").write_text("staff,calls\n3,10\n3,20\n4,20\n3,10\n")
    file = tmp_path / "demand.yaml"
    text = TEXT.replace("staff: 3", "staff: {file: day.csv, column: staff}")
    file.write_text(text.replace("volume: 60", "arrivals: {file: day.csv, column: calls}"))
    needs = load_needs(file, changes={"lines": 9})
    assert needs.model.agents.staff == (3, 3, 4, 3)
    assert needs.model.lines == 9
    more = (3, 5, 4, 2)
    assert needs.with_staff(more).model == needs.with_({"agents.staff": [*more]}).model
    assert needs.with_({"needs.help.talk": "5 min"}).model.needs["help"].talk.mean == 300


def test_a_change_that_leads_nowhere_is_told():
    with pytest.raises(ScenarioError, match="did you mean 'agents'"):
        bare(**{"agent.staff": 4})


@pytest.mark.parametrize("needs", [load_needs(), full(), bare()], ids=["shipped", "full", "bare"])
def test_demands_fit_their_schema(needs):
    schema = json_schema(Demand, SCHEMA_TITLE)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(needs.written, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(needs.written | {"quues": {}}, schema)


def test_every_field_of_a_demand_is_described():
    schema = json_schema(Demand, SCHEMA_TITLE)
    names = ("Need", "Instead", "SelfService", "Customers", "People", "Skilled", "Tools")
    parts = [schema, *(schema["$defs"][name] for name in names)]
    for part in parts:
        assert all(one.get("description") for one in part["properties"].values())


def test_the_shipped_demand_says_what_it_asks_and_whence_it_comes():
    demand = load_needs().model
    assert demand.question.endswith("?")
    assert demand.source
    assert demand.notes


def test_a_demand_prints_and_does_not_change_from_outside():
    needs = needs_from_dict(BARE)
    assert repr(needs) == "<Demand 'A desk': 1 need, 60 customers a day>"
    two = {"a": {"volume": 1, "talk": "1 s"}, "b": {"arrivals": "3/hour", "talk": "1 s"}}
    assert repr(bare(needs=two)) == "<Demand 'A desk': 2 needs>"
