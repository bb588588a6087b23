"""What is known of policies: pooling, the cμ rule, the longest queue, fixed ratios.

Policies are compared on the same luck, day by day, with an interval around the mean difference.
"""

# ruff: noqa: ARG001 - policies are called with all four arguments
import numpy as np
import pytest

from cic.clocks.compiled_clock import CompiledClock
from cic.luck.contacts import LuckOf
from cic.program.codes import ANSWERED
from cic.program.layout import lay_out
from cic.program.scores import Policies
from cic.scenario.load import from_dict
from cic.statistics.student_t import student_t_quantile
from tests.agreement.long_runs import centre

COST = {"a": 1.0, "b": 3.0}
TWO = {
    "a": {"arrivals": "24/hour", "talk": "exponential mean 60 s", "weight": COST["a"]},
    "b": {"arrivals": "6.75/hour", "talk": "exponential mean 240 s", "weight": COST["b"]},
}
"""One agent at occupancy 0.85; cost times rate is 1/60 for a and 1/80 for b."""


def days_of(routing, *, policies=None, days, replications, queues=TWO, agents=None, staff=1):
    """The logs of many runs."""
    parts = {"routing": routing} | ({"agents": agents} if agents else {})
    model = from_dict(centre(queues, staff=staff, days=days, **parts)).model
    program, clock = lay_out(model, policies), CompiledClock()
    luck = LuckOf(model, program, seed=7)
    for replication in range(replications):
        yield clock.run(program, clock.prepare(program, luck.draw(replication))).contacts


def waits(contacts):
    assert np.all(contacts["outcome"] == ANSWERED)
    return contacts["answered_at"] - contacts["queued_at"]


def costs(routing, **how):
    """The cost of waiting in each run, a contact."""
    weight = np.array(list(COST.values()))
    found = [
        np.mean(weight[contacts["queue"]] * waits(contacts)) for contacts in days_of(routing, **how)
    ]
    return np.array(found)


def interval(differences, confidence=0.99):
    """An interval of the mean of differences between runs of the same luck."""
    n = len(differences)
    half = (
        student_t_quantile(0.5 + confidence / 2, degrees_of_freedom=n - 1)
        * differences.std(ddof=1)
        / np.sqrt(n)
    )
    return differences.mean() - half, differences.mean() + half


def threshold(first, most):
    """Whoever is served by the other goes first only where so many of `first` do not wait."""

    def score(contact, agent, centre, now):
        crowded = centre.queues[first].length >= most
        return 1.0 if (contact.queue == first) == crowded else 0.0

    return Policies(contact=score)


def against_c_mu(size, thresholds):
    best = costs({"preset": "c_mu"}, **size)
    reverse = costs({"contact": {"score": [{"c_mu": -1}, {"wait": 1}]}}, **size)
    first_come = costs({"contact": "longest_wait"}, **size)
    for other in (reverse, first_come):
        low, high = interval(other - best)
        assert low > 0
        assert high - low < best.mean() / 4
    for first, most in thresholds:
        other = costs({}, policies=threshold(first, most), **size)
        low, high = interval(other - best)
        assert high >= 0, (first, most)
        assert high - low < best.mean() / 4


def test_the_c_mu_rule_is_the_cheapest_of_two_classes_in_few_days():
    against_c_mu({"days": 20, "replications": 12}, [(0, 3)])


@pytest.mark.long
def test_the_c_mu_rule_is_the_cheapest_of_two_classes_against_all_thresholds():
    thresholds = [(first, most) for first in (0, 1) for most in (1, 2, 3, 4, 6, 9, 14)]
    against_c_mu({"days": 60, "replications": 60}, thresholds)


ALIKE = {name: {"arrivals": "15/hour", "talk": "exponential mean 200 s"} for name in ("a", "b")}
"""Two queues that keep one agent busy for 0.83 of the time each."""


def pooled(size):
    apart = {name: {"staff": 1, "skills": [name]} for name in ALIKE}
    together = {"team": {"staff": 2, "skills": list(ALIKE)}}
    return [
        np.array(
            [
                waits(contacts).mean()
                for contacts in days_of({}, queues=ALIKE, agents=agents, **size)
            ]
        )
        for agents in (apart, together)
    ]


def test_pooling_beats_separate_queues():
    apart, together = pooled({"days": 20, "replications": 12})
    low, high = interval(apart - together)
    # M/M/1 at 5/6 waits 1000 s, M/M/2 at 5/6 waits 454.5 s
    assert 0 < low < 1000 - 454.5 < high
    assert high - low < 300


def test_the_longest_queue_first_serves_at_random_moments_what_first_come_serves_in_order():
    """The work stays the same and so does the mean wait; waits spread more."""
    size = {"days": 20, "replications": 12, "queues": ALIKE, "staff": 2}
    spread = {}
    for policy in ("longest_wait", "longest_queue"):
        found = [waits(contacts) for contacts in days_of({"contact": policy}, **size)]
        spread[policy] = np.array([[one.mean(), one.std()] for one in found])
    (mean, std) = (spread["longest_queue"] - spread["longest_wait"]).T
    low, high = interval(mean)
    assert low < 0 < high or abs(mean.mean()) < 5
    assert interval(std)[0] > 0


def ratio_of_lengths(preset, size):
    """Time that contacts of a wait over that of b: the ratio of mean queue lengths."""
    heavy = {
        "a": {"arrivals": "60/hour", "talk": "exponential mean 200 s", "weight": 3},
        "b": {"arrivals": "60/hour", "talk": "exponential mean 200 s", "weight": 1},
    }
    found = []
    for contacts in days_of({"preset": preset}, queues=heavy, staff=7, **size):
        wait = waits(contacts)
        found.append([wait[contacts["queue"] == q].sum() for q in (0, 1)])
    a, b = np.array(found).sum(axis=0)
    return a / b


def test_a_fixed_ratio_holds_queues_near_their_parts():
    size = {"days": 20, "replications": 4}
    # near, not at 3: while one or two wait there is nothing to choose
    assert 2.3 < ratio_of_lengths("fixed_queue_ratio", size) < 3.1
    assert 0.9 < ratio_of_lengths("contactcenters.singlefifoqueue", size) < 1.1
