"""Predictors of waits in stationary queues rank by their errors as theory says.

Announcements on which nobody acts leave the day as it is, to the last bit: the predictors are
compared on the same contacts, replication by replication, with paired intervals of 99.9 %.

Ibrahim and Whitt (2009), Real-time delay estimation based on delay history, Manufacturing and
Service Operations Management 11(3), 397-415: in the M/M/s queue the estimate by queue length (QL)
is the mean wait given all that is known, and so the best; its squared error, given n ahead, is the
variance of n + 1 exponentials of rate s μ. That of the head of the line (HOL) is about twice as
large under heavy load, and that of the last wait (LES) nearly the same as of HOL. The same (2009),
Real-time delay estimation in overloaded multiserver queues with abandonments, Management Science
55, 1729-1742: where customers abandon, QL is too long, and what reckons with them is best.
"""

from functools import cache

import numpy as np
import pytest

from cic.clocks.compiled_clock import CompiledClock
from cic.luck.contacts import LuckOf
from cic.program.layout import lay_out
from cic.scenario.load import from_dict
from cic.statistics.tables import mean_table
from cic.theory.erlang_c import ErlangC
from tests.agreement.long_runs import CONFIDENCE, centre

STAFF = 20
REPLICATIONS = 20
LES, HOL, QL, QLA = (
    "last_wait", "head_of_line", "queue_length", "queue_length_with_abandonment",
)  # fmt: skip
BUSY = {"arrivals": "380/hour", "talk": "exponential mean 3 min"}
OVERLOADED = BUSY | {"arrivals": "560/hour", "patience": "exponential mean 3 min"}
QUEUES = {"busy": BUSY, "overloaded": OVERLOADED}


@cache
def seen(queue, predictor):
    """Of each replication: how many were told and answered, and what they were told and waited."""
    told = QUEUES[queue] | {"announcement": {"wait": predictor}}
    model = from_dict(centre({"a": told}, staff=STAFF, days=12)).model
    program, clock = lay_out(model), CompiledClock()
    luck, found = LuckOf(model, program, seed=1), []
    for replication in range(REPLICATIONS):
        log = clock.run(program, clock.prepare(program, luck.draw(replication)))
        contacts, heard = log.contacts, log.told["wait"]
        counts = (contacts["arrived_at"] > 86_400) & (contacts["arrived_at"] < 11 * 86_400)
        counts &= ~np.isnan(heard) & ~np.isnan(contacts["answered_at"])
        wait = (contacts["answered_at"] - contacts["queued_at"])[counts]
        found.append((heard[counts].copy(), wait))
    return found


def errors(queue, predictor):
    """The mean error of each replication [s]."""
    return np.array([(heard - wait).mean() for heard, wait in seen(queue, predictor)])


def squares(queue, predictor):
    """The mean squared error of each replication [s²]."""
    return np.array([((heard - wait) ** 2).mean() for heard, wait in seen(queue, predictor)])


def interval(values):
    found = mean_table(values, confidence=CONFIDENCE)
    return float(found.low), float(found.high)


def assert_better(queue, one, other):
    """The paired difference of the squared errors lies below 0."""
    _, high = interval(squares(queue, one) - squares(queue, other))
    assert high < 0, (one, other, high)


def test_the_queue_length_is_best_in_a_queue_that_nobody_leaves():
    for other in (HOL, LES):
        assert_better("busy", QL, other)


@pytest.mark.parametrize("queue", QUEUES)
def test_the_head_of_the_line_and_the_last_wait_are_nearly_alike(queue):
    assert_better(queue, HOL, LES)
    ratio = squares(queue, LES).mean() / squares(queue, HOL).mean()
    assert 1 < ratio < 1.15


def test_the_error_of_the_queue_length_is_that_of_the_theory():
    """No bias; given n ahead the variance is (n + 1) / (s μ)², and n + 1 is geometric.

    Its mean over those who must wait is 1 / (1 − occupancy).
    """
    low, high = interval(errors("busy", QL))
    assert low < 0 < high
    assert high - low < 2.5
    theory = ErlangC(arrivals_per_hour=380, handle_time=180, agents=STAFF)
    square = (180 / STAFF) ** 2 / (1 - theory.occupancy)
    low, high = interval(squares("busy", QL))
    assert low < square < high
    assert high - low < 0.4 * square


def test_the_history_is_off_by_twice_as_much_in_the_square():
    """About (c² + 1) times as much in heavy traffic, with c = 1 the variation of arrivals."""
    ratio = squares("busy", HOL).mean() / squares("busy", QL).mean()
    assert 1.7 < ratio < 2.1


def test_reckoning_with_those_who_leave_is_best_where_they_do():
    for other in (QL, HOL, LES):
        assert_better("overloaded", QLA, other)


def test_the_queue_length_is_too_long_where_callers_leave():
    low, _ = interval(errors("overloaded", QL))
    assert low > 10


def test_those_answered_had_quicker_queues_than_was_to_be_expected():
    """Who abandons would have waited longer: of density f(w), w counts exp(−θ w) times among those.

    So the mean given n lies below the predicted one by θ times the variance, to the first order.
    """
    low, high = interval(errors("overloaded", QLA) - squares("overloaded", QLA) / 180)
    assert abs(low) < 0.25
    assert abs(high) < 0.25


def test_predictors_are_compared_on_the_same_waits():
    for queue in QUEUES:
        for predictor in (LES, HOL, QLA):
            pairs = zip(seen(queue, QL), seen(queue, predictor), strict=True)
            assert all(np.array_equal(one, other) for (_, one), (_, other) in pairs)
