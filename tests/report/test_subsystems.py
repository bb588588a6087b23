"""Which subsystems and functions a scenario uses, as `cic explain` names them."""

import itertools

import pytest

from cic.capabilities.centres import GENERATIONS, generation
from cic.report.explain import explain, explained
from cic.report.subsystems import functions, lines_on_subsystems, subsystems
from cic.scenario.demands import load_needs
from cic.scenario.load import from_dict

SUBSYSTEMS = ["ACD", "CTI", "IVR", "agent desk", "system management", "database"]
FUNCTIONS = ["switching", "distribution", "voice response", "unified mail", "fax", "internet",
             "reports", "real-time monitoring and control"]  # fmt: skip


WATCHED = {"queue": "help", "waiting": 9}


def used(found):
    return [name for name, words in found.items() if words]


def model(queue=None, **more):
    first = {"arrivals": "60/hour", "talk": "3 min"} | (queue or {})
    data = {
        "name": "A desk",
        "opens": "08:00",
        "closes": "10:00",
        "queues": {"help": first},
        "agents": {"team": {"staff": 4, "skills": ["help"]}},
    }
    return from_dict(data | more).model


def test_all_six_and_all_eight_are_told_of():
    assert list(subsystems(model())) == SUBSYSTEMS
    assert list(functions(model())) == FUNCTIONS


GENERATION_USES = {
    "manual": ["agent desk"],
    "ivr": ["ACD", "IVR", "agent desk"],
    "cti": ["ACD", "CTI", "IVR", "agent desk", "database"],
    "interaction_centre": SUBSYSTEMS,
}


@pytest.mark.parametrize("which", GENERATIONS)
def test_each_generation_has_the_subsystems_of_its_time(which):
    assert used(subsystems(generation(load_needs(), which).model)) == GENERATION_USES[which]


def test_each_generation_has_the_functions_of_the_one_before_and_more():
    found = [set(used(functions(generation(load_needs(), which).model))) for which in GENERATIONS]
    for before, after in itertools.pairwise(found):
        assert before <= after
    assert set(FUNCTIONS) - found[-1] == {"fax"}


@pytest.mark.parametrize(
    ("queue", "more", "name"),
    [
        ({"channel": "fax"}, {}, "fax"),
        ({"channel": "web"}, {"channels": {"web": {"like": "chat"}}}, "internet"),
        ({"channel": "voicemail"}, {}, "unified mail"),
        (
            {"bot": {"contained": "40%", "takes": "30 s"}},
            {},
            "voice response",
        ),
        (
            {},
            {"incidents": [{"when": WATCHED, "send_home": 1, "from": "team"}]},
            "real-time monitoring and control",
        ),
    ],
)  # fmt: skip
def test_what_makes_a_scenario_use_a_function(queue, more, name):
    assert name not in used(functions(model()))
    assert name in used(functions(model(queue, **more)))


def test_a_channel_nobody_reads_is_no_function():
    shut = used(functions(generation(load_needs(), "manual").model))
    assert shut == ["switching", "reports"]


def test_it_is_told_in_words_and_in_json():
    scenario = generation(load_needs(), "cti")
    text = explain(scenario, width=200)
    for line in lines_on_subsystems(scenario.model):
        assert line[:60] in text
    assert "Not used: system management." in " ".join(text.split())
    found = explained(scenario)
    assert found["subsystems"]["IVR"] == ["menus"]
    assert list(found["functions"]) == FUNCTIONS


@pytest.mark.parametrize(
    "customers",
    [
        {"preset": "pyramid"},
        {"segments": {"all": {"share": "100%", "agent": "always"}}},
        {"complaints": {"to": "help", "delay": "1 h", "same_agent": True}},
    ],
    ids=str,
)
def test_who_comes_to_the_agent_of_before_is_known_by_cti(customers):
    assert "the agent of before" in subsystems(model(customers=customers))["CTI"]
    known = "customers' data" in subsystems(model(customers=customers))["database"]
    assert known == ("complaints" not in customers)


def test_customers_who_are_all_alike_need_no_data():
    assert subsystems(model(customers={}))["database"] == []
    assert subsystems(model(customers={}))["CTI"] == []


def test_doors_that_are_shut_bring_no_work():
    text = explain(generation(load_needs(), "manual"))
    assert "backlog grows" not in text
    assert "WORK AND STAFF, Monday: questions" not in text
    assert "WORK AND STAFF, Monday: balance" in text
