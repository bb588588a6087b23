"""Customers as they are written: presets, what is left open, what is refused."""

import pytest
from pydantic import ValidationError

from cic.errors import ScenarioError
from cic.scenario.customers import EVERYBODY, PRESETS, Customers
from cic.scenario.load import from_dict
from cic.scenario.loyalty import GRIEVANCES, Complaints
from cic.scenario.satisfaction import ASPECTS, Satisfaction
from cic.scenario.tempers import TEMPERS, Temper, factors_of

PLAIN = {
    "name": "Customers",
    "opens": "08:00",
    "closes": "09:00",
    "queues": {"help": {"arrivals": "20/hour", "talk": "1 min"}},
    "agents": {"team": {"staff": 1, "skills": ["help"]}},
}


def customers(**fields) -> Customers:
    return Customers.model_validate(fields)


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_whole_and_worth_one_on_average(preset):
    parts = PRESETS[preset].values()
    assert sum(part[0] for part in parts) == pytest.approx(1)
    assert sum(part[0] * part[1] for part in parts) == pytest.approx(1)
    assert customers(preset=preset).parts == PRESETS[preset]


def test_the_pyramid_has_the_shares_of_the_textbook_and_a_fifth_brings_four_fifths():
    parts = PRESETS["pyramid"]
    assert [part[0] for part in parts.values()] == [0.01, 0.04, 0.15, 0.80]
    worth = {name: part[0] * part[1] for name, part in parts.items()}
    assert (sum(worth.values()) - worth["small"]) / sum(worth.values()) == pytest.approx(0.8)


def test_what_is_written_goes_before_the_preset():
    known = customers(preset="pyramid", segments={"vip": {"value": 90}, "key": {"priority": 7}})
    assert known.parts["vip"] == (0.01, 90, 1.0, 1, "always")
    assert known.parts["key"] == (0.04, 7.5, 1.0, 7, "until_solved")


def test_customers_of_whom_nothing_is_said_are_alike():
    assert customers().parts == {EVERYBODY: (1.0, 0.0, 1.0, 1, "anybody")}


@pytest.mark.parametrize("number", [1, 7, 99, 1000, 12_345])
def test_all_customers_are_in_a_segment(number):
    sizes = customers(preset="pyramid", number=number).sizes
    assert sum(sizes.values()) == number
    for name, size in sizes.items():
        assert abs(size - number * PRESETS["pyramid"][name][0]) < 1


def test_a_temper_known_by_name_has_its_factors():
    assert factors_of("irate", Temper.model_validate("20%")) == TEMPERS["irate"]
    own = Temper.model_validate({"share": 1, "talk_factor": 3})
    assert factors_of("irate", own) == (3, *TEMPERS["irate"][1:])
    assert factors_of("cheerful", Temper.model_validate(1)) == (1, 1, 1, 1, 1)


def test_dissatisfiers_please_nobody_by_their_absence():
    assert {name for name, aspect in ASPECTS.items() if aspect[2] > 0} == {"turnaround", "courtesy"}
    felt = Satisfaction.model_validate({"wait": {"hurts": 0.5}})
    assert felt.aspect("wait") == (60, 0.5, 0)
    assert felt.aspect("courtesy") == ASPECTS["courtesy"]


def test_kinds_of_complaint_are_changed_or_ones_own():
    written = {"to": "help", "delay": "1 h"}
    usual = Complaints.model_validate(written).grievances
    assert usual == GRIEVANCES
    assert [kind[0] for kind in usual.values()] == [0.05, 0.20, 0.67, 0.08]
    changed = written | {"kinds": {"justified": {"at_once": 0.9}}}
    assert Complaints.model_validate(changed).grievances["justified"] == (0.67, 1.0, 0.9, 0.8, 1, 0)
    own = written | {"kinds": {"any": {"share": 1}}}
    assert Complaints.model_validate(own).grievances == {"any": (1.0, 1.0, 0.5, 0.8, 1, 0)}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"segments": {"x": {"share": 0.5}}}, "segments add up to 50%"),
        ({"segments": {"x": {"value": 5}}}, "'x' has no share"),
        ({"preset": "pyramid", "segments": {"vip": {"share": 0.5}}}, "add up to 149%"),
        ({"tempers": {"irate": 0.5}}, "tempers add up to 50%"),
        ({"segments": {"x": {"share": 1, "tempers": {"irate": 0.5}}}}, "tempers add up to 50%"),
        ({"complaints": {"to": "help", "delay": "1 h", "kinds": {"any": {"share": 0.5}}}}, "50%"),
        ({"complaints": {"to": "help", "delay": "1 h", "kinds": {"any": {}}}}, "has no share"),
    ],
)
def test_what_does_not_add_up_is_refused(wrong, told):
    with pytest.raises(ValidationError, match=told):
        customers(**wrong)
    with pytest.raises(ScenarioError, match=told):
        from_dict(PLAIN | {"customers": wrong})


