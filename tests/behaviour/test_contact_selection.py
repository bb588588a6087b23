"""Which contact an agent takes who comes free, by each policy, and how it breaks ties."""

import pytest

from tests.days import a_model, play, queues


def order(clock, policy, contacts, *, skills=("a", "b"), **fields):
    """The queues in the order in which a single agent, busy until 60, answers these contacts."""
    model = a_model(
        queues=queues("a", "b", "c", **fields),
        agents={"g": {"staff": 1, "skills": skills if isinstance(skills, dict) else list(skills)}},
        routing={"contact": policy},
    )
    contacts = sorted(contacts, key=lambda contact: contact[1])
    day = play(clock, model, ("a", 0, {"talk": 60}), *contacts)
    rows = sorted(zip(day.column("answered_at"), day.column("queue"), strict=True))[1:]
    return "".join("abc"[queue] for at, queue in rows if at >= 60)


def test_longest_wait_takes_who_waited_longest_over_the_groups_queues(clock):
    assert order(clock, "longest_wait", [("a", 10), ("b", 20), ("a", 30), ("b", 31)]) == "abab"


def test_longest_wait_breaks_ties_by_the_groups_order(clock):
    tied = [("a", 10), ("b", 10)]
    assert order(clock, "longest_wait", tied) == "ab"
    assert order(clock, "longest_wait", tied, skills=("b", "a")) == "ba"
    assert order(clock, "longest_wait", tied, skills={"a": 2, "b": 1}) == "ba"
    assert order(clock, "longest_wait", tied, skills={"b": 1, "a": 1}) == "ba"


def test_longest_wait_credits_the_head_start(clock):
    contacts = [("a", 10), ("b", 20)]
    assert order(clock, "longest_wait", contacts, b={"head_start": "11 s"}) == "ba"
    assert order(clock, "longest_wait", contacts, b={"head_start": "10 s"}) == "ab"  # a tie


def test_priority_takes_the_lowest_number(clock):
    contacts = [("a", 10), ("a", 11), ("b", 20), ("b", 21)]
    assert order(clock, "priority", contacts, a={"priority": 2}) == "bbaa"


def test_priority_breaks_ties_by_wait_then_by_the_groups_order(clock):
    contacts = [("a", 20), ("b", 10)]
    assert order(clock, "priority", contacts) == "ba"
    assert order(clock, "priority", contacts, a={"head_start": "10 s"}) == "ab"
    assert order(clock, "priority", contacts, a={"head_start": "10 s"}, skills=("b", "a")) == "ba"


def test_priority_does_not_interrupt(clock):
    # The first of `a` talks until 60 although `b` is more urgent.
    assert order(clock, "priority", [("a", 10), ("b", 50)], a={"priority": 2}) == "ba"


def test_list_order_takes_the_first_queue_that_is_not_empty(clock):
    contacts = [("b", 5), ("a", 10), ("b", 11), ("a", 30)]
    assert order(clock, "list_order", contacts) == "aabb"
    assert order(clock, "list_order", contacts, skills={"a": 2, "b": 1}) == "bbaa"


def test_longest_queue_takes_where_most_wait(clock):
    contacts = [("a", 10), ("b", 20), ("b", 21), ("b", 22)]
    assert order(clock, "longest_queue", contacts) == "bbab"  # the ties of 1 and 1 go to a


def test_longest_queue_breaks_ties_by_the_groups_order(clock):
    contacts = [("a", 10), ("b", 5)]
    assert order(clock, "longest_queue", contacts) == "ab"
    assert order(clock, "longest_queue", contacts, skills=("b", "a")) == "ba"


def test_weighted_wait_takes_the_greatest_weight_times_wait(clock):
    # At 60 the waits are 50 and 20.
    contacts = [("a", 10), ("b", 40)]
    assert order(clock, "weighted_wait", contacts, b={"weight": 2.4}) == "ab"
    assert order(clock, "weighted_wait", contacts, b={"weight": 2.6}) == "ba"


def test_weighted_wait_credits_the_head_start(clock):
    contacts = [("a", 10), ("b", 40)]
    fields = {"weight": 2.0, "head_start": "6 s"}
    assert order(clock, "weighted_wait", contacts, b=fields) == "ba"


def test_weighted_wait_breaks_ties_by_the_groups_order(clock):
    contacts = [("a", 10), ("b", 40)]
    assert order(clock, "weighted_wait", contacts, b={"weight": 2.5}) == "ab"
    tied = order(clock, "weighted_wait", contacts, b={"weight": 2.5}, skills=("b", "a"))
    assert tied == "ba"


@pytest.mark.parametrize(
    "policy", ["longest_wait", "priority", "list_order", "longest_queue", "weighted_wait"]
)
def test_an_agent_takes_nobody_from_a_queue_its_group_does_not_serve(clock, policy):
    assert order(clock, policy, [("a", 5), ("c", 1), ("c", 2), ("a", 6)]) == "aa"


def test_an_agent_takes_nobody_from_a_queue_that_does_not_list_its_group(clock):
    agents = {"g": {"staff": 1, "skills": ["a", "b"]}, "h": {"staff": 1, "skills": ["b"]}}
    model = a_model(queues=queues("a", b={"groups": ["h"]}), agents=agents)
    day = play(clock, model, ("a", 0), ("b", 1, {"talk": 30}), ("b", 2), ("a", 3))
    assert day.ends == [(0, 0), (1, 1), (31, 1), (10, 0)]
