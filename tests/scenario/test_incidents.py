"""Incidents: what they come to, each mistake about them, and mistakes that go with them."""

import math

import jsonschema
import pytest

from cic.errors import ScenarioError
from cic.luck.arrivals import lay_out_arrivals
from cic.scenario.checks import expected_contacts
from cic.scenario.checks_agents import MOST_PARTS
from cic.scenario.checks_names import sources
from cic.scenario.expected import expected_by_queue, expected_from
from cic.scenario.incidents import DEEDS, Incident
from cic.scenario.load import check, from_dict, load
from cic.scenario.reader import read_text
from cic.scenario.schema import json_schema
from tests.scenario.examples import EVENTS, EXAMPLES, changed, described, incident, write


def events(*pairs):
    text = EVENTS
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def new_lines(text):
    """The numbers of the lines that are not in the text with events."""
    return [n for n, line in enumerate(text.splitlines(), 1) if line not in EVENTS.splitlines()]


@pytest.fixture
def scenario(tmp_path):
    return load(write(tmp_path, EVENTS))


@pytest.fixture
def model(scenario):
    return scenario.model


# ----------------------------------------------------------------------------- what is read


def test_it_loads_without_a_finding(scenario):
    assert scenario.notices == ()


def test_nothing_happens_unless_it_is_written(tmp_path):
    assert load(write(tmp_path, changed())).model.incidents == ()


def test_each_incident_does_one_thing(model):
    assert [one.deed for one in model.incidents] == [
        "lines", "ports", "arrivals", "arrivals", "move", "send_home", "move", "lines",
    ]  # fmt: skip
    assert {one.deed for one in model.incidents} == set(DEEDS) - {"close"}  # of a site


def test_an_incident_comes_at_a_time_of_a_day_and_is_undone(model):
    outage, ports, *_ = model.incidents
    assert (outage.at, outage.until, outage.day) == (12 * 3600, 13 * 3600, 0)
    assert (ports.at, ports.until, ports.day) == (12 * 3600, None, 1)


def test_agents_move_from_a_group_to_another(model):
    moved, home = model.incidents[4:6]
    assert (moved.move, moved.source, moved.to) == (3, "team", "reserve")
    assert (home.send_home, home.source, home.to) == (2, "team", None)


def test_a_condition_is_looked_at_from_time_to_time(model):
    often, once = (one.when for one in model.incidents[6:])
    assert (often.queue, often.waiting, often.longest_wait) == ("help", 20, None)
    assert (often.every, often.again_after) == (30, 1800)
    assert (once.queue, once.waiting, once.longest_wait) == ("sales", None, 300)
    assert (once.every, once.again_after) == (60, None)


@pytest.mark.parametrize(("written", "factor"), [("180%", 1.8), ("0%", 0), (1.8, 1.8), (2, 2)])
def test_a_factor_on_arrivals_is_a_number_or_a_percentage(written, factor):
    read = Incident.model_validate({"at": "12:00", "arrivals": written})
    assert read.arrivals == pytest.approx(factor)
    assert read.queues is None


# ----------------------------------------------------------------------- expected contacts


def test_a_spike_brings_more_contacts(scenario):
    plain = scenario.with_({"incidents": None}).model
    more = expected_by_queue(scenario.model)
    before = expected_by_queue(plain)
    assert more["help"] - before["help"] == pytest.approx(0.8 * 20 * 2.5)
    assert more["sales"] - before["sales"] == pytest.approx(0.9 * 0.8 * 20 * 2.5)
    assert more["returns"] - before["returns"] == pytest.approx(0.1 * 0.8 * 20 * 2.5)
    assert more["mail"] - before["mail"] == pytest.approx(-0.5 * 2)
    assert more["orders"] == before["orders"] == 2


