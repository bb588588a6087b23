"""Agents with several contacts in hand agree with the formulas, in 99.9 % intervals."""

import pytest

from cic.theory.erlang_a import ErlangA
from cic.theory.erlang_c import ErlangC
from cic.theory.parallel import ParallelContacts
from cic.theory.pollaczek import PollaczekKhinchine
from tests.agreement.told import assert_tells, queue, told

FACTORS = (1.0, 1.25, 1.6)
CHAT = {"channels": {"chat": {"slow_down": list(FACTORS)}}}
SLOWED = {"slow_down": FACTORS, "at_once": 3}
PATIENT = {"patience": "exponential mean 3 min"}


def chats(arrivals, talk="exponential mean 4 min", **fields):
    return {"a": queue(arrivals, talk, channel="chat", **fields)}


def assert_chats_as_in_theory(run, theory, *, within):
    """Waits, handle times and what agents have in hand; waits in intervals so wide."""
    assert_tells(run, "delayed", theory.wait_probability, within=within / 2, queue="a")
    assert_tells(run, "mean_wait", theory.mean_wait, within=within, queue="a")
    speed = theory.average_speed_of_answer
    assert_tells(run, "average_speed_of_answer", speed, within=within, queue="a")
    level = theory.service_level(within=20)
    assert_tells(run, "service_level", level, within=0.02, queue="a")
    assert_tells(run, "average_handle_time", theory.average_handle_time, within=0.01, queue="a")
    assert_tells(run, "occupancy", theory.occupancy, within=0.01, group="team")
    assert_tells(run, "concurrency", theory.concurrency, within=0.01, group="team")


# --- chats, slower beside each other --------------------------------------------------------------


def test_one_agent_with_three_chats():
    theory = ParallelContacts(arrivals_per_hour=18, handle_time=240, agents=1, **SLOWED)
    assert_chats_as_in_theory(told(chats("18/hour"), **CHAT), theory, within=0.06)


def test_one_agent_with_three_chats_and_impatient_customers():
    theory = ParallelContacts(
        arrivals_per_hour=30, handle_time=240, agents=1, **SLOWED, patience=180
    )
    run = told(chats("30/hour", **PATIENT), **CHAT)
    assert_chats_as_in_theory(run, theory, within=0.03)
    assert_tells(run, "abandonment_rate", theory.abandonment_rate, within=0.03, queue="a")


def test_wrap_up_is_work_like_talk():
    # Talk and wrap-up, each of them exponential, are not; where none may wait, it does not matter.
    theory = ParallelContacts(arrivals_per_hour=40, handle_time=240, agents=1, **SLOWED, patience=0)
    run = told(chats("40/hour", "3 min", wrap_up="exponential mean 1 min", capacity=0), **CHAT)
    assert_lost_as_in_theory(run, theory, offered=40 * 24 * 30)


def test_where_none_may_wait_the_kind_of_work_does_not_matter():
    theory = ParallelContacts(arrivals_per_hour=40, handle_time=240, agents=1, **SLOWED, patience=0)
    run = told(chats("40/hour", "lognormal mean 4 min cv 2", capacity=0), **CHAT)
    assert_lost_as_in_theory(run, theory, offered=40 * 24 * 30)


def assert_lost_as_in_theory(run, theory, *, offered):
    assert_tells(run, "blocked", offered * theory.abandonment_rate, within=0.02, queue="a")
    assert_tells(run, "answered", offered * (1 - theory.abandonment_rate), within=0.01, queue="a")
    assert_tells(run, "average_handle_time", theory.average_handle_time, within=0.02, queue="a")
    assert_tells(run, "occupancy", theory.occupancy, within=0.01, group="team")
    assert_tells(run, "concurrency", theory.concurrency, within=0.01, group="team")


@pytest.mark.parametrize("talk", ["exponential mean 1 min", "lognormal mean 1 min cv 1.5"])
def test_an_agent_who_shares_its_time_among_all_takes_as_long_as_by_processor_sharing(talk):
    # M/G/1 with processor sharing: h / (1 − a), whatever the kind of work
    sharing = {"chat": {"at_once": 100, "slow_down": list(range(1, 101))}}
    run = told(chats("36/hour", talk), channels=sharing)
    assert_tells(run, "average_handle_time", 60 / (1 - 0.6), within=0.04, queue="a")
    assert_tells(run, "occupancy", 0.6, within=0.01, group="team")
    assert_tells(run, "concurrency", 1 / (1 - 0.6), within=0.04, group="team")


