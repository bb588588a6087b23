"""Work in pieces that other processes of the machine take part in; the answers stay the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Self, TypeVar

from cic.clocks.uncollected import uncollected
from cic.errors import EngineError, UsageError

T = TypeVar("T")

AT_HAND = 2
"""Pieces that each other process has at hand, so that none waits for the next."""


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system can say
        return os.cpu_count() or 1


class Processes:
    """The process that calls, and others beside it, while the `with` block lasts.

    Parameters
    ----------
    count
        How many, the one that calls among them.

    Examples
    --------
    >>> with Processes(1) as crew:
    ...     crew.do(pow, [(2, 3), (3, 2)])
    [8, 9]
    """

    def __init__(self, count: int) -> None:
        if count < 1:
            raise UsageError(f"{count} processes do nothing\n    → ask for at least 1")
        self.count = count
        self._others: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self.count > 1:
            fresh = get_context("spawn")  # a copy of this one could hold locks of its threads
            self._others = ProcessPoolExecutor(self.count - 1, mp_context=fresh)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._others is not None:
            self._others.shutdown(wait=True, cancel_futures=True)

    def beside(self, work: Callable[..., object], *arguments: object) -> None:
        """Let each other process do something for itself, before whatever else it does."""
        if self._others is not None:
            for _ in range(self.count - 1):
                self._others.submit(work, *arguments)

    def do(
        self,
        work: Callable[..., T],
        pieces: Sequence[tuple[Any, ...]],
        progress: Callable[[int, int], None] | None = None,
    ) -> list[T]:
        """What a function makes of each piece, in their order; the longest should come first.

        Parameters
        ----------
        progress
            Told after each piece how many are done, of how many.

        Raises
        ------
        EngineError
            If another process ended before its work.
        """
        given: dict[int, Future[T]] = {}
        own: dict[int, T] = {}

        def tell() -> None:
            if progress is not None:
                progress(len(own) + sum(one.done() for one in given.values()), len(pieces))

        front, back = 0, len(pieces)
        with _told_when_broken():
            while front < back:
                waiting = sum(not one.done() for one in given.values())
                if self._others is not None and waiting < AT_HAND * (self.count - 1):
                    given[front] = self._others.submit(work, *pieces[front])
                    front += 1
                    continue
                back -= 1
                own[back] = work(*pieces[back])
                tell()
            for _ in as_completed(given.values()):
                tell()
            return [own[n] if n in own else given[n].result() for n in range(len(pieces))]


@contextmanager
def _told_when_broken() -> Iterator[None]:
    """Say what to do where another process has ended."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield
    except BrokenProcessPool:
        raise EngineError(
            "a process that took part has ended before its work\n"
            "    → take processes=1; or, in a script, run it under `if __name__ == '__main__':`"
        ) from None


def piece_of_work(work: Callable[..., T], *arguments: object) -> T:
    """Call a function: a piece of work where pieces are calls of different functions."""
    with uncollected():
        return work(*arguments)
