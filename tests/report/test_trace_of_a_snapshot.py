"""A run that begins from a snapshot, told event by event."""

from cic.clocks.simpy_clock import SimpyClock
from cic.report.trace import tell
from tests.days import a_model, live, queues


def told(**parts):
    model = a_model(**parts)
    day = live(SimpyClock(), model)
    return list(tell(day.log, day.program, model))


def test_who_is_in_service_and_who_waits_is_told_before_the_beginning():
    snapshot = {
        "at": "08:05",
        "in_service": [{"queue": "a", "group": "g", "for": "6 s"}],
        "waiting": {"a": ["1 s"]},
    }
    assert told(snapshot=snapshot) == [
        "08:04:54  contact 0 (a) has been with g 1 for 6 s when the run begins",
        "08:04:59  contact 1 (a) arrives",
        "08:04:59  contact 1 (a) waits as number 1",
        "08:05:04  contact 0 (a) and g 1 are done after 10 s",
        "08:05:04  contact 1 (a) is answered by g 1 after 5 s",
        "08:05:14  contact 1 (a) and g 1 are done after 10 s",
        "08:10:00  g 1 goes home",
        "08:10:00  the centre closes",
    ]


def test_who_had_contacts_in_hand_does_not_come_on_duty_when_they_are_done():
    parts = {
        "queues": queues(a={"channel": "chat", "wrap_up": "3 s"}),
        "agents": {"g": {"staff": 1, "skills": ["a"]}},
        "snapshot": {"at": "08:05", "in_service": [{"queue": "a", "group": "g", "for": "6 s"}]},
    }
    assert told(**parts) == [
        "08:04:54  contact 0 (a) has been with g 1 for 6 s when the run begins",
        "08:05:04  contact 0 (a) and g 1 are done after 10 s; g 1 wraps up",
        "08:05:07  g 1 has wrapped up contact 0 (a)",
        "08:10:00  g 1 goes home",
        "08:10:00  the centre closes",
    ]


def test_a_backlog_came_the_day_before():
    parts = {"queues": queues(a={"channel": "email"})}
    lines = told(**parts, snapshot={"waiting": {"a": ["9 h"]}})
    assert "23:00:00  contact 0 (a) arrives" in lines
    lines = told(**parts, days=2, snapshot={"waiting": {"a": ["9 h"]}})
    assert "day 0, sun 23:00:00  contact 0 (a) arrives" in lines


def test_open_cases_are_told_from_when_they_were_opened():
    steps = {"received": {"queue": "w"}, "sent": {"party": "carrier", "takes": "100 s"}}
    snapshot = {
        "at": "08:05",
        "open_cases": [
            {"case": "repair", "step": "received", "opened": "20 s", "served": "6 s", "group": "g"},
            {"case": "repair", "step": "sent", "opened": "1 min", "for": "40 s"},
        ],
    }
    lines = told(
        queues=queues("a", w={"channel": "email"}),
        agents={"g": {"staff": 1, "skills": ["a", "w"]}},
        cases={"repair": {"opened": {"a": "10%"}, "steps": steps}},
        snapshot=snapshot,
    )
    assert lines == [
        "08:04:00  contact 0 (a) opens case 0 (repair)",
        "08:04:20  case 0 (repair) comes to step sent (carrier)",
        "08:04:40  contact 1 (a) opens case 1 (repair)",
        "08:04:40  case 1 (repair) comes to step received (centre)",
        "08:04:40  contact 2 (w) has been with g 1 for 6 s when the run begins",
        "08:05:04  g 1 is done with contact 2 (w) after 10 s",
        "08:05:04  case 1 (repair) comes to step sent (carrier)",
        "08:06:00  case 0 (repair) is closed after 2 min",
        "08:06:44  case 1 (repair) is closed after 2 min 4 s",
        "08:10:00  g 1 goes home",
        "08:10:00  the centre closes",
    ]
