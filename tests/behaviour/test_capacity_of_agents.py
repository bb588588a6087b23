"""An agent has in hand as many contacts as fit; who has room takes more."""

import pytest

from cic.clocks.simpy_clock import SimpyClock
from cic.program.codes import AVAILABLE, HANDLING, OFF
from tests.days import a_model, play, queues, shift

LONG = {"talk": 30}


def texts(at_once=2, *, agents=1, **parts):
    """One queue `t` of which an agent has so many in hand."""
    group = agents if isinstance(agents, dict) else {"staff": agents}
    plain = {
        "channels": {"text": {"at_once": at_once}},
        "queues": queues(t={"channel": "text"}),
        "agents": {"g": {"skills": ["t"]} | group},
    }
    return a_model(**plain | parts)


def mixed(*shares, staff=1, **parts):
    """Queues named like their channels, and one group with these shares of attention."""
    names = [name for share in shares for name in share]
    plain = {
        "channels": {name: {"at_once": 1} for name in names},
        "queues": queues(**{name: {"channel": name} for name in names}),
        "agents": {"g": {"staff": staff, "skills": names, "capacity": list(shares)}},
    }
    return a_model(**plain | parts)


def test_an_agent_has_as_many_contacts_in_hand_as_its_channel_says(clock):
    day = play(clock, texts(), ("t", 0), ("t", 1), ("t", 2))
    assert day.ends == [(0, 0), (1, 0), (10, 0)]
    assert day.column("ended_at") == [10, 11, 20]


def test_talk_and_wrap_up_beside_others_are_as_drawn_to_the_last_bit(clock):
    third = {"talk": 10 / 3, "wrap_up": 0.1}
    day = play(clock, texts(), ("t", 0.1, third), ("t", 0.7, third))
    assert day.column("talk") == [10 / 3] * 2
    assert day.column("wrap_up") == [0.1] * 2
    assert day.column("ended_at") == [0.1 + 10 / 3, 0.7 + 10 / 3]


def test_a_contact_fills_its_place_until_its_wrap_up_is_over(clock):
    day = play(clock, texts(), ("t", 0, {"wrap_up": 5}), ("t", 1, LONG), ("t", 2))
    assert day.ends == [(0, 0), (1, 0), (15, 0)]


def test_a_group_with_its_own_capacity_does_not_follow_the_channel(clock):
    model = texts(3, agents={"staff": 1, "capacity": {"text": 1}})
    assert play(clock, model, ("t", 0), ("t", 1)).ends == [(0, 0), (10, 0)]


def test_groups_may_differ_in_capacity(clock):
    agents = {
        "g": {"staff": 1, "skills": ["t"], "capacity": {"text": 1}},
        "h": {"staff": 1, "skills": ["t"], "capacity": {"text": 3}},
    }
    model = a_model(channels={"text": {}}, queues=queues(t={"channel": "text"}), agents=agents)
    day = play(clock, model, *[("t", at) for at in range(5)])
    assert day.agents == [0, 1, 1, 1, 0]
    assert day.column("answered_at") == [0, 1, 2, 3, 10]


# --- shares of attention --------------------------------------------------------------------------


def test_what_fills_the_share_leaves_no_room_for_others_of_it(clock):
    model = mixed({"voice": 1, "chat": 3}, channels={"chat": {"slow_down": [1]}})
    day = play(clock, model, ("voice", 0), ("chat", 1))
    assert day.ends == [(0, 0), (10, 0)]
    day = play(clock, model, ("chat", 0), ("voice", 1))
    assert day.ends == [(0, 0), (10, 0)]


def test_a_share_is_filled_by_fractions_that_add_up_exactly(clock):
    model = mixed({"x": 2, "y": 3, "z": 6})
    day = play(clock, model, ("x", 0), ("y", 1), ("z", 2), ("z", 3))
    assert day.ends == [(0, 0), (1, 0), (2, 0), (10, 0)]
    day = play(clock, model, ("y", 0), ("y", 1), ("y", 2), ("z", 3))
    assert day.ends == [(0, 0), (1, 0), (2, 0), (10, 0)]


def test_what_does_not_fit_waits_although_something_smaller_would_fit(clock):
    model = mixed({"x": 2, "y": 3, "z": 6})
    day = play(clock, model, ("x", 0, LONG), ("y", 1, LONG), ("y", 2), ("z", 3))
    assert day.ends == [(0, 0), (1, 0), (30, 0), (3, 0)]


