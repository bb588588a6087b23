"""What must hold of every day that begins from a snapshot."""

from __future__ import annotations

from collections import Counter as Tally
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.clocks.simpy_clock import SimpyClock
from cic.measures.counted import Counter as CountedBy
from cic.program.codes import NOBODY, Outcome
from cic.scenario.scenario import Model
from cic.scenario.snapshot import Snapshot
from tests.properties.centres import is_sound, quick, snapshot_centres
from tests.properties.test_clocks_agree import assert_same_figures
from tests.properties.test_invariants import a_day, assert_counted_once, seeds

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])


@flavours
@quick(18)
@given(data=st.data(), seed=seeds)
def test_both_clocks_are_equal(data, seed, whole_seconds):
    assert_same_figures(data.draw(snapshot_centres(whole_seconds=whole_seconds)), seed)


@flavours
@quick(18)
@given(data=st.data(), seed=seeds)
def test_its_contacts_are_there_and_end_in_one_way_after_the_beginning(data, seed, whole_seconds):
    model = data.draw(snapshot_centres(whole_seconds=whole_seconds))
    if model.snapshot is None:
        return
    day = a_day(model, seed)
    rows, begins = day.log.contacts, model.begins
    assert np.all(np.diff(rows["arrived_at"]) >= 0)
    there = rows[: model.snapshot.contacts]
    assert np.all(there["arrived_at"] <= begins)
    assert np.all(rows["arrived_at"][model.snapshot.contacts :] >= begins)
    assert not np.any(rows["ended_at"] < begins - 1e-9)
    by_queue = Tally(one.queue for one in model.snapshot.in_service)
    for q, name in enumerate(model.queues):
        own = there[there["queue"] == q]
        assert len(own) == model.snapshot.count(name) + by_queue[name]
        served = own[own["answered_at"] < begins]
        before = [one for one in model.snapshot.in_service if one.served > 0 or not one.waited]
        assert len(served) == sum(one.queue == name for one in before)
        assert np.all(served["agent"] != NOBODY)
    assert all(float(fact["at"]) >= begins for fact in day.log.facts)


@flavours
@quick(18)
@given(data=st.data(), seed=seeds)
def test_whoever_is_there_or_comes_is_counted_once(data, seed, whole_seconds):
    model = data.draw(snapshot_centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    assert_counted_once(day, model)


QUEUES = ("calls", "desk", "letters")


@st.composite
def with_open_cases(draw: st.DrawFn, *, whole_seconds: bool) -> Model:
    """A centre whose run begins with open cases, where they fit."""
    law = st.sampled_from(
        ["4 s", "9 s", "20 s"]
        if whole_seconds
        else ["exponential mean 9 s", "uniform 1 s to 30 s", "lognormal mean 9 s cv 1"]
    )
    steps = {
        "received": {
            "queue": "desk",
            "due": "20 s",
            "known_factor": draw(st.sampled_from([1, 0.5])),
        },
        "repaired": {"party": "workshop", "takes": draw(law), "due": "1 min"},
        "told": {"queue": draw(st.sampled_from(["desk", "letters"]))},
    }
    if places := draw(st.sampled_from([None, 1, 2])):
        steps["repaired"]["places"] = places
    case = {"opened": {"calls": draw(st.sampled_from(["0%", "40%"])), "letters": "30%"},
            "steps": steps, "due": "2 min"}  # fmt: skip
    if draw(st.booleans()):
        case |= {"knowledge": {"kinds": 2, "after": draw(st.sampled_from(["repaired", "told"]))}}
        case |= {"enquiries": {"to": "calls", "per_day": "60%", "visible": "20%"}}
    plain: dict[str, Any] = {
        "name": "open cases", "opens": "08:00", "closes": "08:05", "interval": "5 min",
        "days": draw(st.sampled_from([1, 2])),
        "queues": {
            "calls": {"arrivals": "200/hour", "talk": draw(law), "patience": "60 s"},
            "letters": {"channel": "email", "arrivals": "60/hour", "talk": draw(law)},
            "desk": {"channel": "email", "talk": draw(law), "wrap_up": "2 s"},
        },
        "agents": {"team": {"staff": draw(st.integers(1, 3)), "skills": [*QUEUES]},
                   "back": {"staff": 1, "skills": ["desk"]}},
        "cases": {"repair": case},
        "snapshot": {"at": "08:01", "open_cases": []},
    }  # fmt: skip
    if draw(st.booleans()):
        plain["customers"] = {"tempers": {"comfortable": "50%", "irate": "50%"}, "loyalty": {}}
        if draw(st.booleans()):
            plain["customers"] |= {"number": 9}
    model = Model.model_validate(plain)
    times = st.sampled_from([1, 2, 3, 8, 50, 90_000])
    for _ in range(draw(st.integers(1, 6))):
        step, opened = draw(st.sampled_from(list(steps))), draw(times)
        one: dict[str, Any] = {"case": "repair", "step": step, "opened": f"{opened} s",
                               "count": draw(st.sampled_from([1, 1, 3]))}  # fmt: skip
        if step != "received":
            one["for"] = f"{min(opened, draw(times))} s"
        if draw(st.booleans()):
            one["served"] = "1 s"
            if step != "repaired":
                one["group"] = draw(st.sampled_from(["team", "back"]))
        written = [*plain["snapshot"]["open_cases"], one]
        begun = model.model_copy(
            update={
                "snapshot": Snapshot.model_validate(plain["snapshot"] | {"open_cases": written})
            }
        )
        if is_sound(begun):
            plain["snapshot"]["open_cases"], model = written, begun
    return model


@flavours
@quick(18)
@given(data=st.data(), seed=seeds)
def test_open_cases_are_the_same_under_both_clocks(data, seed, whole_seconds):
    assert_same_figures(data.draw(with_open_cases(whole_seconds=whole_seconds)), seed)


@flavours
@quick(18)
@given(data=st.data(), seed=seeds)
def test_open_cases_go_on_from_where_they_stand(data, seed, whole_seconds):
    model = data.draw(with_open_cases(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    assert model.snapshot is not None
    log, begins = day.log, model.begins
    counted = CountedBy(day.program, model, SimpyClock()).count(log)
    away = np.isin(log.contacts["outcome"], (Outcome.SERVED_BEFORE, Outcome.STAYED_AWAY))
    assert counted.by_queue["offered"].sum() == len(log.contacts) - away.sum()
    before = log.cases["opened_at"] < begins
    assert before.sum() == model.snapshot.cases
    openers = log.contacts["outcome"] == Outcome.SERVED_BEFORE
    assert sorted(log.cases["opened_by"][before]) == np.flatnonzero(openers).tolist()
    stamps = log.stamps.reshape(len(log.cases), 3)
    stood = (stamps["begun_at"][before] < begins).sum(axis=1)
    assert np.all(stood == 1), "each came to one step before, and was in it then"
    assert not np.any(stamps["over_at"] < begins)
    came, over = stamps["begun_at"], stamps["over_at"]
    going_on = ~np.isnan(over[:, :-1])
    assert np.array_equal(over[:, :-1][going_on], came[:, 1:][going_on])
    closed = ~np.isnan(log.cases["closed_at"])
    assert np.array_equal(log.cases["closed_at"][closed], over[closed, -1])
