"""What must hold whatever a process of the user's own does to the agents."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.clocks.simpy_clock import SimpyClock
from cic.luck.contacts import LuckOf
from cic.program.codes import AVAILABLE, HANDLING, NOBODY, OFF
from cic.program.layout import lay_out
from tests.days import Day
from tests.properties.centres import centres, channel_centres, quick
from tests.properties.test_channels import Reader, assert_never_overfull, in_hand, union
from tests.properties.test_invariants import Span, serves, stays, waits, work

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])


@st.composite
def acts(draw, model):
    """Instants, and what is done then."""
    program = lay_out(model)
    starts = [spell["at"] for spell in program.spells] or [0.0]
    groups = st.sampled_from(program.group_names)
    found = []
    for _ in range(draw(st.integers(1, 12))):
        at = float(draw(st.sampled_from(starts))) + draw(st.sampled_from([0, 1, 3, 5, 7.5, 20]))
        what = draw(st.sampled_from(["move", "move", "call_in", "send_home"]))
        found.append((at, what, draw(st.integers(1, 3)), draw(groups), draw(groups)))
    return sorted(found)


def supervised(model, seed, plan):
    """A day on which a supervisor acts; the day, and how many agents each act concerned."""
    program = lay_out(model)
    done = []

    def supervisor(env, centre):
        for at, what, count, group, other in plan:
            yield env.timeout(at - env.now)
            if what == "move":
                done.append(centre.move(count, source=group, to=other))
            elif what == "call_in":
                done.append(centre.call_in(count, group=group))
            else:
                done.append(centre.send_home(count, group=group))

    clock = SimpyClock(processes=[supervisor])
    luck = LuckOf(model, program, seed=seed).draw(0)
    return Day(clock.run(program, clock.prepare(program, luck)), program), done


def memberships(day) -> dict[int, list[tuple[Span, int]]]:
    """When each agent was on duty in which group."""
    spans: dict[int, list[tuple[Span, int]]] = {a: [] for a in range(len(day.program.agent_names))}
    began: dict[int, tuple[float, int]] = {}
    for fact in day.log.facts:
        a, at = int(fact["agent"]), float(fact["at"])
        if a in began:
            start, group = began.pop(a)
            spans[a].append(((start, at), group))
        if fact["state"] in (AVAILABLE, HANDLING):
            began[a] = at, int(fact["group"])
    for a, (start, group) in began.items():
        spans[a].append(((start, math.inf), group))
    return spans


@flavours
@quick(50)
@given(data=st.data(), seed=st.integers(0, 2**63 - 1))
def test_the_rules_hold_whatever_a_supervisor_does(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    plan = data.draw(acts(model))
    day, _ = supervised(model, seed, plan)
    duty = memberships(day)
    names = day.program.group_names
    at_work = work(day)
    for a, spans in at_work.items():
        for (_, end), (begin, _) in pairwise(spans):
            assert begin >= end, "no agent is in two places"
        for begin, end in spans:
            on = [span for span, _ in duty[a] if span[0] <= end and span[1] >= begin]
            assert on, "who works is on duty"
            assert min(span[0] for span in on) <= begin
            assert max(span[1] for span in on) >= end
    for row in day.log.contacts[day.log.contacts["agent"] != NOBODY]:
        group, queue = names[row["group"]], day.program.queue_names[row["queue"]]
        assert serves(model, group, queue), "nobody is served without the skill"
        at = row["answered_at"]
        groups = {names[g] for (a, b), g in duty[int(row["agent"])] if a <= at <= b}
        assert group in groups, "who answers does so for the group it is in"
    for row, (begin, end) in waits(day):
        queue = day.program.queue_names[row["queue"]]
        for a, spans in duty.items():
            for (came, went), g in spans:
                start, stop = max(begin, came), min(end, went)
                if stop <= start or stop == math.inf or not serves(model, names[g], queue):
                    continue
                busy = sum(max(0.0, min(b, stop) - max(a_, start)) for a_, b in at_work[a])
                assert math.isclose(busy, stop - start, rel_tol=1e-9, abs_tol=1e-6)


@quick(20)
@given(data=st.data(), seed=st.integers(0, 2**63 - 1))
def test_who_is_sent_home_for_good_is_gone(data, seed):
    """All are sent home after everything planned: at the end nobody is on duty."""
    model = data.draw(centres(whole_seconds=True))
    plan = data.draw(acts(model))
    spells = lay_out(model).spells
    last = max([float(spell["at"]) for spell in spells] + [at for at, *_ in plan]) + 1
    groups = lay_out(model).group_names
    plan += [(last, "send_home", 100, group, group) for group in groups]
    day, done = supervised(model, seed, plan)
    if len(done) == len(plan):  # the day was not over before
        state = {int(fact["agent"]): int(fact["state"]) for fact in day.log.facts}
        assert set(state.values()) <= {OFF}


@flavours
@quick(20)
@given(data=st.data(), seed=st.integers(0, 2**63 - 1))
def test_with_several_contacts_in_hand_the_rules_hold_whatever_a_supervisor_does(
    data, seed, whole_seconds
):
    model = data.draw(channel_centres(whole_seconds=whole_seconds))
    day, _ = supervised(model, seed, data.draw(acts(model)))
    if not day.program.desks.several:
        return
    duty, names, read = memberships(day), day.program.group_names, Reader(day, model)
    handling = stays(day, HANDLING, to_the_end=True)
    for a, spans in in_hand(day).items():
        assert_never_overfull(read, day, spans)
        by_contacts = [span for span in union(span for span, _ in spans) if span[1] > span[0]]
        by_facts = [span for span in union(handling[a]) if span[1] > span[0]]
        np.testing.assert_allclose(by_contacts, by_facts, rtol=1e-9, atol=1e-6)
        for (begin, end), n in spans:
            row = day.log.contacts[n]
            group, queue = names[row["group"]], day.program.queue_names[row["queue"]]
            assert serves(model, group, queue), "nobody is served without the skill"
            there = [span for span, g in duty[a] if names[g] == group]
            assert any(came <= begin + 1e-6 and end <= went + 1e-6 for came, went in union(there))
