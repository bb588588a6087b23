"""Results of small centres, each run once."""

import matplotlib as mpl
import pytest

from cic.report.result import Run, run
from tests.report.centres import bank, blended, hostile

mpl.use("Agg")


@pytest.fixture(scope="session")
def day() -> Run:
    return run(bank())


@pytest.fixture(scope="session")
def hostile_day() -> Run:
    return run(hostile())


@pytest.fixture(scope="session")
def blended_day() -> Run:
    return run(blended())
