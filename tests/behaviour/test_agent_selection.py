"""Which agent takes a contact, by each policy, and how it breaks ties."""

from tests.days import a_model, play, queues

THREE = {"g": {"staff": 3, "skills": ["a"]}}
TWO_GROUPS = {
    "second": {"staff": 1, "skills": {"a": 2}},
    "first": {"staff": 1, "skills": {"a": 1}},
}


def with_policy(policy, agents=THREE, **parts):
    return a_model(agents=agents, routing={"agent": policy}, **parts)


def test_longest_idle_takes_who_became_idle_first(clock):
    day = play(clock, with_policy("longest_idle"), ("a", 0, {"talk": 30}), ("a", 0, {"talk": 5}),
               ("a", 0, {"talk": 10}), ("a", 40), ("a", 41), ("a", 42))  # fmt: skip
    assert day.agents[3:] == [1, 2, 0]


def test_longest_idle_breaks_ties_by_the_order_of_events(clock):
    # All three talks end at 20; they began in the order 0, 1, 2 of different lengths.
    day = play(clock, with_policy("longest_idle"), ("a", 0, {"talk": 20}), ("a", 5, {"talk": 15}),
               ("a", 8, {"talk": 12}), ("a", 30), ("a", 31), ("a", 32))  # fmt: skip
    assert day.agents[3:] == [0, 1, 2]


def test_agents_who_came_together_are_taken_by_number_across_groups(clock):
    agents = {"h": {"staff": 1, "skills": ["a"]}, "g": {"staff": 2, "skills": ["a"]}}
    day = play(clock, with_policy("longest_idle", agents), ("a", 1), ("a", 2), ("a", 3))
    assert day.agents == [0, 1, 2]


def test_longest_idle_pays_no_heed_to_rank(clock):
    day = play(clock, with_policy("longest_idle", TWO_GROUPS), ("a", 0), ("a", 1))
    assert day.agents == [0, 1]


def test_skill_rank_takes_the_group_of_the_lowest_rank_first(clock):
    day = play(clock, with_policy("skill_rank", TWO_GROUPS), ("a", 0), ("a", 1), ("a", 10))
    assert day.agents == [1, 0, 1]


def test_skill_rank_breaks_ties_by_longest_idle(clock):
    agents = {"g": {"staff": 1, "skills": {"a": 1}}, "h": {"staff": 1, "skills": {"a": 1}}}
    day = play(clock, with_policy("skill_rank", agents), ("a", 0), ("a", 1, {"talk": 2}), ("a", 20))
    assert day.agents == [0, 1, 1]


def test_random_takes_the_candidate_the_dice_say(clock):
    model = with_policy("random")
    for dice, agent in [(0.0, 0), (0.33, 0), (0.34, 1), (0.66, 1), (0.67, 2), (0.999, 2)]:
        assert play(clock, model, ("a", 0, {"dice": dice})).agents == [agent]


def test_random_counts_only_who_is_idle(clock):
    day = play(clock, with_policy("random"), ("a", 0, {"dice": 0.5}), ("a", 1, {"dice": 0.5}),
               ("a", 2, {"dice": 0.99}))  # fmt: skip
    assert day.agents == [1, 2, 0]


def test_random_counts_across_groups_of_the_same_rank_and_no_others(clock):
    agents = {
        "g": {"staff": 1, "skills": ["a"]},
        "h": {"staff": 1, "skills": ["a"]},
        "i": {"staff": 1, "skills": ["a"]},
    }
    model = with_policy("random", agents, queues=queues(a={"groups": ["h"]}))
    assert play(clock, model, ("a", 0, {"dice": 0.9})).agents == [1]
    model = with_policy("random", agents)
    assert play(clock, model, ("a", 0, {"dice": 0.9})).agents == [2]


def test_fewest_contacts_takes_who_answered_least(clock):
    # Agents 0 and 1 have two contacts each when agent 2, busy from 2 to 50, is back with one.
    day = play(clock, with_policy("fewest_contacts"), ("a", 0), ("a", 1), ("a", 2, {"talk": 48}),
               ("a", 20), ("a", 21), ("a", 60))  # fmt: skip
    assert day.agents == [0, 1, 2, 0, 1, 2]


def test_fewest_contacts_breaks_ties_by_longest_idle(clock):
    day = play(clock, with_policy("fewest_contacts"), ("a", 0, {"talk": 30}),
               ("a", 1, {"talk": 20}), ("a", 2, {"talk": 5}), ("a", 40), ("a", 41),
               ("a", 42))  # fmt: skip
    assert day.agents[3:] == [2, 1, 0]


def test_fewest_contacts_counts_contacts_of_all_queues(clock):
    model = with_policy(
        "fewest_contacts",
        {"g": {"staff": 1, "skills": ["a", "b"]}, "h": {"staff": 1, "skills": ["a"]}},
        queues=queues("a", "b"),
    )
    day = play(clock, model, ("b", 0), ("a", 20), ("a", 40), ("a", 60))
    assert day.agents == [0, 1, 0, 1]


def test_round_robin_goes_round_by_number(clock):
    day = play(clock, with_policy("round_robin"), *[("a", 20 * n) for n in range(5)])
    assert day.agents == [0, 1, 2, 0, 1]


def test_round_robin_skips_who_is_busy_and_goes_on_from_the_last(clock):
    day = play(clock, with_policy("round_robin"), ("a", 0), ("a", 1, {"talk": 100}), ("a", 20),
               ("a", 40), ("a", 60))  # fmt: skip
    assert day.agents == [0, 1, 2, 0, 2]


def test_round_robin_is_of_each_queue(clock):
    model = with_policy(
        "round_robin", {"g": {"staff": 3, "skills": ["a", "b"]}}, queues=queues("a", "b")
    )
    day = play(clock, model, ("a", 0), ("b", 20), ("a", 40), ("b", 60))
    assert day.agents == [0, 0, 1, 1]


def test_round_robin_does_not_count_who_took_a_waiting_contact(clock):
    # Agent 1 takes the waiting fourth contact at 6; the round goes on from 2.
    day = play(clock, with_policy("round_robin"), ("a", 0), ("a", 1, {"talk": 5}),
               ("a", 2, {"talk": 50}), ("a", 3), ("a", 60))  # fmt: skip
    assert day.agents == [0, 1, 2, 1, 0]


def test_a_queue_tries_its_groups_in_the_order_it_lists(clock):
    agents = {name: {"staff": 1, "skills": ["a"]} for name in ("g", "h", "i")}
    model = with_policy("longest_idle", agents, queues=queues(a={"groups": ["i", "g"]}))
    day = play(clock, model, ("a", 0), ("a", 1), ("a", 2))
    assert day.ends == [(0, 2), (1, 0), (10, 2)]


def test_the_order_a_queue_lists_goes_before_the_skill_rank(clock):
    model = with_policy("skill_rank", TWO_GROUPS, queues=queues(a={"groups": ["second", "first"]}))
    assert play(clock, model, ("a", 0), ("a", 1)).agents == [0, 1]


def test_each_policy_keeps_to_the_order_a_queue_lists(clock):
    agents = {name: {"staff": 2, "skills": ["a"]} for name in ("g", "h")}
    for policy in ("longest_idle", "skill_rank", "random", "fewest_contacts", "round_robin"):
        model = with_policy(policy, agents, queues=queues(a={"groups": ["h", "g"]}))
        day = play(clock, model, *[("a", s, {"dice": 0.9}) for s in range(3)])
        assert sorted(day.agents[:2]) == [2, 3], policy
        assert day.agents[2] in (0, 1), policy