def test_a_scenario_with_customers_is_written_out_and_read_again():
    known = {
        "preset": "levels",
        "tempers": {"irate": "20%", "comfortable": {"share": "80%", "talk_factor": 0.8}},
        "complaints": {"to": "help", "delay": "exponential mean 1 h"},
        "loyalty": {"tells": 5},
    }
    scenario = from_dict(PLAIN | {"customers": known})
    from cic.scenario.reader import read_text

    again = from_dict(read_text(scenario.to_yaml()).data)
    assert again.model == scenario.model
    assert again.digest == scenario.digest
    louder = scenario.with_({"customers.tempers.irate.talk_factor": 2})
    assert factors_of("irate", louder.model.customers.tempers["irate"])[0] == 2


@pytest.mark.parametrize(
    ("wrong", "remedy"),
    [
        ({"preset": "pyramid", "segments": {"vipp": {"value": 5}}}, "did you mean 'vip'"),
        ({"preset": "pyramid", "segments": {"kye": {"share": "4%"}}}, "did you mean 'key'"),
        (
            {"complaints": {"to": "help", "delay": "1 h", "kinds": {"justifed": {"at_once": 1}}}},
            "did you mean 'justified'",
        ),
    ],
    ids=str,
)
def test_a_name_that_is_nearly_that_of_a_preset_is_asked_after(wrong, remedy):
    with pytest.raises(ScenarioError) as refused:
        from_dict(PLAIN | {"customers": wrong})
    assert any(remedy in finding.remedy for finding in refused.value.findings)


def test_gentle_is_another_word_for_comfortable():
    assert factors_of("gentle", Temper(share=1)) == TEMPERS["comfortable"]
    notices = from_dict(PLAIN | {"customers": {"tempers": {"gentel": "100%"}}}).notices
    assert ["did you mean 'gentle'" in one.remedy for one in notices if one.code == "CIC472"] == [
        True
    ]


@pytest.mark.parametrize(
    ("known", "code", "where"),
    [
        ({"tempers": {"gentle": "50%", "comfortable": "50%"}}, "CIC461", "tempers.comfortable"),
        ({"tempers": {"gentle": 1}, "moods": {"sours_to": "comfortable"}}, "CIC452", "sours_to"),
        (
            {
                "tempers": {"gentle": 1},
                "segments": {"all": {"share": 1, "tempers": {"comfortable": 1}}},
            },
            "CIC452",
            "tempers.comfortable",
        ),
    ],
    ids=str,
)
def test_a_scenario_keeps_to_one_word_for_a_temper(known, code, where):
    with pytest.raises(ScenarioError) as refused:
        from_dict(PLAIN | {"customers": known})
    [finding] = refused.value.findings
    assert finding.code == code
    assert finding.where.endswith(where)
    assert code == "CIC461" or "write 'gentle'" in finding.remedy


@pytest.mark.parametrize(
    ("temper", "told"),
    [
        ({"irrate": "100%"}, True),
        ({"irrate": {"share": "100%", "talk_factor": 1.1}}, False),
        ({"cheerful": "100%"}, False),
        ({"gentle": "100%"}, False),
        ({"irate": "100%"}, False),
    ],
    ids=str,
)
def test_a_temper_that_does_nothing_and_is_nearly_known_is_told(temper, told):
    notices = from_dict(PLAIN | {"customers": {"tempers": temper}}).notices
    found = [one for one in notices if one.code == "CIC472"]
    assert bool(found) == told
    assert all("did you mean 'irate'" in one.remedy for one in found)
