"""A contact rings at its agent first, who picks up, or does not, or rejects it."""

import math
from itertools import pairwise

import pytest

from cic.policies.stirring import thrown_again
from cic.program.codes import AgentState
from tests.days import a_model, live, play, queues, shift, times

RINGS = {"rings": "4 s"}
REJECTS = {"rings": "4 s", "rejects": 1}
SILENT = {"no_answer": 1}
LONG = {"talk": 100}
NONE = {"patience": 0}
TOMORROW = 86400


def ringing(answering=None, *, agents=1, **parts):
    """Queue `a`, and one group that is rung; contacts ring for 4 s unless it is said."""
    group = agents if isinstance(agents, dict) else {"staff": agents}
    group = {"skills": ["a"], "answering": answering or RINGS} | group
    return a_model(**{"agents": {"g": group}} | parts)


def two_groups(first, second=None, *, fields=None, one=1, other=1, **parts):
    """Group `g` answers `a` before group `h`, who answers queue `b` too."""
    given = {"groups": ["g", "h"]} | (fields or {})
    groups = [one, other]
    one, other = (n if isinstance(n, dict) else {"staff": n} for n in groups)
    agents = {
        "g": {"skills": ["a"], "answering": first} | one,
        "h": {"skills": ["b", "a"], "answering": second} | other,
    }
    return a_model(**{"queues": queues(b={}, a=given), "agents": agents} | parts)


def waits(day):
    return [answered - queued for answered, queued in zip(
        day.column("answered_at"), day.column("queued_at"), strict=True)]  # fmt: skip


# --- picking up -----------------------------------------------------------------------------------


def test_a_contact_rings_before_it_is_answered(clock):
    day = play(clock, ringing(), ("a", 5))
    assert day.ends == [(9, 0)]
    assert day.column("queued_at") == [5]
    assert day.column("ended_at") == [19]
    assert day.column("talk") == [10]


def test_who_waits_rings_when_the_agent_comes_free_and_its_wait_goes_on(clock):
    day = play(clock, ringing(), ("a", 0), ("a", 1), ("a", 2))
    assert day.ends == [(4, 0), (18, 0), (32, 0)]
    assert waits(day) == [4, 17, 30]


def test_each_contact_has_its_own_time_of_ringing(clock):
    day = play(clock, ringing(), ("a", 0, {"rings": 7}), ("a", 1, {"rings": 2}), ("a", 2))
    assert day.ends == [(7, 0), (19, 0), (33, 0)]


def test_ringing_comes_after_the_wrap_up_of_the_one_before(clock):
    day = play(clock, ringing(), ("a", 0, {"wrap_up": 6}), ("a", 1))
    assert day.ends == [(4, 0), (24, 0)]


def test_a_factor_on_talk_is_none_on_ringing(clock):
    day = play(clock, ringing(agents={"staff": 1, "skills": {"a": {"talk_factor": 2}}}), ("a", 0))
    assert day.ends == [(4, 0)]
    assert day.column("ended_at") == [24]


def test_ringing_of_no_length_is_an_answer_at_once(clock):
    day = play(clock, ringing({"no_answer": 0}), ("a", 0), ("a", 1), ("a", 10, NONE))
    assert day.ends == [(0, 0), (10, 0), ("balked", 10)]


def test_an_agent_at_whom_a_contact_rings_is_not_found(clock):
    day = play(clock, ringing(agents=2), ("a", 0), ("a", 1), ("a", 2), ("a", 3, NONE))
    assert day.ends == [(4, 0), (5, 1), (18, 0), ("balked", 3)]


def test_each_group_rings_as_it_says(clock):
    model = two_groups(RINGS, {"rings": "6 s"})
    day = play(clock, model, ("a", 0), ("a", 1), ("b", 20))
    assert day.ends == [(4, 0), (7, 1), (26, 1)]


def test_a_group_of_which_nothing_is_said_answers_at_once(clock):
    day = play(clock, two_groups(RINGS), ("a", 0), ("a", 1), ("b", 15))
    assert day.ends == [(4, 0), (1, 1), (15, 1)]


def test_deferred_work_does_not_ring(clock):
    model = ringing(REJECTS, queues=queues(a={"channel": "email"}))
    assert play(clock, model, ("a", 5), ("a", 6)).ends == [(5, 0), (15, 0)]


def test_an_agent_who_comes_on_duty_is_rung_by_who_waits(clock):
    day = play(clock, ringing(agents={"shifts": [shift(30, 600)]}), ("a", 5))
    assert day.ends == [(34, 0)]


