"""Weights between queues as Asterisk's app_queue compares them, worked out by hand."""

import pytest

from cic.report.routing_for import lines_for_contact
from cic.scenario.routing_presets import PRESETS
from tests.days import a_model, clock_time, play, queues

MEMBERS = {
    "g": {"staff": 1, "skills": ["heavy", "light"]},
    "h": {"staff": 1, "skills": ["heavy"]},
}


def weighed(preset="asterisk.linear", agents=MEMBERS, light=1, **heavy):
    """Agent 0 is a member of both queues, and of heavy only after a wait of 50 s; 1 of heavy."""
    later = {"weight": 2, "overflow": {"g": {"after": "50 s"}}} | heavy
    fields = queues(heavy=later, light={"weight": light})
    return a_model(agents=agents, queues=fields, routing={"preset": preset})


@pytest.mark.parametrize("preset", [name for name in PRESETS if name.startswith("asterisk.")])
def test_a_member_is_refused_to_the_lighter_queue_while_the_heavier_holds_enough(clock, preset):
    """One waits in heavy from 1 on, and only 0 is free: 1 >= 1, until 1 takes it at 20."""
    contacts = ("heavy", 0, {"talk": 20}), ("heavy", 1), ("light", 2), ("light", 3)
    assert play(clock, weighed(preset), *contacts).ends == [(0, 1), (20, 1), (20, 0), (30, 0)]
    equal = weighed(preset, light=2)
    assert play(clock, equal, *contacts).ends == [(0, 1), (20, 1), (2, 0), (12, 0)]


def test_it_is_not_where_the_heavier_holds_fewer_than_it_has_members_free(clock):
    """Two are free who could have it later, and one waits: 0 takes light's, and then 1 >= 1."""
    agents = MEMBERS | {"g": {"staff": 2, "skills": ["heavy", "light"]}}
    contacts = ("heavy", 0, {"talk": 20}), ("heavy", 1), ("light", 2), ("light", 3)
    day = play(clock, weighed(agents=agents), *contacts)
    assert day.ends == [(0, 2), (20, 2), (2, 0), (12, 0)], "at 12 agent 0 makes two free again"


def test_where_all_ring_at_once_one_free_member_counts_however_many(clock):
    """Two are free who could have heavy's later, but 1 >= 1: both are refused until 20."""
    agents = MEMBERS | {"g": {"staff": 2, "skills": ["heavy", "light"]}}
    contacts = ("heavy", 0, {"talk": 20}), ("heavy", 1), ("light", 2), ("light", 3)
    day = play(clock, weighed("asterisk.ringall", agents), *contacts)
    assert day.column("answered_at") == [0, 20, 20, 20]
    free = play(clock, weighed("asterisk.ringall", agents), *contacts[:1], *contacts[2:])
    assert free.column("answered_at") == [0, 2, 3], "nobody waits in heavy"


def test_only_where_it_is_a_member_of_both(clock):
    """0 is not a member of heavy: what waits there is nothing to it."""
    agents = MEMBERS | {"g": {"staff": 1, "skills": ["light"]}}
    fields = queues(heavy={"weight": 2}, light={})
    model = a_model(agents=agents, queues=fields, routing={"preset": "asterisk.linear"})
    contacts = ("heavy", 0, {"talk": 20}), ("heavy", 1), ("light", 2)
    assert play(clock, model, *contacts).ends == [(0, 1), (20, 1), (2, 0)]


def test_a_refused_member_looks_again_when_a_caller_of_the_heavier_gives_up(clock):
    contacts = ("heavy", 0, {"talk": 20}), ("heavy", 1, {"patience": 6}), ("light", 2)
    assert play(clock, weighed(), *contacts).ends[2] == (7, 0)


def test_a_refused_member_looks_again_when_more_members_are_free(clock):
    """1 is refused from 2 on; at 9, when 0 comes free, two are free against one that waits."""
    agents = MEMBERS | {"g": {"staff": 2, "skills": ["heavy", "light"]}}
    contacts = (
        ("light", 0, {"talk": 9}), ("heavy", 0, {"talk": 20}), ("heavy", 1), ("light", 2),
    )  # fmt: skip
    day = play(clock, weighed(agents=agents), *contacts)
    assert day.ends == [(0, 0), (0, 2), (20, 2), (9, 0)]


def test_a_caller_who_rings_is_held_by_its_queue(clock):
    """Both are members of heavy at once; it rings at 0 for 4 s, and 1 is refused to light."""
    ringing = {"staff": 1, "skills": ["heavy", "light"], "answering": "4 s"}
    fields = queues(heavy={"weight": 2}, light={})
    model = a_model(agents={"g": ringing, "h": ringing}, queues=fields,
                    routing={"preset": "asterisk.linear"})  # fmt: skip
    day = play(clock, model, ("heavy", 0), ("light", 1))
    assert day.ends == [(4, 0), (8, 1)], "from 4 on it rings at 1"


def test_an_agent_who_comes_free_takes_the_heavier_first(clock):
    agents = {"g": {"staff": 1, "skills": ["heavy", "light"]}}
    fields = queues(heavy={"weight": 2}, light={})
    model = a_model(agents=agents, queues=fields, routing={"preset": "asterisk.linear"})
    contacts = ("light", 0), ("light", 1), ("heavy", 5)
    assert play(clock, model, *contacts).ends == [(0, 0), (20, 0), (10, 0)]


def test_the_refusal_is_told_with_the_weights():
    told = " ".join(lines_for_contact(weighed(), "light"))
    assert "refused to a queue while a heavier one of its queues holds at least as many" in told
    assert "It brings weight 1." in told
    assert "of whom one counts, since all ring" not in told
    told = " ".join(lines_for_contact(weighed("asterisk.ringall"), "light"))
    assert "who answer that one are free, of whom one counts, since all ring at once" in told


@pytest.mark.parametrize("several", [1, 2])
def test_an_idle_agent_who_moves_counts_as_one_more_member_free(clock, several):
    """0 is refused from 2 on; at 9, when 2 joins, two are free against one that waits."""
    agents = MEMBERS | {"i": {"staff": 1, "skills": ["other"]}}
    fields = queues(heavy={"weight": 2, "overflow": {"g": {"after": "50 s"}}}, light={}, other={})
    move = {"at": clock_time(9), "move": 1, "from": "i", "to": "g"}
    model = a_model(agents=agents, queues=fields, routing={"preset": "asterisk.linear"},
                    channels={"fax": {"at_once": several}}, incidents=[move])  # fmt: skip
    contacts = ("heavy", 0, {"talk": 20}), ("heavy", 1), ("light", 2)
    assert play(clock, model, *contacts).ends == [(0, 1), (20, 1), (9, 2)]
