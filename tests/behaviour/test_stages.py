"""Stages of waiting and routing criteria, worked out by hand, ties included.

Agent 0 is of group g, agent 1 of h. An agent who is not to be there is busy with a contact of b.
"""

import pytest

from cic.errors import ScenarioError
from cic.program.codes import ABANDONED
from cic.scenario.load import from_dict
from cic.scenario.stages import Stage
from cic.scenario.standings import MOST_STANDINGS, standings_of
from tests.days import PLAIN, a_model, live, play, queues, times

TWO = {"g": {"staff": 1, "skills": ["a", "b"]}, "h": {"staff": 1, "skills": ["a", "b"]}}
PRESET = {"preset": "contactcenters.overflowandpriority"}
G, H, BOTH = {"g": 1}, {"h": 1}, {"g": 1, "h": 1}


def stage(said):
    """A stage, of one case unless it has more."""
    after, case = {"after": said.get("after", "0 s")}, dict(said)
    case.pop("after", None)
    return after | (case if "cases" in case else {"cases": case})


def script_of(*stages):
    return {"stages": [stage(one) for one in stages]}


def by_stages(*stages, agents=TWO, routing=PRESET, **fields):
    own = {"a": script_of(*stages)} | fields
    return a_model(agents=agents, queues=queues("b", **own), routing=routing)


def ends_of(clock, model, *contacts):
    return play(clock, model, *contacts).ends


# --- the wording of ContactCenters ----------------------------------------------------------------


def test_a_contact_has_access_to_one_group_then_to_both_at_another_rank(clock):
    """At first g only, at rank 1; after 5 s h too, at rank 1, and g at rank 2."""
    model = by_stages({"tries": G}, {"after": "5 s", "tries": BOTH, "stands": {"g": 2, "h": 1}})
    assert ends_of(clock, model, ("a", 0)) == [(0, 0)]
    assert ends_of(clock, model, ("a", 0, {"talk": 30}), ("a", 1)) == [(0, 0), (6, 1)]
    # Both are busy until 20: 0 is first free, and takes the one of rank 1, which came later.
    busy = ("b", 0, {"talk": 20})
    assert ends_of(clock, model, busy, busy, ("a", 2), ("a", 16))[2:] == [(20, 1), (20, 0)]


def test_of_the_groups_of_the_lowest_rank_the_longest_idle_agent_is_taken(clock):
    """0 has been idle since 4, 1 since 8; then the rank decides."""
    first = [("b", 0, {"talk": 4}), ("b", 0, {"talk": 8}), ("a", 20)]
    assert ends_of(clock, by_stages({"tries": BOTH}), *first)[2] == (20, 0)
    assert ends_of(clock, by_stages({"tries": {"g": 2, "h": 1}}), *first)[2] == (20, 1)


def test_ties_of_all_go_to_the_smallest_index(clock):
    assert ends_of(clock, by_stages({"tries": BOTH}), ("a", 0)) == [(0, 0)]


def test_before_the_first_stage_nobody_takes_a_contact(clock):
    """A delay of 5 s, in an extra queue."""
    model = by_stages({"after": "5 s", "tries": G})
    assert ends_of(clock, model, ("a", 0)) == [(5, 0)]
    assert ends_of(clock, model, ("b", 0, {"talk": 3}), ("a", 1))[1] == (6, 0)


def test_before_the_first_stage_a_contact_tries_the_groups_of_its_queue(clock):
    """h before g until 5 s have passed; then g only."""
    own = script_of({"after": "5 s", "tries": G}) | {"groups": ["h", "g"]}
    model = a_model(agents=TWO, queues=queues("b", a=own), routing=PRESET)
    assert ends_of(clock, model, ("a", 0), ("a", 1)) == [(0, 1), (1, 0)]
    # Both are busy, h until 3, then g until 8: who has waited for 5 s is g's alone.
    busy = [("b", 0, {"talk": 8}), ("b", 0, {"talk": 3})]
    assert ends_of(clock, model, *busy, ("a", 1))[2] == (3, 1)
    busy[1] = ("b", 0, {"talk": 7})
    assert ends_of(clock, model, *busy, ("a", 1))[2] == (8, 0)


