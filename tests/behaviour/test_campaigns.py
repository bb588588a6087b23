"""Campaigns by hand: who is called when, what calls come to, who is called again.

Shares are 0 or 100%, perhaps by interval of 5 min, so that nothing is left to chance; all times are
whole seconds. Unless a test says otherwise everybody answers after 5 s and talks for 20 s.
"""

import numpy as np
import pytest

from cic.measures.campaigns import COUNTED, count_campaigns
from tests.days import a_model, live, queues, shift, times

ONE = {"g": {"staff": 1, "skills": ["a"]}}
TWO = {"g": {"staff": 2, "skills": ["a"]}}
CAMPAIGN = {"queue": "a", "customers": 3, "answers": "100%", "rings": "5 s"}


def day_of(clock, *, agents=ONE, own=None, model=None, **more):
    """A day with one campaign."""
    queue = queues(a={"talk": "20 s"} | (own or {}))
    parts = {"queues": queue, "agents": agents, "interval": "5 min"} | (model or {})
    return live(clock, a_model(campaigns={"x": CAMPAIGN | more}, **parts))


NOBODY = {"answers": "0%"}
RATIO = {"mode": "power", "lines_per_agent": 2}


# ------------------------------------------------------------------------------------- the modes


def test_progressive_makes_one_call_for_each_free_agent(clock):
    day = day_of(clock, agents=TWO)
    assert day.dials == [(0, 0, "connected", 5), (0, 1, "connected", 5), (25, 2, "connected", 30)]
    assert day.ends == [(5, 0), (5, 1), (30, 0)]
    assert day.legs == [(5, "outbound", -1), (5, "outbound", -1), (30, "outbound", -1)]


def test_power_makes_so_many_calls_for_each_and_drops_who_finds_nobody(clock):
    day = day_of(clock, dialler=RATIO, customers=4)
    assert day.dials == [
        (0, 0, "connected", 5), (0, 1, "abandoned_live", 7),
        (25, 2, "connected", 30), (25, 3, "abandoned_live", 32),
    ]  # fmt: skip
    assert day.ends == [(5, 0), ("dropped", 7), (30, 0), ("dropped", 32)]


def test_calls_of_power_that_end_in_vain_are_made_up_for_at_once(clock):
    day = day_of(clock, dialler=RATIO, customers=5, busy="100%", **NOBODY)
    assert [at for at, *_ in day.dials] == [0, 0, 3, 3, 6]


def test_halves_of_lines_are_rounded_up(clock):
    day = day_of(clock, dialler=RATIO | {"lines_per_agent": 1.5, "extra": 1}, **NOBODY)
    assert [at for at, *_ in day.dials] == [0, 0, 0]


def test_lines_bound_the_calls_under_way(clock):
    day = day_of(clock, agents=TWO, dialler=RATIO, lines=3, customers=4, **NOBODY)
    assert [at for at, *_ in day.dials] == [0, 0, 0, 25]


@pytest.mark.parametrize(("mode", "first"), [("dialone", 1), ("dial1xfree", 3), ("dial2xfree", 4)])
def test_dialler_policies_call_when_an_agent_comes_free_whatever_is_under_way(clock, mode, first):
    agents = {"g": {"shifts": [shift(0, 600), shift(0, 600), shift(10, 600)], "skills": ["a"]}}
    day = day_of(clock, agents=agents, dialler=mode, customers=99, gives_up_after="500 s", **NOBODY)
    made = [sum(at == instant for at, *_ in day.dials) for instant in (0, 10)]
    assert made == [first, {"dialone": 1, "dial1xfree": 4, "dial2xfree": 6}[mode]]
    assert len(day.dials) == sum(made)


def test_dialxfree_may_leave_out_the_calls_under_way(clock):
    agents = {"g": {"shifts": [shift(0, 600), shift(10, 600)], "skills": ["a"]}}
    dialler = {"mode": "dialxfree", "lines_per_agent": 2, "extra": 1, "less_under_way": True}
    day = day_of(
        clock, agents=agents, dialler=dialler, customers=5, gives_up_after="500 s", **NOBODY
    )
    assert [at for at, *_ in day.dials] == [0, 0, 0, 10, 10]


