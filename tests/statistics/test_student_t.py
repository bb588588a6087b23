"""The t and normal distributions against published tables and scipy."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cic.errors import UsageError
from cic.statistics.student_t import normal_quantile, student_t_cdf, student_t_quantile

# NIST/SEMATECH e-handbook of statistical methods, upper critical values of Student's t
PROBABILITIES = (0.90, 0.95, 0.975, 0.99, 0.995, 0.999)
TABLE = {
    1: (3.078, 6.314, 12.706, 31.821, 63.657, 318.313),
    2: (1.886, 2.920, 4.303, 6.965, 9.925, 22.327),
    9: (1.383, 1.833, 2.262, 2.821, 3.250, 4.296),
    29: (1.311, 1.699, 2.045, 2.462, 2.756, 3.396),
    100: (1.290, 1.660, 1.984, 2.364, 2.626, 3.174),
    math.inf: (1.282, 1.645, 1.960, 2.326, 2.576, 3.090),
}


@pytest.mark.parametrize("degrees_of_freedom", TABLE)
def test_quantiles_are_those_of_the_nist_table(degrees_of_freedom):
    found = [student_t_quantile(p, degrees_of_freedom=degrees_of_freedom) for p in PROBABILITIES]
    # the last column of that table is rounded carelessly: 318.313 for 318.309, 4.296 for 4.297
    assert found == pytest.approx(TABLE[degrees_of_freedom], abs=6e-4, rel=3e-4)


DEGREES = st.one_of(
    st.integers(min_value=1, max_value=2000).map(float),
    st.floats(min_value=1.0, max_value=1e9),
)


@given(
    probability=st.floats(min_value=1e-9, max_value=1 - 1e-9).filter(lambda p: abs(p - 0.5) > 1e-6),
    degrees_of_freedom=DEGREES,
)
def test_quantiles_are_those_of_scipy_to_nine_digits(probability, degrees_of_freedom):
    found = student_t_quantile(probability, degrees_of_freedom=degrees_of_freedom)
    assert found == pytest.approx(stats.t.ppf(probability, degrees_of_freedom), rel=1e-9)


@given(
    value=st.floats(min_value=-200.0, max_value=200.0).filter(lambda value: abs(value) > 1e-3),
    degrees_of_freedom=DEGREES,
)
def test_probabilities_are_those_of_scipy_to_nine_digits(value, degrees_of_freedom):
    found = student_t_cdf(value, degrees_of_freedom=degrees_of_freedom)
    expected = stats.t.cdf(value, degrees_of_freedom)
    assert found == pytest.approx(expected, rel=1e-9 if expected > 1e-20 else 1e-7)


@pytest.mark.parametrize("value", [1e-3, 1e-5, 1e-8, 1e-12])
def test_probabilities_next_to_the_middle_are_exact(value):
    # scipy 1.17 is wrong by 2e-9 at 1e-8: it rounds n / (n + t²), which is next to 1
    cauchy = 0.5 + math.atan(value) / math.pi
    assert student_t_cdf(value, degrees_of_freedom=1) == pytest.approx(cauchy, rel=1e-15)
    two = 0.5 + value / (2 * math.sqrt(2 + value * value))
    assert student_t_cdf(value, degrees_of_freedom=2) == pytest.approx(two, rel=1e-15)


def test_one_degree_of_freedom_is_the_cauchy_distribution():
    for probability in (0.6, 0.75, 0.999, 1 - 1e-9):
        expected = math.tan(math.pi * (probability - 0.5))
        found = student_t_quantile(probability, degrees_of_freedom=1)
        assert found == pytest.approx(expected, rel=1e-7)
    assert student_t_cdf(-1e200, degrees_of_freedom=1) == pytest.approx(1e-200 / math.pi)


@given(probability=st.floats(min_value=1e-90, max_value=1 - 1e-15))
def test_normal_quantiles_are_those_of_scipy(probability):
    expected = stats.norm.ppf(probability)
    assert normal_quantile(probability) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(probability=st.floats(min_value=1e-6, max_value=0.5), degrees_of_freedom=DEGREES)
def test_the_distribution_is_symmetric(probability, degrees_of_freedom):
    below = student_t_quantile(probability, degrees_of_freedom=degrees_of_freedom)
    above = student_t_quantile(1.0 - probability, degrees_of_freedom=degrees_of_freedom)
    assert below == pytest.approx(-above, rel=1e-6, abs=1e-9)
    assert student_t_quantile(0.5, degrees_of_freedom=degrees_of_freedom) == 0.0


def test_infinities_have_the_probabilities_of_ends():
    assert student_t_cdf(-math.inf, degrees_of_freedom=5) == 0.0
    assert student_t_cdf(math.inf, degrees_of_freedom=5) == 1.0
    assert student_t_cdf(0.0, degrees_of_freedom=5) == 0.5


@pytest.mark.parametrize("probability", [0.0, 1.0, -0.1, 1.1, math.nan])
def test_a_probability_outside_of_0_and_1_is_refused(probability):
    with pytest.raises(UsageError, match="probability is"):
        student_t_quantile(probability, degrees_of_freedom=5)


@pytest.mark.parametrize("degrees_of_freedom", [0, 0.99, -1, math.nan])
def test_fewer_than_one_degree_of_freedom_is_refused(degrees_of_freedom):
    with pytest.raises(UsageError, match="degrees_of_freedom is"):
        student_t_quantile(0.975, degrees_of_freedom=degrees_of_freedom)
    with pytest.raises(UsageError, match="degrees_of_freedom is"):
        student_t_cdf(1.0, degrees_of_freedom=degrees_of_freedom)
