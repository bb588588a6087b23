"""What must hold on every day on which agents have several contacts in hand."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.program.codes import ANSWERS, AVAILABLE, HANDLING, NOBODY, Outcome
from cic.scenario.agents import Skill
from cic.scenario.channels import Channel, Turns
from cic.scenario.queues import Queue
from tests.properties.centres import centres, channel_centres, quick
from tests.properties.test_invariants import a_day, group_of, seeds, serves, stays, total

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])
NEAR = {"rel_tol": 1e-9, "abs_tol": 1e-6}


# --- what a day looked like, read from the log ----------------------------------------------------


class Reader:
    """A day's contacts, each with its channel and its part of the agent's attention."""

    def __init__(self, day, model):
        self.media = [model.medium(queue.channel) for queue in model.queues.values()]
        self.capacities = [model.capacity(name) for name in model.agents]
        self.rows = day.log.contacts

    def medium(self, n):
        """The channel that a contact came by."""
        return self.media[self.rows[n]["queue"]]

    def share_and_part(self, n):
        """Which share of its agent's attention a contact fills, and how much of it."""
        channel, shares = self.medium(n).name, self.capacities[self.rows[n]["group"]]
        number = next(number for number, share in enumerate(shares) if channel in share)
        return number, Fraction(1, shares[number][channel])

    def interrupted_by(self, n):
        """The names of the channels that may put a contact on hold with its agent."""
        number, _ = self.share_and_part(n)
        share, name = self.capacities[self.rows[n]["group"]][number], self.medium(n).name
        return {
            other.name for other in self.media if name in other.interrupts and other.name in share
        }


def in_hand(day):
    """The contacts of each agent with when it had them in hand, in order of taking."""
    found = {a: [] for a in range(len(day.program.agent_names))}
    for n, row in enumerate(day.log.contacts):
        if row["agent"] != NOBODY:
            span = float(row["answered_at"]), float(row["ended_at"] + row["wrap_up"])
            found[int(row["agent"])].append((span, n))
    return {a: sorted(spans) for a, spans in found.items()}


def union(spans):
    """Spans made one where they touch or overlap, but for a rounding error."""
    joined = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1] + 1e-6:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([begin, end])
    return joined


