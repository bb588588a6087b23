"""Callbacks in words: explained, told as they happen, reported, and warned of."""

import pytest

import cic
from cic.clocks.simpy_clock import SimpyClock
from cic.experiments.replicate import replicate
from cic.report.curves import waits_distribution
from cic.report.explain import explain
from cic.report.html import html
from cic.report.notices import notices_of
from cic.report.terminal import report_lines
from cic.report.trace import tell
from cic.scenario.load import from_dict
from tests.days import live

CALLBACK = "queues.help.callback"
DAY = {
    "name": "called back",
    "opens": "08:00",
    "closes": "08:10",
    "interval": "10 min",
    "queues": {
        "help": {
            "arrivals": {"times": ["08:00:00", "08:00:10", "08:00:20"]},
            "talk": "60 s",
            "callback": {
                "offered_at": "90 s", "accepted": "100%", "answered": "100%", "rings": "5 s",
                "gives_up_after": "20 s", "attempts": 2, "retry_after": "40 s",
            },
        },
        "other": {"arrivals": {"times": ["08:09:00"]}, "talk": "5 s"},
    },
    "agents": {"team": {"staff": 1, "skills": ["help", "other"]}},
}  # fmt: skip


def scenario(**changes):
    return from_dict(DAY).with_({f"{CALLBACK}.{name}": value for name, value in changes.items()})


def explained(**changes):
    return " ".join(explain(scenario(**changes)).split())


def test_what_is_offered_and_how_customers_are_called_is_explained():
    text = explained()
    assert (
        "Who must wait is offered a callback from a predicted wait of 1.5 min on (queue_length: "
        "(contacts ahead + 1) / what the agents on duty serve); 100% accept, and are called back "
        "in its place in the queue."
    ) in text
    assert "An agent calls and is busy while it rings; 100% answer after 5 s" in text
    assert "given up after 20 s, tried again after 40 s, at most 2 attempts." in text
    text = explained(after="2 h", first="customer", own_call={"share": "10%", "delay": "1 h"})
    assert "are called back by appointment after 2 h" in text
    assert "The centre calls when an agent could take it, and holds no agent" in text
    assert "10% call again after 1 h if the callback has not come yet." in text


def story(**changes):
    wanted = scenario(**changes)
    day = live(SimpyClock(), wanted.model)
    return list(tell(day.log, day.program, wanted.model))


def test_a_callback_is_told_as_it_happens():
    told = story()
    assert told[4:] == [
        "08:00:10  contact 1 (help) waits as number 1",
        "08:00:20  contact 2 (help) arrives",
        "08:00:20  contact 2 (help) asks for a callback and hangs up",
        "08:00:20  contact 4 (help) is the callback of contact 2 (help), in its place",
        "08:00:20  contact 4 (help) waits as number 2, its customer at home",
        "08:01:00  contact 0 (help) and team 1 are done after 1 min",
        "08:01:00  contact 1 (help) is answered by team 1 after 50 s",
        "08:02:00  contact 1 (help) and team 1 are done after 1 min",
        "08:02:00  team 1 calls the customer of contact 4 (help)",
        "08:02:05  the customer of contact 4 (help) is with team 1, 1 min 45 s after asking for it",
        "08:03:05  contact 4 (help) and team 1 are done after 1 min",
        *told[15:],
    ]


def test_calls_in_vain_and_own_calls_are_told():
    told = story(answered="0%")
    assert (
        "08:02:20  the customer of contact 4 (help) does not answer, and will be called again"
        in told
    )
    assert "08:03:00  contact 4 (help) is due" in told
    assert "08:03:20  the customer of contact 4 (help) is not reached: 2 attempts" in told
    told = story(own_call={"share": "100%", "delay": "30 s"})
    assert "08:00:50  contact 4 (help) is cancelled: its customer calls" in told
    assert (
        "08:00:50  contact 5 (help) arrives: the customer of contact 4 did not wait for it" in told
    )
    told = story(after="30 s", first="customer")
    assert "08:00:20  contact 4 (help) is the callback of contact 2 (help), by appointment" in told
    assert "08:02:00  the centre calls the customer of contact 4 (help)" in told


def test_the_report_tells_of_callbacks_where_they_are_offered():
    run = cic.run(scenario(), replications=3)
    text = "\n".join(line.plain for line in report_lines(run, width=100))
    for row in ("offered callback", "asked for callback", "called back", "time to callback"):
        assert row in text
        assert row in html(run)
    assert "cancelled" not in text, "nobody calls first here"
    assert run.estimate("time_to_callback", queue="help").value == 105
    plain = cic.run(from_dict(DAY).with_({CALLBACK: None}), replications=3)
    text = "\n".join(line.plain for line in report_lines(plain, width=100))
    assert "callback" not in text


def test_frames_hold_offers_and_attempts():
    run = cic.run(scenario(answered="0%"), replications=1)
    frame = run.contacts
    assert frame["callback_offered"].tolist() == [0, 0, 1, 0, 0]
    assert frame["attempts"].tolist() == [0, 0, 0, 0, 2]
    assert frame["kind"].tolist()[4] == "callback"
    assert frame["outcome"].tolist()[2::2] == ["asked_callback", "not_reached"]
    calling = run.agents[run.agents["state"] == "calling"]
    assert (calling["until"] - calling["since"]).tolist() == [20, 20]


def test_waits_on_the_line_are_not_mixed_with_those_at_home():
    found = waits_distribution(cic.run(scenario(), replications=2))
    answered = found[(found["queue"] == "help") & (found["outcome"] == "answered")]
    assert answered["value"].iloc[-1] == 1
    assert answered["within"].max() < 105


@pytest.mark.parametrize(
    ("code", "changes"),
    [("CIC531", {"answered": "0%"}), ("CIC532", {"after": "20 h", "retry_after": "9 h"})],
)
def test_callbacks_that_fail_or_are_left_are_told(code, changes):
    left = scenario(**changes).written
    left["closes"] = "08:20"
    left["agents"]["team"] = {"skills": ["help", "other"], "shifts": [
        {"from": "08:00", "until": "08:10", "agents": 1}]}  # fmt: skip
    codes = {one.code for one in notices_of(replicate(from_dict(left)))}
    assert code in codes
    assert "CIC513" not in codes
    assert {"CIC531", "CIC532"}.isdisjoint(one.code for one in notices_of(replicate(scenario())))