@pytest.mark.parametrize("agents", [2, 4])
def test_several_agents_each_take_the_next_when_they_have_the_fewest(agents):
    rate = 26 * agents
    theory = ParallelContacts(
        arrivals_per_hour=rate, handle_time=240, agents=agents, **SLOWED, patience=180
    )
    run = told(chats(f"{rate}/hour", **PATIENT), staff=agents, days=12, **CHAT)
    assert_chats_as_in_theory(run, theory, within=0.06)
    assert_tells(run, "abandonment_rate", theory.abandonment_rate, within=0.06, queue="a")


@pytest.mark.long
@pytest.mark.parametrize(("agents", "at_once"), [(1, 6), (3, 2), (8, 3)])
@pytest.mark.parametrize("patient", [False, True], ids=["impatient", "patient"])
def test_many_agents_and_many_at_once(agents, at_once, patient):
    factors = (1.0, 1.1, 1.5, 1.5, 2.5)
    pace = factors[min(at_once, 5) - 1]
    rate = round((0.9 if patient else 1.1) * 15 * agents * at_once / pace)
    theory = ParallelContacts(
        arrivals_per_hour=rate,
        handle_time=240,
        agents=agents,
        slow_down=factors,
        at_once=at_once,
        **{} if patient else {"patience": 180},
    )
    slowed = {"chat": {"slow_down": list(factors), "at_once": at_once}}
    fields = {} if patient else PATIENT
    run = told(chats(f"{rate}/hour", **fields), staff=agents, channels=slowed, days=150)
    assert_chats_as_in_theory(run, theory, within=0.06)


# --- what is plain Erlang -------------------------------------------------------------------------


def test_where_nothing_is_slowed_every_place_is_an_agent():
    run = told(
        chats("220/hour", "exponential mean 3 min", **PATIENT),
        staff=3,
        channels={"chat": {"slow_down": [1], "at_once": 4}},
        days=7,
    )
    theory = ErlangA(arrivals_per_hour=220, handle_time=180, agents=12, patience=180)
    assert_tells(run, "delayed", theory.wait_probability, within=0.03, queue="a")
    assert_tells(run, "mean_wait", theory.mean_wait, within=0.04, queue="a")
    assert_tells(run, "abandonment_rate", theory.abandonment_rate, within=0.04, queue="a")
    assert_tells(run, "service_level", theory.service_level(within=20), within=0.02, queue="a")
    assert_tells(run, "average_handle_time", 180, within=0.01, queue="a")


@pytest.mark.parametrize("patience", [None, 120], ids=["Erlang C", "Erlang A"])
def test_chats_one_at_a_time_are_erlangs(patience):
    # A second share of attention, for e-mails that hardly come, makes it a centre of several.
    fields = {} if patience is None else {"patience": f"exponential mean {patience} s"}
    run = told(
        chats("170/hour", "exponential mean 3 min", **fields)
        | {"b": queue("1/hour", "1 min", channel="email")},
        staff=10,
        channels={"chat": {"slow_down": [1, 1.2, 1.4]}},
        capacity=[{"chat": 1}, {"email": 1}],
        days=10,
    )
    centre = {"arrivals_per_hour": 170, "handle_time": 180, "agents": 10}
    theory = ErlangC(**centre) if patience is None else ErlangA(**centre, patience=patience)
    assert_tells(run, "delayed", theory.wait_probability, within=0.03, queue="a")
    speed = theory.average_speed_of_answer
    assert_tells(run, "average_speed_of_answer", speed, within=0.1, queue="a")
    assert_tells(run, "service_level", theory.service_level(within=20), within=0.02, queue="a")
    if patience is not None:
        assert_tells(run, "abandonment_rate", theory.abandonment_rate, within=0.05, queue="a")


def test_shares_of_attention_do_not_touch_each_other():
    run = told(
        chats("30/hour", **PATIENT) | {"b": queue("42/hour", "1 min", channel="email")},
        capacity=[{"chat": 3}, {"email": 1}],
        days=15,
        **CHAT,
    )
    theory = ParallelContacts(
        arrivals_per_hour=30, handle_time=240, agents=1, **SLOWED, patience=180
    )
    assert_tells(run, "delayed", theory.wait_probability, within=0.03, queue="a")
    assert_tells(run, "mean_wait", theory.mean_wait, within=0.03, queue="a")
    assert_tells(run, "average_handle_time", theory.average_handle_time, within=0.01, queue="a")
    emails = PollaczekKhinchine(arrivals_per_hour=42, handle_time=60, variation=0)
    assert_tells(run, "mean_wait", emails.average_speed_of_answer, within=0.04, queue="b")
    assert_tells(run, "delayed", emails.occupancy, within=0.01, queue="b")
