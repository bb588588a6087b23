"""What must hold of campaigns: each call ends once, and nobody is called too often."""

from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cic.clocks.simpy_clock import SimpyClock
from cic.measures.campaigns import COUNTED, count_campaigns
from cic.program.calling_hours import calling_hours
from cic.program.codes import ANSWERS, Outcome
from cic.program.dial_codes import DialResult
from cic.program.leg_codes import LegKind
from cic.scenario.campaigns import Campaign, InVainCall
from cic.scenario.dialler import AGENT_FIRST, RATIO, Mode
from cic.units import clock_text
from tests.properties.centres import is_sound, leading_centres, quick
from tests.properties.test_clocks_agree import assert_same_figures
from tests.properties.test_invariants import a_day, seeds

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])
IN_VAIN = get_args(InVainCall)
shares = st.sampled_from(["0%", "20%", "50%", "100%"])
ANSWERED_CALLS = (DialResult.CONNECTED, DialResult.MACHINE_CONNECTED)
DROPPED_CALLS = (DialResult.ABANDONED_LIVE, DialResult.MACHINE_DROPPED)


def _set_hours(draw, parts, model):
    """Perhaps hours in the first half of the day, by the clocks of two zones; perhaps a limit."""
    if draw(st.booleans()):
        parts["limits"] = [{"calls": draw(st.integers(0, 9)), "per": "1 min"}]
    if draw(st.booleans()):
        half = model.opens + (model.closes - model.opens) / 2
        begins, ends = (clock_text(int(at), with_seconds=True) for at in (model.opens, half))
        parts["hours"] = {"from": begins, "until": ends}
        parts["zones"] = {"here": {}, "there": {"share": "40%", "time_zone": "-00:15"}}


def _blending(draw):
    """Perhaps agents who are left, or must be free."""
    if not draw(st.booleans()):
        return {}
    return {"when_free": draw(st.integers(1, 2)), "keeps_free": draw(st.integers(0, 1)),
                    "after_idle": draw(st.sampled_from(["0 s", "3 s"]))}  # fmt: skip


@st.composite
def campaigns(draw, model, *, whole_seconds):
    """A campaign of any mode for some queue of a centre."""
    laws = st.sampled_from(["1 s", "4 s", "9 s"] if whole_seconds else ["exponential mean 5 s"])
    attempts = draw(st.integers(1, 3))
    modes = [one for one in get_args(Mode) if one != "agentsmove" or len(model.agents) > 1]
    mode = draw(st.sampled_from(modes))
    dialler = {"mode": mode}
    if mode in RATIO:
        dialler |= {"lines_per_agent": draw(st.sampled_from([0.5, 1, 2])), "extra": 1}
    if mode == "predictive":
        dialler |= {"adapts": draw(st.sampled_from(["hard_limit", "tapered", "average"]))}
    if mode not in (*AGENT_FIRST, "agentless"):
        dialler |= {"cancels": draw(st.booleans())}
    again = [how for how in IN_VAIN if how != "cancelled" or dialler.get("cancels")]
    parts = {
        "queue": draw(st.sampled_from(sorted(model.queues))),
        "customers": draw(st.integers(1, 25)),
        "priority": draw(st.integers(1, 2)),
        "dialler": dialler,
        "answers": draw(st.sampled_from(["20%", "50%", "80%"])),
        "machine": "10%",
        "busy": "5%",
        "invalid": draw(st.sampled_from(["0%", "5%"])),
        "rings": draw(laws),
        "gives_up_after": "7 s",
        "attempts": attempts,
        "retries": {how: draw(laws) for how in again} if attempts > 1 else {},
        "drop_after": draw(st.sampled_from(["0 s", "2 s", None])),
        "right_party": draw(shares),
        "promise": draw(shares),
        "lines": draw(st.sampled_from([None, 1, 4])),
    }
    _set_hours(draw, parts, model)
    if draw(st.booleans()):
        parts["detection"] = {"takes": draw(laws), "false_positive": draw(shares),
                              "false_negative": draw(shares)}  # fmt: skip
    if mode in AGENT_FIRST and draw(st.booleans()):
        parts["preview"] = {"takes": draw(laws), "skips": draw(shares)}
    if mode == "agentless":
        parts |= {"message": draw(laws), "lines": 3}
    blending = _blending(draw)
    names = sorted(model.queues)
    if mode in ("dialfree_badcallmismatchrates", "agentsmove") or draw(st.booleans()):
        watched = [draw(st.sampled_from(names))]
        bounds = {"stops_below": draw(shares), "resumes_above": "100%", "over": "1 min"}
        blending["inbound"] = bounds | {"queues": watched}
    if mode == "agentsmove":
        inbound, outbound, *_ = draw(st.permutations(sorted(model.agents)))
        parts["moves"] = {"inbound": inbound, "outbound": outbound}
    if draw(st.sampled_from([True, False, False])):
        del parts["customers"]
        parts["follows"] = {"queues": {draw(st.sampled_from(names)): "50%"}, "delay": draw(laws)}
    return Campaign.model_validate(parts | ({"blending": blending} if blending else {}))


@st.composite
def dialling_centres(draw, *, whole_seconds=False):
    """A centre whose contacts lead to others, with a campaign or two."""
    model = draw(leading_centres(whole_seconds=whole_seconds))
    found = {}
    for name in ["x", "y"][: draw(st.integers(1, 2))]:
        found[name] = draw(campaigns(model, whole_seconds=whole_seconds))
    model = model.model_copy(update={"campaigns": found})
    assume(is_sound(model))
    return model


