"""Snapshots: reading them, and telling those that do not fit."""

import pytest

from cic.errors import ScenarioError
from cic.report.explain import explain
from cic.scenario.load import from_dict
from cic.scenario.reader import read_text

TEXT = """\
name: Snapshot
opens: 08:00
closes: 18:00
queues:
  claims: {arrivals: 60/hour, talk: uniform 1 min to 9 min, patience: 20 min, capacity: 5}
  mails: {channel: email, arrivals: 20/hour, talk: exponential mean 3 min}
  chats: {channel: chat, arrivals: 20/hour, talk: exponential mean 3 min}
  texts: {channel: messaging, arrivals: 2/hour, talk: 9 min}
agents:
  team: {staff: 6, skills: [claims, mails]}
  web: {staff: 1, skills: [chats, texts], capacity: {chat: 2, messaging: 3}}
  shifts:
    skills: [claims]
    shifts:
      - {from: 08:00, until: 10:00, names: [Early]}
      - {from: 08:00, until: 16:00, names: [Anna], breaks: [{at: 10:15, lasts: 30 min}]}
      - {from: 08:00, until: 16:00, names: [Bert]}
snapshot:
  at: 10:30
  waiting:
    claims: [2 min, 40 s]
    mails: {count: 120, oldest: 9 h}
  in_service:
    - {queue: claims, group: team, for: 3 min}
    - {queue: claims, agent: Bert, for: 5 min, waited: 20 s}
    - {queue: chats, group: web, for: 5 min}
  on_break: {team: [5 min, 12 min]}
"""
PLAIN = read_text(TEXT).data


def changed(**changes):
    return from_dict(PLAIN).with_({f"snapshot.{name}": value for name, value in changes.items()})


def found(changes):
    """Code, place and text of each finding of a change."""
    try:
        findings = from_dict(PLAIN).with_(changes).notices
    except ScenarioError as error:
        findings = error.findings
    return [(finding.code, finding.where, finding.what) for finding in findings]


def test_a_snapshot_that_fits_has_no_findings():
    assert found({}) == []


def test_it_is_written_as_it_was_read():
    scenario = from_dict(PLAIN)
    assert from_dict(read_text(scenario.to_yaml()).data).model == scenario.model


def test_waits_are_in_order_and_spread():
    snapshot = from_dict(PLAIN).model.snapshot
    assert snapshot.waits("claims") == [120, 40]
    mails = snapshot.waits("mails")
    assert (len(mails), mails[0], mails[-1]) == (120, 9 * 3600, 9 * 3600 / 120)
    assert snapshot.longest == 9 * 3600
    assert snapshot.contacts == 125


CLAIM = {"queue": "claims", "group": "team", "for": "3 min"}
CHAT = {"queue": "chats", "group": "web", "for": "3 min"}


@pytest.mark.parametrize(
    ("changes", "code", "place", "told"),
    [
        ({"at": "07:00"}, "CIC304", "at", "the run begins at 07:00"),
        ({"at": "18:00"}, "CIC304", "at", "the day lasts from 08:00 to 18:00"),
        ({"at": "half past ten"}, "CIC106", "at", "not a time of day"),
        ({"waiting": {"clams": ["1 s"]}}, "CIC218", "waiting.clams", "queue 'clams', which does"),
        ({"waiting.claims": ["-1 min"]}, "CIC106", "waiting.claims[0]", "not a duration"),
        ({"waiting.claims": []}, "CIC113", "waiting.claims", "something is needed"),
        ({"waiting.claims": ["1 s"] * 6}, "CIC327", "waiting.claims", "6 wait in queue 'claims'"),
        ({"waiting.claims": ["151 min"]}, "CIC328", "waiting.claims", "when the centre was closed"),
        ({"waiting.claims": ["20 min"]}, "CIC328", "waiting.claims", "nobody waits for 20 min"),
        ({"waiting.mails.oldest": "400 d"}, "CIC105", "waiting.mails.oldest", "at most"),
        ({"waiting.mails.count": 0}, "CIC105", "waiting.mails.count", "at least 1"),
        ({"in_service[0].queue": "x"}, "CIC218", "in_service[0].queue", "queue 'x'"),
        ({"in_service[0].group": "teem"}, "CIC218", "in_service[0].group", "group 'teem'"),
        ({"in_service[1].agent": "Bart"}, "CIC218", "in_service[1].agent", "agent 'Bart'"),
        ({"in_service[0].agent": "Bert"}, "CIC108", "in_service[0]", "a named 'agent'"),
        ({"in_service[0]": {"queue": "claims", "for": "1 s"}}, "CIC108", "in_service[0]", "group"),
        ({"in_service[0].group": "web"}, "CIC217", "in_service[0]", "does not answer"),
        ({"in_service[0].for": "-3 min"}, "CIC106", "in_service[0].for", "not a duration"),
        ({"in_service[0].for": "9 min"}, "CIC328", "in_service[0]", "none takes so long"),
        ({"in_service[0].waited": "3 h"}, "CIC328", "in_service[0]", "the centre was closed"),
        ({"in_service[1].agent": "Early"}, "CIC326", "in_service[1]", "'Early' is not on duty"),
        ({"in_service[1].agent": "Anna"}, "CIC326", "in_service[1]", "'Anna' is not on duty"),
        (
            {"in_service[0].group": "shifts"}, "CIC326", "in_service[0]",
            "no agent of group 'shifts' on duty then has room",
        ),
        ({"in_service": [CHAT] * 3}, "CIC326", "in_service[2]", "no agent of group 'web'"),
        ({"on_break": {"teem": ["1 s"]}}, "CIC218", "on_break.teem", "group 'teem'"),
        ({"on_break.team": ["1 s"] * 6}, "CIC326", "on_break.team", "only 5 on duty then"),
        ({"on_break.team": ["0 s"]}, "CIC105", "on_break.team[0]", "greater than 0"),
    ],
    ids=str,
)  # fmt: skip
def test_each_mistake_is_told_at_its_place(changes, code, place, told):
    ((its_code, where, what),) = found({f"snapshot.{name}": v for name, v in changes.items()})
    assert (its_code, where) == (code, f"snapshot.{place}")
    assert told in what


