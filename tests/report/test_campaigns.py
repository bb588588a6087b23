"""Campaigns told: in words, in tables, event by event, in saved results."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from rich.console import Console

import cic
from cic.errors import UsageError
from cic.measures.campaigns import CAMPAIGN_MEASURE, COUNTED, count_campaigns
from cic.program.dial_codes import ABANDONED_LIVE, CONNECTED, LIVE
from cic.program.dial_records import DIAL
from cic.program.layout import lay_out
from cic.program.records import CONTACT
from cic.report.terminal import print_report
from cic.report.trace import tell
from cic.scenario.load import from_dict
from cic.scenario.scenario import Model
from tests.days import PLAIN, queues

CAMPAIGN = {"queue": "a", "customers": 3, "answers": "100%", "rings": "5 s"}


def a_run(**more):
    """Ten minutes of one agent, one campaign and talks of 20 s; everybody answers after 5 s."""
    parts = {"queues": queues(a={"talk": "20 s"}), "run": {"replications": 1}}
    scenario = from_dict(PLAIN | parts | {"campaigns": {"x": CAMPAIGN | more}})
    return cic.run(scenario, clock="simpy")


POWER = {"dialler": {"mode": "power", "lines_per_agent": 2}}


@pytest.fixture(scope="module")
def power():
    return a_run(**POWER, promise="100%")


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("dials", 3),
        ("live_answers", 3),
        ("answer_rate", 1),
        ("connected", 2),
        ("abandoned_live", 1),
        ("abandoned_live_rate", 1 / 3),
        ("abandoned_live_rate_30_days", 1 / 3),
        ("cap_kept", 0),
        ("connected_soon", 2 / 3),
        ("idle_between_calls", 5),
        ("held_per_contact", 0),
        ("list_penetration", 1),
        ("dials_per_hour", 18),
        ("contacts_per_hour", 12),
        ("right_parties_per_hour", 12),
        ("promises_per_hour", 12),
        ("right_parties", 2),
        ("promises", 2),
        ("wrong_parties", 0),
        ("machines", 0),
        ("machines_connected", 0),
        ("messages", 0),
        ("busy_tones", 0),
        ("no_replies", 0),
        ("invalid_numbers", 0),
        ("cancelled_dials", 0),
        ("rang_long_enough", math.nan),
        ("skipped", 0),
        ("customers_called", 3),
    ],
)
def test_each_measure_of_a_day_worked_out_by_hand(power, measure, value):
    # Two calls at 0 s: one is connected at 5 s, one dropped at 7 s; two at 25 s for the last.
    value = pytest.approx(value, nan_ok=True)
    assert power.estimate(measure, campaign="x").value == value
    assert power.estimate(measure, campaign="total").value == value


def test_all_measures_are_worked_out():
    (by_hand,) = [
        mark.args[1]
        for mark in test_each_measure_of_a_day_worked_out_by_hand.pytestmark
        if mark.name == "parametrize"
    ]
    assert [name for name, _ in by_hand] == list(CAMPAIGN_MEASURE)


@pytest.mark.parametrize(("lasts", "share"), [("15 s", 1), ("14 s", 0)])
def test_calls_in_vain_ring_long_enough_from_15_s_on(lasts, share):
    run = a_run(answers="0%", gives_up_after=lasts)
    assert run.estimate("rang_long_enough", campaign="x").value == share


def test_any_thirty_days_that_follow_each_other_count():
    """Ten answer on each of 40 days; of the first five days two are abandoned, of the last three.

    The worst thirty days are the last, with 15 of 300; of all 40 days it is 25 of 400.
    """
    campaign = CAMPAIGN | {"dialler": {"mode": "predictive", "cap": "6%"}}
    program = lay_out(Model.model_validate(PLAIN | {"days": 40, "campaigns": {"x": campaign}}))
    dials = DIAL.blank(400)
    day, of_day = np.divmod(np.arange(400), 10)
    few, many = (day < 5) & (of_day < 2), (day >= 35) & (of_day < 3)
    dials["at"], dials["will"] = day * 86400.0, LIVE
    dials["result"] = np.where(few | many, ABANDONED_LIVE, CONNECTED)
    log = SimpleNamespace(dials=dials, contacts=CONTACT.table(0), asides=())
    counted = dict(zip(COUNTED, count_campaigns(log, program, np.ones(1)), strict=True))
    assert counted["abandoned_live"][0] / counted["live"][0] == 25 / 400
    assert counted["worst_abandoned"].tolist() == [15 / 300, 15 / 300]
    assert counted["cap_kept"].tolist() == [1, 1]


def test_who_is_dropped_has_abandoned_in_the_queue(power):
    assert power.estimate("abandoned", queue="a").value == 1
    assert power.estimate("outbound", queue="a").value == 3
    assert power.estimate("fresh", queue="a").value == 0


def test_a_day_without_calls_has_no_rates():
    run = a_run(hours={"from": "08:00", "until": "08:01"}, blending={"when_free": 2})
    assert run.estimate("dials", campaign="x").value == 0
    assert math.isnan(run.estimate("abandoned_live_rate", campaign="x").value)


def test_unknown_campaigns_and_measures_are_refused(power):
    with pytest.raises(UsageError, match="campaign"):
        power.estimate("dials", campaign="y")
    with pytest.raises(UsageError, match="measure"):
        power.estimate("dails", campaign="x")
    with pytest.raises(UsageError, match="one queue"):
        power.estimate("dials", campaign="x", queue="a")
    with pytest.raises(UsageError, match="those of queues"):
        power.estimate("dials", campaign="x", day=0)


def test_the_frames_tell_each_call(power):
    assert power.dials["result"].tolist() == ["connected", "abandoned_live", "connected"]
    assert power.dials["agent"].isna().tolist() == [False, True, False]
    assert power.contacts["outcome"].tolist() == ["answered", "dropped", "answered"]
    assert set(power.campaigns["campaign"]) == {"x", "total"}


def test_a_saved_result_reads_back(power, tmp_path):
    again = cic.open(power.save(tmp_path / "saved"))
    assert again.campaigns.equals(power.campaigns)
    assert again.dials.equals(power.dials)
    assert again.to_dict()["campaigns"]["x"]["dials"]["value"] == 3


def test_the_report_has_a_table_of_campaigns(power):
    console = Console(width=100, color_system=None)
    with console.capture() as shown:
        print_report(power, console)
    assert "CAMPAIGNS" in shown.get()
    assert "penetration" in shown.get()


def test_what_is_worth_knowing_is_told(power):
    assert {"CIC541", "CIC542"} <= {one.code for one in power.notices}
    assert {"CIC541", "CIC542"}.isdisjoint(one.code for one in a_run(customers=99).notices)


@pytest.fixture(scope="module")
def cancelled():
    """While it rings at the first customer, another contact takes the one agent, at 3 s."""
    calls = {"arrivals": {"times": ["08:00:03"]}, "talk": "10 s"}
    parts = {"queues": queues(a={"talk": "20 s"}, b=calls), "run": {"replications": 1}}
    parts["agents"] = {"g": {"staff": 1, "skills": ["a", "b"]}}
    more = {"dialler": {"mode": "progressive", "cancels": True}, "rings": "20 s", "customers": 3}
    zones = {"here": {"share": 1}}
    campaigns = {"x": CAMPAIGN | more | {"zones": zones}, "y": CAMPAIGN | {"customers": 1}}
    return cic.run(from_dict(PLAIN | parts | {"campaigns": campaigns}), clock="simpy")


def test_cancelled_calls_are_counted_and_told(cancelled):
    dials = cancelled.dials
    assert dials["result"].tolist()[:2] == ["call_cancelled", "connected"]
    assert dials["zone"].tolist()[0] == "here"
    assert dials["zone"].isna().any()
    assert cancelled.estimate("cancelled_dials", campaign="x").value == 1
    assert cancelled.estimate("rang_long_enough", campaign="x").value == 0
    assert "customer 0 of x does not answer in time: the call is cancelled" in "\n".join(
        told(cancelled)
    )
    console = Console(width=100, color_system=None)
    with console.capture() as shown:
        print_report(cancelled, console)
    assert "rang 15 s" in shown.get()


def told(run):
    return [line[10:] for line in tell(run.done.logs[0], run.done.program, run.scenario.model)]


def test_calls_are_told_event_by_event(power):
    lines = told(power)
    assert lines[1:8] == [
        "the dialler calls customer 0 of x",
        "the dialler calls customer 1 of x",
        "customer 0 of x answers: contact 0 (a)",
        "contact 0 (a) is answered by g 1 at once",
        "customer 1 of x answers: contact 1 (a)",
        "contact 1 (a) waits as number 1",
        "contact 1 (a) finds no agent in time: the call is abandoned",
    ]


def test_who_answers_is_told_and_when_nobody_is_left():
    wrong = a_run(right_party="0%", customers=1)
    assert "customer 0 of x is not there, and somebody else answers: contact 0 (a)" in told(wrong)
    (left,) = [one.what for one in wrong.notices if one.code == "CIC542"]
    assert left == "all customers of x have been called: nobody is left to call"
    again = a_run(customers=1, attempts=2, retries={"no_answer": "1 min"})
    (left,) = [one.what for one in again.notices if one.code == "CIC542"]
    assert left == "all customers of x have been called: only further attempts are left"


def test_who_is_dropped_by_a_dialler_is_told_of_the_campaign_and_not_of_the_queue():
    dropped = a_run(dialler={"mode": "power", "lines_per_agent": 3}, customers=9)
    assert dropped.estimate("abandonment_rate", queue="a").value > 0.5
    assert {one.code for one in dropped.notices} & {"CIC511", "CIC541"} == {"CIC541"}


def test_a_dialler_that_stopped_as_no_agent_came_free_is_told():
    """Two calls are not answered, and the agent stays free: nothing calls for it again."""
    stopped = a_run(dialler="dial2xfree", answers="0%", customers=9)
    assert stopped.estimate("dials", campaign="x").value == 2
    (notice,) = [one for one in stopped.notices if one.code == "CIC543"]
    assert "in 1 of 1 replications looked at: mode dial2xfree calls when" in notice.what
    counted = {"mode": "dialxfree", "lines_per_agent": 2, "less_under_way": True}
    for more in (
        {"dialler": "dial2xfree", "customers": 99},  # agents come free after talks
        {"dialler": counted, "answers": "0%", "customers": 99},
        {"dialler": "dial2xfree", "answers": "0%", "customers": 2},  # nobody is left
    ):
        assert "CIC543" not in {one.code for one in a_run(**more).notices}


def test_no_contacts_are_missed_where_only_messages_are_played():
    played = a_run(dialler="agentless", message="20 s", lines=1)
    assert "CIC515" not in {one.code for one in played.notices}
    assert "whom" not in cic.explain(played.scenario)


def test_held_agents_and_further_attempts_are_told():
    run = a_run(dialler="preview", preview={"takes": "10 s"}, answers="0%", attempts=2,
                retries={"no_answer": "10 s"}, customers=1)  # fmt: skip
    assert told(run)[1:5] == [
        "g 1 is held for a call to customer 0 of x",
        "g 1 calls customer 0 of x",
        "customer 0 of x does not answer",
        "g 1 is held for a call to customer 0 of x after 10 s idle",
    ]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({}, "1 call for each free agent, those under way included"),
        ({"customers": "endless"}, "an endless list"),
        ({"hours": {"from": "08:01", "until": "08:05"}}, "from 08:01 to 08:05"),
        ({"dialler": "predictive"}, "aimed at 3.0% abandoned"),
        ({"dialler": "preview", "preview": {"takes": "9 s", "skips": "5%"}}, "leaves 5% out"),
        ({"dialler": "agentless", "lines": 2, "message": "9 s"}, "without agents on 2 lines"),
        ({"lines": 7}, "at most 7 at once"),
        (
            {"limits": [{"calls": 1200}, {"calls": 0, "from": "08:02", "until": "08:04"}]},
            "included. At most 1,200 calls a day. No calls from 08:02 to 08:04. Of all",
        ),
        ({"limits": [{"calls": 30, "per": "5 min"}]}, "At most 30 calls in 5 min all day."),
        (
            {
                "zones": {"e": {"time_zone": "+01:00", "share": "30%"}, "w": {"share": "90%"}},
                "hours": {"from": "08:01", "until": "08:05"},
            },
            "time zones (25% in e, +01:00; 75% in w, +00:00)",
        ),
        (
            {
                "dialler": {"mode": "progressive", "cancels": True},
                "attempts": 2,
                "retries": {"cancelled": "9 min"},
            },
            "9 min after a cancelled call. Calls that still ring are cancelled once no agent is",
        ),
        ({"drop_after": None}, "as long as the queue's patience lasts"),
        ({"attempts": 2, "retries": {"busy": "9 min"}}, "again 9 min after a busy tone"),
        ({"answers": "50%", "machine": "20%", "detection": {}}, "come to agents"),
        ({"right_party": "50%", "promise": "20%"}, "of whom 20% make a promise"),
        ({"follows": {"queues": {"a": "10%"}}}, "after they were served (10% of a)"),
        ({"blending": {"when_free": 2, "keeps_free": 1}}, "at least 2 of its agents are free"),
        (
            {"blending": {"inbound": {"stops_below": "70%", "resumes_above": "80%"}}},
            "Calls stop when the service level",
        ),
    ],
)
def test_explain_tells_each_part(more, sentence):
    parts = {"queues": queues(a={"talk": "20 s"})}
    scenario = from_dict(PLAIN | parts | {"campaigns": {"x": CAMPAIGN | more}})
    text = " ".join(cic.explain(scenario).split())
    assert sentence in text
    assert ("customers whom x calls" in text) is ("message" not in more)
