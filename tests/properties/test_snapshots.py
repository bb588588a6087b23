"""What must hold of every day that begins from a snapshot."""

from __future__ import annotations

from collections import Counter as Tally

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.program.codes import NOBODY
from tests.properties.centres import quick, snapshot_centres
from tests.properties.test_clocks_agree import assert_same_figures
from tests.properties.test_invariants import a_day, assert_counted_once, seeds

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])


@flavours
@quick(18)
@given(data=st.data(), seed=seeds)
def test_both_clocks_are_equal(data, seed, whole_seconds):
    assert_same_figures(data.draw(snapshot_centres(whole_seconds=whole_seconds)), seed)


@flavours
@quick(18)
@given(data=st.data(), seed=seeds)
def test_its_contacts_are_there_and_end_in_one_way_after_the_beginning(data, seed, whole_seconds):
    model = data.draw(snapshot_centres(whole_seconds=whole_seconds))
    if model.snapshot is None:
        return
    day = a_day(model, seed)
    rows, begins = day.log.contacts, model.begins
    assert np.all(np.diff(rows["arrived_at"]) >= 0)
    there = rows[: model.snapshot.contacts]
    assert np.all(there["arrived_at"] <= begins)
    assert np.all(rows["arrived_at"][model.snapshot.contacts :] >= begins)
    assert not np.any(rows["ended_at"] < begins - 1e-9)
    by_queue = Tally(one.queue for one in model.snapshot.in_service)
    for q, name in enumerate(model.queues):
        own = there[there["queue"] == q]
        assert len(own) == model.snapshot.count(name) + by_queue[name]
        served = own[own["answered_at"] < begins]
        before = [one for one in model.snapshot.in_service if one.served > 0 or not one.waited]
        assert len(served) == sum(one.queue == name for one in before)
        assert np.all(served["agent"] != NOBODY)
    assert all(float(fact["at"]) >= begins for fact in day.log.facts)


@flavours
@quick(18)
@given(data=st.data(), seed=seeds)
def test_whoever_is_there_or_comes_is_counted_once(data, seed, whole_seconds):
    model = data.draw(snapshot_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    assert_counted_once(day, model)
