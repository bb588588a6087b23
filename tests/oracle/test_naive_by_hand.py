"""The naive model against days small enough to be worked out by hand from the text.

Unless a test says otherwise the day is 08:00 to 08:10 (600 s), there is one queue `a` and one agent
who is there all day, contacts wait for ever, talk lasts 10 s and there is no wrap-up.
"""

import math

import pytest

from cic.scenario.scenario import Model
from tests.oracle.naive import NaiveContact, run_naive
from tests.oracle.naive_time import joined

INF = math.inf
ALL_DAY = [{"from": "08:00:00", "until": "08:10:00"}]


def a_model(**parts):
    plain = {
        "name": "by hand",
        "opens": "08:00",
        "closes": "08:10",
        "interval": "10 min",
        "queues": {"a": {"talk": "10 s"}},
        "agents": {"g": {"staff": 1, "skills": ["a"]}},
    }
    return Model.model_validate(plain | parts)


def queues(**queues):
    return {name: {"talk": "10 s"} | fields for name, fields in queues.items()}


def routing(contact="longest_wait", agent="longest_idle"):
    return {"contact": contact, "agent": agent}


def run(model, *contacts):
    """Rows (queue, arrival, other fields); numbered in the order given."""
    luck = {"patience": INF, "talk": 10.0, "wrap_up": 0.0, "dice": 0.0}
    return run_naive(
        model,
        [
            NaiveContact(number, queue, float(at), **(luck | (fields[0] if fields else {})))
            for number, (queue, at, *fields) in enumerate(contacts)
        ],
    )


def answers(outcomes):
    """Instant of the answer and agent; for the others what became of them and when."""
    return [
        (o.answered_at, o.agent) if o.outcome == "answered" else (o.outcome, o.ended_at)
        for o in outcomes
    ]


def shift(start, until, *breaks, **fields):
    return fields | {
        "from": clock(start),
        "until": clock(until),
        "breaks": [{"at": clock(at), "lasts": f"{lasts} s"} for at, lasts in breaks],
    }


def clock(second, opens=8 * 3600):
    second += opens
    return f"{second // 3600:02d}:{second % 3600 // 60:02d}:{second % 60:02d}"


# --- ends of work, patience, arrivals at the same instant -----------------------------------------


def test_a_contact_who_finds_an_idle_agent_is_connected_at_once():
    (only,) = run(a_model(), ("a", 5, {"talk": 7.0, "wrap_up": 3.0}))
    assert (only.outcome, only.queued_at, only.answered_at, only.ended_at) == ("answered", 5, 5, 12)
    assert (only.agent, only.talk, only.wrap_up) == (0, 7, 3)


def test_the_next_contact_waits_for_the_end_of_the_wrap_up():
    assert answers(run(a_model(), ("a", 0, {"wrap_up": 5.0}), ("a", 1))) == [(0, 0), (15, 0)]


def test_an_agent_who_comes_free_at_the_instant_patience_ends_gets_the_contact():
    after_talk = run(a_model(), ("a", 0), ("a", 4, {"patience": 6.0}))
    after_wrap_up = run(a_model(), ("a", 0, {"wrap_up": 2.0}), ("a", 4, {"patience": 8.0}))
    assert answers(after_talk) == [(0, 0), (10, 0)]
    assert answers(after_wrap_up) == [(0, 0), (12, 0)]


def test_an_agent_whose_wrap_up_begins_when_patience_ends_loses_the_contact():
    outcomes = run(a_model(), ("a", 0, {"wrap_up": 1.0}), ("a", 4, {"patience": 6.0}))
    assert answers(outcomes) == [(0, 0), ("abandoned", 10)]


def test_a_contact_who_arrives_when_a_talk_ends_finds_the_agent_idle():
    impatient = {"patience": 0.0}
    assert answers(run(a_model(), ("a", 0), ("a", 10, impatient))) == [(0, 0), (10, 0)]


def test_a_contact_who_arrives_when_a_talk_ends_comes_behind_those_who_wait():
    assert answers(run(a_model(), ("a", 0), ("a", 3), ("a", 10))) == [(0, 0), (10, 0), (20, 0)]


