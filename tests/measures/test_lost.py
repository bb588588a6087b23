"""Customers who are lost, by hand: once each, with the contact in vain that no other follows.

One agent, who is with the first contact of a for 100 s; patience is 5 s; who tries again does so
after 20 s, for certain.
"""

import pytest

from cic.measures.counted import Counter
from cic.measures.definitions import QUEUE_MEASURE
from cic.measures.estimates import Estimates
from tests.days import a_model, live, queues, times

WAY = {"share": "100%", "delay": "20 s"}
SERVED = {"talk": "100 s", "patience": "5 s"}


def lost(clock, model, *names):
    """Customers lost in some queues, and in all."""
    day = live(clock, model)
    counted = Counter(day.program, model, clock).count(day.log)
    found = Estimates([counted], day.program, model, confidence=0.95)
    told = found.queue(QUEUE_MEASURE["customers_lost"]).value.tolist()
    costs = found.cost_tables()
    if costs:
        assert float(costs["centre"]["cost_of_lost"].value[0]) == pytest.approx(
            sum(
                queue.cost.lost * n
                for queue, n in zip(model.queues.values(), told, strict=False)
                if queue.cost
            )
        )
    return [told[list(model.queues).index(name)] for name in names] + [told[-1]]


def again(attempts: int, **more):
    return {"redials": {"abandoned": WAY | {"attempts": attempts} | more}}


def of(clock, *names, at=(0, 1), more=None, **own):
    a = SERVED | {"arrivals": times(*at), "cost": {"lost": 7}} | own
    return lost(clock, a_model(queues=queues(a=a), **(more or {})), *names)


def test_where_nobody_comes_again_each_contact_in_vain_is_a_customer_lost(clock):
    assert of(clock) == [1]
    assert of(clock, at=(0, 1, 2), capacity=1) == [2]


def test_who_tries_again_and_is_served_is_not_lost(clock):
    """Given up at 6, 31, 56 and 81; the fifth attempt, at 101, is answered."""
    assert of(clock, **again(4)) == [0]


def test_who_gives_up_again_and_again_is_lost_once(clock):
    assert of(clock, **again(3)) == [1]


def test_who_would_come_after_the_end_of_the_run_is_lost(clock):
    assert of(clock, **{"redials": {"abandoned": WAY | {"delay": "30 h"}}}) == [1]


def test_who_comes_again_after_being_served_may_be_lost_then(clock):
    """The first is served until 100, comes again at 120 and gives up; the second comes again at 221
    and is served."""
    recontact = {"recontact": WAY | {"attempts": 1}}
    assert of(clock, at=(0, 101), **recontact) == [1]


def test_the_loss_is_that_of_the_last_queue_that_the_customer_came_to(clock):
    b = {"talk": "10 s", "patience": "5 s", "cost": {"lost": 3}}
    a = SERVED | {"arrivals": times(0, 1), "cost": {"lost": 7}} | again(1, to="b")
    agents = {"agents": {"g": {"staff": 1, "skills": ["a", "b"]}}}
    assert lost(clock, a_model(queues=queues(a=a, b=b), **agents), "a", "b") == [0, 1, 1]


def test_who_hangs_up_in_the_ivr_in_the_end_is_lost_once(clock):
    """All who call again go through a menu, in which they hang up: twice."""
    menu = {"prompt": "3 s", "choices": {"1": {"hang_up": True, "share": "100%"}}}
    a = SERVED | {"arrivals": times(0, 1), "cost": {"lost": 7}} | again(1, to="b")
    b = {"through": "m", "talk": "10 s", "redials": {"hung_up": WAY | {"attempts": 2}}}
    model = a_model(
        queues=queues(a=a, b=b), ivr={"start": "m", "menus": {"m": menu}},
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
    )  # fmt: skip
    assert lost(clock, model, "a", "b") == [0, 1, 1]


def test_callbacks_that_reach_nobody_are_lost_and_those_that_do_are_not(clock):
    back = {"offered_at": "0 s", "accepted": "100%"}
    assert of(clock, callback=back) == [0]
    assert of(clock, callback=back | {"answered": "0%"}) == [1]


def test_who_leaves_a_message_is_not_lost(clock):
    m = {"channel": "voicemail"}
    a = SERVED | {"arrivals": times(0, 1), "voicemail": {"to": "m", "giving_up": "100%"}}
    agents = {"agents": {"g": {"staff": 1, "skills": ["a", "m"]}}}
    assert lost(clock, a_model(queues=queues(a=a, m=m), **agents)) == [0]
