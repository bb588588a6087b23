"""What policies with a name of their own do, worked out by hand, ties included."""

import pytest

from cic.errors import ScenarioError
from cic.program.codes import AgentPolicy, ContactPolicy
from cic.program.layout import lay_out
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, live, play, queues, times

THREE = {"g": {"staff": 3, "skills": ["a"]}}
ONE = {"g": {"staff": 1, "skills": ["a", "b"]}}


def model_of(preset, agents=THREE, **parts):
    return a_model(agents=agents, routing={"preset": preset}, **parts)


def agents_of(clock, preset, *contacts, agents=THREE, **parts):
    return play(clock, model_of(preset, agents, **parts), *contacts).agents


def order_of(clock, routing, *contacts, agents=ONE, **fields):
    """The names of queues in the order in which one agent, busy until 10, answers them."""
    model = a_model(agents=agents, queues=queues("a", "b", **fields), routing=routing)
    day = play(clock, model, ("a", 0), *contacts)
    waited = sorted(zip(day.column("answered_at")[1:], contacts, strict=True))
    return "".join(contact[0] for _, contact in waited)


# ------------------------------------------------------------------------------- Asterisk


def test_leastrecent_takes_who_was_never_called_and_of_these_who_stands_last(clock):
    # 2, 1 and 0 in turn; then by when they hung up: 1 at 4, 0 at 12, 2 at 32.
    found = agents_of(clock, "asterisk.leastrecent", ("a", 0, {"talk": 32}), ("a", 1, {"talk": 3}),
                      ("a", 2), ("a", 40, {"talk": 1}), ("a", 40), ("a", 40))  # fmt: skip
    assert found == [2, 1, 0, 1, 0, 2]


def test_leastrecent_looks_at_calls_of_this_queue_only(clock):
    agents = {"g": {"staff": 1, "skills": ["a", "b"]}, "h": {"staff": 1, "skills": ["a"]}}
    found = agents_of(clock, "asterisk.leastrecent", ("a", 0), ("a", 20), ("b", 40), ("a", 60),
                      agents=agents, queues=queues("a", "b"))  # fmt: skip
    assert found == [1, 0, 0, 1], "0 had a call of b since, which does not count"


def test_fewestcalls_counts_completed_calls_of_this_queue(clock):
    agents = {"g": {"staff": 1, "skills": ["a", "b"]}, "h": {"staff": 1, "skills": ["a"]}}
    found = agents_of(clock, "asterisk.fewestcalls", ("a", 0), ("b", 20), ("b", 40), ("a", 60),
                      ("a", 80), agents=agents, queues=queues("a", "b"))  # fmt: skip
    assert found == [1, 0, 0, 0, 1]


def test_a_penalty_goes_before_the_strategy(clock):
    agents = {
        "g": {"staff": 1, "skills": {"a": 1}},
        "h": {"staff": 1, "skills": {"a": 0}},
    }
    found = agents_of(clock, "asterisk.fewestcalls", ("a", 0), ("a", 20), ("a", 21), agents=agents)
    assert found == [1, 1, 0]


def test_linear_begins_at_the_top_for_every_call(clock):
    found = agents_of(clock, "asterisk.linear", ("a", 0), ("a", 20), ("a", 21), ("a", 40))
    assert found == [0, 0, 1, 0]


def test_rrmemory_goes_on_from_the_member_called_last(clock):
    found = agents_of(clock, "asterisk.rrmemory", *[("a", 20 * n) for n in range(5)])
    assert found == [0, 1, 2, 0, 1]


def test_wrandom_weighs_chance_by_penalty(clock):
    agents = {"g": {"staff": 1, "skills": {"a": 0}}, "h": {"staff": 1, "skills": {"a": 9}}}
    contacts = [("a", 20 * n, {"dice": (n * 0.618034) % 1, "talk": 1}) for n in range(29)]
    found = agents_of(clock, "asterisk.wrandom", *contacts, agents=agents)
    # The lots of 1 and 10 sides: the second is the lower once in 20 times.
    assert 0 <= sum(found) <= 5


def test_a_heavier_queue_goes_first_whatever_the_wait(clock):
    routing = {"preset": "asterisk.linear"}
    heavier = {"b": {"weight": 2}}
    assert order_of(clock, routing, ("a", 1), ("b", 9), **heavier) == "ba"
    assert order_of(clock, routing, ("a", 1), ("b", 9)) == "ab"


# ----------------------------------------------------------------------------- FreeSWITCH


