"""What a campaign may not say, and what is told of one that says what has no effect."""

import pytest

from cic.scenario.load import check
from tests.scenario.examples import BASE, called, write

PREVIEW = "dialler: preview"
AGENTLESS = ("dialler: agentless", "lines: 3", "message: 20 s")
WATCHES = "blending: {inbound: {stops_below: 70%, resumes_above: 80%, queues: [second line]}}"
MOVES = (WATCHES, "dialler: {mode: agentsmove, lines_per_agent: 1}")


def told(tmp_path, *more):
    """Code, place, what and remedy of each finding."""
    found = check(write(tmp_path, called(*more)))
    return [
        (one.code, one.where.removeprefix("campaigns.overdue."), one.what, one.remedy)
        for one in found
    ]


@pytest.mark.parametrize(
    ("more", "code", "where", "what", "remedy"),
    [
        ("hours: 9-12", "CIC103", "hours", "'9-12' is not a list",
         "write a list of mappings with some of: from, until, days"),
        ("hours: {from: 09:00, until: 09:30, days: [funday]}", "CIC104", "hours.days[0]",
         "'funday' is not one of the choices", "did you mean 'sunday'?"),
        ("hours: {from: 9, until: 09:30}", "CIC106", "hours.from", "9", "write it as '08:30'"),
        ("customers: 0", "CIC105", "customers", "must be at least 1, got 0", "write 1 or more"),
        ("customers: many", "CIC103", "customers", "'many' is not a whole number", "or endless"),
        ("blending: {others_free: 2}", "CIC108", "blending.others_free", "and not of which",
         "write 'others: [GROUP]'"),
        ("dialler: {mode: power, lines_per_agent: 0}", "CIC108", "dialler.lines_per_agent",
         "mode power makes no calls", "write 'lines_per_agent: 1'"),
    ],
)  # fmt: skip
def test_what_a_campaign_may_not_say_is_told_where_it_stands(
    tmp_path, more, code, where, what, remedy
):
    ((its_code, place, said, mends),) = told(tmp_path, more)
    assert (its_code, place) == (code, where)
    assert what in said
    assert remedy in mends


def test_who_takes_no_time_before_a_call_leaves_nobody_out(tmp_path):
    ((code, where, what, _),) = told(tmp_path, PREVIEW, "preview: {takes: 0 s, skips: 10%}")
    assert (code, where) == ("CIC108", "preview.takes")
    assert "cannot leave customers out" in what
    assert told(tmp_path, PREVIEW, "preview: {takes: 0 s}") == []


def test_agents_are_not_moved_to_the_group_they_are_in(tmp_path):
    moves = "moves: {inbound: all, outbound: all}"
    ((code, where, what, _),) = told(tmp_path, *MOVES, moves)
    assert (code, where) == ("CIC108", "moves.outbound")
    assert "from 'all' to the same group" in what


def test_agents_are_moved_to_where_what_they_are_moved_for_is_served(tmp_path):
    assert told(tmp_path, *MOVES, "moves: {inbound: all, outbound: night owls}") == []
    ((code, where, what, _),) = told(
        tmp_path, *MOVES, "moves: {inbound: night owls, outbound: all}"
    )
    assert (code, where) == ("CIC427", "moves.inbound")
    assert what.endswith("moves agents to 'night owls', which does not serve 'second line'")


@pytest.mark.parametrize("written", ["detection: {takes: 1 s}", "drop_after: 3 s"])
def test_what_agents_who_call_have_no_use_for_is_told(tmp_path, written):
    ((code, where, what, _),) = told(tmp_path, PREVIEW, written)
    assert (code, where) == ("CIC426", written.split(":")[0])
    assert what.endswith("agents make its calls (mode preview)")


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("detection: {}", "detection"),
        ("drop_after: 3 s", "drop_after"),
        ("right_party: 50%", "right_party"),
        ("wrong_party_talk: 20 s", "wrong_party_talk"),
        ("machine_talk: 20 s", "machine_talk"),
        ("promise: 50%", "promise"),
        ("attempts: 2, retries: {wrong_party: 5 min}", "retries.wrong_party"),
        ("blending: {keeps_free: 1}", "blending.keeps_free"),
    ],
)
def test_what_messages_have_no_use_for_is_told(tmp_path, written, where):
    ((code, place, what, _),) = told(tmp_path, *AGENTLESS, written)
    assert (code, place) == ("CIC426", where)
    assert what.endswith("no agent talks to its customers (mode agentless)")


def test_what_a_mode_has_a_use_for_is_not_told(tmp_path):
    more = ["detection: {takes: 1 s}", "promise: 50%", "attempts: 2", "retries: {abandoned: 5 min}"]
    assert told(tmp_path, "dialler: predictive", *more) == []
    assert told(tmp_path, *AGENTLESS, "attempts: 2", "retries: {no_answer: 5 min}", WATCHES) == []
    assert check(write(tmp_path, BASE)) == []