@pytest.mark.parametrize("mode", ["manual", "preview"])
def test_an_agent_is_held_for_the_call_it_makes(clock, mode):
    day = day_of(clock, dialler=mode, preview={"takes": "10 s"}, customers=2)
    assert day.dials == [(10, 0, "connected", 15), (45, 1, "connected", 50)]
    assert day.states(0) == [
        (0, "preparing"), (10, "dialling"), (15, "available"), (35, "preparing"),
        (45, "dialling"), (50, "available"), (600, "off"),
    ]  # fmt: skip


def test_how_long_agents_are_held_before_the_answer_is_counted(clock):
    more = {"dialler": "manual", "preview": {"takes": "10 s"}, "answers": ["0%", "100%"]}
    day = day_of(clock, hours={"from": "08:04:45", "until": "08:10"}, customers=2, **more)
    assert [(at, ends) for at, *_, ends in day.dials] == [(295, 320), (330, 335)]
    (counted,) = count_campaigns(day.log, day.program, np.ones(1))[[COUNTED.index("held")], 0]
    assert counted == 35 + 15


def test_an_agent_who_calls_in_vain_goes_on_with_the_next(clock):
    day = day_of(clock, dialler="manual", customers=2, **NOBODY)
    assert day.dials == [(0, 0, "no_reply", 25), (25, 1, "no_reply", 50)]
    assert day.states(0) == [(0, "dialling"), (50, "available"), (600, "off")]


def test_customers_whom_agents_leave_out_are_not_called(clock):
    day = day_of(clock, dialler="preview", preview={"takes": "10 s", "skips": "100%"}, customers=2)
    assert day.dials == [(0, 0, "skipped", 10), (10, 1, "skipped", 20)]


def test_an_agent_may_leave_out_a_customer_at_once(clock):
    preview = {"takes": {"values": ["0 s", "10 s"]}, "skips": "100%"}
    day = day_of(clock, dialler="preview", preview=preview, customers=12)
    assert {result for _, _, result, _ in day.dials} == {"skipped"}
    assert {over - at for at, _, _, over in day.dials} == {0, 10}


def test_an_agent_who_is_to_go_goes_after_the_call(clock):
    agents = {"g": {"shifts": [shift(0, 20)], "skills": ["a"]}}
    day = day_of(clock, agents=agents, dialler="preview", preview={"takes": "18 s"})
    assert day.dials == [(18, 0, "connected", 23)]
    assert day.states(0)[-1] == (43, "off")


def test_contacts_that_wait_go_to_an_agent_who_called_in_vain(clock):
    day = day_of(clock, dialler="manual", customers=1, own={"arrivals": times(10)}, **NOBODY)
    assert day.ends == [(25, 0)]


def test_messages_are_played_on_so_many_lines(clock):
    day = day_of(clock, dialler="agentless", lines=2, message="30 s")
    assert day.dials == [
        (0, 0, "message_played", 35), (0, 1, "message_played", 35), (35, 2, "message_played", 70),
    ]  # fmt: skip
    assert day.ends == []


def test_messages_are_left_on_machines(clock):
    day = day_of(clock, dialler="agentless", lines=2, message="30 s", machine="100%", **NOBODY)
    assert {result for _, _, result, _ in day.dials} == {"message_left"}


def test_agents_with_several_contacts_in_hand_may_be_held_for_a_call(clock):
    agents = {"g": {"staff": 1, "skills": ["a", "b"], "capacity": {"voice": 1, "chat": 1}}}
    parts = {"queues": queues(a={"talk": "20 s"}, b={"channel": "chat", "arrivals": times(12)})}
    day = day_of(
        clock, agents=agents, model=parts, dialler="preview", preview={"takes": "10 s"}, customers=1
    )
    assert day.dials == [(10, 0, "connected", 15)]
    assert sorted(day.ends) == [(15, 0), (35, 0)]


