"""Long runs of centres with few lines agree with the formulas, inside 99.9 % intervals.

The quick ones run a fortnight 40 times; the long ones twenty times as much, in narrower intervals.
"""

import math
from functools import cache
from typing import NamedTuple

import pytest

from cic.theory.erlang_a import ErlangA
from cic.theory.erlang_b import ErlangB
from cic.theory.finite import FiniteQueue
from tests.agreement.long_runs import assert_agrees, centre, watch

TOTAL = -1
QUICK = {"days": 16, "replications": 40}
LONG = {"days": 60, "replications": 200}


class ImpatientFiniteQueue(NamedTuple):
    """M/M/n/K+M: K lines, n agents, exponential patience; a birth-and-death process.

    With j contacts there, the next comes at rate λ and, at rate min(j, n) μ + max(j − n, 0) θ, one
    of them goes. Who comes when there are K hears busy; the others wait for Lq / (λ (1 − p_K)) on
    average by Little's law, and abandon at rate θ while they do.

    References
    ----------
    Whitt (1999), Improving service by informing customers about anticipated delays, Management
    Science 45(2), 192-207: Model 1, with nobody who balks.
    """

    arrivals_per_hour: float
    handle_time: float
    patience: float
    agents: int
    lines: int

    @property
    def states(self):
        """Probabilities of 0 … K contacts in the centre."""
        weights = [1.0]
        for j in range(1, self.lines + 1):
            goes = min(j, self.agents) / self.handle_time
            goes += max(j - self.agents, 0) / self.patience
            weights.append(weights[-1] * self.arrivals_per_hour / 3600 / goes)
        total = math.fsum(weights)
        return [weight / total for weight in weights]

    @property
    def blocking_probability(self):
        """Share of contacts that find no line."""
        return self.states[-1]

    @property
    def wait_probability(self):
        """Share, of the contacts with a line, that find no agent."""
        states = self.states
        return math.fsum(states[self.agents : -1]) / (1 - states[-1])

    @property
    def mean_wait(self):
        """Mean wait of the contacts with a line, answered or not [s]."""
        states = self.states
        waiting = math.fsum((j - self.agents) * p for j, p in enumerate(states) if j > self.agents)
        return waiting / (self.arrivals_per_hour / 3600 * (1 - states[-1]))

    @property
    def abandonment_rate(self):
        """Share, of the contacts with a line, that abandon."""
        return self.mean_wait / self.patience

    @property
    def occupancy(self):
        """Share of the agents' time spent with contacts."""
        busy = math.fsum(min(j, self.agents) * p for j, p in enumerate(self.states))
        return busy / self.agents


def queue(arrivals, talk="exponential mean 3 min", **fields):
    return {"a": {"arrivals": arrivals, "talk": talk} | fields}


def rung(staff):
    answering = {"rings": "20 s"}
    return {"team": {"staff": staff, "skills": ["a"], "answering": answering}}


PATIENT = {"patience": "exponential mean 2 min"}
MENU = {"m": {"prompt": "60 s", "choices": {"1": {"go": "own queue", "share": "100%"}}}}
TEN = {"staff": 10, "lines": 10}
CENTRES = {
    "K": (queue("180/hour"), {"staff": 8, "lines": 14}),
    "K, overloaded": (queue("240/hour"), {"staff": 8, "lines": 10}),
    "K+M": (queue("180/hour", **PATIENT), {"staff": 8, "lines": 12}),
    "K+M, overloaded": (queue("300/hour", **PATIENT), {"staff": 8, "lines": 14}),
    "B, exponential": (queue("160/hour"), TEN),
    "B, constant": (queue("160/hour", "3 min"), TEN),
    "B, lognormal": (queue("160/hour", "lognormal mean 3 min cv 2"), TEN),
    "B, impatient": (queue("160/hour", **PATIENT), TEN),
    "B, many agents": (queue("160/hour"), {"staff": 70, "lines": 10}),
    "B, wrap-up without line": (
        queue("160/hour", "gamma mean 3 min cv 2", wrap_up="exponential mean 5 min"),
        {"staff": 70, "lines": 10},
    ),
    "B, menu": (
        queue("160/hour", "exponential mean 2 min", through="m"),
        TEN | {"ivr": {"start": "m", "menus": MENU}},
    ),
    "B, ringing": (
        queue("160/hour", "exponential mean 160 s"),
        TEN | {"agents": rung(10)},
    ),
    "B, two queues": (
        queue("100/hour") | {"b": {"arrivals": "60/hour", "talk": "lognormal mean 3 min cv 2"}},
        TEN,
    ),
}
LOSSES = [name for name in CENTRES if name.startswith("B")]


@cache
def seen(name, days, replications):
    """Sums of the whole centre; who hears busy never reaches a queue."""
    queues, parts = CENTRES[name]
    found = watch(centre(queues, days=days, **parts), replications=replications)
    sums = {key: values[:, TOTAL] for key, values in found.queues.items()}
    sums["no_line"] = sums["offered"] - sums["reached"]
    return sums | found.agents