def test_contacts_out_of_the_ivr_ring_too(clock):
    menus = {"m": {"prompt": "12 s", "choices": {"1": {"go": "own queue", "share": 1}}}}
    model = ringing(
        queues=queues(a={"arrivals": times(0), "through": "m"}), ivr={"start": "m", "menus": menus}
    )
    day = live(clock, model)
    assert day.ends == [(16, 0)]
    assert day.column("queued_at") == [12]


# --- patience -------------------------------------------------------------------------------------


def test_who_loses_patience_while_it_rings_abandons_and_the_agent_is_free(clock):
    day = play(clock, ringing(), ("a", 0, {"patience": 3}), ("a", 1))
    assert day.ends == [("abandoned", 3), (7, 0)]


def test_patience_goes_on_from_the_queue_while_it_rings(clock):
    day = play(clock, ringing(), ("a", 0), ("a", 1, {"patience": 15}), ("a", 2))
    # It rings from 14 on, and gives up at 16; then the next rings.
    assert day.ends == [(4, 0), ("abandoned", 16), (20, 0)]


def test_who_gives_up_while_it_rings_leaves_the_agent_idle_from_then(clock):
    day = play(clock, ringing(agents=2), ("a", 0, {"patience": 3}), ("a", 4), ("a", 5))
    assert day.ends == [("abandoned", 3), (8, 1), (9, 0)]


def test_patience_is_no_matter_once_the_contact_is_answered(clock):
    day = play(clock, ringing(), ("a", 0, {"patience": 5}), ("a", 1, {"patience": 18}))
    assert day.ends == [(4, 0), (18, 0)]


def test_who_will_not_wait_at_all_does_not_give_up_while_it_rings(clock):
    assert play(clock, ringing(), ("a", 0, NONE), ("a", 1, NONE)).ends == [(4, 0), ("balked", 1)]


def test_giving_up_while_it_rings_is_not_held_against_the_agent(clock):
    model = ringing(RINGS | {"out_for": "60 s"})
    day = play(clock, model, ("a", 0, {"patience": 3}), ("a", 5))
    assert day.ends == [("abandoned", 3), (9, 0)]


# --- no answer ------------------------------------------------------------------------------------


def test_where_nobody_picks_up_it_rings_until_it_is_given_up_then_others_are_tried(clock):
    model = two_groups(SILENT | {"out_for": "60 s"})
    day = play(clock, model, ("a", 0))
    assert day.ends == [(20, 1)]
    assert waits(day) == [20]


def test_how_long_it_rings_in_vain_may_be_said(clock):
    model = two_groups(SILENT | {"gives_up_after": "7 s", "rings": "90 s"})
    assert play(clock, model, ("a", 0)).ends == [(7, 1)]


def test_where_nobody_else_is_free_it_goes_back_to_the_front_of_the_queue(clock):
    model = two_groups(SILENT | {"out_for": "90 s"})
    day = play(clock, model, ("a", 0), ("b", 0, {"talk": 30}), ("a", 1), ("a", 2))
    assert day.ends == [(30, 1), (0, 1), (40, 1), (50, 1)]
    assert day.column("queued_at") == [0, 0, 1, 2]


def test_its_patience_goes_on_while_it_rings_in_vain_and_waits_again(clock):
    model = ringing(SILENT | {"out_for": "5 s"})
    # It rings until 20, waits until 25, and rings again.
    assert play(clock, model, ("a", 0, {"patience": 19})).ends == [("abandoned", 19)]
    assert play(clock, model, ("a", 0, {"patience": 23})).ends == [("abandoned", 23)]
    assert play(clock, model, ("a", 0, {"patience": 30})).ends == [("abandoned", 30)]


# --- rejecting ------------------------------------------------------------------------------------


def test_a_contact_that_is_rejected_after_ringing_rings_at_the_next(clock):
    assert play(clock, two_groups(REJECTS), ("a", 0)).ends == [(4, 1)]
    assert play(clock, two_groups(REJECTS, {"rings": "6 s"}), ("a", 0, {"patience": 11})).ends == [
        (10, 1)
    ]


def test_rejected_by_one_agent_after_the_other_it_comes_to_who_picks_up(clock):
    day = play(clock, two_groups(REJECTS | {"out_for": "60 s"}, one=3), ("a", 0))
    assert day.ends == [(12, 3)]


def test_rejected_again_and_again_it_ends_with_its_patience(clock):
    for answering in (REJECTS, REJECTS | {"out_for": "3 s"}, SILENT, SILENT | {"out_for": "9 s"}):
        for agents in (1, 2, 3):
            model = ringing(answering, agents=agents)
            assert play(clock, model, ("a", 0, {"patience": 99})).ends == [("abandoned", 99)]


