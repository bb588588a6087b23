"""The compiled clock writes nothing before or behind a table, and no event sends too much."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.simpy_clock import SimpyClock
from cic.errors import EngineError
from cic.luck.contacts import LuckOf
from cic.program import outset
from cic.program.layout import lay_out
from cic.scenario.load import from_dict
from tests.properties.centres import leading_centres, likely, quick, snapshot_centres, whole_centres
from tests.properties.test_features_meet import CENTRE
from tests.properties.test_invariants import seeds

EDGE = 4096
FILL = 0xAB


class GuardedClock(CompiledClock):
    """Puts each table between two edges, which must stay as they are."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[tuple[str, np.ndarray]] = []

    def prepare(self, program: Any, luck: Any) -> Any:
        """The centre, each table copied between edges."""
        centre = super().prepare(program, luck)
        return type(centre)(*map(self._guarded, centre._fields, centre))

    def lengthened(self, record: Any, table: np.ndarray, more: np.ndarray) -> np.ndarray:
        """A longer table, between edges too."""
        return self._guarded(record.name, super().lengthened(record, table, more))

    def _guarded(self, name: str, table: np.ndarray) -> np.ndarray:
        held = np.full(table.nbytes + 2 * EDGE, FILL, np.uint8)
        inner = held[EDGE : EDGE + table.nbytes].view(table.dtype)
        inner[:] = table
        self.held.append((name, held))
        return inner

    def overwritten(self) -> list[str]:
        """The tables whose edges are no longer as they were."""
        return [
            name
            for name, held in self.held
            if (held[:EDGE] != FILL).any() or (held[-EDGE:] != FILL).any()
        ]


def overwritten(model: Any, seed: int, replications: int = 2) -> list[str]:
    program = lay_out(model)
    luck = LuckOf(model, program, seed=seed)
    found = []
    for replication in range(replications):
        clock = GuardedClock()
        with likely():
            clock.run(program, clock.prepare(program, luck.draw(replication)))
        found += clock.overwritten()
    return found


CENTRES = st.one_of(
    whole_centres(), leading_centres(), snapshot_centres(), whole_centres(whole_seconds=True)
)


@quick(6)
@given(model=CENTRES, seed=seeds)
def test_nothing_is_written_beside_a_table(model, seed):
    assert overwritten(model, seed) == []


@pytest.mark.long
@quick(1500)
@given(model=CENTRES, seed=seeds)
def test_nothing_is_written_beside_a_table_in_many_centres(model, seed):
    assert overwritten(model, seed) == []


def test_nothing_is_written_beside_a_table_where_all_features_meet():
    assert overwritten(from_dict(CENTRE).model, seed=1) == []


@quick(6)
@given(model=CENTRES, seed=seeds)
def test_what_all_runs_begin_with_stays_as_it_is(model, seed):
    program = lay_out(model)
    before = {name: table.tobytes() for name, table in program.outset.standing.items()}
    clock, luck = CompiledClock(), LuckOf(model, program, seed=seed)
    with likely():
        clock.run(program, clock.prepare(program, luck.draw(0)))
    for name, table in program.outset.standing.items():
        assert table.tobytes() == before[name], name


def test_edges_are_looked_at():
    clock = GuardedClock()
    table = clock._guarded("example", np.zeros(3))
    assert clock.overwritten() == []
    np.lib.stride_tricks.as_strided(table, (4,))[3] = 1.0
    assert clock.overwritten() == ["example"]


@pytest.mark.parametrize("kind", [SimpyClock, CompiledClock])
def test_an_event_that_schedules_too_much_ends_the_run(kind, monkeypatch):
    monkeypatch.setattr(outset, "OUTBOX", 0)
    model = from_dict(
        {
            "name": "Too much",
            "opens": "08:00",
            "closes": "09:00",
            "queues": {"a": {"arrivals": "60/hour", "patience": "1 min", "talk": "1 min"}},
            "agents": {"team": {"staff": 1, "skills": ["a"]}},
        }
    ).model
    program = lay_out(model)
    clock = kind()
    centre = clock.prepare(program, LuckOf(model, program, seed=1).draw(0))
    room = len(centre.outbox)
    with pytest.raises(EngineError, match=f"one event has scheduled more than {room} others"):
        clock.run(program, centre)
