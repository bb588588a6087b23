"""Phones that ring at once: who picks up first takes the contact, the others are free again."""

import pytest

from tests.days import a_model, play

SILENT = {"no_answer": 1, "gives_up_after": "20 s"}
REJECTS = {"rings": "2 s", "rejects": 1}


def crew(*answering, **fields):
    """A group of one for each way of answering; `fields` by group."""
    return {
        name: {"staff": 1, "skills": {"a": 1}, "answering": how} | fields.get(name, {})
        for name, how in zip("ghijk", answering, strict=False)
    }


def day_of(clock, agents, *contacts, routing="asterisk.ringall", **parts):
    model = a_model(agents=agents, routing={"preset": routing}, **parts)
    return play(clock, model, *contacts)


@pytest.mark.parametrize("preset", ["asterisk.ringall", "freeswitch.ring-all"])
def test_it_rings_at_all_and_the_first_to_pick_up_takes_it(clock, preset):
    day = day_of(clock, crew("9 s", "4 s", "6 s"), ("a", 0), routing=preset)
    assert day.ends == [(4, 1)]
    assert day.states(0) == [(0, "at_ringing"), (4, "available"), (600, "off")]
    assert day.states(2) == [(0, "at_ringing"), (4, "available"), (600, "off")]


def test_of_those_who_pick_up_at_the_same_instant_one_does(clock):
    day = day_of(clock, {"g": {"staff": 3, "skills": ["a"], "answering": "5 s"}}, ("a", 0))
    ((at, who),) = day.ends
    assert at == 5
    assert who in (0, 1, 2)
    others = [day.states(a) for a in range(3) if a != who]
    assert others == [[(0, "at_ringing"), (5, "available"), (600, "off")]] * 2


def test_only_the_lowest_penalty_that_has_anybody_free_rings(clock):
    late = {"h": {"skills": {"a": 2}}}
    day = day_of(clock, crew("9 s", "1 s", "7 s", **late), ("a", 0), ("a", 8))
    # The first takes the quicker of g and i, at 7; then g is free, and h is not asked.
    assert day.ends == [(7, 2), (17, 0)]
    assert day.states(1) == [(0, "available"), (600, "off")]


def test_who_comes_while_all_phones_ring_waits_and_is_taken_by_who_is_let_go(clock):
    day = day_of(clock, crew("5 s", "9 s"), ("a", 0), ("a", 1))
    assert day.ends == [(5, 0), (14, 1)]


def test_one_who_rejects_is_free_at_once_and_the_others_ring_on(clock):
    day = day_of(clock, crew(REJECTS, "9 s"), ("a", 0), ("a", 1, {"talk": 1}))
    # 0 rejects the first at 2, then takes the second, and rejects it again and again.
    assert day.ends == [(9, 1), (29, 1)]


def test_who_does_not_answer_is_out_and_the_contact_rings_on_elsewhere(clock):
    silent = SILENT | {"gives_up_after": "3 s", "out_for": "30 s"}
    day = day_of(clock, crew(silent, "9 s"), ("a", 0))
    assert day.ends == [(9, 1)]
    out = [(0, "at_ringing"), (3, "out"), (33, "available"), (600, "off")]
    assert day.states(0) == out


def test_where_nobody_picks_up_it_goes_back_and_rings_again(clock):
    silent = SILENT | {"gives_up_after": "3 s", "out_for": "30 s"}
    day = day_of(clock, crew(silent, silent), ("a", 0, {"patience": 40}))
    # Both are out until 33. 0 comes back first, and it rings there alone; then at 1.
    assert day.ends == [("abandoned", 40)]
    rung = [[at for at, state in day.states(a) if state == "at_ringing"] for a in (0, 1)]
    assert rung == [[0, 33], [0, 36]]


def test_who_gives_up_while_phones_ring_lets_all_of_them_go(clock):
    day = day_of(clock, crew("9 s", "9 s"), ("a", 0, {"patience": 4}), ("a", 20))
    assert day.ends[0] == ("abandoned", 4)
    assert [day.states(a)[1] for a in (0, 1)] == [(4, "available")] * 2
    assert day.ends[1][0] == 29


def test_a_group_that_does_not_ring_answers_at_once(clock):
    agents = crew("9 s") | {"z": {"staff": 1, "skills": {"a": 1}}}
    assert day_of(clock, agents, ("a", 0)).ends == [(0, 1)]


def test_many_phones_are_let_go_in_one_instant(clock):
    """More than one event has room for."""
    agents = {"g": {"staff": 100, "skills": ["a"], "answering": "5 s"}}
    day = day_of(clock, agents, *[("a", 0) for _ in range(100)])
    # The first rings at all; those who are let go have one each.
    assert sorted(at for at, _ in day.ends) == [5] + [10] * 99
    assert len({who for _, who in day.ends}) == 100


def test_one_more_rings_after_each_delay(clock):
    day = day_of(clock, crew("40 s", "8 s", "1 s"), ("a", 0),
                 routing="freeswitch.ring-progressively")  # fmt: skip
    # 0 from 0, 1 from 10 to 18; 2 would ring from 20.
    assert day.ends == [(18, 1)]
    assert day.states(0)[:2] == [(0, "at_ringing"), (18, "available")]
    assert day.states(2) == [(0, "available"), (600, "off")]


def test_all_may_ring_whatever_the_score(clock):
    rule = {"agent": {"score": {"agent_order": 1}, "also_rings": "2 s"}}
    model = a_model(agents=crew("9 s", "9 s", "30 s"), routing=rule)
    day = play(clock, model, ("a", 0))
    # 2 from 0, 1 from 2 to 11; 0 rings from 4.
    assert day.ends == [(11, 1)]


def test_linear_goes_on_down_the_list(clock):
    silent = SILENT | {"gives_up_after": "3 s"}
    for preset in ("asterisk.linear", "freeswitch.top-down"):
        day = day_of(clock, crew(silent, silent, "4 s"), ("a", 0), ("a", 20), routing=preset)
        assert day.ends == [(10, 2), (30, 2)], "3 s at 0, 3 s at 1; each call begins at the top"


def test_the_list_begins_again_after_its_end(clock):
    silent = SILENT | {"gives_up_after": "3 s"}
    day = day_of(clock, crew(silent, silent), ("a", 0, {"patience": 10}), routing="asterisk.linear")
    rung = [[at for at, state in day.states(a) if state == "at_ringing"] for a in (0, 1)]
    assert rung == [[0, 6], [3, 9]]
    assert day.ends == [("abandoned", 10)]
