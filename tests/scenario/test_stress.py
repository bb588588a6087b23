"""Stress as it is written: what is refused, with its code and its place."""

import pytest

from cic.errors import ScenarioError
from cic.scenario.load import from_dict

CREW = {"staff": 1, "skills": ["a"]}


def a_day(stress, **parts):
    return from_dict({
        "name": "Stress", "opens": "08:00", "closes": "09:00",
        "queues": {"a": {"arrivals": "10/hour", "talk": "1 min", "resolves": "80%"}},
        "agents": {"g": CREW | {"stress": stress}},
    } | parts)  # fmt: skip


@pytest.mark.parametrize(
    ("stress", "code", "where"),
    [
        ({"errors": "120%"}, "CIC106", "stress.errors"),
        ({"errors": -0.1}, "CIC106", "stress.errors"),
        ({"begins": 2}, "CIC106", "stress.begins"),
        ({"rises_over": "0 s"}, "CIC105", "stress.rises_over"),
        ({"rises_over": 12}, "CIC106", "stress.rises_over"),
        ({"falls_over": {"home": "0 s"}}, "CIC105", "falls_over.home"),
        ({"falls_over": {"hoem": "1 h"}}, "CIC101", "falls_over.hoem"),
        ({"turnover": {"calm": -1}}, "CIC105", "turnover.calm"),
        ({"turnover": {"stressed": "often"}}, "CIC103", "turnover.stressed"),
        ({"turnover": {"hiring": {"takes": "a while"}}}, "CIC106", "hiring.takes"),
        ({"tempers": {"irate": "101%"}}, "CIC106", "tempers.irate"),
    ],
)
def test_values_out_of_bounds_are_refused(stress, code, where):
    with pytest.raises(ScenarioError) as told:
        a_day(stress)
    found = [one for one in told.value.findings if where in one.where]
    assert [one.code for one in found] == [code]
    assert found[0].what


def test_a_misspelt_temper_is_answered_with_the_right_one():
    customers = {"tempers": {"irate": "20%", "gentle": "80%"}}
    with pytest.raises(ScenarioError, match="did you mean 'irate'") as told:
        a_day({"errors": "10%", "tempers": {"irrate": "2%"}}, customers=customers)
    with pytest.raises(ScenarioError, match="write 'gentle'"):
        a_day({"errors": "10%", "tempers": {"comfortable": "2%"}}, customers=customers)
    assert [one.code for one in told.value.findings] == ["CIC490"]


def test_stress_that_does_something_on_several_days_is_told_nothing():
    stress = {"errors": "10%", "absence": "5%", "turnover": {}}
    assert a_day(stress, days=28).notices == ()


def test_what_is_written_reads_back_as_it_was():
    day = a_day({"errors": "10%", "turnover": {"hiring": {"takes": "2 weeks"}}}, days=2)
    assert from_dict(day.written).digest == day.digest
    assert "takes: 2 weeks" in day.to_yaml()
