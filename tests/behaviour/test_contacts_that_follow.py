"""Contacts that lead to others, by hand: redials, recontacts, transfers, messages, replies.

Shares are 0 or 100%, so that nothing is left to chance; all times are whole seconds.
"""

import numpy as np
import pytest

import cic
from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.experiments.replicate import replicate
from cic.measures.definitions import QUEUE_MEASURE
from cic.program.codes import Outcome
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, assert_same_log, live, queues, times

ALWAYS = {"share": "100%"}
NOBODY_THERE = {"g": {"staff": 0, "skills": ["a"]}}


def redial(how: str, **more) -> dict:
    return {"redials": {how: ALWAYS | {"delay": "20 s"} | more}}


# ---------------------------------------------------------------------------------- redials


def test_who_finds_the_queue_full_tries_again(clock):
    model = a_model(queues=queues(a={"arrivals": times(0, 1), "capacity": 0} | redial("busy")))
    day = live(clock, model)
    assert day.legs == [(0, "fresh", -1), (1, "fresh", -1), (21, "redial", 1)]
    assert day.ends == [(0, 0), ("queue_full", 1), (21, 0)]


def test_who_finds_no_line_tries_again(clock):
    model = a_model(
        lines=1, queues=queues(a={"arrivals": times(0, 5), "talk": "60 s"} | redial("busy"))
    )
    day = live(clock, model)
    assert day.legs[2:] == [(25, "redial", 1), (45, "redial", 2), (65, "redial", 3)]
    assert day.ends[1:] == [("no_line", 5), ("no_line", 25), ("no_line", 45), (65, 0)]


def test_attempts_are_limited(clock):
    own = {"arrivals": times(0), "capacity": 0} | redial("busy", attempts=3)
    day = live(clock, a_model(queues=queues(a=own), agents=NOBODY_THERE))
    assert day.column("arrived_at") == [0, 20, 40, 60]


def test_later_attempts_have_a_share_of_their_own(clock):
    own = {"arrivals": times(0), "capacity": 0}
    for later, count in (("0%", 2), ("100%", 11)):
        model = a_model(queues=queues(a=own | redial("busy", later=later)), agents=NOBODY_THERE)
        assert len(live(clock, model).legs) == count


def test_a_first_share_of_nothing_ends_it_whatever_comes_later(clock):
    own = {"arrivals": times(0), "capacity": 0} | redial("busy", share="0%", later="100%")
    assert len(live(clock, a_model(queues=queues(a=own), agents=NOBODY_THERE)).column("state")) == 1


@pytest.mark.parametrize(
    ("patience", "again"), [("new", ("abandoned", 31)), ("left", ("balked", 26))]
)
def test_who_gave_up_has_patience_anew_or_what_is_left(clock, patience, again):
    own = {"arrivals": times(0, 1), "talk": "500 s", "patience": "5 s"}
    way = redial("abandoned", attempts=1, patience=patience)
    day = live(clock, a_model(queues=queues(a=own | way)))
    assert day.ends == [(0, 0), ("abandoned", 6), again]


def test_who_has_not_waited_has_all_patience_left(clock):
    own = {"arrivals": times(0, 1), "patience": "5 s"} | redial("busy", patience="left")
    day = live(clock, a_model(queues=queues(a=own), lines=1))
    assert day.ends == [(0, 0), ("no_line", 1), (21, 0)]
    assert day.column("patience") == [5, 5, 5]


def test_customers_try_again_one_by_one(clock):
    """Each comes 20 s after the one before, whoever it is; alone one comes after 20 s."""
    own = {"arrivals": times(0, 1, 2, 2, 300, 301), "talk": "50 s", "capacity": 0}
    day = live(clock, a_model(queues=queues(a=own | redial("busy", one_by_one=True))))
    assert day.legs[6:] == [
        (21, "redial", 1), (41, "redial", 2), (61, "redial", 3), (81, "redial", 6),
        (101, "redial", 7), (121, "redial", 9), (141, "redial", 10), (161, "redial", 12),
        (181, "redial", 13), (321, "redial", 5), (341, "redial", 15), (361, "redial", 16),
    ]  # fmt: skip
    assert day.agents == [0, -1, -1, -1, 0, -1, -1, -1, 0, -1, -1, 0, -1, -1, 0, -1, -1, 0]


