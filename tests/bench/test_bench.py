"""The benchmarks run and tell what they promise; how fast is for `cic bench` to say."""

import numpy as np
import pytest

from cic.clocks.yardsticks import handwritten, idiomatic
from cic.experiments import bench, bench_policies
from cic.experiments.replicate import replicate
from cic.experiments.workloads import (
    W1_AGENTS,
    W2_GROUPS,
    W2_SKILLS,
    W3_GROUPS,
    large_centre,
    w1,
    w2,
    w3,
    w3_following,
    w4,
)
from cic.program.codes import ANSWERED

FIGURES = {
    "compiled_rules",
    "compiled_end_to_end",
    "handwritten",
    "simpy_clock",
    "simpy_idiomatic",
}


@pytest.mark.parametrize(
    "measure",
    [lambda: bench._w1(contacts=3000, rounds=1), lambda: bench._w2(days=10, rounds=1)],
    ids=["W1", "W2"],
)
def test_a_workload_tells_contacts_per_second_of_every_competitor(measure):
    found = measure()
    assert set(found) == FIGURES
    assert min(found.values()) > 0


def test_the_blended_week_tells_contacts_per_second():
    found = bench._w3(weeks=1, rounds=1, days=1)
    assert set(found) == {
        "compiled_rules", "compiled_end_to_end", "simpy_clock",
        "following_rules", "following_end_to_end",
    }  # fmt: skip
    assert min(found.values()) > 0


def test_the_weeks_of_a_population_tell_contacts_per_second():
    found = bench._w4(rounds=1, days=1)
    assert set(found) == {"compiled_rules", "compiled_end_to_end", "simpy_clock"}
    assert min(found.values()) > 0


def test_a_population_for_weeks_needs_what_it_is_there_to_measure():
    done = replicate(w4(days=4, customers=5000), replications=1, clock="simpy")
    told = done.estimates.customer_table()
    found = {name: told[name].value[-1] for name in ("gained", "lost", "stayed_away", "complaints")}
    assert min(found.values()) > 5
    assert told["customers"].value[-1] == 5000
    assert np.all(told["contacts"].value > 0)
    answered = done.estimates.queue_table()["answered"].value[-1]
    assert answered > 0.6 * told["contacts"].value[-1]


def test_policies_are_measured_beside_longest_idle(monkeypatch):
    some = [
        one for one in bench_policies._competitors() if one[0] in ("herzog", "own scores of both")
    ]
    monkeypatch.setattr(bench_policies, "_competitors", lambda: some)
    monkeypatch.setattr(bench_policies, "_once", lambda *_: lambda: 2.0)
    found = bench_policies.bench_policies(quick=True)
    same = {"contacts_per_second": 2.0, "of_plain": 1.0}
    assert found == {"herzog": same, "own scores of both": same}


def test_a_day_under_a_score_tells_contacts_per_second():
    assert bench_policies._once(w2().with_({"routing": {"preset": "herzog"}}), None, 1)() > 0


def test_the_blended_week_needs_what_it_is_there_to_measure():
    done = replicate(w3(days=2), replications=1, clock="simpy")
    assert done.program.desks.several
    assert sum(agents for agents, *_ in W3_GROUPS.values()) == 80
    tables = done.estimates.queue_table()
    offered, answered = (tables[name].value for name in ("offered", "answered"))
    assert offered[-1] == pytest.approx(2 * 10_000, rel=0.1)
    assert answered[-1] > 0.9 * offered[-1]
    assert tables["average_hold"].value[-2] > 60  # e-mails are interrupted
    assert done.estimates.group_table()["concurrency"].value[-1] > 1.2
    assert tables["longest_wait"].value[-1] > 10 * 3600  # and wait for the next day


def test_in_the_blended_week_contacts_lead_to_others():
    done = replicate(w3_following(days=2), replications=1, clock="simpy")
    tables = done.estimates.queue_table()
    found = {name: tables[name].value[-1] for name in ("redials", "recontacts", "messages")}
    assert min(found.values()) > 10
    assert tables["transfers"].value[-1] > 300
    assert tables["offered"].value[-1] > 1.1 * tables["fresh"].value[-1]


def test_the_scale_tells_its_size():
    found = bench._speed(large_centre(50, 2, 2000), agents=50, queues=2)
    assert found["contacts"] == pytest.approx(50 * 0.92 * 20 * 24, rel=0.05)  # one whole day
    assert found["contacts_per_second"] > 0


def answered(scenario):
    program, luck = bench._draw(scenario)
    clock = bench.CompiledClock()
    return clock.run(program, clock.prepare(program, luck)).contacts


def test_the_yardsticks_of_w1_play_the_same_day_as_the_rules():
    scenario = w1(3000)
    rules = answered(scenario)
    draws = bench._columns(*bench._draw(scenario))
    columns = (draws["arrived_at"], draws["patience"], draws["talk"])
    at, _, by = facts = bench._facts(len(rules))
    handwritten.one_queue(*columns, W1_AGENTS, *facts)
    assert np.array_equal(by >= 0, rules["outcome"] == ANSWERED)
    assert np.array_equal(at, rules["answered_at"], equal_nan=True)
    told = idiomatic.one_queue(*(column.tolist() for column in columns), agents=W1_AGENTS)
    assert np.allclose(np.array(told)[by >= 0], at[by >= 0])


def test_the_yardsticks_of_w2_play_the_same_day_as_the_rules():
    scenario = w2()
    program, _ = bench._draw(scenario)
    rules = answered(scenario)
    draws = bench._columns(*bench._draw(scenario))
    crew = np.array(list(W2_GROUPS.values()))
    serves = np.array([[q in skills for q in program.queue_names] for skills in W2_SKILLS.values()])
    at, _, by = facts = bench._facts(len(rules))
    handwritten.three_queues(*draws.values(), crew, serves, *facts)
    assert np.array_equal(by >= 0, rules["outcome"] == ANSWERED)
    assert np.array_equal(at, rules["answered_at"], equal_nan=True)
    told = idiomatic.three_queues(
        *(column.tolist() for column in draws.values()),
        group_agents=crew.tolist(),
        serves=serves.tolist(),
    )
    assert np.array_equal(np.array(told) >= 0, by >= 0)


@pytest.mark.bench
def test_the_compiled_clock_is_far_ahead_of_idiomatic_simpy():
    found = bench.bench(quick=True)
    for workload, times in (("W1", 20), ("W2", 12)):
        figures = found[workload]
        assert figures["compiled_end_to_end"] > times * figures["simpy_idiomatic"]
        assert figures["simpy_clock"] > 0.8 * figures["simpy_idiomatic"]
        assert figures["peak_mb"] < 500
    assert found["W3"]["of_w2"] > 0.1
    assert found["W3"]["peak_mb"] < 500
    assert found["W4"]["compiled_rules"] > 3 * found["W4"]["simpy_clock"]
    assert found["W4"]["peak_mb"] < 1000
