"""Queues that agents turn to only after a while, or only while others are free for the rest."""

import pytest

from tests.days import a_model, clock_time, play, queues, shift

FREE = {"staff": 1, "skills": ["v", "e"]}


def reserved(*, agents=1, queue=None, **fields):
    """Calls in queue `v`; queue `e` as the fields say, e-mails unless they say otherwise."""
    plain = {"channel": "email"} | (queue or {}) | fields
    if isinstance(agents, int):
        agents = {"g": FREE | {"staff": agents}}
    return a_model(queues=queues(v={}, e=plain), agents=agents)


# --- after so long idle ---------------------------------------------------------------------------


def test_an_agent_takes_the_email_when_it_has_been_idle_for_so_long(clock):
    day = play(clock, reserved(after_idle="30 s"), ("e", 5))
    assert day.ends == [(30, 0)]


@pytest.mark.parametrize(("second", "taken"), [(29, 30), (30, 30), (40, 40)])
def test_an_email_that_comes_later_is_taken_at_once(clock, second, taken):
    day = play(clock, reserved(after_idle="30 s"), ("e", second))
    assert day.ends == [(taken, 0)]


def test_idle_time_begins_anew_after_each_contact(clock):
    day = play(clock, reserved(after_idle="30 s"), ("e", 5), ("v", 10), ("e", 15))
    assert day.ends == [(50, 0), (10, 0), (90, 0)]


def test_the_wrap_up_is_no_idle_time(clock):
    day = play(clock, reserved(after_idle="30 s"), ("e", 5), ("v", 10, {"wrap_up": 7}))
    assert day.ends == [(57, 0), (10, 0)]


def test_an_agent_who_comes_free_takes_calls_and_leaves_the_email(clock):
    day = play(clock, reserved(after_idle="30 s"), ("v", 0), ("e", 1), ("v", 5))
    assert day.ends == [(0, 0), (50, 0), (10, 0)]


def test_no_time_to_be_idle_is_as_if_nothing_were_said(clock):
    day = play(clock, reserved(after_idle="0 s"), ("v", 0), ("e", 1), ("v", 2), ("e", 40))
    assert day.ends == [(0, 0), (10, 0), (20, 0), (40, 0)]


def test_who_comes_on_duty_is_idle_from_then(clock):
    agents = {"g": {"shifts": [shift(20, 600, (100, 50))], "skills": ["v", "e"]}}
    day = play(clock, reserved(after_idle="30 s", agents=agents), ("e", 5), ("e", 80))
    assert day.ends == [(50, 0), (90, 0)]
    day = play(clock, reserved(after_idle="30 s", agents=agents), ("e", 110))
    assert day.ends == [(180, 0)]


def test_a_turn_to_look_that_is_out_of_date_means_nothing(clock):
    # Idle since 0 and again since 12: at 30 the agent has not been idle for long enough.
    day = play(clock, reserved(after_idle="30 s"), ("v", 2), ("e", 13))
    assert day.ends == [(2, 0), (42, 0)]


def test_two_reserves_have_their_own_times(clock):
    fields = {"e": {"channel": "email", "after_idle": "30 s"}, "f": {"after_idle": "20 s"}}
    model = a_model(queues=queues(**fields), agents={"g": {"staff": 1, "skills": ["e", "f"]}})
    day = play(clock, model, ("e", 1), ("f", 2), ("f", 3))
    # f at 20 and, idle again since 30, at 50; then e at 90.
    assert day.ends == [(90, 0), (20, 0), (50, 0)]


@pytest.mark.parametrize(("policy", "first"), [("longest_wait", "e"), ("priority", "f")])
def test_an_agent_who_looks_again_chooses_by_the_contact_policy(clock, policy, first):
    fields = {
        "e": {"channel": "email", "after_idle": "30 s", "priority": 2},
        "f": {"channel": "fax", "after_idle": "30 s", "priority": 1},
    }
    model = a_model(
        queues=queues(**fields),
        agents={"g": {"staff": 1, "skills": ["e", "f"]}},
        routing={"contact": policy},
    )
    day = play(clock, model, ("e", 1), ("f", 2))
    assert dict(zip("ef", day.column("answered_at"), strict=True))[first] == 30


