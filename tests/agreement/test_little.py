"""Little's law in blended centres, by queue and by agent group.

Along any one day the time that contacts spend waiting, or in hand, is how many of them there are,
summed over time. What is counted over time comes from other sources than the times of contacts: a
process that looks at the queues, and what agents say of themselves.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cic
from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.measures.counted import Counter
from cic.measures.definitions import GROUP_MEASURE
from cic.measures.estimates import Estimates
from cic.program.codes import ANSWERS, NOBODY, Outcome
from cic.scenario.load import from_dict
from cic.scenario.scenario import Model
from cic.statistics.tables import mean_table
from tests.agreement.long_runs import CONFIDENCE, centre
from tests.agreement.told import queue
from tests.days import live
from tests.oracle.scenarios_of_channels import channel_scenarios
from tests.properties.centres import quick

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])
seeds = st.integers(0, 2**63 - 1)
LONG = pytest.mark.long


def drawn(data, *, whole_seconds):
    """A blended centre; contacts that ring are neither in a queue nor in hand, so none does."""
    plain = data.draw(channel_scenarios(whole_seconds=whole_seconds))
    for group in plain["agents"].values():
        group.pop("answering", None)
    return Model.model_validate(plain)


def waits(log, queue):
    """From and until when each contact of a queue waited; inf where it still does."""
    rows = log.contacts[log.contacts["queue"] == queue]
    rows = rows[~np.isnan(rows["queued_at"])]
    until = np.where(np.isin(rows["outcome"], ANSWERS), rows["answered_at"], rows["ended_at"])
    until[rows["outcome"] == Outcome.INSIDE] = math.inf
    return rows["queued_at"], until


# --- along one day --------------------------------------------------------------------------------


@quick(30)
@given(data=st.data(), seed=seeds)
def test_who_looks_at_the_queues_sees_as_many_as_the_waits_tell(data, seed):
    model = drawn(data, whole_seconds=True)
    alone = live(CompiledClock(), model, seed=seed)
    if not len(alone.log.contacts):
        return
    start = max(0, math.floor(data.draw(st.sampled_from(alone.column("arrived_at")))))
    names = alone.program.queue_names
    looks = start + 0.5 + np.arange(200)
    seen = np.zeros((len(looks), len(names)), int)
    looked = []

    def watch(env, centre):
        for n, at in enumerate(looks):
            yield env.timeout(at - env.now)
            seen[n] = [centre.waiting(name) for name in names]
            looked.append(n)

    day = live(SimpyClock(processes=[watch]), model, seed=seed)
    for q in range(len(names)):
        since, until = waits(day.log, q)
        there = (since[:, None] < looks) & (looks < until[:, None])
        assert np.array_equal(seen[looked, q], there.sum(axis=0)[looked]), names[q]


@flavours
@quick(30)
@given(data=st.data(), seed=seeds)
def test_contacts_in_hand_over_time_are_the_time_they_take(data, seed, whole_seconds):
    model = drawn(data, whole_seconds=whole_seconds)
    day = live(CompiledClock(), model, seed=seed)
    several = day.program.desks.several
    counted = Counter(day.program, model, SimpyClock()).count(day.log)
    estimates = Estimates([counted], day.program, model, confidence=0.95)
    answered = day.log.contacts["agent"] != NOBODY
    rows = day.log.contacts[answered]
    begins, ends = rows["answered_at"], rows["ended_at"] + rows["wrap_up"]
    held = day.log.work["held"][answered] if several else 0.0
    assert np.allclose(rows["talk"] + held + rows["wrap_up"], ends - begins, atol=1e-6)
    groups = len(day.program.group_names)
    in_hand, at_work = np.zeros(groups), np.zeros(groups)
    for agent in range(len(day.program.agent_names)):
        mine = rows["agent"] == agent
        for group in np.unique(rows["group"][mine]):
            here = mine & (rows["group"] == group)
            in_hand[group] += (ends - begins)[here].sum()
            at_work[group] += covered(begins[here], ends[here])
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = in_hand / at_work
    concurrency = estimates.group(GROUP_MEASURE["concurrency"]).value[:-1]
    assert np.allclose(concurrency, expected, rtol=1e-6, atol=1e-6, equal_nan=True)
    on_duty = estimates.group(GROUP_MEASURE["staffed_hours"]).value[:-1] * 3600
    occupancy = estimates.group(GROUP_MEASURE["occupancy"]).value[:-1]
    assert np.allclose(np.nan_to_num(occupancy) * on_duty, at_work, rtol=1e-6, atol=1e-3)


def covered(begins, ends):
    """How much time lies in any of the spans."""
    total, until = 0.0, -math.inf
    for begin, end in sorted(zip(begins, ends, strict=True)):
        total += max(0.0, end - max(begin, until))
        until = max(until, end)
    return total


# --- over many days -------------------------------------------------------------------------------

CHANNELS = {
    "voice": {"interrupts": ["email", "social"]},
    "chat": {"slow_down": [1, 1.2, 1.5]},
    "messaging": {
        "turns": {"mean": 3, "pause": "exponential mean 1 min", "times_out": "5 min"},
        "at_once": 4,
    },
}
KINDS = {
    "voice": ("exponential mean 3 min", {"patience": "exponential mean 4 min"}),
    "chat": ("lognormal mean 5 min cv 1", {"patience": "exponential mean 6 min"}),
    "messaging": ("exponential mean 4 min", {"wrap_up": "30 s"}),
    "email": ("lognormal mean 6 min cv 0.8", {}),
    "social": ("gamma mean 3 min cv 0.7", {"when_free": 2}),
}


def blended(seed):
    """A centre of two groups with random queues of all kinds, busy but not overloaded."""
    chance = np.random.default_rng(seed)
    kinds = ["voice", *chance.permutation(["chat", "messaging", "email", "social"])[:3]]
    queues = {
        f"{kind}_queue": queue(f"{chance.uniform(14, 20):.1f}/hour", talk, channel=kind, **fields)
        for kind, (talk, fields) in ((kind, KINDS[kind]) for kind in kinds)
    }
    names = list(queues)
    few = [names[0], *chance.permutation(names[1:])[:2]]
    plain = centre(queues, staff=3, days=6, channels=CHANNELS, interval="5 min")
    plain["agents"] = {
        "all_of_it": {"staff": 3, "skills": names},
        "some_of_it": {"staff": 2, "skills": few},
    }
    plain["routing"] = {
        "agent": str(chance.choice(["longest_idle", "fewest_contacts", "random"])),
        "contact": str(chance.choice(["longest_wait", "earliest_due", "longest_queue"])),
    }
    return from_dict(plain)


@pytest.mark.parametrize("seed", [1, 2, 3, *(pytest.param(n, marks=LONG) for n in range(4, 20))])
def test_the_backlog_is_the_rate_of_arrivals_times_the_mean_wait(seed):
    run = cic.run(blended(seed), replications=22, seed=seed, clock="compiled")
    logs, model = run.done.logs, run.scenario.model
    assert len(logs) == run.replications, "all logs were kept"
    horizon = model.days * 86400.0
    looks = np.arange(1, 288 * model.days + 1) * 300.0
    for q, name in enumerate(model.queues):
        there, by_waits = [], []
        for log in logs:
            since, until = waits(log, q)
            come = np.searchsorted(np.sort(since), looks, side="right")
            gone = np.searchsorted(np.sort(until), looks, side="right")
            there.append(come - gone)
            by_waits.append((np.minimum(until, horizon) - since).sum() / horizon)
        backlog = run.interval_tables["backlog"].value[:, q]
        assert np.allclose(backlog, np.mean(there, axis=0))
        # From one look to the next a queue is as long as in the mean of the two.
        over_time = np.mean(there, axis=1) - np.array(there)[:, -1] / 2 / len(looks)
        gap = mean_table(over_time - by_waits, confidence=CONFIDENCE)
        half, mean = float(gap.high - gap.low) / 2, np.mean(by_waits)
        text = f"{name}: {backlog.mean():.4g} ± {half:.2g} waiting, {mean:.4g} by their waits"
        assert half <= 0.01 + 0.1 * mean, text
        assert float(gap.low) <= 0 <= float(gap.high), text
