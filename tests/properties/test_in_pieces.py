"""The compiled clock gives the same log whether contacts are there at once or come in pieces."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.clocks import compiled_clock
from cic.clocks.compiled_clock import CompiledClock
from cic.experiments.replicate import replicate
from cic.luck.contacts import LuckOf
from cic.luck.streams import BLOCK
from cic.program.layout import lay_out
from cic.scenario.load import from_dict
from tests.days import assert_same_log
from tests.properties.centres import centres, channel_centres, quick

flavours = pytest.mark.parametrize("whole_seconds", [False, True], ids=["continuous", "whole"])


def luck_of(model, seed):
    program = lay_out(model)
    return program, LuckOf(model, program, seed=seed)


@flavours
@quick(22)
@given(data=st.data(), seed=st.integers(0, 2**63 - 1))
def test_a_run_that_stops_for_contacts_to_be_written_goes_on_as_if_it_had_not(
    data, seed, whole_seconds
):
    kind = centres if data.draw(st.booleans()) else channel_centres
    program, luck = luck_of(data.draw(kind(whole_seconds=whole_seconds)), seed)
    whole = CompiledClock()
    expected = whole.run(program, whole.prepare(program, luck.draw(0)))
    clock = CompiledClock()
    centre = clock.prepare(program, luck.draw(0))
    written, until = centre.contacts.copy(), 0
    centre.contacts[:] = 0  # what is not ready yet is not looked at
    run = clock._begin(program, centre)
    for ready in sorted(data.draw(st.lists(st.integers(0, len(written)), max_size=6))):
        centre.contacts[until:ready] = written[until:ready]
        until = ready
        run.go_on(ready)
    centre.contacts[until:] = written[until:]
    assert_same_log(run.to_the_end(), expected)


THREE_SOURCES = {
    "name": "three sources of several blocks each",
    "opens": "08:00",
    "closes": "20:00",
    "queues": {
        name: {
            "arrivals": {"per_interval": [count * (k % 5) for k in range(24)]},
            "patience": "exponential mean 2 min",
            "talk": "lognormal mean 3 min cv 1",
        }
        for name, count in (("a", 1_000), ("b", 700), ("c", 30))
    },
    "agents": {"g": {"staff": 300, "skills": ["a", "b", "c"]}},
    "routing": {"agent": "random"},
}


def test_a_replication_of_several_blocks_is_run_while_it_is_drawn(monkeypatch):
    scenario = from_dict(THREE_SOURCES)
    program, luck = luck_of(scenario.model, 3)
    reached = []
    go_on = compiled_clock._Run.go_on

    def told(run, ready):
        reached.append(ready)
        go_on(run, ready)

    monkeypatch.setattr(compiled_clock._Run, "go_on", told)
    clock, other = CompiledClock(), CompiledClock()
    write = clock.write

    def write_slowly(block, centre):  # on a busy machine all is drawn before the rules have begun
        write(block, centre)
        time.sleep(0.05)

    monkeypatch.setattr(clock, "write", write_slowly)
    log = clock.run_while_drawn(program, luck.draw(0))
    assert len(log.contacts) > 4 * BLOCK
    assert reached == sorted(reached)
    assert len(reached) > 2
    assert_same_log(log, other.run(program, other.prepare(program, luck.draw(0))))


def test_one_replication_and_the_first_of_several_give_the_same_figures():
    scenario = from_dict(THREE_SOURCES)
    alone = replicate(scenario, replications=1, seed=3, clock="compiled")
    first = replicate(scenario, replications=3, seed=3, clock="compiled")
    again = replicate(scenario, replications=3, seed=3, clock="compiled")
    for one, other in zip(first.logs, again.logs, strict=True):
        assert_same_log(one, other)
    assert_same_log(alone.logs[0], first.logs[0])


def test_calls_by_sites_are_the_same_in_pieces():
    sites = {
        "x": {"share": 0.5, "lines": 110, "when_full": "other_sites"},
        "y": {"share": 0.5, "lines": 90, "opens": "09:00", "closes": "18:00"},
    }
    model = from_dict(THREE_SOURCES | {"sites": sites}).model
    program, luck = luck_of(model, 3)
    whole, pieces = CompiledClock(), CompiledClock()
    expected = whole.run(program, whole.prepare(program, luck.draw(0)))
    assert len(expected.trunks) > 2 * BLOCK
    assert_same_log(pieces.run_while_drawn(program, luck.draw(0)), expected)
