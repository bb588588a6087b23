"""The search for the fewest agents, and what this room costs to import."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.errors import UsageError
from cic.theory.sizing import fewest_agents


@given(
    answer=st.integers(min_value=0, max_value=1_000_000),
    at_least=st.integers(min_value=0, max_value=100_000),
)
def test_the_search_finds_the_first_number_that_is_enough(answer, at_least):
    assert fewest_agents(lambda n: n >= answer, at_least=at_least) == max(answer, at_least)


def test_the_search_asks_few_questions():
    asked = []
    fewest_agents(lambda n: asked.append(n) or n >= 5000)
    assert len(asked) < 30


def test_a_target_that_cannot_be_met_is_reported():
    with pytest.raises(UsageError, match="do not meet the target"):
        fewest_agents(lambda _: False)


def test_theory_and_statistics_load_no_big_library():
    program = (
        "import sys; import cic.theory.erlang_a, cic.theory.erlang_c, cic.theory.finite, "
        "cic.theory.pollaczek, cic.theory.priority, cic.statistics.precision; "
        "print([m for m in ('numpy', 'scipy', 'pandas', 'numba') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
