"""The measures of agents under stress, worked out by hand, on both clocks."""

import math

import numpy as np
import pytest

from cic.measures.costs import cost_sums
from cic.measures.counted import Counter
from cic.measures.definitions import GROUP_MEASURE
from cic.measures.estimates import Estimates
from cic.measures.stress import COUNTED
from tests.days import a_model, play, queues

SLOW = "1e9 s"
FROZEN = {"rises_over": SLOW,
          "falls_over": dict.fromkeys(("idle", "breaks", "training", "home"), SLOW)}  # fmt: skip
DAY = 86_400
OF_STRESS = (
    *("stress", "stress_errors", "stress_absences"),
    *("agents_left", "agents_hired", "employed", "turnover"),
)


def two_days(clock):
    """Group g errs once, h stays away twice, the agent of k leaves the first night, n is calm."""
    erring = {"rises_over": "100 s", "falls_over": {"idle": "50 s"}, "errors": "100%"}
    away = FROZEN | {"begins": "100%", "absence": "100%"}
    leaving = FROZEN | {"turnover": {"calm": 100, "stressed": 100, "hiring": {"takes": "3 d"}}}
    agents = {
        name: {"staff": 1, "skills": [queue], "stress": stress, "cost": {"hour": 0, "hire": 700}}
        for name, queue, stress in (
            ("g", "a", erring), ("h", "b", away), ("k", "b", leaving), ("n", "b", None),
        )
    }  # fmt: skip
    model = a_model(days=2, queues=queues("b", a={"resolves": "100%"}), agents=agents)
    contacts = [("a", 0, {"talk": 20, "needs": 0.1}), ("a", 20, {"talk": 20, "needs": 0.9})]
    for seed in range(60):
        day = play(clock, model, *contacts, seed=seed)
        if day.log.strains["left"][2] and day.log.strains["nights"][2] == 1:
            return model, day
    raise AssertionError("nobody leaves on the first night")


def test_group_measures_of_stress(clock):
    model, day = two_days(clock)
    counted = [Counter(day.program, model, clock).count(day.log)]
    found = Estimates(counted, day.program, model, confidence=0.95)
    value = {name: found.group(GROUP_MEASURE[name]).value for name in OF_STRESS}
    busy = 1 - math.exp(-40 / 100)
    first = 40 - 100 * busy + 50 * busy * (1 - math.exp(-560 / 50))
    over_night = busy * math.exp(-560 / 50) * math.exp(-(DAY - 600) / DAY)  # 24 h at home
    second = 50 * over_night * (1 - math.exp(-600 / 50))
    assert value["stress"][0] == pytest.approx((first + second) / 1200)
    assert np.isnan(value["stress"][1])
    assert value["stress_errors"].tolist() == [1, 0, 0, 0, 1]
    assert value["stress_absences"].tolist() == [0, 2, 0, 0, 2]
    assert value["agents_left"].tolist() == [0, 0, 1, 0, 1]
    assert value["agents_hired"].tolist() == [0, 0, 0, 0, 0]
    assert value["employed"].tolist() == [1, 1, 0, 0, 2]
    assert value["turnover"][:3].tolist() == [0, 0, 365]
    assert value["turnover"][4] == pytest.approx(365 / 5)
    assert {GROUP_MEASURE[name].top for name in OF_STRESS} <= set(COUNTED)


def test_hiring_costs_its_price_each_time(clock):
    model, day = two_days(clock)
    counted = Counter(day.program, model, clock).count(day.log)
    found = Estimates([counted], day.program, model, confidence=0.95)
    groups = found.group_sums | {"agents_hired": np.array([[0.0, 0, 3, 0, 3]])}
    of = found.queue_sums, groups, found.campaign_sums, found.case_sums
    priced = cost_sums(np.zeros((1, 0)), *of, day.program, model)
    assert priced["group"]["cost_of_hiring"].tolist() == [[0, 0, 2100, 0]]
    assert priced["centre"]["cost"].tolist() == [[2100]]
