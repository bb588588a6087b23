"""Times of contacts that are put on hold against published figures, a chain and known limits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.errors import UsageError
from cic.theory.erlang_c import ErlangC
from cic.theory.inputs import OverloadError
from cic.theory.interrupts import times_with_interrupts
from cic.theory.pollaczek import PollaczekKhinchine
from cic.theory.priority import ContactType


def test_the_county_hospital():
    # Hillier, Lieberman, Introduction to operations research, priority-discipline models, County
    # Hospital example: one doctor, 3 patients an hour, preemptive: 0.024, 0.154 and 1.033 h besides
    # treatment (the last from rounded factors: it is 1.0303)
    types = [ContactType(arrivals_per_hour=rate, handle_time=1200) for rate in (0.2, 0.6, 1.2)]
    besides = [(times.wait + times.hold) / 3600 for times in times_with_interrupts(types)]
    assert besides[:2] == pytest.approx([0.024, 0.154], abs=5e-4)
    assert besides[2] == pytest.approx(1.033, abs=3e-3)


def test_two_types_of_exponential_work_are_a_markov_chain():
    calls, emails = (
        ContactType(arrivals_per_hour=12, handle_time=120),
        ContactType(arrivals_per_hour=2, handle_time=400),
    )
    shape = 20, 60  # calls, e-mails
    there = np.arange(math.prod(shape)).reshape(shape)
    rates = np.zeros((there.size, there.size))
    rates[there[:-1, :], there[1:, :]] = calls.arrivals_per_second
    rates[there[:, :-1], there[:, 1:]] = emails.arrivals_per_second
    rates[there[1:, :], there[:-1, :]] = 1 / 120
    rates[there[0, 1:], there[0, :-1]] = 1 / 400
    generator = (rates - np.diag(rates.sum(axis=1))).T
    generator[-1] = 1
    shares = np.linalg.solve(generator, np.eye(there.size)[-1]).reshape(shape)
    lengths = [shares.sum(axis=1 - n) @ np.arange(most) for n, most in enumerate(shape)]
    found = times_with_interrupts([calls, emails])
    for each, times, length in zip((calls, emails), found, lengths, strict=True):
        assert each.arrivals_per_second * times.in_centre == pytest.approx(length, rel=1e-6)


def test_an_email_is_on_hold_for_the_calls_that_come_while_it_is_in_hand():
    calls = ContactType(arrivals_per_hour=15, handle_time=120)
    emails = ContactType(arrivals_per_hour=1, handle_time=600, variation=0)
    times = times_with_interrupts([calls, emails])[1]
    # Of two hours of calls and work together, calls are one.
    assert times.hold == pytest.approx(600)
    assert times.in_centre == pytest.approx(times.wait + 1200)


def test_the_most_urgent_know_nothing_of_the_others():
    calls = ContactType(arrivals_per_hour=15, handle_time=120, variation=1.5)
    alone = PollaczekKhinchine(arrivals_per_hour=15, handle_time=120, variation=1.5)
    emails = ContactType(arrivals_per_hour=2, handle_time=600)
    first = times_with_interrupts([calls, emails])[0]
    assert first.wait == pytest.approx(alone.average_speed_of_answer)
    assert first.hold == 0
    assert times_with_interrupts([calls])[0] == pytest.approx(first)


@given(
    loads=st.lists(st.floats(min_value=0.001, max_value=0.19), min_size=1, max_size=5),
    handle_time=st.floats(min_value=10.0, max_value=900.0),
)
def test_of_exponential_work_alike_the_number_in_the_centre_is_that_without_interrupts(
    loads, handle_time
):
    types = [
        ContactType(arrivals_per_hour=3600 * load / handle_time, handle_time=handle_time)
        for load in loads
    ]
    there = math.fsum(
        each.arrivals_per_second * times.in_centre
        for each, times in zip(types, times_with_interrupts(types), strict=True)
    )
    everybody = ErlangC(
        arrivals_per_hour=sum(each.arrivals_per_hour for each in types),
        handle_time=handle_time,
        agents=1,
    )
    known = everybody.mean_queue_length + everybody.offered_load
    assert there == pytest.approx(known, rel=1e-9)


def test_overload_and_nonsense_are_refused():
    with pytest.raises(OverloadError, match="times_with_interrupts: 1 erlang"):
        times_with_interrupts([ContactType(arrivals_per_hour=10, handle_time=360)])
    with pytest.raises(UsageError, match="variation is -1"):
        ContactType(arrivals_per_hour=1, handle_time=1, variation=-1)