def test_relative_ranks_are_added_to_the_order_of_the_groups(clock):
    """h stands at 0 and g at 1; with 2 more for h g comes first."""
    for more, answered in ((0, 1), (2, 0)):
        case = {"tries": {"g": 0, "h": more}, "adds_to_tries": True}
        own = script_of(case) | {"groups": ["h", "g"]}
        model = a_model(agents=TWO, queues=queues("b", a=own), routing=PRESET)
        assert ends_of(clock, model, ("a", 0)) == [(0, answered)]


def test_a_group_drops_out_whatever_the_stage(clock):
    """g is tried from 4 s on, and takes nothing that has waited for 6 s."""
    own = script_of({"tries": H}, {"after": "4 s", "tries": BOTH}) | {"drop_out": {"g": "6 s"}}
    model = a_model(agents=TWO, queues=queues("b", a=own), routing=PRESET)
    for g_until, answered in ((3, (4, 0)), (5, (5, 0)), (6, (20, 1)), (9, (20, 1))):
        busy = [("b", 0, {"talk": g_until}), ("b", 0, {"talk": 20})]
        assert ends_of(clock, model, *busy, ("a", 0))[2] == answered


def test_a_contact_may_leave_all_groups_and_come_back(clock):
    """From 5 s to 20 s it waits for nobody, though 0 is free from 8 on."""
    script = ({"tries": G}, {"after": "5 s", "tries": {}}, {"after": "20 s", "tries": G})
    model = by_stages(*script)
    assert ends_of(clock, model, ("b", 0, {"talk": 8}), ("b", 0, {"talk": 99}), ("a", 1))[2] == (
        21, 0,
    )  # fmt: skip


def test_a_contact_keeps_its_patience_whatever_the_stage(clock):
    script = ({"tries": G}, {"after": "5 s", "tries": {}}, {"after": "20 s", "tries": G})
    day = play(clock, by_stages(*script), ("b", 0, {"talk": 8}), ("a", 1, {"patience": 15}))
    assert day.column("outcome")[1] == ABANDONED
    assert day.column("ended_at")[1] == 16


def test_at_the_very_instant_who_comes_free_finds_it_as_it_stood_before(clock):
    script = ({"tries": G}, {"after": "5 s", "tries": H})
    busy = ("b", 0, {"talk": 6}), ("b", 0, {"talk": 6})
    assert ends_of(clock, by_stages(*script), *busy, ("a", 1))[2] == (6, 0)


def test_a_group_may_be_waited_for_that_is_not_tried(clock):
    """h is free, and not tried: it takes the contact as it comes free the next time."""
    model = by_stages({"tries": G, "stands": BOTH})
    day = ends_of(clock, model, ("b", 0, {"talk": 50}), ("a", 1), ("b", 3, {"talk": 4}))
    assert day == [(0, 0), (7, 1), (3, 1)]


def test_a_stage_may_only_change_the_rank_and_look_for_nobody(clock):
    """After 5 s it waits for h, too, which is free: nobody is looked for."""
    script = ({"tries": G}, {"after": "5 s", "stands": BOTH})
    day = ends_of(clock, by_stages(*script), ("b", 0, {"talk": 50}), ("a", 1), ("b", 9))
    assert day == [(0, 0), (19, 1), (9, 1)]


def test_ranks_decide_between_queues_and_of_equal_ones_the_longest_weighted_wait(clock):
    own = {"a": script_of({"tries": {"g": 3}}), "c": script_of({"tries": {"g": 2}})}
    agents = {"g": {"staff": 1, "skills": ["a", "c"]}}
    waiting = ("a", 0), ("a", 1), ("c", 2)
    model = a_model(agents=agents, queues=queues(**own), routing=PRESET)
    assert ends_of(clock, model, *waiting) == [(0, 0), (20, 0), (10, 0)]
    own["c"] = script_of({"tries": {"g": 3}}) | {"weight": 1.2}
    model = a_model(agents=agents, queues=queues(**own), routing=PRESET)
    assert ends_of(clock, model, *waiting) == [(0, 0), (20, 0), (10, 0)], "9 against 1.2 × 8"
    own["c"]["weight"] = 1
    model = a_model(agents=agents, queues=queues(**own), routing=PRESET)
    assert ends_of(clock, model, *waiting) == [(0, 0), (10, 0), (20, 0)]


