"""What must hold where everything is used at once: channels, people, ringing, lines, incidents."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.program.codes import (
    ANSWERS,
    AVAILABLE,
    HANDLING,
    NOBODY,
    OFF,
    AgentState,
    Outcome,
)
from tests.properties.centres import quick, whole_centres
from tests.properties.test_channels import Reader, assert_never_overfull, in_hand, union
from tests.properties.test_clocks_agree import assert_same_figures
from tests.properties.test_invariants import (
    a_day,
    assert_counted_once,
    most_at_once,
    seeds,
    serves,
    stays,
)

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_both_clocks_give_the_same_figures(data, seed, whole_seconds):
    assert_same_figures(data.draw(whole_centres(whole_seconds=whole_seconds)), seed)


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_each_contact_ends_once_and_is_counted_once(data, seed, whole_seconds):
    model = data.draw(whole_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    assert_counted_once(day, model)
    for row in day.log.contacts:
        taken = row["agent"] != NOBODY
        assert taken == (row["outcome"] in ANSWERS) == (not math.isnan(row["answered_at"]))
        if row["outcome"] == Outcome.ABANDONED:
            assert row["ended_at"] == row["queued_at"] + row["patience"]


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_agents_do_only_what_they_can_while_they_are_there(data, seed, whole_seconds):
    model = data.draw(whole_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    read, names = Reader(day, model), day.program.group_names
    there = stays(day, *(s for s in AgentState if s != OFF), to_the_end=True)
    handling = stays(day, HANDLING, to_the_end=True)
    on_duty = stays(day, AVAILABLE, HANDLING, to_the_end=True)
    for a, spans in in_hand(day).items():
        if day.program.desks.several:
            assert_never_overfull(read, day, spans)
        else:
            assert most_at_once([span for span, _ in spans]) <= 1
        at_work = union(there[a])
        for (begin, end), n in spans:
            row = day.log.contacts[n]
            assert serves(model, names[row["group"]], day.program.queue_names[row["queue"]])
            assert any(came <= begin + 1e-6 and end <= went + 1e-6 for came, went in at_work)
            during = handling[a] if day.program.desks.several else on_duty[a]
            assert any(came <= begin + 1e-6 and begin <= went for came, went in union(during))


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_lines_are_never_more_than_there_are(data, seed, whole_seconds):
    model = data.draw(whole_centres(whole_seconds=whole_seconds))
    if model.lines is None:
        return
    most = max([model.lines, *(i.lines for i in model.incidents if i.lines is not None)])
    day = a_day(model, seed)
    held = []
    for row in day.log.contacts:
        queue = day.program.queue_names[row["queue"]] if row["queue"] != NOBODY else None
        holds = queue is None or model.medium(model.queues[queue].channel).holds_line
        if holds and row["outcome"] != Outcome.NO_LINE:
            until = math.inf if math.isnan(row["ended_at"]) else row["ended_at"]
            held.append((float(row["arrived_at"]), float(until)))
    assert most_at_once(held) <= most