def test_calls_may_be_a_reserve_too_and_lose_patience(clock):
    model = reserved(queue={"channel": "voice"}, after_idle="30 s")
    day = play(clock, model, ("e", 5, {"patience": 20}), ("e", 6))
    assert day.ends == [("abandoned", 25), (30, 0)]


@pytest.mark.parametrize(("how", "end"), [("serve", (605, 0)), ("send_away", ("sent_away", 600))])
def test_a_reserve_of_calls_is_sent_away_at_closing_although_somebody_is_idle(clock, how, end):
    fields = queues(v={}, e={"after_idle": "30 s"})
    agents = {"g": {"shifts": [shift(575, 700)], "skills": ["v", "e"]}}
    day = play(clock, a_model(queues=fields, agents=agents, at_closing=how), ("e", 590))
    assert day.ends == [end]


# --- while so many are free -----------------------------------------------------------------------


def test_an_email_is_taken_while_so_many_are_free_the_taker_included(clock):
    day = play(clock, reserved(when_free=2, agents=2), ("e", 5), ("e", 6))
    # One is left from 5; the one who comes free at 15 makes two again, and takes the second.
    assert day.ends == [(5, 0), (15, 0)]


def test_with_too_few_free_the_email_waits(clock):
    day = play(clock, reserved(when_free=2, agents=2), ("v", 0), ("e", 1), ("v", 2), ("v", 3))
    # At 10 agent 0 takes the last call, at 12 agent 1 is the only one free, at 20 there are two.
    assert day.ends == [(0, 0), (20, 0), (2, 1), (10, 0)]


def test_who_takes_it_is_who_came_free_not_who_is_idle_longest(clock):
    day = play(clock, reserved(when_free=2, agents=2), ("v", 0), ("v", 1), ("e", 2))
    assert day.ends == [(0, 0), (1, 1), (11, 1)]


def test_who_arrives_is_taken_by_who_is_idle_longest(clock):
    day = play(clock, reserved(when_free=2, agents=2), ("v", 0), ("e", 20))
    assert day.ends == [(0, 0), (20, 1)]


def test_free_agents_of_other_groups_count_where_they_serve_the_queue(clock):
    groups = {"g": FREE, "h": {"staff": 1, "skills": ["e"]}, "i": {"staff": 5, "skills": ["v"]}}
    day = play(clock, reserved(when_free=2, agents=groups), ("e", 0), ("e", 1))
    assert day.ends == [(0, 0), (10, 0)]
    del groups["h"]
    with_g = reserved(when_free=2, agents=groups)
    assert play(clock, with_g, ("e", 0)).ends[0][0] == "inside"


def test_free_agents_of_groups_left_out_by_the_queue_do_not_count(clock):
    groups = {"g": FREE, "h": FREE}
    day = play(clock, reserved(when_free=2, groups=["g"], agents=groups), ("e", 0))
    assert day.ends[0][0] == "inside"


def test_an_agent_who_goes_is_not_free_any_more(clock):
    agents = {"g": {"shifts": [shift(0, 20), shift(0, 600)], "skills": ["v", "e"]}}
    day = play(clock, reserved(when_free=2, agents=agents), ("e", 20), ("v", 30))
    assert day.ends[0][0] == "inside"
    assert day.ends[1] == (30, 1)


def test_an_agent_who_comes_makes_one_more_free_and_takes_it(clock):
    agents = {"g": {"shifts": [shift(0, 600), shift(20, 600)], "skills": ["v", "e"]}}
    day = play(clock, reserved(when_free=2, agents=agents), ("e", 5))
    assert day.ends == [(20, 1)]


