"""Groups that take a queue's contacts only when they have waited for long, or when many wait."""

import pytest

from tests.days import a_model, live, play, queues, shift, times

LONG = {"talk": 100}
MINUTE = {"after": "60 s"}


def centre(overflow, *, own=1, other=1, fields=None, **parts):
    """Queue `a`, its own group `g`, and group `h` as overflow; `h` has a queue `b` of its own."""
    group = other if isinstance(other, dict) else {"staff": other}
    plain = {
        "queues": queues(b={}, a={"overflow": {"h": overflow}} | (fields or {})),
        "agents": {
            "g": {"staff": own, "skills": ["a"]},
            "h": {"skills": ["b", "a"]} | group,
        },
    }
    return a_model(**plain | parts)


def on(*shifts, **fields):
    """A group of shifts instead of staff."""
    return {"shifts": list(shifts)} | fields


# --- after so long --------------------------------------------------------------------------------


def test_a_contact_that_has_waited_for_so_long_is_taken_by_the_overflow(clock):
    day = play(clock, centre(MINUTE), ("a", 0, LONG), ("a", 1))
    assert day.ends == [(0, 0), (61, 1)]


def test_before_that_only_its_own_group_takes_it(clock):
    day = play(clock, centre(MINUTE), ("a", 0, {"talk": 61}), ("a", 1))
    assert day.ends == [(0, 0), (61, 0)]


def test_each_contact_waits_its_own_time(clock):
    day = play(clock, centre(MINUTE, other=2), ("a", 0, LONG), ("a", 1), ("a", 5), ("a", 6))
    assert day.ends == [(0, 0), (61, 1), (65, 2), (71, 1)]


def test_no_time_to_wait_makes_it_a_group_of_last_resort(clock):
    day = play(clock, centre({"after": "0 s"}), ("a", 0), ("a", 1), ("a", 2), ("a", 20))
    assert day.ends == [(0, 0), (1, 1), (10, 0), (20, 0)]


def test_who_would_not_wait_at_all_is_taken_where_no_time_is_asked_for(clock):
    none = {"patience": 0}
    day = play(clock, centre({"after": "0 s"}), ("a", 0), ("a", 1, none), ("a", 2, none))
    assert day.ends == [(0, 0), (1, 1), ("balked", 2)]
    day = play(clock, centre({"after": "1 s"}), ("a", 0), ("a", 1, none))
    assert day.ends == [(0, 0), ("balked", 1)]


def test_an_overflow_agent_who_is_busy_then_takes_it_when_it_is_free(clock):
    day = play(clock, centre(MINUTE), ("a", 0, LONG), ("b", 1, {"talk": 80}), ("a", 2), ("a", 30))
    assert day.ends == [(0, 0), (1, 1), (81, 1), (91, 1)]


def test_an_overflow_agent_who_is_free_before_waits_for_its_time(clock):
    day = play(clock, centre(MINUTE), ("a", 0, LONG), ("a", 1), ("b", 2))
    assert day.ends == [(0, 0), (61, 1), (2, 1)]


def test_an_overflow_agent_who_comes_free_takes_its_own_before_what_is_not_yet_open_to_it(clock):
    contacts = [("a", 0, LONG), ("b", 1, {"talk": 40}), ("a", 2), ("b", 3)]
    assert play(clock, centre(MINUTE), *contacts).ends == [(0, 0), (1, 1), (62, 1), (41, 1)]
    # Had the contact of 2 waited for long enough, it would go first: it waits for longer.
    shorter = centre({"after": "30 s"})
    assert play(clock, shorter, *contacts).ends == [(0, 0), (1, 1), (41, 1), (51, 1)]


def test_the_contact_policy_decides_between_what_is_open(clock):
    contacts = [("a", 0, LONG), ("b", 1, {"talk": 40}), ("a", 2), ("b", 3)]
    model = centre({"after": "30 s"}, routing={"contact": "list_order"})
    assert play(clock, model, *contacts).ends == [(0, 0), (1, 1), (51, 1), (41, 1)]


def test_an_overflow_agent_who_comes_on_duty_looks_whether_it_is_open(clock):
    day = play(clock, centre(MINUTE, other=on(shift(61, 600))), ("a", 0, LONG), ("a", 1), ("a", 2))
    assert day.ends == [(0, 0), (61, 1), (71, 1)]
    day = play(clock, centre(MINUTE, other=on(shift(60, 600))), ("a", 0, LONG), ("a", 1))
    assert day.ends == [(0, 0), (61, 1)]


