"""Callbacks by hand: offered, asked for, due, made, not answered, cancelled.

Shares are 0 or 100%, so that nothing is left to chance; all times are whole seconds. One agent,
talks of 20 s: contact 0 is answered at 0, all others must wait.
"""

import math

import pytest

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.experiments.replicate import replicate
from cic.measures.definitions import GROUP_MEASURE, QUEUE_MEASURE
from cic.program.codes import Outcome
from cic.scenario.load import from_dict
from tests.days import PLAIN, a_model, assert_same_log, live, queues, times

ONE = {"g": {"staff": 1, "skills": ["a"]}}
TWO = {"g": {"staff": 2, "skills": ["a"]}}


def offer(**more) -> dict:
    """A queue with whole-second talks that offers callbacks to all who must wait."""
    return {"talk": "20 s", "callback": {"offered_at": "0 s", "accepted": "100%"} | more}


def day_of(clock, *instants: float, agents=ONE, model=None, own=None, **more):
    queue = {"arrivals": times(*instants)} | offer(**more) | (own or {})
    return live(clock, a_model(queues=queues(a=queue), agents=agents, **(model or {})))


def callbacks(day) -> list[tuple]:
    """Of each callback: whom it calls back, how it ended, when the talk began or it was over."""
    found = []
    for n, (_, kind, before) in enumerate(day.legs):
        if kind == "callback":
            outcome = Outcome(day.column("outcome")[n]).name.lower()
            at = day.column("answered_at" if outcome == "answered" else "ended_at")[n]
            found.append((before, outcome, None if math.isnan(at) else at))
    return found


RINGS = {"rings": "5 s"}
NEVER = {"answered": "0%", "gives_up_after": "10 s"}
AGAIN = NEVER | {"attempts": 3, "retry_after": "40 s"}
FIRST = {"first": "customer"}


# ------------------------------------------------------------------------- offered and accepted


def test_who_asks_for_a_callback_is_gone_and_keeps_the_place(clock):
    day = day_of(clock, 0, 1, 2)
    assert day.ends[:3] == [(0, 0), ("asked_callback", 1), ("asked_callback", 2)]
    assert callbacks(day) == [(1, "answered", 20), (2, "answered", 40)]
    assert day.legs[3:] == [(1, "callback", 1), (2, "callback", 2)]


def test_who_finds_somebody_free_is_offered_nothing(clock):
    day = day_of(clock, 0, 30)
    assert day.ends == [(0, 0), (30, 0)]
    assert day.log.tries["offered"].tolist() == [0, 0]


def test_who_declines_goes_on_waiting(clock):
    day = day_of(clock, 0, 1, 2, own={"patience": "5 s"}, accepted="0.0001%")
    assert day.ends == [(0, 0), ("abandoned", 6), ("abandoned", 7)]
    assert day.log.tries["offered"].tolist() == [0, 1, 1]


@pytest.mark.parametrize(("from_", "asked"), [("20 s", [1, 2]), ("21 s", [2]), ("41 s", [])])
def test_it_is_offered_from_a_predicted_wait_on(clock, from_, asked):
    """One agent serves a contact in 20 s: the first to wait is told 20 s, the second 40 s."""
    day = day_of(clock, 0, 1, 2, offered_at=from_)
    assert [before for before, *_ in callbacks(day)] == asked


def test_nothing_is_offered_where_nothing_can_be_predicted(clock):
    day = day_of(clock, 0, 1, offered_at="0 s", predictor="last_wait", agents={
        "g": {"staff": 0, "skills": ["a"]}})  # fmt: skip
    assert callbacks(day) == [(0, "inside", None), (1, "inside", None)]  # the last wait is 0 yet
    day = day_of(clock, 0, 1, agents={"g": {"staff": 0, "skills": ["a"]}})
    assert callbacks(day) == []


def test_a_callback_has_the_luck_of_who_asked(clock):
    law = {"talk": "exponential mean 20 s", "wrap_up": "exponential mean 9 s"}
    day = day_of(clock, 0, 1, 2, 3, own=law)
    for n, (_, kind, before) in enumerate(day.legs):
        if kind == "callback":
            for luck in ("talk", "wrap_up", "patience", "source"):
                assert day.column(luck)[n] == day.column(luck)[before]