@pytest.mark.parametrize(
    "incidents",
    [
        [{"at": "09:10", "arrivals": 3}],
        [{"at": "09:10", "arrivals": 0}, {"at": "11:00", "until": "30:00", "arrivals": 5}],
        [{"at": "09:00", "until": "12:00", "arrivals": 2}] * 3,
        [{"at": "20:00", "until": "34:10", "arrivals": "50%", "day": 1}],
        [{"at": "17:59", "until": "40:00", "arrivals": 7, "day": 2}],
        [{"at": "08:00", "until": "08:01", "arrivals": 0}, {"at": "08:00", "arrivals": 9}],
        [{"at": "11:00", "until": "15:00", "arrivals": 1.5, "queues": ["mail", "help"], "day": 2}],
    ],
)  # fmt: skip
def test_as_many_contacts_are_expected_as_luck_will_draw(scenario, incidents):
    changes = {"queues.orders.arrivals": "3/hour", "incidents": incidents}
    changes["queues.help.arrivals"] = {"per_interval": [*range(20)]}
    changes["ivr.menus.hello.choices.1.go"] = "sales"
    changes["ivr.arrivals"] = {"per_hour": [5] * 20}
    model = scenario.with_(changes).model
    expected = {
        where: lay_out_arrivals(arrivals, model, name=str(where[1])).expected.sum()
        for where, arrivals in sources(model)
    }
    found = {where: expected_from(model, where, arrivals) for where, arrivals in sources(model)}
    assert found == pytest.approx(expected)
    assert expected_contacts(model) == pytest.approx(sum(expected.values()))


def test_exact_arrivals_are_counted_as_they_are(scenario):
    changes = {"queues.help.arrivals": {"counts": [3] * 20}, "incidents[2].queues": ["sales"]}
    model = scenario.with_(changes).model
    assert expected_by_queue(model)["help"] == 2 * 20 * 3 + 12 * 3


def test_a_spike_that_no_machine_can_hold_is_refused(tmp_path):
    text = incident("at: 09:00, arrivals: 1000, queues: [regular]", ("[10, 20,", "[10, 1e6,"))
    (finding,) = check(write(tmp_path, text.replace("20, 10]}", "1e6, 10]}")))
    assert (finding.code, finding.where) == ("CIC401", "queues.regular.arrivals")


# ------------------------------------------------------------------- writing, changing, schema


def test_its_repr_says_how_many_incidents_there_are(scenario):
    assert "60 lines, 8 incidents" in repr(scenario)
    assert "1 incident\n" in repr(scenario.with_({"incidents": [{"at": "12:00", "lines": 3}]}))
    assert "incident" not in repr(scenario.with_({"incidents": None}))


def test_what_is_written_reads_back_as_it_was(scenario):
    text = scenario.to_yaml()
    again = from_dict(read_text(text).data)
    assert again == scenario
    assert again.digest == scenario.digest
    assert "from: team" in text
    assert "arrivals: 180%" in text
    assert "source" not in text


def test_short_and_long_forms_are_the_same_scenario(tmp_path, scenario):
    long = load(write(tmp_path, events(("arrivals: 180%", "arrivals: 1.8"))))
    assert long == scenario
    assert long.digest == scenario.digest


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("incidents[0].lines", 5, lambda m: m.incidents[0].lines == 5),
        ("incidents[0].until", None, lambda m: m.incidents[0].until is None),
        ("incidents[1].day", 2, lambda m: m.incidents[1].day == 2),
        ("incidents[2].arrivals", "90%", lambda m: m.incidents[2].arrivals == 0.9),
        ("incidents[2].queues[0]", "mail", lambda m: m.incidents[2].queues == ("mail", "sales")),
        ("incidents[4].from", "reserve", None),
        ("incidents[5].from", "reserve", lambda m: m.incidents[5].source == "reserve"),
        ("incidents[6].when.waiting", 9, lambda m: m.incidents[6].when.waiting == 9),
        ("incidents.7.when.every", "5 s", lambda m: m.incidents[7].when.every == 5),
        ("incidents", [], lambda m: m.incidents == ()),
        ("incidents", None, lambda m: m.incidents == ()),
    ],
)
def test_any_of_it_can_be_changed_by_its_path(scenario, path, value, found):
    if found is None:  # a change that leaves something else to be done
        with pytest.raises(ScenarioError):
            scenario.with_({path: value})
    else:
        assert found(scenario.with_({path: value}).model)


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("incidents[8]", "numbered 0 to 7"),
        ("incident", "did you mean 'incidents'"),
        ("incidents[0].unitl", "did you mean 'until'"),
        ("incidents[4].form", "did you mean 'from'"),
        ("incidents[6].when.evry", "did you mean 'every'"),
    ],
)
def test_a_path_that_leads_nowhere_is_told(scenario, path, known):
    with pytest.raises(ScenarioError, match="CIC210") as caught:
        scenario.with_({path: 1})
    assert known in str(caught.value)