def test_who_rejects_and_is_not_out_is_rung_again_by_the_same_before_those_behind(clock):
    day = play(clock, ringing(REJECTS), ("a", 0, {"patience": 10}), ("a", 1, {"patience": 30}))
    assert day.ends == [("abandoned", 10), ("abandoned", 31)]
    # Who rings at 29 is the second one; `h`, from 29 on, finds it waiting no earlier than 30.
    late = two_groups(REJECTS, other={"shifts": [shift(29, 600)]})
    day = play(clock, late, ("a", 0, {"patience": 10}), ("a", 1))
    assert day.ends == [("abandoned", 10), (30, 1)]


def test_others_come_before_the_agent_who_rejected(clock):
    # The two of `g` in turn until 14, when `h` comes; idle since 12 the first goes before it at 16,
    # and it goes before the second, idle since 16, at 20.
    model = two_groups(REJECTS, one=2, other={"shifts": [shift(14, 600)]}, fields={"groups": None})
    assert play(clock, model, ("a", 0)).ends == [(20, 2)]


def test_who_would_not_wait_is_lost_when_nobody_else_is_there(clock):
    assert play(clock, ringing(REJECTS), ("a", 0, NONE)).ends == [("balked", 4)]


@pytest.mark.parametrize("agents", [1, 2, 3])
def test_who_would_not_wait_is_offered_to_one_agent_after_the_other(clock, agents):
    model = ringing(REJECTS | {"out_for": "60 s"}, agents=agents)
    assert play(clock, model, ("a", 0, NONE)).ends == [("balked", 4 * agents)]
    model = two_groups(REJECTS | {"out_for": "60 s"}, one=agents)
    assert play(clock, model, ("a", 0, NONE)).ends == [(4 * agents, agents)]


def test_two_who_are_rejected_at_the_same_second_keep_their_order(clock):
    model = two_groups(REJECTS | {"out_for": "90 s"}, one=2)
    day = play(clock, model, ("b", 0, {"talk": 30}), ("a", 0), ("a", 0), ("a", 1))
    # The second rejected goes in front of the first.
    assert day.ends == [(0, 2), (40, 2), (30, 2), (50, 2)]


def test_one_that_goes_back_waits_in_front_also_of_a_queue_that_is_full(clock):
    model = ringing(REJECTS | {"out_for": "90 s"}, queues=queues(a={"capacity": 1}))
    day = play(clock, model, ("a", 0, {"patience": 50}), ("a", 1, {"patience": 60}), ("a", 2),
               ("a", 5), ("a", 51))  # fmt: skip
    assert day.ends == [
        ("abandoned", 50), ("abandoned", 61), ("queue_full", 2), ("queue_full", 5),
        ("queue_full", 51),
    ]  # fmt: skip


def test_a_contact_that_rings_takes_no_room_in_the_queue(clock):
    model = ringing(queues=queues(a={"capacity": 1}))
    day = play(clock, model, ("a", 0), ("a", 1), ("a", 2), ("a", 15), ("a", 16))
    assert day.ends == [(4, 0), (18, 0), ("queue_full", 2), (32, 0), ("queue_full", 16)]


def test_a_contact_that_rings_holds_its_line_and_keeps_it_when_it_goes_back(clock):
    day = play(clock, ringing(lines=1), ("a", 0), ("a", 3), ("a", 13), ("a", 14))
    assert day.ends == [(4, 0), ("no_line", 3), ("no_line", 13), (18, 0)]
    model = ringing(REJECTS | {"out_for": "90 s"}, lines=1)
    day = play(clock, model, ("a", 0, {"patience": 50}), ("a", 5), ("a", 49),
               ("a", 50, {"patience": 9}))  # fmt: skip
    assert day.ends == [("abandoned", 50), ("no_line", 5), ("no_line", 49), ("abandoned", 59)]


# --- out for a while ------------------------------------------------------------------------------


@pytest.mark.parametrize(("second", "end"), [(63, (63, 1)), (64, (68, 1)), (70, (74, 1))])
def test_an_agent_who_rejects_is_out_for_a_while(clock, second, end):
    model = two_groups(REJECTS | {"out_for": "60 s"})
    day = play(clock, model, ("a", 0), ("a", second))
    assert day.ends == [(4, 1), end]


@pytest.mark.parametrize(("second", "end"), [(79, (79, 1)), (80, (100, 1))])
def test_an_agent_who_does_not_answer_is_out_for_a_while(clock, second, end):
    model = two_groups(SILENT | {"out_for": "60 s"})
    day = play(clock, model, ("a", 0), ("a", second))
    assert day.ends == [(20, 1), end]