def test_a_callback_keeps_its_place_among_those_who_wait(clock):
    """The second would not wait; the third does; the fourth asks again for a callback."""
    own = {"patience": {"per_interval": ["60 s"]}}
    day = day_of(clock, 0, 1, 2, 3, own=own)
    assert [at for _, _, at in callbacks(day)] == [20, 40, 60]


def test_it_has_no_patience_and_holds_no_line(clock):
    own = {"patience": "5 s"}
    day = day_of(clock, 0, 1, 30, own=own, model={"lines": 1}, **RINGS)
    assert day.ends[1] == ("no_line", 1)
    day = day_of(clock, 0, 1, 2, 3, own=own, model={"lines": 2}, **RINGS)
    assert [Outcome(one).name for one in day.column("outcome")].count("NO_LINE") == 0
    assert callbacks(day) == [(1, "answered", 25), (2, "answered", 50), (3, "answered", 75)]


# --------------------------------------------------------------------------- agent or customer


def test_the_agent_is_busy_while_it_rings(clock):
    day = day_of(clock, 0, 1, 21, **RINGS)
    assert callbacks(day) == [(1, "answered", 25), (2, "answered", 50)]
    assert (20.0, "calling") in day.states(0)


def test_no_agent_is_held_where_the_customer_is_first(clock):
    """At 20 the customer is called, and the agent takes who waits; at 25 the customer must wait."""
    own = {"arrivals": times(0, 1)} | offer(first="customer", rings="5 s")
    model = a_model(
        queues=queues(a=own, b={"arrivals": times(2), "talk": "20 s"}),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
    )
    day = live(clock, model)
    assert day.column("answered_at")[2] == 20
    assert callbacks(day) == [(1, "answered", 40)]
    assert "calling" not in [state for _, state in day.states(0)]


def test_a_customer_called_first_gives_up_on_the_line(clock):
    own = {"arrivals": times(0, 1), "patience": "9 s"} | offer(first="customer", rings="5 s")
    model = a_model(
        queues=queues(a=own, b={"arrivals": times(2), "talk": "20 s"}),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
    )
    assert callbacks(live(clock, model)) == [(1, "abandoned", 34)]


def test_patience_is_spent_on_the_line_and_not_at_home(clock):
    """At 590 the customer is called; on the line from 595, sent away at 600; 25 s are left."""
    again = {"closed": {"share": "100%", "delay": "86100 s", "patience": "left"}}
    own = {"arrivals": times(570, 571), "patience": "30 s", "redials": again}
    model = a_model(
        queues=queues(a=own | offer(first="customer", rings="5 s"),
                      b={"arrivals": times(572), "talk": "20 s"}),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
        days=2, at_closing="send_away",
    )  # fmt: skip
    day = live(clock, model)
    assert callbacks(day) == [(1, "sent_away", 600)]
    assert day.legs[-1] == (86700, "redial", 3)
    assert day.column("patience")[-1] == 25


def test_one_customer_is_called_for_each_agent(clock):
    """Three at home and one agent: they are called one after the other, not all at once."""
    day = day_of(clock, 0, 1, 2, 3, **FIRST, **RINGS)
    assert callbacks(day) == [(1, "answered", 25), (2, "answered", 50), (3, "answered", 75)]
    day = day_of(clock, 0, 0, 1, 2, 3, agents=TWO, **FIRST, **RINGS)
    assert callbacks(day) == [(2, "answered", 25), (3, "answered", 25), (4, "answered", 50)]


def test_the_next_is_called_when_one_does_not_answer(clock):
    day = day_of(clock, 0, 1, 2, **FIRST, **NEVER)
    assert callbacks(day) == [(1, "not_reached", 30), (2, "not_reached", 40)]


def test_a_call_that_is_answered_too_late_is_not_answered(clock):
    assert callbacks(day_of(clock, 0, 1, rings="30 s", gives_up_after="30 s")) == [
        (1, "answered", 50)
    ]
    assert callbacks(day_of(clock, 0, 1, rings="31 s", gives_up_after="30 s")) == [
        (1, "not_reached", 50)
    ]


