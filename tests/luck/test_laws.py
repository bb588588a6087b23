"""Each law has the mean, the spread and the shape that it says.

Every assertion is about 200,000 draws of a fixed seed, inside an interval that one honest seed in a
thousand would miss.
"""

import math

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError
from scipy import stats

from cic.luck.laws import sample
from cic.luck.streams import BLOCK, Draws, Generators, Purpose, stream_key
from cic.scenario.arrivals import DayFactor
from cic.scenario.durations import Duration

COUNT = 200_000
Z = stats.norm.ppf(0.9995)
read = TypeAdapter(Duration).validate_python


def draws(count, block=0, name="test"):
    key = stream_key(20, Purpose.TALK, name)
    return Draws(Generators(), key, replication=3, count=count, block=block)


def drawn(law, count=COUNT):
    """So many durations, block by block, as contacts get them."""
    law = read(law)
    sizes = [min(BLOCK, count - start) for start in range(0, count, BLOCK)]
    found = [sample(law, draws(n, block), never) for block, n in enumerate(sizes)]
    return np.concatenate(found)


def never():
    raise AssertionError("only laws by interval ask for the interval")


def lognormal(mean, cv):
    variance = math.log(1 + cv * cv)
    return stats.lognorm(math.sqrt(variance), scale=mean * math.exp(-variance / 2))


def weibull(mean, cv):
    low, high = 0.1, 50.0
    for _ in range(200):
        shape = (low + high) / 2
        unit = stats.weibull_min(shape)
        low, high = (shape, high) if unit.std() / unit.mean() > cv else (low, shape)
    return stats.weibull_min(shape, scale=mean / unit.mean())


class Mixture:
    """Of exponentials: share and mean of each."""

    def __init__(self, *parts):
        self.parts = parts

    def cdf(self, x):
        return sum(p * stats.expon(scale=m).cdf(x) for p, m in self.parts)

    def mean(self):
        return sum(p * m for p, m in self.parts)

    def std(self):
        return math.sqrt(sum(2 * p * m * m for p, m in self.parts) - self.mean() ** 2)


LEAN = math.sqrt((4 - 1) / (4 + 1))  # of a cv of 2, branches of balanced means
BRANCHES = [{"share": "70%", "mean": "10 s"}, {"share": "30%", "mean": "90 s"}]
LAWS = {
    "exponential mean 3 min": stats.expon(scale=180),
    "lognormal mean 3 min cv 1.2": lognormal(180, 1.2),
    "lognormal mean 20 s cv 0.1": lognormal(20, 0.1),
    "lognormal median 50 s sigma 0.7": stats.lognorm(0.7, scale=50),
    "gamma mean 60 s cv 0.5": stats.gamma(4, scale=15),
    "gamma mean 60 s cv 1": stats.gamma(1, scale=60),
    "gamma mean 60 s cv 2": stats.gamma(0.25, scale=240),
    "gamma shape 0.7 scale 30 s": stats.gamma(0.7, scale=30),
    "gamma shape 30 scale 2 s": stats.gamma(30, scale=2),
    "erlang mean 60 s stages 3": stats.gamma(3, scale=20),
    "erlang mean 60 s cv 0.5": stats.gamma(4, scale=15),
    "weibull mean 60 s cv 0.6": weibull(60, 0.6),
    "weibull mean 60 s cv 1.5": weibull(60, 1.5),
    "weibull shape 1.7 scale 40 s": stats.weibull_min(1.7, scale=40),
    "uniform 10 s to 50 s": stats.uniform(10, 40),
    "uniform mean 60 s cv 0.4": stats.uniform(60 - 24 * 3**0.5, 48 * 3**0.5),
    "triangular from 10 s mode 20 s to 60 s": stats.triang(0.2, 10, 50),
    "triangular from 10 s mode 10 s to 60 s": stats.triang(0.0, 10, 50),
    "triangular mean 60 s cv 0.2": stats.triang(0.5, 60 - 12 * 6**0.5, 24 * 6**0.5),
}
MIXED = [
    ({"kind": "hyperexponential", "branches": BRANCHES}, Mixture((0.7, 10), (0.3, 90))),
    (
        "hyperexponential mean 60 s cv 2",
        Mixture(*(((1 + s * LEAN) / 2, 60 / (1 + s * LEAN)) for s in (1, -1))),
    ),
    ({"quantiles": [10, 30, 50]}, stats.uniform(10, 40)),
    ({"kind": "empirical", "quantiles": ["0 s", "1 min"]}, stats.uniform(0, 60)),
]
ALL = [*LAWS.items(), *MIXED]
each_law = pytest.mark.parametrize(("law", "truth"), ALL, ids=[str(law) for law, _ in ALL])


