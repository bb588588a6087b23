"""Virtual hold against the same days without it: the same order of service, fewer who give up.

Who is called back keeps the place in the queue, and answers at once here: all are taken in the
order in which they came, with the offer and without. Who is at home does not hang up, so fewer
give up; who would have gone is served, so those behind wait longer. Days are compared pair by pair,
with intervals of 99.9 %.
"""

import numpy as np
import pytest

from cic.clocks.compiled_clock import CompiledClock
from cic.luck.contacts import LuckOf
from cic.program.codes import Outcome
from cic.program.layout import lay_out
from cic.scenario.load import from_dict
from cic.statistics.tables import mean_table
from tests.agreement.long_runs import CONFIDENCE, centre

LINE = {
    "arrivals": "110/hour",
    "talk": "exponential mean 3 min",
    "patience": "exponential mean 4 min",
}
OFFER = {"callback": {"offered_at": "0 s", "accepted": "60%"}}


def days(parts, replications):
    """Of each replication: when those came who were answered, in order of the answer; how many gave
    up, and how many customers were never served.
    """
    model = from_dict(centre({"a": LINE | parts}, staff=5, days=1)).model
    program, clock = lay_out(model), CompiledClock()
    luck = LuckOf(model, program, seed=1)
    for replication in range(replications):
        log = clock.run(program, clock.prepare(program, luck.draw(replication)))
        rows = log.contacts
        answered = rows[rows["outcome"] == Outcome.ANSWERED]
        came = answered["arrived_at"][np.argsort(answered["answered_at"], kind="stable")]
        gave_up = int((rows["outcome"] == Outcome.ABANDONED).sum())
        yield came.copy(), gave_up, log.first_contacts - len(answered)


@pytest.mark.parametrize("replications", [10, pytest.param(200, marks=pytest.mark.long)])
def test_the_order_of_service_is_the_same_and_fewer_give_up(replications):
    with_it, without = (list(days(parts, replications)) for parts in (OFFER, {}))
    for came, *_ in (*with_it, *without):
        assert np.all(np.diff(came) >= 0), "first come, first served"
    for place in (1, 2):
        fewer = np.array([one[place] - other[place] for one, other in
                          zip(with_it, without, strict=True)], np.float64)  # fmt: skip
        high = float(mean_table(fewer, confidence=CONFIDENCE).high)
        assert high < 0, (place, high)