# ------------------------------------------------------------------------- what calls come to


@pytest.mark.parametrize(
    ("what", "result", "ends"),
    [
        ({"busy": "100%", "fails_after": "4 s"}, "busy_tone", 4),
        ({"invalid": "100%", "fails_after": "4 s"}, "invalid", 4),
        ({"gives_up_after": "18 s"}, "no_reply", 18),
        ({"machine": "100%", "detection": {"takes": "1 s"}}, "machine", 6),
        ({"machine": "100%", "detection": {"false_negative": "100%"}}, "machine_connected", 5),
        ({"machine": "100%"}, "machine_connected", 5),
        ({"answers": "100%", "rings": "30 s"}, "no_reply", 25),
    ],
)
def test_what_a_call_comes_to(clock, what, result, ends):
    assert day_of(clock, customers=1, **(NOBODY | what)).dials == [(0, 0, result, ends)]


def test_a_number_exists_or_not_at_all_attempts(clock):
    """Who was busy at the first attempt has a number; whose does not exist is called once."""
    retries = {"busy": "1 min"}
    more = {"customers": 40, "busy": "50%", "invalid": "50%", "attempts": 3, "retries": retries}
    day = day_of(clock, fails_after="1 s", **(NOBODY | more))
    told = {}
    for _, customer, result, _ in day.dials:
        told.setdefault(customer, []).append(result)
    assert sorted(set(map(tuple, told.values()))) == [("busy_tone",) * 3, ("invalid",)]
    assert 10 < sum(one == ["invalid"] for one in told.values()) < 30


def test_an_agent_listens_to_a_machine_for_its_own_time(clock):
    day = day_of(clock, customers=1, machine="100%", machine_talk="7 s", **NOBODY)
    assert day.column("talk") == [7]


def test_people_who_are_taken_for_machines_are_hung_up_on(clock):
    found = {"takes": "1 s", "false_positive": "100%"}
    day = day_of(clock, customers=1, detection=found)
    assert day.dials == [(0, 0, "taken_for_machine", 6)]
    assert day.ends == []


def test_detection_is_a_part_of_the_wait_for_an_agent(clock):
    day = day_of(clock, dialler=RATIO, customers=2, detection={"takes": "1 s"})
    assert day.dials == [(0, 0, "connected", 6), (0, 1, "abandoned_live", 7)]
    assert day.column("arrived_at") == [5, 5]
    assert day.column("queued_at") == [6, 6]


def test_nobody_waits_where_calls_are_dropped_at_once(clock):
    day = day_of(clock, dialler=RATIO, customers=2, drop_after="0 s")
    assert day.dials[1] == (0, 1, "abandoned_live", 5)


def test_who_answers_may_have_the_patience_of_the_queue(clock):
    own = {"patience": "30 s"}
    day = day_of(clock, dialler=RATIO, customers=2, drop_after=None, own=own)
    assert day.ends == [(5, 0), (25, 0)]


def test_somebody_else_talks_for_a_time_of_its_own_and_makes_no_promise(clock):
    more = {"right_party": "0%", "promise": "100%", "wrong_party_talk": "8 s"}
    day = day_of(clock, customers=1, **more)
    assert day.column("talk") == [8]
    assert day.log.dials[["right_party", "promise"]].tolist() == [(0, 0)]


def test_the_one_who_is_wanted_may_promise(clock):
    day = day_of(clock, customers=1, promise="100%")
    assert day.log.dials[["right_party", "promise"]].tolist() == [(1, 1)]


def test_how_long_agents_had_been_idle_is_noted(clock):
    day = day_of(clock, dialler=RATIO, drop_after="30 s")
    assert day.dials[:2] == [(0, 0, "connected", 5), (0, 1, "connected", 25)]
    assert day.log.dials["idle"].tolist()[:2] == [5, 0]


# ------------------------------------------------------------------------------- called again


