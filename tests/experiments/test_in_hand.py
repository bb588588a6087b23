"""Replications that are in hand at once do not touch one another's contacts or sums."""

import time

import numpy as np
import pytest

from cic.experiments.replicate import replicate
from cic.luck.contacts import LuckOf
from cic.measures.counted import Counter
from tests.report.centres import bank


def slowed(function):
    """A function that takes its time before it begins, while the rules run on."""

    def slow(*arguments):
        time.sleep(0.02)
        return function(*arguments)

    return slow


@pytest.mark.parametrize(("owner", "name"), [(Counter, "counted"), (LuckOf, "draw")])
def test_figures_are_the_same_whatever_is_slow(owner, name, monkeypatch):
    plain = replicate(bank(), replications=8, seed=4, clock="simpy")
    monkeypatch.setattr(owner, name, slowed(getattr(owner, name)))
    done = replicate(bank(), replications=8, seed=4, clock="compiled")
    for measure, table in plain.estimates.queue_table().items():
        np.testing.assert_array_equal(done.estimates.queue_table()[measure].value, table.value)
    assert [len(log.contacts) for log in done.logs] == [len(log.contacts) for log in plain.logs]
    for one, other in zip(done.logs, plain.logs, strict=True):
        np.testing.assert_array_equal(one.contacts["ended_at"], other.contacts["ended_at"])
