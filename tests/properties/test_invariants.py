"""What must hold on every day, whatever the scenario."""

from __future__ import annotations

import math
from collections import Counter as Tally
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.luck.contacts import LuckOf
from cic.measures.counted import Counter, bin_edges
from cic.measures.definitions import GROUP_MEASURE, QUEUE_MEASURE
from cic.measures.estimates import Estimates
from cic.program.codes import AVAILABLE, NOBODY, ON_BREAK, Outcome, StepKind
from cic.program.layout import lay_out
from tests.days import Day
from tests.properties.centres import centres, likely, quick

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])
seeds = st.integers(0, 2**63 - 1)
Span = tuple[float, float]


def a_day(model, seed, clock=None):
    program = lay_out(model)
    clock = clock or CompiledClock()
    luck = LuckOf(model, program, seed=seed).draw(0)
    with likely():
        return Day(clock.run(program, clock.prepare(program, luck)), program)


def counted(day, model):
    return Counter(day.program, model, SimpyClock()).count(day.log)


def estimates(day, model):
    return Estimates([counted(day, model)], day.program, model, confidence=0.95)


# --- what a day looked like, read from the log with other means than the engine's -----------------


def waits(day):
    """Row and (from, until) of each contact that waited; infinite of those inside."""
    for row in day.log.contacts:
        if math.isnan(row["queued_at"]):
            continue
        until = row["answered_at"] if row["outcome"] == Outcome.ANSWERED else row["ended_at"]
        yield row, (float(row["queued_at"]), math.inf if math.isnan(until) else float(until))


def work(day) -> dict[int, list[Span]]:
    """When each agent was busy with contacts."""
    spans: dict[int, list[Span]] = {a: [] for a in range(len(day.program.agent_names))}
    for row in day.log.contacts:
        if row["agent"] != NOBODY:
            done = float(row["ended_at"] + row["wrap_up"])
            spans[int(row["agent"])].append((float(row["answered_at"]), done))
    return {a: sorted(found) for a, found in spans.items()}


def stays(day, *states: int, to_the_end: bool = False) -> dict[int, list[Span]]:
    """When each agent was in one of these states by the facts; perhaps beyond the last."""
    spans: dict[int, list[Span]] = {a: [] for a in range(len(day.program.agent_names))}
    began: dict[int, float] = {}
    for fact in day.log.facts:
        a, at = int(fact["agent"]), float(fact["at"])
        if a in began:
            spans[a].append((began.pop(a), at))
        if fact["state"] in states:
            began[a] = at
    assert to_the_end or not began, "everybody has gone home"
    for a, at in began.items():
        spans[a].append((at, math.inf))
    return spans


def total(spans) -> float:
    return math.fsum(end - begin for begin, end in spans)


def group_of(day, a: int) -> int:
    return int(day.program.agents[a]["group"])


def serves(model, group: str, queue: str) -> bool:
    only = model.queues[queue].groups
    return queue in model.agents[group].skills and (only is None or group in only)


def most_at_once(spans) -> int:
    """The most spans that overlap; spans of no length, and ends, count for nothing."""
    changes = sorted(
        change for begin, end in spans if end > begin for change in ((begin, 1), (end, -1))
    )
    most = now = 0
    for _, change in changes:
        now += change
        most = max(most, now)
    return most


# --- the invariants -------------------------------------------------------------------------------

ENDS = {
    "answered": (Outcome.ANSWERED,),
    "abandoned": (Outcome.ABANDONED, Outcome.BALKED),
    "hung_up": (Outcome.HUNG_UP,),
    "self_served": (Outcome.SELF_SERVED,),
    "no_port": (Outcome.NO_PORT,),
    "queue_full": (Outcome.QUEUE_FULL,),
    "sent_away": (Outcome.SENT_AWAY,),
    "inside": (Outcome.INSIDE,),
}
"""The sums that the contacts are shared out among, and the outcomes of each."""

