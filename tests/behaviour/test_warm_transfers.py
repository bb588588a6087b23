"""Warm transfers, by hand: the first agent stays with the customer until another has taken over.

Shares are 0 or 100%, so that nothing is left to chance; all times are whole seconds. Group g
serves queue a, group h queue b.
"""

import math

import pytest

from tests.days import a_model, live, queues, times

TWO = {"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}}


def passed_on(*at: float, b: dict | None = None, agents: dict = TWO, own: dict | None = None,
              parts: dict | None = None, **warm):  # fmt: skip
    """Contacts of a, all passed on to b by agents who stay."""
    way = {"transfers": {"b": {"share": "100%", "warm": {"share": "100%"} | warm}}}
    a = {"arrivals": times(*at)} | way | (own or {})
    return a_model(queues=queues(a=a, b={"talk": "30 s"} | (b or {})), agents=agents,
                   **(parts or {}))  # fmt: skip


def spans(day) -> list[tuple[float, float]]:
    """When each contact was answered, and when it was gone."""
    return list(zip(day.column("answered_at"), day.column("ended_at"), strict=True))


def test_both_agents_are_with_the_customer_for_the_time_of_the_conference(clock):
    """Talk 10 s, conference 4 s: the first agent is free at 14, the second talks 4 + 30 s."""
    day = live(clock, passed_on(0, 2, conference="4 s", own={"wrap_up": "3 s"}))
    assert spans(day) == [(0, 14), (17, 48), (10, 44), (44, 78)]
    assert day.column("talk") == [14, 31, 34, 34]
    assert day.legs[2:] == [(10, "transfer", 0), (27, "transfer", 1)]


def test_the_first_agent_waits_until_another_is_free(clock):
    """The agent of b is busy until 26: the first stays from 10 to 31."""
    busy = {"arrivals": times(6), "talk": "20 s"}
    day = live(clock, passed_on(0, 1, conference="5 s", b=busy))
    assert spans(day)[:3] == [(0, 31), (31, 56), (6, 26)]
    assert spans(day)[3] == (26, 51)
    aside = day.log.asides[0]
    assert (aside["consults_at"], aside["joined_at"], aside["ends_at"]) == (10, 26, 31)


@pytest.mark.parametrize("several", [False, True])
def test_what_the_first_agent_has_talked_is_remembered(clock, several):
    """Agent 0 talks 10 + 4 s; agent 1 stays until 48, and has talked most when the third comes."""
    room = {"capacity": {"voice": 1, "email": 1}} if several else {}
    crew = {"g": {"staff": 2, "skills": ["a"]} | room, "h": {"staff": 1, "skills": ["b"]} | room}
    most = {"routing": {"agent": {"score": [{"talk_time": 1}]}}}
    day = live(clock, passed_on(0, 1, 60, conference="4 s", agents=crew, parts=most))
    assert spans(day)[:2] == [(0, 14), (1, 48)]
    assert day.agents[:3] == [0, 1, 1]


def test_if_nobody_answers_in_time_the_customer_waits_on_alone(clock):
    busy = {"arrivals": times(6), "talk": "200 s"}
    day = live(clock, passed_on(0, waits_at_most="60 s", conference="5 s", b=busy))
    assert spans(day) == [(0, 70), (6, 206), (206, 406)]
    assert math.isnan(day.log.asides[0]["joined_at"])
    assert day.log.legs["warm"].tolist() == [0, 0, 0]


def test_a_warm_hand_over_makes_the_second_talk_shorter_and_a_late_one_does_not(clock):
    day = live(clock, passed_on(0, talk_factor=0.5, conference="4 s"))
    assert spans(day) == [(0, 14), (10, 29)]
    busy = {"arrivals": times(6), "talk": "100 s"}
    day = live(clock, passed_on(0, talk_factor=0.5, waits_at_most="20 s", b=busy))
    assert spans(day)[2] == (106, 206)


@pytest.mark.parametrize("wrap_up", [0, 8])
def test_if_the_customer_gives_up_on_hold_the_first_agent_is_free(clock, wrap_up):
    busy = {"arrivals": times(6), "talk": "200 s", "patience": "15 s"}
    day = live(clock, passed_on(0, 1, b=busy, own={"wrap_up": f"{wrap_up} s"}))
    assert day.ends[0] == (0, 0)
    assert day.column("ended_at")[0] == 25
    assert day.ends[1] == (25 + wrap_up, 0)
    assert day.ends[3] == ("abandoned", 25)


def test_a_customer_whom_the_other_queue_refuses_frees_the_agent_at_once(clock):
    busy = {"arrivals": times(6), "talk": "200 s", "capacity": 0}
    day = live(clock, passed_on(0, 1, b=busy))
    assert day.ends == [(0, 0), (10, 0), (6, 1), ("queue_full", 10), ("queue_full", 20)]


def test_at_the_instant_the_wait_is_over_a_talk_that_ends_there_comes_first(clock):
    """Talks end before timers: the second agent takes the customer warmly, at the last moment."""
    busy = {"arrivals": times(6), "talk": "24 s"}
    day = live(clock, passed_on(0, waits_at_most="20 s", conference="5 s", b=busy))
    assert spans(day) == [(0, 35), (6, 30), (30, 59)]


def test_at_the_instant_patience_ends_a_talk_that_ends_there_comes_first(clock):
    busy = {"arrivals": times(6), "talk": "24 s", "patience": "20 s"}
    day = live(clock, passed_on(0, waits_at_most="20 s", conference="5 s", b=busy))
    assert day.ends[2] == (30, 1)


def test_an_agent_whose_shift_ends_stays_to_the_end_of_the_conference(clock):
    agents = {"g": {"staff": 1, "skills": ["a"]}, "h": TWO["h"]}
    agents["g"] = {"skills": ["a"], "shifts": [{"from": "08:00", "until": "08:00:12", "agents": 1}]}
    busy = {"arrivals": times(6), "talk": "20 s"}
    day = live(clock, passed_on(0, conference="5 s", b=busy, agents=agents))
    assert spans(day)[0] == (0, 31)
    assert (31, 0, False) in day.presence


def test_an_agent_who_is_sent_home_or_moved_stays_too(clock):
    moved = [{"at": "08:00:12", "move": 1, "from": "g", "to": "h"}]
    busy = {"arrivals": times(6), "talk": "20 s"}
    day = live(clock, passed_on(0, 1, conference="5 s", b=busy, parts={"incidents": moved}))
    assert spans(day)[0] == (0, 31)
    assert math.isnan(spans(day)[1][0])


def test_the_share_may_depend_on_who_served(clock):
    way = {"transfers": {"b": {"share": "0%", "by_group": {"g": "100%"}}}}
    agents = TWO | {"k": {"staff": 1, "skills": ["a"]}}
    a = {"arrivals": times(0, 1), "groups": ["g", "k"]} | way
    day = live(clock, a_model(queues=queues(a=a, b={}), agents=agents))
    assert day.ends[:2] == [(0, 0), (1, 2)]
    assert day.legs[2:] == [(10, "transfer", 0)]


def test_agents_with_several_in_hand_keep_the_contact_until_it_is_passed_on(clock):
    """The agent of chats has room for two; the one it passes on takes one of them."""
    agents = {"g": {"staff": 1, "skills": ["a"], "capacity": {"chat": 2}}, "h": TWO["h"]}
    own = {"channel": "chat"}
    busy = {"arrivals": times(6), "talk": "20 s"}
    day = live(clock, passed_on(0, 2, 3, conference="5 s", b=busy, own=own, agents=agents))
    assert spans(day)[0] == (0, 31)
    assert spans(day)[1][0] == 2
    assert spans(day)[2][0] == 31


def test_who_has_room_for_it_takes_over_from_itself_without_a_conference(clock):
    agents = {"g": {"staff": 1, "skills": ["a", "b"], "capacity": {"voice": 2}}}
    day = live(clock, passed_on(0, conference="5 s", agents=agents))
    assert spans(day) == [(0, 10), (10, 40)]


def test_the_line_goes_with_the_customer(clock):
    """One line: the contact that follows takes it; a call in between hears busy."""
    day = live(clock, passed_on(0, 12, conference="5 s", parts={"lines": 1}))
    assert spans(day)[0] == (0, 15)
    assert day.ends[1:] == [("no_line", 12), (10, 1)]


def test_agents_are_seen_consulting_and_in_conference(clock):
    from cic.log.frames import agents_frame

    busy = {"arrivals": times(6), "talk": "20 s"}
    day = live(clock, passed_on(0, conference="5 s", b=busy, own={"wrap_up": "3 s"}))
    rows = agents_frame([day.log], day.program)
    first = rows[rows["agent"] == rows["agent"][0]]
    found = [
        (row.state, row.since, row.until) for row in first.itertuples() if row.state != "available"
    ]
    assert found == [
        ("talking", 0, 10), ("consulting", 10, 26), ("in_conference", 26, 31),
        ("wrapping_up", 31, 34),
    ]  # fmt: skip


def test_who_is_passed_on_and_how_long_both_talk_does_not_depend_on_the_staff(clock):
    found = []
    for staff in (1, 3):
        way = {"share": "50%", "warm": {"share": "60%", "conference": "exponential mean 9 s"}}
        a = {"arrivals": "300/hour", "transfers": {"b": way}}
        agents = {"g": {"staff": 2, "skills": ["a"]}, "h": {"staff": staff, "skills": ["b"]}}
        log = live(clock, a_model(queues=queues(a=a, b={"talk": "30 s"}), agents=agents)).log
        firsts = range(log.first_contacts)
        found.append({c: log.asides["lasts"][c] for c in firsts if log.asides["to"][c] >= 0})
    assert found[0] == found[1]
    assert len(found[0]) > 5