def test_customers_of_each_kind_try_again_one_by_one_apart(clock):
    """Of those who give up one comes 20 s after the other, not after those who hear busy."""
    own = {"arrivals": times(0, 1, 2, 2, 3), "talk": "500 s", "capacity": 2, "patience": "5 s"}
    ways = {how: ALWAYS | {"delay": "20 s", "attempts": 1, "one_by_one": True}
            for how in ("busy", "abandoned")}  # fmt: skip
    day = live(clock, a_model(queues=queues(a=own | {"redials": ways})))
    assert [leg[0] for leg in day.legs[5:]] == [22, 42, 26, 46]


def test_each_replication_begins_with_nobody_in_line():
    way = {"busy": {"share": "90%", "delay": "exponential mean 20 s", "one_by_one": True}}
    own = {"arrivals": "300/hour", "talk": "exponential mean 20 s", "capacity": 0, "redials": way}
    scenario = from_dict(PLAIN | {"queues": queues(a=own), "run": {"replications": 4}})
    one, other = (cic.run(scenario, clock=clock).contacts for clock in ("simpy", "compiled"))
    assert (one["kind"] == "redial").groupby(one["replication"]).sum().min() > 9
    for column in ("arrived_at", "answered_at", "ended_at"):
        assert np.array_equal(one[column], other[column], equal_nan=True)


def test_one_customer_alone_tries_again_as_ever(clock):
    own = {"arrivals": times(0, 1), "talk": "500 s", "patience": "5 s"}
    days = [
        live(clock, a_model(queues=queues(a=own | redial("abandoned", one_by_one=one))))
        for one in (False, True)
    ]
    assert_same_log(days[0].log, days[1].log)


def test_who_is_sent_away_tries_again_the_next_day(clock):
    own = {"arrivals": times(595, 596), "talk": "20 s"} | redial("closed", delay="24 h")
    day = live(clock, a_model(days=2, at_closing="send_away", queues=queues(a=own)))
    assert day.legs[2] == (600 + 86400, "redial", 1)
    assert day.ends[1] == ("sent_away", 600)


def test_who_tries_again_while_it_is_closed_is_sent_away_again(clock):
    own = {"arrivals": times(595, 596), "talk": "20 s"} | redial("closed", attempts=2)
    day = live(clock, a_model(at_closing="send_away", queues=queues(a=own)))
    assert day.ends[1:] == [("sent_away", 600), ("sent_away", 620), ("sent_away", 640)]


def test_all_who_are_sent_away_at_once_may_try_again(clock):
    """More at one instant than an event has room for."""
    waiting = [float(n) for n in range(100, 300)]
    own = {"arrivals": times(*waiting), "talk": "900 s"} | redial("closed", attempts=1)
    day = live(clock, a_model(at_closing="send_away", queues=queues(a=own)))
    assert day.column("outcome").count(Outcome.SENT_AWAY) == 2 * 199
    assert set(day.column("ended_at")) == {1000, 600, 620}
    assert [before for _, kind, before in day.legs if kind == "redial"] == list(range(1, 200))


def test_who_hangs_up_in_the_ivr_calls_again_and_hears_the_menu_again(clock):
    menu = {"prompt": "5 s", "hang_up_after": "2 s",
            "choices": {"1": {"go": "a", "share": "100%"}}}  # fmt: skip
    way = {"hung_up": ALWAYS | {"delay": "20 s", "attempts": 2}}
    model = a_model(ivr={"start": "m", "menus": {"m": menu}, "arrivals": times(0), "redials": way})
    assert live(clock, model).ends == [("hung_up", 2), ("hung_up", 24), ("hung_up", 46)]
    through = {"arrivals": times(0), "through": "m", "redials": way}
    model = a_model(queues=queues(a=through), ivr={"start": "m", "menus": {"m": menu}})
    assert live(clock, model).ends == [("hung_up", 2), ("hung_up", 24), ("hung_up", 46)]