def test_the_phone_rings_at_the_agent_first(clock):
    ringing = {"g": ONE["g"] | {"answering": {"rings": "3 s"}}}
    day = day_of(clock, 0, 1, agents=ringing, **RINGS)
    assert callbacks(day) == [(1, "answered", 31)]  # 3 + 20 + 3 + 5
    day = day_of(clock, 0, 1, agents=ringing, **FIRST, **RINGS)
    assert callbacks(day) == [(1, "answered", 31)]


def test_several_contacts_may_be_in_hand_while_it_rings(clock):
    both = {"g": {"staff": 1, "skills": ["a", "b"], "capacity": [{"voice": 1}, {"chat": 1}]}}
    own = {"arrivals": times(0, 1)} | offer(**AGAIN)
    model = a_model(
        queues=queues(a=own, b={"channel": "chat", "arrivals": times(2, 3), "talk": "60 s"}),
        agents=both,
    )
    day = live(clock, model)
    assert callbacks(day) == [(1, "not_reached", 130)]
    assert day.column("answered_at")[2:4] == [2, 62]


# ---------------------------------------------------------------------------- in vain, and again


def test_the_agent_is_free_again_after_a_call_in_vain(clock):
    day = day_of(clock, 0, 1, 22, **NEVER)
    assert callbacks(day) == [(1, "not_reached", 30), (2, "not_reached", 40)]
    assert day.states(0)[-1][1] == "off"
    assert (40.0, "available") in day.states(0)


def test_it_is_tried_as_often_as_may_be(clock):
    """Called at 20, 70 and 120, each time for 10 s."""
    day = day_of(clock, 0, 1, **AGAIN)
    assert callbacks(day) == [(1, "not_reached", 130)]
    assert day.log.tries["attempts"].tolist() == [0, 0, 3]


def test_another_attempt_goes_to_the_end_of_the_queue(clock):
    """At 70 it is due again; the agent is busy, and who came before at 65 goes first."""
    own = {"arrivals": times(0, 1)} | offer(**AGAIN)
    model = a_model(
        queues=queues(a=own, b={"arrivals": times(60, 65), "talk": "20 s"}),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
    )
    day = live(clock, model)
    assert day.column("answered_at")[2:4] == [60, 80]
    assert callbacks(day) == [(1, "not_reached", 160)]  # 100 to 110, and 150 to 160


def test_what_is_due_after_the_run_is_still_owed(clock):
    day = day_of(clock, 0, 1, **NEVER, attempts=2, retry_after="24 h")
    assert callbacks(day) == [(1, "inside", None)]
    assert day.log.tries["attempts"].tolist() == [0, 0, 1]


# ---------------------------------------------------------------------------------- appointments


def test_an_appointment_is_kept_at_its_time(clock):
    assert callbacks(day_of(clock, 0, 1, 2, after="100 s")) == [
        (1, "answered", 101), (2, "answered", 121),
    ]  # fmt: skip


def test_an_appointment_waits_for_its_turn(clock):
    own = {"arrivals": times(0, 1)} | offer(after="60 s")
    model = a_model(
        queues=queues(a=own, b={"arrivals": times(55, 56), "talk": "20 s"}),
        agents={"g": {"staff": 1, "skills": ["a", "b"]}},
    )
    assert callbacks(live(clock, model)) == [(1, "answered", 95)]


# -------------------------------------------------------------------------------- the own call


def own_call(delay: str) -> dict:
    return {"own_call": {"share": "100%", "delay": delay}}


def test_the_own_call_cancels_what_waits(clock):
    """At 6 the customer calls, is not offered another, and waits."""
    day = day_of(clock, 0, 1, **own_call("5 s"))
    assert callbacks(day) == [(1, "cancelled", 6)]
    assert day.legs[3] == (6, "own_call", 2)
    assert day.ends[3] == (20, 0)


def test_the_own_call_comes_too_late(clock):
    day = day_of(clock, 0, 1, **own_call("19 s"))
    assert callbacks(day) == [(1, "answered", 20)]
    assert len(day.legs) == 3


