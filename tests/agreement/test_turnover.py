"""Long-run turnover is that of the Markov chain that the scenario describes, in 99.9 % intervals.

Nobody calls, so each agent's stress at midnight is known beforehand, and a desk is a chain of
nights: somebody is there and leaves with a probability, or it is empty for so many nights.
"""

import math

import numpy as np
import pytest

from cic.clocks.simpy_clock import SimpyClock
from cic.luck.contacts import LuckOf
from cic.program.layout import lay_out
from tests.agreement.long_runs import assert_agrees
from tests.days import a_model

DAY = 86_400
SLOW = "1e9 s"
STILL = {"idle": SLOW, "breaks": SLOW, "training": SLOW, "home": SLOW}


def logs(stress, *, staff, days, replications):
    """The strains that each replication leaves, of a centre that nobody calls."""
    group = {"staff": staff, "skills": ["a"], "stress": stress}
    model = a_model(opens="00:00", closes="24:00", interval="24 h", days=days, agents={"g": group})
    program, clock = lay_out(model), SimpyClock()
    luck = LuckOf(model, program, seed=1)
    runs = (clock.prepare(program, luck.draw(n)) for n in range(replications))
    return [clock.run(program, run).strains for run in runs]


def expected(leaves, nights, empty):
    """Leavings of a desk, nights employed, and employed in the end: night by night.

    Parameters
    ----------
    leaves
        The probability with which who has been there for n nights leaves on the next.
    empty
        For how many nights a desk is empty.
    """
    there = np.zeros(nights + 1)  # by nights that they have been there
    there[0] = 1.0
    left = np.zeros(nights)
    hired = 0.0
    employed = 0.0
    for night in range(nights):
        employed += there.sum()
        gone = there * [leaves(n) for n in range(nights + 1)]
        left[night] = gone.sum()
        there = np.roll(there - gone, 1)
        if night >= empty:
            there[0] += left[night - empty]
            hired += left[night - empty]
    return left.sum(), employed, 1 + hired - left.sum()


def assert_turnover(replications, within):
    """Under stress that does not change: of an alternating renewal process."""
    rate, empty, nights, staff = 20.0, 5, 60, 40
    stress = {"rises_over": SLOW, "falls_over": STILL, "begins": "50%"} | {
        "turnover": {"calm": 10, "stressed": 30, "hiring": {"takes": f"{empty} d"}}
    }
    stress["turnover"]["hiring"]["training"] = "0 s"
    found = logs(stress, staff=staff, days=nights, replications=replications)
    first = 1 - math.exp(-rate / 365)
    newcomers = 1 - math.exp(-10 / 365)
    tops = np.array([float(one["left"].sum()) for one in found])
    there = np.array([float(one["nights"].sum()) for one in found])
    end = np.array([float((one["missing"] != 2).sum()) for one in found])
    desks = np.full(len(found), float(staff))
    left, employed, at_end = of_desks(first, newcomers, nights, empty)
    assert_agrees(tops, desks, left, within=within)
    assert_agrees(there, desks, employed, within=within)
    assert_agrees(end, desks, at_end, within=within)


def of_desks(first, newcomers, nights, empty):
    """As `expected`, where the first at a desk leaves with one probability, others with another."""
    old, other, left, employed, hired = 1.0, 0.0, np.zeros(nights), 0.0, 0.0
    for night in range(nights):
        employed += old + other
        left[night] = old * first + other * newcomers
        old, other = old * (1 - first), other * (1 - newcomers)
        if night >= empty:
            other += left[night - empty]
            hired += left[night - empty]
    return left.sum(), employed, 1 + hired - left.sum()


def assert_fading(replications, within):
    """Stress that fades from 1 while nothing happens: each night's hazard in closed form."""
    over, nights, staff = 10.0, 40, 40
    falls = dict.fromkeys(("idle", "breaks", "training", "home"), f"{over} d")
    stress = {
        "falls_over": falls, "begins": "100%",
        "turnover": {"calm": 1, "stressed": 40, "hiring": {"takes": "1000 d"}},
    }  # fmt: skip
    found = logs(stress, staff=staff, days=nights, replications=replications)

    def leaves(n):
        return 1 - math.exp(-(1 + 39 * math.exp(-(n + 1) / over)) / 365)

    left, employed, at_end = expected(leaves, nights, nights)
    assert left == pytest.approx(1 - at_end)
    tops = np.array([float(one["left"].sum()) for one in found])
    there = np.array([float(one["nights"].sum()) for one in found])
    desks = np.full(len(found), float(staff))
    assert_agrees(tops, desks, left, within=within)
    assert_agrees(there, desks, employed, within=within)


def assert_absence(replications, within):
    """Stress that does not change: a day's absence has the same probability every day."""
    nights, staff = 30, 40
    stress = {"rises_over": SLOW, "falls_over": STILL, "begins": "50%", "absence": "30%"}
    found = logs(stress, staff=staff, days=nights, replications=replications)
    tops = np.array([float(one["absences"].sum()) for one in found])
    assert_agrees(tops, np.full(len(found), float(staff * nights)), 0.15, within=within)


def test_turnover_is_that_of_the_chain():
    assert_turnover(replications=20, within=0.15)


def test_turnover_follows_stress_as_it_fades():
    assert_fading(replications=20, within=0.15)


def test_absence_has_the_probability_that_stress_gives_it():
    assert_absence(replications=10, within=0.15)


@pytest.mark.long
@pytest.mark.parametrize("check", [assert_turnover, assert_fading, assert_absence])
def test_the_chains_in_narrow_intervals(check):
    check(replications=400, within=0.04)
