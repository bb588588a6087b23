"""Wait quantiles are numpy's inverted distribution function, whatever the number of contacts."""

import numpy as np
import pytest

from cic.measures.quantiles import QUANTILES, quantiles_by_queue

RNG = np.random.default_rng(3)


def quantiles(waits, queue, ended):
    return quantiles_by_queue(waits, queue, np.asarray(ended), QUANTILES)


@pytest.mark.parametrize("count", [*range(1, 60), 100, 180, 200, 1000, 99_999, 100_000])
@pytest.mark.parametrize("zeros", [0.0, 0.5, 0.97])
def test_of_one_queue(count, zeros):
    waits = np.where(RNG.random(count) < zeros, 0.0, RNG.exponential(30.0, count))
    positive = waits[waits > 0]
    found = quantiles(positive, np.zeros(len(positive), np.int64), [count, 0])
    for row, p in zip(found, QUANTILES.values(), strict=True):
        assert row.tolist() == [np.quantile(waits, p, method="inverted_cdf")] * 2


def test_of_a_million_contacts_the_rank_is_exact():
    for count in (10**6, 10**6 + 1, 3 * 10**6 - 1):
        waits = np.arange(1.0, count + 1)
        found = quantiles(waits, np.zeros(count, np.int64), [count, 0])
        assert found[:, 0].tolist() == [-(-9 * count // 10), -(-19 * count // 20)]
