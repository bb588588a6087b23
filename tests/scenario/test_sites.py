"""Sites: what they come to, and each mistake about them."""

import jsonschema
import pytest

from cic.errors import ScenarioError
from cic.scenario.checks_agents import most_on_duty
from cic.scenario.checks_size import staffed_seconds
from cic.scenario.load import check, from_dict, load
from cic.scenario.reader import read_text
from cic.scenario.schema import json_schema
from tests.scenario.examples import write

SITED = """\
name: Three places
opens: 08:00
closes: 20:00
interval: 1 h
sites:
  hamburg: {share: 60%, lines: 60, ports: 30}
  pune:
    share: 40%
    lines: 40
    ports: 20
    when_full: other_sites
    time_zone: +04:30
    opens: 12:30
    closes: 22:30
  home: {}
incidents:
  - {at: 12:00, until: 14:00, close: pune}
  - {at: 12:00, until: 14:00, lines: 5, site: hamburg}
queues:
  help: {arrivals: 120/hour, talk: 3 min, patience: 2 min, through: menu}
ivr:
  start: menu
  menus: {menu: {prompt: 5 s, choices: {1: {go: own queue, share: 100%}}}}
agents:
  here: {site: hamburg, staff: 5, skills: [help]}
  there: {site: pune, staff: [3, 3, 3, 3, 3, 3, 3, 3, 2, 2], skills: [help]}
  early: {site: pune, shifts: [{from: 13:00, until: 21:00, agents: 2}], skills: [help]}
  flat: {site: home, staff: 2, skills: [help]}
"""


def sited(*pairs):
    text = SITED
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def found(tmp_path, *pairs):
    return check(write(tmp_path, sited(*pairs)))


@pytest.fixture
def model(tmp_path):
    return load(write(tmp_path, SITED)).model


def test_it_loads_without_a_finding(tmp_path):
    assert found(tmp_path) == []


def test_a_site_has_a_share_lines_ports_and_hours_in_its_own_time(model):
    pune, home = model.sites["pune"], model.sites["home"]
    assert (pune.share, pune.lines, pune.ports, pune.when_full) == (0.4, 40, 20, "other_sites")
    assert (pune.time_zone, pune.opens, pune.closes) == (16200, 45000, 81000)
    assert (home.share, home.lines, home.time_zone, home.opens) == (None, None, 0, None)
    assert model.agents["there"].site == "pune"


def test_staff_is_counted_in_the_hours_of_the_site(model):
    assert staffed_seconds(model, "here") == 5 * 12 * 3600
    assert staffed_seconds(model, "there") == (8 * 3 + 2 * 2) * 3600
    assert staffed_seconds(model, "early") == 2 * 8 * 3600
    assert most_on_duty(model, ("there", "early")) == 5
    assert most_on_duty(model, ("here", "there", "early", "flat")) == 12


def test_the_schema_knows_sites():
    written = read_text(SITED).data
    jsonschema.validate(written, json_schema())
    written["sites"]["pune"]["time_zone"] = "five hours"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(written, json_schema())


def test_it_is_written_out_and_read_again(tmp_path):
    scenario = load(write(tmp_path, SITED))
    assert from_dict(read_text(scenario.to_yaml()).data) == scenario