def unfit(text):
    validator = jsonschema.Draft202012Validator(json_schema())
    return [error.message for error in validator.iter_errors(read_text(text).data)]


@pytest.mark.parametrize(
    "text",
    [EVENTS, *(EXAMPLES[f"CIC{n}"] for n in (215, 318, 319, 320, 359, 360, 361, 404, 405))],
)
def test_what_may_be_written_fits_the_schema(text):
    assert unfit(text) == []


def test_the_schema_describes_incidents_by_the_names_people_write():
    described = json_schema()["$defs"]["Incident"]["properties"]
    assert {"at", "from", "to"} <= set(described)
    assert "source" not in described
    assert described["arrivals"]["type"] == ["number", "string"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lines: 10}", "lines: few}"),
        ("lines: 10}", "lines: -1}"),
        ("lines: 10}", "line: 10}"),
        ("arrivals: 0.5", "arrivals: -0.5"),
        ("arrivals: 0.5", "arrivals: [0.5]"),
        ("[help, sales]}\n  - {at: 14", "[]}\n  - {at: 14"),
        ("queues: [mail]", "queues: mail"),
        ("{at: 17:00,", "{at: 5 pm,"),
        ("move: 3, from", "move: 0, from"),
        ("waiting: 20", "waiting: 0"),
        ("every: 30 s", "every: 30 x s, often: 1"),
        ("queue: help", "queu: help"),
    ],
)
def test_the_schema_and_the_check_refuse_the_same(tmp_path, old, new):
    text = events((old, new))
    assert unfit(text)
    findings = [one for one in check(write(tmp_path, text)) if one.severity == "error"]
    assert findings
    assert {finding.line for finding in findings} <= set(new_lines(text)) | {15}


# ------------------------------------------------------------------------------------ mistakes