def test_least_talk_time_adds_talks_up_and_breaks_ties_by_position(clock):
    found = agents_of(clock, "freeswitch.agent-with-least-talk-time", ("a", 0, {"talk": 9}),
                      ("a", 1, {"talk": 3}), ("a", 2, {"talk": 5}), ("a", 20, {"talk": 4}),
                      ("a", 30, {"talk": 4}), ("a", 40), ("a", 41))  # fmt: skip
    # talk 9, 3, 5; then 1 has 7, then 2 has 9, then 1 again; at 41, 0 and 2 are alike.
    assert found == [0, 1, 2, 1, 2, 1, 0]


def test_longest_idle_agent_counts_from_the_end_of_the_call_not_of_the_wrap_up(clock):
    contacts = [("a", 0, {"talk": 5, "wrap_up": 10}), ("a", 0, {"talk": 7}), ("a", 20)]
    agents = {"g": {"staff": 2, "skills": ["a"]}}
    found = agents_of(clock, "freeswitch.longest-idle-agent", *contacts, agents=agents)
    assert found == [0, 1, 0]
    assert agents_of(clock, "connect", *contacts, agents=agents) == [0, 1, 1]


def test_tiers_of_a_lower_level_come_first(clock):
    agents = {"g": {"staff": 1, "skills": {"a": 2}}, "h": {"staff": 2, "skills": {"a": 1}}}
    name = "freeswitch.sequentially-by-agent-order"
    assert agents_of(clock, name, ("a", 0), ("a", 1), ("a", 2), agents=agents) == [1, 2, 0]


# -------------------------------------------------------------------------------- vendors


def test_connect_takes_the_priority_of_the_profile_then_the_longest_wait(clock):
    agents = {"g": {"staff": 1, "skills": {"a": 2, "b": 1}}}
    routing = {"preset": "connect"}
    assert order_of(clock, routing, ("a", 1), ("b", 8), ("b", 9), agents=agents) == "bba"
    alike = {"g": {"staff": 1, "skills": {"a": 1, "b": 1}}}
    assert order_of(clock, routing, ("b", 1), ("a", 8), agents=alike) == "ba"


def test_connect_lets_a_profile_see_contacts_after_its_delay(clock):
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["a"]}}
    late = queues(a={"overflow": {"h": {"after": "5 s"}}})
    day = play(clock, model_of("connect", agents, queues=late), ("a", 0), ("a", 1), ("a", 2))
    assert day.ends == [(0, 0), (6, 1), (10, 0)]


def test_a_point_of_priority_is_a_minute_of_age(clock):
    long = ("a", 0, {"talk": 100})
    model = a_model(
        agents=ONE,
        queues=queues(a={"priority": 2}, b={"priority": 1}),
        routing={"preset": "genesys.standard"},
    )
    for gap, first in ((59, 2), (61, 1)):
        day = play(clock, model, long, ("a", 5), ("b", 5 + gap))
        assert day.column("answered_at")[first] == 100


def test_best_available_skills_takes_the_level_then_the_longest_idle(clock):
    agents = {
        "g": {"staff": 1, "skills": {"a": {"level": 3}}},
        "h": {"staff": 2, "skills": {"a": {"level": 4}}},
    }
    contacts = [("a", 0, {"talk": 9}), ("a", 1, {"talk": 3}), ("a", 2), ("a", 20), ("a", 21)]
    found = agents_of(clock, "genesys.best-available-skills", *contacts, agents=agents)
    assert found == [1, 2, 0, 2, 1]


def test_acceleration_raises_the_priority_up_to_its_cap(clock):
    fast = {"initial": 0, "per_minute": 60, "at_most": 5}
    fields = {"a": {"urgency": fast}, "b": {"urgency": {"initial": 6, "per_minute": 0}}}
    routing = {"preset": "nice"}
    assert order_of(clock, routing, ("a", 1), ("b", 9), **fields) == "ba", "9 points, cut to 5"
    fields["a"] = {"urgency": fast | {"at_most": 8}}
    assert order_of(clock, routing, ("a", 1), ("b", 9), **fields) == "ab"


def test_uccx_counts_contacts_and_handle_times_both_ways(clock):
    contacts = [("a", 0, {"talk": 9}), ("a", 0, {"talk": 3}), ("a", 0, {"talk": 5}), ("a", 20)]
    assert agents_of(clock, "uccx.shortest-average-handle-time", *contacts)[3] == 1
    most = [("a", 0, {"talk": 1}), ("a", 5), ("a", 6), ("a", 30)]
    assert agents_of(clock, "uccx.most-handled-contacts", *most) == [0, 0, 1, 0]
    levels = {
        "g": {"staff": 1, "skills": {"a": {"level": 3}}},
        "h": {"staff": 1, "skills": {"a": {"level": 4}}},
    }
    assert agents_of(clock, "uccx.most-skilled", ("a", 0), agents=levels) == [1]
    assert agents_of(clock, "uccx.least-skilled", ("a", 0), agents=levels) == [0]