def test_a_place_left_by_patience_is_free_for_an_arrival_at_the_same_instant():
    model = a_model(queues=queues(a={"capacity": 1}))
    outcomes = run(model, ("a", 0), ("a", 1, {"patience": 5.0}), ("a", 5), ("a", 6))
    assert answers(outcomes) == [(0, 0), ("abandoned", 6), ("blocked", 5), (10, 0)]


def test_contacts_at_the_same_instant_arrive_by_order_of_the_queues():
    model = a_model(queues=queues(b={}, a={}), agents={"g": {"staff": 1, "skills": ["a", "b"]}})
    assert answers(run(model, ("a", 0), ("b", 0), ("b", 0))) == [(10, 0), (0, 0), (20, 0)]


def test_a_talk_of_no_length_is_over_before_the_next_arrival_at_that_instant():
    outcomes = run(a_model(), ("a", 3, {"talk": 0.0}), ("a", 3, {"patience": 0.0}), ("a", 3))
    assert answers(outcomes) == [(3, 0), (3, 0), (13, 0)]


def test_work_that_ends_at_the_same_instant_ends_in_the_order_in_which_it_was_scheduled():
    # Agent 1 (contact 1) ends its talk at 8 and only then schedules its wrap-up's end; agent 0
    # scheduled its talk's end at 0. At 10 agent 0 is first, so it gets the head of the queue.
    model = a_model(agents={"g": {"staff": 2, "skills": ["a"]}})
    first = ("a", 0, {"talk": 10.0})
    second = ("a", 0, {"talk": 8.0, "wrap_up": 2.0})
    assert answers(run(model, first, second, ("a", 1), ("a", 2)))[2:] == [(10, 0), (10, 1)]
    # The other way round: agent 1's wrap-up is scheduled at 1, agent 0's at 9.
    first = ("a", 0, {"talk": 9.0, "wrap_up": 1.0})
    second = ("a", 0, {"talk": 1.0, "wrap_up": 9.0})
    assert answers(run(model, first, second, ("a", 1), ("a", 2)))[2:] == [(10, 1), (10, 0)]


# --- refusal --------------------------------------------------------------------------------------


def test_capacity_is_asked_before_patience_and_an_idle_agent_before_both():
    model = a_model(queues=queues(a={"capacity": 1}))
    no_patience = {"patience": 0.0}
    outcomes = run(
        model, ("a", 0, no_patience), ("a", 1, no_patience), ("a", 2), ("a", 3, no_patience)
    )
    assert answers(outcomes) == [(0, 0), ("abandoned", 1), (10, 0), ("blocked", 3)]


def test_a_queue_without_room_blocks_whoever_finds_nobody_idle():
    model = a_model(queues=queues(a={"capacity": 0}))
    assert answers(run(model, ("a", 0), ("a", 1), ("a", 10))) == [
        (0, 0),
        ("blocked", 1),
        (10, 0),
    ]


# --- coming and going -----------------------------------------------------------------------------


def test_an_agent_who_comes_at_the_instant_patience_ends_gets_the_contact():
    model = a_model(agents={"g": {"shifts": [shift(60, 600)], "skills": ["a"]}})
    assert answers(run(model, ("a", 50, {"patience": 10.0}))) == [(60, 0)]


def test_agents_who_come_at_the_same_instant_come_in_order_of_their_numbers():
    agents = {
        "late": {"shifts": [shift(60, 600)], "skills": ["a"]},
        "early": {"shifts": [shift(0, 30), shift(60, 600)], "skills": ["a"]},
    }
    busy = {"talk": 100.0}
    outcomes = run(a_model(agents=agents), ("a", 29, busy), ("a", 50), ("a", 51), ("a", 75))
    assert answers(outcomes) == [(29, 1), (60, 0), (60, 2), (75, 0)]


def test_a_talk_that_ends_with_the_shift_lets_the_agent_take_one_more():
    model = a_model(agents={"g": {"shifts": [shift(0, 60)], "skills": ["a"]}})
    outcomes = run(model, ("a", 50), ("a", 51), ("a", 52, {"patience": 100.0}))
    assert answers(outcomes) == [(50, 0), (60, 0), ("abandoned", 152)]