@pytest.mark.parametrize("many", [49, 97, 100])
def test_many_small_parts_fill_a_share_exactly(clock, many):
    day = play(clock, mixed({"x": many}), *[("x", 0, LONG)] * (many + 1))
    assert day.column("answered_at") == [0] * many + [30]


def test_shares_are_independent(clock):
    model = mixed({"voice": 1, "chat": 3}, {"email": 1}, channels={"chat": {"slow_down": [1]}})
    day = play(clock, model, ("chat", 0), ("email", 1), ("chat", 2), ("email", 3), ("voice", 4))
    assert day.ends == [(0, 0), (1, 0), (2, 0), (11, 0), (12, 0)]


def test_queues_of_one_channel_share_its_places(clock):
    model = a_model(
        channels={"text": {"at_once": 2}},
        queues=queues(s={"channel": "text"}, t={"channel": "text"}),
        agents={"g": {"staff": 1, "skills": ["s", "t"]}},
    )
    day = play(clock, model, ("s", 0), ("t", 1), ("s", 2))
    assert day.ends == [(0, 0), (1, 0), (10, 0)]


# --- which agent ----------------------------------------------------------------------------------


def test_an_idle_agent_goes_before_one_with_room(clock):
    day = play(clock, texts(agents=2), ("t", 0), ("t", 1))
    assert day.agents == [0, 1]


def test_of_those_with_room_the_fewest_in_hand_goes_first(clock):
    day = play(clock, texts(3, agents=2), *[("t", at, LONG) for at in range(5)], ("t", 5))
    assert day.agents == [0, 1, 0, 1, 0, 1]


def test_of_equally_many_in_hand_who_has_stood_unchanged_longest_goes_first(clock):
    # At 10 agent 0 is done with one of two: both have one, agent 1 unchanged since 1.
    day = play(clock, texts(3, agents=2),
               ("t", 0), ("t", 1, LONG), ("t", 2, LONG), ("t", 11))  # fmt: skip
    assert day.agents == [0, 1, 0, 1]


def test_who_is_done_with_a_contact_stands_anew(clock):
    # Agent 1 is done with one at 10, agent 0 at 11: so agent 1 has stood longest.
    day = play(clock, texts(agents=2),
               ("t", 0, {"talk": 11}), ("t", 1, {"talk": 9}), ("t", 2, LONG), ("t", 3, LONG),
               ("t", 12), ("t", 13), ("t", 14))  # fmt: skip
    assert day.agents == [0, 1, 0, 1, 1, 0, 1]
    assert day.column("answered_at") == [0, 1, 2, 3, 12, 13, 22]


def test_the_first_group_goes_first_although_its_agent_has_only_room(clock):
    agents = {
        "g": {"staff": 1, "skills": ["t"]},
        "h": {"staff": 1, "skills": ["t"]},
    }
    model = a_model(
        channels={"text": {"at_once": 2}},
        queues=queues(t={"channel": "text", "groups": ["h", "g"]}),
        agents=agents,
    )
    day = play(clock, model, ("t", 0), ("t", 1), ("t", 2), ("t", 3), ("t", 4))
    assert day.agents == [1, 1, 0, 0, 1]
    assert day.column("answered_at")[4] == 10


@pytest.mark.parametrize(("policy", "agents"), [
    ("skill_rank", [1, 1, 0, 0]),
    ("longest_idle", [0, 1, 0, 1]),
])  # fmt: skip
def test_skill_ranks_order_those_with_room_where_agents_are_chosen_by_them(clock, policy, agents):
    model = a_model(
        channels={"text": {"at_once": 2}},
        queues=queues(t={"channel": "text"}),
        agents={
            "g": {"staff": 1, "skills": {"t": 2}},
            "h": {"staff": 1, "skills": {"t": 1}},
        },
        routing={"agent": policy},
    )
    day = play(clock, model, *[("t", at, LONG) for at in range(4)])
    assert day.agents == agents


def test_fewest_contacts_counts_those_taken_beside_others(clock):
    # Idle since 12 (agent 0, two contacts) and 16 (agent 1, one).
    model = texts(agents=2, routing={"agent": "fewest_contacts"})
    day = play(clock, model, ("t", 0), ("t", 1, {"talk": 15}), ("t", 2), ("t", 20))
    assert day.agents == [0, 1, 0, 1]


