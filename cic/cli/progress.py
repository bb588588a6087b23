"""A bar for long work, on a terminal only."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LONG = 1.0
"""Seconds of work before a bar appears."""


@contextlib.contextmanager
def progress_on(stream: TextIO, what: str = "replications") -> Iterator[Bar | None]:
    """Something to tell progress to; None where nobody watches."""
    if not stream.isatty():
        yield None
        return
    bar = Bar(stream, what)
    try:
        yield bar
    finally:
        bar.stop()


class Bar:
    """A bar that appears when the work turns out to be long, and is gone when it is done."""

    def __init__(self, stream: TextIO, what: str) -> None:
        self._stream = stream
        self._what = what
        self._began = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, done: int, wanted: int) -> None:
        """So much is done, of so much."""
        if self._progress is None:
            if done >= wanted or time.monotonic() - self._began < LONG:
                return
            self._start(wanted)
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=done, total=wanted)

    def says(self, what: str) -> None:
        """Say what is being done from now on; how far it is gets known later."""
        self._what = what
        if self._progress is None:
            self._start(None)
        elif self._task is not None:
            self._progress.update(self._task, description=what)

    def _start(self, wanted: int | None) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(file=self._stream),
            transient=True,
        )
        self._task = self._progress.add_task(self._what, total=wanted)
        self._progress.start()

    def stop(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()
