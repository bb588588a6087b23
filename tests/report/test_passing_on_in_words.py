"""Contacts that agents stay with, as `cic explain`, `--trace` and the report tell them."""

import cic
from cic.clocks.simpy_clock import SimpyClock
from cic.report.explain import explain
from cic.report.terminal import report_lines
from cic.report.trace import tell
from cic.scenario.load import from_dict
from tests.days import live

DAY = {
    "name": "Passed on",
    "opens": "08:00",
    "closes": "08:10",
    "interval": "10 min",
    "queues": {
        "help": {
            "arrivals": {"times": ["08:00:00"]}, "talk": "10 s", "wrap_up": "3 s",
            "transfers": {"experts": {
                "share": "100%", "by_group": {"juniors": "100%"},
                "warm": {"conference": "5 s", "waits_at_most": "1 min", "talk_factor": 0.5}}},
        },
        "experts": {"arrivals": {"times": ["08:00:06"]}, "talk": "20 s", "patience": "90 s"},
    },
    "agents": {
        "juniors": {"staff": 1, "skills": ["help"]},
        "seniors": {"staff": 1, "skills": ["experts"]},
    },
}  # fmt: skip


def story(**changes):
    scenario = from_dict(DAY).with_(changes)
    day = live(SimpyClock(), scenario.model)
    return [line.split("  ", 1)[1] for line in tell(day.log, day.program, scenario.model)]


def test_an_agent_who_stays_is_explained():
    told = " ".join(explain(from_dict(DAY)).split())
    assert (
        "Agents pass on 100% to experts (100% of juniors). With 100% of those to experts the agent "
        "stays until another takes over, for 1 min at most; both are with the customer for "
        "5 s; the talk then is × 0.5."
    ) in told


def test_a_warm_transfer_is_told():
    told = story()
    assert [line for line in told if "juniors 1" in line][2:-1] == [
        "juniors 1 stays with contact 0 (help) until another agent takes over",
        "seniors 1 joins juniors 1 after 16 s",
        "juniors 1 leaves the customer to seniors 1 after 5 s together; juniors 1 wraps up",
        "juniors 1 has wrapped up",
    ]
    assert "contact 2 (experts) and seniors 1 are done after 15 s" in told


def test_a_transfer_that_nobody_takes_in_time_is_told():
    assert (
        "nobody has taken over: juniors 1 lets the customer wait alone; juniors 1 wraps up"
        in story(**{"queues.experts.talk": "200 s"})
    )
    told = story(**{"queues.experts.talk": "200 s", "queues.experts.patience": "9 s"})
    assert "juniors 1 has lost the customer, and waits no longer; juniors 1 wraps up" in told


def test_what_agents_do_to_pass_on_is_measured_and_reported():
    run = cic.run(from_dict(DAY), replications=2, seed=1)
    told = {
        name: run.estimate(name, queue="help").value
        for name in ("consults", "handed_over", "consult_wait", "conference_time", "average_hold",
                     "average_talk", "average_handle_time", "transfers")
    }  # fmt: skip
    assert told == {
        "consults": 1, "handed_over": 1, "consult_wait": 16, "conference_time": 5,
        "average_hold": 16, "average_talk": 15, "average_handle_time": 34, "transfers": 0,
    }  # fmt: skip
    assert run.estimate("transfers", queue="experts").value == 1
    frame = run.contacts
    assert (frame["talk"][0], frame["held"][0]) == (15, 16)
    text = "\n".join(line.plain for line in report_lines(run, width=100))
    assert "handed over" in text
    assert "consult wait" in text


def test_an_agent_who_goes_on_is_told():
    goes_on = {
        "queues.help.transfers": {"experts": {"share": "100%", "same_agent": True}},
        "queues.experts.arrivals": {"times": ["08:00:02"]},
        "agents.juniors.skills": ["help", "experts"],
    }
    assert "100% to experts (the agent goes on with them where it serves it)" in " ".join(
        explain(from_dict(DAY).with_(goes_on)).split()
    )
    told = story(**goes_on)
    assert [line for line in told if "juniors 1" in line][3:6] == [
        "juniors 1 goes on with the customer",
        "contact 2 (experts) is answered by juniors 1 at once",
        "contact 2 (experts) and juniors 1 are done after 20 s",
    ]
    assert "contact 0 (help) and juniors 1 are done after 10 s" in told
    shift = [{"from": "08:00", "until": "08:00:10", "agents": 1}]
    told = story(**goes_on, **{"agents.juniors.staff": None, "agents.juniors.shifts": shift})
    assert "juniors 1 cannot go on with contact 2 (experts), and wraps up" in told