@pytest.mark.parametrize(
    ("how", "what", "ends"),
    [
        ("busy", {"busy": "100%"}, 3),
        ("no_answer", {}, 25),
        ("machine", {"machine": "100%", "detection": {}}, 5),
        ("machine", {"machine": "100%"}, 5),
        ("wrong_party", {"answers": "100%", "right_party": "0%"}, 5),
        ("abandoned", {"answers": "100%", "detection": {"false_positive": "100%"}}, 5),
    ],
)
def test_customers_are_called_again_by_how_the_call_came_to_nothing(clock, how, what, ends):
    again = {"attempts": 3, "retries": {how: "60 s"}, "customers": 1}
    day = day_of(clock, **(NOBODY | again | what))
    assert [at for at, *_ in day.dials] == [0, ends + 60, 2 * (ends + 60)]
    assert day.log.dials["attempt"].tolist() == [1, 2, 3]


def test_customers_are_not_called_again_where_nothing_says_so(clock):
    again = {"attempts": 3, "retries": {"busy": "60 s"}, "customers": 1}
    assert len(day_of(clock, **(NOBODY | again)).dials) == 1
    assert len(day_of(clock, **(again | {"right_party": "100%"})).dials) == 1


def test_customers_to_be_called_again_go_before_new_ones(clock):
    again = {"attempts": 2, "retries": {"no_answer": "10 s"}, "customers": 3}
    day = day_of(clock, **(NOBODY | again))
    called = [(at, customer) for at, customer, *_ in day.dials]
    assert called == [(0, 0), (25, 1), (50, 0), (75, 1), (100, 2), (135, 2)]


# ------------------------------------------------------------------------------------- when


def test_a_campaign_calls_in_its_hours_only(clock):
    hours = {"from": "08:02", "until": "08:03"}
    day = day_of(clock, hours=hours, customers=99, **NOBODY)
    assert [at for at, *_ in day.dials] == [120, 145, 170]
    assert day.dials[-1][3] == 195  # a call that rings goes on


def test_a_campaign_calls_on_its_weekdays_only(clock):
    hours = {"from": "08:00", "until": "08:10", "days": ["tuesday"]}
    day = day_of(clock, hours=hours, customers=1, model={"days": 3})
    assert [at for at, *_ in day.dials] == [86400]


def test_nobody_is_called_once_the_centre_has_closed(clock):
    day = day_of(clock, customers=99, **NOBODY)
    assert day.dials[-1][0] == 575


def test_answers_depend_on_when_the_call_is_made(clock):
    day = day_of(clock, answers=["0%", "100%"], customers=99)
    live_from = [at for at, _, result, _ in day.dials if result == "connected"]
    assert live_from[0] == 300
    assert live_from[-1] == 575


def test_the_campaign_of_the_lowest_number_has_the_free_agents(clock):
    parts = {"queues": queues(a={"talk": "20 s"}), "agents": ONE, "interval": "5 min"}
    two = {"late": CAMPAIGN | {"priority": 2}, "soon": CAMPAIGN | {"customers": 1}}
    day = live(clock, a_model(campaigns=two, **parts))
    assert day.program.legs.campaigns.names == ("soon", "late")
    assert [(d["at"], d["campaign"]) for d in day.log.dials[:2]] == [(0, 0), (25, 1)]


# --------------------------------------------------------------------- beside other contacts


def blended(clock, *instants, agents=TWO, **blending):
    parts = {"queues": queues("b", a={"talk": "20 s"}, b={"arrivals": times(*instants)})}
    staff = {"g": agents["g"] | {"skills": ["a", "b"]}, "h": {"staff": 1, "skills": ["b"]}}
    return day_of(clock, agents=staff, model=parts, blending=blending, customers=99)


def test_free_agents_are_left_for_other_contacts(clock):
    day = blended(clock, keeps_free=1)
    assert [at for at, *_ in day.dials[:2]] == [0, 25]


def test_calls_are_made_when_enough_agents_are_free(clock):
    day = blended(clock, when_free=2)
    assert [at for at, *_ in day.dials[:4]] == [0, 0, 25, 25]
    assert blended(clock, when_free=3).dials == []