def test_a_talk_that_ends_after_the_shift_is_the_last():
    model = a_model(agents={"g": {"shifts": [shift(0, 60)], "skills": ["a"]}})
    outcomes = run(model, ("a", 51, {"wrap_up": 1.0}), ("a", 52))
    assert (outcomes[0].ended_at, outcomes[0].wrap_up) == (61, 1)
    assert outcomes[1].outcome == "inside"
    assert math.isnan(outcomes[1].ended_at)


def test_an_idle_agent_leaves_at_the_end_of_its_shift_before_an_arrival_at_that_instant():
    model = a_model(agents={"g": {"shifts": [shift(0, 60)], "skills": ["a"]}})
    assert answers(run(model, ("a", 60, {"patience": 1.0}))) == [("abandoned", 61)]


@pytest.mark.parametrize(
    ("talk", "answered_at"),
    [
        (10, 60),  # ends with the beginning of the break: one more, then the break is over
        (15, 90),  # ends within the break: the rest of the break is taken
        (40, 90),  # ends with the end of the break: leaves and is back at the same instant
        (45, 95),  # ends after the break: there was none
    ],
)
def test_a_talk_that_runs_into_the_break_shortens_it(talk, answered_at):
    model = a_model(agents={"g": {"shifts": [shift(0, 600, (60, 30))], "skills": ["a"]}})
    outcomes = run(model, ("a", 50, {"talk": float(talk)}), ("a", 55))
    assert answers(outcomes) == [(50, 0), (answered_at, 0)]


def test_an_agent_who_talked_through_its_break_and_beyond_its_shift_leaves_afterwards():
    model = a_model(agents={"g": {"shifts": [shift(0, 100, (60, 30))], "skills": ["a"]}})
    outcomes = run(model, ("a", 50, {"talk": 60.0}), ("a", 55, {"patience": 200.0}))
    assert answers(outcomes) == [(50, 0), ("abandoned", 255)]


def test_staff_by_interval_is_on_duty_where_the_number_exceeds_its_place():
    agents = {"g": {"staff": [1, 2, 1, 0, 2], "skills": ["a"]}}
    model = a_model(interval="2 min", agents=agents)
    long = {"talk": 130.0}
    outcomes = run(
        model,
        ("a", 0, long),  # agent 0 until 130
        ("a", 1, long),  # agent 1 comes at 120, talks until 250 and leaves
        ("a", 131),  # agent 0
        ("a", 360, {"patience": 119.0}),  # agent 0 has just left
        ("a", 361),  # agent 0 is back at 480
        ("a", 480),  # agent 1 too
    )
    assert answers(outcomes) == [
        (0, 0),
        (120, 1),
        (131, 0),
        ("abandoned", 479),
        (480, 0),
        (480, 1),
    ]


def test_a_weekday_that_opens_later_and_closes_earlier_cuts_the_staff():
    model = a_model(
        days=2,
        opening_hours={"tuesday": {"opens": "08:01", "closes": "08:05"}},
        at_closing="send_away",
    )
    day = 86400
    outcomes = run(
        model, ("a", day + 30), ("a", day + 295), ("a", day + 296), ("a", day + 300), ("a", day + 9)
    )
    assert answers(outcomes) == [
        ("sent_away", day + 30),
        (day + 295, 0),
        ("sent_away", day + 300),
        ("sent_away", day + 300),
        ("sent_away", day + 9),
    ]


def test_who_waits_over_night_is_served_by_the_first_who_comes_in_the_morning():
    model = a_model(days=2)
    outcomes = run(model, ("a", 590, {"talk": 5.0}), ("a", 595), ("a", 86400))
    assert answers(outcomes) == [(590, 0), (595, 0), (86400, 0)]
    gone = a_model(days=2, agents={"g": {"shifts": [shift(0, 60)], "skills": ["a"]}})
    assert answers(run(gone, ("a", 70), ("a", 86400))) == [(86400, 0), (86410, 0)]


def test_days_that_touch_do_not_interrupt_an_agent():
    # Agent 0 is idle since 0, agent 1 since 20: midnight does not make them equal, and
    # nothing closes.
    agents = {"g": {"staff": 2, "skills": ["a"]}}
    model = a_model(
        opens="00:00",
        closes="24:00",
        interval="12 h",
        days=2,
        agents=agents,
        at_closing="send_away",
    )
    talk = {"talk": 86400.0}
    outcomes = run(model, ("a", 0), ("a", 5, talk), ("a", 86399, talk), ("a", 86399), ("a", 86402))
    assert answers(outcomes) == [(0, 0), (5, 1), (86399, 0), (86405, 1), (86415, 1)]