MISTAKES = [
    # names
    ("queues: [mail]", "queues: [mial]", "CIC215", "incidents[3].queues[0]", "did you mean 'mail'"),
    ("queue: help", "queue: halp", "CIC215", "incidents[6].when.queue", "did you mean 'help'"),
    ("from: team, to", "from: taem, to", "CIC215", "incidents[4].from", "did you mean 'team'"),
    ("to: reserve", "to: resreve", "CIC215", "incidents[4].to", "did you mean 'reserve'"),
    ("send_home: 2, from: team", "send_home: 2, from: help", "CIC215", "incidents[5].from",
     "Known names: team, reserve"),
    # times
    ("day: 1, ports", "day: 3, ports", "CIC304", "incidents[1].day", "from 0 to 2, or more days"),
    ("day: 1, ports", "day: 9999, ports", "CIC105", "incidents[1].day", ""),
    ("day: 1, ports", "day: tuesday, ports", "CIC103", "incidents[1].day", "digits"),
    ("{at: 17:00", "{at: 07:59", "CIC304", "incidents[5].at", "'08:00' or later"),
    ("{at: 17:00", "{at: noon", "CIC106", "incidents[5].at", "'08:30'"),
    ("until: 13:00", "until: 12:00", "CIC108", "incidents[0].until", "26:00"),
    ("until: 13:00", "until: 1 h", "CIC106", "incidents[0].until", "'08:30'"),
    # arrivals
    ("[help, sales]}", "[help, orders]}", "CIC318", "incidents[2].queues[1]", "in place of times"),
    ("[help, sales]}", "[returns]}", "CIC318", "incidents[2].queues[0]", "give it arrivals"),
    (", queues: [mail]}", "}", "CIC318", "incidents[3].arrivals", "queues: [help, sales, mail]"),
    ("180%", "180", "", "", ""),
    ("180%", "1800", "CIC105", "incidents[2].arrivals", ""),
    ("180%", "much%", "CIC106", "incidents[2].arrivals", "write 180%"),
    ("180%", "double", "CIC103", "incidents[2].arrivals", "without quotes"),
    ("queues: [mail]", "queues: []", "CIC113", "incidents[3].queues", ""),
    ("lines: 10}", "lines: 10, queues: [help]}", "CIC108", "incidents[0].queues", "remove"),
    ("lines: 10}", "lines: -1}", "CIC105", "incidents[0].lines", ""),
    # groups
    ("to: reserve", "to: team", "CIC108", "incidents[4].to", "another group"),
    ("send_home: 2, from: team", "send_home: 2", "CIC108", "incidents[5]", "'from: NAME'"),
    (", to: reserve", "", "CIC108", "incidents[4]", "'to: NAME'"),
    ("send_home: 2,", "send_home: 2, to: reserve,", "CIC108", "incidents[5].to", "remove 'to'"),
    ("lines: 10}", "lines: 10, from: team}", "CIC108", "incidents[0].from", "remove 'from'"),
    ("move: 3", "move: 0", "CIC105", "incidents[4].move", ""),
    # what and when
    ("lines: 10}", "lines: 10, ports: 2}", "CIC108", "incidents[0]", "one of lines, ports"),
    (", lines: 10}", "}", "CIC108", "incidents[0]", "one of lines, ports"),
    ("{at: 17:00, send", "{send", "CIC108", "incidents[5]", "at: \"12:00\""),
    ("    lines: 40", "    at: 12:00\n    lines: 40", "CIC108", "incidents[7]", "when: {...}"),
    ("    lines: 40", "    until: 12:00\n    lines: 40", "CIC108", "incidents[7].until",
     "remove 'until'"),
    ("    lines: 40", "    day: 1\n    lines: 40", "CIC108", "incidents[7].day", "remove 'day'"),
    ("    lines: 40", "    arrivals: 2", "CIC108", "incidents[7].when", "at: \"12:00\""),
    ("{at: 17:00, send", "{at: 17:00, lasts: 1 h, send", "CIC108", "incidents[5].lasts",
     "until: \"13:00\""),
    ("longest_wait: 5 min, ", "", "CIC108", "incidents[7].when", "'waiting: 20'"),
    ("waiting: 20,", "waiting: 20, longest_wait: 2 s,", "CIC108", "incidents[6].when",
     "'longest_wait: 3 min'"),
    ("every: 30 s", "every: 0 s", "CIC105", "incidents[6].when.every", ""),
    ("every: 30 s", "every: 30", "CIC106", "incidents[6].when.every", "'30 s'"),
    ("queue: help, ", "", "CIC102", "incidents[6].when.queue", "queue: regular"),
    ("{at: 17:00, send", "{att: 17:00, send", "CIC101", "incidents[5].att", "did you mean 'at'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "where", "remedy"), MISTAKES)
def test_each_mistake_is_told_with_file_line_and_remedy(tmp_path, old, new, code, where, remedy):
    text = events((old, new))
    path = write(tmp_path, text)
    findings = [one for one in check(path) if one.severity == "error"]
    if not code:
        assert findings == []
        return
    finding, *others = findings
    assert (finding.code, finding.where, finding.file) == (code, where, str(path))
    assert others == []
    assert min(abs(finding.line - line) for line in new_lines(text)) <= 1
    assert remedy in finding.remedy
    assert finding.remedy or code == "CIC105"


def told(tmp_path, *pairs):
    return [one.what for one in check(write(tmp_path, events(*pairs)))]


def test_what_is_wrong_is_told_with_the_value(tmp_path):
    assert told(tmp_path, ("queue: help", "queue: halp")) == [
        "an incident looks at queue 'halp', which does not exist"
    ]
    assert told(tmp_path, ("day: 1, ports", "day: 7, ports")) == [
        "day 7 lies outside the horizon: there are 3 days, counted from 0"
    ]
    assert told(tmp_path, ("[help, sales]}", "[orders]}")) == [
        "the incident changes the arrivals of queue 'orders', which are exact (times)"
    ]
    assert told(tmp_path, (", queues: [mail]}", "}")) == [
        "the incident changes all arrivals, and some are exact: queues.orders.arrivals (times)"
    ]
    assert told(tmp_path, ("to: reserve", "to: team")) == [
        "the incident moves agents from group 'team' to the same group"
    ]


def test_all_arrivals_may_change_where_none_are_exact(tmp_path):
    text = events((", queues: [mail]}", "}"), ("{times: [09:00, 12:30]}", "2/hour"))
    assert check(write(tmp_path, text)) == []


def test_without_any_rate_the_remedy_names_no_queues(tmp_path):
    text = incident(
        "at: 09:00, arrivals: 2",
        ("per_interval: [", "counts: ["),
        ("arrivals: 20/hour", "arrivals: {times: [09:00]}"),
    )
    (finding,) = check(write(tmp_path, text))
    assert finding.remedy == "give rates in place of counts and times"


def test_ports_need_an_ivr(tmp_path):
    text = EXAMPLES["CIC207"].replace("    through: welcome\n", "")
    text = text.replace("queues:\n", "incidents: [{at: 09:00, ports: 3}]\nqueues:\n")
    (finding,) = check(write(tmp_path, text))
    assert (finding.code, finding.where) == ("CIC207", "incidents[0].ports")
    assert "there is no ivr" in finding.what


def test_all_mistakes_are_told_in_one_go(tmp_path):
    text = events(
        ("lines: 10}", "lines: ten}"),
        ("day: 1, ports", "day: 3, ports"),
        ("queues: [help, sales]", "queues: [orders, halp]"),
        ("arrivals: 0.5, queues: [mail]", "arrivals: -1"),
        ("to: reserve}", "to: team}"),
        ("{at: 17:00, send", "{send"),
        ("queue: help", "queue: halp"),
        ("every: 30 s", "every: 0 s"),
        ("queue: sales", "queue: slaes"),
    )
    assert {(one.where, one.code) for one in check(write(tmp_path, text))} == {
        ("incidents[0].lines", "CIC103"),
        ("incidents[1].day", "CIC304"),
        ("incidents[2].queues[0]", "CIC318"),
        ("incidents[2].queues[1]", "CIC215"),
        ("incidents[3].arrivals", "CIC105"),
        ("incidents[4].to", "CIC108"),
        ("incidents[5]", "CIC108"),
        ("incidents[6].when.queue", "CIC215"),
        ("incidents[6].when.every", "CIC105"),
        ("incidents[7].when.queue", "CIC215"),
    }


def test_an_unreadable_horizon_hides_what_was_read_from_it(tmp_path):
    text = events(("days: 3", "days: three"))
    assert {one.where for one in check(write(tmp_path, text))} == {"days"}


def test_more_incidents_than_a_scenario_may_have_are_refused(tmp_path):
    many = "- {at: 12:00, lines: 3}\n  " * 1000
    (finding,) = check(write(tmp_path, events(("incidents:\n  - ", f"incidents:\n  {many}- "))))
    assert (finding.code, finding.where) == ("CIC105", "incidents")


# ------------------------------------------------------------------------------------- notices


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("at: 18:00, lines: 3", "at"),
        ("at: 26:00, lines: 3", "at"),
        ("at: 09:00, day: 2, lines: 3", "at"),
        ("at: 16:00, day: 2, lines: 3", "at"),
        ("at: 12:00, until: 19:00, lines: 3", "until"),
        ("at: 12:00, until: 16:01, day: 2, lines: 3", "until"),
        ("at: 18:00, until: 20:00, lines: 3", "at"),
        ("at: 08:00, until: 18:00, lines: 3", ""),
        ("at: 10:00, until: 16:00, day: 2, lines: 3", ""),
        ("at: 33:00, until: 34:00, lines: 3", ""),
    ],
)
def test_an_incident_while_the_centre_is_closed_is_told(tmp_path, said, where):
    text = events(("incidents:\n", f"incidents:\n  - {{{said}}}\n"))
    findings = [(one.code, one.severity, one.where) for one in check(write(tmp_path, text))]
    assert findings == ([("CIC359", "notice", f"incidents[0].{where}")] if where else [])


