"""Redials, transfers and recontacts agree with known queues, inside 99.9 % intervals.

References
----------
Falin and Templeton (1997), Retrial Queues, Chapman & Hall: the M/M/1 queue of customers who try
again, each after exponential times. Avrachenkov and Morozov (2010), Stability analysis of
GI/G/c/K retrial queue with constant retrial rate, INRIA report 7335: one by one. Jackson (1957),
Networks of waiting lines, Operations Research 5(4), 518-521: stations with exponential service in
series, and with customers who come back.
"""

import numpy as np
import pytest

from cic.theory.erlang_a import ErlangA
from cic.theory.erlang_c import ErlangC
from tests.agreement.told import assert_tells, queue, told

HOUR = 3600.0


def retrial(
    arrivals_per_hour: float, talk: float, agents: int, delay: float, *, constant: bool = False
) -> tuple[float, float]:
    """Mean number of customers between attempts, and attempts an hour, of M/M/c retrial.

    Each tries again on its own; or, at a constant rate, one by one.

    The chain of (busy agents, customers between attempts) is cut at so many customers that the rest
    does not matter, and its equations are solved.
    """
    arrives, ends, retries = arrivals_per_hour / HOUR, 1 / talk, 1 / delay
    most = 200
    out_of_orbit = [retries * (min(out, 1) if constant else out) for out in range(most + 1)]
    states = [(busy, out) for out in range(most + 1) for busy in range(agents + 1)]
    place = {state: n for n, state in enumerate(states)}
    rates = np.zeros((len(states), len(states)))
    for (busy, out), n in place.items():
        to = {
            (busy + 1, out): arrives if busy < agents else 0.0,
            (busy, out + 1): arrives if busy == agents else 0.0,
            (busy - 1, out): busy * ends,
            (busy + 1, out - 1): out_of_orbit[out] if busy < agents else 0.0,
        }
        for state, rate in to.items():
            if rate and state in place:
                rates[n, place[state]] += rate
                rates[n, n] -= rate
    equations = np.vstack([rates.T, np.ones(len(states))])
    share, *_ = np.linalg.lstsq(equations, np.append(np.zeros(len(states)), 1.0), rcond=None)
    between = sum(share[n] * out for (_, out), n in place.items())
    attempts = sum(share[n] * out_of_orbit[out] for (_, out), n in place.items())
    return float(between), float(attempts * HOUR)


def test_the_equations_give_the_known_answer_for_one_agent():
    """E(N) = r (λ + r θ) / ((1 − r) θ), r the load, θ the rate of trying again."""
    arrives, talk, delay = 12.0, 150.0, 240.0
    load = arrives / HOUR * talk
    known = load * (arrives / HOUR + load / delay) / ((1 - load) / delay)
    assert retrial(arrives, talk, 1, delay)[0] == pytest.approx(known, rel=1e-6)


@pytest.mark.parametrize(("agents", "arrivals"), [(1, 12.0), (2, 30.0)])
def test_customers_who_try_again_after_busy(agents, arrivals):
    assert_retrial(arrivals, agents, delay=240.0, constant=False)


def test_the_equations_give_the_known_answer_for_one_agent_at_a_constant_rate():
    """Across each cut λ p(busy, n) = θ p(idle, n + 1), and θ + λ leaves idle with n + 1, so that

    p(busy, n) is geometric with ratio r = λ (λ + θ) / (μ θ), below 1 where it is stable: the share
    of time with anybody between is s = (λ / μ) r (1 + μ / (λ + θ)), and their number s / (1 − r).
    """
    arrives, ends, retries = 8.0, 24.0, 30.0
    ratio = arrives * (arrives + retries) / (ends * retries)
    anybody = arrives / ends * ratio * (1 + ends / (arrives + retries))
    between, attempts = retrial(arrives, HOUR / ends, 1, HOUR / retries, constant=True)
    assert between == pytest.approx(anybody / (1 - ratio), rel=1e-6)
    assert attempts == pytest.approx(anybody * retries, rel=1e-6)


@pytest.mark.parametrize(("agents", "arrivals"), [(1, 8.0), (2, 25.0)])
def test_customers_who_try_again_one_by_one(agents, arrivals):
    """M/M/1 and M/M/c queues with a constant retrial rate."""
    assert_retrial(arrivals, agents, delay=120.0, constant=True)


def assert_retrial(arrivals: float, agents: int, *, delay: float, constant: bool) -> None:
    """The time until the answer, and the attempts, are those of the equations."""
    talk = 150.0
    again = {"share": "100%", "delay": f"exponential mean {delay} s", "attempts": 50}
    run = told(
        {"a": queue(f"{arrivals}/hour", f"exponential mean {talk} s", capacity=0,
                    redials={"busy": again | {"one_by_one": constant}})},
        staff=agents,
    )  # fmt: skip
    between, attempts = retrial(arrivals, talk, agents, delay, constant=constant)
    hours = 30 * 24
    assert_tells(run, "time_to_answer", between / (arrivals / HOUR), within=0.06)
    assert_tells(run, "redials", attempts * hours, within=0.06)


def test_redials_after_giving_up_add_to_the_arrivals_to_a_fixed_point():
    """After long delays those who try again come as if at random: λ' = λ + p λ' P(abandon; λ')."""
    arrivals, talk, patience, share = 60.0, 180.0, 120.0, 0.6
    more = arrivals
    for _ in range(200):
        erlang = ErlangA(arrivals_per_hour=more, handle_time=talk, patience=patience, agents=3)
        more = arrivals + share * more * erlang.abandonment_rate
    again = {"share": share, "delay": "exponential mean 4 h", "attempts": 50}
    run = told(
        {"a": queue(f"{arrivals}/hour", f"exponential mean {talk} s",
                    patience=f"exponential mean {patience} s", redials={"abandoned": again})},
        staff=3,
    )  # fmt: skip
    abandon = erlang.abandonment_rate
    assert_tells(run, "abandonment_rate", abandon, within=0.03)


def test_customers_who_are_passed_on_make_a_jackson_network():
    run = told(
        {
            "a": queue("30/hour", "exponential mean 200 s", transfers={"b": "40%"}),
            "b": {"talk": "exponential mean 180 s"},
        },
        agents={"first": {"staff": 2, "skills": ["a"]}, "second": {"staff": 1, "skills": ["b"]}},
    )
    stations = {
        "a": ErlangC(arrivals_per_hour=30, handle_time=200, agents=2),
        "b": ErlangC(arrivals_per_hour=12, handle_time=180, agents=1),
    }
    for name, station in stations.items():
        truth = station.average_speed_of_answer
        assert_tells(run, "mean_wait", truth, within=0.1, queue=name)


def test_customers_who_come_again_make_a_jackson_network():
    """Each comes again with probability ¼ after an hour or so: λ' = λ / (1 − ¼)."""
    again = {"share": "25%", "delay": "exponential mean 1 h", "attempts": 50}
    run = told({"a": queue("30/hour", "exponential mean 150 s", recontact=again)}, staff=2)
    station = ErlangC(arrivals_per_hour=40, handle_time=150, agents=2)
    assert_tells(run, "mean_wait", station.average_speed_of_answer, within=0.1)
    assert_tells(run, "contacts_per_customer", 4 / 3, within=0.01)
