"""Long runs agree with the formulas of queueing, inside 99.9 % intervals of bounded width."""

import pytest

from cic.theory.erlang_a import ErlangA
from cic.theory.erlang_b import ErlangB
from cic.theory.erlang_c import ErlangC
from cic.theory.finite import FiniteQueue
from cic.theory.pollaczek import PollaczekKhinchine
from cic.theory.priority import ContactType, waits_by_priority, waits_by_priority_of_one_agent
from tests.agreement.long_runs import assert_agrees, erlang

TOTAL = -1


def queue(name):
    """Sums of the whole centre."""
    return {key: values[:, TOTAL] for key, values in erlang(name).queues.items()}


def assert_busy(name, occupancy, *, within):
    agents = erlang(name).agents
    assert_agrees(agents["busy"], agents["duty"], occupancy, within=within)


@pytest.mark.parametrize("name", ["B", "B, lognormal talk", "B, wrap-up"])
def test_erlang_b_whatever_the_handle_time_is_made_of(name):
    seen = queue(name)
    theory = ErlangB(arrivals_per_hour=160, handle_time=180, agents=10)
    assert_agrees(seen["queue_full"], seen["offered"], theory.blocking_probability, within=0.02)
    assert_busy(name, theory.occupancy, within=0.005)


def test_erlang_c():
    seen = queue("C")
    theory = ErlangC(arrivals_per_hour=170, handle_time=180, agents=10)
    level = theory.service_level(within=20)
    assert_agrees(seen["waited"], seen["reached"], theory.wait_probability, within=0.02)
    assert_agrees(seen["wait"], seen["reached"], theory.average_speed_of_answer, within=0.05)
    assert_agrees(seen["answered_within"], seen["reached"], level, within=0.02)
    assert_agrees(seen["wait"], seen["waited"], theory.mean_wait_if_waiting, within=0.04)
    assert_busy("C", theory.occupancy, within=0.005)


@pytest.mark.parametrize(("name", "rate"), [("A", 220), ("A, overloaded", 300)])
def test_erlang_a(name, rate):
    seen = queue(name)
    theory = ErlangA(arrivals_per_hour=rate, handle_time=180, agents=10, patience=120)
    reached = seen["reached"]
    assert_agrees(seen["waited"], reached, theory.wait_probability, within=0.01)
    assert_agrees(seen["abandoned"], reached, theory.abandonment_rate, within=0.03)
    assert_agrees(seen["wait"], reached, theory.mean_wait, within=0.03)
    assert_agrees(
        seen["wait_answered"], seen["answered"], theory.average_speed_of_answer, within=0.03
    )
    assert_agrees(
        seen["wait_abandoned"], seen["abandoned"], theory.mean_time_to_abandon, within=0.02
    )
    assert_agrees(seen["answered_within"], reached, theory.answered_within(20), within=0.02)
    assert_agrees(seen["abandoned_within"], reached, theory.abandoned_within(20), within=0.03)
    assert_busy(name, theory.occupancy, within=0.005)


def test_a_finite_queue():
    seen = queue("K")
    theory = FiniteQueue(arrivals_per_hour=180, handle_time=180, agents=8, lines=14)
    assert_agrees(seen["queue_full"], seen["offered"], theory.blocking_probability, within=0.03)
    assert_agrees(
        seen["wait_answered"], seen["answered"], theory.average_speed_of_answer, within=0.02
    )
    level = theory.service_level(within=20)
    assert_agrees(seen["answered_within"], seen["offered"], level, within=0.02)
    assert_busy("K", theory.occupancy, within=0.005)


@pytest.mark.parametrize(
    ("name", "rate", "variation"),
    [("1, lognormal", 42, 1.5), ("1, constant", 48, 0.0), ("1, gamma", 36, 2.0)],
)
def test_pollaczek_khinchine(name, rate, variation):
    seen = queue(name)
    theory = PollaczekKhinchine(arrivals_per_hour=rate, handle_time=60, variation=variation)
    assert_agrees(seen["wait"], seen["reached"], theory.average_speed_of_answer, within=0.08)
    assert_busy(name, theory.occupancy, within=0.01)
    # Who arrives sees the agent busy as often as it is.
    assert_agrees(seen["waited"], seen["reached"], theory.occupancy, within=0.01)


def test_priorities_of_one_agent():
    seen = erlang("priorities").queues
    types = [
        ContactType(arrivals_per_hour=12, handle_time=60, variation=1.5),
        ContactType(arrivals_per_hour=18, handle_time=60, variation=1.0),
        ContactType(arrivals_per_hour=8, handle_time=120, variation=0.0),
    ]
    for q, wait in enumerate(waits_by_priority_of_one_agent(types)):
        assert_agrees(seen["wait"][:, q], seen["reached"][:, q], wait, within=0.1)


def test_priorities_of_many_agents():
    seen = erlang("priorities of many agents").queues
    waits = waits_by_priority([60, 105], handle_time=180, agents=10)
    for q, wait in enumerate(waits):
        assert_agrees(seen["wait"][:, q], seen["reached"][:, q], wait, within=0.06)


@pytest.mark.parametrize("name", ["B", "C", "A", "K", "1, lognormal"])
def test_as_many_contacts_come_as_were_expected(name):
    rates = {"B": 160, "C": 170, "A": 220, "K": 180, "1, lognormal": 42}
    offered = queue(name)["offered"]
    days = {"1, lognormal": 58}.get(name, 28)
    assert_agrees(offered, 0 * offered + 24 * days, rates[name], within=0.01)