def test_agents_are_called_for_once_they_have_been_idle_for_a_while(clock):
    day = blended(clock, after_idle="7 s")
    assert [at for at, *_ in day.dials[:4]] == [7, 7, 39, 39]


def test_others_must_be_free_too(clock):
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}}
    parts = {"queues": queues(a={"talk": "20 s"}, b={"arrivals": times(0), "talk": "50 s"})}
    more = {"blending": {"others": ["h"]}, "hours": {"from": "08:00:10", "until": "08:10"}}
    day = day_of(clock, agents=agents, model=parts, customers=1, **more)
    assert [at for at, *_ in day.dials] == [50]


def test_calls_wait_on_the_service_level_of_other_queues(clock):
    inbound = {"stops_below": "50%", "resumes_above": "80%", "over": "24 s"}
    own = {"b": {"arrivals": times(0, 1, 2), "talk": "60 s", "patience": "5 s",
                 "service_level": "80% in 1 s"}}  # fmt: skip
    parts = {"queues": queues(a={"talk": "20 s"}, **own)}
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}}
    day = day_of(
        clock,
        agents=agents,
        model=parts,
        blending={"inbound": inbound},
        customers=99,
    )
    # Of three contacts one is answered: known at 6 and 7 s, looked at every 2 s, for 24 s.
    assert [at for at, *_ in day.dials[:2]] == [0, 30]


def test_calls_stop_for_as_long_as_is_said(clock):
    inbound = {"stops_below": "50%", "resumes_above": "50%", "over": "24 s"}
    own = {"b": {"arrivals": times(0, 1, 2), "talk": "60 s", "patience": "5 s",
                 "service_level": "80% in 1 s"}}  # fmt: skip
    parts = {"queues": queues(a={"talk": "20 s"}, **own)}
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}}
    stays = {"calls_at_least": "10 s", "stops_at_least": "90 s"}
    day = day_of(
        clock,
        agents=agents,
        model=parts,
        blending={"inbound": inbound | stays},
        customers=99,
    )
    assert [at for at, *_ in day.dials[:2]] == [0, 98]


def test_an_inbound_contact_may_take_the_agent_a_call_was_made_for(clock):
    agents = {"g": {"staff": 1, "skills": ["a", "b"]}}
    parts = {"queues": queues("b", a={"talk": "20 s"}, b={"arrivals": times(3)})}
    day = day_of(clock, agents=agents, model=parts, customers=1)
    assert day.dials == [(0, 0, "abandoned_live", 7)]


def test_twice_as_many_calls_are_made_while_few_are_abandoned(clock):
    inbound = {"stops_below": "0%", "resumes_above": "0%", "queues": ["a"]}
    dialler = {"mode": "dialfree_badcallmismatchrates", "lines_per_agent": 1}
    more = {"blending": {"inbound": inbound}, "customers": 9, "drop_after": "0 s"}
    plain = day_of(clock, dialler=dialler, **more)
    assert [at for at, *_ in plain.dials[:3]] == [0, 25, 50]
    doubled = day_of(clock, dialler=dialler | {"doubles_below": "3%"}, **more)
    assert [at for at, *_ in doubled.dials[:4]] == [0, 0, 25, 50], "one of two is abandoned"


# ---------------------------------------------------------------------- agents who are moved


MOVES = {"inbound": "h", "outbound": "g"}


def moved(clock, *instants, staff=(1, 1), hours=None, low="50%", high="80%", **moves):
    """Queue b is served by h; its contacts wait 5 s at most, and are in time within 1 s."""
    inbound = {"stops_below": low, "resumes_above": high, "over": "24 s", "queues": ["b"]}
    b = {"arrivals": times(*instants), "talk": "60 s", "patience": "5 s",
         "service_level": "80% in 1 s"}  # fmt: skip
    return day_of(
        clock,
        agents={
            "g": {"staff": staff[0], "skills": ["a"]},
            "h": {"staff": staff[1], "skills": ["b"]},
        },
        model={"queues": queues(a={"talk": "20 s"}, b=b)},
        dialler={"mode": "agentsmove", "lines_per_agent": 0},
        blending={"inbound": inbound},
        moves=MOVES | moves,
        hours=hours,
        customers=9,
    )


