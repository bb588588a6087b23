"""Work that several processes do, and what becomes of it."""

import os
import time

import pytest

from cic.errors import EngineError, UsageError
from cic.experiments.processes import Processes, processors


def where_from(number):
    """A number, and the process that saw it."""
    return number, os.getpid()


def test_pieces_come_back_in_their_order_and_others_take_part():
    told = []
    with Processes(2) as crew:
        crew.beside(where_from, 0)
        found = crew.do(where_from, [(n,) for n in range(40)], lambda *done: told.append(done))
    assert [number for number, _ in found] == list(range(40))
    assert 1 <= len({process for _, process in found}) <= 2
    assert all(of == 40 for _, of in told)


def test_one_process_tells_each_piece():
    told = []
    with Processes(1) as crew:
        assert crew.do(abs, [(-1,), (2,)], lambda *done: told.append(done)) == [1, 2]
    assert told == [(1, 2), (2, 2)]


def test_errors_of_pieces_are_raised_here():
    with Processes(2) as crew, pytest.raises(ZeroDivisionError):
        crew.do(divmod, [(1, 0), (1, 0), (1, 0), (1, 0)])


def test_a_process_that_ends_before_its_work_is_told():
    with Processes(2) as crew:
        crew.beside(os._exit, 3)
        with pytest.raises(EngineError, match="take processes=1"):
            crew.do(time.sleep, [(0.1,)] * 6)


def test_there_are_processors_and_no_work_without_processes():
    assert processors() >= 1
    with pytest.raises(UsageError, match="at least 1"):
        Processes(0)