def test_one_or_the_other_is_enough(clock):
    model = reserved(after_idle="30 s", when_free=2, agents=2)
    day = play(clock, model, ("e", 5), ("e", 6), ("v", 7))
    # By when_free at 5; the call takes the other; at 15 agent 0 is free alone, at 17 both are.
    assert day.ends == [(5, 0), (17, 1), (7, 1)]
    day = play(clock, model, ("e", 5), ("e", 6, {"talk": 20}), ("v", 14, {"talk": 90}), ("e", 20))
    # Agent 0, idle since 15, takes the second at 45, and idle since 65 the third at 95.
    assert day.ends == [(5, 0), (45, 0), (14, 1), (95, 0)]


# --- groups, and work beside ----------------------------------------------------------------------


def test_a_later_group_takes_it_where_the_first_has_nobody_idle_for_so_long(clock):
    groups = {"g": FREE, "h": {"staff": 1, "skills": ["e"]}}
    model = reserved(after_idle="30 s", groups=["g", "h"], agents=groups)
    day = play(clock, model, ("v", 10), ("e", 40), ("e", 100))
    assert day.ends == [(10, 0), (40, 1), (100, 0)]


def test_of_groups_alike_who_is_idle_longest_takes_it(clock):
    groups = {"g": FREE, "h": FREE}
    day = play(clock, reserved(after_idle="30 s", agents=groups), ("v", 1), ("e", 60), ("e", 61))
    assert day.ends == [(1, 0), (60, 1), (61, 0)]


def beside(**fields):
    agents = {"g": FREE | {"capacity": [{"voice": 1}, {"email": 2}]}}
    return reserved(agents=agents, **fields)


def test_an_agent_with_anything_in_hand_takes_no_reserve_beside(clock):
    day = play(clock, beside(after_idle="30 s"), ("v", 0), ("e", 1), ("v", 45))
    assert day.ends == [(0, 0), (40, 0), (45, 0)]
    day = play(clock, beside(after_idle="30 s"), ("e", 40), ("e", 41))
    assert day.ends == [(40, 0), (80, 0)]


def test_with_nothing_to_be_idle_for_a_reserve_is_still_only_for_empty_hands(clock):
    day = play(clock, beside(after_idle="0 s"), ("v", 0), ("e", 1), ("e", 2), ("v", 12))
    # At 20 the call of 12 is still in hand: the second e-mail waits for its end.
    assert day.ends == [(0, 0), (10, 0), (22, 0), (12, 0)]


def test_of_several_that_wait_an_agent_takes_one_reserve(clock):
    agents = {"g": {"shifts": [shift(0, 600)], "skills": ["v", "e"],
                    "capacity": [{"voice": 1}, {"email": 2}]}}  # fmt: skip
    day = play(clock, reserved(agents=agents, after_idle="30 s"), ("e", 1), ("e", 2))
    assert day.ends == [(30, 0), (70, 0)]


# --- at the same second ---------------------------------------------------------------------------


def test_a_call_that_comes_when_the_agent_turns_to_its_reserve_waits(clock):
    day = play(clock, reserved(after_idle="30 s"), ("e", 5), ("v", 30))
    assert day.ends == [(30, 0), (40, 0)]


def test_an_agent_who_goes_when_it_would_turn_to_its_reserve_goes(clock):
    agents = {"g": {"shifts": [shift(0, 30)], "skills": ["v", "e"]}}
    day = play(clock, reserved(after_idle="30 s", agents=agents), ("e", 5))
    assert day.ends[0][0] == "inside"
    assert day.presence == [(0, 0, True), (30, 0, False)]


def test_patience_ends_before_an_agent_turns_to_its_reserve(clock):
    model = reserved(queue={"channel": "voice"}, after_idle="30 s")
    assert play(clock, model, ("e", 5, {"patience": 25})).ends == [("abandoned", 30)]


