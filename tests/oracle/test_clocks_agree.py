"""The two clocks equal to the last bit, and the naive model equal contact by contact."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.luck.contacts import Block, Luck
from cic.program.codes import NOBODY, Outcome
from cic.program.layout import lay_out
from cic.scenario.scenario import Model
from tests.oracle.naive import run_naive
from tests.oracle.scenarios import cases

quick = settings(
    max_examples=400,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])
SAME_END = {
    Outcome.ANSWERED: "answered",
    Outcome.ABANDONED: "abandoned",
    Outcome.BALKED: "abandoned",
    Outcome.QUEUE_FULL: "blocked",
    Outcome.SENT_AWAY: "sent_away",
    Outcome.INSIDE: "inside",
}


def luck_of(program, contacts):
    """The given contacts as the rules are given them."""
    queue = [program.queue_names.index(contact.queue) for contact in contacts]

    def column(values, dtype=np.float64):
        return np.array(list(values), dtype)

    block = Block(
        arrived_at=column(contact.arrived_at for contact in contacts),
        rows=np.arange(len(contacts)),
        source=column(queue, np.int16),
        queue=column(queue, np.int16),
        step=np.full(len(contacts), NOBODY, np.int32),
        patience=column(contact.patience for contact in contacts),
        talk=column(contact.talk for contact in contacts),
        wrap_up=column(contact.wrap_up for contact in contacts),
        dice=column(contact.dice for contact in contacts),
        own_wrap_ups=tuple(
            column(contact.group_wrap_ups.get(group, 0.0) for contact in contacts)
            for group in program.own_wrap_ups
        ),
    )
    return Luck(len(block.rows), [block], [])


def run(clock, program, luck):
    return clock.run(program, clock.prepare(program, luck))


def in_order(model, contacts):
    """As the clocks take them: by arrival, at equal instants by the order of queues."""
    place = {name: q for q, name in enumerate(model.queues)}
    return sorted(contacts, key=lambda contact: (contact.arrived_at, place[contact.queue]))


def assert_same_log(one, other):
    for field in one.contacts.dtype.names:
        same = np.array_equal(one.contacts[field], other.contacts[field], equal_nan=True)
        assert same, f"{field}: {one.contacts[field]} is not {other.contacts[field]}"
    assert np.array_equal(one.facts, other.facts)


@flavours
@quick
@given(data=st.data())
def test_both_clocks_and_the_naive_model_give_the_same_day(data, whole_seconds):
    plain, contacts = data.draw(cases(whole_seconds=whole_seconds))
    model = Model.model_validate(plain)
    contacts = in_order(model, contacts)
    program = lay_out(model)
    plain_log = run(SimpyClock(), program, luck_of(program, contacts))
    compiled_log = run(CompiledClock(), program, luck_of(program, contacts))
    assert_same_log(plain_log, compiled_log)
    naive = run_naive(model, contacts)
    for row, told in zip(plain_log.contacts, naive, strict=True):
        assert SAME_END[Outcome(row["outcome"])] == told.outcome
        assert row["queued_at"] == told.queued_at
        np.testing.assert_equal(float(row["answered_at"]), told.answered_at)
        np.testing.assert_equal(float(row["ended_at"]), told.ended_at)
        assert row["agent"] == told.agent
        if told.outcome == "answered":
            assert row["talk"] == told.talk
            assert row["wrap_up"] == told.wrap_up