def test_an_agent_who_is_back_takes_who_waits(clock):
    # Rung at 0 and, back at 64, at 64 again; `h` comes at 66.
    model = two_groups(REJECTS | {"out_for": "60 s"}, other={"shifts": [shift(66, 600)]})
    assert play(clock, model, ("a", 0)).ends == [(68, 1)]
    model = two_groups(REJECTS | {"out_for": "63 s"}, other={"shifts": [shift(66, 600)]})
    assert play(clock, model, ("a", 0)).ends == [(66, 1)]


def test_an_agent_who_is_out_when_its_shift_ends_goes_then(clock):
    agents = {"shifts": [shift(0, 50)]}
    day = play(clock, ringing(REJECTS | {"out_for": "60 s"}, agents=agents),
               ("a", 0, {"patience": 99}))  # fmt: skip
    assert day.ends == [("abandoned", 99)]
    assert day.states(0)[-1] == (50, "off")


def test_an_agent_who_went_while_it_was_out_does_not_come_back(clock):
    one = {"shifts": [shift(0, 50)]}
    model = two_groups(REJECTS | {"out_for": "60 s"}, one=one, other={"shifts": [shift(70, 600)]})
    assert play(clock, model, ("a", 0)).ends == [(70, 1)]


def test_an_agent_whose_shift_ends_while_it_rings_goes_when_it_is_not_picked_up(clock):
    model = two_groups(REJECTS | {"out_for": "60 s"}, one={"shifts": [shift(0, 2)]})
    day = play(clock, model, ("a", 0))
    assert day.ends == [(4, 1)]
    assert day.states(0)[-1] == (4, "off")


def test_an_agent_whose_shift_ends_while_it_rings_finishes_the_contact(clock):
    day = play(clock, ringing(agents={"shifts": [shift(0, 10)]}), ("a", 8, {"wrap_up": 3}))
    assert day.ends == [(12, 0)]
    assert day.states(0)[-1] == (25, "off")


def test_an_agent_whose_shift_ends_while_it_rings_is_free_when_the_contact_gives_up(clock):
    day = play(clock, ringing(agents={"shifts": [shift(0, 10)]}),
               ("a", 8, {"patience": 3}), ("a", 9, {"patience": 50}))  # fmt: skip
    assert day.ends == [("abandoned", 11), ("abandoned", 59)]
    assert day.states(0)[-1] == (11, "off")


def test_a_break_begins_when_the_contact_that_rings_is_done(clock):
    agents = {"shifts": [shift(0, 600, (10, 30))]}
    day = play(clock, ringing(agents=agents), ("a", 8), ("a", 9))
    assert day.ends == [(12, 0), (44, 0)]
    agents = {"shifts": [shift(0, 600, (10, 2))]}
    day = play(clock, ringing(agents=agents), ("a", 8), ("a", 9))
    assert day.ends == [(12, 0), (26, 0)]


def test_who_is_out_goes_on_its_break_and_comes_back_from_it(clock):
    # Out from 4 to 64, on the break from 30 to 100.
    one = {"shifts": [shift(0, 600, (30, 70))]}
    model = two_groups(REJECTS | {"out_for": "60 s"}, one=one)
    day = play(clock, model, ("a", 0), ("a", 99), ("a", 120))
    assert day.ends == [(4, 1), (99, 1), (124, 1)]


def test_a_break_does_not_bring_back_who_is_out(clock):
    # Out from 4 to 64, on a break from 10 to 30.
    one = {"shifts": [shift(0, 600, (10, 20))]}
    model = two_groups(REJECTS | {"out_for": "60 s"}, one=one)
    day = play(clock, model, ("a", 0), ("a", 40), ("a", 64))
    assert day.ends == [(4, 1), (40, 1), (68, 1)]


# --- closing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["serve", "send_away"])
def test_what_rings_at_closing_goes_on_ringing(clock, how):
    day = play(clock, ringing(at_closing=how), ("a", 598))
    assert day.ends == [(602, 0)]
    assert day.states(0)[-1] == (612, "off")


def test_sending_away_who_waits_behind_what_rings_is_sent_away(clock):
    day = play(clock, ringing(at_closing="send_away"), ("a", 598), ("a", 599))
    assert day.ends == [(602, 0), ("sent_away", 600)]


def test_serving_who_waits_behind_what_rings_rings_next(clock):
    day = play(clock, ringing(), ("a", 598), ("a", 599))
    assert day.ends == [(602, 0), (616, 0)]
    assert day.states(0)[-1] == (626, "off")