def test_the_time_runs_from_reaching_the_queue_not_from_arrival(clock):
    menus = {"m": {"prompt": "20 s", "choices": {"1": {"go": "own queue", "share": 1}}}}
    fields = {"a": {"overflow": {"h": MINUTE}, "arrivals": times(1), "through": "m"}}
    model = centre(
        MINUTE, queues=queues(b={}, **fields), own=0, ivr={"start": "m", "menus": menus}
    )  # fmt: skip
    assert live(clock, model).ends == [(81, 0)]


def test_a_head_start_is_no_time_waited(clock):
    model = centre(MINUTE, fields={"head_start": "50 s"})
    assert play(clock, model, ("a", 0, LONG), ("a", 1)).ends == [(0, 0), (61, 1)]


def test_who_loses_patience_before_is_gone(clock):
    day = play(clock, centre(MINUTE), ("a", 0, LONG), ("a", 1, {"patience": 59}), ("a", 2))
    assert day.ends == [(0, 0), ("abandoned", 60), (62, 1)]


def test_without_a_group_of_its_own_a_queue_waits_for_its_overflow(clock):
    day = play(clock, centre(MINUTE, own=0), ("a", 0), ("a", 1))
    assert day.ends == [(60, 0), (70, 0)]


def test_the_overflow_takes_deferred_work_too(clock):
    day = play(clock, centre(MINUTE, fields={"channel": "email"}, days=2),
               ("a", 0, LONG), ("a", 1), ("a", 700), ("a", 800))  # fmt: skip
    assert day.ends == [(0, 0), (61, 1), (86400, 0), (86400, 1)]


# --- when so many wait ----------------------------------------------------------------------------


def test_when_so_many_wait_the_head_of_the_queue_is_taken(clock):
    day = play(clock, centre({"when_waiting": 2}), ("a", 0, LONG), ("a", 1), ("a", 5))
    assert day.ends == [(0, 0), (5, 1), (100, 0)]


def test_fewer_leave_the_overflow_alone(clock):
    day = play(clock, centre({"when_waiting": 3}), ("a", 0, LONG), ("a", 1), ("a", 5))
    assert day.ends == [(0, 0), (100, 0), (110, 0)]


def test_each_that_comes_on_top_brings_one_more_to_the_overflow(clock):
    day = play(clock, centre({"when_waiting": 2}, other=3), ("a", 0, LONG), ("a", 1), ("a", 5),
               ("a", 6), ("a", 7))  # fmt: skip
    assert day.ends == [(0, 0), (5, 1), (6, 2), (7, 3), (100, 0)]


def test_an_overflow_agent_who_comes_free_looks_how_many_wait_then(clock):
    day = play(clock, centre({"when_waiting": 2}), ("a", 0, LONG), ("b", 1), ("a", 2), ("a", 3),
               ("a", 4))  # fmt: skip
    # At 11 three wait, at 21 two; at 31 one.
    assert day.ends == [(0, 0), (1, 1), (11, 1), (21, 1), (100, 0)]


def test_overflow_agents_who_come_at_once_take_as_many_as_leave_one_less_than_so_many(clock):
    late = on(shift(50, 600, agents=3))
    day = play(clock, centre({"when_waiting": 2}, other=late), ("a", 0, LONG), ("a", 1), ("a", 2),
               ("a", 3))  # fmt: skip
    assert day.ends == [(0, 0), (50, 1), (50, 2), (100, 0)]


def test_when_one_waits_is_at_once(clock):
    none = {"patience": 0}
    day = play(clock, centre({"when_waiting": 1}), ("a", 0), ("a", 1, none), ("a", 2), ("a", 3))
    assert day.ends == [(0, 0), (1, 1), (10, 0), (11, 1)]


# --- when the wait is predicted -------------------------------------------------------------------


def test_when_those_who_wait_are_work_for_so_long_the_head_is_taken(clock):
    # A talk takes 10 s in the mean: with one agent, two who wait are work for 20 s.
    day = play(clock, centre({"predicted_wait": "20 s"}), ("a", 0, LONG), ("a", 1), ("a", 5))
    assert day.ends == [(0, 0), (5, 1), (100, 0)]


