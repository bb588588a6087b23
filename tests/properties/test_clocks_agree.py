"""Both clocks give the same log, sums and estimates, to the last bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.luck.contacts import LuckOf
from cic.measures.counted import Counter
from cic.measures.definitions import (
    GROUP_MEASURES,
    INTERVAL_MEASURES,
    QUEUE_MEASURE,
    QUEUE_MEASURES,
)
from cic.measures.estimates import Estimates
from cic.measures.stress import COUNTED as OF_STRESS
from cic.program.layout import lay_out
from tests.days import assert_same_log
from tests.properties.centres import centres, channel_centres, likely, quick

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])


def logs_of(model, kind, seed, replications=2):
    program = lay_out(model)
    luck = LuckOf(model, program, seed=seed)
    clock = kind()
    counter = Counter(program, model, clock)
    for replication in range(replications):
        with likely():
            log = clock.run(program, clock.prepare(program, luck.draw(replication)))
        yield log, counter.count(log)


def assert_same_records(one, other):
    for name in one.dtype.names:
        assert np.array_equal(one[name], other[name]), name


def assert_same_table(one, other):
    for part in ("value", "low", "high"):
        assert np.array_equal(getattr(one, part), getattr(other, part), equal_nan=True), part


@flavours
@quick(45)
@given(data=st.data(), seed=st.integers(0, 2**63 - 1))
def test_logs_sums_and_estimates_are_equal(data, seed, whole_seconds):
    assert_same_figures(data.draw(centres(whole_seconds=whole_seconds)), seed)


@flavours
@quick(22)
@given(data=st.data(), seed=st.integers(0, 2**63 - 1))
def test_logs_sums_and_estimates_of_several_channels_are_equal(data, seed, whole_seconds):
    assert_same_figures(data.draw(channel_centres(whole_seconds=whole_seconds)), seed)


def assert_same_figures(model, seed):
    counted = {SimpyClock: [], CompiledClock: []}
    pairs = zip(logs_of(model, SimpyClock, seed), logs_of(model, CompiledClock, seed), strict=True)
    for (plain_log, plain), (compiled_log, compiled) in pairs:
        assert_same_log(plain_log, compiled_log)
        assert_same_records(plain.by_queue, compiled.by_queue)
        assert_same_records(plain.by_group, compiled.by_group)
        assert np.array_equal(plain.quantiles, compiled.quantiles, equal_nan=True)
        assert np.array_equal(plain.by_segment, compiled.by_segment)
        counted[SimpyClock].append(plain)
        counted[CompiledClock].append(compiled)
    program = lay_out(model)
    one, other = (Estimates(counts, program, model, confidence=0.95) for counts in counted.values())
    for measure in QUEUE_MEASURES:
        assert_same_table(one.queue(measure), other.queue(measure))
    for measure in GROUP_MEASURES:
        assert_same_table(one.group(measure), other.group(measure))
        if measure.top not in OF_STRESS:  # these are not counted by interval
            assert_same_table(one.group_interval(measure), other.group_interval(measure))
    for name in INTERVAL_MEASURES:
        measure = QUEUE_MEASURE[name]
        assert_same_table(one.interval(measure), other.interval(measure))