# --- the formula above ----------------------------------------------------------------------------


def test_with_lines_enough_the_formula_is_erlang_a():
    demand = {"arrivals_per_hour": 220, "handle_time": 180, "patience": 120, "agents": 10}
    one, other = ImpatientFiniteQueue(**demand, lines=200), ErlangA(**demand)
    for name in ("wait_probability", "mean_wait", "abandonment_rate", "occupancy"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), rel=1e-9), name
    assert one.blocking_probability < 1e-12


def test_with_patience_enough_the_formula_is_the_finite_queue():
    demand = {"arrivals_per_hour": 180, "handle_time": 180, "agents": 8, "lines": 14}
    one, other = ImpatientFiniteQueue(**demand, patience=1e12), FiniteQueue(**demand)
    assert one.blocking_probability == pytest.approx(other.blocking_probability, rel=1e-9)
    assert one.mean_wait == pytest.approx(other.average_speed_of_answer, rel=1e-9)
    assert one.occupancy == pytest.approx(other.occupancy, rel=1e-9)


def test_with_as_many_lines_as_agents_the_formula_is_erlang_b():
    demand = {"arrivals_per_hour": 160, "handle_time": 180, "agents": 10}
    one = ImpatientFiniteQueue(**demand, patience=5, lines=10)
    assert one.blocking_probability == pytest.approx(ErlangB(**demand).blocking_probability)
    assert one.mean_wait == 0


# --- quick runs -----------------------------------------------------------------------------------


def check_finite(sums, theory, *, within):
    offered, reached = sums["offered"], sums["reached"]
    assert_agrees(sums["no_line"], offered, theory.blocking_probability, within=2 * within)
    assert_agrees(sums["wait"], reached, theory.average_speed_of_answer, within=2 * within)
    assert_agrees(sums["waited"], offered, theory.wait_probability, within=within)
    level = theory.service_level(within=20)
    assert_agrees(sums["answered_within"], offered, level, within=within)
    assert_agrees(sums["busy"], sums["duty"], theory.occupancy, within=within / 2)


def check_impatient(sums, theory, *, within):
    offered, reached = sums["offered"], sums["reached"]
    assert_agrees(sums["no_line"], offered, theory.blocking_probability, within=3 * within)
    assert_agrees(sums["abandoned"], reached, theory.abandonment_rate, within=2 * within)
    assert_agrees(sums["wait"], reached, theory.mean_wait, within=2 * within)
    assert_agrees(sums["waited"], reached, theory.wait_probability, within=within)
    assert_agrees(sums["busy"], sums["duty"], theory.occupancy, within=within / 2)


def check_loss(sums, *, within):
    theory = ErlangB(arrivals_per_hour=160, handle_time=180, agents=10)
    assert_agrees(sums["no_line"], sums["offered"], theory.blocking_probability, within=within)


FINITE = [("K", 180, 14), ("K, overloaded", 240, 10)]
IMPATIENT = [("K+M", 180, 12), ("K+M, overloaded", 300, 14)]


def finite(rate, lines):
    return FiniteQueue(arrivals_per_hour=rate, handle_time=180, agents=8, lines=lines)


def impatient(rate, lines):
    return ImpatientFiniteQueue(rate, handle_time=180, patience=120, agents=8, lines=lines)


@pytest.mark.parametrize(("name", "rate", "lines"), FINITE)
def test_few_lines_are_a_finite_queue(name, rate, lines):
    check_finite(seen(name, **QUICK), finite(rate, lines), within=0.03)


@pytest.mark.parametrize(("name", "rate", "lines"), IMPATIENT)
def test_few_lines_of_impatient_contacts(name, rate, lines):
    check_impatient(seen(name, **QUICK), impatient(rate, lines), within=0.02)


@pytest.mark.parametrize("name", LOSSES)
def test_erlang_b_whatever_holds_the_line(name):
    sums = seen(name, **QUICK)
    check_loss(sums, within=0.03)
    assert sums["queue_full"].sum() == 0
    if "ringing" not in name:
        assert sums["waited"].sum() == 0


# --- long runs ------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.parametrize(("name", "rate", "lines"), FINITE)
def test_in_a_long_run_few_lines_are_a_finite_queue(name, rate, lines):
    check_finite(seen(name, **LONG), finite(rate, lines), within=0.008)


@pytest.mark.long
@pytest.mark.parametrize(("name", "rate", "lines"), IMPATIENT)
def test_in_a_long_run_few_lines_of_impatient_contacts(name, rate, lines):
    check_impatient(seen(name, **LONG), impatient(rate, lines), within=0.005)


@pytest.mark.long
@pytest.mark.parametrize("name", LOSSES)
def test_in_a_long_run_erlang_b_whatever_holds_the_line(name):
    check_loss(seen(name, **LONG), within=0.008)