# ----------------------------------------------------------------------------- simulators


def test_herzog_adds_scores_up_and_takes_who_stands_first_among_the_free(clock):
    agents = {
        "g": {"staff": 2, "skills": {"a": {"level": 1}}},
        "h": {"staff": 1, "skills": {"a": {"level": 2}}},
    }
    # 2 has the higher level; from 20 on, 0 and 1 are idle for 20 s and 2 for 10 s.
    found = agents_of(clock, "herzog", ("a", 0), ("a", 20), ("a", 21), agents=agents)
    assert found == [2, 0, 1]


RELUCTANT = {"g": {"staff": 1, "skills": {"a": {"level": -5}}}}
"""Weight 1, level -5, all of its time idle: at the outset a score of -3, and one more each second.
"""


@pytest.mark.parametrize(("at", "answered"), [(2, 8), (3, 3)])
def test_herzog_never_chooses_an_agent_of_a_score_of_minus_one_or_less(clock, at, answered):
    """At 2 the score is -1, at 3 it is 0. The other agent, busy until 8, takes whoever waits."""
    agents = RELUCTANT | {"h": {"staff": 1, "skills": {"b": 1, "a": 1}}}
    model = model_of("herzog", agents, queues=queues("a", "b"))
    day = play(clock, model, ("b", 0, {"talk": 8}), ("a", at))
    assert day.ends == [(0, 1), (answered, int(answered == 8))]


def test_herzog_lets_who_comes_free_take_a_caller_whatever_its_score(clock):
    """At 13 agent 0 has a score of -4 + 3/13, for 3 s idle of 13, and takes who waits."""
    day = play(clock, model_of("herzog", RELUCTANT), ("a", 3), ("a", 5))
    assert day.ends == [(3, 0), (13, 0)]


def test_herzog_looks_at_all_who_are_free_again_at_a_minimum_waiting_time(clock):
    """At 6, when h may take it, g has a score of 3 and h of 2 + 6, unless it is busy."""
    agents = RELUCTANT | {"h": {"staff": 1, "skills": {"a": 0, "b": 0}}}
    fields = queues("b", a={"overflow": {"h": {"after": "6 s"}}})
    model = model_of("herzog", agents, queues=fields)
    assert play(clock, model, ("a", 0)).ends == [(6, 1)]
    assert play(clock, model, ("b", 0, {"talk": 30}), ("a", 0)).ends == [(0, 1), (6, 0)]


def test_a_score_may_bar_agents_who_are_drawn(clock):
    agents = {"g": {"staff": 1, "skills": {"a": {"level": 1}}},
              "h": {"staff": 1, "skills": {"a": {"level": 2}}}}  # fmt: skip
    score = {"score": {"level": 1}, "by_chance": True, "above": 1}
    model = a_model(agents=agents, routing={"agent": score})
    for dice in (0.0, 0.99):
        assert play(clock, model, ("a", 0, {"dice": dice})).agents == [1]
    assert play(clock, model, ("a", 0), ("a", 1)).ends == [(0, 1), (10, 1)], "0 idles on"


def urgent_model(urgency, **other):
    """Contacts of a are passed on to b; agent 1 of b is busy with the first of its own until 20."""
    fields = queues(
        a={"arrivals": times(0), "talk": "2 s", "transfers": {"b": "100%"}},
        b={"arrivals": times(0, 1), "talk": "20 s", "urgency": urgency} | other,
    )
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}}
    return a_model(queues=fields, agents=agents, routing={"preset": "herzog"})


@pytest.mark.parametrize(
    ("urgency", "first"),
    [
        ({"per_minute": 60}, 1),
        ({"per_minute": 60, "forwarded": 1}, 1),
        ({"per_minute": 60, "forwarded": 2}, 2),
        ({"per_minute": 0, "forwarded": 0.1}, 2),
        ({"per_minute": 0}, 1),
        ({"per_minute": -60}, 2),
        ({"per_minute": -60, "forwarded": -2}, 1),
    ],
)
def test_who_was_forwarded_has_a_bonus_in_the_queue(clock, urgency, first):
    """One point a second: who comes at 2 and was passed on, against who has waited since 1."""
    day = live(clock, urgent_model(urgency))
    assert (20.0, 1) in day.ends
    at = next(row for row, end in enumerate(day.ends) if end[0] == 20)
    assert day.column("queued_at")[at] == first


