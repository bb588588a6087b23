"""Contacts arrive as the scenario says: Poisson, over-dispersed, exact, replayed."""

import numpy as np
import pytest
from scipy import stats

from cic.errors import ScenarioError
from cic.luck.contacts import LuckOf
from cic.program.layout import lay_out
from cic.scenario.load import from_dict

DAY = 86400.0
PLAIN = {
    "name": "arrivals",
    "opens": "08:00",
    "closes": "12:00",
    "interval": "30 min",
    "agents": {"team": {"staff": 4, "skills": ["sales"]}},
}
PER_INTERVAL = [4.0, 9.0, 0.0, 12.5, 12.5, 3.0, 20.0, 1.0]


def moments(arrivals, *, replications=1, queues=None, source="sales", **parts):
    """When a source's contacts come, in each of so many replications."""
    model = from_dict(
        PLAIN | {"queues": queues or {"sales": {"talk": "1 min", "arrivals": arrivals}}} | parts
    ).model
    program = lay_out(model)
    luck = LuckOf(model, program, seed=11)
    number = program.source_names.index(source)
    for replication in range(replications):
        blocks = list(luck.draw(replication).blocks)
        mine = [block.arrived_at.copy() for block in blocks if block.source[0] == number]
        yield np.concatenate([np.zeros(0), *mine])


def counts_by_interval(arrivals, *, replications, **parts):
    """Shape (replications, intervals)."""
    edges = np.arange(9) * 1800.0
    return np.array(
        [
            np.histogram(found, edges)[0]
            for found in moments(arrivals, replications=replications, **parts)
        ]
    )


@pytest.mark.parametrize(
    ("arrivals", "expected"),
    [
        ("18/hour", [9.0] * 8),
        ({"per_interval": PER_INTERVAL}, PER_INTERVAL),
        ({"per_hour": PER_INTERVAL}, [n / 2 for n in PER_INTERVAL]),
    ],
    ids=["rate", "per interval", "per hour"],
)
def test_counts_by_interval_are_poisson(arrivals, expected):
    counts = counts_by_interval(arrivals, replications=2000)
    for found, mean in zip(counts.T, expected, strict=True):
        if mean == 0:
            assert not found.any()
            continue
        most = int(stats.poisson(mean).ppf(0.995))
        seen = np.bincount(np.minimum(found, most + 1), minlength=most + 2)
        law = stats.poisson(mean).pmf(np.arange(most + 1))
        wanted = 2000 * np.append(law, 1 - law.sum())
        few = wanted < 5
        seen = np.append(seen[~few], seen[few].sum())
        wanted = np.append(wanted[~few], wanted[few].sum())
        keep = wanted > 0
        assert (
            stats.chisquare(seen[keep], wanted[keep] * (seen.sum() / wanted.sum())).pvalue > 0.001
        )


def test_intervals_are_independent_of_each_other():
    counts = counts_by_interval("18/hour", replications=2000)
    correlation = np.corrcoef(counts.T) - np.eye(8)
    assert np.abs(correlation).max() < 4.5 / np.sqrt(2000)


@pytest.mark.parametrize("rate", ["18/hour", "3000/hour"])
def test_contacts_come_at_any_moment_of_an_interval_alike(rate):
    found = np.concatenate(list(moments(rate, replications=300)))
    assert stats.kstest(found[:200_000] % 1800, stats.uniform(0, 1800).cdf).pvalue > 0.001


def test_time_between_contacts_of_a_constant_rate_is_exponential():
    gaps = np.concatenate([np.diff(found, prepend=0) for found in moments("3000/hour")])
    assert stats.kstest(gaps, stats.expon(scale=1.2).cdf).pvalue > 0.001


def test_moments_are_in_order_and_inside_the_open_hours():
    hours = {"tuesday": {"opens": "09:00", "closes": "10:40"}, "wednesday": "closed"}
    for arrivals in ("60/hour", {"per_interval": PER_INTERVAL}, {"counts": [3] * 8}):
        for found in moments(arrivals, replications=20, days=4, opening_hours=hours):
            assert np.all(np.diff(found) >= 0)
            day, at = np.divmod(found, DAY)
            assert set(day) == {0, 1, 3}
            assert np.all((at >= 0) & (at <= 4 * 3600))
            tuesday = at[day == 1]
            assert np.all((tuesday >= 3600) & (tuesday <= 9600))