def test_too_many_lines_are_told():
    ((code, where, what),) = found({"lines": 3})
    assert (code, where) == ("CIC327", "snapshot")
    assert "hold 4 lines, and there are 3" in what


def test_incidents_before_the_beginning_that_move_agents_are_told():
    move = {"at": "09:00", "until": "12:00", "move": 1, "from": "team", "to": "shifts"}
    ((code, where, _),) = found({"incidents": [move]})
    assert (code, where) == ("CIC369", "incidents[0].at")
    assert found({"incidents": [move | {"at": "11:00"}]}) == []


def test_a_centre_that_never_closes_may_have_waits_from_the_day_before():
    whole = {"opens": "00:00", "closes": "24:00", "snapshot.at": "00:10"}
    whole |= {"snapshot.in_service": []}
    assert found(whole | {"snapshot.waiting.claims": ["15 min"]}) == []


def test_a_backlog_alone_is_something_to_do():
    queues = {"mails": {"channel": "email", "talk": "3 min"}}
    agents = {"team": {"staff": 1, "skills": ["mails"]}}
    day = {"name": "Backlog", "opens": "08:00", "closes": "18:00"}
    snapshot = {"waiting": {"mails": {"count": 9, "oldest": "60 h"}}}
    assert from_dict(day | {"queues": queues, "agents": agents, "snapshot": snapshot}).notices == ()


@pytest.mark.parametrize(
    "told",
    [
        "The run begins at 10:30 of the first day: what would have come before is left out.",
        "claims: 2 contacts have waited from 40 s to 2 min.",
        "mails: 120 contacts have waited from 4.5 min to 9 h.",
        "team 1 a contact of claims for 3 min, Bert a contact of claims for 5 min (after a wait of"
        " 20 s) and web 1 a contact of chats for 5 min.",
        "team 5 is on a break for another 12 min. team 6 is on a break for another 5 min.",
    ],
)
def test_it_is_told_in_words(told):
    assert told in " ".join(explain(from_dict(PLAIN)).split())


def test_too_many_contacts_of_a_snapshot_are_told_there():
    queues = {f"q{n}": {"channel": "email", "talk": "3 min"} for n in range(101)}
    agents = {"team": {"staff": 1, "skills": list(queues)}}
    day = {"name": "Backlog", "opens": "08:00", "closes": "18:00"}
    waiting = {name: {"count": 1_000_000, "oldest": "60 h"} for name in queues}
    with pytest.raises(ScenarioError) as told:
        from_dict(day | {"queues": queues, "agents": agents, "snapshot": {"waiting": waiting}})
    assert ("CIC401", "snapshot") in {(one.code, one.where) for one in told.value.findings}


# --- open cases -----------------------------------------------------------------------------------