def test_less_work_leaves_the_overflow_alone(clock):
    day = play(clock, centre({"predicted_wait": "21 s"}), ("a", 0, LONG), ("a", 1), ("a", 5))
    assert day.ends == [(0, 0), (100, 0), (110, 0)]


def test_wrap_up_is_work_and_more_agents_do_it_sooner(clock):
    over = {"predicted_wait": "20 s"}
    day = play(clock, centre(over, fields={"wrap_up": "10 s"}), ("a", 0, LONG), ("a", 1))
    assert day.ends == [(0, 0), (1, 1)]
    day = play(clock, centre(over, own=2), *[("a", 0, LONG)] * 2, *[("a", n) for n in range(1, 5)])
    # Two agents do the work of four who wait in 20 s.
    assert day.ends == [(0, 0), (0, 1), (4, 2), (100, 0), (100, 1), (110, 0)]


def test_where_none_of_its_own_agents_is_there_it_overflows_at_once(clock):
    day = play(clock, centre({"predicted_wait": "1 h"}, own=0), ("a", 3), ("a", 4))
    assert day.ends == [(3, 0), (13, 0)]


def test_an_overflow_agent_who_comes_free_looks_how_much_work_waits_then(clock):
    day = play(clock, centre({"predicted_wait": "20 s"}), ("a", 0, LONG), ("b", 1), ("a", 2),
               ("a", 3), ("a", 4))  # fmt: skip
    assert day.ends == [(0, 0), (1, 1), (11, 1), (21, 1), (100, 0)]


def test_those_in_the_ivr_and_those_with_an_agent_do_not_wait(clock):
    menus = {"m": {"prompt": "30 s", "choices": {"1": {"go": "own queue", "share": 1}}}}
    fields = {"overflow": {"h": {"when_waiting": 2}}, "talk": "100 s"}
    model = a_model(
        queues=queues(
            b={}, a=fields | {"arrivals": times(5, 10, 11), "through": "m"}
        ),
        agents={"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b", "a"]}},
        ivr={"start": "m", "menus": menus},
    )  # fmt: skip
    assert live(clock, model).ends == [(35, 0), (41, 1), (135, 0)]


def test_who_abandons_waits_no_longer(clock):
    day = play(clock, centre({"when_waiting": 2}), ("a", 0, LONG), ("a", 1, {"patience": 5}),
               ("a", 6), ("a", 7))  # fmt: skip
    assert day.ends == [(0, 0), ("abandoned", 6), (7, 1), (100, 0)]


def test_those_who_wait_in_other_queues_are_not_counted(clock):
    queue = {"overflow": {"h": {"when_waiting": 2}}}
    model = a_model(
        queues=queues(a=queue, c=queue, b={}),
        agents={"g": {"staff": 1, "skills": ["a", "c"]},
                "h": {"staff": 1, "skills": ["a", "c", "b"]}},
    )  # fmt: skip
    day = play(clock, model, ("a", 0, LONG), ("a", 1), ("c", 2), ("c", 3))
    assert day.ends == [(0, 0), (100, 0), (3, 1), (110, 0)]


@pytest.mark.parametrize(("second", "taken"), [(3, 3), (70, 61)])
def test_of_two_conditions_either_suffices(clock, second, taken):
    both = {"after": "60 s", "when_waiting": 2}
    day = play(clock, centre(both, own=1), ("a", 0, LONG), ("a", 1), ("a", second))
    assert day.ends[:2] == [(0, 0), (taken, 1)]


# --- which group ----------------------------------------------------------------------------------


def three(first, second, *, fields=None, agents=None, **parts):
    """Queue `a` with its own group `g`, and groups `h` and `i` as overflow, who answer `b` too."""
    given = {"overflow": {"h": first, "i": second}} | (fields or {})
    groups = {
        "g": {"staff": 1, "skills": ["a"]},
        "h": {"staff": 1, "skills": ["b", "a"]},
        "i": {"staff": 1, "skills": ["b", "a"]},
    }
    return a_model(queues=queues(b={}, a=given), agents=groups | (agents or {}), **parts)


