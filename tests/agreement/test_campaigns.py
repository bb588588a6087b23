"""Predictive dialling against one call for each free agent, and whether its cap holds.

The quick ones are a few days under the SimPy clock; the long one is 60 runs of 30 days. If the cap
held in fewer than 95% of runs, all of 60 would keep it with a probability below 0.95^60 = 4.6%.
"""

from functools import cache

import numpy as np
import pytest

from cic.experiments.replicate import replicate
from cic.scenario.load import from_dict
from cic.statistics.student_t import student_t_quantile

CAP = 0.03


def centre(dialler, *, staff=8, hours=6, days=1):
    campaign = {
        "queue": "calls",
        "answers": "25%",
        "machine": "20%",
        "busy": "5%",
        "rings": "exponential mean 9 s",
        "detection": {"takes": "0.5 s", "false_positive": "0.5%", "false_negative": "5%"},
        "dialler": dialler,
    }
    queue = {"talk": "lognormal mean 150 s cv 1", "wrap_up": "exponential mean 30 s"}
    return from_dict(
        {
            "name": "Outbound",
            "opens": "09:00",
            "closes": f"{9 + hours:02d}:00",
            "days": days,
            "queues": {"calls": queue},
            "agents": {"g": {"staff": staff, "skills": ["calls"]}},
            "campaigns": {"x": campaign},
        }
    )


@cache
def figures(mode, adapts=None, **size):
    """By replication: handling over time on duty, abandoned over live answers, 30 days' worst."""
    many = dict(size)
    replications, clock = many.pop("replications"), many.pop("clock")
    dialler = {"mode": mode} | ({"adapts": adapts} if adapts else {})
    done = replicate(centre(dialler, **many), replications=replications, clock=clock)
    sums = done.estimates._by_group
    busy = sums["handling"][:, -1] / sums["duty"][:, -1]
    counts = done.estimates._campaign_counts
    from cic.measures.campaigns import COUNTED

    row = {name: counts[:, n, 0] for n, name in enumerate(COUNTED)}
    return busy, row["abandoned_live"] / row["live"], row["worst_abandoned"]


def assert_more(these, those, *, by):
    """These exceed those by so much at least, with 99.9% confidence; runs are paired."""
    difference = these - those
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    t = student_t_quantile(0.999, degrees_of_freedom=len(difference) - 1)
    assert difference.mean() - t * error > by


QUICK = {"hours": 3, "replications": 10, "clock": "simpy"}


@pytest.mark.parametrize("adapts", ["hard_limit", "tapered"])
def test_predictive_keeps_agents_busier_than_progressive_under_a_cap(adapts):
    busy, abandoned, _ = figures("predictive", adapts, **QUICK)
    assert_more(busy, figures("progressive", **QUICK)[0], by=0.03)
    assert abandoned.max() <= CAP


@pytest.mark.long
@pytest.mark.parametrize(("adapts", "gain"), [("hard_limit", 0.08), ("tapered", 0.05)])
def test_the_cap_holds_over_thirty_days_in_95_percent_of_runs(adapts, gain):
    size = {"days": 30, "replications": 60, "clock": "compiled"}
    busy, abandoned, worst = figures("predictive", adapts, **size)
    assert_more(busy, figures("progressive", **size)[0], by=gain)
    assert np.all(worst <= CAP)
    assert np.allclose(abandoned, worst), "thirty days are the whole run"


@pytest.mark.long
def test_on_average_the_share_of_abandoned_calls_comes_near_the_cap():
    size = {"days": 30, "replications": 20, "clock": "compiled", "staff": 20}
    _, abandoned, _ = figures("predictive", "average", **size)
    assert abandoned.mean() == pytest.approx(CAP, abs=0.005)