DESK = """\
name: Open cases
opens: 08:00
closes: 18:00
queues:
  calls: {arrivals: 20/hour, talk: 3 min}
  chats: {channel: chat, arrivals: 20/hour, talk: 3 min}
  desk: {channel: email, talk: uniform 1 min to 9 min}
agents:
  team: {staff: 2, skills: [calls, chats]}
  back: {skills: [desk], shifts: [{from: 08:00, until: 16:00, names: [Anna]}]}
cases:
  repair:
    opened: {calls: 10%, chats: 0%}
    steps:
      received: {queue: desk}
      repaired: {party: workshop, takes: uniform 1 h to 9 h, places: 2}
      sent: {party: carrier, takes: 1 d}
snapshot:
  at: 10:00
  open_cases:
    - {case: repair, step: received, opened: 2 h, served: 3 min, agent: Anna}
    - {case: repair, step: received, opened: 1 h, count: 3}
    - {case: repair, step: repaired, opened: 3 d, for: 5 h, served: 2 h, count: 2}
    - {case: repair, step: repaired, opened: 2 d, for: 4 h}
    - {case: repair, step: sent, opened: 3 d, for: 9 h}
"""
OPEN = read_text(DESK).data
WORK, AT_WORK, WAITS, SENT = (f"open_cases[{n}]" for n in (0, 2, 3, 4))


def found_of_cases(changes):
    try:
        findings = from_dict(OPEN).with_(changes).notices
    except ScenarioError as error:
        findings = error.findings
    return [(one.code, one.where, one.what, one.remedy) for one in findings]


def test_open_cases_that_fit_have_no_findings_and_are_written_as_read():
    assert found_of_cases({}) == []
    scenario = from_dict(OPEN)
    assert from_dict(read_text(scenario.to_yaml()).data).model == scenario.model


@pytest.mark.parametrize(
    ("changes", "code", "place", "told"),
    [
        ({WORK + ".case": "repiar"}, "CIC218", WORK + ".case", "case 'repiar', which does not"),
        ({SENT + ".step": "send"}, "CIC218", SENT + ".step", "step 'send', which cases 'repair'"),
        ({WORK + ".agent": "Ana"}, "CIC218", WORK + ".agent", "agent 'Ana'"),
        ({SENT + ".queue": "clals"}, "CIC218", SENT + ".queue", "queue 'clals'"),
        ({SENT + ".queue": "chats"}, "CIC460", SENT + ".queue", "no contact of queue 'chats'"),
        ({WORK + ".agent": None, WORK + ".group": "team"}, "CIC217", WORK, "does not answer"),
        ({"at": "17:00"}, "CIC326", WORK, "'Anna' is not on duty"),
        ({WORK + ".served": None}, "CIC460", WORK, "which agent has been at work"),
        ({WORK + ".agent": None}, "CIC460", WORK, "which agent has been at work"),
        ({WORK + ".group": "back"}, "CIC108", WORK, "or with a named 'agent'"),
        ({WORK + ".for": "1 h"}, "CIC460", WORK + ".for", "as it is opened, and this one did"),
        ({WORK + ".served": "9 min"}, "CIC328", WORK, "none takes so long"),
        ({WORK + ".served": "3 h"}, "CIC108", WORK + ".served", "for longer than it has been in"),
        ({WORK + ".opened": "0 h"}, "CIC105", WORK + ".opened", "greater than 0"),
        ({WORK + ".opened": "400 d"}, "CIC105", WORK + ".opened", "at most"),
        ({SENT + ".for": "4 d"}, "CIC108", SENT + ".for", "longer than it has been open"),
        ({SENT + ".for": None}, "CIC460", SENT, "not said for how long"),
        ({SENT + ".for": "24 h"}, "CIC328", SENT, "it never takes so long"),
        ({SENT + ".served": "1 h"}, "CIC460", SENT + ".served", "begins as a case comes to it"),
        ({SENT + ".group": "back"}, "CIC460", SENT, "is done by 'carrier'"),
        ({AT_WORK + ".served": "9 h", AT_WORK + ".for": "9 h"}, "CIC328", AT_WORK, "at work on"),
        ({AT_WORK + ".count": 3}, "CIC460", "open_cases", "3 cases 'repair' are at work"),
        ({AT_WORK + ".count": 1}, "CIC460", "open_cases", "1 wait, though there are 2 places"),
        ({WAITS + ".count": 0}, "CIC105", WAITS + ".count", "at least 1"),
        ({WAITS + ".stpe": "sent"}, "CIC210", WAITS + ".stpe", "stpe"),
    ],
    ids=str,
)  # fmt: skip
def test_each_mistake_in_open_cases_is_told_at_its_place(changes, code, place, told):
    found = found_of_cases({f"snapshot.{name}": value for name, value in changes.items()})
    its_code, where, what, remedy = found[0]
    assert (its_code, where) == (code, f"snapshot.{place}")
    assert told in what
    assert remedy