def test_a_holiday_is_closed_for_incidents_too(tmp_path):
    text = events(("days: 3\n", "days: 3\nholidays: [1]\n"))
    assert [one.code for one in check(write(tmp_path, text))] == ["CIC359", "CIC359"]


@pytest.mark.parametrize(
    ("said", "most"),
    [
        ("send_home: 9, from: reserve", None),
        ("send_home: 10, from: reserve", 9),
        ("move: 6, from: reserve, to: team", None),
        ("send_home: 8, from: team", None),
        ("send_home: 9, from: team", 8),
    ],
)
def test_more_agents_than_a_group_ever_has_are_told(tmp_path, said, most):
    more = "at: 11:00, move: 3, from: team, to: reserve"
    text = events(
        ("incidents:\n", f"incidents:\n  - {{at: 12:00, {said}}}\n  - {{{more}}}\n"),
    )
    text = text.replace("move: 6, from: reserve, to: team", "move: 6, from: reserve, to: third")
    text = text.replace("agents:\n", "agents:\n  third: {staff: 1, skills: [help]}\n")
    findings = check(write(tmp_path, text))
    if most is None:
        assert findings == []
    else:
        (finding,) = findings
        assert (finding.code, finding.severity) == ("CIC360", "notice")
        assert finding.where == "incidents[0].send_home"
        assert f"never has more than {most} on duty" in finding.what