def test_another_queue_may_be_tried_then(clock):
    own = {"arrivals": times(0, 1), "capacity": 0, "talk": "60 s"} | redial("busy", to="b")
    model = a_model(
        queues=queues(a=own, b={}),
        agents={"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}},
    )
    day = live(clock, model)
    assert day.column("queue") == [0, 0, 1]
    assert day.ends[2] == (21, 1)


def test_nobody_tries_again_after_the_run_is_over(clock):
    own = {"arrivals": times(0, 1), "capacity": 0}
    for delay, count in (("86398 s", 3), ("86399 s", 2)):
        day = live(clock, a_model(queues=queues(a=own | redial("busy", delay=delay))))
        assert len(day.legs) == count


# ------------------------------------------------------------------------------- recontacts


def test_who_was_served_comes_again(clock):
    own = {"arrivals": times(0), "recontact": {"delay": "100 s", "attempts": 2}}
    day = live(clock, a_model(queues=queues(a=own)))
    assert day.legs == [(0, "fresh", -1), (110, "recontact", 0), (220, "recontact", 1)]


@pytest.mark.parametrize(("resolves", "count"), [("0%", 2), ("100%", 1)])
def test_only_who_is_not_resolved_comes_again_where_it_is_asked(clock, resolves, count):
    own = {"arrivals": times(0), "resolves": resolves}
    own |= {"recontact": {"delay": "100 s", "attempts": 1}}
    assert len(live(clock, a_model(queues=queues(a=own))).legs) == count


@pytest.mark.parametrize(("same", "agents"), [(True, [0, 1, 0, 1]), (False, [0, 1, 1, 0])])
def test_the_same_agent_takes_who_comes_again(clock, same, agents):
    """At 120 the second agent has been idle longer: the first ended talking at 20."""
    own = {"arrivals": times(0, 1), "talk": "20 s"}
    own |= {"recontact": {"delay": "100 s", "attempts": 1, "same_agent": same}}
    early = {"arrivals": times(50), "talk": "40 s"}
    model = a_model(
        queues=queues(a=own, b=early),
        agents={"g": {"staff": 2, "skills": ["a", "b"]}},
    )
    day = live(clock, model)
    by_arrival = np.argsort(day.column("arrived_at"), kind="stable")
    assert [day.agents[n] for n in by_arrival if day.column("queue")[n] == 0] == agents


def test_who_comes_again_to_a_busy_agent_takes_another(clock):
    own = {"arrivals": times(0), "recontact": {"delay": "100 s", "attempts": 1, "same_agent": True}}
    model = a_model(
        queues=queues(a=own, b={"arrivals": times(60, 105), "talk": "30 s"}),
        agents={"g": {"staff": 2, "skills": ["a", "b"]}},
    )
    day = live(clock, model)
    assert day.legs[3] == (110, "recontact", 0)
    assert day.agents == [0, 1, 0, 1]


# -------------------------------------------------------------------------------- transfers


def test_a_customer_is_passed_on(clock):
    model = a_model(
        queues=queues(a={"arrivals": times(0, 2), "transfers": {"b": "100%"}}, b={"talk": "30 s"}),
        agents={"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}},
    )
    day = live(clock, model)
    assert day.legs == [
        (0, "fresh", -1), (2, "fresh", -1), (10, "transfer", 0), (20, "transfer", 1),
    ]  # fmt: skip
    assert day.ends == [(0, 0), (10, 0), (10, 1), (40, 1)]


@pytest.mark.parametrize("first", [True, False])
def test_who_is_passed_on_may_wait_at_the_front(clock, first):
    way = {"transfers": {"b": ALWAYS | {"goes_first": first}}}
    model = a_model(
        queues=queues(a={"arrivals": times(0)} | way, b={"arrivals": times(5, 6), "talk": "35 s"}),
        agents={"g": {"staff": 1, "skills": ["a"]}, "h": {"staff": 1, "skills": ["b"]}},
    )
    day = live(clock, model)
    assert sorted(day.column("answered_at")) == [0, 5, 40, 75]
    assert (day.column("answered_at")[3] < day.column("answered_at")[2]) == first


def test_the_matter_of_who_is_passed_on_is_not_closed_before_the_last_talk(clock):
    asked = {"resolves": "100%"}
    model = a_model(
        queues=queues(a={"arrivals": times(0), "transfers": {"b": "100%"}} | asked, b=asked),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
    )
    assert live(clock, model).resolved == [-1, 1]


# --------------------------------------------------------------------------------- messages


def voicemail(**shares: str) -> dict:
    return {"voicemail": {"to": "messages"} | shares}


def with_messages(**own) -> dict:
    return {
        "queues": queues(a=own, messages={"channel": "voicemail", "talk": "5 s"}),
        "agents": {"g": {"staff": 1, "skills": ["a", "messages"]}},
    }


def test_a_message_is_left_instead_of_waiting(clock):
    own = {"arrivals": times(0, 1)} | voicemail(not_waiting="100%", takes="4 s")
    day = live(clock, a_model(**with_messages(**own)))
    assert day.ends == [(0, 0), ("left_message", 1), (10, 0)]
    assert day.legs[2] == (5, "message", 1)


def test_who_finds_somebody_free_leaves_no_message(clock):
    own = {"arrivals": times(0, 10)} | voicemail(not_waiting="100%")
    assert live(clock, a_model(**with_messages(**own))).ends == [(0, 0), (10, 0)]


def test_a_message_is_left_when_patience_ends(clock):
    own = {"arrivals": times(0, 1), "patience": "3 s"} | voicemail(giving_up="100%")
    day = live(clock, a_model(**with_messages(**own)))
    assert day.ends == [(0, 0), ("left_message", 4), (10, 0)]


def test_a_message_is_left_where_the_queue_is_full_and_at_closing(clock):
    own = {"arrivals": times(0, 1), "capacity": 0} | voicemail(refused="100%")
    assert live(clock, a_model(**with_messages(**own))).ends[1] == ("left_message", 1)
    own = {"arrivals": times(595, 596)} | voicemail(refused="100%")
    day = live(clock, a_model(at_closing="send_away", **with_messages(**own)))
    assert day.ends[1] == ("left_message", 600)


def test_who_leaves_a_message_does_not_redial(clock):
    own = {"arrivals": times(0, 1), "patience": "3 s"} | voicemail(giving_up="100%")
    day = live(clock, a_model(**with_messages(**own, **redial("abandoned"))))
    assert [kind for _, kind, _ in day.legs] == ["fresh", "fresh", "message"]


# ---------------------------------------------------------------------------------- replies


def texts(between: str, **turns) -> dict:
    told = {"count": 3, "pause": "60 s", "between": between} | turns
    return {"channels": {"texts": {"like": "messaging", "at_once": 1, "turns": told}}}


def test_an_agent_is_free_between_the_turns_of_a_talk(clock):
    model = a_model(
        queues=queues(
            a={"channel": "texts", "arrivals": times(0), "talk": "30 s"},
            b={"arrivals": times(20), "talk": "30 s"},
        ),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
        **texts("any_agent"),
    )
    day = live(clock, model)
    assert day.legs == [(0, "fresh", -1), (20, "fresh", -1), (70, "reply", 0), (140, "reply", 2)]
    assert day.ends == [(0, 0), (20, 0), (70, 0), (140, 0)]
    assert day.column("talk") == [10, 30, 10, 10]


@pytest.mark.parametrize(
    ("between", "agents"), [("same_agent", [0, 0, 0]), ("any_agent", [0, 1, 0])]
)
def test_a_reply_goes_to_the_same_agent_or_to_any(clock, between, agents):
    model = a_model(
        queues=queues(a={"channel": "texts", "arrivals": times(0), "talk": "30 s"}),
        agents={"g": {"staff": 2, "skills": ["a"]}},
        **texts(between),
    )
    assert live(clock, model).agents == agents


def test_who_falls_silent_is_closed_and_not_resolved(clock):
    own = {"channel": "texts", "arrivals": times(0), "talk": "30 s", "resolves": "100%"}
    model = a_model(queues=queues(a=own), **texts("any_agent", times_out="59 s"))
    day = live(clock, model)
    assert day.ends == [("timed_out", 10)]
    assert day.resolved == [0]


# ------------------------------------------------------------------------------- collisions


def test_who_comes_again_at_an_instant_comes_before_first_contacts(clock):
    own = {"arrivals": times(0, 1, 21), "capacity": 0} | redial("busy", attempts=1)
    day = live(clock, a_model(queues=queues(a=own)))
    assert day.ends == [(0, 0), ("queue_full", 1), ("queue_full", 21), (21, 0), (41, 0)]


def test_who_comes_again_when_a_talk_ends_finds_the_agent_free(clock):
    own = {"arrivals": times(0, 1), "capacity": 0, "talk": "21 s"} | redial("busy")
    assert live(clock, a_model(queues=queues(a=own))).ends[2] == (21, 0)


# ------------------------------------------------------------------------------------- luck


RANDOM_DAY = {
    "arrivals": "400/hour", "talk": "exponential mean 30 s", "patience": "exponential mean 20 s",
    "capacity": 4, "resolves": "60%",
}  # fmt: skip


def test_a_share_of_nothing_changes_nothing(clock):
    never = {"share": "0%", "delay": "20 s"}
    ways = {
        "redials": dict.fromkeys(("busy", "closed", "abandoned"), never),
        "recontact": never,
        "transfers": {"b": "0%"},
    }
    plain, with_ways = (
        live(clock, a_model(queues=queues(a=RANDOM_DAY | more, b={}),
                            agents={"g": {"staff": 3, "skills": ["a", "b"]}}))
        for more in ({}, ways)
    )  # fmt: skip
    assert_same_log(plain.log, with_ways.log)


def test_whether_a_customer_tries_again_does_not_depend_on_the_staff(clock):
    """Of those who give up with few agents and with fewer, the same ones try again, as late."""
    own = RANDOM_DAY | {
        "redials": {"abandoned": {"share": "50%", "delay": "exponential mean 30 s"}}
    }
    found = []
    for staff in (1, 2):
        day = live(
            clock, a_model(queues=queues(a=own), agents={"g": {"staff": staff, "skills": ["a"]}})
        )
        first = day.log.first_contacts
        gave_up = {c for c in range(first) if day.column("outcome")[c] == Outcome.ABANDONED}
        delays = {
            before: round(at - day.column("ended_at")[before], 6)
            for at, kind, before in day.legs if kind == "redial" and before < first
        }  # fmt: skip
        talks = {
            before: day.log.legs["origin"][n]
            for n, (_, kind, before) in enumerate(day.legs)
            if kind == "redial"
        }
        found.append((gave_up, delays, talks))
    both = found[0][0] & found[1][0]
    assert len(both) > 5
    assert {c for c in found[0][1] if c in both} == {c for c in found[1][1] if c in both}
    assert all(found[0][1][c] == found[1][1][c] for c in found[0][1].keys() & found[1][1].keys())
    assert 0 < len(found[0][1].keys() & both) < len(both)


# --------------------------------------------------------------------------------- measures


def estimate(done, name: str, queue: int = -1) -> float:
    return float(done.estimates.queue(QUEUE_MEASURE[name]).value[queue])


def test_contacts_and_customers_are_counted():
    """One is served, does not help, comes again; one tries twice in vain and once more."""
    own = {"arrivals": times(0, 1), "talk": "50 s", "capacity": 0, "resolves": "0%"}
    own |= {"recontact": {"delay": "300 s", "attempts": 1}} | redial("busy")
    scenario = from_dict(PLAIN | {"queues": queues(a=own), "run": {"replications": 2}})
    done = replicate(scenario, clock="simpy")
    told = {
        name: estimate(done, name)
        for name in ("offered", "fresh", "redials", "recontacts", "customers_served",
                     "customers_unserved", "contacts_per_customer", "first_contact_resolution",
                     "time_to_answer")
    }  # fmt: skip
    assert told == {
        "offered": 7, "fresh": 2, "redials": 3, "recontacts": 2, "customers_served": 2,
        "customers_unserved": 0, "contacts_per_customer": 3.5, "first_contact_resolution": 0,
        "time_to_answer": 30,
    }  # fmt: skip


# ---------------------------------------------------------------------------- many of them


def test_room_is_made_for_as_many_as_come_whatever_else_is_noted_of_them():
    """Many more follow than there is room for at the outset; sites, turns and answers are asked."""
    again = redial("busy", delay="30 s", attempts=9)
    own = {"arrivals": times(*range(400)), "talk": "9 s", "capacity": 1, "resolves": "50%"}
    told = {"announcement": {"wait": "last_wait"}, "recontact": {"delay": "90 s"}}
    model = a_model(
        queues=queues(a=own | again | told),
        agents={"g": {"staff": 2, "skills": ["a"], "capacity": {"voice": 2}}},
        sites={"here": {"share": "60%", "lines": 3}, "there": {"share": "40%", "lines": 3}},
    )
    one, other = (live(clock(), model) for clock in (SimpyClock, CompiledClock))
    assert len(one.log.contacts) > 5 * one.log.first_contacts
    assert_same_log(one.log, other.log)
    gone = [n for n, end in enumerate(other.ends) if end[0] in ("no_line", "queue_full")]
    assert {other.resolved[n] for n in gone} == {-1}