def test_a_snapshot_without_a_word_on_open_cases_is_told_and_one_that_has_none_is_not():
    ((code, where, _, remedy),) = found_of_cases({"snapshot": {"at": "10:00"}})
    assert (code, where) == ("CIC467", "snapshot")
    assert "open_cases" in remedy
    assert found_of_cases({"snapshot": {"at": "10:00", "open_cases": []}}) == []


HOUR_3 = {"count": 3, "oldest": "1 h"}
MAILS = {"queues.desk.arrivals": "2/hour"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"waiting": {"desk": ["10 min"]}}, "has 1 contact of no case there, beside the work of 4"),
        ({"waiting": {"desk": HOUR_3}, "open_cases": []}, "3 contacts of no case there"),
        ({"waiting": {"desk": HOUR_3}} | MAILS, None),
        ({"waiting": {"desk": HOUR_3}, WORK: None} | MAILS, "3 contacts for just as long as"),
        ({"waiting": {"desk": ["3 d", "40 min", "1 h", "20 min"]}, WORK: None} | MAILS, "3 cont"),
        ({"waiting": {"desk": ["40 min", "1 h", "21 min"]}, WORK: None} | MAILS, None),
        ({"waiting": {"calls": ["1 min"]}}, None),
    ],
    ids=str,
)
def test_work_on_cases_that_is_told_as_contacts_is_told(changes, told):
    """Without `WORK` three cases wait at the desk: for an hour, 40 and 20 minutes."""
    data = read_text(DESK).data
    snapshot = data["snapshot"]
    if WORK in changes:
        del snapshot["open_cases"][0]
    snapshot |= {name: changes[name] for name in ("waiting", "open_cases") if name in changes}
    data["queues"]["desk"] |= {"arrivals": "2/hour"} if MAILS.keys() <= changes.keys() else {}
    notices = from_dict(data).notices
    assert [one.code for one in notices] == ([] if told is None else ["CIC468"])
    assert all(told in one.what and one.where == "snapshot.waiting.desk" for one in notices)


def test_work_in_hand_that_is_told_twice_is_told():
    """Two of the group have the same in hand: one is told as a case, one as a contact."""
    group = {"group": "back"}
    work = {"case": "repair", "step": "received", "opened": "2 h", "served": "3 min"} | group
    data = read_text(DESK).data
    data["agents"]["back"] = {"skills": ["desk"], "staff": 2}
    data["queues"]["desk"]["arrivals"] = "2/hour"
    for minutes, codes in ((3, ["CIC468"]), (4, [])):
        one = {"queue": "desk", "for": f"{minutes} min"} | group
        data["snapshot"] = {"at": "10:00", "in_service": [one], "open_cases": [work]}
        assert [one.code for one in from_dict(data).notices] == codes
    del data["queues"]["desk"]["arrivals"]
    (told,) = from_dict(data).notices
    assert (told.code, told.where) == ("CIC468", "snapshot.in_service[0]")


def test_cases_that_no_contact_opens_cannot_be_open():
    found = found_of_cases({"cases.repair.opened": {"calls": 0, "chats": 0}})
    assert {(code, what) for code, _, what, _ in found if code == "CIC460"} == {
        ("CIC460", "a case 'repair' is open, and no queue opens such cases")
    }


def test_a_group_may_have_them_in_hand():
    assert found_of_cases({f"snapshot.{WORK}.agent": None, f"snapshot.{WORK}.group": "back"}) == []


def test_a_queue_that_only_open_cases_lead_to_is_reached():
    changes = {"queues.calls.arrivals": None, "queues.calls.channel": "email"}
    found = found_of_cases(changes)
    assert {where for code, where, _, _ in found if code == "CIC350"} == {"queues.calls"}


def test_open_cases_are_told_in_words():
    text = " ".join(explain(from_dict(OPEN)).split())
    assert (
        "Open cases repair: 4 in step received (centre), open for 20 min to 2 h and there for "
        "20 min to 2 h, opened by contacts of calls, in hand with Anna for 3 min; 3 in step "
        "repaired (workshop), open for 1.5 d to 3 d and there for 2.5 h to 5 h, opened by contacts "
        "of calls, 2 at work for 1 h to 2 h and 1 waiting; 1 in step sent (carrier), open for 3 d "
        "and there for 9 h, opened by contacts of calls."
    ) in text