def test_spells_that_touch_are_one_and_empty_ones_are_none():
    assert joined([(5, 6), (0, 2), (2, 4), (4, 4), (8, 8)]) == [(0, 4), (5, 6)]


# --- closing --------------------------------------------------------------------------------------


def test_serving_at_closing_the_agent_stays_until_nobody_waits():
    outcomes = run(
        a_model(at_closing="serve"),
        ("a", 585),
        ("a", 594),  # 595 to 605, beyond closing
        ("a", 596),  # overtime, 605 to 615
        ("a", 604),  # comes after closing; an agent is still there: 615 to 625
        ("a", 605, {"patience": 5.0}),
        ("a", 625),  # the agent has left at this very instant
    )
    assert answers(outcomes) == [
        (585, 0),
        (595, 0),
        (605, 0),
        (615, 0),
        ("abandoned", 610),
        ("sent_away", 625),
    ]


def test_a_contact_who_arrives_at_closing_comes_after_it():
    outcomes = run(a_model(at_closing="serve"), ("a", 600))
    assert answers(outcomes) == [("sent_away", 600)]


def test_who_waits_at_closing_when_nobody_is_left_goes_on_waiting():
    model = a_model(agents={"g": {"shifts": [shift(0, 590)], "skills": ["a"]}})
    outcomes = run(model, ("a", 595, {"patience": 60.0}), ("a", 596), ("a", 600))
    assert answers(outcomes)[0] == ("abandoned", 655)
    assert outcomes[1].outcome == "inside"
    assert answers(outcomes)[2] == ("sent_away", 600)


def test_a_talk_that_ends_at_closing_is_followed_by_whoever_waits():
    outcomes = run(a_model(at_closing="serve"), ("a", 590), ("a", 591), ("a", 592))
    assert answers(outcomes) == [(590, 0), (600, 0), (610, 0)]


def test_an_agent_to_leave_before_closing_whose_talk_ends_at_closing_leaves():
    model = a_model(agents={"g": {"shifts": [shift(0, 595)], "skills": ["a"]}})
    ends_at_closing = run(model, ("a", 590), ("a", 591, {"patience": 60.0}))
    ends_later = run(model, ("a", 590, {"talk": 11.0}), ("a", 591, {"patience": 60.0}))
    assert answers(ends_at_closing) == [(590, 0), ("abandoned", 651)]
    assert answers(ends_later) == [(590, 0), (601, 0)]


def test_after_closing_only_who_is_present_for_the_queue_counts():
    agents = {
        "one": {"shifts": [shift(0, 700)], "skills": ["a"]},
        "two": {"shifts": [shift(0, 700)], "skills": ["b"]},
    }
    model = a_model(queues=queues(a={}, b={}, c={}), agents=agents)
    outcomes = run(model, ("a", 599), ("a", 600), ("b", 601), ("c", 602), ("a", 700))
    assert answers(outcomes) == [
        (599, 0),
        (609, 0),  # joins, one is present
        (601, 1),  # an idle agent answers after closing too
        ("sent_away", 602),
        ("sent_away", 700),
    ]


def test_capacity_and_patience_still_hold_after_closing():
    model = a_model(queues=queues(a={"capacity": 1}))
    outcomes = run(
        model, ("a", 599), ("a", 601, {"patience": 0.0}), ("a", 602), ("a", 603), ("a", 700)
    )
    assert answers(outcomes) == [
        (599, 0),
        ("abandoned", 601),
        (609, 0),
        ("blocked", 603),
        ("sent_away", 700),
    ]


def test_sending_away_at_closing_empties_the_queues_and_lets_talks_end():
    model = a_model(at_closing="send_away")
    outcomes = run(
        model,
        ("a", 595, {"wrap_up": 3.0}),
        ("a", 596),
        ("a", 597, {"patience": 3.0}),  # patience goes before closing
        ("a", 599),
        ("a", 600),
        ("a", 603),
    )
    assert answers(outcomes) == [
        (595, 0),
        ("sent_away", 600),
        ("abandoned", 600),
        ("sent_away", 600),
        ("sent_away", 600),
        ("sent_away", 603),
    ]
    assert (outcomes[0].ended_at, outcomes[0].wrap_up) == (605, 3)