def test_each_group_has_its_own_condition(clock):
    day = play(clock, three(MINUTE, {"after": "20 s"}), ("a", 0, LONG), ("a", 1), ("a", 2),
               ("a", 3, {"talk": 1}))  # fmt: skip
    # At 21 `i` takes the first; at 31 it is free and takes the next; `h` would be open at 62.
    assert day.ends == [(0, 0), (21, 2), (31, 2), (41, 2)]


def test_groups_open_one_after_the_other(clock):
    busy = {"talk": 500}
    day = play(clock, three({"after": "20 s"}, MINUTE), ("a", 0, busy), ("a", 1, busy),
               ("a", 2, busy))  # fmt: skip
    assert day.ends == [(0, 0), (21, 1), (62, 2)]


def test_of_open_groups_the_first_listed_goes_first(clock):
    both = {"after": "20 s"}
    for listed, agent in ((["g", "h", "i"], 1), (["g", "i", "h"], 2), (["i", "h", "g"], 2)):
        day = play(clock, three(both, both, fields={"groups": listed}), ("a", 0, LONG), ("a", 1))
        assert day.ends == [(0, 0), (21, agent)], listed


def test_the_overflow_comes_last_wherever_it_is_listed(clock):
    model = centre({"after": "0 s"}, fields={"groups": ["h", "g"]})
    assert play(clock, model, ("a", 0), ("a", 1)).agents == [0, 1]


def test_skill_ranks_order_overflow_groups_where_agents_are_chosen_by_them(clock):
    both = {"after": "20 s"}
    agents = {"h": {"staff": 1, "skills": {"a": 3}}, "i": {"staff": 1, "skills": {"a": 2}}}
    by_skill = three(both, both, agents=agents, routing={"agent": "skill_rank"})
    assert play(clock, by_skill, ("a", 0, LONG), ("a", 1)).agents == [0, 2]
    by_idle = three(both, both, agents=agents)
    assert play(clock, by_idle, ("a", 0, LONG), ("a", 1)).agents == [0, 1]


def test_an_overflow_group_comes_after_groups_of_a_worse_rank(clock):
    agents = {"g": {"staff": 1, "skills": {"a": 9}}, "h": {"staff": 1, "skills": {"a": 1}}}
    model = centre({"after": "0 s"}, agents=agents, queues=queues(
        a={"overflow": {"h": {"after": "0 s"}}}), routing={"agent": "skill_rank"})  # fmt: skip
    assert play(clock, model, ("a", 0), ("a", 1)).agents == [0, 1]


def test_of_groups_alike_who_is_idle_longest_takes_it(clock):
    both = {"after": "20 s"}
    day = play(clock, three(both, both), ("a", 0, LONG), ("a", 1), ("b", 5), ("b", 6))
    # `h` is idle since 15, `i` since 16.
    assert day.ends == [(0, 0), (21, 1), (5, 1), (6, 2)]
    day = play(clock, three(both, both), ("a", 0, LONG), ("a", 1), ("b", 5, {"talk": 12}), ("b", 6))
    assert day.ends == [(0, 0), (21, 2), (5, 1), (6, 2)]


def test_of_an_overflow_group_who_is_idle_longest_takes_it_whatever_the_policy(clock):
    contacts = [("b", 0), ("b", 0, {"talk": 30}), ("b", 12), ("a", 13, LONG), ("a", 14)]
    for policy in ("longest_idle", "fewest_contacts", "round_robin"):
        model = centre({"after": "20 s"}, other=2, routing={"agent": policy})
        # Agent 1 answered two and is idle since 22, agent 2 answered one and is idle since 30.
        assert play(clock, model, *contacts).ends == [
            (0, 1), (0, 2), (12, 1), (13, 0), (34, 1),
        ], policy  # fmt: skip


def test_a_group_left_out_by_the_queue_takes_none_of_it(clock):
    model = three({"after": "20 s"}, MINUTE, fields={
        "groups": ["g", "i"], "overflow": {"i": MINUTE}})  # fmt: skip
    assert play(clock, model, ("a", 0, LONG), ("a", 1)).ends == [(0, 0), (61, 2)]


