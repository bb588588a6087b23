"""What `cic explain` tells of figures that a scenario does not write: whose they are."""

import pytest

from cic.report.explain import explain
from cic.report.sources_in_words import lines_on_sources
from cic.scenario.load import from_dict

DAY = {
    "name": "Sources", "opens": "08:00", "closes": "18:00", "days": 2,
    "queues": {"help": {"arrivals": "20/hour", "talk": "3 min", "resolves": "80%"},
               "mail": {"channel": "email", "talk": "9 min"}},
    "agents": {"team": {"staff": 3, "skills": ["help", "mail"]}},
}  # fmt: skip
TEXTBOOK, PUBLISHED, ASSUMED = "Textbook figures", "Of published surveys", "Assumptions of this"
TO_MAIL = {"to": "mail", "delay": "1 h"}
KIND = {"share": "100%", "talk_factor": 1, "at_once": 1, "later": 1, "accepted": 1,
        "compensation": 0}  # fmt: skip
ALL_LOYALTY = {
    "good": 1, "poor": 0.1, "unsolved": 0.1, "settled": 0.8, "settled_at_once": 0.9, "tells": 3,
    "winning_factor": 5, "old_after": 4, "churn": {"natural": 0.1},
}  # fmt: skip


def told(**parts):
    """The sentences, by how they begin."""
    scenario = from_dict(DAY | parts)
    lines = list(lines_on_sources(scenario.model))
    return {begin: line for begin in (TEXTBOOK, PUBLISHED, ASSUMED) for line in lines
            if line.startswith(begin)}  # fmt: skip


def test_nothing_is_told_where_nobody_asks():
    assert told() == {}
    assert "FIGURES NOT WRITTEN HERE" not in explain(from_dict(DAY))


@pytest.mark.parametrize(
    ("customers", "source", "what"),
    [
        ({"preset": "pyramid"}, TEXTBOOK, "the shares of the pyramid"),
        ({"preset": "levels"}, ASSUMED, "the shares of the levels"),
        ({"preset": "abc"}, TEXTBOOK, "a fifth of the customers bring four fifths"),
        ({"preset": "abc"}, ASSUMED, "what each segment is worth"),
        ({}, TEXTBOOK, "a first answer is expected within a day"),
        ({}, ASSUMED, "what else is expected, hurts and pleases"),
        ({}, ASSUMED, "the courtesy of agents"),
        ({"tempers": {"irate": "100%"}}, ASSUMED, "the factors of tempers"),
        ({"tempers": {"gentle": "100%"}}, ASSUMED, "the factors of tempers"),
        ({"complaints": TO_MAIL}, TEXTBOOK, "4% of the annoyed complain"),
        ({"complaints": TO_MAIL}, TEXTBOOK, "the shares of the kinds of complaints"),
        ({"complaints": TO_MAIL}, ASSUMED, "how each kind of complaint is handled"),
        ({"loyalty": {}}, TEXTBOOK, "how many stay who are annoyed, or have complained"),
        ({"loyalty": {}}, TEXTBOOK, "tells nine others"),
        ({"loyalty": {}}, TEXTBOOK, "six times keeping one"),
        ({"loyalty": {}}, ASSUMED, "nobody leaves for other reasons"),
    ],
    ids=str,
)
def test_what_is_not_written_is_told_with_its_source(customers, source, what):
    assert what in told(customers=customers)[source]


@pytest.mark.parametrize(
    ("customers", "what"),
    [
        ({"complaints": TO_MAIL | {"share": "4%"}}, "complain ("),
        ({"complaints": TO_MAIL | {"kinds": {"own": KIND}}}, "kind"),
        ({"number": 90, "loyalty": ALL_LOYALTY}, "stay"),
        ({"number": 90, "loyalty": ALL_LOYALTY}, "leaves for other reasons"),
        ({"tempers": {"silent": "100%"}}, "tempers"),
    ],
    ids=str,
)
def test_what_is_written_is_the_scenarios_own(customers, what):
    assert not any(what in line for line in told(customers=customers).values())


def test_stress_tells_what_a_survey_says_and_what_is_assumed():
    team = DAY["agents"]["team"] | {"stress": {"errors": "10%", "turnover": {}}}
    found = told(agents={"team": team})
    assert "four weeks of training" in found[PUBLISHED]
    assert "how quickly stress rises and falls, how often agents leave" in found[ASSUMED]


def test_it_stands_in_what_is_explained():
    text = explain(from_dict(DAY | {"customers": {"preset": "pyramid"}}))
    assert "FIGURES NOT WRITTEN HERE\nTextbook figures, of courses on customer service" in text