def test_the_round_goes_on_after_the_agent_last_chosen_by_it(clock):
    # The second finds room in the first group: that leaves the round of the idle as it was.
    model = a_model(
        channels={"text": {"at_once": 2}},
        queues=queues(t={"channel": "text", "groups": ["g", "h"]}),
        agents={"g": {"staff": 1, "skills": ["t"]}, "h": {"staff": 3, "skills": ["t"]}},
        routing={"agent": "round_robin"},
    )
    day = play(clock, model, *[("t", at, {"talk": 100}) for at in range(6)])
    assert day.agents == [0, 0, 1, 2, 3, 1]


def test_an_agent_is_idle_from_when_its_last_contact_is_done(clock):
    # Agent 0 has two in hand until 30, agent 1 one until 20.
    day = play(clock, texts(agents=2),
               ("t", 0), ("t", 1, {"talk": 19}), ("t", 2, {"talk": 28}), ("t", 40))  # fmt: skip
    assert day.agents == [0, 1, 0, 1]


# --- which contact --------------------------------------------------------------------------------


def test_an_agent_takes_the_one_that_fits_although_another_waits_longer(clock):
    model = mixed({"voice": 1, "chat": 2}, channels={"chat": {"slow_down": [1]}})
    day = play(clock, model, ("chat", 0), ("chat", 1, LONG), ("voice", 2), ("chat", 3))
    assert day.ends == [(0, 0), (1, 0), (31, 0), (10, 0)]


def test_who_comes_on_duty_takes_as_many_as_fit(clock):
    agents = {"shifts": [shift(30, 600)]}
    day = play(clock, texts(agents=agents), ("t", 5), ("t", 6), ("t", 7))
    assert day.ends == [(30, 0), (30, 0), (40, 0)]


def test_after_a_call_as_many_are_taken_as_fit_each_by_the_contact_policy(clock):
    channels = {"chat": {"slow_down": [1]}, "fax": {"deferred": False}}
    waiting = [("chat", 1), ("fax", 2), ("fax", 3), ("chat", 4)]
    by_wait = mixed({"voice": 1, "chat": 3, "fax": 3}, channels=channels)
    day = play(clock, by_wait, ("voice", 0), *waiting)
    assert day.column("answered_at") == [0, 10, 10, 10, 20]
    by_length = mixed(
        {"voice": 1, "chat": 3, "fax": 3}, channels=channels, routing={"contact": "longest_queue"}
    )
    day = play(clock, by_length, ("voice", 0), *waiting[:3], ("fax", 4), ("chat", 5))
    # Three faxes wait and two chats: a fax, then the first of equals (a chat), then a fax.
    assert day.column("answered_at") == [0, 10, 10, 10, 20, 20]


def test_an_agent_who_answers_other_queues_is_not_concerned(clock):
    model = a_model(
        channels={"text": {"at_once": 2}},
        queues=queues("v", t={"channel": "text"}),
        agents={"g": {"staff": 1, "skills": ["t"]}, "h": {"staff": 1, "skills": ["v"]}},
    )
    day = play(clock, model, ("t", 0), ("t", 1), ("t", 2), ("v", 3))
    assert day.ends == [(0, 0), (1, 0), (10, 0), (3, 1)]


# --- agents who come, go, and change groups -------------------------------------------------------


def test_an_agent_is_handling_while_it_has_anything_in_hand(clock):
    day = play(clock, texts(), ("t", 5), ("t", 8), ("t", 30))
    assert day.states(0) == [
        (0, "available"), (5, "handling"), (18, "available"), (30, "handling"), (40, "available"),
        (600, "off"),
    ]  # fmt: skip


def test_between_one_contact_and_the_next_an_agent_is_not_available(clock):
    day = play(clock, texts(), ("t", 0), ("t", 0), ("t", 0))
    states = [AVAILABLE, HANDLING, AVAILABLE, OFF]
    assert day.log.facts["state"].tolist() == states


def test_an_agent_who_must_go_finishes_all_it_has_in_hand(clock):
    day = play(clock, texts(agents={"shifts": [shift(0, 20)]}), ("t", 15), ("t", 16, LONG))
    assert day.column("ended_at") == [25, 46]
    assert day.states(0) == [(0, "available"), (15, "handling"), (46, "off")]


@pytest.mark.parametrize("second", [20, 21])
def test_an_agent_who_must_go_takes_nothing_beside(clock, second):
    day = play(clock, texts(agents={"shifts": [shift(0, 20)]}),
               ("t", 15, LONG), ("t", second, {"patience": 50}))  # fmt: skip
    assert day.ends == [(15, 0), ("abandoned", second + 50)]


