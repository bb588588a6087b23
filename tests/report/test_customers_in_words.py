"""Customers in words: explained, told as they happen, reported."""

import cic
from cic.experiments.replicate import replicate
from cic.report.explain import explain
from cic.report.html import html
from cic.report.routing_for import lines_for_contact
from cic.report.terminal import report_lines
from cic.report.trace import tell
from cic.scenario.load import from_dict

DAY = {
    "name": "customers",
    "opens": "08:00",
    "closes": "08:10",
    "interval": "10 min",
    "queues": {
        "help": {"arrivals": {"times": ["08:00:00", "08:05:00"]}, "talk": "60 s", "resolves": 0},
        "care": {"talk": "20 s"},
    },
    "agents": {"team": {"staff": 1, "skills": ["help", "care"], "courtesy": "90%"}},
    "customers": {
        "number": 1,
        "segments": {"all": {"share": 1, "value": 5}},
        "tempers": {"irate": 1},
        "satisfaction": {"resolution": {"hurts": 0.9}},
        "complaints": {
            "to": "care", "share": 1, "delay": "60 s", "returns_after": "30 s",
            "kinds": {"any": {"share": 1, "at_once": 0, "later": 0}},
        },
        "loyalty": {"unsolved": 0},
    },
}  # fmt: skip


def scenario(**changes):
    return from_dict(DAY).with_({f"customers.{name}": value for name, value in changes.items()})


def story(asked):
    done = replicate(asked, replications=1, clock="simpy")
    return list(tell(done.logs[0], done.program, asked.model))


def told(asked):
    return " ".join(explain(asked).split())


def test_a_complaint_and_a_loss_are_told_as_they_happen():
    assert story(scenario())[1:] == [
        "08:00:00  contact 0 (help) arrives",
        "08:00:00  contact 0 (help) is answered by team 1 at once",
        "08:01:09  contact 0 (help) and team 1 are done after 1 min 9 s, and it is not resolved",
        "08:01:09  the customer of contact 0 (help) is annoyed",
        "08:01:09  the customer of contact 0 (help) will complain",
        "08:02:09  contact 2 (care) arrives: a complaint about contact 0",
        "08:02:09  contact 2 (care) is answered by team 1 at once",
        "08:02:32  contact 2 (care) and team 1 are done after 23 s",
        "08:03:02  contact 3 (care) arrives: a complaint about contact 2",
        "08:03:02  contact 3 (care) is answered by team 1 at once",
        "08:03:25  contact 3 (care) and team 1 are done after 23 s",
        "08:03:25  contact 3 (care): the complaint is in vain",
        "08:03:25  the customer of contact 3 (care) is lost, after the complaint",
        "08:05:00  contact 1 (help) does not come: its customer is lost",
        "08:10:00  team 1 goes home",
        "08:10:00  the centre closes",
    ]


def test_silent_losses_are_told_with_their_cause():
    silent = story(scenario(complaints=None))
    assert "08:01:09  the customer of contact 0 (help) is lost, with the matter unsolved" in silent


def test_customers_are_explained():
    text = told(scenario())
    assert "There is 1 customer, with one matter after another." in text
    assert "all: 100% of the customers (1), worth 5 each; priority 1 in a queue." in text
    assert "100% of customers are irate: talk × 1.15, patience × 0.6" in text
    assert "resolution below 100% −0.009 a percentage point," in text
    assert "Courtesy of agents: team 90%." in text
    assert "0% of those annoyed whose matter is not solved, or whose complaint is in vain" in text
    assert "All customers stay." in told(scenario(loyalty=None))
    assert "CUSTOMERS" not in told(from_dict({k: v for k, v in DAY.items() if k != "customers"}))


def test_who_stands_before_whom_is_told_of_a_contact():
    ranked = {"x": {"share": 0.5, "priority": 2}, "y": {"share": 0.5, "agent": "always"}}
    text = " ".join(lines_for_contact(scenario(segments=ranked).model, "help"))
    assert "In its queue customers stand by segment: y, then x." in text
    assert "Customers of y go to their own agent first, if that one is free." in text


def test_customers_are_reported():
    run = cic.run(scenario(), replications=2, clock="simpy")
    text = "\n".join(line.plain for line in report_lines(run, width=120))
    line, *_ = [line.split() for line in text.splitlines() if line.startswith("CUSTOMERS")]
    assert line[1:6] == ["customers", "lost", "lost:", "neglect", "kept"]
    assert "<th" in html(run)
    assert "retention" in html(run)
    plain = cic.run(scenario(loyalty=None, complaints=None), replications=2, clock="simpy")
    assert "retention" not in html(plain)
