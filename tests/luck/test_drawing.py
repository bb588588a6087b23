"""Compiled code draws the same numbers as numpy, to the last bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic.clocks.clock import write_block
from cic.clocks.compiled import compiled
from cic.clocks.compiled_clock import CompiledClock
from cic.clocks.drawing import exp as exp_of_one
from cic.clocks.drawing import next_exponential, next_normal, next_uniform, stir
from cic.luck.arithmetic import exp
from cic.luck.arrivals import Room, in_bulk
from cic.luck.contacts import LuckOf
from cic.luck.streams import Generators, Purpose, begin_stream, stream_key
from cic.program.centre import rule
from cic.program.layout import lay_out
from cic.scenario.load import from_dict
from tests.properties.centres import quick

MANY = 2_000_000  # so that the tails of the ziggurat are reached thousands of times


@rule
def many_uniform(words, numbers):
    stir(words, 0)
    for n in range(len(numbers)):
        numbers[n] = next_uniform(words, 0)


@rule
def many_exponential(words, numbers):
    stir(words, 0)
    for n in range(len(numbers)):
        numbers[n] = next_exponential(words, 0)


@rule
def many_normal(words, numbers):
    stir(words, 0)
    for n in range(len(numbers)):
        numbers[n] = next_normal(words, 0)


@rule
def many_exp(numbers, found):
    for n in range(len(numbers)):
        found[n] = exp_of_one(numbers[n])


@pytest.mark.parametrize(
    ("fill", "family"),
    [
        (many_uniform, "random"),
        (many_exponential, "standard_exponential"),
        (many_normal, "standard_normal"),
    ],
    ids=["uniform", "exponential", "normal"],
)
def test_standard_draws_are_numpys(fill, family):
    key = stream_key(3, Purpose.TALK, "sales")
    numbers = np.empty(MANY)
    compiled(fill)(np.frombuffer(begin_stream(key, 5, 7, 11), np.uint64).copy(), numbers)
    assert np.array_equal(numbers, getattr(Generators().at(key, 5, 7, 11), family)(MANY))


def test_the_exponential_function_of_one_number_is_that_of_many():
    rng = np.random.default_rng(1)
    edges = [0.0, -0.0, 1e-300, 709.78, 709.79, -745.2, -708.4, 800.0, -800.0, np.inf, -np.inf]
    numbers = np.concatenate([edges, rng.normal(0, 3, 500_000), rng.uniform(-750, 712, 500_000)])
    found = np.empty(len(numbers))
    compiled(many_exp)(numbers, found)
    assert np.array_equal(found, exp(numbers))


class NumberByNumber(CompiledClock):
    """Draws by numpy, as the SimPy clock does."""

    def write(self, block, centre):
        write_block(block, centre, clock=self)


LAWS = ["exponential mean 3 min", "lognormal mean 4 min cv 1.2", "lognormal mean 5 s cv 0.1", "9 s"]


@pytest.mark.parametrize("patience", [LAWS[0], LAWS[1], "infinite"])
@pytest.mark.parametrize(
    "talk", [*LAWS, {"kind": "lognormal", "median": "50 s", "sigma": 0.8}], ids=str
)
def test_rows_of_contacts_are_the_same_however_they_are_drawn(patience, talk):
    queue = {"arrivals": "9000/hour", "patience": patience, "talk": talk, "wrap_up": LAWS[0]}
    other = {"arrivals": "700/hour", "talk": LAWS[1], "balk": "10%", "screen_pop": "5 s"}
    scenario = from_dict(
        {
            "name": "draws",
            "opens": "08:00",
            "closes": "12:00",
            "queues": {"a": queue, "b": other},
            "agents": {"g": {"staff": 4, "skills": ["a", "b"]}},
        }
    )
    program = lay_out(scenario.model)
    luck, clock = LuckOf(scenario.model, program, seed=2), CompiledClock()
    quicker = LuckOf(scenario.model, program, seed=2, flow=clock.flow)
    for replication in (0, 1):
        drawn = clock.prepare(program, quicker.draw(replication)).contacts
        expected = NumberByNumber().prepare(program, luck.draw(replication)).contacts
        for field in drawn.dtype.names:
            assert np.array_equal(drawn[field], expected[field], equal_nan=True), field


@quick(200)
@given(
    expected=st.lists(st.sampled_from([0.0, 0.3, 1.0, 40.0, 9000.0]), min_size=1, max_size=12),
    width=st.sampled_from([1.0, 900.0, 1800.0]),
    seed=st.integers(0, 2**63 - 1),
)
def test_arrivals_are_the_same_however_they_are_drawn(expected, width, seed):
    reached = np.concatenate([[0.0], np.cumsum(expected)])
    edges = np.arange(len(expected) + 1) * width
    key = stream_key(seed, Purpose.ARRIVALS, "sales")
    given = (key, 3, reached, np.array(expected) / width, edges)
    slowly = in_bulk(*given, generators=Generators(), room=Room())
    quickly = CompiledClock().flow(*given, generators=Generators(), room=Room())
    assert np.array_equal(slowly, quickly)


def test_where_more_come_than_there_is_room_for_they_are_drawn_again(monkeypatch):
    monkeypatch.setattr("cic.clocks.compiled_clock.usually_at_most", lambda _: 10)
    key = stream_key(1, Purpose.ARRIVALS, "sales")
    given = (key, 0, np.array([0.0, 500.0]), np.array([0.5]), np.array([0.0, 1000.0]))
    quickly = CompiledClock().flow(*given, generators=Generators(), room=Room())
    assert np.array_equal(quickly, in_bulk(*given, generators=Generators(), room=Room()))
    assert len(quickly) > 400