def test_lines_of_an_incident_that_nobody_holds_are_told(tmp_path):
    text = incident("at: 09:00, lines: 3").replace(
        "queues:\n  regular", "channels: {voice: {holds_line: false}}\nqueues:\n  regular"
    )
    (finding,) = check(write(tmp_path, text))
    assert (finding.code, finding.where) == ("CIC358", "incidents[0].lines")
    assert "an incident leaves 3 lines" in finding.what


@pytest.mark.parametrize(
    ("said", "days", "where"),
    [
        ("every: 1 min, again_after: 0 s", 365, ""),
        ("every: 5 s", 365, ""),
        ("every: 1 s", 365, "every"),
        ("every: 5 s, again_after: 0 s", 365, "again_after"),
        ("every: 5 s, again_after: 1 min", 365, ""),
    ],
)
def test_a_condition_that_is_looked_at_too_often_is_refused(tmp_path, said, days, where):
    when = f"when: {{queue: regular, waiting: 2, {said}}}, send_home: 1, from: all"
    text = incident(when, ("interval: 30 min", f"interval: 30 min\ndays: {days}"))
    found = [(one.code, one.where) for one in check(write(tmp_path, text))]
    assert found == ([("CIC405", f"incidents[0].when.{where}")] if where else [])


# ------------------------------------------------------------------- checks that go with them