def test_sending_away_an_idle_agent_still_answers_after_closing():
    agents = {"g": {"shifts": [shift(0, 700)], "skills": ["a"]}}
    model = a_model(at_closing="send_away", agents=agents)
    outcomes = run(model, ("a", 600), ("a", 605), ("a", 610))
    assert answers(outcomes) == [(600, 0), ("sent_away", 605), (610, 0)]


def test_a_talk_that_ends_at_closing_takes_a_contact_before_the_others_are_sent_away():
    outcomes = run(a_model(at_closing="send_away"), ("a", 590), ("a", 591), ("a", 592))
    assert answers(outcomes) == [(590, 0), (600, 0), ("sent_away", 600)]


def test_overtime_ends_with_the_next_opening():
    # The agent's shift ends at 590, its talk just after the next opening: no overtime then.
    agents = {"g": {"shifts": [shift(0, 590, days=["monday"])], "skills": ["a"]}}
    model = a_model(days=2, agents=agents)
    after_opening = {"talk": 86400.0 - 580 + 1}
    outcomes = run(model, ("a", 580, after_opening), ("a", 585, {"patience": 90000.0}))
    assert answers(outcomes) == [(580, 0), ("abandoned", 90585)]
    one_second_less = {"talk": 86399.0 - 580}
    outcomes = run(model, ("a", 580, one_second_less), ("a", 585, {"patience": 90000.0}))
    assert answers(outcomes) == [(580, 0), (86399, 0)]


# --- which agent ----------------------------------------------------------------------------------

THREE = {"g": {"staff": 3, "skills": ["a"]}}


def test_longest_idle_is_who_became_idle_first_by_order_of_events():
    model = a_model(agents=THREE)
    outcomes = run(
        model,
        ("a", 0, {"talk": 20.0}),  # agent 0 until 20, scheduled at 0
        ("a", 1, {"talk": 9.0}),  # agent 1 until 10
        ("a", 2, {"talk": 18.0}),  # agent 2 until 20, scheduled at 2
        ("a", 11, {"talk": 9.0}),  # agent 1 until 20, scheduled at 11
        ("a", 20),
        ("a", 20),
        ("a", 20),
    )
    assert answers(outcomes)[3:] == [(11, 1), (20, 0), (20, 2), (20, 1)]


def test_skill_rank_prefers_the_group_of_lowest_rank_then_longest_idle():
    agents = {
        "help": {"staff": 2, "skills": {"a": 2}},
        "main": {"staff": 2, "skills": {"a": 1}},
    }
    model = a_model(agents=agents, routing=routing(agent="skill_rank"))
    outcomes = run(model, ("a", 0), ("a", 1), ("a", 2), ("a", 10), ("a", 11))
    assert answers(outcomes) == [(0, 2), (1, 3), (2, 0), (10, 2), (11, 3)]


def test_other_policies_pay_no_heed_to_the_rank():
    agents = {
        "help": {"staff": 1, "skills": {"a": 2}},
        "main": {"staff": 1, "skills": {"a": 1}},
    }
    assert answers(run(a_model(agents=agents), ("a", 0))) == [(0, 0)]


def test_a_queue_tries_its_groups_in_the_order_it_lists_and_no_others():
    agents = {name: {"staff": 1, "skills": ["a"]} for name in ("x", "y", "z")}
    model = a_model(queues=queues(a={"groups": ["z", "x"]}), agents=agents)
    outcomes = run(model, ("a", 0), ("a", 1), ("a", 2), ("a", 10), ("a", 25))
    assert answers(outcomes) == [(0, 2), (1, 0), (10, 2), (11, 0), (25, 2)]


def test_random_takes_the_place_that_the_dice_say_in_order_of_becoming_idle():
    model = a_model(agents=THREE, routing=routing(agent="random"))
    outcomes = run(
        model,
        ("a", 0, {"dice": 0.34}),  # of 0 1 2 the second: agent 1, idle again at 10
        ("a", 5, {"dice": 0.5}),  # of 0 2 the second: agent 2, idle again at 15
        ("a", 20, {"dice": 0.66}),  # of 0 1 2
        ("a", 21, {"dice": 0.999}),  # of 0 2
        ("a", 22, {"dice": 0.999}),
        ("a", 40, {"dice": 0.0}),  # of 1 2 0
    )
    assert answers(outcomes) == [(0, 1), (5, 2), (20, 1), (21, 2), (22, 0), (40, 1)]


