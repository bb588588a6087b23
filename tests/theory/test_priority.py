"""Waits by priority against published figures and the law that the work stays the same."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.errors import UsageError
from cic.theory.erlang_c import ErlangC
from cic.theory.inputs import OverloadError
from cic.theory.pollaczek import PollaczekKhinchine
from cic.theory.priority import ContactType, waits_by_priority, waits_by_priority_of_one_agent


def test_the_three_priorities_of_stevensons_example():
    # Stevenson, Operations management, chapter 18, example 9: rates 1.5, 2.5, 1.0 an hour at
    # occupancy 0.8333
    waits = waits_by_priority([1.5, 2.5, 1.0], handle_time=3600, agents=6)
    assert [wait / 3600 for wait in waits] == pytest.approx([0.1306, 0.3917, 1.7625], abs=5e-5)


def test_the_two_priorities_of_a_workstation():
    # after Prabhu (1981), table 4.4, in "M/M/1 queue with two priority classes": rates 1 and 9 an
    # hour, 5 min each: 0.0758 h and 0.4545 h of queueing
    types = [ContactType(arrivals_per_hour=rate, handle_time=300) for rate in (1, 9)]
    waits = waits_by_priority_of_one_agent(types)
    assert [wait / 3600 for wait in waits] == pytest.approx([0.0758, 0.4545], abs=5e-5)


RATES = st.lists(st.floats(min_value=0.0, max_value=10.0), min_size=1, max_size=6).filter(
    lambda rates: sum(rates) > 0.1
)


@given(rates=RATES, agents=st.floats(min_value=1.0, max_value=50.0))
def test_priorities_do_not_change_the_mean_wait_of_all(rates, agents):
    handle_time = 0.9 * agents / sum(rates) * 3600
    waits = waits_by_priority(rates, handle_time=handle_time, agents=agents)
    mean = math.fsum(r * w for r, w in zip(rates, waits, strict=True)) / math.fsum(rates)
    everybody = ErlangC(arrivals_per_hour=sum(rates), handle_time=handle_time, agents=agents)
    assert mean == pytest.approx(everybody.average_speed_of_answer, rel=1e-9)
    assert list(waits) == sorted(waits)


@given(
    loads=st.lists(st.floats(min_value=0.001, max_value=0.19), min_size=1, max_size=5),
    times=st.lists(st.floats(min_value=10.0, max_value=900.0), min_size=5, max_size=5),
    variations=st.lists(st.floats(min_value=0.0, max_value=3.0), min_size=5, max_size=5),
)
def test_kleinrocks_conservation_law_holds(loads, times, variations):
    # the sum of load × wait over the types depends on the types alone, not on their order
    types = [
        ContactType(arrivals_per_hour=3600 * load / time, handle_time=time, variation=variation)
        for load, time, variation in zip(loads, times, variations, strict=False)
    ]

    def work(ordered):
        waits = waits_by_priority_of_one_agent(ordered)
        return math.fsum(t.offered_load * w for t, w in zip(ordered, waits, strict=True))

    assert work(types) == pytest.approx(work(types[::-1]), rel=1e-9)


def test_a_single_type_waits_as_without_priorities():
    only = ContactType(arrivals_per_hour=15, handle_time=180, variation=0.5)
    plain = PollaczekKhinchine(arrivals_per_hour=15, handle_time=180, variation=0.5)
    assert waits_by_priority_of_one_agent([only]) == pytest.approx([plain.average_speed_of_answer])


def test_one_agent_and_exponential_times_agree_in_both_formulas():
    rates = [4, 5, 6]
    types = [ContactType(arrivals_per_hour=rate, handle_time=200) for rate in rates]
    several = waits_by_priority(rates, handle_time=200, agents=1)
    assert several == pytest.approx(waits_by_priority_of_one_agent(types))


def test_overload_of_all_together_is_reported():
    with pytest.raises(OverloadError):
        waits_by_priority([10, 20], handle_time=360, agents=3)
    with pytest.raises(OverloadError):
        waits_by_priority_of_one_agent([ContactType(arrivals_per_hour=10, handle_time=360)])


def test_nonsense_is_refused_by_name():
    with pytest.raises(UsageError, match="arrivals_per_hour is -1"):
        waits_by_priority([-1.0], handle_time=360, agents=3)
    with pytest.raises(UsageError, match="agents is 0"):
        waits_by_priority([1.0], handle_time=360, agents=0)
    with pytest.raises(UsageError, match="variation is nan"):
        ContactType(arrivals_per_hour=1, handle_time=1, variation=math.nan)
