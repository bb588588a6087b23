"""The luck of a snapshot's contacts: what is left of a wait or talk that has lasted so long."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from cic.errors import EngineError
from cic.luck.contacts import LuckOf
from cic.program.layout import lay_out
from tests.days import a_model

COUNT = 4000
BEGINS = 7200.0


def luck_of(*, replication=0, seed=1, skills=None, agents=1, queue=None, **snapshot):
    """All luck of a day with a snapshot two hours after its opening, by column."""
    model = a_model(
        closes="18:00",
        queues={"a": {"talk": "60 s"} | (queue or {})},
        agents={"g": {"staff": agents, "skills": skills or ["a"]}},
        snapshot={"at": "10:00"} | snapshot,
    )
    blocks = list(LuckOf(model, lay_out(model), seed=seed).draw(replication).blocks)
    names = ("rows", "arrived_at", "patience", "talk", "wrap_up", "number")
    return {name: np.concatenate([getattr(block, name) for block in blocks]) for name in names}


def waiting(law, wait, **fields):
    """The patience of many who have waited for so long."""
    queue = {"patience": law} | fields
    return luck_of(queue=queue, waiting={"a": [wait] * COUNT})["patience"]


@pytest.mark.parametrize(
    ("law", "exact"),
    [
        ("exponential mean 5 min", stats.expon(scale=300)),
        ("weibull shape 2 scale 5 min", stats.weibull_min(2, scale=300)),
        ("uniform 1 min to 9 min", stats.uniform(60, 480)),
        ("lognormal median 4 min sigma 0.8", stats.lognorm(0.8, scale=240)),
        ("gamma shape 2 scale 2 min", stats.gamma(2, scale=120)),
    ],
)
def test_patience_is_that_of_those_who_have_waited_so_long(law, exact):
    found = waiting(law, "4 min")
    assert found.min() > 240
    told = exact.cdf(found)
    told = (told - exact.cdf(240)) / exact.sf(240)
    assert stats.kstest(told, "uniform").pvalue > 0.001


def test_patience_by_interval_is_that_of_the_interval_in_which_they_came():
    laws = ["infinite"] * 60
    laws[9] = "uniform 10 min to 50 min"  # from 09:30 to 09:40
    assert np.isinf(waiting({"per_interval": laws}, "15 min")).all()
    found = waiting({"per_interval": laws}, "25 min")
    assert found.min() > 1500
    assert found.max() < 3000


def test_who_never_gives_up_has_all_patience():
    assert np.isinf(waiting("infinite", "1 h")).all()


def test_nobody_who_waits_balks():
    assert waiting("exponential mean 5 min", "1 min", balk="50%").min() > 60


def test_a_wait_that_hardly_anybody_stands_is_refused(monkeypatch):
    monkeypatch.setattr("cic.luck.snapshot.MOST_DRAWS", 1000)
    with pytest.raises(EngineError, match="has waited for 1 h, and of 1,000 who wait hardly one"):
        waiting("gamma shape 9 scale 5 s", "1 h")


def served(law, seconds, *, replications=800, **fields):
    """What is left of many talks of which so long has passed."""
    queue = {"talk": law} | fields
    one = {"queue": "a", "group": "g", "for": f"{seconds} s"}
    many = [
        luck_of(queue=queue, agents=4, in_service=[one] * 4, replication=n)["talk"]
        for n in range(replications // 4)
    ]
    return np.concatenate(many)


@pytest.mark.parametrize(
    ("law", "exact"),
    [
        ("exponential mean 3 min", stats.expon(scale=180)),
        ("uniform 1 min to 9 min", stats.uniform(60, 480)),
        ("lognormal median 4 min sigma 0.8", stats.lognorm(0.8, scale=240)),
    ],
)
def test_what_is_left_of_a_talk_is_that_of_those_that_take_so_long(law, exact):
    found = served(law, 200)
    assert found.min() > 0
    told = (exact.cdf(found + 200) - exact.cdf(200)) / exact.sf(200)
    assert stats.kstest(told, "uniform").pvalue > 0.001


def test_help_counts_before_the_time_served():
    base = {"found": "100%", "talk_factor": 0.5}
    found = served("uniform 1 min to 9 min", 200, knowledge_base=base)
    told = stats.uniform(30, 240)
    assert stats.kstest(
        (told.cdf(found + 200) - told.cdf(200)) / told.sf(200), "uniform"
    ).pvalue > (0.001)


def test_a_talk_that_hardly_one_takes_is_refused():
    with pytest.raises(EngineError, match="has been served for 1 h, and hardly one takes so long"):
        served("gamma shape 9 scale 5 s", 3600, replications=4)


def test_contacts_of_a_snapshot_come_first_and_have_numbers_of_their_own():
    queue = {"arrivals": "60/hour", "patience": "infinite"}
    one = {"queue": "a", "group": "g", "for": "30 s"}
    found = luck_of(queue=queue, waiting={"a": ["2 min", "0 s"]}, in_service=[one])
    order = np.argsort(found["rows"])
    assert sorted(found["rows"]) == list(range(len(order)))
    arrived_at, number = found["arrived_at"][order], found["number"][order]
    assert arrived_at[:3].tolist() == [BEGINS - 120, BEGINS - 30, BEGINS]
    assert np.all(np.diff(arrived_at) >= 0)
    assert len(set(number.tolist())) == len(number)
    assert number[:3].min() >= 1 << 30
    assert number[3] > 60, "the first of the day after those that are left out"


def test_one_more_who_waits_does_not_move_the_luck_of_the_others():
    queue = {"patience": "gamma mean 5 min cv 1", "wrap_up": "exponential mean 1 min"}
    two = luck_of(queue=queue, waiting={"a": ["3 min", "2 min"]})
    three = luck_of(queue=queue, waiting={"a": ["3 min", "2 min", "1 min"]})
    for name in ("patience", "wrap_up"):
        assert np.array_equal(three[name][:2], two[name])


def test_many_waiting_contacts_are_drawn_in_blocks():
    found = luck_of(queue={"channel": "email"}, waiting={"a": {"count": 20_000, "oldest": "30 h"}})
    assert len(found["rows"]) == 20_000
    assert sorted(found["rows"]) == list(range(20_000))
    assert found["arrived_at"].min() == BEGINS - 30 * 3600