def test_the_own_call_cancels_what_rings_and_the_agent_is_free(clock):
    """Called from 20 to 30; the own call comes at 26, and the agent takes it."""
    day = day_of(clock, 0, 1, rings="10 s", **own_call("25 s"))
    assert callbacks(day) == [(1, "cancelled", 26)]
    assert day.ends[3] == (26, 0)
    day = day_of(clock, 0, 1, rings="10 s", **FIRST, **own_call("25 s"))
    assert callbacks(day) == [(1, "cancelled", 26)]
    assert day.ends[3] == (26, 0)


def test_the_own_call_cancels_an_appointment_and_another_attempt(clock):
    assert callbacks(day_of(clock, 0, 1, after="90 s", **own_call("60 s"))) == [
        (1, "cancelled", 61)
    ]
    assert callbacks(day_of(clock, 0, 1, **AGAIN, **own_call("60 s"))) == [(1, "cancelled", 61)]


def test_no_own_call_after_the_last_attempt_in_vain(clock):
    day = day_of(clock, 0, 1, **NEVER, **own_call("60 s"))
    assert callbacks(day) == [(1, "not_reached", 30)]
    assert len(day.legs) == 3


@pytest.mark.parametrize(("delay", "how"), [("29 s", "answered"), ("28 s", "cancelled")])
def test_an_answer_and_the_own_call_at_one_instant(clock, delay, how):
    """Called at 20 for 10 s: of 30 both. What was put on the calendar first comes first."""
    ((_, found, _),) = callbacks(day_of(clock, 0, 1, rings="10 s", **own_call(delay)))
    expected = "cancelled" if delay == "29 s" else how  # asked for before it was called
    assert found == expected


# -------------------------------------------------------------------------------------- closing


def test_callbacks_are_not_sent_away_and_made_the_next_day(clock):
    day = day_of(
        clock, 580, 585, 586, own={"talk": "30 s"},
        model={"at_closing": "send_away", "days": 2}, accepted="100%",
    )  # fmt: skip
    assert day.ends[1:3] == [("asked_callback", 585), ("asked_callback", 586)]
    assert callbacks(day) == [(1, "answered", 86400), (2, "answered", 86430)]


def test_callbacks_are_made_after_closing_where_who_waits_is_served(clock):
    day = day_of(clock, 590, 595, 596, model={"at_closing": "serve"})
    assert callbacks(day) == [(1, "answered", 610), (2, "answered", 630)]


def test_what_nobody_makes_is_still_owed_and_told():
    own = {"arrivals": times(580, 585, 586)} | offer()
    scenario = from_dict(
        PLAIN | {"queues": queues(a=own | {"talk": "30 s"}), "at_closing": "send_away"}
    )
    done = replicate(scenario, clock="simpy")
    told = {
        name: float(done.estimates.queue(QUEUE_MEASURE[name]).value[0])
        for name in ("callbacks", "callbacks_owed", "inside", "backlog")
    }
    assert told == {"callbacks": 2, "callbacks_owed": 2, "inside": 2, "backlog": 2}


# ----------------------------------------------------------------------------------- measures


def test_callbacks_are_counted():
    """Three ask: one is reached at once, one at the second attempt never, one calls first."""
    own = {"arrivals": times(0, 1, 2), "service_level": "80% in 20 s"} | offer(**AGAIN)
    model = {"queues": queues(a=own), "agents": ONE}
    done = replicate(from_dict(PLAIN | model | {"run": {"replications": 2}}), clock="simpy")
    names = ("offered", "answered", "queued", "abandoned", "callbacks", "callbacks_offered",
             "callbacks_accepted", "callbacks_reached", "callbacks_not_reached",
             "attempts_per_callback", "service_level", "abandonment_rate", "longest_wait",
             "customers_unserved", "average_speed_of_answer")  # fmt: skip
    told = {name: float(done.estimates.queue(QUEUE_MEASURE[name]).value[0]) for name in names}
    assert told == dict(zip(names, (5, 1, 3, 0, 2, 2, 2, 0, 2, 3, 1, 0, 0, 2, 0), strict=True))
    handling = done.estimates.group(GROUP_MEASURE["occupancy"]).value[0]
    assert handling == pytest.approx((20 + 6 * 10) / 600)