def test_an_agent_who_must_go_takes_none_of_the_waiting_when_one_of_two_is_done(clock):
    day = play(clock, texts(agents={"shifts": [shift(0, 20)]}),
               ("t", 15), ("t", 16, LONG), ("t", 17, {"patience": 90}))  # fmt: skip
    assert day.ends == [(15, 0), (16, 0), ("abandoned", 107)]


def test_a_contact_done_when_the_shift_ends_makes_room_for_one_more(clock):
    # Ends of work go first: the agent takes the waiting one, and is to go then.
    day = play(clock, texts(agents={"shifts": [shift(0, 20)]}),
               ("t", 10), ("t", 11, LONG), ("t", 12))  # fmt: skip
    assert day.ends == [(10, 0), (11, 0), (20, 0)]
    assert day.states(0)[-1] == (41, "off")


def test_a_break_begins_when_all_in_hand_is_done(clock):
    agents = {"shifts": [shift(0, 600, (20, 40))]}
    day = play(clock, texts(agents=agents), ("t", 15), ("t", 16, {"talk": 20}), ("t", 26))
    assert day.ends == [(15, 0), (16, 0), (60, 0)]
    assert day.states(0)[1:4] == [(15, "handling"), (36, "on_break"), (60, "handling")]


def test_an_agent_back_from_a_break_it_did_not_take_has_room_again(clock):
    agents = {"shifts": [shift(0, 600, (20, 10))]}
    day = play(clock, texts(agents=agents), ("t", 15, LONG), ("t", 25), ("t", 31))
    assert day.ends == [(15, 0), (30, 0), (40, 0)]
    assert day.states(0)[1:3] == [(15, "handling"), (50, "available")]


def test_an_agent_back_from_a_break_it_did_not_take_is_found_by_who_arrives(clock):
    agents = {"shifts": [shift(0, 600, (20, 10))]}
    day = play(clock, texts(agents=agents), ("t", 15, LONG), ("t", 30))
    assert day.ends == [(15, 0), (30, 0)]


def test_all_done_at_the_second_of_the_coming_back_is_a_break_of_no_length(clock):
    agents = {"shifts": [shift(0, 600, (20, 10))]}
    day = play(clock, texts(agents=agents),
               ("t", 15, {"talk": 15}), ("t", 16, {"talk": 14}), ("t", 25))  # fmt: skip
    assert day.ends == [(15, 0), (16, 0), (30, 0)]


def supervised(model, at, act, *contacts):
    """A day on which a supervisor does one thing at an instant."""

    def supervisor(env, centre):
        yield env.timeout(at)
        act(centre)

    return play(SimpyClock(processes=[supervisor]), model, *contacts)


def two_groups():
    return a_model(
        channels={"text": {"at_once": 2}},
        queues=queues(s={"channel": "text"}, t={"channel": "text"}),
        agents={"g": {"staff": 1, "skills": ["s"]}, "h": {"staff": 0, "skills": ["t"]}},
    )


def test_an_agent_who_is_moved_finishes_all_it_has_in_hand_and_takes_nothing_meanwhile():
    day = supervised(
        two_groups(), 3, lambda centre: centre.move(1, source="g", to="h"),
        ("s", 0), ("s", 1, {"talk": 20}), ("s", 12, {"patience": 50}), ("t", 13), ("t", 14),
        ("t", 15),
    )  # fmt: skip
    assert day.ends == [(0, 0), (1, 0), ("abandoned", 62), (21, 0), (21, 0), (31, 0)]
    assert day.column("group") == [0, 0, -1, 1, 1, 1]


def test_an_agent_who_is_to_change_groups_is_not_found_although_it_has_room():
    day = supervised(
        two_groups(), 3, lambda centre: centre.move(1, source="g", to="h"),
        ("s", 0, {"talk": 20}), ("s", 5, {"patience": 50}), ("t", 6),
    )  # fmt: skip
    assert day.ends == [(0, 0), ("abandoned", 55), (20, 0)]


def test_an_idle_agent_who_is_moved_takes_as_many_of_the_waiting_as_fit():
    day = supervised(
        two_groups(), 3, lambda centre: centre.move(1, source="g", to="h"),
        ("t", 0), ("t", 1), ("t", 2), ("s", 10, {"patience": 3}),
    )  # fmt: skip
    assert day.ends == [(3, 0), (3, 0), (13, 0), ("abandoned", 13)]