def test_an_interval_cut_by_the_hours_of_a_weekday_has_its_share():
    hours = {"monday": {"opens": "08:00", "closes": "08:45"}}
    counts = counts_by_interval(
        {"per_interval": [10.0] * 8}, replications=2000, opening_hours=hours
    )
    means = counts.mean(axis=0)
    assert means[0] == pytest.approx(10, abs=3.3 * np.sqrt(10 / 2000))
    assert means[1] == pytest.approx(5, abs=3.3 * np.sqrt(5 / 2000))
    assert not means[2:].any()


def test_counts_are_exact_and_alike_inside_the_interval():
    wanted = [3, 0, 7, 1, 0, 12, 2, 5]
    counts = counts_by_interval({"counts": wanted}, replications=200)
    assert np.all(counts == wanted)
    found = np.concatenate(list(moments({"counts": wanted}, replications=400)))
    assert stats.kstest(found % 1800, stats.uniform(0, 1800).cdf).pvalue > 0.001


def test_counts_that_are_not_whole_are_refused():
    with pytest.raises(ScenarioError, match="counts"):
        next(moments({"counts": [2.5, 0, 0, 0, 0, 0, 0, 0]}))


def test_times_are_replayed_as_they_are():
    times = ["08:00:01", 8 * 3600 + 0.5, "11:59:59"]
    for found in moments({"times": times}, replications=3):
        assert found.tolist() == [0.5, 1, 14399]


def totals(*, cv, replications=4000):
    arrivals = {"per_interval": [25.0] * 8, "day_factor": {"cv": cv}}
    return np.array([len(found) for found in moments(arrivals, replications=replications)])


@pytest.mark.parametrize("cv", [0.05, 0.3, 1.0])
def test_a_day_factor_keeps_the_mean_and_adds_its_variance(cv):
    found = totals(cv=cv)
    variance = 200 + (200 * cv) ** 2
    assert found.mean() == pytest.approx(200, abs=3.3 * np.sqrt(variance / len(found)))
    # The variance of a sample variance, from the sample itself.
    squares = (found - found.mean()) ** 2
    assert squares.mean() == pytest.approx(variance, abs=3.5 * squares.std() / np.sqrt(len(found)))


def test_a_day_factor_is_gamma():
    found = totals(cv=0.3)
    factor = stats.gamma(1 / 0.09, scale=0.09)
    mixed = stats.nbinom(1 / 0.09, 1 / (1 + 200 * 0.09))
    assert mixed.mean() == pytest.approx(200)
    assert factor.std() == pytest.approx(0.3)
    borders = np.unique(mixed.ppf(np.linspace(0, 1, 21)[1:-1]))
    seen = np.histogram(found, [-1, *borders + 0.5, np.inf])[0]
    law = np.diff(mixed.cdf([-1, *borders, np.inf]))
    assert stats.chisquare(seen, law * len(found)).pvalue > 0.001


def test_a_day_factor_is_one_number_a_day():
    arrivals = {"per_interval": [400.0] * 8, "day_factor": {"cv": 0.5}}
    counts = counts_by_interval(arrivals, replications=300)
    assert np.corrcoef(counts[:, 0], counts[:, 7])[0, 1] > 0.9


def test_each_day_has_a_factor_of_its_own():
    arrivals = {"per_interval": [400.0] * 8, "day_factor": {"cv": 0.5}}
    days = np.array(
        [
            np.bincount((found // DAY).astype(int), minlength=2)
            for found in moments(arrivals, replications=400, days=2)
        ]
    )
    assert abs(np.corrcoef(days.T)[0, 1]) < 3.5 / np.sqrt(400)


@pytest.mark.parametrize("shared", [True, False])
def test_queues_share_a_factor_only_if_they_name_the_same(shared):
    factor = "weather" if shared else {"cv": 0.5}
    busy = {"arrivals": {"rate": "500/hour", "day_factor": factor}, "talk": "1 min"}
    parts = {
        "queues": {"sales": busy, "help": busy},
        "day_factors": {"weather": {"cv": 0.5}},
        "agents": {"team": {"staff": 4, "skills": ["sales", "help"]}},
    }
    one, other = (
        [len(found) for found in moments(None, replications=300, source=name, **parts)]
        for name in ("sales", "help")
    )
    correlation = np.corrcoef(one, other)[0, 1]
    assert correlation > 0.95 if shared else abs(correlation) < 3.5 / np.sqrt(300)


def test_a_factor_leaves_the_contacts_numbers_alone():
    plain, factored = (
        next(moments({"rate": "60/hour"} | more)) for more in ({}, {"day_factor": {"cv": 0.5}})
    )
    ratio = factored[: len(plain)] / plain[: len(factored)]
    assert ratio.std() / ratio.mean() < 1e-12