def test_proficiency_and_wrap_up_are_those_of_the_overflow_group(clock):
    agents = {"g": {"staff": 1, "skills": ["a"]},
              "h": {"staff": 1, "skills": {"a": {"talk_factor": 2}}, "wrap_up": "7 s"}}  # fmt: skip
    model = a_model(queues=queues(a={"overflow": {"h": MINUTE}}), agents=agents)
    day = play(clock, model, ("a", 0, LONG), ("a", 1, {"h": 7}), ("a", 2), ("a", 3))
    assert day.ends == [(0, 0), (61, 1), (88, 1), (100, 0)]


# --- several contacts in hand ---------------------------------------------------------------------


def texts(overflow, *, own=1, capacity=2, groups=("h",), **parts):
    """Texts; each agent has so many at once, and the overflow groups have texts of their own."""
    fields = {"a": {"channel": "text", "overflow": dict.fromkeys(groups, overflow)}}
    fields["b"] = {"channel": "text"}
    overflows = {name: {"staff": 1, "skills": ["b", "a"]} for name in groups}
    plain = {
        "channels": {"text": {"at_once": capacity}},
        "queues": queues(**fields),
        "agents": {"g": {"staff": own, "skills": ["a"]}} | overflows,
    }
    return a_model(**plain | parts)


def test_an_own_agent_with_room_goes_before_an_idle_one_of_the_overflow(clock):
    day = play(clock, texts({"after": "0 s"}), ("a", 0), ("a", 1), ("a", 2), ("a", 3), ("a", 4))
    assert day.ends == [(0, 0), (1, 0), (2, 1), (3, 1), (10, 0)]


def test_an_own_agent_who_may_be_interrupted_goes_before_the_overflow(clock):
    model = a_model(
        channels={"voice": {"interrupts": ["email"]}},
        queues=queues(a={"overflow": {"h": {"after": "0 s"}}}, e={"channel": "email"}),
        agents={"g": {"staff": 1, "skills": ["a", "e"]}, "h": {"staff": 1, "skills": ["a"]}},
    )
    day = play(clock, model, ("e", 0, {"talk": 30}), ("a", 5), ("a", 6))
    assert day.ends == [(0, 0), (5, 0), (6, 1)]
    assert day.held == [10, 0, 0]


def test_an_overflow_agent_with_room_takes_it_beside_its_own_work(clock):
    day = play(clock, texts(MINUTE, own=0), ("b", 0, LONG), ("a", 1), ("a", 2))
    assert day.ends == [(0, 0), (61, 0), (71, 0)]


def test_when_it_has_room_for_several_it_takes_all_that_are_open(clock):
    day = play(clock, texts(MINUTE, own=0, capacity=3), ("b", 0, LONG), ("b", 0, LONG),
               ("b", 0, {"talk": 80}), ("a", 1), ("a", 2), ("b", 90, {"patience": 0}))  # fmt: skip
    # At 80 there is room for one; it is done at 90, and the second is taken.
    assert day.ends == [(0, 0), (0, 0), (0, 0), (80, 0), (90, 0), ("balked", 90)]


def test_of_overflow_groups_the_idle_agent_goes_before_one_with_room(clock):
    model = texts(MINUTE, own=0, groups=("h", "i"))
    day = play(clock, model, ("b", 0, LONG), ("a", 1, LONG), ("a", 2, LONG))
    assert day.agents == [0, 1, 0]
    assert day.column("answered_at") == [0, 61, 62]


def test_of_overflow_groups_the_fewest_in_hand_goes_first(clock):
    model = texts(MINUTE, own=0, groups=("h", "i"), capacity=3)
    day = play(clock, model, ("b", 0, LONG), ("b", 1, LONG), ("b", 2, LONG), ("a", 3, LONG),
               ("a", 4, LONG), ("a", 5, LONG))  # fmt: skip
    # In hand at 63: agent 0 two, agent 1 one. Then both have two; agent 0 unchanged since 2.
    assert day.agents == [0, 1, 0, 1, 0, 1]
    assert day.column("answered_at") == [0, 1, 2, 63, 64, 65]


# --- closing --------------------------------------------------------------------------------------


def test_serving_an_overflow_agent_stays_for_those_who_are_open_to_it(clock):
    contacts = [("a", 590, LONG), ("b", 595), ("a", 597)]
    day = play(clock, centre({"after": "8 s"}), *contacts)
    assert day.ends == [(590, 0), (595, 1), (605, 1)]
    day = play(clock, centre({"after": "9 s"}), *contacts)
    assert day.ends == [(590, 0), (595, 1), (690, 0)]
    assert day.presence[2:] == [(605, 1, False), (700, 0, False)]