def test_an_agent_who_is_sent_home_finishes_all_it_has_in_hand():
    day = supervised(
        texts(), 5, lambda centre: centre.send_home(1, group="g"),
        ("t", 0), ("t", 1), ("t", 6, {"patience": 30}),
    )  # fmt: skip
    assert day.ends == [(0, 0), (1, 0), ("abandoned", 36)]
    assert day.states(0) == [(0, "handling"), (11, "off")]


# --- closing --------------------------------------------------------------------------------------

LATE = [("t", 595, LONG), ("t", 596), ("t", 597), ("t", 598)]


def test_serving_an_agent_takes_the_waiting_as_it_has_room_and_then_goes_home(clock):
    day = play(clock, texts(at_closing="serve"), *LATE)
    assert day.ends == [(595, 0), (596, 0), (606, 0), (616, 0)]
    assert day.states(0)[-1] == (626, "off")


def test_sending_away_an_agent_finishes_what_it_has_in_hand(clock):
    day = play(clock, texts(at_closing="send_away"), *LATE)
    assert day.ends == [(595, 0), (596, 0), ("sent_away", 600), ("sent_away", 600)]
    assert day.states(0)[-1] == (625, "off")


@pytest.mark.parametrize(("how", "end"), [("serve", (611, 0)), ("send_away", ("sent_away", 601))])
def test_who_comes_after_closing_does_not_find_the_room_of_an_agent_who_must_go(clock, how, end):
    # There is room for a third; but the agent's day is over, and it only takes who waits.
    day = play(clock, texts(3, at_closing=how), ("t", 595, {"talk": 16}), ("t", 596, LONG),
               ("t", 601))  # fmt: skip
    assert day.ends == [(595, 0), (596, 0), end]


@pytest.mark.parametrize("how", ["serve", "send_away"])
def test_who_comes_after_closing_finds_room_where_a_shift_goes_on(clock, how):
    model = texts(at_closing=how, agents={"shifts": [shift(0, 700)]})
    assert play(clock, model, ("t", 595, LONG), ("t", 601)).ends == [(595, 0), (601, 0)]


# --- everything at the same second ----------------------------------------------------------------


def test_arrivals_at_the_same_second_find_idle_agents_then_room(clock):
    day = play(clock, texts(agents=2), *[("t", 0)] * 6)
    assert day.agents == [0, 1, 0, 1, 0, 1]
    assert day.column("answered_at") == [0, 0, 0, 0, 10, 10]


def test_who_arrives_when_contacts_are_done_finds_room(clock):
    day = play(clock, texts(), ("t", 0), ("t", 0), ("t", 10, {"patience": 0}),
               ("t", 10, {"patience": 0}), ("t", 10, {"patience": 0}))  # fmt: skip
    assert day.ends == [(0, 0), (0, 0), (10, 0), (10, 0), ("balked", 10)]


def test_room_made_when_patience_ends_saves_the_contact(clock):
    day = play(clock, texts(), ("t", 0), ("t", 0, LONG), ("t", 4, {"patience": 6}))
    assert day.ends == [(0, 0), (0, 0), (10, 0)]


def test_contacts_of_no_length_come_and_go_in_the_same_second(clock):
    day = play(clock, texts(), *[("t", 3, {"talk": 0})] * 5, ("t", 3), ("t", 3), ("t", 3))
    assert day.column("answered_at") == [3] * 7 + [13]


def test_of_as_few_in_hand_the_score_decides(clock):
    agents = {
        name: {"staff": 1, "skills": {"t": {"level": level}}}
        for name, level in (("g", 3), ("h", 4))
    }
    contacts = [("t", 0, {"talk": 3}), ("t", 1, LONG), ("t", 4, LONG), ("t", 5), ("t", 6)]
    # 1 has the higher level; at 5 both have one in hand, 0 since 1 and 1 since 4.
    for routing, found in (("genesys.best-available-skills", [1, 0, 1, 1, 0]),
                           ("connect", [0, 1, 0, 1, 0])):  # fmt: skip
        plain = {"channels": {"text": {"at_once": 2}}, "queues": queues(t={"channel": "text"})}
        model = a_model(**plain, agents=agents, routing={"preset": routing})
        assert play(clock, model, *contacts).agents == found
