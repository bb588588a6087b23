"""What replications give is kept in one piece, whatever its shape and however much comes."""

import numpy as np
import pytest

from cic.measures.stacking import Pile

KIND = np.dtype([("a", "f8"), ("b", "i4"), ("c", "i1")], align=True)


def table(n, shape=(2, 3)):
    found = np.zeros(shape, KIND)
    found["a"], found["b"], found["c"] = n, n + 1, n + 2
    return found


@pytest.mark.parametrize("wanted", [1, 3, 100])
def test_tables_are_kept_in_order_beyond_the_room_that_was_made(wanted):
    pile = Pile()
    pile.wanted = wanted
    for n in range(7):
        pile.add(table(n))
    assert pile.tables.shape == (7, 2, 3)
    for n in range(7):
        for field in ("a", "b", "c"):
            np.testing.assert_array_equal(pile.tables[n][field], table(n)[field])


def test_what_was_read_stays_as_it_was_while_more_comes():
    pile = Pile()
    pile.add(np.arange(3.0))
    before = pile.tables
    for _ in range(5):
        pile.add(np.full(3, 9.0))
    assert before.tolist() == [[0.0, 1.0, 2.0]]
    assert pile.tables.shape == (6, 3)


def test_tables_with_nothing_in_them_are_counted():
    pile = Pile()
    for _ in range(3):
        pile.add(np.zeros((0, 4)))
    assert pile.tables.shape == (3, 0, 4)


def test_a_table_that_does_not_lie_in_one_piece_is_copied_in_order():
    pile = Pile()
    pile.add(np.arange(6.0).reshape(2, 3).T)
    assert pile.tables[0].tolist() == [[0.0, 3.0], [1.0, 4.0], [2.0, 5.0]]
