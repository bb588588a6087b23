"""Long-run retention is that of the Markov chain that the scenario describes, in 99.9 % intervals.

The first contacts of one customer are a Poisson process, since each is made by a customer drawn
from the population. Nobody waits, and talks take a second. So a customer is kept until the first of
its matters that ends in the state "lost", or until it leaves of its own.
"""

import math

import pytest

from tests.agreement.told import assert_tells, queue, told

DAYS = 30
CONTACTS = 1.0
"""First contacts of a customer in the mean."""
RESOLVES, COMPLAIN, AT_ONCE, LATER = 0.7, 0.3, 0.5, 0.6
STAY = {"good": 0.98, "unsolved": 0.4, "settled": 0.75, "settled_at_once": 0.95}
CHURN = 1.2
"""Rate at which customers leave of their own [1/year]."""


def lost_by_a_matter() -> float:
    """The probability that a matter ends in the state "lost": the chain, state by state."""
    after = {
        "settled_at_once": AT_ONCE,
        "settled": (1 - AT_ONCE) * LATER,
        "unsolved": (1 - AT_ONCE) * (1 - LATER),
    }
    complained = sum(part * (1 - STAY[state]) for state, part in after.items())
    silent = 1 - STAY["unsolved"]
    annoyed = COMPLAIN * complained + (1 - COMPLAIN) * silent
    return RESOLVES * (1 - STAY["good"]) + (1 - RESOLVES) * annoyed


def weeks_of(number: int, replications: int, **loyalty):
    """A centre where nobody waits, for as many customers."""
    kinds = {"any": {"share": 1, "at_once": AT_ONCE, "later": LATER}}
    complaints = {"to": "complaints", "share": COMPLAIN, "delay": "1 s", "kinds": kinds}
    return told(
        {
            "help": queue(f"{CONTACTS * number / DAYS} / day", "1 s", resolves=RESOLVES),
            "complaints": {"talk": "1 s"},
        },
        staff=50,
        days=DAYS,
        replications=replications,
        customers={
            "number": number,
            "complaints": complaints | {"returns_after": "1 s"},
            "loyalty": STAY | loyalty,
        },
    )


def assert_retention(number: int, replications: int, within: float) -> None:
    """All who are still there: those without a loss, by a matter or of their own."""
    run = weeks_of(number, replications, churn={"natural": CHURN})
    rate = CONTACTS * lost_by_a_matter() + CHURN * DAYS / 365
    assert_tells(run, "retention", math.exp(-rate), within=within, segment="total")


def assert_replacement(number: int, replications: int, within: float) -> None:
    """Of an alternating renewal process: mean time there / (the same + the time until replaced)."""
    away = 2.0  # days
    churn, gains = {"natural": 100}, {"share": 1, "after": f"{away} d"}
    run = weeks_of(number, replications, churn=churn, gains=gains)
    there = 1 / (CONTACTS * lost_by_a_matter() / DAYS + 100 / 365)
    share = there / (there + away)
    assert_tells(run, "kept", number * share, within=within, segment="total")


def test_retention_is_that_of_the_chain():
    assert_retention(3000, 6, within=0.05)


def test_replaced_customers_are_there_for_the_share_of_time_that_renewal_theory_says():
    assert_replacement(3000, 6, within=0.05)


@pytest.mark.long
def test_retention_is_that_of_the_chain_in_the_long_run():
    assert_retention(20_000, 40, within=0.003)


@pytest.mark.long
def test_replacement_is_that_of_renewal_theory_in_the_long_run():
    assert_replacement(20_000, 40, within=0.004)