@pytest.mark.parametrize(("forwarded", "first"), [(2.5, 1), (3, 2)])
def test_a_forwarded_contact_has_its_bonus_against_other_queues(clock, forwarded, first):
    """At 20 b's has waited for 18 s and has the bonus, c's has waited for 19 s and has 2 more; of
    equals, the first queue as written."""
    fields = queues(
        a={"arrivals": times(0), "talk": "2 s", "transfers": {"b": "100%"}},
        b={"arrivals": times(0), "talk": "20 s",
           "urgency": {"per_minute": 60, "forwarded": forwarded}},
        c={"arrivals": times(1), "urgency": {"initial": 2, "per_minute": 60}},
    )  # fmt: skip
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["c", "b"]}}
    model = a_model(queues=fields, agents=agents, routing={"preset": "herzog"})
    day = live(clock, model)
    at = next(row for row, end in enumerate(day.ends) if end[0] == 20)
    assert day.column("queued_at")[at] == first


def test_agentspref_with_ranks_all_different_is_overflow(clock):
    agents = {
        name: {"staff": 1, "skills": {"a": rank}} for name, rank in zip("gh", (2, 1), strict=True)
    }
    contacts = [("a", 0), ("a", 1), ("a", 20), ("a", 21)]
    assert agents_of(clock, "contactcenters.agentspref", *contacts, agents=agents) == [1, 0, 1, 0]


def test_agentspref_with_ranks_all_equal_is_the_longest_weighted_idle_time(clock):
    agents = {
        "g": {"staff": 1, "skills": {"a": 1}},
        "h": {"staff": 1, "skills": {"a": 1}, "weight": 3},
    }
    contacts = [("a", 0, {"talk": 2}), ("a", 0, {"talk": 8}), ("a", 10)]
    # At 0 both are idle for 0 s: the smallest index. At 10: 8 s against 3 × 2 s.
    assert agents_of(clock, "contactcenters.agentspref", *contacts, agents=agents) == [0, 1, 0]
    later = [*contacts[:2], ("a", 12)]
    assert agents_of(clock, "contactcenters.agentspref", *later, agents=agents) == [0, 1, 1]


def test_the_number_of_free_agents_may_be_the_score(clock):
    agents = {"g": {"staff": 1, "skills": {"a": 1}}, "h": {"staff": 3, "skills": {"a": 1}}}
    found = agents_of(clock, "contactcenters.ctmc", *[("a", n) for n in range(4)], agents=agents)
    assert found == [1, 2, 0, 3], "3, then 2, then one each: the smallest index"


def test_randomized_agents_are_drawn_in_proportion_to_their_scores(clock):
    contacts = [("a", 0, {"talk": 10}), ("a", 0, {"talk": 30})]
    for dice, agent in ((0.0, 0), (0.74, 0), (0.76, 1), (0.99, 1)):
        day = [*contacts, ("a", 40, {"dice": dice})]
        agents = {"g": {"staff": 2, "skills": ["a"]}}  # idle for 30 s and for 10 s
        found = agents_of(clock, "contactcenters.agentspref-randomized", *day, agents=agents)
        assert found[2] == agent


def test_contacts_may_wait_for_the_last_group_only(clock):
    agents = {"g": {"staff": 1, "skills": {"a": 1}}, "h": {"staff": 1, "skills": {"a": 2}}}
    contacts = [("a", 0, {"talk": 5}), ("a", 1, {"talk": 20}), ("a", 2), ("a", 6)]
    day = play(clock, model_of("contactcenters.queueatlastgroup", agents), *contacts)
    assert day.ends == [(0, 0), (1, 1), (21, 1), (6, 0)]


def test_specialists_come_before_generalists(clock):
    agents = {"g": {"staff": 1, "skills": ["a", "b"]}, "h": {"staff": 1, "skills": ["a"]}}
    found = agents_of(clock, "contactcenters.localspec", ("a", 0), ("a", 1), agents=agents,
                      queues=queues("a", "b"))  # fmt: skip
    assert found == [1, 0]


# ----------------------------------------------------------------------------- literature