def moves_of(day):
    """When which agent came to which group, after the first coming."""
    seen, found = {}, []
    for row in day.log.facts:
        agent, group = int(row["agent"]), int(row["group"])
        if agent in seen and seen[agent] != group:
            found.append((float(row["at"]), agent, day.program.group_names[group]))
        seen[agent] = group
    return found


def test_agents_come_inbound_when_the_service_level_is_low(clock):
    day = moved(clock, 0, 1, 2, high="100%", most_idle_outbound=0)
    # The first of three is answered; the others have given up at 6 and 7 s: known at 8 s.
    assert moves_of(day)[:1] == [(8, 0, "h")]


def test_agents_go_outbound_when_the_service_level_is_high(clock):
    day = moved(clock, staff=(1, 2))
    assert moves_of(day)[:2] == [(2, 1, "g"), (4, 2, "g")]


def test_idle_agents_stay_inbound_and_few_idle_come_outbound(clock):
    one = moves_of(moved(clock, staff=(1, 2), keeps_idle_inbound=1))
    assert one == [(2, 1, "g")]
    assert moves_of(moved(clock, staff=(1, 2), most_idle_outbound=1)) == []


def test_moves_are_spaced_and_agents_idle_before(clock):
    spaced = moved(clock, staff=(1, 2), between_outbound="30 s", after_idle="10 s")
    assert moves_of(spaced)[:2] == [(10, 1, "g"), (40, 2, "g")]


def test_agents_who_were_moved_stay_for_a_while(clock):
    stays = {"staff": (0, 1), "stays_outbound": "200 s", "between_outbound": "500 s"}
    early = moved(clock, 100, 101, 102, **stays)
    assert moves_of(early) == [(2, 0, "g")], "nobody is late any more by then"
    late = moved(clock, 100, 101, 102, 199, 200, 201, **stays)
    assert moves_of(late) == [(2, 0, "g"), (204, 0, "h"), (502, 0, "g")]


def test_all_go_back_when_calling_ends(clock):
    day = moved(clock, staff=(0, 12), hours={"from": "08:00", "until": "08:01"})
    there = [move for move in moves_of(day) if move[0] < 60]
    back = [move for move in moves_of(day) if move[0] >= 60]
    assert len(there) == 12
    assert back == [(60, a, "h") for a in range(12)]


# ------------------------------------------------------------------- follow-up calls after service


def test_customers_come_on_the_list_after_they_were_served(clock):
    parts = {"queues": queues("b", a={"talk": "20 s"}, b={"arrivals": times(0, 100)})}
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}}
    follows = {"queues": {"b": "100%"}, "delay": "50 s"}
    campaign = {"queue": "a", "answers": "100%", "rings": "5 s", "follows": follows}
    day = live(clock, a_model(campaigns={"x": campaign}, agents=agents, **parts))
    made = [(at, result) for at, _, result, _ in day.dials]
    assert made == [(10, "listed"), (60, "connected"), (110, "listed"), (160, "connected")]
    customers = day.log.dials["customer"]
    assert customers[0] == customers[1]
    assert customers[2] == customers[3] != customers[0]
    assert day.log.dials["attempt"].tolist() == [0, 1, 0, 1]


def test_customers_who_were_not_helped_are_not_called_after_it(clock):
    parts = {"queues": queues(a={}, b={"arrivals": times(0), "resolves": "0%"})}
    agents = {"g": {"staff": 1, "skills": ["a", "b"]}}
    campaign = {"queue": "a", "answers": "100%", "follows": {"queues": {"b": "100%"}}}
    day = live(clock, a_model(campaigns={"x": campaign}, agents=agents, **parts))
    assert day.dials == []