def test_relative_ranks_are_added_to_those_of_before(clock):
    """Rank 5, less 3 after 4 s: it goes before one of rank 3 then."""
    less = {"after": "4 s", "tries": {"g": -3}, "adds_to_tries": True}
    own = {"a": script_of({"tries": {"g": 5}}, less), "c": script_of({"tries": {"g": 3}})}
    agents = {"g": {"staff": 1, "skills": ["a", "c", "b"]}}
    model = a_model(agents=agents, queues=queues("b", **own), routing=PRESET)
    for came, ends in ((5, [(10, 0), (20, 0)]), (7, [(20, 0), (10, 0)])):
        assert ends_of(clock, model, ("b", 0), ("a", came), ("c", 8))[1:] == ends


def test_a_group_that_had_no_rank_gets_the_relative_one_as_it_is():
    first = stage({"tries": {"g": 5, "h": 1}})
    then = stage({"after": "4 s", "tries": {"g": -3, "i": 2}, "adds_to_tries": True,
                  "stands": {"h": 7}, "adds_to_stands": True})  # fmt: skip
    found = standings_of((Stage.model_validate(first), Stage.model_validate(then)))
    assert found[-1].tries == {"g": 2, "i": 2}
    assert found[-1].stands == {"h": 8}


# --- cases ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "answered"),
    [
        ({"all_of": {"waiting": "b", "at_least": 1}}, (6, 1)),
        ({"all_of": {"waiting": "b", "at_least": 2}}, (30, 0)),
        ({"all_of": {"waiting": "b", "at_most": 0}}, (30, 0)),
        ({"all_of": {"waiting": "a", "more_than": "b"}}, (30, 0)),
        ({"all_of": {"waiting": "a", "at_least": 1}}, (6, 1)),
        ({"all_of": {"free": "h", "at_least": 1}}, (6, 1)),
        ({"all_of": {"free": "h", "more_than": "g"}}, (6, 1)),
        ({"all_of": {"free": "g", "at_least": 1}}, (30, 0)),
        ({"all_of": {"busy": "g", "at_least": 1}}, (6, 1)),
        ({"all_of": {"busy": "h", "at_least": 0.5}}, (30, 0)),
        ({"all_of": [{"waiting": "b", "at_least": 1}, {"free": "g", "at_least": 1}]}, (30, 0)),
        ({"any_of": [{"waiting": "b", "at_least": 1}, {"free": "g", "at_least": 1}]}, (6, 1)),
        ({"any_of": [{"waiting": "b", "at_least": 9}, {"free": "g", "at_least": 1}]}, (30, 0)),
    ],
)
def test_the_state_of_the_centre_decides_whether_a_case_holds(clock, case, answered):
    """At 6: 0 is busy until 30, 1 is free, one waits in b, which is g's alone; and one in a."""
    agents = {"g": {"staff": 1, "skills": {"a": 1, "b": 2}}, "h": {"staff": 1, "skills": ["a"]}}
    model = by_stages({"tries": G}, {"after": "5 s", "tries": BOTH} | case, agents=agents)
    assert ends_of(clock, model, ("b", 0, {"talk": 30}), ("a", 1), ("b", 2))[1] == answered


@pytest.mark.parametrize(
    ("bound", "over", "answered"),
    [
        ({"at_most": 0.5}, "10 min", (35, 1)),
        ({"at_most": 0.49}, "10 min", (99, 0)),
        ({"at_least": 0.5}, "10 min", (35, 1)),
        ({"at_least": 0.51}, "10 min", (99, 0)),
        ({"at_most": 0.0}, "24 s", (35, 1)),  # since 12: only the one who gave up
        ({"at_least": 1}, "12 s", (35, 1)),  # since 24: nobody left b
        ({"more_than": "a"}, "10 min", (99, 0)),  # nobody left a: 1
    ],
)
def test_the_service_level_of_late_may_decide(clock, bound, over, answered):
    """At 35 two have left b, the first answered at once, the second gone in vain at 21."""
    agents = {"g": {"staff": 1, "skills": ["a", "b"]}, "h": {"staff": 1, "skills": ["a"]}}
    case = {"after": "5 s", "all_of": {"met": "b", "over": over} | bound, "tries": H}
    model = by_stages({"tries": G}, case, agents=agents)
    contacts = ("b", 0, {"talk": 99}), ("b", 1, {"patience": 20}), ("a", 30)
    assert ends_of(clock, model, *contacts)[2] == answered