def test_c_mu_takes_the_largest_cost_times_rate(clock):
    fields = {"a": {"weight": 3, "talk": "10 s"}, "b": {"weight": 1, "talk": "2 s"}}
    assert order_of(clock, {"preset": "c_mu"}, ("a", 1), ("b", 9), **fields) == "ba"
    fields["a"]["weight"] = 6
    assert order_of(clock, {"preset": "c_mu"}, ("b", 1), ("a", 9), **fields) == "ab"


def test_the_generalised_rule_lets_the_wait_count(clock):
    fields = {"a": {"weight": 1, "talk": "10 s"}, "b": {"weight": 1, "talk": "2 s"}}
    routing = {"preset": "generalised_c_mu"}
    assert order_of(clock, routing, ("a", 1), ("b", 9), **fields) == "ab", "9 / 10 against 1 / 2"
    assert order_of(clock, routing, ("a", 1), ("b", 8), **fields) == "ba"


def test_a_fixed_ratio_serves_the_queue_that_is_furthest_above_its_part(clock):
    fields = {"a": {"weight": 3}, "b": {"weight": 1}}
    found = order_of(clock, {"preset": "fixed_queue_ratio"}, ("a", 1), ("a", 2), ("b", 3), **fields)
    assert found == "baa", "2 of 3 against 9/4; 1 of 3 against 3/4"


def test_who_has_missed_the_target_comes_after_those_who_need_not(clock):
    fields = {"a": {"service_level": "80% in 5 s"}, "b": {"service_level": "80% in 20 s"}}
    routing = {"preset": "target_urgency"}
    assert order_of(clock, routing, ("a", 1), ("b", 2), **fields) == "ba", "a was due at 6"
    assert order_of(clock, routing, ("b", 2), ("a", 6), **fields) == "ab", "a at 11, b at 22"


# -------------------------------------------------------------------- words, scores, names


@pytest.mark.parametrize(
    ("written", "policy"),
    [
        ({"agent": {"score": {"idle": 1}}}, (AgentPolicy.SKILL_RANK, ContactPolicy.LONGEST_WAIT)),
        ({"agent": {"score": {"idle": 1}, "by_rank": False}},
         (AgentPolicy.LONGEST_IDLE, ContactPolicy.LONGEST_WAIT)),
        ({"preset": "contactcenters.queuepriority"},
         (AgentPolicy.SKILL_RANK, ContactPolicy.LIST_ORDER)),
        ({"preset": "connect", "contact": "priority"},
         (AgentPolicy.LONGEST_IDLE, ContactPolicy.PRIORITY)),
        ({"agent": "asterisk.random"}, (AgentPolicy.RANDOM, ContactPolicy.LONGEST_WAIT)),
    ],
)  # fmt: skip
def test_a_score_that_has_a_fast_way_takes_it(written, policy):
    floor = lay_out(a_model(routing=written)).floor[0]
    assert (floor["agent_policy"], floor["contact_policy"]) == policy
    assert floor["terms"] == 0


def test_sums_decide_one_after_the_other(clock):
    score = {"score": [{"contacts": -1}, {"agent_order": 1}]}
    day = play(clock, a_model(agents=THREE, routing={"agent": score}),
               ("a", 0), ("a", 1), ("a", 2), ("a", 20))  # fmt: skip
    assert day.agents == [2, 1, 0, 2]


def test_a_score_that_is_no_number_is_the_lowest(clock):
    # Who has not talked yet: an endless time less an endless time.
    score = {"score": {"since_contact": 1, "since_queue_contact": -1}}
    day = play(clock, a_model(agents=THREE, routing={"agent": score}),
               ("a", 0), ("a", 20), ("a", 21), ("a", 40))  # fmt: skip
    assert day.agents == [0, 0, 1, 0]


@pytest.mark.parametrize(
    ("routing", "where", "remedy"),
    [
        ({"preset": "asterisk.leastrecnt"}, "routing.preset", "asterisk.leastrecent"),
        ({"agent": "uccx.most-skiled"}, "routing.agent", "uccx.most-skilled"),
        ({"agent": {"score": {"idel": 1}}}, "routing.agent", "idle"),
        ({"contact": {"score": [{"wiat": 1}]}}, "routing.contact", "wait"),
    ],
)
def test_a_name_that_is_not_known_is_told_with_the_nearest(routing, where, remedy):
    with pytest.raises(ScenarioError) as caught:
        from_dict(
            PLAIN | {"queues": {"a": {"talk": "9 s", "arrivals": "9/hour"}}} | {"routing": routing}
        )
    (finding,) = caught.value.findings
    assert finding.code in ("CIC104", "CIC101")
    assert finding.where.startswith(where)
    assert f"did you mean '{remedy}'" in finding.remedy