def test_fewest_contacts_takes_who_answered_least_then_who_became_idle_first():
    model = a_model(agents=THREE, routing=routing(agent="fewest_contacts"))
    outcomes = run(
        model,
        ("a", 0, {"talk": 30.0}),  # agent 0, idle again at 30
        ("a", 1, {"talk": 5.0}),  # agent 1, idle again at 6
        ("a", 7),  # agent 2 has none yet, idle again at 17
        ("a", 31),  # one each: 1 is idle since 6, 2 since 17, 0 since 30
        ("a", 32),
        ("a", 33),
        ("a", 50),  # two each: 1 since 41
    )
    assert answers(outcomes)[2:] == [(7, 2), (31, 1), (32, 2), (33, 0), (50, 1)]


def test_round_robin_goes_round_by_number_for_each_queue_of_its_own():
    agents = {
        "x": {"staff": 1, "skills": ["a", "b"]},
        "y": {"staff": 2, "skills": ["b", "a"]},
    }
    model = a_model(queues=queues(a={}, b={}), agents=agents, routing=routing(agent="round_robin"))
    outcomes = run(
        model,
        ("a", 0),  # 0 after -1
        ("a", 1),  # 1
        ("b", 2),  # the queue's own round: 0 is busy, 2
        ("a", 30),  # 2 after 1
        ("a", 31),  # round to 0
        ("b", 32),  # 0 is busy and 2 is busy: 1
        ("a", 50),  # 1 after 0
        ("b", 51),  # after 1: 2
    )
    assert [agent for _, agent in answers(outcomes)] == [0, 1, 2, 2, 0, 1, 1, 2]


def test_round_robin_goes_on_from_the_last_arrival_not_from_who_waited():
    model = a_model(agents=THREE, routing=routing(agent="round_robin"))
    outcomes = run(
        model,
        ("a", 0),  # 0 until 10
        ("a", 1, {"talk": 5.0}),  # 1 until 6
        ("a", 2, {"talk": 50.0}),  # 2 until 52
        ("a", 3),  # waits, 1 from 6 to 16
        ("a", 60),  # after 2: 0
    )
    assert [agent for _, agent in answers(outcomes)] == [0, 1, 2, 1, 0]


# --- which contact --------------------------------------------------------------------------------


def order_of_service(model, *contacts):
    """The queues of the contacts in order of answer; the first contact keeps the agent busy."""
    busy = (contacts[0][0], 0, {"talk": 60.0})
    outcomes = run(model, busy, *contacts)
    served = sorted(outcomes[1:], key=lambda o: o.answered_at)
    return "".join(contacts[o.number - 1][0] for o in served)


def two_queues(policy, *, skills=("a", "b"), **fields):
    agents = {"g": {"staff": 1, "skills": skills if isinstance(skills, dict) else list(skills)}}
    return a_model(
        queues=queues(a=fields.get("a", {}), b=fields.get("b", {})),
        agents=agents,
        routing=routing(contact=policy),
    )


def test_longest_wait_counts_the_head_start_and_breaks_ties_by_the_groups_order():
    contacts = [("a", 10), ("a", 30), ("b", 20), ("b", 31)]
    plain = two_queues("longest_wait")
    ahead = two_queues("longest_wait", b={"head_start": "11 s"})
    tied = two_queues("longest_wait", b={"head_start": "10 s"})
    tied_b_first = two_queues("longest_wait", b={"head_start": "10 s"}, skills=("b", "a"))
    assert order_of_service(plain, *contacts) == "abab"
    assert order_of_service(ahead, *contacts) == "baba"
    assert order_of_service(tied, *contacts) == "abba"
    assert order_of_service(tied_b_first, *contacts) == "baba"


def test_the_groups_order_is_by_skill_rank_then_as_written():
    contacts = [("a", 10), ("b", 10)]
    by_rank = two_queues("longest_wait", skills={"a": 2, "b": 1})
    as_written = two_queues("longest_wait", skills={"b": 1, "a": 1})
    assert order_of_service(by_rank, *contacts) == "ba"
    assert order_of_service(as_written, *contacts) == "ba"