@pytest.mark.parametrize("how", ["serve", "send_away"])
def test_what_is_not_picked_up_after_closing_is_sent_away_where_nobody_stays(clock, how):
    model = ringing(REJECTS | {"out_for": "60 s"}, at_closing=how)
    day = play(clock, model, ("a", 598, {"patience": 200}))
    assert day.ends == [("sent_away", 602)]
    assert day.states(0)[-1] == (602, "off")


@pytest.mark.parametrize(("how", "end"), [("serve", (620, 1)), ("send_away", ("sent_away", 602))])
def test_what_is_not_picked_up_after_closing_waits_where_somebody_stays(clock, how, end):
    model = two_groups(REJECTS | {"out_for": "60 s"}, at_closing=how)
    day = play(clock, model, ("b", 595, {"talk": 25}), ("a", 598))
    assert day.ends == [(595, 1), end]


@pytest.mark.parametrize("how", ["serve", "send_away"])
def test_what_is_not_picked_up_after_closing_is_offered_to_who_is_idle(clock, how):
    model = two_groups(REJECTS, other={"shifts": [shift(0, 700)]}, at_closing=how)
    assert play(clock, model, ("a", 598)).ends == [(602, 1)]


def test_serving_an_agent_who_is_out_for_a_while_counts_as_still_there(clock):
    agents = {"shifts": [shift(0, 700)]}
    model = ringing(REJECTS | {"out_for": "60 s"}, agents=agents)
    # Rung until 602, out until 662, rung again until 666.
    assert play(clock, model, ("a", 598, {"patience": 66})).ends == [("abandoned", 664)]
    day = play(clock, model, ("a", 598, {"patience": 66}), ("a", 610, {"patience": 40}))
    assert day.ends == [("abandoned", 664), ("abandoned", 650)]


# --- several contacts in hand ---------------------------------------------------------------------


def texts(answering=None, *, at_once=2, agents=1, **parts):
    """Texts, so many at once, which ring for 4 s unless it is said."""
    group = agents if isinstance(agents, dict) else {"staff": agents}
    plain = {
        "channels": {"text": {"at_once": at_once}},
        "queues": queues(t={"channel": "text"}),
        "agents": {"g": {"skills": ["t"], "answering": answering or RINGS} | group},
    }
    return a_model(**plain | parts)


def test_a_contact_rings_beside_what_is_in_hand(clock):
    day = play(clock, texts(), ("t", 0), ("t", 1), ("t", 20))
    assert day.ends == [(4, 0), (5, 0), (24, 0)]
    assert day.column("ended_at") == [14, 15, 34]
    assert day.held == [0, 0, 0]


def test_a_contact_that_rings_has_its_room(clock):
    day = play(clock, texts(), ("t", 0), ("t", 1), ("t", 2), ("t", 3, NONE))
    assert day.ends == [(4, 0), (5, 0), (18, 0), ("balked", 3)]


def test_a_contact_that_rings_counts_as_in_hand(clock):
    day = play(clock, texts(at_once=3, agents=2), ("t", 0), ("t", 1), ("t", 2), ("t", 3), ("t", 3))
    assert day.agents == [0, 1, 0, 1, 0]


def test_giving_up_while_it_rings_makes_room(clock):
    day = play(clock, texts(), ("t", 0), ("t", 1, {"patience": 3}), ("t", 2))
    assert day.ends == [(4, 0), ("abandoned", 4), (8, 0)]


def test_what_is_in_hand_goes_on_while_another_is_rejected(clock):
    chat = {"channel": "text"}
    model = a_model(
        channels={"text": {"at_once": 2}},
        queues=queues(t=chat, e={"channel": "email"}),
        agents={"g": {"staff": 1, "skills": ["t", "e"], "answering": REJECTS | {
            "out_for": "60 s"}, "capacity": [{"text": 2}, {"email": 1}]}},
    )  # fmt: skip
    day = play(clock, model, ("e", 0, LONG), ("t", 1, {"patience": 90}))
    assert day.ends == [(0, 0), ("abandoned", 91)]
    assert day.column("ended_at")[0] == 100
    assert day.held == [0, 0]


def test_an_agent_who_is_out_takes_nothing_beside_what_it_has_in_hand(clock):
    mails = {"channel": "email"}
    model = a_model(
        queues=queues(v={}, e=mails),
        agents={"g": {"staff": 1, "skills": ["v", "e"], "answering": REJECTS | {
            "out_for": "60 s"}, "capacity": [{"voice": 1}, {"email": 2}]}},
    )  # fmt: skip
    day = play(clock, model, ("e", 0, LONG), ("v", 1, NONE), ("e", 6), ("e", 80))
    # Out from 5 to 65; then it takes the e-mail that waits.
    assert day.ends == [(0, 0), ("balked", 5), (65, 0), (80, 0)]