# --- the invariants -------------------------------------------------------------------------------


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_each_contact_ends_in_one_way_and_at_the_time_that_belongs_to_it(data, seed, whole_seconds):
    model = data.draw(channel_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    read = Reader(day, model)
    closings = {window[1] for window in map(model.open_window, range(model.days)) if window}
    for n, row in enumerate(day.log.contacts):
        outcome = Outcome(row["outcome"])
        taken = row["agent"] != NOBODY
        assert taken == (outcome in ANSWERS) == (not math.isnan(row["answered_at"]))
        assert taken == (row["group"] != NOBODY)
        assert math.isnan(row["ended_at"]) == (outcome == Outcome.INSIDE)
        if taken:
            held = float(day.log.work[n]["held"]) if len(day.log.work) else 0.0
            assert row["queued_at"] <= row["answered_at"] <= row["ended_at"]
            assert held >= 0
            assert row["wrap_up"] >= 0
            assert math.isclose(row["answered_at"] + row["talk"] + held, row["ended_at"], **NEAR)
            assert (outcome == Outcome.TIMED_OUT) <= (read.medium(n).turns is not None)
        elif outcome == Outcome.SENT_AWAY:
            assert not read.medium(n).deferred
            assert row["ended_at"] == row["queued_at"] or row["ended_at"] in closings
        elif outcome in (Outcome.ABANDONED, Outcome.BALKED):
            assert read.medium(n).may_abandon
            told = model.queues[day.program.queue_names[row["queue"]]].announcement
            at_once = outcome == Outcome.BALKED and told is not None and told.balk
            patience = 0.0 if at_once else row["patience"]
            assert row["ended_at"] == row["queued_at"] + patience


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_no_share_of_attention_is_ever_overfull(data, seed, whole_seconds):
    model = data.draw(channel_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    for spans in in_hand(day).values():
        assert_never_overfull(Reader(day, model), day, spans)


def assert_never_overfull(read, day, spans):
    """The contacts of an agent fit beside each other; those that may have been on hold left out."""
    changes = []
    for (begin, end), n in spans:
        if read.interrupted_by(n) and day.log.work[n]["stretched"]:
            continue
        share, part = read.share_and_part(n)
        # Ends told as sums may lie a rounding error behind what was taken then.
        changes += [(begin, 1, share, part), (max(begin, end - 1e-6), 0, share, part)]
    filled: dict[int, Fraction] = {}
    for _, comes, share, part in sorted(changes):
        filled[share] = filled.get(share, Fraction(0)) + (part if comes else -part)
        assert filled[share] <= 1


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_over_time_no_more_is_worked_on_than_there_is_attention(data, seed, whole_seconds):
    """What was on hold counts here too: talk without hold, times its part, over a whole stretch."""
    model = data.draw(channel_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    read = Reader(day, model)
    for spans in in_hand(day).values():
        for begin, end in union(span for span, _ in spans):
            filled: dict[int, float] = {}
            for span, n in spans:
                if begin <= span[0] <= end:
                    share, part = read.share_and_part(n)
                    talk = float(day.log.contacts[n]["talk"])
                    filled[share] = filled.get(share, 0.0) + talk * float(part)
            for work in filled.values():
                assert work <= end - begin + 1e-6


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_only_what_may_be_interrupted_is_ever_on_hold(data, seed, whole_seconds):
    model = data.draw(channel_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    if not len(day.log.work):
        return
    read = Reader(day, model)
    for spans in in_hand(day).values():
        for (begin, end), n in spans:
            row, held = day.log.contacts[n], float(day.log.work[n]["held"])
            if held == 0:
                continue
            why = [
                taken
                for (taken, _), other in spans
                if read.medium(other).name in read.interrupted_by(n)
                and begin <= taken <= row["ended_at"]
            ]
            assert why, "something more urgent was taken"
            assert held <= row["ended_at"] - min(why) + 1e-6
            assert end >= row["ended_at"]


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_an_agent_is_handling_just_while_it_has_something_in_hand(data, seed, whole_seconds):
    """So its time by state adds up to its time on duty, whatever it had in hand at once."""
    model = data.draw(channel_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    on_duty = stays(day, AVAILABLE, HANDLING)
    if not len(day.log.work):
        return
    handling, available = stays(day, HANDLING), stays(day, AVAILABLE)
    for a, spans in in_hand(day).items():
        by_contacts = [(b, e) for b, e in union(span for span, _ in spans) if e > b]
        by_facts = [(b, e) for b, e in union(handling[a]) if e > b]
        assert len(by_contacts) == len(by_facts)
        np.testing.assert_allclose(by_contacts, by_facts, rtol=1e-9, atol=1e-6)
        assert math.isclose(total(handling[a]) + total(available[a]), total(on_duty[a]), **NEAR)
        for (_, end), (begin, _) in pairwise(sorted(on_duty[a])):
            assert begin >= end


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_in_a_queue_who_came_first_is_answered_first(data, seed, whole_seconds):
    model = data.draw(channel_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    for q in range(len(day.program.queue_names)):
        rows = day.log.contacts[day.log.contacts["queue"] == q]
        taken = rows["agent"] != NOBODY
        left = np.where(taken, rows["answered_at"], rows["ended_at"])
        left = np.where(np.isnan(left), np.inf, left)
        for row in rows[taken]:
            before = rows["queued_at"] < row["queued_at"]
            assert np.all(left[before] <= row["answered_at"])


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_nobody_waits_while_an_agent_of_its_queue_is_idle(data, seed, whole_seconds):
    """But for reserves, which wait for agents with time to spare."""
    model = data.draw(channel_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    if not len(day.log.work):
        return
    idle = stays(day, AVAILABLE)
    for row in day.log.contacts:
        if math.isnan(row["queued_at"]):
            continue
        name = day.program.queue_names[row["queue"]]
        if model.queues[name].after_idle is not None or model.queues[name].when_free is not None:
            continue
        until = row["ended_at"] if row["agent"] == NOBODY else row["answered_at"]
        until = math.inf if math.isnan(until) else until
        for a, spans in idle.items():
            if serves(model, day.program.group_names[group_of(day, a)], name):
                for begin, end in spans:
                    assert min(end, until) <= max(begin, row["queued_at"]), f"agent {a}"


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_a_reserve_is_taken_with_empty_hands_only(data, seed, whole_seconds):
    model = data.draw(channel_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    for spans in in_hand(day).values():
        for (begin, _), n in spans:
            queue = model.queues[day.program.queue_names[day.log.contacts[n]["queue"]]]
            if queue.after_idle is None and queue.when_free is None:
                continue
            for (taken, done), other in spans:
                beside = other != n and taken < begin - 1e-6 and done > begin + 1e-6
                assert not beside, f"{n} was taken beside {other}"


# --- reductions, to the last bit ------------------------------------------------------------------

NEVER = {"voice": Channel(interrupts=("fax",))}
"""Calls would interrupt what nobody has: this brings in the rules of several contacts in hand."""
LINKS = ("next", "previous")
"""Who stood before and behind a contact in its line: left behind by the rules, told to nobody."""


def with_spare_queue(model, channel, **capacity):
    """The centre with one more queue, known to all groups, in which nobody comes."""
    spare = Queue.model_validate({"channel": channel, "talk": "10 s"})
    groups = {}
    for name, group in model.agents.items():
        shares = group.capacity
        if shares is not None or capacity:
            shares = (*(shares or model.capacity(name)), *([capacity] if capacity else []))
        skills = group.skills | {"spare": Skill(rank=1000)}
        groups[name] = group.model_copy(update={"skills": skills, "capacity": shares})
    return model.model_copy(update={"queues": model.queues | {"spare": spare}, "agents": groups})


def assert_same_contacts(model, other, seed, *, but=()):
    """The same contacts to the last bit, apart from some columns."""
    one, two = a_day(model, seed), a_day(other, seed)
    for name in one.log.contacts.dtype.names:
        if name not in (*but, *LINKS):
            np.testing.assert_array_equal(one.log.contacts[name], two.log.contacts[name], name)
    return one, two


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_agents_who_have_one_contact_at_a_time_work_as_ever(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    _, day = assert_same_contacts(model, model.model_copy(update={"channels": NEVER}), seed)
    assert day.program.desks.several


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_a_capacity_of_one_is_as_ever_whatever_the_channel(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    channels = {"text": Channel(at_once=4, slow_down=(1, 2), interrupts=("fax",))}
    other = model.model_copy(
        update={
            "channels": channels,
            "queues": {
                name: queue.model_copy(update={"channel": "text"})
                for name, queue in model.queues.items()
            },
            "agents": {
                name: group.model_copy(update={"capacity": ({"text": 1},)})
                for name, group in model.agents.items()
            },
        }
    )
    _, day = assert_same_contacts(model, other, seed)
    assert day.program.desks.several


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_a_channel_by_which_nobody_comes_changes_nothing(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    other = with_spare_queue(model, "chat")
    _, day = assert_same_contacts(model, other, seed, but=("source",))
    assert day.program.desks.several


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_a_share_of_attention_that_is_never_used_changes_nothing(data, seed, whole_seconds):
    model = data.draw(channel_centres(whole_seconds=whole_seconds))
    other = with_spare_queue(model, "fax", fax=1)
    one, two = assert_same_contacts(model, other, seed, but=("source", "talk", "wrap_up"))
    if one.program.desks.several:
        assert_same_contacts(model, other, seed, but=("source",))
        for name in one.log.work.dtype.names:
            np.testing.assert_array_equal(one.log.work[name], two.log.work[name], name)


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_a_talk_of_one_turn_is_a_talk(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    turns = Turns.model_validate({"count": 1, "pause": "10 s"})
    queues = {
        name: queue.model_copy(update={"channel": "messaging"})
        for name, queue in model.queues.items()
    }
    channels = {"messaging": Channel(at_once=1, turns=turns)}
    other = model.model_copy(update={"channels": channels, "queues": queues})
    one, two = assert_same_contacts(model, other, seed, but=("step", "talk", "wrap_up"))
    for name in ("talk", "wrap_up"):
        np.testing.assert_allclose(
            one.log.contacts[name], two.log.contacts[name], rtol=1e-9, atol=1e-9
        )