@pytest.mark.parametrize(
    ("old", "new", "code", "where", "told"),
    [
        ("site: pune, staff", "site: puna, staff", "CIC216", "agents.there.site", "'pune'"),
        ("close: pune", "close: puna", "CIC216", "incidents[0].close", "'pune'"),
        ("site: hamburg}", "site: hambourg}", "CIC216", "incidents[1].site", "'hamburg'"),
        ("+04:30", "+04:20", "CIC106", "sites.pune.time_zone", "quarters"),
        ("+04:30", "+14:15", "CIC106", "sites.pune.time_zone", "14 hours"),
        ("+04:30", "4.5 h", "CIC106", "sites.pune.time_zone", "'+04:30'"),
        ("+04:30", "+5", "CIC106", "sites.pune.time_zone", "'+04:30'"),
        ("60%", "160%", "CIC106", "sites.hamburg.share", "100%"),
        ("lines: 60", "lines: 0", "CIC105", "sites.hamburg.lines", "at least 1"),
        ("when_full: other_sites", "when_full: other_site", "CIC104", "sites.pune.when_full",
         "other_sites"),
        ("closes: 22:30", "closes: 12:00", "CIC301", "sites.pune.closes", "26:00"),
        ("    closes: 22:30\n", "", "CIC301", "sites.pune.closes", "both opens and closes"),
        ("closes: 22:30", "closes: 22:45", "CIC301", "sites.pune.closes", "whole intervals"),
        ("3, 2, 2]", "3, 2]", "CIC302", "agents.there.staff", "from 12:30 to 22:30"),
        ("{from: 13:00,", "{from: 12:00,", "CIC304", "agents.early.shifts[0].from", "+04:30"),
        ("home: {}", "home: {lines: 3}", "CIC323", "sites.home.lines", "share"),
        ("interval: 1 h", "interval: 1 h\nlines: 9", "CIC324", "lines", "as a whole"),
        ("start: menu", "start: menu\n  ports: 9", "CIC324", "ivr.ports", "as a whole"),
        ("lines: 5, site: hamburg", "lines: 5", "CIC324", "incidents[1].lines", "site: hamburg"),
        ("close: pune}", "close: pune, site: pune}", "CIC108", "incidents[0].site", "remove"),
        ("at: 12:00, until: 14:00, close", "when: {queue: help, waiting: 9}, until: 14:00, close",
         "CIC108", "incidents[0].until", "remove 'until'"),
        ("  home: {}", "  total: {}", "CIC206", "sites.total", "cannot be a name"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_place_and_remedy(tmp_path, old, new, code, where, told):
    findings = [one for one in found(tmp_path, (old, new)) if one.severity == "error"]
    assert [(one.code, one.where) for one in findings if one.where == where] == [(code, where)]
    (one,) = [one for one in findings if one.where == where]
    assert told in f"{one.what} → {one.remedy}"
    assert one.line > 0


def test_a_shift_that_the_time_zone_brings_before_opening_is_told_when_it_may_begin(tmp_path):
    (finding,) = found(tmp_path, ("{from: 13:00,", "{from: 12:00,"))
    assert "12:00 by the clocks of its site (+04:30), before opening at 08:00" in finding.what
    assert "from: '12:30'" in finding.remedy


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("40%", "30%", "CIC363", "90%"),
        ("  home: {}", "  home: {}\n  attic: {share: 0%}", "CIC364", "'attic'"),
        ("opens: 12:30\n    closes: 22:30", "opens: 02:30\n    closes: 12:30", "CIC365", "'pune'"),
        ("home: {}", "home: {time_zone: -01:00}", "CIC367", "'home'"),
    ],
)
def test_what_is_worth_knowing_is_told(tmp_path, old, new, code, told):
    findings = found(tmp_path, (old, new))
    assert [(one.code, one.severity) for one in findings] == [(code, "notice")]
    assert told in findings[0].what


def test_hours_in_which_no_site_takes_calls_are_told(tmp_path):
    late = ("ports: 30}", "ports: 30, opens: 10:00, closes: 18:00}")
    (finding,) = found(tmp_path, late, ("staff: 5", "staff: 5"))
    assert finding.code == "CIC366"
    assert "from 18:00 to 20:00" in finding.what


def test_ports_without_an_ivr_are_told(tmp_path):
    begin, end = SITED.index("ivr:"), SITED.index("agents:")
    text = (SITED[:begin] + SITED[end:]).replace(", through: menu", "")
    findings = check(write(tmp_path, text))
    assert [(one.code, one.where) for one in findings] == [
        ("CIC207", "sites.hamburg.ports"), ("CIC207", "sites.pune.ports"),
    ]  # fmt: skip


def test_lines_that_nobody_holds_are_told_of_a_site(tmp_path):
    findings = found(tmp_path, ("interval: 1 h", "interval: 1 h\nchannels: {voice: {holds_line: "
                                "false}}"))  # fmt: skip
    assert {(one.code, one.where) for one in findings} == {
        ("CIC358", "sites.hamburg.lines"), ("CIC358", "sites.pune.lines"),
        ("CIC358", "incidents[1].lines"),
    }  # fmt: skip


def test_sites_are_changed_by_path(tmp_path):
    scenario = load(write(tmp_path, SITED))
    assert scenario.with_({"sites.pune.lines": 50}).model.sites["pune"].lines == 50
    with pytest.raises(ScenarioError, match="time zone"):
        scenario.with_({"sites.pune.time_zone": "noon"})