def test_an_agent_whose_last_work_ends_while_it_is_out_is_idle_when_it_is_back(clock):
    model = a_model(
        queues=queues(v={"groups": ["g", "h"]}, e={"channel": "email", "groups": ["g"]}),
        agents={
            "g": {"staff": 1, "skills": ["v", "e"], "answering": REJECTS | {"out_for": "60 s"},
                  "capacity": [{"voice": 1}, {"email": 1}]},
            "h": {"staff": 1, "skills": ["v"]},
        },
    )  # fmt: skip
    day = play(clock, model, ("e", 0, {"talk": 20}), ("v", 1), ("v", 30), ("e", 31), ("v", 90))
    assert day.ends == [(0, 0), (5, 1), (30, 1), (65, 0), (94, 1)]


def test_a_contact_that_rings_is_not_put_on_hold(clock):
    model = a_model(
        channels={"voice": {"interrupts": ["text"]}, "text": {}},
        queues=queues(v={}, t={"channel": "text"}),
        agents={"g": {"staff": 1, "skills": ["v", "t"], "answering": RINGS}},
    )
    day = play(clock, model, ("t", 0), ("v", 2, NONE), ("v", 6))
    # The call of 6 interrupts the talk of 4; it rings, too.
    assert day.ends == [(4, 0), ("balked", 2), (10, 0)]
    assert day.column("ended_at") == [28, 2, 20]
    assert day.held[0] == 14


@pytest.mark.parametrize(("answering", "call", "end", "held"), [
    (RINGS, {"patience": 2}, ("abandoned", 12), 2),
    (REJECTS | {"out_for": "60 s"}, NONE, ("balked", 14), 4),
    (RINGS, {}, (14, 0), 14),
])  # fmt: skip
def test_what_was_put_on_hold_for_a_call_goes_on_when_that_rings_no_more(
    clock, answering, call, end, held
):
    model = a_model(
        channels={"voice": {"interrupts": ["email"]}},
        queues=queues(v={}, e={"channel": "email"}),
        agents={"g": {"staff": 1, "skills": ["v", "e"], "answering": answering}},
    )
    day = play(clock, model, ("e", 0, {"talk": 30}), ("v", 10, call))
    assert day.ends == [(0, 0), end]
    assert day.held[0] == held
    assert day.column("ended_at")[0] == 30 + held


def test_what_rings_slows_nothing_down(clock):
    model = texts(channels={"text": {"at_once": 2, "slow_down": [1, 2]}})
    # Of the first, 4 s are left at 10 and take 8; 6 s of the second are left then.
    day = play(clock, model, ("t", 0), ("t", 6))
    assert day.ends == [(4, 0), (10, 0)]
    assert day.column("ended_at") == [18, 24]


def test_talks_in_turns_begin_when_the_agent_picks_up(clock):
    model = texts(
        channels={"text": {"like": "messaging", "at_once": 2}},
    )
    day = play(clock, model, ("t", 0, {"turns": [4, 30, 4]}), ("t", 10, {"turns": [6]}))
    assert day.ends == [(4, 0), (14, 0)]
    assert day.column("ended_at") == [42, 20]
    assert day.responded == [8, 20]


def test_an_agent_who_must_go_finishes_what_rings_and_what_it_has_in_hand(clock):
    day = play(clock, texts(agents={"shifts": [shift(0, 10)]}),
               ("t", 5), ("t", 8, LONG), ("t", 9, {"patience": 200}))  # fmt: skip
    assert day.ends == [(9, 0), (12, 0), ("abandoned", 209)]
    assert day.states(0)[-1] == (112, "off")


def test_rejected_by_an_agent_with_others_in_hand_it_rings_at_another_with_room(clock):
    answering = {"g": REJECTS | {"out_for": "60 s"}, "h": {"rings": "3 s"}}
    agents = {
        name: {"staff": 1, "skills": ["t", "u"] if name == "h" else ["t"], "answering": given}
        for name, given in answering.items()
    }
    model = a_model(
        channels={"text": {"at_once": 2}},
        queues=queues(t={"channel": "text", "groups": ["g", "h"]}, u={"channel": "text"}),
        agents=agents,
    )  # fmt: skip
    day = play(clock, model, ("u", 0, LONG), ("t", 5), ("t", 6))
    # The second rings at `g` too: there is room beside. At 9 `g` is out, and `h` has room for one;
    # at 10 it has none until 22.
    assert day.ends == [(3, 1), (12, 1), (25, 1)]