@pytest.mark.parametrize(("waiting", "answered"), [(2, (1, 1)), (1, (40, 0)), (0, (1, 1))])
def test_the_first_case_that_holds_decides_and_where_none_does_all_stays(clock, waiting, answered):
    cases = [
        {"all_of": {"waiting": "b", "at_least": 2}, "tries": BOTH},
        {"all_of": {"waiting": "b", "at_least": 1}, "tries": G},
        {"tries": H},
    ]
    agents = {"g": {"staff": 1, "skills": ["a", "b"]}, "h": {"staff": 1, "skills": ["a"]}}
    day = [("b", 0, {"talk": 40})] + [("b", 0, {"talk": 5})] * waiting
    found = ends_of(clock, by_stages({"cases": cases}, agents=agents), *day, ("a", 1))
    assert found[-1] == answered
    only = by_stages({"cases": cases[:1]}, {"after": "9 s", "tries": H}, agents=agents)
    assert ends_of(clock, only, *day, ("a", 1))[-1] == ((1, 1) if waiting > 1 else (10, 1))


def test_stages_go_on_while_a_contact_rings_in_vain(clock):
    """It rings at 0 from 1 to 9 in vain; by then it has come to the stage at which h is tried."""
    silent = {"rings": "99 s", "no_answer": 1, "gives_up_after": "8 s", "out_for": "50 s"}
    agents = {
        "g": {"staff": 1, "skills": ["a"], "answering": silent},
        "h": {"staff": 1, "skills": ["a"]},
    }
    script = script_of({"tries": G}, {"after": "5 s", "tries": H})
    model = a_model(agents=agents, queues=queues(a=script), routing=PRESET)
    assert ends_of(clock, model, ("a", 1)) == [(9, 1)]


def test_stages_hold_where_agents_hold_several(clock):
    """g has room for two at a time, h comes after 5 s: the third waits for it, not for room."""
    agents = {n: {"staff": 1, "skills": ["a"], "capacity": {"voice": 2}} for n in "gh"}
    script = script_of({"tries": G}, {"after": "5 s", "tries": H})
    model = a_model(agents=agents, queues=queues(a=script), routing=PRESET)
    long = {"talk": 60}
    assert ends_of(clock, model, *[("a", n, long) for n in range(3)]) == [(0, 0), (1, 0), (7, 1)]


# --- routing criteria of Amazon Connect -----------------------------------------------------------

STEPS = [
    {"needs": {"french": 4, "loans": 2}, "expires": "10 s"},
    {"needs": {"french": 3}, "expires": "5 s"},
]


def crew(**attributes):
    return {"staff": 1, "skills": ["a"], "attributes": attributes}


def by_criteria(steps=STEPS, routing="connect", **agents):
    return a_model(agents=agents, queues=queues(a={"criteria": steps}), routing={"preset": routing})


@pytest.mark.parametrize(
    ("attributes", "answered"),
    [
        ({"french": 4, "loans": 2}, 0),
        ({"french": 5, "loans": 5}, 0),
        ({"french": 4}, 10),
        ({"french": 5, "loans": 1}, 10),
        ({"french": 3, "loans": 5}, 10),
        ({"french": 2, "loans": 5}, 15),
        ({}, 15),
    ],
)
def test_a_step_asks_for_all_attributes_and_expires_and_then_any_agent_may(
    clock, attributes, answered
):
    assert ends_of(clock, by_criteria(g=crew(**attributes)), ("a", 0)) == [(answered, 0)]


def test_of_those_who_are_good_enough_the_longest_available_is_taken(clock):
    """Not the best; and of each step only those who are good enough for it."""
    model = by_criteria(g=crew(french=4, loans=2), h=crew(french=5, loans=5), i=crew())
    assert play(clock, model, *[("a", n, {"talk": 30}) for n in range(3)]).ends == [
        (0, 0), (1, 1), (17, 2),
    ]  # fmt: skip


def test_a_step_that_has_expired_is_no_longer_asked_for(clock):
    """0 suits the first step only: while the second lasts it takes nothing, free from 12 on."""
    steps = [
        {"needs": {"french": 4}, "expires": "10 s"},
        {"needs": {"german": 4}, "expires": "10 s"},
    ]
    model = by_criteria(steps, g=crew(french=4), h=crew(german=4))
    busy = ("a", 0, {"talk": 12}), ("a", 1, {"talk": 99})
    assert play(clock, model, *busy, ("a", 1)).ends == [(0, 0), (11, 1), (21, 0)]


