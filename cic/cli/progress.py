"""A bar for long work, on a terminal only."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LONG = 1.0
"""Seconds of work before a bar appears."""


@contextlib.contextmanager
def progress_on(stream: TextIO) -> Iterator[Callable[[int, int], None] | None]:
    """Something to tell progress to; None where nobody watches."""
    if not stream.isatty():
        yield None
        return
    bar = _Bar(stream)
    try:
        yield bar
    finally:
        bar.stop()


class _Bar:
    """A bar that appears when the work turns out to be long, and is gone when it is done."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._began = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, done: int, wanted: int) -> None:
        if self._progress is None:
            if done >= wanted or time.monotonic() - self._began < LONG:
                return
            self._start(wanted)
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=done, total=wanted)

    def _start(self, wanted: int) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._progress = Progress(
            TextColumn("replications"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(file=self._stream),
            transient=True,
        )
        self._task = self._progress.add_task("", total=wanted)
        self._progress.start()

    def stop(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()