@each_law
def test_the_mean_is_as_said(law, truth):
    found = drawn(law)
    assert found.mean() == pytest.approx(truth.mean(), abs=Z * truth.std() / math.sqrt(COUNT))
    assert read(law).mean == pytest.approx(truth.mean(), rel=1e-6)


@each_law
def test_the_coefficient_of_variation_is_as_said(law, truth):
    parts = drawn(law).reshape(40, -1)
    cvs = parts.std(axis=1, ddof=1) / parts.mean(axis=1)
    error = cvs.std(ddof=1) / math.sqrt(len(cvs))
    bias = 0.02 * truth.std() / truth.mean()  # of 5,000 draws, where tails are long
    reach = stats.t.ppf(0.9995, len(cvs) - 1) * error + bias
    assert cvs.mean() == pytest.approx(truth.std() / truth.mean(), abs=reach)
    assert reach < 0.15 * truth.std() / truth.mean()


@each_law
def test_the_shape_is_as_said(law, truth):
    assert stats.kstest(drawn(law), truth.cdf).pvalue > 0.001


@each_law
def test_no_duration_is_negative_or_endless(law, truth):
    found = drawn(law)
    assert np.all(np.isfinite(found))
    assert found.min() >= 0
    assert truth.mean() > 0


def test_observed_values_are_drawn_again_alike():
    found, counts = np.unique(drawn({"values": [20, 35, 60, 60]}), return_counts=True)
    assert found.tolist() == [20, 35, 60]
    expected = np.array([1, 1, 2]) * COUNT / 4
    assert stats.chisquare(counts, expected).pvalue > 0.001


def test_a_constant_is_constant_and_for_ever_is_infinite():
    assert set(drawn("17 s", 100)) == {17.0}
    assert set(drawn("infinite", 100)) == {math.inf}


def test_a_law_by_interval_takes_each_contacts_interval():
    law = read({"per_interval": ["5 s", "exponential mean 1 min", "9 s"]})
    interval = np.arange(90) % 3
    found = sample(law, draws(90), lambda: interval)
    assert set(found[interval == 0]) == {5.0}
    assert set(found[interval == 2]) == {9.0}
    whole = sample(read("exponential mean 1 min"), draws(90), never)
    assert np.array_equal(found[interval == 1], whole[interval == 1])


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "law",
    [
        {"kind": "erlang", "mean": "1 min", "cv": 1e-5},  # ten thousand million stages
        {"kind": "gamma", "mean": "1 min", "cv": 1e-200},  # whose square is no number
    ],
    ids=["erlang", "gamma"],
)
def test_a_law_too_regular_to_be_drawn_is_refused(law):
    with pytest.raises(ValidationError):
        read(law)


def test_a_day_factor_too_regular_to_be_drawn_is_refused():
    with pytest.raises(ValidationError):
        DayFactor(cv=1e-200)


@pytest.mark.parametrize("law", [*LAWS, {"quantiles": [1, 2, 3]}, {"values": [1, 2, 3]}])
@pytest.mark.parametrize("count", [1, 7, 1000])
def test_fewer_contacts_are_the_first_of_more(law, count):
    law = read(law)
    many, few = sample(law, draws(2000), never), sample(law, draws(count), never)
    assert np.array_equal(few, many[:count])


def test_families_parts_blocks_names_and_replications_are_independent():
    columns = [
        draws(5000).uniform(),
        draws(5000).uniform(1),
        draws(5000, block=1).uniform(),
        draws(5000, name="other").uniform(),
        np.argsort(np.argsort(draws(5000).normal())),
        np.argsort(np.argsort(draws(5000).exponential())),
    ]
    correlation = np.corrcoef(columns) - np.eye(len(columns))
    assert np.abs(correlation).max() < 4.5 / math.sqrt(5000)


@pytest.mark.parametrize(
    ("family", "cdf"),
    [("uniform", stats.uniform.cdf), ("exponential", stats.expon.cdf), ("normal", stats.norm.cdf)],
)
def test_standard_draws_have_their_distribution_across_streams_too(family, cdf):
    first = [getattr(draws(1, block), family)()[0] for block in range(20_000)]
    assert stats.kstest(first, cdf).pvalue > 0.001