# --- with other rules -----------------------------------------------------------------------------


def test_who_rings_when_the_overflow_opens_is_offered_to_it_when_it_is_not_picked_up(clock):
    def model(after):
        fields = {"groups": None, "overflow": {"h": {"after": after}}}
        return two_groups(REJECTS | {"out_for": "60 s"}, fields=fields)

    assert play(clock, model("3 s"), ("a", 0)).ends == [(4, 1)]
    assert play(clock, model("4 s"), ("a", 0)).ends == [(4, 1)]
    assert play(clock, model("9 s"), ("a", 0)).ends == [(9, 1)]


def test_one_that_goes_back_to_the_queue_may_open_the_overflow_by_number(clock):
    fields = {"groups": None, "overflow": {"h": {"when_waiting": 2}}}
    model = two_groups(REJECTS | {"out_for": "90 s"}, fields=fields)
    day = play(clock, model, ("a", 0), ("a", 1, {"patience": 50}))
    assert day.ends == [(4, 1), ("abandoned", 51)]


def test_agents_are_idle_anew_after_a_contact_that_they_rejected(clock):
    # Of equals agent 0 is rung first; at 20 agent 1 is idle for longer.
    model = ringing(agents=2)
    day = play(clock, model, ("a", 0, {"patience": 2}), ("a", 20), ("a", 21))
    assert day.agents == [-1, 1, 0]


def test_the_contact_policy_finds_one_that_went_back_as_any_that_waits(clock):
    fields = {"b": {"priority": 1}, "a": {"priority": 2, "groups": ["g", "h"]}}
    model = two_groups(
        REJECTS | {"out_for": "90 s"}, queues=queues(**fields), routing={"contact": "priority"}
    )
    day = play(clock, model, ("a", 0), ("b", 0), ("b", 5))
    assert day.ends == [(20, 1), (0, 1), (10, 1)]


# --- everything at the same second ----------------------------------------------------------------


def test_patience_that_ends_when_the_agent_would_pick_up_ends(clock):
    day = play(clock, ringing(), ("a", 0, {"patience": 4}), ("a", 4))
    assert day.ends == [("abandoned", 4), (8, 0)]


def test_patience_that_ends_when_ringing_is_given_up_ends(clock):
    day = play(clock, two_groups(SILENT), ("a", 0, {"patience": 20}))
    assert day.ends == [("abandoned", 20)]


def test_contacts_of_the_same_second_ring_at_one_agent_after_the_other(clock):
    day = play(clock, ringing(agents=2), *[("a", 0)] * 3)
    assert day.ends == [(4, 0), (4, 1), (18, 0)]


def test_an_agent_who_comes_when_ringing_is_given_up_takes_the_contact(clock):
    model = two_groups(SILENT, other={"shifts": [shift(20, 600)]})
    assert play(clock, model, ("a", 0)).ends == [(20, 1)]
    # Where another waits, that one; the first rings at `g` once more.
    assert play(clock, model, ("a", 0), ("a", 1)).ends == [(40, 1), (20, 1)]


def test_an_agent_who_comes_free_when_a_contact_is_rejected_takes_who_waits_then(clock):
    # At 4 the talk ends first: `h` takes the one in the queue, not the one that still rings.
    model = two_groups(REJECTS | {"out_for": "90 s"})
    day = play(clock, model, ("b", 0, {"talk": 4}), ("a", 0), ("a", 1))
    assert day.ends == [(0, 1), (14, 1), (4, 1)]


def test_an_agent_who_goes_when_it_would_pick_up_finishes_the_contact(clock):
    day = play(clock, ringing(agents={"shifts": [shift(0, 4)]}), ("a", 0))
    assert day.ends == [(4, 0)]
    assert day.states(0)[-1] == (14, "off")


def test_who_arrives_when_a_contact_is_rejected_finds_the_agent_out_and_the_other_gone(clock):
    model = two_groups(REJECTS | {"out_for": "90 s"})
    day = play(clock, model, ("a", 0), ("a", 4, NONE))
    assert day.ends == [(4, 1), ("balked", 4)]


def test_who_arrives_when_an_agent_is_back_rings_at_it(clock):
    model = ringing(REJECTS | {"out_for": "60 s"})
    day = play(clock, model, ("a", 0, NONE), ("a", 63, NONE), ("a", 64, NONE))
    assert day.ends == [("balked", 4), ("balked", 63), ("balked", 68)]