COUNTED_AS = {
    **ENDS,
    "answered": (Outcome.ANSWERED, Outcome.TIMED_OUT),
    "no_line": (Outcome.NO_LINE,),
}
"""The same where lines may be busy and conversations may time out."""


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_whoever_is_offered_is_answered_or_lost_or_inside(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    sums = counted(day, model).by_queue
    assert np.array_equal(sums["offered"], sum(sums[end] for end in ENDS))
    found = estimates(day, model)
    parts = ("answered", "abandoned", "blocked", "self_served", "inside")
    offered = found.queue(QUEUE_MEASURE["offered"]).value
    assert np.array_equal(offered, sum(found.queue(QUEUE_MEASURE[part]).value for part in parts))
    assert offered[-1] == len(day.log.contacts)
    # The same counts by other means, for each interval and the night after each day.
    edges = bin_edges(day.program)["begins"]
    bins = np.searchsorted(edges, day.log.contacts["arrived_at"], side="right") - 1
    queues = day.log.contacts["queue"] % (len(day.program.queue_names) + 1)  # -1 is the last
    for end, outcomes in ENDS.items():
        here = np.isin(day.log.contacts["outcome"], outcomes)
        by_hand = Tally(zip(bins[here].tolist(), queues[here].tolist(), strict=True))
        where = {(b, q): int(sums[end][b, q]) for b, q in zip(*np.nonzero(sums[end]), strict=True)}
        assert by_hand == where, end


def assert_counted_once(day, model) -> None:
    """Every contact counts once, by its outcome, and has an end unless it is still inside."""
    sums = counted(day, model).by_queue
    outcomes = day.log.contacts["outcome"]
    assert sums["offered"].sum() == len(outcomes)
    assert set(outcomes.tolist()) <= {one for of in COUNTED_AS.values() for one in of}
    for name, of in COUNTED_AS.items():
        assert sums[name].sum() == np.isin(outcomes, of).sum(), name
    inside = outcomes == Outcome.INSIDE
    assert np.array_equal(np.isnan(day.log.contacts["ended_at"]), inside)


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_intervals_add_up_to_the_whole(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    found = estimates(day, model)
    edges = bin_edges(day.program).reshape(model.days, -1)
    at = day.log.contacts["arrived_at"]
    by_night = sum(int(((at >= row["begins"]) & (at < row["ends"])).sum()) for row in edges[:, -1])
    by_night += int((at >= edges[-1, -1]["ends"]).sum())
    for name in ("offered", "answered", "abandoned", "blocked"):
        table = found.interval(QUEUE_MEASURE[name]).value
        whole = found.queue(QUEUE_MEASURE[name]).value
        assert np.all(table[:, :-1].sum(axis=1) <= table[:, -1])
        missing = whole[-1] - table[:, -1].sum()
        assert 0 <= missing <= by_night, name
    offered = found.interval(QUEUE_MEASURE["offered"]).value[:, -1].sum()
    assert offered == len(at) - by_night


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_time_spent_waiting_is_contacts_waiting_over_time(data, seed, whole_seconds):
    """Little's law on the path itself: the area under a queue's length is the sum of its waits."""
    model = data.draw(centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    sums = counted(day, model).by_queue
    for q in range(len(day.program.queue_names)):
        spans = [s for row, s in waits(day) if row["queue"] == q and s[1] < math.inf]
        changes = sorted([(a, 1) for a, _ in spans] + [(b, -1) for _, b in spans])
        area, length = [], 0
        for (at, change), (until, _) in pairwise([*changes, (math.inf, 0)]):
            length += change
            if length:
                area.append(length * (until - at))
        assert math.isclose(
            math.fsum(area), float(sums["wait"][:, q].sum()), rel_tol=1e-9, abs_tol=1e-9
        )


@quick(20)
@given(data=st.data(), seed=seeds)
def test_a_process_beside_the_centre_sees_the_queues_that_the_waits_tell(data, seed):
    """Little's law once more: the length seen at each half second adds up to the waits."""
    model = data.draw(centres(whole_seconds=True))
    alone = a_day(model, seed)
    if not len(alone.log.contacts):
        return
    start = math.floor(float(data.draw(st.sampled_from(alone.column("arrived_at")))))
    seen = np.zeros((300, len(alone.program.queue_names)), int)

    def watch(env, centre):
        yield env.timeout(start + 0.5)
        for n in range(len(seen)):
            seen[n] = [centre.waiting(name) for name in alone.program.queue_names]
            yield env.timeout(1)

    day = a_day(model, seed, SimpyClock(processes=[watch]))
    last = max(float(day.log.facts["at"].max(initial=0)), start)
    by_waits = np.zeros_like(seen[0])
    for row, (begin, end) in waits(day):
        stop = min(end, start + len(seen), math.ceil(last))
        by_waits[row["queue"]] += max(0, int(stop - max(begin, start)))
    looked = seen[: max(0, math.ceil(last) - start)].sum(axis=0)
    assert np.array_equal(looked, by_waits)


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_no_agent_is_in_two_places_or_works_while_away(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    present = stays(day, AVAILABLE)
    for a, spans in work(day).items():
        for (_, end), (begin, _) in pairwise(spans):
            assert begin >= end, f"agent {a}"
        for begin, end in spans:
            assert any(came <= begin and end <= went for came, went in present[a]), f"agent {a}"


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_nobody_is_served_by_a_group_without_the_skill(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    program = day.program
    for row in day.log.contacts[day.log.contacts["agent"] != NOBODY]:
        assert row["group"] == group_of(day, row["agent"])
        group, queue = program.group_names[row["group"]], program.queue_names[row["queue"]]
        assert serves(model, group, queue)


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_busy_time_and_time_on_duty_add_up(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    found = estimates(day, model)
    at_work, on_duty, on_break = work(day), stays(day, AVAILABLE), stays(day, ON_BREAK)
    groups = range(len(day.program.group_names))

    def by_group(spans):
        sums = [0.0 for _ in groups]
        for a, found in spans.items():
            sums[group_of(day, a)] += total(found)
        return np.array([*sums, sum(sums)])

    busy, duty, pause = by_group(at_work), by_group(on_duty), by_group(on_break)
    hours = found.group(GROUP_MEASURE["staffed_hours"]).value * 3600
    assert np.allclose(hours, duty, rtol=1e-9, atol=1e-6)
    with np.errstate(invalid="ignore", divide="ignore"):
        occupancy = np.where(duty > 0, busy / duty, np.nan)
        utilisation = np.where(duty + pause > 0, busy / (duty + pause), np.nan)
    table = found.group(GROUP_MEASURE["occupancy"]).value
    assert np.allclose(table, occupancy, rtol=1e-9, atol=1e-9, equal_nan=True)
    table = found.group(GROUP_MEASURE["utilisation"]).value
    assert np.allclose(table, utilisation, rtol=1e-9, atol=1e-9, equal_nan=True)
    # By queue it is the same time, counted by arrival and without regard to bins.
    answered = day.log.contacts[day.log.contacts["agent"] != NOBODY]
    handled = float((answered["talk"] + answered["wrap_up"]).sum())
    sums = counted(day, model).by_queue
    assert math.isclose(float(sums["talk"].sum() + sums["wrap_up"].sum()), handled, abs_tol=1e-9)
    assert math.isclose(handled, busy[-1], rel_tol=1e-9, abs_tol=1e-6)


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_time_counts_in_the_interval_in_which_it_passes(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    table = estimates(day, model).group_interval(GROUP_MEASURE["staffed_hours"]).value * 3600
    starts = day.program.interval_starts()
    on_duty = stays(day, AVAILABLE)
    for k, start in enumerate(starts):
        end = start + model.interval
        found = math.fsum(
            max(0.0, min(b, end) - max(a, start)) for spans in on_duty.values() for a, b in spans
        )
        assert math.isclose(found, table[k, -1], rel_tol=1e-9, abs_tol=1e-5)


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_in_a_queue_who_came_first_is_answered_first(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    for q in range(len(day.program.queue_names)):
        line = [(row, span) for row, span in waits(day) if row["queue"] == q]
        for row, (joined, answered) in line:
            if row["outcome"] != Outcome.ANSWERED or answered == joined:
                continue
            for _, (before, left) in line:
                assert not (before < joined and left > answered)


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_nobody_waits_while_somebody_who_could_answer_is_idle(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    at_work, present = work(day), stays(day, AVAILABLE)
    for row, (begin, end) in waits(day):
        queue = day.program.queue_names[row["queue"]]
        for a in present:
            group = day.program.group_names[group_of(day, a)]
            if not serves(model, group, queue):
                continue
            for came, went in present[a]:
                start, stop = max(begin, came), min(end, went)
                if stop <= start:
                    continue
                busy = sum(max(0.0, min(b, stop) - max(a_, start)) for a_, b in at_work[a])
                assert math.isclose(busy, stop - start, rel_tol=1e-9, abs_tol=1e-6)


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_patience_capacity_and_ports_are_kept(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    for row, (begin, end) in waits(day):
        if row["outcome"] == Outcome.ABANDONED:
            assert end == begin + row["patience"]
        if row["outcome"] == Outcome.BALKED:
            told = model.queues[day.program.queue_names[row["queue"]]].announcement
            assert end == begin
            assert row["patience"] == 0 or (told is not None and told.balk)
        if row["outcome"] != Outcome.INSIDE:
            assert end <= begin + row["patience"]
    for q, queue in enumerate(model.queues.values()):
        if queue.capacity is not None:
            spans = [span for row, span in waits(day) if row["queue"] == q]
            assert most_at_once(spans) <= queue.capacity
    if model.ivr is not None and model.ivr.ports is not None:
        rows = [row for row in day.log.contacts if row["step"] != NOBODY]
        left = [r["ended_at"] if math.isnan(r["queued_at"]) else r["queued_at"] for r in rows]
        spans = [(float(r["arrived_at"]), float(end)) for r, end in zip(rows, left, strict=True)]
        assert most_at_once(spans) <= model.ivr.ports


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_each_contact_walks_its_menus_one_after_the_other(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    steps = day.log.steps
    for row in day.log.contacts:
        n = int(row["step"])
        if n == NOBODY:
            assert row["queued_at"] == row["arrived_at"] or row["queue"] == NOBODY
            continue
        if row["outcome"] == Outcome.NO_PORT:
            assert row["ended_at"] == row["arrived_at"]
            continue
        assert steps[n]["kind"] >= StepKind.TO_QUEUE  # where the walk ended
        while n > 0 and steps[n - 1]["kind"] < StepKind.TO_QUEUE:
            n -= 1
        at = float(row["arrived_at"])
        while steps[n]["kind"] < StepKind.TO_QUEUE:
            at, n = at + float(steps[n]["takes"]), n + 1
        reached = not math.isnan(row["queued_at"])
        assert reached == (steps[n]["kind"] == StepKind.TO_QUEUE)
        assert at == (row["queued_at"] if reached else row["ended_at"])


@flavours
@quick(20)
@given(data=st.data(), seed=seeds)
def test_quantiles_are_numpys_inverted_distribution_function(data, seed, whole_seconds):
    model = data.draw(centres(whole_seconds=whole_seconds))
    day = a_day(model, seed)
    found = counted(day, model).quantiles
    queues = len(day.program.queue_names)
    ended = [(int(row["queue"]), end - begin) for row, (begin, end) in waits(day) if end < math.inf]
    for q in range(queues + 1):
        values = [wait for of, wait in ended if q in (of, queues)]
        for n, p in enumerate((0.90, 0.95)):
            if values:
                expected = np.quantile(values, p, method="inverted_cdf")
                assert found[n, q] == expected
            else:
                assert math.isnan(found[n, q])