def test_priority_goes_by_number_then_by_wait():
    contacts = [("a", 10), ("a", 30), ("b", 20), ("b", 31)]
    lower_first = two_queues("priority", a={"priority": 2}, b={"priority": 1})
    equal = two_queues("priority", b={"head_start": "15 s"})
    assert order_of_service(lower_first, *contacts) == "bbaa"
    assert order_of_service(equal, *contacts) == "baba"


def test_list_order_empties_the_first_queue_first():
    contacts = [("a", 10), ("b", 5), ("a", 30), ("b", 6)]
    assert order_of_service(two_queues("list_order"), *contacts) == "aabb"
    assert order_of_service(two_queues("list_order", skills=("b", "a")), *contacts) == "bbaa"


def test_longest_queue_goes_by_number_waiting_then_by_the_groups_order():
    contacts = [("a", 10), ("a", 30), ("b", 5), ("b", 6), ("b", 7)]
    assert order_of_service(two_queues("longest_queue"), *contacts) == "babab"


def test_weighted_wait_goes_by_weight_times_wait_with_head_start():
    # At 60: a has waited 50, b 20. Weights 2 and 5 tie; the head start tips the scale.
    contacts = [("a", 10), ("b", 40)]
    tied = two_queues("weighted_wait", a={"weight": 2.0}, b={"weight": 5.0})
    heavier = two_queues("weighted_wait", a={"weight": 2.0}, b={"weight": 5.1})
    ahead = two_queues("weighted_wait", a={"weight": 2.0}, b={"weight": 5.0, "head_start": "1 s"})
    assert order_of_service(tied, *contacts) == "ab"
    assert order_of_service(heavier, *contacts) == "ba"
    assert order_of_service(ahead, *contacts) == "ba"


def test_an_agent_takes_nobody_from_a_queue_that_does_not_list_its_group():
    agents = {
        "g": {"staff": 1, "skills": ["a", "b"]},
        "h": {"shifts": [shift(100, 600)], "skills": ["a"]},
    }
    model = a_model(queues=queues(a={"groups": ["h"]}, b={}), agents=agents)
    assert answers(run(model, ("b", 0), ("a", 1), ("b", 2))) == [(0, 0), (100, 1), (10, 0)]


# --- talk and wrap-up -----------------------------------------------------------------------------


def test_the_talk_factor_is_of_group_and_queue_and_leaves_the_wrap_up_alone():
    agents = {"g": {"staff": 1, "skills": {"a": {"talk_factor": 1.5}, "b": {"rank": 2}}}}
    model = a_model(queues=queues(a={}, b={}), agents=agents)
    work = {"wrap_up": 4.0}
    outcomes = run(model, ("a", 0, work), ("b", 1, work), ("a", 2))
    assert [(o.answered_at, o.talk, o.wrap_up, o.ended_at) for o in outcomes] == [
        (0, 15, 4, 15),
        (19, 10, 4, 29),
        (33, 15, 0, 48),
    ]


def test_a_group_with_its_own_wrap_up_uses_it():
    agents = {
        "g": {"staff": 1, "skills": ["a"], "wrap_up": {"a": "7 s"}},
        "h": {"staff": 1, "skills": ["a"]},
    }
    work = {"wrap_up": 4.0, "group_wrap_ups": {"g": 7.0}}
    outcomes = run(a_model(agents=agents), ("a", 0, work), ("a", 0, work), ("a", 1), ("a", 2))
    assert [(o.agent, o.answered_at, o.wrap_up) for o in outcomes] == [
        (0, 0, 7),
        (1, 0, 4),
        (1, 14, 0),
        (0, 17, 0),
    ]


def test_agents_are_numbered_by_group_then_shift_and_staff_by_the_greatest_number():
    agents = {
        "x": {"staff": {"monday": [1], "tuesday": [3]}, "skills": ["a"]},
        "y": {"shifts": [shift(0, 600, agents=2), shift(0, 600)], "skills": ["a"]},
    }
    model = a_model(agents=agents)
    outcomes = run(model, *[("a", second) for second in range(4)])
    assert answers(outcomes) == [(0, 0), (1, 3), (2, 4), (3, 5)]