def test_the_time_to_callback_runs_from_asking_to_the_talk():
    own = {"arrivals": times(0, 1, 2)} | offer(rings="5 s")
    done = replicate(from_dict(PLAIN | {"queues": queues(a=own), "agents": ONE}), clock="simpy")
    names = ("time_to_callback", "callback_p90", "callback_p95", "time_to_answer", "answered")
    told = [float(done.estimates.queue(QUEUE_MEASURE[name]).value[0]) for name in names]
    assert told == [(24 + 48) / 2, 48, 48, 24, 3]


# --------------------------------------------------------------------------------------- luck


RANDOM = {
    "arrivals": "400/hour", "talk": "exponential mean 30 s", "patience": "exponential mean 40 s",
    "resolves": "60%", "recontact": {"share": "50%", "delay": "exponential mean 60 s"},
}  # fmt: skip
PICKY = {"offered_at": "0 s", "accepted": "50%", "answered": "70%", "rings": "exponential mean 5 s"}


def test_a_probability_of_nothing_changes_nothing(clock):
    never = {"callback": PICKY | {"accepted": "0%"}}
    plain, offered = (
        live(clock, a_model(queues=queues(a=RANDOM | more), agents=TWO)) for more in ({}, never)
    )
    assert_same_log(plain.log, offered.log)


def test_without_ringing_a_callback_changes_nobody_elses_day(clock):
    """In a queue that nobody leaves, virtual hold serves all in the same order, and as soon."""
    patient = RANDOM | {"patience": "infinite"}
    at_once = {"callback": {"offered_at": "0 s", "accepted": "50%"}}
    days = [
        live(clock, a_model(queues=queues(a=patient | more), agents=TWO)) for more in ({}, at_once)
    ]
    talks = []
    for day in days:
        rows = [row for row in day.log.contacts if row["outcome"] == Outcome.ANSWERED]
        talks.append(sorted((row["answered_at"], row["ended_at"], row["agent"]) for row in rows))
    assert len(callbacks(days[1])) > 10
    assert talks[0] == talks[1]


def test_whether_a_customer_accepts_and_answers_does_not_depend_on_the_staff(clock):
    found = []
    for staff in (1, 2):
        agents = {"g": {"staff": staff, "skills": ["a"]}}
        day = live(clock, a_model(queues=queues(a=RANDOM | {"callback": PICKY}), agents=agents))
        first = day.log.first_contacts
        asked = {c for c in range(first) if day.log.tries["offered"][c]}
        accepted = {before: end for before, end, _ in callbacks(day) if before < first}
        found.append((asked, accepted))
    both = found[0][0] & found[1][0]
    assert len(both) > 10
    assert {c for c in found[0][1] if c in both} == {c for c in found[1][1] if c in both}
    same = {c for c in both if c in found[0][1] and c in found[1][1]}
    ended = [c for c in same if "inside" not in (found[0][1][c], found[1][1][c])]
    assert {"answered", "not_reached"} <= {found[0][1][c] for c in ended}
    assert all(found[0][1][c] == found[1][1][c] for c in ended)


def test_room_is_made_for_as_many_callbacks_as_are_asked_for():
    own = {"arrivals": times(*range(0, 600)), "talk": "9 s", "resolves": "50%"}
    own |= {"callback": PICKY | {"attempts": 3, "retry_after": "30 s"} | own_call("50 s")}
    own |= {"redials": {"abandoned": {"share": "50%", "delay": "9 s"}}, "patience": "20 s"}
    model = a_model(
        queues=queues(a=own),
        agents={"g": {"staff": 2, "skills": ["a"], "capacity": {"voice": 2}}},
        sites={"here": {"share": "60%", "lines": 9}, "there": {"share": "40%", "lines": 9}},
    )
    one, other = (live(clock(), model) for clock in (SimpyClock, CompiledClock))
    assert len(one.log.contacts) > 1.5 * one.log.first_contacts
    assert_same_log(one.log, other.log)