def test_the_last_step_may_never_expire(clock):
    model = by_criteria([{"needs": {"french": 4}}], g=crew(french=4), h=crew())
    assert ends_of(clock, model, ("a", 0, {"talk": 99}), ("a", 1)) == [(0, 0), (99, 0)]


def test_agents_who_come_free_take_the_lowest_priority_of_who_asks_for_them(clock):
    """The longest wait of the same priority, past one that asks for somebody better."""
    steps = {"criteria": [{"needs": {"french": 5}, "expires": "60 s"}]}
    agents = {"g": {"staff": 1, "skills": {"a": 1, "b": 2}}}
    model = a_model(agents=agents, queues=queues("b", a=steps), routing={"preset": "connect"})
    assert ends_of(clock, model, ("b", 0), ("a", 1), ("b", 2)) == [(0, 0), (61, 0), (10, 0)]


def test_the_delay_of_a_routing_profile_holds_beside_criteria(clock):
    """h is good enough at once, and serves the queue after 4 s only; i after 20 s."""
    fields = {"criteria": STEPS, "overflow": {"h": {"after": "4 s"}, "i": {"after": "20 s"}}}
    agents = {"h": crew(french=5, loans=5), "i": crew()}
    model = a_model(agents=agents | {"g": crew(french=5, loans=5)}, queues=queues(a=fields),
                    routing={"preset": "connect"})  # fmt: skip
    day = play(clock, model, *[("a", n, {"talk": 60}) for n in range(3)])
    assert day.ends == [(0, 2), (5, 0), (22, 1)]


def test_customers_who_come_again_begin_with_the_first_step(clock):
    again = {"resolves": 0, "recontact": {"share": "100%", "delay": "30 s", "attempts": 1}}
    fields = {"criteria": STEPS, "arrivals": times(0)} | again
    day = live(clock, a_model(agents={"g": crew(french=3)}, queues=queues(a=fields),
                              routing={"preset": "connect"}))  # fmt: skip
    assert day.ends == [(10, 0), (60, 0)], "it ends at 20, comes again at 50, and waits for 10 s"


# --- what makes no sense --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "code"),
    [
        (script_of({"tries": G}) | {"drop_out": {"g": "9 s"}}, "CIC445"),
        (script_of({"tries": G}, {"tries": G}), "CIC108"),
        (script_of({"all_of": {"waiting": "a"}, "tries": G}), "CIC108"),
        (script_of({"all_of": {"at_least": 1}, "tries": G}), "CIC108"),
        ({"criteria": [{"needs": {"x": 1}}, {"needs": {"x": 1}}]}, "CIC108"),
        ({"criteria": [{"needs": {"x": 11}}]}, "CIC105"),
        ({"criteria": [{"needs": {"x": 1}}], "overflow": {"g": {"when_waiting": 3}}}, "CIC108"),
        (script_of({"tries": G}) | {"overflow": {"h": {"after": "9 s"}}}, "CIC108"),
        (script_of({"tries": G}) | {"criteria": [{"needs": {"x": 1}}]}, "CIC108"),
        (script_of({"tries": {"x": 1}}), "CIC414"),
        (script_of({"all_of": {"free": "x", "at_least": 1}}), "CIC440"),
        (script_of({"all_of": {"waiting": "a", "more_than": "x"}}), "CIC440"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(field, code):
    queue = {"talk": "9 s", "arrivals": "9/hour"} | field
    with pytest.raises(ScenarioError) as caught:
        from_dict(PLAIN | {"queues": {"a": queue}})
    assert code in {finding.code for finding in caught.value.findings}


def test_stages_that_lead_to_too_many_standings_are_not_followed():
    cases = [{"all_of": {"free": "g", "at_least": n}, "tries": {"g": 2**n}, "adds_to_tries": True}
             for n in range(16)]  # fmt: skip
    stages = [Stage.model_validate({"after": f"{n} s", "cases": cases}) for n in range(3)]
    assert standings_of(tuple(stages)) is None
    assert len(standings_of(tuple(stages[:2]))) <= MOST_STANDINGS