@flavours
@quick(4)
@given(data=st.data(), seed=seeds)
def test_both_clocks_give_the_same_figures(data, seed, whole_seconds):
    assert_same_figures(data.draw(dialling_centres(whole_seconds=whole_seconds)), seed)


@pytest.mark.long
@pytest.mark.timeout(1800)
@flavours
@quick(400)
@given(data=st.data(), seed=seeds)
def test_both_clocks_give_the_same_figures_of_many_centres(data, seed, whole_seconds):
    assert_same_figures(data.draw(dialling_centres(whole_seconds=whole_seconds)), seed)


@flavours
@quick(5)
@given(data=st.data(), seed=seeds)
def test_each_call_ends_once_and_nobody_is_called_too_often(data, seed, whole_seconds):
    _check_calls(data.draw(dialling_centres(whole_seconds=whole_seconds)), seed)


@pytest.mark.long
@pytest.mark.timeout(1800)
@flavours
@quick(200)
@given(data=st.data(), seed=seeds)
def test_each_of_many_calls_ends_once(data, seed, whole_seconds):
    _check_calls(data.draw(dialling_centres(whole_seconds=whole_seconds)), seed)


def _check_calls(model, seed):
    day = a_day(model, seed, SimpyClock())
    dials, contacts, legs = day.log.dials, day.log.contacts, day.log.legs
    assert not np.any(dials["result"] == DialResult.UNDER_WAY), "a run ends when all calls have"
    for k, campaign in enumerate(model.ranked_campaigns.values()):
        mine = dials[dials["campaign"] == k]
        _check_customers(mine, campaign)
        made = mine[mine["result"] != DialResult.LISTED]
        most = campaign.lines or len(made)
        ends = np.sort(made["ended_at"])
        under_way = [np.sum(made["at"] <= at) - np.sum(ends <= at) for at in made["at"]]
        assert max(under_way, default=0) <= most
        taken_up = np.where(np.isnan(made["held_at"]), made["at"], made["held_at"])
        called = taken_up[made["result"] != DialResult.SKIPPED]
        for limit in campaign.limits:
            counts = np.unique(np.floor((called + model.opens) / limit.per), return_counts=True)[1]
            assert max(counts, default=0) <= limit.calls
    came = np.flatnonzero(legs["kind"] == LegKind.OUTBOUND)
    with_contact = np.flatnonzero(dials["contact"] >= 0)
    assert sorted(dials["contact"][with_contact]) == came.tolist(), "one contact for each call"
    for dial in dials[with_contact]:
        outcome = contacts[dial["contact"]]["outcome"]
        assert (outcome in ANSWERS) == (dial["result"] in ANSWERED_CALLS)
        assert (outcome == Outcome.DROPPED) == (dial["result"] in DROPPED_CALLS)
        assert outcome in ANSWERS or outcome == Outcome.DROPPED
    _check_counts(day, model)


def _check_counts(day, model):
    """What campaigns count adds up."""
    counted = count_campaigns(day.log, day.program, calling_hours(model))
    row = dict(zip(COUNTED, counted, strict=True))
    in_vain = row["no_replies"] + row["cancelled"]
    assert np.array_equal(in_vain, row["in_vain"])
    ends = row["busy_tones"] + in_vain + row["invalid"] + row["machines"] + row["live"]
    assert np.array_equal(row["dials"], ends)
    messages = sum(dial["result"] == DialResult.MESSAGE_PLAYED for dial in day.log.dials)
    assert row["live"][-1] == row["connected"][-1] + row["abandoned_live"][-1] + messages
    assert np.all(row["promises"] <= row["right_parties"])
    assert np.all(row["right_parties"] <= row["connected"])
    assert np.all(row["soon"] <= row["connected"])


def _check_customers(mine, campaign):
    """The attempts of each customer follow each other, and are as many as may be."""
    listed = mine["result"] == DialResult.LISTED
    attempts = {}
    for dial in mine:
        attempts.setdefault(int(dial["customer"]), []).append(dial)
    for calls in attempts.values():
        first = 0 if calls[0]["result"] == DialResult.LISTED else 1
        assert [call["attempt"] for call in calls] == list(range(first, first + len(calls)))
        assert calls[-1]["attempt"] <= campaign.attempts
        for before, after in pairwise(calls):
            assert after["at"] >= before["ended_at"] or before["result"] == DialResult.LISTED
    if campaign.listed is not None:
        assert len(attempts) <= campaign.listed + listed.sum()


@quick(4)
@given(data=st.data(), seed=seeds, more=st.integers(1, 3))
def test_staff_changes_nothing_about_who_answers_which_attempt(data, seed, more):
    model = data.draw(dialling_centres())
    agents = {
        name: group.model_copy(update={"staff": group.staff + more})
        if isinstance(group.staff, int)
        else group
        for name, group in model.agents.items()
    }
    found = []
    for one in (model, model.model_copy(update={"agents": agents})):
        dials = a_day(one, seed, SimpyClock()).log.dials
        made = dials[~np.isin(dials["result"], (DialResult.LISTED, DialResult.SKIPPED))]
        found.append(
            {(int(d["campaign"]), int(d["customer"]), int(d["attempt"])): d["will"] for d in made}
        )
    for call in found[0].keys() & found[1].keys():
        assert found[0][call] == found[1][call]