def test_serving_an_overflow_agent_who_is_there_after_closing_takes_it_in_time(clock):
    model = centre(MINUTE, other=on(shift(0, 700)))
    day = play(clock, model, ("a", 590, LONG), ("a", 595), ("a", 601))
    assert day.ends == [(590, 0), (655, 1), (665, 1)]


def test_sending_away_comes_before_the_overflow_that_opens_at_closing(clock):
    late = on(shift(0, 700))
    day = play(clock, centre(MINUTE, other=late, at_closing="send_away"),
               ("a", 530, LONG), ("a", 540), ("a", 541))  # fmt: skip
    assert day.ends == [(530, 0), ("sent_away", 600), ("sent_away", 600)]
    day = play(clock, centre(MINUTE, other=late), ("a", 530, LONG), ("a", 540), ("a", 541))
    assert day.ends == [(530, 0), (600, 1), (610, 1)]


def test_after_closing_an_agent_of_the_overflow_counts_as_still_there(clock):
    agents = {"g": {"shifts": [shift(0, 590)], "skills": ["a"]},
              "h": {"shifts": [shift(0, 700)], "skills": ["b", "a"]}}  # fmt: skip
    model = centre({"after": "20 s"}, agents=agents)
    assert play(clock, model, ("a", 610), ("b", 611)).ends == [(630, 1), (611, 1)]


# --- everything at the same second ----------------------------------------------------------------


def test_contacts_of_the_same_second_widen_in_their_order(clock):
    day = play(clock, centre({"after": "10 s"}, other=2), ("a", 0, LONG), ("a", 1), ("a", 1),
               ("a", 1))  # fmt: skip
    assert day.ends == [(0, 0), (11, 1), (11, 2), (21, 1)]


def test_patience_that_ends_when_the_overflow_opens_ends(clock):
    day = play(clock, centre(MINUTE), ("a", 0, LONG), ("a", 1, {"patience": 60}))
    assert day.ends == [(0, 0), ("abandoned", 61)]


def test_an_own_agent_who_comes_free_when_the_overflow_opens_takes_it(clock):
    day = play(clock, centre(MINUTE), ("a", 0, {"talk": 61}), ("a", 1), ("a", 2))
    assert day.ends == [(0, 0), (61, 0), (62, 1)]


def test_an_overflow_agent_who_comes_free_when_it_opens_takes_it_before_its_own_arrival(clock):
    day = play(clock, centre(MINUTE), ("a", 0, LONG), ("a", 1), ("b", 51), ("b", 61))
    assert day.ends == [(0, 0), (61, 1), (51, 1), (71, 1)]


def test_an_overflow_agent_who_goes_when_it_opens_is_gone(clock):
    day = play(clock, centre(MINUTE, other=on(shift(0, 61))), ("a", 0, LONG), ("a", 1))
    assert day.ends == [(0, 0), (100, 0)]


def test_who_arrives_when_the_overflow_opens_comes_second(clock):
    day = play(clock, centre(MINUTE), ("a", 0, LONG), ("a", 1), ("b", 61, {"patience": 0}))
    assert day.ends == [(0, 0), (61, 1), ("balked", 61)]


def test_of_arrivals_at_the_same_second_the_last_opens_the_overflow_to_the_first(clock):
    day = play(clock, centre({"when_waiting": 2}, other=2), *[("a", 0, LONG)] * 4)
    assert day.ends == [(0, 0), (0, 1), (0, 2), (100, 0)]
    model = centre({"when_waiting": 3}, other=2)
    assert play(clock, model, *[("a", 0, LONG)] * 5).ends == [
        (0, 0), (0, 1), (0, 2), (100, 0), (200, 0),
    ]  # fmt: skip


def test_a_time_that_passes_and_a_number_that_is_reached_at_the_same_second(clock):
    # At 11 the first is taken by time; then only one waits, and the arrival makes it two.
    both = {"after": "10 s", "when_waiting": 3}
    day = play(clock, centre(both, other=2), ("a", 0, LONG), ("a", 1), ("a", 2), ("a", 11, LONG))
    assert day.ends == [(0, 0), (11, 1), (12, 2), (21, 1)]