def test_agents_who_turn_to_a_reserve_at_the_same_second_do_so_in_order_of_becoming_idle(clock):
    day = play(clock, reserved(after_idle="30 s", agents=2), ("e", 5), ("e", 5), ("e", 5))
    assert day.ends == [(30, 0), (30, 1), (70, 0)]


# --- whom they choose -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("routing", "agents"),
    [
        ({"preset": "genesys.best-available-skills"}, [2, 1, 0]),
        ({"agent": "longest_idle"}, [0, 1, 2]),
        ({"agent": "fewest_contacts"}, [0, 1, 2]),
        ({"agent": {"score": {"agent_order": 1}}}, [2, 1, 0]),
        ({"agent": "round_robin"}, [0, 1, 2]),
    ],
)
def test_of_those_with_time_to_spare_the_policy_chooses(clock, routing, agents):
    groups = {
        name: {"staff": 1, "skills": {"v": 1, "e": {"level": n}}} for n, name in enumerate("ghi")
    }
    model = a_model(
        queues=queues(v={}, e={"channel": "email", "after_idle": "5 s"}),
        agents=groups,
        routing=routing,
    )
    day = play(clock, model, ("e", 10), ("e", 11), ("e", 12))
    assert day.agents == agents


def test_who_has_no_time_to_spare_is_not_chosen_however_high_the_score(clock):
    agents = {
        "g": {"staff": 1, "skills": {"v": {"level": 1}, "e": {"level": 1}}},
        "h": {"staff": 1, "skills": {"v": {"level": 9}, "e": {"level": 9}}},
    }
    model = a_model(
        queues=queues(v={}, e={"channel": "email", "after_idle": "30 s"}),
        agents=agents,
        routing={"preset": "genesys.best-available-skills"},
    )
    day = play(clock, model, ("v", 20), ("e", 40), ("e", 41))
    assert day.ends == [(20, 1), (40, 0), (60, 1)]


# --- agents who change groups ---------------------------------------------------------------------


def moves(second, **parts):
    """Calls `x` for group `h`, whose agent 0 moves at an instant to `g`, which has the e-mails."""
    incident = {"at": clock_time(second), "move": 1, "from": "h", "to": "g"}
    groups = {"h": {"staff": 1, "skills": ["x"]}, "g": FREE}
    email = {"channel": "email"} | parts.pop("e")
    fields = queues(x=parts.pop("x", {}), v={}, e=email)
    return a_model(queues=fields, agents=groups | parts, incidents=[incident])


def test_an_idle_agent_who_moves_counts_as_one_more_free(clock):
    day = play(clock, moves(20, e={"when_free": 2}), ("e", 5))
    assert day.ends == [(20, 0)]
    three = play(clock, moves(20, e={"when_free": 3}), ("e", 5))
    assert three.ends[0][0] == "inside"


def test_idle_time_begins_anew_in_another_group(clock):
    day = play(clock, moves(40, e={"after_idle": "30 s"}, g=FREE | {"staff": 0}), ("e", 5))
    assert day.ends == [(70, 0)]
    later = play(clock, moves(40, e={"after_idle": "30 s"}, g=FREE | {"staff": 0}), ("e", 41))
    assert later.ends == [(70, 0)], "as for an e-mail that comes after the move"


def test_who_had_something_in_hand_before_the_move_was_not_idle(clock):
    beside = {"capacity": [{"voice": 1}, {"email": 2}]}
    groups = {
        "h": {"staff": 1, "skills": ["x"]} | beside,
        "g": {"staff": 0, "skills": ["v", "e"]} | beside,
    }
    day = play(clock, moves(40, e={"after_idle": "30 s"}, **groups), ("e", 5), ("x", 35))
    # Idle from 0 to 35, then with the call until 45: it moves then, and has been idle for 30 at 75.
    assert day.ends == [(75, 0), (35, 0)]