def at_once(*counts):
    return described(*((f"c{n}", f"deferred: true, at_once: {n}") for n in counts))


def test_shares_divide_into_parts_that_a_number_can_hold(tmp_path):
    assert math.lcm(97, 89, 83, 79, 37) < MOST_PARTS < math.lcm(97, 89, 83, 79, 73)
    assert check(write(tmp_path, at_once(97, 89, 83, 79, 37))) == []
    (finding,) = check(write(tmp_path, at_once(97, 89, 83, 79, 73)))
    assert (finding.code, finding.where) == ("CIC404", "agents.all")
    assert "97, 89, 83, 79, 73" in finding.what
    assert "simpler numbers" in finding.remedy


def test_a_written_share_is_told_where_it_stands(tmp_path):
    text = at_once(97, 89, 83, 79, 73)
    one = "{voice: 1, c97: 97, c89: 89, c83: 83, c79: 79, c73: 73}"
    path = write(tmp_path, text.replace("by c73]", f"by c73]\n    capacity: {one}", 1))
    assert check(path)  # the group is written in one line
    text = text.replace("  all: {", "  all: {capacity: [CAPACITY], ")
    (finding,) = check(write(tmp_path, text.replace("CAPACITY", one)))
    assert (finding.code, finding.where) == ("CIC404", "agents.all.capacity[0]")
    simpler = one.replace("c73: 73", "c73: 1")
    assert check(write(tmp_path, text.replace("CAPACITY", simpler))) == []
    two = "{voice: 1, c97: 97, c89: 89}, {c83: 83, c79: 79, c73: 73}"
    assert check(write(tmp_path, text.replace("CAPACITY", two))) == []


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("messaging", ""),
        ("texts", "like: messaging"),
        ("chat", "turns: {count: 3, pause: 1 min}"),
    ],
)
def test_a_talk_in_turns_cannot_be_put_on_hold(tmp_path, other, said):
    text = described((other, said), ("fax", f"interrupts: [{other}]"))
    (finding,) = check(write(tmp_path, text))
    assert (finding.code, finding.where) == ("CIC319", "channels.fax.interrupts[0]")
    assert "cannot be put on hold" in finding.what
    assert f"remove {other!r} here" in finding.remedy


def test_a_channel_without_turns_may_be_interrupted(tmp_path):
    text = described(("messaging", "slow_down: [1, 2]"), ("fax", "interrupts: [messaging]"))
    assert check(write(tmp_path, text)) == []


def test_a_queue_has_a_group_of_its_own(tmp_path):
    (finding,) = check(write(tmp_path, EXAMPLES["CIC320"]))
    assert finding.where == "queues.regular.overflow"
    assert "all, night owls" in finding.what
    fewer = EXAMPLES["CIC320"].replace("{all: {after: 9 s}, ", "{")
    assert check(write(tmp_path, fewer)) == []


@pytest.mark.parametrize(("waiting", "is_told"), [(3, False), (4, False), (5, True)])
def test_a_queue_that_never_holds_so_many_is_told(tmp_path, waiting, is_told):
    """Of 3 places the fourth to come finds none, counts itself, and may overflow."""
    text = EXAMPLES["CIC361"].replace("when_waiting: 5", f"when_waiting: {waiting}")
    findings = [(one.code, one.where) for one in check(write(tmp_path, text))]
    where = "queues.regular.overflow.night owls.when_waiting"
    assert findings == ([("CIC361", where)] if is_told else [])


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (changed(("second line", "total")), "queues.total"),
        (changed(("night owls", "total")), "agents.total"),
    ],
)
def test_nothing_is_called_as_tables_call_the_sum(tmp_path, text, where):
    (finding,) = check(write(tmp_path, text))
    assert (finding.code, finding.where) == ("CIC206", where)
    assert "the sum" in finding.what


def test_a_menu_may_be_called_as_tables_call_the_sum(tmp_path):
    assert check(write(tmp_path, changed(("welcome", "total")))) == []
