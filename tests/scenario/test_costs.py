"""Prices: what they come to, how they are told, and each mistake about them."""

import jsonschema
import pytest

from cic.errors import ScenarioError
from cic.report.explain import explain
from cic.scenario.load import from_dict, load
from cic.scenario.schema import json_schema
from tests.scenario.examples import write

PRICED = {
    "name": "Priced",
    "opens": "08:00",
    "closes": "12:00",
    "currency": "EUR",
    "line_cost": {"minute": 0.02},
    "sites": {
        "here": {"share": "100%", "lines": 9, "line_cost": {"minute": 0.03, "day": 2}},
        "away": {},
    },
    "queues": {
        "calls": {"arrivals": "60/hour", "talk": "3 min", "patience": "2 min", "resolves": "80%",
                  "value": {"answered": 1, "resolved": 12}, "cost": {"lost": 6.5}},
        "mails": {"channel": "email", "arrivals": "6/hour", "talk": "3 min",
                  "cost": {"waiting_second": 0.001}},
        "free": {"arrivals": "6/hour", "talk": "3 min", "patience": "2 min"},
    },
    "agents": {
        "team": {"site": "here", "staff": 4, "skills": ["calls", "mails", "free"],
                 "cost": {"hour": 28, "overtime_factor": 1.5}},
        "bureau": {"site": "away", "staff": 2, "skills": ["calls"],
                   "cost": {"overtime_hour": 40, "contact": 2.1, "talk_minute": 0.4,
                            "handled_minute": 0.1}},
    },
}  # fmt: skip
FREE = dict.fromkeys(
    (
        *("line_cost", "currency", "sites.here.line_cost", "queues.calls.value"),
        *("queues.calls.cost", "queues.mails.cost", "agents.team.cost", "agents.bureau.cost"),
    )
)


@pytest.fixture
def priced():
    return from_dict(PRICED)


def test_prices_are_valid_by_the_schema_and_survive_being_written(priced, tmp_path):
    jsonschema.validate(PRICED, json_schema())
    assert priced.notices == ()
    assert load(write(tmp_path, priced.to_yaml())).model == priced.model


def test_what_prices_come_to(priced):
    model = priced.model
    assert model.priced
    assert not priced.with_(FREE).model.priced
    assert model.agents["team"].cost.overtime == 42
    assert model.agents["bureau"].cost.overtime == 40
    assert model.line_price("here").minute == 0.03
    assert (model.line_price("away").minute, model.line_price(None).minute) == (0.02, 0.02)
    assert priced.with_(FREE).model.line_price("here").minute == 0


@pytest.mark.parametrize(
    "change",
    [
        {"line_cost": {"minute": 1}},
        {"queues.free.value": {"answered": 1}},
        {"queues.free.cost": {"lost": 1}},
        {"agents.team.cost": {"hour": 1}},
        {"sites.here.line_cost": {"minute": 1}},
    ],
)
def test_any_price_will_do(priced, change):
    assert priced.with_(FREE | change).model.priced


def test_prices_are_told_in_words(priced):
    text = explain(priced, width=400)
    assert text[text.index("COSTS AND VALUE") :].splitlines()[1:9] == [
        "All prices are in EUR.",
        "Work of team costs 28 an agent's paid hour and 42 an hour of overtime (1.5 times as "
        "much).",
        "Work of bureau costs 40 an hour of overtime, 2.1 a contact answered, 0.4 a minute of talk "
        "and 0.1 a minute of a contact in hand.",
        "Lines cost 0.02 a minute for which a contact holds one.",
        "Lines of here cost 0.03 a minute for which a contact holds one and 2 a day each, used or "
        "not.",
        "Contacts of calls: worth 1 when answered and 12 when resolved; cost 6.5 for each "
        "customer lost (who comes again is not lost yet).",
        "Contacts of mails: cost 0.001 with each second of waiting.",
        "",
    ]
    assert "COSTS" not in explain(priced.with_(FREE))
    some = explain(priced.with_({"agents.bureau.cost": None}), width=400)
    assert "Nothing is said of what the work of bureau costs: it is left out." in some


ERRORS = [
    ({"agents.team.cost.hour": -1}, "CIC105", "agents.team.cost.hour"),
    ({"queues.calls.value.answered": -1}, "CIC105", "queues.calls.value.answered"),
    ({"line_cost.minute": "3 EUR"}, "CIC103", "line_cost.minute"),
    ({"agents.team.cost": {"hours": 3}}, "CIC101", "agents.team.cost.hours"),
    ({"currency": "E[UR"}, "CIC107", "currency"),
    ({"agents.team.cost.overtime_hour": 9}, "CIC108", "agents.team.cost.overtime_factor"),
    ({"agents.team.cost.hour": 0}, "CIC410", "agents.team.cost.overtime_factor"),
    ({"queues.calls.resolves": None}, "CIC410", "queues.calls.value.resolved"),
    ({"line_cost.day": 3}, "CIC410", "line_cost.day"),
    ({"sites.here.lines": None}, "CIC410", "sites.here.line_cost.day"),
]


@pytest.mark.parametrize(("change", "code", "where"), ERRORS)
def test_mistakes_are_refused(priced, change, code, where):
    with pytest.raises(ScenarioError) as caught:
        priced.with_(change)
    found = [(one.code, one.where) for one in caught.value.findings if one.severity == "error"]
    assert found == [(code, where)]


NOTICES = [
    ({"queues.mails.cost.lost": 3}, "CIC415", "queues.mails.cost.lost"),
    ({"sites.away.line_cost": {"minute": 1}}, "CIC415", "sites.away.line_cost"),
    ({"agents.bureau.cost": None}, "CIC416", "agents.bureau"),
    (FREE | {"currency": "EUR"}, "CIC417", "currency"),
]


@pytest.mark.parametrize(("change", "code", "where"), NOTICES)
def test_prices_that_do_nothing_or_are_forgotten_are_told(priced, change, code, where):
    notices = priced.with_(change).notices
    assert [(one.code, one.where) for one in notices] == [(code, where)]
    assert notices[0].remedy


def test_a_price_of_nothing_is_no_price_that_is_forgotten(priced):
    assert priced.with_({"agents.bureau.cost": {"hour": 0}}).notices == ()
    assert priced.with_(FREE).notices == ()


def test_line_time_is_priced_where_a_contact_holds_a_line():
    chats = {"channel": "chat", "arrivals": "9/hour", "talk": "4 min"}
    data = {
        "name": "Chats", "opens": "08:00", "closes": "12:00", "line_cost": {"minute": 0.1},
        "queues": {"chats": chats}, "agents": {"team": {"staff": 2, "skills": ["chats"]}},
    }  # fmt: skip
    assert [(one.code, one.where) for one in from_dict(data).notices] == [
        ("CIC415", "line_cost.minute")
    ]


def test_mails_can_be_lost_where_room_is_short(priced):
    change = {"queues.mails.cost.lost": 3, "queues.mails.capacity": 5}
    assert priced.with_(change).notices == ()
    lines = {"lines": 4, "line_cost.day": 3, "sites.here.lines": None, "sites.here.line_cost": None}
    assert priced.with_(lines).notices == ()
