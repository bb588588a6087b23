"""E-mails under calls agree with the formulas of preemptive resume, in 99.9 % intervals."""

import numpy as np
import pytest

from cic.theory.erlang_c import ErlangC
from cic.theory.interrupts import times_with_interrupts
from cic.theory.priority import ContactType
from tests.agreement.long_runs import assert_agrees
from tests.agreement.told import assert_tells, queue, told

CALLS_FIRST = {"channels": {"voice": {"interrupts": ["email"]}}, "routing": {"contact": "priority"}}
LAWS = {
    "exponential": ("exponential mean {} s", 1.0),
    "lognormal": ("lognormal mean {} s cv 1.5", 1.5),
    "constant": ("{} s", 0.0),
}


def by_priority(**queues):
    """Queues in order of priority, the most urgent first."""
    return {
        name: fields | {"priority": rank} for rank, (name, fields) in enumerate(queues.items(), 1)
    }


def assert_times_as_in_theory(run, contact_types, *, within):
    """Each queue's wait, hold and handle time, and from the log the time from arrival to end.

    Logs are those of the first replications, so that their intervals are the wider ones.
    """
    contacts = run.contacts
    done = contacts[contacts["outcome"] == "answered"]
    in_centre = done["ended_at"] + done["wrap_up"] - done["queued_at"]
    names = list(run.scenario.model.queues)
    for name, each, times in zip(
        names, contact_types, times_with_interrupts(contact_types), strict=True
    ):
        assert_tells(run, "mean_wait", times.wait, within=within, queue=name)
        assert_tells(run, "average_handle_time", each.handle_time, within=0.02, queue=name)
        if times.hold:
            assert_tells(run, "average_hold", times.hold, within=within, queue=name)
        else:
            assert run.estimate("average_hold", queue=name).high == 0
        mine = in_centre[done["queue"] == name].groupby(done["replication"])
        sums, counts = mine.sum().to_numpy(), mine.count().to_numpy(np.float64)
        assert_agrees(sums, counts, times.in_centre, within=1.5 * within)


@pytest.mark.parametrize("law", LAWS)
def test_calls_and_emails_of_one_agent(law):
    text, variation = LAWS[law]
    run = told(
        by_priority(
            calls=queue("9/hour", text.format(120)),
            emails=queue("3/hour", text.format(300), channel="email"),
        ),
        **CALLS_FIRST,
        days=60,
        replications=48,
    )
    types = [
        ContactType(arrivals_per_hour=9, handle_time=120, variation=variation),
        ContactType(arrivals_per_hour=3, handle_time=300, variation=variation),
    ]
    assert_times_as_in_theory(run, types, within=0.08 if law == "lognormal" else 0.05)
    assert_tells(run, "occupancy", 0.55, within=0.02, group="team")


def test_calls_put_videos_on_hold_and_both_put_emails():
    run = told(
        by_priority(
            calls=queue("8/hour", "exponential mean 2 min"),
            videos=queue("3/hour", "4 min", channel="video"),
            emails=queue("2/hour", "lognormal mean 5 min cv 1.2", channel="email"),
        ),
        channels={
            "voice": {"interrupts": ["video", "email"]},
            "video": {"interrupts": ["email"]},
        },
        routing={"contact": "priority"},
        days=60,
        replications=48,
    )
    types = [
        ContactType(arrivals_per_hour=8, handle_time=120, variation=1.0),
        ContactType(arrivals_per_hour=3, handle_time=240, variation=0.0),
        ContactType(arrivals_per_hour=2, handle_time=300, variation=1.2),
    ]
    assert_times_as_in_theory(run, types, within=0.06)


def test_talk_and_wrap_up_may_both_be_interrupted():
    # Hold in the wrap-up counts as wrap-up, so that only the whole agrees.
    run = told(
        by_priority(
            calls=queue("9/hour", "1 min", wrap_up="1 min"),
            emails=queue(
                "3/hour",
                "exponential mean 2 min",
                wrap_up="exponential mean 3 min",
                channel="email",
            ),
        ),
        **CALLS_FIRST,
        days=60,
        replications=48,
    )
    variation = (120**2 + 180**2) ** 0.5 / 300
    types = [
        ContactType(arrivals_per_hour=9, handle_time=120, variation=0.0),
        ContactType(arrivals_per_hour=3, handle_time=300, variation=variation),
    ]
    emails = times_with_interrupts(types)[1]
    assert_tells(run, "mean_wait", emails.wait, within=0.04, queue="emails")
    share = 120 / 300
    assert_tells(run, "average_hold", emails.hold * share, within=0.03, queue="emails")
    stretched = 300 + emails.hold * (1 - share)
    assert_tells(run, "average_handle_time", stretched, within=0.02, queue="emails")


def test_where_longest_waits_go_first_emails_end_when_they_would_in_any_case():
    # An e-mail may be begun with a moment before the call that waits interrupts it: it waits less
    # and is on hold for longer, and it ends when it would.
    def contacts_of(policy):
        run = told(
            {
                "calls": queue("9/hour", "exponential mean 2 min", priority=1),
                "emails": queue("3/hour", "exponential mean 5 min", channel="email", priority=2),
            },
            **CALLS_FIRST | {"routing": {"contact": policy}},
            days=10,
            replications=5,
        )
        return run.contacts

    by_priority, by_wait = contacts_of("priority"), contacts_of("longest_wait")
    for column in ("queue", "arrived_at"):
        assert by_priority[column].equals(by_wait[column]), "the luck is common"
    assert np.allclose(by_priority["ended_at"], by_wait["ended_at"], equal_nan=True)
    emails = by_priority["queue"] == "emails"
    assert np.allclose(by_priority["wait"][~emails], by_wait["wait"][~emails])
    gains = (by_priority["wait"] - by_wait["wait"])[emails]
    assert gains.min() > -1e-6
    assert gains.mean() > 1


def test_calls_of_many_agents_know_nothing_of_the_emails():
    run = told(
        {
            "calls": queue("110/hour", "exponential mean 3 min"),
            "emails": queue("20/hour", "exponential mean 4 min", channel="email"),
        },
        **CALLS_FIRST,
        staff=7,
        days=16,
        replications=30,
    )
    theory = ErlangC(arrivals_per_hour=110, handle_time=180, agents=7)
    assert_tells(run, "delayed", theory.wait_probability, within=0.03, queue="calls")
    assert_tells(run, "mean_wait", theory.average_speed_of_answer, within=0.08, queue="calls")
    level = theory.service_level(within=20)
    assert_tells(run, "service_level", level, within=0.02, queue="calls")
