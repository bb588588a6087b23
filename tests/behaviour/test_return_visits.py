"""Return visits by hand: a campaign calls the customer whose contact was served.

Contacts of `b` are served for 10 s and their customers called 50 s later, who answer at once; talks
are 20 s. Shares are 0 or 100%, so that nothing is left to chance; all times are whole seconds.
"""

import math

import numpy as np
import pytest

from cic.program.customer_codes import Loss
from tests.days import a_model, live, queues, times

NOTHING = {"expected": "0 s", "hurts": 0}
PLAIN = {
    "wait": NOTHING,
    "repeats": {"hurts": 0},
    "transfers": {"hurts": 0},
    "resolution": {"hurts": 0},
    "turnaround": {"hurts": 0, "pleases": 0},
    "courtesy": {"hurts": 0, "pleases": 0},
}
VISITS = {
    "queue": "a",
    "answers": "100%",
    "follows": {"queues": {"b": "100%"}, "delay": "50 s"},
}
APART = {"g": {"staff": 1, "skills": ["a", "c"]}, "h": {"staff": 1, "skills": ["b"]}}


def visited(clock, *comes, customers=None, agents=None, campaign=None, **more):
    model = a_model(
        queues=queues(a={"talk": "20 s"}, b={"arrivals": times(*comes)}, c={}),
        agents=APART | (agents or {}),
        campaigns={"x": VISITS | (campaign or {})},
        customers={"satisfaction": PLAIN} | (customers or {}),
        **more,
    )
    return live(clock, model)


def verdicts(day, name):
    return day.log.verdicts[name].tolist()


def test_the_person_called_is_the_one_who_was_served(clock):
    """Before the second is called the first comes no more: each visit has its own customer."""
    day = visited(clock, 0, 5)
    assert [(at, kind) for at, kind, _ in day.legs] == [
        (0, "fresh"), (5, "fresh"), (60, "outbound"), (80, "outbound"),
    ]  # fmt: skip
    assert verdicts(day, "customer") == [0, 1, 0, 1]
    assert verdicts(day, "segment") == [0, 0, 0, 0]
    listed, made = day.log.dials[:2], day.log.dials[2:]
    assert made["after"].tolist() == listed["after"].tolist() == [0, 1]


def test_customers_judge_a_visit_as_any_contact(clock):
    """The agents of `h` are rude, those of `g` kind: the mood is better for the visit."""
    feels = PLAIN | {"courtesy": {"expected": "50%", "hurts": 1, "pleases": 1}}
    customers = {"satisfaction": feels}
    agents = {"g": APART["g"] | {"courtesy": "100%"}, "h": APART["h"] | {"courtesy": 0}}
    day = visited(clock, 0, customers=customers, agents=agents)
    assert verdicts(day, "satisfaction") == [pytest.approx(-0.5), pytest.approx(0.5)]


def test_temper_and_mood_go_along(clock):
    """Who was annoyed is irate by the time of the visit, and talks for twice as long."""
    feels = PLAIN | {"courtesy": {"expected": "100%", "hurts": 1}}
    tempers = {
        "mild": {"share": "100%"},
        "irate": {"share": 0, "talk_factor": 2},
    }
    moods = {"sours_below": -0.1, "sours_to": "irate"}
    customers = {"satisfaction": feels, "tempers": tempers, "moods": moods}
    agents = {"h": APART["h"] | {"courtesy": 0}}
    day = visited(clock, 0, customers=customers, agents=agents)
    assert verdicts(day, "temper") == [0, 1]
    assert day.column("talk") == [10, 40]


def test_who_is_lost_is_called_in_vain(clock):
    """The first contact drives the customer away; nobody judges the visit."""
    day = visited(clock, 0, customers={"loyalty": {"good": 0}})
    assert verdicts(day, "customer") == [0, -1]
    assert math.isnan(verdicts(day, "satisfaction")[1])


def test_a_visit_may_lose_a_customer(clock):
    feels = PLAIN | {"courtesy": {"expected": "100%", "hurts": 1}}
    customers = {"satisfaction": feels, "loyalty": {"good": 1, "poor": 0, "unsolved": 0}}
    agents = {"g": APART["g"] | {"courtesy": 0}, "h": APART["h"] | {"courtesy": "100%"}}
    day = visited(clock, 0, customers=customers, agents=agents)
    assert [Loss(left).name for left in day.log.verdicts["left"]] == ["KEPT", "POOR"]
    assert day.log.losses["count"].sum() == 1


@pytest.mark.parametrize("campaign", [{"right_party": 0}, {"answers": 0, "machine": 1}])
def test_somebody_else_or_a_machine_is_no_customer(clock, campaign):
    day = visited(clock, 0, campaign=campaign)
    assert verdicts(day, "customer") == [0, -1]


def test_who_is_called_and_finds_no_agent_may_complain(clock):
    """The only agent of `g` is taken as the second call rings; both lines ring at 60 s."""
    feels = PLAIN | {"resolution": {"hurts": 1}}
    customers = {"satisfaction": feels, "complaints": {"to": "c", "share": 1, "delay": "30 s"}}
    power = {"dialler": {"mode": "power", "lines_per_agent": 2}, "rings": "5 s"}
    agents = {"h": APART["h"] | {"staff": 2}}
    day = visited(clock, 0, 0, customers=customers, agents=agents, campaign=power)
    assert [kind for _, kind, _ in day.legs] == ["fresh"] * 2 + ["outbound"] * 2 + ["complaint"]
    assert verdicts(day, "annoyed") == [0, 0, 0, 1, 0]
    assert verdicts(day, "customer") == [0, 1, 0, 1, 1]


def test_one_of_a_population_lives_in_one_zone(clock):
    """Two customers come again and again; each is called in one zone, whichever its contact."""
    zones = {name: {"share": "20%", "time_zone": "+00:00"} for name in "vwxyz"}
    comes = range(0, 200, 10)
    day = visited(clock, *comes, customers={"number": 2}, campaign={"zones": zones})
    listed = day.log.dials[np.isnan(day.log.dials["ended_at"])]
    whose = day.log.verdicts["customer"][listed["after"]]
    assert len(listed) == len(comes)
    assert set(whose.tolist()) == {0, 1}
    homes = {who: set(listed["zone"][whose == who].tolist()) for who in (0, 1)}
    assert [len(zone) for zone in homes.values()] == [1, 1]


def test_visits_without_customers_are_as_before(clock):
    """Who answers, and when, belongs to the contact that was served."""
    model = a_model(
        queues=queues(a={"talk": "20 s"}, b={"arrivals": times(0, 5)}),
        agents={"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}},
        campaigns={
            "x": VISITS | {"answers": "50%", "attempts": 3, "retries": {"no_answer": "9 s"}}
        },
    )
    alone = live(clock, model)
    beside = live(clock, model.model_copy(update={
        "customers": a_model(customers={"satisfaction": PLAIN}).customers}))  # fmt: skip
    for name in ("at", "customer", "result", "attempt"):
        assert alone.log.dials[name].tolist() == beside.log.dials[name].tolist()
