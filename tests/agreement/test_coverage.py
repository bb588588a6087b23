"""Confidence intervals cover the truth as often as they say.

A queue whose answers are known is run over and over, each time as an experiment of its own with a
seed of its own. Its second half-day is looked at, when the first has filled the centre.
"""

import pytest
from scipy import stats

from cic.experiments.replicate import replicate
from cic.measures.definitions import QUEUE_MEASURE
from cic.scenario.load import from_dict
from cic.theory.erlang_a import ErlangA

QUEUE = from_dict(
    {
        "name": "Erlang A",
        "opens": "00:00",
        "closes": "24:00",
        "interval": "12 h",
        "queues": {
            "a": {
                "arrivals": "110/hour",
                "talk": "exponential mean 3 min",
                "patience": "exponential mean 3 min",
                "service_level": {"within": "20 s"},
            }
        },
        "agents": {"team": {"staff": 6, "skills": ["a"]}},
    }
)
THEORY = ErlangA(arrivals_per_hour=110, handle_time=180, agents=6, patience=180)
TRUTH = {
    "offered": 110 * 12,
    "abandonment_rate": THEORY.abandonment_rate,
    "mean_wait": THEORY.mean_wait,
    "average_speed_of_answer": THEORY.average_speed_of_answer,
    "service_level": THEORY.answered_within(20),
}


def times_covered(experiments, *, replications=20):
    """How many of so many experiments covered the truth, by measure."""
    covered = dict.fromkeys(TRUTH, 0)
    for seed in range(experiments):
        done = replicate(QUEUE, replications=replications, seed=seed, clock="compiled")
        for name, truth in TRUTH.items():
            table = done.estimates.interval(QUEUE_MEASURE[name])
            covered[name] += bool(table.low[1, -1] <= truth <= table.high[1, -1])
    return covered


def test_intervals_of_fifty_experiments_cover_the_truth():
    experiments = 50
    low, high = stats.binom(experiments, 0.95).interval(0.999)
    for name, covered in times_covered(experiments).items():
        assert low <= covered <= high, name


@pytest.mark.long
def test_intervals_of_a_thousand_experiments_cover_the_truth():
    for name, covered in times_covered(1000).items():
        assert 930 <= covered <= 970, name