# --- chance ---------------------------------------------------------------------------------------


def test_each_ringing_is_a_chance_of_its_own(clock):
    model = ringing({"rings": "4 s", "no_answer": 0.3, "gives_up_after": "7 s", "rejects": 0.3})
    ends = {float(play(clock, model, ("a", 0), seed=seed).column("answered_at")[0])
            for seed in range(60)}  # fmt: skip
    sums = {7.0 * silent + 4 * rejected + 4 for silent in range(20) for rejected in range(20)}
    assert {4, 8, 11} <= ends <= sums
    assert max(ends) > 15


def test_as_many_are_not_picked_up_as_is_said(clock):
    model = two_groups(
        {"rings": "1 s", "no_answer": 0.2, "gives_up_after": "2 s", "rejects": 0.1},
        one=1, other=1, closes="24:00", interval="16 h",
    )  # fmt: skip
    day = play(clock, model, *[("a", 20 * n) for n in range(2000)])
    answered = [end - begin for end, begin in zip(
        day.column("answered_at"), day.column("arrived_at"), strict=True)]  # fmt: skip
    by = day.agents
    first = sum(a == 0 for a in by) / 2000
    silent = sum(a == 1 and wait == 2 for a, wait in zip(by, answered, strict=True)) / 2000
    assert abs(first - 0.7) < 3.29 * math.sqrt(0.7 * 0.3 / 2000)
    assert abs(silent - 0.2) < 3.29 * math.sqrt(0.2 * 0.8 / 2000)


# --- chance goes on with each offer ---------------------------------------------------------------


def rung(day):
    """The agents at whom contacts rang, in order."""
    facts = day.log.facts
    return facts["agent"][facts["state"] == AgentState.AT_RINGING].tolist()


CHANCES = [{"agent": "random"}, {"preset": "asterisk.random"}, {"preset": "asterisk.wrandom"},
           {"agent": {"score": {"idle": 1}, "by_chance": True}}]  # fmt: skip


@pytest.mark.parametrize("routing", CHANCES, ids=["random", "of a switch", "weighted", "score"])
def test_a_contact_that_nobody_picked_up_is_drawn_anew(clock, routing):
    """Of three agents one does not answer; each of the others is next for half of the contacts."""
    model = ringing({"no_answer": 1, "gives_up_after": "20 s"}, agents=3, routing=routing)
    found = [rung(play(clock, model, ("a", 30, {"dice": n / 90, "patience": 30})))
             for n in range(90)]  # fmt: skip
    for agent, *others in ((0, 1, 2), (1, 0, 2), (2, 0, 1)):
        seconds = [second for first, second, *_ in found if first == agent]
        assert set(seconds) == set(others)
        assert 0.25 < seconds.count(others[0]) / len(seconds) < 0.75


def test_dice_fall_anew_with_each_ringing_in_vain(clock):
    """Of all who are idle, number ⌊dice × candidates⌋, the longest idle first."""
    model = ringing(SILENT | {"gives_up_after": "20 s"}, agents=3, routing={"agent": "random"})
    for dice in (0.0, 0.2, 0.5, 0.9):
        idle, expected, thrown = [0, 1, 2], [], dice
        for _ in range(8):
            place = int(thrown * len(idle))
            expected.append(idle.pop(place))
            idle += expected[-2:-1]  # who let it ring before is idle again once it rings elsewhere
            thrown = thrown_again(thrown)
        day = play(clock, model, ("a", 0, {"dice": dice, "patience": 150}))
        assert rung(day) == expected


def test_an_agent_who_did_not_pick_up_draws_anew_among_contacts(clock):
    """Ringing of 3 s is that of one contact, of 5 s that of the other; all are rejected."""
    agents = {"g": {"staff": 1, "skills": {"a": 1, "b": 1}, "answering": REJECTS}}
    routing = {"preset": "contactcenters.agentspref-randomized"}
    model = a_model(agents=agents, queues=queues("a", "b"), routing=routing, closes="08:20")
    lasting = [("a", 0, {"rings": 3, "patience": 900}), ("b", 0, {"rings": 5, "patience": 900})]
    facts = play(clock, model, *lasting).log.facts
    at = facts["at"][facts["state"] == AgentState.AT_RINGING]
    at = at[(at > 60) & (at < 890)].tolist()
    lasted = [after - before for before, after in pairwise(at)]
    assert set(lasted) == {3, 5}
    assert 0.35 < lasted.count(3) / len(lasted) < 0.65
    turns = sum(one != other for one, other in pairwise(lasted)) / (len(lasted) - 1)
    assert 0.35 < turns < 0.65
